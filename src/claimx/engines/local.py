"""Many articles on one machine: in this process, or in several that return records.

    for article, outcome in extract(articles, jobs=4):
        ...

Workers are forked from a server process that has loaded the lexicon and the model once, so that memory is shared and no
worker waits for a load of its own. A worker gets a chunk of articles and returns their records a few articles at a time;
spaCy's Docs never leave it. Where a worker dies, the articles that it has not answered for are read again one by one, each in a
worker of its own: the one that kills is told by name, the others give their records.
"""

from __future__ import annotations

import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import chain
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from claimx.engines import server
from claimx.engines.work import Source, Work, article_of, cut, in_order, weight
from claimx.errors import NO_MEMORY, ClaimxError, ModelError, WorkerError, is_memory
from claimx.models import Article

if TYPE_CHECKING:
    from claimx.pipeline import Extractor
    from claimx.schema import Record
    from claimx.sieve import Sieve, Sifted

# A chunk is the unit that a worker gets. Its candidates should fill the parser's batches, and it should be read within about a
# second, so that all workers end at about the same time; this many characters of news do both.
CHUNK = 250_000
CHUNK_ARTICLES = 256
# Characters of dense news whose outcomes a worker returns together: half a second, and all that a cut run loses of its work; of
# generic news ten times as many take as long. Fewer would not fill the parser's batches (32,000 cost 3 % of the speed, 16,000 cost 5 %, 8,000 cost 19 %).
PIECE = 24_000
# Chunks read ahead of the oldest one whose records are not out yet, a worker: bounds what waits for a slow article.
AHEAD = 6
# Chunks sifted while the workers load the model: that takes two seconds, in which one core sifts about ten.
SIFTED = 40
# Articles of a share at the end of the input: fewer would not fill a batch of the parser's.
LEAST = 16
# Workers that die before they have taken their first chunk: after so many, more will die as well.
STILLBORN = 3

A = TypeVar("A", bound="Article | Sifted")


def extract(
    articles: Iterable[Article], jobs: int | None = None, model: str | None = None, lexicon_dir: Path | None = None
) -> Iterator[tuple[Article, list[Record] | WorkerError]]:
    """Each article, in order, with its records, or with the error that kept it from being read.

    ``jobs`` is the number of processes (default: the cores available); little input is read in this one. Raises
    ModelError and LexiconError as ``Extractor`` does.
    """
    return in_order(as_done(articles, jobs, model, lexicon_dir))


def as_done(
    articles: Iterable[Article], jobs: int | None = None, model: str | None = None, lexicon_dir: Path | None = None
) -> Iterator[tuple[int, tuple[Article, list[Record] | WorkerError]]]:
    """What ``extract`` gives, each as soon as it is there, with the number of the article from 0."""
    jobs = jobs or server.cores()
    chunks = _chunks(articles)
    if jobs == 1:
        yield from enumerate(_here(chunks, model, lexicon_dir))
        return
    first = list(_first(chunks))
    if sum(len(article.text) for chunk in first for article in chunk) <= server.SMALL:
        server.stop()  # it may have been started for what turned out to be little
        yield from enumerate(_here(first, model, lexicon_dir))
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
    return cut(articles, CHUNK, CHUNK_ARTICLES)


def _pieces(extractor: Extractor, chunk: Iterable[Article | Sifted]) -> Iterator[list[Article | Sifted]]:
    """What is read, and returned, together: of generic news a whole chunk, whose few candidates fill one batch of the parser's."""
    return cut((_sifted(extractor, one) for one in chunk), PIECE, CHUNK_ARTICLES, weight)


def _sifted(extractor: Extractor, one: Article | Sifted) -> Article | Sifted:
    """The article gone through the gate; as it is where that fails, which ``pipe`` tells, or where it is a file of many."""
    if not isinstance(one, Article) or len(one.text) > CHUNK:
        return one
    try:
        return extractor.sift(one)
    except Exception:  # noqa: BLE001 - as above
        return one


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
        for piece in _pieces(extractor, chunk):
            yield from zip(map(article_of, piece), outcomes(extractor, piece), strict=True)


