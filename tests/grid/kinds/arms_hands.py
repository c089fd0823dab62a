"""Arms that act for their owner, are left behind, or taken from somebody; what a strike destroyed; what was fired and brought down."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NUMBERS = (("three", 3), ("14", 14), ("40", 40))
# Who strikes with what, for whom.
ACTING = (
    ("Danish frigates", "Denmark"), ("Turkish F-16s", "Turkey"), ("Indian howitzers", "India"), ("British destroyers", "United Kingdom"),
    ("Iranian missiles", "Iran"), ("Russian helicopters", "Russia"), ("Egyptian tanks", "Egypt"), ("Chinese submarines", "China"),
)  # fmt: skip
STRUCK = (
    ("Greek tanks", "tank", "Greece"),
    ("Armenian howitzers", "artillery", "Armenia"),
    ("Libyan armoured vehicles", "armoured_vehicle", "Libya"),
)
HARM = (("destroyed", "destroyed"), ("hit", "damaged"), ("knocked out", "destroyed"))
LEAVING = ("left behind", "abandoned", "has left behind", "wrote off")
FLEEING = (
    ("The retreating Libyan army", "Libya"),
    ("Armenian troops", "Armenia"),
    ("Georgia", "Georgia"),
    ("The Iraqi army", "Iraq"),
)
ARMS = (
    ("tanks", "tank"),
    ("howitzers", "artillery"),
    ("Humvees", "armoured_vehicle"),
    ("rocket launchers", "mlrs"),
    ("Shermans", "tank"),
)
TAKERS = (("Chadian soldiers", "Chad"), ("Ethiopian troops", "Ethiopia"), ("The Serbian army", "Serbia"))
TAKING = ("took", "seized", "captured", "grabbed")
STRIKES = ("in the air strike", "in an air raid", "in air attacks on the base")
THROWN = (("drones", "uav"), ("rockets", "missile"), ("cruise missiles", "missile"))
DOWN = ("shot down", "downed", "intercepted")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def act(number, acting, struck, harm):
        return f"{acting[0]} {harm[0]} {number[0]} {struck[0]}.", [
            claim(
                number[0],
                event=harm[1],
                category=struck[1],
                low=number[1],
                high=number[1],
                affected=struck[2],
                actor=acting[1],
            )
        ]

    def left(number, arms, verb, side):
        return f"{side[0]} {verb} {number[0]} {arms[0]}.", [
            claim(number[0], event="lost", category=arms[1], low=number[1], affected=side[1])
        ]

    def taken(number, arms, verb, taker):
        return f"{taker[0]} {verb} {number[0]} {arms[0]} from the rebels.", [
            claim(number[0], event="captured", category=arms[1], low=number[1], actor=taker[1])
        ]

    def struck_from_the_air(number, where):
        return f"{number[0].capitalize()} trucks were destroyed {where}.", [
            claim(number[0].capitalize(), event="destroyed", category="vehicle", low=number[1], high=number[1])
        ]

    def fired_and_downed(number, thrown, verb):
        return f"The frigate {verb} an anti-ship missile and {number[0]} {thrown[0]} fired by the Houthis.", [
            claim("an", event="shot_down", category="missile", low=1),
            claim(number[0], event="shot_down", category=thrown[1], low=number[1]),
        ]

    def subject_of_the_next(number, acting):
        return f"The navy sank {number[0]} Greek ships, and {acting[0]} shot down 20 drones.", [
            claim(number[0], event="destroyed", category="ship", low=number[1], affected="Greece"),
            claim("20", event="shot_down", category="uav", low=20, actor=acting[1]),
        ]

    yield from cross("arms act for their owner", act, NUMBERS, ACTING, STRUCK, HARM, every=3)
    yield from cross("left behind", left, NUMBERS, ARMS, LEAVING, FLEEING, every=3)
    yield from cross("taken from the rebels", taken, NUMBERS, ARMS, TAKING, TAKERS, every=3)
    yield from cross("destroyed in the air strike", struck_from_the_air, NUMBERS, STRIKES)
    yield from cross("fired by X, shot down", fired_and_downed, NUMBERS, THROWN, DOWN)
    yield from cross("the subject of the next clause", subject_of_the_next, NUMBERS, ACTING[:3] + ACTING[5:6])
