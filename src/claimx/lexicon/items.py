"""What may be counted: people by kind, military equipment by class, makes and designations of equipment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from claimx.lexicon.entries import Entry, Word, load_entries
from claimx.lexicon.match import Match, Matcher, plurals
from claimx.schema import PEOPLE, Category, Kind
from claimx.tokenize import tokenize

# Plurals that no rule gives; keyed by the last word of the noun.
_IRREGULAR = {
    "child": "children", "grandchild": "grandchildren", "schoolchild": "schoolchildren", "wife": "wives",
    "housewife": "housewives", "midwife": "midwives", "thief": "thieves", "passer-by": "passers-by",
    "passerby": "passersby", "torpedo": "torpedoes", "mother-of-two": "mothers-of-two",
    "mother-of-three": "mothers-of-three", "commando": "commandos", "body": "bodies",
}  # fmt: skip

# British spelling -> American: data files hold the British form.
_SPELLINGS = (("armour", "armor"), ("defence", "defense"), ("neighbour", "neighbor"), ("labour", "labor"),
              ("fibre", "fiber"), ("calibre", "caliber"), ("traveller", "traveler"), ("refuelling", "refueling"))  # fmt: skip

# Prefixes written with a hyphen, apart, or joined: anti-tank, anti tank, antitank.
_PREFIX = re.compile(r"\b(anti|multi|self|co|non|short|medium|long|surface|air|ground|man|mine|multiple)-(?=[a-z])")
_JOINED = frozenset({"anti", "multi", "co", "non"})


class PersonEntry(Entry):
    """People of one category.

    ``number`` tells the forms: ``count`` (regular plural added), ``plural`` (the words are plural), ``same`` (one form
    for both), ``both`` (one form for both, and a regular plural).
    ``adjectival`` words are people only where no noun follows (a Syrian; not: a Syrian town).
    ``flown`` words name planes too, where several of them do not blow themselves up.
    ``pseudo`` entries are read and dropped: longer words that hold one of ours and mean something else.
    """

    category: Category | None = None
    number: Literal["count", "plural", "same", "both"] = "count"
    adjectival: bool = False
    pseudo: bool = False
    flown: bool = False
    cased: bool = False
    head: Literal["first", "last"] = "last"


class EquipmentEntry(PersonEntry):
    """Equipment of one category. ``words`` may stand beside ``designations``, patterns over one whole token.

    ``model``: the words name a make. ``general``: too wide a noun to overrule the make before it.
    ``after_model``: counts only directly after a make.
    """

    words: tuple[Word, ...] = ()
    designations: tuple[str, ...] = ()
    model: bool = False
    general: bool = False
    after_model: bool = False
    examples: tuple[str, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the vocabulary has for a word: its entry's traits, whether the form is plural (None: either)."""

    entry: str
    category: Category
    plural: bool | None
    head: int
    model: bool = False
    general: bool = False
    adjectival: bool = False
    pseudo: bool = False
    flown: bool = False

    @property
    def kind(self) -> Kind:
        """People are casualties, all else is equipment."""
        return Kind.CASUALTY if self.category in PEOPLE else Kind.EQUIPMENT


@dataclass(frozen=True, slots=True)
class ItemVocabulary:
    """Compiled matchers: ``words`` over lower-cased words, ``names`` over words as written, ``designations`` over one."""

    words: Matcher[Reading]
    names: Matcher[Reading]
    after_model: Matcher[Reading]
    designations: tuple[tuple[str, Reading], ...]  # patterns, compiled when a word is one of any
    any_designation: str  # a pattern that any of them matches, compiled when it is first asked
    modifiers: dict[str, Category]
    gate: frozenset[str]

    @classmethod
    def load(cls, extra: Path | None = None) -> ItemVocabulary:
        """``data/persons.toml`` and ``data/equipment.toml``, with those of the folder ``extra``. Raises LexiconError."""
        people = load_entries("persons", PersonEntry, extra)
        equipment = load_entries("equipment", EquipmentEntry, extra)
        words: list[tuple[str, Reading]] = []
        names: list[tuple[str, Reading]] = []
        after: list[tuple[str, Reading]] = []
        patterns: list[tuple[str, Reading]] = []
        modifiers: dict[str, Category] = {"military": Category.MILITARY, "army": Category.MILITARY,
                                          "combat": Category.MILITARY, "battle": Category.MILITARY}  # fmt: skip
        for entry in (*people, *equipment):
            forms = list(_forms(entry))
            if isinstance(entry, EquipmentEntry):
                (after if entry.after_model else names if entry.cased else words).extend(forms)
                if entry.designations:
                    patterns.append((f"(?:{'|'.join(entry.designations)})(?:s)?", _reading(entry, None, 0)))
            else:
                words.extend(forms)
                if not entry.pseudo and not entry.adjectival:
                    for word, reading in forms:
                        if " " not in word and reading.plural is not True:
                            modifiers.setdefault(word, reading.category)
        # Pseudo words last: of two entries with the same words the later one wins.
        words.sort(key=lambda pair: pair[1].pseudo)
        gate = frozenset(_first(word) for word, reading in (*words, *names) if not reading.pseudo)
        # Most words match none of the patterns, and one for all of them tells it in a fifth of the time. Of no patterns at
        # all it matches nothing, as no word is empty.
        anyone = "|".join(f"(?:{pattern})" for pattern, _ in patterns)
        return cls(Matcher(words), Matcher(names), Matcher(after), tuple(patterns), anyone, modifiers, gate)

    def gate_words(self) -> frozenset[str]:
        """The first word of every entry, lower-cased: a text without any of them and without a designation has no item."""
        return self.gate

    def modifier(self, word: str) -> Category | None:
        """The category a word gives to the noun of loss it modifies ("civilian deaths", "troop losses"), or None."""
        return self.modifiers.get(word)

    def at(self, lowers: Sequence[str], texts: Sequence[str], i: int) -> Match[Reading] | None:
        """The longest word, name or designation that begins at token ``i``; a name wins over a word as long."""
        word = self.words.at(lowers, i)
        name = self.names.at(texts, i)
        best = name if name is not None and (word is None or name.last >= word.last) else word
        if best is None:
            reading = self.designation(texts[i])
            best = Match(i, i + 1, reading) if reading is not None else None
        return best

    def openers(self, lowers: Sequence[str], texts: Sequence[str]) -> list[int]:
        """The tokens at which ``at`` may find something: most words of a text are none."""
        words, names = self.words.openers(), self.names.openers()
        return [
            i
            for i, (lower, text) in enumerate(zip(lowers, texts, strict=True))
            if lower in words or text in names or text[0].isupper() or text[0].isdigit()
        ]

    def designation(self, text: str) -> Reading | None:
        """The reading of a designation (T-72B3, Su-35s), or None."""
        # Every designation begins with a capital or a digit and holds a capital: most words end here.
        if not text[0].isupper() and not text[0].isdigit():
            return None
        text = text.replace("\u2010", "-").replace("\u2011", "-")
        if not (_matches if len(text) <= _USUAL else _matches.__wrapped__)(self.any_designation, text):
            return None
        for pattern, reading in self.designations:
            if _compiled(pattern).fullmatch(text):
                return reading
        return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# Words of one day's news that begin with a capital or a digit, and how long a word among them may be.
