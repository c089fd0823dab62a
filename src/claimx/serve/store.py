"""The folder in which corrections are kept.

A file for each article that anybody worked on holds all of it and counts alone. What other commands read (``gold.jsonl``,
``claims.jsonl``, ``reviewed.jsonl``, ``suppress.txt``, ``texts/``) is made of these files anew after every change. Each file appears
whole or not at all, and is on the disk before a change is called saved.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from claimx.errors import RecordError, WriteError, reason
from claimx.exchange.gold import from_record
from claimx.models import Article, Refusal
from claimx.schema import PublishedBasis, Record
from claimx.serve.edits import Change, Edits, gold_line
from claimx.write import atomic
from claimx.write.jsonl import escaped, json_of
from claimx.write.locks import UNFOLLOWED, take

_NAMED = re.compile(r"[0-9a-f]{64}\.json")
_OUTPUTS = ("claims.jsonl", "reviewed.jsonl", "suppress.txt", "gold.jsonl")
# Digits of a digest in a name that people read; told apart, nothing more.
SHORT = 8


@dataclass(slots=True)
class Entry:
    """An article on the desk. ``records`` is None until it was read; ``added`` holds a gold line for each claim a person marked."""

    article: Article
    records: tuple[Record, ...] | None = None
    refusals: tuple[Refusal, ...] = ()
    faults: tuple[str, ...] = ()  # what an unforeseen error cost it, told while it is open
    # By claim: what was proposed for its fields and lost, each as field, value, words, rule and why.
    rivals: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    edits: dict[str, Edits] = field(default_factory=dict)
    added: dict[str, dict[str, Any]] = field(default_factory=dict)
    version: int = 0
    checked: bool = False

    @property
    def doc(self) -> str:
        """The article's name in gold."""
        return self.article.path.rsplit("/", 1)[-1]

    @property
    def touched(self) -> bool:
        """Whether a person has worked on it."""
        return self.version > 0

    def bases(self) -> dict[str, dict[str, Any]]:
        """Every claim before corrections, as a gold line, by id."""
        read = {record.id: from_record(record, self.doc) for record in self.records or ()}
        return {**read, **self.added}

    def lines(self) -> list[dict[str, Any]]:
        """The article's gold, in text order."""
        found = [
            gold_line(base, self.edits.get(key), self.article.text)
            for key, base in self.bases().items()
            if not (key in self.edits and self.edits[key].suppressed)
        ]
        return sorted(
            found,
            key=lambda line: (line["quantity_start"], -len(line["quantity_text"]), line["event"], line["category"]),
        )


class Store:
    """The articles on the desk by digest, in the order in which they came, and the folder that keeps them."""

    def __init__(self, folder: Path) -> None:
        """Raises RecordError for a file in the folder that claimx has not written."""
        self.folder = folder
        self.entries: dict[str, Entry] = {}
        self._kept = folder / "articles"
        self._kept.mkdir(parents=True, exist_ok=True)
        (folder / "texts").mkdir(exist_ok=True)
        found = [_read(path) for path in sorted(self._kept.iterdir()) if _NAMED.fullmatch(path.name)]
        for _, entry in sorted(found, key=lambda pair: pair[0]):
            self.entries[entry.article.sha256] = entry
        self._order = max((order for order, _ in found), default=0)
        self._published: frozenset[str] = frozenset()
        self._orders = {entry.article.sha256: order for order, entry in found}
        self._publish()

    def add(self, article: Article) -> Entry:
        """The article's entry; one that is there already stays as it is."""
        known = self.entries.get(article.sha256)
        if known is None:
            # Gold names articles by their file's name without its ending: no two may share it.
            if any(_stem(entry.article.path) == _stem(article.path) for entry in self.entries.values()):
                path = PurePosixPath(article.path)
                article = replace(
                    article, path=str(path.with_name(f"{path.stem}-{article.sha256[:SHORT]}{path.suffix}"))
                )
            known = self.entries[article.sha256] = Entry(article)
            self._order += 1
            self._orders[article.sha256] = self._order
        return known

    def save(self, entry: Entry) -> None:
        """Keep an entry, on the disk, then what other commands read of it. Raises WriteError."""
        article = entry.article
        whole = {
            "format": 1,
            "order": self._orders[article.sha256],
            "article": {
                **{name: getattr(article, name) for name in _ARTICLE},
                "published": article.published and article.published.isoformat(),
            },
            "records": None if entry.records is None else [record.model_dump(mode="json") for record in entry.records],
            "refusals": [asdict(refusal) for refusal in entry.refusals],
            "rivals": entry.rivals,
            "edits": {key: {"values": one.values, "versions": one.versions} for key, one in entry.edits.items()},
            "added": entry.added,
            "version": entry.version,
            "checked": entry.checked,
        }
        _write(self._kept / f"{article.sha256}.json", json.dumps(whole) + "\n")
        # The corrections of an article that is not checked yet are nobody else's business.
        if entry.checked or article.sha256 in self._published:
            self._publish()

    def _publish(self) -> None:
        """Gold, records and ids of the checked articles, as eval, fit, import and extract take them."""
        checked = [entry for entry in self.entries.values() if entry.checked]
        told = [(entry, entry.lines()) for entry in checked]
        gold = "".join(_line(line) for _, lines in told for line in lines)
        reviewed = "".join(
            _line({"doc": entry.doc, "sha256": entry.article.sha256, "claims": lines}) for entry, lines in told
        )
        records = "".join(json_of(record) + "\n" for entry in checked for record in entry.records or ())
        out = [
            record.id
            for entry in checked
            for record in entry.records or ()
            if record.id in entry.edits and entry.edits[record.id].suppressed
        ]
        head = "# Records that a person rejected, for `claimx extract --suppress`.\n"
        for entry in checked:
            path = self.folder / "texts" / f"{entry.article.sha256}.txt"
            if not path.exists():
                _write(path, entry.article.text)
        rejected = head + "".join(f"{one}\n" for one in out)
        for name, text in zip(_OUTPUTS, (records, reviewed, rejected, gold), strict=True):
            _write(self.folder / name, text)
        self._published = frozenset(entry.article.sha256 for entry in checked)


