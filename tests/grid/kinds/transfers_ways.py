"""Arms that arrive, are under way, ordered or refused; and what is sent at a target, which nobody is given."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NUMBERS = (("six", 6), ("18", 18), ("120", 120))
ARMS = (
    ("howitzers", "artillery"),
    ("tanks", "tank"),
    ("armoured vehicles", "armoured_vehicle"),
    ("air defence systems", "air_defence"),
)
TAKERS = ("Ukraine", "Moldova", "Latvia", "Jordan")
GIVERS = (("Portugal", "Portugal"), ("The Swiss government", "Switzerland"), ("Berlin", "Germany"))
ARRIVING = ("have arrived in", "arrived in", "arrived safely in")
WAYS = ("are on their way to", "are en route to", "are already on the way to", "were in transit to")
ORDERING = ("ordered", "has ordered", "has bought", "purchased")
REFUSING = (
    "refused to sell",
    "declined to send",
    "has refused to hand over",
    "decided against sending",
    "blocked the transfer of",
    "suspended the delivery of",
    "cancelled the sale of",
    "is considering sending",
    "wants to send",
)
THROWN = (("drones", "uav"), ("missiles", "missile"), ("rockets", "missile"))
AT = ("at", "towards", "against", "into")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def arrived(number, arms, taker, verb):
        return f"{number[0].capitalize()} {arms[0]} {verb} {taker}.", [
            claim(number[0].capitalize(), event="delivered", category=arms[1], low=number[1], affected=taker)
        ]

    def ordered(number, arms, taker, verb):
        return f"{taker} {verb} {number[0]} {arms[0]} from Sweden.", [
            claim(number[0], category=arms[1], low=number[1], affected=taker, actor="Sweden")
        ]

    def bought_for(number, arms, giver, taker, verb):
        return f"{giver[0]} {verb} {number[0]} {arms[0]} for {taker} on Monday.", [
            claim(number[0], event="delivered", category=arms[1], low=number[1], affected=taker, actor=giver[1])
        ]

    def refused(number, arms, giver, taker, verb):
        return f"{giver[0]} {verb} {number[0]} {arms[0]} to {taker}.", []

    def aimed(number, thrown, at):
        return f"The enemy sent {number[0]} {thrown[0]} {at} the port of Odesa.", [
            claim(number[0], event="launched", category=thrown[1], low=number[1], high=number[1])
        ]

    yield from cross("arrived in", arrived, NUMBERS, ARMS, TAKERS, ARRIVING, every=3)
    yield from cross("on the way to", arrived, NUMBERS, ARMS, TAKERS, WAYS, every=3)
    yield from cross("ordered from", ordered, NUMBERS, ARMS, TAKERS, ORDERING, every=3)
    buying = ("bought", "has bought", "purchased")
    yield from cross("bought for", bought_for, NUMBERS, ARMS, GIVERS, TAKERS, buying, every=7)
    yield from cross("refused", refused, NUMBERS, ARMS, GIVERS, TAKERS[:2], REFUSING, every=7)
    yield from cross("sent at a target", aimed, NUMBERS, THROWN, AT)
