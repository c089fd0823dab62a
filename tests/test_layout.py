"""Paragraphs that are too long to be any: cut where a sentence ends, or between words, and nothing is lost."""

from __future__ import annotations

import pytest

from claimx.layout import find_blocks, lines
from claimx.lexicon.whole import Lexicon

# Ends behind "Gen." are no ends of sentences.
SENTENCE = "Gen. Halima Dosso said 12 of her soldiers had been killed. "


@pytest.fixture(scope="module")
def vocabulary():
    return Lexicon.load().boilerplate


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Paragraphs of a size that can be looked at."""
    monkeypatch.setattr(lines, "PARAGRAPH_LENGTH", 500)
    monkeypatch.setattr(lines, "_SEARCHED", 200)


@pytest.mark.parametrize(
    ("text", "parts", "ending"),
    [
        pytest.param(SENTENCE * 8, 1, "killed.", id="a paragraph of any newspaper stays whole"),
        pytest.param(SENTENCE * 20, 3, "killed.", id="at the end of a sentence, not of a rank"),
        pytest.param("Shelling goes on " * 90, 4, "", id="between words where no sentence ends"),
        pytest.param("x" * 1500, 1, "x", id="a word is never cut"),
    ],
)
def test_parts_of_a_paragraph(vocabulary, text, parts, ending):
    blocks = list(find_blocks(text, vocabulary))

    assert len(blocks) == parts
    assert [block.index for block in blocks] == list(range(parts))
    assert " ".join(text[block.start : block.end] for block in blocks) == text.strip()
    assert all(text[block.start : block.end].endswith(ending) for block in blocks)
