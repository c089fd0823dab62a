"""Examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import claimx

MODULES = sorted(
    module.name for module in pkgutil.walk_packages(claimx.__path__, "claimx.") if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", ["claimx", *MODULES])
def test_docstrings(name):
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        if (error.name or "").startswith("claimx"):
            raise
        pytest.skip(f"needs {error.name}, which is not installed")

    assert doctest.testmod(module).failed == 0
