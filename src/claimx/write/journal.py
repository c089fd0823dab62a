"""A run that can be cut and taken up again: finished articles are kept beside the output until all are done.

    with journalled(Path("out.jsonl"), run) as journal:
        journal.write(article, records)

Two files stand beside ``out.jsonl`` while a run lasts, or after it was cut. ``out.jsonl.partial`` holds the records of every
finished article, one article's after the other's, in the order in which they were finished. ``out.jsonl.journal`` begins with what the run is made of (version, model,
vocabularies, options), and has a line for each finished article: its digests, how many bytes of the partial file are its
own, and a digest of those. So what is on the disk can be checked line by line, whatever cut the run and in whichever order
the system wrote: the first line that does not hold ends what is kept. An article counts as known when its text and all that
records tell of it (path, id, publisher, dates …) are the same. ``out.jsonl`` itself, in the order of the input, is replaced at the
end, at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from claimx.errors import WriteError, reason
from claimx.models import Article
from claimx.schema import Record
from claimx.write.atomic import atomic, resolved, sync_folder
from claimx.write.jsonl import json_of
from claimx.write.locks import UNFOLLOWED, is_at, is_held, take, taken

# Articles between two calls of fsync, or bytes of records, whichever comes first: about a second of work, which is what a
# power cut may cost. A killed process loses less: every article is handed to the system when it is done.
SYNCED_ARTICLES = 256
SYNCED_BYTES = 2**20
# Bytes copied at a time: no more memory than this however large the output.
_COPIED = 2**20
# Hexadecimal digits of the digests of articles and of their records: 64 bits, against accidents and not against forgers.
_DIGITS = 16
_MARK = "claimx-journal"


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished article's part of the partial file, and what a run tells of it."""

    start: int
    size: int
    claims: int
    suppressed: int = 0
    unsure: int = 0


