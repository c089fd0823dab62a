"""Missiles, drones and shells that hit something were fired, not lost."""

from __future__ import annotations

from dataclasses import replace

from claimx.link.scene import Scene, has_passive, skip_left
from claimx.models import Form, Loss
from claimx.schema import Category, Event, Kind

_THROWN = frozenset([Category.MISSILE, Category.UAV, Category.AMMUNITION])
# What a munition does to its target; ids of loss entries begin with these.
_HITTING = ("damaged.", "wounded.", "launched.", "killed.", "destroyed.")
# From the verb to "by" and the munition: "hit in the night by two missiles" and little longer.
_NEAR = 8
# Up from a noun to the subject it is part of; longer chains are parser errors.
_STEPS = 6


def flown(scene: Scene, k: int) -> Loss | None:
    """Missiles, drones and shells that strike were fired: "dozens of missiles hit the city"."""
    sentence, counted = scene.sentence, scene.counted[k]
    if counted.item is None or counted.item.category not in _THROWN or not sentence.parsed:
        return None
    i, steps = counted.head, 0
    # Up from the noun to the subject: "dozens of missiles", "a missile and 13 drones".
    while sentence.tokens[i].dep in ("pobj", "prep", "conj", "nummod", "compound", "nmod") and steps < _STEPS:
        i, steps = sentence.tokens[i].head, steps + 1
    token = sentence.tokens[i]
    if token.dep == "nsubj" and token.head >= counted.last and not has_passive(sentence, token.head):
        return _as_launched(scene.loss_at(token.head))
    return None


def struck_by(scene: Scene, k: int) -> Loss | None:
    """What a target was struck by was fired: "hit by two missiles", "destroyed with three FPV drones"."""
    sentence, counted = scene.sentence, scene.counted[k]
    if counted.item is None or counted.item.category not in _THROWN or counted.quantity.form is Form.ARTICLE:
        return None  # "hit by a missile" tells of the hit; a number counts what was fired
    at = skip_left(sentence, counted.first)
    if at < 1 or sentence.tokens[at].lower not in ("by", "with", "using"):
        return None
    return _as_launched(
        next(
            (loss for loss in reversed(scene.losses) if loss.phrase.first < at and at - loss.phrase.last <= _NEAR), None
        )
    )


def _as_launched(loss: Loss | None) -> Loss | None:
    if loss is None or loss.frame == "noun" or not loss.entry.startswith(_HITTING):
        return None
    return replace(loss, events={Kind.EQUIPMENT: Event.LAUNCHED}, rule="loss.launched")
