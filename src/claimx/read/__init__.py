"""Files, folders, tables, pages of the web and standard input become articles.

    for outcome in read(["seeds/"]):
        ...

Each input yields an ``Article``, a ``ReadError`` that names the file, the cause and the remedy, or a ``Notice`` (a
warning; the article follows). Nothing is printed, and nothing that an article says is opened.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import stat
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import BinaryIO
from urllib.parse import urlsplit

from claimx.errors import DecodeError, EmptyError, MetadataError, ReadError, reason
from claimx.models import Article
from claimx.read.decode import decode, whole
from claimx.read.files import DEFAULT_GLOBS, Source, find_others, find_sources, shown
from claimx.read.formats import CSV, JSON, LINES, PAGE, PARQUET, TEXT, begun, format_of, looks_like, opened
from claimx.read.metadata import NAMES, Metadata, metadata_of, pick, read_sidecar, sidecar_of
from claimx.read.pages import page_text
from claimx.read.parquet import parquet_rows
from claimx.read.published import (
    header_against,
    parse_published,
    published_in_name,
    published_in_text,
    unclear_in_text,
)
from claimx.read.rows import Found, Remark, Row, Unreadable, lines, objects, read_limited, table
from claimx.read.web import fetch
from claimx.schema import PublishedBasis

__all__ = [
    "DEFAULT_GLOBS", "FORMATS", "Notice", "Outcome", "ReadOptions", "Source", "find_others", "find_sources", "format_of", "holds_rows",
    "parse_published", "read", "read_source",
]  # fmt: skip

# Two hundred million bytes: four times the largest text met in practice (a 50 MB crawl saved as one file), and small enough
# that a device or a packed bomb named by mistake fails before memory does.
MAX_BYTES = 200_000_000
# Pages are smaller; a server could send without end.
MAX_PAGE = 20_000_000
FORMATS = ("text", "html", "jsonl", "json", "csv", "parquet")
# Bytes of a text that needs no memory worth telling, packed or not.
_SMALL = 10_000
# Characters that tell what a text may be instead.
_BEGINNING = 500
_CALLED = {LINES: "JSON Lines", JSON: "JSON", PAGE: "HTML", PARQUET: "Parquet", CSV: "CSV"}
# Warnings that one table may give.
_REMARKS = 5


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell about a file that was read all the same."""

    message: str
    path: str