_ARTICLE = ("text", "id", "path", "sha256", "title", "publisher", "url", "published", "published_basis")


def _stem(path: str) -> str:
    return PurePosixPath(path).stem


def _line(value: dict[str, Any]) -> str:
    return escaped(json.dumps(value, ensure_ascii=False)) + "\n"


def _write(path: Path, text: str) -> None:
    with atomic(path, alone=False) as part:
        part.write_bytes(text.encode("utf-8"))


def _read(path: Path) -> tuple[int, Entry]:
    try:
        order, entry = _entry(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError, RecursionError) as error:
        told = (
            f"was not written by 'claimx serve' ({type(error).__name__}: {error}); move it away, or name another --into"
        )
        raise RecordError(told, str(path)) from error
    if entry.article.sha256 != path.stem or entry.checked and entry.records is None:
        raise RecordError("was not written by 'claimx serve'; move it away, or name another --into", str(path))
    return order, entry


def _entry(whole: dict[str, Any]) -> tuple[int, Entry]:
    told = {name: whole["article"][name] for name in _ARTICLE}
    day, basis = told["published"], told["published_basis"]
    told["published"] = day and date.fromisoformat(day)
    told["published_basis"] = basis and PublishedBasis(basis)
    entry = Entry(
        Article(**told),
        records=None if whole["records"] is None else tuple(map(Record.model_validate, whole["records"])),
        refusals=tuple(Refusal(**one) for one in whole["refusals"]),
        rivals={
            str(key): [{name: str(one[name]) for name in ("field", "value", "words", "rule", "why")} for one in rivals]
            for key, rivals in whole.get("rivals", {}).items()
        },
        edits={str(key): _edits(one) for key, one in whole["edits"].items()},
        added={str(key): dict(line) for key, line in whole["added"].items()},
        version=int(whole["version"]),
        checked=bool(whole["checked"]),
    )
    if not entry.edits and not entry.checked and not entry.added:
        # Nobody has worked on what an earlier version may have read: it is read anew.
        entry.records, entry.refusals = None, ()
    return int(whole["order"]), entry


def _edits(one: dict[str, Any]) -> Edits:
    return Edits(Change(**one["values"]).values(), {str(name): int(at) for name, at in one["versions"].items()})


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The store of a folder, made where there is none, for this process alone. Raises WriteError and RecordError."""
    strange = next((name for name in _OUTPUTS if (folder / name).exists()), None)
    if strange and not (folder / "articles").is_dir():
        raise WriteError(f"holds a {strange} that 'claimx serve' has not written; name another --into", str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | UNFOLLOWED, 0o666)
    except OSError as error:
        raise WriteError(f"cannot be written: {reason(error)}", str(folder)) from error
    try:
        if not take(lock):
            raise WriteError("is open in another 'claimx serve'; close that one, or name another --into", str(folder))
        yield Store(folder)
    finally:
        os.close(lock)
