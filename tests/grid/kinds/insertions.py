"""What stands inside or beside a clause and is none of it: speakers set off, ages, second clauses, other times, the names of parties."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

SPEAKERS = (("the army", "army"), ("Oxfam", "Oxfam"), ("the Red Cross", "Red Cross"), ("the ministry", "ministry"))
SAYING = ("says", "claims", "reports", "estimates", "believes")
INNER = ("the army", "the rebels", "officials", "Israel")
DEEDS = ("had hit a depot", "was aimed at a bridge", "had missed its target")
OUTER = (("residents", "residents"), ("the mayor", "mayor"), ("a local doctor", "local doctor"))
NUMBERS = (("nine", 9), ("at least 40", 40), ("112", 112))
AGED = ("girl", "boy", "woman", "teenager")
AGES = ("12", "seven", "19")
FATES = (("was killed", "killed"), ("died", "killed"), ("was wounded", "wounded"))
TAKING = (
    "The army captured the town",
    "Gunmen seized the mine",
    "The storm destroyed the harbour",
    "Rebels took the bridge",
)
MOVED = ("were moved out", "have been sent home", "fled", "lost their homes")
NATIONS = (("Turkish", "Turkey"), ("Danish", "Denmark"), ("Serbian", "Serbia"), ("Bolivian", "Bolivia"))
COUNTED = ("were", "numbered", "stood at", "were put at", "amounted to")
CAPTIVE = ("abducted", "missing", "kidnapped", "captured")
PEOPLE = (("teachers", "civilian"), ("officers", "military"), ("miners", "civilian"))
NIGHTS = (("Saturday", "2024-03-09", "2024-03-10"), ("Monday", "2024-03-11", "2024-03-12"))
PARTIES = (
    ("Kurdistan Workers' Party", "PKK"),
    ("Lord's Resistance Army", "Lord's Resistance Army"),
    ("New People's Army", "New People's Army"),
)
STUCK = ("are still trapped", "were unharmed", "are safe", "were evacuated")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def aside(number, speaker, verb):
        text = f"The raid, {speaker[0]} {verb}, killed {number[0]} people."
        return text, [claim(number[0], event="killed", low=number[1], source=speaker[1])]

    def relative(number, inner, deed, outer):
        text = f"A strike that {inner} said {deed} killed {number[0]} farmers, {outer[0]} said."
        return text, [claim(number[0], event="killed", category="civilian", low=number[1], source=outer[1])]

    def aged(person, age, fate):
        return f"A {person} of {age} {fate[0]} when shells hit the house.", [claim("A", event=fate[1], low=1, high=1)]

    def moved(taking, number, verb):
        return f"{taking} and {number[0]} people {verb}.", []

    def predicate(nation, verb, number):
        return f"{nation[0]} losses {verb} {number[0]} dead and 30 wounded.", [
            claim(number[0], event="killed", low=number[1], affected=nation[1]),
            claim("30", event="wounded", low=30, affected=nation[1]),
        ]

    def bodies(number, captive, people):
        text = f"The bodies of {number[0]} {captive} {people[0]} were found in a well."
        return text, [claim(number[0], event="killed", category=people[1], low=number[1])]

    def night(number, day):
        text = f"Gunmen killed {number[0]} villagers overnight {day[0]}."
        return text, [claim(number[0], event="killed", low=number[1], date=(day[1], day[2]))]

    def since(number, people):
        text = f"The pass has been closed since 2019, when {number[0]} {people[0]} were killed there."
        return text, [claim(number[0], event="killed", low=number[1], date=("2019-01-01", "2019-12-31"))]

    def semicolon(number, people):
        text = f"The raid killed {number[0]} {people[0]}; its leader was hanged in 2012."
        return text, [claim(number[0], event="killed", low=number[1], date=None)]

    def together(number, length):
        text = f"The troops left on Tuesday. {number[0].capitalize()} of their men died during the {length} mission."
        return text, [claim(number[0].capitalize(), event="killed", low=number[1], date=None)]

    def member(number, party, noun):
        text = f"The army said it had killed {number[0]} {party[0]} {noun}."
        return text, [claim(number[0], event="killed", category="military", low=number[1], affected=party[1])]

    def stuck(number, state):
        text = f"Rescuers found nine bodies and {number[0]} miners {state}."
        return text, [claim("nine", event="killed", low=9)]

    yield from cross("a speaker set off by commas", aside, NUMBERS, SPEAKERS, SAYING)
    yield from cross("a speaker within a relative clause", relative, NUMBERS, INNER, DEEDS, OUTER, every=2)
    yield from cross("an age behind of", aged, AGED, AGES, FATES)
    yield from cross("the subject of a second clause", moved, TAKING, NUMBERS, MOVED)
    yield from cross("the predicate of losses", predicate, NATIONS, COUNTED, NUMBERS)
    yield from cross("bodies of the taken", bodies, NUMBERS, CAPTIVE, PEOPLE)
    yield from cross("a night by its day", night, NUMBERS, NIGHTS)
    yield from cross("a point with a clause of its own", since, NUMBERS, PEOPLE)
    yield from cross("a year behind a semicolon", semicolon, NUMBERS, PEOPLE)
    yield from cross("years that count together", together, NUMBERS[::2], ("eight-year", "12-year"))
    yield from cross("people of a party's name", member, NUMBERS, PARTIES, ("militants", "fighters", "rebels"))
    yield from cross("those who are whole", stuck, NUMBERS[::2], STUCK)
