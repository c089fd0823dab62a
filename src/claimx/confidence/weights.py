"""The fitted weights: a logistic regression for each field and one for the record, as data with their day and figures.

A file of weights may come from anybody: it is read whole or refused, and no number in it can make an estimate that is none.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimx.confidence.describe import features
from claimx.confidence.least import FIELDS, RECORD
from claimx.confidence.names import FEATURES
from claimx.errors import WeightsError
from claimx.invalid import complaint
from claimx.schema import ConfidencesPart, Record

WEIGHTS = Path(__file__).resolve().parent.parent / "data" / "confidence.json"
# Counts up with every change to what a feature means: weights of another version would be misread.
VERSION = 2
# An estimate is itself off by some hundredths; more digits would be pretence.
DIGITS = 2
# Seven models of some hundred weights are 30 kB.
LARGEST = 1_000_000
REMEDY = "make it anew with `claimx fit GOLD RECORDS -o FILE`"

# Far beyond any fitted weight (a few units), far below what could overflow.
Weight = Annotated[float, Field(ge=-1000, le=1000, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Figures(_Part):
    """What estimates are worth, out of fold: by weights that were fitted without the record's document."""

    documents: int = Field(ge=1)
    records: int = Field(ge=1)
    right: Share
    ece: Share
    auc: Share | None
    coverage_90: Share
    coverage_95: Share


class Model(_Part):
    """The weights of one field, or of the record, and what its estimates are worth."""

    figures: Figures
    intercept: Weight
    weights: Mapping[str, Weight]


class Weights(_Part):
    """All models. ``means`` has each feature's mean over the records fitted on: what an explanation compares with."""

    version: Literal[2]
    fitted: dt.date
    claimx: str = Field(max_length=100, description="The version of claimx that fitted them.")
    folds: int = Field(ge=2)
    means: Mapping[str, Weight]
    models: Mapping[str, Model]


def read_weights(path: Path) -> Weights:
    """A file of weights. Raises WeightsError, naming the file and what to do, where it is none, or one of another version."""
    name = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise WeightsError(f"cannot be read as weights: {error.strerror}; {REMEDY}", name) from error
    if len(content) > LARGEST:
        raise WeightsError(f"is no file of weights: it is larger than {LARGEST:,} bytes; {REMEDY}", name)
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise WeightsError(f"is no file of weights: not JSON; {REMEDY}", name) from error
    version = found.get("version") if isinstance(found, dict) else None
    if isinstance(version, int) and version != VERSION:
        told = f"holds weights of version {version}, and this claimx reads version {VERSION}; {REMEDY}"
        raise WeightsError(told, name)
    return _checked(found, name)


def _checked(found: Any, name: str) -> Weights:
    try:
        weights = Weights.model_validate(found)
    except ValidationError as error:
        raise WeightsError(f"is no file of weights: {complaint(error)}; {REMEDY}", name) from error
    missing = [one for one in (RECORD, *FIELDS) if one not in weights.models]
    if missing or len(weights.models) > len(FIELDS) + 1:
        raise WeightsError(
            f"is no file of weights: models of {', '.join((RECORD, *FIELDS))} are needed; {REMEDY}", name
        )
    named = {*weights.means, *(one for model in weights.models.values() for one in model.weights)}
    strange = sorted(named - FEATURES.keys())
    if strange:
        raise WeightsError(f"weighs {strange[0]!r}, which this claimx does not know; {REMEDY}", name)
    return weights


@cache
def load_weights() -> Weights:
    """The weights that claimx ships, read once."""
    return read_weights(WEIGHTS)


def with_confidence(records: Sequence[Record], weights: Weights | None = None) -> list[Record]:
    """The records of one document with ``confidence`` and ``confidences`` filled, in [0, 1], to two digits.

    Give all records of the document: each is judged among the others. Without ``weights``, by those that claimx ships.
    """
    if not records:
        return []
    used = weights or load_weights()
    return [
        record.model_copy(update=estimates(told, used)) for record, told in zip(records, features(records), strict=True)
    ]


def estimates(told: Mapping[str, float], weights: Weights) -> dict[str, Any]:
    """``confidence`` and ``confidences`` of a record with these features."""
    fields = {name: estimate(told, weights.models[name]) for name in FIELDS}
    return {RECORD: estimate(told, weights.models[RECORD]), "confidences": ConfidencesPart(**fields)}


def estimate(told: Mapping[str, float], model: Model) -> float:
    """The probability of being right, to two digits."""
    return round(logistic(score(told, model.intercept, model.weights)), DIGITS)


def score(told: Mapping[str, float], intercept: float, weights: Mapping[str, float]) -> float:
    """The log odds, summed exactly: the same everywhere, in whatever order the features come."""
    return math.fsum([intercept, *[weights[name] * value for name, value in told.items() if name in weights]])


def logistic(score: float) -> float:
    """The probability whose log odds are ``score``; no overflow at either end."""
    if score >= 0:
        return 1 / (1 + math.exp(-score))
    odds = math.exp(score)
    return odds / (1 + odds)


def lowered(told: Mapping[str, float], name: str, weights: Weights) -> list[tuple[str, float]]:
    """The features that lowered a confidence, most first, with how much: the probability that their mean value would give, less the estimate."""
    model = weights.models[name]
    own = score(told, model.intercept, model.weights)
    found = []
    for feature, weight in model.weights.items():
        share = weight * (told.get(feature, 0.0) - weights.means.get(feature, 0.0))
        if share < 0:
            found.append((feature, logistic(own - share) - logistic(own)))
    return sorted(found, key=lambda one: (-one[1], one[0]))
