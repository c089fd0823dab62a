"""Which parties a counted noun phrase names: "nine Moldovan servicemembers", "Uganda's clerks", "soldiers of the Malian army"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from claimx.counts.noun_phrases import Complement, NounPhrase
from claimx.lexicon.places import LOCATIVES
from claimx.models import PartyMention, Token
from claimx.schema import PartyType
from claimx.tokenize import HYPHENS

# Behind these a name within the phrase is a place, no side: "civilians in Gaza".
_LOCATIVES = LOCATIVES | {"to", "on"}

# "Hostages of the rebels" are others' people.
_UNDER_OTHERS = frozenset(
    "victim victims captive captives hostage hostages prisoner prisoners detainee detainees enemy enemies opponent "
    "opponents critic critics".split()
)


class Position(IntEnum):
    """Where in the phrase a party stands, the surest first."""

    MODIFIER = 1  # nine *Moldovan* clerks, two *M23* fighters, 12 *Palestinians*
    POSSESSOR = 2  # *Uganda*'s four clerks, two of *Uganda*'s clerks
    COMPLEMENT = 3  # soldiers of the *Malian army*, climbers from *Nepal*
    APPOSITION = 4  # nine people, all *Ghanaians*


@dataclass(frozen=True, slots=True)
class StatedParty:
    """A party that the phrase names, and where in it."""

    mention: PartyMention
    position: Position


def stated_parties(
    phrase: NounPhrase, mentions: Sequence[PartyMention], is_unit: Callable[[str], bool] = lambda _: False
) -> tuple[StatedParty, ...]:
    """The parties that the phrase names, the surest first; of several before the noun the nearest to it first.

    ``is_unit`` knows nouns for forces ("battalion", "navy"): a nationality before one owns whoever is of it. A metonym ("Moscow"),
    half of a compound ("Iran-backed") and a place ("civilians in Gaza") name no owner; nor does who made victims or holds captives.
    """
    tokens = phrase.sentence.tokens
    usable = [m for m in mentions if m.form != "metonym" and not _is_compounded(phrase, m)]
    modifiers = [m for m in usable if phrase.modifiers[0] <= m.phrase.first < phrase.last and not _is_placed(phrase, m)]
    owners = [] if phrase.possessor is None else [m for m in usable if _covers(phrase.possessor, m)]
    if phrase.head is None:
        modifiers.extend(m for m in usable if _shares_noun(phrase, m))
    found = [StatedParty(m, Position.MODIFIER) for m in reversed(modifiers) if m not in owners]
    found.extend(StatedParty(m, Position.POSSESSOR) for m in owners[-1:])
    held = phrase.head is not None and tokens[phrase.head].lower in _UNDER_OTHERS
    for complement in () if held else phrase.complements:
        named = next((m for m in usable if complement.first <= m.phrase.first < complement.last), None)
        if named is not None and _owns(tokens, complement, named, is_unit(tokens[complement.head].lower)):
            found.append(StatedParty(named, Position.COMPLEMENT))
            break
    found.extend(StatedParty(m, Position.APPOSITION) for m in usable if m.phrase.first == phrase.apposition)
    return tuple(found)


def _shares_noun(phrase: NounPhrase, mention: PartyMention) -> bool:
    """True for a nationality whose noun stands once, behind the last: "seven *Polish*, two Czech and nine Slovak divers"."""
    tokens, last = phrase.sentence.tokens, mention.phrase.last
    if mention.form != "demonym" or mention.phrase.first != phrase.number[1]:
        return False
    return last + 1 < len(tokens) and tokens[last].lower in (",", "and", "or", "&")


def _covers(span: tuple[int, int], mention: PartyMention) -> bool:
    return span[0] <= mention.phrase.first and mention.phrase.last <= span[1]


def _owns(tokens: Sequence[Token], complement: Complement, mention: PartyMention, of_unit: bool) -> bool:
    """True where the complement is the party itself, or its unit: "of the Malian army", "of the outlawed PKK", "from Nepal"."""
    described = all(word.text.islower() for word in tokens[complement.first : mention.phrase.first])
    whole = described and mention.phrase.covers(complement.head)
    if complement.preposition == "of":
        return whole or of_unit or (mention.form == "force" and mention.phrase.last >= complement.last - 1)
    if mention.form == "demonym":
        return of_unit
    if complement.preposition == "with":
        return mention.form == "force" or mention.type is not PartyType.COUNTRY
    return whole or mention.form == "force"


def _is_placed(phrase: NounPhrase, mention: PartyMention) -> bool:
    if mention.form != "name" or mention.type is not PartyType.COUNTRY or not mention.phrase.first:
        return False
    return phrase.sentence.tokens[mention.phrase.first - 1].lower in _LOCATIVES


def _is_compounded(phrase: NounPhrase, mention: PartyMention) -> bool:
    tokens, i = phrase.sentence.tokens, mention.phrase.last
    return i + 1 < len(tokens) and tokens[i].text in HYPHENS and tokens[i - 1].end == tokens[i].start
