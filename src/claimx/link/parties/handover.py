"""Equipment on its way: who is given it, who gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from claimx.clauses import Voice, agents_of, clause_at
from claimx.link.parties.grounds import Grounds
from claimx.models import CarriedLoss, PartyLink, PartyMention
from claimx.schema import Event

HANDED = (Event.DELIVERED, Event.PLEDGED)


def recipient(grounds: Grounds) -> PartyLink | None:
    """Who is given the equipment: who receives or is supplied with it, stands before the number, or behind "to" or "for"."""
    tokens, anchor = grounds.sentence.tokens, grounds.anchor
    clause = clause_at(grounds.sentence, anchor) if anchor is not None else None
    if anchor is not None and clause is not None:
        other = _bought_for(grounds, anchor)
        if other is not None:
            return grounds.link(other, "party.recipient")
        if tokens[anchor].lemma in _TAKING:
            receiving = next(_parties_at(grounds, agents_of(grounds.sentence, anchor)), None)
            named = [m for m in grounds.mentions if m.phrase.last <= anchor]
            found = receiving or (named[0] if named else None)
            if found is not None:
                return grounds.link(found, "party.recipient")
        passive = clause.voice is Voice.PASSIVE
        if grounds.head in clause.instruments and clause.patients:
            found = next(_parties_at(grounds, clause.patients), None)
        elif passive and anchor < grounds.first:
            subjects = [noun for noun in (*clause.recipients, *clause.patients) if noun < anchor]
            found = next(_parties_at(grounds, subjects), None)
        else:
            found = _before_number(grounds, anchor)
        if found is not None:
            return grounds.link(found, "party.recipient")
    toward = _toward(grounds) or _reached(grounds)
    if toward is not None:
        return grounds.link(toward, "party.recipient")
    if anchor is not None and tokens[anchor].lemma in _ORDERING:
        heads = (*agents_of(grounds.sentence, anchor), *_announcers(grounds))
        ordering = next(_parties_at(grounds, heads), None)
        if ordering is not None:
            return grounds.link(ordering, "party.recipient")
    if clause is not None:
        dative = next(_parties_at(grounds, clause.recipients), None)
        if dative is not None:
            return grounds.link(dative, "party.recipient")
    return _beneficiary(grounds)


_TAKING = frozenset(["receive", "get", "acquire", "obtain", "take", "buy", "purchase", "import"])
_BUYING = frozenset(["buy", "purchase", "acquire", "obtain"])
# Who does so is to have the arms, unless the words tell for whom they are.
_ORDERING = frozenset(["order", "contract", "sign", "request", "deal", "agreement"])


def _bought_for(grounds: Grounds, anchor: int) -> PartyMention | None:
    """The party for which another buys: "Denmark bought 15 howitzers for Latvia"."""
    other = _toward(grounds) if grounds.sentence.tokens[anchor].lemma in _BUYING else None
    return other if other is not None and other.phrase.first > anchor else None


def _reached(grounds: Grounds) -> PartyMention | None:
    """The party in whose country the arms have arrived: "arrived in Latvia", "have reached Latvia"."""
    anchor = grounds.anchor
    if anchor is None or grounds.claim.loss.frame != "intransitive":
        return None
    for mention in grounds.within(anchor + 1, anchor + 1 + _ARRIVED):
        between = grounds.lowers[anchor + 1 : mention.phrase.first]
        if mention.form in ("name", "metonym") and set(between) <= _ARRIVING:
            return mention
    return None


# "arrived safely in neighbouring Latvia": words from the verb to the country.
_ARRIVED = 4
_ARRIVING = frozenset(["in", "at", "the", "safely", "neighbouring", "neighboring", "over", "by", "train", "back"])


def _parties_at(grounds: Grounds, nouns: Sequence[int]) -> Iterator[PartyMention]:
    """The parties in the phrases of the nouns: the noun itself, or its owner ("Latvia's army")."""
    for noun in nouns:
        first = grounds.sentence.subtree(noun)[0]
        yield from (m for m in grounds.mentions if m.phrase.first <= noun and m.phrase.last > first)


def _before_number(grounds: Grounds, anchor: int) -> PartyMention | None:
    """The party between a verb of giving and the number, as the words have it: "send Ukraine 14 Leopard tanks"."""
    for mention in grounds.mentions:
        between = grounds.lowers[anchor + 1 : mention.phrase.first]
        behind = grounds.lowers[mention.phrase.last : grounds.first]
        if anchor < mention.phrase.first and mention.phrase.last <= grounds.first and mention.form != "demonym":
            if set(between) <= _ARTICLES and (len(behind) <= _HEDGE and _BREAKS.isdisjoint(behind)):
                return mention
    return None


# "gave Latvia's army at least six tanks".
_HEDGE = 5
_ARTICLES = frozenset(["the", "its", "their", "neighbouring", "neighboring", "over"])
_BREAKS = frozenset([",", ";", ":", "and", "with", "to", "for", "from", "by", "of"])


def _toward(grounds: Grounds) -> PartyMention | None:
    """The party behind "to" or "for"."""
    tokens, lowers, anchor = grounds.sentence.tokens, grounds.lowers, grounds.anchor
    for mention in grounds.mentions:
        j = mention.phrase.first - 1
        while j >= 0 and (lowers[j] in ("the", "'s", "of", *_FORCES) or tokens[j].tag == "JJ"):
            j -= 1  # "to the army of Chad"
        if (
            j >= 0
            and lowers[j] in ("to", "for")
            and lowers[j - 1] not in ("according", "thanks", "due")
            and mention.form != "enemy"
            and j > (anchor if anchor is not None else -1) - 8
        ):
            return mention
    return None


_FORCES = ("army", "forces", "military", "government", "navy", "police")
# How many sentences back a receiver stays in mind: a section on deliveries is a few sentences long.
_BACK = 4
_RECEIVING = frozenset(
    "receive receives received receiving get gets getting acquire acquires await awaits requested asked".split()
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


def led_recipient(grounds: Grounds) -> PartyLink | None:
    """The receiver that the opening of a list names: "Norway has delivered the following to Ukraine:"."""
    return _led(
        grounds,
        lambda lowers, mention: bool(mention.phrase.first) and lowers[mention.phrase.first - 1] in ("to", "for"),
    )


def led_giver(grounds: Grounds) -> PartyLink | None:
    """The giver that opens the opening of a list, or stands behind "by": "Delivered to Z by Norway:"."""
    taker = None if grounds.linked.affected is None else grounds.linked.affected.id

    def gives(lowers: Sequence[str], mention: PartyMention) -> bool:
        at = mention.phrase.first
        return mention.id != taker and (at <= 1 or lowers[at - 1] in ("by", "from"))

    return _led(grounds, gives)


def _led(grounds: Grounds, fits: Callable[[Sequence[str], PartyMention], bool]) -> PartyLink | None:
    """The party that fits in what leads to an item of a list without a verb of its own."""
    document = grounds.document
    if not isinstance(grounds.claim.loss, CarriedLoss):
        return None

    def party(lead: int) -> PartyLink | None:
        sentence = document.sentences[lead]
        found = (one for one in document.mentions[lead].parties if fits(sentence.lowers(), one))
        return next((grounds.link(one, "party.heading", sentence) for one in found), None)

    return document.layout.told(grounds.sentence.index, party)


def of_delivery(grounds: Grounds) -> PartyLink | None:
    """The receiver of the delivery told just before: "X will send 14 tanks to Z. Y has delivered 18"."""
    claims, i = grounds.claims, grounds.i
    for before in reversed(claims[max(0, i - _BACK) : i]):
        link = before.affected
        if before.event in HANDED and link is not None and grounds.claim.sentence - before.sentence <= _BACK:
            part = before.sentence == grounds.claim.sentence and before.category is grounds.claim.category
            others = (mention for mention in grounds.mentions if mention.phrase.start != link.start)
            if not part and any(mention.id == link.id for mention in others):
                return None  # it is named here in another role
            return grounds.carried(link, before, "party.beneficiary")
    return None


def giver(grounds: Grounds) -> PartyLink | None:
    """Who gives the equipment: the subject of "sent", or the party after "from"; never who receives it.

    Where nobody is told to give, the giver of the same arms told just before: "X promised Y 14 tanks. Four have arrived".
    """
    taker = None if grounds.linked.affected is None else grounds.linked.affected.id
    own = next((link for link in _givers(grounds) if link is not None and link.id != taker), None)
    return own or _giver_before(grounds, taker)


def _giver_before(grounds: Grounds, taker: str | None) -> PartyLink | None:
    claims, claim = grounds.claims, grounds.claim
    clause = clause_at(grounds.sentence, grounds.anchor) if grounds.anchor is not None else None
    arrives = claim.loss.frame == "intransitive"
    if clause is None or not (arrives or (clause.voice is Voice.PASSIVE and not clause.agents)):
        return None
    for before in reversed(claims[max(0, grounds.i - _BACK) : grounds.i]):
        if before.event in HANDED and before.category is claim.category and claim.sentence - before.sentence <= 1:
            link = before.actor
            same = before.affected is not None and before.affected.id == taker
            if link is None or link.id == taker or not (same or taker is None):
                return None
            return grounds.carried(link, before, "party.giver")
    return None


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
    clause = clause_at(grounds.sentence, grounds.anchor)
    passive = clause is not None and clause.voice is Voice.PASSIVE
    takes = tokens[grounds.anchor].lemma in _TAKING and _bought_for(grounds, grounds.anchor) is None
    receives = takes or passive
    if passive or not receives:
        heads = [*agents_of(grounds.sentence, grounds.anchor), *_announcers(grounds)]
        if any(tokens[head].tag == "PRP" for head in heads):  # "Latvia said it would send"
            heads += agents_of(grounds.sentence, tokens[grounds.anchor].head)
        for mention in _parties_at(grounds, heads):
            yield grounds.link(mention, "party.giver")
    for mention in grounds.mentions:
        before = grounds.lowers[mention.phrase.first - 1] if mention.phrase.first else ""
        if before == "the" and mention.phrase.first > 1:
            before = grounds.lowers[mention.phrase.first - 2]
        if before in ("from", "by") and mention.phrase.first > grounds.first:
            yield grounds.link(mention, "party.giver")
        if not receives and mention.phrase.last <= grounds.anchor and mention.form in ("name", "force", "metonym"):
            yield grounds.link(mention, "party.giver")
    if clause is not None and any(tokens[noun].lemma in _PACKAGES for noun in clause.agents):
        yield _package_giver(grounds)


_PACKAGES = frozenset("package aid assistance shipment tranche batch consignment delivery pledge".split())


# "announced new arms for Ukraine"
_ARMS = frozenset({"arms", "weapons", "weaponry", "ammunition", "munitions"})


def _package_giver(grounds: Grounds) -> PartyLink | None:
    """Who announced the package in a sentence before: "Norway announced new aid for Ukraine. The package includes"."""
    for index in range(grounds.claim.sentence - 1, max(-1, grounds.claim.sentence - _BACK), -1):
        sentence = grounds.document.sentences[index]
        if _PACKAGES.isdisjoint(sentence.lowers()) and _ARMS.isdisjoint(sentence.lowers()):
            continue
        for mention in grounds.document.mentions[index].parties:
            before = sentence.lowers()[mention.phrase.first - 1] if mention.phrase.first else ""
            if mention.form in ("name", "force", "metonym") and before not in ("for", "to", "with"):
                return grounds.link(mention, "party.giver", sentence)
    return None


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
