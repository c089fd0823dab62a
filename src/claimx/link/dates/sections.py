"""The date under which a sentence stands: that of its entry's label, of the opening of its list, of its heading."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.link.dates.roles import Role, is_label
from claimx.link.dates.timeline import Told
from claimx.models import BlockKind, Document, Sentence


def spans_section(document: Document, sentence: Sentence, title: Told) -> bool:
    """True for a heading's weeks or months above prose: its sentences have days of their own within them."""
    interval = title.interval
    heading = document.sentences[title.sentence].block.kind is BlockKind.HEADING
    prose = sentence.block.kind is BlockKind.PARAGRAPH and heading
    return prose and interval is not None and interval.start != interval.end


def section_date(document: Document, sentence: Sentence, told: Sequence[Sequence[Told]]) -> Told | None:
    """The day or span that the nearest lead tells; for a heading without one, the first date of the paragraph below it."""

    def title(lead: int) -> Told | None:
        head = document.sentences[lead]
        return next(
            (one for one in told[lead] if _is_title(head, one, listed=sentence.block.listed)),
            None,
        )

    # Prose has the day of its own story, whatever its headline says; the rows of a list were counted on the headline's.
    found = document.layout.told(sentence.index, title, headline=sentence.block.listed)
    if found is None and sentence.block.kind is BlockKind.HEADING:
        below = document.sentences[sentence.index + 1 : sentence.index + 2]
        if below and below[0].block.kind is BlockKind.PARAGRAPH:
            return next((one for one in told[below[0].index] if _dates_event(one) and not one.open), None)
    return found


# "Posted on 3 May by admin": the day of the page.
_POSTED = frozenset({"posted", "updated", "published", "modified", "edited"})


def _dates_event(told: Told) -> bool:
    return told.role is Role.EVENT and told.interval is not None and told.mention.expression != "year"


def _is_title(lead: Sentence, told: Told, *, listed: bool) -> bool:
    """True for a lead that is a date ("### 28 February") or a total up to one ("losses from 24.02 to 27.04:"), and for the event of prose."""
    if told.role is not Role.EVENT or told.interval is None or not _POSTED.isdisjoint(lead.lowers()):
        return False
    if lead.text.rstrip().endswith(":") or told.mention.expression == "range":
        return told.mention.expression in ("range", "until", "since", "day", "weekday", "period", "overnight", "offset")
    if lead.block.kind is BlockKind.PARAGRAPH:
        return is_label(lead, told.mention) or _dates_event(told)
    others = len(lead.tokens) - (told.mention.phrase.last - told.mention.phrase.first)
    # Four words beside the date at most ("Friday 28 February: the withdrawal"); more make a sentence or a caption.
    # A list may be headed by a month: "Wardens killed in April".
    return told.mention.expression in (("day", "month") if listed else ("day",)) and others <= 4
