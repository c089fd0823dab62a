"""Whatever form the records are kept in, the series are the same."""

import io
import json

import pytest

duckdb = pytest.importorskip("duckdb", reason="claimx[compare] is not installed")

from claimx.compare import compare  # noqa: E402
from claimx.errors import RecordError  # noqa: E402


@pytest.fixture
def bare(claim):
    """Records without party, source, date and place: columns that are null in every row."""
    return [claim("a", 12, affected=None, published=None), claim("a", 14, affected=None, published=None)]


def lines(path, records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def copy(source, target):
    duckdb.execute(f"COPY (SELECT * FROM {source}) TO '{target}' (FORMAT parquet)")
    return list(compare([str(target)], least=1))


def test_nested_parquet_with_columns_that_are_null_throughout(tmp_path, run, bare):
    path = lines(tmp_path / "records.jsonl", bare)

    # DuckDB infers JSON for a column that is null in every row; pyarrow writes a column of nulls.
    assert copy(f"read_json('{path}')", tmp_path / "inferred.parquet") == run(bare)


def test_nested_parquet_of_pyarrow(tmp_path, run, bare):
    arrow = pytest.importorskip("pyarrow", reason="claimx[parquet] is not installed")
    from pyarrow import parquet

    parquet.write_table(arrow.Table.from_pylist(bare), tmp_path / "nested.parquet")

    assert list(compare([str(tmp_path / "nested.parquet")], least=1)) == run(bare)


def test_nested_fields_as_json_text(tmp_path, run, claim):
    records = [claim("a", 12, place="Tarsk", start="2031-05-04", source="police")]
    path = lines(tmp_path / "records.jsonl", records)
    columns = ", ".join(
        f"'{key}': '{'JSON' if isinstance(value, dict | list) else 'VARCHAR'}'" for key, value in records[0].items()
    )

    assert copy(f"read_json('{path}', columns={{{columns}}})", tmp_path / "text.parquet") == run(records)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_parquet_of_extract(tmp_path, run, bare, count):
    """As `claimx extract --format parquet` writes it, also with nothing found and with nothing told."""
    pytest.importorskip("pyarrow", reason="claimx[parquet] is not installed")
    from pathlib import Path

    from claimx.schema import Record
    from claimx.write.parquet import Parquet

    writer = Parquet(Path(tmp_path / "claims.parquet"))
    writer.write(None, [Record.model_validate(one, strict=False) for one in bare[:count]])
    writer.close()

    assert list(compare([str(tmp_path / "claims.parquet")], least=1)) == run(bare[:count])


def test_a_json_array(tmp_path, run, bare):
    (tmp_path / "records.json").write_text(json.dumps(bare, indent=1))

    assert list(compare([str(tmp_path / "records.json")], least=1)) == run(bare)


def test_a_parquet_file_of_something_else_is_refused(tmp_path):
    duckdb.execute(f"COPY (SELECT 1 AS a) TO '{tmp_path / 'other.parquet'}' (FORMAT parquet)")

    with pytest.raises(RecordError, match="not claim records"):
        list(compare([str(tmp_path / "other.parquet")]))
    (tmp_path / "broken.parquet").write_bytes(b"PAR1")
    with pytest.raises(RecordError, match="not readable"):
        list(compare([str(tmp_path / "broken.parquet")]))


def test_files_of_no_records(tmp_path, run):
    (tmp_path / "empty.jsonl").write_text("")
    (tmp_path / "blank.jsonl").write_text("\n\n")
    (tmp_path / "empty.parquet").write_bytes(b"")

    assert list(compare([str(path) for path in sorted(tmp_path.iterdir())], least=1)) == []


def test_records_that_are_not_sure_enough_are_left_out(tmp_path, claim):
    day = {"place": "Tarsk", "start": "2031-05-04"}
    path = lines(tmp_path / "records.jsonl", [
        claim("a", 12, source="police", confidence=0.9, **day), claim("b", 40, source="army", confidence=0.2, **day),
        claim("c", 12, source="mayor", **day),
    ])  # fmt: skip

    [all_of_them] = compare([str(path)])
    [sure] = compare([str(path)], min_confidence=0.5)

    assert (all_of_them["records"], sure["records"]) == (3, 2)
    assert {verdict["kind"] for verdict in sure["verdicts"]} == {"agreement"}


def test_a_key_of_too_many_claims_comes_in_stretches(tmp_path, claim):
    """By days, where neighbours of a border still meet, and running totals by places: the series are those of the whole."""
    from claimx.compare.load import prepared, reading
    from claimx.compare.stretches import all_series

    records = [
        claim(f"a{day}{number}", 5 + number, place="Tarsk", start=f"2031-05-{day:02}", source=f"voice {number}")
        for day in range(1, 29)
        for number in range(3)
    ]
    # A claim of two days, told of a part, and one without a place: each of them belongs to the day before.
    records += [
        claim("b", 40, place="Tarsk", start="2031-05-13", end="2031-05-14", source="a medic"),
        claim("c", 50, item="children", place="Tarsk", start="2031-05-14", source="a teacher"),
        claim("d", 6, start="2031-05-20", source="a monitor"),
    ]
    records += [
        claim(f"t{place}{number}", 50, place=place, scope="cumulative", start="2031-01-01", end="2031-05-05", source=f"voice {number}")
        for place in ("Tarsk", "Velm")
        for number in range(3)
    ]  # fmt: skip
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")

    with prepared([str(path)]) as database, reading(database) as connection:
        whole = list(all_series(connection, least=1))
        parts = list(all_series(connection, least=1, held_at_most=30))
        fewest = list(all_series(connection, least=1, held_at_most=4))

    def in_order(series):
        return sorted(series, key=lambda one: one["id"])

    assert any(verdict["rule"] == "conflict.part-larger" for one in whole for verdict in one["verdicts"])
    assert in_order(parts) == in_order(whole)
    # Even where too little is held for neighbours to meet, each record stands in one series.
    assert sorted(one["id"] for series in fewest for one in series["claims"]) == sorted(one["id"] for one in records)


def test_claims_fetched_a_few_at_a_time(tmp_path, claim, monkeypatch):
    """Batches end anywhere: within a key, at its end, and at the end of all."""
    from claimx.compare import stretches

    records = [
        claim(f"a{number}", 5 + number, event=event, place="Tarsk", start="2031-05-04", source=f"voice {number}")
        for event in ("killed", "missing")
        for number in range(6)
    ]
    path = str(lines(tmp_path / "records.jsonl", records))
    whole = list(compare([path]))

    for batch in (1, 4, 6, 12):
        monkeypatch.setattr(stretches, "BATCH", batch)
        assert list(compare([path])) == whole
    assert [one["records"] for one in whole] == [6, 6]


def test_processes_sort_the_keys_that_they_compare(tmp_path, claim, monkeypatch):
    """Each in its own folder where they spill, and together the bytes of one process."""
    import claimx.compare as whole
    from claimx.compare import load

    total = claim("b", 40, place="Tarsk", start="2031-05-04", source="army")
    records = [
        total,
        claim("a", 12, place="Tarsk", start="2031-05-04", source="police", subset_of=total["id"]),
        claim("c", 30, place="Tarsk", start="2031-05-03", source="mayor"),
        claim("d", 30, place="Tarsk", scope="cumulative", end="2031-05-03", source="mayor"),
        claim("e", 30, start="2031-05-03", source="mayor", affected=None),
        claim("f", 8, event="missing", place="Velm", start="2031-05-03", source="mayor"),
        claim("g", 9, event="missing", place="Velm", start="2031-05-03", source="army"),
    ]
    path = str(lines(tmp_path / "records.jsonl", records))
    monkeypatch.setattr(load, "SMALL", 0)
    monkeypatch.setattr(whole, "WORTH_A_PROCESS", 1)

    def written(jobs):
        out = io.BytesIO()
        whole.write_series([path], out, least=1, jobs=jobs)
        return out.getvalue()

    assert written(3) == written(1) != b""


def test_near_duplicates_asked_for_a_few_at_a_time(tmp_path, claim, monkeypatch):
    """As of very many: their sentences would not all have room."""
    from claimx.compare import articles

    story = "On the morning of the fourth two shells of the Veland army fell on the old market of {} and killed {} people there, said the police."
    records = [
        claim(f"{place} {site}", low, place=place, start="2031-05-04", sentence=story.format(place, low))
        for low, place in enumerate(("Tarsk", "Velm", "Orel", "Zemo"), 5)
        for site in range(3)
    ]
    path = str(lines(tmp_path / "records.jsonl", records))
    at_once = list(compare([path]))

    monkeypatch.setattr(articles, "PAIRS", 1)

    assert list(compare([path])) == at_once
    assert [(one["documents"], one["articles"]) for one in at_once] == [(3, 1)] * 4


def test_stretches_of_keys_hold_each_key_once(tmp_path, claim):
    from claimx.compare.load import prepared, ranges, reading

    events = ("killed", "missing", "captured", "displaced")
    records = [claim(f"a{event}{n}", 5 + n, event=event) for event in events for n in range(len(event))]
    path = str(lines(tmp_path / "records.jsonl", records))

    with prepared([path]) as database, reading(database) as connection:
        numbers = [
            row[0] for row in connection.execute("SELECT DISTINCT number FROM joined ORDER BY number").fetchall()
        ]
        for parts in (1, 2, 3, 9):
            stretches = ranges(connection, parts)
            held = [number for first, last in stretches for number in range(first, last + 1)]
            assert held == numbers
            assert len(stretches) <= parts


def test_no_progress_is_drawn_among_the_series(tmp_path, claim):
    """DuckDB draws a bar on standard output where a query takes long."""
    from claimx.compare.load import prepared, reading

    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(claim("a", 3)) + "\n", encoding="utf-8")

    with prepared([str(path)]) as database, reading(database) as connection:
        assert connection.execute("SELECT current_setting('enable_progress_bar')").fetchone() == (False,)
