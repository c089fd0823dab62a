"""Tallies by place, time or side, and tables: each number at its own place, its event from its word, its column or the heading."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# Place as written, name.
PLACES = (("Homs", "Homs"), ("Raqqa", "Raqqa"), ("Idlib", "Idlib"))
TOWNS = (("Gao", "Kidal"), ("Goma", "Bukavu"), ("Mekelle", "Gondar"))
# A word behind a number, its event.
KILLED = (("killed", "killed"), ("dead", "killed"))
HURT = (("injured", "wounded"), ("wounded", "wounded"))
TABLES = (
    ("Town", "Killed", "Injured", "killed", "wounded"),
    ("City", "Dead", "Wounded", "killed", "wounded"),
    ("Province", "Deaths", "Injuries", "killed", "wounded"),
    ("District", "Killed", "Missing", "killed", "missing"),
    ("Place", "Fatalities", "Injured", "killed", "wounded"),
    ("Region", "Wounded", "Killed", "wounded", "killed"),
)


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def by_place(mark, killed, hurt, bullet):
        first, second, third = PLACES
        text = (
            "Shelling hit several towns on Tuesday.\n\nCasualties by town:\n\n"
            f"{bullet}{first[0]}{mark}4 {killed[0]}, 9 {hurt[0]}\n{bullet}{second[0]}{mark}1 {killed[0]}\n{bullet}{third[0]}{mark}12 {hurt[0]}\n"
        )
        return text, [
            claim("4", event=killed[1], low=4, location=first[1]),
            claim("9", event=hurt[1], low=9, location=first[1]),
            claim("1", event=killed[1], low=1, location=second[1]),
            claim("12", event=hurt[1], low=12, location=third[1]),
        ]

    def within(towns, killed, order):
        text = f"Gunmen {killed[0]} 8 people on Monday: {order.format(*towns)}."
        return text, [
            claim("8", event="killed", low=8),
            claim("6", event="killed", low=6, location=towns[0]),
            claim("2", event="killed", low=2, location=towns[1]),
        ]

    def table(towns, heads, border):
        rows = [(heads[0], heads[1], heads[2]), ("---", "---", "---"), (towns[0], "14", "31"), (towns[1], "6", "8")]
        text = (
            "Victims of the raids\n\nThe raids began on Monday.\n\n"
            + "\n".join(border.format(*row) for row in rows)
            + "\n"
        )
        return text, [
            claim("14", event=heads[3], low=14, location=towns[0]),
            claim("31", event=heads[4], low=31, location=towns[0]),
            claim("6", event=heads[3], low=6, location=towns[1]),
            claim("8", event=heads[4], low=8, location=towns[1]),
        ]

    def arms(border):
        rows = [("Equipment", "Destroyed", "Captured"), ("Tanks", "40", "12"), ("Howitzers", "7", "3")]
        text = "Losses of the Ethiopian army\n\n" + "\n".join(border.format(*row) for row in rows) + "\n"
        return text, [
            claim("40", event="destroyed", category="tank", affected="Ethiopia"),
            claim("12", event="captured", category="tank", affected="Ethiopia"),
            claim("7", event="destroyed", category="artillery", affected="Ethiopia"),
            claim("3", event="captured", category="artillery", affected="Ethiopia"),
        ]

    def unknown(names, lead, shape):
        first, second, third = names
        text = (
            f"{lead}\n\n{shape.format(name=first, what='4 killed, 9 injured')}\n{shape.format(name=second, what='1 killed')}\n"
            f"{shape.format(name=third, what='12 injured')}\n"
        )
        return text, [
            claim("4", event="killed", low=4, location=first),
            claim("9", event="wounded", low=9, location=first),
            claim("1", event="killed", low=1, location=second),
            claim("12", event="wounded", low=12, location=third),
        ]

    def people(heads, names, border):
        rows = [(heads[0], "Killed", "Injured"), (names[0], "14", "51"), (names[1], "9", "22"), ("Total", "23", "73")]
        text = f"{heads[1]}\n\n" + "\n".join(border.format(*row) for row in rows) + "\n"
        return text, [
            claim(words, event=event, category=heads[2], low=int(words), location=place)
            for words, event, place in (
                ("14", "killed", names[0]), ("51", "wounded", names[0]), ("9", "killed", names[1]), ("22", "wounded", names[1]),
                ("23", "killed", None), ("73", "wounded", None),
            )
        ]  # fmt: skip

    yield from cross(
        "rows by villages in no gazetteer",
        unknown,
        (("Vornik", "Sels", "Upper Mard"), ("Tarvo", "Jebel Osk", "Quentar")),
        ("Casualties by village:", "The shelling hit three communities.", "The dead and the injured by district:"),
        ("{name}: {what}", "- {name}: {what}", "{name} - {what}"),
    )
    yield from cross(
        "tables by districts in no gazetteer",
        people,
        (("District", "Civilian casualties", "civilian"), ("Village", "Casualties of the storm", "unspecified"), ("Municipality", "Military casualties", "military")),
        (("Vornik", "Upper Mard"), ("Tarvo", "Jebel Osk")),
        ("| {} | {} | {} |", "{} | {} | {}", "{}\t{}\t{}"),
    )  # fmt: skip
    yield from cross(
        "towns before their numbers",
        within,
        TOWNS,
        (("killed", "killed"), ("shot dead", "killed")),
        ("in {0}, 6; in {1}, 2",),
    )
    yield from cross("rows by town", by_place, (": ", " - ", " — "), KILLED, HURT, ("", "- ", "• "))
    yield from cross(
        "towns within a sentence",
        within,
        TOWNS,
        (("killed", "killed"), ("shot dead", "killed")),
        ("6 in {0} and 2 in {1}",),
    )
    yield from cross("tables of people", table, TOWNS, TABLES, ("| {} | {} | {} |", "{} | {} | {}", "{}\t{}\t{}"))
    yield from cross("tables of arms", arms, ("| {} | {} | {} |", "{} | {} | {}", "{}\t{}\t{}"))
