"""What is compared of a record: one slim row. Days are counted from 1970-01-01, so that they subtract."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from claimx.compare.voices import voice
from claimx.compare.where import division_key, is_division, place_key
from claimx.names import content_words

EPOCH = dt.date(1970, 1, 1)
OPEN = float("inf")

# "About 5,000" and "5,100" do not contradict each other. A tenth is what journalists' rounding to one or two leading
# digits hides (4,500 to 5,500 are "about 5,000"). Only overlaps are judged with it; the figures stay as written.
ABOUT = 0.1


# News that tells no date tells of the last days: an undated claim may speak of anything in the three days to its report.
FRESH = 3
Window = tuple[int, int]
Bounds = tuple[float, float]

# Words of one who counts all that were fired.
_FIRED = re.compile(r"\b(?:launch|fired|firing|sent\b|unleash|attacked with|use[ds]?\b)", re.IGNORECASE)


Region = tuple[str | None, str]  # country and key


@dataclass(slots=True, init=False)
class Row:
    """One claim. ``article`` names the cluster of near-duplicate articles that it stands in, None where it stands alone.

    ``start`` and ``end`` are the days of the counted thing, ``said`` the day of the statement. ``joined`` tells
    that the record names no party and ``affected`` is the one that others name for its place and day. ``parts`` are the
    claims that name this one as their total: (id, low); ``subset`` tells that it names a total itself. ``place_key`` folds the
    spellings of ``place``, ``region`` is the first-level division that it lies in or is, and ``named_as_region`` tells that it
    bears that division's name. ``scene`` is the key of the one town that the claim's incident happened in, where the claim itself
    tells no more than a region. ``voice`` is the key of the source or, where none is named, of the publisher.

    What many claims have in common is worked out once for all of them and comes as a tuple, in the order of the fields.
    """

    id: str
    item: str | None
    incident: str | None
    sentence: str
    document: str
    article: str
    copies: int
    scene: str | None
    scene_name: str | None
    subset: bool
    parts: list[tuple[str, float | None]] | None
    # Of the table ``what``:
    kind: str
    event: str
    category: str
    per: str | None
    model: str | None
    stance: str
    affected: str | None
    affected_name: str | None
    actor: str | None
    actor_name: str | None
    joined: bool
    # Of ``figure_of``:
    written: str | None
    low: float | None
    high: float | None
    value: float | None
    qualifier: str
    # the one number to order figures by (the value, else the bound that is known);
    point: float
    # what the words allow, for telling overlaps: open ends are 0 and infinity, ``about`` is a tenth wide.
    bounds: Bounds
    # Of ``time_of``:
    start: int | None
    end: int | None
    scope: str | None
    said: int | None
    # the day a figure speaks of: a running total's own last day, else the day it was said;
    time: int | None
    # the days that it counts, of an undated claim those that it may count; None where no day is known;
    window: Window | None
    # cumulative, undated, or its scope.
    span: str
    source_name: str | None
    source_type: str | None
    source_party: str | None
    voice: str | None
    place: str | None
    place_key: str | None
    country: str | None
    admin1: str | None
    precision: str | None
    lat: float | None
    lon: float | None
    region: Region | None
    named_as_region: bool

    # the place's key, None where the place is no more than the affected country; without party and place only the article is left;
    spot: str | None
    # the place that it tells of itself, where it stands at another, and the rule by which it does;
    own_place: tuple[str | None, str | None, str | None, bool] | None
    placed: str | None
    # who speaks, as a key: the source's folded name, else the publisher's, else the article itself.
    source: str

    def __init__(
        self,
        what: tuple[Any, ...],
        figure: tuple[Any, ...],
        time: tuple[Any, ...],
        source: tuple[Any, ...],
        place: tuple[Any, ...],
        own: tuple[Any, ...],
    ) -> None:
        (
            self.id, self.item, self.incident, self.sentence, self.document, article, self.copies, self.scene, self.scene_name,
            self.subset, parts,
        ) = own  # fmt: skip
        (
            self.kind, self.event, self.category, self.per, self.model, self.stance, self.affected, self.affected_name, self.actor,
            self.actor_name, self.joined,
        ) = what  # fmt: skip
        self.written, self.low, self.high, self.value, self.qualifier, self.point, self.bounds = figure
        self.start, self.end, self.scope, self.said, self.time, self.window, self.span = time
        self.source_name, self.source_type, self.source_party, self.voice = source
        (
            self.place, self.place_key, self.country, self.admin1, self.precision, self.lat, self.lon, self.region,
            self.named_as_region,
        ) = place  # fmt: skip
        self.parts = None if parts is None else [(part["id"], part["low"]) for part in parts]
        self.own_place = self.placed = None
        self.article = article or self.document
        self.source = self.voice or f"article: {self.article}"
        if self.event == "launched":
            # "Sixteen drones hit the depot" tells nothing of the others that were fired.
            if self.qualifier != "about" and (self.low == self.high == 1 or not _FIRED.search(self.sentence)):
                self.bounds = (self.bounds[0], OPEN)
        self._name_spot(self.place_key)

    def _name_spot(self, key: str | None) -> None:
        if key is None:
            self.spot = f"article: {self.article}" if self.affected is None else None
        else:
            self.spot = None if key == self.affected else key

    @property
    def day(self) -> int | None:
        """The last day that it may count, by which claims of one key are read; None of a running total."""
        return self.window[1] if self.window is not None and self.scope != "cumulative" else None

    def to_place(self, name: str, key: str, rule: str) -> None:
        """Stand at a place that the claim itself does not tell, by a rule."""
        self.own_place = (self.place, self.place_key, self.precision, self.named_as_region)
        self.placed = rule
        self._stand_at(name, key, None, named_as_region(name, self.admin1))

    def renew(self) -> None:
        """Undo what grouping worked out, so that the row may be grouped again with others."""
        if self.own_place is not None:
            self._stand_at(*self.own_place)
            self.own_place = self.placed = None
        self.source = self.voice or f"article: {self.article}"

    def _stand_at(self, place: str | None, key: str | None, precision: str | None, as_region: bool) -> None:
        self.place, self.place_key, self.precision, self.named_as_region = place, key, precision, as_region
        self._name_spot(key)


def figure_of(
    written: str | None, low: float | None, high: float | None, value: float | None, qualifier: str
) -> tuple[Any, ...]:
    """A figure's fields of a row."""
    # Whole numbers as int, so that 12 never prints as 12.0.
    low, high, value = number(low), number(high), number(value)
    point = value if value is not None else low if low is not None else high if high is not None else 0.0
    bounds = (0.0 if low is None else low, OPEN if high is None else high)
    if qualifier == "about":
        bounds = (bounds[0] * (1 - ABOUT), bounds[1] * (1 + ABOUT))
    return written, low, high, value, qualifier, point, bounds


