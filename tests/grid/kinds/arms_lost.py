"""Equipment destroyed, hit, sunk, downed and lost, in one short sentence; the same things lost by accident or crime count nothing."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NUMBERS = (("two", 2), ("five", 5), ("14", 14))
# Noun, category.
ARMS = (
    ("jets", "aircraft"), ("planes", "aircraft"), ("helicopters", "helicopter"), ("ships", "ship"), ("patrol boats", "ship"),
    ("trucks", "vehicle"), ("field guns", "artillery"), ("howitzers", "artillery"), ("radars", "special_equipment"),
    ("bombers", "aircraft"), ("fuel trucks", "vehicle"), ("transport planes", "aircraft"), ("tanks", "tank"), ("armoured vehicles", "armoured_vehicle"),
)  # fmt: skip
HARM = (("destroyed", "destroyed"), ("damaged", "damaged"), ("hit", "damaged"))
SIDES = (
    ("Ethiopia", "Eritrean", "Eritrea"),
    ("Armenia", "Azerbaijani", "Azerbaijan"),
    ("Ukraine", "Russian", "Russia"),
    ("India", "Pakistani", "Pakistan"),
)
WARRING = ("at the air base", "in the raid", "in a drone strike", "by rebels", "in the attack", "by artillery fire")
OWNERS = (
    ("The Eritrean army", "Eritrea"),
    ("Armenia", "Armenia"),
    ("The Libyan navy", "Libya"),
    ("Sudan's air force", "Sudan"),
    ("Russian forces", "Russia"),
)
ACCIDENTS = (
    "A storm destroyed {n} {thing} in the harbour of Gdynia.", "A fire destroyed {n} {thing} at a depot in Leeds.",
    "{N} {thing} were damaged when a hangar roof collapsed under snow.", "A tornado damaged {n} {thing} in Tulsa.",
    "The flood wrecked {n} {thing} parked by the river.", "{N} {thing} were destroyed by a wildfire near Redding.",
    "Police seized {n} {thing} from a smuggling gang in Naples.", "The airline lost {n} {thing} when the hangar burned down.",
)  # fmt: skip
CIVIL = ("planes", "helicopters", "ships", "trucks", "boats", "cars", "jets")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def active(number, thing, harm, sides):
        return f"{sides[0]} {harm[0]} {number[0]} {sides[1]} {thing[0]}.", [
            claim(
                number[0],
                event=harm[1],
                category=thing[1],
                low=number[1],
                high=number[1],
                affected=sides[2],
                actor=sides[0],
                kind="equipment",
            )
        ]

    def passive(number, thing, harm, sides):
        return f"{number[0].capitalize()} {sides[1]} {thing[0]} were {harm[0]}.", [
            claim(
                number[0].capitalize(),
                event=harm[1],
                category=thing[1],
                low=number[1],
                affected=sides[2],
                kind="equipment",
            )
        ]

    def place(number, thing, harm, where):
        event = "shot_down" if False else harm[1]
        return f"{number[0].capitalize()} {thing[0]} were {harm[0]} {where}.", [
            claim(number[0].capitalize(), event=event, category=thing[1], low=number[1], kind="equipment")
        ]

    def strike(number, thing, harm, sides):
        return f"A strike on the {sides[1]} base {harm[0]} {number[0]} {thing[0]}.", [
            claim(number[0], event=harm[1], category=thing[1], low=number[1], kind="equipment")
        ]

    def lost(number, thing, owner):
        return f"{owner[0]} lost {number[0]} {thing[0]}.", [
            claim(
                number[0],
                event="lost",
                category=thing[1],
                low=number[1],
                high=number[1],
                affected=owner[1],
                kind="equipment",
            )
        ]

    def said(number, thing, owner):
        return f"{owner[0]} said it had lost {number[0]} {thing[0]} in the fighting.", [
            claim(number[0], event="lost", category=thing[1], low=number[1], kind="equipment")
        ]

    def sunk(number, thing, sides):
        return f"{sides[0]} said it had sunk {number[0]} {sides[1]} {thing}.", [
            claim(number[0], event="destroyed", category="ship", low=number[1], affected=sides[2], actor=sides[0])
        ]

    def downed(number, thing, verb, sides):
        return f"{sides[0]} {verb} {number[0]} {sides[1]} {thing[0]} on Sunday.", [
            claim(number[0], event="shot_down", category=thing[1], low=number[1], affected=sides[2], actor=sides[0])
        ]

    def headline(number, thing, sides):
        return f"{sides[0]} Destroys {number[0].capitalize()} {sides[1]} {thing[0].title()}", [
            claim(
                number[0].capitalize(),
                event="destroyed",
                category=thing[1],
                low=number[1],
                affected=sides[2],
                actor=sides[0],
            )
        ]

    def nothing(frame, number, thing):
        return frame.format(n=number[0], N=number[0].capitalize(), thing=thing), []

    yield from cross("one side destroys another's", active, NUMBERS, ARMS, HARM, SIDES, every=3)
    yield from cross("owned, passive", passive, NUMBERS, ARMS, HARM, SIDES, every=3)
    yield from cross("at a place of war, or by its means", place, NUMBERS, ARMS, HARM, WARRING, every=5)
    yield from cross("a strike on a base", strike, NUMBERS, ARMS, HARM, SIDES, every=5)
    yield from cross("a side lost them", lost, NUMBERS, ARMS, OWNERS)
    yield from cross("a side said it lost them", said, NUMBERS, ARMS, OWNERS, every=2)
    yield from cross("sunk", sunk, NUMBERS, ("ships", "boats", "landing ships", "patrol boats", "warships"), SIDES)
    yield from cross(
        "downed",
        downed,
        NUMBERS,
        (("jets", "aircraft"), ("helicopters", "helicopter"), ("planes", "aircraft"), ("drones", "uav")),
        ("downed", "shot down"),
        SIDES,
    )
    yield from cross("headline", headline, NUMBERS, ARMS, SIDES, every=3)
    yield from cross("by accident or crime", nothing, ACCIDENTS, NUMBERS, CIVIL)
