"""The chooser, and the tables of sieves that it reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimx.lexicon.rules import load_rules
from claimx.link.assign import Sieve, Stage, assign, proposals
from claimx.link.sieves import ORDERS, places_of
from claimx.models import Article, PartyLink
from claimx.pipeline import Extractor
from claimx.schema import PartyBasis, PartyType

TEXTS = sorted((Path(__file__).parents[1] / "gold" / "texts").glob("*.txt"))
RULES = load_rules()
PLACED = sorted(
    {rule for orders in ORDERS.values() for order in orders.values() for one in order for rule in one.rules}
)
# How the words of a mention are resolved, whichever sieve finds it.
RESOLVED = {"party.enemy", "party.own"}
# Words that name nobody.
NOBODY = {"attribution.hearsay", "attribution.nobody"}


def link(name):
    return PartyLink(name, name, PartyType.COUNTRY, 0, 4, PartyBasis.STATED, "party.line")


def order(*values):
    """Sieves that propose the values, and the list of those that were asked."""
    asked = []

    def sieve(value):
        def propose(case):
            asked.append(value)
            return value and link(value)

        return Sieve(propose, Stage.LAYOUT, ("party.line",))

    return [sieve(value) for value in values], asked


def test_the_first_proposal_wins_and_no_later_sieve_is_asked():
    sieves, asked = order(None, "Chad", "Peru")

    assert assign(sieves, None) == link("Chad")
    assert asked == [None, "Chad"]


def test_without_a_proposal_the_field_stays_empty():
    assert assign(order(None, None)[0], None) is None


def test_all_that_is_proposed_has_its_place():
    sieves, _ = order(None, "Chad", None, "Peru")

    assert [(k, value.name) for k, value in proposals(sieves, None)] == [(1, "Chad"), (3, "Peru")]


@pytest.mark.parametrize("rule", PLACED)
def test_each_sieve_is_explained(rule):
    known = RULES[rule]

    assert known.examples
    assert known.counter_examples
    assert list(places_of(rule))


def test_each_rule_that_names_a_side_or_a_source_has_a_place():
    named = {rule for rule in RULES if rule.startswith(("party.", "attribution."))}

    assert named - set(PLACED) == RESOLVED | NOBODY


def test_sieves_go_by_the_rules_of_their_table():
    extractor = Extractor(explain=True)
    articles = [Article(path.read_text("utf-8")) for path in TEXTS[:5]]
    choices = [one for _, found in extractor.pipe(articles) for several in found.choices.values() for one in several]
    told = [(one, re.match(r"sieve (\d+) of (\d+), (.*)", one.weight)) for one in choices]
    placed = [(one, at) for one, at in told if at and one.rule not in RESOLVED]

    assert {one.field for one, _ in placed} == {"affected", "actor", "source"}
    for one, at in placed:
        orders = [known for known in ORDERS[one.field].values() if len(known) == int(at[2])]
        sieves = [known[int(at[1]) - 1] for known in orders]
        assert any(one.rule in sieve.rules and at[3] == sieve.stage.value for sieve in sieves), one
