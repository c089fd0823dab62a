"""How likely a record is right, field by field and as a whole: logistic regressions over what the records of a document tell.

``confidences`` tell of each field how likely it is what a careful reader marks. The record is right where core (event, category and
bounds), affected and source are: its ``confidence`` is the calibrated product of theirs (``docs/evaluation.md``). Everything is told
from records alone, so that stored records and people's corrections of them are enough to fit the weights anew (``claimx fit``).
"""

from __future__ import annotations

from claimx.confidence.describe import features
from claimx.confidence.least import FIELDS, RECORD, WEAK, Least, confidence_of, parse_least, sure, sure_row
from claimx.confidence.names import FEATURES, meaning, weighed
from claimx.confidence.weights import (
    JOINT,
    PARTS,
    WEIGHTS,
    Doubt,
    Figures,
    Model,
    Weights,
    estimates,
    joint,
    load_weights,
    logistic,
    lowered,
    read_weights,
    with_confidence,
)

__all__ = [
    "FEATURES", "FIELDS", "JOINT", "PARTS", "RECORD", "WEAK", "WEIGHTS", "Doubt", "Figures", "Least", "Model", "Weights", "confidence_of",
    "estimates", "features", "joint", "load_weights", "logistic", "lowered", "meaning", "parse_least", "read_weights", "sure", "sure_row",
    "weighed", "with_confidence",
]  # fmt: skip
