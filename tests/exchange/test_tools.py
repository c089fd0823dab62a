"""Claims to each tool and back: nothing is lost on the way, and what a person changed is what comes back."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest

from claimx.errors import RecordError
from claimx.evaluate import evaluate
from claimx.evaluate.claims import from_gold, from_record
from claimx.exchange import TOOLS, export, gold_of, measure, read_corrected, rejected, tasks_of
from claimx.exchange.label_studio import configuration
from claimx.exchange.marks import PARTS, ROLES, read_label
from claimx.offsets import Utf16

from .conftest import ASTRAL, SHA, TEXT  # isort: skip
import itertools


@pytest.fixture
def tasks(records, texts):
    return tasks_of(records, texts)[0]


def reviewed(tool, text, change=lambda row: None):
    """The tool's own export of an import file: each prediction taken as an annotation, then changed."""
    if tool == "label-studio":
        rows = json.loads(text)
        for row in rows:
            row["annotations"] = [{"result": row.pop("predictions")[0]["result"]}]
            change(row)
        return json.dumps(rows)
    rows = [json.loads(line) for line in text.splitlines()]
    for row in rows:
        if tool == "prodigy":
            row["answer"] = "accept"
        else:  # doccano numbers anew, and lists comments
            fresh = {one["id"]: 900 + one["id"] for one in row["entities"]}
            row["entities"] = [{**one, "id": fresh[one["id"]]} for one in row["entities"]]
            row["relations"] = [
                {**one, "id": 70 + one["id"], "from_id": fresh[one["from_id"]], "to_id": fresh[one["to_id"]]}
                for one in row["relations"]
            ]
            row |= {"id": 5, "Comments": []}
        change(row)
    return "".join(json.dumps(row) + "\n" for row in rows)


def back(tool, tasks, records, change=lambda row: None):
    corrected, notes = read_corrected(tool, reviewed(tool, export(tool, tasks).text, change))
    gold = gold_of(corrected, records)
    return gold, [*notes, *gold.notes]


@pytest.mark.parametrize("tool", TOOLS)
def test_what_is_left_alone_comes_back_as_it_was(tool, tasks, records):
    gold, notes = back(tool, tasks, records)
    result = evaluate(
        [from_gold(line) for line in gold.lines], [from_record(one.model_dump(mode="json")) for one in records], 0
    )

    assert len(gold.lines) == len(records) == 3
    assert result.disagreements == ()
    assert all(field.accuracy == 1 for field in result.whole.fields.values())
    assert notes == []
    assert rejected(gold, records) == []


@pytest.mark.parametrize("tool", TOOLS)
def test_gold_has_every_field_of_the_guide(tool, tasks, records):
    line = back(tool, tasks, records)[0].lines[0]

    assert line == {
        "doc": "a.txt", "quote": "The ministry said on Monday that JNIM killed at least 12 Malian soldiers near Mopti.",
        "quantity_text": "at least 12", "quantity_start": TEXT.index("at least"), "kind": "casualty", "event": "killed", "category": "military",
        "low": 12, "high": None, "per": None, "affected": "Mali", "actor": "JNIM", "source": "Ministry of Defence", "source_cue": "said",
        "date_start": "2024-05-06", "date_end": "2024-05-06", "date_text": "on Monday", "location": "Mopti", "stance": "asserted",
    }  # fmt: skip


@pytest.mark.parametrize("tool", TOOLS)
def test_offsets_are_code_points_behind_wide_characters(tool, tasks, records):
    rows = export(tool, tasks).text
    row = json.loads(rows)[0] if tool == "label-studio" else json.loads(rows.splitlines()[0])
    if tool == "label-studio":
        spans = [
            (one["value"]["start"], one["value"]["end"], one["value"]["text"])
            for one in row["predictions"][0]["result"]
            if one["type"] == "labels"
        ]
    elif tool == "doccano":
        spans = [(one["start_offset"], one["end_offset"], None) for one in row["entities"]]
    else:
        spans = [(one["start"], one["end"], None) for one in row["spans"]]
    said = {TEXT[start:end] for start, end, _ in spans}

    assert len(ASTRAL.encode("utf-16-le")) // 2 == len(ASTRAL) + 2
    assert {"at least 12", "JNIM", "Mopti", "Three", "One"} <= said
    assert all(words in (None, TEXT[start:end]) for start, end, words in spans)


