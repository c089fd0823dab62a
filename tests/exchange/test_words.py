"""What selected words are read as, when somebody corrects a claim."""

from __future__ import annotations

import pytest

from claimx.exchange.words import Words


@pytest.fixture(scope="module")
def words():
    return Words()


@pytest.mark.parametrize(
    "selected, bounds, reason",
    [
        ("At least 23", (23, None), "a hedge counts"),
        ("23 people", (23, None), "the hedge before the selection is the number's"),
        ("16", (16, 16), "a day, for the sentence"),
        ("41", (41, 41), "an age, for the sentence"),
        ("the driver", None, "no number at all"),
    ],
)
def test_bounds_of_selected_words(words, selected, bounds, reason):
    text = "LOMA, 16 May 2024 - At least 23 people drowned, and the driver, 41, was hurt."
    start = text.index(selected)

    assert words.bounds(text, start, start + len(selected)) == bounds, reason
