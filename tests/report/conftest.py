"""Records and texts for pages: a few that are awkward on purpose, and very many that are not."""

from __future__ import annotations

import datetime as dt
import hashlib
import types

import pytest

from claimx.schema import (
    Category,
    DatePart,
    DateScope,
    DocumentPart,
    Event,
    EvidencePart,
    Kind,
    PartyPart,
    PlacePart,
    QuantityPart,
    Record,
    SourcePart,
)


class Writer:
    """Writes an article sentence by sentence and keeps the records that belong to it."""

    def __init__(self, name, published, title=None, start=""):
        self.text, self.records, self.name, self.title, self.published = start, [], name, title, published

    def say(
        self,
        source,
        number,
        noun,
        event="killed",
        kind="casualty",
        category="military",
        party="Mali",
        place=None,
        low=None,
        high=None,
        **more,
    ):
        start = len(self.text)
        quantity = f"{number}"
        sentence = f"{source} said {quantity} {noun} were {event.replace('_', ' ')}."
        at = start + len(source) + 6
        self.text += sentence + "\n\n"
        low = number if low is None else low
        high = number if high is None else high
        self.records.append(
            dict(
                id="cx_" + hashlib.sha256(f"{self.name}{at}{event}".encode()).hexdigest()[:16],
                kind=Kind(kind), event=Event(event), category=Category(category),
                quantity=QuantityPart(text=quantity, start=at, end=at + len(quantity), value=number, low=low, high=high, qualifier="exact"),
                item=None,
                affected=PartyPart(name=party, id="x", type="country", text=source, start=start, end=start + len(source), basis="stated"),
                actor=None,
                source=SourcePart(name=source, type="other", party=None, text=source, start=start, end=start + len(source), cue=None, mode="indirect", basis="stated"),
                date=DatePart(start=self.published, end=self.published, precision="day", scope=DateScope.INCIDENT, text="said", span=(start + len(source) + 1, start + len(source) + 5), basis="stated"),
                location=place and PlacePart(text=source, start=start, end=start + len(source), basis="stated", **place), stance="asserted", as_of=self.published,
                evidence=EvidencePart(text=sentence, start=start, end=start + len(sentence)),
                rules=("quantity.number", "loss.killed"),
                **more,
            )
        )  # fmt: skip
        return self

    def done(self):
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        document = DocumentPart(
            id=self.name, path=f"in/{self.name}.txt", sha256=digest, title=self.title, publisher="Wire", url=None,
            published=self.published, published_basis="metadata",
        )  # fmt: skip
        return digest, self.text, [Record(document=document, **parts) for parts in self.records]


def bundle(*writers):
    texts, records = {}, []
    for digest, text, own in (writer.done() for writer in writers):
        texts[digest] = text
        records += own
    return records, texts


SURE = {"core": 0.9, "affected": 0.9, "actor": 0.9, "source": 0.9, "date": 0.9, "location": 0.9}


@pytest.fixture(scope="session")
def few():
    """Two plain articles and one that is an attack: markup, scripts, reordering marks, characters beyond U+FFFF."""
    evil = "</script><script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'> \u202etxet\u202c 💥💥 <!-- &amp; \u2028\n\n"
    return bundle(
        Writer("a", dt.date(2024, 5, 6), "Ambush in the north").say("The army", 12, "soldiers").say("The rebels", 40, "soldiers", low=30, high=50, confidence=0.55, confidences={**SURE, "actor": 0.3, "core": 0.95}),
        Writer("b", dt.date(2024, 5, 8), "Toll rises").say("The army", 15, "soldiers").say("Medics", 7, "civilians", "wounded", category="civilian", confidence=0.83, confidences={**SURE, "affected": 0.41}),
        Writer("<b>c</b>", dt.date(2024, 5, 9), "</title><script>window.pwned = 3</script>", evil)
        .say("<i>Nobody</i>", 3, "tanks", "destroyed", "equipment", "tank", "Chad"),
    )  # fmt: skip


def at(name, country, lat, lon, precision="town"):
    return {"name": name, "country": country, "lat": lat, "lon": lon, "precision": precision}


@pytest.fixture(scope="session")
def placed():
    """Claims at two towns of one name, at a region's middle, and at no point; over three months."""
    return bundle(
        Writer("a", dt.date(2024, 5, 6), "In the north").say("The army", 12, "soldiers", place=at("Kidal", "MLI", 18.44, 1.41)).say("The rebels", 40, "soldiers", place=at("Kidal", "MLI", 18.44, 1.41)),
        Writer("b", dt.date(2024, 6, 8), "Elsewhere").say("Medics", 7, "civilians", place=at("Tripoli", "LBN", 34.43, 35.84)).say("The guard", 9, "men", place=at("Tripoli", "LBY", 32.89, 13.19)),
        Writer("c", dt.date(2024, 7, 9), "In the desert").say("Scouts", 3, "men", place=at("Darfur", "SDN", 13.5, 24.5, "region")).say("Nobody", 5, "men"),
    )  # fmt: skip


@pytest.fixture(scope="session")
def many():
    """5,000 claims in 250 articles over two years."""
    sources = [f"Observer {i}" for i in range(40)]
    kinds = [
        ("killed", "casualty", "military"),
        ("wounded", "casualty", "civilian"),
        ("destroyed", "equipment", "tank"),
        ("shot_down", "equipment", "uav"),
    ]
    writers = []
    for i in range(250):
        writer = Writer(
            f"article-{i}", dt.date(2023, 1, 1) + dt.timedelta(days=i * 3), f"Report number {i} from the front"
        )
        for j in range(20):
            event, kind, category = kinds[(i + j) % 4]
            writer.say(
                sources[(i * 7 + j) % 40],
                1 + (i * 31 + j * 17) % 900,
                "of them",
                event,
                kind,
                category,
                ["Mali", "Chad", "Niger"][j % 3],
            )
        writers.append(writer)
    return bundle(*writers)


@pytest.fixture(scope="session")
def made():
    """``made.Writer`` and ``made.bundle``, for articles of a test's own."""
    return types.SimpleNamespace(Writer=Writer, bundle=bundle)
