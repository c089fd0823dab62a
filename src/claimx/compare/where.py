"""Spellings of one place."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import tomli

from claimx.compare.nations import country_of, words_of
from claimx.lexicon.gazetteer import skeleton

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

_FILE = Path(__file__).resolve().parent.parent / "data" / "compare.toml"


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], dict[str, str], frozenset[str]]:
    tables = tomli.loads(_FILE.read_text(encoding="utf-8"))["place"]
    spelling = {" ".join(words_of(name)): names[0].lower() for names in tables["spellings"] for name in names}
    return frozenset(tables["ignored"]), spelling, frozenset(tables["quarters"])


@lru_cache(maxsize=65536)  # names recur
def place_key(name: str) -> str:
    """One key for the spellings of a place; a country's is its id.

    >>> place_key("Gaza Strip") == place_key("the Gaza enclave"), place_key("Gaza City") == place_key("Gaza")
    (True, False)
    >>> place_key("Odessa") == place_key("Odesa"), place_key("El-Fasher") == place_key("al Fashir"), place_key("Ukraine")
    (True, True, 'UKR')
    """
    return country_of(name) or _folded(name)


def _folded(name: str) -> str:
    ignored, spelling, _ = _tables()
    words = [word.lower() for word in words_of(name)]
    told = " ".join([word for word in words if word not in ignored] or words)
    return spelling.get(told, told) or name.casefold()


# Three consonants are rarely those of two places of one country; of two too often.
CONSONANTS = 3


def _whole_town(name: str, regions: Container[str]) -> str:
    """The town that the name's quarter is of: "Mosul" of "western Mosul"; not of what is a region in other records."""
    first, _, rest = name.partition(" ")
    return rest if first in _tables()[2] and rest and rest not in regions else name


def place_keys(named: Iterable[tuple[str, str | None, Sequence[int] | None, str | None]]) -> dict[str, str]:
    """A key for each place, given its name, country, numbers in GeoNames, and its widest precision where records tell one.

    Wales is no country, nor is the Georgia in America: their precision is a region's.

    Names of one country whose consonants are the same are spellings of one place, unless their numbers in GeoNames are
    known and different.

    >>> keys = place_keys([("Kafr Nabl", "SYR", None, None), ("Kafar Nabel", "SYR", [7], "town")])
    >>> keys["Kafr Nabl"] == keys["Kafar Nabel"]
    True
    """
    keys = {}
    alike: dict[tuple[str | None, str], list[tuple[str, frozenset[int]]]] = defaultdict(list)
    named = list(named)
    wide = {name for name, _, _, precision in named if precision in ("region", "country")}
    for name, country, told, precision in named:
        if precision in ("town", "point", "district"):
            key = _folded(_whole_town(name, wide))
        else:
            key = _folded(name) if precision == "region" else place_key(name)
        keys[name] = key
        bones = skeleton(key)
        if len(bones) >= CONSONANTS and country_of(name) is None:
            alike[country, bones].append((key, frozenset(told or ())))
    one: dict[str, str] = {}
    for found in alike.values():
        for index, (key, numbers) in enumerate(found):
            for other, others in found[:index]:
                if other != key and (not numbers or not others or numbers & others):
                    one.setdefault(key, one.get(other, other))
                    break
    return {name: one.get(key, key) for name, key in keys.items()}
