"""The mentions of a sentence to Claims: quantity, loss, item, event, category, and the ties between claims.

What is refused is kept too, each with its reason: ``claimx audit`` is built on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimx.lexicon.verbs import SAYING_LEMMAS
from claimx.link.claims.categories import find_category, find_kind, is_peer
from claimx.link.claims.counted import read_counted
from claimx.link.claims.ellipsis import carried, continues, opens_sentence
from claimx.link.claims.events import find_event
from claimx.link.claims.fired import landed
from claimx.link.claims.listed import is_listed_of_them
from claimx.link.claims.losses import find_loss
from claimx.link.claims.members import counted_members
from claimx.link.claims.parts import as_part
from claimx.link.claims.phrases import Counted, unknown_arms, unnamed
from claimx.link.claims.refusals import NAMED_ONLY, of_things, refusal, unfit, unkilled, unlinked
from claimx.link.claims.relations import (
    base_of,
    derived,
    find_antecedent,
    goes_on_of_them,
    increment,
    is_base,
    is_figure,
    is_of_them,
    meant_people,
    opening_whole,
    pair,
    whole,
)
from claimx.link.claims.setting import Setting, Told
from claimx.link.claims.sharing import Link, is_predicated, share_losses
from claimx.link.claims.tolls import numbered_patients
from claimx.link.claims.unequipped import unequipped
from claimx.link.scene import Scene
from claimx.models import (
    Antecedent,
    AnyLoss,
    CarriedLoss,
    Claim,
    Form,
    Item,
    Loss,
    Mentions,
    PartyMention,
    Quantity,
    Refusal,
    Sentence,
    StanceCue,
)
from claimx.schema import Category, Event, Kind, Stance


def needs_conflict(claim: Claim) -> bool:
    """True for a claim that holds only in a text about armed conflict."""
    return claim.kind is Kind.EQUIPMENT or (claim.item is None and claim.loss.entry in NAMED_ONLY)


def link_claims(mentions: Mentions, setting: Setting) -> tuple[list[Claim], list[Refusal]]:
    """Claims of one sentence in text order, and the counting expressions that are none.

    Relations between claims are positions in the returned list.
    """
    scene = _scene(mentions, setting)
    links = share_losses(scene, [_own_loss(scene, k, setting.listing) for k in range(len(scene.counted))])
    told = Told(setting)
    refusals: list[Refusal] = []
    for k, link in enumerate(links):
        claim = _claim(scene, k, link, told, mentions.stances)
        if isinstance(claim, Claim):
            told.add(k, claim)
        else:
            refusals.append(refusal(scene.sentence, scene.counted[k], claim))
    return told.claims, refusals


def _is_of_name(sentence: Sentence, item: Item, parties: Sequence[PartyMention]) -> bool:
    """True for the people of a party's name, whose owners they are: the workers of "four Kurdistan Workers' Party militants"."""
    last = item.phrase.last
    return any(
        party.phrase.first <= item.phrase.first and last < party.phrase.last for party in parties
    ) and sentence.tokens[last].text in ("'", "\u2019", "'s", "\u2019s")


def _scene(mentions: Mentions, setting: Setting) -> Scene:
    sentence = mentions.sentence
    numbers = frozenset(i for q in mentions.quantities for i in range(q.number.first, q.number.last))
    items = [item for item in mentions.items if not _is_of_name(sentence, item, mentions.parties)]

    def read(quantity: Quantity) -> Counted:
        own = range(quantity.phrase.first, quantity.phrase.last)
        in_list = setting.listing is not None
        counted = read_counted(
            sentence, quantity, items, mentions.losses, numbers.difference(own), setting.words, in_list=in_list
        )
        return counted_members(sentence, counted, mentions.parties)

    return Scene(
        sentence,
        tuple(map(read, mentions.quantities)),
        tuple(loss for loss in mentions.losses if loss.frame != "instrument"),
        mentions.items,
        mentions.parties,
        setting.words,
        tuple(loss for loss in mentions.losses if loss.frame == "instrument"),
    )


def _own_loss(scene: Scene, k: int, listing: CarriedLoss | None) -> Link | None:
    """The loss that a construction gives phrase k; a row of a loss list takes its own verb ("were liquidated"), else the heading's loss."""
    counted = scene.counted[k]
    if counted.quantity.form is Form.INCREMENT:
        return None
    found = find_loss(scene, k)
    if found is None and listing is not None:
        # "Soldiers killed: 620", whatever the heading says.
        tokens, first = scene.sentence.tokens, counted.quantity.phrase.first
        for loss in scene.losses:
            if loss.frame != "noun" and [token.text for token in tokens[loss.phrase.last : first]] in (
                [":"],
                ["-"],
                ["\u2013"],
                ["\u2014"],
            ):
                return loss, "link.loss-list"
    # "Deaths: 28" tells it all; "losses" does not.
    own = found is not None and (found[0].frame != "noun" or not found[0].entry.startswith("casualties."))
    if not counted.listed or own:
        return found
    nouns = (loss for loss in scene.losses if loss.frame == "noun" and loss.phrase.first < counted.first)
    heading = listing or next(nouns, None)
    return found if heading is None else (heading, "link.loss-list")


