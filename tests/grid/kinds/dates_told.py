"""Two sentences and two days: the second is told from the first, or has its own; open spans that an as-of closes."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NUMBERS = (("nine", 9), ("14", 14))
PEOPLE = (("farmers", "civilian"), ("soldiers", "military"))
# A second day told from 3 May 2021, a Monday.
STEPS = (
    ("A day later", "2021-05-04", "2021-05-04"),
    ("The next day", "2021-05-04", "2021-05-04"),
    ("The following day", "2021-05-04", "2021-05-04"),
    ("Two days later", "2021-05-05", "2021-05-05"),
    ("Three weeks later", "2021-05-24", "2021-05-24"),
    ("The following Friday", "2021-05-07", "2021-05-07"),
    ("That Friday", "2021-05-07", "2021-05-07"),
    ("Later that day", "2021-05-03", "2021-05-03"),
    ("The previous day", "2021-05-02", "2021-05-02"),
    ("On 9 May", "2021-05-09", "2021-05-09"),
)
OPENINGS = (("since January", "2024-01-01"), ("since 2019", "2019-01-01"), ("this year", "2024-01-01"))
CLOSES = (("Through March 12", "2024-03-12"), ("As of Sunday", "2024-03-10"), ("As of 9 March", "2024-03-09"))
BEGAN = ("The war began in 2011.", "The conflict started in March 2011.", "The uprising began in early 2011.")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def stepped(number, people, step):
        text = (
            f"Gunmen killed two policemen in Mardin on 3 May 2021. {step[0]}, "
            f"gunmen killed {number[0]} {people[0]} near the town."
        )
        return text, [
            claim("two", event="killed", low=2, high=2, date=("2021-05-03", "2021-05-03")),
            claim(number[0], event="killed", category=people[1], low=number[1], date=(step[1], step[2])),
        ]

    def closed(number, people, opening, close):
        text = f"{close[0]}, {number[0]} {people[0]} had been killed near Mardin {opening[0]}."
        return text, [claim(number[0], event="killed", low=number[1], date=(opening[1], close[1]))]

    def begun(number, people, began):
        text = f"{began} More than {number[0]}00 {people[0]} have been killed." if number[0].isdigit() else None
        text = text or f"{began} {number[0].capitalize()} hundred {people[0]} have been killed."
        quantity = f"More than {number[0]}00" if number[0].isdigit() else f"{number[0].capitalize()} hundred"
        return text, [claim(quantity, event="killed", low=100 * number[1], date=None)]

    yield from cross("told from the day before it", stepped, NUMBERS, PEOPLE, STEPS)
    yield from cross("a span that an as-of closes", closed, NUMBERS, PEOPLE, OPENINGS, CLOSES)
    yield from cross("a total after a war's beginning", begun, NUMBERS, PEOPLE, BEGAN)
