"""Counting expressions of a sentence: numbers, vague plurals, articles, with their hedges, ranges and rates.

>>> from claimx.lexicon.quantities import QuantityVocabulary  # doctest: +SKIP
>>> [q.low for q in find_quantities(sentence, QuantityVocabulary.load())]  # doctest: +SKIP
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimx.find.amounts import Amount, read_amount, read_range
from claimx.find.cardinals import DASHES, glued
from claimx.find.noncounts import REASONS, refuse, refuse_article, shared
from claimx.find.number_contexts import counted_noun
from claimx.find.remainders import read_remainder
from claimx.lexicon.quantities import QuantityVocabulary, Role
from claimx.models import Form, Quantity, Refusal, Sentence
from claimx.schema import Per, Qualifier
from claimx.tokenize import HYPHENS

# Marks that may stand between a hedge and its number: bold type, quotation marks.
_WRAPPERS = frozenset('*_"“”‘«»')
_BOUNDS = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.AT_MOST, Qualifier.LESS_THAN})
# A clock time or a date in one token; digits with an ordinal ending.
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?")
_CALENDAR = re.compile(r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{2,4})?")
_ORDINAL = re.compile(r"\d++(?:st|nd|rd|th)", re.IGNORECASE)
# The furthest a rate stands behind its number ("nearly 1,000 Russian troops were killed or wounded every day").
_RATE_REACH = 12
_RATE_STOPS = frozenset(
    "; : ! ? . ( ) , — – but or while when as after before since because that who which where until including if although".split()
)
# "in a day", "half a day", "once a day": no rates.
_NO_RATE_AFTER = frozenset(
    "in of within for over during on once twice half than times such what after before about nearly".split()
)
# "handed over 10 tanks": here "over" belongs to the verb.
_OVER_VERBS = frozenset("hand hands handed handing turn turns turned turning".split())
_NO_RATE_BEFORE = frozenset("after before earlier later ago when that of from long - into off".split())


@dataclass(slots=True)
class _Found:
    """A reading of a sentence: counting expressions and, in parallel, what refuses each (None: it counts)."""

    quantities: list[Quantity]
    refused: list[str | None]


def find_quantities(sentence: Sentence, vocabulary: QuantityVocabulary, *, rated: bool = True) -> list[Quantity]:
    """Every expression that may count people or things, in text order; phrases never overlap. Without ``rated`` none has its rate.

    Bounds are inclusive, None is open. Articles are given wherever they may count one: whether they do depends on
    the noun, which the linker knows. Works on tokens alone; a parse, where there is one, only settles "both" and years.
    """
    found = _read(sentence, vocabulary, rated=rated)
    return [quantity for quantity, rule in zip(found.quantities, found.refused, strict=True) if rule is None]


def find_noncounts(sentence: Sentence, vocabulary: QuantityVocabulary) -> list[Refusal]:
    """The sentence's numbers that count nothing (dates, ages, designations), each with the rule that refused it."""
    found = _read(sentence, vocabulary)
    refusals = [
        Refusal(quantity.phrase.start, quantity.phrase.end, sentence.slice(quantity.phrase), rule, REASONS[rule])
        for quantity, rule in zip(found.quantities, found.refused, strict=True)
        if rule is not None
    ]
    taken = {i for quantity in found.quantities for i in range(quantity.phrase.first, quantity.phrase.last)}
    for token in sentence.tokens:
        token_rule = None if token.i in taken else _token_rule(token.text)
        if token_rule is not None:
            refusals.append(Refusal(token.start, token.end, token.text, token_rule, REASONS[token_rule]))
    return sorted(refusals, key=lambda refusal: refusal.start)


def _token_rule(text: str) -> str | None:
    if not text[0].isdigit():
        return None
    if _ORDINAL.fullmatch(text):
        return "quantity.not-ordinal"
    if _CLOCK.fullmatch(text):
        return "quantity.not-time"
    return "quantity.not-date" if _CALENDAR.fullmatch(text) else None


