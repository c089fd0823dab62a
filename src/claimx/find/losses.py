"""Find the words that say what happened to people or equipment, and the token that governs each.

The vocabulary's word is a candidate only: a noun "strike", "fire" or "hit" is no verb of loss, "dead" in "dead heat" is
blocked by the longer pseudo word, "lost" beside a score or a sum of money is refused by its entry's ``not_near``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from claimx.lexicon.losses import LossVocabulary, Wording
from claimx.lexicon.match import Match
from claimx.models import Loss, Sentence, Token
from claimx.schema import Event, Kind

# Words within this distance decide ``near`` and ``not_near``: a clause of news prose is about 16 words, half to each side.
_NEAR = 8
_SPORT = frozenset(
    "match game season cup league final finals semifinal quarterfinal quarter-final semi-final tournament championship "
    "playoffs coach goal goals striker team squad round contestant".split()
)
_FUTURE = frozenset({"will", "'ll", "would", "shall", "to", "should", "wo"})
_ASIDE = frozenset({"also", "now", "soon", "be", "have", "not", "n't", "eventually", "then", "further", "jointly"})
_VAGUE = frozenset({"dozens", "scores", "hundreds", "thousands", "several"})
# "At least 18 Die in Lima Blast: police blame rebels": in half a headline a number before the word tells that it is no name.
_BEHIND_NUMBERS = frozenset(
    {"killed.die", "killed.dead", "killed.kill", "wounded.adjective", "wounded.wound", "missing.missing"}
)
_SCORE = re.compile(r"\d{1,3}")
_DASHES = frozenset({"-", "\u2013", "\u2012", "\u2010"})
# How far a particle may stand from its verb: "gunned 14 people down", "shot at least two Russian attack drones down".
_APART = 8


def find_losses(sentence: Sentence, vocabulary: LossVocabulary) -> list[Loss]:
    """Losses in text order. Two may share a phrase where one word serves two families; the linker takes the kind it needs."""
    lowers = sentence.lowers()
    out: list[Loss] = []
    openers = vocabulary.words.openers()
    reached = 0
    for i in [i for i, lower in enumerate(lowers) if lower in openers]:
        match = vocabulary.words.at(lowers, i) if i >= reached else None
        if match is None:
            continue
        if match.value[0].entry == "casualties.mixed" and _counted_apart(match.first, match.last, sentence):
            match = vocabulary.words.at(lowers[: match.first + 1], match.first) or match
        loss = _loss(match.value, match.first, match.last, sentence, lowers)
        if loss is None and match.value[0].shape != "pseudo":
            match, loss = _shorter(match, sentence, lowers, vocabulary)
        apart = _apart(match.first, match.last, sentence, vocabulary)
        if apart is not None:
            loss = apart
        if loss is not None:
            out.append(loss)
        reached = match.last
    if sentence.parsed:
        known = {loss.anchor for loss in out}
        # Verbs that are loss words only with their particle, and the particle stands apart.
        for i in [i for i, lower in enumerate(lowers) if lower in vocabulary.heads and i not in known]:
            loss = _apart(i, i + 1, sentence, vocabulary)
            if loss is not None:
                out.append(loss)
    return sorted(out, key=lambda loss: loss.phrase.first)


def _shorter(
    match: Match[tuple[Wording, ...]], sentence: Sentence, lowers: Sequence[str], vocabulary: LossVocabulary
) -> tuple[Match[tuple[Wording, ...]], Loss | None]:
    """The longest form within one that does not hold here: "destroyed | in the air" strike."""
    last = match.last - 1
    while last > match.first:
        inner = vocabulary.words.at(lowers[:last], match.first)
        if inner is None:
            break
        loss = _loss(inner.value, inner.first, inner.last, sentence, lowers)
        if loss is not None:
            return inner, loss
        last = inner.last - 1
    return match, None


def _counted_apart(first: int, last: int, sentence: Sentence) -> bool:
    """Whether both words have numbers of their own: "left 50 dead and wounded 400", not "50 dead and wounded"."""
    before, after = sentence.tokens[max(0, first - 3) : first], list(sentence.tokens[last : last + 4])
    # A comma ends the second word's own phrase: "50 dead and wounded, the last 24 hours ...".
    stop = next((k for k, token in enumerate(after) if token.lower in (",", ";", ".", ":", ")")), len(after))
    return any(_number(token) for token in before) and any(_number(token) for token in after[:stop])


def _number(token: Token) -> bool:
    return token.text[0].isdigit() or token.tag == "CD" or token.lower in _VAGUE


def _loss(wordings: Sequence[Wording], first: int, last: int, sentence: Sentence, lowers: Sequence[str]) -> Loss | None:
    """The readings of one form that hold here, as one loss: the events of all, the shape of the first."""
    around = {*lowers[max(0, first - _NEAR) : first], *lowers[last : last + _NEAR]}
    held = [wording for wording in wordings if _holds(wording, first, last, sentence, lowers, around)]
    if not held:
        return None
    # "30 wounded people" is an adjective, "30 people were wounded" a verb: the tag of the word chooses.
    verbal = sentence.parsed and sentence.tokens[first].pos in {"VERB", "AUX"}
    chosen = next((each for each in held if sentence.parsed and (each.shape == "verb") == verbal), held[0])
    events: dict[Kind, Event] = {}
    for wording in held:
        for kind, event in wording.events.items():
            events.setdefault(kind, event)
    rule = chosen.rule if len({each.rule for each in held}) == 1 else "loss.by-kind"
    if chosen.pledge and _future(first, sentence):
        events[Kind.EQUIPMENT] = Event.PLEDGED
        rule = "loss.pledged-future"
    return _make(chosen, events, rule, first, last, sentence)


def _make(wording: Wording, events: Mapping[Kind, Event], rule: str, first: int, last: int, sentence: Sentence) -> Loss:
    anchor = _anchor(wording, first, last, sentence)
    return Loss(
        sentence.phrase(first, last), anchor, MappingProxyType(dict(events)), wording.shape, wording.entry, rule,
        wording.category, wording.frame, wording.manner,
    )  # fmt: skip


def _anchor(wording: Wording, first: int, last: int, sentence: Sentence) -> int:
    if last - first == 1:
        return first
    if wording.shape == "verb":
        if sentence.tokens[first + 1].text in _DASHES and first + 2 < last:
            return first + 2  # "test-fired"
        # "fatally shot": the adverb is not the verb.
        return first + 1 if sentence.tokens[first].lower.endswith("ly") else first
    if sentence.parsed:
        for i in range(first, last):
            token = sentence.tokens[i]
            if (token.head == i or not first <= token.head < last) and token.pos != "ADP":
                return i
    return last - 2 if sentence.tokens[last - 1].lower in {"of", "for"} else last - 1


def _holds(
    wording: Wording, first: int, last: int, sentence: Sentence, lowers: Sequence[str], around: set[str]
) -> bool:
    """Whether this reading of the form fits its surroundings."""
    if wording.shape == "pseudo":
        return False
    if wording.near and wording.near.isdisjoint(_scope(wording, first, lowers, around)):
        return False
    beside = _own_clause(first, last, sentence) if wording.own_clause else around
    if not wording.not_near.isdisjoint(beside):
        return False
    if wording.not_sport and not _SPORT.isdisjoint(around):
        return False
    if "casualties" in wording.entry and _score(last, sentence):
        return False
    if wording.subject and sentence.parsed and not _has_subject(wording, first, sentence):
        return False
    return not sentence.parsed or _tagged(wording, sentence.tokens[first], last - first, sentence)


def _own_clause(first: int, last: int, sentence: Sentence) -> set[str]:
    """The words around, as far as the next number: "one man is dead and two were | taken to hospital |, where one died"."""
    tokens = sentence.tokens
    start, end = first, last
    while start > max(0, first - _NEAR) and not _counts(sentence, start):
        start -= 1
    while end < min(len(tokens), last + _NEAR) and not _counts(sentence, end):
        end += 1
    return {token.lower for token in tokens[start:end]}


def _counts(sentence: Sentence, i: int) -> bool:
    """True for a number, and for an article that goes on from another: "and a woman"."""
    token = sentence.tokens[i]
    one_more = token.lower in ("a", "an", "another") and i > 0 and sentence.tokens[i - 1].lower in ("and", "while")
    return one_more or _number(token)


def _has_subject(wording: Wording, verb: int, sentence: Sentence) -> bool:
    """True where the verb's subject is one of the wording's, or holds it: "the items in the package include"."""
    subjects = [j for j in sentence.children[verb] if sentence.tokens[j].dep == "nsubj"]
    if sentence.tokens[verb].dep == "relcl":  # "a package that contains"
        subjects.append(sentence.tokens[verb].head)
    below = (k for j in subjects for k in sentence.children[j] if sentence.tokens[k].lower in ("in", "of"))
    heads = [*subjects, *(k for j in below for k in sentence.children[j])]
    return any(sentence.tokens[j].lemma.lower() in wording.subject for j in heads)


def _scope(wording: Wording, first: int, lowers: Sequence[str], around: set[str]) -> set[str]:
    """The words among which one that is asked for may stand; an attack's means may close its sentence."""
    if wording.frame == "instrument":
        return {*around, *lowers[first:]}
    return {*around, *lowers[:first]} if wording.far else around


