"""What the lead of a list tells for all its rows: whose they are, who did it, who speaks, which day; rows that are a fate alone."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# A lead, then owner, actor, event where the lead tells it.
LEADS = (
    ("Equipment of the Ethiopian army destroyed at Shire:", "Ethiopia", None, "destroyed"),
    ("Losses inflicted by Hezbollah on the Israeli army:", "Israel", "Hezbollah", "lost"),
    ("Our forces destroyed the following near Wad Sharif:", "Sudan", "Rapid Support Forces", "destroyed"),
    ("Our forces inflicted heavy losses on the army:", "Sudan", "Rapid Support Forces", "lost"),
    ("Captured from the Somali army by al-Shabaab:", "Somalia", "al-Shabaab", "captured"),
    ("The Armenian army has lost the following:", "Armenia", None, "lost"),
    ("Losses of the Georgian army in two days:", "Georgia", None, "lost"),
)  # fmt: skip
BULLETS = ("- ", "• ", "1. ", "* ")
# Words for a number and what it counts.
ARMS = (
    (("three", 3, "tanks", "tank"), ("a dozen", 12, "trucks", "vehicle"), ("two", 2, "helicopters", "helicopter")),
    (("12", 12, "howitzers", "artillery"), ("four", 4, "armoured personnel carriers", "armoured_vehicle"), ("7", 7, "T-72 tanks", "tank")),
)  # fmt: skip
# A lead that tells who speaks, then the speaker.
TELLERS = (
    ("The civil protection agency gave this table:", "civil protection agency"),
    ("The health directorate counted the victims:", "health directorate"),
    ("The interior ministry of Ecuador published the results of the week:", "interior ministry of Ecuador"),
    ("Governor Ole Marsk on the shelling:", "Ole Marsk"),
    ("The mayor, Ada Lunt, summed up the night:", "Ada Lunt"),
    ("From the fire service:", "fire service"),
    ("Health ministry figures:", "health ministry"),
)
SIDES = (("Italian", "Italy", "Ethiopian", "Ethiopia"), ("Serbian", "Serbia", "Bulgarian", "Bulgaria"))


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def led(lead, arms, bullet):
        head = (
            "Rapid Support Forces\nOfficial spokesman\n\n" if lead[0].startswith("Our") else "The day at the front\n\n"
        )
        rows = "\n".join(f"{bullet}{words} {noun}" for words, _, noun, _ in arms)
        wanted = [
            claim(words, event=lead[3], category=category, low=number, affected=lead[1], actor={None, lead[2]})
            for words, number, _, category in arms
        ]
        return f"{head}{lead[0]}\n{rows}\n\nThe front was calm.", wanted

    def told(teller, mark):
        text = f"Storm in the hills\n\nA storm struck on Monday.\n\n{teller[0]}\n\nHill Town{mark}14 dead, 31 injured\nRavine{mark}6 dead\n"
        return text, [
            claim("14", event="killed", low=14, source=teller[1]),
            claim("31", event="wounded", low=31, source=teller[1]),
            claim("6", event="killed", low=6, source=teller[1]),
        ]

    def sides(names, after, shape):
        first, one, second, other = names
        text = (
            f"Battle of Adwen, 12 March 1896. Casualties and losses\n\n{first} {after}:\n"
            + "\n".join(shape.format(n=number, fate=fate) for number, fate in (("6,100", "killed"), ("1,430", "wounded")))
            + f"\n\n{second} {after}:\n"
            + "\n".join(shape.format(n=number, fate=fate) for number, fate in (("3,900", "killed"), ("8,000", "wounded")))
            + "\n"
        )  # fmt: skip
        return text, [
            claim(number, event=event, category="military", affected=owner)
            for number, event, owner in (
                ("6,100", "killed", one), ("1,430", "wounded", one), ("3,900", "killed", other), ("8,000", "wounded", other),
            )
        ]  # fmt: skip

    def fates(head, mark):
        text = f"{head[0]}\nDestroyed{mark}30\nDamaged{mark}12\nCaptured{mark}21\n"
        return text, [
            claim(str(number), event=event, category=head[1], low=number, affected=head[2])
            for number, event in ((30, "destroyed"), (12, "damaged"), (21, "captured"))
        ]

    def headed(month, shape):
        text = f"Peacekeepers killed in {month[0]}\n\n" + "\n".join(
            shape.format(side=side, n=number) for side, number in (("Nepal", 3), ("Chad", 2), ("Fiji", 1))
        )
        return text, [
            claim(str(number), event="killed", category="military", low=number, affected=side, date=month[1])
            for side, number in (("Nepal", 3), ("Chad", 2), ("Fiji", 1))
        ]

    def years(head, mark):
        text = f"{head[0]}\n\n" + "\n".join(
            f"{year}{mark}{number}" for year, number in ((2018, 44), (2019, 51), (2020, 37))
        )
        return text, [
            claim(str(number), event="killed", category=head[1], low=number, date=(f"{year}-01-01", f"{year}-12-31"))
            for year, number in ((2018, 44), (2019, 51), (2020, 37))
        ]

    def spelt(mark):
        text = f"Losses of the Eritrean army\n\nTanks{mark}seven\nHowitzers{mark}eleven\nMortars{mark}twenty\n"
        return text, [
            claim(words, event="lost", category=category, low=number, affected="Eritrea")
            for words, number, category in (
                ("seven", 7, "tank"),
                ("eleven", 11, "artillery"),
                ("twenty", 20, "artillery"),
            )
        ]

    def games(border):
        rows = (("Team", "Played", "Won", "Lost"), ("Vornik", "9", "7", "2"), ("Tarvo", "9", "5", "4"))
        return "Table after round nine\n\n" + "\n".join(border.format(*row) for row in rows) + "\n", []

    yield from cross(
        "a row a year",
        years,
        (("Police officers killed in Honduras", "military"), ("Journalists killed in Mexico", "civilian")),
        (": ", ":", " : "),
    )
    yield from cross("number words behind a label", spelt, (": ", " - ", " \u2013 "))
    yield from cross("games lost", games, ("{} | {} | {} | {}", "| {} | {} | {} | {} |", "{}\t{}\t{}\t{}"))
    yield from cross("whose and by whom", led, LEADS, ARMS, BULLETS)
    yield from cross("who speaks", told, TELLERS, (": ", " - "))
    yield from cross(
        "a heading for each side", sides, SIDES, ("side", "army", "losses"), ("- {n} {fate}", "{fate}: {n}")
    )
    yield from cross(
        "fates alone",
        fates,
        (("Tanks of the Georgian army", "tank", "Georgia"), ("Eritrean howitzers", "artillery", "Eritrea"), ("Guns of the Turkish army", "artillery", "Turkey")),
        (": ", " - ", " — "),
    )  # fmt: skip
    yield from cross(
        "a month above",
        headed,
        (("February", ("2024-02-01", "2024-02-29")), ("January 2024", ("2024-01-01", "2024-01-31"))),
        ("{side} - {n}", "{side}: {n}", "• {side} – {n}"),
    )
