"""Named places on tokens alone: the case file, the vocabulary's own examples, the gazetteer, and properties."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.find.places import find_places
from claimx.lexicon.gazetteer import DATA, fold, locate
from claimx.lexicon.places import PlaceKind, PlaceVocabulary, Rank

VOCABULARY = PlaceVocabulary.load()
CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "places.toml").read_text(encoding="utf-8"))["case"]
MARK = re.compile(r"<m>(.*?)</m>")
# Beside the parser's model of twelve megabytes it stays small.
LARGEST = 7_500_000


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_case(case, sentence):
    if "gap" in case:
        pytest.xfail(case["gap"])
    text = MARK.sub(r"\1", case["text"])
    found = find_places(sentence(text), VOCABULARY)
    assert [text[place.phrase.start : place.phrase.end].removesuffix(" town") for place in found] == MARK.findall(
        case["text"]
    )
    if "rank" in case:
        assert found[0].rank == Rank[case["rank"].upper()]
    if "country" in case:
        assert found[0].country == case["country"]


@pytest.mark.parametrize("entry", VOCABULARY.entries, ids=lambda entry: entry.id)
def test_entry_matches_its_examples(entry):
    for example in entry.examples:
        for marked in MARK.findall(example):
            assert marked.lower() in {word.lower() for word in entry.words}


@pytest.mark.parametrize(
    "entry", [e for e in VOCABULARY.entries if e.kind is PlaceKind.NAME], ids=lambda entry: entry.id
)
def test_every_name_is_found_after_in(entry, sentence):
    for word in entry.words:
        found = find_places(sentence(f"Six people died in {word} yesterday."), VOCABULARY)
        assert found, word


def test_rank_only_of_names_and_nouns():
    assert not [e.id for e in VOCABULARY.entries if e.rank and e.kind not in (PlaceKind.NAME, PlaceKind.NOUN)]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Deir-al Balah", "Deir el-Balah", "hyphens and the article's dialects"),
        ("Sana’a", "Sanaa", "apostrophes of every kind"),
        ("Łódź", "Lodz", "letters that decomposition leaves whole"),
        ("As Suwayda", "al-Suwayda", "the article before sun letters"),
    ],
)
def test_spellings_fold_together(one, other, why):
    assert fold(one) == fold(other), why


def test_largest_place_first():
    assert [place.size for place in locate("Rafah")] == sorted((place.size for place in locate("Rafah")), reverse=True)
    assert {place.country for place in locate("Rafah")} >= {"PSE", "EGY"}


@pytest.mark.parametrize("name", ["Zzyzxq", "", "Ынтымак", "aaaaaaaaaaaa", "zzzzzzzzzzzz"])
def test_unknown_name_has_no_place(name):
    assert locate(name) == ()


def test_gazetteer_is_small():
    assert DATA.stat().st_size < LARGEST


@given(
    words=st.lists(
        st.sampled_from(
            [
                "in",
                "near",
                "Hama",
                "al",
                "-",
                "Gaza",
                "the",
                "of",
                "village",
                "southern",
                ",",
                "and",
                "March",
                "President",
                "Oblast",
                "A",
                "Khan",
                "'s",
                "Ministry",
                "X",
            ]
        ),
        max_size=30,
    )
)
def test_mentions_slice_back_in_order(words, sentence):
    text = " ".join(words)
    found = find_places(sentence(text), VOCABULARY)
    last = 0
    for place in found:
        assert place.phrase.start >= last
        assert text[place.phrase.start : place.phrase.end].strip()
        last = place.phrase.end
