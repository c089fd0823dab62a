"""Spellings of one place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import tomli

from claimx.compare.nations import country_of, words_of
from claimx.lexicon.gazetteer import skeleton

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

_FILE = Path(__file__).resolve().parent.parent / "data" / "compare.toml"


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], dict[str, str], frozenset[str], frozenset[str], frozenset[str]]:
    tables = tomli.loads(_FILE.read_text(encoding="utf-8"))["place"]
    spelling = {" ".join(words_of(name)): names[0].lower() for names in tables["spellings"] for name in names}
    quarters, divisions, sites = (frozenset(tables[name]) for name in ("quarters", "divisions", "sites"))
    return frozenset(tables["ignored"]), spelling, quarters, divisions, sites


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
    ignored, spelling, *_ = _tables()
    words = [word.lower() for word in words_of(name)]
    told = " ".join([word for word in words if word not in ignored] or words)
    return spelling.get(told, told) or name.casefold()


@lru_cache(maxsize=65536)  # names recur
def division_key(name: str) -> str:
    """The key of a division's name without the word that calls it one.

    >>> division_key("Paktika province") == place_key("Paktika"), division_key("Paktika")
    (True, 'paktika')
    """
    return place_key(name.rpartition(" ")[0]) if is_division(name) else place_key(name)


def is_division(name: str) -> bool:
    """Whether a name calls itself a division.

    >>> is_division("Paktika province"), is_division("Paktika"), is_division("Province")
    (True, False, False)
    """
    words = name.split()
    return len(words) > 1 and words[-1].lower() in _tables()[3]


_DOUBLED = re.compile(r"(.)\1+")
# Three consonants are rarely those of two places of one country; of two too often.
CONSONANTS = 3


def _whole_town(name: str, regions: Container[str]) -> str:
    """The town that the name's quarter is of: "Mosul" of "western Mosul"; not of what is a region in other records."""
    first, _, rest = name.partition(" ")
    return rest if first in _tables()[2] and rest and rest not in regions else name


class Named(NamedTuple):
    """What records tell of one name: its country, numbers in GeoNames and widest precision; points of its own and those of a town by it."""

    name: str
    country: str | None = None
    numbers: Sequence[int] | None = None
    precision: str | None = None
    own: Sequence[str] | None = None
    lent: Sequence[str] | None = None


def place_keys(named: Iterable[Named]) -> dict[str, str]:
    """A key for each place.

    Wales is no country, nor is the Georgia in America: their precision is a region's.

    Names of one country whose consonants are the same are spellings of one place, unless their numbers in GeoNames are
    known and different.

    >>> keys = place_keys([Named("Kafr Nabl", "SYR"), Named("Kafar Nabel", "SYR", [7], "town")])
    >>> keys["Kafr Nabl"] == keys["Kafar Nabel"]
    True

    A name of which no country is known joins the one name of any country that has its consonants and its first letter.

    >>> keys = place_keys([Named("Kurmuk", "SDN", [7], "town"), Named("Karamok")])
    >>> keys["Kurmuk"] == keys["Karamok"]
    True

    A province is its bare name where records tell that name too, and of no town.

    >>> keys = place_keys([Named("Zemo", "SYR", None, "region"), Named("Zemo Province", "SYR", None, "region")])
    >>> keys["Zemo"] == keys["Zemo Province"]
    True
    """
    keys = {}
    alike: dict[tuple[str | None, str], list[tuple[str, frozenset[int]]]] = defaultdict(list)
    named = list(named)
    wide = {one.name for one in named if one.precision in ("region", "country")}
    for name, country, told, precision, *_ in named:
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
    one.update(_of_unknown_country(alike, one))
    bare = {keys[place.name]: place.precision for place in named}
    for place in named:
        if place.precision in ("region", "district") or place.numbers is None and is_division(place.name):
            key = division_key(place.name)
            # Of a name in no gazetteer nobody knows more than the name.
            if key in bare and bare[key] in ("region", "district", None):
                keys[place.name] = key
    _sites_at_towns(named, keys)
    for key, other in _misspelt(named, keys).items():
        one.setdefault(key, one.get(other, other))
    return {name: one.get(key, key) for name, key in keys.items()}


