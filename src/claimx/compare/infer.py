"""A mapping proposed for a series of unknown columns: by their names, and by the claims whose figures they hold."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from claimx.compare.check import SMALL
from claimx.compare.curated import SHIPPED, day_of, load_mapping, rows_of
from claimx.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

# Words in a column's name -> kind, event and category, the first that fits.
NAMES = [
    (re.compile(pattern), counted)
    for pattern, counted in (
        (r"tank(?!er)", ("equipment", "destroyed", "tank")),
        (r"armou?red|apc|afv|ifv", ("equipment", "destroyed", "armoured_vehicle")),
        (r"mlrs|rocket.?launcher", ("equipment", "destroyed", "mlrs")),
        (r"anti.?air|air.?defen[cs]e", ("equipment", "destroyed", "air_defence")),
        (r"artillery|howitzer", ("equipment", "destroyed", "artillery")),
        (r"helicopter", ("equipment", "destroyed", "helicopter")),
        (r"aircraft|plane|jet", ("equipment", "destroyed", "aircraft")),
        (r"drone|uav", ("equipment", "destroyed", "uav")),
        (r"missile", ("equipment", "destroyed", "missile")),
        (r"ship|boat|vessel", ("equipment", "destroyed", "ship")),
        (r"vehicle|truck", ("equipment", "destroyed", "vehicle")),
        (r"personnel|\bpers\b|manpower|soldier|troops|military", ("casualty", "casualties", "military")),
        (r"civilian.*(?:injur|wound)|(?:injur|wound).*civilian", ("casualty", "wounded", "civilian")),
        (r"civilian", ("casualty", "killed", "civilian")),
        (r"injur|wound", ("casualty", "wounded", "unspecified")),
        (r"kill|dead|death|fatal", ("casualty", "killed", "unspecified")),
        (r"casualt", ("casualty", "casualties", "unspecified")),
    )
]
# Figures that claims of one kind share with a column on a day: one may be chance, of three seldom.
VOTES = 3
# The share of days on which a running total may fall (corrections).
FALLS = 0.02

# Events (and their category) -> what else the same column is told as.
_ALIKE: dict[tuple[str, str | None], tuple[str, ...]] = {
    ("destroyed", None): ("lost",),
    ("lost", None): ("destroyed",),
    ("casualties", "military"): ("killed",),
}

Counted = tuple[str, str, str]


def infer_mapping(records: Iterable[Mapping[str, Any]], path: Path) -> str:
    """A mapping as TOML, to be read and corrected by people; a comment at each column tells what it rests on.

    Raises ReadError where no column holds days, or none a count that can be told.
    """
    rows = list(rows_of(path))
    columns = list(dict.fromkeys(name for row in rows for name in row))
    known = _shipped(columns)
    if known is not None:
        return known
    date = next((name for name in columns if rows and all(_day(row.get(name)) for row in rows)), None)
    if date is None:
        raise ReadError("no column holds a day as YYYY-MM-DD or DD.MM.YYYY in every row", str(path))
    series = {name: _values(rows, date, name) for name in columns if name != date}
    numeric = {name: values for name, values in series.items() if values}
    votes: dict[str, Counter[Counted]] = {name: Counter() for name in numeric}
    parties: Counter[str] = Counter()
    for record in records:
        day = (record["date"] or {}).get("end") or record["as_of"]
        figure = record["quantity"]["value"]
        if day is None or figure is None or figure <= SMALL or record["stance"] == "denied":
            continue
        for name, values in numeric.items():
            if figure in (values.get(day), _increase(values, day)):
                votes[name][record["kind"], record["event"], record["category"]] += 1
                if record["affected"] is not None:
                    parties[record["affected"]["id"]] += 1
    out = [
        f"name = {json.dumps(path.stem)}",
        f"date = {json.dumps(date)}",
        f"affected = {json.dumps(_top(parties) or '')}" + ("" if parties else "  # whose losses: no claim tells"),
        f'counts = "{"total" if all(map(_grows, numeric.values())) else "day"}"',
    ]
    told = [(name, *_counted(name, votes[name])) for name in numeric]
    if not any(counted for _, counted, _ in told):
        raise ReadError(f"no column's name or figures tell what it counts ({', '.join(numeric)})", str(path))
    for name, counted, why in told:
        if counted is None:
            out.append(f"\n# {json.dumps(name)}: {why}")
            continue
        kind, event, category = counted
        # What one office calls destroyed another calls lost, and an army's losses are its casualties or its dead.
        events = [event, *sorted(_ALIKE.get((event, category), _ALIKE.get((event, None), ())))]
        out += [
            f"\n[[column]]  # {why}",
            f"names = [{json.dumps(name)}]",
            f'kind = "{kind}"',
            f"events = {json.dumps(events)}",
            f'categories = ["{category}"]',
        ]
    return "\n".join(out) + "\n"


def _shipped(columns: Sequence[str]) -> str | None:
    """The mapping that ships with claimx for a list of events of these columns."""
    for path in sorted(SHIPPED.glob("*.toml")):
        mapping = load_mapping(path.stem)
        named = {mapping.date, mapping.place, *(column.names[0] for column in mapping.column)}
        if mapping.counts == "events" and named <= set(columns):
            return path.read_text(encoding="utf-8")
    return None


def _day(value: Any) -> str | None:
    day = day_of(value)
    return None if day is None else dt.date.fromordinal(day).isoformat()


def _values(rows: Sequence[Mapping[str, Any]], date: str, name: str) -> dict[str, float]:
    """Day -> number; empty where the column holds words."""
    out = {}
    for row in rows:
        value = row.get(name)
        if value is None or value == "":
            continue
        try:
            out[_day(row[date]) or ""] = float(str(value).replace(",", ""))
        except ValueError:
            return {}
    return out


def _increase(values: Mapping[str, float], day: str) -> float | None:
    before = (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
    return values[day] - values[before] if day in values and before in values else None


def _grows(values: Mapping[str, float]) -> bool:
    told = [values[day] for day in sorted(values)]
    falls = sum(later < earlier for earlier, later in pairwise(told))
    return falls <= FALLS * len(told)


def _top(counts: Counter[Any]) -> Any:
    """The commonest; of several the first in order."""
    return min(counts, key=lambda each: (-counts[each], each), default=None)


def _counted(name: str, votes: Counter[Counted]) -> tuple[Counted | None, str]:
    """What the column counts, and why."""
    best = _top(votes)
    if best is not None and votes[best] >= VOTES:
        return best, f"{votes[best]} claims have its figures on their days"
    low = name.lower()
    for pattern, counted in NAMES:
        if pattern.search(low):
            return counted, "by its name"
    return None, "neither its name nor claims tell what it counts"