class Journal:
    """The open files of one run. ``known`` tells what an earlier one finished.

    ``write`` and ``keep`` take articles in any order, each with its place in the output (default: behind the one before).
    """

    def __init__(
        self,
        path: Path,
        run: Mapping[str, str],
        *,
        resume: bool = False,
        shape: Callable[[Record], str] = json_of,
    ) -> None:
        """Raises WriteError where the files cannot be opened, belong to another run, or to a run that still goes on."""
        target = resolved(path)
        self._target = target
        self._shape = shape
        self._shown = str(path)
        self._log_path = target.with_name(target.name + ".journal")
        self._part_path = target.with_name(target.name + ".partial")
        # As messages name it: beside the output as it was given, unless that is a link to somewhere else.
        self.path = path.with_name(self._log_path.name) if path.parent.resolve() == target.parent else self._log_path
        self._known: dict[str, Kept] = {}
        self.kept = 0  # articles that are finished and on record
        # Of each article with records: its place in the output, where they begin in the partial file, and their bytes.
        self._placed: list[tuple[int, int, int]] = []
        self._following = 0
        self._end = self._unsynced = self._unsynced_bytes = 0
        self._fresh = self._done = False
        self.replaced = False
        self._part = -1
        self._log = self._open(self._log_path)
        try:
            self._lock()
            self._begin(run, resume)
        except BaseException:
            if self._fresh:
                self.leave()
            self._close()
            raise

    def known(self, article: Article) -> Kept | None:
        """What is kept of an article that an earlier run finished."""
        # Articles that stand in a batch twice, alike in all, have the same records.
        return self._known.get(_digest_of(article)) if self._known else None

    def keep(self, kept: Kept, at: int | None = None) -> None:
        """Put an article's records, known from an earlier run, into the output."""
        self._place(at, kept.start, kept.size)

    def write(
        self,
        article: Article,
        records: Sequence[Record],
        suppressed: int = 0,
        unsure: int = 0,
        at: int | None = None,
        *,
        sound: bool = True,
    ) -> None:
        """Put an article's records into the output, and on record that they are there. Raises WriteError.

        An article that is not ``sound`` is read again when the run is taken up: its failure is to be told then, too.
        """
        blob = "".join(self._shape(record) + "\n" for record in records).encode("utf-8")
        line = {
            "sha256": article.sha256, "path": article.path, "article": _digest_of(article) if sound else "", "claims": len(records),
            "bytes": len(blob), "digest": _digest(blob),
        } | ({"suppressed": suppressed} if suppressed else {}) | ({"unsure": unsure} if unsure else {})  # fmt: skip
        with self._told():
            _put(self._part, blob)
            _put(self._log, json.dumps(line).encode() + b"\n")
            self._unsynced += 1
            self._unsynced_bytes += len(blob)
            if self._unsynced >= SYNCED_ARTICLES or self._unsynced_bytes >= SYNCED_BYTES:
                self._sync()
        self.kept += 1
        self._place(at, self._end, len(blob))
        self._end += len(blob)

    def close(self) -> None:
        """Replace the output with what was written and kept, whole, and remove both files. Raises WriteError."""
        with self._told():
            self._sync()
            stretches = self._stretches()
            if stretches == ([[0, self._end]] if self._end else []):
                self._part_path.replace(self._target)
            else:
                # Finished in another order than they stand in, or gone from the input since an earlier run.
                with atomic(self._target, alone=False) as path, path.open("wb", buffering=0) as stream:
                    for start, end in stretches:
                        self._copy(start, end, stream.fileno())
            self._done = True
            sync_folder(self._target.parent)

    def leave(self) -> None:
        """Close the files: gone where the output is whole or nothing was finished, else there to go on from."""
        if self._done or not self.kept:
            # The journal last: what it stands beside is then never taken for somebody else's.
            for path in (self._part_path, self._log_path) if self._part >= 0 else (self._log_path,):
                with suppress(OSError):
                    path.unlink()
        self._close()

    def _begin(self, run: Mapping[str, str], resume: bool) -> None:
        with self._told():
            size = os.fstat(self._log).st_size
            # Made just now, or by a run that was cut at once: nothing is lost with it.
            self._fresh = not size
            if not size and self._part_path.exists() and self._part_path.stat().st_size:
                raise WriteError(
                    "stands where records are kept until all are done, and is no work of claimx; move it away",
                    str(self._part_path),
                )
            whole = bool(size) and self._is_ours(run, size, resume)
            self._part = self._open(self._part_path)
            header = json.dumps({_MARK: 1, **run}).encode() + b"\n"
            if whole and resume:
                self._load(len(header))
                return
            self._fresh = True
            self.replaced = size > len(header)
            # The records first: a journal without them is worth nothing, but tells whose they were.
            os.ftruncate(self._part, 0)
            os.ftruncate(self._log, 0)
            _put(self._log, header)
            os.fsync(self._log)

    def _is_ours(self, run: Mapping[str, str], size: int, resume: bool) -> bool:
        """Whether the journal has a whole header. Raises WriteError where another run, or nobody that is known, wrote it."""
        with open(self._log, "rb", closefd=False) as stream:
            first = stream.readline(2**20)  # a header has hundreds of bytes
        mark, begun = f'{{"{_MARK}"'.encode(), first.rstrip(b"\0")  # a power cut may leave zeros where words should be
        if (
            not first.endswith(b"\n")
            and len(first) == size
            and begun
            and (mark.startswith(begun) or begun.startswith(mark))
        ):
            return False  # cut within the first line
        try:
            found = json.loads(first)
        except ValueError:
            found = None
        if not isinstance(found, dict) or found.pop(_MARK, None) != 1:
            raise WriteError("is where the journal of a run would be, but is not one; move it away, or write to another file",
                             str(self.path))  # fmt: skip
        differing = sorted(key for key in {*found, *run} if found.get(key) != run.get(key))
        if resume and differing:
            raise WriteError(
                f"was begun by a run that differs in {', '.join(differing)}, so its records would not fit; repeat that run's "
                "options, or leave --resume out to begin anew", str(self.path))  # fmt: skip
        return True

    def _load(self, begin: int) -> None:
        """Take what holds: lines that are whole, and whose part of the partial file is."""
        whole = begin
        with open(self._log, "rb", closefd=False) as lines, open(self._part, "rb", closefd=False) as part:
            lines.seek(begin)
            for line in lines:
                if not line.endswith(b"\n"):
                    break
                try:
                    told = json.loads(line)
                    counts = [told["bytes"], told["claims"], told.get("suppressed", 0), told.get("unsure", 0)]
                    article, digest = told["article"], told["digest"]
                except (ValueError, TypeError, KeyError):
                    break
                if not all(isinstance(count, int) and count >= 0 for count in counts) or not isinstance(article, str):
                    break
                if _digest_read(part, counts[0]) != digest:
                    break
                kept = Kept(self._end, *counts)
                self.kept += 1
                self._known.setdefault(article, kept)
                self._end += kept.size
                whole += len(line)
        os.ftruncate(self._log, whole)
        os.ftruncate(self._part, self._end)

    def _place(self, at: int | None, start: int, size: int) -> None:
        at = self._following if at is None else at
        self._following = at + 1
        if size:
            self._placed.append((at, start, size))

    def _stretches(self) -> list[list[int]]:
        """What of the partial file makes the output, in its order, neighbours as one."""
        found: list[list[int]] = []
        for _, start, size in sorted(self._placed):
            if found and found[-1][1] == start:
                found[-1][1] += size
            else:
                found.append([start, start + size])
        return found

    def _sync(self) -> None:
        os.fsync(self._part)
        os.fsync(self._log)
        self._unsynced = self._unsynced_bytes = 0

    def _copy(self, start: int, end: int, to: int) -> None:
        os.lseek(self._part, start, os.SEEK_SET)
        while start < end:
            block = os.read(self._part, min(_COPIED, end - start))
            if not block:
                raise OSError(0, "it became shorter while claimx ran")
            _put(to, block)
            start += len(block)

    def _open(self, path: Path) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | UNFOLLOWED
        with self._told():
            number = os.open(path, flags, 0o666)
        if not stat.S_ISREG(os.fstat(number).st_mode):
            os.close(number)
            raise WriteError("is not a regular file; move it away, or write to another file", str(path))
        return number

    def _lock(self) -> None:
        # A run in another format may be writing to the same output.
        if not take(self._log):
            raise taken(self._shown)
        if is_held(self._target.with_name(f".{self._target.name}.part")):
            if not os.fstat(self._log).st_size:  # made just now
                self._log_path.unlink(missing_ok=True)
            raise taken(self._shown)
        # The run that held the lock may have ended, and removed the file, between our opening and our locking it.
        if not is_at(self._log_path, self._log):
            os.close(self._log)
            self._log = self._open(self._log_path)
            self._lock()

    def _close(self) -> None:
        for number in (self._part, self._log):
            if number >= 0:
                with suppress(OSError):
                    os.close(number)
        self._part = self._log = -1

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise WriteError(f"cannot be written: {reason(error)}", self._shown) from error


