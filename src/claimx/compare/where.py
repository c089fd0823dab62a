"""Spellings of one place."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import tomli

from claimx.compare.nations import country_of, words_of

_FILE = Path(__file__).resolve().parent.parent / "data" / "compare.toml"


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], dict[str, str]]:
    tables = tomli.loads(_FILE.read_text(encoding="utf-8"))["place"]
    spelling = {" ".join(words_of(name)): names[0].lower() for names in tables["spellings"] for name in names}
    return frozenset(tables["ignored"]), spelling


@lru_cache(maxsize=65536)  # names recur
def place_key(name: str) -> str:
    """One key for the spellings of a place; a country's is its id.

    >>> place_key("Gaza Strip") == place_key("the Gaza enclave"), place_key("Gaza City") == place_key("Gaza")
    (True, False)
    >>> place_key("Odessa") == place_key("Odesa"), place_key("El-Fasher") == place_key("al Fashir"), place_key("Ukraine")
    (True, True, 'UKR')
    """
    country = country_of(name)
    if country is not None:
        return country
    ignored, spelling = _tables()
    words = [word.lower() for word in words_of(name)]
    told = " ".join([word for word in words if word not in ignored] or words)
    return spelling.get(told, told) or name.casefold()
