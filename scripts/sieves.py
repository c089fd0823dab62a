"""Write the table of sieves into the guide: how often each was used on texts that no rule was tuned on, and how often it was right.

    measure | python scripts/sieves.py

Reads a line a rule, "SHARE USES RULE", the share that of its uses in which the field that it fills was right; other lines are passed over.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "evaluation.md"
BEGIN, END = "<!-- sieves: written by scripts/sieves.py -->", "<!-- /sieves -->"
# What fills a field without other sieves beside it, by the first part of its rules' ids.
FILLS = {"attribution": "source", "date": "date", "place": "location"}
_LINE = re.compile(r"\s*([01]\.\d+)\s+(\d+)\s+([a-z]+\.[a-z-]+)\s*")


def rows(lines: Iterable[str]) -> list[tuple[str, str, int, float]]:
    """Rule, fields, uses and share right of each sieve in the lines, field by field, the most used first."""
    from claimx.link.sieves import ORDERS

    found = []
    for line in lines:
        if (read := _LINE.fullmatch(line)) is None:
            continue
        share, uses, rule = float(read[1]), int(read[2]), read[3]
        fields = [
            field
            for field, orders in ORDERS.items()
            if any(rule in sieve.rules for order in orders.values() for sieve in order)
        ]
        domain = rule.partition(".")[0]
        if domain == "party" or domain in FILLS:
            # How the words of a mention are resolved, whichever sieve finds it, serves both sides.
            field = FILLS.get(domain) or ", ".join(fields) or "affected, actor"
            found.append((rule, field, uses, share))
    order = ("affected", "affected, actor", "actor", "source", "date", "location")
    return sorted(found, key=lambda row: (order.index(row[1]), -row[2], row[0]))


def table(lines: Iterable[str]) -> str:
    """The table in Markdown."""
    head = "| sieve | field | uses | right |\n| --- | --- | --- | --- |\n"
    return head + "".join(
        f"| `{rule}` | {field} | {uses} | {share:.2f} |\n" for rule, field, uses, share in rows(lines)
    )


def main() -> None:
    """Put the table in the place of the one that stands in the guide."""
    text = GUIDE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    GUIDE.write_text(f"{before}{BEGIN}\n\n{table(sys.stdin)}\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
