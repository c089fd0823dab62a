"""Which of several dates or places is a number's own: "three near Fuzuli on Monday and two near Ganja on Tuesday"."""

from __future__ import annotations

from collections.abc import Collection


def own_stretch(number: int, numbers: Collection[int], others: Collection[int]) -> range | None:
    """The tokens from a number up to the next, where it and a neighbour each have one of ``others`` behind them.

    ``numbers`` and ``others`` are first tokens: of the sentence's claims, and of its dates or places.
    """
    order = sorted({*numbers, number})
    at = order.index(number)

    def stretch(i: int) -> range:
        return range(order[i], order[i + 1] if i + 1 < len(order) else max((*others, order[i])) + 1)

    def has(i: int) -> bool:
        return any(first in stretch(i) for first in others)

    if not has(at):
        return None
    neighbours = [i for i in (at - 1, at + 1) if 0 <= i < len(order)]
    return stretch(at) if any(has(i) for i in neighbours) else None
