"""The grid's modules are shared by its tests and by `python tests/grid/run.py`, which runs without pytest."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