@pytest.mark.parametrize("tool", TOOLS)
def test_a_claim_that_a_person_deletes_is_rejected_and_measured(tool, tasks, records):
    def change(row):
        if tool == "label-studio":
            result = row["annotations"][0]["result"]
            gone = next(one["id"] for one in result if one.get("value", {}).get("text") == "One")
            row["annotations"][0]["result"] = [one for one in result if one.get("id") != gone]
        elif tool == "doccano":
            row["entities"] = [one for one in row["entities"] if one["label"] != "shot_down:uav"]
        else:
            row["spans"] = [one for one in row["spans"] if one["label"] != "shot_down:uav"]

    gold, _ = back(tool, tasks, records, change)
    measured = measure(gold, records)

    assert len(gold.lines) == 2
    assert rejected(gold, records) == [records[2].id]
    assert (measured.articles, measured.records, measured.rejected) == (1, 3, 1)
    assert (measured.rules["quantity.number"].fired, measured.rules["quantity.number"].right) == (3, 2)
    assert (measured.rules["loss.shot-down"].fired, measured.rules["loss.shot-down"].right) == (1, 0)
    assert measured.rules["loss.killed"].precision == 1
    assert measured.rules["party.counted"].fired == 1, "a claim nobody made says nothing of its parties"


@pytest.mark.parametrize("tool", TOOLS)
def test_a_relabelled_claim_is_the_rule_that_was_wrong(tool, tasks, records):
    def change(row):
        if tool == "label-studio":
            for one in row["annotations"][0]["result"]:
                if one.get("value", {}).get("labels") == ["wounded"]:
                    one["value"]["labels"] = ["killed"]
        else:
            for one in row["entities" if tool == "doccano" else "spans"]:
                one["label"] = one["label"].replace("wounded", "killed")

    gold, _ = back(tool, tasks, records, change)
    measured = measure(gold, records)

    assert [line["event"] for line in gold.lines] == ["killed", "killed", "shot_down"]
    assert gold.lines[1]["low"] == gold.lines[1]["high"] == 3
    assert rejected(gold, records) == []
    assert measured.rules["loss.wounded"].right == 0
    assert (measured.rules["quantity.number"].fired, measured.rules["quantity.number"].right) == (3, 3)


def test_a_new_claim_is_read_from_its_words(tasks, records):
    start = TEXT.index("JNIM")
    source = TEXT.index("medics")

    def change(row):
        row["entities"] = [{"id": 1, "start_offset": TEXT.index("Three"), "end_offset": TEXT.index("Three") + 5, "label": "killed:civilian:possible"},
                           {"id": 2, "start_offset": start, "end_offset": start + 4, "label": "party"},
                           {"id": 3, "start_offset": source, "end_offset": source + 6, "label": "source"}]  # fmt: skip
        row["relations"] = [
            {"id": 1, "from_id": 1, "to_id": 2, "type": "affected"},
            {"id": 2, "from_id": 1, "to_id": 3, "type": "source"},
        ]

    (line,) = back("doccano", tasks, records, change)[0].lines

    assert (line["event"], line["stance"], line["low"], line["high"]) == ("killed", "possible", 3, 3)
    assert (line["affected"], line["source"], line["quote"]) == (
        "JNIM",
        "medics",
        "Three civilians were wounded, medics said.",
    )


