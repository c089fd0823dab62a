"""The date under which a sentence stands: that of its heading, of the line with a colon above it, or of what introduces its list."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.link.dates.roles import Role
from claimx.link.dates.timeline import Told
from claimx.link.openings import LIST, ROW, parts_list
from claimx.models import BlockKind, Document, Sentence


def spans_section(document: Document, sentence: Sentence, title: Told) -> bool:
    """True for a heading's weeks or months above prose: its sentences have days of their own within them."""
    interval = title.interval
    heading = document.sentences[title.sentence].block.kind is BlockKind.HEADING
    prose = sentence.block.kind is BlockKind.PARAGRAPH and heading
    return prose and interval is not None and interval.start != interval.end


def section_date(document: Document, sentence: Sentence, told: Sequence[Sequence[Told]]) -> Told | None:
    """The day or span of the heading or colon above; for a heading, else the first date of the paragraph below it."""
    heading = sentence.block.heading
    for other in reversed(document.sentences[max(0, sentence.index - LIST) : sentence.index]):
        if sentence.block.listed and parts_list(other) and not told[other.index]:
            heading = None
            continue
        above = other.block.index == heading if heading is not None else other.text.rstrip().endswith(":")
        if above:
            title = next((one for one in told[other.index] if _is_title(other, one)), None)
            row = sentence.block.kind is not BlockKind.PARAGRAPH and other.text.rstrip().endswith(":")
            return _introduced(document, other, told) if title is None and row and not told[other.index] else title
        if heading is None and other.block.kind is BlockKind.PARAGRAPH and len(other.tokens) > ROW:
            break
    if sentence.block.kind is BlockKind.HEADING:
        for other in document.sentences[sentence.index + 1 : sentence.index + 2]:
            if other.block.kind is BlockKind.PARAGRAPH:
                return next((one for one in told[other.index] if _dates_event(one)), None)
    return None


def _introduced(document: Document, colon: Sentence, told: Sequence[Sequence[Told]]) -> Told | None:
    """The date of a list whose opening line ("by country:") has none: that of the paragraph above the line and its like."""
    block: int | None = None
    for other in reversed(document.sentences[max(0, colon.index - LIST) : colon.index]):
        counts = document.mentions[other.index].quantities or any(token.text[0].isdigit() for token in other.tokens)
        row = other.block.kind is not BlockKind.PARAGRAPH and bool(counts)
        if block is None and (row or other.text.rstrip().endswith(":")):
            continue
        if parts_list(other):
            continue
        if other.block.kind is not BlockKind.PARAGRAPH or block not in (None, other.block.index):
            return None
        block = other.block.index
        for one in told[other.index]:
            if one.role is Role.EVENT and one.interval is not None and one.mention.expression != "year":
                return one
    return None


def _dates_event(told: Told) -> bool:
    return told.role is Role.EVENT and told.interval is not None and not told.open and told.mention.expression != "year"


def _is_title(heading: Sentence, told: Told) -> bool:
    """True for a heading that is a date ("### 28 February") or a total up to one ("losses from 24.02 to 27.04:")."""
    if told.role is not Role.EVENT or told.interval is None:
        return False
    if heading.text.rstrip().endswith(":") or told.mention.expression == "range":
        return told.mention.expression in ("range", "until", "since", "day", "weekday", "period")
    others = len(heading.tokens) - (told.mention.phrase.last - told.mention.phrase.first)
    # Four words beside the date at most ("Friday 28 February: the withdrawal"); more make a sentence or a caption.
    return told.mention.expression == "day" and others <= 4
