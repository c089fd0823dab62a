"""Attributions: tests/cases/attributions.toml, with syntax and on tokens alone, and the vocabulary's own examples."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.find.attributions import MOST_CUES, find_attributions
from claimx.lexicon.attributions import AttributionEntry, AttributionVocabulary
from claimx.link.sources.linker import choose
from claimx.models import Block, BlockKind, Sentence
from claimx.parse import Parser
from claimx.tokenize import tokenize

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "attributions.toml").read_text("utf-8")
)["case"]
VOCABULARY = AttributionVocabulary.load()
MARK = re.compile(r"</?[cw]>")


@cache
def parser() -> Parser:
    return Parser()


def read(text: str, headline: bool = False, parsed: bool = False) -> Sentence:
    kind = BlockKind.HEADLINE if headline else BlockKind.PARAGRAPH
    # Index 3: a sentence inside the article, so that nothing is taken for a headline by its place.
    sentence = Sentence(3, Block(3, kind, 0, len(text)), 0, len(text), text, tokenize(text))
    return next(parser().parse([sentence])) if parsed else sentence


def marked(text: str) -> tuple[str, int, bool]:
    """The text without marks, the offset of the marked number, whether it is in the content."""
    (start,) = (m.start() for m in re.finditer(r"<[cw]>", text))
    return MARK.sub("", text), start, "<c>" in text


@pytest.mark.parametrize("parsed", [True, False], ids=["parsed", "tokens"])
@pytest.mark.parametrize("case", CASES, ids=[f"{case['why']}" for case in CASES])
def test_case(case: dict[str, Any], parsed: bool) -> None:
    if case.get("parsed") and not parsed:
        pytest.skip("needs syntax")
    text, offset, content = marked(case["text"])
    sentence = read(text, case.get("headline", False), parsed)
    token = next(t.i for t in sentence.tokens if t.end > offset)

    chosen, relay = choose(find_attributions(sentence, VOCABULARY), token)

    if not content:
        assert chosen is None
        return
    assert chosen is not None
    assert (chosen.name or "pronoun") == case["source"]
    if "cue" in case:
        assert sentence.slice(chosen.cue) == case["cue"]
    if "via" in case:
        assert (chosen.via or (relay.name if relay else None)) == case["via"]
    if "mode" in case:
        assert chosen.mode == case["mode"]


@pytest.mark.parametrize("entry", VOCABULARY.entries, ids=lambda entry: entry.id)
def test_examples(entry: AttributionEntry) -> None:
    """Each entry matches what its examples mark, and nothing in its counter-examples."""

    def found(text: str) -> list[str]:
        tokens = tokenize(text)
        texts, lowers = [t.text for t in tokens], [t.lower for t in tokens]
        if entry.part == "neighbour":
            return [word for word in lowers if word in entry.words and word in VOCABULARY.beside[entry.form]]
        matches = list(VOCABULARY.cues(lowers)) if entry.part == "cue" else VOCABULARY.sources(texts, lowers)
        return [" ".join(texts[m.first : m.last]) for m in matches if m.value.id == entry.id]

    for example in entry.examples:
        wanted = re.findall(r"<m>(.*?)</m>", example)
        assert wanted
        assert [" ".join(t.text for t in tokenize(words)) for words in wanted] == found(re.sub(r"</?m>", "", example))
    for example in entry.counter_examples:
        assert found(example) == []


WORDS = st.sampled_from(
    "said says told according to the a police ministry Reuters he who which that , . : \" ' | - and of killed 12 people on Monday citing by was "
    "reported adding Syrian Observatory spokesman in claimed put toll at accused quoted as saying show figures but while ( )".split()
)


@given(st.lists(WORDS, min_size=1, max_size=24))
def test_any_words(words: list[str]) -> None:
    """Any string of words of attribution is read without an error; sources, cues and contents lie within the sentence."""

    sentence = read(" ".join(words))
    n = len(sentence.tokens)

    for one in find_attributions(sentence, VOCABULARY):
        assert 0 <= one.cue.first < one.cue.last <= n
        assert one.source is None or 0 <= one.source.first < one.source.last <= n
        assert all(0 <= a < b <= n for a, b in one.content)


def test_broken_page_is_bounded() -> None:
    """A page without a full stop is read no further than its first cues: time stays linear in its length."""

    sentence = read("police said , " * 500 + "12 killed")

    assert len(find_attributions(sentence, VOCABULARY)) <= MOST_CUES
