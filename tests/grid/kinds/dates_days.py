"""Days, months and spans of what happened, told from the report or by the calendar, before and behind the clause."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NUMBERS = (("Nine", 9), ("14", 14))
PEOPLE = (("farmers", "civilian"), ("soldiers", "military"), ("people", "unspecified"))
# An expression as it stands behind its clause, its first and its last day as told on 14 March 2024, a Thursday.
DAYS = (
    ("on Monday", "2024-03-11", "2024-03-11"),
    ("on Thursday", "2024-03-14", "2024-03-14"),
    ("late on Friday", "2024-03-08", "2024-03-08"),
    ("on Wed.", "2024-03-13", "2024-03-13"),
    ("last Friday", "2024-03-08", "2024-03-08"),
    ("last Monday", "2024-03-04", "2024-03-04"),
    ("on Tuesday last week", "2024-03-05", "2024-03-05"),
    ("the Sunday before last", "2024-03-03", "2024-03-03"),
    ("yesterday", "2024-03-13", "2024-03-13"),
    ("the day before yesterday", "2024-03-12", "2024-03-12"),
    ("two days ago", "2024-03-12", "2024-03-12"),
    ("two Fridays ago", "2024-03-01", "2024-03-01"),
    ("a fortnight ago", "2024-02-29", "2024-02-29"),
    ("on the 12th", "2024-03-12", "2024-03-12"),
    ("on 3 January", "2024-01-03", "2024-01-03"),
    ("on Nov. 13", "2023-11-13", "2023-11-13"),
    ("on 24 Feb '22", "2022-02-24", "2022-02-24"),
    ("on 13.07.2022", "2022-07-13", "2022-07-13"),
    ("on 2016/04/30", "2016-04-30", "2016-04-30"),
    ("on Tuesday, March 12", "2024-03-12", "2024-03-12"),
    ("on Good Friday", "2023-04-07", "2023-04-07"),
    ("on Christmas Eve 2021", "2021-12-24", "2021-12-24"),
    ("overnight into Tuesday", "2024-03-11", "2024-03-12"),
)
SPANS = (
    ("last week", "2024-03-04", "2024-03-10"),
    ("the week before last", "2024-02-26", "2024-03-03"),
    ("over the weekend", "2024-03-09", "2024-03-10"),
    ("last month", "2024-02-01", "2024-02-29"),
    ("late last month", "2024-02-21", "2024-02-29"),
    ("earlier this month", "2024-03-01", "2024-03-14"),
    ("in October", "2023-10-01", "2023-10-31"),
    ("in mid-January", "2024-01-11", "2024-01-20"),
    ("in 03/2023", "2023-03-01", "2023-03-31"),
    ("in the first week of February", "2024-02-01", "2024-02-07"),
    ("in the third quarter of 2023", "2023-07-01", "2023-09-30"),
    ("in the first nine months of last year", "2023-01-01", "2023-09-30"),
    ("in the summer of 2014", "2014-06-01", "2014-08-31"),
    ("in the mid-1990s", "1994-01-01", "1996-12-31"),
    ("in January and February", "2024-01-01", "2024-02-29"),
    ("from Dec 28 to Jan 3", "2023-12-28", "2024-01-03"),
    ("between Monday and Wednesday", "2024-03-11", "2024-03-13"),
    ("in the past 24 hours", "2024-03-13", "2024-03-14"),
    ("in the week to 12 March", "2024-03-06", "2024-03-12"),
    ("since 2014", "2014-01-01", "2024-03-14"),
    ("as of March 12", None, "2024-03-12"),
    ("so far this year", "2024-01-01", "2024-03-14"),
)


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def told(number, people, date, quantity):
        return [
            claim(
                quantity,
                event="killed",
                category=people[1],
                low=number[1],
                high=number[1],
                date=(date[1], date[2]),
            )
        ]

    def behind(number, people, date):
        return f"{number[0]} {people[0]} were killed near Mardin {date[0]}.", told(number, people, date, number[0])

    def beside_report(number, people, date):
        text = f"{number[0]} {people[0]} were killed near Mardin {date[0]}, police said."
        return text, told(number, people, date, number[0])

    def within(number, people, date):
        few = number[0].lower()
        return f"A raid near Mardin {date[0]} killed {few} {people[0]}.", told(number, people, date, few)

    def fronted(number, people, date):
        few, when = number[0].lower(), date[0][0].upper() + date[0][1:]
        return f"{when}, gunmen killed {few} {people[0]} near Mardin.", told(number, people, date, few)

    def reported(number, people, date):
        few = number[0].lower()
        text = f"Police said {few} {people[0]} were killed {date[0]} in a raid near Mardin."
        return text, told(number, people, date, few)

    yield from cross("day behind the clause", behind, NUMBERS, PEOPLE, DAYS)
    yield from cross("day before a report without one", beside_report, NUMBERS, PEOPLE, DAYS)
    yield from cross("day within the subject", within, NUMBERS, PEOPLE, DAYS)
    yield from cross("day before the clause", fronted, NUMBERS, PEOPLE, DAYS)
    yield from cross("day in what is reported", reported, NUMBERS, PEOPLE, DAYS)
    yield from cross("span behind the clause", behind, NUMBERS, PEOPLE, SPANS)
    yield from cross("span in what is reported", reported, NUMBERS, PEOPLE, SPANS)
