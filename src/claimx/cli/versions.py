"""``claimx --version``: everything that decides what a run's records hold."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from claimx import __version__, made
from claimx.errors import ModelError
from claimx.parse.model import find_model

# Read as it stands: the module that owns it loads pydantic.
_WEIGHTS = Path(made.__file__).parent / "data" / "confidence.json"
# Digests are told by their first digits: enough to see that two machines differ.
_DIGITS = 12


def versions() -> list[tuple[str, str]]:
    """Name and version of claimx, spaCy, the model, the vocabularies with the gazetteer, and the weights of confidence."""
    return [
        ("claimx", __version__),
        ("spaCy", _package("spacy")),
        _model(),
        ("vocabularies and gazetteer", made.lexicon_digest(None)[:_DIGITS]),
        ("weights of confidence", json.loads(_WEIGHTS.read_bytes())["fitted"]),
    ]


def _model() -> tuple[str, str]:
    try:
        name = find_model()
    except ModelError:
        return "model", "none installed"
    return f"model {name}", _package(name)


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
