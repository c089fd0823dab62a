"""Time grows with the text, no faster: every pattern, every finder and the whole pipeline over strings that repeat.

Each measure is taken at n and 8n, as the least of several runs in turn, in time of this process alone: what else a machine
does slows both, and only ever adds.
Linear time gives 8, quadratic 64: the bound lies well between.
"""

# ruff: noqa: B023 - each function is called before its loop goes on

from __future__ import annotations

import ast
import functools
import gc
import importlib
import inspect
import pkgutil
import re
import time
import types
from dataclasses import replace
from pathlib import Path

import pytest

import claimx
import claimx.find
import claimx.link
import claimx.pipeline
from claimx.layout import segment
from claimx.layout.sentences import SENTENCE_LENGTH
from claimx.lexicon.whole import Lexicon
from claimx.models import Article, Block, BlockKind, Sentence
from claimx.read.published import published_in_text
from claimx.tokenize import tokenize

TIMES = 8
MOST = 24.0
# Below this many seconds at 8n nothing can be told of growth, and nothing needs to be.
SHORT = 0.006
# Measures that are taken before one is believed to grow too fast.
TRIES = 8
# Each run measures one in so many; the slow one measures all. Each value has its turn by its place, so a new one is soon met.
TURN = 6


def in_turn(values, every=TURN):
    """The values as parameters, all but one in ``every`` marked slow."""
    return [
        pytest.param(
            *getattr(one, "values", (one,)), id=getattr(one, "id", None), marks=[pytest.mark.slow] if k % every else []
        )
        for k, one in enumerate(values)
    ]


UNITS = [
    "7", " ", "a ", '"', "'", "(", ")", "[", "]", "{", "A", "Aa ", "AA", ",", ".", ". ", "a. ", "-", "- ", "a-", "—", "_", "+", "%", ":", "/", "|",
    "#", "* ", "\n", "\n\n", "\t", "\r\n", "\u2028", "1,", "1.", "1,234", "1,234,", "12/", "1 ", "a1", "1a", "A1", "A.", "T-7", "no. ", "[1]", ".[1]",
    "…", '"Aa', "“a ", "”", "(Aa", '"a",', "a, ", "<m>", "<", "&amp;", "é", "e\u0301", "\u200d", "\u202e", "💥", "'s", "\u2019", "killed 12 ",
    "killed 12 soldiers, ", "killed 12. ", "12 and ", "12 to ", "12-", "two hundred ", "the ", "of the ", "he said ", "in Kyiv, ", "KYIV, ",
    "Russian ", "the mayor of ", "“Aa said ", "“a, ", "tanks - 12 (+3)\n", "* 12 soldiers\n", "7 March ", "2023-", "on Monday ", "1 million ", "about ", "no ", "Gen. ", "who ",
]  # fmt: skip
# What stops a run late: a pattern that wants something else there has to give up, and may begin again.
TAILS = ["", "\0", "5", "a"]

# Patterns that are never searched for through a text, and why; they are held against strings from their beginning.
ANCHORED = {
    "claimx.exchange.gold._VALUE": "against a mark's whole value",
    "claimx.find.cardinals._DECIMAL": "against a whole word",
    "claimx.find.quantities._ORDINAL": "against a whole word",
    "claimx.layout.lines.BULLET": "at the beginning of a line",
    "claimx.layout.lines.LISTED": "at the beginning of a line",
    "claimx.layout.shapes.BULLET": "at the beginning of a line",
    "claimx.layout.shapes._DATE": "against a line of forty characters at most",
    "claimx.layout.tree._CAPTION": "against the beginning of a line",
    "claimx.layout.tree._QUOTED": "against a whole line",
    "claimx.layout.shapes.LISTED": "at the beginning of a line",
    "claimx.layout.sentences._STARTER": "at the end of a sentence",
}
# Modules that start what they hold when imported: none has a pattern (below).
UNIMPORTED = ("__main__", "engines.preload")
# Patterns that are compiled when a function runs: those of the vocabularies, which ``patterns`` finds in the loaded lexicon,
# those of the spaCy model over single words, of which a sentence has few, and those of headers, over the head of a text.
COMPILED_LATE = {
    "claimx.compare.apart",
    "claimx.layout.plain",
    "claimx.lexicon.items",
    "claimx.lexicon.wars",
    "claimx.parse.words",
    "claimx.read.published",
}
# Functions of ``re`` that take a pattern.
TAKERS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
USED = re.compile(rf"\bre\s*\.\s*(?:{'|'.join(TAKERS)})\b")
# Values that hold no pattern; most are.
PLAIN = (str, bytes, int, float, type(None), types.FunctionType, types.ModuleType, types.BuiltinFunctionType)
# Applied to the head of a text only, whose length is fixed: measured by ``test_publication_date``.
BOUNDED = "claimx.read.published."


