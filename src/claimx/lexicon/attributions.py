"""Words of attribution: reporting cues and the nouns that name who speaks.

One file holds all parts, ``part = "cue"`` (said, according to, reportedly), ``part = "source"`` (ministry, spokesman,
witnesses, figures) and ``part = "neighbour"`` (words that tell a cue's sense), since each is read only beside the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import model_validator

from claimx.lexicon.entries import Entry, load_entries
from claimx.lexicon.match import Match, Matcher, plurals
from claimx.models import Sentence
from claimx.schema import SourceType, Stance

CueForm = Literal["verb", "preposition", "adverb"]
# clause: content follows or precedes freely (said that ...; confirmed 12 deaths). tell: an addressee follows (told Reuters).
# accuse: a party and "of" or "for" follow. toll: a word for the toll must follow (put the toll at). show: documents only.
# cite: the source is the object (citing police). quote: the source is the object, content after "as saying".
# that: only with "that" or a quotation.
CueFrame = Literal["clause", "tell", "accuse", "toll", "show", "cite", "quote", "that"]
# person: a role one person holds. people: a plural or mass of persons. body: an organisation. document: what a body issues,
# never a source while its owner is known. outlet: a medium.
SourceForm = Literal["person", "people", "body", "document", "outlet"]
# noun: a verb's form that is a noun as often. toll: what is put, raised or given. taken: what is claimed otherwise than in words.
# feeling: what follows "said he was".
NeighbourForm = Literal["noun", "toll", "taken", "feeling"]


class AttributionEntry(Entry):
    """A cue, a source noun or a word beside a cue; keys of the other parts stay unset.

    ``inflect`` adds the regular forms of a verb (or the plural of a noun) to each word; ``cased`` words match case and all.
    ``family`` groups nouns that can stand for one another ("the monitor" for the Observatory).
    """

    part: Literal["cue", "source", "neighbour"]
    inflect: bool = False
    cased: bool = False
    form: CueForm | SourceForm | NeighbourForm
    frame: CueFrame = "clause"
    strength: Literal["neutral", "claim", "confirm", "estimate", "record", "deny", "hearsay"] = "neutral"
    stance: Stance | None = None
    type: SourceType | None = None
    family: str | None = None

    @model_validator(mode="after")
    def _parts(self) -> AttributionEntry:
        forms = {"cue": CueForm, "source": SourceForm, "neighbour": NeighbourForm}[self.part]
        if self.form not in get_args(forms):
            raise ValueError(f"a {self.part}'s form is one of {', '.join(get_args(forms))}")
        if self.part == "source" and self.type is None:
            raise ValueError("a source entry must have a type")
        return self


def verb_forms(verb: str) -> tuple[str, ...]:
    """A regular verb's forms; words after the first stay ("point out"). Irregular forms are entries' own words.

    >>> verb_forms("point out")
    ('point out', 'points out', 'pointed out', 'pointing out')
    >>> verb_forms("declare"), verb_forms("testify")
    (('declare', 'declares', 'declared', 'declaring'), ('testify', 'testifies', 'testified', 'testifying'))
    """
    head, _, rest = verb.partition(" ")
    if head.endswith("e"):
        forms = (head, head + "s", head + "d", head[:-1] + "ing")
    elif head.endswith("y") and head[-2] not in "aeiou":
        forms = (head, head[:-1] + "ies", head[:-1] + "ied", head + "ing")
    else:
        ending = "es" if head.endswith(("s", "x", "ch", "sh")) else "s"
        forms = (head, head + ending, head + "ed", head + "ing")
    return tuple(f"{form} {rest}".rstrip() for form in forms)


@dataclass(frozen=True, slots=True)
class AttributionVocabulary:
    """Compiled matchers over ``data/attributions.toml``."""

    entries: tuple[AttributionEntry, ...]
    beside: Mapping[NeighbourForm, frozenset[str]]  # single lower-case words around a cue, by what they tell of it
    _cues: Matcher[AttributionEntry]
    _sources: Matcher[AttributionEntry]
    _cased: Matcher[AttributionEntry]

    @classmethod
    def load(cls, extra: Path | None = None) -> AttributionVocabulary:
        """The packaged vocabulary, with the entries of ``extra/attributions.toml``. Raises LexiconError."""
        entries = load_entries("attributions", AttributionEntry, extra)
        cues, sources, cased = [], [], []
        beside: dict[NeighbourForm, frozenset[str]] = {
            form: frozenset(word for entry in entries if entry.form == form for word in entry.words)
            for form in get_args(NeighbourForm)
        }
        for entry in entries:
            if entry.part == "cue":
                cues += [(f, entry) for word in entry.words for f in (verb_forms(word) if entry.inflect else (word,))]
            elif entry.part == "neighbour":
                continue
            elif entry.cased:
                cased += [(word, entry) for word in entry.words]
            else:
                sources += [(f, entry) for word in entry.words for f in (plurals(word) if entry.inflect else (word,))]
        return cls(entries, beside, Matcher(cues), Matcher(sources, lower=True), Matcher(cased))

    def cues(self, lowers: Sequence[str]) -> Iterator[Match[AttributionEntry]]:
        """Reporting cues among lower-cased words, longest first, left to right."""
        return self._cues.find(lowers)

    def sources_of(self, sentence: Sentence) -> list[Match[AttributionEntry]]:
        """The source nouns of a sentence; one list for all who ask, so nobody changes it."""
        if sentence.sources is None:
            sentence.sources = self.sources([token.text for token in sentence.tokens], sentence.lowers())
        found: list[Match[AttributionEntry]] = sentence.sources
        return found

    def sources(self, texts: Sequence[str], lowers: Sequence[str]) -> list[Match[AttributionEntry]]:
        """Source nouns and named sources, in text order; a cased name goes before a lower-case noun within it."""
        found: list[Match[AttributionEntry]] = []
        cased, plain = self._cased.openers(), self._sources.openers()
        i = 0
        while i < len(lowers):
            # Most words begin neither: they cost two look-ups.
            match = self._cased.at(texts, i) if texts[i] in cased else None
            if match is None and lowers[i] in plain:
                match = self._sources.at(lowers, i)
            if match is None:
                i += 1
            else:
                found.append(match)
                i = match.last
        return found
