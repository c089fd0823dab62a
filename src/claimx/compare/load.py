"""Records of any number of files, through DuckDB: checked, freed of copies, in the order of their keys.

DuckDB reads, sorts and counts, on disk in a temporary folder; what the rows mean to each other is told in plain Python by
the modules beside this one.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import zlib
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from claimx.compare.articles import CANDIDATES, clusters, near_duplicates
from claimx.compare.queries import (
    CLAIMS,
    COLUMNS,
    CONFIDENCE,
    COPIES,
    ENEMIES,
    FIELDS,
    HOMES,
    JOINED,
    KEYS,
    NEEDED,
    NUMBERS,
    PARTS,
    SCENES,
    SHARED,
    SINGLE,
    TOLD,
)
from claimx.compare.where import Named, place_keys
from claimx.confidence import RECORD
from claimx.errors import ClaimxError, ReadError, RecordError

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from claimx.confidence import Least

# What DuckDB may hold while it reads a million records; beyond this it spills to the temporary folder. Readers, of which
# there are as many as jobs, get half. So the whole stays under 2 GB with two jobs.
MEMORY, READER_MEMORY = "800MB", "400MB"
# A record with a page-long list as its sentence is some 100 kB; DuckDB reads lines up to this many bytes.
LONGEST_LINE = 16 * 2**20
BATCH = 20_000  # rows that go from Python to DuckDB at a time
# Records of no more bytes stay in memory, for one process: a database on disk costs a fifth of a second and waits for the disk.
SMALL = 8 * 2**20
_PATTERN = re.compile("[*?[\ud800-\udfff]")


# DuckDB fetches and loads extensions by itself where a query would need one; none of ours does.
OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
# It draws the progress of long queries on standard output, among the series.
QUIET = "SET enable_progress_bar = false"


@contextmanager
def prepared(paths: Sequence[str], stdin: BinaryIO | None = None, least: Least | None = None) -> Iterator[Any]:
    """A database with the claims of the records in the files, in order, and the tables that they share; then gone.

    Files are JSON Lines (also flat, also ``.gz``) or Parquet; ``-`` reads ``stdin``. Raises ReadError for a file that
    cannot be read, RecordError for lines that are no records. Records below a bound of ``least`` are left out.

    What comes is the path of the database, or of few records a connection to one in memory; ``reading`` takes both.
    """
    try:
        import duckdb
    except ImportError as error:
        message = "claimx compare needs DuckDB: pip install 'claimx[compare]'"
        raise ClaimxError(message) from error
    with tempfile.TemporaryDirectory(prefix="claimx-") as folder:
        database = None if _few(paths) else Path(folder) / "claims.duckdb"
        with duckdb.connect(
            str(database or ":memory:"), config={**OFFLINE, "memory_limit": MEMORY, "temp_directory": folder}
        ) as connection:
            # Who reads the rows sorts them; until then their order is free, which saves memory.
            connection.execute("SET preserve_insertion_order = false")
            connection.execute(QUIET)
            if database is None:
                connection.execute("SET threads = 1")
            connection.execute("SET force_compression = 'uncompressed'")
            bounds = {
                name if name == RECORD else f"confidence_{name}": bound
                for name, bound in (least or {}).items()
                if bound > 0
            }
            _read(connection, paths, stdin, Path(folder), bounds)
            for column, bound in bounds.items():
                connection.execute(f"DELETE FROM raw WHERE {column} < ?", [bound])  # noqa: S608 - one of CONFIDENCE
                connection.execute(f"ALTER TABLE raw DROP {column}")
            for query in (COPIES, SINGLE):
                connection.execute(query)
            _name_places(connection)
            for query in (SCENES, HOMES, TOLD, CLAIMS, PARTS):
                connection.execute(query)
            _join_articles(connection)
            for query in (*SHARED.values(), NUMBERS, ENEMIES, JOINED):
                connection.execute(query)
            if database is None:
                yield connection
                return
        yield database


def _few(paths: Sequence[str]) -> bool:
    """Whether the files are small; how long standard input is nobody knows yet."""
    return "-" not in paths and sum(Path(path).stat().st_size for path in paths if Path(path).is_file()) <= SMALL


@contextmanager
def reading(database: Any) -> Iterator[Any]:
    """A connection that reads what was prepared; of a database on disk several processes may hold one each."""
    import duckdb

    if not isinstance(database, Path):
        yield database
        return
    # A folder of its own: what two processes spill would bear the same names.
    spilled = tempfile.mkdtemp(dir=database.parent)
    config = {**OFFLINE, "memory_limit": READER_MEMORY, "temp_directory": spilled, "threads": "1"}
    with duckdb.connect(str(database), read_only=True, config=config) as connection:
        connection.execute(QUIET)
        yield connection


def _read(
    connection: Any, paths: Sequence[str], stdin: BinaryIO | None, folder: Path, confidences: Container[str]
) -> None:
    """Fill the table ``raw``: fields that nothing asks for are not read, nor are confidences without a bound.

    It is temporary: held in memory as far as there is room, and never part of the database that other processes open.
    """
    fields = {name: told for name, told in FIELDS.items() if name not in CONFIDENCE or name in confidences}
    columns = ", ".join(f"{name} {kind}" for name, (_, kind) in fields.items())
    connection.execute(f"CREATE TEMP TABLE raw ({columns})")
    for number, path in enumerate(paths):
        place = _place(path, folder / f"input{number}")
        if path == "-":
            if stdin is None:
                raise ReadError("standard input was asked for and is not open", path)
            place = str(folder / "stdin.jsonl")
            with Path(place).open("wb") as spool:
                shutil.copyfileobj(stdin, spool)
        _read_one(connection, path, place, fields)


def _place(path: str, link: Path) -> str:
    """The file's absolute path, or that of a link to it: DuckDB takes names for patterns and addresses, and wants UTF-8."""
    whole = str(Path(path).absolute())
    if not _PATTERN.search(whole):
        return whole
    kinds = (".parquet", ".gz")
    link = link.with_name(link.name + next((kind for kind in kinds if path.endswith(kind)), ".jsonl"))
    link.symlink_to(whole)
    return str(link)


