"""Cards of events, as infoboxes and data bases print them: date, place and perpetrator hold for every number on them and below."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# Labels: date, place, doer, dead, hurt.
LABELS = (
    ("Date", "Location", "Perpetrators", "Deaths", "Injured"),
    ("Date of attack", "Place", "Attackers", "Killed", "Wounded"),
    ("Incident date", "Incident location", "Perpetrator group", "Fatalities", "Injuries"),
)
# Place as written, its name; perpetrator as written, its name.
EVENTS = (
    ("Mandera, Kenya", "Mandera", "al-Shabaab", "al-Shabaab"),
    ("Maiduguri, Nigeria", "Maiduguri", "Boko Haram", "Boko Haram"),
    ("Kunduz, Afghanistan", "Kunduz", "Taliban", "Taliban"),
)
# How a label and its value are set.
SHAPES = ("{l}: {v}", "{l}:\n{v}\n")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def card(labels, event, shape):
        date, place, doer, dead, hurt = labels
        notes = ((date, "3 April 2015"), (place, event[0]), (dead, "28"), (hurt, "11"), (doer, event[2]))
        text = "Raid on a school\n\n" + "\n".join(shape.format(l=label, v=value) for label, value in notes) + "\n"
        return text, [
            claim(number, event=told, date=("2015-04-03", "2015-04-03"), location=event[1], actor=event[3])
            for number, told in (("28", "killed"), ("11", "wounded"))
        ]

    def account(labels, event, shape):
        date, place, doer, _, _ = labels
        notes = "\n".join(
            shape.format(l=label, v=value)
            for label, value in ((date, "3 April 2015"), (place, event[0]), (doer, event[2]))
        )
        text = f"Raid on a school\n\n{notes}\n\nSeventeen pupils were killed in the dormitories.\n\nNine teachers were wounded.\n"
        return text, [
            claim(words, event=told, date=("2015-04-03", "2015-04-03"), location=event[1], actor=event[3])
            for words, told in (("Seventeen", "killed"), ("Nine", "wounded"))
        ]

    yield from cross("counts on the card", card, LABELS, EVENTS, SHAPES[:1])
    yield from cross("an account below", account, LABELS, EVENTS, SHAPES)
