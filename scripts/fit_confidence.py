"""Fit the weights of the records' confidence on claims that people have marked.

    python scripts/fit_confidence.py                                        on the project's own gold
    python scripts/fit_confidence.py --set mine articles/ gold.jsonl        on your own corrections (docs/review-loop.md)
    python scripts/fit_confidence.py --set mine records.jsonl gold.jsonl    the same, from records of the marked articles
    python scripts/fit_confidence.py --set ... --set ... --check            measure, write nothing (1: not calibrated)

Every set is a name, its texts or its records, and its gold. All sets are fitted together; the figures are out of fold, with whole
documents in a fold. Writes src/claimx/data/confidence.json, docs/confidence.svg and the table in docs/evaluation.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import math
import sys
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from claimx.schema import Record

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src" / "claimx" / "data" / "confidence.json"
DIAGRAM = ROOT / "docs" / "confidence.svg"
GUIDE = ROOT / "docs" / "evaluation.md"
OWN = (
    ("written", ROOT / "tests" / "gold" / "texts", ROOT / "tests" / "gold" / "gold.jsonl"),
    ("seeds", ROOT / "seeds", ROOT / "tests" / "gold" / "seeds.jsonl"),
)
# Ten folds, as is usual: nine tenths of the documents are close to what the shipped weights are fitted on.
FOLDS = 10
# How strongly weights are held to zero, in records per standard deviation of the feature, for each feature: the more there are, the more
# noise they fit. With some 800 records and 65 features the calibration error out of fold is lowest around one.
RIDGE = 1.2
# Ten bins of equal width, as is usual for the expected calibration error.
BINS = 10
# The error beyond which the estimates are no probabilities any more.
WORST = 0.08
# The fields with an estimate of their own.
FIELDS = ("core", "affected", "actor", "source", "date", "location")
# Newton's steps from zero; the likelihood is convex, and ten more than suffice.
STEPS = 25
# Features whose meaning demands a sign: a fit that finds the other has found noise, and sets them to zero.
SIGNS = {
    "item.none": -1, "affected.none-others": -1, "affected.none-military": -1, "source.none-others": -1, "stance.unsure": -1,
    "affected.share": 1, "document.repeated": 1, "source.according-to": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A record with its features, and whether it was right."""

    name: str  # of its set
    document: str
    told: Mapping[str, float]
    right: bool
    fields: Mapping[str, bool] = field(default_factory=dict)  # which of FIELDS are right


@dataclass(frozen=True, slots=True)
class Model:
    """Fitted weights, by feature."""

    intercept: float
    weights: Mapping[str, float]

    def estimate(self, told: Mapping[str, float]) -> float:
        """The probability of being right, not rounded."""
        from claimx.confidence import logistic

        return logistic(self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in told.items()))


def cases_of(name: str, found: Path, gold: Path) -> list[Case]:
    """The records of a set, judged by its gold. Optional claims and the records that answer them are left out."""
    from claimx.confidence import features
    from claimx.evaluate import read_flat
    from claimx.evaluate.claims import from_record
    from claimx.evaluate.pairs import CORE, judge

    records = list(_records(found))
    with gold.open(encoding="utf-8") as lines:
        wanted = read_flat(lines, str(gold))
    right: dict[str, bool] = {}
    fields: dict[str, frozenset[str]] = {}
    for judged in judge(wanted, [from_record(record.model_dump(mode="json")) for record in records]):
        right.update({one.id: False for one in judged.spurious})
        right.update({pair.found.id: pair.right.issuperset((*CORE, "affected", "source")) for pair in judged.pairs})
        fields.update({pair.found.id: pair.right | ({"core"} if pair.core else set()) for pair in judged.pairs})
    documents: dict[str, list[Record]] = {}
    for record in records:
        documents.setdefault(record.document.sha256, []).append(record)
    return [
        Case(
            name,
            document,
            told,
            right[record.id],
            {one: one in fields.get(record.id, ()) for one in FIELDS},  # a record that is no claim is all wrong
        )
        for document, own in documents.items()
        for record, told in zip(own, features(own), strict=True)
        if record.id in right
    ]


