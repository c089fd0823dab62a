"""Sources at the end of a sentence, named behind what they are, or by whose count it goes."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

FACTS = (("twelve boys were killed", "Twelve"), ("twelve farmers drowned", "Twelve"), ("twelve people died", "Twelve"))
PEOPLE = ("a senator", "the abbot", "a councillor", "the coroner", "an elder")
VERBS = ("lamented", "concluded", "remarked", "complained", "recalled", "said", "has calculated")
# What it is, its name, and its name in the record.
NAMED = (
    ("the news agency", "Anadolu"),
    ("the broadcaster", "NHK"),
    ("the newspaper", "Reforma"),
    ("the charity", "Caritas"),
    ("the aid group", "Doctors Without Borders"),
)
COUNTS = ("count", "reckoning", "own account", "estimate", "tally")
OWNERS = (("the mayor's", "mayor"), ("the army's", "army"), ("the hospital's", "hospital"))


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def bare(who):
        return who.removeprefix("the ").removeprefix("an ").removeprefix("a ")

    def closing(fact, who, verb):
        return f"{fact[0].capitalize()}, {who} {verb}.", [claim(fact[1], source=bare(who), low=12)]

    def behind(fact, named, place):
        sentence = (
            f"{fact[0].capitalize()}, {named[0]} {named[1]} reported."
            if place == "behind"
            else f"{named[0].capitalize()} {named[1]} said that {fact[0]}."
        )
        return sentence, [claim("Twelve" if place == "behind" else "twelve", source=named[1], low=12)]

    def by_count(fact, owner, count):
        return f"By {owner[0]} {count}, {fact[0]}.", [claim("twelve", source=owner[1], low=12)]

    def told(fact, who):
        return f"{who.capitalize()} said that {fact[0]}. Nine were hurt, according to him.", [
            claim("twelve", source=bare(who)),
            claim("Nine", source=bare(who)),
        ]

    def going_on(fact):
        return f"{fact[0].capitalize()}, while the air raids continued.", [claim("Twelve", source=None, low=12)]

    yield from cross("verb that closes the sentence", closing, FACTS, PEOPLE, VERBS)
    yield from cross("name behind what it is", behind, FACTS, NAMED, ("before", "behind"))
    yield from cross("by whose count", by_count, FACTS, OWNERS, COUNTS)
    yield from cross("according to a pronoun", told, FACTS, ("the coroner", "the mayor", "the abbot"))
    yield from cross("no source", going_on, FACTS)
