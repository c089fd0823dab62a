"""Whose loss is counted: the kind and category that noun, adjective, unit, list or the claim before tells."""

from __future__ import annotations

from claimx.lexicon.constructions import ConstructionVocabulary
from claimx.lexicon.items import broader
from claimx.link.claims.antecedents import belonging, bereaved, sufferers
from claimx.link.claims.crews import mans_arms
from claimx.link.claims.doers import described
from claimx.link.claims.ellipsis import is_of_men
from claimx.link.claims.phrases import Counted
from claimx.link.scene import Scene
from claimx.models import Antecedent, AnyItem, AnyLoss, Claim, Item, Loss, Sentence
from claimx.schema import Category, Event, Kind, PartyType

# "Three men of the local branch of the JNIM" is as long as it gets.
_OF_GROUP = 6


def find_kind(counted: Counted, loss: AnyLoss, inherited: Claim | Antecedent | None) -> Kind | None:
    """People or equipment; None where the loss word tells nothing of what is counted."""
    if counted.item is not None:
        return counted.item.kind if counted.item.kind in loss.events else None
    if inherited is not None and inherited.kind in loss.events:
        return inherited.kind
    if loss.entry.startswith("destroyed.") and (counted.listed or not counted.other):
        return None  # "Destroyed: 13,270": things, whatever they are
    # A bare number with a word for people's fate counts people; equipment is always named.
    return Kind.CASUALTY if Kind.CASUALTY in loss.events else None


# Who are told by whom they belong to are what those are.
_PEERS = frozenset({"colleague", "colleagues", "comrade", "comrades", "companion", "companions", "counterparts"})


def is_peer(counted: Counted, sentence: Sentence) -> bool:
    """True for those told by whom they belong to: "a policeman and three of his colleagues"."""
    return isinstance(counted.item, Item) and sentence.tokens[counted.item.head].lower in _PEERS


def find_category(
    scene: Scene, counted: Counted, loss: AnyLoss, kind: Kind, inherited: Claim | Antecedent | None
) -> Category | None:
    """The category, from the tightest sign to the loosest; None for equipment that no noun tells."""
    if counted.items:
        own = _of_items(scene, counted, loss, kind)
        if (
            own is Category.UNSPECIFIED
            and inherited is not None
            and inherited.kind is kind
            and is_of_men(scene, counted)
        ):
            return inherited.category or own
        return own
    told = _told(scene, counted, loss, kind)
    if told is None and kind is Kind.CASUALTY:
        told = _of_later_noun(scene, counted) or _described(scene, counted) or belonging(scene, counted, loss)
    if told is not None:
        return told
    lent = inherited.category if inherited is not None and inherited.kind is kind else None
    if lent is not None and (lent is not Category.UNSPECIFIED or inherited is None or inherited.item is not None):
        return lent
    if kind is Kind.EQUIPMENT:
        return lent
    if loss.events[kind] is Event.CAPTURED:
        return Category.MILITARY  # "17 captured": civilians are abducted or arrested
    return sufferers(scene, counted, loss) or Category.UNSPECIFIED


def _of_items(scene: Scene, counted: Counted, loss: AnyLoss, kind: Kind) -> Category:
    if _is_of_armed_group(scene, counted):
        return Category.MILITARY
    if mans_arms(scene, counted.items):
        return Category.MILITARY
    if counted.items[0].entry == "person.sailor" and _is_at_trade(scene):
        return Category.CIVILIAN
    if loss.entry == "captured.take" and loss.events[kind] is Event.CAPTURED:
        return Category.MILITARY  # "took 12 prisoners"
    categories = [item.category for item in counted.items if item.kind is kind]
    fired = loss.events[kind] is Event.LAUNCHED and categories[0] is Category.ARTILLERY
    if fired and scene.sentence.tokens[counted.head].lemma == "mortar":
        categories[0] = Category.AMMUNITION  # "a mortar hit the school": its round
    if set(categories) == {Category.UNSPECIFIED}:
        # An adjective before a plain noun for people tells who they are: "12 military personnel", "20 civilian victims".
        return (
            _adjective(scene.sentence, counted, scene.words)
            or _of_later_noun(scene, counted)
            or _described(scene, counted)
            or belonging(scene, counted, loss)
            or bereaved(scene, counted, loss)
            or (Category.MILITARY if _loses_men(scene, counted, loss) else None)
            or Category.UNSPECIFIED
        )
    return broader(categories)


