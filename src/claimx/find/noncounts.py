"""What a number states that is no count: dates, ages, sizes, names. One reason a function, each with its rule id."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.find import number_contexts as contexts
from claimx.find.cardinals import DASHES, glued
from claimx.find.years import year
from claimx.lexicon.quantities import QuantityEntry, QuantityVocabulary
from claimx.models import Form, Quantity, Sentence, Token
from claimx.schema import Qualifier
from claimx.tokenize import HYPHENS

REASONS = {
    "quantity.not-age": "states an age",
    "quantity.not-calibre": "states a calibre",
    "quantity.not-code": "has more digits than any count",
    "quantity.not-collective": "the article stands before a collective noun without a number",
    "quantity.not-compound": "is part of a compound that describes something (a three-storey house)",
    "quantity.not-date": "is part of a date",
    "quantity.not-designation": "is part of a name (Flight 123, 47 Brigade, Leopard 2)",
    "quantity.not-distance": "states a length or an area",
    "quantity.not-duration": "states a length of time",
    "quantity.not-enumerator": "numbers a list",
    "quantity.not-frequency": "states how often",
    "quantity.not-idiom": "is part of a fixed phrase",
    "quantity.not-measure": "states a weight, a magnitude or another measure",
    "quantity.not-money": "states an amount of money",
    "quantity.not-ordinal": "states a position in an order",
    "quantity.not-percent": "states a percentage",
    "quantity.not-ratio": "states a ratio or a fraction",
    "quantity.not-reference": "refers to a page, a note or a telephone number",
    "quantity.not-score": "is the score of a game",
    "quantity.not-time": "states a time of day",
    "quantity.not-year": "is a year",
}

_CONNECTORS = frozenset({"and", "or", "to", ",", "&", "/", "x", "by"}) | DASHES
# Rules that a list shares: "aged nine and 12", "March 12 and 13", "Flights 12 and 13".
_SHARED_FORWARD = frozenset(
    {"quantity.not-age", "quantity.not-date", "quantity.not-designation", "quantity.not-reference"}
)
# Rules whose unit stands once, behind the last: "20 and 30 km", "12 to 15%".
_SHARED_BACKWARD = frozenset(
    {
        "quantity.not-age",
        "quantity.not-date",
        "quantity.not-distance",
        "quantity.not-money",
        "quantity.not-measure",
        "quantity.not-percent",
        "quantity.not-calibre",
    }
)


def refuse(sentence: Sentence, lowers: list[str], quantity: Quantity, vocabulary: QuantityVocabulary) -> str | None:
    """The id of the rule that shows the quantity to count nothing, or None. ARTICLE forms have ``refuse_article``.

    ``lowers`` are the sentence's lower-cased words, made once for all its quantities.
    """
    if quantity.form in {Form.DERIVED, Form.INCREMENT}:
        return None
    tokens, first, last = sentence.tokens, quantity.number.first, quantity.number.last
    value = quantity.value if quantity.value is not None else quantity.low
    if value is None:
        value = quantity.high or 0
    return (
        _by_words_after(tokens, lowers, first, last, vocabulary)
        or _by_words_before(tokens, lowers, quantity, value, vocabulary)
        or contexts.bore(tokens, first)
        or contexts.compound(tokens, quantity, vocabulary)
        or contexts.date(tokens, quantity, vocabulary)
        or year(sentence, quantity, vocabulary)
        or contexts.reference(tokens, first, last)
        or contexts.ratio(tokens, lowers, quantity, vocabulary)
        or contexts.age(tokens, quantity, value)
        or contexts.name(tokens, quantity, vocabulary)
        or contexts.idiom(sentence, lowers, quantity)
        or (None if float(value).is_integer() else "quantity.not-measure")
    )


def shared(
    tokens: Sequence[Token],
    refused: Sequence[str | None],
    spans: Sequence[tuple[int, int]],
    vocabulary: QuantityVocabulary,
) -> list[str | None]:
    """The rules of a sentence's numbers, lists completed: "March 12 and 13" is two dates, "20 and 30 km" two distances."""
    out = list(refused)
    for k in range(1, len(spans)):
        gap = tokens[spans[k - 1][1] : spans[k][0]]
        # One connector, or a comma and an "and".
        linked = 0 < len(gap) <= 2 and all(token.lower in _CONNECTORS for token in gap)
        text = tokens[spans[k][0]].text
        if not gap and out[k] is None and out[k - 1] == "quantity.not-date" and len(text) == 4 and text.isdecimal():
            out[k] = "quantity.not-year"  # "Fri Jul 1 2016"
        if out[k - 1] == "quantity.not-date" and len(text) > 2 and text.replace(",", "").isdecimal():
            continue  # "since October 7 to 178": no day of a month
        if (
            linked
            and out[k] is None
            and out[k - 1] in _SHARED_FORWARD
            and not contexts.counted_noun(tokens, spans[k][1], vocabulary)
        ):
            out[k] = out[k - 1]
    for k in range(len(spans) - 1, 0, -1):
        gap = tokens[spans[k - 1][1] : spans[k][0]]
        if out[k - 1] is None and out[k] == "quantity.not-duration" and gap and gap[0].lower == "of" and len(gap) <= 3:
            out[k - 1] = out[k]  # "16 of the past 17 weeks"
        if len(gap) == 1 and gap[0].lower in _CONNECTORS - {","} and out[k - 1] is None and out[k] in _SHARED_BACKWARD:
            out[k - 1] = out[k]
    return out