def modules():
    return [module.name for module in pkgutil.walk_packages(claimx.__path__, "claimx.")]


def collect(value, name, found, seen):
    """Every pattern in a value, in what it holds, and in the objects and classes of the package among that."""
    if isinstance(value, PLAIN) or id(value) in seen:
        return
    if isinstance(value, re.Pattern):
        # Patterns that vocabularies make of their words are many and of a kind: one of each text is enough.
        found.setdefault((value.pattern, value.flags), (name, value))
        return
    ours = getattr(value if isinstance(value, type) else type(value), "__module__", "").startswith("claimx.")
    if not (ours or isinstance(value, dict | list | tuple | set | frozenset)):
        return
    seen[id(value)] = value  # kept alive, so that no other gets its number
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list | tuple | set | frozenset):
        parts = enumerate(value)
    else:
        slots = [slot for each in type(value).__mro__ for slot in getattr(each, "__slots__", ())]
        parts = {**getattr(value, "__dict__", {}), **{s: getattr(value, s, None) for s in slots}}.items()
    for key, part in parts:
        if not str(key).startswith("__"):
            collect(part, f"{name}.{key}", found, seen)


@functools.cache
def source_of(module):
    return Path(importlib.util.find_spec(module).origin).read_text(encoding="utf-8")


@functools.cache
def tree_of(module):
    return ast.parse(source_of(module))


