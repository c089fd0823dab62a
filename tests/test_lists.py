"""Lists in formats of their own: how many claims are right as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.evaluate import read_flat
from claimx.evaluate.calibration import correct
from claimx.evaluate.claims import from_record
from claimx.evaluate.pairs import judge
from claimx.models import Article
from claimx.read import read

LISTS = Path(__file__).parent / "lists"


@pytest.fixture(scope="module")
def records(extractor):
    articles = [one for one in read([str(LISTS / "texts")]) if isinstance(one, Article)]
    return [record for _, own in extractor.pipe(articles) for record in own]


def test_most_claims_are_right_as_a_whole(records):
    with (LISTS / "gold.jsonl").open(encoding="utf-8") as lines:
        gold = list(read_flat(lines, "gold.jsonl"))
    told = correct(judge(gold, [from_record(record.model_dump(mode="json")) for record in records]))

    assert sum(right["confidence"] for _, right in told) >= 0.6 * len(gold)
    assert sum(right["confidence"] for _, right in told) >= 0.75 * len(told)
