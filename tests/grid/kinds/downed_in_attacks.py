"""Drones and missiles brought down in a side's attack are the attacker's, and no place is his land."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# An attacker's nationality and name, a town of the struck country and its name.
SIDES = (("Iranian", "Iran", "Haifa", "Israel"), ("Russian", "Russia", "Odesa", "Ukraine"),
         ("Pakistani", "Pakistan", "Jammu", "India"), ("Azerbaijani", "Azerbaijan", "Goris", "Armenia"))  # fmt: skip
THROWN = (("drones", "uav"), ("missiles", "missile"))
NUMBERS = (("Twelve", 12), ("Forty", 40), ("At least 19", 19))
DOWNED = ("shot down", "intercepted", "downed")
ATTACKS = ("a {} attack on", "{} strikes on", "an overnight {} air raid on", "a massive {} attack on")
OWNED = ("{}'s attack on", "{}'s overnight attack on", "{}'s air raids on")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def downed(sides, thrown, number):
        return claim(
            number[0], event="shot_down", category=thrown[1], low=number[1], affected=sides[1], actor={sides[3], None},
            location={sides[2], sides[3], None},
        )  # fmt: skip

    def passive(sides, thrown, number, verb, attack):
        attack = attack.format(sides[0])
        return f"{number[0]} {thrown[0]} were {verb} during {attack} {sides[2]}.", [downed(sides, thrown, number)]

    def owned(sides, thrown, number, verb, attack):
        attack = attack.format(sides[1])
        return f"{number[0]} {thrown[0]} were {verb} in {attack} {sides[2]}.", [downed(sides, thrown, number)]

    yield from cross("downed during an attack", passive, SIDES, THROWN, NUMBERS, DOWNED, ATTACKS, every=5)
    yield from cross("downed in a country's attack", owned, SIDES, THROWN, NUMBERS, DOWNED, OWNED, every=5)
