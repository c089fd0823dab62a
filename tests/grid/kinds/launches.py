"""Missiles and drones launched and shot down, with subjects of every sort."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NUMBERS = (("12", 12), ("57", 57), ("six", 6))
THROWN = (
    ("drones", "uav"),
    ("missiles", "missile"),
    ("cruise missiles", "missile"),
    ("rockets", "missile"),
    ("attack drones", "uav"),
)
SIDES = (("Russia", "Ukraine"), ("Iran", "Israel"), ("Sudan", "Chad"))
FIRE = ("fired", "launched", "has launched", "said it had fired")
DOWN = ("shot down", "downed", "intercepted", "has intercepted")
OF_THEM = ("{} of which were shot down", "of which {} were intercepted", "{} of them were downed")
DEFENDERS = ("The air force", "Air defences", "Air defence units", "Anti-aircraft crews", "The army")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def fired(number, thrown, sides, verb):
        return f"{sides[0]} {verb} {number[0]} {thrown[0]} at {sides[1]}.", [
            claim(number[0], event="launched", category=thrown[1], low=number[1], affected=sides[0], actor=sides[0])
        ]

    def both(number, sides, verb):
        return f"{sides[0]} {verb} {number[0]} missiles and 25 drones at {sides[1]} overnight.", [
            claim(number[0], event="launched", category="missile", low=number[1], affected=sides[0]),
            claim("25", event="launched", category="uav", low=25, affected=sides[0]),
        ]

    def downed(number, thrown, defender, verb):
        return f"{defender} {verb} {number[0]} {thrown[0]} overnight.", [
            claim(number[0], event="shot_down", category=thrown[1], low=number[1])
        ]

    def two_sentences(number, thrown, sides, defender, verb):
        return f"{sides[0]} launched 80 {thrown[0]} at {sides[1]} overnight. {defender} {verb} {number[0]} of them.", [
            claim("80", event="launched", category=thrown[1], low=80, affected=sides[0]),
            claim(number[0], event="shot_down", category=thrown[1], low=number[1], affected=sides[0]),
        ]

    def again(number, thrown, sides, verb):
        return f"{sides[0]} launched 80 {thrown[0]} at {sides[1]}. {sides[1]} {verb} {number[0]} {thrown[0]}.", [
            claim("80", event="launched", low=80, affected=sides[0]),
            claim(number[0], event="shot_down", category=thrown[1], low=number[1], affected=sides[0], actor=sides[1]),
        ]

    def part(number, thrown, sides, told):
        return f"{sides[0]} launched 80 {thrown[0]} at {sides[1]}, {told.format(number[0])}.", [
            claim("80", event="launched", category=thrown[1], low=80, affected=sides[0], actor=sides[0]),
            claim(number[0], event="shot_down", category=thrown[1], low=number[1], affected=sides[0]),
        ]

    def attacked(number, thrown, sides):
        return f"{sides[0]} attacked {sides[1]} with {number[0]} {thrown[0]} overnight.", [
            claim(number[0], event="launched", category=thrown[1], low=number[1], affected=sides[0])
        ]

    def passive(number, thrown, sides):
        return f"{number[0].capitalize()} {thrown[0]} were fired at {sides[1]} from {sides[0]}.", [
            claim(number[0].capitalize(), event="launched", category=thrown[1], low=number[1])
        ]

    def hit(number, thrown):
        return f"{number[0].capitalize()} {thrown[0]} hit the city overnight.", [
            claim(number[0].capitalize(), event="launched", category=thrown[1], low=number[1])
        ]

    yield from cross("fired N at X", fired, NUMBERS, THROWN, SIDES, FIRE, every=3)
    yield from cross("fired N missiles and M drones", both, NUMBERS, SIDES, FIRE)
    yield from cross("defenders shot down N", downed, NUMBERS, THROWN, DEFENDERS, DOWN, every=3)
    yield from cross(
        "launched N. Shot down M of them", two_sentences, NUMBERS[:2], THROWN, SIDES, DEFENDERS, DOWN, every=7
    )
    yield from cross("launched N. X shot down M", again, NUMBERS[:2], THROWN, SIDES, DOWN[:3], every=3)
    yield from cross("launched N, M of which were shot down", part, NUMBERS, THROWN, SIDES, OF_THEM, every=3)
    yield from cross("attacked X with N", attacked, NUMBERS, THROWN, SIDES)
    yield from cross("N were fired at X", passive, NUMBERS, THROWN, SIDES)
    yield from cross("N hit the city", hit, NUMBERS, THROWN)
