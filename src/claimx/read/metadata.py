"""What is known of an article besides its text: columns of a row, or the sidecar beside a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from claimx.errors import MetadataError
from claimx.read.decode import whole
from claimx.read.files import leads_out
from claimx.read.published import parse_published

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


def pick(row: Mapping[str, object], name: str, fields: Mapping[str, str]) -> tuple[str | None, object]:
    """The key and value under which a row holds ``name``; a mapped field is taken at its word, and no other."""
    if name in fields:
        key = fields[name]
        return key, row.get(key)
    for key in NAMES[name]:
        if row.get(key) not in (None, ""):
            return key, row[key]
    return None, None


def metadata_of(row: Mapping[str, object], fields: Mapping[str, str], path: str) -> Metadata:
    """The particulars in a row. Raises MetadataError where a value is of the wrong kind."""
    plain: dict[str, str | None] = {}
    used = set()
    for name in ("id", "title", "publisher", "url"):
        key, value = pick(row, name, fields)
        used.add(key)
        if value is None or value == "":
            plain[name] = None
        elif isinstance(value, str) or (name == "id" and isinstance(value, int) and not isinstance(value, bool)):
            plain[name] = whole(str(value))
        else:
            raise MetadataError(f"{key!r} must be a string, not {_kind(value)}", path)
    key, value = pick(row, "published", fields)
    used.add(key)
    used.add(pick(row, "text", fields)[0])
    extra = {k: whole(str(v)) for k, v in row.items() if k not in used and isinstance(v, str | int | float)}
    return Metadata(published=_published(key, value, path), extra=extra, **plain)


def _published(key: str | None, value: object, path: str) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = parse_published(value) if isinstance(value, str) else None
    if found is None:
        raise MetadataError(f"{key!r} is no date that can be understood; write it as YYYY-MM-DD", path)
    return found


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
            raise MetadataError("is no regular file; mend or remove this sidecar", shown)
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise MetadataError(f"cannot be read: {error.strerror}; mend or remove this sidecar", shown) from error
    if len(raw) > limit:
        raise MetadataError(f"is larger than {limit:,} bytes; mend or remove this sidecar", shown)
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise MetadataError(f"is no JSON in UTF-8 ({_where(error)}); mend or remove this sidecar", shown) from error
    if not isinstance(row, dict):
        raise MetadataError(f"must hold one JSON object, not {_kind(row)}; mend or remove this sidecar", shown)
    return metadata_of(row, {}, shown)


def _where(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}"
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start}"
    return "nested too deeply" if isinstance(error, RecursionError) else "a number too long"


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
