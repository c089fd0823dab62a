"""Some of those told before, named by a pronoun: "They included two nurses", "Among them was a driver", "Two nurses were among them"."""

from __future__ import annotations

from claimx.link.scene import Scene
from claimx.schema import Kind

_COPULAS = frozenset(["were", "was", "are", "is"])
_INCLUDING = frozenset(["include", "includes", "included"])
_AMONG = frozenset(["among", "amongst"])
_THEM = frozenset(["them", "these", "those"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
# What may stand between: "Two nurses were all | also among them".
_ALSO = frozenset(["also", "all", "both"])


def is_listed_of_them(scene: Scene, k: int) -> bool:
    """True for people whom a pronoun sets among those of the sentence before."""
    counted = scene.counted[k]
    if counted.item is None or counted.item.kind is not Kind.CASUALTY:
        return False
    return _is_named_before_them(scene, counted.last) or _is_named_after_them(scene, counted.first)


def _is_named_before_them(scene: Scene, last: int) -> bool:
    """ "Two nurses and a driver were also among them": a list leads to the copula, and the clause ends there."""
    tokens = [t for t in scene.sentence.tokens[last:] if t.lower not in _ALSO]
    verb = next((i for i, t in enumerate(tokens) if t.tag in _FINITE or t.text == ";"), None)
    if verb is None or tokens[verb].lower not in _COPULAS or len(tokens) < verb + 3:
        return False
    told = tokens[verb + 1].lower in _AMONG and tokens[verb + 2].lower in _THEM
    return told and all(t.text in (".", ",", ";") for t in tokens[verb + 3 : verb + 4])


def _is_named_after_them(scene: Scene, first: int) -> bool:
    """ "They included a driver and two nurses", "Among them were two nurses", "They are three men and a boy"."""
    tokens = scene.sentence.tokens
    for j in range(first - 1, 0, -1):
        token, before = tokens[j], tokens[j - 1].lower
        if before == "they" and token.lower in _INCLUDING:
            return True
        if before == "they" and token.lower in _COPULAS:
            return tokens[j + 1].tag == "CD" or tokens[j + 1].lower in ("a", "an")
        if before in _AMONG and token.lower in _THEM:
            return j == 1 or tokens[j - 2].lower == "that" or tokens[j - 2].tag in _FINITE
        if token.text == ";" or (token.tag in _FINITE and token.lower not in _COPULAS):
            return False
    return False
