"""News in brief: where one text holds several stories, each with its dateline, none lends its day or place to another."""

from __future__ import annotations

from datetime import date

import pytest

from claimx.layout import segment, story_starts
from claimx.lexicon.whole import Lexicon
from claimx.models import Article

FIRST = "HARBEL, Liberia (AP) -- A fire in a market on Tuesday killed nine traders and wounded two firemen, officials said.\n"
SECOND = "QUELIMANE, Mozambique -- A ferry sank in a storm, drowning 14 people and leaving six others missing, a port official said.\n"


@pytest.fixture(scope="module")
def boilerplate():
    return Lexicon.load().boilerplate


@pytest.mark.parametrize(
    ("text", "stories", "why"),
    [
        (f"{FIRST}\nFerry sinks\n\n{SECOND}", ["Ferry sinks"], "a heading goes with the story below it"),
        (f"{FIRST}\n{SECOND}", [SECOND.strip()], "a dateline alone parts two stories"),
        (f"{FIRST}\nNothing else is known of the fire.\n", [], "one dateline is one story"),
        (f"{FIRST}\n{FIRST}", [], "the same town twice is one story"),
        (f"{FIRST}\nTANKS -- About nine\n", [], "a row of a list is no dateline"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 60 else "",
)
def test_story_starts(text, stories, why, boilerplate):
    blocks, _ = segment(Article(text), boilerplate)
    assert [text[blocks[i].start : blocks[i].end] for i in story_starts(text, blocks)] == stories, why


def test_stories_lend_nothing(extractor):
    text = f"{FIRST}\nFerry sinks\n\n{SECOND}"
    records = extractor.extract(Article(text, published=date(2024, 3, 14)))
    told = {record.quantity.text: record for record in records}
    assert told["nine"].date is not None
    assert told["14"].date is None
    assert told["14"].location is None or told["14"].location.name != "Harbel"
