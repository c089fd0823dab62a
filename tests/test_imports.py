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
        "from claimx.cli import main; main(['extract', '--help'])",
        "from claimx.cli import main; main(['lexicon', 'check', '--help'])",
    ],
)
def test_loads_nothing_heavy(code):
    assert loaded(code) & set(HEAVY) == set()


def test_version_loads_no_model():
    assert loaded("from claimx.cli import main; main(['--version'])") & (set(HEAVY) - {"pydantic"}) == set()


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


def test_a_command_leaves_spacys_command_line_out():
    # Only importing spaCy decides; loading a model takes a second.
    settled = "from claimx.process import settle; settle(); import spacy"

    assert "spacy.cli" in loaded("import spacy")
    assert {"spacy.cli", "weasel", "typer"} & loaded(settled) == set()


def test_what_was_left_out_is_there_when_it_is_asked_for():
    settled = "from claimx.process import settle; settle(); import spacy; "

    assert "spacy.cli" in loaded(settled + "spacy.info(silent=True)")
    assert "spacy.cli" in loaded(settled + "from spacy.cli.info import info_spacy")
    assert "typer" in loaded(settled + "import spacy.cli; spacy.cli.download.__name__")


def test_the_library_leaves_its_host_alone():
    assert "spacy.cli" in loaded("import gc, claimx.parse, spacy; assert gc.get_threshold()[0] < 10_000")
