"""Records of any number of files, through DuckDB: checked, freed of copies, in the order of their keys.

DuckDB reads, sorts and counts (spilling to disk where memory is short); what the rows mean to each other is told in
plain Python by the modules beside this one. The same queries serve users who keep their records in DuckDB:
``docs/compare.md`` shows them.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from claimx.compare.articles import ARTICLES, CANDIDATES, SHINGLES, clusters
from claimx.compare.rows import Row
from claimx.errors import ClaimxError, ReadError, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

# A million records with their sentences take some 600 MB; beyond this DuckDB spills to a temporary folder. It leaves
# as much again for Python and the largest series, so that the whole stays under 2 GB.
MEMORY = "900MB"
BATCH = 20_000  # rows fetched at a time: 20 MB of Python objects
# A record with a page-long list as its sentence is some 100 kB; DuckDB reads lines up to this many bytes.
LONGEST_LINE = 16 * 2**20

_PARTY = "STRUCT(name VARCHAR, id VARCHAR)"
# The fields of a record that are read; others of later versions are passed over.
COLUMNS = {
    "id": "VARCHAR",
    "kind": "VARCHAR",
    "event": "VARCHAR",
    "category": "VARCHAR",
    "quantity": "STRUCT(low DOUBLE, high DOUBLE, value DOUBLE, qualifier VARCHAR, per VARCHAR, subset_of VARCHAR)",
    "item": "STRUCT(text VARCHAR, model VARCHAR)",
    "affected": _PARTY,
    "actor": _PARTY,
    "source": "STRUCT(name VARCHAR, type VARCHAR, party VARCHAR, reported_on DATE)",
    "date": 'STRUCT("start" DATE, "end" DATE, scope VARCHAR)',
    "location": "STRUCT(name VARCHAR, country VARCHAR)",
    "stance": "VARCHAR",
    "evidence": "STRUCT(text VARCHAR)",
    "document": "STRUCT(path VARCHAR, sha256 VARCHAR, publisher VARCHAR, published DATE)",
}
# Column of the claim table -> its path in a record and its type.
_FIELDS = {
    "id": ("id", "VARCHAR"),
    "kind": ("kind", "VARCHAR"),
    "event": ("event", "VARCHAR"),
    "category": ("category", "VARCHAR"),
    "low": ("quantity.low", "DOUBLE"),
    "high": ("quantity.high", "DOUBLE"),
    "value": ("quantity.value", "DOUBLE"),
    "qualifier": ("quantity.qualifier", "VARCHAR"),
    "per": ("quantity.per", "VARCHAR"),
    "subset_of": ("quantity.subset_of", "VARCHAR"),
    "item": ("item.text", "VARCHAR"),
    "model": ("item.model", "VARCHAR"),
    "affected": ("affected.id", "VARCHAR"),
    "affected_name": ("affected.name", "VARCHAR"),
    "actor": ("actor.id", "VARCHAR"),
    "actor_name": ("actor.name", "VARCHAR"),
    "source_name": ("source.name", "VARCHAR"),
    "source_type": ("source.type", "VARCHAR"),
    "source_party": ("source.party", "VARCHAR"),
    "reported_on": ("source.reported_on", "DATE"),
    "date_start": ("date.start", "DATE"),
    "date_end": ("date.end", "DATE"),
    "scope": ("date.scope", "VARCHAR"),
    "place": ("location.name", "VARCHAR"),
    "country": ("location.country", "VARCHAR"),
    "stance": ("stance", "VARCHAR"),
    "evidence": ("evidence.text", "VARCHAR"),
    "path": ("document.path", "VARCHAR"),
    "sha256": ("document.sha256", "VARCHAR"),
    "publisher": ("document.publisher", "VARCHAR"),
    "published": ("document.published", "DATE"),
}
_NEEDED = ("id", "kind", "event", "category", "qualifier", "stance", "path")

# One row per record id: copies of a text give the same ids, and the first in a fixed order stands for all. A document is
# its text's digest (its path where the digest is missing), so that a second copy is no second document.
COPIES = "CREATE TABLE copy AS SELECT id, count(*) AS copies FROM raw GROUP BY id HAVING count(*) > 1"
SINGLE = """
DELETE FROM raw WHERE rowid IN (
    SELECT row FROM (
        SELECT raw.rowid AS row, row_number() OVER (
            PARTITION BY id
            ORDER BY published NULLS LAST, publisher NULLS LAST, affected, source_name, date_end, low, high, evidence, path
        ) AS place
        FROM raw JOIN copy USING (id)
    )
    WHERE place > 1
)
"""
CLAIMS = """
CREATE VIEW claim AS
SELECT raw.* EXCLUDE (sha256, path), coalesce(copies, 1) AS copies, coalesce(nullif(left(sha256, 16), ''), path) AS document
FROM raw LEFT JOIN copy USING (id)
"""

# Claims that name a total, beside that total.
PARTS = """
CREATE TABLE part AS
SELECT total.id AS id, list({'id': part.id, 'low': part.low} ORDER BY part.id) AS parts
FROM claim AS part JOIN claim AS total ON part.subset_of = total.id
GROUP BY total.id
"""

# Who fights whom, as far as the records tell: the killer and the killed.
ENEMIES = """
SELECT DISTINCT affected, actor FROM claim
WHERE affected IS NOT NULL AND actor IS NOT NULL AND affected <> actor
  AND event NOT IN ('delivered', 'pledged', 'launched')
