"""Weights of confidence, fitted on records that people have marked: ridge logistic regression, one for each field and for the record."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from claimx.confidence import FEATURES, Figures, Model, Weights, features
from claimx.confidence.weights import VERSION, score
from claimx.errors import RecordError
from claimx.evaluate.calibration import MEANT, auc, correct, coverage, ece
from claimx.evaluate.claims import Flat, from_record
from claimx.evaluate.pairs import judge

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt

    from claimx.schema import Record

    Numbers = npt.NDArray[np.float64]

# Ten folds, as is usual: nine tenths of the documents are close to what the weights themselves are fitted on.
FOLDS = 10
# How strongly weights are held, in records per standard deviation of the feature. With some 1,500 records and 280 features the order is best
# out of fold around 100, the calibration from 150 on. Who did it and where it was hang on the whole document: there the features tell less,
# and a looser hold fits noise.
RIDGE = 150.0
NOISY = {"actor": 400.0, "location": 400.0}
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
    first set's. Raises RecordError where there is too little to fit on.
    """
    first = [case.name == cases[0].name for case in cases]
    documents = list(dict.fromkeys(case.document for case in cases))
    measured = len({case.document for case, one in zip(cases, first, strict=True) if one})
    if measured < FOLDS:
        told = f"too little to fit on: {measured} marked documents gave records, and {FOLDS} are needed"
        raise RecordError(told)
    table = _Table(cases, start)
    fold = folds(documents)
    own = np.array([fold[case.document] for case in cases])
    models: dict[str, Model] = {}
    estimates: dict[str, tuple[float, ...]] = {}
    for name in MEANT:
        right = np.array([case.right[name] for case in cases], dtype=float)
        if not 0 < right[first].sum() < sum(first):
            raise RecordError(
                f"too little to fit on: of {name!r}, every record is {'right' if right.any() else 'wrong'}"
            )
        table.begin(name)
        found = table.newton(np.ones(len(cases), dtype=bool), right)
        out = np.zeros(len(cases))
        for k in range(FOLDS):
            # Begun where the whole ends, a fold needs few steps; where it ends hangs on its own rows alone.
            out[own == k] = table.estimates(table.newton(own != k, right, found), own == k)
        estimates[name] = tuple(out.tolist())
        models[name] = table.model(name, found, _figures(measured, out[first], right[first]))
    weights = Weights(
        version=VERSION,
        fitted=day,
        claimx=version,
        folds=FOLDS,
        means=table.means(first),
        models=models,
    )
    return Fit(weights, estimates)


def folds(documents: Iterable[str]) -> dict[str, int]:
    """Documents dealt out in the order of a digest: mixed, and the same everywhere."""
    ordered = sorted(documents, key=lambda one: hashlib.sha256(one.encode()).digest())
    return {document: i % FOLDS for i, document in enumerate(ordered)}


def _figures(documents: int, estimates: Numbers, right: Numbers) -> Figures:
    points = [(estimate, bool(one)) for estimate, one in zip(estimates.tolist(), right, strict=True)]
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


class _Table:
    """The cases as numbers: a row each; a column for each feature that is common enough, and for each further set.

    Columns have mean 0 and deviation 1: what the ridge holds is the same for all. Weights are told as what they add to those
    that the fit begins with, the intercept first.
    """

    def __init__(self, cases: Sequence[Case], start: Weights | None) -> None:
        counts = Counter(name for case in cases for name in case.told)
        self._start = start
        self.names = [name for name in FEATURES if counts[name] >= RARE]
        sets = list(dict.fromkeys(case.name for case in cases))[1:]
        plain = np.array(
            [
                [*(case.told.get(name, 0.0) for name in self.names), *(float(case.name == name) for name in sets)]
                for case in cases
            ]
        )
        self._plain = plain[:, : len(self.names)]
        self._mean, self._deviation = plain.mean(axis=0), plain.std(axis=0)
        # What is the same everywhere tells nothing: its weight stays what it was.
        self._deviation[self._deviation < _ROUNDING] = np.inf
        self._rows = np.column_stack([np.ones(len(cases)), (plain - self._mean) / self._deviation])
        self._offsets = np.zeros(len(cases))
        self._cases = cases
        # Intercepts are as good as free, and finite where all rows are right.
        self._hold = np.full(self._rows.shape[1], RIDGE)

    def begin(self, name: str) -> None:
        """Begin with the model of that name, if there is one, and hold its weights as is due to it."""
        self._hold[:] = NOISY.get(name, RIDGE)
        self._hold[0] = _FREE
        self._hold[len(self.names) + 1 :] = _FREE
        if self._start is not None:
            model = self._start.models[name]
            self._offsets = np.array([score(case.told, model.intercept, model.weights) for case in self._cases])

    def newton(self, chosen: npt.NDArray[np.bool_], right: Numbers, begin: Numbers | None = None) -> Numbers:
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

    def estimates(self, weights: Numbers, chosen: npt.NDArray[np.bool_]) -> Numbers:
        """The probabilities of the chosen rows."""
        return _chances(self._rows[chosen] @ weights + self._offsets[chosen])

    def means(self, chosen: Sequence[bool]) -> dict[str, float]:
        """Each feature's mean over the chosen rows."""
        found = self._plain[np.array(chosen)].mean(axis=0)
        return {name: round(float(mean), DIGITS) for name, mean in zip(self.names, found, strict=True)}

    def model(self, name: str, added: Numbers, figures: Figures) -> Model:
        """The model by feature, with what it began with; weights that are none are left out."""
        before = self._start.models[name] if self._start else None
        weights = dict(before.weights) if before else {}
        slopes = added[1:] / self._deviation
        for one, slope in zip(self.names, slopes, strict=False):
            weights[one] = weights.get(one, 0.0) + float(slope)
        # The level of the first set: the columns of the further ones are 0 there.
        intercept = (before.intercept if before else 0.0) + float(added[0] - slopes @ self._mean)
        return Model(
            figures=figures,
            intercept=round(intercept, DIGITS),
            weights={one: round(weights[one], DIGITS) for one in FEATURES if round(weights.get(one, 0.0), DIGITS)},
        )


def _chances(scores: Numbers) -> Numbers:
    found: Numbers = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))  # beyond 30 nothing changes
    return found
