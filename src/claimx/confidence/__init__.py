"""How likely a record is right, as a whole and field by field: a logistic regression over what the records of a document tell.

Right means that event, category, bounds, affected and source are all what a careful reader marks; ``confidences`` tell the
same of each field by itself (``docs/evaluation.md``). Everything is told from records alone, so that stored records and
people's corrections of them are enough to fit the weights anew (``claimx fit``).
"""

from __future__ import annotations

from claimx.confidence.describe import features
from claimx.confidence.least import FIELDS, RECORD, WEAK, Least, confidence_of, parse_least, sure, sure_row
from claimx.confidence.names import FEATURES
from claimx.confidence.weights import (
    WEIGHTS,
    Figures,
    Model,
    Weights,
    estimates,
    load_weights,
    logistic,
    lowered,
    read_weights,
    with_confidence,
)

__all__ = [
    "FEATURES", "FIELDS", "RECORD", "WEAK", "WEIGHTS", "Figures", "Least", "Model", "Weights", "confidence_of", "estimates", "features",
    "load_weights", "logistic", "lowered", "parse_least", "read_weights", "sure", "sure_row", "with_confidence",
]  # fmt: skip
