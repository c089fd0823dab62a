"""Four digits that the words around them show to be a year."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.find.cardinals import glued
from claimx.find.number_contexts import counted_list, counted_noun
from claimx.lexicon.quantities import QuantityVocabulary
from claimx.models import Form, Quantity, Sentence, Token
from claimx.schema import Qualifier

# Bare four-digit numbers in here are years unless the sentence shows that something is counted.
_YEARS = range(1900, 2101)
# Behind "in" or "since", and in a span, older years too.
_OLD_YEARS = range(1000, 1900)
_YEAR_PREPOSITIONS = frozenset("in since until till during throughout early late mid year circa".split())
_LOOSE_YEAR_PREPOSITIONS = frozenset({"by", "of", "from", "before", "after", "through", "to", "between", "for", "and"})


def _is_event(tokens: Sequence[Token], noun: int) -> bool:
    """True for a noun with its article that a year tells apart from others of its kind: "the gale | of 1881"."""
    start = noun - 1
    while start > 0 and tokens[start].tag.startswith(("JJ", "NN")):
        start -= 1
    return start >= 0 and tokens[start].lower == "the" and tokens[noun].tag == "NN" and tokens[noun].lower not in _SUMS


def _ends_day(tokens: Sequence[Token], first: int, vocabulary: QuantityVocabulary) -> bool:
    """True for the year of "June 5, 1818"."""
    return (
        first > 2
        and tokens[first - 1].text == ","
        and tokens[first - 2].text.isdecimal()
        and tokens[first - 3].lower in vocabulary.months
    )


_SUMS = frozenset("toll total sum number loss death figure count strength".split())


def year(sentence: Sentence, quantity: Quantity, vocabulary: QuantityVocabulary) -> str | None:
    """Bare four digits that the words around them show to be a year."""
    tokens, first, last = sentence.tokens, quantity.number.first, quantity.number.last
    token = tokens[first]
    if quantity.form is not Form.NUMBER or len(token.text) != 4 or not token.text.isdecimal():
        return None
    if int(token.text) in _OLD_YEARS:
        bare = tokens[first - 1].lower if first else ""  # "the War of 1812", "the Rebellion of 1857"
        named = bare == "of" and first > 1 and (tokens[first - 2].text.istitle() or _is_event(tokens, first - 2))
        span = quantity.qualifier is Qualifier.RANGE and (quantity.high or 0) in _OLD_YEARS
        dated = (
            bare in {"in", "since"}
            or bare in vocabulary.months
            or named
            or span
            or _ends_day(tokens, first, vocabulary)
        )
        return "quantity.not-year" if dated and not counted_noun(tokens, last, vocabulary) else None
    before = tokens[quantity.phrase.first - 1].lower if quantity.phrase.first else ""  # "since at least 1995"
    plain = quantity.qualifier in {Qualifier.EXACT, Qualifier.RANGE} or before == "since"
    if int(token.text) not in _YEARS or not plain:
        return None
    if last < len(tokens) and tokens[last].lower == "s" and glued(tokens, last):
        return "quantity.not-year"
    if before in _YEAR_PREPOSITIONS or before in vocabulary.months or before in {"'", "’"}:
        return "quantity.not-year"
    if quantity.qualifier is Qualifier.RANGE:
        return "quantity.not-year" if _YEARS.start <= (quantity.high or 0) < _YEARS.stop else None
    if last - first > 1:
        return None
    if before == "the" and int(token.text) % 100:
        return "quantity.not-year"
    if before in {",", "("} and not counted_noun(tokens, last, vocabulary):
        return "quantity.not-year"
    if _ends_day(tokens, first, vocabulary):
        return "quantity.not-year"  # "June 5, 2018 Eleven killed"
    if counted_noun(tokens, last, vocabulary) or counted_list(tokens, first, last):
        return None
    if before in _LOOSE_YEAR_PREPOSITIONS:
        return "quantity.not-year"
    if sentence.parsed and token.dep in {"dobj", "nsubjpass"} and token.ent != "DATE":
        return None
    # Round thousands are seldom years: "killed 2000 in Homs".
    return None if int(token.text) % 1000 == 0 else "quantity.not-year"
