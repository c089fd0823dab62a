"""Positions belong to one sentence: those of two are never compared, and what is carried into a sentence has none there."""

from __future__ import annotations

from dataclasses import fields

import pytest

from claimx.models import Antecedent, Article, Block, BlockKind, CarriedItem, CarriedLoss, Sentence, Span, SpanError
from claimx.tokenize import tokenize

TEXT = "Rebels fired nine rockets."


def sentence(index):
    return Sentence(index, Block(0, BlockKind.PARAGRAPH, 0, len(TEXT)), 0, len(TEXT), TEXT, tokenize(TEXT, 0))


@pytest.mark.parametrize(
    "use",
    [
        lambda here, other: here.phrase(0, 3).covers(other.phrase(1, 2)),
        lambda here, other: here.phrase(0, 3).overlaps(other.phrase(1, 2)),
        lambda here, other: here.slice(other.phrase(1, 2)),
        lambda here, other: here.lowered(other.phrase(1, 2)),
    ],
    ids=["covers", "overlaps", "slice", "lowered"],
)
def test_a_position_of_another_sentence_raises(use):
    use(sentence(4), sentence(4))

    with pytest.raises(SpanError, match=r"a span of sentence 5 is no position in sentence 4"):
        use(sentence(4), sentence(5))


@pytest.mark.parametrize("first, last, whole", [(0, 3, True), (1, 2, True), (2, 4, False)])
def test_a_span_covers_spans_within(first, last, whole):
    here = sentence(0)

    assert here.phrase(0, 3).covers(here.phrase(first, last)) is whole


@pytest.mark.parametrize("kind", [CarriedItem, CarriedLoss, Antecedent])
def test_what_is_carried_names_no_token(kind):
    held = {field.type for field in fields(kind)}

    assert not held & {"Span", "Item", "Loss", "Quantity", Span}
    assert not {field.name for field in fields(kind)} & {"phrase", "head", "anchor", "number", "first", "last"}


# Text, and of each record: words counted, item, event, category and the id of the affected party.
CARRIED = {
    "the item of a bare number stands further back than its own sentence is long": (
        "Russia launched 80 Shahed-type drones. Air defences shot down 51.",
        [("80", "Shahed-type drones", "launched", "uav", "RUS"), ("51", "Shahed-type drones", "shot_down", "uav", "RUS")],
    ),
    "where the item's position fits its sentence, a crew stands": (
        "The militia said it had fired 30 drones. From the city the crews shot down 12 and lost a tank.",
        [
            ("30", "drones", "launched", "uav", None),
            ("12", "drones", "shot_down", "uav", None),
            ("a", "tank", "lost", "tank", None),
        ],
    ),
    "a verb of people and things alike tells of the things": (
        "Gunners of the army brought down nine drones over the old railway yard. Five were destroyed over the river.",
        [("nine", "drones", "shot_down", "uav", None), ("Five", "drones", "destroyed", "uav", None)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("text, told", CARRIED.values(), ids=CARRIED)
def test_a_number_goes_on_from_the_sentence_before(text, told, extractor):
    records = extractor.extract(Article(text))

    assert [
        (
            record.quantity.text,
            record.item and record.item.text,
            record.event.value,
            record.category.value,
            record.affected and record.affected.id,
        )
        for record in records
    ] == told


def test_a_heading_lends_its_loss_and_no_position_of_it(extractor):
    lines = "".join(
        f"{name}: {count}\n" for name, count in (("Tanks", 3), ("Artillery systems", 11), ("Personnel", 140))
    )
    text = f"In the course of a whole week of fighting the enemy forces suffered the following losses:\n{lines}"

    records = extractor.extract(Article(text))

    assert [(record.quantity.text, record.event.value, record.category.value) for record in records] == [
        ("3", "lost", "tank"),
        ("11", "lost", "artillery"),
        ("140", "casualties", "military"),
    ]