@contextmanager
def journalled(
    path: Path, run: Mapping[str, str], *, resume: bool = False, shape: Callable[[Record], str] = json_of
) -> Iterator[Journal]:
    """The journal of a run that writes to ``path``; what is finished when the block is left too early is kept beside it.

    ``run`` tells, part by part, what the run is made of. With ``resume``, the articles that a run of the same make finished are
    ``known``; without, what such a run left is replaced. Raises WriteError.
    """
    journal = Journal(path, run, resume=resume, shape=shape)
    try:
        yield journal
        journal.close()
    finally:
        journal.leave()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def _digest_of(article: Article) -> str:
    """A digest of all that an article's records are made from."""
    told = [
        article.sha256, article.id, article.path, article.title, article.publisher, article.url,
        article.published and article.published.isoformat(), article.published_basis and article.published_basis.value,
        sorted(article.extra.items()),
    ]  # fmt: skip
    total = hashlib.sha256(json.dumps(told).encode())
    total.update(article.text.encode("utf-8", "surrogatepass"))
    return total.hexdigest()[:_DIGITS]


def _digest_read(stream: object, size: int) -> str | None:
    """The digest of the next bytes of a stream, or None where there are fewer."""
    total = hashlib.sha256()
    while size:
        block = stream.read(min(_COPIED, size))  # type: ignore[attr-defined]
        if not block:
            return None
        total.update(block)
        size -= len(block)
    return total.hexdigest()[:_DIGITS]


def _put(number: int, data: bytes) -> None:
    """Write all of the bytes: the system may take only some of them at a time."""
    view = memoryview(data)
    while view:
        view = view[os.write(number, view) :]
