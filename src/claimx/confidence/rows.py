"""Rows of lists: lines of a label and a number, three or more in a row, whose owner, source and date a lead tells for all of them.

A row has no verb, no agent and no words of reporting; of a sentence, each of these would be a sign that something is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from claimx.confidence.sentences import Sentence, Span
from claimx.schema import Category, Kind, Record

# Two lines are often a headline and a caption.
_LEAST = 3
# Longer than a label, a number and the day's increment.
_LONGEST = 14
# A line or two without a claim may stand between two rows; a paragraph may not.
_NEAREST = 60
# What stands between a label and its number.
_SIGNS = (":", "-", "–", "—", "|", "=")


# A sentence's place, its counts, and its first record.
Line = tuple[Span, Sentence, Record]


def read_rows(lines: Sequence[Line]) -> dict[Span, int]:
    """The rows of lists among sentences with claims, which are given in order, with the number of rows of each list. Linear."""
    out: dict[Span, int] = {}
    block: list[Line] = []
    for line in lines:
        span, sentence, record = line
        near = not block or span[0] - block[-1][0][1] <= _NEAREST
        row = _looks_like_a_row(sentence, record)
        # The list's last row may end in a full stop.
        last = near and not row and len(block) >= _LEAST - 1 and sentence.length <= _LONGEST // 2
        if block and not (near and (row or last)):
            out.update(_list(block))
            block = []
        if row or last:
            block.append(line)
        if last:
            out.update(_list(block))
            block = []
    return {**out, **_list(block)}


def _looks_like_a_row(sentence: Sentence, record: Record) -> bool:
    text = sentence.text.rstrip()
    before = text[: max(0, record.quantity.start - record.evidence.start)]
    signed = before.endswith("\t") or before.rstrip().endswith(_SIGNS)
    return sentence.length <= _LONGEST and (sentence.fragment or signed or text.endswith(")"))


def _list(block: Sequence[Line]) -> dict[Span, int]:
    return {span: len(block) for span, _, _ in block} if len(block) >= _LEAST else {}


def of_row(record: Record, sentence: Sentence, claims: int, rows: int, unread: int) -> Iterator[tuple[str, float]]:
    """The features of a row; ``rows`` has its list, and ``unread`` are its names that nothing of the record was read from."""
    yield "row", 1
    yield "row.rows", math.log(rows / _LEAST)
    yield "row.affected-none", record.affected is None
    owned = record.kind is Kind.EQUIPMENT or record.category is Category.MILITARY
    yield "row.ownerless", record.affected is None and owned
    yield "row.actor-told", record.actor is not None
    yield "row.source-none", record.source is None
    yield "row.date-none", record.date is None
    yield "row.location-none", record.location is None
    yield "row.item-none", record.item is None
    yield "row.equipment", record.kind is Kind.EQUIPMENT
    yield "row.unspecified", record.category is Category.UNSPECIFIED
    yield "row.claims", math.log(claims)
    yield "row.numbers", math.log1p(max(0, sentence.numbers - claims))
    yield "row.names", math.log1p(unread)
