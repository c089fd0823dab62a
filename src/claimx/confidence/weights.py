"""The fitted weights: a logistic regression for each field, and what makes the record's estimate of theirs; data with day and figures.

A file of weights may come from anybody: it is read whole or refused, and no number in it can make an estimate that is none.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimx.confidence.describe import features
from claimx.confidence.least import FIELDS, RECORD
from claimx.confidence.names import ROW, is_feature
from claimx.errors import WeightsError
from claimx.invalid import complaint
from claimx.schema import ConfidencesPart, Record

WEIGHTS = Path(__file__).resolve().parent.parent / "data" / "confidence.json"
# Counts up with every change to what a feature means: weights of another version would be misread.
VERSION = 3
# An estimate is itself off by some hundredths; more digits would be pretence.
DIGITS = 2
# The fields that must be right for a record to be right, and what the record's model weighs: the log odds that all of them are, if each were
# right or wrong by itself.
PARTS = ("core", "affected", "source")
JOINT = "joint"
# Six models of some hundred weights are 50 kB.
LARGEST = 1_000_000
REMEDY = "make it anew with `claimx fit GOLD RECORDS -o FILE`"

# A chance, or what is left of it, below which nothing changes any more.
_SMALLEST = 1e-12

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


class Weighing(_Part):
    """What gives log odds: an intercept and the weights of features."""

    intercept: Weight = 0.0
    weights: Mapping[str, Weight]


class Model(Weighing):
    """The weights of one field, or of the record, and what its estimates are worth."""

    figures: Figures


class Weights(_Part):
    """All models. The record's weighs ``JOINT`` alone. ``means`` has each feature's mean over the records fitted on: what an explanation compares with.

    ``rows`` tells what the record's confidence is worth in rows of lists, which the other figures may not hold any of.
    """

    version: Literal[3]
    fitted: dt.date
    claimx: str = Field(max_length=100, description="The version of claimx that fitted them.")
    folds: int = Field(ge=2)
    means: Mapping[str, Weight]
    models: Mapping[str, Model]
    rows: Figures | None = None

    @cached_property
    def of_feature(self) -> Mapping[str, Sequence[tuple[str, float]]]:
        """The fields whose models weigh a feature, each with its weight."""
        found: dict[str, list[tuple[str, float]]] = {}
        for field in FIELDS:
            for feature, weight in self.models[field].weights.items():
                found.setdefault(feature, []).append((field, weight))
        return found


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
    named = {*weights.means, *(one for field in FIELDS for one in weights.models[field].weights)}
    strange = sorted(one for one in named if not is_feature(one))
    strange += sorted(weights.models[RECORD].weights.keys() - {JOINT})
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
    parts = {name: [weights.models[name].intercept] for name in FIELDS}
    for feature, value in told.items():
        for name, weight in weights.of_feature.get(feature, ()):
            parts[name].append(weight * value)
    scores = {name: math.fsum(each) for name, each in parts.items()}  # exact, in whatever order the features come
    fields = {name: round(logistic(one), DIGITS) for name, one in scores.items()}
    return {
        RECORD: round(logistic(_of_record(scores, weights)), DIGITS),
        "confidences": ConfidencesPart(**fields),
    }


def score(told: Mapping[str, float], model: Weighing) -> float:
    """The log odds by a model, summed exactly: the same everywhere, in whatever order the features come."""
    get = model.weights.get
    return math.fsum(
        [model.intercept, *[weight * value for name, value in told.items() if (weight := get(name)) is not None]]
    )


def _of_record(scores: Mapping[str, float], weights: Weights) -> float:
    """The log odds of the record, from those of its fields."""
    return score({JOINT: joint([scores[name] for name in PARTS])}, weights.models[RECORD])


def joint(scores: Iterable[float]) -> float:
    """The log odds that all are right, from the log odds of each, as if each were right or wrong by itself.

    >>> round(logistic(joint([0.0, 0.0])), 6)
    0.25
    """
    chance = math.prod(map(logistic, scores))
    # Beyond these a double holds no difference; no estimate is told to so many digits.
    chance = min(max(chance, _SMALLEST), 1 - _SMALLEST)
    return math.log(chance / (1 - chance))


def logistic(score: float) -> float:
    """The probability whose log odds are ``score``; no overflow at either end."""
    if score >= 0:
        return 1 / (1 + math.exp(-score))
    odds = math.exp(score)
    return odds / (1 + odds)


class Doubt(NamedTuple):
    """A feature of a field that lowered a confidence, and by how much: the probability that its mean value would give, less the estimate."""

    field: str
    feature: str
    by: float


def lowered(told: Mapping[str, float], name: str, weights: Weights) -> list[Doubt]:
    """What lowered a confidence, most first: of a field its features; of the record its fields, each with the feature that lowered it most."""
    if name == RECORD:
        return _lowered_record(told, weights)
    model = weights.models[name]
    own = score(told, model)
    found = []
    for feature, weight in model.weights.items():
        if (feature.partition(".")[0] == ROW) is (ROW in told):  # what sentences have in the mean says nothing of a row
            share = weight * (told.get(feature, 0.0) - weights.means.get(feature, 0.0))
            if share < 0:
                found.append(Doubt(name, feature, logistic(own - share) - logistic(own)))
    return sorted(found, key=lambda one: (-one.by, one.feature))


def _lowered_record(told: Mapping[str, float], weights: Weights) -> list[Doubt]:
    """A field's share is what the record's estimate would gain if the field were as likely right as with all features at their mean."""
    usual = {
        feature: mean for feature, mean in weights.means.items() if (feature.partition(".")[0] == ROW) is (ROW in told)
    }
    scores = {name: score(told, weights.models[name]) for name in PARTS}
    own = logistic(_of_record(scores, weights))
    found = []
    for name in PARTS:
        by = logistic(_of_record({**scores, name: score(usual, weights.models[name])}, weights)) - own
        reasons = lowered(told, name, weights)
        if by > 0 and reasons:
            found.append(Doubt(name, reasons[0].feature, by))
    return sorted(found, key=lambda one: (-one.by, one.field))
