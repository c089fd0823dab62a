"""Denials, doubts and hypotheticals: tests/cases/qualifiers.toml, and the vocabulary's own examples."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.find.qualifiers import find_hypotheticals, find_stances
from claimx.lexicon.match import Matcher
from claimx.lexicon.qualifiers import QualifierEntry, QualifierVocabulary
from claimx.models import Block, BlockKind, Sentence
from claimx.parse import Parser
from claimx.tokenize import tokenize

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "qualifiers.toml").read_text("utf-8")
)["case"]
VOCABULARY = QualifierVocabulary.load()


@cache
def parser() -> Parser:
    return Parser()


def read(text: str, parsed: bool = False) -> Sentence:
    sentence = Sentence(0, Block(0, BlockKind.PARAGRAPH, 0, len(text)), 0, len(text), text, tokenize(text))
    return next(parser().parse([sentence])) if parsed else sentence


@pytest.mark.parametrize("parsed", [True, False], ids=["parsed", "tokens"])
@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_case(case: dict[str, Any], parsed: bool) -> None:
    offset = case["text"].index("<n>")
    sentence = read(re.sub(r"</?n>", "", case["text"]), parsed)
    token = next(t.i for t in sentence.tokens if t.end > offset)

    stances = [cue.stance.value for cue in find_stances(sentence, VOCABULARY) if cue.scope[0] <= token < cue.scope[1]]
    void = any(first <= token < last for first, last in find_hypotheticals(sentence, VOCABULARY))

    assert (stances or ["asserted"])[0] == case.get("stance", "asserted")
    assert void == case.get("void", False)


@pytest.mark.parametrize("entry", VOCABULARY.entries, ids=lambda entry: entry.id)
def test_examples(entry: QualifierEntry) -> None:
    """Each entry matches what its examples mark, and nothing in its counter-examples: a pseudo-cue hides the cue."""

    own = Matcher((word, entry) for word in entry.words)

    def lowers(text: str) -> list[str]:
        return [t.lower for t in tokenize(re.sub(r"</?m>", "", text))]

    for example in entry.examples:
        wanted = [" ".join(lowers(words)) for words in re.findall(r"<m>(.*?)</m>", example)]
        words = lowers(example)
        assert wanted
        assert [" ".join(words[m.first : m.last]) for m in own.find(words)] == wanted
    for example in entry.counter_examples:
        assert entry.id not in [m.value.id for m in VOCABULARY.find(lowers(example))]


WORDS = st.sampled_from(
    "may May could if that , ; denied but which feared dead killed 12 people will kill would have threatened to send and the . ( )".split()
)


@given(st.lists(WORDS, max_size=20))
def test_any_words(words: list[str]) -> None:
    """Any string of qualifying words is read without an error; every scope lies within the sentence."""

    sentence = read(" ".join(words))
    n = len(sentence.tokens)

    assert all(0 <= cue.scope[0] <= cue.scope[1] <= n for cue in find_stances(sentence, VOCABULARY))
    assert all(0 <= first < last <= n for first, last in find_hypotheticals(sentence, VOCABULARY))