def _read(sentence: Sentence, vocabulary: QuantityVocabulary, *, rated: bool = True) -> _Found:
    numbers = _numbers(sentence, vocabulary)
    lowers = sentence.lowers()
    refused = [refuse(sentence, lowers, quantity, vocabulary) or rule for quantity, rule in numbers]
    spans = [(quantity.phrase.first, quantity.phrase.last) for quantity, _ in numbers]
    refused = shared(sentence.tokens, refused, spans, vocabulary)
    pairs = [(quantity, rule) for (quantity, _), rule in zip(numbers, refused, strict=True)]
    pairs.extend(_articles(sentence, [quantity for quantity, _ in pairs], vocabulary))
    pairs.sort(key=lambda pair: pair[0].phrase.first)
    if not rated:
        return _Found([quantity for quantity, _ in pairs], [rule for _, rule in pairs])
    starts = [quantity.phrase.first for quantity, _ in pairs]
    quantities = [
        replace(quantity, per=_rate(sentence, quantity, starts[k + 1] if k + 1 < len(starts) else None, vocabulary))
        if rule is None and quantity.form is not Form.ARTICLE
        else quantity
        for k, (quantity, rule) in enumerate(pairs)
    ]
    return _Found(quantities, [rule for _, rule in pairs])


def _numbers(sentence: Sentence, vocabulary: QuantityVocabulary) -> list[tuple[Quantity, str | None]]:
    """Every expression but the bare articles, left to right, with the rule of the few that refuse themselves."""
    tokens, lowers = sentence.tokens, sentence.lowers()
    out: list[tuple[Quantity, str | None]] = []
    i = floor = 0
    while i < len(tokens):
        # Most words begin nothing that counts.
        if lowers[i] not in vocabulary.openers and not tokens[i].text[0].isdigit():
            left = read_remainder(tokens, lowers, i, vocabulary)
            if left is None:
                i += 1
                continue
            out.append((_quantity(sentence, left, left.first, left.last, Qualifier.EXACT), None))
            i = floor = left.last
            continue
        # "no fewer than", "a minimum of": hedges whose first word would count by itself.
        hedge = vocabulary.hedges.at(lowers, i)
        if hedge is not None and hedge.last - hedge.first > 1:
            i = hedge.last
            continue
        amount = read_amount(tokens, lowers, i, vocabulary)
        if amount is None:
            i += 1
            continue
        if amount.code:
            quantity = _quantity(sentence, amount, amount.first, amount.last, Qualifier.EXACT)
            out.append((quantity, "quantity.not-code"))
            i = floor = amount.last
            continue
        start, before = _hedges_before(sentence, amount.first, floor, vocabulary)
        amount, rule = read_range(tokens, lowers, amount, start, floor, vocabulary)
        last, after = _hedge_after(sentence, amount.last, vocabulary)
        start = min(start, amount.first)
        qualifier = _combine([*before, *([after] if after else [])])
        out.append((_quantity(sentence, amount, start, last, qualifier), rule))
        i = floor = last
    return out


def _quantity(sentence: Sentence, amount: Amount, start: int, last: int, qualifier: Qualifier) -> Quantity:
    low, high, value = amount.low, amount.high, amount.value
    rule = amount.rule
    if amount.factors is not None:
        pass
    elif low != high or low is None:  # a range or a vague amount keeps the bounds its own words give
        if amount.form is Form.VAGUE:
            if qualifier in {Qualifier.AT_MOST, Qualifier.LESS_THAN}:
                low, high = None, amount.low
            elif qualifier not in _BOUNDS:
                qualifier = Qualifier.VAGUE
        else:
            qualifier = Qualifier.RANGE
    elif qualifier in {Qualifier.AT_LEAST, Qualifier.MORE_THAN}:
        high = None
    elif qualifier in {Qualifier.AT_MOST, Qualifier.LESS_THAN}:
        low = None
    return Quantity(
        phrase=sentence.phrase(start, last),
        number=sentence.phrase(amount.number_first, amount.number_last),
        form=amount.form,
        low=low,
        high=high,
        value=value,
        qualifier=qualifier,
        factors=amount.factors,
        rule=rule,
    )


