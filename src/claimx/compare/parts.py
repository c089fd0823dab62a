"""Which part of its category a claim counts, as the item's words tell ("children")."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import tomli

_FILE = Path(__file__).resolve().parent.parent / "data" / "compare.toml"
_JOINT = re.compile(r",|/|\b(?:and|or)\b")
_WORD = re.compile(r"[^\W_]+")

_Part = tuple[str, frozenset[str], frozenset[str]]  # name, words, categories (none: all)


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], dict[str, list[_Part]]]:
    tables = tomli.loads(_FILE.read_text(encoding="utf-8"))
    parts: dict[str, list[_Part]] = {}
    for table in tables["part"]:
        part = (table["name"], frozenset(table["words"]), frozenset(table.get("categories", ())))
        parts.setdefault(table["kind"], []).append(part)
    return frozenset(tables["whole"]), parts


@lru_cache(maxsize=65536)  # item texts recur
def part_of(kind: str, category: str, item: str | None) -> str | None:
    """The part of a category that the item's words name; None for the whole of it.

    >>> part_of("casualty", "civilian", "Palestinian children"), part_of("casualty", "civilian", "people")
    ('children', None)
    >>> part_of("casualty", "civilian", "women and children"), part_of("casualty", "military", "soldiers and officers")
    ('children and women', None)
    >>> part_of("equipment", "helicopter", "attack and transport helicopters")
    """
    if not item:
        return None
    whole, parts = _tables()
    found: set[str] = set()
    others = False
    for name in _JOINT.split(item.lower()):
        words = set(_WORD.findall(name))
        if not words:
            continue
        told = next(
            (
                part
                for part, wanted, categories in parts[kind]
                if (not categories or category in categories) and not wanted.isdisjoint(words)
            ),
            None,
        )
        if told is not None:
            found.add(told)
        elif whole & words:
            return None
        else:
            others = True
    if not found or found >= {"men", "women"}:
        return None
    return " and ".join([*sorted(found), *(["others"] if others else [])])
