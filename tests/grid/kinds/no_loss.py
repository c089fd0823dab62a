"""Sentences that count and harm nobody: captives freed, hypotheticals, shots, crime's cars and guns, animals."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, cross

NUMBERS = ("Two", "14", "At least 30", "Dozens of")
FREED = (
    "{N} hostages were freed in Kano.", "{N} nurses held hostage by bandits were freed.", "{N} clerks held hostage in Kano were freed.", "{N} monks abducted in May have been released.",
    "{N} kidnapped girls were released on Monday.", "The army rescued {n} captives near Kano.",
    "{N} prisoners of war were exchanged on Friday.", "The militants released {n} hostages.", "{N} abducted pupils have escaped.",
    "{N} captured soldiers returned home in a prisoner swap.", "The sides exchanged {n} prisoners.", "{N} missing hikers were found alive.",
)  # fmt: skip
HYPOTHETICAL = (
    "If the dam broke, {n} people would die.", "A war could kill {n} people, he warned.", "If war came, {n} soldiers would be killed.",
    "The army would lose {n} tanks in such an attack.", "Unless help comes, {n} children will die.", "The plot aimed to kill {n} people.",
)  # fmt: skip
CRIME = (
    "Police sent {n} squad cars to the bank.", "The robbers fired {n} shots into the air.", "Officers seized {n} pistols from the flat.",
    "A robber pulled a gun and took the money.", "A car crashed into a wall in Leeds.", "A truck overturned on the motorway near Lyon.",
    "A man fired {n} shots at a house in Leeds.", "Thieves stole {n} cars from the lot.", "{N} cars were damaged in the pile-up.",
)  # fmt: skip
ANIMALS = ("{N} cows died in the flood.", "{N} whales were found dead on the beach.", "The fire killed {n} sheep.", "{N} elephants were killed by poachers.",
           "Bird flu killed {n} chickens.", "{N} dogs were shot dead.", "{N} horses were injured in the storm.")  # fmt: skip
OTHERS = (
    "{N} houses were destroyed in the storm.", "{N} people were evacuated from the town.", "{N} people were arrested after the riot.",
    "{N} soldiers were deployed to the border.", "{N} families lost their homes.", "{N} people survived the crash.",
    "{N} jobs were lost when the plant closed.", "The team lost {n} games.",
)  # fmt: skip


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def none(frame, number):
        return frame.format(N=number, n=number.lower()), []

    yield from cross("captives freed or exchanged", none, FREED, NUMBERS)
    yield from cross("hypothetical", none, HYPOTHETICAL, NUMBERS)
    yield from cross("crime and accident", none, CRIME, NUMBERS)
    yield from cross("animals", none, ANIMALS, NUMBERS)
    yield from cross("what is no loss", none, OTHERS, NUMBERS)
