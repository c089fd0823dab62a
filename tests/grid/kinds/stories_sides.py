"""Two-sided stories of three to six sentences: who did what to whom, where and on which day, for every figure of the story."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# Two countries at war, each with its adjective and two of its towns.
WARS = (
    (("Russia", "Russian", "Belgorod", "Kursk"), ("Ukraine", "Ukrainian", "Kharkiv", "Sumy")),
    (("Ukraine", "Ukrainian", "Sumy", "Kharkiv"), ("Russia", "Russian", "Kursk", "Belgorod")),
    (("Israel", "Israeli", "Haifa", "Ashkelon"), ("Iran", "Iranian", "Isfahan", "Tabriz")),
    (("Iran", "Iranian", "Tabriz", "Isfahan"), ("Israel", "Israeli", "Ashkelon", "Haifa")),
    (("Azerbaijan", "Azerbaijani", "Ganja", "Barda"), ("Armenia", "Armenian", "Gyumri", "Vardenis")),
    (("India", "Indian", "Amritsar", "Jammu"), ("Pakistan", "Pakistani", "Sialkot", "Bahawalpur")),
)
# What a side strikes with, as it is told first and as it is called later.
BLOWS = (
    ("air strikes", "strikes"), ("missiles", "attack"), ("shelling", "bombardment"), ("drones", "attack"), ("rocket fire", "attack"),
    ("loitering munitions", "attack"), ("howitzer fire", "bombardment"), ("glide bombs", "raid"),
)  # fmt: skip
# Days before Thursday, 14 March 2024.
DAYS = (("on Tuesday", "2024-03-12"), ("on Monday", "2024-03-11"), ("on 9 March", "2024-03-09"))
PEOPLE = ("people", "residents", "pensioners")
LATER = ("on Wednesday", "on Thursday")
QUIET = ("Schools in the area stayed closed.", "Power was cut in several districts.", "Fires burned into the night.")
BACKGROUND = (
    ("The war has killed more than 15,000 people.", "more than 15,000"),
    ("More than 30,000 people have been killed since the war began.", "More than 30,000"),
    ("The conflict has claimed at least 9,400 lives.", "at least 9,400"),
)
SPEAKERS = ("A hospital official", "A Red Cross worker", "The regional prosecutor", "A paramedic")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def struck(war, blow, day, people):
        """The first sentence without its full stop, what its claim and all others of the blow hold."""
        (doer, adjective, _, _), (country, _, town, _) = war
        held = {"affected": country, "actor": doer, "date": (day[1], day[1]), "location": town, "incident": "a"}
        return f"{adjective} {blow[0]} killed nine {people} in {town} {day[0]}", held

    def returned(war):
        """Where the struck side strikes back, its adjective, and what a claim of that blow holds."""
        (doer, _, own, _), (country, adjective, _, _) = war
        return (
            own,
            adjective,
            {"affected": doer, "actor": country, "date": ("2024-03-13", "2024-03-13"), "location": own},
        )

    def answer(war, blow, day, people, quiet):
        first, held = struck(war, blow, day, people)
        own, adjective, back = returned(war)
        text = (
            f"{first}, officials said. {quiet} Another 27 people were wounded in the {blow[1]}. "
            f"{adjective} artillery killed four people in {own} on 13 March."
        )
        return text, [
            claim("nine", event="killed", **held),
            claim("27", event="wounded", **held),
            claim("four", event="killed", **back, incident="b"),
        ]

    def reporting(war, blow, day, people, later):
        first, held = struck(war, blow, day, people)
        text = f"{first}. The mayor said {later} that 27 others had been wounded. The president is to visit the town next week."
        return text, [claim("nine", event="killed", **held), claim("27", event="wounded", **held)]

    def background(war, blow, day, people, total):
        first, held = struck(war, blow, day, people)
        text = f"{first}. The {blow[1]} also wounded 27 people. {total[0]}"
        return text, [
            claim("nine", event="killed", **held),
            claim("27", event="wounded", **held),
            claim(total[1], event="killed", actor=None, incident="B"),
        ]

    def second(war, blow, day, people, speaker):
        first, held = struck(war, blow, day, people)
        text = f"{first}, the ministry said. {speaker} put the number of dead at 11. Two of the victims were children."
        return text, [
            claim("nine", event="killed", **held),
            claim("11", event="killed", source=speaker.removeprefix("A ").removeprefix("The "), **held),
            claim("Two", event="killed", **held),
        ]

    def digest(war, blow, day, people):
        first, held = struck(war, blow, day, people)
        own, adjective, back = returned(war)
        text = (
            f"The day in brief\n\n- {first}.\n\n- A ferry sank off Quelimane, drowning 14 people.\n\n"
            f"- {adjective} {blow[0]} wounded 27 people in {own} on 13 March.\n"
        )
        return text, [
            claim("nine", event="killed", **held),
            claim("14", event="killed", actor=None, date=None, location="Quelimane", incident="b"),
            claim("27", event="wounded", **back, incident="c"),
        ]

    yield from cross("a blow and its answer", answer, WARS, BLOWS, DAYS, PEOPLE, QUIET, every=7)
    yield from cross("a day of reporting", reporting, WARS, BLOWS, DAYS, PEOPLE, LATER, every=5)
    yield from cross("a war's total behind a blow", background, WARS, BLOWS, DAYS, PEOPLE, BACKGROUND, every=7)
    yield from cross("another's figure of a blow", second, WARS, BLOWS, DAYS, PEOPLE, SPEAKERS, every=11)
    yield from cross("a digest of two sides", digest, WARS, BLOWS, DAYS, PEOPLE, every=3)
