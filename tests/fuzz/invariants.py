"""What holds of every record, and of every form it is written in, however broken its text is."""

from __future__ import annotations

import csv
import io
import json

from claimx.exchange import TOOLS, export, tasks_of
from claimx.report import report
from claimx.show import show
from claimx.write import _stream_writer as stream_writer
from claimx.write import open_writer
from claimx.write.codebooks import ACLED_COLUMNS, UCDP_COLUMNS
from claimx.write.flat import KEYS

# The module's own limit is shorter than a sentence may be.
csv.field_size_limit(1 << 30)
HEADERS = {"csv": KEYS, "ucdp": UCDP_COLUMNS, "acled": ACLED_COLUMNS}


def spans(record):
    """Each quoted part of a record with its offsets: (where, text, start, end)."""
    found = []

    def walk(value, where):
        if isinstance(value, dict):
            if {"text", "start", "end"} <= value.keys() and isinstance(value["start"], int):
                found.append((where, value["text"], value["start"], value["end"]))
            elif {"text", "span"} <= value.keys() and value["span"]:
                found.append((where, value["text"], *value["span"]))
            for key, part in value.items():
                walk(part, f"{where}.{key}")

    walk(record, "record")
    return found


def check_records(text, records):
    """Raises AssertionError where a record breaks its contract with the text or with the others."""
    assert not records.faults, records.faults
    ids = [record.id for record in records]
    assert len(set(ids)) == len(ids), "two records have one id"
    place = {record.id: i for i, record in enumerate(records)}
    starts = []
    for record in records:
        whole = json.loads(record.model_dump_json())
        for where, quoted, start, end in spans(whole):
            assert 0 <= start < end <= len(text), f"{where}: {start} to {end} of {len(text)}"
            assert text[start:end] == quoted, f"{where}: {text[start:end]!r} is not {quoted!r}"
            assert not quoted[0].isspace(), f"{where} begins with white space: {quoted!r}"
            assert not quoted[-1].isspace(), f"{where} ends with white space: {quoted!r}"
        quantity, evidence = record.quantity, record.evidence
        low, high, value = quantity.low, quantity.high, quantity.value
        # A multiple or a part of a number that the text withholds has no bounds either.
        assert low is not None or high is not None or quantity.derived_from or quantity.qualifier == "derived", (
            "no bounds"
        )
        assert low is None or high is None or low <= high, f"{low} > {high}"
        assert all(bound is None or 0 <= bound < float("inf") for bound in (low, high, value)), "no count of anything"
        assert evidence.start <= quantity.start, "the number stands before its evidence"
        assert quantity.end <= evidence.end, "the number stands behind its evidence"
        assert record.rules, "no rule made it"
        assert 0 <= record.confidence <= 1
        for relation in (quantity.derived_from, quantity.subset_of, quantity.increment_of):
            assert relation is None or (relation in place and relation != record.id), "a relation to no record"
        date = record.date
        assert date is None or date.start is None or date.end is None or date.start <= date.end, "a date ends too soon"
        starts.append(evidence.start)
    assert starts == sorted(starts), "records are not in text order"


def check_streams(articles):
    """Raises AssertionError where a written form of ``(article, records)`` pairs is not what its readers take."""
    count = sum(len(records) for _, records in articles)
    for form, flat in (
        ("jsonl", False),
        ("jsonl", True),
        ("json", False),
        ("csv", False),
        ("ucdp", False),
        ("acled", False),
    ):
        text = _written(form, articles, flat).decode("utf-8")
        if form == "jsonl":
            # Not by "\n" alone: some readers take other line ends for such, so none may be in a line.
            lines = text.splitlines()
            assert len(lines) == count, "a record is not one line"
            assert all(isinstance(json.loads(line), dict) for line in lines)
        elif form == "json":
            assert len(json.loads(text)) == count
        else:
            header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
            assert tuple(header) == HEADERS[form]
            assert all(len(row) == len(header) for row in rows)
            assert len(rows) == len(text.splitlines()) - 1, "a row is not one line"
            assert form != "csv" or len(rows) == count


def check_files(articles, folder):
    """As ``check_streams``, for what is written as a file, shown, or handed to other tools."""
    records = [record for _, found in articles for record in found]
    texts = {article.sha256: article.text for article, _ in articles}
    for form in ("parquet", "sqlite"):
        with open_writer(form, folder / f"claims.{form}", rules={}) as writer:
            for article, found in articles:
                writer.write(article, found)
        (folder / f"claims.{form}").unlink()
    for article, found in articles:
        for line in show(article, found, explain=True, whole=True):
            assert all("\x1b" not in words for words, _ in line)
    assert report(records, texts).isprintable() is False  # it has line ends, and was made
    tasks, _ = tasks_of(records, texts)
    for tool in TOOLS:
        export(tool, tasks).text.encode("utf-8")


def _written(form, articles, flat):
    stream = io.BytesIO()
    writer = stream_writer(form, stream, flat, bom=False)
    for article, records in articles:
        writer.write(article, records)
    writer.close()
    return stream.getvalue()
