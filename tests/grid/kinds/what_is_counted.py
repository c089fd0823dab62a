"""What is counted: nouns for people and equipment by their categories, those that no lexicon has, and what is no claim."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

NUMBERS = (("Nine", 9), ("14", 14), ("Two", 2))
# Ranks, trades, offices, families, travellers; some of them rare.
PEOPLE = {
    "military": "soldiers servicemembers majors ensigns sub-lieutenants hussars sentries submariners quartermasters gendarmes "
    "constables sub-inspectors militiamen jihadists guerrillas mutineers conscripts peacekeepers cadets paratroopers",
    "civilian": "beekeepers glassblowers fishmongers lumberjacks seamstresses cobblers geologists psychiatrists optometrists "
    "drummers jugglers friars bureaucrats envoys picnickers canoeists widowers bridesmaids truckers stevedores ragpickers "
    "bookbinders vintners gravediggers mahouts coalminers hairdressers locksmiths stockbrokers toddlers grandmothers pilgrims "
    "commuters journalists residents villagers workers miners hostages passengers citizens",
    "unspecified": "people men adults falconers flagellants persons",
}
NOUNS = tuple((noun, category) for category, nouns in PEOPLE.items() for noun in nouns.split())
ONE = tuple(
    (noun, category)
    for category, nouns in {
        "military": "soldier servicemember sentry submariner constable sub-inspector militiaman mutineer",
        "civilian": "beekeeper fishmonger lumberjack seamstress geologist juggler friar hairdresser toddler grandmother villager",
        "unspecified": "man person",
    }.items()
    for noun in nouns.split()
)
LOSSES = (("were killed", "killed"), ("died", "killed"), ("were wounded", "wounded"))
# Noun, category.
EQUIPMENT = (
    ("tanks", "tank"), ("infantry fighting vehicles", "armoured_vehicle"), ("howitzers", "artillery"), ("mortars", "artillery"),
    ("multiple rocket launchers", "mlrs"), ("surface-to-air missile systems", "air_defence"), ("jets", "aircraft"),
    ("gunships", "helicopter"), ("reconnaissance drones", "uav"), ("cruise missiles", "missile"), ("patrol boats", "ship"),
    ("trucks", "vehicle"), ("machine guns", "small_arms"), ("shells", "ammunition"), ("radars", "special_equipment"),
    ("jammers", "special_equipment"),
)  # fmt: skip
# No lexicon has them.
UNKNOWN = ("widgetrons", "gravelators", "sand ploughs", "field bakeries", "snorkel rigs")
NOBODY = (
    "Nine dogs were killed in the fire at the kennel.",
    "The drought killed 40 cows and 12 camels.",
    "Two hundred hens died in the blaze.",
    "He had several gunshot wounds when they found him dead.",
    "The man suffered three stab wounds to the chest.",
    "She was treated for two bullet wounds.",
    "Four shots were fired at the house of the dead man.",
    "The killer was fined $3,000 for the killing.",
    "The murdered man was 34 years old.",
    "The bodies lay 12 kilometres from the town.",
    "Three attacks on the town were deadly.",
    "The army has 2,000 tanks and 40,000 soldiers.",
    "A force of 3,000 soldiers guards the base that was destroyed.",
    "Five bridges and two schools were destroyed in the war.",
    "The raid on the drug den ended with nine arrests.",
)


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def plural(number, noun, loss):
        return f"{number[0]} {noun[0]} {loss[0]} near Kelmet.", [
            claim(number[0], event=loss[1], category=noun[1], low=number[1], high=number[1])
        ]

    def object_(number, noun):
        return f"The blast killed {number[0].lower()} {noun[0]}, officials said.", [
            claim(number[0], event="killed", category=noun[1], low=number[1], high=number[1])
        ]

    def single(noun, loss):
        article = "An" if noun[0][0] in "aeiou" else "A"
        return f"{article} {noun[0]} {loss[0]} near Kelmet.", [
            claim(article, event=loss[1], category=noun[1], low=1, high=1)
        ]

    def equipment(number, noun, loss):
        return f"{number[0]} Russian {noun[0]} were {loss[0]} by Ukrainian forces.", [
            claim(number[0], event=loss[1], kind="equipment", category=noun[1], low=number[1], affected="Russia")
        ]

    def unknown(number, noun, loss):
        side = "Ukrainian forces destroyed ten Russian" if loss[1] == "destroyed" else "Russian forces lost ten"
        return f"{side} tanks, five howitzers and {number[0].lower()} {noun}.", [
            claim("ten", event=loss[1], category="tank", low=10),
            claim("five", event=loss[1], category="artillery", low=5),
            claim(number[0], event=loss[1], category="equipment", low=number[1]),
        ]

    def inherited(noun, other):
        return f"Three {noun[0]} were killed and {other[0]} wounded near Kelmet.", [
            claim("three", event="killed", category=noun[1], low=3),
            claim(other[1], event="wounded", category=noun[1], low=other[2]),
        ]

    def nobody(text):
        return text, []

    yield from cross("people, subject", plural, NUMBERS, NOUNS, LOSSES)
    yield from cross("people, object", object_, NUMBERS[:2], NOUNS)
    yield from cross(
        "one person", single, ONE, (("was killed", "killed"), ("died", "killed"), ("was wounded", "wounded"))
    )
    yield from cross("equipment", equipment, NUMBERS, EQUIPMENT, (("destroyed", "destroyed"), ("captured", "captured")))
    yield from cross(
        "unknown word in a list of equipment", unknown, NUMBERS, UNKNOWN, (("destroyed", "destroyed"), ("lost", "lost"))
    )
    other = (("two others", "two", 2), ("another", "another", 1), ("12 more", "12", 12), ("a further five", "five", 5))
    yield from cross("others, another, more", inherited, [n for n in NOUNS if n[0] != "people"], other, every=3)
    yield from cross("no claim", nobody, NOBODY)
