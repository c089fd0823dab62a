"""Fates of people in words that a newspaper seldom needs: what a fight costs, whom a foe holds, what became of those taken."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NUMBERS = (("nine", 9), ("14", 14), ("Forty-one", 41), ("2,300", 2300))
PEOPLE = (("guards", "military"), ("farmers", "civilian"), ("nurses", "civilian"), ("recruits", "military"))
# Words behind the number and its noun, the event, and who did it.
BEHIND = (
    ("became casualties near Quillabamba", "casualties", None),
    ("perished at the hands of the M23", "killed", "M23"),
    ("died at the hands of Boko Haram", "killed", "Boko Haram"),
    ("lay dead on the road", "killed", None),
    ("were swept to their deaths by the flood", "killed", None),
    ("were blown to bits", "killed", None),
    ("had their throats cut", "killed", None),
    ("are being held by the rebels", "held", None),
    ("are in the hands of the rebels", "held", None),
)
BEFORE = (
    ("The flood swept {} to their deaths.", "killed"),
    ("A sniper picked off {}.", "killed"),
    ("The raiders slit the throats of {}.", "killed"),
    ("The gunmen seized {} and shot them dead.", "killed"),
    ("The rebels abducted {} and executed them.", "killed"),
    ("The bishop was murdered along with {}.", "killed"),
    ("The rebels are still holding {}.", "held"),
)
SIDES = (("the British", "United Kingdom"), ("the Chadian army", "Chad"), ("Boko Haram", "Boko Haram"))
NATIONS = (("French", "France"), ("Chadian", "Chad"), ("Japanese", "Japan"))


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def held(event, category):
        return event if event != "held" else "captured" if category == "military" else "abducted"

    def behind(number, people, fate):
        return f"In all, {number[0].lower()} {people[0]} {fate[0]}.", [
            claim(number[0].lower(), event=held(fate[1], people[1]), category=people[1], low=number[1], actor=fate[2])
        ]

    def before(number, people, fate):
        return fate[0].format(f"{number[0].lower()} {people[0]}"), [
            claim(number[0].lower(), event=held(fate[1], people[1]), category=people[1], low=number[1], affected=None)
        ]

    def cost(number, side):
        return f"The siege cost {side[0]} {number[0].lower()} men.", [
            claim(number[0].lower(), event="casualties", category="military", low=number[1], affected=side[1])
        ]

    def lost(number, side):
        return f"{side[0][0].upper()}{side[0][1:]} lost {number[0].lower()} men in the siege.", [
            claim(number[0].lower(), event="casualties", category="military", low=number[1], affected=side[1])
        ]

    def prisoners(number, nation):
        return f"The garrison took {number[0].lower()} {nation[0]} prisoners.", [
            claim(number[0].lower(), event="captured", category="military", low=number[1], affected=nation[1])
        ]

    def numbered(number, nation):
        return f"{nation[0]} dead numbered {number[0].lower()}.", [
            claim(number[0].lower(), event="killed", low=number[1], affected=nation[1])
        ]

    def half(number, people):
        return f"Half of the {number[0].lower()} {people[0]} were killed.", [
            claim("Half", event="killed", category=people[1], low=number[1] / 2, high=number[1] / 2)
        ]

    def to_come(number, people):
        return f"The envoy expects another {number[0].lower()} {people[0]} to die.", []

    yield from cross("predicate behind the people", behind, NUMBERS, PEOPLE, BEHIND)
    yield from cross("verb before the people", before, NUMBERS, PEOPLE, BEFORE)
    yield from cross("what a fight cost a side", cost, NUMBERS, SIDES)
    yield from cross("what a side lost", lost, NUMBERS, SIDES)
    yield from cross("prisoners of a nation", prisoners, NUMBERS, NATIONS)
    yield from cross("dead that number so many", numbered, NUMBERS[:3], NATIONS)
    yield from cross("half of a number", half, NUMBERS, PEOPLE)
    yield from cross("deaths to come", to_come, NUMBERS, PEOPLE)
