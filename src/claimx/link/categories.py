"""Whose loss is counted: the kind and category that noun, adjective, unit, list or the claim before tells."""

from __future__ import annotations

from claimx.lexicon.constructions import ConstructionVocabulary
from claimx.lexicon.items import broader
from claimx.link.phrases import Counted
from claimx.link.scene import Scene, stands_in
from claimx.models import Claim, Loss, Sentence
from claimx.schema import Category, Kind, PartyType

# "Three men of the local branch of the JNIM" is as long as it gets.
_OF_GROUP = 6
_SIDES = frozenset(["our", "own", "enemy", "enemy's", "military"])


def find_kind(counted: Counted, loss: Loss, inherited: Claim | None) -> Kind | None:
    """People or equipment; None where the loss word tells nothing of what is counted."""
    if counted.item is not None:
        return counted.item.kind if counted.item.kind in loss.events else None
    if inherited is not None and inherited.kind in loss.events:
        return inherited.kind
    if counted.listed and loss.entry.startswith("destroyed."):
        return None  # "Destroyed: 13,270": things, whatever they are
    # A bare number with a word for people's fate counts people; equipment is always named.
    return Kind.CASUALTY if Kind.CASUALTY in loss.events else None


def find_category(scene: Scene, counted: Counted, loss: Loss, kind: Kind, inherited: Claim | None) -> Category | None:
    """The category, from the tightest sign to the loosest; None for equipment that no noun tells."""
    if counted.items:
        return _of_items(scene, counted, kind)
    told = _told(scene, counted, loss, kind)
    if told is not None:
        return told
    if inherited is not None and inherited.kind is kind:
        return inherited.category
    if kind is Kind.EQUIPMENT:
        return None
    return Category.MILITARY if _is_under_force(scene, counted) else Category.UNSPECIFIED


def _of_items(scene: Scene, counted: Counted, kind: Kind) -> Category:
    if _is_of_armed_group(scene, counted):
        return Category.MILITARY
    categories = [item.category for item in counted.items if item.kind is kind]
    if set(categories) == {Category.UNSPECIFIED}:
        # An adjective before a plain noun for people tells who they are: "12 military personnel", "20 civilian victims".
        return _adjective(scene.sentence, counted, scene.words) or Category.UNSPECIFIED
    return broader(categories)


def _told(scene: Scene, counted: Counted, loss: Loss, kind: Kind) -> Category | None:
    """What the loss word, its adjective or the row's unit tells of a number without a noun of its own."""
    sentence, words = scene.sentence, scene.words
    if loss.category is not None and kind is Kind.CASUALTY:
        return loss.category
    if counted.of is not None:
        return counted.of.category
    adjective = _adjective(sentence, counted, words)
    if adjective is not None:
        return adjective
    # The heading of a list tells the loss, but its words stand in another sentence.
    if stands_in(sentence, loss) and loss.phrase.first > 0 and (counted.loss is not None or loss.frame == "noun"):
        before = words.whose.get(sentence.tokens[loss.phrase.first - 1].lower)
        if before is not None:
            return before  # "civilian deaths are between 10 and 20", "military losses of 40"
    if counted.listed and kind is Kind.CASUALTY:
        if any(token.lower in words.units for token in sentence.tokens[counted.first : counted.quantity.phrase.first]):
            return Category.MILITARY
    return None


def _adjective(sentence: Sentence, counted: Counted, words: ConstructionVocabulary) -> Category | None:
    """The category an adjective within the phrase tells."""
    for token in sentence.tokens[counted.quantity.phrase.last : counted.last]:
        category = words.whose.get(token.lower)
        if category is not None:
            return category
    return None


def _is_of_armed_group(scene: Scene, counted: Counted) -> bool:
    """True for people told by their armed group alone: "20 Wagner members", "three men of the JNIM"."""
    if any(item.category is not Category.UNSPECIFIED or item.kind is not Kind.CASUALTY for item in counted.items):
        return False
    tokens = scene.sentence.tokens
    after = tokens[counted.last].lower if counted.last < len(tokens) else ""
    end = counted.last + _OF_GROUP if after in ("of", "from") else counted.last
    if any(t.lower in scene.words.units for t in tokens[counted.last : end]):
        return True
    return any(
        counted.quantity.phrase.last <= party.phrase.first < end and party.form not in ("own", "enemy", "demonym")
        for party in scene.parties
        if party.type is PartyType.GROUP or party.form == "force"
    )


def _is_under_force(scene: Scene, counted: Counted) -> bool:
    """True where a colon sets the losses under a force: "Burundi's army: 10 dead, 25 wounded", "Our own losses: 6 killed"."""
    lowers = [token.lower for token in scene.sentence.tokens[: counted.first]]
    if ":" not in lowers:
        return False
    before = set(lowers[: lowers.index(":")])
    return bool(before & scene.words.units) or bool(before & scene.words.ledgers and before & _SIDES)
