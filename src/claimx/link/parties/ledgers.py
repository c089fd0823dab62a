"""Whose losses a list counts: the owner that its opening or a heading names, for every row; never who tells of them."""

from __future__ import annotations

from claimx.link.parties.grounds import Grounds
from claimx.link.parties.owners import LOSS_NOUNS
from claimx.models import BlockKind, Document, Loss, Mentions, PartyLink, PartyMention, Sentence

# Words of an opening beside the nouns for losses: "equipment of the army was destroyed:", "the army has lost:".
_LOST = LOSS_NOUNS | {"loss", "destroyed", "loses", "losing", "equipment", "captured", "eliminated"}
_OF = frozenset({"of", "by", "among", "for", "to", "from", "suffered", "sustained", "inflicted", "on"})
_DETERMINERS = frozenset(
    {
        "the",
        "its",
        "a",
        "all",
        "said",
        "regular",
        "so-called",
        "armed",
        "forces",
        "army",
        "(",
        "in",
        "personnel",
        "and",
        "equipment",
        "manpower",
    }
)
# Between an owner and its losses: "Russia's total combat losses", "the Russian army has lost".
_BETWEEN = frozenset(
    "'s \u2019s ' army military forces troops fighters total combat confirmed documented recorded daily equipment battle battlefield overall visually personnel "
    "side group militants rebels cumulative estimated reported and manpower has have had already have the".split()
)
_OFFICES = frozenset(
    "staff ministry mod command army forces military headquarters spokesman spokesperson spokeswoman government defence defense navy general".split()
)
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
    block, sentences = grounds.sentence.block, grounds.document.sentences
    if not block.listed:
        return None

    def owner(lead: int) -> PartyLink | None:
        opening = sentences[lead]
        if block.kind is not BlockKind.ROW and LOSS_NOUNS.isdisjoint(opening.lowers()):
            return None
        return _named_in(grounds, opening, len(opening.tokens))

    return grounds.document.layout.told(grounds.sentence.index, owner)


def _named_in(grounds: Grounds, opening: Sentence, limit: int) -> PartyLink | None:
    """The owner that the first ``limit`` tokens of an opening name, "the enemy" through who speaks."""
    owner = _owner(opening, grounds.document.mentions[opening.index], limit)
    if owner is None:
        return None
    link = grounds.link(owner, "party.heading", opening)
    return link or (_through_speaker(grounds, owner, opening) if owner.form in ("enemy", "own") else None)


def _owner(sentence: Sentence, mentions: Mentions, limit: int) -> PartyMention | None:
    lowers = sentence.lowers()
    lost = [i for i in range(limit) if lowers[i] in _LOST]
    spoken = [one.source for one in mentions.attributions if one.source is not None]
    named = [
        mention
        for mention in mentions.parties
        if mention.form != "metonym"
        and mention.phrase.first < limit
        and not any(s.overlaps(mention.phrase) for s in spoken)
    ]
    if not lost:
        alone = sentence.block.kind in (BlockKind.HEADING, BlockKind.HEADLINE) and len(lowers) <= _NAME
        return named[0] if alone and len(named) == 1 else None
    # "General Staff of the Y army: losses of the enemy": who stands before the colon speaks.
    colons = [i for i in range(lost[0]) if lowers[i] == ":"]
    named = [mention for mention in named if not colons or mention.phrase.first > colons[-1]]
    for at in lost:
        for mention in named:
            first, last = mention.phrase.first, mention.phrase.last
            if (
                at < first
                and any(word in _OF for word in lowers[at + 1 : first])
                and all(word in _OF | _DETERMINERS | _LOST for word in lowers[at + 1 : first])
            ):
                return mention
            if last <= at and all(word in _BETWEEN | _LOST for word in lowers[last:at]):
                return mention
    enemies = [mention for mention in named if mention.form == "enemy"]
    return enemies[0] if enemies else named[0] if len({mention.id for mention in named}) == 1 else None


def _through_speaker(grounds: Grounds, owner: PartyMention, opening: Sentence) -> PartyLink | None:
    """Whom the office that tells the list calls the enemy, or its own."""
    speaker = _speaker(grounds.document, opening)
    if speaker is None:
        return None
    identity = speaker if owner.form == "own" else grounds.theatre.enemy_of(speaker)
    return (
        None
        if identity is None
        else grounds.infer(identity, f"party.{owner.form}", owner.phrase.start, owner.phrase.end)
    )


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
