"""Whose time a date tells: the event's, the report's, the document's own, or that of something beside them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from claimx.lexicon.dates import DateVocabulary, Kind
from claimx.lexicon.verbs import LIFTING
from claimx.link.datelines import dateline_end
from claimx.models import DateInterval, DateMention, Document, Sentence

# A reporting verb rules a date up to five words on ("told reporters in Geneva on Tuesday").
_REACH = 5
# A fronted date rules a reporting verb within a subject of eleven words ("On Thursday, the head of the … said").
_FRONTED_REACH = 12
_PARENTHETIC = frozenset(("however", "meanwhile", "also", "though", "moreover", "too"))
# Words between what lifts a toll and the number.
LIFTED = 14
# "since | the ground invasion began to 346": the words of an opening that stands for a date.
_OPENING = 8
# What the label of an entry may be.
_DAYS = frozenset(("day", "range", "weekday", "offset", "month"))
_COMPARING = frozenset(("compared", "versus"))
# "down from about 30 dead a day earlier": so many words before the date.
_COMPARED = 6
OPEN = frozenset(("since", "until", "so-far"))
# What tells one day.
DAYS = frozenset(("day", "weekday", "offset"))
_HAPPENING: tuple[Kind, ...] = ("incident", "enduring")


class Role(StrEnum):
    """Whose time a date tells."""

    EVENT = "event"
    REPORT = "report"
    HEADER = "header"
    COMPARED = "compared"  # of a number or clause set beside another: "up from 30 in May", "a day after two were shot"
    AHEAD = "ahead"  # of what is still to come: "the trial is to end on Thursday"
    # Of what the sentence only compares with ("the worst attack since 1994", "before Sunday's vote"), of the beginning of
    # what goes on ("the war began in 2011"), of a state ("remained under water on Thursday").
    OTHER = "other"
    TOLL = "toll"  # of a total that the event brings up: "raising its toll since March to 346"


def role_of(
    document: Document,
    sentence: Sentence,
    mention: DateMention,
    interval: DateInterval | None,
    vocabulary: DateVocabulary,
) -> Role:
    """Whose time a date mention tells, by the clause that governs it."""
    if mention.fields.get("aside"):
        return Role.OTHER
    if mention.fields.get("ahead") and mention.expression not in ("range", "until"):
        return Role.AHEAD
    published = document.article.published
    opening = sentence.tokens[mention.phrase.first].lower
    if mention.expression == "day" and "year" in mention.fields and published is not None and interval is not None:
        if interval.start == published and opening not in ("on", "the", "of", "in", "since", "from"):
            return Role.HEADER
    if mention.expression == "day" and mention.phrase.last < dateline_end(document.mentions[sentence.index]):
        return Role.HEADER  # "BAMAKO, June 3 (Reuters) -"
    if is_label(sentence, mention):
        return Role.EVENT  # "March 4: The press office reported": the day of the entry, whoever speaks in it
    if sentence.block.listed and mention.phrase.first <= 1 and sentence.start - sentence.block.start < 12:
        return Role.EVENT  # a list of dated events: "* 27 February 2012, it was reported that …"
    words = sentence.lowers()
    if mention.expression in OPEN and is_lifted(words, mention.phrase.last):
        return Role.TOLL
    if mention.fields.get("anniversary") or names_event(sentence, mention, vocabulary):
        return Role.EVENT
    if mention.phrase.first <= 1 and ("night", "of") in pairwise(words[:4]):
        return Role.EVENT  # "On the night of 4 May, the army said": nobody speaks by night
    if mention.expression in OPEN or mention.expression in ("range", "period", "vague", "nth-day"):
        return Role.EVENT
    if _begins(mention, words) or _lasts(mention, words):
        return Role.OTHER
    if mention.fields.get("clause"):
        return Role.COMPARED
    if _is_said_that(sentence, mention, words, vocabulary):
        return Role.REPORT
    for i in _reporting(sentence, words, vocabulary):
        if _follows(sentence, mention, i, vocabulary) or _governs(sentence, mention, i, vocabulary):
            return Role.REPORT
        if _fronted(sentence, mention, i) and not _speaks_of_itself(sentence, mention, i, words, vocabulary):
            coarse = mention.expression in ("month", "year", "calendar")
            return Role.EVENT if coarse and _tells_incident(sentence, words, i, vocabulary) else Role.REPORT
        if (
            i == mention.phrase.last
            and words[i - 1] != ","
            and mention.expression in ("month", "year", "weekday", "day", "offset", "calendar")
        ):
            return Role.REPORT  # "The institute in January put losses at"
    if _after(sentence, mention, words, vocabulary) or responds(sentence, mention, vocabulary):
        return Role.REPORT
    before = words[max(0, mention.phrase.first - _COMPARED) : mention.phrase.first]
    return Role.COMPARED if is_compared(before) else Role.EVENT


# "the 2014 | Northwood school massacre": words of an event's name after its year.
_NAMED = 4


def names_event(sentence: Sentence, mention: DateMention, vocabulary: DateVocabulary) -> bool:
    """True for the year of "the 2014 crash", "the earthquake of 2014": one event, called by its year."""
    words, last = sentence.lowers(), mention.phrase.last
    if mention.expression != "year" or not words[last - 1].isdecimal():
        return False
    after = range(last, min(last + _NAMED, len(words)))
    return words[last - 2 : last - 1] in (["the"], ["that"], ["this"]) and any(
        vocabulary.at("incident", sentence.tokens, words, j) is not None and sentence.tokens[j].pos != "VERB"
        for j in after
    )


# A report's own participles: "in a study published on Monday, the ministry counted".
_ISSUED = frozenset("published released issued posted updated".split())
# What lasts for years, whose beginning is no event that a text counts.
_AGES = frozenset("war conflict uprising insurgency rebellion revolution crisis unrest occupation crackdown".split())
_BEGAN = frozenset(("began", "started", "begun", "broke", "erupted"))
_STATES = frozenset("remained remains remain stayed".split())
# "The war in the east | began as a protest movement in": words between the noun, its verb and the date.
_BEGAN_REACH = 8
# "The war in the north between the army and its former allies, which | began": words to the noun of a relative clause.
_RELATIVE_REACH = 20


def _begins(mention: DateMention, words: list[str]) -> bool:
    """'The conflict began in March 2011': the first day of what goes on."""
    first = mention.phrase.first
    verb = next((j for j in range(first - 1, max(-1, first - 1 - _BEGAN_REACH), -1) if words[j] in _BEGAN), None)
    if not verb or {",", ";", "and", "that", "which", "after", "when"} & set(words[verb:first]):
        return False
    reach = _RELATIVE_REACH if words[verb - 1] in ("which", "that") else _BEGAN_REACH
    return not _AGES.isdisjoint(words[max(0, verb - reach) : verb])


def _lasts(mention: DateMention, words: list[str]) -> bool:
    """'Much of the city remained under water Thursday': a state on that day."""
    first = mention.phrase.first
    verb = next((j for j in range(first - 1, max(-1, first - 1 - _REACH), -1) if words[j] in _STATES), None)
    return verb is not None and not {",", ";", "and", "after", "from"} & set(words[verb:first])


def _is_said_that(sentence: Sentence, mention: DateMention, words: list[str], vocabulary: DateVocabulary) -> bool:
    """'reported on Wednesday that', ', an official confirmed on Wednesday.': whatever the parse makes of the verb."""
    first, last = mention.phrase.first, mention.phrase.last
    if _comes_out(words, first, last):
        return True
    if first == 0 or vocabulary.at("reporting", sentence.tokens, words, first - 1) is None:
        return False
    if words[last : last + 1] == ["that"] or words[first - 1] in _ISSUED:
        return True
    # A parser takes the verb behind a new subject for a participle of it: "an official confirmed".
    closes = all(not word.isalnum() for word in words[last:])
    return closes and "," in words[max(0, first - 1 - _FRONTED_REACH) : first - 1]


# How what happened earlier becomes known: "it emerged on Friday that".
_EMERGING = frozenset("emerged emerges transpired transpires surfaced".split())
_PLAIN = frozenset("clear known apparent evident public".split())
_BECOMING = frozenset(("became", "becomes", "become", "was", "is", "made"))


def _comes_out(words: Sequence[str], first: int, last: int) -> bool:
    """True for the day on which something became known: "it became clear this week that", "on Friday it emerged that"."""
    end = first or next((i for i in range(last, len(words)) if words[i] == "that"), len(words))
    known = words[end - 1 : end] and (
        words[end - 1] in _EMERGING or (words[end - 1] in _PLAIN and words[end - 2] in _BECOMING)
    )
    return bool(known) and words[last if first else end :][:1] == ["that"] and (first > 0 or end - last <= _REACH)


def is_lifted(words: Sequence[str], last: int) -> bool:
    """True before the "to" of what a total is brought up to: "taking the number of hunger-related deaths since May | to 40"."""
    first = next((j for j in range(last - 1, max(-1, last - 1 - LIFTED), -1) if words[j] in LIFTING), None)
    if first is None or {",", ";", "."} & set(words[first:last]):
        return False
    end = min(len(words) - 1, last + _OPENING)
    return any(words[j] == "to" and words[j + 1][0].isdigit() for j in range(last, end))


def is_compared(before: Sequence[str]) -> bool:
    """True for words that set a number of another time beside the one told: "134 deaths, compared to 96 the week before"."""
    if list(before[-2:]) in (["than", "in"], ["than", "on"]):
        return True  # "900 died, more than in 2019"
    return not _COMPARING.isdisjoint(before) or any(
        one in ("up", "down") and other == "from" for one, other in pairwise(before)
    )


def _after(sentence: Sentence, mention: DateMention, words: list[str], vocabulary: DateVocabulary) -> bool:
    """'the funeral on Saturday', 'on Saturday at the funeral': the day of what came after, beside its noun."""
    first, last = mention.phrase.first, mention.phrase.last
    for j in range(max(0, first - 2), min(len(words), last + 4)):
        found = vocabulary.at("aftermath", sentence.tokens, words, j)
        if found is None or mention.phrase.covers(j):
            continue
        if found[0] == first or (last < j and words[last] in ("in", "at", "for", "during")):
            return True
    return False


def responds(sentence: Sentence, mention: DateMention, vocabulary: DateVocabulary) -> bool:
    """'Rescuers searched through debris Sunday', 'the toll rose Saturday': the date hangs on a verb of what came after."""
    if mention.expression not in (*DAYS, "overnight", "anchor"):
        return False
    tokens, words = sentence.tokens, sentence.lowers()
    if not sentence.parsed:  # "The president on Monday expressed", "Crowds gathered Monday"
        beside = (mention.phrase.last, mention.phrase.first - 1)
        return any(0 <= j < len(words) and vocabulary.at("response", tokens, words, j) is not None for j in beside)
    heads = {tokens[j].head for j in range(mention.phrase.first, mention.phrase.last)}
    if any(vocabulary.at("incident", tokens, words, j) is not None for j in heads if not mention.phrase.covers(j)):
        return False  # "identified the gunman in Saturday's attack": the attack has the date
    i = mention.phrase.first
    while mention.phrase.covers(i) or tokens[i].pos in ("ADP", "NOUN", "PROPN", "NUM", "ADJ", "ADV", "PART"):
        if tokens[i].head == i:
            return False
        before = {*words[mention.phrase.last : mention.phrase.last + 1]}  # "a man on Tuesday | was sentenced"
        if not mention.phrase.covers(i) and tokens[i].dep in ("nsubjpass", "relcl") and before.isdisjoint(_BEING):
            return False
        if vocabulary.at("incident", tokens, words, i) is not None:
            return False
        i = tokens[i].head
    # "mounted an attack on Sunday", "a landslide buried a village on Friday": what happened, and no answer to it.
    told = [j for j in sentence.children[i] if tokens[j].dep in ("dobj", "nsubj")]
    if tokens[i].lemma not in _JUDGING and any(vocabulary.at("incident", tokens, words, j) is not None for j in told):
        return False
    if tokens[i].lemma == "bury" and not any(tokens[j].tag in _MOURNERS for j in told if tokens[j].dep == "nsubj"):
        return False
    # "The trial of a man accused of killing two opened on Monday"
    aftermath = any(
        words[j] == "guilty"  # "was found guilty on Monday", "pleaded guilty"
        or (vocabulary.at("aftermath", tokens, words, j) is not None and tokens[j].dep in ("nsubj", "nsubjpass"))
        or (tokens[j].dep == "prep" and words[j + 1 : j + 2] in (["trial"], ["court"]))  # "went on trial on Monday"
        for j in sentence.children[i]
    )
    return tokens[i].pos == "VERB" and (
        aftermath or vocabulary.at("response", tokens, words, i) is not None or _is_over(sentence, i, vocabulary)
    )


_OVER = frozenset(("against", "over", "about"))
_IN_ANSWER = frozenset("memory protest connection response tribute solidarity honour honor".split())
# "over the | deadly 2013 collapse": words from the preposition to what happened.
_TO_DEED = 7


def _is_over(sentence: Sentence, verb: int, vocabulary: DateVocabulary) -> bool:
    """True for what is done about a deed: "marched against the killing of six", "met in memory of those killed"."""
    tokens, words = sentence.tokens, [*sentence.lowers(), ""]
    over = [
        j for j in sentence.children[verb] if words[j] in _OVER or (words[j] == "in" and words[j + 1] in _IN_ANSWER)
    ]
    reach = {k for j in over if j > verb for k in range(j + 1, min(j + 1 + _TO_DEED, len(tokens)))}
    return any(vocabulary.at(kind, tokens, words[:-1], k) is not None for kind in _HAPPENING for k in reach)


# What is said or decided of a deed: "praised the capture of 40 rebels on Sunday".
_JUDGING = frozenset(
    "praise hail condemn denounce deplore criticise criticize debate discuss defend regret commemorate remember honour honor celebrate "
    "mourn investigate probe apologise apologize convict sentence acquit".split()
)
# People bury their dead; mud and rubble bury the living.
_MOURNERS = ("PRP", "NNS", "NNPS")


_FATES = frozenset("dead killed missing wounded injured hurt captured destroyed lost".split())
_BEING = frozenset(("was", "were", "been", "being", "are", "is"))


def _reporting(sentence: Sentence, words: list[str], vocabulary: DateVocabulary) -> list[int]:
    out = []
    for i in range(len(words)):
        if vocabulary.at("reporting", sentence.tokens, words, i) is None:
            continue
        if words[i + 1 : i + 2] and words[i + 1] in _FATES and words[i - 1] in _BEING:
            continue  # "On 3 May two were reported dead": the day of the deaths, as far as it is told
        token = sentence.tokens[i]
        if not sentence.parsed or (token.pos in ("VERB", "AUX") and token.dep not in ("acl", "amod", "relcl")):
            out.append(i)
    return out


def _follows(sentence: Sentence, mention: DateMention, verb: int, vocabulary: DateVocabulary) -> bool:
    """'said Tuesday', 'told reporters in Geneva on Tuesday': nothing that could have happened stands between."""
    gap = mention.phrase.first - verb - 1
    if not 0 <= gap <= _REACH:
        return False
    words = sentence.lowers()
    between = words[verb + 1 : mention.phrase.first]
    if _is_of_clause(sentence, mention, verb):
        return False
    if {",", ";", ":", "that", '"', "'", "was", "were", "had", "has", "have", "when", "after"} & set(between):
        return False
    after = words[mention.phrase.last] if mention.phrase.last < len(words) else ""
    if after in ("'s", "attack", "strike"):
        return False  # "said Tuesday's attack killed"
    if between[:1] in (["of"], ["about"]):
        return True
    return all(
        vocabulary.at("incident", sentence.tokens, words, j) is None for j in range(verb + 1, mention.phrase.first)
    )


def _governs(sentence: Sentence, mention: DateMention, verb: int, vocabulary: DateVocabulary) -> bool:
    """'On Monday, A. Khan, a minister, said', 'said at the base's open day on Monday': the day hangs on the verb itself.

    No clause and nothing that happens stands on the way from the day to the verb, nor between them.
    """
    phrase, tokens, words = mention.phrase, sentence.tokens, sentence.lowers()
    if not sentence.parsed or mention.expression not in DAYS or 1 < phrase.first < verb:
        return False
    above = [i for i in sentence.ancestors(phrase.first) if not phrase.covers(i)]
    if verb not in above:
        return False
    way = above[: above.index(verb)]
    between = range(min(phrase.last, verb + 1), max(phrase.first, verb))
    return not any(tokens[i].pos in ("VERB", "AUX") for i in way) and not any(
        vocabulary.at(kind, tokens, words, j) is not None for j in (*way, *between) for kind in _HAPPENING
    )


def _is_of_clause(sentence: Sentence, mention: DateMention, verb: int) -> bool:
    """True for a day between the subject and the verb of what is said: "says coalition forces on Sunday carried out raids"."""
    last = mention.phrase.last
    if not sentence.parsed or last >= len(sentence.tokens) or mention.phrase.first - verb < 2:
        return False
    after = sentence.tokens[last]
    return after.tag in ("VBD", "VBZ", "VBP", "MD") and any(
        verb < c < mention.phrase.first and sentence.tokens[c].dep in ("nsubj", "nsubjpass")
        for c in (*sentence.children[last], *sentence.children[after.head])
    )


def _fronted(sentence: Sentence, mention: DateMention, verb: int) -> bool:
    """'On Thursday, the ministry said'."""
    if mention.phrase.first > 1 or not 0 < verb - mention.phrase.last <= _FRONTED_REACH:
        return False
    words = sentence.lowers()
    last = mention.phrase.last
    if words[last : last + 1] == [","] and words[last + 1] in _PARENTHETIC:
        last += 2  # "On Friday, however, it said"
    return "," not in words[last + 1 : verb]


def _tells_incident(sentence: Sentence, words: list[str], verb: int, vocabulary: DateVocabulary) -> bool:
    """True for "In June 2016, X claimed that 200 were killed in a battle at Y": a month of speaking is the battle's too."""
    return any(
        words[j - 1] in ("a", "an", "one", "another") and vocabulary.at(kind, sentence.tokens, words, j) is not None
        for kind in _HAPPENING
        for j in range(verb + 2, len(words))
    )


def _speaks_of_itself(
    sentence: Sentence, mention: DateMention, verb: int, words: list[str], vocabulary: DateVocabulary
) -> bool:
    """True where something happens between a fronted date and the verb, or the verb is one's own claim to a deed."""
    if words[verb : verb + 2] in (["claimed", "responsibility"], ["claims", "responsibility"]):
        return True
    return any(
        vocabulary.at(kind, sentence.tokens, words, j) is not None
        for kind in _HAPPENING
        for j in range(mention.phrase.last, verb)
    )


def is_label(sentence: Sentence, mention: DateMention) -> bool:
    """True for the day that opens an entry: a colon or dash follows it, and nothing stands before."""
    phrase, tokens = mention.phrase, sentence.tokens
    if phrase.first != 0 or mention.expression not in _DAYS or phrase.last >= len(tokens):
        return False
    return tokens[phrase.last].text in (":", "--", "\u2014")