def _claim(scene: Scene, k: int, link: Link | None, told: Told, stances: Sequence[StanceCue]) -> Claim | str:
    """The claim of counted phrase k, or the reason why it is none."""
    sentence, counted, setting = scene.sentence, scene.counted[k], told.setting
    if counted.quantity.form is Form.INCREMENT:
        return increment(scene, k, told) or "an increment without a total before it"
    before = whole(told) if told.claims else carried(scene, k, setting.before)
    if link is None and is_figure(scene, k) and told.last is not None:
        before, link = told.last, (told.last.loss, "link.figure")
    if link is None and (impact := landed(scene, k, told.last)) is not None:
        before, link = told.last, (impact, "link.used")
    link = link or _lent(scene, k, told)
    if link is None:
        return unlinked(scene, counted)
    loss, rule = link
    if (arms := _arms(scene, k, link, told)) is not None:
        counted = replace(counted, item=arms, items=(arms,), foreign=None)
        scene = replace(scene, counted=(*scene.counted[:k], counted, *scene.counted[k + 1 :]))
    whole_of = base_of(scene, k)
    if whole_of is not None and counted.item is None:
        counted = replace(counted, item=whole_of.item, items=whole_of.items)
        scene = replace(scene, counted=(*scene.counted[:k], counted, *scene.counted[k + 1 :]))
    reason = unfit(scene, counted, loss, rule, setting)
    if reason is not None:
        return reason
    if is_base(scene, k, loss, told):
        return "is the whole of which a part suffered it"
    parts = rule == "link.loss-list" and _goes_on(counted, loss, before)
    goes_on = parts or rule in ("link.shared", "link.part", "link.figure") or (rule == "link.used" and counted.bare)
    inherited = before if goes_on or continues(scene, k, before) else None
    counted = _supplied(scene, k, loss, told)
    kind = find_kind(counted, loss, inherited)
    if kind is None:
        told_by = repr(sentence.slice(loss.phrase)) if isinstance(loss, Loss) else "what is told above"
        return f"{told_by} tells no loss of what it counts"
    reason = unkilled(loss, rule) if kind is Kind.CASUALTY else None
    if kind is Kind.CASUALTY and inherited is None:
        reason = reason or of_things(scene, counted, loss)
    if reason is not None:
        return reason
    category = find_category(scene, counted, loss, kind, inherited)
    if category is None:
        return "no equipment noun tells what was lost"
    if (
        counted.item is None
        and inherited is not None
        and category is inherited.category
        and _are_mixed(told, inherited)
    ):
        category = Category.UNSPECIFIED
    if is_peer(counted, sentence) and told.last is not None and told.last.kind is kind:
        category = told.last.category
    lender = setting.before if rule == "link.part" and isinstance(loss, CarriedLoss) else None
    if parts and before is not None and before.category is category:
        event = before.event  # "shot down 21 drones:", and a row for each region
    else:
        event = find_event(scene, counted, loss, kind, category, told.last) if lender is None else lender.event
    reason = unequipped(scene, counted, loss, event, category, told) if kind is Kind.EQUIPMENT else None
    if reason is not None:
        return reason
    quantity = pair(scene, counted)
    cue = _stance_cue(quantity, stances)
    claim = Claim(
        sentence.index,
        quantity,
        counted.item,
        loss,
        kind,
        event,
        category,
        cue.stance if cue is not None else Stance.ASSERTED,
        (loss.rule, *([cue.rule] if cue is not None else []), rule),
    )
    if quantity.form is Form.DERIVED:
        return derived(claim, told, whole_of) or "the number it is derived from was not found"
    return as_part(scene, k, claim, told)


def _are_mixed(told: Told, before: Claim | Antecedent) -> bool:
    """True where "others" go on from people of several kinds: "five soldiers and three civilians were killed and 12 others hurt"."""
    kinds = {claim.category for claim in told.claims if claim.loss is before.loss and claim.kind is Kind.CASUALTY}
    return len(kinds) > 1


def _arms(scene: Scene, k: int, link: Link, told: Told) -> Item | None:
    """What no lexicon has, where it stands among equipment that met the same end: "ten tanks, five howitzers and nine widgetrons"."""
    counted, (loss, rule) = scene.counted[k], link
    at = unnamed(scene.sentence, counted)
    if at is None or Kind.EQUIPMENT not in loss.events:
        return None
    listed = [c for c in told.claims if c.loss is loss and c.sentence == scene.sentence.index]
    if not listed or any(c.kind is not Kind.EQUIPMENT for c in listed):
        return None
    noun = scene.sentence.tokens[at]
    if rule == "link.part":
        whole = next((c for c in reversed(listed) if c.subset_of is None), None)
        return None if whole is None else unknown_arms(scene.sentence, noun.i, whole.category)
    plain = noun.lower in scene.words.never_people or noun.lower in scene.words.never_arms
    if len(listed) < _LISTED or plain or noun.tag not in ("NNS", "NNPS") or loss.events[Kind.EQUIPMENT] in _HANDLED:
        return None
    return unknown_arms(scene.sentence, noun.i, Category.EQUIPMENT)