Outcome = Article | ReadError | Notice


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read. ``published`` and ``publisher`` hold for every article; ``fields`` maps article fields to columns."""

    globs: tuple[str, ...] = DEFAULT_GLOBS
    published: date | None = None
    publisher: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = MAX_BYTES
    input_format: str | None = None  # for standard input and misnamed files; else the name tells


def read(paths: Sequence[str | os.PathLike[str]], options: ReadOptions | None = None) -> Iterator[Outcome]:
    """All articles behind the given paths, in a fixed order, one in memory at a time."""
    options = options or ReadOptions()
    for source in find_sources(paths, options.globs):
        if isinstance(source, Source):
            yield from read_source(source, options)
        else:
            yield source if isinstance(source, ReadError) else ReadError(source.message, source.path)


def read_source(source: Source, options: ReadOptions) -> Iterator[Outcome]:
    """The articles of one file, and what went wrong with it."""
    kind = options.input_format or format_of(source.path)
    try:
        if _is_stdin(source):
            yield from _stdin(source, options)
        elif source.url is not None:
            yield from _fetched(source.url, source, options)
        elif kind == PARQUET:
            found = parquet_rows(source.path, _columns(options), options.max_bytes, source.shown)
            yield from _table(found, source, options)
        else:
            with source.path.open("rb") as file:
                _refuse_device(file, source.shown)
                yield from _stream(opened(file), kind, source, options)
    except ReadError as error:
        yield error
    except OSError as error:
        yield ReadError(f"cannot be read: {reason(error)}", source.shown)
    except MemoryError:
        if kind == TEXT and not _is_stdin(source) and source.path.stat().st_size < _SMALL:
            raise  # the file is not what takes it: every other would fail too
        yield ReadError("needs more memory than there is; split it, or use --jobs 1", source.shown)
    except Exception as error:  # noqa: BLE001 - whatever a file brings about, the others are read
        told = f"could not be read ({type(error).__name__}: {error}); report it, with the file, as a bug of claimx"
        failed = ReadError(told, source.shown)
        failed.__cause__ = error
        yield failed


def _stdin(source: Source, options: ReadOptions) -> Iterator[Outcome]:
    """Standard input has no name that tells its format: how it begins does."""
    stream = opened(sys.stdin.buffer)
    kind = options.input_format
    if kind is None:
        first, stream = begun(stream)
        kind = looks_like(first) or TEXT
        if kind != TEXT:
            yield Notice(f"is read as {_CALLED[kind]}; --input-format text would read it as one text", source.shown)
    if kind == PARQUET:
        raw = read_limited(stream, options.max_bytes, source.shown)
        yield from _table(parquet_rows(raw, _columns(options), options.max_bytes, source.shown), source, options)
    else:
        yield from _stream(stream, kind, source, options)


def _fetched(url: str, source: Source, options: ReadOptions) -> Iterator[Outcome]:
    """The article at an address. What a server calls plain text is; everything else is read as a page."""
    raw, final, kind = fetch(url, min(options.max_bytes, MAX_PAGE))
    if final != url:
        yield Notice(f"is redirected to {final}", source.shown)
    if kind == "text/plain" and looks_like(raw[:_BEGINNING]) != PAGE:
        text, encoding = decode(raw, source.shown)
        known = Metadata(url=final)
        if encoding:
            yield Notice(f"is not UTF-8 and was read as {encoding}; save it as UTF-8 to be sure", source.shown)
    else:
        text, found = page_text(raw, source.shown)
        text, known = whole(text), metadata_of({"url": final, **found}, {})
    article = Article(text=text, path=source.shown, sha256=hashlib.sha256(raw).hexdigest())
    yield from _told(_complete(article, known, source, None, options), known, source.shown)


def holds_rows(source: Source, options: ReadOptions) -> bool:
    """True for a file that may hold any number of articles."""
    return source.url is None and (options.input_format or format_of(source.path)) not in (TEXT, PAGE)


def _refuse_device(file: BinaryIO, shown: str) -> None:
    """A disk or a source of endless zeros is no article; terminals and pipes are streams as any."""
    mode = os.fstat(file.fileno()).st_mode
    if stat.S_ISBLK(mode) or (stat.S_ISCHR(mode) and not os.isatty(file.fileno())):
        raise ReadError("is a device, not a file; name a file", shown)


def _stream(stream: BinaryIO, kind: str, source: Source, options: ReadOptions) -> Iterator[Outcome]:
    if kind not in (TEXT, PAGE):
        yield from _table(_rows(stream, kind, source, options), source, options)
        return
    raw = read_limited(stream, options.max_bytes, source.shown)
    known = Metadata()
    if kind == PAGE:
        text, found = page_text(raw, source.shown)
        text = whole(text)
        known = metadata_of(found, {})
    else:
        text, encoding = decode(raw, source.shown)
        if encoding:
            yield Notice(f"is not UTF-8 and was read as {encoding}; save it as UTF-8 to be sure", source.shown)
        other = looks_like(raw[:_BEGINNING]) if options.input_format is None else None
        if other:
            told = f"looks like {_CALLED[other]} and was read as one text; --input-format {other} reads it as such"
            yield Notice(told, source.shown)
    if not _is_stdin(source):
        sidecar = sidecar_of(source.path)
        beside = read_sidecar(sidecar, shown(sidecar), source.within) if sidecar != source.path else None
        if beside:
            yield from (Notice(odd, shown(sidecar)) for odd in beside.odd)
        known = _over(beside, known)
    article = Article(text=text, path=source.shown, sha256=hashlib.sha256(raw).hexdigest())
    del raw  # as large as the text, which is read while this waits
    yield from _told(_complete(article, known, source, None, options), known, source.shown)


def _rows(stream: BinaryIO, kind: str, source: Source, options: ReadOptions) -> Iterator[Found]:
    limit, shown = options.max_bytes, source.shown
    try:
        if kind == LINES:
            yield from lines(stream, limit, shown)
        elif kind == JSON:
            yield from objects(read_limited(stream, limit, shown), limit, shown)
        else:
            delimiter = "\t" if ".tsv" in shown.lower() else ","
            yield from table(stream, limit, shown, _columns(options), delimiter)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ReadError("is not a complete gzip file; pack or copy it again", shown) from error


def _table(found: Iterator[Found], source: Source, options: ReadOptions) -> Iterator[Outcome]:
    count = remarks = 0
    for number, row in found:
        count += 1
        if isinstance(row, ReadError):
            yield row
            continue
        where = f"{source.shown}, row {number}"
        odd: tuple[Notice, ...] = ()
        if isinstance(row, Remark):
            odd = (Notice(row.message, row.where),)
        else:
            try:
                text = _text(row, options, where)
                known = metadata_of(row, options.fields)
            except ReadError as error:
                yield error
                continue
            odd = tuple(Notice(each, where) for each in known.odd)
        # A column of a million such values is one to be told of, not a million.
        yield from odd[: max(0, _REMARKS - remarks)]
        remarks += len(odd)
        if not isinstance(row, Remark):
            digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
            article = Article(text=text, path=source.shown, sha256=digest)
            yield from _told(_complete(article, known, source, number, options), known, where)
    if remarks > _REMARKS:
        yield Notice(f"has {remarks - _REMARKS:,} more values or rows of such kinds", source.shown)
    if not count:
        yield EmptyError("holds no rows; remove it, or check how it was saved", source.shown)


def _text(row: Row, options: ReadOptions, where: str) -> str:
    """The text of a row. Raises ReadError where there is none."""
    key, text = pick(row, "text", options.fields)
    if key is None and any(name in row for name in NAMES["text"]):
        raise EmptyError("has no text; fill or drop the row", where)
    if key is None or key not in row:
        wanted = f"{key!r}" if key else "text under any of " + ", ".join(NAMES["text"])
        raise MetadataError(f"has no {wanted}; name the column with --field text=NAME", where)
    if isinstance(text, Unreadable):
        raise DecodeError(f"has a {key!r} that {text.why}; save the table again, or name another column", where)
    if not isinstance(text, str) or not text.strip():
        raise EmptyError(f"has no text under {key!r}; fill or drop the row", where)
    return whole(text)


def _complete(article: Article, known: Metadata, source: Source, number: int | None, options: ReadOptions) -> Article:
    stem = _stem(source)
    published, basis = _published(article.text, known, source, number, options)
    return replace(
        article,
        id=known.id or (stem if number is None else f"{stem}:{number}"),
        title=known.title,
        publisher=options.publisher or known.publisher,
        url=known.url,
        published=published,
        published_basis=basis,
        extra=known.extra,
    )


def _told(article: Article, known: Metadata, where: str) -> Iterator[Outcome]:
    """The article, after a word on a day of publication that is in doubt."""
    day = article.published
    if article.published_basis is PublishedBasis.HEADER and known.published and day != known.published:
        yield Notice(
            f"says it is of {day}, its metadata {known.published}; the text counts (--published sets another day)",
            where,
        )
    elif day is None and (unclear := unclear_in_text(article.text)) is not None:
        figures, first, second = unclear
        yield Notice(f"is dated {figures}, which may be {first} or {second}; tell with --published", where)
    yield article


def _published(
    text: str, known: Metadata, source: Source, number: int | None, options: ReadOptions
) -> tuple[date | None, PublishedBasis | None]:
    if options.published:
        return options.published, PublishedBasis.OPTION
    if known.published:
        own = header_against(text, known.published)
        return (own, PublishedBasis.HEADER) if own else (known.published, PublishedBasis.METADATA)
    found = published_in_text(text)
    if found:
        return found
    # The name of a table tells when it was made, not when its rows were published.
    named = published_in_name(_stem(source)) if number is None else None
    return named, PublishedBasis.FILENAME if named else None


def _is_stdin(source: Source) -> bool:
    return source.shown == "-"


def _stem(source: Source) -> str:
    if _is_stdin(source):
        return "stdin"
    name = source.shown.rsplit("/", 1)[-1]
    if source.url is not None:
        parts = urlsplit(source.url)
        name = parts.path.rstrip("/").rsplit("/", 1)[-1] or parts.hostname or "page"
    for suffix in (
        ".gz",
        ".txt",
        ".md",
        ".html",
        ".htm",
        ".xhtml",
        ".jsonl",
        ".ndjson",
        ".json",
        ".csv",
        ".tsv",
        ".parquet",
    ):
        if name.lower().endswith(suffix) and len(name) > len(suffix):
            name = name[: -len(suffix)]
    return name


def _over(first: Metadata | None, second: Metadata) -> Metadata:
    """What the first knows, and where it knows nothing, the second."""
    if first is None:
        return second
    return Metadata(
        id=first.id or second.id,
        title=first.title or second.title,
        publisher=first.publisher or second.publisher,
        published=first.published or second.published,
        url=first.url or second.url,
        extra={**second.extra, **first.extra},
    )


def _columns(options: ReadOptions) -> tuple[str, ...]:
    return tuple({*options.fields.values(), *(name for names in NAMES.values() for name in names)})
