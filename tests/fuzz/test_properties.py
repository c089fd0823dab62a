"""Any bytes and any Unicode, with claims among them, neither crash nor break a record's contract with its text."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import WORDS, Case, try_case

# The same examples in every run: what fails here fails for everyone, and is looked for at length by the fuzzer.
EXAMPLES = settings(max_examples=60, derandomize=True, deadline=None, database=None,
                    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large])  # fmt: skip

CLAIMS = (
    "Shelling killed 12 people in Sumy on Monday, the governor said.",
    "At least 1,234 Russian soldiers were killed, of whom 40 were officers.",
    "The army said it had destroyed two T-72 tanks and shot down a helicopter near Bakhmut.",
    "“No one was hurt,” he said. Twice that number died a day earlier, according to Hamas.",
    "Enemy losses:\ntanks - 3,466 (+12)\n* 138 soldiers\n",
    "Between two and three hundred fighters, half of them Syrians, were captured.",
)
# What readers of text trip over, by what it is.
MARKS = {
    "bidi controls": "\u202e\u202d\u202a\u202c\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    "combining marks": "\u0301\u0345\u20dd\u0489\u1ab0\ufe0f\u0bbe",
    "invisible": "\u200b\u200c\u200d\u2060\u00ad\ufeff\u180e\U000e0041",
    "line separators": "\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e\r",
    "spaces": "\u00a0\u202f\u2009\u3000\t\u1680",
    "right to left": "קתל ۱۲ قتل ١٢ جنديا",
    "digits of other scripts": "٣٤۵６７८๙𝟗𝟙②½²₃Ⅻ一二",
    "emoji": "💥🇺🇦👨‍👩‍👧‍👦🏴‍☠️❤️",
    "letters whose case is odd": "İıſßẞŉǆΐﬁﬃ",
    "quotes and brackets": "“”„«»‹›‘’'\"`([{⟨⟩}])",
    "marks": ",.;:-–—−+±~≈%$€№*/\\|_&@=<>",
    "controls": "\x07\x08\x1b\x7f\x9b",
    "unassigned, private, last": "\u0378\ue000\ufdd0\uffff\U0010ffff",
}
ALL_MARKS = "".join(MARKS.values())


def article(text, form="text", trees=None):
    return Case(form, text if isinstance(text, bytes) else text.encode("utf-8"), trees)


@st.composite
def broken(draw, characters=ALL_MARKS):
    """A claim with marks thrown in anywhere: within words, within numbers, between lines."""
    text = draw(st.sampled_from(CLAIMS))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.text(st.sampled_from(characters), min_size=1, max_size=3)) + text[at:]
    return text


@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS)
def test_claims_amid(marks, extractor, model):
    seen = Counter()

    @settings(EXAMPLES, max_examples=12)
    @given(st.lists(broken(marks), min_size=1, max_size=4))
    def claims_amid(texts):
        # The sound one shows that the broken ones beside it do not keep it from being read.
        case = article("\n\n".join([*texts, CLAIMS[0]]))
        seen["texts"] += len(case.articles())  # more controls than one in a hundred are told to be binary
        seen["records"] += try_case(case, extractor, model)

    claims_amid()
    assert seen["records"] >= seen["texts"], "the claims themselves are not reached"


@EXAMPLES
@given(before=st.text(max_size=80), claim=st.sampled_from(CLAIMS), after=st.text(max_size=80))
def test_any_text_around_a_claim(before, claim, after, extractor, model):
    try_case(article(f"{before} {claim} {after}\n\n{claim}".replace("\0", "")), extractor, model)


@EXAMPLES
@given(words=st.lists(st.sampled_from(WORDS), max_size=60), trees=st.binary(min_size=1, max_size=8))
def test_any_words_of_the_field_under_any_trees(words, trees, extractor, model):
    try_case(article("Shelling killed 12. " + " ".join(words), trees=trees), extractor, model)


@settings(EXAMPLES, max_examples=20)
@given(words=st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_words_of_the_field_as_the_model_parses_them(words, extractor, model, tmp_path):
    try_case(article("Shelling killed 12. " + " ".join(words)), extractor, model, tmp_path)


@EXAMPLES
@given(form=st.sampled_from(["text", "jsonl", "json", "csv"]), raw=st.binary(max_size=200))
def test_any_bytes(form, raw, extractor, model):
    try_case(article(raw, form), extractor, model)


ENCODINGS = ("utf-8-sig", "utf-16", "utf-32", "cp1252", "cp1251", "shift_jis", "utf-7")


@EXAMPLES
@given(text=broken(), encoding=st.sampled_from(ENCODINGS), tail=st.binary(max_size=6))
def test_any_encoding_and_several_in_one_file(text, encoding, tail, extractor, model):
    try_case(article(text.encode(encoding, "ignore") + tail), extractor, model)


@EXAMPLES
@given(
    text=broken(),
    surrogates=st.lists(st.integers(0xD800, 0xDFFF), max_size=4),
    others=st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
)
def test_rows_with_lone_surrogates_and_any_other_keys(text, surrogates, others, extractor, model):
    halves = "".join(map(chr, surrogates))
    row = {**others, "text": f"{halves}{text}{halves} {CLAIMS[0]}{halves}", "title": halves, "publisher": f"a{halves}"}
    case = article(json.dumps(row) + "\n", "jsonl")

    assert all("\ufffd" in found.text for found in case.articles() if halves)
    try_case(case, extractor, model)


@pytest.mark.parametrize(
    "text, quoted",
    [
        ("Shelling killed 1\u200b2 people.", None),
        ("Shelling killed \u202e12 people\u202c.", "12"),
        ("Shelling ki\u0301lled 12, and killed 13 people.", "13"),
        ("\ufeff\u200eShelling killed 12 people.", "12"),
        ("Shelling\u2028killed 12 people.", "12"),
        ("💥💥 Shelling killed 12 people 💥", "12"),
    ],
)
def test_offsets_count_code_points(text, quoted, extractor, model):
    extractor.__dict__["parser"] = model
    from claimx.models import Article

    found = [text[record.quantity.start : record.quantity.end] for record in extractor.extract(Article(text=text))]

    assert quoted is None or quoted in found