def _score(last: int, sentence: Sentence) -> bool:
    """A result follows: lost 3-1, lost 6-4 6-3."""
    tokens = sentence.tokens[last : last + 3]
    return (
        len(tokens) == 3
        and bool(_SCORE.fullmatch(tokens[0].text))
        and tokens[1].text in _DASHES
        and bool(_SCORE.fullmatch(tokens[2].text))
        and not tokens[0].space
    )


def _tagged(wording: Wording, token: Token, length: int, sentence: Sentence) -> bool:
    """Whether the parser's tags allow the reading: a verb's bare form must not be a noun, a noun must not modify a name."""
    if (
        length == 1
        and token.pos == "PROPN"
        and token.i
        and token.text[0].isupper()
        and not token.text.isupper()
        and not token.text[:-1].isupper()
        and not _titled(sentence)
        and not (wording.entry in _BEHIND_NUMBERS and _number(sentence.tokens[token.i - 1]))
    ):
        return False  # part of a name: "C-Murder", "Burns"
    if wording.shape == "verb" and length == 1 and wording.form in ("base", "third") and not wording.never_noun:
        # Headlines are tagged badly where every word has a capital; trust the tag of a small-lettered word only.
        if (
            token.i + 1 < len(sentence.tokens)
            and _number(sentence.tokens[token.i + 1])
            and wording.entry in _BEHIND_NUMBERS
        ):
            return True  # "Blast and fire at paint factory kill five"
        behind = token.i > 0 and wording.entry in _BEHIND_NUMBERS and _number(sentence.tokens[token.i - 1])
        return token.pos not in {"NOUN", "PROPN", "ADJ", "ADV", "ADP"} or (
            (token.pos == "PROPN" or (token.pos == "NOUN" and behind)) and token.lower != token.text
        )
    if wording.shape == "verb" and length == 1 and token.pos == "ADP":
        return False
    if wording.shape == "verb" and token.i > 1 and token.tag == "VBN" and _is_compounded(sentence, token.i):
        return False  # "the rebel-held town"
    headline = wording.never_noun and token.i > 0 and _number(sentence.tokens[token.i - 1])  # "60 die in bus crash"
    noun = token.tag == "NN" and token.lower == token.text and not headline
    if wording.shape == "verb" and length == 1 and noun:
        # "a shot", "a cut", "the shooting": nouns; those that count ("the killing of 12") are entries of their own.
        return token.lower.endswith("ed")
    if wording.not_object and any(
        sentence.tokens[child].dep in {"dobj", "nsubjpass"}
        and sentence.tokens[child].lemma.lower() in wording.not_object
        for child in sentence.children[token.i]
    ):
        return False
    if wording.shape == "noun" and length == 1:
        if token.pos == "VERB" and wording.form == "base" and token.tag in {"VB", "VBP", "VBZ"}:
            return False
        governor = sentence.tokens[token.head] if token.head >= 0 else token
        if token.dep == "compound" and wording.form == "base" and governor.i > token.i and governor.tag == "NN":
            # "hostage deal", "murder inquiry"; yet "death count" and "casualty toll" stand as words of their own.
            return False
    return True


