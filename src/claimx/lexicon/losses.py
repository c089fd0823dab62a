"""What happened to people and equipment: killed, wounded, shot down, delivered; one event per kind of thing counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from claimx.lexicon.entries import Entry, load_entries
from claimx.lexicon.match import Matcher, plurals
from claimx.schema import Category, Event, Kind
from claimx.tokenize import tokenize

# What <poss> and <refl> in an entry's words stand for; an entry's own ``slots`` add further names.
_SLOTS = {
    "poss": ("his", "her", "their", "its", "our", "my", "your"),
    "refl": ("himself", "herself", "themselves", "itself", "themself"),
}


class LossEntry(Entry):
    """A family of loss words. ``casualty`` and ``equipment`` are their events for people and for equipment.

    ``shape``: ``verb`` (lemmas; the first word is inflected, ``irregular`` gives past and participle, ``doubling`` those
    that double the last letter, ``forms_only`` the only forms of a lemma that count), ``noun`` (plural added to the head), ``adjective``,
    ``phrase`` (as it stands), ``pseudo`` (read and dropped). ``near``: counts only with one of these words close by;
    ``not_near``: not with one of them (``own_clause``: nor one that another number parts from it). ``not_object``: not with one of these as its object. ``subject``: only with one of these as its subject. ``not_sport``: nor beside words of
    sport. ``never_noun``: verbs that are no nouns as well. ``slots``: what a ``<name>`` in the words stands for. ``pledge``: "will send" is a pledge.
    ``manner``: tells how, not what came of it, where a second verb does ("stabbed and killed"). ``far``: a word of ``near`` may
    stand anywhere before it in the sentence.
    """

    shape: Literal["verb", "noun", "adjective", "phrase", "pseudo"]
    casualty: Event | None = None
    equipment: Event | None = None
    category: Category | None = None
    irregular: dict[str, tuple[str, str]] = Field(default_factory=dict)
    doubling: tuple[str, ...] = ()
    forms_only: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    slots: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    not_object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    not_sport: bool = False
    pledge: bool = False
    manner: bool = False
    far: bool = False
    own_clause: bool = False
    never_noun: tuple[str, ...] = ()
    frame: Literal["transitive", "intransitive", "noun", "adjective", "instrument"] | None = None

    @property
    def construction(self) -> str:
        """The frame of this family: its own, else that of its word class."""
        return self.frame or {"verb": "transitive", "phrase": "adjective"}.get(self.shape, self.shape)


@dataclass(frozen=True, slots=True)
class Wording:
    """One form of a loss word: its entry's traits, and which form of the verb it is."""

    entry: str
    shape: str
    events: Mapping[Kind, Event]
    form: Literal["base", "third", "past", "gerund", "other"]
    category: Category | None = None
    near: frozenset[str] = frozenset()
    not_near: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    not_sport: bool = False
    pledge: bool = False
    manner: bool = False
    frame: str = "transitive"
    never_noun: bool = False
    far: bool = False
    subject: frozenset[str] = frozenset()
    own_clause: bool = False

    @property
    def rule(self) -> str:
        """The rule that this word fires: its family."""
        return "loss." + self.entry.partition(".")[0]


@dataclass(frozen=True, slots=True)
class LossVocabulary:
    """Compiled loss words over lower-cased tokens; ``particles`` are verbs whose particle may stand apart, by both words."""

    words: Matcher[tuple[Wording, ...]]
    particles: Mapping[tuple[str, str], Wording]
    heads: frozenset[str]
    gate: frozenset[str]

    @classmethod
    def load(cls, extra: Path | None = None) -> LossVocabulary:
        """``data/losses.toml``, with ``extra/losses.toml`` added. Raises LexiconError."""
        found: dict[str, tuple[Wording, ...]] = {}
        pseudo: dict[str, tuple[Wording, ...]] = {}
        particles: dict[tuple[str, str], Wording] = {}
        for entry in load_entries("losses", LossEntry, extra):
            for words, wording in _forms(entry):
                if entry.shape == "pseudo":
                    pseudo[words] = (wording,)
                    continue
                # One form may serve several families: "burned" a man or a truck, "injured" the verb or the adjective.
                found[words] = (*found.get(words, ()), wording)
                first, _, particle = words.partition(" ")
                particle = particle.removeprefix("to ").removeprefix(
                    "on "
                )  # "stabbed three men to death", "set two cars on fire"
                if entry.shape == "verb" and particle in _PARTICLES:
                    particles[first, particle] = wording
        gate = frozenset(tokenize(words)[0].lower for words in found) | {first for first, _ in particles}
        return cls(
            Matcher([*found.items(), *pseudo.items()]),
            MappingProxyType(particles),
            frozenset(first for first, _ in particles),
            gate,
        )

    def gate_words(self) -> frozenset[str]:
        """The first word of every loss word, lower-cased: a text without any of them has no loss."""
        return self.gate


