"""Many articles on one machine: in this process, or in several that return records.

    for article, outcome in extract(articles, jobs=4):
        ...

Workers are forked from a server process that has loaded the lexicon and the model once, so that memory is shared and no
worker waits for a load of its own. A worker gets a chunk of articles and returns their records; spaCy's Docs never
leave it. Where a worker dies, the articles of its chunk are read again one by one, each in a worker of its own: the one
that kills is told by name, the others give their records.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimx.engines import server
from claimx.errors import ClaimxError, WorkerError
from claimx.models import Article

if TYPE_CHECKING:
    from claimx.pipeline import Extractor
    from claimx.schema import Record
    from claimx.sieve import Sieve, Sifted

# A chunk is the unit that a worker gets. Its candidates should fill the parser's batches, and it should be read within about a
# second, so that all workers end at about the same time; this many characters of news do both.
CHUNK = 250_000
CHUNK_ARTICLES = 256
# Chunks read ahead of the oldest one whose records are not out yet, a worker: bounds what waits for a slow article.
AHEAD = 6
# Chunks sifted while the workers load the model: that takes two seconds, in which one core sifts about ten.
SIFTED = 40
# Articles of a share at the end of the input: fewer would not fill a batch of the parser's.
LEAST = 16
# Workers that die before they have taken their first chunk: after so many, more will die as well.
STILLBORN = 3

Outcome = "tuple[Article, list[Record] | WorkerError]"


def extract(
    articles: Iterable[Article], jobs: int | None = None, model: str | None = None, lexicon_dir: Path | None = None
) -> Iterator[tuple[Article, list[Record] | WorkerError]]:
    """Each article, in order, with its records, or with the error that kept it from being read.

    ``jobs`` is the number of processes (default: the cores available); little input is read in this one. Raises
    ModelError and LexiconError as ``Extractor`` does.
    """
    jobs = jobs or server.cores()
    chunks = _chunks(articles)
    if jobs == 1:
        yield from _here(chunks, model, lexicon_dir)
        return
    first = list(_first(chunks))
    if sum(len(article.text) for chunk in first for article in chunk) <= server.SMALL:
        server.stop()  # it may have been started for what turned out to be little
        yield from _here(first, model, lexicon_dir)
        return
    pool = _Pool(jobs, model, lexicon_dir)
    try:
        yield from pool.run(chain(first, chunks))
    except BaseException:
        server.stop()
        raise
    finally:
        pool.stop()


@lru_cache(maxsize=1)
def loaded(model: str | None, lexicon_dir: Path | None) -> Extractor:
    """The one extractor of this process."""
    from claimx.pipeline import Extractor

    return Extractor(model=model, lexicon_dir=lexicon_dir)


@lru_cache(maxsize=1)
def _sieve(lexicon_dir: Path | None) -> Sieve:
    from claimx.sieve import load_sieve

    return load_sieve(lexicon_dir)


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    chunk: list[Article] = []
    size = 0
    for article in articles:
        if chunk and (size + len(article.text) > CHUNK or len(chunk) == CHUNK_ARTICLES):
            yield chunk
            chunk, size = [], 0
        chunk.append(article)
        size += len(article.text)
    if chunk:
        yield chunk


def _first(chunks: Iterator[list[Article]]) -> Iterator[list[Article]]:
    """The chunks up to the one that makes the input more than little."""
    size = 0
    for chunk in chunks:
        yield chunk
        size += sum(len(article.text) for article in chunk)
        if size > server.SMALL:
            return


def _here(
    chunks: Iterable[list[Article]], model: str | None, lexicon_dir: Path | None
) -> Iterator[tuple[Article, list[Record] | WorkerError]]:
    from claimx.pipeline import Extractor

    extractor = Extractor(model=model, lexicon_dir=lexicon_dir)
    for chunk in chunks:
        yield from zip(chunk, outcomes(extractor, chunk), strict=True)


def outcomes(extractor: Extractor, chunk: Sequence[Article | Sifted]) -> list[list[Record] | WorkerError]:
    """What became of each article: an unforeseen error in one costs the others nothing."""
    try:
        return [records for _, records in extractor.pipe(chunk)]
    except (ClaimxError, OSError):
        raise  # no text brings these about
    except MemoryError:
        if len(chunk) == 1:
            path = _article(chunk[0]).path
            return [WorkerError("needs more memory than there is; split it, or read it with --jobs 1", path)]
    except Exception as error:  # noqa: BLE001 - whatever a text brings about, the rest goes on
        if len(chunk) == 1:
            return [_failure(_article(chunk[0]), f"{type(error).__name__}: {error}")]
    return [outcome for article in chunk for outcome in outcomes(extractor, [article])]


def _article(one: Article | Sifted) -> Article:
    return one if isinstance(one, Article) else one.article


def _failure(article: Article, what: str) -> WorkerError:
    return WorkerError(f"could not be read ({what}); report it, with the text, as a bug of claimx", article.path)


@dataclass(frozen=True, slots=True)
class _Work:
    """Articles of one chunk, and their places in it."""

    chunk: int
    places: list[int]
    articles: list[Article | Sifted]


class _Worker:
    """A process and the work that it has."""

    def __init__(self, context: Any, model: str | None, lexicon_dir: Path | None) -> None:
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, model, lexicon_dir), daemon=True)
        self.process.start()
        theirs.close()  # so that its death ends the connection
        self.ready = False
        self.work: _Work | None = None


class _Pool:
    def __init__(self, jobs: int, model: str | None, lexicon_dir: Path | None) -> None:
        self._jobs, self._model, self._lexicon = jobs, model, lexicon_dir
        self._context = server.context(model, lexicon_dir)
        self._workers: list[_Worker] = []
        self._stillborn = 0

    def run(self, chunks: Iterator[list[Article]]) -> Iterator[tuple[Article, list[Record] | WorkerError]]:
        """Hand out chunks, take back outcomes, give them in order."""
        fresh = enumerate(chunks)
        given: dict[int, list[Article]] = {}
        done: dict[int, list[list[Record] | WorkerError | None]] = {}
        # Articles with their places in their chunk: what was sifted out of chunks, and what is to be read again, one by one.
        waiting: deque[_Work] = deque()
        oldest, ended, ahead = 0, False, AHEAD * self._jobs
        with self._starting() as started:
            # While the model is being loaded, this process has a core to itself: it holds back what the gate refuses.
            while not ended and len(given) < SIFTED and not started():
                ended = not self._take(fresh, given, done, waiting, _sieve(self._lexicon))
        while True:
            for worker in self._workers:
                if not worker.ready or worker.work is not None:
                    continue
                if not waiting and not ended and len(given) < ahead:
                    ended = not self._take(fresh, given, done, waiting)
                if waiting:
                    worker.work = self._next(waiting, ended=ended)
                    with suppress(OSError):  # it died: that is seen below
                        worker.connection.send(worker.work.articles)
            while oldest in done and None not in done[oldest]:
                for article, outcome in zip(given.pop(oldest), done.pop(oldest), strict=True):
                    assert outcome is not None
                    yield article, outcome
                oldest += 1
            if ended and not given:
                return
            # Read while they work: who is done next finds its chunk waiting.
            while not ended and len(waiting) < self._jobs and len(given) < ahead:
                ended = not self._take(fresh, given, done, waiting)
            connections = [worker.connection for worker in self._workers]
            for connection in wait(connections):
                worker = next(each for each in self._workers if each.connection is connection)
                answer, work = self._answer(worker), worker.work
                if answer is None:
                    self._workers.remove(worker)
                    self._bury(worker)
                    self._workers.append(self._start())
                    if work is not None and len(work.articles) == 1:
                        code = worker.process.exitcode or 0
                        cause = signal.Signals(-code).name if code < 0 else f"exit code {code}"
                        failed = _article(work.articles[0])
                        done[work.chunk][work.places[0]] = _failure(failed, f"its process died: {cause}")
                    elif work is not None:
                        waiting.extend(
                            _Work(work.chunk, [k], [article])
                            for k, article in zip(work.places, work.articles, strict=True)
                        )
                elif isinstance(answer, ClaimxError):
                    raise answer
                elif not worker.ready:
                    worker.ready, self._stillborn = True, 0
                else:
                    assert work is not None
                    for k, outcome in zip(work.places, answer, strict=True):
                        done[work.chunk][k] = outcome
                    worker.work = None

    def _next(self, waiting: deque[_Work], *, ended: bool) -> _Work:
        """The work that has waited longest; of the last, half, so that all workers end at about the same time."""
        work = waiting.popleft()
        half = len(work.articles) // 2
        if ended and len(waiting) < self._jobs and half >= LEAST:
            waiting.appendleft(_Work(work.chunk, work.places[half:], work.articles[half:]))
            return _Work(work.chunk, work.places[:half], work.articles[:half])
        return work

    @staticmethod
    def _take(
        fresh: Iterator[tuple[int, list[Article]]], given: dict[int, list[Article]], done: dict[int, list[list[Record] | WorkerError | None]],
        waiting: deque[_Work], sieve: Sieve | None = None,
    ) -> bool:  # fmt: skip
        """Read one more chunk; False at the end of input. With ``sieve``, only what passes its gate waits for a worker."""
        number, chunk = next(fresh, (-1, []))
        if not chunk:
            return False
        kept = {k: one for k, article in enumerate(chunk) if (one := _sifted(article, sieve)) is not None}
        given[number], done[number] = chunk, [[] for _ in chunk]
        for k in kept:
            done[number][k] = None
        if kept:
            waiting.append(_Work(number, list(kept), list(kept.values())))
        return True

    def stop(self) -> None:
        """End every worker, whatever it is doing."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            self._bury(worker)
        self._workers = []

    @contextmanager
    def _starting(self) -> Iterator[Callable[[], bool]]:
        """Start the workers in a thread, which waits for their server to load the model; gives a function that tells whether they run.

        At the end all of them do. Raises WorkerError where they cannot.
        """
        if self._context.get_start_method() == "forkserver":
            with server.told():
                server.start()
        with ThreadPoolExecutor(1, "claimx-start") as thread:
            starts = [thread.submit(lambda: self._workers.append(self._start())) for _ in range(self._jobs)]
            try:
                yield lambda: all(start.done() for start in starts)
            except BaseException:
                thread.shutdown(wait=False, cancel_futures=True)
                server.stop()  # ends what the thread waits for
                raise
            for start in starts:
                start.result()

    def _start(self) -> _Worker:
        with server.told():
            return _Worker(self._context, self._model, self._lexicon)

    def _answer(self, worker: _Worker) -> Any:
        """A message of the worker, or None where it has died."""
        try:
            return worker.connection.recv()
        except (EOFError, OSError):
            if not worker.ready:
                self._stillborn += 1
                if self._stillborn >= STILLBORN:
                    raise WorkerError("worker processes die at their start; try --jobs 1, which needs none") from None
            return None

    @staticmethod
    def _bury(worker: _Worker) -> None:
        worker.connection.close()
        worker.process.join(5)  # seconds: one that ignores the end of its connection is ended the hard way
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()


def _sifted(article: Article, sieve: Sieve | None) -> Article | Sifted | None:
    """What of the article a worker is still to read, if anything."""
    if sieve is None:
        return article
    try:
        sifted = sieve.sift(article)
    except Exception:  # noqa: BLE001 - a worker meets it again, and tells it with the article's file
        return article
    return sifted if sifted.may_claim else None


def _serve(connection: Connection, model: str | None, lexicon_dir: Path | None) -> None:
    """A worker's life: chunks in, outcomes out, until the connection ends."""
    # Ctrl-C reaches the whole group; the parent answers it by ending its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        try:
            extractor = loaded(model, lexicon_dir)
        except ClaimxError as error:
            connection.send(error)
            return
        connection.send(True)
        while True:
            chunk = connection.recv()
            try:
                connection.send(outcomes(extractor, chunk))
            except ClaimxError as error:
                connection.send(error)
