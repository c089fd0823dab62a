"""A module of ``link`` is read in one sitting."""

from pathlib import Path

import pytest

import claimx.link

# Some eight screens.
LINES = 400
MODULES = sorted(Path(claimx.link.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_module_is_short(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LINES
