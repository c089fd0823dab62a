"""Counted noun phrases: what their parts are, and which parties they name, whatever the noun is."""

from __future__ import annotations

import pytest

from claimx.counts import Position, read_noun_phrase, stated_parties
from claimx.find.parties import find_parties
from claimx.find.quantities import find_quantities
from claimx.lexicon.parties import PartyVocabulary
from claimx.lexicon.quantities import QuantityVocabulary
from claimx.models import Block, BlockKind, Sentence
from claimx.tokenize import tokenize


@pytest.fixture(scope="module")
def read(extractor):
    quantities, parties = QuantityVocabulary.load(), PartyVocabulary.load()

    def phrase(text):
        block = Block(0, BlockKind.PARAGRAPH, 0, len(text))
        sentence = Sentence(0, block, 0, len(text), text, tokenize(text), candidate=True)
        (parsed,) = extractor.parser.parse([sentence])
        found = read_noun_phrase(parsed, find_quantities(parsed, quantities)[0])
        return found, stated_parties(found, find_parties(parsed, parties))

    return phrase


@pytest.mark.parametrize(
    "text, head, name, position",
    [
        ("Nine Moldovan servicemembers were killed.", "servicemembers", "Moldova", Position.MODIFIER),
        ("Nine more Dutch tulip growers were killed.", "growers", "Netherlands", Position.MODIFIER),
        ("Two of Uganda's district clerks were shot.", "clerks", "Uganda", Position.POSSESSOR),
        ("Uganda's four district clerks were shot.", "clerks", "Uganda", Position.POSSESSOR),
        ("Seven falconers from Nepal died.", "falconers", "Nepal", Position.COMPLEMENT),
        ("Seven falconers of the Malian army died.", "falconers", "Mali", Position.COMPLEMENT),
        ("Seven falconers, all Peruvians, died.", "falconers", "Peru", Position.APPOSITION),
    ],
)
def test_the_phrase_names_its_owner(read, text, head, name, position):
    """The noun that is counted, and the party that owns it with the place where it stands."""
    phrase, stated = read(text)

    assert phrase.sentence.tokens[phrase.head].text == head
    assert [(party.mention.name, party.position) for party in stated][:1] == [(name, position)]


@pytest.mark.parametrize(
    "text",
    [
        "Seven falconers in Peru died.",
        "Seven falconers from a Peruvian company died.",
        "Seven victims of the Malian army were buried.",
        "Seven Iran-backed falconers died.",
        "The blast killed nine Monday in Peru.",
    ],
)
def test_the_phrase_names_no_owner(read, text):
    """A place, a firm, who made the victims and half of a compound own nobody."""
    assert read(text)[1] == ()


def test_a_possessive_pronoun_is_the_possessor(read):
    """Who "its" is, the sentence tells."""
    assert read("It said six of its falconers had died.")[0].pronoun == "its"
