"""``claimx extract`` on one of the engines: what fails is told and counted, the rest goes on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from claimx.cli.options import check_lexicon
from claimx.cli.reading import Reading
from claimx.console import Log

if TYPE_CHECKING:
    from claimx.errors import ClaimxError
    from claimx.models import Article
    from claimx.read import ReadOptions, Source
    from claimx.schema import Record
    from claimx.write import Kept


class Run:
    """A run of the pipeline over many articles. Raises LexiconError for a folder with files that nothing reads."""

    def __init__(
        self, log: Log, reading: Reading, model: str | None, lexicon_dir: Path | None, jobs: int | None
    ) -> None:
        check_lexicon(lexicon_dir)
        self._log, self._reading = log, reading
        self._model, self._lexicon, self._jobs = model, lexicon_dir, jobs

    def here(
        self, articles: Iterable[Article], known: Callable[[Article], Kept | None] | None = None
    ) -> Iterator[tuple[Article, list[Record] | Kept]]:
        """On this machine, in as many processes as asked for; what is ``known`` from an earlier run keeps its place."""
        from claimx.engines.local import extract
        from claimx.errors import ClaimxError

        # Articles that were read and are not told yet: what is kept of them, or None where they have gone to the engine.
        ahead: deque[tuple[Article, Kept] | None] = deque()
        rest = iter(articles)
        if known:
            # Usually all that is known stands at the beginning, and is told while it is read.
            for article in rest:
                kept = known(article)
                if kept is None:
                    rest = chain([article], rest)
                    break
                yield article, kept
            else:
                return

        def fresh() -> Iterator[Article]:
            for number, article in enumerate(rest):
                kept = known(article) if known and number else None  # the first was asked for above
                ahead.append(None if kept is None else (replace(article, text=""), kept))
                if kept is None:
                    yield article

        for article, outcome in extract(fresh(), self._jobs, self._model, self._lexicon):
            while (first := ahead.popleft()) is not None:
                yield first
            if isinstance(outcome, ClaimxError):
                self._reading.read -= 1  # it was counted when its file was read
                self._failed(outcome)
            else:
                yield article, outcome
        yield from (each for each in ahead if each is not None)

    def on_ray(
        self, sources: Iterable[Source | ClaimxError], options: ReadOptions, address: str | None, output: Path | None
    ) -> Iterator[tuple[Article, list[Record]]]:
        """On a Ray cluster, or on one that is started here; parts of the work stand beside the output until all is done."""
        from claimx.engines.ray import Setup, run
        from claimx.errors import ClaimxError
        from claimx.read import Notice

        setup = Setup(self._model, str(self._lexicon.absolute()) if self._lexicon else None)
        parts = output.with_name(output.name + ".parts") if output else None
        for outcome in run(sources, options, setup, address=address, jobs=self._jobs, parts=parts):
            if isinstance(outcome, ClaimxError):
                self._failed(outcome)
            elif isinstance(outcome, Notice):
                self._log.warning(outcome.message, outcome.path)
            else:
                self._reading.read += 1
                if self._reading.on_article:
                    self._reading.on_article(outcome[0])
                yield outcome

    def _failed(self, error: ClaimxError) -> None:
        self._reading.failed += 1
        self._log.error(error)
        if self._reading.on_failure:
            self._reading.on_failure(error)