def _combine(qualifiers: Sequence[Qualifier]) -> Qualifier:
    """What several hedges say together: a bound outweighs "about" ("at least about 40"), the outermost bound wins."""
    for qualifier in qualifiers:
        if qualifier in _BOUNDS:
            return qualifier
    return qualifiers[0] if qualifiers else Qualifier.EXACT


# "has gone | up to 31": the verb's own particle.
_UP_VERBS = frozenset(
    "go goes going gone went shoot shoots shot creep creeps crept inch inched inches tick ticked ticks edge edged edges jump "
    "jumped jumps move moved moves push pushed pushes bring brings brought bringing".split()
)


def _hedges_before(
    sentence: Sentence, first: int, floor: int, vocabulary: QuantityVocabulary
) -> tuple[int, list[Qualifier]]:
    """Where the hedges before token ``first`` begin, and what they say, outermost first. None reaches below ``floor``."""
    found: list[Qualifier] = []
    start = first
    # Three hedges ("possibly as many as about") are the most that news stacks.
    for _ in range(3):
        j = start
        while j > floor and sentence.tokens[j - 1].text in _WRAPPERS:
            j -= 1
        # Seven words are more than the longest hedge.
        back = [token.lower for token in sentence.tokens[max(floor, j - 7) : j]][::-1]
        match = vocabulary.hedges_back.at(back, 0)
        if match is None or match.value.qualifier is None:
            break
        if back[: match.last] == ["over"] and back[match.last : match.last + 1] and back[match.last] in _OVER_VERBS:
            break
        if back[: match.last] == ["to", "up"] and back[match.last : match.last + 1] and back[match.last] in _UP_VERBS:
            break
        start = j - match.last
        found.insert(0, match.value.qualifier)
    return start, found


def _hedge_after(sentence: Sentence, last: int, vocabulary: QuantityVocabulary) -> tuple[int, Qualifier | None]:
    """Where the number with a hedge behind it ends (40 or more, 100+, 40-odd), and what the hedge says."""
    tokens = sentence.tokens
    j = last
    hyphen = j + 1 < len(tokens) and tokens[j].text in HYPHENS and glued(tokens, j) and glued(tokens, j + 1)
    if hyphen:
        j += 1
    lowers = sentence.lowers()
    match = vocabulary.hedges_after.at(lowers, j)
    behind = match is None and not hyphen and counted_noun(tokens[j : j + 1], 0, vocabulary)
    if behind:  # "4 persons at least were killed", "20 soldiers or more"
        j += 1
        match = vocabulary.hedges_after.at(lowers, j)
    words = 0 if match is None else match.last - j
    if match is None or (behind and words == 1):
        return last, None
    end = match.last
    word, following = tokens[j].lower, tokens[end].lower if end < len(tokens) else ""
    needs_hyphen = words == 1 and word in {"some", "ish", "approximately"}
    hyphenable = words == 1 and word in {"some", "ish", "plus", "odd"}
    if hyphen != needs_hyphen and not (hyphen and hyphenable) and (hyphen or needs_hyphen):
        return last, None
    # "12 plus 3", "20 or more than 30", "10 dead, at least 5 of them": the hedge belongs to what follows.
    if following in {"than", "of", "less"} or following[:1].isdigit():
        return last, None
    if following in vocabulary.units or following in vocabulary.tens:
        return last, None
    return last if behind else end, match.value.qualifier


