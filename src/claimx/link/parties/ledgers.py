"""Whose losses a list counts: the owner that its opening or a heading names, for every row; never who tells of them."""

from __future__ import annotations

from claimx.link.parties.grounds import Grounds
from claimx.link.parties.loss_nouns import LOSS_NOUNS
from claimx.models import BlockKind, CarriedLoss, Document, Loss, Mentions, NoteKind, PartyLink, PartyMention, Sentence
from claimx.schema import Kind

# Words of an opening for losses, beside the nouns: "the army has lost:".
_BORNE = LOSS_NOUNS | {"loss", "loses", "losing", "equipment"}
# What one side does to the other: "equipment of the army was destroyed:", "seized from the army:"; who does it lost nothing.
_DEEDS = frozenset(
    "destroyed captured eliminated took taken seized seizes killed liquidated neutralised neutralized trophies booty".split()
)
_LOST = _BORNE | _DEEDS
_DEALT = _DEEDS | {"inflicted"}
_BEARING = frozenset({"lose", "suffer", "sustain", "take", "incur"})
_OF = frozenset({"of", "by", "among", "for", "to", "from", "suffered", "sustained", "inflicted", "on"})
_DETERMINERS = frozenset(
    "the its a all said regular so-called armed forces army ( in personnel and equipment manpower".split()
)
# Between an owner and its losses: "Russia's total combat losses", "the Russian army has lost".
_BETWEEN = frozenset(
    "'s \u2019s ' army military forces troops fighters total combat confirmed documented recorded daily equipment battle battlefield overall visually personnel "
    "side group militants rebels cumulative estimated reported and manpower has have had already have the".split()
)
_OFFICES = frozenset(
    "staff ministry mod command army forces military headquarters spokesman spokesperson spokeswoman government defence defense navy general".split()
)
_SPEAKING = _OFFICES - {"army", "forces", "military", "navy", "general", "command"}
# A heading that is no more than a side's name.
_NAME = 4
# Sentences above a list in which its speaker is named.
_ABOVE = 4


def ledger_owner(grounds: Grounds) -> PartyLink | None:
    """The side that lost what a row counts: "Losses of the X army", "X has lost:", "the enemy" through who speaks."""
    if grounds.sentence.block.kind is BlockKind.ROW:
        return lead_owner(grounds)
    loss = grounds.claim.loss
    if not isinstance(loss, Loss) or grounds.anchor is None:
        return None
    colon = next((i for i in range(loss.phrase.last, grounds.first) if grounds.lowers[i] == ":"), None)
    return None if colon is None else _named_in(grounds, grounds.sentence, colon)


def lead_owner(grounds: Grounds) -> PartyLink | None:
    """The owner that the opening of a list or a heading above it names; items that are sentences ask only what counts losses."""
    block, sentences, loss = grounds.sentence.block, grounds.document.sentences, grounds.claim.loss
    if not block.listed:
        return None

    def owner(lead: int) -> PartyLink | None:
        opening = sentences[lead]
        lent = isinstance(loss, CarriedLoss) and opening.start <= loss.start < opening.end
        if not (block.kind is BlockKind.ROW or lent) and LOSS_NOUNS.isdisjoint(opening.lowers()):
            return None
        return _named_in(grounds, opening, len(opening.tokens))

    return grounds.document.layout.told(grounds.sentence.index, owner)


def of_enemy(grounds: Grounds) -> bool:
    """True for a row under "losses of the enemy", whoever that is: it is not the side where the row's places are."""
    mentions = grounds.document.mentions
    leads = grounds.document.layout.leads(grounds.sentence.index) if grounds.sentence.block.listed else ()
    return any(mention.form == "enemy" for lead in leads for mention in mentions[lead].parties)


def _named_in(grounds: Grounds, opening: Sentence, limit: int) -> PartyLink | None:
    """The owner that the first ``limit`` tokens of an opening name, "the enemy" through who speaks."""
    mentions = grounds.document.mentions[opening.index]
    owner = _owner(opening, mentions, limit)
    if owner is None:
        return _struck(grounds, opening, mentions, limit)
    return _as_party(grounds, owner, opening)


def lead_doer(grounds: Grounds) -> PartyLink | None:
    """The side that the opening of a list says did it to all its rows: "Our forces destroyed the following:"."""
    if not grounds.sentence.block.listed or grounds.anchor is not None and grounds.mentions:
        return None

    def doer(lead: int) -> PartyLink | None:
        opening = grounds.document.sentences[lead]
        found = _doer(opening, grounds.document.mentions[lead], len(opening.tokens))
        return None if found is None else _as_party(grounds, found, opening)

    return grounds.document.layout.told(grounds.sentence.index, doer)


def noted_doer(grounds: Grounds) -> PartyLink | None:
    """Whom the card of an event names as its perpetrator: "Perpetrators: al-Shabaab"."""
    at = grounds.document.layout.noted(grounds.sentence.index, NoteKind.DOER)
    named = () if at is None else grounds.document.mentions[at].parties
    return grounds.link(named[0], "party.heading", grounds.document.sentences[at]) if at is not None and named else None


