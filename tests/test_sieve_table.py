"""The table of sieves in the guide: it names rules that there are, and leaves out none that is in use."""

from __future__ import annotations

import json
import re
import runpy
from collections import Counter
from pathlib import Path

import pytest

from claimx.lexicon.rules import load_rules

ROOT = Path(__file__).parent.parent
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "sieves.py"))
GUIDE = (ROOT / "docs" / "evaluation.md").read_text("utf-8")
ROW = re.compile(r"\| `([a-z.-]+)` \| ([a-z, ]+) \| (\d+) \| ([01]\.\d\d) \|")
ROWS = ROW.findall(GUIDE.split(SCRIPT["BEGIN"])[1].split(SCRIPT["END"])[0])
FIELDS = {"affected", "actor", "source", "date", "location"}
# So often a sieve is used in the project's own records that other texts can't do without it.
OFTEN = 10


def in_use():
    """Sieves that the stored records use often."""
    uses: Counter[str] = Counter()
    for path in (ROOT / "tests" / "golden").glob("**/*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            uses.update(json.loads(line)["rules"])
    domains = ("party", "attribution", "date", "place")
    return sorted(rule for rule, n in uses.items() if n >= OFTEN and rule.partition(".")[0] in domains)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_rows_name_rules_that_there_are(row):
    rule, fields, uses, share = row

    assert rule in load_rules()
    assert set(fields.split(", ")) <= FIELDS
    assert int(uses) >= 3
    assert 0 <= float(share) <= 1


@pytest.mark.parametrize("rule", in_use())
def test_each_sieve_in_use_has_one_row(rule):
    assert [row[0] for row in ROWS].count(rule) == 1


def test_a_table_is_made_of_figures():
    lines = [
        "0.75    4 party.story",
        "0.91  499 loss.killed",
        "0.60    5 party.own",
        "check  12 texts",
        "0.90   40 date.day",
    ]

    assert SCRIPT["table"](lines).splitlines()[2:] == [
        "| `party.own` | affected, actor | 5 | 0.60 |",
        "| `party.story` | actor | 4 | 0.75 |",
        "| `date.day` | date | 40 | 0.90 |",
    ]
