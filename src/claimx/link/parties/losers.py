"""Who lost what is counted: the subject of "lost", "suffered", "had"."""

from __future__ import annotations

from claimx.lexicon.parties import Role
from claimx.link.parties.agents import agents
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.nameless import whose
from claimx.link.parties.sides import party_of
from claimx.models import PartyLink, PartyMention
from claimx.schema import Event, Kind, PartyType, SourceType


def loser(grounds: Grounds) -> PartyLink | None:
    """The subject of "lost", "suffered", "sustained"."""
    anchor = grounds.anchor
    if anchor is None or not grounds.sentence.parsed:
        return None
    tokens = grounds.sentence.tokens
    if tokens[anchor].lemma in _BURYING and "alive" in grounds.lowers:
        return None  # "buried 40 men alive"
    left = _is_left(grounds)
    # "had lost 4 and had killed 9": a participle with "have" of its own
    perfect = tokens[anchor].tag == "VBN" and any(
        tokens[c].dep == "aux" and tokens[c].lemma == "have" for c in grounds.sentence.children[anchor]
    )
    passive = any(tokens[c].dep == "auxpass" for c in grounds.sentence.children[anchor])
    if (
        (tokens[anchor].tag in ("VBD", "VBZ", "VBP", "VBG") or perfect and not passive)
        and not left
        and not grounds.vocabulary.has_role(Role.OWN_LOSS, tokens[anchor].lemma)
        and tokens[anchor].lemma not in ("have", "see", "cost")
    ):
        return None  # "lost 4 soldiers and killed 9 rebels"
    if tokens[anchor].lower == "lost" and grounds.lowers[anchor + 1 : anchor + 2] == ("by",):
        whose = next((m for m in grounds.within(anchor + 2, anchor + 4) if m.form != "metonym"), None)
        if whose is not None:
            return grounds.link(whose, "party.loser")
    if tokens[anchor].lemma == "cost":  # "cost the rebels 40 men"
        whose = next((m for m in grounds.within(anchor + 1, grounds.first) if m.form != "metonym"), None)
        return grounds.link(whose, "party.loser")
    verb = anchor if left else _verb_of_loss(grounds, anchor)
    if verb is None:
        return None
    other = _gapped(grounds, verb)
    if other is not None:
        return other
    for subject in agents(grounds.sentence, verb):
        if subject > verb:
            continue
        mention = party_of(grounds.sentence, grounds.mentions, subject, grounds.vocabulary) or head_party(
            grounds, subject
        )
        if mention is not None:
            source = grounds.claim.source
            if tokens[verb].lemma == "report" and source is not None and source.type is SourceType.MEDIA:
                return None  # "Peru's state radio reported 40 dead"
            aided = mention.type is PartyType.ORGANISATION and tokens[verb].lemma in _BURYING
            return None if aided else grounds.link(mention, "party.loser")
        word = tokens[subject].lower
        told = grounds.speaker is not None and grounds.claim.source is not None
        if told and tokens[verb].lemma in _BURYING and _is_body(grounds):
            return None
        speaks = told and grounds.claim.source is not None and grounds.claim.source.start < tokens[verb].start
        if word in ("it", "they", "he") and speaks and grounds.speaker is not None:
            return grounds.infer(grounds.speaker, "party.loser-speaker")
        if word in ("it", "they") and tokens[verb].lemma in ("lose", "suffer", "abandon", "concede"):
            return _subject_before(grounds)
        body = _body(grounds, subject)
        if body is not None:
            return body
        if word == "we" and grounds.speaker is not None:
            return grounds.infer(grounds.speaker, "party.own")
    # A subject the parser lost: "The Northern Front alliance of armed groups has lost".
    before = [m for m in grounds.mentions if m.phrase.last <= verb and m.form != "metonym"]
    if before and verb == anchor and tokens[verb].lemma == "lose" and verb - before[-1].phrase.last <= 6:
        return grounds.link(before[-1], "party.loser-before")
    return None


# Whoever buries the dead of others has lost none of them.
_BURYING = frozenset({"bury", "mourn", "report", "admit", "acknowledge"})


