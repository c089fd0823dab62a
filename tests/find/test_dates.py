"""Date expressions: tests/cases/dates.toml, and the vocabulary's own examples."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.find.dates import find_dates
from claimx.lexicon.dates import DateVocabulary, DateWord
from claimx.lexicon.match import Matcher
from claimx.lexicon.wars import War, day_of_war
from claimx.link.dates.calendar import resolve_date
from claimx.link.dates.clock import Clock
from claimx.models import Block, BlockKind, Sentence
from claimx.tokenize import tokenize

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parents[1] / "cases" / "dates.toml").read_text("utf-8"))[
    "case"
]
VOCABULARY = DateVocabulary.load()


def read(text: str) -> Sentence:
    return Sentence(0, Block(0, BlockKind.PARAGRAPH, 0, len(text)), 0, len(text), text, tokenize(text))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['text']} ({case['why']})" for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    mentions = [one for one in find_dates(read(case["text"]), VOCABULARY) if "aside" not in one.fields]

    assert [mention.expression for mention in mentions] == ([case["expression"]] if "expression" in case else [])
    for mention in mentions:
        interval = resolve_date(mention, Clock(case.get("published"), texts=(case["text"],), wars=VOCABULARY.wars))
        found = (None, None) if interval is None else (interval.start, interval.end)
        assert found == (case.get("start"), case.get("end"))


@pytest.mark.parametrize("entry", VOCABULARY.entries, ids=lambda entry: entry.id)
def test_examples(entry: DateWord) -> None:
    """Each entry matches what its examples mark, and nothing in its counter-examples."""

    matcher = Matcher((word, entry) for word in entry.words)
    for example in entry.examples:
        marked = re.search(r"<m>(.*?)</m>", example)
        plain = example.replace("<m>", "").replace("</m>", "")
        words = [token.lower for token in tokenize(plain)]
        found = [" ".join(words[match.first : match.last]) for match in matcher.find(words)]
        wanted = marked.group(1) if marked else ""
        assert " ".join(token.lower for token in tokenize(wanted)) in found
    for example in entry.counter_examples:
        assert not list(matcher.find([token.lower for token in tokenize(example)]))


@pytest.mark.parametrize("war", VOCABULARY.wars, ids=lambda war: war.entry.id)
def test_a_war_is_told_by_its_names(war: War) -> None:
    """The names that an entry's examples mark tell its war, on its first day; its counter-examples tell none."""

    first = war.entry.first_day
    for example in war.entry.examples:
        assert day_of_war(1, example.replace("<m>", "").replace("</m>", ""), VOCABULARY.wars, first) == first
    for example in war.entry.counter_examples:
        assert day_of_war(1, example, VOCABULARY.wars, first) is None


WORDS = st.sampled_from(
    "on in the last past since of to and between from March 7 2023 24.02 Tuesday two days ago early as by so far killed "
    "year week . , - a first 9999 0 31 99 next day later until before".split()
)


@given(st.lists(WORDS, max_size=14))
def test_any_words(words: list[str]) -> None:
    """Any string of words of time is read without an error, in text order, without overlap, spans intact."""

    text = " ".join(words)
    mentions = find_dates(read(text), VOCABULARY)

    ends = 0
    for mention in mentions:
        assert ends <= mention.phrase.start < mention.phrase.end <= len(text)
        ends = mention.phrase.end
        resolve_date(mention, Clock(None))


def test_a_word_that_leads_to_a_time_may_begin_one_of_a_lexicon_of_ones_own(tmp_path: Path) -> None:
    text = "On the morrow of the raid, six were found."
    (tmp_path / "dates.toml").write_text(
        '[[entry]]\nid = "vague.morrow"\nkind = "vague"\nwords = ["on the morrow"]\n'
        'examples = ["<m>On the morrow</m> of the raid, six were found."]\ncounter_examples = ["It rained on Mount Morrow."]\n'
    )

    found = [find_dates(read(text), vocabulary) for vocabulary in (VOCABULARY, DateVocabulary.load(tmp_path))]

    assert [[mention.expression for mention in mentions] for mentions in found] == [[], ["vague"]]
