"""Whose people and who did it, through the whole pipeline: each row one reason."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from claimx.lexicon.parties import PartyVocabulary
from claimx.link.parties.letterhead import named_party
from claimx.models import Article

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "party_links.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="session")
def found(extractor):
    """The records of every case, read together as a run reads its articles."""
    articles = (Article(case["text"], publisher=case.get("publisher")) for case in CASES)
    return [records for _, records in extractor.pipe(articles)]


@pytest.mark.parametrize("number, case", list(enumerate(CASES)), ids=[case["why"] for case in CASES])
def test_case(number, case, found):
    if "gap" in case:
        pytest.xfail(case["gap"])
    (record,) = (r for r in found[number] if r.quantity.text == case["number"])
    assert (record.affected.name if record.affected else "") == case["affected"]
    assert (record.actor.name if record.actor else "") == case["actor"]
    assert set(case["rules"]) <= set(record.rules)


def test_the_enemy_is_the_foe_of_the_ministry_that_publishes(extractor):
    text = "The total combat losses of the enemy were approximately:\ntanks - 939 (+21),\naircraft - 185 (+1)."
    records = extractor.extract(Article(text, publisher="Ministry of Defence of Ukraine"))
    assert {r.affected.name for r in records if r.affected} == {"Russia"}
    assert all(r.actor is None for r in records)
    assert len(records) == 4


def test_without_a_speaker_the_enemy_is_nobody(extractor):
    (record,) = extractor.extract(Article("The enemy lost 12 tanks on Monday."))
    assert record.affected is None


def test_party_words_are_sliced_from_the_text(extractor):
    text = "On Monday Israeli strikes killed 21 Palestinians. In all 30 people have been killed in Gaza in the attacks."
    for record in extractor.extract(Article(text)):
        for part in (record.affected, record.actor):
            assert part is None or text[part.start : part.end] == part.text


def test_a_publisher_names_its_party():
    vocabulary = PartyVocabulary.load()
    found = named_party("Ministry of Defence of Ukraine", vocabulary)
    assert found is not None
    assert found.id == "UKR"
    assert named_party("The Daily Herald", vocabulary) is None


@pytest.mark.parametrize(
    ("text", "number", "category"),
    [
        ("The raid in Borno left 40 of Boko Haram dead, the army said.", "40", "military"),  # no noun tells it
        ("The raid in Borno killed 40 people, the army said.", "40", "unspecified"),  # nobody's fighters
        ("Boko Haram killed 40 in Borno, the army said.", "40", "unspecified"),  # the group is the actor
    ],
)
def test_an_armed_groups_dead_are_fighters(extractor, text, number, category):
    (record,) = (r for r in extractor.extract(Article(text)) if r.quantity.text == number)
    assert record.category == category


@pytest.mark.parametrize(
    ("text", "number", "place"),
    [
        ("Baku accused Yerevan of using two drones against its positions.", "two", None),  # a government
        ("Israel said Tehran was behind the attack that killed two people.", "two", None),
        ("Drones hit Yerevan, killing two people.", "two", "Yerevan"),  # the town
    ],
)
def test_a_capital_that_is_accused_is_no_place(extractor, text, number, place):
    (record,) = (r for r in extractor.extract(Article(text)) if r.quantity.text == number)
    assert (record.location.name if record.location else None) == place
