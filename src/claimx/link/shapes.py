"""The construction that a loss word calls for."""

from __future__ import annotations

from claimx.models import Loss

# Families whose subject suffers: "12 died", "a drone crashed".
_INTRANSITIVE = frozenset(["killed.die", "killed.lives", "lost.crash", "missing.disappear", "captured.surrender", "delivered.arrive", "launched.land"])


def shape_of(loss: Loss) -> str:
    """The construction of a loss word: "transitive", "intransitive", "noun" or "adjective"."""
    if loss.shape == "verb":
        return "intransitive" if loss.entry in _INTRANSITIVE else "transitive"
    if loss.entry == "casualties.mixed":
        return "transitive"
    if loss.shape == "phrase":
        return "noun" if loss.entry in ("killed.lives-noun", "killed.remains", "killed.in-action") else "adjective"
    return loss.shape
