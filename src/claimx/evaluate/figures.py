"""Counts of pairs become figures: precision, recall, F1, accuracy, each with its interval and its breakdown."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from claimx.evaluate.pairs import FIELDS, Disagreement, Judged, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from claimx.evaluate.claims import Flat

# The resamples are drawn by a generator started at this number, so that the same files print the same intervals on
# every machine. It has no other meaning: any constant serves, and changing it moves the bounds in the third digit.
SEED = 1
# With 1,000 resamples the 2.5th percentile rests on 25 draws, steady to about .002 at 100 documents; more buys digits
# that no one should read.
RESAMPLES = 1000
TAIL = 0.025  # each side of a 95% interval
DIGITS = 4  # figures are printed to a hundredth of a per cent: finer than one claim in 10,000

LEVELS = ("detect", "core", "record")
BREAKDOWNS: dict[str, Callable[[Flat], str]] = {
    "event": lambda claim: claim.event,
    "category": lambda claim: claim.category,
    "party": lambda claim: claim.affected or "(none)",
    "document": lambda claim: claim.doc,
}

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in [0, 1]; intervals are None where a single document leaves nothing to resample."""

    precision: float
    recall: float
    f1: float
    precision_interval: Interval | None = None
    recall_interval: Interval | None = None
    f1_interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The share of matched pairs whose field agrees, and of how many pairs."""

    accuracy: float
    pairs: int
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one event, category, party or document."""

    gold: int
    found: int
    scores: dict[str, Score]  # detect, core, record
    fields: dict[str, Accuracy]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of a run against gold."""

    documents: int
    whole: Group
    by: dict[str, dict[str, Group]]  # event, category, party, document -> its values -> figures
    disagreements: tuple[Disagreement, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values for ``--format json``; the disagreements apart."""
        return {
            "documents": self.documents,
            **asdict(self.whole),
            "by": {name: {value: asdict(group) for value, group in groups.items()} for name, groups in self.by.items()},
        }


def evaluate(gold: Iterable[Flat], found: Iterable[Flat], resamples: int = RESAMPLES) -> Evaluation:
    """Lay records beside gold. ``resamples`` = 0 leaves the intervals out.

    Whole documents are resampled, since the claims of one document stand or fall together.
    """
    judged = judge(gold, found)
    draws = _draws(len(judged), resamples)
    by = {}
    for name, value_of in BREAKDOWNS.items():
        groups = _split(judged, value_of)
        by[name] = {value: _group(groups[value], draws) for value in sorted(groups)}
    whole = _group({index: _count(one) for index, one in enumerate(judged)}, draws)
    disagreements = tuple(one for document in judged for one in document.disagreements)
    return Evaluation(len(judged), whole, by, disagreements)


Tally = Counter[str]


def _count(document: Judged) -> Tally:
    tally: Tally = Counter()
    for part in _tallies(document, lambda claim: claim.doc).values():
        tally.update(part)
    return tally


def _tallies(document: Judged, value_of: Callable[[Flat], str]) -> dict[str, Tally]:
    """Counts per value. A pair counts under its gold's value, so that the rows of a table add up to the total."""
    out: dict[str, Tally] = defaultdict(Counter)
    for pair in document.pairs:
        tally = out[value_of(pair.gold)]
        tally["gold"] += 1
        tally["found"] += 1
        tally["detect"] += 1
        tally["core"] += pair.core
        tally["record"] += pair.whole
        tally.update(name for name in FIELDS if name in pair.right)
    for claim in document.missed:
        out[value_of(claim)]["gold"] += 1
    for record in document.spurious:
        out[value_of(record)]["found"] += 1
    return out


def _split(judged: Sequence[Judged], value_of: Callable[[Flat], str]) -> dict[str, dict[int, Tally]]:
    out: dict[str, dict[int, Tally]] = defaultdict(dict)
    for index, document in enumerate(judged):
        for value, tally in _tallies(document, value_of).items():
            out[value][index] = tally
    return out


def _draws(documents: int, resamples: int) -> list[Counter[int]]:
    """How often each document stands in each resample."""
    generator = random.Random(SEED)  # noqa: S311 - resampling, no secret
    return [Counter(generator.choices(range(documents), k=documents)) for _ in range(resamples if documents > 1 else 0)]


def _group(tallies: dict[int, Tally], draws: Sequence[Counter[int]]) -> Group:
    total: Tally = Counter()
    for tally in tallies.values():
        total.update(tally)
    samples = _figures_of_draws(tallies, draws) if len(tallies) > 1 else []

    def interval(name: str) -> Interval | None:
        return _interval([sample[name] for sample in samples if name in sample])

    plain = _figures(total)
    scores = {level: _score(level, plain, interval) for level in LEVELS}
    fields = {name: Accuracy(round(plain.get(name, 0.0), DIGITS), total["detect"], interval(name)) for name in FIELDS}
    return Group(total["gold"], total["found"], scores, fields)


def _score(level: str, plain: dict[str, float], interval: Callable[[str], Interval | None]) -> Score:
    names = tuple(f"{level}.{part}" for part in ("precision", "recall", "f1"))
    precision, recall, f1 = (round(plain.get(name, 0.0), DIGITS) for name in names)
    return Score(precision, recall, f1, *(interval(name) for name in names))


def _figures_of_draws(tallies: dict[int, Tally], draws: Sequence[Counter[int]]) -> list[dict[str, float]]:
    out = []
    for draw in draws:
        total: Tally = Counter()
        for index, tally in tallies.items():
            times = draw[index]
            if times:
                for name, count in tally.items():
                    total[name] += times * count
        out.append(_figures(total))
    return out


def _figures(total: Tally) -> dict[str, float]:
    """The figures that the counts define; one over nothing is left out."""
    out = {}
    for level in LEVELS:
        right = total[level]
        precision = right / total["found"] if total["found"] else 0.0
        recall = right / total["gold"] if total["gold"] else 0.0
        if total["found"]:
            out[f"{level}.precision"] = precision
        if total["gold"]:
            out[f"{level}.recall"] = recall
        if total["found"] or total["gold"]:
            out[f"{level}.f1"] = 2 * precision * recall / (precision + recall) if right else 0.0
    if total["detect"]:
        for name in FIELDS:
            out[name] = total[name] / total["detect"]
    return out


def _interval(values: list[float]) -> Interval | None:
    """The percentile interval; None without two values to order."""
    if len(values) < 2:
        return None
    values.sort()
    last = len(values) - 1
    return round(values[round(TAIL * last)], DIGITS), round(values[round((1 - TAIL) * last)], DIGITS)
