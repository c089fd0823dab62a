"""A toll and its author in two breaths: who owns up to the attack, admits or claims it, or attacked in the clause before."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# A side as subject, its name, and a town in the country that it strikes.
SIDES = (("The Russian army", "Russia", "Kharkiv"), ("Israel", "Israel", "Khan Younis"), ("Al-Shabaab", "al-Shabaab", "Baidoa"),
         ("The Pakistani air force", "Pakistan", "Khost"), ("The Houthis", "Houthis", "Marib"), ("Boko Haram", "Boko Haram", "Dikwa"))  # fmt: skip
NUMBERS = (("Nineteen people", 19), ("Seven people", 7), ("At least 40 people", 40))
TOLLS = ("{} were killed in {} on Friday, officials said.", "{} died on Monday in {}.")
OWNED = (
    "said it had carried out the attack", "said it was behind the attack", "admitted carrying out the strike",
    "confirmed that it had struck the town", "said its forces had hit a command post there", "said they had targeted a hideout",
    "took responsibility for the attack", "acknowledged the strike", "claimed the attack",
)  # fmt: skip
APART = (
    "condemned the attack", "denied responsibility", "said it had not carried out the attack", "said it would look into the attack",
)  # fmt: skip
ASSAULTS = (
    "attacked {}",
    "shelled a school in {}",
    "fired rockets at {}",
    "raided the village of {}",
    "bombed a market in {}",
)
LED_TO = (
    ("{} and {} were killed.", str.lower), ("{}; {} were killed.", str.lower), ("{}, and {} died.", str.lower), ("{}: {} dead", str.lower),
)  # fmt: skip


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def told(side, number, toll, owned):
        text = f"{toll.format(number[0], side[2])} {side[0]} {owned}."
        return text, [claim(number[0].removesuffix(" people"), low=number[1], actor=side[1])]

    def apart(side, number, toll, words):
        text = f"{toll.format(number[0], side[2])} {side[0]} {words}."
        return text, [claim(number[0].removesuffix(" people"), low=number[1], actor=None)]

    def led(side, number, assault, join):
        count = join[1](number[0])
        text = join[0].format(f"{side[0]} {assault.format(side[2])}", count)
        return text, [claim(count.removesuffix(" people"), low=number[1], actor=side[1])]

    yield from cross("who owns up behind a toll", told, SIDES, NUMBERS, TOLLS, OWNED, every=3)
    yield from cross("who condemns or denies it", apart, SIDES, NUMBERS, TOLLS, APART, every=2)
    yield from cross("an attack, and its dead", led, SIDES, NUMBERS, ASSAULTS, LED_TO, every=3)
