"""The lines of a text joined to paragraphs: where a line only breaks off, and where it ends.

Three layouts occur: paragraphs parted by blank lines, one paragraph a line, and lines wrapped at a fixed width
(wire services of the 1980s and 1990s, mail), where a paragraph begins at a blank line or an indent. Whatever the layout, a line
that stops in mid-sentence goes on below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from claimx.layout.sentences import BOUNDARY, ends_sentence
from claimx.layout.shapes import BULLET, LISTED, is_date, is_row

# Teleprinter and mail lines end before column 85; longer lines mean that the layout does not wrap.
WRAP_WIDTH = 85
# Lines of wire copy in capitals are filled to some 60 characters; a headline in capitals is shorter than two thirds of it.
CAPITALS_WIDTH = 40
# The widest column that mail and teleprinters fill, and how full its lines are.
WIDEST, _FULL = 140, 0.75
# Below this many lines a layout is told only where every line breaks off.
WRAP_LINES = 5
# Characters in one paragraph: twenty times the longest of any newspaper. What is longer is a text that lost its line ends, and
# is read in parts, since a text is held in memory by paragraphs.
PARAGRAPH_LENGTH = 100_000
# Before the end of such a part a sentence ends, or at least a word, within this many characters of any prose.
_SEARCHED = 4_000

_BLANK = re.compile(r"\s")
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]++")
# What ends a line that says all it has to say.
_ENDS = frozenset(".!?\u2026:;\"'\u201d\u2019\u00bb|")
# A look at the ends of two lines tells whether one goes on in the other.
_TAIL = 200
# No line ends on these: they lead to what follows.
_LEADING = re.compile(
    r"\b(?:of|in|the|at|an?|and|than|near|least|nearly|about|around|approximately|almost|over|more|some|killing)$"
)
_FIRST = re.compile(r"[^\W_](?!\w*-[A-Z])[\w'\u2019]*")
# A shorter line that ends on a name or a noun may be a heading, unless a verb or a comma shows prose.
_HEADED = 24
_PROSE = re.compile(r"\d|,$|\b(?:was|were|is|are|has|have|had|said|killed|lost|died|hit)\b")
# A cell that holds a number alone, and one that holds a label, or a label with its number.
_FIGURE = re.compile(r"[+\u2191]?[ ]?\d[\d ,.\u00a0]{0,14}")
_CELL = re.compile(r"[^\W\d][^\n.!?:;]{1,60}?(?: \d[\d ,.\u00a0]{0,14})?", re.DOTALL)
# Words that begin no paragraph: one of them behind a blank line goes on with what stands above it.
_MIDDLES = frozenset(
    "on in at and who which that when where while after before for from with by to as of were was is are has have had but or".split()
)
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*+\s*+$")


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph or line, white space around it left out."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace()]
    wrapped = _is_wrapped(text, lines)
    i = 0
    while i < len(lines):
        start, end = lines[i]
        i += 1
        joined = False
        while i < len(lines) and (
            (wrapped and not _begins(text, lines, i)) or _goes_on(text, lines[i - 1], lines[i], joined=joined)
        ):
            end = lines[i][1]
            i += 1
            joined = True
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        yield from _parts(text, start, end)


def _goes_on(text: str, above: tuple[int, int], below: tuple[int, int], *, joined: bool) -> bool:
    """True where a line stops in mid-sentence and the next goes on with it, also over blank lines: "in the city of / Kharkiv"."""
    previous, line = (
        text[max(above[0], above[1] - _TAIL) : above[1]].rstrip(),
        text[below[0] : below[0] + _TAIL].lstrip(),
    )
    if previous[-1:] in _ENDS or BULLET.match(line) or "\t" in previous.lstrip() or "\t" in line.rstrip():
        return False
    cell = text[below[0] : below[1]].strip()
    figure = _FIGURE.fullmatch(cell) and not is_date(cell) and text.count("\n", above[1], below[0]) == 1
    if figure and ((joined and _FIGURE.fullmatch(previous.strip())) or _CELL.fullmatch(previous.strip())):
        return True  # "Tanks / 6760 / +15": the cells of a row, one below the other
    lead = _LEADING.search(previous)
    first = _FIRST.match(line)
    if lead is not None and not line.startswith(("|", "#")) and first is not None:
        return not is_row(text[above[0] : above[1]].strip()) and above[1] - above[0] >= len("At least")
    if line[0] in ",;)" and (joined or previous[-1].isalnum()):
        return True
    if (
        first is None
        or not first[0][0].islower()
        or previous[-1] in ",;)]"
        and is_row(text[above[0] : above[1]].strip())
    ):
        return False
    if previous[-1] in ")]" or line[first.end() :][:1] == ":":
        return False
    # The heading of a box or a list is short, and what stands under it may begin small.
    if (
        not joined
        and above[1] - above[0] < _HEADED
        and previous[0].isupper()
        and first[0] not in _MIDDLES
        and not _PROSE.search(previous)
    ):
        return False
    blank = text.count("\n", above[1], below[0]) > 1
    if blank and not joined and first[0] not in _MIDDLES:
        return False
    return not (is_row(text[below[0] : below[1]].strip()) or is_row(text[above[0] : above[1]].strip()))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph whole, or, where it is too long to be one, cut at ends of sentences, or between words where it has none."""
    while end - start > PARAGRAPH_LENGTH:
        limit = start + PARAGRAPH_LENGTH
        cut = 0
        for boundary in BOUNDARY.finditer(text, limit - _SEARCHED, limit):
            if ends_sentence(text, start, boundary.start(), boundary.end(), end):
                cut = boundary.end()
        if not cut:
            blank = _BLANK.search(text, limit, end)
            if blank is None:
                break
            cut = blank.start()
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """True for fixed-width layout: no line is long, and most lines break in mid-sentence."""
    if len(lines) < 2:
        return False
    few = len(lines) < WRAP_LINES
    width = WRAP_WIDTH
    if few or any(end - start > WRAP_WIDTH for start, end in lines):
        # Wider lines are wrapped too where all but the last are nearly as long as the longest.
        width = max(end - start for start, end in lines)
        full = sum(end - start >= width * _FULL for start, end in lines[:-1])
        if width > WIDEST or full * 10 < 7 * (len(lines) - 1):
            width = WRAP_WIDTH
    if sum(end - start > width for start, end in lines) * 20 > len(lines):
        return False
    # A headline list or a table has short lines too; wrapped prose breaks between lower-case words more often than not.
    broken = stopped = 0
    for (begin, end), (start, stop) in pairwise(lines):
        if text[end - 1] in ".!?:;\"'”" or LISTED.match(text, start, stop):
            stopped += 1
            continue
        # Teleprinter copy in capitals has no small letters to go by: a long line that ends on a word goes on in the next.
        goes_on = text[start:stop].lstrip()[:1].islower() or (
            text[begin:end].isupper() and end - begin >= CAPITALS_WIDTH and start - end <= 2
        )
        broken += goes_on
    if few:  # of two to four lines none may stop before the last
        return not stopped and broken * 2 >= len(lines) - 1 and text[lines[-1][1] - 1] in ".!?\"'”"
    return broken * 3 > len(lines)