_REMEMBERED, _USUAL = 8192, 40


@lru_cache(maxsize=_REMEMBERED)
def _matches(pattern: str, text: str) -> bool:
    return _compiled(pattern).fullmatch(text) is not None


def broader(categories: Iterable[Category]) -> Category:
    """The one category of several words under one number ("tanks and armoured vehicles").

    >>> broader([Category.TANK, Category.ARMOURED_VEHICLE]).value, broader([Category.MILITARY, Category.CIVILIAN]).value
    ('armoured_vehicle', 'unspecified')
    """
    found = frozenset(categories)
    if len(found) == 1:
        return next(iter(found))
    if found <= PEOPLE:
        return Category.UNSPECIFIED
    for members, whole in _BROADER:
        if found <= members:
            return whole
    return Category.EQUIPMENT


# Narrow groups first; what fits none is equipment.
_BROADER = (
    (frozenset({Category.TANK, Category.ARMOURED_VEHICLE}), Category.ARMOURED_VEHICLE),
    (frozenset({Category.ARTILLERY, Category.MLRS}), Category.ARTILLERY),
    (frozenset({Category.ARTILLERY, Category.SPECIAL_EQUIPMENT}), Category.ARTILLERY),
    (frozenset({Category.AIRCRAFT, Category.HELICOPTER}), Category.AIRCRAFT),
    (frozenset({Category.AIRCRAFT, Category.UAV}), Category.AIRCRAFT),
    (frozenset({Category.VEHICLE, Category.AMMUNITION}), Category.VEHICLE),
)


def _forms(entry: PersonEntry) -> Iterator[tuple[str, Reading]]:
    for base in entry.words:
        for word in _variants(base, entry.cased):
            singular = {"count": False, "plural": True, "same": None, "both": None}[entry.number]
            if isinstance(entry, EquipmentEntry) and entry.model:
                singular = None
            yield word, _reading(entry, singular, _head(word, entry.head))
            if entry.number in ("count", "both"):
                for form in _plural(word):
                    yield form, _reading(entry, True, _head(form, entry.head))


def _variants(word: str, cased: bool) -> Iterator[str]:
    spellings = [word]
    if not cased:
        for british, american in _SPELLINGS:
            spellings += [form.replace(british, american) for form in spellings if british in form]
    for form in spellings:
        yield form
        prefix = None if cased else _PREFIX.search(form)
        if prefix:
            yield form.replace("-", " ")
            if prefix.group(1) in _JOINED:
                yield form[: prefix.end() - 1] + form[prefix.end() :]


def _plural(word: str) -> Iterator[str]:
    head, of, rest = word.partition(" of ")
    before, space, last = head.rpartition(" ")
    form = _IRREGULAR.get(last) or plurals(last)[1]
    yield before + space + form + of + rest


def _first(word: str) -> str:
    first = word.partition(" ")[0]
    return first.lower() if first.isalpha() else tokenize(word)[0].lower


def _head(word: str, end: str) -> int:
    if end == "first":
        return 0
    # Words of letters alone are cut at the blanks; the tokenizer is slow for thousands of them.
    plain = word.replace(" ", "").isalpha()
    tokens = word.split(" ") if plain else [token.lower for token in tokenize(word)]
    for joint in ("of", "in", "on"):
        if joint in tokens[1:]:
            return tokens.index(joint, 1) - 1
    return len(tokens) - 1


def _reading(entry: PersonEntry, plural: bool | None, head: int) -> Reading:
    category = entry.category or Category.UNSPECIFIED
    model = isinstance(entry, EquipmentEntry) and entry.model
    general = isinstance(entry, EquipmentEntry) and entry.general
    return Reading(entry.id, category, plural, head, model, general, entry.adjectival, entry.pseudo, entry.flown)
