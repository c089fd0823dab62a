"""The person an article names as the killer: accused, charged or sentenced for a death."""

from __future__ import annotations

from collections.abc import Collection

from claimx.lexicon.parties import slug
from claimx.models import Document, PartyLink, Sentence
from claimx.schema import PartyBasis, PartyType

_CRIMES = frozenset(
    "murder manslaughter killing killed kill shooting shot death deaths homicide murdering stabbing murdered "
    "struck gunman shooter suspect".split()
)
_OBJECTS = frozenset({"accuse", "charge", "indict", "convict", "sentence", "arrest", "jail"})
# Every form of the verbs by which a sentence names the killer (see ``_charged``).
_CHARGES = frozenset(
    "accuse accuses accused accusing charge charges charged charging indict indicts indicted convict convicts convicted sentence sentences sentenced "
    "arrest arrests arrested arresting jail jails jailed plead pleads pleaded pled confess confesses confessed kill kills killed murder murders murdered "
    "shoot shoots shot stab stabs stabbed drive drives drove".split()
)


def may_name_killer(words: Collection[str]) -> bool:
    """Whether a sentence of these lower-case words is worth parsing for the name of a killer."""
    return not _CRIMES.isdisjoint(words) and not _CHARGES.isdisjoint(words)


def named_killer(document: Document) -> PartyLink | None:
    """The one person charged with a killing, by the fullest form of the name; None where no or several persons are."""
    found: dict[str, PartyLink] = {}
    for sentence in document.sentences:
        if not sentence.parsed or not any(token.lower in _CRIMES for token in sentence.tokens):
            continue
        mentions = document.mentions[sentence.index]
        taken = [m.phrase for m in mentions.parties] + [m.phrase for m in mentions.places]
        for head in _charged(sentence):
            if any(phrase.covers(head) for phrase in taken):
                continue  # Joseph Stalin stands for his state; Sandy Hook is a place
            link = _person(sentence, head)
            if link is not None:
                surname = link.name.split()[-1]
                if surname not in found or len(link.name) > len(found[surname].name):
                    found[surname] = link
    if len(found) != 1:
        return None
    ((surname, link),) = found.items()
    for sentence in document.sentences:
        for token in sentence.tokens:
            if token.text == surname and token.ent == "PERSON":
                fuller = _person(sentence, token.i)
                if fuller is not None and len(fuller.name) > len(link.name):
                    link = fuller
    return link


def _charged(sentence: Sentence) -> list[int]:
    out = []
    for token in sentence.tokens:
        if token.ent != "PERSON" or token.head < 0:
            continue
        verb = sentence.tokens[token.head]
        if (
            token.dep == "nsubjpass"
            and verb.lemma in _OBJECTS
            or token.dep == "nsubj"
            and verb.lemma in ("plead", "confess")
            or token.dep == "nsubj"
            and verb.lemma in ("kill", "murder", "shoot", "stab", "drive")
            and any(sentence.tokens[j].dep == "dobj" for j in sentence.children[verb.i])
            and sentence.tokens[min(token.i + 1, len(sentence.tokens) - 1)].text not in (":", "-", "\u2013")
            or token.dep in ("dobj", "pobj")
            and verb.lemma in _OBJECTS
        ):
            out.append(token.i)
    return out


def _person(sentence: Sentence, head: int) -> PartyLink | None:
    tokens = sentence.tokens
    first, last = head, head + 1
    while first > 0 and tokens[first - 1].ent == "PERSON" and tokens[first - 1].text[:1].isupper():
        first -= 1
    while last < len(tokens) and tokens[last].ent == "PERSON" and tokens[last].text[:1].isupper():
        last += 1
    if not tokens[head].text[:1].isupper():
        return None
    phrase = sentence.phrase(first, last)
    return PartyLink(
        sentence.slice(phrase),
        slug(sentence.slice(phrase)),
        PartyType.PERSON,
        phrase.start,
        phrase.end,
        PartyBasis.CARRIED,
        "party.killer",
    )