def _is_compounded(sentence: Sentence, i: int) -> bool:
    """True for the second half of a word: "rebel-held"; "re-captured" is a verb still."""
    tokens = sentence.tokens
    hyphen = tokens[i - 1].text in _DASHES and not tokens[i - 1].space and not tokens[i - 2].space
    return hyphen and tokens[i - 2].lower not in ("re", "un", "pre", "self")


def _titled(sentence: Sentence) -> bool:
    """Whether the sentence is set as a headline, most of its words with a capital."""
    words = [token.text for token in sentence.tokens if token.text[0].isalpha()]
    return sum(word[0].isupper() for word in words) * 2 > len(words)


_BE = frozenset({"is", "are", "am", "'s", "\u2019s", "'re", "\u2019re", "'m", "\u2019m"})


def _future(first: int, sentence: Sentence) -> bool:
    """Whether the verb stands in the future or after "to": will send, agreed to send, to be delivered."""
    i = first - 1
    while i >= 0 and (sentence.tokens[i].lower in _ASIDE or sentence.tokens[i].lower.endswith("ly")):
        i -= 1
    if i >= 0 and sentence.tokens[first].tag == "VBG" and sentence.tokens[i].lower in _BE:
        return True  # "is sending 14 tanks": they are not there yet
    if i < 0 or sentence.tokens[i].lower not in _FUTURE:
        return False
    if sentence.tokens[i].lower == "to" and any(token.lower == "have" for token in sentence.tokens[i + 1 : first]):
        return False  # "is said to have sent"
    verb = sentence.tokens[first]
    # "to" before a participle or a gerund is no infinitive ("committed to sending" is a pledge all the same).
    return sentence.tokens[i].lower != "to" or verb.tag in {"VB", "VBN", "VBG", ""}


