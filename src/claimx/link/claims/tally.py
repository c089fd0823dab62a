"""Lines of a catalogue of losses: "Tanks (15, of which destroyed: 9, captured: 6)", "5 T-72A: (1, destroyed) (2, captured)"."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.link.claims.phrases import Words
from claimx.link.scene import Scene
from claimx.models import Form, Item, Loss, Quantity, Sentence
from claimx.schema import Event, Kind

# Numbers of photographs between a bracket and its word: "(1, 2, 3 and 4, destroyed)" and few longer.
_NUMBERED = 12
_BETWEEN = frozenset([",", "and", "&"])


def is_numbering(words: Words, quantity: Quantity) -> bool:
    """True for the numbers of single losses, which count nothing: "(1, destroyed) (2 and 3, captured)"."""
    tokens, first, last = words.sentence.tokens, quantity.phrase.first, quantity.phrase.last
    opening = first - 1
    while opening >= 0 and (tokens[opening].lower in _BETWEEN or tokens[opening].text.isdecimal()):
        opening -= 1
    closing = last
    while closing < len(tokens) and (tokens[closing].lower in _BETWEEN or tokens[closing].text.isdecimal()):
        closing += 1
    if opening < 0 or tokens[opening].lower != "(" or closing - opening > _NUMBERED:
        return False
    loss = words.losses.get(closing)
    ends = loss is not None and loss.phrase.last < len(tokens) and tokens[loss.phrase.last].lower in (")", ",", "and")
    return ends and closing > last and tokens[closing - 1].lower == ","


def total_of(words: Words, quantity: Quantity, items: Sequence[Item]) -> Item | None:
    """The noun that begins a line, where its total stands in the bracket behind it: "Tanks (15, of which ...)"."""
    tokens, first, last = words.sentence.tokens, quantity.phrase.first, quantity.phrase.last
    item = next((item for item in items if item.phrase.last == first - 1 and item.phrase.first <= 1), None)
    if item is None or not item.plural or tokens[first - 1].lower != "(" or last >= len(tokens):
        return None
    return item if tokens[last].lower in (",", ")") else None


def tallied(scene: Scene, k: int) -> Loss | None:
    """A total of equipment whose losses a bracket behind it, or around it, divides by what became of each."""
    counted = scene.counted[k]
    if (
        not isinstance(counted.item, Item)
        or counted.item.kind is not Kind.EQUIPMENT
        or counted.quantity.form is not Form.NUMBER
    ):
        return None
    # The line begins with it, a bullet aside; in running text a bracket may hold anything.
    if min(counted.first, counted.item.phrase.first) > 1:
        return None
    opening = _bracket(scene.sentence, counted.quantity.phrase.last, counted.last)
    if opening is None:
        return None
    return next((loss for loss in scene.losses if loss.phrase.first > opening and Kind.EQUIPMENT in loss.events), None)


def total_event(scene: Scene, event: Event) -> Event:
    """What became of a total: lost, unless every one of them met the same end."""
    events = {loss.events[Kind.EQUIPMENT] for loss in scene.losses if Kind.EQUIPMENT in loss.events}
    return event if len(events) == 1 and "which" not in scene.sentence.lowers() else Event.LOST


def _bracket(sentence: Sentence, last: int, end: int) -> int | None:
    """The bracket that opens behind a total or its noun, or "of which" behind a total within one."""
    tokens = sentence.tokens
    for at in (last, end):
        j = at + 1 if at < len(tokens) and tokens[at].lower == ":" else at
        if j < len(tokens) and tokens[j].lower == "(":
            return j
    if [t.lower for t in tokens[last : last + 3]] == [",", "of", "which"]:
        return last
    return None