_Alike = Mapping[tuple[str | None, str], Sequence[tuple[str, frozenset[int]]]]


def _of_unknown_country(alike: _Alike, one: Mapping[str, str]) -> dict[str, str]:
    """Keys of names that are in no gazetteer -> the one key of the same consonants and first letter whose country is known."""
    known: dict[str, set[str]] = defaultdict(set)
    for (country, bones), found in alike.items():
        if country is not None:
            known[bones].update(one.get(key, key) for key, _ in found)
    out = {}
    for (country, bones), found in alike.items():
        if country is None and bones in known:
            for key, numbers in found:
                near = [other for other in known[bones] if other[0] == key[0]]
                if not numbers and len(near) == 1 and near[0] != key:
                    out[key] = near[0]
    return out


# A letter more, less or other makes another name of a short one.
LETTERS = 6


def _misspelt(named: Iterable[Named], keys: dict[str, str]) -> dict[str, str]:
    """Keys of names in no gazetteer that are one letter from one other key of the same country, or of a country unknown.

    >>> names = [Named("Togoga", "ETH", None, "region"), Named("Togogwa")]
    >>> _misspelt(names, {"Togoga": "togoga", "Togogwa": "togogwa"})
    {'togogwa': 'togoga'}

    Long vowels count as short ones.

    >>> _misspelt([Named("Tawila", "SDN", [7], "town"), Named("Taweela")], {"Tawila": "tawila", "Taweela": "taweela"})
    {'taweela': 'tawila'}
    """
    countries: dict[str, set[str]] = defaultdict(set)
    numbered = set()
    for one in named:
        key = keys[one.name]
        if len(_short(key)) >= LETTERS and key.isalpha():
            countries[key].update([one.country] if one.country else [])
            if one.numbers:
                numbered.add(key)
    near: dict[str, list[str]] = defaultdict(list)
    unknown = sorted(set(countries) - numbered)
    for key in unknown:
        for variant in _shorter(_short(key)):
            near[variant].append(key)
    found: dict[str, set[str]] = defaultdict(set)
    for key in sorted(countries):
        for variant in _shorter(_short(key)):
            for other in near.get(variant, ()):
                # Of two unknown names the first gives the key.
                if (key in numbered or key < other) and _one_letter(key, other):
                    if not countries[key] or not countries[other] or countries[key] & countries[other]:
                        found[other].add(key)
    return {key: min(others) for key, others in found.items() if len(others) == 1 and not others & found.keys()}


@lru_cache(maxsize=65536)  # names recur
def _short(key: str) -> str:
    """The name with long vowels and doubled letters written short."""
    for long, short in (("ee", "i"), ("oo", "u"), ("ou", "u")):
        key = key.replace(long, short)
    return _DOUBLED.sub(r"\1", key)


def _shorter(key: str) -> set[str]:
    """The name, and the name without any one letter but the first."""
    return {key, *(key[:at] + key[at + 1 :] for at in range(1, len(key)))}


def _one_letter(one: str, other: str) -> bool:
    """Whether one letter more, less or other makes one name the other, or only the length of vowels."""
    one, other = _short(one), _short(other)
    if one == other:
        return True
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) == len(shorter) + 1 and shorter in _shorter(longer)


def _sites_at_towns(named: Iterable[Named], keys: dict[str, str]) -> None:
    """Give a site without a number of its own the key of the one town whose point it bears.

    >>> keys = {"Orel mine": "orel mine", "Zemo": "zemo"}
    >>> _sites_at_towns([Named("Orel mine", lent=["35 36"]), Named("Zemo", numbers=[7], own=["35 36"])], keys)
    >>> keys
    {'Orel mine': 'zemo', 'Zemo': 'zemo'}
    """
    towns: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for one in named:
        for point in one.own or ():
            towns[one.country, point].add(keys[one.name])
    for one in named:
        if (
            one.lent
            and len(one.lent) == 1
            and not one.own
            and not _tables()[4].isdisjoint(one.name.lower().split()[-1:])
        ):
            found = towns.get((one.country, one.lent[0]), ())
            if len(found) == 1:
                keys[one.name] = next(iter(found))
