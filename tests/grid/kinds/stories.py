"""Stories of three to six sentences: two sides of one battle, a second source, a war's total behind an event, another event."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# The attacker as written, its name; the country attacked, its adjective, a town of it.
SIDES = (
    ("Fighters of Boko Haram", "Boko Haram", "Nigeria", "Nigerian", "Gwoza"),
    ("Boko Haram militants", "Boko Haram", "Nigeria", "Nigerian", "Maiduguri"),
    ("Taliban fighters", "Taliban", "Afghanistan", "Afghan", "Kunduz"),
    ("Al-Shabaab militants", "al-Shabaab", "Somalia", "Somali", "Kismayo"),
    ("M23 rebels", "M23", "DR Congo", "Congolese", "Goma"),
)
TOWNS = ("Gwoza", "Marawi", "Kismayo", "Kunduz")
# A day before Thursday, 14 March 2024.
DAYS = (("on Tuesday", "2024-03-12"), ("on Monday", "2024-03-11"), ("on 9 March", "2024-03-09"))
FIGURES = ((("seven", 7), ("19", 19), ("12", 12)), (("31", 31), ("four", 4), ("nine", 9)))
STATEMENTS = ("No group claimed the attack.", "The road to the town was closed.", "The governor called for calm.")
# What happened, as it is told first and as it is called later.
EVENTS = (
    ("A car bomb killed 16 people", "blast"), ("A roadside bomb killed 16 people", "explosion"),
    ("A suicide bomber killed 16 people", "attack"), ("A fire killed 16 people", "blaze"), ("Gunmen killed 16 people", "shooting"),
    ("An air strike killed 16 people", "raid"), ("Shelling killed 16 people", "bombardment"), ("An avalanche killed 16 people", "disaster"),
    ("Sixteen people died in a stampede", "crush"), ("16 people were killed when a bus overturned", "accident"),
    ("An earthquake killed 16 people", "quake"), ("A mudslide killed 16 people", "landslide"),
)  # fmt: skip
# A war as written, what it counts.
WARS = (
    ("The war has killed more than 15,000 people.", "more than 15,000", 15000),
    ("The conflict, which began in 2015, has killed at least 9,400 people.", "at least 9,400", 9400),
    ("More than 30,000 people have been killed since the war began.", "More than 30,000", 30000),
)
OTHERS = (
    "Last month, a similar attack killed three herders.",
    "On 2 February, a landmine killed three herders in the same district.",
    "Meanwhile, a landmine killed three herders.",
    "Elsewhere in the country, a landmine killed three herders.",
    "In a separate incident, a landmine killed three herders.",
    "Separately, a landmine killed three herders.",
    "In another attack, gunmen killed three herders.",
)
AGAIN = (
    "The {event} also wounded 27 people.",
    "Another 27 people were wounded in the {event}.",
    "The {event} left 27 people wounded.",
    "A further 27 were wounded.",
    "At the hospital, doctors treated 27 wounded.",
)


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def battle(side, day, figures, statement):
        attackers, group, country, adjective, town = side
        when = (day[1], day[1])
        (soldiers, a), (rebels, b), (hurt, c) = figures
        text = (
            f"{attackers} attacked an army post in {town} {day[0]}. {statement} {soldiers.capitalize()} {adjective} soldiers were "
            f"killed in the fighting. The army said that {rebels} fighters of the group were also killed. "
            f"{hurt.capitalize()} soldiers were wounded."
        )
        shared = {"date": when, "location": town, "incident": "a"}
        return text, [
            claim(soldiers.capitalize(), event="killed", low=a, affected=country, actor={group, None}, **shared),
            claim(rebels, event="killed", low=b, affected=group, **shared),
            claim(hurt.capitalize(), event="wounded", low=c, **shared),
        ]

    def told(event, town, day):
        """The first sentence, without its full stop, and the first claim with what all claims of the event share."""
        shared = {"date": (day[1], day[1]), "location": town, "incident": "a"}
        return f"{event[0]} in {town} {day[0]}", "Sixteen" if "Sixteen" in event[0] else "16", shared

    def second(event, town, day, again, statement):
        first, number, shared = told(event, town, day)
        text = (
            f"{first}, police said. {again.format(event=event[1])} {statement} "
            "A doctor at the hospital put the number of dead at 22."
        )
        return text, [
            claim(number, event="killed", **shared),
            claim("27", event="wounded", **shared),
            claim("22", event="killed", **shared),
        ]

    def background(event, town, day, war, again):
        first, number, shared = told(event, town, day)
        return f"{first}. {again.format(event=event[1])} {war[0]}", [
            claim(number, event="killed", **shared),
            claim("27", event="wounded", **shared),
            claim(war[1], event="killed", low=war[2], incident="B"),
        ]

    def another(event, town, day, other, again):
        first, number, shared = told(event, town, day)
        return f"{first}. {again.format(event=event[1])} {other}", [
            claim(number, event="killed", **shared),
            claim("27", event="wounded", **shared),
            claim("three", event="killed", incident="b"),
        ]

    def headline(event, town, day, again):
        first, number, shared = told(event, town, day)
        text = (
            f"At least 14 dead in {town}\n\n{first}. {again.format(event=event[1])} Among the dead were five children."
        )
        return text, [
            claim("At least 14", event="killed", **shared),
            claim(number, event="killed", **shared),
            claim("27", event="wounded", **shared),
            claim("five", event="killed", category="civilian", **shared),
        ]

    yield from cross("two sides of a battle", battle, SIDES, DAYS, FIGURES, STATEMENTS)
    yield from cross("a second source", second, EVENTS, TOWNS, DAYS, AGAIN, STATEMENTS, every=7)
    yield from cross("a war's total", background, EVENTS, TOWNS, DAYS, WARS, AGAIN, every=7)
    yield from cross("another event", another, EVENTS, TOWNS, DAYS, OTHERS, AGAIN, every=13)
    yield from cross("headline and details", headline, EVENTS, TOWNS, DAYS, AGAIN, every=4)