def _read_one(connection: Any, path: str, place: str, fields: Mapping[str, tuple[str, str]]) -> None:
    import duckdb

    if not Path(place).is_file():
        missing = "is a folder" if Path(place).is_dir() else "no such file"
        raise ReadError(f"{missing}; compare takes files of records as `claimx extract` prints them", path)
    if Path(place).stat().st_size == 0:
        return  # a run that found nothing
    before = connection.execute("SELECT count(*) FROM raw").fetchone()[0]
    try:
        if place.endswith(".parquet"):
            table = "read_parquet(?, hive_partitioning=false)"
            rows = connection.execute(f"DESCRIBE SELECT * FROM {table}", [place]).fetchall()  # noqa: S608
            types = {row[0]: row[1] for row in rows}
            values = [_in_parquet(connection, table, place, types, path) for path, _ in fields.values()]
        else:
            first = _first_line(place, path)
            if first.startswith("\ufeff"):
                raise RecordError("starts with a byte order mark; save it as UTF-8 without one", path)
            if (version := _VERSION.match(first)) and version[1] != "1":
                raise RecordError(f"holds records of schema version {version[1]}; this claimx reads version 1", path)
            flat = '"quantity.low"' in first
            heads = {path.partition(".")[0] for path, _ in fields.values()}
            known = dict(fields.values()) if flat else {name: kind for name, kind in COLUMNS.items() if name in heads}
            spec = ", ".join(f"'{name}': '{kind}'" for name, kind in known.items())
            form = "array" if first.lstrip().startswith("[") else "newline_delimited"
            table = (
                f"read_json(?, format='{form}', columns={{{spec}}}, maximum_object_size={LONGEST_LINE}, "
                "hive_partitioning=false)"  # folders named like "id=5" are no columns
            )
            values = [_expression(path, flat) for path, _ in fields.values()]
        wanted = ", ".join(f"CAST({value} AS {kind})" for value, (_, kind) in zip(values, fields.values(), strict=True))
        connection.execute(f"INSERT INTO raw SELECT {wanted} FROM {table}", [place])  # noqa: S608
    except duckdb.Error as error:
        at = None if place.endswith(".parquet") else _broken_line(place)
        if at is not None:
            raise RecordError(f"line {at} is not JSON", path) from error
        raise RecordError(f"not readable as records: {str(error).splitlines()[0]}", path) from error
    missing = " OR ".join(f"{name} IS NULL" for name in NEEDED)
    bad = connection.execute(f"SELECT count(*) FROM raw WHERE {missing}").fetchone()[0]  # noqa: S608
    if bad:
        total = connection.execute("SELECT count(*) FROM raw").fetchone()[0] - before
        raise RecordError(f"{bad} of {total} lines are not claim records (one of {', '.join(NEEDED)} is missing)", path)


# The first field of a record, where it is not version 1's.
_VERSION = re.compile(r'\s{0,9}+\{\s{0,9}+"schema_version"\s{0,9}+:\s{0,9}+"([^"]{1,9})"')


@contextmanager
def _bytes(place: str) -> Iterator[Any]:
    import gzip

    with gzip.open(place) if place.endswith(".gz") else Path(place).open("rb") as file:
        yield file


