"""The person an article names as the killer: accused, charged or sentenced for a death."""

from __future__ import annotations

from collections.abc import Collection

from claimx.lexicon.parties import slug
from claimx.models import Document, PartyLink, Sentence
from claimx.schema import PartyBasis, PartyType

_CRIMES = frozenset(
    "murder murders murdering murdered manslaughter homicide killing killings killed kill shooting shootings shot death deaths stabbing "
    "stabbed struck strangled strangling poisoned poisoning executed massacred massacre gunman shooter suspect attacker assailant "
    "bomber".split()
)
_ATTACKERS = frozenset("gunman shooter suspect attacker assailant killer bomber him".split())
_DEEDS = frozenset("kill murder shoot stab drive strangle poison bludgeon behead drown execute massacre slay".split())
_NAMING = frozenset(("identified", "named", "identify", "identifies"))
_OBJECTS = frozenset({"accuse", "charge", "indict", "convict", "sentence", "arrest", "jail"})
# Every form of the verbs by which a sentence names the killer (see ``_charged``).
_CHARGES = frozenset(
    "accuse accuses accused accusing charge charges charged charging indict indicts indicted convict convicts convicted sentence sentences sentenced "
    "arrest arrests arrested arresting jail jails jailed plead pleads pleaded pled confess confesses confessed kill kills killed murder murders murdered "
    "shoot shoots shot stab stabs stabbed drive drives drove guilty strangled poisoned executed massacred opened".split()
)


def may_name_killer(words: Collection[str]) -> bool:
    """Whether a sentence of these lower-case words is worth parsing for the name of a killer."""
    crime = not _CRIMES.isdisjoint(words) and not _CHARGES.isdisjoint(words)
    return crime or ("as" in words and not _NAMING.isdisjoint(words))


def named_killer(document: Document) -> PartyLink | None:
    """The one person charged with a killing, by the fullest form of the name; None where no or several persons are."""
    found: dict[str, PartyLink] = {}
    for sentence in document.sentences:
        if not sentence.parsed or not may_name_killer(sentence.lowers()):
            continue
        mentions = document.mentions[sentence.index]
        taken = [m.phrase for m in mentions.parties] + [m.phrase for m in mentions.places]
        for head in _charged(sentence):
            named = sentence.tokens[head - 1].ent == "PERSON" and head > 0
            if any(phrase.covers(head) and (phrase.covers(head - 1) or not named) for phrase in taken):
                continue  # Joseph Stalin stands for his state; Sandy Hook is a place, and Anders Lund none
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
    """Persons whom a charge, a verdict, a name given to the attacker or a deed of killing makes the killer."""
    tokens, out = sentence.tokens, []
    for token in tokens:
        verb = tokens[token.head]
        named = token.dep == "pobj" and verb.lower == "as" and token.tag == "NNP" and _identifies(sentence, verb.head)
        if token.head < 0 or (token.ent != "PERSON" and not named):
            continue
        beside = {tokens[j].lower for j in sentence.children[verb.i]}
        judged = verb.lemma in _OBJECTS or (verb.lemma == "find" and "guilty" in beside)
        if (
            token.dep in ("nsubjpass", "dobj", "pobj")
            and judged
            or token.dep == "nsubj"
            and (verb.lemma in ("plead", "confess") or verb.lower == "guilty")
            or token.dep == "nsubj"
            and _kills(sentence, verb.i)
            and tokens[min(token.i + 1, len(tokens) - 1)].text not in (":", "-", "\u2013")
            or named
            or any(
                _kills(sentence, j) and "who" in (tokens[c].lower for c in sentence.children[j])
                for j in sentence.children[token.i]
                if tokens[j].dep == "relcl"
            )
        ):
            out.append(token.i)
    return out


def _kills(sentence: Sentence, verb: int) -> bool:
    """True for a verb of killing with its victims, and for "opened fire"."""
    objects = [sentence.tokens[j].lower for j in sentence.children[verb] if sentence.tokens[j].dep == "dobj"]
    lemma = sentence.tokens[verb].lemma
    return (lemma in _DEEDS and bool(objects)) or (lemma == "open" and "fire" in objects)


def _identifies(sentence: Sentence, verb: int) -> bool:
    """True for "identified the gunman as", "named the suspect as", "was identified as" of one of them."""
    named = [j for j in sentence.children[verb] if sentence.tokens[j].dep in ("dobj", "nsubjpass")]
    return sentence.tokens[verb].lower in _NAMING and any(sentence.tokens[j].lower in _ATTACKERS for j in named)


def _person(sentence: Sentence, head: int) -> PartyLink | None:
    tokens = sentence.tokens
    first, last = head, head + 1
    known = tokens[head].ent == "PERSON"
    while (
        first > 0
        and (tokens[first - 1].ent == "PERSON" or not known and tokens[first - 1].tag == "NNP")
        and tokens[first - 1].text[:1].isupper()
    ):
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