def _is_body(grounds: Grounds) -> bool:
    """True for a speaker that is an organisation: "the Red Cross said it had buried 60 people"."""
    party = grounds.theatre.party(grounds.speaker)
    return party is not None and party.type is PartyType.ORGANISATION


def _is_left(grounds: Grounds) -> bool:
    """True for a verb with which a side gives up what it has: "left behind 40 lorries", "wrote off two jets"."""
    loss = grounds.claim.loss
    told = loss.events.get(Kind.EQUIPMENT) if grounds.claim.kind is Kind.EQUIPMENT else None
    return told is Event.LOST and loss.shape == "verb" and loss.frame == "transitive"


def _gapped(grounds: Grounds, verb: int) -> PartyLink | None:
    """ "The group lost 84 fighters and the Malian army 47": behind a joint the next loser stands right before its number, without the verb."""
    lowers, number = grounds.lowers, grounds.claim.quantity.phrase.first
    mention = next((m for m in grounds.mentions if m.phrase.last == number and m.phrase.first > verb), None)
    if mention is None or mention.form == "metonym":
        return None
    before = mention.phrase.first - 1
    before -= lowers[before] == "the"
    return grounds.link(mention, "party.loser") if lowers[before] in ("and", ",", ";", "while", "but") else None


def _verb_of_loss(grounds: Grounds, anchor: int) -> int | None:
    """The verb whose subject bears the loss: the loss word itself or one above it ("suffered 20 deaths", "had three killed")."""
    tokens = grounds.sentence.tokens
    chain = [anchor, *grounds.sentence.ancestors(anchor)[:_ABOVE]]
    verb = next(
        (j for j in chain if tokens[j].pos == "VERB" and grounds.vocabulary.has_role(Role.OWN_LOSS, tokens[j].lemma)),
        None,
    )
    if verb is None and (grounds.claim.loss.shape == "noun" or tokens[anchor].dep == "dobj"):  # "had 12 dead"
        verb = next((j for j in chain if tokens[j].lemma == "have"), None)
    if verb is None:
        return None
    if tokens[verb].lemma == "take" and grounds.claim.event in (Event.ABDUCTED, Event.CAPTURED):
        return None  # "taking 253 hostages"
    if tokens[verb].lemma in ("report", "admit", "acknowledge", "take", "have") and not (
        tokens[anchor].head == verb and tokens[anchor].dep == "dobj"
    ):
        return None
    passive = any(tokens[j].dep in ("nsubjpass", "auxpass") for j in grounds.sentence.children[verb])
    return None if passive else verb


# "admitted the loss of the lives of 20": heads from a loss word up to its verb.
_ABOVE = 3


def _subject_before(grounds: Grounds) -> PartyLink | None:
    """ "PDF fighters ambushed a convoy. It lost three members": the side that opens the sentence before."""
    for there, parties in grounds.near(-1):
        verb = next((t.i for t in there.tokens if t.tag in ("VBD", "VBZ", "VBP")), len(there.tokens))
        opens = next((m for m in parties if m.phrase.last <= verb and m.form != "metonym"), None)
        return grounds.link(opens, "party.loser", there)
    return None


def _body(grounds: Grounds, subject: int) -> PartyLink | None:
    """ "The army itself had one dead", "the rebels lost 20": forces and groups without a name."""
    two = subject and grounds.vocabulary.role_at(Role.GOVERNMENT, grounds.lowers, subject - 1) == subject + 1
    side = whose(grounds, subject - bool(two), subject + 1)
    return grounds.infer(side, "party.loser", grounds.sentence.tokens[subject])


# "the defence ministry of Armenia acknowledged": what follows "of" tells whose office it is.
_OFFICES = frozenset({"ministry", "army", "government", "forces", "command", "staff", "headquarters", "presidency"})


def head_party(grounds: Grounds, head: int) -> PartyMention | None:
    """Any party in the subject's own noun phrase."""
    first, last = grounds.sentence.subtree(head)
    office = grounds.lowers[head] in _OFFICES and grounds.lowers[head + 1 : head + 2] == ("of",)
    found = [
        m
        for m in grounds.within(first, last if office else min(last, head + 1))
        if m.form != "metonym" or m.phrase.covers(head)
    ]
    return found[-1] if found else None
