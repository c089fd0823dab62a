"""What is known of an article besides its text: columns of a row, or the sidecar beside a file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import isfinite
from pathlib import Path

from claimx.errors import MetadataError
from claimx.read.decode import whole
from claimx.read.files import leads_out
from claimx.read.published import parse_published
from claimx.read.rows import Unreadable, is_swollen

# A title, a name, an address: ten million bytes are a thousand times what any site's metadata takes.
SIDECAR_BYTES = 10_000_000
# First the record's own word, then what trafilatura, news-please and newspaper call it, most specific first.
# trafilatura's "source" is the URL of the page, not its publisher.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "maintext", "raw_text", "content", "body"),
    "id": ("id",),
    "title": ("title",),
    "publisher": ("publisher", "sitename", "hostname", "source-hostname", "source_domain"),
    "published": ("published", "date", "date_publish", "publish_date"),
    "url": ("url", "source"),
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """An article's particulars, each None where unknown; ``extra`` holds the row's other plain values as text."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    odd: tuple[str, ...] = ()  # what could not be understood, and is left out


def pick(row: Mapping[str, object], name: str, fields: Mapping[str, str]) -> tuple[str | None, object]:
    """The key and value under which a row holds ``name``; a mapped field is taken at its word, and no other."""
    if name in fields:
        key = fields[name]
        return key, row.get(key)
    for key in NAMES[name]:
        if row.get(key) not in (None, ""):
            return key, row[key]
    return None, None


def metadata_of(row: Mapping[str, object], fields: Mapping[str, str]) -> Metadata:
    """The particulars in a row. A value of the wrong kind, or that cannot be understood, is no loss of an article: it is told."""
    plain: dict[str, str | None] = {}
    used, odd = set(), []
    for name in ("id", "title", "publisher", "url"):
        key, value = pick(row, name, fields)
        used.add(key)
        plain[name] = None
        if isinstance(value, str) or (name == "id" and isinstance(value, int) and not isinstance(value, bool)):
            plain[name] = whole(str(value)) or None
        elif isinstance(value, Unreadable):
            odd.append(f"{key!r} {value.why}, and is left out")
        elif value is not None:
            odd.append(f"{key!r} must be a string, not {_kind(value)}, and is left out")
    key, value = pick(row, "published", fields)
    published = None if isinstance(value, Unreadable) else day_of(value)
    if isinstance(value, Unreadable):
        odd.append(f"{key!r} {value.why}, and is left out; write it as YYYY-MM-DD")
    elif published is None and value is not None and value != "":
        odd.append(
            f"{key!r} is not a date that can be understood ({_shown(value)}), and is left out; write it as YYYY-MM-DD"
        )
    used.add(key)
    used.add(pick(row, "text", fields)[0])
    extra = {k: whole(str(v)) for k, v in row.items() if k not in used and isinstance(v, str | int | float)}
    return Metadata(published=published, extra=extra, odd=tuple(odd), **plain)


# Seconds since 1970 from 1973 to 2099, and as many thousandths, millionths and billionths of one: no two of these overlap.
_EPOCH = date(1970, 1, 1)
_SECONDS = (10**8, 4_102_444_800)
_UNITS = (1, 10**3, 10**6, 10**9)
_NUMBER = re.compile(r"\d{9,19}(?:\.\d*)?")
# A day with its hour (and minute) in digits is as long as a count of seconds, and means another day.
_STAMP = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])(?:[0-5]\d)?")

# Characters of a value that a message shows: "Wednesday, 27 September 2023, 10:25:00 +02:00" has 45.
_LONGEST = 50


def day_of(value: object) -> date | None:
    """The day that metadata tells: a date, a text that holds one, or a time stamp in seconds (or parts of them) since 1970.

    >>> day_of("7 March 2023"), day_of(1678147200), day_of("1678147200000"), day_of(20230307)
    (datetime.date(2023, 3, 7), datetime.date(2023, 3, 7), datetime.date(2023, 3, 7), datetime.date(2023, 3, 7))
    >>> day_of("04/03/2023"), day_of(2023), day_of(float("nan")), day_of(2023030710), day_of(True)
    (None, None, None, None, None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, float):
        if not isfinite(value):
            return None
        value = int(value)
    text = value.strip() if isinstance(value, str) else str(value) if 0 <= value < 10**19 else ""
    found = parse_published(text)
    if found or not _NUMBER.fullmatch(text) or _STAMP.fullmatch(text):
        return found
    count = int(text.partition(".")[0])
    least, most = _SECONDS
    for unit in _UNITS:
        if least * unit <= count < most * unit:
            return _EPOCH + timedelta(seconds=count // unit)
    return None


def sidecar_of(path: Path) -> Path:
    """Where a file's metadata stands: ``NAME.meta.json`` beside ``NAME.txt``."""
    stem = path.name.removesuffix(".gz")
    return path.with_name(stem.rsplit(".", 1)[0] + ".meta.json" if "." in stem else stem + ".meta.json")


def read_sidecar(path: Path, shown: str, within: Path | None = None, limit: int = SIDECAR_BYTES) -> Metadata | None:
    """The metadata in a sidecar, or None where there is none. Raises MetadataError.

    A link that leads out of ``within`` (default: the sidecar's folder) is refused: whoever laid it there would have
    other files read.
    """
    try:
        if leads_out(path, within or path.parent.resolve()):
            raise MetadataError("is a link out of the folder; put the metadata itself there", shown)
        if path.exists() and not path.is_file():
            raise MetadataError("is not a regular file; mend or remove this sidecar", shown)
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise MetadataError(f"cannot be read: {error.strerror}; mend or remove this sidecar", shown) from error
    if len(raw) > limit:
        raise MetadataError(f"is larger than {limit:,} bytes; mend or remove this sidecar", shown)
    if is_swollen(raw, limit):
        raise MetadataError("holds far more values than an article has; mend or remove this sidecar", shown)
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise MetadataError(f"is not JSON in UTF-8 ({_where(error)}); mend or remove this sidecar", shown) from error
    if not isinstance(row, dict):
        raise MetadataError(f"must hold one JSON object, not {_kind(row)}; mend or remove this sidecar", shown)
    return metadata_of(row, {})


def _where(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}"
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start}"
    return "nested too deeply" if isinstance(error, RecursionError) else "a number too long"


def _shown(value: object) -> str:
    """A value for a message: texts and numbers in full as far as a date can be long, of all else the kind."""
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…")
    return str(value) if isinstance(value, float) or type(value) is int and abs(value) < 10**_LONGEST else _kind(value)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
