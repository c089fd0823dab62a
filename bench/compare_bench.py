"""Time and memory of `claimx compare` on generated records.

    python bench/compare_bench.py [RECORDS] [FOLDER]        (default 1,000,000)

Records have the fields and size of real ones (a sentence of some 25 words each, three claims an article, one article in
ten a copy with small edits). Two articles in three tell of one incident, the others of two. The generator is seeded, so that every
run reads the same bytes; with FOLDER they are kept there for further runs.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 7
PARTIES = [
    ("Russia", "RUS"),
    ("Ukraine", "UKR"),
    ("Israel", "ISR"),
    ("Palestine", "PSE"),
    ("Sudan", "SDN"),
    ("Yemen", "YEM"),
    ("Syria", "SYR"),
    ("Mali", "MLI"),
    (None, None),
]
CASUALTY = [
    ("killed", "civilian"),
    ("killed", "unspecified"),
    ("killed", "military"),
    ("wounded", "civilian"),
    ("wounded", "unspecified"),
    ("casualties", "military"),
    ("captured", "military"),
]
EQUIPMENT = [
    ("destroyed", "tank"),
    ("destroyed", "armoured_vehicle"),
    ("shot_down", "uav"),
    ("lost", "artillery"),
    ("launched", "missile"),
    ("delivered", "tank"),
]
SOURCES = [
    (f"{adjective} {office}", kind, party)
    for adjective, party in (
        ("Russian", "RUS"),
        ("Ukrainian", "UKR"),
        ("Israeli", "ISR"),
        ("Gaza", "PSE"),
        ("Sudanese", "SDN"),
        ("Houthi", "YEM"),
    )
    for office, kind in (
        ("Ministry of Defense", "government"),
        ("military", "military"),
        ("Health Ministry", "government"),
        ("police", "official"),
    )
]
WORDS = "the of strike on in a near market after troops said officials rescue hospital reported heavy fighting town attack morning evening civilians shelling northern village district convoy drone missile road forces ministry statement people homes".split()
PLACES = [f"Town{number}" for number in range(3000)]


def records(count: int) -> Iterator[dict[str, Any]]:
    """As many records, the same from run to run."""
    rng = random.Random(SEED)
    first = dt.date(2022, 2, 24).toordinal()
    made, article, last = 0, 0, None
    while made < count:
        article += 1
        if last and rng.random() < 0.1:  # a copy on another site, one word changed
            path, published, claims = f"a{article}.txt", last[1], [dict(claim) for claim in last[2]]
            for claim in claims:
                claim["sentence"] = claim["sentence"].replace(" said ", " told ", 1)
        else:
            published = dt.date.fromordinal(first + rng.randrange(1000))
            place, party = rng.choice(PLACES), rng.choice(PARTIES)
            source = rng.choice(SOURCES) if rng.random() < 0.7 else None
            claims = [claim_of(rng, place, party, source) for _ in range(3)]
            if rng.random() < 1 / 3:
                claims[2]["incident"] = 1
            path = f"a{article}.txt"
        last = (path, published, claims)
        sha = hashlib.sha256(path.encode()).hexdigest()
        for index, claim in enumerate(claims):
            if made < count:
                made += 1
                yield record(claim, sha, path, published, index)


def claim_of(rng: random.Random, place: str, party: Any, source: Any) -> dict[str, Any]:
    """What an article claims."""
    kind, (event, category) = (
        ("casualty", rng.choice(CASUALTY)) if rng.random() < 0.8 else ("equipment", rng.choice(EQUIPMENT))
    )
    low = int(rng.paretovariate(0.8))
    qualifier = rng.choice(["exact", "exact", "about", "at_least", "range"])
    high = {"at_least": None, "range": low + 5}.get(qualifier, low)
    scope = rng.choice(["incident", "incident", "period", "cumulative", None])
    return {
        "kind": kind,
        "event": event,
        "category": category,
        "low": low,
        "high": high,
        "qualifier": qualifier,
        "place": place if rng.random() < 0.8 else None,
        "party": party,
        "source": source,
        "scope": scope,
        "stance": "denied" if rng.random() < 0.01 else "asserted",
        "incident": 0,
        "sure": round(rng.uniform(0.4, 0.99), 2),
        "sentence": " ".join(rng.choices(WORDS, k=24)) + ".",
    }


def record(claim: dict[str, Any], sha: str, path: str, published: dt.date, index: int) -> dict[str, Any]:
    """The claim as `claimx extract` prints it."""
    low, high, scope = claim["low"], claim["high"], claim["scope"]
    name, party = claim["party"]
    day = published.isoformat()
    start = None if scope == "cumulative" else (published - dt.timedelta(days=scope == "period")).isoformat()
    source = claim["source"] and {
        "name": claim["source"][0],
        "type": claim["source"][1],
        "party": claim["source"][2],
        "text": claim["source"][0],
        "start": 0,
        "end": 10,
        "cue": {"text": "said", "start": 11, "end": 15},
        "mode": "indirect",
        "basis": "stated",
        "reported_on": None,
        "via": None,
    }
    return {
        "schema_version": "1", "id": "cx_" + hashlib.sha256(f"{sha}{index}".encode()).hexdigest()[:16],
        "kind": claim["kind"], "event": claim["event"], "category": claim["category"],
        "quantity": {"text": str(low), "start": 40, "end": 42, "value": low if claim["qualifier"] != "range" else None, "low": low, "high": high, "qualifier": claim["qualifier"], "per": None, "derived_from": None, "subset_of": None, "increment_of": None},
        "item": {"text": "people", "start": 43, "end": 49, "model": None},
        "affected": name and {"name": name, "id": party, "type": "country", "text": name, "start": 0, "end": 6, "basis": "carried"},
        "actor": None, "source": source,
        "date": scope and {"start": start, "end": day, "precision": "day", "scope": scope, "text": "on Monday", "span": [60, 69], "basis": "relative"},
        "location": location(claim["place"], party),
        "stance": claim["stance"], "as_of": day,
        "evidence": {"text": claim["sentence"], "start": 0, "end": len(claim["sentence"])},
        "rules": ["quantity.number", "loss.killed", "attribution.subject-verb", "date.weekday"],
        "document": {"id": path[:-4], "path": path, "sha256": sha, "title": None, "publisher": None, "url": None, "published": day, "published_basis": "metadata"},
        "confidence": claim["sure"], "confidences": dict.fromkeys(("core", "affected", "actor", "source", "date", "location"), claim["sure"]),
        "incident": f"in_{sha[:15]}{claim['incident']}", "incident_kind": "event",
    }  # fmt: skip


def location(place: str | None, country: str | None) -> dict[str, Any] | None:
    """A town with its point, its number and its region, of which a country has twenty; one town in ten is in no gazetteer."""
    if place is None:
        return None
    number = int(place[4:])
    told = {"name": place, "country": country, "text": place, "start": 50, "end": 58, "basis": "stated"}
    if number % 10 == 0:
        return {**told, "lat": None, "lon": None, "admin1": None, "geonames_id": None, "precision": None}
    return {
        **told,
        "lat": round(number % 70 + number / 5000, 3),
        "lon": round(number % 90 - number / 5000, 3),
        "admin1": f"Province{number % 20}",
        "geonames_id": 100_000 + number,
        "precision": "town",
    }


def memory_of(pid: int) -> int:
    """Kilobytes that the process and its children hold, shared pages counted once."""
    total = 0
    for one in (pid, *children_of(pid)):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue  # it has just ended
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total


def children_of(pid: int) -> list[int]:
    """The processes that it started."""
    try:
        found = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return found + [each for one in found for each in children_of(one)]


def main() -> None:
    """Write the records, compare them, print what it took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    kept = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as folder:
        path, out = (kept or Path(folder)) / f"records{count}.jsonl", Path(folder) / "series.jsonl"
        if not path.exists():
            with path.open("w") as file:
                for one in records(count):
                    file.write(json.dumps(one, separators=(",", ":")) + "\n")
        began, peak, before = time.perf_counter(), 0, resource.getrusage(resource.RUSAGE_CHILDREN)
        with out.open("wb") as file:
            process = subprocess.Popen([sys.executable, "-m", "claimx", "compare", str(path)], stdout=file)
            while process.poll() is None:
                peak = max(peak, memory_of(process.pid))
                time.sleep(0.2)
        seconds, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        cores = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
        if process.returncode:
            raise SystemExit(f"claimx compare ended with status {process.returncode}")
        with out.open("rb") as file:
            series = sum(1 for _ in file)
        read, written = path.stat().st_size / 1e6, out.stat().st_size / 1e6
        print(f"{count:,} records ({read:,.0f} MB) -> {series:,} series ({written:,.0f} MB)")
        # On a machine that others use too, only the processor's seconds tell what it took.
        print(f"{seconds:.1f} s, {cores:.1f} s of processors, peak memory {peak / 1e3:,.0f} MB (limits 30 s, 2,000 MB)")


if __name__ == "__main__":
    main()
