"""Running totals: what raises, puts, brings or revises the number, and years that stand side by side."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

TOTALS = (("45", 45), ("1,120", 1120), ("at least 60", 60), ("31,045", 31045))
SMALL = (("Two", 2), ("Five more", 5), ("Nine", 9))
VERBS = ("bringing", "taking", "raising", "pushing", "lifting")
NOUNS = (
    "toll",
    "death toll",
    "total",
    "number of dead",
    "total number of deaths",
    "overall toll",
    "total number of people killed",
)
SOURCES = ("The mayor", "A coroner", "The ministry", "Rescuers")
EVENTS = ("the quake", "the fire", "the clashes")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def bringing(small, verb, noun, total):
        text = f"{small[0]} people died on Monday, {verb} the {noun} to {total[0]}."
        return text, [
            claim(small[0].removesuffix(" more"), event="killed", low=small[1]),
            claim(total[0], event="killed", low=total[1]),
        ]

    def since(small, verb, noun, total):
        text = f"{small[0]} soldiers were killed on Monday, {verb} the {noun} since May to {total[0]}."
        return text, [
            claim(small[0].removesuffix(" more"), event="killed", low=small[1]),
            claim(total[0], event="killed", low=total[1]),
        ]

    def bodies(small, verb, total):
        text = f"{small[0]} bodies were found in the rubble, {verb} the death toll to {total[0]}."
        return text, [
            claim(small[0].removesuffix(" more"), event="killed"),
            claim(total[0], event="killed", low=total[1]),
        ]

    def put(source, noun, total):
        return f"{source} put the {noun} at {total[0]}.", [claim(total[0], event="killed", low=total[1])]

    def put_of(source, event, total):
        return f"{source} put the number of dead in {event} at {total[0]}.", [
            claim(total[0], event="killed", low=total[1])
        ]

    def stands(noun, verb, total):
        return f"The {noun} {verb} {total[0]}.", [claim(total[0], event="killed", low=total[1])]

    def others(noun, a, b):
        return f"Some put the {noun} at {a[0]}, others at {b[0]}.", [
            claim(a[0], event="killed", low=a[1]),
            claim(b[0], event="killed", low=b[1]),
        ]

    def it(noun, a, b):
        return f"The army put the {noun} at {a[0]}; villagers put it at {b[0]}.", [
            claim(a[0], event="killed", low=a[1]),
            claim(b[0], event="killed", low=b[1]),
        ]

    def years(noun, verb, a, b):
        text = f"The city {verb} {a[0]} {noun} in 2019, 515 in 2020 and {b[0]} in 2021."
        return text, [
            claim(a[0], event="killed", low=a[1]),
            claim("515", event="killed", low=515),
            claim(b[0], event="killed", low=b[1]),
        ]

    def killed_years(people, a, b):
        text = f"The conflict killed {a[0]} {people} in 2019, 934 in 2020 and {b[0]} in 2021."
        return text, [
            claim(a[0], event="killed", low=a[1]),
            claim("934", event="killed", low=934),
            claim(b[0], event="killed", low=b[1]),
        ]

    def up_from(verb, a, b):
        text = f"The death toll {verb} {a[0]}, up from {b[0]}."
        return text, [claim(a[0], event="killed", low=a[1]), claim(b[0], event="killed", low=b[1])]

    def later(place, a):
        text = f"Twelve people died {place[0]} and {a} {place[1]}."
        return text, [claim("Twelve", event="killed", low=12), claim(a.removesuffix(" more"), event="killed", low=3)]

    def hostage(small, total):
        text = f"{total[0].capitalize()} people were killed and 14 taken hostage."
        return text, [claim(total[0].capitalize(), event="killed", low=total[1]), claim("14", event="abducted", low=14)]

    yield from cross("bringing the total to N", bringing, SMALL, VERBS, NOUNS, TOTALS, every=3)
    yield from cross("bringing the total since May to N", since, SMALL, VERBS, NOUNS, TOTALS, every=3)
    yield from cross("bodies found, raising the toll", bodies, SMALL, VERBS, TOTALS)
    yield from cross(
        "put the number at N",
        put,
        SOURCES,
        ("toll", "death toll", "number of dead", "number of deaths", "dead", "number of people killed"),
        TOTALS,
    )
    yield from cross("put the number of dead in X at N", put_of, SOURCES, EVENTS, TOTALS)
    yield from cross(
        "the toll stands at N",
        stands,
        NOUNS[:2] + NOUNS[3:],
        ("stands at", "has reached", "rose to", "has climbed to", "now exceeds"[:0] or "reached"),
        TOTALS,
    )
    yield from cross(
        "some put it at N, others at M",
        others,
        ("dead", "toll", "number of dead", "death toll"),
        TOTALS[:2],
        (("100", 100), ("more than 200", 200)),
    )
    yield from cross(
        "residents put it at M",
        it,
        ("dead", "toll", "number of dead", "death toll"),
        TOTALS[:2],
        (("100", 100), ("more than 200", 200)),
    )
    yield from cross(
        "years of deaths",
        years,
        ("deaths", "murders", "homicides", "road deaths", "drownings"),
        ("recorded", "had", "saw", "counted"),
        TOTALS[:2],
        (("388", 388), ("2,001", 2001)),
    )
    yield from cross(
        "years of killing",
        killed_years,
        ("people", "civilians", "soldiers"),
        TOTALS[:2],
        (("388", 388), ("2,001", 2001)),
    )
    yield from cross(
        "up from", up_from, ("rose to", "stands at", "reached", "climbed to"), TOTALS[:2], (("38", 38), ("29", 29))
    )
    yield from cross(
        "and three more later",
        later,
        (("at the scene", "in hospital"), ("at once", "later"), ("on Monday", "on Tuesday"), ("in Quito", "in Loja")),
        ("three", "three more"),
    )
    yield from cross("killed and taken hostage", hostage, SMALL[:1], TOTALS[:2])
