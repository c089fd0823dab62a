"""Whose losses a noun tells: "Russian casualties", "losses of the enemy", "Turkish losses were 300 dead"."""

from __future__ import annotations

from claimx.link.parties.attacks import attack_after
from claimx.link.parties.blame import blamed_for_losses
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.nameless import whose
from claimx.models import Loss, PartyLink, PartyMention
from claimx.schema import Event, PartyType
from claimx.tokenize import HYPHENS


def loss_noun_owner(grounds: Grounds) -> PartyLink | None:
    """ "Russian casualties", "Russia's losses", "casualties among North Korean forces", "losses of the enemy"."""
    anchor = grounds.anchor
    numbered = _numbered_noun(grounds)
    if numbered is not None:
        return owner_of(grounds, numbered, "party.loss-noun")
    if anchor is None or grounds.claim.loss.shape not in ("noun", "heading"):
        return None
    if captor(grounds) is not None:
        return None  # "captives of X" are others' people
    return owner_of(grounds, anchor, "party.loss-noun")


# What leads from losses to their number: "were", "are put at", "amounted to".
_NUMBERING = frozenset(
    "be number total amount stand come reach exceed put estimate give include at to as about around some over more than "
    "least most only nearly almost up approximately have".split()
)
_NUMBERED = frozenset({"losses", "casualties", "dead", "deaths", "fatalities"})


def _numbered_noun(grounds: Grounds) -> int | None:
    """The noun of loss whose predicate the number is, or stands beside: "Serb losses were put at 300 dead and 40 missing"."""
    tokens, first = grounds.sentence.tokens, grounds.first
    before = [c.quantity.phrase.first for c in grounds.claims if c.sentence == grounds.claim.sentence]
    row = min((one for one in before if one < first and not is_parted(grounds, one, first)), default=first)
    j = row - 1
    while j > 0 and (tokens[j].lemma in _NUMBERING or tokens[j].lower in _NUMBERING):
        j -= 1
    told = any(tokens[i].tag.startswith("VB") for i in range(j + 1, row))
    return j if told and tokens[j].lower in _NUMBERED else None


def is_parted(grounds: Grounds, low: int, high: int) -> bool:
    """True where a clause begins between two numbers."""
    return any(t.text in (";", ":") or t.tag in ("VBD", "VBZ", "VBP", "MD") for t in grounds.sentence.tokens[low:high])


def captor(grounds: Grounds) -> PartyLink | None:
    """Who holds "captives of the X", "hostages of X": named behind the noun, and no owner of the people."""
    anchor, loss = grounds.anchor, grounds.claim.loss
    if anchor is None or not isinstance(loss, Loss) or grounds.claim.event not in (Event.ABDUCTED, Event.CAPTURED):
        return None
    last = max(anchor + 1, loss.phrase.last)
    if grounds.lowers[last : last + 1] != ("of",) or grounds.lowers[anchor] not in _CAPTIVES:
        return None
    named = [m for m in grounds.within(last + 1, last + _CAPTOR) if m.type is PartyType.GROUP]
    return grounds.link(named[0], "party.captor") if named else None


_CAPTIVES = frozenset({"captive", "captives", "hostage", "hostages", "prisoner", "prisoners"})
# "captives of the Iran-backed X": words from "of" to the side.
_CAPTOR = 6


def owner_of(grounds: Grounds, noun: int, rule: str) -> PartyLink | None:
    """The party whose losses a noun tells: before it ("Russia's losses") or after its preposition ("losses of the enemy")."""
    tokens, lowers = grounds.sentence.tokens, grounds.lowers
    j = noun - 1
    while (
        j >= 0
        and noun - j <= 6
        and lowers[j] not in _TELLINGS
        and (
            lowers[j] in _LINKS
            or tokens[j].tag.startswith(("JJ", "NN", "HYPH", "POS", "VBN", "CD"))
            or not tokens[j].tag
        )
    ):
        for mention in grounds.mentions:
            if mention.phrase.covers(j) and not grounds.compounded(mention) and mention.form != "metonym":
                return grounds.link(mention, rule)
        j -= 1
    k = noun + 1
    while k < len(lowers) and lowers[k] in REPORTED:  # "no casualties were reported among the troops"
        k += 1
    if k > noun + 1 and lowers[k : k + 1] not in (("among",), ("amongst",)):
        k = noun + 1
    if k < len(lowers) and lowers[k] in ("of", "among", "amongst", "for", "on", "upon", "by", "to"):
        if (
            lowers[k] in ("to", "on")
            and blamed_for_losses(grounds.sentence, grounds.mentions, grounds.first) is not None
        ):
            return None  # "19 of the deaths to X": to whom they are laid
        k += 1
        while k < len(lowers) and (lowers[k] in _DETERMINERS or tokens[k].tag.startswith(("CD", "RB"))):
            k += 1
        if lowers[k + 1 : k + 2] and lowers[k + 1] in HYPHENS and lowers[k + 2 : k + 3] and lowers[k + 2] in _BACKED:
            k += 3  # "among the Iran-backed Houthis"
        for mention in grounds.within(k, k + 2):
            if attack_after(grounds.sentence, list(lowers), mention, grounds.vocabulary) is not None:
                return None  # "the toll of the Israeli raid": who struck has not suffered it
            if mention.form != "metonym" and not _is_of_neighbour(grounds, noun, mention):
                return grounds.link(mention, rule)
        inflicted = lowers[noun + 1 : noun + 2] in (("on",), ("upon",), ("to",))
        if inflicted or "among" in lowers[noun + 1 : k]:  # "no casualties among the troops"
            return grounds.infer(whose(grounds, k, k + 1), rule)
    return None


def _is_of_neighbour(grounds: Grounds, noun: int, mention: PartyMention) -> bool:
    """True where another number before the party counts its people: in "the deaths of 12 Hutu rebels and a guard" not the guard."""
    return grounds.first >= mention.phrase.last and any(
        other.sentence == grounds.claim.sentence and noun < other.quantity.number.first < mention.phrase.last
        for other in grounds.claims
        if other.quantity.number.first != grounds.claim.quantity.number.first
    )


# Halves of adjectives before a side that tell whose friend it is.
_BACKED = frozenset({"backed", "allied", "aligned", "supported", "sponsored", "funded", "led", "linked", "affiliated"})
# "The rebels' claim of 40 deaths" is whose word it is, not whose dead.
_TELLINGS = frozenset(
    "claim claims report reports statement statements estimate estimates tally figure figures account".split()
)
REPORTED = frozenset({"were", "was", "been", "have", "has", "had", "reported", "recorded", "suffered", "so", "far"})

_DETERMINERS = frozenset("the a an its their both other some fellow former enemy so-called ( )".split())

# Words that keep a nationality and its noun one phrase although they stand between.
_LINKS = frozenset({"'s", "\u2019s", "'", "\u2019", "-", "and", "of"})

LOSS_NOUNS = frozenset("losses casualties killed dead deaths fatalities wounded victims toll lost".split())
