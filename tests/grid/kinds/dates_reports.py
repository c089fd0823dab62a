"""Days of the report, the visit, the trial or the vote, which are not the day of what happened."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NUMBERS = (("nine", 9), ("14", 14), ("twenty-one", 21))
PEOPLE = (("farmers", "civilian"), ("soldiers", "military"), ("villagers", "civilian"))
SPEAKERS = ("police", "the governor", "a hospital official", "the ombudsman")
SAID = ("said", "reported", "announced", "confirmed", "told reporters", "claimed")
REPORTED = ("on Tuesday", "on Wednesday", "late on Monday", "on 12 March", "yesterday")
# The day of the event, which differs from any of the report.
HAPPENED = (
    ("on Sunday", "2024-03-10"),
    ("on Saturday morning", "2024-03-09"),
    ("on 3 March", "2024-03-03"),
    ("last Friday", "2024-03-08"),
)
BEFORE = ("before Sunday's vote", "ahead of Sunday's vote", "prior to Sunday's vote")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def wanted(number, people, date):
        return [claim(number[0], event="killed", category=people[1], low=number[1], high=number[1], date=date)]

    def upper(text):
        return text[0].upper() + text[1:]

    def behind(number, people, speaker, said, when):
        text = f"{upper(number[0])} {people[0]} were killed near Mardin, {speaker} {said} {when}."
        return text, [_first(wanted(number, people, None)[0], upper(number[0]))]

    def before(number, people, speaker, said, when):
        text = f"{upper(speaker)} {said} {when} that {number[0]} {people[0]} had been killed near Mardin."
        return text, wanted(number, people, None)

    def fronted(number, people, speaker, said, when):
        text = f"{upper(when)}, {speaker} {said} that {number[0]} {people[0]} had been killed near Mardin."
        return text, wanted(number, people, None)

    def both(number, people, said, when, event):
        text = f"Police {said} {when} that {number[0]} {people[0]} were killed near Mardin {event[0]}."
        return text, wanted(number, people, (event[1], event[1]))

    def event_first(number, people, said, when, event):
        text = f"{upper(number[0])} {people[0]} were killed near Mardin {event[0]}, police {said} {when}."
        return text, [_first(wanted(number, people, (event[1], event[1]))[0], upper(number[0]))]

    def compared(number, people, when):
        text = f"Gunmen killed {number[0]} {people[0]} near Mardin {when}."
        return text, wanted(number, people, None)

    def superlative(number, people, event):
        text = f"The deadliest raid since 1994 killed {number[0]} {people[0]} near Mardin {event[0]}."
        return text, wanted(number, people, (event[1], event[1]))

    yield from cross("report behind", behind, NUMBERS, PEOPLE, SPEAKERS, SAID, REPORTED, every=7)
    yield from cross("report before", before, NUMBERS, PEOPLE, SPEAKERS, SAID, REPORTED, every=7)
    yield from cross("report's day before all", fronted, NUMBERS, PEOPLE, SPEAKERS, SAID, REPORTED, every=7)
    yield from cross("report before, event's day behind", both, NUMBERS, PEOPLE, SAID, REPORTED, HAPPENED, every=7)
    yield from cross("event's day, report behind", event_first, NUMBERS, PEOPLE, SAID, REPORTED, HAPPENED, every=7)
    yield from cross("before a day", compared, NUMBERS, PEOPLE, BEFORE)
    yield from cross("superlative with its year", superlative, NUMBERS, PEOPLE, HAPPENED)


def _first(one, quantity):
    return claim(quantity, **one.fields)
