"""Scenes set before the loss is told: those present of whom some fell, places where something happened, and what became known later."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

PRESENT = (
    ("There were 30 {} in the {}: ", True),
    ("There were 30 {} in the {}; ", True),
    ("About 30 {} were in the {}: ", True),
    ("There were some 30 {} at the {} when it was hit; ", True),
)
PEOPLE = (("guards", "military"), ("policemen", "military"), ("nurses", "civilian"), ("pupils", "civilian"))
SITES = ("post", "compound", "hall", "depot")
FELL = (("nine were killed", "killed"), ("nine died", "killed"), ("nine were wounded", "wounded"))
HAPPENED = ("took place in", "happened in", "occurred in")
GROUPS = (
    ("Boko Haram", "Boko Haram"),
    ("the Taliban", "Taliban"),
    ("al-Shabaab", "al-Shabaab"),
    ("ELN guerrillas", "ELN"),
)
TOWNS = ("Kaduna", "Kismayo", "Kunduz", "Arauca")
STORMED = ("stormed a camp", "attacked a market", "raided two villages")
LOYAL = ("pro-government", "government-backed", "pro-regime", "government-allied")
MILITIA = ("militiamen", "fighters", "members of a {} militia")
STATES = {None, "Afghanistan", "Colombia", "Nigeria", "Somalia"}
KNOWN = (
    "It emerged on Friday that",
    "It became clear on Friday that",
    "On Friday it emerged that",
    "It became known on Friday that",
)
NATIONS = (("Danish", "Denmark"), ("Ugandan", "Uganda"), ("Fijian", "Fiji"), ("Polish", "Poland"))
SPOKE = (
    "spoke on condition of anonymity because he was not allowed to talk to journalists",
    "asked not to be named because she had no permission to speak to reporters",
    "declined to be identified as the matter was still being looked into by investigators",
)
SPEAKERS = (("doctor", "doctor"), ("Chadian officer", "Chadian officer"), ("hospital official", "hospital official"))

WORST = ("deadliest", "worst", "bloodiest")
OLDER = (
    ("a blaze swept a mill", "2009"),
    ("a storm wrecked the port", "1998"),
    ("a bomb tore through a market", "2011"),
)
STRUGGLED = ("struggled", "raced", "searched", "toiled")
SIDES = (("Hezbollah", "Hezbollah"), ("The Houthis", "Houthis"), ("Hamas", "Hamas"))
PRONOUNS = ("it", "they")
ARMIES = ("The Israeli military", "The Israeli army")
MEDIA = ("state radio", "state television", "private Canal Norte television", "state news agency")
BEHIND = ("killing two people", "killing two people in a field")

SHARES = (
    ("in one {0} and {1} in another", "{0}"),
    ("in a raid on one {0} and {1} in a raid on another", "{0}"),
    ("in a clash at a {0}, and {1} more in a battle at a bridge", "{0}"),
)
POSTS = ("outpost", "village", "camp")
CARE = (
    "taken to a clinic in the town of {}",
    "admitted to clinics in {}",
    "taken to a medical centre in the city of {}",
    "flown to health centres in {}",
)


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def present(opening, people, site, fell):
        text = opening[0].format(people[0], site) + fell[0] + "."
        return text, [claim("nine", event=fell[1], category=people[1], low=9)]

    def there(verb, town, group, deed):
        text = f"The worst raid {verb} {town}, where {group[0]} {deed}, killing 21 people and wounding 30 others."
        return text, [
            claim("21", event="killed", low=21, actor=group[1], location=town),
            claim("30", event="wounded", low=30, actor=group[1], location=town),
        ]

    def loyal(group, side, who):
        noun = who.format(side) if "{" in who else f"{side} {who}"
        return f"{group[0][0].upper()}{group[0][1:]} killed 17 {noun} on Monday.", [
            claim("17", event="killed", category="military", low=17, affected=STATES, actor=group[1])
        ]

    def known(opening, people):
        text = f"{opening} 12 {people[0]} had been killed."
        return text, [claim("12", event="killed", category=people[1], low=12, date=None)]

    def again(nation):
        text = (
            f"Seven {nation[0]} soldiers were wounded near Gao, Mali, on Monday. "
            "The 7 soldiers were wounded by a mine, Colonel Jean Brule said."
        )
        return text, [
            claim("Seven", event="wounded", low=7, affected=nation[1]),
            claim("7", event="wounded", low=7, affected=nation[1]),
        ]

    def unnamed(speaker, clause):
        text = f"A {speaker[0]} who {clause} said 12 people had been killed."
        return text, [claim("12", event="killed", low=12, source=speaker[1])]

    def ambushed(nation, town):
        text = (
            f"Militants ambushed a convoy of {nation[0]} and Malian troops near {town} in an attack that killed "
            f"three Malian soldiers, the {nation[0]} army said."
        )
        return text, [claim("three", event="killed", low=3, affected="Mali", actor=None)]

    def dateline(verb):
        text = (
            f"LIMA, Peru - A ferry with 90 passengers {verb} minutes after it left port, leaving at least 35 dead, "
            "officials said."
        )
        return text, [claim("at least 35", event="killed", low=35, actor=None)]

    def surpassed(day, superlative, older):
        text = f"{day}'s disaster was the {superlative} since {older[0]} in {older[1]}, killing 90 people."
        return text, [claim("90", event="killed", low=90, date=(f"{older[1]}-01-01", f"{older[1]}-12-31"))]

    def struggled(verb, day):
        text = f"Rescuers on {day} {verb} for survivors after a blast killed at least 40 people in a mine."
        return text, [claim("at least 40", event="killed", low=40, date=None)]

    def fired(side, pronoun, day):
        text = f"{side[0]} on {day} said {pronoun} had fired 40 rockets into Israel after Israeli strikes left five people dead."
        return text, [
            claim("40", event="launched", low=40, affected=side[1], actor=side[1]),
            claim("five", event="killed", low=5, actor="Israel"),
        ]

    def speaks(army, behind):
        text = f"{army} said a barrage of rockets from Lebanon hit a grove in Haifa, {behind}."
        return text, [claim("two", event="killed", low=2, actor={None, "Lebanon", "Hezbollah"})]

    def medium(nation, name):
        text = f"{nation}'s {name} reported a death toll of 250."
        return text, [claim("250", event="killed", low=250, affected=None)]

    def shares(kill, people, share, post):
        text = f"The rebels {kill} nine {people[0]} {share[0].format(post, 'five')}."
        return text, [
            claim("nine", event="killed", category=people[1], low=9),
            claim("five", event="killed", category=people[1], low=5),
        ]

    def cared(care, town):
        text = f"Two officers were wounded in a blast and were {care.format(town)}."
        return text, [claim("Two", event="wounded", low=2, location=None)]

    yield from cross("shares of one loss", shares, ("killed", "shot dead"), PEOPLE, SHARES, POSTS)
    yield from cross("where the wounded are cared for", cared, CARE, ("Kaduna", "Arauca", "Ocana"))
    yield from cross("the worst since an older one", surpassed, ("Monday", "Friday"), WORST, OLDER)
    yield from cross("those who came after", struggled, STRUGGLED, ("Thursday", "Sunday"))
    yield from cross("fired after a strike", fired, SIDES, PRONOUNS, ("Sunday", "Monday"))
    yield from cross("speakers of an army", speaks, ARMIES, BEHIND)
    yield from cross("media of a country", medium, ("Peru", "Ghana", "Nepal"), MEDIA)
    yield from cross("those present and those who fell", present, PRESENT, PEOPLE, SITES, FELL)
    yield from cross("places where something happened", there, HAPPENED, TOWNS, GROUPS, STORMED)
    yield from cross("fighters for the government", loyal, GROUPS, LOYAL, MILITIA)
    yield from cross("known only later", known, KNOWN, PEOPLE)
    yield from cross("one figure twice", again, NATIONS)
    yield from cross("speakers who go unnamed", unnamed, SPEAKERS, SPOKE)
    yield from cross("victims side by side", ambushed, NATIONS, ("Gao", "Kidal"))
    yield from cross("datelines are no sides", dateline, ("capsized", "sank", "broke apart"))
