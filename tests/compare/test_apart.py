"""What two claims of one place and day say to each other: one incident or two, none against some, a town and what lies around it."""

import pytest

DAY = {"start": "2031-05-04", "published": "2031-05-05"}
TOWN = {"name": "Tarsk", "precision": "town", "admin1": "North Kerne", "lat": 10.0, "lon": 20.0}
REGION = {"name": "North Kerne", "precision": "region", "admin1": "North Kerne"}


def _at(record, incident=None, **place):
    """The record with an incident of its document, and at a place told more closely."""
    record["incident"] = incident
    if place:
        record["location"] = {"country": "OST", "text": "x", "start": 0, "end": 1, "basis": "stated", **place}
    return record


def _kinds(found):
    return sorted({verdict["kind"] for one in found for verdict in one["verdicts"]} & {"conflict", "dispute"})


@pytest.mark.parametrize(
    "first, second, kinds, why",
    [
        ({"low": 0, "source": "the army"}, {"low": 54, "source": "lawyers"}, ["dispute"], "none against some is no factor"),
        ({"low": 0, "source": None}, {"low": 5, "source": "police"}, ["dispute"], "a writer's none of the same day"),
        ({"low": 0, "source": None, "published": "2031-05-04"}, {"low": 5, "source": "police"}, [], "not known yet"),
        ({"low": 0, "source": "the army", "published": "2031-05-04"}, {"low": 5, "source": "police"}, ["dispute"], "the next day"),
        ({"low": 0, "source": "the army"}, {"low": 5, "source": "police", "published": "2031-05-09"}, [], "days later"),
        ({"low": 0, "source": "the army", "item": "civilians"}, {"low": 8, "source": "police", "category": "unspecified"}, ["dispute"], "people are civilians unless told otherwise"),
        ({"low": 0, "source": "the army", "category": "military", "item": "soldiers"}, {"low": 8, "source": "police", "category": "unspecified"}, [], "people are no soldiers"),
        ({"low": 0, "source": "the army", "category": "unspecified"}, {"low": 8, "source": "rebels", "category": "military", "item": "soldiers"}, ["dispute"], "nobody is no soldier either"),
    ],
)  # fmt: skip
def test_none_against_some(run, claim, first, second, kinds, why):
    records = [claim(name, **{"place": "Tarsk", **DAY, **told}) for name, told in (("a", first), ("b", second))]

    assert _kinds(run(records)) == kinds, why


def test_none_and_two_figures(run, claim, verdicts):
    """The dispute names both figures, the conflict only those that count some."""
    day = {"place": "Tarsk", **DAY}
    records = [
        claim("a", 0, source="the army", **day),
        claim("b", 54, source="lawyers", **day),
        claim("c", 31, source="a hospital", **day),
    ]

    found = run(records)

    assert [verdict["of"] for verdict in verdicts(found, "dispute.none")] == [[records[2]["id"], records[1]["id"]]]
    [conflict] = verdicts(found, "conflict.same-window")
    assert (conflict["factor"], [side["low"] for side in conflict["sides"]]) == (1.74, [31, 54])


SHOTS, FLOOD = "Gunmen killed {} people.", "The flood killed {} people."


@pytest.mark.parametrize(
    "articles, incidents, sentences, kinds, why",
    [
        ("aa", ("in_1", "in_2"), (SHOTS, SHOTS), [], "a document that tells of two incidents"),
        ("aa", ("in_1", "in_1"), (SHOTS, SHOTS), ["conflict"], "a document that quotes two sources on one incident"),
        ("ab", ("in_1", "in_2"), (SHOTS, SHOTS), ["conflict"], "two documents have incidents of their own"),
        ("ab", (None, None), (SHOTS, FLOOD), [], "harm of two families"),
        ("ab", (None, None), ("A drone killed {} people.", "Shelling killed {} people."), ["conflict"], "one family"),
        ("ab", (None, None), (SHOTS, "The attack killed {} people."), ["conflict"], "an attack of any kind"),
        (
            "ab",
            (None, None),
            ("Shells killed {} people in the morning.", "Shells killed {} people at dusk, in the evening."),
            [],
            "parts of the day that are far from each other",
        ),
        (
            "ab",
            (None, None),
            ("Shells killed {} people overnight.", "Shells killed {} people in the early morning."),
            ["conflict"],
            "one reporter's night is another's morning",
        ),
        (
            "ab",
            (None, None),
            ("Shells killed {} people in the morning.", "Shells killed {} people, police said on Sunday evening."),
            ["conflict"],
            "when it was said",
        ),
        (
            "aa",
            (None, None),
            (SHOTS, "The assault in August 2028 killed {} people."),
            [],
            "another year than the claim's",
        ),
        ("aa", (None, None), (SHOTS, "The assault in May 2031 killed {} people."), ["conflict"], "its own year"),
    ],
)
def test_two_incidents_do_not_conflict(run, claim, articles, incidents, sentences, kinds, why):
    records = [
        _at(claim(article, low, source=source, sentence=sentence.format(low), place="Tarsk", **DAY), incident)
        for article, low, source, incident, sentence in zip(articles, (4, 19), ("police", "a medic"), incidents, sentences, strict=True)
    ]  # fmt: skip

    assert _kinds(run(records)) == kinds, why


