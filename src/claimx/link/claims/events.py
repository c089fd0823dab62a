"""What happened, where more than the loss word tells it: several verbs, victims, captives, air defence."""

from __future__ import annotations

from itertools import pairwise

from claimx.link.claims.chains import chain, ends_in_death
from claimx.link.claims.phrases import Counted
from claimx.link.scene import Scene, governor
from claimx.link.warring import is_bomb_on_wheels
from claimx.models import Antecedent, AnyLoss, Claim, Form, Item, Loss
from claimx.schema import Category, Event, Kind

# Between a number and the word that its people were hurt: "four others sustained serious injuries".
_APART = 5
# What is thrown, and the words before its target.
_THROWN = frozenset([Category.UAV, Category.MISSILE, Category.AMMUNITION])
_AT = frozenset(["at", "against", "toward", "towards", "into", "over", "across", "onto"])
_FLYING = frozenset([Category.UAV, Category.MISSILE, Category.AIRCRAFT, Category.HELICOPTER])


def find_event(
    scene: Scene, counted: Counted, loss: AnyLoss, kind: Kind, category: Category, before: Claim | Antecedent | None
) -> Event:
    """The event of what is counted; ``before`` is the claim right before, on which "the victims" go on."""
    event = _of_victims(scene, loss, loss.events[kind], before)
    event = _of_captives(scene, loss, event, category)
    event = _of_lost(scene, counted, loss, event, kind, category)
    event = _of_several(scene, loss, kind, event)
    if event is Event.DAMAGED and loss.entry == "damaged.hit" and is_bomb_on_wheels(scene, counted):
        return Event.LAUNCHED  # "rammed a car bomb into the gate"
    if loss.entry in ("pledged.package", "pledged.holds") and before is not None and before.event is Event.DELIVERED:
        return Event.DELIVERED  # "Berlin handed over ten tanks. The package also included ..."
    if event is Event.DELIVERED and governor(scene.sentence, loss) in scene.words.promising:
        return Event.PLEDGED
    if event is Event.DELIVERED and category in _THROWN and _is_aimed(scene, counted):
        return Event.LAUNCHED
    if event is Event.LAUNCHED and category in _MANNED and isinstance(loss, Loss):
        if scene.sentence.tokens[loss.anchor].lemma in _COMING_DOWN:
            return Event.LOST  # "crashed into": what has a crew is lost by it, and not fired
    return _in_the_air(scene, loss, event, category)


_MANNED = frozenset([Category.AIRCRAFT, Category.HELICOPTER])
_COMING_DOWN = frozenset({"crash", "slam", "smash", "plunge", "fall"})


def _is_aimed(scene: Scene, counted: Counted) -> bool:
    """True where what is sent is sent at a target: "sent 23 drones at the port"."""
    tokens = scene.sentence.tokens
    behind = (token.lower for token in tokens[counted.last : counted.last + _APART] if token.tag in ("IN", "TO"))
    return next(behind, "") in _AT


def _of_captives(scene: Scene, loss: AnyLoss, event: Event, category: Category) -> Event:
    """Soldiers are captured, civilians abducted; so are people who are held, whoever they are."""
    if category is Category.UNSPECIFIED and loss.entry in ("captured.hold", "captured.hands"):
        return Event.ABDUCTED
    if event is Event.ABDUCTED and category is Category.MILITARY and "captive" in scene.sentence.lowers():
        return Event.CAPTURED
    if event is Event.CAPTURED and category is Category.CIVILIAN:
        return Event.ABDUCTED
    return event


