#!/usr/bin/env python3
"""Write tests/golden/seeds.jsonl anew: the records of seeds/, to be read in a diff before they are committed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """0 where the records were written."""
    done = subprocess.run(
        [sys.executable, "-m", "claimx", "extract", "--quiet", "seeds"], cwd=ROOT, capture_output=True, check=True
    )
    (ROOT / "tests" / "golden" / "seeds.jsonl").write_bytes(done.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