def test_two_instruments_of_one_document_are_two_strikes(run, claim):
    """A third source's figure belongs to the one whose instrument it names."""
    day = {"place": "Tarsk", **DAY}
    found = run([
        claim("a", 4, source="police", sentence="A drone killed 4 people.", **day),
        claim("a", 19, source="a medic", sentence="A car bomb killed 19 people.", **day),
        claim("b", 9, source="the mayor", sentence="A car bomb killed 9 people.", **day),
    ])  # fmt: skip

    assert sorted(one["records"] for one in found) == [1, 2]
    assert _kinds(found) == ["conflict"]


@pytest.mark.parametrize(
    "wide, joined, why",
    [
        (None, True, "no place"),
        (REGION, True, "a region"),
        ({"name": "Ostria", "precision": "country"}, True, "a country"),
        ({"name": "Velm", "precision": "town"}, False, "a town of its own"),
    ],
)
def test_a_claim_stands_where_its_incident_happened(run, claim, wide, joined, why):
    """Its document tells the town of another claim of the same incident."""
    killed = _at(claim("a", 30, source="police", **DAY), "in_1", **TOWN)
    taken = _at(claim("a", 60, event="abducted", source="police", **DAY), "in_1", **(wide or {}))
    others = _at(claim("b", 7, event="abducted", source="the mayor", **DAY), "in_2", **TOWN)

    found = [one for one in run([killed, taken, others]) if one["event"] == "abducted"]

    assert [one["records"] for one in found] == ([2] if joined else [1, 1]), why
    assert ("series.incident-place" in found[0]["rules"]) is joined


def test_a_region_with_another_figure_than_its_town_is_not_the_town(run, claim):
    town = _at(claim("a", 30, source="police", **DAY), "in_1", **TOWN)
    region = _at(claim("a", 60, source="police", **DAY), "in_1", **REGION)

    assert [one["records"] for one in run([town, region])] == [1, 1]


@pytest.mark.parametrize(
    "around, joined, why",
    [
        ({"name": "Kerne", "precision": "region", "admin1": None}, True, "a part of the country with several divisions of its name"),
        ({"name": "Velm", "precision": "region", "admin1": None}, False, "another part of the country"),
        ({"name": "Norkern province", "precision": "region", "admin1": "North Kerne"}, True, "the town's division by another name"),
        ({"name": "Norkern farm", "precision": "region", "admin1": "North Kerne"}, False, "a place in no gazetteer, of which the division is known"),
        ({"name": "Osk", "precision": "district", "admin1": "North Kerne", "lat": 10.3, "lon": 20.2}, True, "the district around the town"),
        ({"name": "Osk", "precision": "district", "admin1": "North Kerne", "lat": 11.3, "lon": 20.2}, False, "a district far from it"),
        ({"name": "Osk", "precision": "district", "admin1": "South Kerne", "lat": 10.3, "lon": 20.2}, False, "a district of another division"),
    ],
)  # fmt: skip
def test_a_town_and_what_lies_around_it(run, claim, around, joined, why):
    found = run([
        _at(claim("a", 30, source="police", **DAY), **TOWN),
        _at(claim("b", 45, source="the mayor", **DAY), **around),
    ])  # fmt: skip

    assert [one["records"] for one in found] == ([2] if joined else [1, 1]), why
    assert found[0]["place"] == "Tarsk" or not joined


def test_parts_of_a_country_are_not_the_country(run, claim):
    """Deaths in Wales are none in Northern Ireland, though both are of the United Kingdom."""
    found = run([
        _at(claim(name, low, source="doctors", affected=None, **DAY), name=place, precision="region", country="GBR")
        for name, low, place in (("a", 3, "Wales"), ("b", 6, "Northern Ireland"))
    ])  # fmt: skip

    assert [one["records"] for one in found] == [1, 1]


def test_the_group_is_the_one_named_beside_it(run, claim, verdicts):
    """One voice that gives two figures in one article does not contradict itself."""
    day = {"place": "Tarsk", "kind_of_source": "ngo", **DAY}
    records = [claim("a", 8, source="White Helmets", **day), claim("a", 5, source="group", **day)]

    assert _kinds(run(records)) == []
    assert _kinds(run([*records, claim("a", 9, source="Red Crescent", **day)])) == ["conflict"]


