"""Quotations of a document: which offsets lie within quotation marks, over sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from claimx.models import Document

_OPEN = frozenset("“„«")
_CLOSE = frozenset("”»")
# Quoted words shorter than this are scare quotes or titles ('the "martyrdom attack"'), not speech that could go on.
SPEECH_WORDS = 5


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, the marks included; ``closed`` is False where the paragraph ends without one."""

    start: int
    end: int
    closed: bool
    words: int


class Quotations:
    """The quotations of one document, in text order."""

    def __init__(self, document: Document) -> None:
        self.all = _read(document)
        self._starts = [one.start for one in self.all]

    def at(self, offset: int) -> Quotation | None:
        """The quotation that holds the offset, or None."""
        k = bisect_right(self._starts, offset) - 1
        return self.all[k] if k >= 0 and offset < self.all[k].end else None

    def before(self, one: Quotation) -> Quotation | None:
        """The quotation before this one, or None."""
        k = bisect_right(self._starts, one.start) - 2
        return self.all[k] if k >= 0 else None


def _read(document: Document) -> list[Quotation]:
    out: list[Quotation] = []
    start: int | None = None
    mark = ""
    words = 0
    block = -1
    last_end = 0
    text = document.text

    def close(end: int, closed: bool) -> None:
        nonlocal start
        if start is not None:
            out.append(Quotation(start, end, closed, words))
        start = None

    for sentence in document.sentences:
        if sentence.block.index != block:
            # A quotation runs on into the next paragraph only by opening again there.
            if start is not None and mark != "'":
                close(last_end, False)
            start, block = None, sentence.block.index
        for token in sentence.tokens:
            char = token.text
            if char in ("'", "’", "‘", "`"):
                char = "'"
            if start is None:
                if char in _OPEN or char in ('"', "''", "``"):
                    start, mark, words = token.start, ('"' if char not in _OPEN else "”"), 0
                elif char == "'" and (token.start == 0 or not text[token.start - 1].isalnum()) and not token.space:
                    start, mark, words = token.start, "'", 0
            else:
                words += 1
                if (
                    char in _CLOSE
                    and mark != "'"
                    or char in ('"', "''")
                    and mark in ('"', "”")
                    or (
                        mark == "'"
                        and char == "'"
                        and (token.space or token.end >= len(text) or not text[token.end].isalnum())
                    )
                ):
                    close(token.end, True)
            last_end = token.end
    if mark != "'":
        close(last_end, False)
    return out