def outcomes(extractor: Extractor, chunk: Sequence[Article | Sifted]) -> list[list[Record] | WorkerError]:
    """What became of each article: an unforeseen error in one costs the others nothing."""
    try:
        return [records for _, records in extractor.pipe(chunk)]
    except (ClaimxError, OSError):
        raise  # no text brings these about
    except ImportError as error:  # nor a library that is not whole, or that finds no room
        if is_memory(error):
            raise ClaimxError(NO_MEMORY) from error
        raise ModelError(f"a library of claimx cannot be loaded ({error}); install claimx again") from error
    except MemoryError as error:
        if len(chunk) == 1:
            article = article_of(chunk[0])
            if len(article.text) <= PIECE:  # no text so short needs it all: every other would fail too
                raise ClaimxError(NO_MEMORY) from error
            return [WorkerError("needs more memory than there is; split it, or read it with --jobs 1", article.path)]
    except Exception as error:  # noqa: BLE001 - whatever a text brings about, the rest goes on
        if len(chunk) == 1:
            trace = "".join(traceback.format_exception(error))
            return [_failure(article_of(chunk[0]), f"{type(error).__name__}: {error}", trace)]
    return [outcome for article in chunk for outcome in outcomes(extractor, [article])]


def _failure(article: Article, what: str, trace: str = "") -> WorkerError:
    path = None if article.path == "-" else article.path
    told = f"article {article.id}: could not be read ({what}); report it, with the text, as a bug of claimx"
    return WorkerError(told, path, trace)


class _Worker:
    """A process and the work that it has."""

    def __init__(self, context: Any, model: str | None, lexicon_dir: Path | None) -> None:
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, model, lexicon_dir), daemon=True)
        self.process.start()
        theirs.close()  # so that its death ends the connection
        self.ready = False
        self.work: Work | None = None


class _Pool:
    def __init__(self, jobs: int, model: str | None, lexicon_dir: Path | None) -> None:
        self._jobs, self._model, self._lexicon = jobs, model, lexicon_dir
        self._context = server.context(model, lexicon_dir)
        self._workers: list[_Worker] = []
        self._stillborn = 0

    def run(self, chunks: Iterator[list[Article]]) -> Iterator[tuple[int, tuple[Article, list[Record] | WorkerError]]]:
        """Hand out chunks, take back outcomes, give each when it is there."""
        source = Source(chunks)
        # Articles for the next worker that is free: chunks, what was sifted out of them, and what is to be read again, one by one.
        waiting: deque[Work] = deque()
        ahead = AHEAD * self._jobs
        with self._starting() as started:
            # While the model is being loaded, this process has a core to itself: it holds back what the gate refuses.
            while len(source.unfinished) < SIFTED and not started() and (work := source.take()):
                kept = source.sift(work, _sieve(self._lexicon))
                if kept.numbers:
                    waiting.append(kept)
                yield from source.finished()
        while True:
            for worker in self._workers:
                if not worker.ready or worker.work is not None:
                    continue
                if not waiting and len(source.unfinished) < ahead and (work := source.take()):
                    waiting.append(work)
                if waiting:
                    worker.work = self._next(waiting, ended=source.ended)
                    with suppress(OSError):  # it died: that is seen below
                        worker.connection.send(worker.work.articles)
            if source.ended and not source.unfinished:
                return
            # Read while they work: who is done next finds its chunk waiting.
            while len(waiting) < self._jobs and len(source.unfinished) < ahead and (work := source.take()):
                waiting.append(work)
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
                        failed = article_of(work.articles[0])
                        source.answered(work.numbers[0], _failure(failed, f"its process died: {cause}"))
                    elif work is not None:
                        waiting.extend(
                            Work([number], [article])
                            for number, article in zip(work.numbers, work.articles, strict=True)
                        )
                elif isinstance(answer, ClaimxError):
                    raise answer
                elif not worker.ready:
                    worker.ready, self._stillborn = True, 0
                else:
                    assert work is not None
                    for number, outcome in zip(work.numbers, answer, strict=False):
                        source.answered(number, outcome)
                    worker.work = work.rest(len(answer))
                yield from source.finished()

    def _next(self, waiting: deque[Work], *, ended: bool) -> Work:
        """The work that has waited longest; of the last, half, so that all workers end at about the same time."""
        work = waiting.popleft()
        half = len(work.articles) // 2
        if ended and len(waiting) < self._jobs and half >= LEAST:
            waiting.appendleft(Work(work.numbers[half:], work.articles[half:]))
            return Work(work.numbers[:half], work.articles[:half])
        return work

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
                for piece in _pieces(extractor, chunk):
                    connection.send(outcomes(extractor, piece))
            except ClaimxError as error:
                connection.send(error)
