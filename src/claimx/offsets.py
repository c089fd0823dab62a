"""Offsets of one text in two measures: Unicode code points, as records have them, and UTF-16 units, as JavaScript counts."""

from __future__ import annotations

from bisect import bisect_left


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
