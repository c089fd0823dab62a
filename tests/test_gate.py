"""What the gate lets pass: whatever could be a claim; what it holds back: what no words could make one."""

from __future__ import annotations

import pytest

from claimx.gate import Gate
from claimx.lexicon import Lexicon
from claimx.models import Article
from claimx.segment import find_blocks, segment, split_sentences


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.load()


@pytest.fixture(scope="module")
def gate(lexicon):
    return Gate(lexicon)


def passed(gate, lexicon, text):
    _, sentences = segment(Article(text), lexicon.boilerplate)
    return [sentence.text for sentence in gate.candidates(sentences) if sentence.candidate]


PASSES = [
    ("Shelling killed 12 people in Sumy.", "a number and a word for killing"),
    ("Nobody was hurt in the blast.", "none is a number too"),
    ("A farmer was shot dead near the well.", "an article before a person counts one"),
    ("Dozens were wounded.", "a vague number alone counts people"),
    ("The army lost three tanks.", "equipment lost"),
    ("They shot nine drones down.", "a particle apart from its verb"),
    ("Norway sent 14 Leopard 2A4 tanks.", "a delivery of equipment"),
    ("Crews launched a Kh-101 overnight.", "a designation is equipment without a noun"),
    ("Of the drones, 20 were shot\ndown.", "words of a loss on two lines"),
    ("The men were seized; three others were hit.", "others take the noun before them"),
    ("HEAVY FIGHTING LEAVES 30 DEAD", "capitals"),
    ("Kyiv\u2019s soldiers lost 800 men\u2014in a day.", "typographic marks part words"),
    ("Losses of the enemy: personnel - 300, tanks - 5.", "a list within a sentence"),
]
STOPS = [
    ("Shelling killed many people in Sumy.", "no number"),
    ("The two ministers met for three hours.", "no loss"),
    ("The company lost a contract.", "an article counts people and equipment only"),
    ("They sent 14 letters to the bank.", "what is sent must be equipment"),
    ("The band launched a new album in March.", "an album is no missile"),
    ("It was a dead heat after two rounds.", "a dead heat kills nobody"),
    ("Profits hit a record high.", "a record is neither"),
    ("The soldier studied for a diploma.", "die within studied is no word"),
]


@pytest.mark.parametrize(("text", "why"), PASSES)
def test_what_may_be_a_claim_passes(gate, lexicon, text, why):
    assert passed(gate, lexicon, text), why


@pytest.mark.parametrize(("text", "why"), STOPS)
def test_what_cannot_be_a_claim_is_held_back(gate, lexicon, text, why):
    assert not passed(gate, lexicon, text), why


@pytest.mark.parametrize(("text", "why"), PASSES)
def test_the_cheap_sieve_keeps_what_the_fine_one_keeps(gate, lexicon, text, why):
    blocks = tuple(find_blocks(text, lexicon.boilerplate))

    kept = gate.blocks(text, blocks)

    assert [s.text for s in gate.candidates(split_sentences(text, kept)) if s.candidate] == passed(gate, lexicon, text)


LIST = "The enemy's total losses so far:\n\npersonnel - about 300 (+20)\n\ntanks - 5\n\nThe weather was fair."


def test_lines_of_a_loss_list_pass_with_their_heading(gate, lexicon):
    assert passed(gate, lexicon, LIST) == [
        "The enemy's total losses so far:",
        "personnel - about 300 (+20)",
        "tanks - 5",
    ]


def test_a_list_under_a_heading_without_loss_does_not_pass(gate, lexicon):
    assert passed(gate, lexicon, "The fleet in numbers:\n\ntanks - 5\n\ntrucks - 12") == []


def test_candidates_have_words_and_others_none(gate, lexicon):
    _, sentences = segment(Article("The sun shone. Shelling killed 12 people."), lexicon.boilerplate)

    dry, told = gate.candidates(sentences)

    assert (dry.tokens, dry.candidate) == ((), False)
    assert told.candidate
    assert [token.text for token in told.tokens][:3] == ["Shelling", "killed", "12"]


def test_no_surrogate_or_other_script_stops_it(gate):
    assert gate.signs("\ud800 убито 12 человек") == gate.signs("12")


def test_every_word_of_loss_gives_a_sign(gate, lexicon):
    """A word in the lexicon that the automaton missed would lose its claims without a trace."""
    missed = [
        words for words, wordings in lexicon.losses.words.phrases()
        if any(wording.events for wording in wordings) and not gate.signs(words) & 3
    ]  # fmt: skip

    assert not missed
