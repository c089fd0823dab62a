"""Counted noun phrases: how they are built, and which parties they name.

``read_noun_phrase(sentence, quantity, item)`` gives the phrase that a quantity counts: determiner, possessor, number, modifiers,
head, complements. ``stated_parties(phrase, mentions)`` gives the parties among them, nearest to the noun first: the nationality
or group before the noun, the possessor, the complement ("of the Malian army", "from Nepal"). Neither asks what the head noun is.
"""

from claimx.counts.noun_phrases import Complement, NounPhrase, bare_phrase, read_noun_phrase
from claimx.counts.people import names_people
from claimx.counts.stated import Position, StatedParty, stated_parties

__all__ = [
    "Complement",
    "NounPhrase",
    "Position",
    "StatedParty",
    "bare_phrase",
    "names_people",
    "read_noun_phrase",
    "stated_parties",
]