# Particles that may stand after the object: shot nine drones down, took three hostage, burned two alive, beat one to death.
_PARTICLES = frozenset(
    {
        "down",
        "dead",
        "over",
        "out",
        "up",
        "off",
        "hostage",
        "captive",
        "prisoner",
        "behind",
        "alive",
        "death",
        "life",
        "away",
        "ablaze",
        "alight",
        "fire",
    }
)


def inflect(
    verb: str, irregular: Mapping[str, tuple[str, str]] = MappingProxyType({}), double: bool = False
) -> dict[str, str]:
    """The forms of a verb, each with its kind: base, third, past, gerund.

    >>> sorted(inflect("kidnap", double=True))
    ['kidnap', 'kidnapped', 'kidnapping', 'kidnaps']
    >>> sorted(inflect("die")), sorted(inflect("bury"))
    (['die', 'died', 'dies', 'dying'], ['buried', 'buries', 'bury', 'burying'])
    """
    stem = verb + verb[-1] if double else verb
    if verb.endswith("ie"):
        gerund, past = verb[:-2] + "ying", verb + "d"
    elif verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        gerund, past = verb[:-1] + "ing", verb + "d"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        gerund, past = verb + "ing", verb[:-1] + "ied"
    else:
        gerund, past = stem + "ing", stem + "ed"
    forms = {verb: "base", plurals(verb)[1] if not verb.endswith("man") else verb + "s": "third", gerund: "gerund"}
    for form in irregular.get(verb, (past,)):
        forms.setdefault(form, "past")
    return forms


def _forms(entry: LossEntry) -> Iterator[tuple[str, Wording]]:
    for template in entry.words:
        for words in _expand(template, {**_SLOTS, **entry.slots}):
            if entry.shape == "noun":
                yield words, _wording(entry, "base")
                head, of, rest = words.partition(" of")
                before, space, last = head.rpartition(" ")
                yield before + space + plurals(last)[1] + of + rest, _wording(entry, "other")
            elif entry.shape == "verb":
                # The verb itself is the first word that is no adverb: "fatally shoot", "be found dead".
                parts = words.split(" ")
                k = next((i for i, part in enumerate(parts) if not part.endswith("ly")), 0)
                if parts[k] == "be":
                    yield " ".join(parts[k + 1 :]), _wording(entry, "past")
                    continue
                only = entry.forms_only.get(parts[k])
                for form, name in inflect(parts[k], entry.irregular, parts[k] in entry.doubling).items():
                    if only is None or form in only:
                        yield (
                            " ".join([*parts[:k], form, *parts[k + 1 :]]),
                            _wording(entry, name, never_noun=parts[k] in entry.never_noun),
                        )
            else:
                yield words, _wording(entry, "other")


def _expand(words: str, slots: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    slot = next((name for name in slots if f"<{name}>" in words), None)
    if slot is None:
        yield words
        return
    for filler in slots[slot]:
        yield from _expand(words.replace(f"<{slot}>", filler), slots)


def _wording(entry: LossEntry, form: str, *, never_noun: bool = False) -> Wording:
    events = {}
    if entry.casualty is not None:
        events[Kind.CASUALTY] = entry.casualty
    if entry.equipment is not None:
        events[Kind.EQUIPMENT] = entry.equipment
    return Wording(
        entry.id, entry.shape, MappingProxyType(events), form, entry.category,  # type: ignore[arg-type]
        frozenset(entry.near), frozenset(entry.not_near), frozenset(entry.not_object), entry.not_sport, entry.pledge, entry.manner, entry.construction, never_noun, entry.far, frozenset(entry.subject),
        entry.own_clause,
    )  # fmt: skip