def _first_line(place: str, path: str) -> str:
    try:
        with _bytes(place) as file:
            line: bytes = file.readline(LONGEST_LINE)
            return line.decode("utf-8", "replace")
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"cannot be read: {error}", path) from error


def _broken_line(place: str) -> int | None:
    """The number of the first line that is no JSON; None of a list, or where the lines are not the trouble."""
    try:
        with _bytes(place) as file:
            for number, line in enumerate(file, 1):
                if number == 1 and line.lstrip().startswith(b"["):
                    return None
                if line.strip():
                    try:
                        json.loads(line)
                    except (ValueError, RecursionError):
                        return number
    except (OSError, EOFError, zlib.error):
        return None
    return None


def _expression(path: str, flat: bool) -> str:
    return f'"{path}"' if flat else ".".join(f'"{part}"' for part in path.split("."))


def _in_parquet(connection: Any, table: str, place: str, types: dict[str, str], path: str) -> str:
    """Where a field stands in a Parquet file: flat, nested, or as JSON; NULL where a column is not in it.

    A nested column that is null in every row has lost its fields, whatever wrote it.
    """
    import duckdb

    column, _, field = path.partition(".")
    if path in types:
        told = _expression(path, True)
    elif not field or column not in types:
        return "NULL"
    elif types[column] in ("JSON", "VARCHAR"):
        return f'json_extract_string(CAST("{column}" AS JSON), \'$."{field}"\')'
    else:
        told = _expression(path, False)
    try:
        [row] = connection.execute(f"DESCRIBE SELECT {told} AS told FROM {table}", [place]).fetchall()  # noqa: S608
    except duckdb.BinderException:
        return "NULL"
    return "NULL" if row[1].strip('"') == "NULL" else told


def _name_places(connection: Any) -> None:
    """One key for the spellings of each place, and its number in the order of keys."""
    connection.execute("CREATE TABLE place_key (place VARCHAR, key VARCHAR, number INTEGER)")
    # A camp's or village's point may be that of the region that it lies in: only a town's own number tells a town.
    named = connection.execute(
        "SELECT place, min(country), list(DISTINCT geonames ORDER BY geonames) "
        "FILTER (geonames IS NOT NULL AND precision IN ('town', 'point')), "
        # The widest: of the names country, district, point, region, town by their rank.
        "max_by(precision, list_position(['point', 'town', 'district', 'region', 'country'], precision)), "
        + ", ".join(
            f"list(DISTINCT concat_ws(' ', lat, lon)) FILTER (lat IS NOT NULL AND geonames IS {null} NULL "
            "AND precision IN ('town', 'point', 'district'))"
            for null in ("NOT", "")
        )
        + " "
        "FROM raw WHERE place IS NOT NULL GROUP BY place ORDER BY place"
    ).fetchall()
    if named:
        keys = place_keys(Named(*values) for values in named)
        numbers = {key: number for number, key in enumerate(sorted(set(keys.values())), 1)}
        connection.execute(
            "INSERT INTO place_key SELECT unnest(?), unnest(?), unnest(?)",
            [list(keys), list(keys.values()), [numbers[key] for key in keys.values()]],
        )


def _join_articles(connection: Any) -> None:
    connection.execute(CANDIDATES)
    found = sorted(clusters(near_duplicates(connection)).items())
    connection.execute("CREATE TABLE article (document VARCHAR, article VARCHAR)")
    connection.execute("DROP TABLE candidate")
    for at in range(0, len(found), BATCH):
        names, articles = zip(*found[at : at + BATCH], strict=True)
        connection.execute("INSERT INTO article SELECT unnest(?), unnest(?)", [list(names), list(articles)])


def enemies(connection: Any) -> dict[str, frozenset[str]]:
    """A party's id -> the parties that fight it."""
    out: dict[str, set[str]] = defaultdict(set)
    for one, other in connection.execute("SELECT * FROM enemy").fetchall():
        out[one].add(other)
        out[other].add(one)
    return {party: frozenset(others) for party, others in out.items()}


def ranges(connection: Any, parts: int) -> list[tuple[int, int]]:
    """Stretches of keys that hold about as many claims each: the numbers of the first and the last."""
    keys = connection.execute(KEYS).fetchall()
    share = sum(count for _, count in keys) / parts
    firsts, held = [1], 0
    for number, count in keys:
        # The key that crosses the mark belongs to the stretch before: the first stretch is never empty.
        if held >= share * len(firsts) and len(firsts) < parts:
            firsts.append(number)
        held += count
    return list(zip(firsts, [*(first - 1 for first in firsts[1:]), len(keys)], strict=True))
