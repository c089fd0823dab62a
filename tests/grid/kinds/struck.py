"""Whom an attack is on, and what a toll of arms counts."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# An attacker's nationality and name, the struck country's.
SIDES = (("Thai", "Thailand", "Cambodian", "Cambodia"), ("Eritrean", "Eritrea", "Ethiopian", "Ethiopia"),
         ("Rwandan", "Rwanda", "Congolese", "DR Congo"), ("Armenian", "Armenia", "Azerbaijani", "Azerbaijan"))  # fmt: skip
ATTACKS = ("shelling of a {} town", "bombing of a {} village", "strikes on a {} market", "rocket fire at a {} town")
NUMBERS = (("four", 4), ("19", 19))
ARMS = (
    ("tanks", "tank"),
    ("howitzers", "artillery"),
    ("helicopters", "helicopter"),
    ("drones", "uav"),
    ("warships", "ship"),
)


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def struck(sides, attack, number):
        attacker, actor, nationality, affected = sides
        text = f"{attacker} {attack.format(nationality)} killed {number[0]} people, officials said."
        wanted = {affected, "Democratic Republic of the Congo"} if affected == "DR Congo" else affected
        return text, [claim(number[0], event="killed", low=number[1], affected=wanted, actor=actor)]

    def toll(arms, verb):
        return f"The army said losses of {arms[0]} {verb} 21.", [
            claim("21", kind="equipment", event="lost", category=arms[1], low=21)
        ]

    yield from cross("attack on a country's town", struck, SIDES, ATTACKS, NUMBERS)
    yield from cross("losses of arms", toll, ARMS, ("reached", "rose to", "stood at"))