def _articles(
    sentence: Sentence, numbers: Sequence[Quantity], vocabulary: QuantityVocabulary
) -> list[tuple[Quantity, str | None]]:
    """Every a, an and another that no number has taken."""
    tokens, lowers = sentence.tokens, sentence.lowers()
    taken = [False] * len(tokens)
    number_starts = {
        quantity.phrase.first
        for quantity in numbers
        if quantity.form is not Form.NONE and not _compound_number(sentence, quantity)
    }
    for quantity in numbers:
        for i in range(quantity.phrase.first, quantity.phrase.last):
            taken[i] = True
    out: list[tuple[Quantity, str | None]] = []
    openers = vocabulary.counters.openers()
    i = 0
    while i < len(tokens):
        match = vocabulary.counters.at(lowers, i) if lowers[i] in openers and not taken[i] else None
        if match is None or match.value.role is not Role.ARTICLE or any(taken[match.first : match.last]):
            i += 1
            continue
        frame = vocabulary.articles.at(lowers, i)
        framing = frame is not None and (frame.value.role is Role.FRAME or lowers[frame.last - 1] == "of")
        # "a further 12", "a total of 40", "another two dozen": the number counts, its article does not.
        if match.last in number_starts or (framing and frame is not None and frame.last in number_starts):
            i = match.last
            continue
        amount = Amount(i, match.last, 1, 1, 1, Form.ARTICLE, "quantity.article")
        rule = refuse_article(tokens, lowers, match.first, match.last, vocabulary)
        if rule is None and _is_rate(sentence, i, vocabulary):
            rule = "quantity.not-duration"
        out.append((_quantity(sentence, amount, i, match.last, Qualifier.EXACT), rule))
        i = match.last
    return out


def _compound_number(sentence: Sentence, quantity: Quantity) -> bool:
    """True for the 21 of "a 21-year-old": the article before it counts the man."""
    return glued(sentence.tokens, quantity.phrase.last) and sentence.tokens[quantity.phrase.last].text in HYPHENS


def _is_rate(sentence: Sentence, i: int, vocabulary: QuantityVocabulary) -> bool:
    return _rate_at(sentence, i, vocabulary) is not None


def _rate_at(sentence: Sentence, i: int, vocabulary: QuantityVocabulary) -> Per | None:
    tokens = sentence.tokens
    match = vocabulary.rates.at(sentence.lowers(), i)
    if match is not None:
        end = match.last
        before = tokens[i - 1].lower if i else ""
        after = tokens[end].lower if end < len(tokens) else ""
        bare_article = tokens[i].lower == "a"
        if bare_article and (before in _NO_RATE_AFTER or after in _NO_RATE_BEFORE):
            return None
        return match.value.per
    per = vocabulary.rate_adjectives.get(tokens[i].lower)
    # "killed daily since June" is a rate; in "the daily report" the word describes a noun.
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    ends = following is None or not following.text[0].isalnum() or following.lower in vocabulary.function
    return per if ends else None


def _rate(sentence: Sentence, quantity: Quantity, stop: int | None, vocabulary: QuantityVocabulary) -> Per | None:
    """The unit of time the number is counted by: behind it in its own clause, or in the noun phrase that leads to it."""
    tokens = sentence.tokens
    # The article of "a day" is itself on the list of counting expressions: it must not stop the search for itself.
    limit = min(len(tokens), quantity.phrase.last + _RATE_REACH)
    if quantity.phrase.last < len(tokens) and tokens[quantity.phrase.last].lower in vocabulary.rate_adjectives:
        return vocabulary.rate_adjectives[tokens[quantity.phrase.last].lower]  # 1,000 daily casualties
    for i in range(quantity.phrase.last, limit):
        per = _rate_at(sentence, i, vocabulary)
        if per is not None:
            return per
        if tokens[i].lower in _RATE_STOPS or tokens[i].text in DASHES - HYPHENS or i == stop:
            break
    # "daily losses of 800", "a daily average of 21": adjective, noun, preposition, number.
    first = quantity.phrase.first
    if first >= 2 and tokens[first - 1].lower in {"of", "at", "to", "reached", "average"}:
        for i in range(first - 2, max(-1, first - 6), -1):
            if tokens[i].lower in vocabulary.rate_adjectives:
                return vocabulary.rate_adjectives[tokens[i].lower]
            if not tokens[i].text[0].isalpha():
                break
    # "Every day, 30 people die": at most a comma between.
    j = first - 1 if first and tokens[first - 1].text == "," else first
    for width in (2, 3):
        if j >= width and tokens[j - width].lower in {"every", "each", "per"}:
            match = vocabulary.rates.at([token.lower for token in tokens[j - width : j]], 0)
            if match is not None and match.last == width:
                return match.value.per
    return None