# A list of so many kinds of equipment is one of nothing else.
_LISTED = 2
# What is seized, sent or fired may be goods of any kind.
_HANDLED = frozenset({Event.DELIVERED, Event.PLEDGED, Event.LAUNCHED, Event.CAPTURED})


def _lent(scene: Scene, k: int, told: Told) -> Link | None:
    """The loss of the sentence before ("Four of them were siblings") or of the list's heading ("138 soldiers" on a line)."""
    before, listing, counted = told.setting.before, told.setting.listing, scene.counted[k]
    if before is not None and scene.sentence.index - before.sentence == 1:
        if not told.claims and (is_of_them(scene, k, before) or _tells_some(scene, k, before)):
            return before.loss, "link.part"
        if not before.mixed and before.kind is Kind.CASUALTY and is_listed_of_them(scene, k):
            return before.loss, "link.part"
    # A line that begins with its number: a bullet and a hedge stand before it at most.
    if listing is not None and counted.first <= 2 and (counted.item is not None or _goes_on(counted, listing, before)):
        return listing, "link.loss-list"
    return None


def _tells_some(scene: Scene, k: int, before: Antecedent) -> bool:
    """True for "Seven were children", "Police said seven were children", after "Nine people were killed"."""
    first, tokens = scene.counted[k].first, scene.sentence.tokens
    told = first - (tokens[first - 1].lower == "that") if first else 0
    said = told > 0 and (tokens[told - 1].lemma in SAYING_LEMMAS or _is_according(scene, told))
    return before.event is Event.KILLED and (first <= 1 or said) and is_predicated(scene, k)


def _is_according(scene: Scene, first: int) -> bool:
    """True behind "According to the ministry,"."""
    lowers = scene.sentence.lowers()[:first]
    return lowers[:2] == ["according", "to"] and lowers[-1] == "," and lowers.count(",") == 1


def _goes_on(counted: Counted, loss: AnyLoss, before: Claim | Antecedent | None) -> bool:
    """True for a row's bare number under the total that the heading counts: "shot down 21 drones:", "- 7 over Tula"."""
    return counted.bare and before is not None and before.loss.start == loss.start


def _equipment_lost(scene: Scene, counted: Counted, loss: AnyLoss) -> Item | None:
    """The equipment that a noun of loss is of: "14 Libyan tank losses", "losses of tanks reached 14", "losses in tanks" count tanks, not people."""
    noun = counted.loss or (loss if isinstance(loss, Loss) and loss.frame == "noun" else None)
    if counted.item is not None or noun is None or Kind.EQUIPMENT not in noun.events:
        return None
    tokens, first, last = scene.sentence.tokens, noun.phrase.first, noun.phrase.last
    of = last < len(tokens) and tokens[last].lower in ("of", "in", "among")
    inside = range(min(first - 1, counted.quantity.phrase.last), first)
    return next(
        (
            item
            for item in scene.items
            if item.kind is Kind.EQUIPMENT
            and (item.phrase.last - 1 in inside or (of and last < item.phrase.first <= last + _OF_ARMS))
        ),
        None,
    )


# "losses of the army's tanks": words from "of" to the equipment.
_OF_ARMS = 4


def _supplied(scene: Scene, k: int, loss: AnyLoss, told: Told) -> Counted:
    """The counted phrase with what the sentence tells elsewhere: the equipment a pronoun stands for, the people a toll is of."""
    counted = scene.counted[k]
    lost = _equipment_lost(scene, counted, loss)
    if lost is not None:
        return replace(counted, item=lost, items=(lost,))
    antecedent = find_antecedent(scene, k, loss, told.last) or opening_whole(scene, k)
    if antecedent is not None:
        return replace(counted, item=antecedent, items=(antecedent,))
    if counted.item is None and counted.of is None and goes_on_of_them(scene, k):
        meant = meant_people(scene, k) or (None if told.claims else told.setting.people)
        if meant is not None:
            return replace(counted, of=meant)
    before = told.setting.before
    near = before is not None and before.kind is Kind.CASUALTY and before.sentence == scene.sentence.index - 1
    silent = not told.claims and not near
    if counted.bare and silent and opens_sentence(scene, k):
        return replace(counted, of=told.setting.people)  # "The bus carried 40 pupils. Twelve died."
    if counted.bare and isinstance(loss, Loss) and (patients := numbered_patients(scene, k, loss)) is not None:
        return replace(counted, item=patients, items=(patients,))
    return counted


def _stance_cue(quantity: Quantity, stances: Sequence[StanceCue]) -> StanceCue | None:
    """The first cue that reaches the number; of "between five and seven" its end is enough."""
    first, last = quantity.number.first, quantity.number.last - 1
    return next((cue for cue in stances if cue.scope[0] <= last and first < cue.scope[1]), None)
