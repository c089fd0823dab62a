"""What stands near a figure and must not change it: who acts, how many days it took, whose governor speaks, what is flown over."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

ARMS = (
    ("F-16s", "aircraft"),
    ("howitzers", "artillery"),
    ("Leopard tanks", "tank"),
    ("attack helicopters", "helicopter"),
)
COUNTRIES = (("Latvia", "Latvia"), ("Moldova", "Moldova"), ("Kyiv", "Ukraine"), ("Taiwan", "Taiwan"))
ACTORS = ("Two men are", "Three brothers are", "Four youths are")
ALLEGED = ("said to have", "believed to have", "alleged to have", "thought to have")
DEEDS = ("shot and killed", "robbed and killed", "beaten and killed")
VICTIMS = ("clerk", "taxi driver", "nurse")
LANDS = ("five regions", "three provinces", "two counties")
SPANS = (("six days", "2024-03-08"), ("four weeks", "2024-02-15"), ("three months", "2023-12-14"))
CAUSES = ("in Gujarat, where floods have swept away roads", "in Sindh, where the heat has closed schools")
ACCUSERS = ("The government", "The army", "A spokesman")
SIDES = (("Hezbollah", "Hezbollah"), ("the Houthis", "Houthis"), ("Hamas", "Hamas"), ("al-Shabaab", "al-Shabaab"))
SHELLED = (("a clinic", "shelling"), ("a market", "attacking"), ("two villages", "bombing"))
DIGNITARIES = ("the mayor, who was 50", "a bishop, who had been ill", "the owner, whose son escaped")
LATER = (("two nurses", "two", 2), ("four pupils", "four", 4), ("three monks", "three", 3))
STAFFS = (
    ("General Staff of the Armed Forces of Chad", "General Staff"),
    ("Ministry of Health of Mali", "Ministry of Health"),
    ("Ministry of Defence of Uganda", "Ministry of Defence"),
)
TOLD = ("told a court", "spoke", "told a reporter")
COMINGS = ("arrival", "presence")
COMERS = ("12 officers", "three guards", "nine nurses")
# Who speaks, what it is at, the name in which a hasty reader sees the speaker.
BUSY = (
    ("A coalition", "coalition", "supporting the government in Yemen"),
    ("A group", "group", "fighting the army in Mali"),
    ("An agency", "agency", "coordinating aid in Haiti"),
    ("A charity", "charity", "working in the south of Peru"),
    ("A doctor", "doctor", "treating the wounded in Aden"),
    ("A lawyer", "lawyer", "representing families in Chad"),
)
SAYING = ("said", "announced that", "reported that", "says")
ROLES = ("the coalition's spokesman", "the country's health minister", "a police officer", "its spokesman")
PEOPLE = (
    ("Colonel Turki al-Malki", "Turki al-Malki"),
    ("Brigadier General Omar al-Said", "Omar al-Said"),
    ("Ahmed bin Ali", "Ahmed bin Ali"),
    ("Joan Bell", "Joan Bell"),
)
OWNERS = (("The Taliban", "Taliban"), ("Boko Haram", "Boko Haram"), ("The PKK", "PKK"))
DEEDS_OWNED = (
    ("the downing of two helicopters", "shot_down", "helicopter"),
    ("the destruction of two tanks", "destroyed", "tank"),
    ("destroying two howitzers", "destroyed", "artillery"),
)
MOVED = ("Nine tanks were", "Three helicopters with troops were", "Six howitzers were", "Two warships were")
GOALS = ("the district", "the northern border", "the scene", "the front line", "the Red Sea")
GOVERNORS = (
    ("Kharkiv region", "Oleh Bondar", "Sumy region"),
    ("Kherson region", "Taras Moroz", "Odesa region"),
)


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def reached(arms, country):
        return f"Sixteen {arms[0]} reached {country[0]} on Monday.", [
            claim("Sixteen", event="delivered", category=arms[1], low=16, affected=country[1])
        ]

    def alleged(actors, words, deed, victim):
        return f"{actors} {words} {deed} a {victim} in Leeds.", [claim("a", event="killed", low=1, high=1)]

    def crossed(land):
        return f"Air defences shot down 22 of the 27 drones launched over {land} of Ukraine on Monday.", [
            claim("22", event="shot_down", category="uav", low=22),
            claim("27", event="launched", category="uav", low=27),
        ]

    def adds_up(span, cause):
        return f"Rescuers were at work on Friday {cause} and 540 people have died in {span[0]}.", [
            claim("540", event="killed", low=540, date=(span[1], "2024-03-14"))
        ]

    def accused(accuser, side, shelled):
        text = f"{accuser} accused {side[0]} of {shelled[1]} {shelled[0]}. Nine people were killed."
        return text, [claim("Nine", event="killed", low=9, actor=side[1])]

    def lists_on(dignitary, later):
        text = f"The dead included {dignitary}, {later[0]} and a boy."
        return text, [
            claim(later[1], event="killed", low=later[2]),
            claim("a", event="killed", low=1),
        ]

    def of_whose(staff):
        text = f"Eleven people died on Sunday, the {staff[1]} said.\nThe {staff[0]} said 30 others were hurt."
        return text, [
            claim("Eleven", event="killed", low=11, source=staff[0]),
            claim("30", event="wounded", low=30, source=staff[0]),
        ]

    def elsewhere(governor):
        here, name, there = governor
        text = (
            f"{name}, governor of {here}, said two people were hurt in {here}.\n"
            f"In {there}, three people were killed, the governor said."
        )
        return text, [
            claim("two", event="wounded", low=2, source=name),
            claim("three", event="killed", low=3, source="governor"),
        ]

    def told(words, coming, comers):
        return f"Victims {words} of the {coming} of {comers}, who stood by.", []

    def busy(speaker, saying):
        return f"{speaker[0]} {speaker[2]} {saying} 14 people were wounded.", [
            claim("14", event="wounded", low=14, source=speaker[1], actor=None)
        ]

    def apposed(role, person):
        return f"Nine people died on the road to Jordan, {role}, {person[0]}, said.", [
            claim("Nine", event="killed", low=9, source=person[1])
        ]

    def owned(owner, deed):
        return f"{owner[0]} claimed responsibility for {deed[0]} on Monday.", [
            claim("two", event=deed[1], category=deed[2], low=2, actor=owner[1])
        ]

    def deployed(moved, sent, goal):
        return f"{moved} {sent} to {goal} on Monday.", []

    def shouted(people, country, speaker):
        return f"AT LEAST TWELVE {people[0]} KILLED IN {country.upper()} RAID, {speaker[0]}", [
            claim("AT LEAST TWELVE", event="killed", category=people[1], low=12, source=speaker[1], actor=None)
        ]

    shouting = (("POLICE SAY", "POLICE"), ("ARMY SAYS", "ARMY"))
    dead = (("GUARDS", "military"), ("FARMERS", "civilian"))
    yield from cross("in capitals", shouted, dead, ("Niger", "Mali", "Chad"), shouting)
    yield from cross("busy speakers", busy, BUSY, SAYING)
    yield from cross("names behind roles", apposed, ROLES, PEOPLE)
    yield from cross("owned up to", owned, OWNERS, DEEDS_OWNED)
    yield from cross("sent to a place", deployed, MOVED, ("sent", "dispatched"), GOALS)
    yield from cross("reached", reached, ARMS, COUNTRIES)
    yield from cross("alleged", alleged, ACTORS, ALLEGED, DEEDS, VICTIMS)
    yield from cross("crossed", crossed, LANDS)
    yield from cross("adds up", adds_up, SPANS, CAUSES)
    yield from cross("accused", accused, ACCUSERS, SIDES, SHELLED)
    yield from cross("lists on", lists_on, DIGNITARIES, LATER)
    yield from cross("of whose", of_whose, STAFFS)
    yield from cross("elsewhere", elsewhere, GOVERNORS)
    yield from cross("told", told, TOLD, COMINGS, COMERS)
