"""Who falls and who did it in plain sentences: those attacked, deeds owned to, fire from abroad, surrender, ages, tallies, what is no loss."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# Name, what stands before a noun.
STATES = (("Turkey", "Turkish"), ("Kenya", "Kenyan"), ("Niger", "Nigerien"), ("Egypt", "Egyptian"))
FOES = ("Boko Haram", "al-Shabaab", "Islamic State")
UNITS = ("patrol", "army patrol", "military base", "army convoy", "garrison")
ATTACKED = ("ambushed", "attacked", "raided")
NUMBERS = (("nine", 9), ("14", 14), ("at least 31", 31))
MINORS = (("16-year-old", "civilian"), ("nine-year-old", "civilian"), ("71-year-old", "unspecified"))
ALONE = (("was shot dead", "killed"), ("drowned", "killed"), ("was badly hurt", "wounded"))
DESCRIBED = (
    ("charity they worked for", "charity"), ("airline he flew for", "airline"), ("ministry they reported to", "ministry"),
    ("agency that employed them", "agency"),
)  # fmt: skip
LIFTED = ("brought", "raised", "took", "pushed")
NOTHING = (
    "The court called hanging a legal way to kill a prisoner.",
    "The boat has the ability to sink a cruiser.",
    "In the film a spy kills six guards.",
    "The thriller is about a nurse who is killed.",
    "The state has not executed a prisoner for a decade.",
    "The navy has never lost a submarine.",
    "Oslo refused to send nine tanks to Latvia.",
)


def _ambush(state: tuple[str, str], verb: str, unit: str, number: tuple[str, int]) -> tuple[str, list[object]]:
    fields = {"event": "killed", "category": "military", "affected": state[0], "low": number[1]}
    return f"Gunmen {verb} a {state[1]} {unit}, killing {number[0]}.", [claim(number[0], **fields)]


def _camps(foe: str, number: tuple[str, int]) -> tuple[str, list[object]]:
    text = f"Jets bombed {foe} camps, killing {number[0]} and wounding 17."
    return text, [
        claim(number[0], event="killed", affected=foe, low=number[1]),
        claim("17", event="wounded", affected=foe),
    ]


def _owned(foe: str, deed: str, number: tuple[str, int]) -> tuple[str, list[object]]:
    text = f"{foe} has claimed {deed} that killed {number[0]} villagers."
    return text, [claim(number[0], event="killed", category="civilian", actor=foe, source=None, low=number[1])]


def _fire(state: tuple[str, str], number: tuple[str, int]) -> tuple[str, list[object]]:
    text = f"{number[0].capitalize()} {state[1]} soldiers were killed by fire from Chad."
    return text, [claim(number[0], event="killed", affected=state[0], actor="Chad", low=number[1])]


def _surrendered(state: tuple[str, str], foe: str, number: tuple[str, int]) -> tuple[str, list[object]]:
    text = f"{number[0].capitalize()} {state[1]} soldiers surrendered to {foe}."
    return text, [claim(number[0], event="captured", category="military", affected=state[0], actor=foe)]


def _aged(age: tuple[str, str], fate: tuple[str, str]) -> tuple[str, list[object]]:
    return f"A {age[0]} {fate[0]} in Lagos.", [claim("A", event=fate[1], category=age[1], low=1, high=1)]


def _described(source: tuple[str, str], number: tuple[str, int]) -> tuple[str, list[object]]:
    text = f"{number[0].capitalize()} drivers were killed, the {source[0]} said."
    return text, [claim(number[0], event="killed", category="civilian", source=source[1])]


def _lifted(verb: str, state: tuple[str, str], number: tuple[str, int]) -> tuple[str, list[object]]:
    text = f"The attack {verb} to {number[0]} the number of {state[1]} soldiers killed this year."
    return text, [claim(number[0], event="killed", category="military", affected=state[0], low=number[1])]


def _guards(state: tuple[str, str], service: str) -> tuple[str, list[object]]:
    text = f"A mine killed three members of the {state[1]} {service}."
    return text, [claim("three", event="killed", category="military", affected=state[0])]


def cells() -> Iterator[Cell]:
    """All cells of the kind."""
    yield from cross("attacked a unit, killing N", _ambush, STATES, ATTACKED, UNITS, NUMBERS, every=3)
    yield from cross("bombed camps, killing N", _camps, FOES, NUMBERS)
    yield from cross("claimed a deed", _owned, FOES, ("an attack", "a bombing", "an ambush"), NUMBERS)
    yield from cross("fire from abroad", _fire, STATES, NUMBERS)
    yield from cross("surrendered to X", _surrendered, STATES, FOES, NUMBERS)
    yield from cross("told by age alone", _aged, MINORS, ALONE)
    yield from cross("a source with a clause", _described, DESCRIBED, NUMBERS)
    yield from cross("brought to N the number", _lifted, LIFTED, STATES, NUMBERS)
    yield from cross(
        "members of a service", _guards, STATES, ("border guard", "national guard", "police", "coast guard")
    )
    for text in NOTHING:
        yield Cell(text, (), construction="no loss at all")
