"""Fit the weights that claimx ships, and write the figures into the guide.

    python scripts/fit_confidence.py                                        on the project's own gold
    python scripts/fit_confidence.py --set mine articles/ gold.jsonl        on other texts
    python scripts/fit_confidence.py --set mine records.jsonl gold.jsonl    the same, from records of the marked articles
    python scripts/fit_confidence.py --set ... --set ... --check            measure, write nothing (1: not calibrated)

Every set is a name, its texts or its records, and its gold; the lists in tests/lists are added. All sets are fitted together; level and
figures are those of the first (``claimx.evaluate.fitting``). Writes src/claimx/data/confidence.json, docs/confidence.svg and the tables in docs/evaluation.md.
For weights of your own, use ``claimx fit``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claimx.confidence import Weights
    from claimx.evaluate.calibration import Point
    from claimx.evaluate.fitting import Case
    from claimx.schema import Record

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src" / "claimx" / "data" / "confidence.json"
DIAGRAM = ROOT / "docs" / "confidence.svg"
GUIDE = ROOT / "docs" / "evaluation.md"
OWN = (("written", str(ROOT / "tests" / "gold" / "texts"), str(ROOT / "tests" / "gold" / "gold.jsonl")),)
# Articles with lists are rare, and lists few among them: rows of lists are always fitted on these, beside what the sets hold.
LISTS = (("lists", str(ROOT / "tests" / "lists" / "texts"), str(ROOT / "tests" / "lists" / "gold.jsonl")),)
# The error beyond which the estimates are no probabilities any more.
WORST = 0.08
BEGIN, END = "<!-- confidence: written by scripts/fit_confidence.py -->", "<!-- /confidence -->"


def cases_in(name: str, found: str, gold: str) -> list[Case]:
    """The cases of a set."""
    from claimx.evaluate import read_flat
    from claimx.evaluate.fitting import cases_of

    with Path(gold).open(encoding="utf-8") as lines:
        return cases_of(list(_records(Path(found))), read_flat(lines, gold), name)


def _records(found: Path) -> Iterable[Record]:
    if not found.is_dir():
        from claimx.stored import read_records

        return read_records([str(found)])
    from claimx import resolve
    from claimx.models import Article
    from claimx.pipeline import Extractor
    from claimx.read import read

    # No estimate is needed here, and weights of an older version must not stand in the way of new ones.
    setattr(resolve, "with_confidence", list)  # noqa: B010 - mypy refuses an assignment to a function

    articles = (outcome for outcome in read([str(found)]) if isinstance(outcome, Article))
    return [record for _, own in Extractor().pipe(articles) for record in own]


def table(weights: Weights) -> str:
    """The figures as a table for the guide."""
    lines = [
        "| confidence in | right | calibration error | AUC | 90% right: kept | 95% right: kept |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, model in weights.models.items():
        one = model.figures
        area = "" if one.auc is None else f"{one.auc:.3f}"
        told = (f"{value:.3f}" for value in (one.right, one.ece))
        kept = (f"{value:.3f}" for value in (one.coverage_90, one.coverage_95))
        lines.append(f"| {' | '.join((name, *told, area, *kept))} |")
    one = weights.models["confidence"].figures
    lines += ["", f"{one.records:,} records of {one.documents:,} texts. Fitted on {weights.fitted.isoformat()}."]
    if rows := weights.rows:
        area = "" if rows.auc is None else f", AUC {rows.auc:.3f}"
        worth = (
            f"right {rows.right:.3f}, calibration error {rows.ece:.3f}{area}, 90% right: kept {rows.coverage_90:.3f}"
        )
        lines.append(
            f"Rows of lists, beside these: {rows.records:,} records in {rows.documents:,} texts; confidence: {worth}."
        )
    return "\n".join(lines)


def with_table(guide: str, weights: Weights) -> str:
    """The guide with the table between its marks replaced. Raises ValueError where the marks are missing."""
    before, begin, rest = guide.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{GUIDE.name} has no place for the table: {BEGIN} ... {END}")
    return f"{before}{BEGIN}\n\n{table(weights)}\n\n{END}{after}"


# A panel's side and the room around it, in pixels; four panels fit the width of a page.
SIDE, EDGE, ACROSS = 150, 42, 4


def diagram(points: Mapping[str, Sequence[Point]]) -> str:
    """Reliability diagrams as SVG, one a confidence: share right over mean estimate, the number of records as the area of the point."""
    across, down = min(ACROSS, len(points)), math.ceil(len(points) / ACROSS)
    width, height = across * (SIDE + EDGE) + EDGE, down * (SIDE + 2 * EDGE)
    panels = "".join(
        f'<g transform="translate({EDGE + i % ACROSS * (SIDE + EDGE)} {EDGE + i // ACROSS * (SIDE + 2 * EDGE)})">\n{_panel(name, own)}</g>\n'
        for i, (name, own) in enumerate(points.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="11" role="img" aria-label="Reliability diagrams, out of fold">\n'
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n{panels}</svg>\n'
    )


def _panel(name: str, points: Sequence[Point]) -> str:
    from claimx.evaluate.calibration import bins, wilson

    found = bins(points)
    most = max(one.records for one in found)

    def x(value: float) -> float:
        return round(value * SIDE, 1)

    def y(value: float) -> float:
        return round((1 - value) * SIDE, 1)

    parts = [f'<text x="{x(0.5)}" y="-10" text-anchor="middle" font-weight="bold">{name}</text>']
    for tick in (0.0, 0.5, 1.0):
        parts.append(f'<path d="M{x(tick)} {y(0)}V{y(1)}M{x(0)} {y(tick)}H{x(1)}" stroke="#ddd" fill="none"/>')
        parts.append(f'<text x="{x(tick)}" y="{y(0) + 14}" text-anchor="middle">{tick:.1f}</text>')
        parts.append(f'<text x="-5" y="{y(tick) + 4}" text-anchor="end">{tick:.1f}</text>')
    parts.append(f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#888" stroke-dasharray="4 4" fill="none"/>')
    for one in found:
        low, high = wilson(one.right, one.records)
        parts.append(f'<path d="M{x(one.confidence)} {y(low)}V{y(high)}" stroke="#1f5fa8" fill="none"/>')
        radius = max(1.5, 7 * math.sqrt(one.records / most))
        label = f"{one.records} records, estimate {one.confidence:.2f}, right {one.right:.2f}"
        parts.append(
            f'<circle cx="{x(one.confidence)}" cy="{y(one.right)}" r="{radius:.1f}" fill="#1f5fa8" fill-opacity=".75"><title>{label}</title></circle>'
        )
    return "\n".join(parts) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, measure, write. The exit code: 1 where the estimates are not calibrated; nothing is written then."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--set", dest="sets", nargs=3, action="append", metavar=("NAME", "TEXTS|RECORDS", "GOLD"),
        help="a name, a folder of texts or a file of records, and the gold",
    )  # fmt: skip
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    from claimx import __version__
    from claimx.errors import RecordError
    from claimx.evaluate.fitting import fit

    cases = [case for name, found, gold in (*(options.sets or OWN), *LISTS) for case in cases_in(name, found, gold)]
    try:
        done = fit(cases, dt.datetime.now(tz=dt.UTC).date(), __version__)
    except RecordError as error:
        print(error.message, file=sys.stderr)
        return 1
    print(table(done.weights))
    worst = max(model.figures.ece for model in done.weights.models.values())
    if worst > WORST:
        print(f"not calibrated: an error of {worst} is above {WORST}; nothing is written", file=sys.stderr)
        return 1
    if not options.check:
        first = [case.name == cases[0].name for case in cases]
        points = {
            name: [
                (estimate, case.right[name]) for estimate, case, one in zip(estimates, cases, first, strict=True) if one
            ]
            for name, estimates in done.estimates.items()
        }
        WEIGHTS.write_text(done.weights.model_dump_json(indent=2) + "\n", encoding="utf-8")
        DIAGRAM.write_text(diagram(points), encoding="utf-8")
        GUIDE.write_text(with_table(GUIDE.read_text(encoding="utf-8"), done.weights), encoding="utf-8")
        print(f"written: {', '.join(str(path.relative_to(ROOT)) for path in (WEIGHTS, DIAGRAM, GUIDE))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
