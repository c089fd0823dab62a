"""What claimx's own finders read in words that a person marked: bounds, party, days, name; and the sentence around them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property

from claimx.find.dates import find_dates
from claimx.find.parties import find_parties
from claimx.find.quantities import find_quantities
from claimx.layout import segment
from claimx.lexicon.boilerplate import BoilerplateVocabulary
from claimx.lexicon.dates import DateVocabulary
from claimx.lexicon.parties import PartyVocabulary
from claimx.lexicon.quantities import QuantityVocabulary
from claimx.link.dates.calendar import resolve_date
from claimx.link.dates.clock import Clock
from claimx.models import Article, Block, BlockKind, Sentence
from claimx.tokenize import tokenize

# Words that stand before a name and are no part of it.
_ARTICLES = ("the ", "a ", "an ")


class Words:
    """Vocabularies loaded when first asked for, and the sentences of the last text."""

    def __init__(self) -> None:
        self._of: tuple[str, tuple[Sentence, ...]] = ("", ())

    @cached_property
    def _quantities(self) -> QuantityVocabulary:
        return QuantityVocabulary.load()

    @cached_property
    def _parties(self) -> PartyVocabulary:
        return PartyVocabulary.load()

    @cached_property
    def _dates(self) -> DateVocabulary:
        return DateVocabulary.load()

    @cached_property
    def _boilerplate(self) -> BoilerplateVocabulary:
        return BoilerplateVocabulary.load()

    def sentence(self, text: str, start: int, end: int) -> str:
        """The sentence around the words, else their line."""
        low, high = self._around(text, start, end)
        return text[low:high]

    def _around(self, text: str, start: int, end: int) -> tuple[int, int]:
        if self._of[0] != text:
            self._of = (text, segment(Article(text=text), self._boilerplate)[1])
        for sentence in self._of[1]:
            if sentence.start <= start and end <= sentence.end:
                return sentence.start, sentence.end
        low = text.rfind("\n", 0, start) + 1
        high = text.find("\n", end)
        return low, len(text) if high < 0 else high

    def _sentence(self, text: str, start: int, end: int) -> Sentence:
        part = text[start:end]
        return Sentence(0, Block(0, BlockKind.PARAGRAPH, start, end), start, end, part, tokenize(part, start))

    def bounds(self, text: str, start: int, end: int) -> tuple[float | None, float | None] | None:
        """The bounds of the number that shares most with the words; None where there is none.

        A number that its sentence does not count (a day, an age) is read by its own words: whoever chose it knows better.
        """
        around = self._bounds(self._sentence(text, *self._around(text, start, end)), start, end)
        return around or self._bounds(self._sentence(text, start, end), start, end)

    def _bounds(self, sentence: Sentence, start: int, end: int) -> tuple[float | None, float | None] | None:
        best = None
        for quantity in find_quantities(sentence, self._quantities):
            phrase = quantity.phrase
            common = min(end, phrase.end) - max(start, phrase.start)
            if common > 0 and (best is None or common > best[0]):
                best = common, (quantity.low, quantity.high)
        return best[1] if best else None

    def value(self, role: str, text: str, start: int, end: int, published: date | None) -> str | None:
        """What the words stand for in a role: a party's name, an interval of days, else the words without article."""
        readers: dict[str, Callable[[Sentence, date | None], str | None]] = {
            "affected": self._party, "actor": self._party, "date": self._days,
        }  # fmt: skip
        found = readers[role](self._sentence(text, start, end), published) if role in readers else None
        if found is not None or role == "date":
            return found
        words = " ".join(text[start:end].split())
        for article in _ARTICLES:
            if words.lower().startswith(article):
                return words[len(article) :]
        return words or None

    def _party(self, sentence: Sentence, published: date | None) -> str | None:  # noqa: ARG002 - one shape for all readers
        # "The enemy" and "our" name nobody.
        return next(
            (party.name for party in find_parties(sentence, self._parties) if party.form not in ("enemy", "own")), None
        )

    def _days(self, sentence: Sentence, published: date | None) -> str | None:
        for mention in find_dates(sentence, self._dates):
            days = resolve_date(mention, Clock(published, texts=(sentence.text,), wars=self._dates.wars))
            if days:
                return f"{days.start or ''}..{days.end or ''}"
        return None
