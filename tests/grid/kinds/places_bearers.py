"""Where it happened, beside names that are no place's: streets, ships, brands, powers and persons; and the town is told."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NUMBERS = (("Two", 2), ("Nine", 9), ("14", 14))
TOWNS = ("Marib", "Kidal", "Saint-Louis", "Port-au-Prince", "Zovrak", "Sheikh Zayed")
STREETS = ("Harbour Street", "Flatbush Avenue", "Mill Lane", "Rue Garibaldi", "Calle Bolivar", "West Madison Boulevard")
SHIPS = ("frigate Kingston", "tanker Santa Cruz", "destroyer HMS Coventry", "ferry Valencia", "USS Cleveland")
NUMBERED = ("Hill 402", "Checkpoint 12", "Camp 17", "Highway 9")
ADJECTIVES = ("Neapolitan", "Bavarian", "Viennese", "Andalusian")
BRANDS = ("Corvanta sugar", "Belmoro tequila", "Astervik furniture")
WORKS = ("factory", "warehouse", "plant")
POWERS = ("Moscow", "Tehran", "Washington", "Riyadh")
BODIES = ("the Britain-based monitor", "the London-based observatory", "a Washington, D.C.-based institute")
SHORT = ("US", "UK", "UAE")
ACCIDENTS = ("Bus Crash", "Market Blast", "Coal Mine Fire", "Landslide")
COUNTRIES = ("Kenya", "Nigeria", "Turkey", "Peru")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def told(number, place):
        return [claim(number[0], event="killed", low=number[1], high=number[1], location=place)]

    def street(number, name, town):
        return f"{number[0]} people were killed at a checkpoint on {name} in {town}.", told(number, town)

    def ship(number, name, town):
        return f"{number[0]} people were killed in {town} by a shell from the {name}.", [
            *told(number, town),
            claim("a", event="launched", low=1),
        ]

    def sunk(number, name):
        return f"{number[0]} sailors were killed when a mine tore open the {name} near Massawa.", told(
            number, "Massawa"
        )

    def numbered(number, name):
        return f"{number[0]} people were killed at {name} on Sunday.", told(number, name)

    def described(number, adjective, kind, town):
        return f"{number[0]} people were killed in the {adjective} {kind} of {town}.", told(number, town)

    def brand(number, name, works, town):
        return f"{number[0]} people were killed in a fire at a {name} {works} in {town}.", told(number, town)

    def power(number, name, town):
        return f"{number[0]} people were killed in {town} by fighters armed by {name}.", told(number, town)

    def body(number, name, town):
        return f"{number[0]} people were killed in {town}, {name} said.", told(number, town)

    def short(number, name):
        return f"{number[0]} people were killed by floods in the {name} on Sunday.", told(number, name)

    def headline(number, country, accident):
        return f"{country} {accident} Leaves {number[0]} Dead", told(number, country)

    def blast(number, town):
        return f"A gas blast tore through a house in {town}, and {number[0].lower()} people were killed.", [
            claim(number[0].lower(), event="killed", low=number[1], high=number[1], location=town)
        ]

    yield from cross("a street in its town", street, NUMBERS, STREETS, TOWNS)
    yield from cross("a ship called like a town", ship, NUMBERS, SHIPS, TOWNS)
    yield from cross("the loss of a ship called like a town", sunk, NUMBERS, SHIPS)
    yield from cross("a kind of place and its number", numbered, NUMBERS, NUMBERED)
    yield from cross("the adjective of a larger place", described, NUMBERS, ADJECTIVES, ("suburb", "town"), TOWNS)
    yield from cross("a brand's works", brand, NUMBERS, BRANDS, WORKS, TOWNS)
    yield from cross("armed by a power", power, NUMBERS, POWERS, TOWNS)
    yield from cross("where a body is based", body, NUMBERS, BODIES, TOWNS)
    yield from cross("a country in two capitals", short, NUMBERS, SHORT)
    yield from cross("a headline's country and accident", headline, NUMBERS, COUNTRIES, ACCIDENTS)
    yield from cross("a house in a town", blast, NUMBERS, TOWNS)
