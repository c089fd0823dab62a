"""Counting expressions: the case file, the rules' and the vocabulary's own examples, and properties."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.find.cardinals import read_cardinal, whole
from claimx.find.noncounts import REASONS
from claimx.find.quantities import find_noncounts, find_quantities
from claimx.lexicon.entries import DATA
from claimx.lexicon.quantities import QuantityVocabulary, Role
from claimx.models import Block, BlockKind, Form, Sentence
from claimx.tokenize import tokenize

VOCABULARY = QuantityVocabulary.load()
CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "quantities.toml").read_text(encoding="utf-8"))["case"]
RULES = tomllib.loads((DATA / "rules" / "quantities.toml").read_text(encoding="utf-8"))["rule"]
COUNTING = {
    Role.UNIT,
    Role.TEN,
    Role.MAGNITUDE,
    Role.SET,
    Role.VAGUE,
    Role.VAGUE_BASE,
    Role.NONE,
    Role.ARTICLE,
    Role.PRONOUN,
    Role.NOUN,
    Role.HEDGE,
    Role.HEDGE_AFTER,
    Role.FACTOR,
    Role.FACTOR_WHOLE,
    Role.ANTECEDENT,
    Role.ANTECEDENT_PART,
}


def sentence_of(text, start=0):
    block = Block(0, BlockKind.PARAGRAPH, start, start + len(text))
    return Sentence(0, block, start, start + len(text), text, tokenize(text, start))


def marked(text):
    """The text without markup, and the marked spans in it."""
    spans, plain = [], ""
    for part in re.split(r"(<m>.*?</m>)", text):
        words = part.removeprefix("<m>").removesuffix("</m>")
        if words != part:
            spans.append((len(plain), len(plain) + len(words)))
        plain += words
    return plain, spans


def quantities(text):
    return find_quantities(sentence_of(text), VOCABULARY)


def stated(quantity, text):
    """A quantity as the case file writes it."""
    out = {"text": text[quantity.phrase.start : quantity.phrase.end], "low": quantity.low, "high": quantity.high}
    out["qualifier"] = quantity.qualifier.value
    out["form"] = quantity.form.value
    if quantity.per:
        out["per"] = quantity.per.value
    if quantity.factors:
        out["factors"] = list(quantity.factors)
    return out


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_case(case):
    text, spans = marked(case["text"])
    articles = case.get("articles", False)
    found = [q for q in quantities(text) if articles or q.form is not Form.ARTICLE]

    assert [(q.phrase.start, q.phrase.end) for q in found] == spans
    expected = case.get("expect", [])
    assert len(expected) in {0, len(spans)}
    for quantity, fields in zip(found, expected, strict=False):
        got = stated(quantity, text)
        # TOML has no null: an open bound is written "open".
        wanted = {key: None if value == "open" else value for key, value in fields.items()}
        assert {key: got.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_rule_fires_on_its_examples_only(rule):
    for example in rule["examples"]:
        text, spans = marked(example)
        sentence = sentence_of(text)
        fired = [(q.phrase.start, q.phrase.end) for q in find_quantities(sentence, VOCABULARY) if q.rule == rule["id"]]
        fired += [(r.start, r.end) for r in find_noncounts(sentence, VOCABULARY) if r.rule == rule["id"]]
        assert set(spans) <= set(fired), example
    for example in rule["counter_examples"]:
        sentence = sentence_of(example)
        if rule["id"] in REASONS:
            # A refusing rule must leave the count of its counter-example standing.
            counted = [q for q in find_quantities(sentence, VOCABULARY) if q.form is not Form.ARTICLE]
            assert counted, example
        else:
            assert rule["id"] not in {q.rule for q in find_quantities(sentence, VOCABULARY)}, example


def test_every_refusal_is_documented():
    assert set(REASONS) <= {rule["id"] for rule in RULES}


@pytest.mark.parametrize("entry", VOCABULARY.entries, ids=lambda entry: entry.id)
def test_entry_examples(entry):
    for example in entry.examples:
        text, spans = marked(example)
        assert spans, "an example marks the entry's words"
        for start, end in spans:
            assert text[start:end].lower() in entry.words, example
        if entry.role in COUNTING:
            phrases = [(q.phrase.start, q.phrase.end) for q in quantities(text)]
            assert all(
                any(a <= start and end <= b or (a < end and start < b) for a, b in phrases) for start, end in spans
            )
    if entry.role in {Role.REFUSE_AFTER, Role.REFUSE_BEFORE, Role.REFUSE_ARTICLE}:
        for example in entry.examples:
            text, _ = marked(example)
            assert entry.rule in {r.rule for r in find_noncounts(sentence_of(text), VOCABULARY)}, example
    if entry.rule is not None:
        assert entry.rule in REASONS


UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def spell(n, conjunction):
    """The number in English words."""
    if n < 20:
        return UNITS[n]
    if n < 100:
        return TENS[n // 10] + ("-" + UNITS[n % 10] if n % 10 else "")
    for size, name in [(10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")]:
        if n >= size:
            rest = n % size
            joint = " and " if conjunction and 0 < rest < 100 else " "
            return f"{spell(n // size, conjunction)} {name}" + (joint + spell(rest, conjunction) if rest else "")
    raise AssertionError


@given(st.integers(0, 10**12 - 1), st.booleans())
def test_number_words_round_trip(n, conjunction):
    words = spell(n, conjunction)
    cardinal = read_cardinal(tokenize(words), 0, VOCABULARY)

    assert cardinal is not None
    assert cardinal.last == len(tokenize(words))
    assert whole(cardinal.value) == n


@given(st.integers(0, 10**12 - 1), st.sampled_from([",", "", "\u00a0", " "]))
def test_digits_round_trip(n, separator):
    text = f"{n:,}".replace(",", separator)
    cardinal = read_cardinal(tokenize(text), 0, VOCABULARY)

    assert cardinal is not None
    assert whole(cardinal.value) == n


WORDS = sorted({word for entry in VOCABULARY.entries for word in entry.words})
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.integers(0, 10**7).map(str),
    st.sampled_from(list("-–,.()+[]%$:/'\"½²①")),
    st.text(max_size=6),
)


@given(st.lists(PIECES, max_size=30), st.sampled_from(["", " "]), st.integers(0, 50))
def test_any_text_gives_sound_quantities(pieces, joint, start):
    text = joint.join(pieces)
    sentence = sentence_of(text, start)

    last = 0
    for quantity in find_quantities(sentence, VOCABULARY):
        phrase, number = quantity.phrase, quantity.number
        assert last <= phrase.first < phrase.last
        last = phrase.last
        assert phrase.first <= number.first < number.last <= phrase.last
        assert sentence.slice(phrase) == text[phrase.start - start : phrase.end - start] != ""
        if quantity.low is not None and quantity.high is not None:
            assert 0 <= quantity.low <= quantity.high
        assert (quantity.factors is None) == (quantity.form is not Form.DERIVED)
        if quantity.factors is None:
            assert (quantity.low, quantity.high) != (None, None)
    for refusal in find_noncounts(sentence, VOCABULARY):
        assert text[refusal.start - start : refusal.end - start] == refusal.text


@pytest.mark.parametrize(
    "pump",
    [
        "1 234 ",
        "two hundred and ",
        "at least ",
        "12 to ",
        "12-",
        "hundreds of ",
        "a ",
        "million ",
        "no fewer than ",
        "three times ",
        "half a ",
        "5, ",
        "March 12 and ",
        "in every ",
        "0207 782 ",
        "one in ",
        "+1 ",
        "or even ",
    ],
)
def test_long_repetition_ends(pump):
    """10,000 tokens of one pattern: a quadratic reading would not come back in a test's time."""
    text = pump * (10_000 // len(tokenize(pump)))

    find_quantities(sentence_of(text), VOCABULARY)
