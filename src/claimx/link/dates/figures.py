"""Which comes first in a document's dates in figures, 02/07/2013: the day or the month."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from claimx.models import DateMention, Document

# Countries that write the month first.
_MONTH_FIRST = frozenset(("USA", "PHL", "PLW", "FSM", "MHL"))
# A report tells of days close to its own: a reading within so many days of it speaks for its order.
_CLOSE = timedelta(days=7)
# A reading that the other days of the document confirm weighs more than the country it tells of.
_CONFIRMED, _LIKELY = 3, 1


class Order(StrEnum):
    """What stands first in a date in figures."""

    DAY = "day"
    MONTH = "month"


def is_unordered(mention: DateMention) -> bool:
    """True for a day in figures that both orders fit."""
    return any(key.endswith("unordered") for key in mention.fields)


def read_order(document: Document) -> Order | None:
    """The order that a document's other dates, its own day or its country tell; None where nothing does."""
    mentions = [mention for sentence in document.mentions for mention in sentence.dates]
    fixed = {str(value) for mention in mentions for key, value in mention.fields.items() if key.endswith("order")}
    if len(fixed) == 1:
        return Order(fixed.pop())
    unordered = [mention for mention in mentions if mention.expression == "day" and is_unordered(mention)]
    if not unordered:
        return None
    worded = {
        day for mention in mentions if not is_unordered(mention) and (day := _day(mention, swap=False)) is not None
    }
    votes = sum(_vote(mention, worded, document.article.published) for mention in unordered)
    if not votes:
        votes = _country(document)
    return None if not votes else Order.DAY if votes > 0 else Order.MONTH


def _day(mention: DateMention, *, swap: bool) -> date | None:
    fields = mention.fields
    if mention.expression != "day" or not {"year", "month", "day"} <= set(fields):
        return None
    month, day = ("day", "month") if swap else ("month", "day")
    try:
        return date(int(fields["year"] or 1), int(fields[month] or 1), int(fields[day] or 1))
    except ValueError:
        return None


def _vote(mention: DateMention, worded: set[date], published: date | None) -> int:
    """Above zero for the day first, below for the month first."""
    day_first, month_first = _day(mention, swap=False), _day(mention, swap=True)
    vote = _CONFIRMED * ((day_first in worded) - (month_first in worded))
    if published is not None and day_first is not None and month_first is not None:
        # What a report tells has happened before it, and mostly not long before.
        vote += _CONFIRMED * ((month_first > published) - (day_first > published))
        vote += _LIKELY * ((abs(published - day_first) <= _CLOSE) - (abs(published - month_first) <= _CLOSE))
    return vote


def _country(document: Document) -> int:
    countries = [place.country for sentence in document.mentions for place in sentence.places if place.country]
    american = sum(country in _MONTH_FIRST for country in countries)
    if not countries:
        return 0
    return -1 if 2 * american > len(countries) else 1 if not american else 0
