"""Party mentions on tokens alone: the case file, every entry's own examples, and what holds for the whole vocabulary."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.find.parties import find_parties
from claimx.lexicon.entries import load_entries
from claimx.lexicon.parties import CountryEntry, GroupEntry, PartyVocabulary, RoleEntry
from claimx.tokenize import tokenize

VOCABULARY = PartyVocabulary.load()
COUNTRIES = load_entries("countries", CountryEntry)
GROUPS = load_entries("groups", GroupEntry)
ROLES = load_entries("roles", RoleEntry)
CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "parties.toml").read_text(encoding="utf-8"))["case"]
MARK = re.compile(r"<m>(.*?)</m>")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_case(case, sentence):
    if "gap" in case:
        pytest.xfail(case["gap"])
    text = MARK.sub(r"\1", case["text"])
    found = find_parties(sentence(text), VOCABULARY)
    assert [text[m.phrase.start : m.phrase.end] for m in found] == MARK.findall(case["text"])
    assert [m.name for m in found] == case["names"]
    assert [m.form for m in found] == case["forms"]


@pytest.mark.parametrize("entry", [*COUNTRIES, *GROUPS], ids=lambda entry: entry.id)
def test_examples_of_every_party_are_found_under_its_name(entry, sentence):
    for example in entry.examples:
        text = MARK.sub(r"\1", example)
        found = {text[m.phrase.start : m.phrase.end]: m.name for m in find_parties(sentence(text), VOCABULARY)}
        for words in MARK.findall(example):
            assert any(words in span and name == entry.name for span, name in found.items()), (example, found)


@pytest.mark.parametrize("entry", ROLES, ids=lambda entry: entry.id)
def test_examples_of_every_role_are_matched(entry):
    for example in entry.examples:
        words = MARK.findall(example)[0]
        assert VOCABULARY.role_at(entry.role, [t.lower for t in tokenize(words)], 0) == len(tokenize(words))


def test_foes_homes_and_guests_name_known_parties():
    known = set(VOCABULARY.parties)
    for party in VOCABULARY.parties.values():
        assert {*party.foes, *party.home, *party.guest_in} <= known, party.id


def test_iso_codes_are_unique():
    codes = [entry.iso3 for entry in COUNTRIES]
    assert len(codes) == len(set(codes))


def test_no_name_has_two_owners():
    """Every cased word belongs to one party, but for capitals that two states shared."""
    owners: dict[str, set[str]] = {}
    for entry in COUNTRIES:
        for word in (*entry.words, *entry.demonyms, *entry.metonyms, *entry.forces):
            owners.setdefault(word, set()).add(entry.id)
    for entry in GROUPS:
        for word in (*entry.words, *entry.adjectives):
            owners.setdefault(word, set()).add(entry.id)
    shared = {word for word, ids in owners.items() if len(ids) > 1}
    assert shared == {"Hanoi"}


@given(text=st.text(max_size=200))
def test_any_text_gives_ordered_mentions_that_do_not_overlap(text, sentence):
    found = find_parties(sentence(text), VOCABULARY)
    assert all(a.phrase.last <= b.phrase.first for a, b in itertools.pairwise(found))
    assert all(text[m.phrase.start : m.phrase.end].strip() for m in found)
