"""Everyday news by construction: two to four sentences of plain reporting, drawn from templates and words of our own.

    for text in texts(1000, seed=7):
        text.words          # as an article would have it
        text.preceded()     # with a neutral sentence before it
        text.renamed()      # with other names, each for one of its kind
        text.recounted()    # with other numbers, in the same order of size

A text is a template of slots, so that a change of its words is a change of nothing else. The same seed gives the same texts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Each name has a twin that may stand in its place: of the same kind, country and length of name.
SIDES = {
    "Russia": "Ukraine",
    "Israel": "Hezbollah",
    "Azerbaijan": "Armenia",
    "Hamas": "Israel",
    "the army": "the rebels",
    "Kenya": "al-Shabaab",
}
TOWNS = ("Sumy", "Kharkiv", "Lviv", "Poltava", "Chernihiv", "Kherson", "Odesa", "Vinnytsia")
PEOPLE_NAMES = ("Ivan Marchuk", "Oleh Dorenko", "Samir Haddar", "Yusuf Bakari", "Anna Feld", "Joan Merrow")
ROLES = ("governor", "mayor", "army spokesman", "police chief", "general", "minister")
SPEAKERS = (
    "the army",
    "police",
    "the ministry",
    "officials",
    "local media",
    "the Red Cross",
    "residents",
    "{role} {person}",
)
PEOPLE = (
    "soldiers",
    "civilians",
    "fighters",
    "people",
    "policemen",
    "children",
    "officers",
    "farmers",
    "miners",
    "passengers",
    "militants",
    "women",
)
ARMS = (
    "drones",
    "tanks",
    "missiles",
    "armoured vehicles",
    "howitzers",
    "helicopters",
    "trucks",
    "rockets",
    "boats",
    "rifles",
    "Shahed-type drones",
    "air defence systems",
)
FLYING = ("drones", "missiles", "helicopters", "rockets", "cruise missiles", "Shahed-type drones", "jets")
WEAPONS = (
    "A roadside bomb",
    "An air strike",
    "Shelling",
    "A suicide bomber",
    "A drone",
    "Gunmen",
    "A car bomb",
    "Artillery fire",
    "A missile",
    "Clashes",
)
DAYS = (
    "on Monday",
    "on 7 March",
    "yesterday",
    "overnight",
    "last week",
    "on Friday night",
    "in early May",
    "this month",
    "two days ago",
    "on Sunday morning",
)
NEUTRAL = (
    "The weather was mild across the region.",
    "Little else was known at first.",
    "The road had been quiet for weeks.",
    "Shops stayed closed in the old quarter.",
)

# Clauses without a full stop. A capital slot begins with a capital letter.
CORES = (
    "{side} launched {n} {flying}", "{side} fired {n} {flying} at {town}", "{n} {flying} were launched from {town}", "air defences shot down {n} {flying}",
    "{side} shot down {n} of {m} {flying}", "{side} said it had intercepted {n} {flying}", "{n} {flying} were brought down over {town}", "{foe} lost {n} {arms}",
    "{side} destroyed {n} {arms} and damaged {m} more", "{side} captured {n} {arms} near {town}", "{n} {arms} were captured from {foe}", "troops seized {n} {arms} and {m} rifles",
    "{weapon} killed {n} {people}", "{weapon} killed at least {n} {people} and wounded {m}", "{weapon} in {town} left {n} dead and {m} injured", "{n} {people} were killed in {town}",
    "{n} {people} died and {m} were hurt", "{side} killed {n} {people}", "{side} killed {n} of {foe}'s fighters", "{n} {people}, including {k} children, were killed",
    "{n} people were killed, among them {k} {people}", "{n} {people} were wounded when {weapon} hit {town}", "at least {n} {people} were injured", "up to {n} {people} were missing",
    "{side} captured {n} {people}", "{n} {people} were taken prisoner near {town}", "{side} abducted {n} {people} from {town}", "{foe} has lost {n} {people} and {m} {arms}",
    "{side} delivered {n} {arms} to {foe}", "{side} pledged {n} {arms}", "{n} {arms} were handed over to the army", "the convoy lost {n} trucks and {m} {people}",
    "the bodies of {n} {people} were found in {town}", "no {people} were hurt", "nobody was killed", "the death toll rose to {n}", "the death toll in {town} has risen to {n}, with {m} wounded",
    "between {n} and {m} {people} were killed", "about {n} {people} were killed and {m} wounded in the fighting", "{side}'s losses are {n} {people} and {m} {arms}", "{n} {arms} were destroyed",
    "{k} {people} were killed in {town}, {k} in {town2} and {n} in {town3}", "dozens of {people} were killed", "a {one} was killed and {n} others were wounded", "more than {n} {people} have been killed since the war began",
    "{foe} attacked {town}, killing {n} {people}", "a raid on {town} left {n} {people} dead", "an ambush near {town} killed {n} {people}, and {m} were captured", "{n} {people} drowned when a boat sank off {town}",
)  # fmt: skip
FRAMES = (
    "{Core}.", "{Core} {day}.", "{Day}, {core}.", "{Speaker} said {core}.", "{Core}, {speaker} said.", "{Speaker} said {day} that {core}.", "According to {speaker}, {core}.",
    '"{Core}," {speaker} said.', "In {town}, {core}.", "{Core} {day}, {speaker} told reporters.", "{Core}, according to {speaker}.", "{Speaker} denied that {core}.", "{Speaker} reported that {core} {day}.",
)  # fmt: skip
# Sentences that lean on the one before.
SEQUELS = (
    "Air defences shot down {n}.", "From the city the crews shot down {n} and lost a tank.", "{N} were wounded.", "Another {n} were hurt.", "{N} of them were officers.", "{N} others died later in hospital.",
    "The attack also left {n} wounded.", "It lost {n} of them.", "Half of them were children.", "Of these, {k} were women.", "{Speaker} put the figure at {n}.", "The rest were captured.", "Twice that number were hurt.",
    "Two more crashed near {town}.", "{N} were shot down and {k} fell in fields.", "The victims included {k} children.", "Both were destroyed.", "Among the dead were {k} {people}.", "{Speaker} gave no figures.",
    "Losses so far:\n- {n} tanks\n- {m} drones\n- {k} soldiers\n", "Losses: {n} tanks, {m} trucks and {k} boats.", "A {one} died of wounds {day}.", "They included {k} {people} and a {one}.", "No one claimed responsibility.",
)  # fmt: skip
ONES = ("soldier", "child", "woman", "policeman", "driver", "journalist")
_SLOT = re.compile(r"\{(\w+)\}")
_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Text:
    """A filled template: ``parts`` are literal words or slots with what fills them."""

    parts: tuple[tuple[str, str], ...]
    neutral: str
    names: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The text."""
        return "".join(words for _, words in self.parts)

    def preceded(self) -> str:
        """The text with a neutral sentence before it."""
        return f"{self.neutral} {self.words}"

    def renamed(self) -> str:
        """The text with each invented name exchanged for another of its kind."""
        return "".join(self.names.get(words, words) for _, words in self.parts)

    def recounted(self) -> str:
        """The text with greater numbers, in the same order."""
        return "".join(_greater(words) if slot in "nmk" and slot else words for slot, words in self.parts)


