"""Clauses: who does what to whom, in every voice and order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimx.clauses import Modality, Tense, Voice, agents_of, clause_at
from claimx.layout import segment
from claimx.models import Article
from claimx.tokenize import tokenize


@pytest.fixture(scope="module")
def read(extractor):
    """The clause of a word of a sentence, and the sentence; ``parsed=False`` reads it without syntax."""

    def read(text, word, *, parsed=True):
        _, (sentence, *_) = segment(Article(text), extractor.lexicon.boilerplate)
        sentence = replace(sentence, tokens=tokenize(sentence.text, sentence.start))
        if parsed:
            (sentence,) = extractor.parser.parse([sentence])
        at = next(token.i for token in sentence.tokens if token.text == word)
        return sentence, clause_at(sentence, at)

    return read


def words(sentence, tokens):
    return [sentence.tokens[i].text for i in tokens]


ARGUMENTS = [
    ("active", "Rebels killed nine farmers near Mardin.", "killed", {"agents": ["Rebels"], "patients": ["farmers"], "places": ["Mardin"]}),
    ("passive with its agent", "Nine farmers were killed by rebels.", "killed", {"agents": ["rebels"], "patients": ["farmers"]}),
    ("second of two passive verbs", "Two men were shot and killed by gunmen.", "killed", {"agents": ["gunmen"], "patients": ["men"]}),
    ("participle behind its noun", "Six men killed by rebels were buried.", "killed", {"agents": ["rebels"], "patients": ["men"]}),
    ("conjoined objects", "Rebels killed two guards and a nurse.", "killed", {"patients": ["guards", "nurse"]}),
    ("participle takes the subject above", "The army shelled a town, killing nine men.", "killing", {"agents": ["army"], "patients": ["men"]}),
    ("subject relative", "Soldiers who died in May were buried.", "died", {"agents": [], "patients": ["Soldiers"]}),
    ("object relative", "The men they killed were farmers.", "killed", {"agents": ["they"], "patients": ["men"]}),
    ("accused", "Rebels were accused of killing nine farmers.", "killing", {"agents": ["Rebels"], "patients": ["farmers"]}),
    ("the subject of a middle verb suffers", "Nine sailors drowned off Tartus.", "drowned", {"agents": [], "patients": ["sailors"]}),
    ("noun with its two sides", "The killing of nine men by soldiers shocked the town.", "killing", {"agents": ["soldiers"], "patients": ["men"]}),
    ("nationality before a noun of attack", "A Thai strike on Poipet hit a market.", "strike", {"agents": ["Thai"], "patients": ["Poipet"]}),
    ("passive gift", "Latvia was given six tanks by Spain.", "given", {"agents": ["Spain"], "patients": ["tanks"], "recipients": ["Latvia"]}),
    ("supplied with", "Spain supplied Latvia with six tanks.", "supplied", {"agents": ["Spain"], "patients": ["Latvia"], "instruments": ["tanks"]}),
    ("left dead", "A blast left nine people dead.", "dead", {"agents": ["blast"], "patients": ["people"]}),
    ("headline of capitals", "Gunmen Kill 12 Farmers In Mocoa", "Kill", {"agents": ["Gunmen"], "patients": ["Farmers"]}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "word", "arguments"), [row[1:] for row in ARGUMENTS], ids=[row[0] for row in ARGUMENTS]
)
def test_arguments(read, text, word, arguments):
    sentence, clause = read(text, word)

    assert {name: words(sentence, getattr(clause, name)) for name in arguments} == arguments


@pytest.mark.parametrize(
    ("text", "word", "agents"),
    [
        ("Nine people died in a strike by the army.", "died", ["army"]),
        ("Nine soldiers died when rebels attacked a post.", "died", ["rebels"]),
        ("Nine people died in Tartus.", "died", []),
    ],
)
def test_agents_of_the_event_that_caused_it(read, text, word, agents):
    sentence, clause = read(text, word)

    assert words(sentence, agents_of(sentence, clause.trigger)) == agents


@pytest.mark.parametrize(
    ("text", "word", "voice", "tense", "modality", "negated"),
    [
        ("Rebels killed nine men.", "killed", Voice.ACTIVE, Tense.PAST, Modality.REAL, False),
        ("Nine men were killed.", "killed", Voice.PASSIVE, Tense.PAST, Modality.REAL, False),
        ("Nine men died.", "died", Voice.MIDDLE, Tense.PAST, Modality.REAL, False),
        ("Spain will send six tanks.", "send", Voice.ACTIVE, Tense.FUTURE, Modality.PLANNED, False),
        ("Spain agreed to send six tanks.", "send", Voice.ACTIVE, Tense.NONE, Modality.PLANNED, False),
        ("The blast may have killed nine men.", "killed", Voice.ACTIVE, Tense.NONE, Modality.POSSIBLE, False),
        ("The police did not kill nine men.", "kill", Voice.ACTIVE, Tense.PAST, Modality.REAL, True),
    ],
)
def test_voice_tense_modality(read, text, word, voice, tense, modality, negated):
    _, clause = read(text, word)

    assert (clause.voice, clause.tense, clause.modality, clause.negated) == (voice, tense, modality, negated)


def test_an_unparsed_sentence_is_read_by_word_order(read):
    sentence, clause = read("Nine farmers killed by rebels near Mocoa", "killed", parsed=False)

    assert (words(sentence, clause.agents), words(sentence, clause.patients)) == (["rebels"], ["farmers"])


def test_a_clause_is_read_once(read):
    sentence, clause = read("Rebels killed nine men.", "killed")

    assert clause_at(sentence, clause.trigger) is clause


def test_a_noun_that_is_no_event_has_no_arguments(read):
    _, clause = read("Rebels killed nine men.", "men")

    assert (clause.agents, clause.patients) == ((), ())
