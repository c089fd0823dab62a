"""What reports of a night's air raid tell: how many over which region, what the rest did, who speaks for which region."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# Three regions of one country; its attacker.
REGIONS = (("Bryansk", "Kursk", "Tula"), ("Odesa", "Sumy", "Poltava"), ("Kharkiv", "Kherson", "Mykolaiv"))
THROWN = (("drones", "uav"), ("UAVs", "uav"), ("missiles", "missile"))
DOWNED = ("shot down", "intercepted", "downed")
OVER = ("over {} region", "over the territory of the {} region", "in the {} region")
NUMBERS = (("nine", 9), ("14", 14), ("at least five", 5))
# An attacker, its town's attacker's foe and a town.
RAIDS = (("Iran", "Israel", "Haifa"), ("Russia", "Ukraine", "Odesa"), ("Pakistan", "India", "Jammu"))
STRUCK = ("hit the port", "struck the railway station", "landed in the old town", "hit homes")
FIRED = ("fired", "launched")
# Who speaks for a region of Ukraine: its name in his office, and the place that this tells.
OFFICES = (
    "{name}, the governor of {place}",
    "{name}, head of the {place} regional military administration",
    "{place} governor {name}",
    "the head of the {place} regional administration, {name}",
)
SPEAKERS = ("Taras Melnyk", "Oksana Bilyk")
ARMIES = ("The Israeli army", "Pakistan's army", "The Indian air force", "Ukraine's air force", "Hezbollah")
CLOSINGS = ("it said", "it said in a statement", "it announced on Tuesday")
NIGHTS = ("during the night", "overnight", "in the course of the night", "in the night")
RECALLING = ("reported earlier", "previously reported", "earlier reported", "reported previously")
POSTED = ("on Telegram", "on the Telegram messaging app", "on Facebook")
GIVERS = (("Latvia", "Latvia"), ("Norway", "Norway"), ("The Biden administration", "United States"))
GIVEN = (("tanks", "tank"), ("howitzers", "artillery"), ("armoured vehicles", "armoured_vehicle"))
GIVING = ("is sending", "is donating", "is giving")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def downed(number, low, thrown, region):
        return claim(number, event="shot_down", category=thrown[1], low=low, location={f"{region} region", region})

    def by_region(regions, thrown, verb, over):
        first, second, third = (over.format(region) for region in regions)
        text = f"Nine {thrown[0]} were {verb} {first}, 15 {thrown[0]} {second} and 12 {thrown[0]} {third}."
        counts = zip(("Nine", "15", "12"), (9, 15, 12), regions, strict=True)
        return text, [downed(number, low, thrown, region) for number, low, region in counts]

    def landed(raid, fired, thrown, number, struck):
        attacker, _, town = raid
        sides = {"affected": attacker, "actor": attacker}
        text = f"{attacker} {fired} 40 {thrown[0]} at {town} on Monday. {number[0].capitalize()} {struck}."
        return text, [
            claim("40", event="launched", category=thrown[1], low=40, **sides),
            claim(number[0].capitalize(), event="launched", category=thrown[1], low=number[1], **sides),
        ]

    def one_of_which(raid, fired, thrown, verb):
        text = f"{raid[0]} {fired} two {thrown[0]} at {raid[2]}, one of which was {verb}."
        return text, [
            claim("two", event="launched", category=thrown[1], low=2, affected=raid[0]),
            claim("one", event="shot_down", category=thrown[1], low=1, affected=raid[0]),
        ]

    def in_total(raid, fired, thrown):
        text = f"{raid[0]} {fired} in total 33 {thrown[0]} at {raid[2]}."
        return text, [claim("33", event="launched", category=thrown[1], low=33, affected=raid[0], location=raid[2])]

    def ruled(office, name, place):
        office = office.format(name=name, place=place)
        text = f"{office[0].upper()}{office[1:]}, said two people were killed and a woman was wounded."
        text = (
            text
            if office.endswith("administration") or "," in office
            else text.replace(f"{name}, said", f"{name} said")
        )
        return text, [claim("two", event="killed", location=place), claim("a", event="wounded", location=place)]

    def enemy(office, name, place):
        office = office.format(name=name, place=place)
        text = f"The enemy fired 30 shells at {place} region, said {office}."
        return text, [claim("30", event="launched", category="ammunition", affected="Russia", actor="Russia")]

    def sending(giver, given, verb):
        text = f"{giver[0]} {verb} Ukraine 14 {given[0]}."
        return text, [claim("14", event="pledged", category=given[1], affected="Ukraine", actor=giver[1])]

    def rows(regions, thrown, verb):
        text = f"Air defences {verb} 36 {thrown[0]}:\n- 9 over the {regions[0]} region\n- 15 over {regions[1]}\n- 12 over {regions[2]}"
        counts = zip(("9", "15", "12"), (9, 15, 12), regions, strict=True)
        whole = claim("36", event="shot_down", category=thrown[1], low=36)
        return text, [whole, *(downed(number, low, thrown, region) for number, low, region in counts)]

    def of_them(regions, thrown, verb):
        text = f"Air defences {verb} 36 {thrown[0]}, 9 of them over {regions[0]}, 15 over {regions[1]} and 12 over {regions[2]}."
        counts = zip(("9", "15", "12"), (9, 15, 12), regions, strict=True)
        whole = claim("36", event="shot_down", category=thrown[1], low=36, location=None)
        return text, [whole, *(downed(number, low, thrown, region) for number, low, region in counts)]

    def it_said(army, thrown, verb, closing):
        text = f"{army} {verb} 12 {thrown[0]} on Monday, {closing}."
        return text, [claim("12", event="shot_down", category=thrown[1], low=12, source=army.removeprefix("The "))]

    def at_night(raid, fired, thrown, night):
        attacker, _, town = raid
        night_of = ("2024-03-13", "2024-03-14")
        text = f"{attacker} {fired} 12 {thrown[0]} at {town} {night}."
        return text, [claim("12", event="launched", category=thrown[1], low=12, affected=attacker, date=night_of)]

    def of_launched(raid, fired, thrown, verb):
        text = f"Of 67 {thrown[0]} {fired} by {raid[0]}, 42 were {verb}."
        return text, [
            claim("67", event="launched", category=thrown[1], low=67, affected=raid[0], actor=raid[0]),
            claim("42", event="shot_down", category=thrown[1], low=42, affected=raid[0]),
        ]

    def recalled(recalling, place):
        text = f"As {recalling}, two people were killed in {place} on Monday."
        return text, [claim("two", event="killed", source=None, location=place)]

    def stated(army, thrown, posted):
        army = army.removeprefix("The ")
        text = f"Nine {thrown[0]} were launched overnight, according to the {army}'s statement {posted}. Six {thrown[0]} fell near Tera, it said."
        return text, [
            claim("Nine", event="launched", category=thrown[1], low=9, source=army),
            claim("Six", category=thrown[1], low=6, source=army),
        ]

    def seized(verb, taking):
        text = f"Burkina Faso's army {verb} 15 motorcycles and {taking} 20 rifles in Soum province."
        return text, [
            claim("15", event="destroyed", category="vehicle", low=15, actor="Burkina Faso"),
            claim("20", event="captured", category="small_arms", low=20, actor="Burkina Faso"),
        ]

    regions = ("Kherson", "Kharkiv", "Donetsk")
    yield from cross("the noun told again with each region", by_region, REGIONS, THROWN, DOWNED, OVER)
    yield from cross("those that came through", landed, RAIDS, FIRED, THROWN, NUMBERS, STRUCK, every=2)
    yield from cross("one of which", one_of_which, RAIDS, FIRED, THROWN, DOWNED)
    yield from cross("in total", in_total, RAIDS, FIRED, THROWN)
    yield from cross("the region of who speaks", ruled, OFFICES, SPEAKERS, regions)
    yield from cross("the enemy of a governor", enemy, OFFICES, SPEAKERS, regions)
    yield from cross("on its way", sending, GIVERS, GIVEN, GIVING)
    yield from cross("a row for each region", rows, REGIONS, THROWN, DOWNED)
    yield from cross("so many of them over each region", of_them, REGIONS, THROWN, DOWNED)
    yield from cross("it said", it_said, ARMIES, THROWN, DOWNED, CLOSINGS)
    yield from cross("at night", at_night, RAIDS, FIRED, THROWN, NIGHTS)
    yield from cross("of so many launched", of_launched, RAIDS, FIRED, THROWN, DOWNED)
    yield from cross("as reported earlier", recalled, RECALLING, ("Lagos", "Kharkiv", "Quito"))
    yield from cross("a statement on an app", stated, ("air force", "army", "navy"), (("missiles", "missile"),), POSTED)
    yield from cross("arms seized beside arms destroyed", seized, ("destroyed", "burned"), ("seized", "recovered"))
