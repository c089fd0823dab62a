"""The grid's results as a table: python tests/grid/run.py [KIND] [--errors N] [--below SHARE]."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from claimx.pipeline import Extractor
from grid import check, load


def main() -> int:
    """Print the share of right cells per kind and construction; 1 where the whole is below ``--below``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", nargs="?", help="this kind only")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N cells that fail, with their faults")
    parser.add_argument(
        "--below", type=float, default=0.0, metavar="SHARE", help="fail below this share of right cells"
    )
    options = parser.parse_args()
    extractor, right, total, left = Extractor(), Counter(), Counter(), options.errors
    for kind in load(options.kind):
        for cell, wrong in check(extractor, kind.cells):
            key = kind.name, cell.construction
            total[key] += 1
            right[key] += not wrong
            if wrong and left > 0:
                left -= 1
                print(f"{kind.name}/{cell.construction} {cell.text!r}", *wrong, sep="\n    ")
    for key in sorted(total):
        print(f"{key[0]:20} {key[1]:44} {right[key]:5} of {total[key]:5}")
    share = right.total() / max(1, total.total())
    print(f"grid: {share:.3f} right ({right.total()} of {total.total()} cells)")
    return int(share < options.below)


if __name__ == "__main__":
    raise SystemExit(main())
