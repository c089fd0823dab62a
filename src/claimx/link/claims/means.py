"""What a deed is done with: "attacked the port with 57 drones", "supplied Latvia with six tanks"."""

from __future__ import annotations

from claimx.clauses import Voice, clause_at
from claimx.link.claims.fired import is_weapon
from claimx.link.scene import Scene, skip_left
from claimx.models import Form, Loss
from claimx.schema import Category, Event, Kind

_HANDED = frozenset([Event.DELIVERED, Event.PLEDGED])
_WITH = frozenset(["with", "using"])


def done_with(scene: Scene, k: int) -> Loss | None:
    """The verb whose instrument is counted phrase k: of attacks what was fired, of supplies what was given."""
    counted, tokens = scene.counted[k], scene.sentence.tokens
    if counted.item is None or counted.item.kind is not Kind.EQUIPMENT:
        return None
    fired = counted.item.category in (Category.MISSILE, Category.AMMUNITION)
    if fired and counted.quantity.form is Form.ARTICLE and not is_weapon(scene, counted):
        return None  # a bomb may have been planted
    givers = [
        loss for loss in scene.losses if loss.events.get(Kind.EQUIPMENT) in _HANDED and loss.frame == "transitive"
    ]
    governing = [loss for loss in (*scene.means, *givers) if loss.phrase.last <= counted.first]
    for loss in governing:
        clause = clause_at(scene.sentence, loss.anchor)
        if clause is not None and counted.head in clause.instruments:
            # "entered the valley equipped with 30 trucks": nobody hands them over.
            handed = loss in scene.means and loss.events.get(Kind.EQUIPMENT) in _HANDED
            state = handed and clause.voice is Voice.PASSIVE and not clause.agents
            return None if state else loss
    at = skip_left(scene.sentence, counted.first)
    if at < 1 or tokens[at].lower not in _WITH or not governing:
        return None
    loss = max(governing, key=lambda each: each.phrase.first)
    between = tokens[loss.phrase.last : at]
    if not between or any(t.text in ";:" or t.tag in ("VBD", "VBZ", "VBP", "MD") for t in between):
        return None  # "sent with six tanks" has no receiver
    return loss
