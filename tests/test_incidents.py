"""Incidents: which claims are of one, and what their row counts."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from claimx.incidents import incidents_of
from claimx.models import Article
from claimx.schema import IncidentKind
from claimx.write.codebooks import acled_rows, ucdp_rows
from claimx.write.incidents import COLUMNS, IncidentLines, incident_rows

ONE, TWO = "in_00000000000000aa", "in_00000000000000bb"


@pytest.fixture
def tell(make_record):
    """``tell((number, changes), ...)``: records of one incident, each of a sentence of its own unless it names one."""

    def tell(*claims):
        records = []
        for k, (number, changes) in enumerate(claims):
            at = changes.pop("sentence", k) * 100
            quantity = {"value": number, "low": number, "high": number, "qualifier": "exact"} | changes.pop(
                "quantity", {}
            )
            words = changes.pop("words", f"killed {number}")
            start = words.index(f"{number}")
            quantity |= {"text": f"{number}", "start": at + start, "end": at + start + len(f"{number}")}
            evidence = {"text": words, "start": at, "end": at + 50}
            whole = {"id": f"cx_{k:016x}", "incident": ONE, "evidence": evidence, "quantity": quantity, "source": None}
            records.append(make_record(**(whole | changes)))
        return records

    return tell


PEOPLE, CIVILIANS = {"category": "unspecified"}, {"category": "civilian"}
NOBODY = {"category": "unspecified", "affected": None}
REBELS = {"name": "JNIM", "id": "jnim", "type": "group", "text": "x", "start": 0, "end": 1, "basis": "stated"}
ARMY = REBELS | {"name": "Mali", "id": "MLI", "type": "country"}


def source(name):
    return {
        "name": name,
        "type": "other",
        "party": None,
        "text": "x",
        "start": 0,
        "end": 1,
        "cue": None,
        "mode": "indirect",
        "basis": "stated",
    }


@pytest.mark.parametrize(
    "claims, best, low, high, reason",
    [
        ([(12, PEOPLE)], 12, 12, 12, "one number"),
        ([(12, PEOPLE), (12, PEOPLE)], 12, 12, 12, "told again"),
        ([(12, PEOPLE | {"sentence": 0}), (3, CIVILIANS | {"sentence": 0, "quantity": {"subset_of": "cx_0000000000000000"}})], 12, 12, 12, "a part"),
        ([(5, {"sentence": 0}), (3, CIVILIANS | {"sentence": 0})], 8, 8, 8, "two numbers of one sentence"),
        ([(12, PEOPLE), (3, CIVILIANS)], 12, 12, 12, "a smaller number further on is a part"),
        ([(3, CIVILIANS), (12, PEOPLE)], 12, 12, 12, "the whole after its part"),
        ([(12, PEOPLE), (15, PEOPLE)], 15, 15, 15, "the writer's later toll"),
        ([(12, PEOPLE), (40, PEOPLE | {"source": source("rebels")})], 12, 12, 40, "another source's larger toll is a bound"),
        ([(12, PEOPLE), (9, PEOPLE | {"source": source("police")})], 12, 9, 12, "another source's smaller toll is a bound"),
        ([(12, PEOPLE | {"quantity": {"high": None, "qualifier": "at_least"}})], 12, 12, None, "open above"),
        ([(20, PEOPLE | {"quantity": {"value": None, "high": 30, "qualifier": "range"}})], 20, 20, 30, "a range"),
        ([(24, PEOPLE | {"quantity": {"value": None, "high": None, "qualifier": "vague"}}), (37, PEOPLE | {"source": source("police")})], 37, 37, 37, "a number before dozens"),
        ([(12, PEOPLE), (20, PEOPLE | {"stance": "possible", "source": source("police")})], 12, 12, 20, "feared dead"),
        ([(12, PEOPLE), (20, PEOPLE | {"stance": "denied"})], 12, 12, 12, "denied"),
        ([(12, PEOPLE), (24, PEOPLE | {"quantity": {"derived_from": "cx_0000000000000000"}})], 12, 12, 12, "twice as many"),
        ([(9, PEOPLE | {"sentence": 0}), (9, PEOPLE | {"sentence": 0})], 9, 9, 9, "a headline that ran into its lead"),
        ([(1, CIVILIANS), (22, PEOPLE | {"source": source("police")})], 22, 22, 22, "one of them told of first"),
        ([(12, PEOPLE), (9, PEOPLE | {"source": source("police"), "words": "killed 9 of those"})], 12, 12, 12, "a part in words"),
        ([(2, PEOPLE | {"sentence": 0}), (60, PEOPLE | {"sentence": 0, "words": "bringing the total to 60"})], 60, 60, 60, "a toll brought up"),
        ([(1, PEOPLE | {"sentence": 0}), (1, PEOPLE | {"sentence": 0})], 2, 2, 2, "a man and a woman"),
    ],
)  # fmt: skip
def test_nobody_counts_twice(tell, claims, best, low, high, reason):
    (incident,) = incidents_of(tell(*((number, dict(changes)) for number, changes in claims)))

    assert (incident.killed.best, incident.killed.low, incident.killed.high) == (best, low, high), reason
    assert incident.wounded is None


def test_sides_count_their_own_and_add_up(tell):
    records = tell(
        (4, {"affected": ARMY, "actor": REBELS}),
        (11, {"affected": REBELS, "actor": ARMY}),
        (2, {"affected": ARMY, "event": "wounded"}),
    )
    (incident,) = incidents_of(records)

    told = {
        side.id: (side.acted, side.killed and side.killed.best, side.wounded and side.wounded.best)
        for side in incident.sides
    }
    assert told == {"jnim": (True, 11, None), "MLI": (True, 4, 2)}
    assert (incident.killed.best, incident.wounded.best, incident.killed_untold) == (15, 2, None)


def test_civilians_and_those_of_no_side_are_told_apart(tell):
    (incident,) = incidents_of(tell((12, dict(NOBODY)), (3, CIVILIANS | {"affected": None})))

    assert (incident.killed.best, incident.killed_untold.best, incident.killed_civilians.best) == (12, 12, 3)


def test_its_place_is_the_narrowest_and_its_days_those_told_most(tell):
    wide = {
        "location": {
            "name": "Mali",
            "country": "MLI",
            "text": "x",
            "start": 0,
            "end": 1,
            "basis": "stated",
            "precision": "country",
        }
    }
    town = {
        "location": {
            "name": "Sevare",
            "country": "MLI",
            "text": "x",
            "start": 0,
            "end": 1,
            "basis": "stated",
            "precision": "town",
        }
    }
    other = {
        "date": {
            "start": "2024-05-03",
            "end": "2024-05-03",
            "precision": "day",
            "scope": "incident",
            "text": "x",
            "span": [0, 1],
            "basis": "stated",
        }
    }
    (incident,) = incidents_of(tell((12, wide | other), (12, dict(wide)), (12, dict(town))))

    assert incident.location.name == "Sevare"
    assert incident.date.start == incident.date.end == date(2024, 5, 6)


def test_a_row_an_incident_in_every_form(tell):
    records = [
        *tell((12, dict(PEOPLE)), (3, dict(CIVILIANS))),
        *tell((7, PEOPLE | {"incident": TWO, "incident_kind": "total"})),
    ]
    stream = io.BytesIO()
    IncidentLines(stream).write(None, records)
    rows = list(incident_rows(records))

    assert stream.getvalue().count(b"\n") == 2
    assert [tuple(row) for row in rows] == [COLUMNS, COLUMNS]
    assert [(row["kind"], row["killed.best"], row["claims"]) for row in rows] == [
        ("event", 12, "cx_0000000000000000 cx_0000000000000001"),
        ("total", 7, "cx_0000000000000000"),
    ]
    assert [row["side_a.name"] for row in rows] == ["JNIM", "JNIM"]
    assert [row["fatalities"] for row in acled_rows(records)] == [12, 7]


def test_codebooks_count_each_of_the_dead_once(tell):
    records = tell(
        (4, {"affected": ARMY, "actor": REBELS}),
        (11, {"affected": REBELS, "actor": ARMY}),
        (3, CIVILIANS | {"affected": None, "actor": None}),
        (20, dict(NOBODY)),
    )
    (row,) = ucdp_rows(records)

    columns = ("side_a", "side_b", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best")
    assert [row[column] for column in columns] == ["Mali", "JNIM", 4, 11, 3, 2, 20]


PUBLISHED = date(2024, 5, 9)

# Each claim's letter: claims with the same letter are of one incident; a capital is a total, a dash is of none.
STORIES = [
    ("a blast and its details", "aaa", "A bomb killed nine people in the market of Kaduna on Tuesday, police said. The blast also wounded 31 people. Among the dead were four women."),
    ("two sides of a battle", "aaa", "Rebels of the M23 attacked an army post near Rutshuru on Monday. Seven soldiers were killed in the battle. The army said that 19 rebels were also killed. Twelve soldiers were wounded."),
    ("another day", "ab", "A roadside bomb killed three soldiers near Kismayo on Monday. A roadside bomb killed five policemen near Kismayo on 2 April."),
    ("another place", "aabb", "A rocket killed two people in Kherson on Monday. A rocket killed six people in Odesa on Monday."),
    ("other attackers", "ab", "Israel killed four people in Aleppo on Monday. Turkey killed six people in Aleppo on Monday."),
    ("elsewhere", "aab", "Gunmen killed eight farmers in Mocoa on Tuesday. The attackers also wounded five villagers. A landslide had blocked the road to the village for days. Elsewhere in the country, a landmine killed two policemen."),
    ("another attack", "aab", "Gunmen killed eight farmers in Mocoa on Tuesday. The attackers also wounded five villagers. The mayor spoke of a dark day for the town. In another attack, a car bomb wounded 14 people."),
    ("a war in the background", "aB", "A drone strike killed four people in Nyala on Tuesday. The war, which began in April 2023, has killed more than 15,000 people."),
    ("the total of one war, told twice", "aBB", "A drone strike killed four people in Nyala on Tuesday. The war has killed more than 15,000 people. Since the war began, 9,000 civilians have been wounded."),
    ("a rate", "a-", "A drone strike killed four people in Nyala on Tuesday. The army is losing up to 40 soldiers a day."),
    ("arms handed over", "aa-", "A missile killed four soldiers in Sumy on Tuesday. Poland has delivered 14 tanks to Ukraine."),
    ("a definite noun far down", "aa", "A fire in a hotel in Batumi killed 11 people on Tuesday. The owner was arrested. He has run the house for ten years. His lawyer did not answer. The town's council met. A minister came. Flags were lowered. The fire also injured 27 people."),
    ("a second source", "aa", "An air raid on Saada killed 16 people on Tuesday, residents said. A spokesman for the rebels put the number of dead at 22."),
    ("an event of a month", "a", "In October 2023 gunmen killed nine guards of the mine."),
    ("a month's total", "A", "During October 2023, nine guards of the mine were killed."),
    ("a year's total", "A", "In 2022, some 1,340 people were killed on the country's roads."),
    ("an event of a year", "a", "In 2022 a blast killed 34 people at the mine."),
    ("items of a digest", "abb", "- Kherson: shelling killed two people.\n\n- Zaporizhzhia: a guided bomb killed three people."),
]  # fmt: skip


@pytest.mark.parametrize("reason, letters, text", STORIES, ids=[story[0] for story in STORIES])
def test_claims_of_one_incident(extractor, reason, letters, text):
    records = extractor.extract(Article(text, published=PUBLISHED))

    assert _letters(records) == letters, f"{reason}: {[record.quantity.text for record in records]}"


def _letters(records):
    """A letter for each record's incident, in the order in which they come."""
    seen: dict[str, str] = {}
    found = ""
    for record in records:
        letter = "-" if record.incident is None else seen.setdefault(record.incident, "abcdefgh"[len(seen)])
        found += letter.upper() if record.incident_kind is IncidentKind.TOTAL else letter
    return found


