"""What is a claim and what is none: each construction and each refusal, through the whole pipeline."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from claimx.models import Article

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "claims.toml").read_text(encoding="utf-8"))["case"]


def bounds(low, high):
    if low == high:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


def row(record, texts):
    quantity = record.quantity
    told = [quantity.text, record.event.value, record.category.value, bounds(quantity.low, quantity.high)]
    for words, other in (
        ("part of", quantity.subset_of),
        ("grew", quantity.increment_of),
        ("times", quantity.derived_from),
    ):
        if other is not None:
            told.append(f"{words} {texts[other]}")
    return told


@pytest.fixture(scope="session")
def rows(extractor):
    """The claims of every case, read together as a run reads its articles."""
    found = []
    for _, records in extractor.pipe(Article(case["text"]) for case in CASES):
        texts = {record.id: record.quantity.text for record in records}
        found.append([row(record, texts) for record in records])
    return found


def marked(number, case):
    marks = [pytest.mark.xfail(reason=case["gap"])] if "gap" in case else []
    return pytest.param(number, case, id=case["why"], marks=marks)


@pytest.mark.parametrize("number, case", [marked(*pair) for pair in enumerate(CASES)])
def test_case(number, case, rows, extractor):
    assert rows[number] == case["claims"]
    if "refused" in case:
        refusals = [(refusal.text, refusal.reason) for refusal in extractor.audit(Article(case["text"]))]
        for words, *reasons in case["refused"]:
            assert any(text == words and any(part in reason for part in reasons) for text, reason in refusals), refusals


def test_each_case_has_its_own_reason():
    assert len({case["why"] for case in CASES}) == len(CASES)