def inline(module):
    """The patterns that a module's source hands to ``re`` where it uses them: (line, the pattern or None where it is not written out)."""
    if not USED.search(source_of(module)):
        return  # every run asks at its beginning: most modules need no parse
    for node in ast.walk(tree_of(module)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr in TAKERS:
            written = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
            yield node.lineno, written


def compiled_late(module):
    """Lines on which a module compiles a pattern within a function."""
    if not re.search(r"\bre\s*\.\s*compile\b", source_of(module)):
        return []
    functions = [
        node
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    ]
    return sorted(
        {
            node.lineno
            for function in functions
            for node in ast.walk(function)
            if isinstance(node, ast.Attribute) and node.attr == "compile" and getattr(node.value, "id", "") == "re"
        }
    )


def patterns():
    found, seen = {}, {}
    for module in modules():
        for line, written in inline(module):
            assert written is not None, (
                f"{module}, line {line}: give the pattern a name, so that its time can be measured"
            )
            collect(re.compile(written), f"{module}:{line}", found, seen)
        if not module.endswith(UNIMPORTED):
            for name, value in vars(importlib.import_module(module)).items():
                if not name.startswith("__"):
                    collect(value, f"{module}.{name}", found, seen)
    collect(Lexicon.load(), "lexicon", found, seen)
    return [pytest.param(pattern, name, id=name) for name, pattern in found.values() if not name.startswith(BOUNDED)]


class Held:
    """Stands for a class of the package that holds a pattern."""

    __module__ = "claimx.held"
    PATTERN = re.compile("one of a class")

    def __init__(self, pattern):
        self.own = {"a": [(0, pattern)]}


def test_a_new_pattern_is_picked_up_wherever_it_stands(monkeypatch):
    import claimx.tokenize

    for number, value in enumerate((re.compile("n1"), {"a": (re.compile("n2"),)}, Held(re.compile("n3")), Held)):
        monkeypatch.setattr(claimx.tokenize, f"_NEW_{number}", value, raising=False)

    picked = {param.values[0].pattern for param in patterns()}

    assert {"n1", "n2", "n3", "one of a class"} <= picked


def test_no_pattern_is_out_of_reach_of_these_tests():
    late = {module for module in modules() if compiled_late(module)}
    hidden = {
        module
        for module in modules()
        if module.endswith(UNIMPORTED)
        and "re.compile" in Path(importlib.util.find_spec(module).origin).read_text(encoding="utf-8")
    }

    assert late <= COMPILED_LATE
    assert not hidden


def seconds(function, argument):
    began = time.process_time()
    function(argument)
    return time.process_time() - began


def growth(function, make, n):
    """How many times longer 8n take than n; None where 8n are over at once."""
    few, many = make(n), make(TIMES * n)
    first, last = float("inf"), float("inf")
    for _ in range(TRIES):
        last = min(last, seconds(function, many))
        if last < SHORT:
            return None
        first = min(first, *(seconds(function, few) for _ in range(3)))
        if last < MOST * first:
            break
    return last / first


def assert_linear(function, make, n, what):
    ratio = growth(function, make, n)
    assert ratio is None or ratio < MOST, f"{what}: {TIMES} times the text takes {ratio:.1f} times as long"


def test_the_measure_tells_linear_from_quadratic():
    assert (growth(lambda text: [None for _ in re.finditer("a++b", text)], lambda n: "a" * n, 1000) or 0) > MOST
    assert (growth(lambda text: [None for _ in re.finditer("a++", text)], lambda n: "a " * n, 10000) or 0) < MOST


@pytest.mark.parametrize("pattern, name", in_turn(patterns()))
def test_pattern(pattern, name):
    text = isinstance(pattern.pattern, str)

    def search(string):
        string = string if text else string.encode("utf-8")
        if name in ANCHORED or name.startswith("lexicon."):  # a designation is held against a whole word
            pattern.match(string)
            pattern.fullmatch(string)
        else:
            for _ in pattern.finditer(string):
                pass

    for unit in UNITS:
        for tail in TAILS:
            assert_linear(search, lambda n: unit * (n // len(unit)) + tail, 500, f"{name} over {unit!r}, {tail!r}")


@pytest.mark.parametrize("unit", in_turn(UNITS))
def test_publication_date(unit):
    assert_linear(published_in_text, lambda n: unit * n, 500, "the head alone is searched")
    text = unit * 2000

    began = time.process_time()
    published_in_text(text)

    assert time.process_time() - began < 2, "seconds; it takes a few hundredths"


@pytest.mark.parametrize("unit", in_turn(UNITS))
@pytest.mark.parametrize("tail", TAILS)
def test_words(unit, tail):
    assert_linear(tokenize, lambda n: unit * (n // len(unit)) + tail, 1000, f"words of {unit!r}")


@pytest.fixture(autouse=True)
def no_collection():
    """Python's collector looks at all that lives: that time is no pattern's."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.load()


@pytest.mark.parametrize("unit", in_turn(UNITS))
def test_layout_and_sentences(unit, lexicon):
    def run(text):
        segment(Article(text=text), lexicon.boilerplate)

    assert_linear(run, lambda n: "Shelling killed 12.\n\n" + unit * (n // len(unit)), 2000, f"layout of {unit!r}")


@pytest.mark.parametrize("unit", UNITS)
def test_no_sentence_is_longer_than_the_finders_expect(unit, lexicon):
    _, sentences = segment(Article(text="Shelling killed 12 in " + unit * 3000), lexicon.boilerplate)

    assert all(len(tokenize(sentence.text)) <= SENTENCE_LENGTH + 1 for sentence in sentences)


VERBS = frozenset(["killed", "kills", "wounded", "lost", "destroyed", "shelled", "said"])


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
            shapes[0] if token.lower in VERBS else shapes[1] if token.text[0].isdigit() else shapes[2 + token.i % 2]
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
@pytest.mark.parametrize("name", in_turn(FINDERS, 3))
def test_finder(name, parsed, lexicon):
    find, vocabulary = finders(lexicon)[name]
    # A sentence has SENTENCE_LENGTH words at most (above); growth is measured up to and beyond it.
    for unit in UNITS:
        words = max(1, len(tokenize(unit)))
        assert_linear(
            lambda sentence: find(sentence, vocabulary),
            lambda n: sentence_of("Shelling killed " + unit * (n // words), parsed),
            SENTENCE_LENGTH // 4,
            f"{name} over {unit!r}",
        )


def test_every_finder_is_measured():
    found = {
        name
        for module in modules()
        if module.startswith("claimx.find.")
        for name, value in vars(importlib.import_module(module)).items()
        if name.startswith("find_") and list(inspect.signature(value).parameters)[:2] == ["sentence", "vocabulary"]
    }

    assert {find.__name__ for find, _ in finders(Lexicon.load()).values()} == found


class Chains:
    """Stands for the parser: every word hangs on the one before."""

    def parse(self, sentences):
        return [replace(sentence_of(sentence.text, parsed=True), index=sentence.index, block=sentence.block, start=sentence.start, end=sentence.end,
                        tokens=tuple(replace(t, start=t.start + sentence.start, end=t.end + sentence.start)
                                     for t in sentence_of(sentence.text, parsed=True).tokens)) for sentence in sentences]  # fmt: skip

    def entities(self, sentences):
        return list(sentences)


# What documents repeat, by what a linker has to look for in it; ``{n}`` counts.
DOCUMENTS = {
    "claims": "Shelling killed {n} soldiers in Sumy on Monday, the army said. ",
    "one figure": "Shelling killed 12 soldiers in Sumy, the army said. ",
    "headlines": "Shelling kills {n} in Kyiv\n",
    "paragraphs": "A bomb killed {n} people in Kyiv, police said.\n\n",
    "places": "A bomb killed {n} people.\n\nTroops stood near Town{n} and in Kyiv.\n\n",
    "capitals": "Shelling killed {n} people near the capital. ",
    "lists": "Enemy losses:\ntanks - {n} (+1)\n* {n} soldiers\n\n",
    "rows": "tanks - {n} (+1)\n",
    "pronouns": "He said shelling killed {n}. They said it killed {n} more. ",
    "names": "Gen. Koval{n} said shelling killed {n}. The general said that it wounded two. ",
    "offices": "The Sumy governor said shelling killed {n}. A government official said it wounded two. ",
    "quotations": "“Shelling killed {n},” he said. ",
    "quotations never closed": "“Shelling killed {n}, he said. ",
    "dates": "On {n} March 2023 shelling killed 3. A day later it killed 2. ",
    "scenes": "Meanwhile, shelling killed {n}. It has killed 2 so far. ",
    "sides": "Russian forces shelled Sumy and killed {n}. Ukraine lost 3 tanks and Russia 2. ",
    "equipment": "Ukraine lost {n} tanks. They destroyed 2 drones. ",
    "parts": "Shelling killed {n}, of whom 2 were children. Twice that number were wounded. ",
    "others": "Shelling killed {n}. Others were wounded. Four of them were women. ",
    "headings": "# Sumy on {n} March 2023\nShelling killed 3 there.\n",
}  # fmt: skip


def stages(monkeypatch):
    """Seconds spent in each finder, linker and stage that the pipeline calls, by name; filled as it runs."""
    spent = {}

    def timed(name, function):
        def run(*args, **options):
            began = time.process_time()
            try:
                return function(*args, **options)
            finally:
                spent[name] = spent.get(name, 0.0) + time.process_time() - began

        return run

    for name, value in list(vars(claimx.pipeline).items()):
        if inspect.isfunction(value) and value.__module__ != "claimx.pipeline":
            monkeypatch.setattr(claimx.pipeline, name, timed(name, value))
    return spent


@pytest.fixture(scope="module")
def chained():
    extractor = claimx.Extractor()
    extractor.__dict__["parser"] = Chains()
    return extractor


@pytest.mark.parametrize("unit", in_turn(DOCUMENTS.values(), 3), ids=DOCUMENTS)
def test_linkers(unit, chained, monkeypatch):
    spent = stages(monkeypatch)
    head = "Enemy losses:\n" if unit == DOCUMENTS["rows"] else "Shelling in Kyiv\n\n"

    def run(n):
        spent.clear()
        records = chained.extract(Article(text=head + "".join(unit.replace("{n}", str(i)) for i in range(2, n + 2))))
        return dict(spent), len(records)

    # Four times the text: what is quadratic takes sixteen times as long.
    n, most = 100, 10.0
    run(4 * n)  # caches of words fill
    least = {}
    for _ in range(TRIES):
        (first, _), (last, records) = run(n), run(4 * n)
        assert records, "nothing is linked"
        for name, seconds in last.items():
            # A tenth of a millisecond a sentence cannot be told from the noise, and takes nobody's time.
            ratio = seconds / max(first.get(name, 0), n * 0.00002) if seconds > SHORT else 0
            least[name] = min(ratio, least.get(name, ratio))
        if max(least.values()) < most:
            break
    assert {name: ratio for name, ratio in least.items() if ratio >= most} == {}


def test_every_linker_of_a_document_is_measured():
    linked = {name for name in vars(claimx.pipeline) if name.startswith("link_")}
    written = {
        name
        for module in modules()
        if module.startswith("claimx.link.")
        for name, value in vars(importlib.import_module(module)).items()
        if name.startswith("link_") and list(inspect.signature(value).parameters)[:2] == ["document", "claims"]
    }

    assert written <= linked
    assert "link_claims" in linked


@pytest.mark.slow
@pytest.mark.parametrize("unit", [unit for unit in UNITS if len(unit) > 2])
def test_whole_pipeline(unit):
    from claimx import Extractor

    extractor = Extractor()
    extractor.parser  # noqa: B018 - loads the model, which is no part of the measure

    def run(text):
        extractor.extract(Article(text=text))

    assert_linear(
        run, lambda n: "Shelling killed 12 people in Sumy. " + unit * (n // len(unit)), 2000, f"records of {unit!r}"
    )
