"""Rows of a loss list, which put the noun before its number: "tanks - 3,466 (+8)", "artillery systems: 421", "Navy - 341"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimx.link.claims.phrases import Counted, Words
from claimx.models import Item, Loss
from claimx.schema import Kind

_DASHES = frozenset(["-", "–", "—", "‒", "−", ":", "--", "…", "="])
# A row has no verb: "57 drones were destroyed overnight: 31 over the sea" parts the 57.
_FINITE = frozenset("is are was were has have had been".split())
# Words between noun and dash specify it: "UAV operational-tactical level - 207".
_SPECIFIED = 6


def read_row(words: Words, number: Counted, items: Sequence[Item], *, in_list: bool) -> Counted | None:
    """The noun before the number's dash or colon; in a list also a line that names a unit or a side."""
    tokens = words.sentence.tokens
    first = number.first
    if first >= 2 and tokens[first - 1].lower in ("(", "+"):
        return None
    k = first - 1
    while k >= 0 and tokens[k].lower in _DASHES:
        k -= 1
    if k == first - 1 or k < 0:
        return None
    if any(_is_finite(words, i) for i in (number.last, number.last + 1)) and any(
        _is_finite(words, i) for i in range(k)
    ):
        return None  # "there were 15 guards in the post: four were killed"
    row = replace(number, last=number.quantity.phrase.last, listed=True)
    for back in range(k, max(-1, k - _SPECIFIED), -1):
        item = next((item for item in items if item.phrase.last - 1 == back), None)
        if item is not None:
            fate = words.losses.get(number.last)
            if fate is not None and item.kind not in fate.events:
                return None  # "Crash of a Cessna: 14 killed" counts people
            found = _joined(words, items, item)
            return replace(row, first=found[0].phrase.first, head=item.head, item=found[0], items=found)
        loss = next(
            (loss for loss in words.losses.values() if loss.frame == "noun" and loss.phrase.last - 1 == back), None
        )
        if loss is not None:
            fate = words.losses.get(number.last)
            if fate is not None and fate.frame != "noun":
                return None  # "Our own losses: 6 killed, 23 wounded": each number has its own word
            return replace(row, first=loss.phrase.first, head=loss.anchor, loss=loss)
        fate = words.losses.get(back)
        if back == k and fate is not None and _is_label(words, fate):
            return replace(number, first=back, last=number.quantity.phrase.last, head=fate.anchor, loss=fate)
        if tokens[back].lower in (",", ";", ".") or tokens[back].lower in _FINITE:
            break
    if in_list and tokens[k].lower not in (",", ";", "."):
        fate = words.losses.get(number.last)
        people = fate is not None and Kind.CASUALTY in fate.events  # "Arlesk: 5 wounded" counts no Arlesk
        if not people and tokens[k].tag in ("NN", "NNS") and not any(t.text[0].isupper() for t in tokens[1 : k + 1]):
            return replace(row, first=0, foreign=k)  # "ammunition depots: 8"
        return replace(row, first=0)  # what the unit or side lost is told by the heading
    return None


def _is_finite(words: Words, i: int) -> bool:
    tokens = words.sentence.tokens
    return i < len(tokens) and (tokens[i].lower in _FINITE or tokens[i].tag in ("VBD", "VBZ", "VBP"))


def _is_label(words: Words, fate: Loss) -> bool:
    """True for a fate that stands alone before its dash or colon: "Dead: 14", "injured - 31"."""
    tokens, first = words.sentence.tokens, fate.phrase.first
    opens = first == 0 or tokens[first - 1].lower in (",", ";", ".", "(", "|", "and")
    return opens and Kind.CASUALTY in fate.events and tokens[fate.anchor].tag not in ("VBZ", "VBG", "VB")


def _joined(words: Words, items: Sequence[Item], last: Item) -> tuple[Item, ...]:
    """The items of one row, in text order: "boats / cutters - 8"."""
    tokens = words.sentence.tokens
    found = [last]
    grown = True
    while grown:
        grown = False
        for left in items:
            start = found[0].phrase.first
            if left.phrase.last == start - 1 and tokens[start - 1].lower in ("/", "and", ",", "&"):
                found.insert(0, left)
                grown = True
    return tuple(found)
