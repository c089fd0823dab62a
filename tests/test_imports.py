"""What the command line and the package load before they need it."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("spacy", "pydantic", "rich", "numpy", "charset_normalizer", "ahocorasick_rs", "trafilatura", "pyarrow", "ray")


def loaded(code):
    script = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import claimx",
        "from claimx.cli import main; main(['--help'])",
        "from claimx.cli import main; main(['--version'])",
        "from claimx.cli import main; main(['extract', '--help'])",
        "from claimx.cli import main; main(['lexicon', 'check', '--help'])",
    ],
)
def test_loads_nothing_heavy(code):
    assert loaded(code) & set(HEAVY) == set()


def test_reading_loads_no_model():
    assert "spacy" not in loaded("import claimx.read, claimx.write")


def test_public_names_are_there():
    import claimx

    assert all(getattr(claimx, name) for name in claimx.__all__)
    assert set(claimx.__all__) == set(dir(claimx))


def test_other_names_are_not():
    import claimx

    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        claimx.nonsense  # noqa: B018 - the access is the test
