"""Every rule id that a record may carry is explained, and ``claimx rule`` prints it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimx.cli.commands import claimx
from claimx.lexicon.entries import DATA
from claimx.lexicon.rules import load_rules
from claimx.models import Article
from claimx.schema import Event

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "claimx"
RULES = load_rules()
DOMAINS = {rule.partition(".")[0] for rule in RULES}
# Keys of a record, of which the code speaks too; they are no rules.
KEYS = {
    "date.end", "date.scope", "date.start", "item.model", "item.text", "quantity.high", "quantity.low", "quantity.per",
    "quantity.qualifier", "quantity.text", "quantity.value", "stance.cue", "series.js",
}  # fmt: skip


def in_code():
    """String literals of the form domain.name in the stages that name rules; by one pattern, since every run asks at its beginning."""
    literal = re.compile(rf"""(["'])((?:{"|".join(sorted(DOMAINS))})\.[A-Za-z0-9-]+)\1""")
    for path in SOURCE.rglob("*.py"):
        if "confidence" not in path.parts:  # that names features, not rules
            yield from (found for _, found in literal.findall(path.read_text("utf-8")))


def in_data():
    """The rules that vocabulary entries name."""
    for path in DATA.glob("*.toml"):
        for entry in tomllib.loads(path.read_text("utf-8")).get("entry", []):
            if "rule" in entry:
                yield entry["rule"]


@pytest.mark.parametrize("rule", sorted({*in_code(), *in_data()} - KEYS))
def test_rule_in_code_is_explained(rule):
    assert rule in RULES


@pytest.mark.parametrize("event", Event)
def test_rule_of_each_event_is_explained(event):
    """Ids of losses are made of the event's name."""
    assert f"loss.{event.value.replace('_', '-')}" in RULES


@pytest.mark.parametrize("rule", RULES)
def test_rule_is_printed(rule):
    done = CliRunner().invoke(claimx, ["rule", rule])

    assert done.exit_code == 0
    assert RULES[rule].meaning.split()[0] in done.output


TEXTS = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "gold" / "texts").glob("*.txt")])


@pytest.mark.skipif(not TEXTS, reason="no texts are here")
def test_rules_of_records_are_explained(extractor):
    articles = (Article(path.read_text("utf-8"), path.stem) for path in TEXTS[::3])

    assert {rule for _, records in extractor.pipe(articles) for record in records for rule in record.rules} <= set(
        RULES
    )


STANCES = [RULES["stance.denied"], RULES["stance.possible"]]


@pytest.mark.parametrize("rule, text", [(rule.id, text) for rule in STANCES for text in rule.examples])
def test_stance_fires_on_its_examples(extractor, rule, text):
    assert rule in fired(extractor, text)


@pytest.mark.parametrize("rule, text", [(rule.id, text) for rule in STANCES for text in rule.counter_examples])
def test_stance_is_silent_on_its_counter_examples(extractor, rule, text):
    assert rule not in fired(extractor, text)


LINKS = tomllib.loads((DATA / "rules" / "links.toml").read_text("utf-8"))["rule"]


def fired(extractor, text):
    return {rule for record in extractor.extract(Article(text)) for rule in record.rules}


@pytest.mark.parametrize("rule, text", [(rule["id"], text) for rule in LINKS for text in rule["examples"]])
def test_link_fires_on_its_examples(extractor, rule, text):
    assert rule in fired(extractor, text)


@pytest.mark.parametrize("rule, text", [(rule["id"], text) for rule in LINKS for text in rule["counter_examples"]])
def test_link_is_silent_on_its_counter_examples(extractor, rule, text):
    assert rule not in fired(extractor, text)
