"""Where a claim's loss stands in the claim's own sentence."""

from __future__ import annotations

from claimx.models import Claim, Loss, Sentence


def anchor_of(sentence: Sentence, claim: Claim) -> int:
    """The token that governs the claim's loss; where another sentence tells the loss (a list's heading), its number's last."""
    claim.quantity.phrase.check(sentence.index)
    return claim.loss.anchor if isinstance(claim.loss, Loss) else claim.quantity.number.last - 1