def _begins(text: str, lines: list[tuple[int, int]], i: int) -> bool:
    """True where line i of a wrapped layout begins a paragraph: after a blank line, at an indent or a bullet, after a short stop."""
    (_, before), (start, end) = lines[i - 1], lines[i]
    gap = text[before:start]
    if len(gap.replace("\r\n", "\n")) > 1 or BULLET.match(text, start, end) or LISTED.match(text, start, end):
        return True
    previous = text[lines[i - 1][0] : before]
    # White space before the first word: deeper than the line before means an indented first line.
    if _indent(text[start:end]) > _indent(previous) + 1:
        return True
    if _indent(previous) > _indent(text[start:end]) + 1:
        return False
    # A headline stands on the first line, in capitals or without a stop, and the body follows at once.
    if (
        i == 1
        and len(lines) >= WRAP_LINES
        and (previous.isupper() or not _TERMINAL.search(previous))
        and text[start:end].lstrip()[:1].isupper()
    ):
        # In copy set in capitals a full first line is no headline but the dateline.
        return not text[start:end].isupper() or len(previous) < CAPITALS_WIDTH
    width = max(b - a for a, b in lines[max(0, i - 12) : i + 12])
    return bool(_TERMINAL.search(previous)) and (before - lines[i - 1][0]) < width * 0.7


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())
