"""People killed and wounded in plain clauses, in every voice and tense."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NUMBERS = (("Two", 2), ("Nine", 9), ("14", 14), ("Twenty-one", 21))
# Noun, category.
PEOPLE = (("men", "unspecified"), ("soldiers", "military"), ("farmers", "civilian"), ("police officers", "military"),
          ("villagers", "civilian"), ("people", "unspecified"))  # fmt: skip
# A predicate and its event.
PASSIVE = (("were killed", "killed"), ("were shot and killed", "killed"), ("were shot dead", "killed"), ("were fatally shot", "killed"),
           ("have been gunned down", "killed"), ("were stabbed to death", "killed"), ("were beaten to death", "killed"),
           ("died", "killed"), ("are dead", "killed"), ("were wounded", "wounded"), ("have been injured", "wounded"),
           ("were shot and wounded", "wounded"), ("were taken hostage", "abducted"), ("went missing", "missing"))  # fmt: skip
ACTIVE = (
    ("killed", "killed"),
    ("shot dead", "killed"),
    ("wounded", "wounded"),
    ("injured", "wounded"),
    ("kidnapped", "abducted"),
)


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def passive(number, people, verb):
        return f"{number[0]} {people[0]} {verb[0]} near Mardin, police said.", [
            claim(
                number[0],
                event=verb[1],
                category=people[1],
                low=number[1],
                high=number[1],
                source="police",
                location="Mardin",
            )
        ]

    def active(number, people, verb):
        return f"Gunmen {verb[0]} {number[0].lower()} {people[0]} near Mardin, police said.", [
            claim(
                number[0].lower(),
                event=verb[1],
                category=people[1],
                low=number[1],
                high=number[1],
                source="police",
                actor=None,
            )
        ]

    yield from cross("passive or intransitive predicate", passive, NUMBERS, PEOPLE, PASSIVE)
    yield from cross("active, object counted", active, NUMBERS, PEOPLE, ACTIVE)