def _greater(number: str) -> str:
    return str(int(number) + 10) if number.isdecimal() else number


def texts(count: int, seed: int) -> Iterator[Text]:
    """So many texts."""
    draw = random.Random(seed)
    for _ in range(count):
        yield _text(draw)


def _text(draw: random.Random) -> Text:
    side, foe = draw.choice(sorted(SIDES.items()))
    towns, people = draw.sample(TOWNS, 3), draw.sample(PEOPLE_NAMES, 2)
    words = {"side": side, "foe": foe, "town": towns[0], "town2": towns[1], "town3": towns[2], "person": people[0]}
    parts: list[tuple[str, str]] = []
    for i in range(draw.randint(2, 4)):
        template = draw.choice(SEQUELS) if i and draw.random() < 0.5 else _framed(draw)
        parts += [("", " ")] * bool(i)
        parts += _filled(template, words, draw)
    return Text(tuple(parts), draw.choice(NEUTRAL), _twins(draw))


def _framed(draw: random.Random) -> str:
    core = draw.choice(CORES)
    frame = draw.choice(FRAMES)
    return frame.replace("{Core}", _capital(core)).replace("{core}", core)


def _capital(template: str) -> str:
    return (
        _SLOT.sub(lambda m: "{" + m[1].capitalize() + "}", template, count=1)
        if template[0] == "{"
        else template[0].upper() + template[1:]
    )


def _twins(draw: random.Random) -> dict[str, str]:
    """An exchange of names in which each goes to another of its kind."""
    out = {}
    for names in (TOWNS, PEOPLE_NAMES):
        order = draw.sample(names, len(names))
        out.update(zip(order, [*order[1:], order[0]], strict=True))
    return out


def _filled(template: str, words: dict[str, str], draw: random.Random) -> list[tuple[str, str]]:
    total = draw.randint(20, 89)
    # A part is less than its whole, whatever is added to both.
    numbers = {"n": str(total), "m": str(draw.randint(total + 1, 99)), "k": str(draw.randint(2, 9))}
    numbers["k"] = draw.choice((numbers["k"], _SMALL[int(numbers["k"]) - 2]))
    parts: list[tuple[str, str]] = []
    at = 0
    for slot in _SLOT.finditer(template):
        parts.append(("", template[at : slot.start()]))
        at = slot.end()
        name = slot[1].lower()
        if name == "speaker":
            speaker = draw.choice(SPEAKERS).replace("{role}", draw.choice(ROLES))
            filled = _filled(speaker, words, draw) if "{" in speaker else [("", speaker)]
        elif name in numbers:
            filled = [(name, numbers[name])]
        elif name in words:
            filled = [(name, words[name])]
        else:
            choice = {"people": PEOPLE, "arms": ARMS, "flying": FLYING, "weapon": WEAPONS, "day": DAYS, "one": ONES}[
                name
            ]
            word = draw.choice(choice)
            filled = [(name, word[0].lower() + word[1:] if name == "weapon" and not slot[1][0].isupper() else word)]
        if slot[1][0].isupper():
            first, rest = filled[0]
            filled[0] = (first, rest[0].upper() + rest[1:])
        parts += filled
    parts.append(("", template[at:]))
    return parts