def _struck(grounds: Grounds, opening: Sentence, mentions: Mentions, limit: int) -> PartyLink | None:
    """The foe of the side that an opening says did it, where the opening names nobody else: "Our forces destroyed the following:"."""
    doer = _doer(opening, mentions, limit)
    link = None if doer is None else _as_party(grounds, doer, opening)
    return None if link is None else grounds.infer(grounds.theatre.enemy_of(link.id), "party.enemy")


def _as_party(grounds: Grounds, mention: PartyMention, opening: Sentence) -> PartyLink | None:
    """The side of a mention; "the enemy" through who speaks, else through the office that tells the list."""
    link = grounds.link(mention, "party.heading", opening)
    through = link is None and mention.form in ("enemy", "own")
    return grounds.through(_speaker(grounds.document, opening), mention) if through else link


def _doer(sentence: Sentence, mentions: Mentions, limit: int) -> PartyMention | None:
    """Who does what an opening tells: the subject of a deed, not of a loss that is borne nor of what is said."""
    tokens, lowers = sentence.tokens, sentence.lowers()
    if not any(word in _DEALT for word in lowers[:limit]):
        return None
    spoken = [one.source for one in mentions.attributions if one.source is not None]
    for mention in mentions.parties:
        first, last = mention.phrase.first, mention.phrase.last
        if mention.form == "metonym" or last > limit or any(source.overlaps(mention.phrase) for source in spoken):
            continue
        behind = first - (lowers[first - 1 : first] == ["the"])
        if behind > 1 and lowers[behind - 1] == "by" and lowers[behind - 2] in _DEALT:
            return mention
        head = next((i for i in range(first, limit) if tokens[i].dep == "nsubj"), None) if sentence.parsed else None
        reach = head is not None and all(word in _BETWEEN for word in lowers[last : head + 1])
        if head is None or not (head < last or reach):
            continue
        verb = tokens[tokens[head].head]
        joined = [verb.i, *(i for i in sentence.children[verb.i] if tokens[i].dep == "conj")]
        if verb.lemma not in _BEARING and any(lowers[i] in _DEALT for i in joined):
            return mention
    return None


def _owner(sentence: Sentence, mentions: Mentions, limit: int) -> PartyMention | None:
    lowers = sentence.lowers()
    things = {
        item.head
        for item in mentions.items
        if item.kind is Kind.EQUIPMENT and item.head < limit and sentence.tokens[item.head].dep != "nsubj"
    }
    lost = [i for i in range(limit) if lowers[i] in _LOST or i in things]
    doer = _doer(sentence, mentions, limit)
    spoken = [one.source for one in mentions.attributions if one.source is not None]
    named = [
        mention
        for mention in mentions.parties
        if mention.form != "metonym"
        and mention is not doer
        and mention.phrase.first < limit
        and not any(s.overlaps(mention.phrase) for s in spoken)
    ]
    if not lost:
        # "Angola", "Angolan side:"
        headed = sentence.block.kind in (BlockKind.HEADING, BlockKind.HEADLINE)
        opened = lowers[-1] == ":" and named and lowers[: named[0].phrase.first] in ([], ["the"])
        alone = len(lowers) <= _NAME and (headed or opened)
        return named[0] if alone and len(named) == 1 else None
    # "General Staff of the Y army: losses of the enemy": who stands before the colon speaks.
    colons = [i for i in range(lost[0]) if lowers[i] == ":"]
    behind = [mention for mention in named if not colons or mention.phrase.first > colons[-1]]
    if not behind and colons and _SPEAKING.isdisjoint(lowers[: colons[0]]):
        # "Navy of Y: losses in March"; an office before the colon tells of them.
        return next((one for one in mentions.parties if one.phrase.last <= colons[0] and one.form != "metonym"), None)
    named = behind
    for at in lost:
        for mention in named:
            first, last = mention.phrase.first, mention.phrase.last
            between = lowers[at + 1 : first]
            owned = any(word in _OF for word in between) and all(word in _OF | _DETERMINERS | _LOST for word in between)
            if at < first and owned:
                return mention
            # Who stands right before a deed did it: "Angola destroyed:".
            before = lowers[last:at]
            borne = lowers[at] not in _DEEDS or not _BORNE.isdisjoint(before) or not things.isdisjoint(range(last, at))
            if last <= at and borne and all(word in _BETWEEN | _LOST for word in before):
                return mention
    enemies = [mention for mention in named if mention.form == "enemy"]
    if enemies:
        return enemies[0]
    return named[0] if doer is None and len({mention.id for mention in named}) == 1 else None


def _speaker(document: Document, opening: Sentence) -> str | None:
    """The side whose office is named nearest above a list, or in its opening."""
    for index in range(opening.index, max(-1, opening.index - _ABOVE - 1), -1):
        if not document.layout.share(index, opening.index):
            break
        lowers = document.sentences[index].lowers()
        for mention in document.mentions[index].parties:
            if mention.form in ("enemy", "own"):
                continue
            near = lowers[max(0, mention.phrase.first - _ABOVE * 2) : mention.phrase.last + _ABOVE]
            if not _OFFICES.isdisjoint(near):
                return mention.id
    return None
