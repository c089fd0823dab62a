"""Places with namesakes, from the text to the record: the country and the point."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import tomli

import claimx
from claimx.models import Article

CASES = tomli.loads((Path(__file__).parent / "namesakes.toml").read_text("utf-8"))["case"]
COUNTRIES, POINTS, NEAR = 0.97, 0.93, 25.0


@pytest.fixture(scope="module")
def places(extractor):
    found = extractor.pipe(Article(case["text"]) for case in CASES)
    return [next((record.location for record in records), None) for _, records in found]


def kilometres(place, point):
    across = (place.lon - point[1]) * math.cos(math.radians(point[0]))
    return 111.2 * math.hypot(place.lat - point[0], across)


def test_there_are_enough_of_them():
    assert len(CASES) >= 150


def test_countries_are_right(places):
    wrong = [
        case["text"]
        for case, place in zip(CASES, places, strict=True)
        if place is None or place.country != case["country"]
    ]

    assert len(wrong) <= (1 - COUNTRIES) * len(CASES), wrong


def test_points_are_right(places):
    wrong = [
        case["text"]
        for case, place in zip(CASES, places, strict=True)
        if place is None or place.lat is None or kilometres(place, case["point"]) > NEAR
    ]

    assert len(wrong) <= (1 - POINTS) * len(CASES), wrong


@pytest.mark.parametrize(
    ("text", "told", "reason"),
    [
        ("Nine people died in Mopti, Mali.", ("MLI", "Mopti", "town", True), "a town has its own number"),
        ("Nine people died in Mopti region, Mali.", ("MLI", "Mopti", "region", True), "a division too"),
        ("Nine people died in Mali.", ("MLI", None, "country", True), "a country"),
        ("Nine people died in the Red Sea.", (None, None, "region", False), "a sea is no country's"),
        ("Nine people died in the Zovrak hospital in Mopti, Mali.", ("MLI", "Mopti", "town", False), "a hospital has its town's point"),
        ("Nine people died in the village of Zovrak in Mopti region, Mali.", ("MLI", "Mopti", "region", False), "an unknown village its region's"),
        ("Nine people died at Hmeimim air base.", ("SYR", None, "point", False), "a base of our own table"),
        ("Nine people died in Zovrak.", (None, None, None, False), "nothing is known of it"),
    ],
)  # fmt: skip
def test_a_point_tells_what_it_stands_for(text, told, reason):
    (record,) = claimx.extract(text)
    place = record.location

    assert (place.country, place.admin1, place.precision, place.geonames_id is not None) == told, reason
    assert (place.lat is None) == (place.precision is None), reason
