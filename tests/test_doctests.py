"""Examples in docstrings are true."""

from __future__ import annotations

import doctest
import gc
import importlib
import pkgutil

import pytest

import claimx

# These act when they are imported: the first runs the command line; the second makes all objects of its process immortal, which
# DuckDB tells of as leaks at the end of this one.
ACTING = ("__main__", "engines.preload")
MODULES = sorted(
    module.name for module in pkgutil.walk_packages(claimx.__path__, "claimx.") if not module.name.endswith(ACTING)
)


@pytest.mark.parametrize("name", ["claimx", *MODULES])
def test_docstrings(name, monkeypatch):
    # A command that ran here before took this process for its own, where what is loaded may be frozen.
    monkeypatch.setattr("claimx.process._own", False)
    frozen = gc.get_freeze_count()  # a command that ran in this process may have frozen what it loaded
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        if (error.name or "").startswith("claimx"):
            raise
        pytest.skip(f"needs {error.name}, which is not installed")

    assert doctest.testmod(module).failed == 0
    assert gc.get_freeze_count() <= frozen, "what is frozen is told as leaked"