# "swept 90 bathers to | their | deaths"
_THEIR = frozenset({"their", "his", "her", "its"})
_ENDS = {"deaths": "death", "lives": "life"}


# Nouns that are particles behind one preposition alone: "to death", "on fire".
_LED = {"death": "to", "fire": "on"}


def _apart(first: int, last: int, sentence: Sentence, vocabulary: LossVocabulary) -> Loss | None:
    """A verb with its particle after the object, as one loss whose phrase is the verb."""
    verb = sentence.tokens[first]
    if last - first != 1 or verb.lower not in vocabulary.heads:
        return None
    for i in range(last + 1, min(len(sentence.tokens), last + _APART)):
        token = sentence.tokens[i]
        owned = sentence.tokens[i - 1].lower in _THEIR
        end = _ENDS.get(token.lower, token.lower) if owned else token.lower
        wording = vocabulary.particles.get((verb.lower, end))
        to = sentence.tokens[i - 2 if owned else i - 1].lower
        if wording is None or _LED.get(end, to) != to or (end == "life" and not owned):
            continue
        # "brought nine hostages over the border": a preposition with its own noun is no particle.
        if not sentence.parsed or any(
            sentence.tokens[child].dep in {"pobj", "pcomp"} for child in sentence.children[i]
        ):
            continue
        around = {*sentence.lowers()[max(0, first - _NEAR) : i]}
        if wording.near and wording.near.isdisjoint(_scope(wording, first, sentence.lowers(), around)):
            continue
        between = sentence.tokens[last:i]
        clausal = any(t.pos in {"VERB", "AUX"} and t.dep != "amod" for t in between)
        if clausal or any(t.pos == "PUNCT" and t.text not in _DASHES for t in between):
            continue
        if wording.not_near and not wording.not_near.isdisjoint(sentence.lowers()[last:i]):
            continue
        return _make(wording, wording.events, wording.rule, first, last, sentence)
    return None
