"""Who did it and to whom, where the doer stands beside an attack, a bomb, a battle or the name of a banned group."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# A group, the country that it fights, its adjective, a town there.
GROUPS = (
    ("Boko Haram", "Nigeria", "Nigerian", "Bama"),
    ("al-Shabaab", "Somalia", "Somali", "Baidoa"),
    ("ELN", "Colombia", "Colombian", "Saravena"),
    ("Abu Sayyaf", "Philippines", "Philippine", "Jolo"),
)
ATTACKS = (
    "launched a car bomb attack on a market",
    "carried out a bombing",
    "staged an ambush",
    "mounted a grenade attack",
)
BOMBS = ("detonated a bomb", "hurled a grenade")
BLOWS = ("mortar attacks", "rocket attacks", "suicide attacks")
BANNED = ("outlawed", "banned", "proscribed")
BATTLES = ("in the battle", "in the fighting", "in the ambush")
# A country, its adjective, a country that it strikes, a town there.
POWERS = (
    ("Saudi Arabia", "Saudi", "Yemen", "Hodeidah"),
    ("Turkey", "Turkish", "Syria", "Afrin"),
    ("Pakistan", "Pakistani", "Afghanistan", "Khost"),
)
PEOPLE = ("people", "residents", "drivers")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def in_which(group, attack):
        name, _, _, town = group
        text = f"{name} {attack} in {town} on Monday, in which eleven people died."
        return text, [claim("eleven", event="killed", actor=name, location=town, date=("2024-03-11", "2024-03-11"))]

    def detonated(group, bomb):
        name, country, _, town = group
        text = f"{name} {bomb} near {town} that killed six soldiers."
        return text, [
            claim("a", kind="equipment"),
            claim("six", event="killed", actor=name, affected=country, location=town),
        ]

    def killed_and_injured(group, blow):
        name, _, _, town = group
        text = f"Some 40 people were killed and injured in {name} {blow} in {town}."
        return text, [claim("Some 40", event="casualties", actor=name, location=town)]

    def banned(group, word):
        name, country, adjective, town = group
        text = f"{adjective} troops killed three members of the {word} {name} near {town}."
        return text, [claim("three", event="killed", affected=name, actor=country, location=town)]

    def battle(group, battle):
        name, country, adjective, town = group
        text = f"{name} fighters attacked a convoy near {town}. The {adjective} army lost 30 soldiers {battle}."
        return text, [claim("30", affected=country, actor=name)]

    def abroad(power, people):
        country, adjective, struck, town = power
        text = f"{adjective} jets bombed a bus in {town}, killing nine {people}."
        return text, [claim("nine", event="killed", affected=struck, actor=country, location=town)]

    def answerable(group):
        name, country, adjective, _ = group
        text = f"A commander named Idris and his {name} fighters were responsible for the deaths of 200 {adjective} soldiers."
        return text, [claim("200", event="killed", affected=country, actor=name)]

    yield from cross("an attack in which they died", in_which, GROUPS, ATTACKS)
    yield from cross("a bomb that killed", detonated, GROUPS, BOMBS)
    yield from cross("killed and injured in attacks", killed_and_injured, GROUPS, BLOWS)
    yield from cross("members of a banned group", banned, GROUPS, BANNED)
    yield from cross("lost in the battle told before", battle, GROUPS, BATTLES)
    yield from cross("struck abroad", abroad, POWERS, PEOPLE)
    yield from cross("a commander and his fighters", answerable, GROUPS)
