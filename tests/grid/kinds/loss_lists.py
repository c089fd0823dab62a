"""Lists of losses that communiques give, in every layout: rows, growth, owner through the speaker or the opening."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# Label, category, event.
ROWS = (
    (("Personnel", "military", "casualties"), ("Tanks", "tank", "lost"), ("Armoured combat vehicles", "armoured_vehicle", "lost"), ("Artillery systems", "artillery", "lost"), ("Helicopters", "helicopter", "lost")),
    (("Troops", "military", "casualties"), ("APVs", "armoured_vehicle", "lost"), ("MLRS", "mlrs", "lost"), ("Anti-aircraft systems", "air_defence", "lost"), ("UAVs", "uav", "lost")),
    (("Soldiers", "military", "casualties"), ("Howitzers", "artillery", "lost"), ("Fighter jets", "aircraft", "lost"), ("Trucks and fuel tankers", "vehicle", "lost"), ("Warships / boats", "ship", "lost")),
)  # fmt: skip
# How a row sets label, number and growth ({g} with its sign).
LAYOUTS = (
    "{l} — {n} ({g})", "{l} - {n} ({g})", "{l}: {n} ({g})", "{l} = {n} ({g})", "• {l} – {n} ({g})", "- {l} — {n} ({g})",
    "{l} {n} ({g})", "{n} {l} ({g})", "{n}: {l} ({g})", "🔹 {l} : {n} [{g}]", "{l} ‒ {n} ({g}),", "**{l}** — {n} ({g})", "1) {l} - {n} ({g})", "✅ {l} — {n} {g}",
)  # fmt: skip
# Opening, owner. The speaker is never the owner.
OPENINGS = (
    ("Losses of the Armenian army as of 11 March 2024:", "Armenia"),
    ("The Azerbaijani army has lost:", "Azerbaijan"),
    ("Total combat losses of the Ethiopian army:", "Ethiopia"),
    ("Sudanese army losses", "Sudan"),
    ("Losses of the Israeli army", "Israel"),
    ("RUSSIAN LOSSES", "Russia"),
    ("Losses of the Eritrean armed forces since the beginning of the war:", "Eritrea"),
    ("Total enemy losses, General Staff of the Armed Forces of Ukraine:", "Russia"),
)
NUMBERS = (7104, 38, 12411, 2016, 905)
GROWTH = ("+41", "+4", "+13", "+0", "+1")


def _claims(rows, owner, fields, *, growth):
    out = []
    for (_, category, event), number, grown in zip(rows, NUMBERS, GROWTH, strict=True):
        out.append(
            claim(str(number), event=event, category=category, low=number, high=number, affected=owner, **fields)
        )
        if growth:
            more = int(grown)
            out.append(
                claim(
                    grown, event=event, category=category, low=more, high=more, affected=owner, increment_of=str(number)
                )
            )
    return out


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def listed(opening, rows, layout):
        lines = [
            layout.format(l=row[0], n=number, g=grown) for row, number, grown in zip(rows, NUMBERS, GROWTH, strict=True)
        ]
        return "\n".join([opening[0], *lines]), _claims(rows, opening[1], {}, growth=True)

    def bare(opening, rows, layout):
        lines = [
            layout.format(l=row[0], n=number, g="+0").replace(" (+0)", "").replace(" [+0]", "").replace(" +0", "")
            for row, number in zip(rows, NUMBERS, strict=True)
        ]
        return opening[0] + "\n\n" + "\n".join(lines) + "\n\nThe front was calm.", _claims(
            rows, opening[1], {}, growth=False
        )

    def inline(opening, rows, mark):
        parts = f"{mark} ".join(
            f"{row[0].lower() if row[0] != 'MLRS' else row[0]} - {number} ({grown})"
            for row, number, grown in zip(rows, NUMBERS, GROWTH, strict=True)
        )
        return f"{opening[0].rstrip(':')}: {parts}.", _claims(rows, opening[1], {}, growth=True)

    def ministry(layout, first):
        text = (
            "General Staff of the Armed Forces of Ukraine\n\n"
            f"The total combat losses of the enemy from {first} to 11.03.2024 were approximately:\n"
            + layout.format(l="personnel", n="about 431 550", g="+740").replace("about 431 550 personnel", "about 431 550 personnel")
            + "\n" + layout.format(l="tanks", n="6 690", g="+9") + "\n" + layout.format(l="special equipment", n="1 615", g="+3") + "\n\nData are being updated."
        )  # fmt: skip
        wanted = [
            ("about 431 550", 431550, "casualties", "military", "+740", 740),
            ("6 690", 6690, "lost", "tank", "+9", 9),
            ("1 615", 1615, "lost", "special_equipment", "+3", 3),
        ]
        out = []
        for words, number, event, category, grown, more in wanted:
            out.append(
                claim(
                    words,
                    event=event,
                    category=category,
                    low=number,
                    high=number,
                    affected="Russia",
                    date=("2022-02-24", "2024-03-11"),
                )
            )
            out.append(
                claim(
                    grown,
                    event=event,
                    category=category,
                    low=more,
                    high=more,
                    affected="Russia",
                    date=("2024-03-10", "2024-03-11"),
                    increment_of=words,
                )
            )
        return text, out

    def unknown(opening, label):
        text = f"{opening[0]}\nTanks — 31\n{label} — 12\nHelicopters — 3"
        return text, [
            claim("31", event="lost", category="tank", affected=opening[1]),
            claim("12", event="lost", category="equipment", affected=opening[1], item=label),
            claim("3", event="lost", category="helicopter", affected=opening[1]),
        ]

    def daily(opening, label):
        rows = ((241, 3), (198, 6), (310, 12))
        lines = [f"{label.format(13 + k)}: {men} soldiers, {tanks} tanks" for k, (men, tanks) in enumerate(rows)]
        wanted = []
        for men, tanks in rows:
            wanted.append(claim(str(men), event="casualties", category="military", low=men, affected=opening[1]))
            wanted.append(claim(str(tanks), event="lost", category="tank", low=tanks, affected=opening[1]))
        return "\n".join([opening[0], *lines]), wanted

    def fates(opening, rows):
        text = f"{opening[0]}\n* 63 tanks {rows}\n* 12 helicopters destroyed"
        return text, [
            claim("63", event="lost", category="tank", low=63, affected=opening[1]),
            claim("12", event="destroyed", category="helicopter", low=12, affected=opening[1]),
        ]

    def transposed(columns, bar):
        head = f"| | {columns[0][0]} | {columns[1][0]} |\n{bar}\n"
        text = f"{head}| Destroyed | 20 | 4 |\n| Damaged | 11 | 2 |"
        return text, [
            claim(str(number), event=event, category=column[1], low=number, high=number)
            for event, numbers in (("destroyed", (20, 4)), ("damaged", (11, 2)))
            for column, number in zip(columns, numbers, strict=True)
        ]

    yield from cross("a row a day", daily, OPENINGS[:7], ("{} May", "May {}", "{} May 2024"))
    yield from cross(
        "several fates under one number",
        fates,
        OPENINGS[:7],
        ("destroyed, damaged or captured", "destroyed or captured", "destroyed and abandoned"),
    )
    yield from cross(
        "fates as rows of a table",
        transposed,
        ((("Tanks", "tank"), ("Aircraft", "aircraft")), (("Howitzers", "artillery"), ("Trucks", "vehicle"))),
        ("|---|---|---|", "| --- | --- | --- |"),
    )
    yield from cross("rows in every layout", listed, OPENINGS, ROWS, LAYOUTS)
    yield from cross("rows without growth, prose behind", bare, OPENINGS, ROWS, LAYOUTS)
    yield from cross("a list in one line", inline, OPENINGS, ROWS, (",", ";"))
    yield from cross("the ministry's format", ministry, LAYOUTS[:11], ("24.02.2022", "24.02.22", "24 February 2022"))
    yield from cross(
        "unknown labels", unknown, OPENINGS, ("Grolems", "Tactical widgets", "Sarkon carriers", "Lifting gear")
    )
