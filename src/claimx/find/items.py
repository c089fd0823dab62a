"""Find the words for people and military equipment in a sentence: what a quantity may count.

A modifying noun is no item of its own: "tank crew" are people, "missile strike" and "police station" are neither. A make
joins the general noun after it: "Leopard 2 main battle tanks" is one item whose ``model`` is "Leopard 2".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimx.lexicon.items import ItemVocabulary, Reading
from claimx.lexicon.match import Match
from claimx.models import Item, Sentence
from claimx.schema import PEOPLE, Category, Kind

# What may follow a make without being a word of its own: Leopard 2A6, Bayraktar TB2, Buk M1, Mark II.
_MARK = re.compile(r"\d{1,3}[A-Z]{0,4}\d{0,2}|[A-Z]{1,3}\d{1,3}[A-Z]?|I{1,3}")
_JOINTS = frozenset({"-", "\u2010", "\u2011", "\u2013"})
_QUOTES = frozenset({'"', "\u201d", "\u201c", "'", "\u2019", "\u00bb", "\u00ab"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
_SINGULAR = frozenset({"a", "an", "another", "one", "single", "lone"})
_STATES = frozenset({"hostage", "captive"})
# What tells that bombers are men.
_BLOWN = frozenset(
    "suicide themselves himself herself vest vests belt belts detonated detonate strapped jihadist islamist would-be "
    "militants attackers gunmen police arrested".split()
)
# What tells that a single bomber is a plane.
_AIRBORNE = frozenset(
    "down downed intercepted crashed vanished crew pilot flying flew radar airfield airbase strategic squadron aircraft jet hangar runway airspace".split()
)
_MEMBERS = frozenset({"member", "members"})
# A noun before one of these is what was lost: "tank losses".
_LOSSES = frozenset({"loss", "losses"})
_STOPS = frozenset({",", ";", ":", "(", ")"})
# "of the medical and nursing" between members and staff, and one adjective more.
_OF = 6
# How far before its noun an article may stand ("a badly damaged Soviet-made aircraft", "a 19-year-old Syrian").
_REACH = 6
_AGES = frozenset({"year", "years", "month", "months", "week", "weeks", "day", "days"})
_OF_AGE = 18
_TEENS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split()
)


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    head: int
    reading: Reading
    model: tuple[int, int] | None = None


def find_items(sentence: Sentence, vocabulary: ItemVocabulary) -> list[Item]:
    """Items of the sentence in text order, not overlapping. Needs no parse, but drops modifying nouns better with one."""
    texts = [token.text for token in sentence.tokens]
    lowers = sentence.lowers()
    found: list[_Found] = []
    words, names = vocabulary.words.openers(), vocabulary.names.openers()
    i = 0
    while i < len(texts):
        text = texts[i]
        # Most words begin nothing: designations begin with a capital or a digit.
        may = lowers[i] in words or text in names or text[0].isupper() or text[0].isdigit()
        match = vocabulary.at(lowers, texts, i) if may else None
        if match is not None and match.value.pseudo and _ends_in_verb(match, sentence):
            match = vocabulary.at(lowers[: match.last - 1], texts[: match.last - 1], i)
        if match is None:
            i += 1
            continue
        if match.value.model:
            whole = _make(match, sentence, vocabulary)
            found.append(whole)
            i = whole.last
        else:
            if not match.value.pseudo:
                reading = _flown(match.value) if _are_planes(match, lowers) else match.value
                found.append(_Found(match.first, match.last, match.first + match.value.head, reading))
            i = match.last
    standing = [each for k, each in enumerate(found) if _stands(each, found[k + 1 : k + 2], sentence)]
    return [_item(each, sentence) for each in _members(standing, sentence)]


def _ends_in_verb(match: Match[Reading], sentence: Sentence) -> bool:
    """True for "a missile strikes a hotel", which is no noun "missile strike"."""
    return match.last - match.first > 1 and sentence.parsed and sentence.tokens[match.last - 1].tag in ("VBZ", "VBD")


def _are_planes(match: Match[Reading], lowers: Sequence[str]) -> bool:
    """True for bombers of an air force: none of them is told to blow himself up; a single one is shot down or based somewhere."""
    if not match.value.flown or not _BLOWN.isdisjoint(lowers):
        return False
    return match.value.plural is True or not _AIRBORNE.isdisjoint(lowers)


def _flown(reading: Reading) -> Reading:
    return replace(reading, category=Category.AIRCRAFT, entry="aircraft.general")


def _members(found: Sequence[_Found], sentence: Sentence) -> list[_Found]:
    """Make "members of the medical staff" one item with the category of what they are members of."""
    out: list[_Found] = []
    for each in found:
        whole = out[-1] if out else None
        if (
            whole is not None
            and sentence.tokens[whole.head].lower in _MEMBERS
            and whole.last < each.first <= whole.last + _OF
            and sentence.tokens[whole.last].lower == "of"
            and each.reading.category in PEOPLE
            and not any(
                token.pos in {"VERB", "AUX"} or token.text in _STOPS
                for token in sentence.tokens[whole.last : each.first]
            )
        ):
            reading = replace(whole.reading, category=each.reading.category, entry=each.reading.entry)
            out[-1] = _Found(whole.first, each.last, whole.head, reading)
            continue
        out.append(each)
    return out


def _make(match: Match[Reading], sentence: Sentence, vocabulary: ItemVocabulary) -> _Found:
    """A make, its mark, further makes ("Sukhoi Su-25"), its name ("CH-148 Cyclone") and the general noun after them, as one."""
    texts, lowers = [token.text for token in sentence.tokens], sentence.lowers()
    reading, last = match.value, match.last
    while last < len(texts):
        if texts[last] in _JOINTS and last + 1 < len(texts) and _suffix(texts[last + 1]):
            last += 2
            continue
        if _MARK.fullmatch(texts[last]) and texts[last][0] != "0":
            last += 1
            continue
        named = _name(sentence, last)
        if named > last:
            last = named
            continue
        more = vocabulary.at(lowers, texts, last)
        if more is None or not more.value.model:
            break
        reading, last = more.value, more.last
    model = (match.first, last)
    noun_at = last + 1 if last < len(texts) and texts[last] in _QUOTES else last
    if noun_at < len(texts):
        noun = _longer(vocabulary.after_model.at(lowers, noun_at), vocabulary.words.at(lowers, noun_at))
        if noun is not None and not noun.value.pseudo and noun.value.kind is reading.kind:
            category = _joined(reading, noun.value, lowers[noun.first : noun.last])
            whole = Reading(reading.entry, category, noun.value.plural, 0, model=True)
            return _Found(match.first, noun.last, noun.first + noun.value.head, whole, model)
        # A generic noun with an adjective between ("Mi-8 military transport helicopter") is left to the parse.
    return _Found(match.first, last, last - 1, reading, model)


def _name(sentence: Sentence, first: int) -> int:
    """The end of the name that the designation before token ``first`` has besides: "a CH-148 | Cyclone"; ``first`` where there is none."""
    tokens, last = sentence.tokens, first
    while last < len(tokens) and tokens[last].tag in ("NNP", "NNPS"):
        last += 1
    before = tokens[first - 1]
    if not sentence.parsed or not any(c.isdigit() for c in before.text) or before.dep not in _BEFORE_NAME:
        return first
    return last if before.head in (*range(first, last), tokens[last - 1].head) else first


# What the parser makes of a designation before its name.
_BEFORE_NAME = frozenset({"compound", "nmod", "npadvmod", "nummod", "amod"})


def _longer(one: Match[Reading] | None, two: Match[Reading] | None) -> Match[Reading] | None:
    """The longer of two readings from one token; the first where they are as long."""
    if one is None or (two is not None and two.last > one.last):
        return two
    return one


def _suffix(text: str) -> bool:
    return text in {"type", "class", "series", "style"} or (text.isupper() and len(text) <= 3)


def _joined(make: Reading, noun: Reading, words: Sequence[str]) -> Category:
    """The category of a make with its noun: the make's where the noun is wide, else the noun's."""
    if noun.general:
        # "Iskander systems" are what launches the missiles.
        return Category.SPECIAL_EQUIPMENT if make.category is Category.MISSILE else make.category
    if noun.category in (Category.SPECIAL_EQUIPMENT, Category.VEHICLE, Category.MLRS) and make.category not in (
        Category.MISSILE,
        Category.VEHICLE,
    ):
        # "S-300 launcher", "Bradley vehicles", "Javelin launchers" stay what the make is.
        return make.category
    if make.category is Category.SMALL_ARMS and noun.category is Category.MISSILE:
        return make.category  # Javelin and Stinger missiles are carried by men
    if make.category is Category.HELICOPTER and noun.category is Category.AIRCRAFT:
        return make.category
    if make.category is Category.UAV and noun.category in (Category.AIRCRAFT, Category.MISSILE):
        return make.category
    if make.category is Category.MISSILE and words[-1].startswith(("system", "complex")):
        return Category.SPECIAL_EQUIPMENT
    return noun.category


def _stands(found: _Found, following: Sequence[_Found], sentence: Sentence) -> bool:
    """False for a word that only modifies another noun, or is no noun here."""
    reading, tokens = found.reading, sentence.tokens
    head = tokens[found.head]
    after = tokens[found.last] if found.last < len(tokens) else None
    if _is_state(found, sentence):
        return False  # "took nine men prisoner"
    beside = following and following[0].first == found.last and not _is_state(following[0], sentence)
    if beside and reading.plural is not True:
        return False  # "rebel fighter", "police cadets": the later word is the item
    if reading.adjectival and reading.plural is not True and after is not None:
        if sentence.parsed:
            if after.pos in _NOUNS | {"ADJ", "NUM"} or after.text in _JOINTS:
                return False
        elif after.text[0].isalpha() and after.lower not in {"and", "or", "was", "were", "in", "had", "have", "has"}:
            return False
    if reading.plural is not True and not reading.model and _is_hyphened(found.last, sentence):
        return False  # "gun-related deaths", "drone-borne mines": the later word is counted
    if head.lower in _STATES and (found.first == 0 or tokens[found.first - 1].lower not in _SINGULAR | {"the", "each"}):
        return False  # "took nine men hostage": a state
    if not sentence.parsed:
        return True
    before = tokens[found.first - 1] if found.first else None
    counted = before is not None and (before.pos in {"NUM", "DET"} or before.tag == "CD")
    if found.last - found.first == 1 and head.pos in {"VERB", "AUX"} and head.lower == head.text and not counted:
        return False
    governor = tokens[head.head] if head.head >= 0 else head
    behind = tokens[found.last : governor.i]
    aged = tokens[found.first].lower in _AGES  # "a 14-year-old and two adults"
    joined = aged and any(token.lower in ("and", ",") for token in behind)
    if (
        head.pos == "ADJ"
        and reading.plural is not True
        and head.dep == "amod"
        and governor.pos in _NOUNS
        and not joined
    ):
        return False
    modifies = (
        head.dep in _MODIFIERS - {"poss"}
        and not joined
        and governor.pos in _NOUNS
        and governor.i >= found.last
        # Between a modifier and its noun stand only further modifiers.
        and all(token.text[0].isalnum() or token.text in _JOINTS for token in behind)
    )
    if not modifies or (reading.kind is Kind.EQUIPMENT and governor.lower in _LOSSES):
        return True
    # A plural hardly ever modifies a noun; the parser errs on headlines ("40 Civilians Killed").
    return reading.plural is True and head.tag in {"NNS", "NNPS"}


def _is_state(found: _Found, sentence: Sentence) -> bool:
    """True for the prisoner that those counted before it are taken: "took nine men prisoner"."""
    tokens, first = sentence.tokens, found.first
    return tokens[found.head].lower == "prisoner" and first > 0 and tokens[first - 1].lower.endswith(("s", "men"))


def _is_hyphened(last: int, sentence: Sentence) -> bool:
    """True where a hyphen ties the word before token ``last`` to a participle or adjective."""
    tokens = sentence.tokens
    tied = last + 1 < len(tokens) and tokens[last].text in _JOINTS and tokens[last].start == tokens[last - 1].end
    return tied and tokens[last + 1].start == tokens[last].end and tokens[last + 1].tag in {"VBN", "JJ"}


def _item(found: _Found, sentence: Sentence) -> Item:
    reading = found.reading
    phrase = sentence.phrase(found.first, found.last)
    plural = reading.plural if reading.plural is not None else _many(found, sentence)
    model = sentence.slice(sentence.phrase(*found.model)) if found.model is not None else None
    category = Category.CIVILIAN if _is_minor(found, sentence) else reading.category
    return Item(phrase, _root(found, sentence), reading.kind, category, reading.entry, model, plural)


def _is_minor(found: _Found, sentence: Sentence) -> bool:
    """True for somebody told by an age below 18: "a 16-year-old", "two six-month-olds"."""
    tokens = sentence.tokens
    unit = tokens[found.first].lower
    if unit not in _AGES or found.reading.kind is not Kind.CASUALTY:
        return False
    age = next((t for t in reversed(tokens[max(0, found.first - 2) : found.first]) if t.text not in _JOINTS), None)
    if age is None or not unit.startswith("year"):
        return age is not None
    return age.lower in _TEENS or (age.text.isdecimal() and int(age.text) < _OF_AGE)


def _many(found: _Found, sentence: Sentence) -> bool:
    """Whether a form that serves for one and many is many here."""
    head = sentence.tokens[found.head]
    if found.first and sentence.tokens[found.first - 1].lower in _SINGULAR:
        return False  # "an L-39 Albatros": the article knows better than the ending
    if head.tag in {"NNS", "NNPS"} and (head.text.endswith("s") or not found.reading.model):
        return True  # "an Israeli F-35" is one, whatever the tag
    if found.reading.model and head.text.endswith("s"):
        return True
    for i in range(found.first - 1, max(-1, found.first - 1 - _REACH), -1):
        token = sentence.tokens[i]
        if token.lower in _SINGULAR:
            return False
        aged = token.text in _JOINTS or sentence.tokens[i + 1].text in _JOINTS  # "a 19-year-old Syrian"
        if not (token.text[0].isalpha() or aged):
            break
    return not found.reading.model


def _root(found: _Found, sentence: Sentence) -> int:
    """The token of the item that the rest of the sentence governs."""
    if sentence.parsed:
        for i in range(found.first, found.last):
            token = sentence.tokens[i]
            if not found.first <= token.head < found.last and token.pos in _NOUNS:
                return i
    return found.head
