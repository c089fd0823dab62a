"""Pin the figures that claimx must not fall below on its own gold.

    python scripts/pin_floors.py                    raise the floors to what is measured now
    python scripts/pin_floors.py --lower REASON     lower them too, and keep the reason in the file
    python scripts/pin_floors.py --check            measure and compare, write nothing (1: below a floor)

A floor belongs to a digest of the texts and their gold, so that neither can change unseen. An article on which claimx
crashes counts as one in which it found nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tests" / "gold" / "floors.json"
# Set -> its texts and its gold.
SETS = {
    "written": (ROOT / "tests" / "gold" / "texts", ROOT / "tests" / "gold" / "gold.jsonl"),
    "seeds": (ROOT / "seeds", ROOT / "tests" / "gold" / "seeds.jsonl"),
}
# Of these the F1 is pinned, of the fields the accuracy.
LEVELS = ("detect", "core", "record")


def digest(texts: Path, gold: Path) -> str:
    """One digest of all texts with their metadata, names included, and of the gold."""
    total = hashlib.sha256()
    for path in [*sorted(one for one in texts.iterdir() if one.suffix in (".txt", ".json")), gold]:
        content = path.read_bytes()
        total.update(f"{path.name} {len(content)}\n".encode() + content)
    return total.hexdigest()


def measure(texts: Path, gold: Path) -> tuple[dict[str, float], list[str]]:
    """The figures on one set, and the names of articles that crashed."""
    from claimx.errors import ReadError
    from claimx.evaluate import evaluate, read_flat
    from claimx.evaluate.claims import from_record
    from claimx.pipeline import Extractor
    from claimx.read import Notice, read

    extractor = Extractor()
    found, crashed = [], []
    for outcome in read([str(texts)]):
        if isinstance(outcome, Notice):
            continue
        if isinstance(outcome, ReadError):
            crashed.append(f"{outcome.path}: {outcome.message}")
            continue
        try:
            records = extractor.extract(outcome)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a miss and not the end of the run
            crashed.append(f"{outcome.path}: {error!r}")
            continue
        found += [from_record(json.loads(record.model_dump_json())) for record in records]
    with gold.open(encoding="utf-8") as lines:
        result = evaluate(read_flat(lines, str(gold)), found, resamples=0).whole
    figures = {level: result.scores[level].f1 for level in LEVELS}
    figures.update({name: one.accuracy for name, one in result.fields.items()})
    return figures, crashed


def load() -> dict[str, Any]:
    """The pinned floors; none where nothing was pinned yet."""
    return json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"sets": {}, "lowered": []}


def below(floors: dict[str, float], figures: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Figure -> its floor and what was measured, where it is lower."""
    return {name: (floor, figures[name]) for name, floor in floors.items() if figures[name] < floor}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, compare, pin. The exit code: 1 where a floor would have to be lowered and no reason was given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", metavar="REASON", help="lower floors that are not met, for this reason")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    pinned, failed = load(), False
    for name, (texts, gold) in SETS.items():
        figures, crashed = measure(texts, gold)
        now = digest(texts, gold)
        held = pinned["sets"].get(name, {"digest": now, "floors": {}})
        print(f"{name}: " + "  ".join(f"{figure} {value:.4f}" for figure, value in figures.items()))
        for line in crashed:
            print(f"  crashed: {line}")
        if held["digest"] != now:
            print("  texts or gold have changed since the floors were pinned")
        lower = below(held["floors"], figures)
        for figure, (floor, value) in lower.items():
            print(f"  {figure} {value:.4f} is below its floor {floor:.4f}")
        if options.check:
            failed |= bool(lower) or held["digest"] != now
            continue
        if lower and not options.lower:
            failed = True
            continue
        if lower:
            was = {figure: floor for figure, (floor, _) in lower.items()}
            pinned["lowered"].append({"set": name, "reason": options.lower, "was": was})
        pinned["sets"][name] = {"digest": now, "floors": figures}
    if failed:
        print(
            "not pinned: raise the figures, or say why they may be lower (--lower REASON)"
            if not options.check
            else "below"
        )
        return 1
    if not options.check:
        FLOORS.write_text(json.dumps(pinned, indent=2) + "\n", encoding="utf-8")
        print(f"pinned in {FLOORS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