"""

# The key of a series; what of it is null sorts first. The giver belongs to it for what is delivered or pledged: the
# tanks of two donors are two things.
KEY = ("kind", "event", "category", "affected", "per", "model", "giver")
_EPOCH = "DATE '1970-01-01'"
ROWS = f"""
SELECT claim.id, copies, kind, event, category, low, high, value, qualifier, per, item, model,
       affected, affected_name, actor, actor_name, source_name, source_type, source_party,
       date_diff('day', {_EPOCH}, date_start), date_diff('day', {_EPOCH}, date_end), scope, place, country, stance,
       date_diff('day', {_EPOCH}, coalesce(reported_on, published)),
       claim.document, coalesce(article.article, claim.document), publisher, part.parts,
       CASE WHEN event IN ('delivered', 'pledged') THEN actor END AS giver
FROM claim
LEFT JOIN article ON article.document = claim.document
LEFT JOIN part ON part.id = claim.id
ORDER BY {", ".join(f"{name} NULLS FIRST" for name in KEY)}, claim.id
"""  # noqa: S608 - names of this file only


@contextmanager
def opened(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection with the tables ``claim``, ``part`` and ``article`` of the records in the files.

    Files are JSON Lines (also flat, also ``.gz``) or Parquet; ``-`` reads ``stdin``. Raises ReadError for a file that
    cannot be read, RecordError for lines that are no records.
    """
    try:
        import duckdb
    except ImportError as error:
        message = "claimx compare needs DuckDB: pip install 'claimx[compare]'"
        raise ClaimxError(message) from error
    with tempfile.TemporaryDirectory(prefix="claimx-") as folder:
        connection = duckdb.connect(":memory:", config={"memory_limit": MEMORY, "temp_directory": folder})
        try:
            # The rows are sorted at the end; in between their order is free, which saves memory.
            connection.execute("SET preserve_insertion_order = false")
            connection.execute("SET enable_progress_bar = false")
            _read(connection, paths, stdin, Path(folder))
            connection.execute(COPIES)
            connection.execute(SINGLE)
            connection.execute(CLAIMS)
            connection.execute(PARTS)
            _join_articles(connection)
            yield connection
        finally:
            connection.close()


def _read(connection: Any, paths: Sequence[str], stdin: BinaryIO | None, folder: Path) -> None:
    columns = ", ".join(f"{name} {kind}" for name, (_, kind) in _FIELDS.items())
    connection.execute(f"CREATE TABLE raw ({columns})")
    for path in paths:
        place = path
        if path == "-":
            if stdin is None:
                raise ReadError("standard input was asked for and is not open", path)
            place = str(folder / "stdin.jsonl")
            with Path(place).open("wb") as spool:
                shutil.copyfileobj(stdin, spool)
        _read_one(connection, path, place)


