"""Records for comparing, as short as a reporter's notes."""

import hashlib
import json
from pathlib import Path

import pytest

PARTIES = {
    "Veland": "VEL",
    "Ostria": "OST",
    "Russia": "RUS",
    "Ukraine": "UKR",
    "Germany": "DEU",
    "United States": "USA",
    "Yemen": "YEM",
}


def _party(name):
    return name and {
        "name": name,
        "id": PARTIES.get(name, name.lower().replace(" ", "-")),
        "type": "country",
        "text": name,
        "start": 0,
        "end": 1,
        "basis": "stated",
    }


def _claim(
    article,
    low,
    high="same",
    *,
    event="killed",
    category="civilian",
    item="people",
    model=None,
    affected="Ostria",
    actor=None,
    source=None,
    kind_of_source="official",
    party=None,
    place=None,
    start=None,
    end=None,
    scope="incident",
    published="2031-05-05",
    publisher=None,
    stance="asserted",
    qualifier="exact",
    subset_of=None,
    increment_of=None,
    said=None,
    sentence=None,
    path=None,
    confidence=None,
):
    """A record of an article (its name stands for its text)."""
    high = low if high == "same" else high
    sentence = sentence or f"{article}: {low} {item} {event}, said {source}."
    sha = hashlib.sha256(article.encode()).hexdigest()
    casualty = category in ("civilian", "military", "unspecified")
    digest = hashlib.sha256(f"{sha}{sentence}{low}{high}{event}{category}{item}{stance}{source}".encode()).hexdigest()
    dated = start or end
    return {
        "schema_version": "1",
        "id": "cx_" + digest[:16],
        "kind": "casualty" if casualty else "equipment",
        "event": event,
        "category": category,
        "quantity": {
            "text": str(low),
            "start": 0,
            "end": 1,
            "value": low if low == high else (low if high is None else high if low is None else None),
            "low": low,
            "high": high,
            "qualifier": qualifier,
            "per": None,
            "derived_from": None,
            "subset_of": subset_of,
            "increment_of": increment_of,
        },
        "item": {"text": item, "start": 0, "end": 1, "model": model},
        "affected": _party(affected),
        "actor": _party(actor),
        "source": source
        and {
            "name": source,
            "type": kind_of_source,
            "party": party and PARTIES.get(party, party),
            "text": source,
            "start": 0,
            "end": 1,
            "cue": None,
            "mode": "indirect",
            "basis": "stated",
            "reported_on": said,
            "via": None,
        },
        "date": dated
        and {
            "start": start,
            "end": end or start if scope != "cumulative" else end,
            "precision": "day",
            "scope": scope,
            "text": "then",
            "span": [0, 1],
            "basis": "stated",
        },
        "location": place and {"name": place, "country": "OST", "text": place, "start": 0, "end": 1, "basis": "stated"},
        "stance": stance,
        "as_of": end or start or published,
        "evidence": {"text": sentence, "start": 0, "end": len(sentence)},
        "rules": ["quantity.number"],
        "document": {
            "id": article,
            "path": path or f"{article}.txt",
            "sha256": sha,
            "title": None,
            "publisher": publisher,
            "url": None,
            "published": published,
            "published_basis": "metadata" if published else None,
        },
        "confidence": confidence,
    }


@pytest.fixture
def claim():
    return _claim


@pytest.fixture
def run(tmp_path):
    """Compare records given as lists, one list a file."""
    pytest.importorskip("duckdb", reason="claimx[compare] is not installed")
    from claimx.compare import compare
    from claimx.compare.schema import Series

    def compared(*files, least=1):
        paths = []
        for number, records in enumerate(files):
            path = Path(tmp_path) / f"{number}.jsonl"
            path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
            paths.append(str(path))
        found = list(compare(paths, least=least))
        for one in found:
            # Every line keeps the published schema.
            Series.model_validate_json(json.dumps(one), strict=False)
        return found

    return compared


@pytest.fixture
def verdicts():
    """The verdicts of series with one rule."""

    def of(series, rule):
        return [verdict for one in series for verdict in one["verdicts"] if verdict["rule"] == rule]

    return of
