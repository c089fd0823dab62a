"""Weights of confidence, fitted on records that people have marked: ridge logistic regression for each field, stacked for the record."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from claimx.confidence import FIELDS, JOINT, PARTS, RECORD, Figures, Model, Weights, features, joint, weighed
from claimx.confidence.names import ROW
from claimx.confidence.weights import VERSION, Weighing, score
from claimx.errors import RecordError
from claimx.evaluate.calibration import MEANT, auc, correct, coverage, ece
from claimx.evaluate.claims import Flat, from_record
from claimx.evaluate.pairs import judge

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt

    from claimx.schema import Record

    Numbers = npt.NDArray[np.float64]
    Chosen = npt.NDArray[np.bool_]

# Ten folds, as is usual: nine tenths of the documents are close to what the weights themselves are fitted on.
FOLDS = 10
# How strongly weights are held, in records per standard deviation of the feature. With some 1,500 records and 130 to 280 features a field the
# order out of fold hardly changes between 100 and 300. Below 300 the weights know their own records too well: the estimates of those, set
# right by what is told out of fold, come out too low. Who did it and where it was hang on the whole document: there a looser hold fits noise.
RIDGE = 300.0
NOISY = {"actor": 600.0, "location": 600.0}
# What the weights of rows are held to where nothing else is given, since lists are few and the rows of one are right or wrong together: a list
# that does not tell a field tells it mostly where claimx did not look, and a row with names or numbers left over says more than was read. Arms and soldiers are always somebody's.
ROWS: Mapping[str, Mapping[str, float]] = {
    "core": {"row.item-none": -1.0, "row.numbers": -0.5, "row.unspecified": -0.5, "row.ownerless": -0.5},
    "affected": {"row.affected-none": -0.5, "row.ownerless": -2.5, "row.names": -0.5, "row.unspecified": -0.5},
    "actor": {"row.actor-told": -1.0},
    "source": {"row.source-none": -1.5, "row.ownerless": -0.5, "row.names": -0.5},
    "date": {"row.date-none": -1.0},
    "location": {"row.location-none": -0.5, "row.names": -1.0},
}
# How strongly, in rows; and the rows' level, which they tell themselves.
_LISTS, _LEVEL = 15.0, 1.0
_SURE = 0.01
# The record's one weight hangs on all records.
_ONE = 1.0
# A feature that fewer records have says more of their documents than of records to come.
RARE = 12
# Newton's steps; the likelihood is convex, and from zero seven suffice.
STEPS = 30
NEAR = 1e-6  # below the digits that are kept
DIGITS = 4
# A deviation below this is what rounding makes of none.
_ROUNDING = 1e-9
# Of the intercepts: next to nothing beside the hundreds of records that tell them.
_FREE = 0.01


@dataclass(frozen=True, slots=True)
class Case:
    """A record's features, and what of it is right: "confidence" (the record) and the fields."""

    document: str
    told: Mapping[str, float]
    right: Mapping[str, bool]
    name: str = ""  # of the set of texts that it comes from


def cases_of(records: Sequence[Record], gold: Iterable[Flat], name: str = "") -> list[Case]:
    """The records, judged as ``evaluate`` does. Those that answer an optional claim are left out.

    Records of a document of which the gold has no claim are wrong: give records of marked documents only.
    """
    flat = [from_record(record.model_dump(mode="json")) for record in records]
    right = {found.id: told for found, told in correct(judge(gold, flat))}
    documents: dict[str, list[Record]] = {}
    for record in records:
        documents.setdefault(record.document.sha256, []).append(record)
    return [
        Case(document, told, right[record.id], name)
        for document, own in documents.items()
        for record, told in zip(own, features(own), strict=True)
        if record.id in right
    ]


@dataclass(frozen=True, slots=True)
class Fit:
    """The weights, and every case's estimates out of fold, by name."""

    weights: Weights
    estimates: Mapping[str, tuple[float, ...]]


