"""Equipment on its way: who is given it, who gives it, who fires it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimx.link.parties.agents import agents
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.losers import head_party
from claimx.link.parties.owners import counted_owner
from claimx.link.parties.sides import party_of
from claimx.models import Claim, PartyLink, PartyMention
from claimx.schema import Category, Event, PartyBasis, PartyType

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
    given = _given(grounds)
    if given is not None:
        return grounds.link(given, "party.recipient")
    for mention in grounds.mentions:
        j = mention.phrase.first - 1
        while j >= 0 and (lowers[j] in ("the", "'s", "of") or tokens[j].tag == "JJ"):
            j -= 1
        if (
            j >= 0
            and lowers[j] in ("to", "for")
            and lowers[j - 1] not in ("according", "thanks", "due")
            and mention.form != "enemy"
            and j > (anchor if anchor is not None else -1) - 8
        ):
            return grounds.link(mention, "party.recipient")
    if anchor is not None and grounds.sentence.parsed:
        for j in grounds.sentence.children[anchor]:
            if tokens[j].dep in ("dative", "iobj"):
                for mention in grounds.mentions:
                    if mention.phrase.covers(j):
                        return grounds.link(mention, "party.recipient")
    return _beneficiary(grounds)


def _given(grounds: Grounds) -> PartyMention | None:
    """The subject to whom a passive gives what is counted behind it: "Moscow has been given dozens of missiles"."""
    sentence, anchor = grounds.sentence, grounds.anchor
    if anchor is None or not sentence.parsed or not anchor < grounds.first:
        return None
    subjects = [j for j in sentence.children[anchor] if sentence.tokens[j].dep == "nsubjpass"]
    return next((m for j in subjects for m in grounds.mentions if m.phrase.covers(j)), None)


# How many sentences back a receiver stays in mind: a section on deliveries is a few sentences long.
_BACK = 4
_RECEIVING = frozenset(
    {
        "receive",
        "receives",
        "received",
        "receiving",
        "get",
        "gets",
        "getting",
        "acquire",
        "acquires",
        "await",
        "awaits",
        "requested",
        "asked",
    }
)


def _beneficiary(grounds: Grounds) -> PartyLink | None:
    """Who is told to receive in the sentences or the heading before: "Tanks for Ukraine", "Ukraine continues to receive"."""
    for index in range(grounds.claim.sentence, max(-1, grounds.claim.sentence - _BACK), -1):
        sentence = grounds.document.sentences[index]
        lowers = sentence.lowers()
        for mention in grounds.document.mentions[index].parties:
            before = lowers[mention.phrase.first - 1] if mention.phrase.first else ""
            told = lowers[
                mention.phrase.last : mention.phrase.last + 6
            ]  # "Ukraine continues to receive", "Ukraine has also received"
            wants = index == grounds.claim.sentence and any(word in ("want", "wants", "need", "needs") for word in told)
            if (
                (before == "for" and len(lowers) < 12) or wants or any(word in _RECEIVING for word in told)
            ):  # a short line is a heading
                return grounds.link(mention, "party.beneficiary", sentence)
    return None


def of_delivery(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """The receiver of the delivery told just before: "X will send 14 tanks to Z. Y has delivered 18"."""
    for before in reversed(claims[max(0, i - _BACK) : i]):
        link = before.affected
        if before.event in HANDED and link is not None and grounds.claim.sentence - before.sentence <= _BACK:
            if any(mention.id == link.id for mention in grounds.mentions):
                return None  # it is named here in another role
            basis = link.basis if before.sentence == grounds.claim.sentence else PartyBasis.CARRIED
            return replace(link, basis=basis, rule="party.beneficiary")
    return None


def giver(grounds: Grounds, recipient_id: str | None = None) -> PartyLink | None:
    """Who gives the equipment: the subject of "sent", or the party after "from"; never who receives it."""
    return next((link for link in _givers(grounds) if link is not None and link.id != recipient_id), None)


def _givers(grounds: Grounds) -> Iterator[PartyLink | None]:
    tokens = grounds.sentence.tokens
    if grounds.anchor is None:
        return
    for mention in grounds.mentions:
        # "the 31 Abrams the U.S. means to send": a clause without "that" has the giver right behind the noun.
        if (
            mention.phrase.first - grounds.last in (0, 1)
            and mention.form in ("name", "force", "metonym")
            and set(grounds.lowers[grounds.last : mention.phrase.first]) <= {"the"}
        ):
            yield grounds.link(mention, "party.giver")
    receives = tokens[grounds.anchor].lemma in ("receive", "get", "acquire", "obtain") or _given(grounds) is not None
    if not receives:
        for head in (*agents(grounds.sentence, grounds.anchor), *_announcers(grounds)):
            for mention in grounds.mentions:
                if mention.phrase.covers(head):
                    yield grounds.link(mention, "party.giver")
    for mention in grounds.mentions:
        before = grounds.lowers[mention.phrase.first - 1] if mention.phrase.first else ""
        if before == "the" and mention.phrase.first > 1:
            before = grounds.lowers[mention.phrase.first - 2]
        if before in ("from", "by") and mention.phrase.first > grounds.first:
            yield grounds.link(mention, "party.giver")
        if not receives and mention.phrase.last <= grounds.anchor and mention.form in ("name", "force", "metonym"):
            yield grounds.link(mention, "party.giver")


def _announcers(grounds: Grounds) -> Iterator[int]:
    """The subject of the verb whose object is the handover: "Norway announced the delivery of eight howitzers"."""
    sentence, anchor = grounds.sentence, grounds.anchor
    if anchor is None or not sentence.parsed or sentence.tokens[anchor].pos != "NOUN":
        return
    for i in (anchor, *sentence.ancestors(anchor)):
        token = sentence.tokens[i]
        if token.pos in ("VERB", "AUX"):
            yield from (j for j in sentence.children[i] if sentence.tokens[j].dep == "nsubj")
            return
        if token.dep not in ("dobj", "obj", "pobj", "prep", "conj"):
            return


def _fired_from(grounds: Grounds) -> PartyLink | None:
    """The country of the place that rockets were launched from: "20 rockets were fired from the Khan Younis area"."""
    if grounds.anchor is None:
        return None
    places = grounds.document.mentions[grounds.claim.sentence].places
    for place in places:
        before = grounds.lowers[max(grounds.anchor, place.phrase.first - _FROM) : place.phrase.first]
        if place.country is not None and "from" in before and place.country in grounds.theatre.parties:
            return grounds.infer(place.country, "party.owner-after", place.phrase.start, place.phrase.end)
    return None


# "from the southern city of": words between the preposition and the place.
_FROM = 5
# "According to the Israel Defense Forces": words from the preposition to the head of the name.
_SAYS = 6


def launcher(grounds: Grounds) -> PartyLink | None:
    """Who fired: the subject, else the owner of what was fired."""
    if grounds.anchor is not None:
        for head in agents(grounds.sentence, grounds.anchor):
            if "according" in grounds.lowers[max(0, head - _SAYS) : head]:
                continue  # who tells of it
            mention = party_of(grounds.sentence, grounds.mentions, head, grounds.vocabulary)
            if mention is not None:
                return grounds.link(mention, "party.launcher")
    owner = counted_owner(grounds) or _fired_from(grounds)
    if owner is not None and owner.rule == "party.owner-after" and owner.type is PartyType.COUNTRY:
        # "a missile launched from Yemen": the group that fights from there, where the article names one.
        struck = grounds.speaker or grounds.theatre.home
        there = [
            g
            for g in grounds.theatre.groups
            if owner.id in grounds.theatre.parties[g].home
            and (
                owner.id not in grounds.theatre.forces
                or (struck not in (None, owner.id) and grounds.theatre.fights(g, struck or ""))
            )
        ]
        if there:
            return grounds.infer(there[0], "party.launcher", owner.start, owner.end)
    return owner


def intruder(grounds: Grounds) -> PartyLink | None:
    """Drones and missiles that come down on a country at war are its foe's."""
    if grounds.claim.category not in (Category.UAV, Category.MISSILE):
        return None
    for at in (grounds.communique, grounds.own_country(), grounds.speaker, grounds.theatre.home):
        if at is not None:
            for mention in grounds.mentions:
                if (
                    grounds.first <= mention.phrase.first < grounds.last
                    and grounds.compounded(mention)
                    and grounds.theatre.fights(mention.id, at)
                ):
                    return grounds.link(mention, "party.intruder")  # an "Iranian-made" drone over Iran's foe
            foe = grounds.theatre.target(at)
            if foe is not None:
                return grounds.infer(foe, "party.intruder")
    return None
