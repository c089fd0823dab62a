"""Claims against a curated series: what each verdict stands for."""

import json
import sys
from datetime import date

import pytest

from claimx.compare.check import check
from claimx.compare.curated import load_mapping, load_series
from claimx.errors import LexiconError, ReadError
from claimx.models import Article

ROWS = [
    {"date": "2031-03-10", "day": 1, "personnel": 1000, "personnel*": "about", "tank": 30, "APC": 70, "military auto": 50,
     "fuel tank": 8, "naval ship": 3, "submarines": 0},
    {"date": "2031-03-11", "day": 2, "personnel": 1100, "tank": 34, "APC": 75, "military auto": 55, "fuel tank": 9,
     "naval ship": 3, "submarines": 1},
    {"date": "2031-03-12", "day": 3, "personnel": 1250, "tank": 41, "APC": 80, "vehicles and fuel tanks": 70,
     "naval ship": 3, "submarines": 1},
]  # fmt: skip


@pytest.fixture
def series(tmp_path):
    path = tmp_path / "losses.json"
    path.write_text(json.dumps(ROWS))
    return load_series(path, load_mapping("ukraine-general-staff"))


def total(claim, low, high="same", end="2031-03-12", **more):
    what = {"event": "lost", "category": "tank", "item": "tanks", "affected": "Russia", "scope": "cumulative"}
    return claim("a", low, high, end=end, **{**what, **more})


# Record (as changes to a total of tanks), then verdict, rule, what the series has, the difference, the other day.
CASES = [
    ({"low": 41}, "equal", "check.equal", 41, None, None),
    ({"low": 40, "high": None, "qualifier": "at_least"}, "within_hedge", "check.within-hedge", 41, None, None),
    ({"low": 40, "qualifier": "about"}, "within_hedge", "check.within-hedge", 41, None, None),
    ({"low": 55}, "differs", "check.differs", 41, 14, None),
    # A wrong date shows at once: the figure is that of another day.
    ({"low": 34}, "differs", "check.other-day", 41, -7, "2031-03-11"),
    ({"low": 34, "end": "2031-07-01"}, "no_such_day", "check.other-day", None, None, "2031-03-11"),
    ({"low": 99, "end": "2031-07-01"}, "no_such_day", "check.day-not-in-series", None, None, None),
    ({"low": 99, "end": None, "published": None}, "no_such_day", "check.no-date", None, None, None),
    ({"low": 1250, "event": "casualties", "category": "military", "item": "personnel"}, "equal", "check.equal", 1250, None, None),
    # Trucks and fuel tanks stood apart once; their sum is the later column.
    ({"low": 64, "category": "vehicle", "item": "vehicles", "end": "2031-03-11"}, "equal", "check.equal", 64, None, None),
    ({"low": 1, "category": "ship", "item": "submarine"}, "equal", "check.equal", 1, None, None),
    ({"low": 3, "category": "ship", "item": "warships"}, "equal", "check.equal", 3, None, None),
    # The day's own count: an increment, or a window of a day.
    ({"low": 7, "increment_of": "cx_0123456789abcdef"}, "equal", "check.equal", 7, None, None),
    ({"low": 7, "start": "2031-03-11", "scope": "period"}, "equal", "check.equal", 7, None, None),
    ({"low": 9, "start": "2031-03-12", "scope": "incident"}, "differs", "check.differs", 7, 2, None),
    ({"low": 4, "start": "2031-03-12", "scope": "incident"}, "differs", "check.other-day", 7, -3, "2031-03-11"),
    # A total that was read as one day's count, and a day's count as a total.
    ({"low": 41, "start": "2031-03-12", "scope": "incident"}, "differs", "check.other-count", 7, 34, "2031-03-12"),
    ({"low": 7}, "differs", "check.other-count", 41, -34, "2031-03-12"),
    # The days of a longer time, of a total that began later, and of one that begins with the series.
    ({"low": 41, "start": "2031-03-09", "scope": "period"}, "no_such_day", "check.other-count", None, None, "2031-03-12"),
    ({"low": 11, "start": "2031-03-11", "end": "2031-03-13", "scope": "period"}, "no_such_day", "check.day-not-in-series", None, None, None),
    ({"low": 41, "start": "2022-02-24"}, "equal", "check.equal", 41, None, None),
    ({"low": 41, "start": "2022-02-28"}, "equal", "check.equal", 41, None, None),
    ({"low": 1250, "event": "casualties", "category": "unspecified", "item": "casualties"}, "equal", "check.equal", 1250, None, None),
    ({"low": 41, "place": "the Russia"}, "equal", "check.equal", 41, None, None),
]  # fmt: skip


