"""Articles whose claims stand behind characters beyond U+FFFF, as records."""

from __future__ import annotations

import hashlib

import pytest

from claimx.schema import Record

# Two characters of two UTF-16 units each, before everything that is claimed.
ASTRAL = "\U0001f4a5 \U00010348 "
TEXT = (
    ASTRAL + "The ministry said on Monday that JNIM killed at least 12 Malian soldiers near Mopti.\r\n\r\n"
    "Three civilians were wounded, medics said. One drone was shot down.\n"
)
SHA = hashlib.sha256(TEXT.encode()).hexdigest()


def span(words, text=TEXT):
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def record(number, event, category, sentence, kind="casualty", **parts):
    date = parts.pop("date", None)
    low, high = parts.pop("low"), parts.pop("high", None)
    quantity = {**span(number), "value": low, "low": low, "high": high, "qualifier": parts.pop("qualifier", "exact")}
    return Record.model_validate(
        {
            "id": "cx_" + hashlib.sha256(f"{number}{event}".encode()).hexdigest()[:16],
            "kind": kind, "event": event, "category": category, "quantity": quantity, "item": None, "affected": None, "actor": None,
            "source": None, "date": date, "location": None, "stance": "asserted", "as_of": "2024-05-06", "evidence": span(sentence),
            "rules": ["quantity.number", f"loss.{event.replace('_', '-')}", "party.counted", "party.agent"],
            "document": {
                "id": "a", "path": "in/a.txt", "sha256": SHA, "title": None, "publisher": None, "url": None, "published": "2024-05-07",
                "published_basis": "metadata",
            },
            **parts,
        }
    )  # fmt: skip


FIRST = "The ministry said on Monday that JNIM killed at least 12 Malian soldiers near Mopti."


@pytest.fixture
def records():
    party = {"type": "country", "basis": "stated"}
    day = span("on Monday")
    return [
        record(
            "at least 12", "killed", "military", FIRST, low=12, qualifier="at_least",
            item=span("Malian soldiers"),  # lies over the party
            affected={"name": "Mali", "id": "MLI", **party, **span("Malian")},
            actor={"name": "JNIM", "id": "jnim", "type": "group", "basis": "stated", **span("JNIM")},
            source={
                "name": "Ministry of Defence", "type": "government", "party": "MLI", **span("The ministry"), "cue": span("said"),
                "mode": "indirect", "basis": "stated",
            },
            date={
                "start": "2024-05-06", "end": "2024-05-06", "precision": "day", "scope": "incident", "text": day["text"],
                "span": [day["start"], day["end"]], "basis": "relative",
            },
            location={"name": "Mopti", "country": "MLI", **span("Mopti"), "basis": "stated"},
        ),
        record("Three", "wounded", "civilian", "Three civilians were wounded, medics said.", low=3, high=3,
               source={"name": "medics", "type": "medic", "party": None, **span("medics"), "cue": None, "mode": "indirect", "basis": "stated"}),
        record("One", "shot_down", "uav", "One drone was shot down.", kind="equipment", low=1, high=1),
    ]  # fmt: skip


@pytest.fixture
def texts():
    return {SHA: TEXT}