def test_what_claimx_took_words_for_is_told(records, texts):
    bare = [one.model_copy(update={"affected": None, "date": None, "location": None}) for one in records[:1]]
    tasks, _ = tasks_of(bare, texts)

    def change(row):
        last = max(one["id"] for one in row["entities"])
        claim = next(one["id"] for one in row["entities"] if ":" in one["label"])
        for number, (words, label, role) in enumerate(
            (("Malian", "party", "affected"), ("on Monday", "date", "date"), ("Mopti", "place", "location")), last + 1
        ):
            at = TEXT.index(words)
            row["entities"].append({"id": number, "start_offset": at, "end_offset": at + len(words), "label": label})
            row["relations"].append({"id": number, "from_id": claim, "to_id": number, "type": role})

    gold, notes = back("doccano", tasks, bare, change)

    assert (gold.lines[0]["affected"], gold.lines[0]["date_start"], gold.lines[0]["location"]) == (
        "Mali",
        "2024-05-06",
        "Mopti",
    )
    assert len(notes) == 3
    assert any("taken for Mali" in note for note in notes)


def test_a_number_without_bounds_is_left_open_and_told(tasks, records):
    def change(row):
        at = TEXT.index("near")
        row["entities"] = [{"id": 1, "start_offset": at, "end_offset": at + 4, "label": "killed:civilian"}]
        row["relations"] = []

    gold, notes = back("doccano", tasks, records[1:], change)

    assert (gold.lines[0]["low"], gold.lines[0]["high"]) == (None, None)
    assert any("fill low and high" in note for note in notes)


class Test_label_studio:
    def test_has_the_documented_shape(self, tasks):
        (row,) = json.loads(export("label-studio", tasks).text)
        results = row["predictions"][0]["result"]
        regions = {one["id"] for one in results if one["type"] == "labels"}

        assert set(row) == {"data", "predictions"}
        assert {one["type"] for one in results} == {"labels", "choices", "textarea", "relation"}
        assert all(
            {"id", "from_name", "to_name", "type", "value"} <= set(one) for one in results if one["type"] != "relation"
        )
        assert all({one["from_id"], one["to_id"]} <= regions for one in results if one["type"] == "relation")

    def test_configuration_names_all_that_tasks_use(self, tasks):
        root = ET.fromstring(configuration())
        values = {one.get("value") for one in root.iter() if one.get("value")}
        (row,) = json.loads(export("label-studio", tasks).text)
        used = {
            label
            for one in row["predictions"][0]["result"]
            for label in one.get("labels", []) + one.get("value", {}).get("labels", [])
        }
        used |= {one["value"]["choices"][0] for one in row["predictions"][0]["result"] if one["type"] == "choices"}

        assert used <= values
        assert {*ROLES, *PARTS.values()} <= values
        assert {one.get("name") for one in root.iter()} >= {
            one["from_name"] for one in row["predictions"][0]["result"] if "from_name" in one
        }

    def test_offsets_of_versions_that_counted_utf16_are_told_by_their_words(self, tasks, records):
        units = Utf16(TEXT)

        def change(row):
            for one in row["annotations"][0]["result"]:
                if "value" in one:
                    one["value"]["start"], one["value"]["end"] = (
                        units.of(one["value"]["start"]),
                        units.of(one["value"]["end"]),
                    )

        gold, notes = back("label-studio", tasks, records, change)

        assert [line["quantity_text"] for line in gold.lines] == ["at least 12", "Three", "One"]
        assert notes == []

    def test_bounds_and_names_are_what_the_annotator_wrote(self, tasks, records):
        def change(row):
            for one in row["annotations"][0]["result"]:
                if one["type"] == "textarea":
                    text = one["value"]["text"]
                    one["value"]["text"] = {
                        "12..": ["1,200..1300"],
                        "Mali": ["Niger"],
                        "2024-05-06..2024-05-06": ["..2024-05-05"],
                    }.get(text[0], text)

        line = back("label-studio", tasks, records, change)[0].lines[0]

        assert (line["low"], line["high"], line["affected"]) == (1200, 1300, "Niger")
        assert (line["date_start"], line["date_end"]) == (None, "2024-05-05")

    def test_skipped_and_waiting_tasks_are_no_gold(self, tasks, records):
        def change(row):
            row["annotations"][0]["was_cancelled"] = True

        gold, notes = back("label-studio", tasks, records, change)

        assert (gold.lines, gold.checked) == ((), frozenset())
        assert notes == ["1 tasks without an annotation are left out"]

    def test_of_several_annotations_the_ground_truth_counts(self, tasks, records):
        def change(row):
            row["annotations"] = [{"result": [], "ground_truth": True}, *row["annotations"]]

        gold, notes = back("label-studio", tasks, records, change)

        assert (gold.lines, gold.checked) == ((), {SHA})
        assert "2 annotations" in notes[0]

    def test_a_relation_drawn_the_other_way_holds_too(self, tasks, records):
        def change(row):
            for one in row["annotations"][0]["result"]:
                if one["type"] == "relation":
                    one["from_id"], one["to_id"], one["direction"] = one["to_id"], one["from_id"], "left"

        assert back("label-studio", tasks, records, change)[0].lines[0]["actor"] == "JNIM"


