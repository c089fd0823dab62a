"""Whether a sentence by itself tells of war: who owns, who strikes, or where, makes equipment of what civilians own too."""

from __future__ import annotations

from itertools import pairwise

from claimx.clauses import Voice, clause_at, objects_of
from claimx.lexicon.ships import WARSHIPS
from claimx.link.claims.phrases import Counted
from claimx.link.scene import Scene
from claimx.models import AnyLoss, Form, Loss
from claimx.schema import Category, Event, Kind

# What a side does to the other's equipment, or loses of its own; seizures and crashes are crime and accident as often.
_HARM = frozenset([Event.DESTROYED, Event.DAMAGED, Event.LOST, Event.SHOT_DOWN])
_HANDED = frozenset([Event.DELIVERED, Event.PLEDGED])
# Vehicles and goods given are aid or trade; these are arms where one state gives them to another.
_ARMS = frozenset([
    Category.AIRCRAFT, Category.HELICOPTER, Category.SHIP, Category.UAV, Category.ARTILLERY, Category.AMMUNITION,
    Category.SMALL_ARMS, Category.SPECIAL_EQUIPMENT,
])  # fmt: skip


def wages_war(scene: Scene, counted: Counted, loss: AnyLoss, event: Event, category: Category) -> bool:
    """True where the loss was inflicted in war: "Ethiopia lost 12 field guns", "three jets were destroyed at the air base".

    A word of attack or of arms elsewhere in the sentence is enough, or a party that acts, owns or loses; a storm, a fire or a
    crash takes it away from a party, since its ships sink in storms too.
    """
    if not isinstance(loss, Loss):
        return False
    if event in (*_HANDED, Event.LAUNCHED) and not _modifiers(scene, counted).isdisjoint(scene.words.warlike):
        return True  # "artillery shells", "attack drones"
    if event in _HANDED and loss.entry in _PACKAGED:
        return category in _ARMS or _counts_arms(scene, counted)
    if event in _HANDED:
        arms = category in _ARMS or _counts_arms(scene, counted)
        return arms and (_passes_between_parties(scene, loss) or _is_given_to_service(scene, loss, category))
    if event is Event.LAUNCHED and is_bomb_on_wheels(scene, counted):
        return True
    if event is Event.LAUNCHED and category is Category.AMMUNITION and counted.quantity.form is Form.ARTICLE:
        return scene.words.planted.isdisjoint(_modifiers(scene, counted))  # shells and grenades, not mines and bullets
    if event is Event.LAUNCHED and counted.quantity.form is Form.ARTICLE:
        # "a Danish drone hit the depot"; one that crashes into a tree may be anybody's.
        hits = loss.anchor >= counted.last and scene.sentence.tokens[loss.anchor].lemma not in ("crash", "fall", "land")
        flown = category is Category.UAV and not _hits_by_chance(scene, loss)
        aimed = category is Category.UAV and scene.sentence.tokens[loss.anchor].lemma in _AIMING
        return _tells_war(scene, counted) or aimed or (hits and (flown or _is_party(scene, counted.last - 1)))
    if event is Event.LAUNCHED:
        return _is_aimed(scene, loss) or _tells_war(scene, counted) or _flies_for_party(scene, loss, category)
    if event not in _HARM:
        return False
    tokens = scene.sentence.tokens
    if _tells_war(scene, counted) or _counts_arms(scene, counted):
        return True
    words = {token.lower for token in tokens}
    if not _modifiers(scene, counted).isdisjoint(scene.words.warlike):
        return True
    if loss.entry == "lost.crash" or not words.isdisjoint(scene.words.accidents):
        return False
    if loss.frame == "noun" and tokens[loss.phrase.last - 1].lower == "losses":
        return True  # "helicopter losses reached 21": accidents are not counted by that word
    clause = clause_at(scene.sentence, loss.anchor)
    if clause is None or (clause.voice is Voice.MIDDLE and loss.frame != "noun"):
        return False  # "two Greek ships sank"
    return any(_is_party(scene, noun) for noun in (*clause.agents, counted.head))


_BOMBS = frozenset(["bomb", "bombs", "vbied", "vbieds", "svbied", "svbieds"])


def is_bomb_on_wheels(scene: Scene, counted: Counted) -> bool:
    """True for a vehicle that is a bomb: "a car bomb", "two truck bombs"."""
    vehicle = counted.item is not None and counted.item.category is Category.VEHICLE
    return vehicle and any(t.lower in _BOMBS for t in scene.sentence.tokens[counted.first : counted.last])


