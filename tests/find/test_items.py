"""Words for people and equipment: the case file and the vocabulary's own examples."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from claimx.find.items import find_items
from claimx.lexicon.entries import load_entries
from claimx.lexicon.items import EquipmentEntry, ItemVocabulary, PersonEntry, broader
from claimx.parse import Parser
from claimx.schema import Category, Kind

VOCABULARY = ItemVocabulary.load()
CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "items.toml").read_text(encoding="utf-8"))["case"]
ENTRIES = [*load_entries("persons", PersonEntry), *load_entries("equipment", EquipmentEntry)]
MARKED = re.compile(r"<m>(.*?)</m>")


@pytest.fixture(scope="module")
def read(sentence):
    """Items of a text as (words, item), after a parse."""
    parser = Parser()

    def read(text, parsed=True):
        whole = sentence(text)
        if parsed:
            whole = next(iter(parser.parse([whole])))
        return [(whole.slice(each.phrase), each) for each in find_items(whole, VOCABULARY)]

    return read


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(read, case):
    """Every case finds its items with their categories, and nothing else."""
    found = read(case["text"])

    assert [[words, each.category.value] for words, each in found] == case["items"]
    if "model" in case:
        assert found[0][1].model == case["model"]


@pytest.mark.parametrize("entry", [e for e in ENTRIES if not e.pseudo], ids=lambda entry: entry.id)
def test_entry_matches_its_examples(read, entry):
    """What an entry marks is found, by that entry (nouns after a make: under the make's), and no counter-example is."""
    for example in entry.examples:
        found = read(MARKED.sub(r"\1", example))
        for marked in MARKED.findall(example):
            hits = [each for words, each in found if marked in words]
            assert hits, (example, found)
            if not getattr(entry, "after_model", False):
                assert entry.id in {each.entry for each in hits}, (example, hits)
                assert entry.category in {each.category for each in hits}
    for example in entry.counter_examples:
        assert entry.id not in {each.entry for _, each in read(example)}, example


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.pseudo], ids=lambda entry: entry.id)
def test_pseudo_words_are_no_items(read, entry):
    """Longer words that only hold one of ours are found by nothing."""
    for example in entry.examples:
        for marked in MARKED.findall(example):
            assert not [words for words, _ in read(MARKED.sub(r"\1", example)) if words in marked], example


def test_offsets_slice_the_text(read):
    """Every item is the words of the text."""
    text = "At dawn two “Grad” rocket launchers and 40 men of the militia were hit."

    for words, each in read(text):
        assert text[each.phrase.start : each.phrase.end] == words


def test_works_without_a_parse(read):
    """A sentence that was not parsed still shows its items."""
    found = read("Three tanks and 14 soldiers were lost.", parsed=False)

    assert [(words, each.kind) for words, each in found] == [("tanks", Kind.EQUIPMENT), ("soldiers", Kind.CASUALTY)]


def test_number_of_a_form_that_serves_for_both(read):
    """An aircraft is one, nine aircraft are many."""
    assert [each.plural for _, each in read("An aircraft was shot down.")] == [False]
    assert [each.plural for _, each in read("Nine aircraft were shot down.")] == [True]


@pytest.mark.parametrize(
    ("categories", "whole"),
    [
        ({Category.TANK, Category.ARMOURED_VEHICLE}, Category.ARMOURED_VEHICLE),
        ({Category.MILITARY, Category.CIVILIAN}, Category.UNSPECIFIED),
        ({Category.MISSILE, Category.UAV}, Category.EQUIPMENT),
        ({Category.HELICOPTER}, Category.HELICOPTER),
    ],
)
def test_broader(categories, whole):
    """Several words under one number take the broader category."""
    assert broader(categories) is whole


def test_gate_words_and_modifiers():
    """The gate knows the first words; a modifier of a loss noun tells its category."""
    assert {"soldiers", "main", "t"} & VOCABULARY.gate_words() >= {"soldiers", "main"}
    assert VOCABULARY.modifier("troop") is Category.MILITARY
    assert VOCABULARY.modifier("child") is Category.CIVILIAN
    assert VOCABULARY.modifier("banana") is None
