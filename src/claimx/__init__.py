"""Dated casualty and equipment-loss claims from news text, as records.

    from claimx import Article, Extractor, extract

The names below are loaded when they are first used, so that importing claimx costs nothing. Inner modules never import
from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimx.models import Article as Article
    from claimx.pipeline import Extractor as Extractor
    from claimx.pipeline import extract as extract
    from claimx.schema import Record as Record

__version__ = "0.1.0"
__all__ = ["Article", "Extractor", "Record", "__version__", "extract"]

_HOMES = {
    "Article": "claimx.models",
    "Extractor": "claimx.pipeline",
    "Record": "claimx.schema",
    "extract": "claimx.pipeline",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'claimx' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
