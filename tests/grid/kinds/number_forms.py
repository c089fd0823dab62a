"""Numbers in every form that news writes them: separators, dozens, ranges, hedges, styled digits, and numbers that count nobody."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# Words, low, high.
POINTS = (
    ("2'450", 2450, 2450), ("12\u2019500", 12500, 12500), ("1'226'420", 1226420, 1226420), ("3,210", 3210, 3210),
    ("1 033", 1033, 1033), ("a dozen and a half", 18, 18), ("one and a half dozen", 18, 18),
    ("two and a half dozen", 30, 30), ("half a dozen", 6, 6), ("two score", 40, 40), ("1.2 million", 1200000, 1200000),
    ("two and a half thousand", 2500, 2500), ("a hundred and twenty", 120, 120), ("twenty-one", 21, 21),
    ("forty two", 42, 42), ("3m", 3000000, 3000000), ("12k", 12000, 12000), ("1,50,000", 150000, 150000),
)  # fmt: skip
RANGES = (
    ("between 3m and 4m", 3000000, 4000000), ("3m to 4m", 3000000, 4000000), ("five to six dozen", 60, 72),
    ("one to two dozen", 12, 24), ("between two and three dozen", 24, 36), ("10 to two dozen", 10, 24),
    ("from eight to ten", 8, 10), ("five or six", 5, 6), ("20-30", 20, 30), ("20 to 30", 20, 30),
    ("between 1'200 and 1'400", 1200, 1400), ("more than 30 but fewer than 40", 30, 40),
    ("at least 12 but no more than 15", 12, 15), ("30,000-40,000", 30000, 40000), ("70 or 80", 70, 80),
)  # fmt: skip
HEDGED = (
    ("at least {}", 1, 0), ("atleast {}", 1, 0), ("no fewer than {}", 1, 0), ("a minimum of {}", 1, 0),
    ("more than {}", 1, 0), ("over {}", 1, 0), ("upwards of {}", 1, 0), ("in excess of {}", 1, 0),
    ("well over {}", 1, 0), ("up to {}", 0, 1), ("as many as {}", 0, 1), ("no more than {}", 0, 1),
    ("a maximum of {}", 0, 1), ("fewer than {}", 0, 1), ("almost {}", 0, 1), ("nearly {}", 0, 1), ("close to {}", 0, 1),
    ("just under {}", 0, 1), ("about {}", 1, 1), ("around {}", 1, 1), ("some {}", 1, 1), ("roughly {}", 1, 1),
    ("approximately {}", 1, 1), ("an estimated {}", 1, 1), ("possibly {}", 1, 1), ("{} or more", 1, 0),
    ("{} or so", 1, 1), ("{} or fewer", 0, 1),
)  # fmt: skip
VAGUE = (
    ("dozens of", "dozens", 24), ("scores of", "scores", 40), ("hundreds of", "hundreds", 200),
    ("tens of thousands of", "tens of thousands", 20000), ("several", "several", 3), ("several hundred", "several hundred", 300),
    ("a couple of hundred", "a couple of hundred", 200), ("a handful of", "a handful", 3), ("a few", "a few", 3),
)  # fmt: skip
# Noun, category.
PEOPLE = (("herders", "civilian"), ("conscripts", "military"), ("people", "unspecified"))
PLACES = ("Tarvos", "Kelmet")
# What no one is counted by.
FURNITURE = (
    "Call 555-0143 if you know of anyone killed in the attack.",
    "Phone 0207 782 4368 with news of the dead.",
    "He was killed at 14 Elm Street.",
    "The victim of the killing lived at 221 Baker Street.",
    "Page 12 lists the dead.",
    "UPDATE 3-Killer of farmer is found",
    "The gunman, 34, was killed.",
    "The bus to the funeral of the dead took route 12.",
)


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def passive(number, people):
        words = number[0][0].upper() + number[0][1:]
        return f"{words} {people[0]} were killed near {PLACES[0]}.", [
            claim(number[0], event="killed", category=people[1], low=number[1], high=number[2])
        ]

    def active(number, people):
        return f"The flood at {PLACES[1]} killed {number[0]} {people[0]}, officials said.", [
            claim(number[0], event="killed", category=people[1], low=number[1], high=number[2])
        ]

    def hedged(hedge, number, people):
        words = hedge[0].format(number[0])
        return f"{words[0].upper() + words[1:]} {people[0]} were wounded.", [
            claim(
                words,
                event="wounded",
                category=people[1],
                low=number[1] if hedge[1] else None,
                high=number[1] if hedge[2] else None,
            )
        ]

    def vague(number, people):
        words = number[0][0].upper() + number[0][1:]
        return f"{words} {people[0]} died.", [
            claim(number[1], event="killed", category=people[1], low=number[2], high=None)
        ]

    def styled(offsets, number, people):
        text = f"{number[0]} {people[0]} were killed"
        words = "".join(_styled(c, offsets) for c in text)
        return words + ".", [
            claim("".join(_styled(c, offsets) for c in number[0]), event="killed", category=people[1], low=number[1])
        ]

    def update(number, people):
        return f"UPDATE {number[1] % 7 + 2}-{number[0].capitalize()} {people[0]} killed in {PLACES[0]}", [
            claim(number[0], event="killed", category=people[1], low=number[1], high=number[1])
        ]

    def nobody(text):
        return text, []

    yield from cross("point, passive", passive, POINTS, PEOPLE)
    yield from cross("point, object", active, POINTS, PEOPLE)
    yield from cross("range, passive", passive, RANGES, PEOPLE)
    yield from cross("range, object", active, RANGES, PEOPLE)
    yield from cross("hedge", hedged, HEDGED, (("40", 40), ("three dozen", 36), ("1'200", 1200)), PEOPLE)
    yield from cross("vague", vague, VAGUE, PEOPLE)
    # Full width; mathematical bold; mathematical sans-serif bold: upper-case, lower-case, digits.
    alphabets = ((0xFF21, 0xFF41, 0xFF10), (0x1D400, 0x1D41A, 0x1D7CE), (0x1D5D4, 0x1D5EE, 0x1D7EC))
    yield from cross("styled letters", styled, alphabets, (("12", 12), ("At least 30", 30)), PEOPLE)
    yield from cross("numbered headline", update, (("nine", 9), ("two", 2), ("eleven", 11)), PEOPLE)
    yield from cross("no count", nobody, FURNITURE)


def _styled(letter: str, alphabet: tuple[int, int, int]) -> str:
    for base, first in zip("Aa0", alphabet, strict=True):
        if letter.isascii() and letter.isalnum() and 0 <= ord(letter) - ord(base) < (10 if base == "0" else 26):
            return chr(first + ord(letter) - ord(base))
    return letter
