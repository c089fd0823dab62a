"""A total parted by place, person or model: "three children: a boy and two girls", "six planes - four Mirages and two Tornados".

The parts of such a list have no "including"; that they add up to the total is what ties them to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimx.link.claims.phrases import Counted, unnamed
from claimx.link.scene import Scene
from claimx.models import AnyLoss, Form
from claimx.schema import Kind

Link = tuple[AnyLoss, str]

_OPENING = frozenset({",", ":", "-", "–", "—", "--", "("})
_PLACING = frozenset({"in", "at", "on", "near", "from", "inside", "outside", "around", "during", "by"})
# One number beside the total is an addition as often as a part.
_LEAST = 2
# Words of a place's name.
_NAME = 4
# A list of parts begins this close behind its total ("four children in the city of Kharkiv — a boy ...").
_NEAR = 24


def part(scene: Scene, links: list[Link | None]) -> None:
    """Give the parts of every parted total the total's loss; ``links`` is changed in place."""
    order = sorted(range(len(scene.counted)), key=lambda k: scene.counted[k].first)
    for place, k in enumerate(order):
        link = links[k]
        if link is None or not (scene.counted[k].quantity.low or 0) >= _LEAST:
            continue
        parts = _parts(scene, links, k, order[place + 1 :])
        for j in parts:
            links[j] = (link[0], "link.part")


def _parts(scene: Scene, links: Sequence[Link | None], k: int, rest: Sequence[int]) -> list[int]:
    """The phrases that part the total, none unless they add up to it; a part may have found the total's own loss."""
    total, told = scene.counted[k], links[k]
    whole, kind = total.quantity.low or 0, Kind.CASUALTY if total.item is None else total.item.kind
    parts: list[int] = []
    added = 0.0
    for j in rest:
        counted, own = scene.counted[j], links[j]
        if own is not None and (told is None or own[0] is not told[0]):
            return []
        if not _is_exact(counted) or not _is_of_kind(scene, counted, kind):
            return []
        if not parts and not _opens(scene, total, counted):
            return []
        parts.append(j)
        added += counted.quantity.low or 0
        if added >= whole:
            break
    if added != whole or len(parts) < _LEAST or _goes_on_elsewhere(scene, total, [scene.counted[j] for j in parts]):
        return []
    return parts


def _goes_on_elsewhere(scene: Scene, total: Counted, parts: Sequence[Counted]) -> bool:
    """True where the first number has a place of its own too: "three were killed in Quito, two in Loja and one in Cuenca"."""
    if _is_led_by_place(scene, parts[0]):
        return False
    between = scene.sentence.tokens[total.last : parts[0].first]
    placed = any(token.lower in _PLACING for token in between)
    return placed and between[-1].text == "," and all(_is_placed(scene, counted) for counted in parts)


def _is_of_kind(scene: Scene, counted: Counted, kind: Kind) -> bool:
    """True for people of a total of people, for arms of a total of arms; what has no known noun takes its total's kind."""
    if kind is Kind.EQUIPMENT and unnamed(scene.sentence, counted) is not None:
        return True  # "four Mirages and a drone carrier"
    if counted.item is not None:
        return counted.item.kind is kind
    if counted.foreign is not None:
        return False
    return _is_placed(scene, counted)


def _is_exact(counted: Counted) -> bool:
    quantity = counted.quantity
    return (
        quantity.form in (Form.NUMBER, Form.ARTICLE)
        and quantity.low is not None
        and quantity.low == quantity.high
        and quantity.per is None
    )


def _is_placed(scene: Scene, counted: Counted) -> bool:
    """True for a bare number with its place: "two in the east"."""
    tokens = scene.sentence.tokens
    behind = counted.last < len(tokens) and tokens[counted.last].lower in _PLACING
    return counted.bare and (behind or _is_led_by_place(scene, counted))


def _is_led_by_place(scene: Scene, counted: Counted) -> bool:
    """True for a bare number behind its place: ": in Loja, two; in Cuenca, one"."""
    tokens, comma = scene.sentence.tokens, counted.first - 1
    closed = counted.last >= len(tokens) or tokens[counted.last].lower in (";", ",", ".", "and")
    if comma < 1 or tokens[comma].text != "," or not closed:
        return False
    at = comma - 1
    while at > 0 and comma - at <= _NAME and tokens[at].text[0].isupper():
        at -= 1
    return at < comma - 1 and tokens[at].lower in _PLACING and at > 0 and tokens[at - 1].lower in (":", ";", ",", "and")


def _opens(scene: Scene, total: Counted, first: Counted) -> bool:
    """True where a comma, colon or dash opens the list, near the total and in its clause."""
    tokens = scene.sentence.tokens
    gap = tokens[total.last : first.first]
    return 0 < len(gap) <= _NEAR and gap[-1].text in _OPENING and not any(t.text in (";", ".") for t in gap)