@pytest.mark.parametrize(
    "category, sentence, kinds, why",
    [
        ("civilian", "The charity said that 9 of its staff were killed.", [], "some of the dead"),
        ("military", "The army said that 9 of its soldiers were killed.", ["conflict"], "all that the army lost"),
        ("civilian", "The charity said that 9 people were killed.", ["conflict"], "all the dead"),
    ],
)
def test_a_speaker_s_own_people_are_a_part(run, claim, category, sentence, kinds, why):
    day = {"place": "Tarsk", "category": category, **DAY}
    records = [claim("a", 9, source="Helpers", sentence=sentence, **day), claim("b", 300, source="UN", **day)]
    for record in records:
        record["item"] = None

    assert _kinds(run(records)) == kinds, why


@pytest.mark.parametrize(
    "article, high, party, kinds, why",
    [
        ("a", 50, None, [], "a day's count and a war's in one article"),
        ("a", 50, "Veland", ["conflict"], "a party to the conflict may say anything"),
        ("a", 30, None, ["conflict"], "not ten times as high"),
        ("b", 50, None, ["conflict"], "another article"),
    ],
)
def test_figures_far_apart_in_one_article_count_two_things(run, claim, article, high, party, kinds, why):
    day = {"place": "Tarsk", **DAY}
    records = [claim("a", 4, source="a medic", **day), claim(article, high, source="the army", party=party, **day)]

    assert _kinds(run(records)) == kinds, why


@pytest.mark.parametrize(
    "sentence, source, together, why",
    [
        (
            "The collapse of the Tarsk bridge killed {} people.",
            "a lawyer",
            True,
            "the sentence names the others' place",
        ),
        ("The collapse of a bridge killed {} people.", "a lawyer", False, "no name"),
        ("The collapse killed {} people, the Tarsk Courier reported.", "Tarsk Courier", False, "the source's name"),
        ("Tarsk's hospital counted {} dead.", "Tarsk's hospital", True, "an office of the town"),
        ("Ostria's police counted {} dead.", "Ostria's police", False, "not of the town"),
        ("The Tarsk Union said the bus crash killed {} people.", "Tarsk Union", True, "harm of one family"),
    ],
)
def test_the_place_that_a_sentence_names(run, claim, sentence, source, together, why):
    """A claim without a place stands where others count, if its sentence names that place."""
    day = {"affected": None, "category": "unspecified", **DAY}
    found = run([
        claim("a", 134, source="police", place="Tarsk", sentence="A bus overturned: 134 dead.", **day),
        claim("b", 190, source=source, sentence=sentence.format(190), **day),
    ])  # fmt: skip

    assert (_kinds(found) == ["conflict"]) is together, why
    assert any("series.sentence-place" in one["rules"] for one in found) is together


def test_a_lake_is_the_town_that_the_sentence_names(run, claim):
    day = {"affected": None, "category": "unspecified", **DAY}
    found = run([
        _at(claim("a", 78, source="governor", **day), **{**TOWN, "country": "OST"}),
        _at(claim("b", 97, source="police", sentence="A boat sank on Lake Mirra near Tarsk and 97 people died.", **day), name="Lake Mirra", precision="region", admin1=None),
    ])  # fmt: skip

    assert _kinds(found) == ["conflict"]


@pytest.mark.parametrize(
    "sentence, kinds, why",
    [
        ("The governor and 9 other people were killed.", [], "all but the one named"),
        ("The blast and a fire killed 9 people.", ["conflict"], "all of them"),
    ],
)
def test_the_others_are_a_part(run, claim, sentence, kinds, why):
    day = {"place": "Tarsk", "category": "unspecified", **DAY}
    found = run([claim("a", 9, source="police", sentence=sentence, **day), claim("b", 10, source="a medic", **day)])

    assert _kinds(found) == kinds, why


@pytest.mark.parametrize(
    "published, kinds, why",
    [
        ("2031-05-05", ["dispute"], "of the last days"),
        ("2031-05-20", [], "weeks later"),
    ],
)
def test_an_undated_none_of_an_unnamed_party(run, claim, published, kinds, why):
    """ "No aircraft were lost at Tarsk" says neither whose nor when; others count that place's in those days."""
    plane = {"category": "aircraft", "item": "aircraft", "place": "Tarsk"}
    found = run([
        claim("a", 3, event="destroyed", source="the raiders", **plane, **DAY),
        claim("b", 0, event="lost", affected=None, source="the ministry", published=published, **plane),
    ])  # fmt: skip

    assert _kinds(found) == kinds, why