def fit(cases: Sequence[Case], day: dt.date, version: str, start: Weights | None = None) -> Fit:
    """Fit a model for each name of ``MEANT``. With ``start``, weights are held to those instead of to zero.

    Few cases then move the weights a little, many a lot. Where the cases come from several sets, all of them tell what right
    records look like, but the level is that of the first: rules were tuned on some sets and not on others. The figures, too, are the
    first set's. Rows of lists have a level of their own, which all sets tell. Raises RecordError where there is too little to fit on.
    """
    first = np.array([case.name == cases[0].name for case in cases], dtype=bool)
    measured = len({case.document for case, one in zip(cases, first, strict=True) if one})
    if measured < FOLDS:
        told = f"too little to fit on: {measured} marked documents gave records, and {FOLDS} are needed"
        raise RecordError(told)
    right = {name: np.array([case.right[name] for case in cases], dtype=float) for name in MEANT}
    for name, found in right.items():
        if not 0 < found[first].sum() < first.sum():
            raise RecordError(
                f"too little to fit on: of {name!r}, every record is {'right' if found.any() else 'wrong'}"
            )
    models: dict[str, Model] = {}
    estimates: dict[str, Numbers] = {}
    common = _common(cases)
    everywhere, rows = np.ones(len(cases), dtype=bool), np.array([ROW in case.told for case in cases])
    for name in FIELDS:
        table = _Table(cases, [one for one in common if weighed(name, one)])
        table.begin(start.models[name] if start else _ROWS_ALONE[name], NOISY.get(name, RIDGE))
        models[name], estimates[name] = _fitted(table, right[name], first, everywhere)
    # What the fields' models say of records that they have seen flatters; the record's is fitted on what they say out of fold. The rows of a
    # list are right or wrong together, which says nothing of how core, owner and source of other records go together.
    parts = zip(*(_scores(estimates[name]) for name in PARTS), strict=True)
    stacked = [
        Case(case.document, {JOINT: joint(one), ROW: float(row)}, case.right, case.name)
        for case, one, row in zip(cases, parts, rows.tolist(), strict=True)
    ]
    table = _Table(stacked, [JOINT])
    table.begin(start.models[RECORD] if start else _PRODUCT, RIDGE if start else _ONE)
    models[RECORD], estimates[RECORD] = _fitted(table, right[RECORD], first, ~rows)
    weights = Weights(
        version=VERSION,
        fitted=day,
        claimx=version,
        folds=FOLDS,
        means=_means(cases, common, first),
        models={name: models[name] for name in MEANT},
        rows=_figures(cases, rows, estimates[RECORD], right[RECORD]) if rows.any() else None,
    )
    return Fit(weights, {name: tuple(estimates[name].tolist()) for name in MEANT})


def _fitted(table: _Table, right: Numbers, first: Chosen, used: Chosen) -> tuple[Model, Numbers]:
    """The model of the cases used, with the figures of the first set, and all cases' estimates out of fold."""
    found = table.newton(used, right)
    out = np.zeros(len(right))
    for k in range(FOLDS):
        # Begun where the whole ends, a fold needs few steps; where it ends hangs on its own rows alone.
        held = table.fold == k
        out[held] = table.estimates(table.newton(used & ~held, right, found), held)
    return table.model(found, _figures(table.cases, first, out, right)), out


def _scores(estimates: Numbers) -> list[float]:
    """The log odds."""
    found: list[float] = np.log(estimates / (1 - estimates)).tolist()
    return found


def _common(cases: Sequence[Case]) -> list[str]:
    """The features that enough cases have, in the order of their names."""
    counts = Counter(name for case in cases for name in case.told)
    return sorted(name for name, count in counts.items() if count >= RARE)


def _means(cases: Sequence[Case], names: Iterable[str], first: Chosen) -> dict[str, float]:
    """Each feature's mean: over the first set's sentences, or over all sets' rows of lists."""
    sentences = [case.told for case, one in zip(cases, first, strict=True) if one and ROW not in case.told]
    rows = [case.told for case in cases if ROW in case.told]
    out = {}
    for name in names:
        among = rows if name.partition(".")[0] == ROW else sentences
        mean = math.fsum(told.get(name, 0.0) for told in among) / max(1, len(among))
        if round(mean, DIGITS):
            out[name] = round(mean, DIGITS)
    return out


def folds(documents: Iterable[str]) -> dict[str, int]:
    """Documents dealt out in the order of a digest: mixed, and the same everywhere."""
    ordered = sorted(documents, key=lambda one: hashlib.sha256(one.encode()).digest())
    return {document: i % FOLDS for i, document in enumerate(ordered)}


def _figures(cases: Sequence[Case], chosen: Chosen, estimates: Numbers, right: Numbers) -> Figures:
    documents = len({case.document for case, one in zip(cases, chosen, strict=True) if one})
    right = right[chosen]
    points = [(estimate, bool(one)) for estimate, one in zip(estimates[chosen].tolist(), right, strict=True)]
    area = auc(points)
    return Figures(
        documents=documents,
        records=len(points),
        right=round(float(right.mean()), DIGITS),
        ece=round(ece(points), DIGITS),
        auc=None if area is None else round(area, DIGITS),
        coverage_90=coverage(points, 0.9).share,
        coverage_95=coverage(points, 0.95).share,
    )


