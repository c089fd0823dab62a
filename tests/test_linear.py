"""Time grows with the text, no faster: every pattern, every finder and the whole pipeline over strings that repeat.

Each measure is taken at n, 2n and 4n in one run, as the median of several, in time of this process alone; what else a
machine does slows all three alike.
Linear time gives 4 between first and last, quadratic 16: the bound lies between, nearer to the second.
"""

# ruff: noqa: B023 - each function is called before its loop goes on

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import statistics
import time
from dataclasses import replace

import pytest

import claimx
from claimx.lexicon import Lexicon
from claimx.models import Article, Block, BlockKind, Sentence
from claimx.read.published import published_in_text
from claimx.segment import SENTENCE_LENGTH, segment
from claimx.tokenize import tokenize

MOST = 10.0
# Below this many seconds at 4n nothing can be told of growth, and nothing needs to be.
SHORT = 0.006
TRIES = 3

UNITS = [
    "7", " ", "a ", '"', "'", "(", ")", "[", "]", "{", "A", "Aa ", "AA", ",", ".", ". ", "a. ", "-", "- ", "a-", "—", "_", "+", "%", ":", "/", "|",
    "#", "* ", "\n", "\n\n", "\t", "\r\n", "\u2028", "1,", "1.", "1,234", "1,234,", "12/", "1 ", "a1", "1a", "A1", "A.", "T-7", "no. ", "[1]", ".[1]",
    "…", '"Aa', "“a ", "”", "(Aa", '"a",', "a, ", "<m>", "<", "&amp;", "é", "e\u0301", "\u200d", "\u202e", "💥", "'s", "\u2019", "killed 12 ",
    "killed 12 soldiers, ", "killed 12. ", "12 and ", "12 to ", "12-", "two hundred ", "the ", "of the ", "he said ", "in Kyiv, ", "KYIV, ",
    "Russian ", "the mayor of ", "7 March ", "2023-", "on Monday ", "1 million ", "about ", "no ", "Gen. ", "who ",
]  # fmt: skip
# What stops a run late: a pattern that wants something else there has to give up, and may begin again.
TAILS = ["", "\0", "5", "a"]

# Patterns that are never searched for through a text, and why; they are held against strings from their beginning.
ANCHORED = {
    "claimx.exchange.gold._VALUE": "against a mark's whole value",
    "claimx.find.cardinals._DECIMAL": "against a whole word",
    "claimx.find.quantities._ORDINAL": "against a whole word",
    "claimx.segment._BULLET": "at the beginning of a line",
    "claimx.segment._LISTED": "at the beginning of a line",
    "claimx.segment._STARTER": "at the end of a sentence",
}
# Applied to the head of a text only, whose length is fixed: measured by ``test_publication_date``.
BOUNDED = "claimx.read.published."


def patterns():
    found = {}

    def collect(value, name):
        if isinstance(value, re.Pattern):
            found.setdefault(id(value), (name, value))
        elif isinstance(value, dict):
            for key, part in value.items():
                collect(part, f"{name}[{key!r}]")
        elif isinstance(value, list | tuple | set | frozenset):
            for number, part in enumerate(value):
                collect(part, f"{name}[{number}]")

    for module in pkgutil.walk_packages(claimx.__path__, "claimx."):
        if module.name.endswith(("__main__", "engines.preload", "engines.ray")):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if not name.startswith("__"):
                collect(value, f"{module.name}.{name}")
    return [pytest.param(pattern, name, id=name) for name, pattern in found.values() if not name.startswith(BOUNDED)]


def median(function, argument):
    times = []
    for _ in range(5):
        began = time.process_time()
        function(argument)
        times.append(time.process_time() - began)
    return statistics.median(times)


def growth(function, make, n):
    """How many times longer 4n take than n; None where 4n are over at once."""
    last = make(4 * n)
    began = time.process_time()
    function(last)
    if time.process_time() - began < SHORT:
        return None
    ratios = []
    for _ in range(TRIES):
        times = [median(function, make(k * n)) for k in (1, 2, 4)]
        if times[2] < SHORT:
            return None
        ratios.append(times[2] / times[0])
        if ratios[-1] < MOST:
            return ratios[-1]
    return min(ratios)


def assert_linear(function, make, n, what):
    ratio = growth(function, make, n)
    assert ratio is None or ratio < MOST, f"{what}: four times the text takes {ratio:.1f} times as long"


def test_the_measure_tells_linear_from_quadratic():
    assert (growth(lambda text: [None for _ in re.finditer("a++b", text)], lambda n: "a" * n, 2000) or 0) > MOST
    assert (growth(lambda text: [None for _ in re.finditer("a++", text)], lambda n: "a " * n, 20000) or 0) < MOST