def _hits_by_chance(scene: Scene, loss: Loss) -> bool:
    """True for a drone that meets a plane or a person: anybody's may."""
    hit = objects_of(scene.sentence, loss.anchor)
    return any(
        item.phrase.covers(noun) and (item.kind is Kind.CASUALTY or item.category in _FLYING)
        for noun in hit
        for item in scene.items
    )


# What nobody does by chance.
_AIMING = frozenset({"attack", "target", "bomb", "destroy", "sink", "assault"})
_FLYING = frozenset([Category.AIRCRAFT, Category.HELICOPTER])


def _tells_war(scene: Scene, counted: Counted) -> bool:
    """True where a word of war, a warship, or the fire of guns stands beside what is counted."""
    lowers = scene.sentence.lowers()
    beside = [*lowers[: counted.first], *lowers[counted.last :]]
    fire = any(second == "fire" and first in _GUNS for first, second in pairwise(lowers))
    return fire or any(word in scene.words.warring or word in WARSHIPS for word in beside)


# Before "fire": "ground fire", "small-arms fire".
_GUNS = frozenset("ground small-arms arms rifle gun machine-gun anti-aircraft tank sniper friendly cannon".split())


# What is in an aid package or a shipment of arms: the words for these stand near such entries.
_PACKAGED = frozenset(["pledged.package", "delivered.shipment", "pledged.holds", "delivered.holds"])
_AIMED = frozenset(["at", "against", "toward", "towards", "into", "on"])


def _is_aimed(scene: Scene, loss: Loss) -> bool:
    """True for drones that hit, are fired at a party, or by one: a launch without a target is a test or a show."""
    if loss.frame == "instrument" or not loss.entry.startswith("launched."):
        return True
    aimed = not _AIMED.isdisjoint(scene.sentence.lowers())
    return aimed and any(mention.phrase.first != loss.anchor for mention in scene.parties)


def _counts_arms(scene: Scene, counted: Counted) -> bool:
    """True where arms are counted beside it: "40 trucks, along with six tanks"."""
    return any(
        other is not counted and item.kind is Kind.EQUIPMENT and item.category is not Category.VEHICLE
        for other in scene.counted
        for item in other.items
    )


def _modifiers(scene: Scene, counted: Counted) -> set[str]:
    """The words of the counted phrase: "two army trucks", "three bombers"."""
    return {token.lower for token in scene.sentence.tokens[counted.first : counted.last]}


def _flies_for_party(scene: Scene, loss: Loss, category: Category) -> bool:
    """True for drones in numbers that a side launches: "Russia launched ten drones"."""
    clause = clause_at(scene.sentence, loss.anchor) if category is Category.UAV else None
    return clause is not None and any(_is_party(scene, noun) for noun in clause.agents)


def _is_party(scene: Scene, noun: int) -> bool:
    """True where a country, nationality or armed group stands in the noun's phrase."""
    if scene.sentence.tokens[noun].tag == "PRP":  # "Russia said it had lost two ships"
        return any(mention.phrase.last <= noun for mention in scene.parties)
    first, last = scene.sentence.subtree(noun) if scene.sentence.parsed else (noun, noun + 1)
    last = min(last, noun + 1)
    return any(mention.phrase.first < last and mention.phrase.last > first for mention in scene.parties)


def _passes_between_parties(scene: Scene, loss: Loss) -> bool:
    """True where one side gives and another is given to: a company's sale is trade."""
    clause = clause_at(scene.sentence, loss.anchor)
    if clause is None:
        return False
    named = {mention.id for mention in scene.parties}
    heads = (*clause.agents, *clause.recipients) if clause.voice is Voice.PASSIVE else clause.agents
    return len(named) > 1 and (clause.nominal or any(_is_party(scene, noun) for noun in heads))


_WEAPONS = frozenset([Category.ARTILLERY, Category.SMALL_ARMS, Category.AMMUNITION])


def _is_given_to_service(scene: Scene, loss: Loss, category: Category) -> bool:
    """True for "two boats were delivered to the Libyan coastguard", and for weapons that a state gives: "Norway promised 20 guns"."""
    clause = clause_at(scene.sentence, loss.anchor)
    if clause is None:
        return False
    if any(scene.sentence.tokens[noun].lower in scene.words.units for noun in clause.recipients):
        return True
    return category in _WEAPONS and any(_is_party(scene, noun) for noun in (*clause.agents, *clause.recipients))
