"""People who bear an injury that a noun tells."""

from __future__ import annotations

from claimx.link.scene import WINDOW, Scene, skip_left
from claimx.models import Loss

# Adjectives between verb and noun: "suffered life-changing brain injuries" and little longer.
_REACH = 8
# From those treated to "for", an adverb or place between: "treated 40 people there for burns".
_NEXT = 4


def injuries_borne(scene: Scene, k: int) -> Loss | None:
    """Three firefighters suffered burns, a man was found with gunshot wounds: the noun tells of those who bear it."""
    tokens, counted = scene.sentence.tokens, scene.counted[k]
    if counted.item is None and not counted.other and not counted.bare or counted.foreign is not None:
        return None
    at = skip_left(scene.sentence, counted.first)
    if at >= 0 and tokens[at].lemma == "treat" and tokens[at].tag.startswith("VB"):
        for j in range(counted.last, min(len(tokens), counted.last + _NEXT)):
            if tokens[j].lower == "for":  # "the clinic treated 40 people for burns"
                return _injury_after(scene, j)
    for j in range(counted.last, min(len(tokens), counted.last + WINDOW)):
        if tokens[j].lower in (";", ":", ".") or (j > counted.last and scene.between(j, j + 1, k)):
            return None
        if tokens[j].lemma in scene.words.bearing or tokens[j].lower in scene.words.bearing:
            injury = _injury_after(scene, j)
            if injury is not None:
                return injury
    return None


def _injury_after(scene: Scene, verb: int) -> Loss | None:
    tokens = scene.sentence.tokens
    for i in range(verb + 1, min(len(tokens), verb + _REACH)):
        loss = scene.loss_beginning(i)
        if loss is not None and loss.entry.startswith("wounded.") and loss.frame == "noun":
            return loss
        if tokens[i].lower in (",", ";", "that", "who") or tokens[i].tag in ("VBD", "VBZ", "VBP", "MD", "IN", "NNP"):
            return None
    return None
