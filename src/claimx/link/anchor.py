"""Where a claim's loss stands in the claim's own sentence."""

from __future__ import annotations

from claimx.link.scene import stands_in
from claimx.models import Claim, Sentence


def anchor_of(sentence: Sentence, claim: Claim) -> int:
    """The token that governs the claim's loss; where another sentence tells the loss (a list's heading), its number's last."""
    return claim.loss.anchor if stands_in(sentence, claim.loss) else claim.quantity.number.last - 1
