"""The desk: articles come in, are read once, and are corrected claim by claim."""

from __future__ import annotations

import hashlib
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from claimx.confidence import WEAK
from claimx.errors import ClaimxError
from claimx.exchange.words import Words
from claimx.fields import fields
from claimx.lexicon.rules import load_rules
from claimx.models import Article, Refusal
from claimx.offsets import Utf16
from claimx.read import ReadOptions, Source, read_source
from claimx.report.payload import article_data, claim_data, heading
from claimx.schema import Category, Event, Kind, Record, Stance
from claimx.serve.edits import Change, Edits, flaws, gold_line
from claimx.serve.store import SHORT, Entry, Store
from claimx.show import lost_to
from claimx.visible import visible

# The endings that tell how a dropped file is read; any other is text.
_ENDINGS = (".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet")
# As what selected words may be read, and the field that they fill.
ROLES = {"affected": "affected", "actor": "actor", "source": "source", "cue": "source_cue", "location": "location"}


class Reader(Protocol):
    """What reads articles: an Extractor."""

    def pipe(self, articles: Iterable[Article]) -> Iterable[tuple[Article, Sequence[Record]]]:
        """Each article with its records."""

    def audit(self, article: Article) -> Sequence[Refusal]:
        """The numbers that are in no record."""


class UnknownError(ClaimxError):
    """No such article or claim is on the desk."""

    code = "unknown"


class RefusedError(ClaimxError):
    """A change that makes no sense; the message says why."""

    code = "refused"


