"""Older events beside the news: their own day, no place of the news; days that tell of something beside what is counted."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

TOWNS = (("Peru", "Ayacucho"), ("Mali", "Kidal"), ("Nepal", "Jumla"))
OLDER = (
    ("In March 2022", ("2022-03-01", "2022-03-31")),
    ("In 2021", ("2021-01-01", "2021-12-31")),
    ("Last July", ("2023-07-01", "2023-07-31")),
)
DEEDS = ("45 people were killed in a fire", "45 miners died in a blast", "45 people drowned when a boat sank")
WARS = (("war", 2020, "Tera"), ("conflict", 1999, "Dongo"), ("border war", 2008, "Kodor"))
BEGAN = ("began in April 2023", "broke out in April 2023", "started in 2019")
CRIMES = (("shot dead", "bar"), ("stabbed to death", "school"), ("killed", "market"))
TREATED = ("were being treated in Tamale", "were treated in hospitals in Tamale", "are recovering in Tamale")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def elsewhere(place, older, deed):
        country, town = place
        text = (
            f"Nine people were killed on Monday when a bus crashed near {town} in {country}.\n\n"
            f"The driver was arrested.\n\n{older[0]}, {deed}."
        )
        return text, [
            claim("Nine", event="killed", date=("2024-03-11", "2024-03-11"), location=town),
            claim("45", event="killed", date=older[1], location=None),
        ]

    def in_which(war):
        noun, year, region = war
        text = f"The two countries fought a six-week {noun} over {region} in {year} in which 6,500 people were killed."
        return text, [claim("6,500", event="killed", date=(f"{year}-01-01", f"{year}-12-31"))]

    def beginning(began):
        text = f"The war in the north between the army and its former allies, which {began}, has killed 9,000 people."
        return text, [claim("9,000", event="killed", date=None)]

    def punished(crime):
        deed, at = crime
        text = f"Officials said a man who {deed} six people at a {at} in 2019 was executed on Thursday."
        return text, [
            claim("a", event="killed", date=("2024-03-14", "2024-03-14")),
            claim("six", event="killed", date=("2019-01-01", "2019-12-31")),
        ]

    def cared_for(treated):
        text = f"A bus crashed near Yendi on Monday, killing nine people. Fourteen injured passengers {treated}."
        return text, [
            claim("nine", event="killed", location="Yendi"),
            claim("Fourteen", event="wounded", location="Yendi", date=("2024-03-11", "2024-03-11")),
        ]

    def buried(place):
        country, town = place
        text = (
            f"Gunmen stormed {town} in {country} on Monday and killed several people. "
            '"We buried 23 bodies this morning," said a farmer.'
        )
        return text, [
            claim("several", event="killed", date=("2024-03-11", "2024-03-11"), location=town),
            claim("23", event="killed", date=("2024-03-11", "2024-03-11"), location=town),
        ]

    yield from cross("an older event elsewhere", elsewhere, TOWNS, OLDER, DEEDS)
    yield from cross("a war in which they died", in_which, WARS)
    yield from cross("since when a war goes on", beginning, BEGAN)
    yield from cross("a killer who is executed", punished, CRIMES)
    yield from cross("where the wounded are treated", cared_for, TREATED)
    yield from cross("the day of a burial", buried, TOWNS)
