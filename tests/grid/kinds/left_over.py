"""Wholes of which a part suffers or arrives: all but some, some of whom, some of which; and those whom water takes along."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

EXCEPTIONS = (("three", "40", 37), ("one", "12", 11), ("nine", "160", 151))
PEOPLE = (("farmers", "civilian"), ("pilgrims", "civilian"), ("soldiers", "military"), ("passengers", "civilian"))
FATES = (("drowned", "killed"), ("were killed", "killed"), ("were wounded", "wounded"), ("went missing", "missing"))
ARMS = (("tanks", "tank"), ("howitzers", "artillery"), ("helicopters", "helicopter"))
GIVERS = (("Portugal", "Portugal"), ("The Swiss government", "Switzerland"))
TAKERS = ("Ukraine", "Moldova", "Jordan")
ARRIVED = ("have been delivered", "have arrived", "were handed over in March")
WATERS = (("a flash flood", "Beira"), ("a wave", "Quelimane"), ("the river", "Pemba"))
TAKEN = ("swept away", "washed away", "carried away")
BOMBS = (("a car bomb", "a"), ("a truck bomb", "a"), ("two car bombs", "two"))
GATES = ("the gate of a barracks", "a checkpoint", "a police station")
DEATHS = (("killing four policemen", "four"), ("wounding four guards", "four"))


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def all_but(numbers, people, fate):
        spared, whole, left = numbers
        return f"All but {spared} of the {whole} {people[0]} {fate[0]}.", [
            claim(f"All but {spared} of the {whole}", event=fate[1], category=people[1], low=left, high=left)
        ]

    def carried(people, fate, joint):
        return f"The ferry was carrying 40 {people[0]}{joint} {fate[0]}.", [
            claim("23", event=fate[1], category=people[1], low=23, high=23)
        ]

    def arrived(giver, arms, taker, verb, joint):
        held = {"category": arms[1], "affected": taker, "actor": giver[1]}
        text = f"{giver[0]} promised {taker} 14 {arms[0]}{joint[0]} {verb}."
        return text, [
            claim("14", event="pledged", low=14, **held),
            claim(joint[1], event="delivered", low=4, **held),
        ]

    def swept(water, people, verb):
        return f"Nine {people[0]} were {verb} by {water[0]} near {water[1]}.", [
            claim("Nine", event="missing", category=people[1], location=water[1], actor=None)
        ]

    def rammed(bomb, gate, death, verb):
        return f"An attacker {verb} {bomb[0]} into {gate}, {death[0]}.", [
            claim(bomb[1], event="launched", category="vehicle"),
            claim(death[1], category="military"),
        ]

    of_whom = (", 23 of whom", "; 23 of them")
    of_which = ((", four of which", "four"), (". Four of them", "Four"), (". The first four", "four"))
    yield from cross("all but some", all_but, EXCEPTIONS, PEOPLE, FATES)
    yield from cross("some of whom", carried, PEOPLE, FATES, of_whom)
    yield from cross("some of which arrive", arrived, GIVERS, ARMS, TAKERS, ARRIVED, of_which, every=5)
    yield from cross("swept away", swept, WATERS, PEOPLE, TAKEN)
    yield from cross("a bomb on wheels", rammed, BOMBS, GATES, DEATHS, ("rammed", "drove"))