class Desk:
    """All that the page asks for. Any thread may call; articles are read one at a time, changes are made one at a time."""

    def __init__(self, store: Store, extractor: Reader, *, max_bytes: int = 20_000_000) -> None:
        self.store = store
        self.max_bytes = max_bytes
        self._extractor = extractor
        self._reading = threading.Lock()
        self._changing = threading.RLock()
        self._words = Words()
        self._headings: dict[str, str] = {}

    # Articles

    def listed(self) -> list[dict[str, Any]]:
        """Every article on the desk, in the order in which they came."""
        with self._changing:
            return [
                {
                    "sha256": entry.article.sha256,
                    "heading": self._heading(entry),
                    "claims": None if entry.records is None else len(entry.lines()),
                    "checked": entry.checked,
                }
                for entry in self.store.entries.values()
            ]

    def _heading(self, entry: Entry) -> str:
        key = entry.article.sha256
        if key not in self._headings:
            self._headings[key] = heading(entry.article, entry.article.text)
        return self._headings[key]

    def put(self, articles: Iterable[Article]) -> None:
        """Lay articles on the desk. They are kept once somebody works on them."""
        with self._changing:
            for article in articles:
                self.store.add(article)

    def take(self, raw: bytes, name: str, published: date | None = None, title: str | None = None) -> dict[str, Any]:
        """Read what was pasted or dropped, by the ending of its name; it is kept at once."""
        lower = name.lower().removesuffix(".gz")
        ending = next((one for one in _ENDINGS if lower.endswith(one)), ".txt")
        with tempfile.TemporaryDirectory(prefix="claimx-") as folder:
            path = Path(folder, f"article{ending}")
            path.write_bytes(raw)
            return self._taken(Source(path, name.rsplit("/", 1)[-1] or "article"), published, title)

    def paste(self, text: str, published: date | None, title: str | None) -> dict[str, Any]:
        """Read a text that was pasted."""
        raw = text.encode("utf-8", "replace")
        return self.take(raw, f"pasted-{hashlib.sha256(raw).hexdigest()[:SHORT]}.txt", published, title)

    def fetch(self, url: str) -> dict[str, Any]:
        """Read the page at an address: the only time that anything is asked of the network."""
        return self._taken(Source(Path(), url, url=url), None, None)

    def _taken(self, source: Source, published: date | None, title: str | None) -> dict[str, Any]:
        added, told = [], []
        options = ReadOptions(published=published, max_bytes=self.max_bytes)
        for outcome in read_source(source, options):
            if isinstance(outcome, Article):
                article = replace(outcome, title=title) if title else outcome
                with self._changing:
                    entry = self.store.add(article)
                    if not entry.touched:
                        self.store.save(entry)
                added.append(article.sha256)
            else:
                told.append(f"{visible(outcome.path or '')}: {visible(outcome.message)}")
        return {"added": added, "told": told}

    def article(self, sha256: str) -> dict[str, Any]:
        """An article with its claims, the numbers that are in none, and its corrections. Raises UnknownError."""
        return self._state(self._read(sha256))

    def _entry(self, sha256: str) -> Entry:
        entry = self.store.entries.get(sha256)
        if entry is None:
            raise UnknownError("no such article")
        return entry

    def _read(self, sha256: str) -> Entry:
        entry = self._entry(sha256)
        if entry.records is None:
            with self._reading:
                if entry.records is None:
                    refusals = tuple(self._extractor.audit(entry.article))
                    records = next(iter(self._extractor.pipe([entry.article])))[1]
                    with self._changing:
                        entry.faults = tuple(fault.message for fault in getattr(records, "faults", ()))
                        entry.rivals = dict(_rivals(entry.article, records))
                        entry.refusals, entry.records = refusals, tuple(records)
        return entry

    # Corrections

    def change(self, sha256: str, claim: str, base: int, change: Change) -> dict[str, Any]:
        """Set fields of a claim, chosen with version ``base`` in view. Raises ClashError, UnknownError and RefusedError."""
        entry = self._read(sha256)
        with self._changing:
            if claim not in entry.bases():
                raise UnknownError("no such claim")
            values = change.values()
            if values.get("span"):
                values["span"] = list(self._span(entry, *values["span"]))
            edits = entry.edits.setdefault(claim, Edits())
            edits.merge(values, base, entry.version + 1)
            self._saved(entry)
            return self._state(entry)

    def clear(self, sha256: str, claim: str, base: int) -> dict[str, Any]:
        """Give a claim back what claimx read; one that a person added is gone."""
        entry = self._read(sha256)
        with self._changing:
            if claim not in entry.bases():
                raise UnknownError("no such claim")
            entry.edits.setdefault(claim, Edits()).clear(base, entry.version + 1)
            if claim in entry.added:
                entry.edits[claim].merge({"suppressed": True}, entry.version, entry.version + 1)
            self._saved(entry)
            return self._state(entry)

    def add(self, sha256: str, start: int, end: int) -> dict[str, Any]:
        """Make a claim of selected words (UTF-16 offsets); its number is read from them, event and category from its neighbour."""
        entry = self._read(sha256)
        with self._changing:
            start, end = self._span(entry, *self._points(entry, start, end))
            text = entry.article.text
            bounds = self._words.bounds(text, start, end) or (None, None)
            near = min(
                (line for line in entry.lines()), key=lambda line: abs(line["quantity_start"] - start), default=None
            )
            key = f"new_{entry.version + 1}"
            entry.added[key] = {
                "doc": entry.doc,
                "quote": self._words.sentence(text, start, end),
                "quantity_text": text[start:end],
                "quantity_start": start,
                "kind": near["kind"] if near else Kind.CASUALTY.value,
                "event": near["event"] if near else Event.KILLED.value,
                "category": near["category"] if near else Category.UNSPECIFIED.value,
                "low": bounds[0],
                "high": bounds[1],
                "per": None,
                **dict.fromkeys(
                    ("affected", "actor", "source", "source_cue", "date_start", "date_end", "date_text", "location")
                ),
                "stance": Stance.ASSERTED.value,
            }
            self._saved(entry)
            return {**self._state(entry), "open": key}

    def words(self, sha256: str, role: str, start: int, end: int) -> dict[str, Any]:
        """What selected words (UTF-16 offsets) say in a role: the fields that they fill. Raises RefusedError."""
        entry = self._entry(sha256)
        with self._changing:
            start, end = self._span(entry, *self._points(entry, start, end))
            text, published = entry.article.text, entry.article.published
            said = " ".join(text[start:end].split())
            if role == "quantity":
                bounds = self._words.bounds(text, start, end)
                moved: dict[str, Any] = {"span": [start, end]}
                return moved | ({"low": bounds[0], "high": bounds[1]} if bounds else {})
            if role == "date":
                days = self._words.value("date", text, start, end, published)
                first, _, last = days.partition("..") if days else ("", "", "")
                return {"date_text": said, "date_start": first or None, "date_end": last or None}
            if role not in ROLES:
                raise RefusedError("no such role")
            value = said if role == "cue" else self._words.value(role, text, start, end, published)
            return {ROLES[role]: value}

    def check(self, sha256: str, checked: bool) -> dict[str, Any]:
        """Say that an article is checked, or not yet. Raises RefusedError where a claim contradicts itself."""
        entry = self._read(sha256)
        with self._changing:
            if checked:
                for line in entry.lines():
                    if found := flaws(line):
                        raise RefusedError(f"“{line['quantity_text']}”: {found[0]}")
            entry.checked = checked
            self._saved(entry)
            return self._state(entry)

    def _saved(self, entry: Entry) -> None:
        entry.version += 1
        self.store.save(entry)

    @staticmethod
    def _points(entry: Entry, start: int, end: int) -> tuple[int, int]:
        units = Utf16(entry.article.text)
        return units.back(start), units.back(end)

    @staticmethod
    def _span(entry: Entry, start: int, end: int) -> tuple[int, int]:
        """The span without blanks at its ends."""
        text = entry.article.text
        if not 0 <= start < end <= len(text):
            raise RefusedError("these words are not in the text")
        said = text[start:end]
        start += len(said) - len(said.lstrip())
        end -= len(said) - len(said.rstrip())
        if start >= end:
            raise RefusedError("no words are selected")
        return start, end

    # What the page shows

    def _state(self, entry: Entry) -> dict[str, Any]:
        with self._changing:
            text = entry.article.text
            units = Utf16(text)
            records = {record.id: record for record in entry.records or ()}
            claims = [self._claim(entry, key, base, records.get(key), units) for key, base in entry.bases().items()]
            claims = [claim for claim in claims if not (claim["added"] and claim["suppressed"])]
            claims.sort(key=lambda claim: (claim["spans"]["quantity"], claim["id"]))
            rules = load_rules()
            named = {rule for record in records.values() for rule in record.rules}
            named.update(refusal.rule for refusal in entry.refusals)
            return {
                "sha256": entry.article.sha256,
                "version": entry.version,
                "checked": entry.checked,
                "article": article_data(entry.article, text),
                "claims": claims,
                "refusals": [
                    {"span": [units.of(one.start), units.of(one.end)], "rule": one.rule, "reason": visible(one.reason)}
                    for one in entry.refusals
                ],
                "faults": [visible(fault) for fault in entry.faults],
                "rules": {one: rules[one].meaning for one in sorted(named) if one in rules},
            }

    def _claim(
        self, entry: Entry, key: str, base: dict[str, Any], record: Record | None, units: Utf16
    ) -> dict[str, Any]:
        edits = entry.edits.get(key)
        line = gold_line(base, edits, entry.article.text)
        start, end = line["quantity_start"], line["quantity_start"] + len(line["quantity_text"])
        told: dict[str, Any] = {"id": key, "fields": [], "spans": {}, "figure": None, "links": [], "rivals": []}
        if record is not None:
            told = claim_data(record, 0, units)
            told["rivals"] = [
                {name: visible(value) for name, value in one.items()} for one in entry.rivals.get(key, ())
            ]
            told["confidences"] = record.confidences.model_dump() if record.confidences else None
        told["spans"] = {**told["spans"], "quantity": [units.of(start), units.of(end)]}
        return {
            **told,
            "kind": line["kind"],
            "gold": {name: value for name, value in line.items() if name not in ("doc", "quote", "kind")},
            "quantity": visible(line["quantity_text"]),
            "changed": sorted(set(edits.values) - {"suppressed"}) if edits else [],
            "weak": _weak(record, edits),
            "suppressed": bool(edits and edits.suppressed),
            "added": record is None,
            "flaws": flaws(line),
        }


