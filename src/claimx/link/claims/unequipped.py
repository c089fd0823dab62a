"""Why arms that are counted are no equipment of war, and what makes a handover none."""

from __future__ import annotations

from claimx.clauses import Clause, Modality, Voice, clause_at
from claimx.lexicon.ships import WARSHIPS
from claimx.link.claims.fired import STRUCK, is_weapon
from claimx.link.claims.phrases import Counted, words_of
from claimx.link.claims.setting import Told
from claimx.link.scene import Scene
from claimx.link.warring import wages_war
from claimx.models import AnyLoss, Form, Loss
from claimx.schema import Category, Event, Kind

# What civilians own too: lost in an accident it is no equipment of war.
CIVIL = frozenset([
    Category.VEHICLE, Category.SHIP, Category.AIRCRAFT, Category.HELICOPTER, Category.UAV, Category.EQUIPMENT,
    Category.AMMUNITION, Category.SPECIAL_EQUIPMENT, Category.SMALL_ARMS, Category.ARTILLERY,
])  # fmt: skip
# What fires or carries, and is never fired itself; a vehicle may be a bomb on wheels.
_FIRING = frozenset([
    Category.TANK, Category.ARMOURED_VEHICLE, Category.ARTILLERY, Category.MLRS, Category.AIR_DEFENCE, Category.SHIP,
    Category.HELICOPTER,
])  # fmt: skip
_AT = frozenset({"at", "into", "toward", "towards", "against"})
# Arms changing hands.
_HANDED = frozenset([Event.DELIVERED, Event.PLEDGED])


def unequipped(
    scene: Scene, counted: Counted, loss: AnyLoss, event: Event, category: Category, told: Told
) -> str | None:
    """Why what is counted is no equipment of war, or None."""
    if event in _HANDED and any(c.item is not None and c.item.category is Category.MILITARY for c in scene.counted):
        return "men and arms sent together are a deployment"
    handed = event in _HANDED
    clause = clause_at(scene.sentence, loss.anchor) if handed and isinstance(loss, Loss) else None
    if clause is not None and clause.modality in (Modality.POSSIBLE, Modality.HYPOTHETICAL):
        return "a handover that may come is none"
    listed = any(c is not counted and c.item is not None and c.item.kind is Kind.EQUIPMENT for c in scene.counted)
    if handed and counted.quantity.form is Form.ARTICLE and not scene.parties and not listed:
        return "one thing given by nobody named is no handover of arms"
    if handed and isinstance(loss, Loss) and _is_deployed(scene, loss):
        return "arms sent to a place are deployed"
    if loss.entry == "delivered.deliver" and clause is not None and _comes_back(scene, counted, clause):
        return "what returns by itself is not handed over"
    if loss.entry == "delivered.reach" and not _reaches_party(scene, loss):
        return "arms that reach a place drive or fly there"
    if loss.entry == "captured.fighters-take" and not _is_taken_by_fighters(scene, counted, loss):
        return "what others take is not captured"
    if counted.quantity.form is Form.NONE and (handed or event is Event.CAPTURED):
        return "nothing seized and nothing given is no claim"
    if event is Event.LAUNCHED and category in _FIRING and not is_weapon(scene, counted):
        return "guns and vehicles fire, they are not fired"
    if event is Event.LAUNCHED and counted.first and scene.sentence.tokens[counted.first - 1].lower in _AT:
        return "is what was fired at"
    if event is Event.SHOT_DOWN and category is Category.SHIP and not is_weapon(scene, counted):
        return "a vessel that is intercepted is stopped"
    item = counted.item
    military = item is not None and item.model is not None and item.entry != "aircraft.airliner"
    single = counted.quantity.form is Form.ARTICLE
    if single and not military and event is Event.DAMAGED and category in (Category.VEHICLE, Category.SHIP):
        return "one vehicle or vessel hit is an incident; it counts where it is destroyed"
    # "Six planes: four Mirages and two others": what one part is, its total is.
    military = military or any(
        other is not counted
        and other.item is not None
        and other.item.model is not None
        and other.item.entry != "aircraft.airliner"
        and other.item.category is category
        for other in scene.counted
    )
    warship = item is not None and not WARSHIPS.isdisjoint(words_of(scene.sentence, item))
    before = told.last  # "promised 20 guns. Eight of them have arrived."
    goes_on = handed and before is not None and before.event in _HANDED and before.category is category
    # "Three rebel boats were sunk and two captured"
    goes_on = goes_on or (
        counted.quantity.form is not Form.ARTICLE
        and any(c.kind is Kind.EQUIPMENT and (c.item is counted.item or not handed) for c in told.claims)
    )
    martial = category not in CIVIL or any(each.category not in CIVIL for each in counted.items)
    # Hobby drones crash; those that are destroyed or strike a target in numbers are arms.
    drones = category is Category.UAV and not single and (event is Event.DESTROYED or loss.entry == STRUCK)
    exempt = military or warship or event is Event.SHOT_DOWN or martial or goes_on or drones
    if not (told.setting.conflict or exempt or wages_war(scene, counted, loss, event, category)):
        return "civilian vehicles count only where a conflict destroys them"
    return None


