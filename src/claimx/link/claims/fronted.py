"""The fate told before those whom it befell: "Among those killed were three firefighters", "Also destroyed were 12 trucks"."""

from __future__ import annotations

from claimx.link.scene import VERBAL, WINDOW, Scene, skip_left
from claimx.models import Loss
from claimx.schema import Kind


def among(scene: Scene, k: int) -> Loss | None:
    """The fate stands before the verb: "Among those killed were three firefighters", "Of the dead, 25 were visitors"."""
    tokens, counted = scene.sentence.tokens, scene.counted[k]
    for loss in scene.losses:
        if loss.phrase.last > counted.first:
            continue
        start = loss.phrase.first - 1
        while start >= 0 and tokens[start].lower in _BEFORE_FATE:
            start -= 1
        opener = tokens[start].lower if start >= 0 else ""
        gap = [t.lower for t in tokens[loss.phrase.last : counted.first] if t.lower != "also"]
        if opener == "of" and start == 0 and gap == [","]:
            return loss
        if _are_told(scene, loss, gap):
            return loss
        if opener in ("among", "amongst") and start <= 1 and _leads_to(scene, loss, counted.first):
            return loss
        if loss.frame in ("noun", "adjective") and start <= 0 and _lists_on(scene, loss, counted.first):
            return loss
        if not gap or len(gap) > 2:  # the verb and one word more: "were also three"
            continue
        if opener in ("among", "amongst") and gap[0] in ("were", "was", "are", "is"):
            return loss
        named = (
            loss.phrase.first > 0
            and tokens[loss.phrase.first - 1].lower in ("the", "other", "further", "more")
            and loss.frame in ("adjective", "noun", "transitive")
        )
        # "The dead were a bartender and a student"; not "the fighting killed were": the word stands alone as a noun.
        if named and gap[0] in ("include", "includes", "included", "were", "are"):
            return loss
    return None


# "Among | those who had been | killed were".
_BEFORE_FATE = frozenset("the those people other further who had have were been are".split())


def _leads_to(scene: Scene, loss: Loss, first: int) -> bool:
    """True where the first finite verb behind the loss is a copula right before the number: "Among the dead in the town were 12"."""
    tokens = scene.sentence.tokens
    gap = tokens[loss.phrase.last : first]
    verbs = [t for t in gap if t.tag in ("VBD", "VBZ", "VBP", "MD")]
    return len(verbs) == 1 and verbs[0].lower in _COPULAS and gap[-1].i - verbs[0].i <= 1


_COPULAS = frozenset(["were", "was", "are", "is"])


def _lists_on(scene: Scene, loss: Loss, first: int) -> bool:
    """True for a later item of "The dead included the mayor, who was 50, two nurses": only relative clauses have verbs between."""
    tokens, at = scene.sentence.tokens, skip_left(scene.sentence, first)
    verb = loss.phrase.last
    if tokens[verb].lower not in _INCLUDING - _COPULAS or tokens[at].lower not in (",", ";", "and"):
        return False
    relative = False
    for token in tokens[verb + 1 : at]:
        relative = token.lower in ("who", "whose") or (relative and token.text not in (",", ";"))
        if token.tag in ("VBD", "VBZ", "VBP", "MD") and not relative:
            return False
    return True


def inverted(scene: Scene, k: int) -> Loss | None:
    """The participle opens the sentence: "Recovered from the scene were three rifles", "Also destroyed were 12 trucks"."""
    tokens, counted = scene.sentence.tokens, scene.counted[k]
    at = skip_left(scene.sentence, counted.first)
    if at < 1 or tokens[at].lower not in ("were", "was", "are", "is"):
        return None
    loss = next((loss for loss in scene.losses if loss.phrase.first <= 1 and loss.frame == "transitive"), None)
    if loss is None or loss.phrase.last > at or tokens[loss.anchor].tag not in ("VBN", "VBD"):
        return None
    if loss.phrase.first == 1 and tokens[0].lower not in ("also", "among", "and", "further", "additionally"):
        return None
    inside = tokens[loss.phrase.last : at]
    adjunct = not inside or inside[0].tag in ("IN", "RB", "TO") or inside[0].lower in ("were", "was", "are", "is")
    return loss if adjunct and not any(token.tag in VERBAL or token.text in ",;:" for token in inside) else None


def _are_told(scene: Scene, loss: Loss, gap: list[str]) -> bool:
    """True for "those killed in Friday's attack included 10 soldiers": what tells of their death stands before the verb."""
    tokens = scene.sentence.tokens
    listed = gap == ["as"]  # "a breakdown of the weapons recovered as six rifles"
    if not 1 <= len(gap) <= WINDOW or (gap[-1] not in _INCLUDING and not listed) or loss.frame == "noun":
        return False
    before = tokens[loss.phrase.first - 1].lower if loss.phrase.first else ""
    if Kind.EQUIPMENT in loss.events and before in _HAUL:
        before = "those"  # "other items recovered from the camp include five pistols"
    between = tokens[loss.phrase.last : loss.phrase.last + len(gap) - 1]
    return before in ("those", "people") and not any(
        t.tag in ("VBD", "VBZ", "VBP", "MD") or t.text == ";" for t in between
    )


_HAUL = frozenset(
    "items weapons arms others equipment firearms exhibits articles materials materiel ordnance things".split()
)
_INCLUDING = frozenset({"include", "includes", "included", "were", "are"})
