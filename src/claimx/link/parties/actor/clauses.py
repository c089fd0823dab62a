"""Actors that words outside the agent's place name: "killed by X", "thanks to X", "when X attacked", "in X air strikes"."""

from __future__ import annotations

from claimx.lexicon.parties import Role
from claimx.link.parties.actor.undone import is_affected_mention, is_otherwise_caused, is_undone, tells
from claimx.link.parties.attacks import assails, attack_after, attack_before, led_to
from claimx.link.parties.blame import blamed_for_losses
from claimx.link.parties.borders import is_scene
from claimx.link.parties.firing import group_there
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.sides import only_places
from claimx.models import Loss, PartyLink, PartyMention
from claimx.schema import Kind, PartyType
from claimx.tokenize import HYPHENS

# Words between a participle and the "by" that names its agent: "killed on Monday by Turkish shelling".
_BY = 8


def responsible(grounds: Grounds) -> PartyLink | None:
    """Whom the sentence blames for those counted."""
    mention = blamed_for_losses(grounds.sentence, grounds.mentions, grounds.first)
    return (
        None if mention is None or is_affected_mention(grounds.claim, mention) else grounds.link(mention, "party.agent")
    )


def by_phrase(grounds: Grounds) -> PartyLink | None:
    """ "killed ... by Turkish forces", read from the words: headlines without "were" defeat the parser."""
    if grounds.anchor is None or grounds.sentence.tokens[grounds.anchor].tag not in ("VBN", "VBD", ""):
        return None
    lowers, tokens = list(grounds.lowers), grounds.sentence.tokens
    for j in range(grounds.anchor + 1, min(len(lowers), grounds.anchor + _BY)):
        if lowers[j] != "by":
            if (
                lowers[j] in (",", ";", "and")
                or tokens[j].tag in ("VBD", "VBZ", "VBP")
                or (
                    tokens[j].tag == "VBN"
                    and grounds.anchor < grounds.first < j
                    and lowers[j - 1] not in ("or", "and", "been", "being", "were", "was")
                )
            ):
                return None
            continue
        k = j + 1
        while k < len(lowers) and (
            lowers[k] in ("the", "a", "an", "suspected", "alleged")
            or tokens[k].tag in ("JJ", "CD")
            and not _at(grounds, k)
        ):
            k += 1
        mention = _at(grounds, k)
        held = tokens[j - 1].lemma in _HOLDING and j - 1 != grounds.anchor
        if (
            mention is None
            or mention.form == "metonym"
            or grounds.compounded(mention)
            or held
            or tells(grounds, mention)
        ):
            return None
        return grounds.link(mention, "party.by")
    return None


# "In a village held by X", "when a phone used by X blew up": whose the scene or the thing is.
_HOLDING = frozenset(
    "hold use control own run operate occupy rule govern lead inhabit guard defend favour frequent".split()
)


def before_verb(grounds: Grounds) -> PartyLink | None:
    """The side directly before an active verb, where a dateline or a headline misled the parser: "-- FMLN guerrillas killed 4"."""
    claim = grounds.linked
    anchor = grounds.anchor
    if (
        anchor is None
        or anchor > grounds.first
        or grounds.sentence.tokens[anchor].tag not in ("VBD", "VBZ", "VBP")
        or not isinstance(claim.loss, Loss)
        or claim.loss.shape != "verb"
    ):
        return None
    for mention in grounds.mentions:
        between = grounds.lowers[mention.phrase.last : min(anchor, claim.loss.phrase.first)]
        between = between[:-1] if between and between[-1].endswith("ly") else between  # "successfully destroyed"
        fighters = all(w == ")" or grounds.acts(w) for w in between)
        if only_places(grounds.sentence, mention, anchor - 1, grounds.vocabulary) or is_scene(
            grounds.sentence, mention
        ):
            continue
        if (
            mention.phrase.last <= anchor <= mention.phrase.last + 4
            and fighters
            and mention.form != "metonym"
            and not is_affected_mention(claim, mention)
        ):
            return grounds.link(mention, "party.agent")
    return None


def attack_owner(grounds: Grounds) -> PartyLink | None:
    """The one party whose attack the sentence names, wherever the parser put it: "in Israeli air strikes", "after Russian shelling"."""
    claim = grounds.linked
    if is_undone(grounds) or claim.kind is Kind.EQUIPMENT:
        return None
    lowers = list(grounds.lowers)
    found: dict[str, PartyMention] = {}
    follows = not is_otherwise_caused(grounds)
    for mention in grounds.mentions:
        if mention.form == "own" or grounds.first <= mention.phrase.first < grounds.last:
            continue
        if (
            attack_after(grounds.sentence, lowers, mention, grounds.vocabulary) is not None
            or attack_before(lowers, mention, grounds.vocabulary)
            or assails(lowers, mention)
            or (follows and led_to(grounds.sentence, mention, grounds.first, grounds.vocabulary))
        ):
            found[mention.id] = mention
    if not found:
        return _fire_from(grounds) or _government_attack(grounds)
    if len(found) != 1:
        return None
    (mention,) = found.values()
    if claim.affected is not None and claim.affected.id == mention.id:
        return None
    return grounds.link(mention, "party.attack")


def _fire_from(grounds: Grounds) -> PartyLink | None:
    """The country that fire across a border comes from, or the group that fights from there: "killed by shelling from Chad"."""
    hit = grounds.linked.affected
    if hit is None or hit.type is not PartyType.COUNTRY:
        return None
    for mention in grounds.mentions:
        first = mention.phrase.first
        fire = (
            first > 1
            and grounds.lowers[first - 1] == "from"
            and grounds.has_role(grounds.lowers[first - 2], Role.ATTACK)
        )
        if fire and mention.form == "name" and mention.type is PartyType.COUNTRY and mention.id != hit.id:
            link = grounds.link(mention, "party.attack")
            return None if link is None else group_there(grounds, link)
    return None


def _government_attack(grounds: Grounds) -> PartyLink | None:
    """ "In regime air strikes": the government of the country where it happens."""
    if not grounds.sentence.parsed:
        return None
    lowers = grounds.lowers
    for token in grounds.sentence.tokens:
        after = lowers[token.i + 1 : token.i + 1 + _ATTACK_GAP]
        if (
            token.lower in ("regime", "government")
            and after
            and after[0] not in HYPHENS
            and any(grounds.vocabulary.has_role(Role.ATTACK, word) for word in after)
        ):
            return grounds.infer(grounds.country_here(), "party.government", token)
    return None


# "government air and artillery strikes": words from the government to its attack.
_ATTACK_GAP = 3


def _at(grounds: Grounds, token: int) -> PartyMention | None:
    return next((m for m in grounds.mentions if m.phrase.covers(token)), None)
