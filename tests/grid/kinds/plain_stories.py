"""Stories of two or three plain sentences: a toll that later deaths bring up, another event elsewhere, an event called by its year."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# Days before Thursday, 14 March 2024.
DAYS = (("on Monday", "2024-03-11"), ("on 9 March", "2024-03-09"), ("on Sunday", "2024-03-10"))
TOWNS = ("Kisumu", "Ndola", "Quelimane", "Tamale")
CAUSES = ("A bomb", "A gas blast", "A mudslide", "A stampede")
PEOPLE = (("people", "unspecified"), ("traders", "civilian"), ("guards", "military"))
LIFTS = ("bringing the toll to 11", "taking the death toll to 11", "raising the number of dead to 11")
ATTACKS = (("raid", "raided"), ("attack", "attacked"), ("assault", "attacked"))
SECOND = ("The second {}, in {},", "Another {}, in {},", "A second {}, in {},")
YEARS = (("2014", "Garissa"), ("2011", "Mumbai"), ("2008", "Peshawar"))
HEADLINES = (("Nine die as {} army shells village", "shells"), ("Nine killed as {} army bombs town", "bombs"))
ARMIES = (("Sudanese", "Sudan"), ("Ethiopian", "Ethiopia"), ("Turkish", "Turkey"))
VISITS = (
    "The president visited {} on Wednesday.",
    "The pope spoke in {} on Wednesday.",
    "A minister flew to {} on Wednesday.",
)


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def lifted(cause, town, day, people, lift):
        text = f"{cause} killed nine {people[0]} in {town} {day[0]}. Two more died in hospital on Wednesday, {lift}."
        return text, [
            claim("nine", event="killed", category=people[1], date=(day[1], day[1]), location=town),
            claim("Two", event="killed", date=("2024-03-13", "2024-03-13"), location=town),
            claim("11", event="killed", location=town) if "number" in lift
            else claim("11", event="killed", date=(day[1], "2024-03-13"), location=town),
        ]  # fmt: skip

    def second(attack, town, day, opening):
        other = next(name for name in TOWNS if name != town)
        text = (
            f"Gunmen {attack[1]} two villages this month. The first {attack[0]}, in {town} {day[0]}, killed nine people. "
            f"{opening.format(attack[0], other)} killed 14."
        )
        return text, [
            claim("nine", event="killed", date=(day[1], day[1]), location=town),
            claim("14", event="killed", date=None, location=other),
        ]

    def named(year, people, noun):
        text = f"The {year[0]} {noun} on {year[1]} shocked the country. Gunmen killed 148 {people[0]}."
        return text, [claim("148", category=people[1], date=(f"{year[0]}-01-01", f"{year[0]}-12-31"), location=year[1])]

    def headline(line, army):
        return line[0].format(army[0]), [claim("Nine", event="killed", actor=army[1])]

    def there(visit, town, people, day):
        return f"{visit.format(town)} Gunmen had killed 14 {people[0]} there {day[0]}.", [
            claim("14", event="killed", category=people[1], date=(day[1], day[1]), location=town)
        ]

    yield from cross("a toll brought up", lifted, CAUSES, TOWNS, DAYS, PEOPLE, LIFTS, every=11)
    yield from cross("a second one elsewhere", second, ATTACKS, TOWNS, DAYS, SECOND, every=2)
    yield from cross("called by its year", named, YEARS, PEOPLE, ("attack", "attacks", "massacre at the market"))
    yield from cross("an army in a headline", headline, HEADLINES, ARMIES)
    yield from cross("there", there, VISITS, TOWNS, PEOPLE, DAYS, every=5)
