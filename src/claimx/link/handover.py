"""Equipment on its way: who is given it, who gives it, who fires it."""

from __future__ import annotations

from claimx.link.agents import agents, party_of
from claimx.link.grounds import Grounds
from claimx.link.owners import counted_owner, head_party
from claimx.models import PartyLink
from claimx.schema import Category, Event

HANDED = (Event.DELIVERED, Event.PLEDGED)


def recipient(grounds: Grounds) -> PartyLink | None:
    """Who is given the equipment: after "to" or "for", before "received", the indirect object."""
    tokens, lowers = grounds.sentence.tokens, grounds.lowers
    anchor = grounds.anchor
    if anchor is not None and tokens[anchor].lemma in ("receive", "get", "acquire", "obtain"):
        for head in agents(grounds.sentence, anchor):
            found = head_party(grounds, head) if head < anchor else None
            if found is not None:
                return grounds.link(found, "party.recipient")
        named = [m for m in grounds.mentions if m.phrase.last <= anchor]
        return grounds.link(named[0], "party.recipient") if named else None
    for mention in grounds.mentions:
        j = mention.phrase.first - 1
        while j >= 0 and (lowers[j] in ("the", "'s", "of") or tokens[j].tag == "JJ"):
            j -= 1
        if j >= 0 and lowers[j] in ("to", "for") and mention.form != "enemy" and j > (anchor if anchor is not None else -1) - 8:
            return grounds.link(mention, "party.recipient")
    if anchor is not None and grounds.sentence.parsed:
        for j in grounds.sentence.children[anchor]:
            if tokens[j].dep in ("dative", "iobj"):
                for mention in grounds.mentions:
                    if mention.phrase.covers(j):
                        return grounds.link(mention, "party.recipient")
    return _beneficiary(grounds)


# How many sentences back a receiver stays in mind: a section on deliveries is a few sentences long.
_BACK = 4
_RECEIVING = frozenset({"receive", "receives", "received", "receiving", "get", "gets", "getting", "acquire", "acquires", "await", "awaits", "requested", "asked"})


def _beneficiary(grounds: Grounds) -> PartyLink | None:
    """Who is told to receive in the sentences or the heading before: "Tanks for Ukraine", "Ukraine continues to receive"."""
    for index in range(grounds.claim.sentence, max(-1, grounds.claim.sentence - _BACK), -1):
        sentence = grounds.document.sentences[index]
        lowers = sentence.lowers()
        for mention in grounds.document.mentions[index].parties:
            before = lowers[mention.phrase.first - 1] if mention.phrase.first else ""
            told = lowers[mention.phrase.last : mention.phrase.last + 6]  # "Ukraine continues to receive", "Ukraine has also received"
            wants = index == grounds.claim.sentence and any(word in ("want", "wants", "need", "needs") for word in told)
            if (before == "for" and len(lowers) < 12) or wants or any(word in _RECEIVING for word in told):  # a short line is a heading
                return grounds.link(mention, "party.beneficiary", sentence)
    return None


def giver(grounds: Grounds) -> PartyLink | None:
    """Who gives the equipment: the subject of "sent", or the party after "from"."""
    tokens = grounds.sentence.tokens
    if grounds.anchor is None:
        return None
    for mention in grounds.mentions:
        # "the 31 Abrams the U.S. means to send": a clause without "that" has the giver right behind the noun.
        if mention.phrase.first - grounds.last in (0, 1) and mention.form in ("name", "force", "metonym") and "," not in grounds.lowers[grounds.last : mention.phrase.first]:
            return grounds.link(mention, "party.giver")
    receives = tokens[grounds.anchor].lemma in ("receive", "get", "acquire", "obtain")
    if not receives:
        for head in agents(grounds.sentence, grounds.anchor):
            for mention in grounds.mentions:
                if mention.phrase.covers(head):
                    return grounds.link(mention, "party.giver")
    for mention in grounds.mentions:
        before = grounds.lowers[mention.phrase.first - 1] if mention.phrase.first else ""
        if before == "the" and mention.phrase.first > 1:
            before = grounds.lowers[mention.phrase.first - 2]
        if before in ("from", "by") and mention.phrase.first > grounds.first:
            return grounds.link(mention, "party.giver")
        if not receives and mention.phrase.last <= grounds.anchor and mention.form in ("name", "force", "metonym"):
            return grounds.link(mention, "party.giver")
    return None


def launcher(grounds: Grounds) -> PartyLink | None:
    """Who fired: the subject, else the owner of what was fired."""
    if grounds.anchor is not None:
        for head in agents(grounds.sentence, grounds.anchor):
            mention = party_of(grounds.sentence, grounds.mentions, head, grounds.vocabulary)
            if mention is not None:
                return grounds.link(mention, "party.launcher")
    return counted_owner(grounds)


def intruder(grounds: Grounds) -> PartyLink | None:
    """Drones and missiles that come down on a country at war are its foe's."""
    if grounds.claim.category not in (Category.UAV, Category.MISSILE):
        return None
    for at in (grounds.own_country(), grounds.speaker, grounds.theatre.home):
        if at is not None:
            for mention in grounds.mentions:
                if grounds.first <= mention.phrase.first < grounds.last and grounds.compounded(mention) and grounds.theatre.fights(mention.id, at):
                    return grounds.link(mention, "party.intruder")  # an "Iranian-made" drone over Iran's foe
            foe = grounds.theatre.named_foe(at)
            if foe is not None:
                return grounds.infer(foe, "party.intruder")
    return None
