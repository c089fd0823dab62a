"""A conflict or dispute in a line for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# Characters of a sentence in a table's cell.
QUOTED = 90


def weightiest(one: Mapping[str, Any]) -> dict[str, Any] | None:
    """The conflict or dispute of a series to show: a sure one before one that may be a risen toll, the weightiest, the last."""
    return max(
        (verdict for verdict in one["verdicts"] if verdict["kind"] in ("conflict", "dispute")),
        key=lambda each: (each["rule"] != "conflict.next-day", each["weight"], each.get("day") or ""),
        default=None,
    )


def digest(verdict: Mapping[str, Any]) -> str:
    """What stands against what: "three sources, 40 to 114, lowest by ..., highest by ..."; of a dispute both sentences."""
    sides = verdict["sides"]
    if verdict["kind"] == "dispute":
        return " / ".join(f"{_who(side['said'][0])}: “{_short(side['said'][0]['sentence'])}”" for side in sides)
    sources = {said["source"] for side in sides for said in side["said"]}
    count = f"{_NUMBERS[len(sources)] if len(sources) < len(_NUMBERS) else len(sources)} sources"
    return (
        f"{count}, {span(sides[0]['low'], sides[0]['high'])} to {span(sides[-1]['low'], sides[-1]['high'])}, "
        f"lowest by {_by(sides[0]['said'])}, highest by {_by(sides[-1]['said'])}"
    )


def _by(said: Sequence[Mapping[str, Any]]) -> str:
    """The first source of a side and its day, and how many others there are."""
    others = len({one["source"] for one in said} - {said[0]["source"]})
    when = f" on {said[0]['day']}" if said[0]["day"] else ""
    return f"{_who(said[0])}{when}{f' and {others} more' if others else ''}"


def _who(said: Mapping[str, Any]) -> str:
    return said["name"] or "the writer"


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= QUOTED else sentence[: QUOTED - 1] + "…"


def span(low: float | None, high: float | None) -> str:
    """Bounds in words.

    >>> span(3, 3), span(3, None), span(None, 1200), span(3, 5)
    ('3', '3 or more', 'up to 1,200', '3 to 5')
    """
    if low is None or high is None:
        return "unknown" if low is high else f"{low:,} or more" if low is not None else f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
