"""Numbers without a noun of their own: whom they count is told beside them, in the clause above, or in the sentence before."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# People, what carries them or where they are, category.
TROOPS = (("soldiers", "military"), ("policemen", "military"), ("insurgents", "military"))
CIVILIANS = (("villagers", "civilian"), ("pilgrims", "civilian"), ("orchard workers", "civilian"))
PEOPLE = TROOPS + CIVILIANS
UNITS = ("an army patrol", "a police convoy", "a military base", "the border regiment", "a naval post")
# Verb of attack, its participle; of none of these is the object the one who acts.
ATTACKS = ("attacked", "ambushed", "opened fire on", "bombed")
OUTCOMES = (
    (", killing nine", "nine", "killed"), (", wounding 12", "12", "wounded"), (" and killed 17", "17", "killed"),
    (", leaving 30 dead", "30", "killed"),
)  # fmt: skip
PARTED = (("{0} killed and {1} wounded", ("killed", "wounded")), ("{0} dead and {1} missing", ("killed", "missing")))
LOSERS = ("The regiment", "The garrison", "The rebels", "The British")
VESSELS = (
    ("a bus that carried {}", "overturned"), ("a train packed with {}", "derailed"), ("a ferry carrying {} from Morvath", "sank"),
    ("a bus carrying {}", "crashed"),
)  # fmt: skip
# What tells nothing of who fell there.
SILENT = (
    "Gunmen shelled a village near Kelmet", "Gunmen bombed a market in Kelmet", "Raiders burned down an apartment block in Kelmet",
    "Gunmen stormed a hotel in Kelmet",
)  # fmt: skip
# The sentence before, the one that goes on; each tells of the same people.
ONWARD = (
    ("Eleven {} were killed in Kelmet.", "Four were wounded.", "four", "wounded"),
    ("Eleven {} were killed in Kelmet.", "Another six are missing.", "six", "missing"),
    ("Eleven {} were wounded in Kelmet.", "On Tuesday two died.", "two", "killed"),
    ("Eleven {} were killed in Kelmet.", "The death toll rose to 15.", "15", "killed"),
    ("Gunmen opened fire on {} in Kelmet.", "Seven were killed.", "seven", "killed"),
)


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def struck(target, verb, outcome):
        words, number, event = outcome
        people, category = target
        return f"Raiders {verb} {people} near Kelmet{words}.", [claim(number, event=event, category=category)]

    def lost(loser, verb, parted):
        words, events = parted
        return f"{loser} {verb} {words.format('43', '112')}.", [
            claim("43", event=events[0], category="military"),
            claim("112", event=events[1], category="military"),
        ]

    def aboard(vessel, people):
        carrier, fate = vessel
        noun, category = people
        subject = carrier.format(noun)
        return f"{subject[0].upper()}{subject[1:]} {fate} near Kelmet, killing 14.", [
            claim("14", event="killed", category=category, kind="casualty")
        ]

    def silent(opening, outcome):
        return f"{opening}{outcome[0]}.", [claim(outcome[1], event=outcome[2], category="unspecified")]

    def onward(pair, people):
        opening, closing, number, event = pair
        noun, category = people
        claims = [claim(number, event=event, category=category)]
        if opening.startswith("Eleven"):
            claims.insert(0, claim("Eleven", category=category))
        return f"{opening.format(noun)} {closing}", claims

    def tally(words, people):
        noun, category = people
        return words.format(noun), [claim("31", event="killed", category=category)]

    yield from cross("struck people", struck, PEOPLE, ATTACKS, OUTCOMES)
    yield from cross("struck unit", struck, tuple((unit, "military") for unit in UNITS), ATTACKS, OUTCOMES)
    yield from cross("told apart", lost, LOSERS, ("lost", "suffered"), PARTED)
    yield from cross("aboard", aboard, VESSELS, PEOPLE)
    yield from cross("nobody told", silent, SILENT, OUTCOMES)
    yield from cross("onward", onward, ONWARD, PEOPLE)
    tallies = (
        "The number of {} killed rose to 31.", "The number of dead {} has reached 31.", "The toll among the {} rose to 31.",
        "Officials put the number of {} killed at 31.", "Among the {}, 31 were killed.", "31 of the {} were killed.",
    )  # fmt: skip
    yield from cross("tallied", tally, tallies, PEOPLE)
