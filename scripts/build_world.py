"""Build src/claimx/report/assets/world.txt, the countries' outlines of the report's map, from Natural Earth (public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/build_world.py package/countries-110m.json

One SVG path in Mercator's projection, ten units a degree at the equator; the page's script lays points by the same formula.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src" / "claimx" / "report" / "assets" / "world.txt"
# Antarctica has no end in this projection, and no news.
LEFT_OUT = {"010"}
# Half of the way around the world, in units.
HALF_ROUND = 1800


def laid(lon: float, lat: float) -> tuple[int, int]:
    """A point of the map."""
    lat = max(-84.0, min(84.0, lat))
    return round(lon * 10), round(-10 * math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))))


def pieces(ring: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The ring in one piece, or cut where it crosses the date line and would run around the world."""
    cuts = [i for i in range(1, len(ring)) if abs(ring[i][0] - ring[i - 1][0]) > HALF_ROUND]
    if not cuts:
        yield ring
        return
    ring = ring[cuts[0] :] + ring[1 : cuts[0]]
    start = 0
    for i in [*(cut - cuts[0] for cut in cuts[1:]), len(ring)]:
        yield ring[start:i]
        start = i


def path(points: list[tuple[int, int]]) -> str:
    """A closed SVG path in steps; nothing for an island smaller than a unit."""
    (x, y), steps = points[0], []
    head = f"M{x},{y}l"
    for px, py in points[1:]:
        if (px, py) != (x, y):
            steps.append(f"{px - x},{py - y}")
            x, y = px, py
    return head + " ".join(steps).replace(" -", "-").replace(",-", "-") + "z" if steps else ""


def main() -> None:
    """Write the path and tell its size."""
    atlas = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    (kx, ky), (x0, y0) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append(laid(x * kx + x0, y * ky + y0))
        arcs.append(line)
    out = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        if shape.get("id") in LEFT_OUT:
            continue
        for polygon in [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]:
            for ring in polygon:
                points: list[tuple[int, int]] = []
                for i in ring:
                    points += arcs[i] if i >= 0 else arcs[~i][::-1]
                out += map(path, pieces(points))
    OUT.write_text("".join(out) + "\n", encoding="ascii")
    print(f"{OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