def _of_victims(scene: Scene, loss: AnyLoss, event: Event, before: Claim | Antecedent | None) -> Event:
    """Were killed, with some 50,000 victims: the noun leaves the event to the sentence's verb, where there is just one."""
    if (
        loss.entry != "casualties.noun"
        or not isinstance(loss, Loss)
        or "victim" not in scene.sentence.slice(loss.phrase).lower()
    ):
        return event
    others = {
        other.events[Kind.CASUALTY] for other in scene.losses if other is not loss and Kind.CASUALTY in other.events
    }
    told = others - {Event.CASUALTIES} or others  # "shot at a bus, killing the driver and 12 other victims"
    if len(told) == 1:
        return told.pop()
    # "Three of the victims are officials" goes on from the claim before.
    if others or before is None or before.kind is not Kind.CASUALTY:
        return event
    # The dead are called victims, not those hurt or missing beside them.
    return Event.KILLED if before.event in (Event.WOUNDED, Event.MISSING) else before.event


def _of_lost(scene: Scene, counted: Counted, loss: AnyLoss, event: Event, kind: Kind, category: Category) -> Event:
    """Lost six officers, and four were injured: those lost are dead where the injured are counted apart; so are lost sons and pupils."""
    if loss.entry == "casualties.loss" and kind is Kind.CASUALTY and category is Category.CIVILIAN:
        return Event.KILLED  # "the loss of nine nurses"
    if loss.entry != "casualties.lost":
        return event
    own = scene.loss_beginning(counted.last)
    if (
        own is not None
        and own.shape == "verb"
        and kind in own.events
        and scene.sentence.tokens[own.anchor].tag == "VBN"
    ):
        return _of_several(scene, own, kind, own.events[kind])  # "lost 40 men | killed and wounded"
    if kind is not Kind.CASUALTY:
        return event
    if category is Category.CIVILIAN:
        return Event.KILLED
    heard = loss.phrase.last if isinstance(loss, Loss) else -1
    apart = any(
        other.entry.startswith("wounded.")
        and other.phrase.first > heard
        and any(counted.first > heard and counted.quantity.form is Form.NUMBER
                and abs(other.phrase.first - counted.quantity.phrase.last) <= _APART for counted in scene.counted)
        for other in scene.losses
    )  # fmt: skip
    return Event.KILLED if apart else event


def _of_several(scene: Scene, loss: AnyLoss, kind: Kind, event: Event) -> Event:
    """Several verbs under one number: "killing, wounding or capturing 500" counts casualties, "destroyed or captured 40" losses.

    A verb of manner leaves the event to the others: "shot and wounded".
    """
    if event is not loss.events[kind] or loss.shape != "verb" or not isinstance(loss, Loss):
        return event
    row = chain(scene, loss, kind)
    told = {each.events[kind] for each in row if not each.manner} or {event}
    if Event.SHOT_DOWN in told:
        return Event.SHOT_DOWN
    if len(told) == 1:
        return told.pop()
    if ends_in_death(scene, row):
        return Event.KILLED
    return Event.CASUALTIES if kind is Kind.CASUALTY else Event.LOST


def _in_the_air(scene: Scene, loss: AnyLoss, event: Event, category: Category) -> Event:
    """Air defence that destroys drones and missiles shoots them down."""
    if event is not Event.DESTROYED or category not in _FLYING or not isinstance(loss, Loss):
        return event
    lowers = scene.sentence.lowers()
    defenders = (
        i
        for i, (first, second) in enumerate(pairwise(lowers))
        if first in ("air", "aerial") and second in scene.words.air_defenders and not _is_counted(scene, i)
    )
    at = next(defenders, None)
    if at is None or any(loss.phrase.last <= other.phrase.first < at for other in scene.losses):
        return event
    # The defenders act: before the verb, or behind "by".
    acts = at < loss.phrase.first or "by" in lowers[max(0, at - 3) : at]
    return Event.SHOT_DOWN if acts else event


def _is_counted(scene: Scene, i: int) -> bool:
    """True for a word of a counted noun: "464 air defence missile systems" in a list of losses are themselves lost."""
    return any(
        counted.quantity.form is not Form.ARTICLE and isinstance(item, Item) and item.phrase.covers(i)
        for counted in scene.counted
        for item in counted.items
    )