@pytest.mark.parametrize("pattern, name", patterns())
def test_pattern(pattern, name):
    text = isinstance(pattern.pattern, str)

    def search(string):
        string = string if text else string.encode("utf-8")
        if name in ANCHORED:
            pattern.match(string)
            pattern.fullmatch(string)
        else:
            for _ in pattern.finditer(string):
                pass

    for unit in UNITS:
        for tail in TAILS:
            assert_linear(search, lambda n: unit * (n // len(unit)) + tail, 1000, f"{name} over {unit!r}, {tail!r}")


@pytest.mark.parametrize("unit", UNITS)
def test_publication_date(unit):
    assert_linear(published_in_text, lambda n: unit * n, 1000, "the head alone is searched")
    text = unit * 2000

    began = time.process_time()
    published_in_text(text)

    assert time.process_time() - began < 2, "seconds; it takes a few hundredths"


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("tail", TAILS)
def test_words(unit, tail):
    assert_linear(tokenize, lambda n: unit * (n // len(unit)) + tail, 2000, f"words of {unit!r}")


@pytest.fixture(autouse=True)
def no_collection():
    """Python's collector looks at all that lives: that time is no pattern's."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.load()


@pytest.mark.parametrize("unit", UNITS)
def test_layout_and_sentences(unit, lexicon):
    def run(text):
        segment(Article(text=text), lexicon.boilerplate)

    assert_linear(run, lambda n: "Shelling killed 12.\n\n" + unit * (n // len(unit)), 4000, f"layout of {unit!r}")


@pytest.mark.parametrize("unit", UNITS)
def test_no_sentence_is_longer_than_the_finders_expect(unit, lexicon):
    _, sentences = segment(Article(text="Shelling killed 12 in " + unit * 3000), lexicon.boilerplate)

    assert all(len(tokenize(sentence.text)) <= SENTENCE_LENGTH + 1 for sentence in sentences)


def sentence_of(text, parsed):
    tokens = tokenize(text)
    block = Block(0, BlockKind.PARAGRAPH, 0, len(text))
    if not parsed:
        return Sentence(0, block, 0, len(text), text, tokens, True)
    # A chain is the tree that makes walks to the root, and down from it, longest.
    shapes = (("VERB", "VBD", "ROOT"), ("NUM", "CD", "nummod"), ("NOUN", "NNS", "dobj"), ("ADP", "IN", "prep"))
    parts = []
    for token in tokens:
        pos, tag, dep = (
            shapes[0]
            if token.lower in ("killed", "said")
            else shapes[1]
            if token.text[0].isdigit()
            else shapes[2 + token.i % 2]
        )
        parts.append(replace(token, lemma=token.lower, pos=pos, tag=tag, dep=dep, head=max(0, token.i - 1)))
    children = tuple((i + 1,) if i + 1 < len(parts) else () for i in range(len(parts)))
    return Sentence(0, block, 0, len(text), text, tuple(parts), True, True, children)


def finders(lexicon):
    from claimx.find.attributions import find_attributions
    from claimx.find.dates import find_dates
    from claimx.find.items import find_items
    from claimx.find.losses import find_losses
    from claimx.find.parties import find_parties
    from claimx.find.places import find_places
    from claimx.find.qualifiers import find_hypotheticals, find_stances
    from claimx.find.quantities import find_noncounts, find_quantities

    return {
        "attributions": (find_attributions, lexicon.attributions), "dates": (find_dates, lexicon.dates), "items": (find_items, lexicon.items),
        "losses": (find_losses, lexicon.losses), "parties": (find_parties, lexicon.parties), "places": (find_places, lexicon.places),
        "stances": (find_stances, lexicon.qualifiers), "hypotheticals": (find_hypotheticals, lexicon.qualifiers),
        "quantities": (find_quantities, lexicon.quantities), "noncounts": (find_noncounts, lexicon.quantities),
    }  # fmt: skip


FINDERS = [
    "attributions",
    "dates",
    "items",
    "losses",
    "parties",
    "places",
    "stances",
    "hypotheticals",
    "quantities",
    "noncounts",
]


@pytest.mark.parametrize("parsed", [False, True], ids=["words", "syntax"])
@pytest.mark.parametrize("name", FINDERS)
def test_finder(name, parsed, lexicon):
    find, vocabulary = finders(lexicon)[name]
    # A sentence has SENTENCE_LENGTH words at most (above); growth is measured up to and beyond it.
    for unit in UNITS:
        words = max(1, len(tokenize(unit)))
        assert_linear(
            lambda sentence: find(sentence, vocabulary),
            lambda n: sentence_of("Shelling killed " + unit * (n // words), parsed),
            SENTENCE_LENGTH // 2,
            f"{name} over {unit!r}",
        )


@pytest.mark.slow
@pytest.mark.parametrize("unit", [unit for unit in UNITS if len(unit) > 2])
def test_whole_pipeline(unit):
    from claimx import Extractor

    extractor = Extractor()
    extractor.parser  # noqa: B018 - loads the model, which is no part of the measure

    def run(text):
        extractor.extract(Article(text=text))

    assert_linear(
        run, lambda n: "Shelling killed 12 people in Sumy. " + unit * (n // len(unit)), 4000, f"records of {unit!r}"
    )