def _rivals(article: Article, records: Iterable[Record]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """By claim, what its fields won over, where the extractor was asked to explain."""
    choices = getattr(records, "choices", {})
    for record in records:
        found = [
            {
                "field": field.name,
                "value": one.value,
                "words": article.text[one.start : one.end],
                "rule": one.rule,
                "why": why,
            }
            for field in fields(record)
            for one, why in lost_to(field, choices.get(record.id, ()))
        ]
        if found:
            yield record.id, found


# The fields in which each estimate is about what somebody may change.
_ESTIMATED = {
    "core": {"low", "high", "per", "span", "event", "category"}, "affected": {"affected"}, "actor": {"actor"}, "source": {"source"},
    "date": {"date_start", "date_end"}, "location": {"location"},
}  # fmt: skip


def _weak(record: Record | None, edits: Edits | None) -> list[str]:
    """The estimates that are low and of something that nobody has set since; "claim" stands for the whole."""
    if record is None or (edits and edits.suppressed):
        return []
    changed = set(edits.values) if edits else set()
    known = record.confidences.model_dump() if record.confidences else {}
    found = [name for name, fields in _ESTIMATED.items() if known.get(name, 1) < WEAK and not fields & changed]
    if record.confidence is not None and record.confidence < WEAK and not changed:
        found.append("claim")
    return found
