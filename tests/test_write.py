"""Writing: the same records in every format, safe for what reads it, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.errors import WriteError
from claimx.models import Article
from claimx.schema import Record
from claimx.visible import visible
from claimx.write import FILE_FORMATS, FORMATS, journalled, open_writer
from claimx.write.atomic import atomic
from claimx.write.codebooks import ACLED_COLUMNS, UCDP_COLUMNS, acled_rows, ucdp_rows
from claimx.write.flat import KEYS, flat_of
from claimx.write.jsonl import json_of
from claimx.write.tables import cell

ARTICLE = Article(text="…", id="a", path="in/a.txt", sha256="0" * 64, publisher="Wire", published=date(2024, 5, 7))


def written(tmp_path, name, *records, **how):
    path = tmp_path / f"out.{name}"
    with open_writer(name, path, **how) as writer:
        writer.write(ARTICLE, records)
    return path


def test_json_lines_hold_the_record(make_record, tmp_path):
    record = make_record()

    lines = written(tmp_path, "jsonl", record, record).read_text("utf-8").splitlines()

    assert [Record.model_validate_json(line) for line in lines] == [record, record]


def test_json_lines_hold_nothing_that_a_terminal_acts_on(make_record):
    record = make_record(evidence={"text": "a\x1b[2J\x9b31m\u202eb\u2028c\u2066d\x7f"})

    line = json_of(record)

    assert line.isprintable()
    assert json.loads(line)["evidence"]["text"] == record.evidence.text


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_list(make_record, tmp_path, count):
    found = json.loads(written(tmp_path, "json", *[make_record()] * count).read_text("utf-8"))

    assert len(found) == count


def test_flat_records_all_have_the_same_keys(make_record):
    empty = make_record(item=None, affected=None, actor=None, source=None, date=None, location=None)

    assert list(flat_of(empty)) == list(flat_of(make_record())) == list(KEYS)


def test_flat_values_are_plain(make_record):
    flat = flat_of(make_record())

    assert flat["quantity.low"] == 12
    assert flat["source.cue.text"] == "said"
    assert (flat["date.span.start"], flat["date.span.end"]) == (60, 69)
    assert flat["rules"] == "quantity.number loss.killed"
    assert not any(isinstance(value, dict | list) for value in flat.values())


def test_flat_json_lines(make_record, tmp_path):
    (line,) = written(tmp_path, "jsonl", make_record(), flat=True).read_text("utf-8").splitlines()

    assert list(json.loads(line)) == list(KEYS)


@pytest.mark.parametrize(
    "value, expected, reason",
    [
        ("=1+1", "'=1+1", "a formula"),
        ("+300", "'+300", "an increment reads as a formula"),
        ("-12", "'-12", "so does a negative"),
        ("@SUM(A1)", "'@SUM(A1)", "the old formula sign"),
        ("  =1", "'  =1", "spreadsheets trim spaces"),
        ("\t=1", "' =1", "and tabs"),
        ("＝1", "'＝1", "full-width signs count too"),
        ("12", "12", "plain"),
        (-12, -12, "numbers are numbers"),
        (None, None, "nothing stays nothing"),
        ("a\r\nb\nc", "a b c", "a cell stays on its line"),
        ("a\x1b[1mb", "a\\e[1mb", "control characters are shown"),
    ],
)
def test_csv_cells_are_safe(value, expected, reason):
    assert cell(value) == expected, reason


def test_csv_has_the_flat_keys_in_order(make_record, tmp_path):
    header, row = csv.reader(io.StringIO(written(tmp_path, "csv", make_record()).read_text("utf-8")))

    assert tuple(header) == KEYS
    assert row[KEYS.index("quantity.text")] == "at least 12"


def test_csv_without_records_has_its_header(tmp_path):
    assert written(tmp_path, "csv").read_text("utf-8").startswith("schema_version,id,")


def test_csv_mark_for_excel(tmp_path):
    assert written(tmp_path, "csv", bom=True).read_bytes().startswith(b"\xef\xbb\xbfschema_version")


def test_parquet_keeps_types(make_record, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra claimx[parquet] is not installed")

    (row,) = parquet.read_table(written(tmp_path, "parquet", make_record())).to_pylist()

    assert tuple(row) == KEYS
    assert (row["quantity.low"], row["quantity.start"], row["date.end"]) == (12.0, 15, date(2024, 5, 6))


class Test_sqlite:
    def test_joins_claims_documents_and_rules(self, make_record, tmp_path):
        path = written(tmp_path, "sqlite", make_record(), rules={"loss.killed": "People died."})

        db = sqlite3.connect(path)
        found = db.execute(
            "SELECT documents.id, claims.quantity_low, rules.meaning FROM claims JOIN documents ON documents.key = claims.document "
            "JOIN claim_rules ON claim_rules.claim = claims.key JOIN rules ON rules.id = claim_rules.rule WHERE rules.id = 'loss.killed'"
        ).fetchall()
        db.close()

        assert found == [("a", 12, "People died.")]

    def test_is_searchable(self, make_record, tmp_path):
        db = sqlite3.connect(written(tmp_path, "sqlite", make_record()))
        query = "SELECT count(*) FROM claims WHERE key IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?)"
        found = [db.execute(query, (word,)).fetchone()[0] for word in ("soldiers", "Mopti", "absent")]
        db.close()

        assert found == [1, 1, 0]

    def test_has_articles_without_claims(self, tmp_path):
        db = sqlite3.connect(written(tmp_path, "sqlite"))
        found = db.execute("SELECT path, claims FROM documents").fetchall()
        db.close()

        assert found == [("in/a.txt", 0)]

    def test_metadata_names_columns_that_are_there(self, make_record, tmp_path):
        db = sqlite3.connect(written(tmp_path, "sqlite", make_record()))
        metadata = json.loads((tmp_path / "out.metadata.json").read_text("utf-8"))
        tables = metadata["databases"]["out"]["tables"]

        for table in ("claims", "documents"):
            columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
            assert {*tables[table]["facets"], *tables[table].get("sortable_columns", ())} <= columns
        db.close()


@pytest.mark.parametrize("name", FILE_FORMATS)
def test_formats_that_are_no_stream_ask_for_a_file(name):
    with pytest.raises(WriteError, match="-o FILE"), open_writer(name):
        pass


@pytest.mark.parametrize("name", FORMATS)
def test_output_does_not_change_from_run_to_run(make_record, tmp_path, name):
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="the extra claimx[parquet] is not installed")
    records = [make_record(), make_record(event="wounded")]

    assert written(tmp_path, name, *records).read_bytes() == written(tmp_path, name, *records).read_bytes()


class Test_atomic:
    def test_replaces_the_file_when_all_is_written(self, tmp_path):
        path = tmp_path / "a"
        path.write_text("old")

        with atomic(path) as part:
            part.write_text("new")
            assert path.read_text() == "old"

        assert path.read_text() == "new"

    def test_leaves_the_old_file_and_no_part_when_interrupted(self, tmp_path):
        path = tmp_path / "a"
        path.write_text("old")

        def write_half():
            with atomic(path) as part:
                part.write_text("half")
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            write_half()

        assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a", "old")]

    def test_follows_a_link(self, tmp_path):
        (tmp_path / "real").write_text("old")
        (tmp_path / "link").symlink_to(tmp_path / "real")

        with atomic(tmp_path / "link") as part:
            part.write_text("new")

        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real").read_text() == "new"

    def test_refuses_folders_and_missing_folders(self, tmp_path):
        for path in (tmp_path, tmp_path / "no" / "a"):
            with pytest.raises(WriteError), atomic(path):
                pass


ARMY = {"name": "Mali", "id": "MLI", "type": "country", "text": "x", "start": 0, "end": 1, "basis": "stated"}
REBELS = ARMY | {"name": "JNIM", "id": "jnim", "type": "group"}


MOPTI = {"lat": 14.484, "lon": -4.183, "admin1": "Mopti", "geonames_id": 2453348, "precision": "town"}
SEA = {"name": "Gulf of Aden", "country": None, "lat": 12.5, "lon": 47.5, "admin1": None, "precision": "region"}


@pytest.mark.parametrize(
    "changes, expected, reason",
    [
        ({}, {"side_a": "Mali", "side_b": "JNIM", "deaths_a": 12, "deaths_b": 0}, "the state is side A, its dead are deaths_a"),
        ({"affected": REBELS, "actor": ARMY}, {"side_a": "Mali", "side_b": "JNIM", "deaths_b": 12}, "rebels killed by the state"),
        ({"category": "civilian"}, {"side_a": "JNIM", "side_b": "Civilians", "deaths_civilians": 12, "deaths_a": 0}, "civilians"),
        ({"category": "unspecified"}, {"deaths_unknown": 12, "deaths_a": 0}, "nobody says who they were"),
        ({"affected": None}, {"deaths_unknown": 12, "deaths_b": 0}, "soldiers of nobody known"),
        ({}, {"low": 12, "best": 12, "high": 12}, "no estimate is open: nobody tells of more"),
        ({"quantity": {"value": 12, "low": None, "high": 12, "qualifier": "at_most"}}, {"low": 0, "best": 12, "high": 12}, "none at least"),
        ({}, {"type_of_violence": 1, "dyad_name": "Mali - JNIM"}, "a state and rebels"),
        ({"category": "civilian"}, {"type_of_violence": 3, "dyad_name": "JNIM - Civilians"}, "one-sided"),
        ({"affected": REBELS, "actor": REBELS | {"name": "ISGS", "id": "isgs"}}, {"type_of_violence": 2}, "two groups"),
        ({"affected": None, "actor": None}, {"type_of_violence": None, "dyad_name": None}, "nobody knows who"),
        ({"quantity": {"value": None, "low": 20, "high": 30, "qualifier": "range"}}, {"low": 20, "best": 20, "high": 30}, "the careful end"),
        ({}, {"source_original": "Ministry of Defence", "source_office": "Wire"}, "who says it, who prints it"),
        ({}, {"country": "Mali", "where_coordinates": "Mopti", "date_prec": 1, "event_clarity": 1}, "where and when"),
        ({}, {"where_prec": None, "latitude": None, "adm_1": None}, "no point is known"),
        ({"location": MOPTI}, {"where_prec": 1, "latitude": 14.484, "longitude": -4.183, "adm_1": "Mopti"}, "a town"),
        ({"location": MOPTI | {"precision": "point"}}, {"where_prec": 1}, "a camp"),
        ({"location": MOPTI | {"precision": "district"}}, {"where_prec": 3}, "a district"),
        ({"location": MOPTI | {"precision": "region"}}, {"where_prec": 4, "adm_1": "Mopti"}, "a first-level division"),
        ({"location": MOPTI | {"precision": "region", "admin1": None}}, {"where_prec": 5, "adm_1": None}, "part of a country"),
        ({"location": MOPTI | {"precision": "country", "admin1": None}}, {"where_prec": 6}, "a country"),
        ({"location": SEA}, {"where_prec": 7, "country": None}, "at sea"),
        ({"location": SEA | {"name": "Sahel"}}, {"where_prec": 5}, "a region of several countries"),
        ({"location": None}, {"where_prec": None, "where_coordinates": None}, "nowhere"),
        ({"date": {"start": "2024-05-01", "scope": "period"}}, {"date_prec": 2, "event_clarity": 1}, "six days"),
        ({"incident_kind": "total"}, {"event_clarity": 2}, "a total over several events"),
        ({"date": {"start": "2024-04-30", "scope": "period"}}, {"date_prec": 3}, "a week"),
        ({"date": {"start": "2024-04-06", "scope": "period"}}, {"date_prec": 4}, "a month"),
        ({"date": {"start": "2023-05-07", "scope": "period"}}, {"date_prec": 5}, "a year"),
        ({"date": {"start": "2022-02-24", "scope": "cumulative"}}, {"date_prec": None}, "longer than the codes reach"),
        ({"date": {"start": None}}, {"date_start": "2024-05-06", "date_prec": 1}, "an event of one day"),
        ({"date": None}, {"date_prec": None, "date_end": None, "year": None}, "no date at all"),
    ],
)  # fmt: skip
def test_ucdp(make_record, changes, expected, reason):
    (row,) = ucdp_rows([make_record(**changes)])

    assert tuple(row) == UCDP_COLUMNS
    assert {key: row[key] for key in expected} == expected, reason


@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"event": "wounded"}, "no deaths"),
        ({"stance": "denied"}, "denied"),
        ({"quantity": {"per": "day"}}, "a rate is no event"),
        ({"incident": None, "incident_kind": None}, "of no incident"),
        ({"incident_kind": "total", "date": {"start": None, "scope": "cumulative"}}, "a total since nobody knows when"),
        (
            {"incident_kind": "total", "date": {"start": "2022-02-24", "scope": "cumulative"}},
            "a war's total is no event",
        ),
        ({"actor": None, "evidence": {"text": "Flash floods killed 12 people."}}, "a disaster"),
    ],
)
def test_codebooks_leave_out(make_record, changes, reason):
    record = make_record(**changes)

    assert [*ucdp_rows([record]), *acled_rows([record])] == [], reason


VAGUE = {"value": None, "high": None, "qualifier": "vague"}


@pytest.mark.parametrize(
    "changes, expected, reason",
    [
        ({"quantity": VAGUE | {"text": "dozens", "low": 24}}, {"fatalities": 12}, "one dozen"),
        ({"quantity": VAGUE | {"text": "tens", "low": 20}}, {"fatalities": 10}, "ten"),
        ({"quantity": VAGUE | {"text": "hundreds", "low": 200}}, {"fatalities": 100}, "a hundred"),
        ({"quantity": VAGUE | {"text": "tens of thousands", "low": 20000}}, {"fatalities": 10000}, "ten thousand"),
        ({"quantity": VAGUE | {"text": "several", "low": 3}}, {"fatalities": 3}, "its low bound"),
        ({"quantity": {"value": 12, "low": None, "high": 12, "qualifier": "at_most"}}, {"fatalities": 12}, "the only number told"),
        ({"quantity": {"value": None, "low": 20, "high": 30, "qualifier": "range"}}, {"fatalities": 20}, "the careful end"),
        ({}, {"actor1": "JNIM", "actor2": "Mali", "civilian_targeting": None, "time_precision": 1}, "who and when"),
        ({"category": "civilian"}, {"actor2": "Civilians (Mali)", "civilian_targeting": "Civilian targeting"}, "civilians"),
        ({"date": {"start": "2024-04-06", "scope": "period"}}, {"time_precision": 3}, "a month"),
        ({"location": MOPTI}, {"geo_precision": 1, "latitude": 14.484, "longitude": -4.183, "admin1": "Mopti"}, "a town"),
        ({"location": MOPTI | {"precision": "district"}}, {"geo_precision": 2}, "a district"),
        ({"location": MOPTI | {"precision": "region"}}, {"geo_precision": 3, "latitude": 14.484}, "a region"),
        ({"location": MOPTI | {"precision": "country"}}, {"geo_precision": None, "latitude": None}, "no point for a country"),
        ({"location": None}, {"geo_precision": None, "location": None, "admin1": None}, "nowhere"),
        ({"evidence": {"text": "A drone killed 12 soldiers."}}, {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}, "one weapon"),
        ({"evidence": {"text": "Gunmen and a car bomb killed 12 soldiers."}}, {"event_type": None, "sub_event_type": None}, "the coder's"),
    ],
)  # fmt: skip
def test_acled(make_record, changes, expected, reason):
    (row,) = acled_rows([make_record(**changes)])

    assert tuple(row) == ACLED_COLUMNS
    assert {key: row[key] for key in expected} == expected, reason


# As the codebooks list them, with their types: whole numbers, numbers and words.
UCDP_TYPES = {
    int: "id year type_of_violence conflict_new_id dyad_new_id side_a_new_id side_b_new_id number_of_sources where_prec priogrid_gid country_id event_clarity date_prec deaths_a deaths_b deaths_civilians deaths_unknown best high low",
    float: "latitude longitude",
}
ACLED_TYPES = {int: "year time_precision iso geo_precision fatalities timestamp", float: "latitude longitude"}


@pytest.mark.parametrize(("rows", "types", "count"), [(ucdp_rows, UCDP_TYPES, 49), (acled_rows, ACLED_TYPES, 31)])
@pytest.mark.parametrize("changes", [{}, {"location": MOPTI}, {"quantity": {"value": 12.0, "low": 12.0, "high": None}}])
def test_columns_have_the_codebook_s_types(make_record, rows, types, count, changes):
    (row,) = rows([make_record(**changes)])
    kinds = {name: kind for kind, names in types.items() for name in names.split()}

    assert len(row) == count + 1, "all of the codebook's columns, and the confidence behind them"
    assert kinds.keys() < row.keys()
    for name, value in row.items():
        assert value is None or name == "confidence" or type(value) is kinds.get(name, str), name


def test_a_total_of_some_days_is_an_event_of_low_clarity_for_ucdp_only_within_its_codes(make_record):
    """ACLED's dates reach a month, UCDP's a year."""
    total = make_record(incident_kind="total", date={"start": "2024-01-06", "scope": "cumulative"})

    assert [row["event_clarity"] for row in ucdp_rows([total])] == [2]
    assert list(acled_rows([total])) == []


@given(st.text())
def test_any_text_makes_a_safe_cell_on_one_line(text):
    safe = cell(text)

    assert not safe.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert len(safe.splitlines()) <= 1


@given(st.text())
def test_any_text_becomes_visible_once(text):
    shown = visible(text)

    assert shown == visible(shown)
    assert len(shown.splitlines()) <= 1
    shown.encode("utf-8")


class Test_alone:
    """Whoever writes to a file has it alone; the second run is told, whatever the formats and engines of both."""

    @pytest.mark.parametrize("second", ["csv", "json", "parquet", "sqlite", "jsonl"])
    @pytest.mark.parametrize("first", ["csv", "parquet", "sqlite", "jsonl"])
    def test_the_second_run_is_refused(self, tmp_path, make_record, first, second):
        pytest.importorskip("fcntl", reason="no locks between processes here")

        def opened(form):
            return journalled(path, {"version": "1"}) if form == "jsonl" else open_writer(form, path)

        path = tmp_path / "out"
        path.write_text("old")
        with opened(first) as writer:
            writer.write(ARTICLE, [make_record()])
            with pytest.raises(WriteError, match="is being written by another run"), opened(second):
                pass
            writer.write(ARTICLE, [make_record()])

        assert path.read_bytes() != b"old"
        assert not {each.name for each in tmp_path.iterdir()} - {"out", "out.metadata.json"}

    def test_what_a_killed_run_left_is_no_run(self, tmp_path):
        (tmp_path / ".out.part").write_text("half")

        with atomic(tmp_path / "out") as part:
            part.write_text("whole")

        assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out", "whole")]

    def test_a_link_in_its_place_is_not_followed(self, tmp_path):
        (tmp_path / "mine").write_text("mine")
        (tmp_path / ".out.part").symlink_to(tmp_path / "mine")

        with atomic(tmp_path / "out") as part:
            part.write_text("whole")

        assert (tmp_path / "mine").read_text() == "mine"
        assert (tmp_path / "out").read_text() == "whole"
