"""What must hold of any records, however they come."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SOURCES = ("police", "army", "United Nations", None)


def spec():
    return st.fixed_dictionaries(
        {
            "article": st.sampled_from("abcdef"),
            "low": st.integers(0, 30),
            "wide": st.sampled_from((0, 5, None)),
            "source": st.sampled_from(SOURCES),
            "place": st.sampled_from(("Tarsk", "Kerne", None)),
            "day": st.integers(1, 9),
            "scope": st.sampled_from(("incident", "period", "cumulative", None)),
            "affected": st.sampled_from(("Ostria", None)),
            "stance": st.sampled_from(("asserted", "asserted", "denied", "possible")),
            "qualifier": st.sampled_from(("exact", "about")),
            "counted": st.sampled_from(
                (
                    ("killed", "civilian", "civilians"),
                    ("killed", "civilian", "residents"),
                    ("killed", "unspecified", "people"),
                    ("casualties", "unspecified", "people"),
                    ("killed", "military", "soldiers"),
                    ("launched", "missile", "missiles"),
                    ("shot_down", "missile", "missiles"),
                )
            ),
            "hour": st.sampled_from(("morning", "evening", "")),
        }
    )


def build(claim, given_):
    made = {}
    for one in given_:
        day = f"2031-05-{one['day']:02}"
        dates = {"end": day, "scope": one["scope"]} if one["scope"] else {}
        if one["scope"] in ("incident", "period"):
            dates["start"] = day
        record = claim(
            one["article"],
            one["low"],
            None if one["wide"] is None else one["low"] + one["wide"],
            source=one["source"],
            place=one["place"],
            affected=one["affected"],
            **dict(zip(("event", "category", "item"), one["counted"], strict=True)),
            stance=one["stance"],
            qualifier=one["qualifier"],
            said=day if one["source"] else None,
            # An id is of one text and place in it: no two records of this test share one.
            sentence=json.dumps(one, sort_keys=True),
            **dates,
        )
        made[record["id"]] = record
    return list(made.values())


# Each example starts DuckDB: a dozen are some seconds, and a failing one is printed to be replayed.
EXAMPLES = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@EXAMPLES
@given(specs=st.lists(spec(), max_size=25), seed=st.randoms(use_true_random=False))
def test_the_order_of_records_and_files_does_not_matter(run, claim, specs, seed):
    records = build(claim, specs)
    shuffled = list(records)
    seed.shuffle(shuffled)
    half = len(shuffled) // 2

    assert run(records) == run(shuffled[half:], shuffled[:half])


@EXAMPLES
@given(specs=st.lists(spec(), min_size=1, max_size=25))
def test_a_duplicate_file_changes_nothing_but_copies(run, claim, specs):
    records = build(claim, specs)
    copied = [
        {**record, "document": {**record["document"], "path": "a copy.txt", "id": "a copy"}} for record in records
    ]

    once, twice = run(records), run(records, copied)

    assert [one.pop("copies") * 2 for one in once] == [one.pop("copies") for one in twice]
    assert once == twice


@EXAMPLES
@given(specs=st.lists(spec(), max_size=25))
def test_nothing_is_lost_and_nothing_invented(run, claim, specs):
    """Every record stands in one series; every verdict names records of the input."""
    records = build(claim, specs)

    found = run(records)

    ids = [each["id"] for one in found for each in one["claims"]]
    assert sorted(ids) == sorted(record["id"] for record in records)
    assert {name for one in found for verdict in one["verdicts"] for name in verdict["ids"]} <= set(ids)
    assert len({one["id"] for one in found}) == len(found)


@EXAMPLES
@given(specs=st.lists(spec(), max_size=25))
def test_conflicts_are_between_sources_and_apart(run, claim, specs):
    """A conflict has two sources at least, and its first and last figures share no number."""
    records = {record["id"]: record for record in build(claim, specs)}

    found = run(list(records.values()))
    # A part that is larger than its whole stands in another series.
    held = {each["id"]: each for one in found for each in one["claims"]}
    for one in found:
        for verdict in one["verdicts"]:
            if verdict["kind"] == "conflict":
                assert len({held[name]["source"] for name in verdict["ids"]}) > 1
                assert verdict["difference"] > 0
                assert all(held[name]["stance"] == "asserted" for name in verdict["ids"])
            if verdict["kind"] == "agreement":
                assert len(set(verdict["sources"])) > 1


def test_lone_claims_are_left_out_unless_asked_for(run, claim):
    records = [claim("a", 1, place="Tarsk", start="2031-05-01")]

    assert run(records, least=2) == []
    assert len(run(records, least=1)) == 1


@pytest.mark.parametrize(
    "line, told",
    [
        ("not json", "line 1 is not JSON"),
        ("\n[1, 2", "line 2 is not JSON"),
        ("[1, 2", "not readable as records"),
        ('\ufeff{"id": "cx_0123456789abcdef"}', "byte order mark"),
        ('{"schema_version": "2", "id": "cx_0123456789abcdef"}', "schema version 2"),
        ('{"a": 1}', "not claim records"),
        ('{"id": "cx_0123456789abcdef", "kind": "casualty"}', "not claim records"),
    ],
)
def test_lines_that_are_no_records_are_refused(tmp_path, line, told):
    pytest.importorskip("duckdb", reason="claimx[compare] is not installed")
    from claimx.compare import compare
    from claimx.errors import RecordError

    path = tmp_path / "bad.jsonl"
    path.write_text(line + "\n", encoding="utf-8")

    with pytest.raises(RecordError, match=told):
        list(compare([str(path)]))


def test_a_gzipped_file_that_was_cut_is_told(tmp_path, claim):
    import gzip

    pytest.importorskip("duckdb", reason="claimx[compare] is not installed")
    from claimx.compare import compare
    from claimx.errors import ReadError

    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(claim("a", 12)).encode())[:40])

    with pytest.raises(ReadError, match="cannot be read"):
        list(compare([str(path)]))


def test_the_same_series_from_flat_and_gzipped_and_parquet_records(tmp_path, run, claim):
    import gzip

    import duckdb

    from claimx.compare import compare
    from claimx.compare.queries import COLUMNS

    records = [
        claim("a", 12, source="police", place="Tarsk", start="2031-05-04"),
        claim("b", 14, source="army", place="Tarsk", start="2031-05-04"),
    ]
    nested = run(records)

    flat = [_flat(record) for record in records]
    (tmp_path / "flat.jsonl").write_text("".join(json.dumps(one) + "\n" for one in flat))
    with gzip.open(tmp_path / "records.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(one) + "\n" for one in records)
    typed = ", columns={" + ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items()) + "}"
    for name, columns in (("flat.jsonl", ""), ("0.jsonl", typed)):
        target = tmp_path / f"{name}.parquet"
        duckdb.execute(f"COPY (SELECT * FROM read_json('{tmp_path / name}'{columns})) TO '{target}' (FORMAT parquet)")

    assert list(compare([str(tmp_path / "flat.jsonl")], least=1)) == nested
    assert list(compare([str(tmp_path / "records.jsonl.gz")], least=1)) == nested
    assert list(compare([str(tmp_path / "0.jsonl.parquet")], least=1)) == nested
    assert list(compare([str(tmp_path / "flat.jsonl.parquet")], least=1)) == nested


def _flat(record, prefix=""):
    out = {}
    for key, value in record.items():
        if isinstance(value, dict):
            out.update(_flat(value, f"{prefix}{key}."))
        else:
            out[f"{prefix}{key}"] = value
    return out


def test_any_number_of_processes_writes_the_same_bytes(tmp_path, claim, monkeypatch):
    pytest.importorskip("duckdb", reason="claimx[compare] is not installed")
    import io

    import claimx.compare as compared

    records = [
        claim(f"a{number}", number % 5, source=SOURCES[number % 3], event=event, place="Tarsk", start="2031-05-04")
        for number in range(12)
        for event in ("killed", "wounded", "missing")
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    monkeypatch.setattr(compared, "WORTH_A_PROCESS", 1)

    in_memory = io.BytesIO()
    compared.write_series([str(path)], in_memory, jobs=2)
    monkeypatch.setattr("claimx.compare.load.SMALL", -1)

    def written(jobs):
        out = io.BytesIO()
        compared.write_series([str(path)], out, jobs=jobs)
        return out.getvalue()

    assert in_memory.getvalue() == written(1) == written(2) == written(5)
    assert written(1).count(b"\n") == 3


def test_nothing_is_written_where_a_process_ends_early(tmp_path, claim, monkeypatch):
    """Not even the series of the processes before it."""
    pytest.importorskip("duckdb", reason="claimx[compare] is not installed")
    import io

    import claimx.compare as compared
    from claimx.errors import WorkerError

    path = tmp_path / "records.jsonl"
    records = [claim(article, 4, place="Tarsk", start="2031-05-04", source="police") for article in "ab"]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    monkeypatch.setattr("claimx.compare.load.SMALL", -1)
    monkeypatch.setattr(compared, "ranges", lambda connection, parts: [(0, 2), ("no row", 2)])
    out = io.BytesIO()

    with pytest.raises(WorkerError, match="ended with 1"):
        compared.write_series([str(path)], out, jobs=2)

    assert out.getvalue() == b""