def _read_one(connection: Any, path: str, place: str) -> None:
    import duckdb

    if not Path(place).is_file():
        raise ReadError("no such file; compare takes files of records as `claimx extract` prints them", path)
    if Path(place).stat().st_size == 0:
        return  # a run that found nothing
    before = connection.execute("SELECT count(*) FROM raw").fetchone()[0]
    try:
        if place.endswith(".parquet"):
            table = "read_parquet(?)"
            names = {row[0] for row in connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [place]).fetchall()}
            flat = "quantity.low" in names
        else:
            flat = '"quantity.low"' in _first_line(place)
            known = dict(_FIELDS.values()) if flat else COLUMNS
            spec = ", ".join(f"'{name}': '{kind}'" for name, kind in known.items())
            table = f"read_json(?, format='newline_delimited', columns={{{spec}}}, maximum_object_size={LONGEST_LINE})"
            names = set(known)
        wanted = ", ".join(
            f"CAST({_expression(path, flat)} AS {kind})" if not flat or path in names else "NULL"
            for path, kind in _FIELDS.values()
        )
        connection.execute(f"INSERT INTO raw SELECT {wanted} FROM {table}", [place])  # noqa: S608
    except duckdb.Error as error:
        raise RecordError(f"not readable as records: {str(error).splitlines()[0]}", path) from error
    missing = " OR ".join(f"{name} IS NULL" for name in _NEEDED)
    bad = connection.execute(f"SELECT count(*) FROM raw WHERE {missing}").fetchone()[0]  # noqa: S608
    if bad:
        total = connection.execute("SELECT count(*) FROM raw").fetchone()[0] - before
        raise RecordError(f"{bad} of {total} lines are no claim records (one of {', '.join(_NEEDED)} is missing)", path)


def _first_line(place: str) -> str:
    import gzip

    with gzip.open(place) if place.endswith(".gz") else Path(place).open("rb") as file:
        return file.readline(LONGEST_LINE).decode("utf-8", "replace")


def _expression(path: str, flat: bool) -> str:
    return f'"{path}"' if flat else ".".join(f'"{part}"' for part in path.split("."))


def _join_articles(connection: Any) -> None:
    connection.execute(CANDIDATES)
    connection.execute(SHINGLES)
    pairs = connection.execute(ARTICLES).fetchall()
    connection.execute("CREATE TABLE article (document VARCHAR, article VARCHAR)")
    connection.execute("DROP TABLE shingle")
    found = clusters(pairs)
    if found:
        names, articles = zip(*sorted(found.items()), strict=True)
        connection.execute("INSERT INTO article SELECT unnest(?), unnest(?)", [list(names), list(articles)])


def enemies(connection: Any) -> dict[str, frozenset[str]]:
    """A party's id -> the parties that fight it."""
    out: dict[str, set[str]] = defaultdict(set)
    for one, other in connection.execute(ENEMIES).fetchall():
        out[one].add(other)
        out[other].add(one)
    return {party: frozenset(others) for party, others in out.items()}


def groups(connection: Any) -> Iterator[list[Row]]:
    """Rows by key, key after key."""
    cursor = connection.execute(ROWS)
    key: tuple[Any, ...] | None = None
    held: list[Row] = []
    while batch := cursor.fetchmany(BATCH):
        for values in batch:
            # kind, event, category, affected, per, model, giver: where ROWS puts them
            now = (values[2], values[3], values[4], values[12], values[9], values[11], values[30])
            if now != key:
                if held:
                    yield held
                key, held = now, []
            row = Row(*values[:29])
            if values[29]:
                row.parts = [(part["id"], part["low"]) for part in values[29]]
            held.append(row)
    if held:
        yield held
