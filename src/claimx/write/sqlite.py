"""Records as an SQLite database: documents, claims and rules, searchable, with metadata for Datasette beside it."""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from claimx.models import Article
from claimx.schema import Record
from claimx.write.flat import INTEGERS, KEYS, REALS, flat_of

_DOCUMENT = "document."
# A claim's document is a row of its own table; the claim keeps its key.
_CLAIM_KEYS = tuple(key for key in KEYS if not key.startswith(_DOCUMENT))

_FACETS = {
    "claims": ["kind", "event", "category", "affected_name", "actor_name", "source_name", "location_country", "stance"],
    "documents": ["publisher", "published_basis"],
}


def column(key: str) -> str:
    """A flat key as a column's name, which SQL needs no quotes for: ``quantity.low`` is ``quantity_low``."""
    return key.replace(".", "_")


class Sqlite:
    """A database file; ``rules`` maps rule ids to their meaning and fills the table of rules."""

    def __init__(self, path: Path, rules: Mapping[str, str]) -> None:
        with _as_system():
            self._db = sqlite3.connect(path)
            try:
                self._begin()
            except BaseException:
                self._db.close()
                raise
        self._rules = dict(rules)
        self._seen: set[str] = set()

    def _begin(self) -> None:
        claims = ", ".join(f"{column(key)} {_type(key)}" for key in _CLAIM_KEYS)
        # One transaction for all: the file is moved to its place only when it is whole.
        self._db.executescript(
            f"""
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE documents (key INTEGER PRIMARY KEY, id TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, title TEXT,
                publisher TEXT, url TEXT, published TEXT, published_basis TEXT, claims INTEGER NOT NULL);
            CREATE TABLE claims (key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents (key), {claims});
            CREATE TABLE rules (id TEXT PRIMARY KEY, meaning TEXT NOT NULL);
            CREATE TABLE claim_rules (claim INTEGER NOT NULL REFERENCES claims (key), rule TEXT NOT NULL REFERENCES rules (id));
            CREATE VIRTUAL TABLE claims_fts USING fts5
                (evidence_text, affected_name, actor_name, source_name, location_name, content=claims, content_rowid=key);
            BEGIN;
            """
        )

    def write(self, article: Article, records: Sequence[Record]) -> None:
        """Add an article, with or without claims. Raises OSError."""
        with _as_system():
            self._write(article, records)

    def _write(self, article: Article, records: Sequence[Record]) -> None:
        # A claim's id is its key within its document.
        records = list({record.id: record for record in reversed(records)}.values())[::-1]
        document = self._db.execute(
            "INSERT INTO documents (id, path, sha256, title, publisher, url, published, published_basis, claims) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article.id,
                article.path,
                article.sha256,
                records[0].document.title if records else article.title,
                article.publisher,
                article.url,
                article.published.isoformat() if article.published else None,
                article.published_basis.value if article.published_basis else None,
                len(records),
            ),
        ).lastrowid
        columns = ", ".join(column(key) for key in _CLAIM_KEYS)
        marks = ", ".join("?" * (len(_CLAIM_KEYS) + 1))
        for record in records:
            flat = flat_of(record)
            values = (document, *(flat[key] for key in _CLAIM_KEYS))
            claim = self._db.execute(f"INSERT INTO claims (document, {columns}) VALUES ({marks})", values).lastrowid  # noqa: S608 - our own names
            self._db.executemany("INSERT INTO claim_rules VALUES (?, ?)", [(claim, rule) for rule in record.rules])
            self._seen.update(record.rules)

    def abandon(self) -> None:
        """Let go of a file that will not be whole."""
        self._db.close()

    def close(self) -> None:
        """Fill rules and search index, and write all to the file. Raises OSError."""
        with _as_system():
            self._close()

    def _close(self) -> None:
        meanings = [(rule, self._rules.get(rule, "")) for rule in sorted({*self._rules, *self._seen})]
        self._db.executemany("INSERT INTO rules VALUES (?, ?)", meanings)
        self._db.execute("INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')")
        self._db.commit()
        self._db.executescript(
            "CREATE UNIQUE INDEX claims_by_document ON claims (document, id); CREATE INDEX claims_by_id ON claims (id);"
            "CREATE INDEX claim_rules_by_rule ON claim_rules (rule);"
        )
        self._db.close()


@contextmanager
def _as_system() -> Iterator[None]:
    """Errors of the database as those of the system that they come from."""
    try:
        yield
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, f"the database says: {error}") from error


def datasette_metadata(database: str) -> str:
    """Metadata for ``datasette DATABASE.db --metadata FILE``: titles, facets, and what full-text search looks in."""
    tables: dict[str, object] = {
        name: {"facets": facets, "sortable_columns": ["as_of", "quantity_low", "confidence"]}
        if name == "claims"
        else {"facets": facets}
        for name, facets in _FACETS.items()
    }
    tables["claims_fts"] = {"hidden": True}
    claims = tables["claims"]
    assert isinstance(claims, dict)
    claims |= {"title": "Claims", "fts_table": "claims_fts", "fts_pk": "key", "sort_desc": "as_of"}
    metadata = {
        "title": "Claims extracted by claimx",
        "description": "Casualty and equipment-loss claims. Each row is what one source claimed, not an established fact.",
        "databases": {database: {"tables": tables}},
    }
    return json.dumps(metadata, indent=2) + "\n"


def _type(key: str) -> str:
    if key in REALS:
        return "NUMERIC"
    return "INTEGER" if key in INTEGERS else "TEXT"