_ROWS_ALONE = {name: Weighing(weights=weights) for name, weights in ROWS.items()}
# The fields' product as it is.
_PRODUCT = Weighing(weights={JOINT: 1.0})


class _Table:
    """The cases as numbers: a row each; a column for each feature, and for each further set.

    Columns have mean 0 and deviation 1: what the ridge holds is the same for all. Weights are told as what they add to those
    that the fit begins with, the intercept first.
    """

    def __init__(self, cases: Sequence[Case], names: Sequence[str]) -> None:
        self._names = names
        sets = list(dict.fromkeys(case.name for case in cases))[1:]
        plain = np.array(
            [
                [
                    *(case.told.get(name, 0.0) for name in names),
                    # A set's rows of lists are right as often as they are: there are hardly any others.
                    *(float(case.name == name and not case.told.get(ROW)) for name in sets),
                ]
                for case in cases
            ]
        )
        self._mean, self._deviation = plain.mean(axis=0), plain.std(axis=0)
        # What is the same everywhere tells nothing: its weight stays what it was.
        self._deviation[self._deviation < _ROUNDING] = np.inf
        self._rows = np.column_stack([np.ones(len(cases)), (plain - self._mean) / self._deviation])
        self.cases = cases
        dealt = folds(dict.fromkeys(case.document for case in cases))
        self.fold = np.array([dealt[case.document] for case in cases])

    def begin(self, model: Weighing, ridge: float) -> None:
        """Begin with a model, and hold the weights to its own."""
        self._begun = model
        self._offsets = np.array([score(case.told, model) for case in self.cases])
        self._hold = np.full(self._rows.shape[1], ridge)
        for i, name in enumerate(self._names):
            if name.partition(".")[0] == ROW:
                # What sentences do not have deviates little over all cases: that must not loosen the hold.
                self._hold[i + 1] = (_LEVEL if name == ROW else _LISTS) / self._deviation[i] ** 2
        # Intercepts are as good as free, and finite where all rows are right.
        self._hold[0] = _FREE
        self._hold[len(self._names) + 1 :] = _FREE

    def newton(self, chosen: Chosen, right: Numbers, begin: Numbers | None = None) -> Numbers:
        """The likeliest weights of the chosen rows under the ridge, by Newton's method; a step that overshoots is halved."""
        rows, offsets, right = self._rows[chosen], self._offsets[chosen], right[chosen]

        def loss(weights: Numbers) -> float:
            scores = rows @ weights + offsets
            return float((np.logaddexp(0, scores) - right * scores).sum() + (self._hold * weights**2).sum() / 2)

        weights = np.zeros(rows.shape[1]) if begin is None else begin
        least = loss(weights)
        for _ in range(STEPS):
            chance = _chances(rows @ weights + offsets)
            gradient = rows.T @ (right - chance) - self._hold * weights
            curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(self._hold)
            step = np.linalg.solve(curve, gradient)
            while (found := loss(weights + step)) > least and np.abs(step).max() > NEAR:
                step = step / 2
            weights, least = weights + step, found
            if np.abs(step).max() <= NEAR:
                break
        return weights

    def estimates(self, weights: Numbers, chosen: Chosen) -> Numbers:
        """The probabilities of the chosen rows."""
        return _chances(self._rows[chosen] @ weights + self._offsets[chosen])

    def model(self, added: Numbers, figures: Figures) -> Model:
        """The model by feature, with what it began with; weights that are none are left out."""
        weights = dict(self._begun.weights)
        slopes = added[1:] / self._deviation
        for one, slope in zip(self._names, slopes, strict=False):
            weights[one] = weights.get(one, 0.0) + float(slope)
        # The level of the first set: the columns of the further ones are 0 there.
        intercept = self._begun.intercept + float(added[0] - slopes @ self._mean)
        if ROW not in weights and JOINT not in weights:
            # No list was marked: its rows are as likely right as the records that were.
            right = min(max(figures.right, _SURE), 1 - _SURE)
            weights[ROW] = math.log(right / (1 - right)) - intercept
        return Model(
            figures=figures,
            intercept=round(intercept, DIGITS),
            weights={one: round(weights[one], DIGITS) for one in sorted(weights) if round(weights[one], DIGITS)},
        )


def _chances(scores: Numbers) -> Numbers:
    found: Numbers = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))  # beyond 30 nothing changes
    return found
