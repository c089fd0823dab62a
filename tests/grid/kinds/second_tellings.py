"""What a second clause tells of the same losses: other sources' figures, parts by their predicate, one more, who took them."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

PEOPLE = (("miners", "civilian"), ("soldiers", "military"), ("people", "unspecified"), ("villagers", "civilian"))
FIGURES = (
    "The army says 31 {who} died; {other} say 140.",
    "The army put the dead at 31; {other} put it at 140.",
    "The army put the dead at 31, while {other} put the figure at 140.",
    "The army said 31 {who} were killed, but {other} said the number was 140.",
    "The army said 31 {who} died, while {other} spoke of 140.",
)
OTHERS = ("residents", "the rebels", "doctors")
PARTS = (
    "Eleven people were killed; four were {who}.",
    "Eleven people were killed. Four were {who}.",
    "Eleven people were killed. Four {who} were among them.",
    "Eleven people were killed in the strike. Among them were four {who}.",
    "Eleven people were killed. They included four {who}, the mayor said.",
    "Four of the eleven dead were {who}.",
    "Four of the eleven killed were {who}.",
)
KINDS = (("children", "civilian"), ("women", "civilian"), ("policemen", "military"), ("teachers", "civilian"))
TAKERS = (
    ("Kenya lost 14 soldiers to Somali shelling.", "Kenya", "Somalia"),
    ("Kenya's army lost 14 men to Somali mines.", "Kenya", "Somalia"),
    ("Chad lost 14 soldiers to Boko Haram in June.", "Chad", "Boko Haram"),
    ("The Taliban lost 14 fighters to a US drone.", "Taliban", "United States"),
    ("Armenia lost 14 soldiers to Azerbaijani artillery.", "Armenia", "Azerbaijan"),
)
LABELS = (
    "Dead: 14. Injured: 52. Missing: 3.",
    "Dead - 14, injured - 52, missing - 3",
    "Killed: 14; wounded: 52; missing: 3.",
)
SPEAKERS = (
    "a hospital official noted",
    "a clinic director explained",
    "an army doctor recalled",
    "a union leader estimated",
)
LOST = (("tank", "tank"), ("helicopter", "helicopter"), ("tanks", "tank"))
LOSSES = ("{Item} losses reached 21, the ministry said in Kyiv.", "The ministry counted 21 {item} losses in the war.")
RISEN = (
    "Shelling killed 21 {who} in the past 24 hours. The death toll has risen to 9,120, the ministry said.",
    "The ministry said 21 {who} were killed in the past 24 hours. This brings the toll to 9,120.",
    "The death toll has reached 9,120, the ministry said. It said 21 {who} were killed in the past 24 hours.",
)
DAYS = ("8 June 2017 Dozens killed in air strikes on the port", "June 8, 2017 Dozens killed in air strikes on the port")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def figure(shape, who, other):
        return shape.format(who=who[0], other=other), [
            claim("31", event="killed", low=31, high=31, source="army"),
            claim("140", event="killed", low=140, high=140, source=other.removeprefix("the ")),
        ]

    def part(shape, who):
        text = shape.format(who=who[0])
        whole = "Eleven" if text.startswith("Eleven") else "eleven"
        four = "Four" if "Four" in text else "four"
        told = [claim(whole, event="killed", low=11), claim(four, event="killed", category=who[1], low=4, high=4)]
        return text, told

    def taken(row):
        return row[0], [
            claim("14", event="casualties", category={"military", "unspecified"}, affected=row[1], actor=row[2])
        ]

    def label(text):
        return text, [
            claim("14", event="killed", low=14),
            claim("52", event="wounded", low=52),
            claim("3", event="missing", low=3),
        ]

    def third(verb, event, who):
        return f"Gunmen killed two {who[0]} and {verb} a third.", [
            claim("two", event="killed", category=who[1]),
            claim("a", event=event, category=who[1], low=1, high=1),
        ]

    def spoken(speaker, who):
        return f"The blast wounded 21 {who[0]}, {speaker}.", [claim("21", event="wounded", category=who[1])]

    def lost(shape, item):
        text = shape.format(item=item[0].removesuffix("s"), Item=item[0].removesuffix("s").capitalize())
        return text, [claim("21", kind="equipment", event="lost", category=item[1], low=21, high=21)]

    def risen(shape, who):
        day = claim("21", event="killed", date=("2024-03-13", "2024-03-14"))
        total = claim("9,120", event="killed", date=None)
        return shape.format(who=who[0]), [total, day] if "reached" in shape else [day, total]

    yield from cross("a running toll beside the last day's", risen, RISEN, PEOPLE)
    yield from cross("another's figure", figure, FIGURES, PEOPLE[:2], OTHERS)
    yield from cross("a part by its predicate", part, PARTS, KINDS)
    yield from cross("lost to whom", taken, TAKERS)
    yield from cross("labels in a line", label, LABELS)
    yield from cross("a third", third, ("wounded", "injured"), ("wounded",), (PEOPLE[0], PEOPLE[1], PEOPLE[3]))
    yield from cross("who speaks behind a comma is not counted", spoken, SPEAKERS, PEOPLE)
    yield from cross("losses by their noun", lost, LOSSES, LOST)
    yield from cross(
        "a day before a vague number", lambda text: (text, [claim("Dozens", event="killed", low=24)]), DAYS
    )