@pytest.mark.parametrize("change, verdict, rule, expected, by, match", CASES)
def test_verdicts(claim, series, change, verdict, rule, expected, by, match):
    [found] = check([total(claim, **change)], series)

    assert (found.verdict, found.rule, found.expected, found.by, found.match) == (verdict, rule, expected, by, match)


@pytest.mark.parametrize(
    "change, why",
    [
        ({"affected": "Ukraine"}, "another party's losses"),
        ({"place": "Kerne"}, "a part of the front, not the whole"),
        ({"category": "mlrs", "event": "launched"}, "no column counts it"),
        ({"stance": "denied"}, "the source denies the figure"),
    ],
)
def test_claims_that_the_series_does_not_count(claim, series, change, why):
    assert not list(check([total(claim, 41, **change)], series)), why


def test_csv_and_json_lines_read_the_same(tmp_path):
    mapping = load_mapping("ukraine-general-staff")
    (tmp_path / "a.csv").write_text('date,tank\n2031-03-10,"1,030"\n2031-03-11,\n')
    (tmp_path / "a.jsonl").write_text('{"date": "2031-03-10", "tank": 1030}\n{"date": "2031-03-11", "tank": null}\n')

    assert load_series(tmp_path / "a.csv", mapping) == load_series(tmp_path / "a.jsonl", mapping)


