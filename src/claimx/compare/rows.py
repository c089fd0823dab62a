"""What is compared of a record: one slim row. Days are counted from 1970-01-01, so that they subtract."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache

from claimx.compare.voices import voice
from claimx.names import content_words

EPOCH = dt.date(1970, 1, 1)
OPEN = float("inf")

# "About 5,000" and "5,100" do not contradict each other. A tenth is what journalists' rounding to one or two leading
# digits hides (4,500 to 5,500 are "about 5,000"). Only overlaps are judged with it; the figures stay as written.
ABOUT = 0.1


# News that tells no date tells of the last days: an undated claim may speak of anything in the three days to its report.
FRESH = 3
Window = tuple[int, int]

# Words of one who counts all that were fired.
_FIRED = re.compile(r"\b(?:launch|fired|firing|sent\b|unleash|attacked with|use[ds]?\b)", re.IGNORECASE)


@dataclass(slots=True)
class Row:
    """One claim. ``article`` names the cluster of near-duplicate articles that it stands in.

    ``start`` and ``end`` are the days of the counted thing, ``said`` the day of the statement. ``joined`` tells
    that the record names no party and ``affected`` is the one that others name for its place and day. ``parts`` are the
    claims that name this one as their total: (id, low); ``subset`` tells that it names a total itself. ``place_key`` folds the
    spellings of ``place``. ``scene`` is the key of the one town that the claim's incident happened in, where the claim itself
    tells no more than a region.
    """

    id: str
    copies: int
    kind: str
    event: str
    category: str
    written: str | None
    low: float | None
    high: float | None
    value: float | None
    qualifier: str
    per: str | None
    item: str | None
    model: str | None
    affected: str | None
    affected_name: str | None
    actor: str | None
    actor_name: str | None
    source_name: str | None
    source_type: str | None
    source_party: str | None
    start: int | None
    end: int | None
    scope: str | None
    place: str | None
    place_key: str | None
    scene: str | None
    scene_name: str | None
    country: str | None
    admin1: str | None
    precision: str | None
    lat: float | None
    lon: float | None
    incident: str | None
    subset: bool
    sentence: str
    stance: str
    said: int | None
    document: str
    article: str
    publisher: str | None
    joined: bool = False
    parts: list[tuple[str, float | None]] | None = None

    # Worked out once, since every verdict asks for them:
    # the one number to order figures by (the value, else the bound that is known);
    point: float = field(init=False)
    # what the words allow, for telling overlaps: open ends are 0 and infinity, ``about`` is a tenth wide;
    bounds: tuple[float, float] = field(init=False)
    # the day a figure speaks of: a running total's own last day, else the day it was said;
    time: int | None = field(init=False)
    # the days that it counts, of an undated claim those that it may count; None where no day is known;
    window: Window | None = field(init=False)
    # the place that it tells of itself, where it stands at its incident's instead: name, key and precision;
    own_place: tuple[str | None, str | None, str | None] | None = field(init=False, default=None)
    # who speaks, as a key: the source's folded name, else the publisher's, else the article itself.
    source: str = field(init=False)

    def __post_init__(self) -> None:
        value, low, high = self.value, self.low, self.high
        # Whole numbers as int, so that 12 never prints as 12.0.
        if value is not None and value == int(value):
            self.value = value = int(value)
        if low is not None and low == int(low):
            self.low = low = int(low)
        if high is not None and high == int(high):
            self.high = high = int(high)
        self.point = value if value is not None else low if low is not None else high if high is not None else 0.0
        if self.qualifier == "about":
            self.bounds = (0.0 if low is None else low * (1 - ABOUT), OPEN if high is None else high * (1 + ABOUT))
        elif self.event == "launched" and (low == high == 1 or not _FIRED.search(self.sentence)):
            # "Sixteen drones hit the depot" tells nothing of the others that were fired.
            self.bounds = (0.0 if low is None else low, OPEN)
        else:
            self.bounds = (0.0 if low is None else low, OPEN if high is None else high)
        said = self.said
        first, last = self.start, self.end
        self.time = last if said is None or (self.scope == "cumulative" and last is not None) else said
        if first is None:
            first = last
        if first is None:
            self.window = None if said is None else (said - FRESH, said)
        else:
            self.window = (first, first if last is None else max(first, last))
        self.name_source()

    def name_source(self) -> None:
        """Name who speaks, as the record alone tells it."""
        if self.source_name is not None:
            self.source = voice(self.source_name, self.source_type, self.source_party)
        elif self.publisher:
            self.source = f"publisher: {fold(self.publisher)}"
        else:
            self.source = f"article: {self.article}"

    @property
    def at_scene(self) -> bool:
        """Whether its place is that of its incident."""
        return self.own_place is not None

    def to_scene(self) -> None:
        """Stand at the place of the incident."""
        self.own_place = (self.place, self.place_key, self.precision)
        self.place, self.place_key, self.precision = self.scene_name, self.scene, None

    def renew(self) -> None:
        """Undo what grouping worked out, so that the row may be grouped again with others."""
        if self.own_place is not None:
            self.place, self.place_key, self.precision = self.own_place
            self.own_place = None
        self.name_source()


Figure = tuple[float | None, float | None, float | None]


def figure(row: Row) -> Figure:
    """What makes two figures the same one."""
    return row.value, row.low, row.high


def meet(one: Row, other: Row) -> bool:
    """Whether two figures have a number in common."""
    return one.bounds[0] <= other.bounds[1] and other.bounds[0] <= one.bounds[1]


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
    event: str = ""
    model: str | None = None
    category: str = ""  # "unspecified" also where civilians are counted as people


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