def _records(found: Path) -> Iterable[Record]:
    if not found.is_dir():
        from claimx.stored import read_records

        return read_records([str(found)])
    from claimx.models import Article
    from claimx.pipeline import Extractor
    from claimx.read import read

    extractor = Extractor()
    articles = (outcome for outcome in read([str(found)]) if isinstance(outcome, Article))
    return [record for _, own in extractor.pipe(articles) for record in own]


def fit(cases: Sequence[Case], signs: Mapping[str, int] = SIGNS) -> Model:
    """The likeliest weights under the ridge, features with the wrong sign left out one after the other."""
    names = sorted({name for case in cases for name in case.told})
    while True:
        model = _newton(cases, names)
        wrong = [name for name in names if model.weights[name] * signs.get(name, 0) < 0]
        if not wrong:
            return model
        worst = max(wrong, key=lambda name: (abs(model.weights[name]), name))
        names.remove(worst)


def _newton(cases: Sequence[Case], names: Sequence[str]) -> Model:
    """Newton's method on the penalised likelihood; rows are sparse, so a step costs what their entries cost."""
    position = {name: i for i, name in enumerate(names, 1)}
    size = len(names) + 1
    rows = [
        [(0, 1.0), *((position[name], value) for name, value in case.told.items() if name in position)]
        for case in cases
    ]
    ridge = [0.0] * size
    for name, i in position.items():
        values = [case.told.get(name, 0.0) for case in cases]
        mean = sum(values) / len(values)
        ridge[i] = RIDGE * len(names) * sum((value - mean) ** 2 for value in values) / len(values)
    weights = [0.0] * size
    for _ in range(STEPS):
        gradient = [-held * weight for held, weight in zip(ridge, weights, strict=True)]
        curve = [[0.0] * size for _ in range(size)]
        for i, held in enumerate(ridge):
            # A feature that is the same everywhere has no variance, and gets no weight.
            curve[i][i] = held if held or not i else 1.0
        for row, case in zip(rows, cases, strict=True):
            score = sum(weights[i] * value for i, value in row)
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))  # beyond 30 nothing changes
            miss, bend = case.right - chance, chance * (1 - chance)
            for i, value in row:
                gradient[i] += miss * value
                line, scaled = curve[i], bend * value
                for j, other in row:
                    line[j] += scaled * other
        step = _solve(curve, gradient)
        weights = [weight + move for weight, move in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-9:  # far below the digits that are kept
            break
    return Model(weights[0], {name: weights[i] for name, i in position.items()})


def _solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Gauss with pivots, in place."""
    size = len(vector)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(matrix[k][i]))
        matrix[i], matrix[pivot], vector[i], vector[pivot] = matrix[pivot], matrix[i], vector[pivot], vector[i]
        for k in range(i + 1, size):
            share = matrix[k][i] / matrix[i][i]
            if share:
                matrix[k] = [below - share * above for below, above in zip(matrix[k], matrix[i], strict=True)]
                vector[k] -= share * vector[i]
    out = [0.0] * size
    for i in reversed(range(size)):
        out[i] = (vector[i] - sum(matrix[i][k] * out[k] for k in range(i + 1, size))) / matrix[i][i]
    return out


def out_of_fold(cases: Sequence[Case], signs: Mapping[str, int] = SIGNS) -> list[float]:
    """Each record's estimate by weights that were fitted without its document's fold."""
    # Documents are dealt out in the order of a digest: mixed over the sets, the same everywhere.
    documents = sorted({case.document for case in cases}, key=lambda one: hashlib.sha256(one.encode()).digest())
    fold = {document: i % FOLDS for i, document in enumerate(documents)}
    models = {k: fit([case for case in cases if fold[case.document] != k], signs) for k in sorted(set(fold.values()))}
    return [models[fold[case.document]].estimate(case.told) for case in cases]


def bins_of(estimates: Sequence[float], right: Sequence[bool]) -> list[tuple[int, float, float]]:
    """Number of records, mean estimate and share right of each bin of equal width that is not empty."""
    bins: dict[int, list[int]] = {}
    for i, estimate in enumerate(estimates):
        bins.setdefault(min(int(estimate * BINS), BINS - 1), []).append(i)
    return [
        (len(held), sum(estimates[i] for i in held) / len(held), sum(right[i] for i in held) / len(held))
        for _, held in sorted(bins.items())
    ]


def ece(estimates: Sequence[float], right: Sequence[bool]) -> float:
    """The expected calibration error: how far estimates and shares lie apart, on average over the records."""
    return sum(count * abs(mean - share) for count, mean, share in bins_of(estimates, right)) / len(right)


def auc(estimates: Sequence[float], right: Sequence[bool]) -> float | None:
    """How often a right record has a higher estimate than a wrong one; None where there is but one sort."""
    wrong = wins = 0.0
    for _, tied in groupby(sorted(zip(estimates, right, strict=True)), key=lambda one: one[0]):
        sorts = [one for _, one in tied]
        good, bad = sum(sorts), len(sorts) - sum(sorts)
        wins += good * (wrong + bad / 2)
        wrong += bad
    total = sum(right) * wrong
    return wins / total if total else None


def left_out(cases: Sequence[Case], names: Sequence[str]) -> dict[str, float | None]:
    """The calibration error on each set by weights that were fitted on the others alone: what to expect of other texts."""
    out: dict[str, float | None] = {}
    for name in names:
        mine = [case for case in cases if case.name == name]
        others = [case for case in cases if case.name != name]
        # Less than that is no model of its own to speak of.
        if len({case.document for case in others}) < FOLDS:
            out[name] = None
            continue
        model = fit(others)
        out[name] = round(ece([model.estimate(case.told) for case in mine], [case.right for case in mine]), 4)
    return out


def figures(cases: Sequence[Case], estimates: Sequence[float]) -> dict[str, Any]:
    """What stands in the file of weights about these records."""
    right = [case.right for case in cases]
    area = auc(estimates, right)
    return {
        "documents": len({case.document for case in cases}),
        "records": len(cases),
        "right": round(sum(right) / len(right), 4),
        "ece": round(ece(estimates, right), 4),
        "auc": None if area is None else round(area, 4),
    }


def fitted_field(cases: Sequence[Case], name: str) -> dict[str, Any]:
    """The model of one field with its figures out of fold."""
    own = [replace(case, right=case.fields[name]) for case in cases]
    # The signs are those of a whole record: a date's own model may weigh a missing source as it likes.
    model, estimates = fit(own, {}), out_of_fold(own, {})
    return {
        "whole": {**figures(own, estimates), "ece_apart": None},
        "intercept": round(model.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in sorted(model.weights.items()) if round(weight, 4)},
    }


def fitted(cases: Sequence[Case], estimates: Sequence[float], day: dt.date) -> dict[str, Any]:
    """The content of the file of weights."""
    model = fit(cases)
    names = list(dict.fromkeys(case.name for case in cases))
    apart = left_out(cases, names)

    def of(chosen: Callable[[Case], bool]) -> dict[str, Any]:
        kept = [(case, estimate) for case, estimate in zip(cases, estimates, strict=True) if chosen(case)]
        return figures([case for case, _ in kept], [estimate for _, estimate in kept])

    return {
        "fitted": day.isoformat(),
        "folds": FOLDS,
        "whole": {**of(lambda _: True), "ece_apart": None},
        "sets": {name: {**of(lambda case, name=name: case.name == name), "ece_apart": apart[name]} for name in names},
        "intercept": round(model.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in sorted(model.weights.items()) if round(weight, 4)},
        "fields": {name: fitted_field(cases, name) for name in FIELDS},
    }


def table(content: Mapping[str, Any]) -> str:
    """The figures as a table for the guide."""
    lines = [
        "| texts | documents | records | right | calibration error | AUC | calibration error, fitted on the other texts alone |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, one in [("all", content["whole"]), *content["sets"].items()]:
        area, apart = ("" if value is None else f"{value:.3f}" for value in (one["auc"], one["ece_apart"]))
        told = (
            name,
            str(one["documents"]),
            f"{one['records']:,}",
            f"{one['right']:.3f}",
            f"{one['ece']:.3f}",
            area,
            apart,
        )
        lines.append(f"| {' | '.join(told)} |")
    lines += ["", "| field | right | calibration error | AUC |", "| --- | --- | --- | --- |"]
    for name, model in content["fields"].items():
        one = model["whole"]
        area = "" if one["auc"] is None else f"{one['auc']:.3f}"
        lines.append(f"| {name} | {one['right']:.3f} | {one['ece']:.3f} | {area} |")
    return "\n".join([*lines, "", f"Fitted on {content['fitted']}."])


BEGIN, END = "<!-- confidence: written by scripts/fit_confidence.py -->", "<!-- /confidence -->"


def with_table(guide: str, content: Mapping[str, Any]) -> str:
    """The guide with the table between its marks replaced. Raises ValueError where the marks are missing."""
    before, begin, rest = guide.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{GUIDE.name} has no place for the table: {BEGIN} ... {END}")
    return f"{before}{BEGIN}\n\n{table(content)}\n\n{END}{after}"


def diagram(estimates: Sequence[float], right: Sequence[bool]) -> str:
    """The reliability diagram as SVG: share right over mean estimate, the number of records as the area of the point."""
    size, edge = 320, 48
    found = bins_of(estimates, right)
    most = max(count for count, _, _ in found)

    def x(value: float) -> float:
        return round(edge + value * size, 1)

    def y(value: float) -> float:
        return round(edge / 2 + (1 - value) * size, 1)

    parts = []
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        parts.append(f'<path d="M{x(tick)} {y(0)}V{y(1)}M{x(0)} {y(tick)}H{x(1)}" stroke="#ddd" fill="none"/>')
        parts.append(f'<text x="{x(tick)}" y="{y(0) + 16}" text-anchor="middle">{tick:.1f}</text>')
        parts.append(f'<text x="{x(0) - 6}" y="{y(tick) + 4}" text-anchor="end">{tick:.1f}</text>')
    parts.append(f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#888" stroke-dasharray="4 4" fill="none"/>')
    for count, mean, share in found:
        # Wilson's 95% interval: 1.96 is the normal quantile.
        z = 1.96
        middle = (share + z * z / (2 * count)) / (1 + z * z / count)
        half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
        parts.append(f'<path d="M{x(mean)} {y(middle - half)}V{y(middle + half)}" stroke="#1f5fa8" fill="none"/>')
        radius = max(2.0, 12 * math.sqrt(count / most))
        label = f"{count} records, estimate {mean:.2f}, right {share:.2f}"
        parts.append(
            f'<circle cx="{x(mean)}" cy="{y(share)}" r="{radius:.1f}" fill="#1f5fa8" fill-opacity=".75"><title>{label}</title></circle>'
        )
    width, height = size + 2 * edge, size + 2 * edge
    parts.append(f'<text x="{x(0.5)}" y="{y(0) + 36}" text-anchor="middle">confidence (mean of the bin)</text>')
    parts.append(
        f'<text x="12" y="{y(0.5)}" text-anchor="middle" transform="rotate(-90 12 {y(0.5)})">share of records that are right</text>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12" role="img" aria-label="Reliability diagram, out of fold">\n'
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, measure, write. The exit code: 1 where the estimates are not calibrated; nothing is written then."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--set", dest="sets", nargs=3, action="append", metavar=("NAME", "TEXTS|RECORDS", "GOLD"),
        help="a name for the figures, a folder of texts or a file of records, and the gold",
    )  # fmt: skip
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    cases: list[Case] = []
    for name, found, gold in options.sets or OWN:
        cases += cases_of(name, Path(found), Path(gold))
    if len({case.document for case in cases}) < FOLDS or len({case.right for case in cases}) < 2:
        print(f"too little to fit on: {FOLDS} documents are needed, with right and wrong records", file=sys.stderr)
        return 1
    estimates = out_of_fold(cases)
    content = fitted(cases, estimates, dt.datetime.now(tz=dt.UTC).date())
    print(table(content))
    if content["whole"]["ece"] > WORST:
        print(f"not calibrated: the error is above {WORST}; nothing is written", file=sys.stderr)
        return 1
    if not options.check:
        WEIGHTS.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
        DIAGRAM.write_text(diagram(estimates, [case.right for case in cases]), encoding="utf-8")
        GUIDE.write_text(with_table(GUIDE.read_text(encoding="utf-8"), content), encoding="utf-8")
        print(f"written: {', '.join(str(path.relative_to(ROOT)) for path in (WEIGHTS, DIAGRAM, GUIDE))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
