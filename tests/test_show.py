"""What ``claimx show`` prints, with foreign words made harmless; notebooks; offsets; stored records and texts."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest

from claimx.errors import RecordError
from claimx.fields import claim_in_words, days, fields, figure, rules_by_field
from claimx.models import Article
from claimx.notebook import ROWS, Records
from claimx.offsets import Utf16
from claimx.show import show
from claimx.stored import read_records, read_texts

TEXT = "The headline of the story\nMali said at least 12 soldiers died.\n\nNothing here.\n\x1b[31mMore\x1b[0m."


@pytest.fixture
def record(make_record):
    def at(words):
        start = TEXT.index(words)
        return {"text": words, "start": start, "end": start + len(words)}

    return make_record(
        quantity=at("at least 12"), item=at("soldiers"), affected=at("Mali"), actor=None, source=None, date=None, location=None,
        evidence=at("Mali said at least 12 soldiers died."), rules=["quantity.number", "loss.killed", "link.verb-after", "party.counted"],
    )  # fmt: skip


def text_of(lines):
    return "\n".join("".join(words for words, _ in line) for line in lines)


def test_claims_are_numbered_in_the_text_and_before_their_records(record):
    out = text_of(show(Article(text=TEXT, id="a"), [record]))

    assert "Mali said at least 12[1] soldiers died." in out
    assert "[1] at least 12 soldiers killed" in out
    assert "Nothing here" not in out


def test_words_have_the_style_of_their_role(record):
    pieces = [piece for line in show(Article(text=TEXT, id="a"), [record]) for piece in line]

    assert ("at least 12", "quantity") in pieces
    assert ("Mali", "affected") in pieces


def test_whole_articles_come_out_harmless(record):
    out = text_of(show(Article(text=TEXT, id="a"), [record], whole=True))

    assert "Nothing here." in out
    assert "\x1b" not in out
    assert "\\e[31mMore" in out


RIVALS = Article(
    text="A mine killed nine soldiers near Kidal on Tuesday, after a raid on 2 May near Gao.",
    published=date(2024, 5, 9),
)


@pytest.fixture(scope="module")
def explained():
    from claimx.pipeline import Extractor

    records = Extractor(explain=True).extract(RIVALS)
    return records, text_of(show(RIVALS, records, explain=True, choices=records.choices)).splitlines()


@pytest.mark.parametrize(
    "starts, words, reason",
    [
        ("not 2024-05-02", "“on 2 May”", "the date of another clause, with its words"),
        ("not 2024-05-02", "9 words off, against 0 clause borders and 3 words off", "and what it lost by"),
        ("not Gao", "against score", "the place of another clause"),
    ],
)
def test_explanations_tell_what_lost_and_why(explained, starts, words, reason):
    (line,) = [line.strip() for line in explained[1] if line.strip().startswith(starts)]

    assert words in line, reason


def test_choices_are_those_of_the_record_first(explained):
    (record,) = explained[0]
    choices = explained[0].choices[record.id]

    dates = [RIVALS.text[one.start : one.end] for one in choices if one.field == "date"]
    assert list(dict.fromkeys(dates)) == ["on Tuesday", "on 2 May"]
    assert [one.value for one in choices if one.field == "location"][:2] == ["Kidal", "Gao"]


SIDES = Article(text="Chadian gunners killed 40 Boko Haram fighters. Clashes with Nigerian troops went on.")


def test_explanations_tell_what_won_a_side_and_what_lost():
    from claimx.pipeline import Extractor

    records = Extractor(explain=True).extract(SIDES)
    out = text_of(show(SIDES, records, explain=True, choices=records.choices))
    actor = out[out.index("    actor") : out.index("    source")]

    assert "Chad" in actor.splitlines()[0]
    assert "won by sieve" in actor
    assert "the claim's own sentence" in actor
    assert "begins one" in out, "why the claim is of its incident"


def test_nothing_is_proposed_where_nobody_asks(extractor):
    assert extractor.extract(RIVALS).choices == {}


def test_explanations_tell_of_the_incident(make_record):
    records = [
        make_record(id="cx_0000000000000001"),
        make_record(id="cx_0000000000000002"),
        make_record(id="cx_0000000000000003", incident=None, incident_kind=None),
    ]
    out = text_of(show(Article(text="x" * 100, id="a"), records, explain=True))

    assert "one event with [2]" in out
    assert "incident  none" in out


def test_explanations_name_words_rules_and_gaps(record):
    out = text_of(show(Article(text=TEXT, id="a"), [record, record], explain=True))

    assert "“at least 12” 36-47" in out
    assert "actor     not told" in out
    assert out.count("quantity.number: ") == 1, "a rule's meaning is told once"
    assert out.count("quantity.number") == 2


def test_an_article_without_claims_says_so():
    assert "no claims" in text_of(show(Article(text="Peace.", id="a"), []))


@pytest.mark.parametrize(
    "changes, told",
    [
        ({"value": 12, "low": 12, "high": None, "qualifier": "at_least"}, "at least 12"),
        ({"value": 159090, "low": 159090, "high": 159090, "qualifier": "about"}, "about 159,090"),
        ({"value": None, "low": 20000, "high": 30000, "qualifier": "range"}, "20,000 to 30,000"),
        ({"value": None, "low": 24, "high": None, "qualifier": "vague", "text": "dozens"}, "dozens (24 or more)"),
        ({"value": 5, "low": None, "high": 5, "qualifier": "less_than"}, "less than 5"),
        ({"value": 12, "low": 12, "high": 12, "qualifier": "exact", "per": "day"}, "12 a day"),
        ({"value": 2.5, "low": 2.5, "high": 2.5, "qualifier": "exact"}, "2.5"),
    ],
)
def test_figures_in_words(make_record, changes, told):
    assert figure(make_record(quantity=changes).quantity) == told


@pytest.mark.parametrize(
    "start, end, told",
    [
        ("2024-05-06", "2024-05-06", "2024-05-06"),
        (None, "2024-05-06", "until 2024-05-06"),
        ("2024-05-01", None, "from 2024-05-01"),
        ("2024-05-01", "2024-05-31", "2024-05-01 to 2024-05-31"),
    ],
)
def test_days_in_words(make_record, start, end, told):
    assert days(make_record(date={"start": start, "end": end}).date) == told


@pytest.mark.parametrize(
    "rules, affected, actor, why",
    [
        (
            ["party.counted", "party.agent"],
            ("party.counted",),
            ("party.agent",),
            "the affected party's rule comes first",
        ),
        (["party.story"], ("party.story",), ("party.story",), "one rule may have found both"),
    ],
)
def test_party_rules_belong_to_their_fields(make_record, rules, affected, actor, why):
    found = rules_by_field(make_record(rules=["quantity.number", *rules]))

    assert (found["affected"], found["actor"]) == (affected, actor), why


def test_unknown_fields_are_fields_too(make_record):
    told = {field.name: field.value for field in fields(make_record(source=None))}

    assert told["source"] is None
    assert told["location"] == "Mopti (MLI)"


@pytest.mark.parametrize("text", ["", "plain", "\U0001f4a5", "a\U0001f4a5b\U00010348\U00010348c", "naïve\u202e"])
def test_utf16_offsets_go_there_and_back(text):
    units = Utf16(text)
    for point in range(len(text) + 1):
        assert units.of(point) == len(text[:point].encode("utf-16-le")) // 2
        assert units.back(units.of(point)) == point


class Test_notebook:
    def test_foreign_words_are_escaped(self, make_record):
        evil = "<script>alert(1)</script>"
        html = Records([make_record(source={"name": evil}, evidence={"text": f"12 {evil}\u202e"})])._repr_html_()

        assert "<script" not in html
        assert "&lt;script&gt;" in html
        assert "\u202e" not in html

    def test_the_number_is_marked_in_its_sentence(self, make_record):
        record = make_record(
            quantity={"text": "At least 12", "start": 100, "end": 111}, evidence={"start": 100, "end": 133}
        )

        assert '<b title="quantity">At least 12</b> soldiers were killed.' in Records([record])._repr_html_()

    def test_long_lists_are_cut(self, make_record):
        html = Records([make_record()] * (ROWS + 5))._repr_html_()

        assert html.count("<tr>") == ROWS + 1
        assert "and 5 more" in html

    def test_extraction_gives_such_a_list(self):
        from claimx import extract

        assert "<table>" in extract("Peace.")._repr_html_()


class Test_stored:
    def test_records_of_later_versions_are_read(self, make_record, tmp_path):
        row = json.loads(make_record().model_dump_json())
        row["mood"] = row["quantity"]["unit"] = 1
        (tmp_path / "r.jsonl").write_text(json.dumps(row) + "\n")

        assert read_records([str(tmp_path / "r.jsonl")]) == [make_record()]

    @pytest.mark.parametrize("form", ["lines", "list", "gzip"])
    def test_forms(self, make_record, tmp_path, form):
        import gzip

        line = make_record().model_dump_json()
        path = tmp_path / ("r.jsonl.gz" if form == "gzip" else "r.jsonl")
        path.write_bytes(
            {"lines": line.encode() + b"\n", "list": b"[" + line.encode() + b"]", "gzip": gzip.compress(line.encode())}[
                form
            ]
        )

        assert len(read_records([str(path), str(path)])) == 1, "each id once"

    @pytest.mark.parametrize(
        "text, cause", [("{", "neither JSON"), ("3", "other than"), ('{"id": "x"}', "record 1 is not a claim record")]
    )
    def test_other_files_are_refused(self, tmp_path, text, cause):
        (tmp_path / "r.jsonl").write_text(text)

        with pytest.raises(RecordError, match=cause):
            read_records([str(tmp_path / "r.jsonl")])

    def test_texts_are_found_by_digest_or_by_the_name_that_keep_text_gave(self, tmp_path):
        digest = hashlib.sha256(b"One.").hexdigest()
        (tmp_path / "a.txt").write_text("One.")
        (tmp_path / f"{'f' * 64}.txt").write_text("Two.")
        (tmp_path / "b.txt").write_text("Three.")

        texts, problems = read_texts([str(tmp_path)], {digest, "f" * 64})

        assert texts == {digest: "One.", "f" * 64: "Two."}
        assert problems == []


@pytest.mark.parametrize(
    "event, category, item, told",
    [
        ("killed", "unspecified", None, "at least 12 people killed"),
        ("wounded", "civilian", None, "at least 12 civilians wounded"),
        ("shot_down", "uav", "Shahed drones", "at least 12 Shahed drones shot down"),
        ("casualties", "military", "marines", "at least 12 casualties, marines"),
        ("casualties", "military", None, "at least 12 military casualties"),
        ("casualties", "unspecified", None, "at least 12 casualties"),
    ],
)
def test_a_claim_is_told_in_the_words_of_its_text(make_record, event, category, item, told):
    record = make_record(event=event, category=category, item=item and {"text": item, "start": 0, "end": len(item)})

    assert claim_in_words(record) == told
