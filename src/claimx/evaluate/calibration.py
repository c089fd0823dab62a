"""What the confidence of records is worth: how it lies to the share of right records, and how well it tells right from wrong."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from claimx.evaluate.pairs import CORE

if TYPE_CHECKING:
    from claimx.evaluate.claims import Flat
    from claimx.evaluate.pairs import Judged

# A record's estimate of something, and whether that was right.
Point = tuple[float, bool]

# Ten bins of equal width, as is usual for the expected calibration error.
BINS = 10
DIGITS = 4
# The normal quantile of a 95% interval.
Z = 1.96
# The confidence of the whole record, beside those of its fields; each with the fields of a claim that must be right.
MEANT: Mapping[str, tuple[str, ...]] = {
    "confidence": (*CORE, "affected", "source"),
    "core": CORE,
    **{name: (name,) for name in ("affected", "actor", "source", "date", "location")},
}


@dataclass(frozen=True, slots=True)
class Bin:
    """The records whose confidence lies in [``low``, ``low`` + .1): how many, their mean confidence, the share right."""

    low: float
    records: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """The most records that a bound keeps with a given share right: their share of all, and the bound."""

    share: float
    at_least: float | None  # None where no bound keeps so many right


@dataclass(frozen=True, slots=True)
class Calibration:
    """What one confidence is worth. ``ece`` is the expected calibration error, ``auc`` None where all are right or all wrong."""

    records: int
    confidence: float
    right: float
    ece: float
    auc: float | None
    coverage_90: Coverage
    coverage_95: Coverage
    bins: tuple[Bin, ...]


def correct(judged: Sequence[Judged]) -> list[tuple[Flat, dict[str, bool]]]:
    """Every record with what of it is right, by the names of ``MEANT``. A spurious record is wrong in all.

    Records that answer an optional claim are left out.
    """
    out = []
    for document in judged:
        out += [
            (pair.found, {name: pair.right.issuperset(meant) for name, meant in MEANT.items()})
            for pair in document.pairs
        ]
        out += [(record, dict.fromkeys(MEANT, False)) for record in document.spurious]
    return out


def calibration(judged: Sequence[Judged]) -> dict[str, Calibration]:
    """The figures of each confidence that the records tell; empty where they tell none."""
    points: dict[str, list[Point]] = {name: [] for name in MEANT}
    for record, right in correct(judged):
        for name, found in points.items():
            if name in record.confidence:
                found.append((record.confidence[name], right[name]))
    return {name: figures(found) for name, found in points.items() if found}


def figures(points: Sequence[Point]) -> Calibration:
    """The figures of estimates. Raises ZeroDivisionError for none."""
    area = auc(points)
    return Calibration(
        records=len(points),
        confidence=round(sum(estimate for estimate, _ in points) / len(points), DIGITS),
        right=round(sum(right for _, right in points) / len(points), DIGITS),
        ece=round(ece(points), DIGITS),
        auc=None if area is None else round(area, DIGITS),
        coverage_90=coverage(points, 0.9),
        coverage_95=coverage(points, 0.95),
        bins=tuple(bins(points)),
    )


def bins(points: Sequence[Point]) -> list[Bin]:
    """The bins that are not empty, from low to high."""
    held: dict[int, list[Point]] = {}
    for point in points:
        held.setdefault(min(int(point[0] * BINS), BINS - 1), []).append(point)
    return [
        Bin(
            low=number / BINS,
            records=len(found),
            confidence=round(sum(estimate for estimate, _ in found) / len(found), DIGITS),
            right=round(sum(right for _, right in found) / len(found), DIGITS),
        )
        for number, found in sorted(held.items())
    ]


def ece(points: Sequence[Point]) -> float:
    """The expected calibration error: how far mean confidence and share right lie apart in a bin, averaged over the records.

    >>> round(ece([(0.75, True)] * 3 + [(0.75, False)]), 4), ece([(1.0, True), (1.0, False)])
    (0.0, 0.5)
    """
    found: dict[int, float] = {}
    for estimate, right in points:
        number = min(int(estimate * BINS), BINS - 1)
        found[number] = found.get(number, 0.0) + estimate - right
    return sum(map(abs, found.values())) / len(points)


def auc(points: Sequence[Point]) -> float | None:
    """How often a right record has a higher estimate than a wrong one, a tie counting half; None where there is but one sort.

    >>> auc([(0.9, True), (0.1, False)]), auc([(0.5, True), (0.5, False)]), auc([(0.5, True)])
    (1.0, 0.5, None)
    """
    wrong = sorted(estimate for estimate, right in points if not right)
    rights = [estimate for estimate, right in points if right]
    if not wrong or not rights:
        return None
    wins = sum((bisect_left(wrong, estimate) + bisect_right(wrong, estimate)) / 2 for estimate in rights)
    return wins / (len(wrong) * len(rights))


def coverage(points: Sequence[Point], precision: float) -> Coverage:
    """The most records that a bound on the estimate keeps while at least this share of them is right.

    >>> coverage([(0.9, True), (0.8, True), (0.4, False)], 0.9)
    Coverage(share=0.6667, at_least=0.8)
    """
    kept = right = 0
    best = Coverage(0.0, None)
    for bound, tied in groupby(sorted(points, reverse=True), key=lambda point: point[0]):
        # One bound keeps all that tie.
        own = [one for _, one in tied]
        kept, right = kept + len(own), right + sum(own)
        if right >= precision * kept:
            best = Coverage(round(kept / len(points), DIGITS), bound)
    return best


def wilson(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95% interval of a share, which stays honest where the count is small. Raises ZeroDivisionError for a count of 0.

    >>> [round(bound, 3) for bound in wilson(1.0, 3)]
    [0.438, 1.0]
    """
    middle = (share + Z * Z / (2 * count)) / (1 + Z * Z / count)
    half = Z * math.sqrt(share * (1 - share) / count + Z * Z / (4 * count * count)) / (1 + Z * Z / count)
    return max(0.0, middle - half), min(1.0, middle + half)
