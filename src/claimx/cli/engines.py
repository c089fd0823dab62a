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

    # An article with its records, or with what is kept of them; None where it could not be read.
    Done = tuple[Article, list[Record] | Kept] | None


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
    ) -> Iterator[tuple[int, Done]]:
        """On this machine, in as many processes as asked for: each article as soon as it is done, with its number from 0.

        What is ``known`` from an earlier run is not read again.
        """
        from claimx.engines.local import as_done
        from claimx.errors import ClaimxError

        # Articles that were read and are known, not told yet; and, of those that the engine has, the number by that of the engine.
        ready: deque[tuple[int, Done]] = deque()
        numbers: dict[int, int] = {}
        rest: Iterator[tuple[int, Article]] = enumerate(articles)
        if known:
            # Usually all that is known stands at the beginning, and is told while it is read.
            for number, article in rest:
                kept = known(article)
                if kept is None:
                    rest = chain([(number, article)], rest)
                    break
                yield number, (article, kept)
            else:
                return

        def fresh() -> Iterator[Article]:
            given = 0
            for number, article in rest:
                kept = known(article) if known and given else None  # the first was asked for above
                if kept is not None:
                    ready.append((number, (replace(article, text=""), kept)))
                    continue
                numbers[given] = number
                given += 1
                yield article

        for given, (article, outcome) in as_done(fresh(), self._jobs, self._model, self._lexicon):
            while ready:
                yield ready.popleft()
            number = numbers.pop(given)
            if isinstance(outcome, ClaimxError):
                self._reading.read -= 1  # it was counted when its file was read
                self._reading.fail(outcome)
                yield number, None
            else:
                self._reading.fail_in(outcome)
                yield number, (article, outcome)
        yield from ready

    def on_ray(
        self, sources: Iterable[Source | ClaimxError], options: ReadOptions, address: str | None, output: Path | None,
        on_files: Callable[[int], None],
    ) -> Iterator[tuple[int, Done]]:  # fmt: skip
        """On a Ray cluster, or on one that is started here; parts of the work stand beside the output until all is done."""
        from claimx.engines.ray import Setup, run
        from claimx.errors import ClaimxError
        from claimx.read import Notice

        setup = Setup(self._model, str(self._lexicon.absolute()) if self._lexicon else None)
        parts = output.with_name(output.name + ".parts") if output else None
        number = 0
        for outcome in run(sources, options, setup, address=address, jobs=self._jobs, parts=parts, on_files=on_files):
            if isinstance(outcome, ClaimxError):
                self._reading.fail(outcome)
            elif isinstance(outcome, Notice):
                self._log.warning(outcome.message, outcome.path)
            else:
                self._reading.read += 1
                if self._reading.on_article:
                    self._reading.on_article(outcome[0])
                yield number, (outcome[0], outcome[1])
                number += 1
