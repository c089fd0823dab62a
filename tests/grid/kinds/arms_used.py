"""Weapons used: what hits or harms something, what something is hit with, what is fired, and what was only planted or seen."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# Who fired, as adjective and name; the place where it struck.
SIDES = (("Eritrean", "Eritrea", "Mekele"), ("Cambodian", "Cambodia", "Surin"), ("Sudanese", "Sudan", "Abeche"))
# With their article, as the law files them.
WEAPONS = (
    ("a missile", "missile"),
    ("a drone", "uav"),
    ("a loitering munition", "uav"),
    ("an unmanned aircraft", "uav"),
    ("a glide bomb", "missile"),
    ("a cruise missile", "missile"),
    ("a tank shell", "ammunition"),
    ("a mortar round", "ammunition"),
    ("a mortar", "ammunition"),
    ("a rocket-propelled grenade", "ammunition"),
    ("an anti-tank missile", "small_arms"),
    ("another rocket", "missile"),
    ("two guided bombs", "missile"),
    ("three drones", "uav"),
)
HITS = (
    "hit a school in {}",
    "struck a school in {}",
    "slammed into a school in {}",
    "damaged a school in {}",
    "targeted a school in {}",
)
HARMS = ("killed {} farmers", "wounded {} farmers")
BY = ("was hit by", "was destroyed by", "was struck by")
WITH = ("hit the bridge with", "destroyed the bridge with", "attacked the bridge with", "struck the bridge using")
FIRING = ("fired", "launched", "used")
PLANTED = (
    "a roadside bomb",
    "a landmine",
    "a suicide bomb",
    "a pipe bomb",
    "an improvised explosive device",
    "a limpet mine",
)
SEEN = (
    "was seen over",
    "was found in",
    "flew over",
    "circled over",
    "was put on show in",
    "could hit",
    "will be stationed in",
)
WAR = " Rebels and troops fought on at the front."


def _low(words: str) -> int:
    return {"two": 2, "three": 3}.get(words.split(maxsplit=1)[0], 1)


def _used(weapon: tuple[str, str], capital: bool = False, **fields: object):
    count = weapon[0].split()[0]
    return claim(
        count.capitalize() if capital else count, event="launched", category=weapon[1], low=_low(weapon[0]), **fields
    )


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def subject(weapon, hit, sides):
        text = f"{weapon[0][0].upper()}{weapon[0][1:]} {hit.format(sides[2])}.{WAR}"
        return text, [_used(weapon, capital=True, location=sides[2])]

    def owned(weapon, sides):
        noun = weapon[0].split(" ", 1)[1]
        count = weapon[0].split()[0] if _low(weapon[0]) > 1 else "one"
        text = f"{count.capitalize()} {sides[0]} {noun} hit a school in {sides[2]} on Monday.{WAR}"
        wanted = claim(
            count.capitalize(), event="launched", category=weapon[1], affected=sides[1], actor=sides[1],
            date=("2024-03-11", "2024-03-11"),
        )  # fmt: skip
        return text, [wanted]

    def harm(weapon, harm):
        text = f"{weapon[0][0].upper()}{weapon[0][1:]} {harm.format('nine')} near Jijiga.{WAR}"
        return text, [_used(weapon, capital=True), claim("nine", category="civilian", low=9)]

    def relative(weapon, word):
        tense = "has" if _low(weapon[0]) == 1 else "have"
        text = f"Residents filmed {weapon[0]} {word} {tense} landed in the market of Jijiga.{WAR}"
        return text, [_used(weapon)]

    def by(weapon, verb):
        return f"The bridge {verb} {weapon[0]}, the mayor said.{WAR}", [_used(weapon)]

    def instrument(weapon, verb, sides):
        text = f"{sides[1]}'s army {verb} {weapon[0]}.{WAR}"
        return text, [_used(weapon, affected=sides[1], actor=sides[1])]

    def fired(weapon, verb, sides):
        return f"{sides[1]} {verb} {weapon[0]} against a base in {sides[2]}.{WAR}", [_used(weapon, affected=sides[1])]

    def dropped(sides, verb):
        text = f"A bomb dropped by a {sides[0]} jet {verb} nine farmers in {sides[2]}."
        return text, [
            claim("A", event="launched", category="missile", affected=sides[1]),
            claim("nine", category="civilian", actor=sides[1]),
        ]

    def planted(weapon, verb):
        text = f"{weapon[0].upper()}{weapon[1:]} {verb} nine farmers near Jijiga.{WAR}"
        return text, [claim("nine", category="civilian")]

    def seen(weapon, verb):
        return f"{weapon[0][0].upper()}{weapon[0][1:]} {verb} Jijiga, the mayor said.{WAR}", []

    single = [weapon for weapon in WEAPONS if weapon[0].startswith(("a ", "an "))]
    yield from cross("N weapons hit X", subject, WEAPONS, HITS, SIDES, every=2)
    yield from cross("N weapons of a side hit X", owned, WEAPONS, SIDES)
    yield from cross("N weapons kill people", harm, WEAPONS, HARMS)
    yield from cross("N weapons that have landed", relative, WEAPONS, ("that", "which"))
    yield from cross("X was hit by N weapons", by, WEAPONS, BY)
    yield from cross("hit X with N weapons", instrument, WEAPONS, WITH, SIDES, every=2)
    yield from cross("fired N weapons", fired, WEAPONS, FIRING, SIDES, every=2)
    yield from cross("a bomb dropped by a side", dropped, SIDES, ("killed", "wounded"))
    yield from cross("a planted bomb kills", planted, PLANTED, ("killed", "wounded"))
    yield from cross("a weapon seen", seen, single, SEEN)