def test_ids_are_of_the_text_alone(extractor):
    text = STORIES[2][2]
    first, again = (extractor.extract(Article(text, path=path, published=PUBLISHED)) for path in ("a.txt", "b.txt"))

    assert [record.incident for record in first] == [record.incident for record in again]
    assert len({record.incident for record in first}) == 2


class Test_extract:
    @pytest.fixture
    def lines(self, tell, make_record, tmp_path, pipeline_giving, capfd):
        """``lines("--flat")``: the exit code, the lines on standard output and what stands on standard error."""
        (tmp_path / "a.txt").write_text("Twelve people were killed.")
        event = tell(
            (12, PEOPLE | {"sentence": 0}),
            (3, CIVILIANS | {"sentence": 0, "quantity": {"subset_of": "cx_0000000000000000"}}),
        )
        total = make_record(
            id="cx_" + "f" * 16, incident=TWO, incident_kind="total", quantity={"value": 900, "low": 900}
        )
        pipeline_giving([*event, total])

        def lines(*options):
            from claimx.cli.commands import run

            code = run(["extract", str(tmp_path / "a.txt"), *map(str, options)])
            out, err = capfd.readouterr()
            return code, out.splitlines(), err

        return lines

    @pytest.mark.parametrize(
        "options, numbers, reason",
        [
            ((), [12, 3, 900], "all"),
            (("--no-parts",), [12, 900], "the children are among the twelve"),
            (("--no-totals",), [12, 3], "a war's dead are no event's"),
            (("--no-parts", "--no-totals"), [12], "each of one event's dead once"),
        ],
    )
    def test_leaves_out_parts_and_totals(self, lines, options, numbers, reason):
        code, found, _ = lines("--flat", *options)

        assert code == 0
        assert [json.loads(line)["quantity.value"] for line in found] == numbers, reason

    def test_prints_incidents(self, lines):
        _, found, _ = lines("--format", "incidents")

        assert [(row["kind"], row["killed"]["best"]) for row in map(json.loads, found)] == [
            ("event", 12),
            ("total", 900),
        ]

    @pytest.mark.parametrize("form", ["incidents-csv", "incidents"])
    def test_writes_a_table_of_incidents(self, lines, tmp_path, form):
        file = tmp_path / "out.csv"
        lines("--format", form, "-o", file)
        rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))

        assert [(row["kind"], row["killed.best"]) for row in rows] == [("event", "12"), ("total", "900")]

    def test_codebooks_leave_out_totals(self, lines):
        _, found, _ = lines("--format", "ucdp", "--no-totals")

        assert [row["best"] for row in csv.DictReader(found)] == ["12"]

    @pytest.mark.parametrize("form", ["incidents", "incidents-csv", "ucdp", "acled"])
    def test_knows_no_parts_of_incidents(self, lines, form):
        code, found, err = lines("--format", form, "--no-parts")

        assert (code, found) == (2, [])
        assert "counts a part beside its whole" in err


def test_the_row_has_a_schema(capfd):
    from claimx.cli.commands import run

    run(["schema", "--of", "incident"])
    schema = json.loads(capfd.readouterr().out)

    assert schema["title"] == "claimx incident, version 1"
    assert {"id", "kind", "killed", "sides", "claims"} <= set(schema["required"])
