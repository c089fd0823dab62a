"""Which of several dates or places is a number's own: "three near Fuzuli on Monday and two near Ganja on Tuesday"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from claimx.models import Span

_JOINTS = frozenset({",", ";", ":", "and", "while"})


def own_stretch(number: int, numbers: Collection[int], others: Sequence[Span], lowers: Sequence[str]) -> range | None:
    """The tokens from a number up to the next, where it and a neighbour each have one of ``others`` behind them.

    ``numbers`` are the first tokens of the sentence's claims, ``others`` its dates or places. A semicolon ends a stretch,
    and what stands right before a number leads to that number ("in Donetsk region, two").
    """
    order = sorted({*numbers, number})
    at = order.index(number)

    def stretch(i: int) -> range:
        end = order[i + 1] if i + 1 < len(order) else len(lowers)
        for other in others:
            leads = order[i] < other.first < end < len(lowers) and lowers[other.last : end] in ([], [","])
            if leads and not _JOINTS.isdisjoint(lowers[order[i] : other.first]):
                end = other.first  # but the place of "eight over Tula region, seven over Kursk" is that of the eight
        return range(order[i], next((j for j in range(order[i], end) if lowers[j] == ";"), end))

    def has(i: int) -> bool:
        return any(other.first in stretch(i) for other in others)

    def leading(i: int) -> Span | None:
        return next((other for other in others if lowers[other.last : order[i]] == [","]), None)

    neighbours = [i for i in (at - 1, at + 1) if 0 <= i < len(order)]
    if not has(at):
        # "in Loja, two; in Cuenca, one": each number closes its own stretch.
        own = leading(at)
        led = own is not None and any(leading(i) and not has(i) for i in neighbours)
        return range(own.first, number + 1) if own is not None and led else None
    return stretch(at) if any(has(i) for i in neighbours) else None