def time_of(start: int | None, end: int | None, scope: str | None, said: int | None) -> tuple[Any, ...]:
    """The days of a row."""
    time = end if said is None or (scope == "cumulative" and end is not None) else said
    first = end if start is None else start
    if said is not None and first is not None and said < first:
        time = end if end is not None else first  # nobody counts before the day: when it was said is misread
    if first is None:
        window = None if said is None else (said - FRESH, said)
        return start, end, scope, said, time, window, "cumulative" if scope == "cumulative" else "undated"
    window = (first, first if end is None or end < first else end)
    return start, end, scope, said, time, window, scope or "incident"


def speaker(name: str | None, kind: str | None, party: str | None, publisher: str | None) -> tuple[str | None, ...]:
    """A source's fields of a row, with the key of who speaks."""
    if name is not None:
        return name, kind, party, voice(name, kind, party)
    return None, kind, party, f"publisher: {fold(publisher)}" if publisher else None


def place_of(
    name: str | None,
    key: str | None,
    country: str | None,
    admin1: str | None,
    precision: str | None,
    lat: float | None,
    lon: float | None,
) -> tuple[object, ...]:
    """A place's fields of a row, with its region."""
    region = None if admin1 is None else (country, place_key(admin1))
    # "Sihanoukville province" is the division of Preah Sihanouk.
    as_region = (
        named_as_region(name, admin1) or precision == "region" and admin1 is not None and is_division(name or "")
    )
    return name, key, country, admin1, precision, lat, lon, region, as_region


@lru_cache(maxsize=65536)  # names recur
def named_as_region(place: str | None, region: str | None) -> bool:
    """Whether a place bears the name of the first-level division that it stands in. So may its capital."""
    return place is not None and region is not None and division_key(place) == place_key(region)


Figure = tuple[float | None, float | None, float | None]


def figure(row: Row) -> Figure:
    """What makes two figures the same one."""
    return row.value, row.low, row.high


def meet(one: Row, other: Row) -> bool:
    """Whether two figures have a number in common."""
    return one.bounds[0] <= other.bounds[1] and other.bounds[0] <= one.bounds[1]


Counted = tuple[str, str, str | None, str | None]  # event, category, part, model


@dataclass(slots=True)
class Thing:
    """One thing counted, and the claims that count it. ``rules`` say how claims came in."""

    part: str | None
    scope: str  # incident, period, cumulative, undated
    place: str | None
    window: tuple[int, int] | None
    rows: list[Row] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)
    size: int = 0  # which of several undated things of one place and time, or of several strikes, from the smallest
    # What it counts, wherever and whenever.
    counted: Counted = ("", "", None, None)

    @property
    def category(self) -> str:
        """The category counted: "unspecified" also where civilians are counted as people."""
        return self.counted[1]


@lru_cache(maxsize=65536)  # names recur
def fold(name: str) -> str:
    """One key for the spellings of one name."""
    return " ".join(sorted(content_words(name))) or name.casefold()


def day(number: int | None) -> str | None:
    """The ISO date of a day number."""
    return None if number is None else _iso(number)


@lru_cache(maxsize=65536)  # 180 years of days
def _iso(number: int) -> str:
    return (EPOCH + dt.timedelta(days=number)).isoformat()


def number(value: float | None) -> float | int | None:
    """A whole number as int."""
    return int(value) if value is not None and value == int(value) else value
