"""All vocabularies together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from claimx.lexicon.attributions import AttributionVocabulary
from claimx.lexicon.boilerplate import BoilerplateVocabulary
from claimx.lexicon.compiled import load_compiled
from claimx.lexicon.conflict import ConflictVocabulary
from claimx.lexicon.constructions import ConstructionVocabulary
from claimx.lexicon.dates import DateVocabulary
from claimx.lexicon.gate_words import GateWords
from claimx.lexicon.items import ItemVocabulary
from claimx.lexicon.losses import LossVocabulary
from claimx.lexicon.match import Matcher
from claimx.lexicon.parties import PartyVocabulary
from claimx.lexicon.places import PlaceVocabulary
from claimx.lexicon.qualifiers import QualifierVocabulary
from claimx.lexicon.quantities import QuantityVocabulary
from claimx.process import loading

# Spelt out: the standard library's follow the locale of the program that uses this one. "May" is a verb as often.
_CALENDAR = (
    "January February March April June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
).split()


@dataclass(frozen=True, slots=True)
class Lexicon(GateWords):
    """Every vocabulary of the pipeline."""

    parties: PartyVocabulary
    places: PlaceVocabulary
    dates: DateVocabulary
    attributions: AttributionVocabulary
    qualifiers: QualifierVocabulary
    conflict: ConflictVocabulary
    constructions: ConstructionVocabulary

    @classmethod
    def load(cls, extra: Path | None = None) -> Lexicon:
        """The shipped vocabularies, with entries of the folder ``extra`` added or overriding by id.

        Raises LexiconError naming file, entry and key where one breaks its schema.
        """
        with loading():
            return cls(
                boilerplate=load_compiled(BoilerplateVocabulary, extra),
                quantities=load_compiled(QuantityVocabulary, extra),
                items=load_compiled(ItemVocabulary, extra),
                losses=load_compiled(LossVocabulary, extra),
                parties=load_compiled(PartyVocabulary, extra),
                places=load_compiled(PlaceVocabulary, extra),
                dates=load_compiled(DateVocabulary, extra),
                attributions=load_compiled(AttributionVocabulary, extra),
                qualifiers=load_compiled(QualifierVocabulary, extra),
                conflict=load_compiled(ConflictVocabulary, extra),
                constructions=load_compiled(ConstructionVocabulary, extra),
            )

    def words(self) -> frozenset[str]:
        """Every word, in small letters, that a phrase of a vocabulary has."""
        return frozenset(
            word.lower()
            for vocabulary in fields(self)
            for matcher in _matchers(getattr(self, vocabulary.name))
            for word in matcher.words()
        )

    def proper_names(self) -> dict[str, str]:
        """One-word names of countries, peoples, groups, months and days by their small letters, for text in capitals."""
        names = {
            words.lower(): words for words, _ in self.parties.names.phrases() if words.isalpha() and words[:1].isupper()
        }
        return names | {name.lower(): name for name in _CALENDAR}


def _matchers(vocabulary: Any) -> Iterator[Matcher[Any]]:
    for field in fields(vocabulary):
        value = getattr(vocabulary, field.name)
        for matcher in value.values() if isinstance(value, dict) else (value,):
            if isinstance(matcher, Matcher):
                yield matcher
