"""What earlier runs left behind: records as ``claimx extract`` wrote them, and the texts that they were read from."""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from pydantic import ValidationError

from claimx.errors import ClaimxError, ReadError, RecordError, reason
from claimx.invalid import complaint
from claimx.models import Article
from claimx.read import DEFAULT_GLOBS, ReadOptions, Source, find_sources, read_source
from claimx.schema import Record

# What --keep-text names its files: the digest of the article.
_KEPT = re.compile(r"[0-9a-f]{64}\.txt")


@contextmanager
def lines(path: str) -> Iterator[IO[str]]:
    """The lines of a UTF-8 file, gzip-packed or not, or of standard input for ``-``. Raises ReadError."""
    if path == "-":
        sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        yield sys.stdin
        return
    opened = gzip.open if path.endswith(".gz") else open
    try:
        with opened(path, "rt", encoding="utf-8") as file:
            yield file
    except (OSError, UnicodeDecodeError, EOFError, zlib.error) as error:
        raise ReadError(f"cannot be read as UTF-8 lines: {error}", path) from error


def read_objects(path: str) -> list[dict[str, Any]]:
    """The JSON objects of a file: one a line, or one list of them. Raises ReadError or RecordError."""
    with lines(path) as file:
        text = file.read()
    try:
        found = (
            json.loads(text)
            if text.lstrip()[:1] == "["
            else [json.loads(line) for line in text.split("\n") if line.strip()]  # JSON may hold other line ends
        )
    except (ValueError, RecursionError) as error:
        raise RecordError(f"is neither JSON Lines nor a JSON list: {error}", path) from error
    if not all(isinstance(row, dict) for row in found):
        raise RecordError("holds something other than JSON objects", path)
    return list(found)


def read_records(paths: Sequence[str | os.PathLike[str]]) -> list[Record]:
    """The records of JSON Lines files (``-``: standard input), each id once, in the order met.

    Fields that a later version added are passed over. Raises ReadError, or RecordError naming file, record and field.
    """
    found: dict[str, Record] = {}
    for path in (os.fspath(one) for one in paths):
        for number, row in enumerate(read_objects(path), 1):
            try:
                record = _record(row)
            except ValidationError as error:
                raise RecordError(f"record {number} is not a claim record: {complaint(error)}", path) from error
            found.setdefault(record.id, record)
    return list(found.values())


def _record(row: dict[str, Any]) -> Record:
    try:
        return Record.model_validate(row)
    except ValidationError as error:
        unknown = [problem["loc"] for problem in error.errors() if problem["type"] == "extra_forbidden"]
        if not unknown:
            raise
        for *way, last in unknown:
            place: Any = row
            for key in way:
                place = place[key]
            del place[last]
        return Record.model_validate(row)


def read_texts(
    paths: Sequence[str | os.PathLike[str]], wanted: Collection[str], globs: Sequence[str] = ()
) -> tuple[dict[str, str], list[ClaimxError]]:
    """The texts with the wanted digests among the articles behind the paths, by digest, and what could not be read.

    A folder that ``claimx extract --keep-text`` filled serves too.
    """
    texts: dict[str, str] = {}
    problems: list[ClaimxError] = []
    wanted = frozenset(wanted)
    options = ReadOptions(globs=tuple(globs) or DEFAULT_GLOBS)
    for source in find_sources(paths, options.globs):
        if not isinstance(source, Source):
            problems.append(source)
        elif _KEPT.fullmatch(source.path.name):
            if source.path.name[:64] in wanted:
                try:
                    # As it was written, to the character: what an article may hold is no question here.
                    texts[source.path.name[:64]] = source.path.read_bytes().decode("utf-8")
                except OSError as error:
                    problems.append(ReadError(f"cannot be read: {reason(error)}", source.shown))
                except UnicodeDecodeError as error:
                    told = f"is not as --keep-text wrote it (byte {error.start} is no UTF-8); write the texts again"
                    problems.append(ReadError(told, source.shown))
        else:
            for outcome in read_source(source, options):
                if isinstance(outcome, ClaimxError):
                    problems.append(outcome)
                elif isinstance(outcome, Article) and outcome.sha256 in wanted:
                    texts[outcome.sha256] = outcome.text
    return texts, problems


def fits(record: Record, text: str) -> bool:
    """True where the record's offsets lead to its words in the text."""
    quantity, evidence = record.quantity, record.evidence
    return text[quantity.start : quantity.end] == quantity.text and text[evidence.start : evidence.end] == evidence.text


def by_document(records: Iterable[Record]) -> dict[str, list[Record]]:
    """The records of each document digest, in the order met, each list in text order."""
    out: dict[str, list[Record]] = {}
    for record in records:
        out.setdefault(record.document.sha256, []).append(record)
    for found in out.values():
        found.sort(key=lambda record: (record.quantity.start, record.quantity.end, record.id))
    return out
