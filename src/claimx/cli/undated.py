"""What a run tells of dates that it could not fix: relative ones without a day to count from, figures that two orders fit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from claimx.cli.tally import count_of
from claimx.console import Log

if TYPE_CHECKING:
    from claimx.lexicon.dates import DateVocabulary
    from claimx.models import Article
    from claimx.schema import Record

# What is told from the report, and so from nothing where its day is not known.
_RELATIVE = frozenset(
    ("weekday", "offset", "calendar", "earlier", "period", "overnight", "so-far", "nth-day", "ending", "day", "month")
)
_EITHER = "date.either-order"


class Undated:
    """Looks at each article's records; tells once a run how many relative dates stayed null."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._dates = 0
        self._articles = 0

    @cached_property
    def _vocabulary(self) -> DateVocabulary:
        from claimx.lexicon.compiled import load_compiled
        from claimx.lexicon.dates import DateVocabulary

        return load_compiled(DateVocabulary)

    def look(self, article: Article, records: Sequence[Record]) -> None:
        """Count the claims whose sentence has a relative date that nothing fixes; warn of figures in either order."""
        if article.published is None:
            waiting = sum(record.date is None and self._is_relative(record.evidence.text) for record in records)
            self._dates += waiting
            self._articles += waiting > 0
        either = next((record for record in records if _EITHER in record.rules and record.date is not None), None)
        if either is not None and either.date is not None and either.date.end is not None:
            day = either.date.end
            other = day.replace(month=day.day, day=day.month)
            self._log.warning(
                f"has a date in figures ({either.date.text}) that may be {day} or {other}; taken as the former",
                article.path,
            )

    def tell(self) -> None:
        """The one warning of the run."""
        if self._dates:
            self._log.warning(
                f"{count_of(self._dates, 'relative date')} stayed null in {count_of(self._articles, 'article')} "
                "whose day of publication is not known; --published gives it"
            )

    def _is_relative(self, text: str) -> bool:
        from claimx.find.dates import find_dates
        from claimx.models import Block, BlockKind, Sentence
        from claimx.tokenize import tokenize

        sentence = Sentence(0, Block(0, BlockKind.PARAGRAPH, 0, len(text)), 0, len(text), text, tokenize(text))
        return any(
            mention.expression in _RELATIVE and "year" not in mention.fields
            for mention in find_dates(sentence, self._vocabulary)
        )
