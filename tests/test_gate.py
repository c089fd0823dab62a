"""What the gate lets pass: whatever could be a claim; what it holds back: what no words could make one."""

from __future__ import annotations

import pickle

import pytest

from claimx.gate import Gate
from claimx.layout import find_blocks, segment, split_sentences
from claimx.lexicon.whole import Lexicon
from claimx.models import Article


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
    ("A US soldier was killed by a mine.", "a country that is spelled as a pronoun"),
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


DENSE = "Shelling killed 12 people in Sumy. Gunmen wounded nine soldiers near Kupiansk. A drone strike killed four men at a well. "
WIDENS = [
    ("Four of them were siblings.", "a part of those just told"),
    ("Defenders brought the rest home and 57 to earth.", "a short sentence behind a candidate"),
    ("At least 70 rockets were aimed at the town within half an hour.", "equipment counted, whatever befell it"),
    ("We fear that at least 15 people are still in the hold.", "people counted, whatever befell them"),
    ("A third man escaped with cuts.", "an article before a person opens the sentence"),
]
STAYS_NARROW = [
    ("The road was closed for three hours because of the fire and its smoke over the valley.", "hours are neither"),
    ("The town lies at the river.", "no number"),
]


@pytest.mark.parametrize(("text", "why"), WIDENS)
def test_a_text_about_losses_opens_the_gate_wider(gate, lexicon, text, why):
    assert passed(gate, lexicon, DENSE + text)[-1] == text, why
    assert not passed(gate, lexicon, text), "alone it gives no sign"


@pytest.mark.parametrize(("text", "why"), STAYS_NARROW)
def test_it_opens_for_what_counts_people_or_equipment_alone(gate, lexicon, text, why):
    assert text not in passed(gate, lexicon, DENSE + text), why


CALM = (
    "The council met on Monday to talk about the new bridge over the river, which will cost more than was planned. " * 9
)


def test_arms_pass_in_any_text_with_a_candidate(gate, lexicon):
    text = CALM + "The war killed 12 people. " + CALM + "The hall shows over 40 howitzers of foreign make."

    assert len(passed(gate, lexicon, text)) == 2


def test_arms_pass_in_a_text_that_tells_a_loss_of_nothing_counted(gate, lexicon):
    arms = "The hall shows over 40 howitzers of foreign make."

    assert passed(gate, lexicon, CALM + "There was no word of the citizens killed by them. " + arms) == [arms]
    assert passed(gate, lexicon, CALM + arms) == []


def test_people_and_cars_do_not_pass_in_a_text_about_something_else(gate, lexicon):
    text = CALM + "The war killed 12 people. " + CALM + "You can see over 30 painters and 12 cars."

    assert passed(gate, lexicon, text) == ["The war killed 12 people."]


def test_a_run_reads_what_the_gate_passes(gate, lexicon, extractor):
    text = DENSE + "Four of them were siblings."
    (draft,) = extractor.sift(Article(text)).drafts

    assert [s.text for s in draft.sentences if s.candidate] == passed(gate, lexicon, text)


def test_what_was_sifted_elsewhere_is_read_as_the_article_itself(extractor):
    article = Article(DENSE + "Four of them were siblings.", sha256="0" * 64)
    carried = pickle.loads(pickle.dumps(extractor.sift(article)))

    assert carried.may_claim
    assert list(extractor.pipe([carried])) == list(extractor.pipe([article]))


def test_a_file_of_many_articles_is_read_in_parts(extractor, monkeypatch):
    told = [
        f"Raid {i}\n\nGunmen <b>killed</b> {i} farm\u00adhands near Zalingei on Monday, police said.\n\nThey fled in {i} lorries.\n\n"
        for i in range(11, 51)
    ]
    article = Article("".join(told), sha256="a")
    whole = extractor.extract(article)
    monkeypatch.setattr("claimx.sieve.PART", 1000)

    parts = list(extractor.sift(article).drafts)
    found = extractor.extract(article)

    starts = [draft.plain.base for draft in parts]
    assert len(starts) > 4
    assert starts == sorted(starts)
    assert [draft.last for draft in parts] == [False] * (len(parts) - 1) + [True]
    assert [record.quantity.value for record in found] == list(range(11, 51))
    assert [(record.evidence, record.quantity) for record in found] == [
        (record.evidence, record.quantity) for record in whole
    ]
    assert all(article.text[r.evidence.start : r.evidence.end] == r.evidence.text for r in found)


@pytest.mark.parametrize("text", ["x" * 900, "Nine were killed. " * 90], ids=["no word ends", "no line ends"])
def test_a_text_without_paragraphs_stays_whole(extractor, text, monkeypatch):
    monkeypatch.setattr("claimx.sieve.PART", 300)

    assert [draft.last for draft in extractor.sift(Article(text)).drafts][-1:] == [True]
