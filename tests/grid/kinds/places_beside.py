"""Where it happened, told with another name beside it: the narrower place is meant, whatever else stands in the words."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NUMBERS = (("Two", 2), ("Nine", 9), ("14", 14))
# Known and unknown towns, hyphens and articles in some.
TOWNS = ("Marib", "Kidal", "Saint-Louis", "Port-au-Prince", "Zovrak", "Tel Hamra")
# Groups are stormed and captured too, so only known towns are places there.
KNOWN = tuple(town for town in TOWNS if town != "Zovrak")
HOLDERS = ("Aleppo", "Taiz", "Mosul")
NAMESAKES = (("Lebanon", "Ohio"), ("Palestine", "Texas"), ("Cuba", "Missouri"), ("Peru", "Indiana"), ("Poland", "Ohio"))
PARTS = ("suburb", "neighbourhood", "slum", "locality", "satellite town", "district")
QUARTERS = ("Kastra", "Bab Zovrak", "Dasht-e-Zar")
KINDS = ("village", "town", "small village", "mining town", "suburb")
FORCES = ("Desert Shield Forces", "Northern Guard Army", "rebels", "gunmen")

BODIES = ("Norway-based monitors", "the London-based observatory")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def told(number, town):
        return [claim(number[0], event="killed", low=number[1], high=number[1], location=town)]

    def apposition(number, town, kind, holder):
        return f"{number[0]} people were killed in {town}, a {kind} near {holder}.", told(number, town)

    def bearing(number, town, holder):
        return f"{number[0]} people were killed in {town}, some 20 km south of {holder}.", told(number, town)

    def rural(number, town, holder):
        return f"{number[0]} people were killed in {town} in rural {holder}.", told(number, town)

    def comma(number, town, holder):
        return f"{number[0]} people were killed in {town}, {holder} province.", told(number, town)

    def seat(number, holder, body):
        return f"{number[0]} people were killed in {holder} province, {body} said on Monday.", told(
            number, f"{holder} province"
        )

    def still(town, number):
        text = f"Shells hit the town of {town} on Monday. The rebels said they still hold {number[0].lower()} hostages."
        return text, [claim(number[0].lower(), event="abducted", location=None)]

    yield from cross("a body with its seat behind", seat, NUMBERS, HOLDERS, BODIES)
    yield from cross("captives are nowhere told", still, KNOWN, NUMBERS)

    def by(number, town, force):
        return f"{number[0]} people were killed in an attack by the {force} in {town}.", told(number, town)

    def held(number, town, force):
        group = force.split()[0].capitalize()
        return f"{number[0]} people were killed in the {group}-held town of {town}.", told(number, town)

    def storming(number, town):
        return f"{number[0]} people were killed during the storming of {town}.", told(number, town)

    def namesake(number, place):
        return f"{number[0]} people were killed in {place[0]}, {place[1]}.", told(number, place[0])

    def part(number, town, noun, holder):
        return f"{number[0]} people were killed in the {holder} {noun} of {town}.", told(number, town)

    def quarter(number, town, part):
        return f"{number[0]} people were killed in the {part} and three in {town}.", [
            claim(number[0], event="killed", low=number[1], location=None),
            claim("three", event="killed", low=3, location=town),
        ]

    def several(number, town, over):
        return f"The army left {town}. {number[0]} drones were shot down {over}.", [
            claim(number[0], event="shot_down", low=number[1], location=None)
        ]

    over = ("over five regions", "across several northern provinces", "in at least nine districts")
    yield from cross("over several regions", several, NUMBERS, KNOWN, over)
    yield from cross("a part of the country beside a town", quarter, NUMBERS, KNOWN, ("south", "north", "west"))
    yield from cross("a country's name before a state", namesake, NUMBERS, NAMESAKES)
    yield from cross("what it is, and near what", apposition, NUMBERS, TOWNS, KINDS, HOLDERS)
    yield from cross("a part of a city before its name", part, NUMBERS, QUARTERS, PARTS, HOLDERS)
    yield from cross("so far from another", bearing, NUMBERS, TOWNS, HOLDERS)
    yield from cross("in the country around a city", rural, NUMBERS, TOWNS, HOLDERS)
    yield from cross("province behind a comma", comma, NUMBERS, TOWNS, HOLDERS)
    yield from cross("behind who attacked", by, NUMBERS, TOWNS, FORCES)
    yield from cross("behind who holds it", held, NUMBERS, TOWNS, FORCES)
    yield from cross("the capture of a place", storming, NUMBERS, KNOWN)
