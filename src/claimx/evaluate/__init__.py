"""Records against gold: precision, recall and F1 of what was found, accuracy of each field, and why the rest is wrong.

The definitions of every figure stand in ``docs/evaluation.md``.
"""

from __future__ import annotations

from claimx.evaluate.claims import Flat, read_flat
from claimx.evaluate.figures import Evaluation, evaluate
from claimx.evaluate.pairs import CORE, FIELDS, RECORD, Disagreement

__all__ = ["CORE", "FIELDS", "RECORD", "Disagreement", "Evaluation", "Flat", "evaluate", "read_flat"]