@pytest.mark.parametrize(
    "text, told",
    [
        ("date,tank\nyesterday,3\n", "row 1: 'yesterday' is not a date"),
        ("date,tank\n2031-03-10,many\n", "row 1, column 'tank': 'many' is not a number"),
        ("day,tank\n1,3\n", "row 1 has no column 'date', which the mapping"),
        ("date,tank\n05/16/2031,3\n", "row 1: '05/16/2031' is not a date"),
        ("date,horses\n2031-03-10,3\n", "none of the mapping's columns"),
        ("[3]", "something other than objects"),
        ("[", "neither JSON nor CSV"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_series_that_cannot_be_read_is_told_with_its_row(tmp_path, text, told):
    path = tmp_path / "series"
    path.write_text(text)

    with pytest.raises(ReadError, match=told):
        load_series(path, load_mapping("ukraine-general-staff"))


def test_mappings_are_checked(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text('name = "own"\naffected = "RUS"\ncolour = "red"\n[[column]]\nnames = ["tank"]\n')

    with pytest.raises(LexiconError, match="column"):
        load_mapping(str(path))
    with pytest.raises(ReadError, match="ukraine-general-staff"):
        load_mapping("nowhere")


WEEK = [{"date": f"2031-03-{day:02}", "tank": 10 * day} for day in range(1, 8)]


@pytest.mark.parametrize(
    "counts, low, start, end, verdict, expected",
    [
        ("total", 50, "2031-03-03", "2031-03-07", "equal", 50),
        ("total", 40, "2031-03-03", "2031-03-07", "differs", 50),
        ("total", 50, "2031-03-01", "2031-03-07", "no_such_day", None),
        ("day", 250, "2031-03-03", "2031-03-07", "equal", 250),
        ("day", 70, None, "2031-03-07", "equal", 70),
        ("day", 70, "2031-03-06", "2031-03-07", "equal", 70),
        ("day", 280, "2031-03-01", "2031-03-08", "no_such_day", None),
    ],
)
def test_totals_and_days_of_a_series(tmp_path, claim, counts, low, start, end, verdict, expected):
    """A longer time is compared with its own days, whichever the series counts."""
    mapping = tmp_path / "own.toml"
    mapping.write_text(
        f'name = "own"\naffected = "RUS"\ncounts = "{counts}"\n'
        '[[column]]\nnames = ["tank"]\nkind = "equipment"\nevents = ["lost"]\ncategories = ["tank"]\n'
    )
    path = tmp_path / "week.json"
    path.write_text(json.dumps(WEEK))
    scope = "period" if start else "cumulative"

    [found] = check(
        [total(claim, low, start=start, end=end, scope=scope)], load_series(path, load_mapping(str(mapping)))
    )

    assert (found.verdict, found.expected) == (verdict, expected)


# Category and words of a claim, and the column that counts it: all that the General Staff publishes.
COLUMNS = [
    ("casualties", "military", "personnel", "personnel"),
    ("killed", "military", "soldiers", "personnel"),
    ("captured", "military", "soldiers", "POW"),
    ("lost", "tank", "tanks", "tank"),
    ("destroyed", "armoured_vehicle", "armoured fighting vehicles", "APC"),
    ("lost", "artillery", "artillery systems", "field artillery"),
    ("lost", "mlrs", "multiple launch rocket systems", "MRL"),
    ("shot_down", "aircraft", "jets", "aircraft"),
    ("shot_down", "helicopter", "helicopters", "helicopter"),
    ("shot_down", "uav", "UAVs", "drone"),
    ("lost", "ship", "warships and boats", "naval ship"),
    ("lost", "ship", "submarine", "submarines"),
    ("lost", "vehicle", "vehicles and fuel tanks", "vehicles and fuel tanks"),
    ("lost", "air_defence", "air defence systems", "anti-aircraft warfare"),
    ("lost", "special_equipment", "pieces of special equipment", "special equipment"),
    ("shot_down", "missile", "cruise missiles", "cruise missiles"),
]


def test_every_column_of_the_general_staff(tmp_path, claim):
    row = {"date": "2031-03-12", **{column: 100 + place for place, (*_, column) in enumerate(COLUMNS)}}
    path = tmp_path / "losses.json"
    path.write_text(json.dumps([row]))
    curated = load_series(path, load_mapping("ukraine-general-staff"))

    for event, category, item, column in COLUMNS:
        [found] = check([total(claim, row[column], event=event, category=category, item=item)], curated)
        assert (found.column, found.verdict) == (column, "equal"), item
    assert {column.names[0] for column in curated.mapping.column} == {column for *_, column in COLUMNS}


@pytest.mark.parametrize(
    "change, told",
    [
        ("colour = 1", "'colour' is no known key; keys are: name, "),
        ("name = ", "not readable as TOML"),
        ('[[column]]\nnames = ["tank"]\nkind = "equipment"\nevents = ["kiled"]\ncategories = ["tank"]', "'column.0.events.0'.*'killed'"),
        ('[[column]]\nnames = ["tank"]\nkind = "equipment"\nevents = ["lost"]\ncategories = ["tank"]\ncolumn = 1', "keys are: names, "),
        ('counts = "week"', "'counts'.*'total', 'day' or 'events'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_mapping_is_told_with_its_file(tmp_path, change, told):
    path = tmp_path / "own.toml"
    path.write_text(f'name = "own"\naffected = "RUS"\n{change}\n')

    with pytest.raises(LexiconError, match=told) as caught:
        load_mapping(str(path))
    assert caught.value.path == str(path)


def test_a_mapping_of_nobody_s_losses_is_refused(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(
        'name = "own"\naffected = ""\n[[column]]\nnames = ["tank"]\nkind = "equipment"\nevents = ["lost"]\ncategories = ["tank"]\n'
    )

    with pytest.raises(LexiconError, match="'affected' is empty"):
        load_mapping(str(path))


# A day of a general staff: label, column, total, growth.
STAFF_DAY = (
    ("personnel", "personnel", 431550, 740), ("tanks", "tank", 6690, 9), ("APV", "APC", 12775, 21),
    ("artillery systems", "field artillery", 10371, 32), ("MLRS", "MRL", 1014, 2), ("anti-aircraft warfare systems", "anti-aircraft warfare", 706, 1),
    ("aircraft", "aircraft", 347, 0), ("helicopters", "helicopter", 325, 0), ("UAV operational-tactical level", "drone", 8071, 35),
    ("vehicles and fuel tanks", "vehicles and fuel tanks", 13649, 47),
)  # fmt: skip


def _staff_text(rows):
    lines = "\n".join(
        f"{label} ‒ {'about ' if label == 'personnel' else ''}{number} (+{grown})," for label, _, number, grown in rows
    )
    return (
        "General Staff of the Armed Forces of Ukraine\n\n"
        f"The total combat losses of the enemy from 24.02.2022 to 11.03.2024 were approximately:\n{lines}\nData are being updated.\n"
    )


def _records(extractor, rows):
    article = Article(_staff_text(rows), published=date(2024, 3, 11))
    return [record.model_dump(mode="json") for record in extractor.extract(article)]


@pytest.fixture
def staff_series(tmp_path):
    today = {column: number for _, column, number, _ in STAFF_DAY}
    before = {column: number - grown for _, column, number, grown in STAFF_DAY}
    path = tmp_path / "staff.json"
    path.write_text(json.dumps([{"date": "2024-03-10", **before}, {"date": "2024-03-11", **today}]))
    return load_series(path, load_mapping("ukraine-general-staff"))


def test_a_general_staff_day_agrees_with_its_series(extractor, staff_series):
    """Every row and every growth of the day is found, and equals the series."""
    records = _records(extractor, STAFF_DAY)
    found = list(check(records, staff_series))

    assert len(records) == len(found) == 2 * len(STAFF_DAY)
    assert {one.verdict for one in found} == {"equal"}


def test_a_falsified_row_is_named(extractor, staff_series):
    """One figure changed: that row alone differs, with its record and what the series has."""
    rows = [(label, column, 6790 if column == "tank" else number, grown) for label, column, number, grown in STAFF_DAY]
    records = _records(extractor, rows)
    wrong = [one for one in check(records, staff_series) if one.verdict != "equal"]
    [tanks] = [record for record in records if record["quantity"]["text"] == "6790"]

    assert [(one.id, one.expected, one.by) for one in wrong] == [(tanks["id"], 6690, 100)]


def _tanks(tmp_path, claim, affected, figures=(3466, 3470, 3475, 3480)):
    """A series of Russia's tanks, and claims of its days' totals."""
    days = [f"2031-03-{day}" for day in range(12, 16)]
    series = tmp_path / "losses.csv"
    rows = (f"{day},{figure},{figure * 2}" for day, figure in zip(days, (3466, 3470, 3475, 3480), strict=True))
    series.write_text("day,tank_losses,col7\n" + "".join(f"{row}\n" for row in rows))
    total = {"event": "destroyed", "category": "tank", "item": "tanks", "scope": "cumulative", "affected": affected}
    made = [claim(f"a{day}", figure, end=day, **total) for day, figure in zip(days, figures, strict=True)]
    soldiers = {
        "event": "casualties",
        "category": "military",
        "item": "soldiers",
        "scope": "cumulative",
        "affected": affected,
    }
    made += [claim(f"b{day}", 2 * figure, end=day, **soldiers) for day, figure in zip(days, figures, strict=True)]
    records = tmp_path / "records.jsonl"
    records.write_text("".join(json.dumps(one) + "\n" for one in made))
    return series, records


def _run(capfdbinary, *arguments):
    from claimx.cli.commands import run as command_line

    code = command_line([str(argument) for argument in arguments])
    sys.stdout.flush()
    return code, capfdbinary.readouterr().out.decode()


MAPPING = """
name = "own"
date = "day"
affected = "RUS"
[[column]]
names = ["tank_losses"]
kind = "equipment"
events = ["destroyed"]
categories = ["tank"]
"""


@pytest.mark.parametrize(
    ("affected", "code", "verdict", "rule"),
    [
        ("Russia", 0, "equal", "check.equal"),
        ("Ukraine", 1, "unmatched", "check.other-party"),
        (None, 1, "unmatched", "check.no-party"),
    ],
)
def test_claims_of_another_party_are_listed_with_the_nearest_row(
    tmp_path, claim, capfdbinary, affected, code, verdict, rule
):
    """A day's rows read as the other side's losses don't pass in silence."""
    series, records = _tanks(tmp_path, claim, affected)
    mapping = tmp_path / "own.toml"
    mapping.write_text(MAPPING)

    status, out = _run(capfdbinary, "check", records, "--against", series, "--mapping", mapping)

    found = [json.loads(line) for line in out.splitlines()]
    assert status == code
    assert [(one["verdict"], one["rule"], one["expected"]) for one in found] == [
        (verdict, rule, figure) for figure in (3466, 3470, 3475, 3480)
    ]
    if code:
        assert [one["match"] for one in found] == [f"2031-03-{day}" for day in range(12, 16)]
        assert found[0]["of"] == f"{affected or 'nobody named'}: tanks"


def test_a_mapping_is_proposed(tmp_path, claim, capfdbinary):
    """By the claims whose figures the columns hold, whatever they are called; it reads the series that it was made of."""
    series, records = _tanks(tmp_path, claim, "Russia")

    status, out = _run(capfdbinary, "check", records, "--against", series, "--infer")

    mapping = tmp_path / "proposed.toml"
    mapping.write_text(out)
    assert status == 0
    assert 'affected = "RUS"' in out
    assert 'counts = "total"' in out
    status, out = _run(capfdbinary, "check", records, "--against", series, "--mapping", mapping)
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["equal"] * 8


def test_no_mapping_for_a_series_without_days(tmp_path, claim, capfdbinary):
    _, records = _tanks(tmp_path, claim, "Russia")
    series = tmp_path / "words.csv"
    series.write_text("place,tanks\nTarsk,12\n")

    assert _run(capfdbinary, "check", records, "--against", series, "--infer")[0] == 1


UCDP = "id,country,where_coordinates,date_start,date_end,deaths_civilians,best\n" + "".join(
    f"{number},{country},{place},{start},{end},{civilians},{best}\n"
    for number, (country, place, start, end, civilians, best) in enumerate(
        [
            ("Ostria", "Tarsk town", "2031-03-10 00:00:00.000", "2031-03-10 00:00:00.000", 4, 9),
            ("Ostria", "Tarsk", "2031-03-10", "2031-03-10", 0, 3),
            ("Ostria", "Velm", "2031-03-12", "2031-03-12", 5, 5),
            ("Veland", "Tarsk", "2031-03-10", "2031-03-10", 0, 100),
        ]
    )
)
ACLED = (
    "event_id_cnty,event_date,country,location,fatalities\n"
    "OST1,10 March 2031,Ostria,Tarsk,9\nOST2,2031-03-10,Ostria,Tarsk,3\nOST3,12-Mar-2031,Ostria,Velm,5\n"
)


@pytest.mark.parametrize("name, text", [("ucdp-ged", UCDP), ("acled", ACLED)])
@pytest.mark.parametrize(
    "told, verdict, expected, why",
    [
        ({"low": 12, "place": "Tarsk"}, "equal", 12, "two events of one place and day are added up"),
        ({"low": 7, "place": "Tarsk"}, "differs", 12, "another figure"),
        ({"low": 5, "place": "Velm", "start": "2031-03-12"}, "equal", 5, "another place"),
        ({"low": 12, "place": "Tarsk", "start": "2031-03-11"}, "no_such_day", None, "a day without an event there"),
        ({"low": 5, "place": "Osk"}, None, None, "a place without events"),
        ({"low": 12}, None, None, "no place"),
        ({"low": 17, "place": "Ostria", "start": "2031-03-08", "end": "2031-03-14", "scope": "period"}, "equal", 17, "all places of a week"),
        ({"low": 12, "place": "Tarsk", "affected": "Veland"}, "equal", 12, "whoever died"),
    ],
)  # fmt: skip
def test_a_list_of_events(tmp_path, claim, name, text, told, verdict, expected, why):
    path = tmp_path / "events.csv"
    path.write_text(text)
    mapping = load_mapping(name).model_copy(update={"where": {"country": "Ostria"}, "places": ("Ostria",)})
    record = claim("a", **{"category": "unspecified", "start": "2031-03-10", "published": "2031-03-14", **told})

    found = list(check([record], load_series(path, mapping), unmatched=True))

    assert [(one.verdict, one.expected) for one in found] == ([] if verdict is None else [(verdict, expected)]), why


@pytest.mark.parametrize("name, text", [("ucdp-ged", UCDP), ("acled", ACLED)])
def test_the_mapping_of_a_known_list_of_events_is_proposed(tmp_path, claim, name, text):
    """It is the one that ships with claimx, whatever the claims."""
    from claimx.compare.infer import infer_mapping

    path, mapping = tmp_path / "events.csv", tmp_path / "events.toml"
    path.write_text(text)
    mapping.write_text(infer_mapping([claim("a", 5)], path))

    assert load_mapping(str(mapping)) == load_mapping(name)


@pytest.mark.parametrize("written", ["10 Foo 2031", "31 Feb 2031", "2031", ""])
def test_an_event_of_no_day_is_told(tmp_path, written):
    path = tmp_path / "events.csv"
    path.write_text(f"event_date,location,fatalities\n{written},Tarsk,9\n")

    with pytest.raises(ReadError, match=r"row 1: '.*' is not a date"):
        load_series(path, load_mapping("acled"))


@pytest.mark.parametrize(
    "text, why",
    [
        ("Day;Tanks lost\n12.05.2031;3466\n13.05.2031;3470\n14.05.2031;3480\n", "semicolons and days first, as spreadsheets write them"),
        ("Day\tTanks lost\n2031-05-12\t3466\n2031-05-13\t3470\n2031-05-14\t3480\n", "tabs"),
    ],
)  # fmt: skip
def test_a_series_of_a_spreadsheet(tmp_path, claim, text, why):
    """Its mapping is proposed, and claims of tanks lost and destroyed are checked by it."""
    from claimx.compare.check import check
    from claimx.compare.curated import load_mapping, load_series
    from claimx.compare.infer import infer_mapping

    path = tmp_path / "losses.csv"
    path.write_text(text, encoding="utf-8")
    tanks = {"category": "tank", "item": "tanks", "scope": "cumulative", "affected": "Veland"}
    records = [
        claim("a", 3466, event="destroyed", end="2031-05-12", **tanks),
        claim("b", 3480, event="lost", end="2031-05-14", **tanks),
    ]
    mapping = tmp_path / "losses.toml"
    mapping.write_text(infer_mapping(records, path), encoding="utf-8")

    found = list(check(records, load_series(path, load_mapping(str(mapping)))))

    assert [one.verdict for one in found] == ["equal", "equal"], why