def _described(scene: Scene, counted: Counted) -> Category | None:
    """What an apposition tells of plain people: "one man, a farmer, was killed"."""
    other = described(scene, counted)
    return broader([item.category for item in other.items]) if other is not None and other.items else None


def _is_nation(item: AnyItem) -> bool:
    return item.entry.startswith(("person.demonym", "person.people-name"))


def _of_later_noun(scene: Scene, counted: Counted) -> Category | None:
    """The noun that a coordination names once: "52 Emirati, 10 Saudi and five Bahraini soldiers"."""
    tokens, at = scene.sentence.tokens, counted.last
    if counted.bare and at < len(tokens) and tokens[at].tag.startswith(("JJ", "NNP")) and tokens[at].text[0].isupper():
        at += 1
    elif not counted.items or not _is_nation(counted.items[0]):
        return None
    for other in scene.counted:
        if other.first < at:
            continue
        gap = [t.lower for t in tokens[at : other.first] if t.tag != "RB"]
        if other.item is None and gap and gap[-1][0].isalpha() and gap[-1] not in ("and", "or"):
            return None
        if not isinstance(other.item, Item):
            at = other.last + 1  # "10 Saudi": an adjective
            continue
        if gap not in ([","], ["and"], [",", "and"], ["&"], ["or"]):
            return None
        if not _is_nation(other.item):
            # "five Bahraini soldiers": an adjective of nation stands before the noun here too.
            described = other.item.phrase.first - other.quantity.phrase.last == 1
            return other.item.category if described and tokens[other.item.phrase.first - 1].text[0].isupper() else None
        at = other.last
    return None


def _told(scene: Scene, counted: Counted, loss: AnyLoss, kind: Kind) -> Category | None:
    """What the loss word, its adjective or the row's unit tells of a number without a noun of its own."""
    sentence, words = scene.sentence, scene.words
    if loss.category is not None and kind is Kind.CASUALTY:
        return loss.category
    if counted.of is not None:
        return counted.of
    adjective = _adjective(sentence, counted, words)
    if adjective is not None:
        return adjective
    # The heading of a list tells the loss, but its words stand in another sentence.
    if isinstance(loss, Loss) and loss.phrase.first > 0 and (counted.loss is not None or loss.frame == "noun"):
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
    if after == "of" and [t.lower for t in tokens[counted.last + 1 : counted.last + 3]] == ["the", "group"]:
        return any(p.type is PartyType.GROUP and p.phrase.last <= counted.first for p in scene.parties)
    return any(
        counted.quantity.phrase.last <= party.phrase.first < end and party.form not in ("own", "enemy", "demonym")
        for party in scene.parties
        if party.type is PartyType.GROUP or party.form == "force"
    )


def _loses_men(scene: Scene, counted: Counted, loss: AnyLoss) -> bool:
    """True for "the Germans lost 900 men", "it cost the rebels 40 men": what a side in a war calls its men fights for it."""
    sentence = scene.sentence
    men = sentence.tokens[counted.last - 1].lower in ("men", "man", "comrades", "comrade")
    if men and isinstance(loss, Loss) and loss.frame == "noun" and sentence.tokens[loss.anchor].lower == "losses":
        return True  # "put Russian losses at 1,210 men"
    if (
        not men
        or not isinstance(loss, Loss)
        or loss.entry not in ("casualties.lost", "casualties.cost")
        or not sentence.parsed
    ):
        return False
    if loss.entry == "casualties.cost":  # "cost the rebels 40 men"
        return any(loss.anchor < party.phrase.first < counted.first for party in scene.parties)
    below = [c for c in sentence.children[loss.anchor] if sentence.tokens[c].dep == "nsubj"]
    return any(
        sentence.tokens[c].lower in ("we", "they", "it") or any(party.phrase.covers(c) for party in scene.parties)
        for c in below
    )


def _is_at_trade(scene: Scene) -> bool:
    """True where the sentence tells of merchant ships or fishing boats, and of no navy."""
    lowers = frozenset(scene.sentence.lowers())
    return not lowers.isdisjoint(scene.words.merchants) and lowers.isdisjoint(scene.words.navies)