def _is_taken_by_fighters(scene: Scene, counted: Counted, loss: AnyLoss) -> bool:
    """True where fighters are the subject and what is counted stands behind the verb: "the rebels took two tanks"."""
    clause = clause_at(scene.sentence, loss.anchor) if isinstance(loss, Loss) else None
    if clause is None or clause.voice is Voice.PASSIVE or counted.first < clause.trigger:
        return False
    arms = [c.item for c in scene.counted if c.item is not None and c.item.kind is Kind.EQUIPMENT]
    if all(item.category is Category.VEHICLE for item in arms):
        return False  # cars are stolen as well
    fighters = [item for item in scene.items if item.category is Category.MILITARY and item.kind is Kind.CASUALTY]
    return any(item.head == noun for item in fighters for noun in clause.agents)


# Where forces are sent: nobody is given anything there.
_PLACES = frozenset(
    "scene site area border front frontline line region district province zone coast town city village sea gulf strait island base "
    "location spot place battlefield capital outskirts field waters islands assault attack battle offensive fight fighting combat "
    "action fray storm".split()
)
# "sent to the northern border region": words from the verb to the place.
_TO_PLACE = 8


def _is_deployed(scene: Scene, loss: Loss) -> bool:
    """True for "tanks were sent to the border": a place is the goal, and no party."""
    tokens, last = scene.sentence.tokens, loss.phrase.last
    to = next((i for i in range(last, min(last + _TO_PLACE, len(tokens))) if tokens[i].lower in ("to", "into")), None)
    if scene.sentence.tokens[loss.anchor].lemma not in ("send", "dispatch", "rush", "ship") or to is None:
        return False
    goal = next(
        (i for i in range(to + 1, len(tokens)) if tokens[i].tag in ("NN", "NNS") or tokens[i].lower in _PLACES), None
    )
    while goal is not None and goal + 1 < len(tokens) and tokens[goal + 1].tag.startswith("NN"):
        goal += 1
    if goal is None or tokens[goal].lower not in _PLACES:
        return False
    return not any(to < m.phrase.first <= goal for m in scene.parties)


def _comes_back(scene: Scene, counted: Counted, clause: Clause) -> bool:
    """True for "two drones returned to base"."""
    tokens = scene.sentence.tokens
    subject = counted.head in clause.agents or counted.last <= clause.trigger
    return clause.voice is Voice.ACTIVE and tokens[clause.trigger].lemma == "return" and subject


def _reaches_party(scene: Scene, loss: AnyLoss) -> bool:
    """True where a country or its capital stands right behind the verb: "reached Latvia"."""
    return isinstance(loss, Loss) and any(m.phrase.first == loss.phrase.last for m in scene.parties)
