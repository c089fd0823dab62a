"""Offsets of one text in several measures: code points of the text as read and of its plain form, and UTF-16 units, as JavaScript counts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass


class Utf16:
    """Turns code point offsets of a text into UTF-16 offsets and back; both run from 0 to the text's length.

    >>> units = Utf16("💥 12 dead")
    >>> units.of(2), units.back(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        # Only characters beyond U+FFFF take two units; most texts have none.
        self._points = [i for i, character in enumerate(text) if character > "\uffff"]
        self._units = [i + k for k, i in enumerate(self._points)]

    def of(self, point: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return point + bisect_left(self._points, point)

    def back(self, unit: int) -> int:
        """The code point offset of a UTF-16 offset; one within a character is that character's start."""
        return unit - bisect_left(self._units, unit)


@dataclass(frozen=True, slots=True)
class Runs:
    """Where one pass took its characters from: run k begins at ``at[k]`` and came from ``source[k]``, ``width[k]`` to a character.

    Width 1 is a stretch taken over as it was; -n is one character that stands for n, 0 one that stands for none.
    """

    at: tuple[int, ...]
    source: tuple[int, ...]
    width: tuple[int, ...]

    def start(self, p: int) -> int:
        """Where the character at ``p`` came from."""
        k = bisect_right(self.at, p) - 1
        return self.source[k] + (p - self.at[k] if self.width[k] == 1 else 0)

    def end(self, p: int) -> int:
        """Where what ends at ``p`` ended."""
        k = bisect_right(self.at, p - 1) - 1
        return self.source[k] + (p - self.at[k] if self.width[k] == 1 else -self.width[k])


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain text, and the offsets of its characters in the text as read; ``base`` is where a part of a text begins."""

    text: str
    passes: tuple[Runs, ...] = ()
    base: int = 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the plain text as a stretch of the text as read; nothing that was taken out stands at its ends."""
        for runs in reversed(self.passes):
            start, end = runs.start(start), runs.end(end) if end > start else runs.start(start)
        return start + self.base, end + self.base
