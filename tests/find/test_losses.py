"""Words that say what happened: the case file, the vocabulary's own examples, and the forms of verbs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from claimx.find.losses import find_losses
from claimx.lexicon.entries import DATA, load_entries
from claimx.lexicon.losses import LossEntry, LossVocabulary, inflect
from claimx.parse import Parser
from claimx.schema import Kind

VOCABULARY = LossVocabulary.load()
CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "losses.toml").read_text(encoding="utf-8"))["case"]
ENTRIES = load_entries("losses", LossEntry)
RULES = {
    rule["id"]: rule for rule in tomllib.loads((DATA / "rules" / "losses.toml").read_text(encoding="utf-8"))["rule"]
}
MARKED = re.compile(r"<m>(.*?)</m>")


@pytest.fixture(scope="module")
def read(sentence):
    """Losses of a text as (words, loss), after a parse."""
    parser = Parser()

    def read(text):
        whole = next(iter(parser.parse([sentence(text)])))
        return [(whole.slice(each.phrase), each) for each in find_losses(whole, VOCABULARY)]

    return read


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(read, case):
    """Every case finds its losses, each with the event for the kind named, and nothing else."""
    found = read(case["text"])

    assert [words for words, _ in found] == [words for words, _, _ in case["losses"]]
    for (_, each), (_, kind, event) in zip(found, case["losses"], strict=True):
        assert each.events.get(Kind(kind)) == event
        assert each.phrase.covers(each.anchor)


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.shape != "pseudo"], ids=lambda entry: entry.id)
def test_entry_matches_its_examples(read, entry):
    """What an entry marks is found by that entry, and no counter-example is."""
    for example in entry.examples:
        found = read(MARKED.sub(r"\1", example))
        for marked in MARKED.findall(example):
            assert entry.id in {each.entry for words, each in found if marked in words}, (example, found)
    for example in entry.counter_examples:
        assert entry.id not in {each.entry for _, each in read(example)}, example


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.shape == "pseudo"], ids=lambda entry: entry.id)
def test_pseudo_words_are_no_losses(read, entry):
    """Idioms are found by nothing."""
    for example in entry.examples:
        for marked in MARKED.findall(example):
            assert not [words for words, _ in read(MARKED.sub(r"\1", example)) if words in marked], example


def test_every_entry_has_an_event_and_a_rule():
    """A family without an event says nothing; a rule without an explanation cannot be looked up."""
    for entry in ENTRIES:
        if entry.shape != "pseudo":
            assert entry.casualty or entry.equipment, entry.id
            assert "loss." + entry.id.partition(".")[0] in RULES


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule["id"], example) for rule in RULES.values() for example in rule["examples"]],
)
def test_rule_fires_on_its_examples(read, rule, text):
    """Each example of a rule fires it."""
    assert rule in {each.rule for _, each in read(text)}


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule["id"], example) for rule in RULES.values() for example in rule["counter_examples"]],
)
def test_rule_is_silent_on_its_counter_examples(read, rule, text):
    """No counter-example of a rule fires it."""
    assert rule not in {each.rule for _, each in read(text)}


@pytest.mark.parametrize(
    ("verb", "irregular", "double", "forms"),
    [
        ("kill", {}, False, {"kill", "kills", "killed", "killing"}),
        ("gun", {}, True, {"gun", "guns", "gunned", "gunning"}),
        ("shoot", {"shoot": ("shot", "shot")}, False, {"shoot", "shoots", "shot", "shooting"}),
        ("bury", {}, False, {"bury", "buries", "buried", "burying"}),
        ("crash", {}, False, {"crash", "crashes", "crashed", "crashing"}),
        ("die", {}, False, {"die", "dies", "died", "dying"}),
    ],
)
def test_inflect(verb, irregular, double, forms):
    """The forms of a verb, by rule or from its irregular past."""
    assert set(inflect(verb, irregular, double)) == forms


def test_category_told_by_the_word_itself(read):
    """Combat deaths are military, child deaths civilian; deaths alone tell nothing."""
    assert [each.category for _, each in read("It counted 400 combat deaths, 12 child deaths and 90 deaths.")] == [
        "military",
        "civilian",
        None,
    ]


def test_gate_words():
    """The gate knows every form by its first word."""
    assert {"killed", "shot", "deaths", "missing", "donates"} <= VOCABULARY.gate_words()
