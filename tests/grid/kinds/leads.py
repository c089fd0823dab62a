"""What stands above a list and holds for its items: giver and receiver, owner, loss, the nouns of a table's columns."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

GIVERS = (("Norway", "Norway"), ("Belgium", "Belgium"), ("Canada", "Canada"))
TAKERS = (("Ukraine", "Ukraine"), ("Armenia", "Armenia"))
ARMS = (("tanks", "tank"), ("howitzers", "artillery"))
OWNERS = (("Ethiopian", "Ethiopia"), ("Azerbaijani", "Azerbaijan"), ("Sudanese", "Sudan"))
BULLETS = ("- ", "• ", "* ")
LABELS = (("Tanks", "tank"), ("Howitzers", "artillery"), ("Trucks", "vehicle"), ("Helicopters", "helicopter"))
PEOPLE = (
    ("Soldiers", "military"),
    ("Civilians", "civilian"),
    ("Journalists", "civilian"),
    ("Police officers", "military"),
)
MONTHS = ("January", "February", "March", "October")
# Sentences under a heading that tells of losses, none of which counts any.
PROSE = (
    "More than 900 firemen worked on the slopes.",
    "Some 40 families came back to the valley.",
    "A retired teacher leads the new council.",
    "Eleven villagers learned to sew.",
)


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def handed(giver, taker, arms, bullet):
        text = (
            f"Aid\n\n{giver[0]} has delivered the following to {taker[0]}:\n\n{bullet}14 {arms[0]}\n{bullet}8 radars\n"
        )
        sides = {"event": "delivered", "affected": taker[1], "actor": giver[1]}
        return text, [claim("14", category=arms[1], **sides), claim("8", category="special_equipment", **sides)]

    def fates(owner, first, second):
        text = f"Losses of the {owner[0]} army:\n{first[0]}: 12 destroyed, 3 captured\n{second[0]}: 7 destroyed, 5 captured\n"
        out = []
        for (_, category), lost, taken in ((first, "12", "3"), (second, "7", "5")):
            out.append(claim(lost, event="destroyed", category=category, affected=owner[1]))
            out.append(claim(taken, event="captured", category=category, affected=owner[1]))
        return text, out

    def columns(people, label, months):
        text = f"Raids by month\n\nMonth\t{people[0]} killed\t{label[0]} destroyed\n"
        text += f"{months[0]}\t21\t13\n{months[1]}\t18\t8\n"
        out = []
        for dead, lost in (("21", "13"), ("18", "8")):
            out.append(claim(dead, event="killed", category=people[1], date=None))
            out.append(claim(lost, event="destroyed", category=label[1], date=None))
        return text, out

    def prose(heading, sentence):
        return f"The year\n\nA quiet year began.\n\n{heading}\n\n{sentence}\n", []

    yield from cross("arms handed over", handed, GIVERS, TAKERS, ARMS, BULLETS)
    yield from cross("two fates in a row", fates, OWNERS, LABELS[:2], LABELS[2:])
    yield from cross("a table's columns have nouns", columns, PEOPLE, LABELS[:3], (MONTHS[:2], MONTHS[2:]))
    yield from cross(
        "prose under a heading of losses", prose, ("Deaths in the valley", "The dead of May", "Casualties"), PROSE
    )
