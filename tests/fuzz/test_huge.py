"""Huge and monotonous texts: neither crash nor hang, every span holds, and nothing is lost that a smaller text would give.

Small enough here to be quick; ``test_linear`` shows that time grows no faster than the text.
"""

from __future__ import annotations

import hashlib

import pytest
from invariants import check_records, check_streams

from claimx.layout import segment
from claimx.layout.sentences import SENTENCE_CHARACTERS, SENTENCE_LENGTH
from claimx.models import Article
from claimx.tokenize import tokenize

CLAIM = "Shelling killed 12 people in Sumy. "
WORDS = "the soldiers of a brigade near the town were said to have moved from one village to another on the road and "

# Text, and how many records at least: each text holds a claim that its mass must not swallow.
TEXTS = {
    "two megabytes without a space": (CLAIM + "a" * 2_000_000, 1),
    "300,000 digits in one number": (f"Shelling killed {'7' * 300_000} people. {CLAIM}", 1),
    "a number of 300,000 groups": (f"Shelling killed {'777,' * 300_000}777 people. {CLAIM}", 1),
    "40,000 nested brackets": (f"{CLAIM}It killed {'(' * 20_000}3{')' * 20_000} people.", 1),
    "ten thousand numbers in one sentence": (f"Shelling killed {', '.join(map(str, range(10_000)))} people. {CLAIM}", 1),
    "a sentence of 50,000 words": (f"Shelling killed 12 people and {WORDS * 2300}.", 1),
    "claims through one sentence": (" and ".join(f"shelling killed {i} soldiers" for i in range(2, 202)) + ".", 150),
    "3,000 headlines": ("".join(f"Shelling kills {i} in Sumy\n" for i in range(2, 102)) + "Minister opens school\n" * 3000, 80),
    "100,000 commas": (CLAIM + "," * 100_000, 1),
    "20,000 commas apart": (f"Shelling killed 12 {', ' * 20_000}. {CLAIM}", 1),
    "5,000 quotations within each other": (f"{CLAIM}{'“He said ' * 5000}it killed 3{'”' * 5000}.", 1),
    "quotations never closed": ("“Shelling killed 12, he said. " * 100, 90),
    "200 claims in one paragraph": (" ".join(f"Shelling killed {i} soldiers in Sumy, the army said." for i in range(2, 202)), 190),
    "300 rows": ("Enemy losses:\n" + "".join(f"tanks - {i} (+{i % 7})\n" for i in range(300)), 40),
    "20,000 combining marks": (f"Shelling killed 12{chr(0x301) * 20_000} people. {CLAIM}", 1),
    "a million blank lines": (CLAIM + "\n" * 1_000_000 + CLAIM, 2),
    "a million spaces": (CLAIM + " " * 1_000_000 + CLAIM, 2),
}  # fmt: skip


@pytest.mark.parametrize("text, least", TEXTS.values(), ids=TEXTS)
def test_huge(text, least, extractor, model):
    extractor.__dict__["parser"] = model
    article = Article(text=text, sha256=hashlib.sha256(text.encode("utf-8")).hexdigest())

    records = extractor.extract(article)

    check_records(text, records)
    check_streams([(article, records)])
    assert len(records) >= least


@pytest.mark.parametrize("word", ["a" * 1_000_000, "a" * 19_000, "7" * 30_000, "aaaa " * 30_000, "a," * 30_000])
def test_a_word_of_megabytes_is_in_no_other_sentence_and_nothing_is_lost(word, extractor):
    text = f"Shelling killed 12 soldiers in Sumy, {word} and wounded 30 in Kyiv."

    _, sentences = segment(Article(text=text), extractor.lexicon.boilerplate)

    assert all(
        sentence.end - sentence.start <= SENTENCE_CHARACTERS or len(tokenize(sentence.text)) == 1
        for sentence in sentences
    )
    assert all(len(tokenize(sentence.text)) <= SENTENCE_LENGTH for sentence in sentences)
    assert "".join("".join(s.text for s in sentences).split()) == "".join(text.split())