class Test_doccano:
    def test_has_the_documented_shape(self, tasks):
        row = json.loads(export("doccano", tasks).text)
        ids = {one["id"] for one in row["entities"]}

        assert set(row) == {"text", "entities", "relations", "doc", "sha256"}
        assert all(set(one) == {"id", "start_offset", "end_offset", "label"} for one in row["entities"])
        assert all({one["from_id"], one["to_id"]} <= ids and one["type"] for one in row["relations"])

    def test_overlapping_marks_are_told(self, tasks):
        assert any("1 marks in 1 articles overlap" in note for note in export("doccano", tasks).notes)


class Test_prodigy:
    def test_has_the_documented_shape(self, tasks):
        row = json.loads(export("prodigy", tasks).text)
        tokens = row["tokens"]

        assert all(TEXT[token["start"] : token["end"]] == token["text"] for token in tokens)
        assert [token["id"] for token in tokens] == list(range(len(tokens)))
        for one in row["spans"]:
            assert (tokens[one["token_start"]]["start"], tokens[one["token_end"]]["end"]) == (one["start"], one["end"])
        for one in row["relations"]:
            assert one["head_span"] in row["spans"]
            assert (one["head"], one["child"]) == (one["head_span"]["token_end"], one["child_span"]["token_end"])

    def test_no_two_spans_overlap_and_what_is_hidden_is_told(self, tasks):
        made = export("prodigy", tasks)
        spans = sorted((one["start"], one["end"]) for one in json.loads(made.text)["spans"])

        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
        assert made.notes == (
            "1 marks that overlap others are not in the tasks; the import takes them from the records again",
        )
        assert "killed:military" in made.settings["prodigy-labels.txt"]

    def test_only_accepted_tasks_count(self, tasks, records):
        def change(row):
            row["answer"] = "ignore"

        gold, notes = back("prodigy", tasks, records, change)

        assert gold.lines == ()
        assert notes == ["1 tasks that were rejected or ignored are left out"]


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(
    "text", ['{"a": 1', '[{"annotations": [{"result": 1}]}]', '{"text": "x", "entities": 3}', "[1]"]
)
def test_a_file_of_another_kind_is_refused(tool, text):
    with pytest.raises(RecordError, match=f"not an export of {tool}"):
        read_corrected(tool, text)


@pytest.mark.parametrize(
    "label, why",
    [("killed", "no category"), ("killed:tank:maybe", "no such stance"), ("slain:civilian", "no such event"), ("killed:civilian/hour", "no such unit")],
)  # fmt: skip
def test_labels_are_checked(label, why):
    with pytest.raises(ValueError):  # noqa: PT011 - which value is wrong is the enumeration's own message
        read_label(label)


def test_a_text_that_is_another_one_is_left_out(records):
    tasks, without = tasks_of(records, {SHA: TEXT.replace("12", "13")})

    assert (tasks, without) == ([], ["in/a.txt"])
