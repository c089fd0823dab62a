"""Reading on behalf of a command: what fails is told and counted, the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimx.console import Log

if TYPE_CHECKING:
    from claimx.errors import ClaimxError
    from claimx.models import Article
    from claimx.read import ReadOptions, Source
    from claimx.schema import Record


class Reading:
    """The articles behind the given paths; ``read`` and ``failed`` count them, ``note`` (if set) hears of each file."""

    def __init__(self, log: Log, keep_text: Path | None = None) -> None:
        self._log = log
        self._keep = keep_text
        self.read = 0
        self.failed = 0
        self.on_article: Callable[[Article], None] | None = None
        self.on_failure: Callable[[ClaimxError], None] | None = None

    def articles(self, paths: tuple[str, ...], options: ReadOptions) -> Iterator[Article]:
        """Every article that can be read, in order."""
        from claimx.read import find_sources

        yield from self.articles_of(find_sources(paths, options.globs), options)

    def articles_of(self, sources: Iterable[Source | ClaimxError], options: ReadOptions) -> Iterator[Article]:
        """Every article of the given files that can be read, in order."""
        from claimx.errors import ClaimxError
        from claimx.read import Notice, Source, read_source

        for source in sources:
            for outcome in read_source(source, options) if isinstance(source, Source) else (source,):
                if isinstance(outcome, ClaimxError):
                    self.fail(outcome)
                elif isinstance(outcome, Notice):
                    self._log.warning(outcome.message, outcome.path)
                else:
                    self.read += 1
                    if self._keep:
                        self._keep_text(outcome, self._keep)
                    if self.on_article:
                        self.on_article(outcome)
                    yield outcome

    def fail(self, error: ClaimxError) -> None:
        """Tell of an article, or of a part of one, that could not be read, and count it."""
        self.failed += 1
        self._log.error(error)
        if self.on_failure:
            self.on_failure(error)

    def fail_in(self, records: Sequence[Record]) -> None:
        """Tell of what could not be read of an article whose other records are there."""
        for fault in getattr(records, "faults", ()):
            self.fail(fault)

    @staticmethod
    def _keep_text(article: Article, folder: Path) -> None:
        from claimx.write.atomic import atomic

        # Named by content, so that no article's own words become a path.
        name = f"{article.sha256}.txt"
        with atomic(folder / name, alone=False) as part:
            part.write_bytes(article.text.encode("utf-8"))
