"""The words of constructions keep their word: examples hold them, counter-examples do not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from claimx.layout import segment
from claimx.lexicon.constructions import ConstructionEntry, ConstructionVocabulary
from claimx.lexicon.entries import load_entries
from claimx.models import Article
from claimx.tokenize import tokenize

ENTRIES = load_entries("constructions", ConstructionEntry)
MARKED = re.compile(r"<m>(.*?)</m>")


def words(extractor, text):
    """The words of a text as written and in dictionary form."""
    _, sentences = segment(Article(text), extractor.lexicon.boilerplate)
    cut = [replace(sentence, tokens=tokenize(sentence.text, sentence.start)) for sentence in sentences]
    return {
        form: token
        for sentence in extractor.parser.parse(cut)
        for token in sentence.tokens
        for form in (token.lower, token.lemma)
    }


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_examples_hold_the_words(extractor, entry):
    for example in entry.examples:
        found = words(extractor, MARKED.sub(r"\1", example))
        for mark in MARKED.findall(example):
            assert any(token.text == mark for form, token in found.items() if form in entry.words), mark


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_counter_examples_do_not(extractor, entry):
    for example in entry.counter_examples:
        assert not set(words(extractor, example)) & set(entry.words)


def test_every_family_is_filled():
    vocabulary = ConstructionVocabulary.load()

    assert all(getattr(vocabulary, family) for family in ConstructionVocabulary.__slots__)


def test_a_word_stands_once_in_a_family():
    seen = [(entry.family, word) for entry in ENTRIES for word in entry.words]

    assert len(seen) == len(set(seen))
