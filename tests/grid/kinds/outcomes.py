"""Pairs of verbs, adverbs and phrases that tell the outcome: "shot and killed", "stabbed to death", "one fatally"."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NUMBERS = (("Two", 2), ("11", 11), ("Seventeen", 17))
# Noun, category.
PEOPLE = (("men", "unspecified"), ("nurses", "civilian"), ("constables", "military"), ("people", "unspecified"),
          ("beekeepers", frozenset(["civilian", "unspecified"])), ("soldiers", "military"))  # fmt: skip
# What was done, and what came of it.
VERBS = (
    ("shot and killed", "killed"), ("beaten and killed", "killed"), ("ambushed and killed", "killed"), ("abducted and killed", "killed"),
    ("kidnapped and murdered", "killed"), ("stabbed and killed", "killed"), ("fatally shot", "killed"), ("fatally stabbed", "killed"),
    ("shot dead", "killed"), ("shot to death", "killed"), ("stabbed to death", "killed"), ("hacked to death", "killed"),
    ("beaten to death", "killed"), ("gunned down", "killed"), ("burned alive", "killed"), ("shot and wounded", "wounded"),
    ("shot and injured", "wounded"), ("attacked and wounded", "wounded"), ("beaten and injured", "wounded"), ("taken hostage", "abducted"),
    ("attacked and kidnapped", "abducted"), ("shot and seriously wounded", "wounded"),
)  # fmt: skip
# Several verbs under one number that leave open what befell each.
MIXED = (
    ("killed or wounded", "casualties"),
    ("killed and wounded", "casualties"),
    ("killed or captured", "casualties"),
)
WOUNDING = ("shot", "stabbed", "wounded", "injured", "hurt", "beaten", "burned")
KILLERS = ("gunmen", "two gunmen", "a lone attacker", "unknown assailants", "a man with a rifle")
FATALLY = (
    ("one fatally", "one", 1),
    ("two fatally", "two", 2),
    ("three of them fatally", "three", 3),
    ("two mortally", "two", 2),
)


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def passive(number, people, verb):
        return f"{number[0]} {people[0]} were {verb[0]} near Mardin.", [
            claim(number[0], event=verb[1], category=people[1], low=number[1], high=number[1], location="Mardin")
        ]

    def perfect(number, people, verb):
        return f"Police said {number[0].lower()} {people[0]} had been {verb[0]} overnight.", [
            claim(
                number[0].lower(),
                event=verb[1],
                category=people[1],
                low=number[1],
                high=number[1],
                source=frozenset(["police", "Police"]),
            )
        ]

    def by_agent(number, people, verb, killer):
        return f"{number[0]} {people[0]} were {verb[0]} by {killer} in Quito.", [
            claim(number[0], event=verb[1], category=people[1], low=number[1], high=number[1], location="Quito")
        ]

    def single(verb, killer):
        return f"A man was {verb[0]} by {killer} on Tuesday.", [claim("A", event=verb[1], low=1, high=1)]

    def reduced(number, people, verb):
        return f"The {people[0]} were among {number[0].lower()} people {verb[0]} in Quito.", [
            claim(number[0].lower(), event=verb[1], low=number[1], high=number[1])
        ]

    def active(number, people, verb):
        text = f"Gunmen {verb[0]} {number[0].lower()} {people[0]} in Quito on Tuesday."
        return text, [claim(number[0].lower(), event=verb[1], category=people[1], low=number[1], high=number[1])]

    def mixed(number, people, verb):
        return f"{number[0]} {people[0]} were {verb[0]} in Quito.", [
            claim(number[0], event=verb[1], category=people[1], low=number[1])
        ]

    def fatally(number, people, verb, part):
        return f"{number[0]} {people[0]} were {verb}, {part[0]}, in Quito.", [
            claim(number[0], low=number[1]),
            claim(part[1], event="killed", low=part[2], high=part[2]),
        ]

    def shot_fatally(number, people, part):
        return f"A gunman shot {number[0].lower()} {people[0]}, {part[0]}.", [
            claim(number[0].lower(), low=number[1]),
            claim(part[1], event="killed", low=part[2], high=part[2]),
        ]

    yield from cross("passive pair", passive, NUMBERS, PEOPLE, VERBS)
    yield from cross("perfect passive pair", perfect, NUMBERS, PEOPLE, VERBS, every=2)
    yield from cross("passive pair with its agent", by_agent, NUMBERS, PEOPLE, VERBS, KILLERS, every=7)
    yield from cross("one man, by an agent", single, VERBS, KILLERS)
    yield from cross("reduced pair", reduced, NUMBERS, PEOPLE[:1] + PEOPLE[2:3], VERBS)
    yield from cross(
        "active pair",
        active,
        NUMBERS,
        PEOPLE,
        [
            v
            for v in VERBS
            if v[0]
            not in (
                "burned alive",
                "taken hostage",
                "gunned down",
                "stabbed to death",
                "hacked to death",
                "beaten to death",
                "shot to death",
            )
        ],
    )
    yield from cross("pair that leaves it open", mixed, NUMBERS, PEOPLE, MIXED)
    yield from cross("one fatally", fatally, NUMBERS[1:], PEOPLE, WOUNDING, FATALLY)
    yield from cross("shot N, one fatally", shot_fatally, NUMBERS[1:], PEOPLE, FATALLY)
