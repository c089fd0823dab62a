"""A total parted by place or by person: "four were killed, two in the east and two in the centre", "three children: a boy and two girls".

The parts of such a list have no loss word and no "including"; that they add up to the total is what ties them to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimx.link.claims.phrases import Counted
from claimx.link.scene import Scene
from claimx.models import AnyLoss, Form
from claimx.schema import Kind

Link = tuple[AnyLoss, str]

_OPENING = frozenset({",", ":", "-", "–", "—", "--", "("})
_PLACING = frozenset({"in", "at", "on", "near", "from", "inside", "outside", "around", "during", "by"})
# One number beside the total is an addition as often as a part.
_LEAST = 2
# A list of parts begins this close behind its total ("four children in the city of Kharkiv — a boy ...").
_NEAR = 24


def part(scene: Scene, links: list[Link | None]) -> None:
    """Give the parts of every parted total the total's loss; ``links`` is changed in place."""
    order = sorted(range(len(scene.counted)), key=lambda k: scene.counted[k].first)
    for place, k in enumerate(order):
        link = links[k]
        if link is None or Kind.CASUALTY not in link[0].events or not _is_exact(scene.counted[k]):
            continue
        parts = _parts(scene, links, scene.counted[k], order[place + 1 :])
        for j in parts:
            links[j] = (link[0], "link.part")


def _parts(scene: Scene, links: Sequence[Link | None], total: Counted, rest: Sequence[int]) -> list[int]:
    """The phrases that part the total, none unless they add up to it."""
    whole = total.quantity.low or 0
    parts: list[int] = []
    added = 0.0
    for j in rest:
        counted = scene.counted[j]
        if (
            links[j] is not None
            or not _is_exact(counted)
            or not (_is_placed(scene, counted) or counted.item is not None)
        ):
            return []
        if not parts and not _opens(scene, total, counted):
            return []
        parts.append(j)
        added += counted.quantity.low or 0
        if added >= whole:
            break
    return parts if added == whole and len(parts) >= _LEAST else []


def _is_exact(counted: Counted) -> bool:
    quantity = counted.quantity
    return (
        quantity.form in (Form.NUMBER, Form.ARTICLE)
        and quantity.low is not None
        and quantity.low == quantity.high
        and quantity.per is None
        and counted.foreign is None
        and (counted.item is None or counted.item.kind is Kind.CASUALTY)
    )


def _is_placed(scene: Scene, counted: Counted) -> bool:
    """True for a bare number with its place: "two in the east"."""
    tokens = scene.sentence.tokens
    return counted.bare and counted.last < len(tokens) and tokens[counted.last].lower in _PLACING


def _opens(scene: Scene, total: Counted, first: Counted) -> bool:
    """True where a comma, colon or dash opens the list, near the total and in its clause."""
    tokens = scene.sentence.tokens
    gap = tokens[total.last : first.first]
    return 0 < len(gap) <= _NEAR and gap[-1].text in _OPENING and not any(t.text in (";", ".") for t in gap)
