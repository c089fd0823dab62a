"""What is told over of those counted, or done about them: whose they are, an event taken up by its day, marches, first tolls, ranks."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NATIONS = (
    ("Italian nationals", "Italy"),
    ("Danish citizens", "Denmark"),
    ("from Nepal", "Nepal"),
    ("all from Kenya", "Kenya"),
)
DEAD = (("seven", 7), ("nine", 9))
EVENTS = (("A bus crashed", "crash"), ("A bomb exploded", "explosion"), ("A ferry sank", "sinking"))
TAKEN_UP = ("The {} on 9 February also hurt ten others.", "It happened on 9 February, the mayor said.")
MARCHED = ("marched against", "demonstrated against", "protested over")
RANKS = ("the third this year", "the second such disaster this year", "the fourth this month")
MANY = ("Many people were killed", "Many villagers died")
NUNS = (("six nuns", "six", 6), ("two monks", "two", 2))
HEADS = ("Army", "Our losses", "Enemy losses")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def said_of(dead, nation):
        return f"The {dead[0]} killed were {nation[0]}, the ministry said.", [
            claim(dead[0], event="killed", low=dead[1], affected=nation[1])
        ]

    def taken_up(event, again, dead):
        text = f"{event[0]} in Kelmet in February, killing {dead[0]} people. {again.format(event[1])}"
        first = claim(dead[0], event="killed", low=dead[1], date=("2024-02-09", "2024-02-09"))
        return text, [first, *([claim("ten", event="wounded", low=10)] if "ten" in again else [])]

    def marched(verb, dead):
        return f"Thousands of people {verb} the killing of {dead[0]} pupils on Friday.", [
            claim(dead[0], event="killed", low=dead[1], date=None)
        ]

    def ranked(dead, rank):
        return f"{dead[0].capitalize()} people died in a mine in Kelmet, {rank}.", [
            claim(dead[0].capitalize(), event="killed", low=dead[1], date=None)
        ]

    def many(scene, nuns):
        return f"{scene}, including {nuns[0]}.", [claim(nuns[1], event="killed", low=nuns[2], category="civilian")]

    def headed(head, dead):
        return f"{head}: {dead[0]} killed, 30 wounded.", [
            claim(dead[0], event="killed", low=dead[1], category="military"),
            claim("30", event="wounded", low=30, category="military"),
        ]

    def dropped(plane, dead):
        return f"A bomb dropped by a {plane} killed {dead[0]} people in Kelmet.", [
            claim("A", event="launched", category="missile", low=1),
            claim(dead[0], event="killed", low=dead[1]),
        ]

    def denied(dead):
        return f"Two guards were shot and {dead[0]} others were not injured.", [claim("Two", low=2)]

    yield from cross("said of the dead", said_of, DEAD, NATIONS)
    yield from cross("taken up by its day", taken_up, EVENTS, TAKEN_UP, DEAD)
    yield from cross("marched against", marched, MARCHED, DEAD)
    yield from cross("ranks", ranked, DEAD, RANKS)
    yield from cross("many, including", many, MANY, NUNS)
    yield from cross("headed by whose", headed, HEADS, DEAD)
    yield from cross("dropped by", dropped, ("jet", "warplane", "drone"), DEAD)
    yield from cross("not injured", denied, DEAD)