def refuse_article(
    tokens: Sequence[Token], lowers: Sequence[str], first: int, last: int, vocabulary: QuantityVocabulary
) -> str | None:
    """The rule that shows an article to count nothing: "a number of", "a day after", the a of "a.m."; or None."""
    found = vocabulary.articles.at(lowers, first)
    if found is not None and found.value.rule is not None and not glued(tokens, found.last):
        return found.value.rule
    if last >= len(tokens):
        return "quantity.not-idiom"
    if lowers[first:last] == ["another"] and first > 0 and lowers[first - 1] == "one":
        return "quantity.not-idiom"
    if glued(tokens, last) or not tokens[last].text[0].isalnum() and tokens[last].text not in "\"'“‘«*_(":
        return "quantity.not-time" if lowers[last : last + 2] == [".", "m"] else "quantity.not-idiom"
    unit = vocabulary.refuse_after.at(lowers, last)
    # "a second drone", "a third soldier", "a point" count; "a day" that describes a noun behind it does not refuse it.
    if unit is None or lowers[last] in {"second", "third", "quarter", "point", "half", "x"}:
        return None
    rule = next((e.rule for e in unit.value if e.words_of is None and e.id != "after.unit-name"), None)
    following = tokens[unit.last] if unit.last < len(tokens) else None
    ends = following is None or following.lower in vocabulary.function or not following.text[0].isalnum()
    if following is not None and following.text in HYPHENS and glued(tokens, unit.last):
        ends = False
    return rule if ends else None


def _by_words_after(
    tokens: Sequence[Token], lowers: list[str], first: int, last: int, vocabulary: QuantityVocabulary
) -> str | None:
    starts = [last]
    j = last
    hyphen = j < len(tokens) and tokens[j].text in DASHES and glued(tokens, j) and glued(tokens, j + 1)
    if hyphen or (j < len(tokens) and lowers[j] == "of" and not tokens[first].text[0].isdigit()):
        j += 1
        starts.append(j)
    if j < len(tokens) and lowers[j] in vocabulary.unit_adjectives:
        starts.append(j + 1)
    for start in starts:
        match = vocabulary.refuse_after.at(lowers, start)
        if match is None:
            continue
        for entry in match.value:
            if _after_holds(tokens, lowers, first, last, start, match.last, entry):
                return entry.rule
    return None


def _after_holds(
    tokens: Sequence[Token], lowers: list[str], first: int, last: int, start: int, end: int, entry: QuantityEntry
) -> bool:
    if entry.words_of is not None:
        return lowers[first:last] == [entry.words_of] and start == last
    if entry.id == "after.unit-name":
        # 47 Brigade; but "12 Guards" and "two Infantry soldiers" with a noun behind it count people.
        return start == last and tokens[start].text[0].isupper() and tokens[first].text[0].isdigit()
    if lowers[start] == "second" and end < len(tokens) and tokens[end].text in HYPHENS and glued(tokens, end):
        return start != last  # 32 second-hand jets, but a 30-second-long clip
    if len(tokens[start].text) == 1 and tokens[start].text.isalpha() and end == start + 1:
        # Lone letters (m, g, x) are units only behind digits.
        return tokens[first].text[0].isdigit()
    if entry.rule == "quantity.not-ratio" and lowers[start] in {
        "third",
        "quarter",
        "fifth",
        "sixth",
        "eighth",
        "tenth",
    }:
        return lowers[first:last] in (["one"], ["1"])
    # A capitalised unit inside a sentence is a name: 12 Minute Men.
    return True


def _by_words_before(
    tokens: Sequence[Token], lowers: list[str], quantity: Quantity, value: float, vocabulary: QuantityVocabulary
) -> str | None:
    first, last = quantity.number.first, quantity.number.last
    # Eight words are more than the longest phrase of the vocabulary.
    back = lowers[max(0, first - 8) : first][::-1]
    match = vocabulary.refuse_before.at(back, 0)
    if match is None or (quantity.form is Form.NONE and match.value[0].words_of is None):
        return None
    start = first - match.last
    for entry in match.value:
        rule = entry.rule
        if entry.words_of is not None:
            relative = lowers[max(0, first - 2) : first] in (["in", "which"], ["during", "which"])
            if lowers[first:last] == [entry.words_of] and not relative:  # "a fire in which one man died"
                return rule
            continue
        if quantity.form not in {Form.NUMBER, Form.PRONOUN}:
            continue
        if rule == "quantity.not-age":
            if value <= contexts.OLDEST and not contexts.counted_noun(tokens, last, vocabulary):
                return rule
            continue
        if rule == "quantity.not-designation":
            named = tokens[start].text[0].isupper()
            numeral = tokens[first].text[0].isdigit()
            plain = quantity.qualifier in {Qualifier.EXACT, Qualifier.RANGE}
            if entry.id == "before.model":
                # A family of models counts only under its own capital, and not as the first word ("Spike 12 ...").
                if named and plain and numeral and not contexts.counted_list(tokens, first, last):
                    return rule
            elif plain and (named and start > 0 or (numeral and not contexts.counted_noun(tokens, last, vocabulary))):
                return rule
            continue
        return rule
    return None
