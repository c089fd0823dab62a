"""Equipment given, sent, sold and promised: recipient, giver, and whether it has come."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NUMBERS = (("six", 6), ("18", 18), ("120", 120))
ARMS = (("howitzers", "artillery"), ("tanks", "tank"), ("helicopters", "helicopter"), ("armoured vehicles", "armoured_vehicle"),
        ("fighter jets", "aircraft"), ("anti-tank missiles", None), ("patrol boats", "ship"))  # fmt: skip
PAIRS = (
    ("Germany", "Ukraine"),
    ("Portugal", "Moldova"),
    ("Finland", "Estonia"),
    ("Turkey", "Azerbaijan"),
    ("Iran", "Syria"),
)
GIVE = ("gave", "sent", "has given", "has sent")
TO = ("delivered", "sent", "handed over", "donated", "shipped", "transferred", "supplied", "gave")
WITH = ("supplied", "provided", "equipped", "furnished", "armed", "has supplied")
# A plan before an infinitive.
PLANS = ("will", "is to", "agreed to", "plans to", "has promised to", "pledged to", "intends to", "decided to")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def given(number, arms, pair, event, actor=True):
        fields = {"event": event, "category": arms[1], "low": number[1], "high": number[1], "affected": pair[1]}
        if arms[1] is None:
            del fields["category"]
        if actor:
            fields["actor"] = pair[0]
        return [claim(number[0], **fields)]

    def double(number, arms, pair, verb):
        return f"{pair[0]} {verb} {pair[1]} {number[0]} {arms[0]}.", given(number, arms, pair, "delivered")

    def to(number, arms, pair, verb):
        return f"{pair[0]} {verb} {number[0]} {arms[0]} to {pair[1]}.", given(number, arms, pair, "delivered")

    def supplied_with(number, arms, pair, verb):
        return f"{pair[0]} {verb} {pair[1]} with {number[0]} {arms[0]}.", given(number, arms, pair, "delivered")

    def plan_double(number, arms, pair, plan):
        return f"{pair[0]} {plan} give {pair[1]} {number[0]} {arms[0]}.", given(number, arms, pair, "pledged")

    def plan_to(number, arms, pair, plan):
        return f"{pair[0]} {plan} send {number[0]} {arms[0]} to {pair[1]}.", given(number, arms, pair, "pledged")

    def plan_with(number, arms, pair, plan):
        return f"{pair[0]} {plan} supply {pair[1]} with {number[0]} {arms[0]}.", given(number, arms, pair, "pledged")

    def received(number, arms, pair, verb):
        return f"{pair[1]} {verb} {number[0]} {arms[0]} from {pair[0]}.", given(number, arms, pair, "delivered")

    def passive(number, arms, pair, verb):
        return f"{pair[1]} was {verb} {number[0]} {arms[0]} by {pair[0]}.", given(number, arms, pair, "delivered")

    def passive_things(number, arms, pair, verb):
        text = f"{number[0].capitalize()} {arms[0]} were {verb} to {pair[1]} by {pair[0]}."
        (only,) = given(number, arms, pair, "delivered")
        return text, [claim(number[0].capitalize(), **only.fields)]

    def announced(number, arms, pair, noun):
        return f"{pair[0]} announced {noun[0]} of {number[0]} {arms[0]} {noun[1]} {pair[1]}.", given(
            number, arms, pair, "pledged"
        )

    def package(number, arms, pair, verb):
        return (
            f"{pair[0]} announced a new military aid package for {pair[1]}. The package {verb} {number[0]} {arms[0]}.",
            given(number, arms, pair, "pledged"),
        )

    def package_for(number, arms, pair, verb):
        return f"The military aid package for {pair[1]} {verb} {number[0]} {arms[0]}, the army said.", given(
            number, arms, pair, "pledged", actor=False
        )

    def listed(number, arms, pair, verb):
        return (
            f"The army published a list of military aid {verb} to {pair[1]}, including {number[0]} {arms[0]}.",
            given(number, arms, pair, "delivered", actor=False),
        )

    def along(number, arms, pair):
        return f"{pair[0]} sent 40 trucks to {pair[1]}, along with {number[0]} {arms[0]}.", [
            claim("40", event="delivered", affected=pair[1], actor=pair[0]),
            *given(number, arms, pair, "delivered"),
        ]

    yield from cross("give X N", double, NUMBERS, ARMS, PAIRS, GIVE, every=3)
    yield from cross("deliver N to X", to, NUMBERS, ARMS, PAIRS, TO, every=5)
    yield from cross("supply X with N", supplied_with, NUMBERS, ARMS, PAIRS, WITH, every=3)
    yield from cross("will give X N", plan_double, NUMBERS, ARMS, PAIRS, PLANS, every=5)
    yield from cross("will send N to X", plan_to, NUMBERS, ARMS, PAIRS, PLANS, every=5)
    yield from cross("will supply X with N", plan_with, NUMBERS, ARMS, PAIRS, PLANS, every=5)
    yield from cross(
        "received N from Y",
        received,
        NUMBERS,
        ARMS,
        PAIRS,
        ("received", "has received", "got", "took delivery of", "obtained"),
        every=3,
    )
    yield from cross(
        "was given N by Y",
        passive,
        NUMBERS,
        ARMS,
        PAIRS,
        ("given", "sent", "handed", "promised"[:0] or "offered"[:0] or "sold"),
        every=3,
    )
    yield from cross(
        "N were delivered to X by Y",
        passive_things,
        NUMBERS,
        ARMS,
        PAIRS,
        ("delivered", "sent", "donated", "given", "supplied", "shipped"),
        every=5,
    )
    yield from cross(
        "announced the delivery of N",
        announced,
        NUMBERS,
        ARMS,
        PAIRS,
        (("the delivery", "to"), ("the transfer", "to"), ("a donation", "to")),
        every=3,
    )
    yield from cross(
        "the package includes N",
        package,
        NUMBERS,
        ARMS,
        PAIRS,
        ("includes", "will include", "contains", "also includes"),
        every=5,
    )
    yield from cross(
        "the package for X includes N",
        package_for,
        NUMBERS,
        ARMS,
        PAIRS,
        ("includes", "will include", "contains", "comprises"),
        every=5,
    )
    yield from cross(
        "a list of aid sent to X, including N",
        listed,
        NUMBERS,
        [arms for arms in ARMS if arms[0] not in ("helicopters", "patrol boats")],  # civilians have them too
        PAIRS,
        ("sent", "shipped", "delivered", "handed over"),
        every=5,
    )
    yield from cross("along with N", along, NUMBERS[:2], ARMS, PAIRS, every=2)
