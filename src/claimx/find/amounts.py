"""One amount without its hedges: a cardinal, a vague plural, a word for none or two, a multiple, an increment, a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimx.find.cardinals import DASHES, Cardinal, glued, read_cardinal, whole
from claimx.lexicon.quantities import QuantityVocabulary, Role
from claimx.models import Form, Token
from claimx.schema import Qualifier
from claimx.tokenize import HYPHENS

Tokens = Sequence[Token]
_LOWER_BOUNDS = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
_UPPER_BOUNDS = frozenset({Qualifier.AT_MOST, Qualifier.LESS_THAN})
_RANGE_OPENERS = frozenset({"between", "from"})
# "up 600 on the day": what shows a bare "up" to be an increment.
_SINCE_WORDS = frozenset({"on", "from", "since", "in", "over", "compared", ")"})
# Two scores of one game differ little and stay small; killed and wounded stand apart in words.
_LARGEST_SCORE = 200


@dataclass(slots=True, unsafe_hash=True)
class Amount:
    """Tokens ``first`` to ``last`` (exclusive) and the inclusive bounds they state, before any hedge.

    ``scale`` is the last multiplier said (1 if none), ``code`` marks digits too many to count anything.
    """

    first: int
    last: int
    low: float | int | None
    high: float | int | None
    value: float | int | None
    form: Form
    rule: str
    factors: tuple[float, float] | None = None
    scale: float = 1
    code: bool = False
    inner: int | None = None

    @property
    def number_first(self) -> int:
        """First token of the number itself; an opening "between" stands before it."""
        return self.first if self.inner is None else self.inner

    @property
    def number_last(self) -> int:
        """End of the number itself."""
        return self.last


def read_amount(tokens: Tokens, lowers: list[str], i: int, vocabulary: QuantityVocabulary) -> Amount | None:
    """The amount that begins at token i, the longest reading, or None. Bare articles are left to the caller."""
    cardinal = read_cardinal(tokens, i, vocabulary)
    if (derived := _derived(tokens, lowers, i, cardinal, vocabulary)) is not None:
        return derived
    if (increment := _increment(tokens, i, vocabulary)) is not None:
        return increment
    word = _counter(tokens, lowers, i, vocabulary)
    if cardinal is not None and (word is None or cardinal.last >= word.last):
        return _of_cardinal(tokens, cardinal)
    return word


def _of_cardinal(tokens: Tokens, cardinal: Cardinal) -> Amount:
    value = whole(cardinal.value)
    following = tokens[cardinal.last].lower if cardinal.last < len(tokens) else ""
    if (
        not cardinal.digits
        and value == cardinal.scale >= 100
        and cardinal.last == cardinal.first + 1
        and following == "of"
    ):
        # "Thousand of people marched": the plural's s is lost, the meaning is not.
        return Amount(cardinal.first, cardinal.last, 2 * value, None, None, Form.VAGUE, "quantity.vague", scale=value)
    form, rule = Form.NUMBER, "quantity.number" if cardinal.digits else "quantity.number-words"
    if cardinal.scale > 1:
        rule = "quantity.magnitude"
    if value == 0:
        form, rule = Form.NUMBER if cardinal.digits else Form.NONE, "quantity.none"
    if value == 1 and not cardinal.digits and following == "of":
        form, rule = Form.PRONOUN, "quantity.pronoun"
    return Amount(
        cardinal.first, cardinal.last, value, value, value, form, rule, scale=cardinal.scale, code=cardinal.code
    )


def _counter(tokens: Tokens, lowers: list[str], i: int, vocabulary: QuantityVocabulary) -> Amount | None:
    match = vocabulary.counters.at(lowers, i)
    if match is None or match.value.role is Role.ARTICLE:
        return None
    entry, value, last = match.value, match.value.value or 0, match.last
    if entry.role is Role.VAGUE:
        return _vague_plural(tokens, lowers, i, value, vocabulary)
    if entry.role is Role.VAGUE_BASE:
        return _vague_base(tokens, lowers, i, last, value, vocabulary, alone=entry.alone)
    if entry.role is Role.NONE_PHRASE:
        return Amount(i, i + 1, 0, 0, 0, Form.NONE, "quantity.none")
    form = {Role.NONE: Form.NONE, Role.PRONOUN: Form.PRONOUN}.get(entry.role, Form.NOUN)
    rule = {Form.NONE: "quantity.none", Form.PRONOUN: "quantity.pronoun"}.get(form, "quantity.noun")
    if form is Form.NOUN and lowers[i] == "twins" and i and tokens[i].text[0].isupper():
        return None  # a club
    return Amount(i, last, value, value, value, form, rule)


def _vague_plural(tokens: Tokens, lowers: list[str], i: int, value: float, vocabulary: QuantityVocabulary) -> Amount:
    """dozens; tens of thousands; hundreds of thousands; hundreds and hundreds; dozens, if not hundreds: the low bound."""
    last = i + 1
    while last + 1 < len(tokens) and lowers[last] == "of":
        factor = vocabulary.magnitudes.get(lowers[last + 1])
        if factor is None or value >= 1e12:  # "millions of millions of ...": nothing is counted beyond trillions
            break
        value, last = value * factor, last + 2
    if lowers[last : last + 2] in (["and", lowers[i]], ["upon", lowers[i]]):
        last += 2
    for link in (
        ["if", "not"],
        [",", "if", "not"],
        ["or", "even"],
        [",", "or", "even"],
        ["or"],
        ["to"],
        ["and", "even"],
    ):
        j = last + len(link)
        if lowers[last:j] == link and j < len(lowers):
            further = vocabulary.counters.at(lowers, j)
            if further is not None and further.value.role is Role.VAGUE:
                last = j + 1
                while last + 1 < len(tokens) and lowers[last] == "of" and lowers[last + 1] in vocabulary.magnitudes:
                    last += 2
                break
    return Amount(i, last, whole(value), None, None, Form.VAGUE, "quantity.vague", scale=value)


def _vague_base(
    tokens: Tokens, lowers: list[str], i: int, last: int, value: float, vocabulary: QuantityVocabulary, *, alone: bool
) -> Amount | None:
    """several; several hundred; a couple of hundred thousand; a few dozen."""
    j = last + 1 if last < len(tokens) and lowers[last] == "of" else last
    low, scale, end = value, 1.0, last
    while j < len(tokens) and scale < 1e12:  # as above: nothing is counted beyond trillions
        factor = vocabulary.magnitudes.get(lowers[j]) or vocabulary.sets.get(lowers[j])
        if factor is None:
            break
        low, scale, end = low * factor, scale * factor, j + 1
        j = end + 1 if end < len(tokens) and lowers[end] == "of" else end
    if scale == 1 and not alone:
        return None
    if scale == 1 and end - i > 1 and lowers[end - 1] in {"of", "more"}:
        end -= 1  # "a couple of drones" counts in "a couple"
    return Amount(i, end, whole(low), None, None, Form.VAGUE, "quantity.vague", scale=scale)


def _derived(
    tokens: Tokens, lowers: list[str], i: int, cardinal: Cardinal | None, vocabulary: QuantityVocabulary
) -> Amount | None:
    """Twice that number, half of the 200, the same number: factors of another quantity; ``cardinal`` stands at token i."""
    first = _factor(tokens, lowers, i, cardinal, vocabulary)
    if first is None:
        return None
    (low, last, role, times), high = first, first[0]
    if last + 1 < len(tokens) and lowers[last] in {"to", "or"}:
        second = _factor(tokens, lowers, last + 1, read_cardinal(tokens, last + 1, vocabulary), vocabulary)
        if second is not None and second[0] > low:
            high, last, role, times = second[0], second[1], second[2], second[3] or times
    if not times:
        return None
    if role is Role.FACTOR_WHOLE:
        return _derived_amount(i, last, low, high)
    match = vocabulary.antecedents.at(lowers, last)
    if match is not None:
        if match.value.role is Role.ANTECEDENT_PART and low >= 1:
            return None  # "two of them" is two
        return _derived_amount(i, match.last, low, high)
    # "half of the 200", "a third of the crew of 90": the whole stays a quantity of its own, to be the antecedent.
    if low < 1 and lowers[last : last + 1] in (["of"], ["the"]):
        j = last + (lowers[last] == "of")
        j += lowers[j : j + 1] != [] and lowers[j] in {"the", "those", "these", "its", "their", "all", "some"}
        if lowers[j + 1 : j + 2] == ["of"] and tokens[j].text.isalpha():
            j += 2
        number = read_cardinal(tokens, j, vocabulary) if j < len(lowers) else None
        if number is not None and number.value > 2 and number.first == j and lowers[j] not in {"a", "an"}:
            return _derived_amount(i, last, low, high)
    return None


def _derived_amount(first: int, last: int, low: float, high: float) -> Amount:
    return Amount(first, last, None, None, None, Form.DERIVED, "quantity.derived", factors=(low, high))


def _factor(
    tokens: Tokens, lowers: list[str], i: int, number: Cardinal | None, vocabulary: QuantityVocabulary
) -> tuple[float, int, Role, bool] | None:
    """A factor at token i: its value, its end, its role, and whether it needs no further "times"."""
    match = vocabulary.factors.at(lowers, i)
    if match is not None:
        return float(match.value.value or 0), match.last, match.value.role, True
    numerator, j = 1.0, i
    if lowers[i] in {"a", "one", "two", "three", "nearly"} and lowers[i] != "nearly":
        numerator, j = float(vocabulary.units.get(lowers[i], 1)), i + 1
        if j < len(tokens) and tokens[j].text in HYPHENS:
            j += 1
        if j < len(lowers) and lowers[j] in vocabulary.fractions:
            return numerator * vocabulary.fractions[lowers[j]], j + 1, Role.FACTOR, True
    if number is None or number.code or not (number.digits or lowers[i] in vocabulary.units):
        return None
    if number.last < len(lowers) and lowers[number.last] in {"times", "fold"}:
        return number.value, number.last + 1, Role.FACTOR, True
    # The first of "two to three times".
    return number.value, number.last, Role.FACTOR, False


def _increment(tokens: Tokens, i: int, vocabulary: QuantityVocabulary) -> Amount | None:
    """(+200), + 8, up 600 on the day: an addition to a total. "86 + 2" is two numbers."""
    sign = tokens[i].text in {"+", "＋"}
    if not sign and tokens[i].lower != "up":
        return None
    if sign and i and (tokens[i - 1].text[0].isdigit() or tokens[i - 1].lower in vocabulary.units):
        # "12948 +16" grew by so many; "86 + 2" is a sum.
        if not (tokens[i - 1].space and not tokens[i].space):
            return None
    j = i + 1
    if not sign and j < len(tokens) and tokens[j].lower == "by":
        j += 1
    if j >= len(tokens) or not tokens[j].text[0].isdigit():
        return None
    number = read_cardinal(tokens, j, vocabulary)
    if number is None or number.code:
        return None
    after = tokens[number.last].text.lower() if number.last < len(tokens) else ""
    if sign and (after in HYPHENS or number.last - j > 2):
        return None  # a telephone number
    if not sign and not (after in _SINCE_WORDS and (tokens[i - 1].text in {"(", ",", "–", "-"} if i else False)):
        return None
    value = whole(number.value)
    return Amount(
        i if sign else j, number.last, value, value, value, Form.INCREMENT, "quantity.increment", scale=number.scale
    )


# Spelt out: the standard library's follow the locale of the program that uses this one.
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep oct nov dec".split()
)


def read_range(
    tokens: Tokens, lowers: list[str], amount: Amount, start: int, floor: int, vocabulary: QuantityVocabulary
) -> tuple[Amount, str | None]:
    """The amount, extended to a range where one follows; with a refusing rule where the pair is a score.

    ``start`` is where the amount's hedges begin; an opening "between" or "from" is looked for before it.
    """
    if amount.form not in {Form.NUMBER, Form.VAGUE} or amount.last + 1 >= len(tokens):
        return amount, None
    opener = lowers[start - 1] if start > floor else ""
    j = amount.last
    joint = lowers[j]
    dash = tokens[j].text in DASHES
    if joint == "and":
        if opener != "between":
            return amount, None
    elif joint == ",":
        return _surpassed(tokens, lowers, amount, start, floor, vocabulary), None
    elif joint == "but":
        return _bounded(tokens, lowers, amount, start, floor, vocabulary), None
    elif joint not in {"to", "or"} and not dash:
        return amount, None
    j += 1
    if joint == "to" and start > 0 and lowers[start - 1].rstrip(".") in _MONTHS:
        return amount, None  # "killed since October 7 to 178": a day of the month opens no range
    if joint == "or" and lowers[j] == "even":
        j += 1
    hedges: list[Qualifier] = []
    while (
        (hedge := vocabulary.hedges.at(lowers, j)) is not None and hedge.value.qualifier is not None and len(hedges) < 3
    ):
        hedges.append(hedge.value.qualifier)
        j = hedge.last
    second = read_amount(tokens, lowers, j, vocabulary) if j < len(tokens) else None
    if second is None or second.code or second.form not in {Form.NUMBER, Form.VAGUE}:
        return amount, None
    if hedges and opener not in _RANGE_OPENERS and joint != "to":
        return amount, None
    if opener == "from" or joint == "to":
        changed = lowers[max(0, start - 5) : start]
        if any(word in vocabulary.changes for word in changed):
            return amount, None
    tight = glued(tokens, amount.last) and glued(tokens, amount.last + 1)
    version = amount.first > 0 and lowers[amount.first - 1] in ("update", "wrapup")  # "UPDATE 1-12 dead"
    if dash and tight and (version or tokens[amount.first].text[0].isdigit() != tokens[second.first].text[0].isdigit()):
        return amount, None  # "UPDATE 2-Nine dead": digits and words make no range
    if dash and not _dash_joins(tokens, amount, tight=tight):
        return amount, None
    low = _scaled(amount, second, tokens)
    high = second.low
    if low is None or high is None:
        return amount, None
    if low >= high:
        if dash and tight and second.form is Form.NUMBER:
            pair = replace(amount, last=second.last, rule="quantity.range", high=high)
            return pair, _pair_rule(low, high)
        return amount, None
    if joint == "or" and (amount.form is not Form.NUMBER or high > 10 * low):
        return amount, None  # alternatives lie close together: "three or four", "70 or 80,000"
    bound = next((hedge for hedge in hedges if hedge in _LOWER_BOUNDS), None)
    top = None if second.form is Form.VAGUE or bound is not None else second.high
    first = start - 1 if opener in _RANGE_OPENERS else amount.first
    extended = Amount(
        first, second.last, whole(low), top, None, Form.NUMBER, "quantity.range", scale=second.scale, inner=amount.first
    )
    if dash and _is_score(tokens, lowers, extended, vocabulary):
        return extended, "quantity.not-score"
    return extended, None


def _bounded(
    tokens: Tokens, lowers: list[str], amount: Amount, start: int, floor: int, vocabulary: QuantityVocabulary
) -> Amount:
    """The amount between two bounds: "more than 30 but fewer than 40"; itself where no second bound follows."""
    first = vocabulary.hedges.at(lowers, start) if floor <= start < amount.first else None
    second = vocabulary.hedges.at(lowers, amount.last + 1)
    if first is None or first.value.qualifier not in _LOWER_BOUNDS:
        return amount
    if second is None or second.value.qualifier not in _UPPER_BOUNDS:
        return amount
    top = read_amount(tokens, lowers, second.last, vocabulary) if second.last < len(tokens) else None
    if top is None or top.code or top.form is not Form.NUMBER or amount.low is None or not amount.low < (top.low or 0):
        return amount
    low = _scaled(amount, top, tokens)
    return replace(amount, last=top.last, low=low, high=top.low, value=None, rule="quantity.range", scale=top.scale)


def _surpassed(
    tokens: Tokens, lowers: list[str], amount: Amount, start: int, floor: int, vocabulary: QuantityVocabulary
) -> Amount:
    """The amount with an aside that outdoes it: "at least 40, and perhaps more than 70, soldiers"; itself without one."""
    j = amount.last + 1
    if not floor <= start < amount.first or lowers[j : j + 1] not in (["and"], ["or"], ["possibly"], ["perhaps"]):
        return amount
    j += lowers[j] in ("and", "or")
    while (hedge := vocabulary.hedges.at(lowers, j)) is not None and hedge.value.qualifier is not None:
        j = hedge.last
    more = read_amount(tokens, lowers, j, vocabulary) if j < len(tokens) else None
    if more is None or more.code or more.form is not Form.NUMBER or lowers[more.last : more.last + 1] != [","]:
        return amount
    return replace(amount, last=more.last) if (amount.low or 0) < (more.low or 0) else amount


def _dash_joins(tokens: Tokens, amount: Amount, *, tight: bool) -> bool:
    """20-30 and 20 – 30 are ranges; "12 — 30 of them" is not, nor "tanks - 12 -30"."""
    if tight:
        return True
    spaced = not glued(tokens, amount.last) and not glued(tokens, amount.last + 1)
    return spaced and tokens[amount.last].text not in {"\u2014", "\u2015", "--"}


def _scaled(amount: Amount, second: Amount, tokens: Tokens) -> float | None:
    """The low bound, with the magnitude that the pair shares: 11 to 17 million, 20-30,000, 70 or 80,000."""
    low, high = amount.low, second.low
    if low is None or high is None or amount.scale > 1:
        # "three hundred to four hundred thousand" shares the thousand as well.
        if low is not None and high is not None and second.scale >= 1000 > amount.scale and low * second.scale <= high:
            return low * second.scale
        return low
    if second.scale > 1:
        # Dozens are shared where their count is the larger: "five to six dozen", not "10 to two dozen".
        shared = second.scale >= 100 or low * second.scale < high
        return low * second.scale if shared and low * second.scale <= high else low
    thousands = high / 1000
    # 20-30,000 names thousands twice and writes them once: both then have the same or the next lower order of
    # magnitude. "500 to 1,000" does not fit, since 500 thousand would exceed the second.
    same_order = low < thousands and low >= thousands / 10
    if second.form is Form.NUMBER and thousands.is_integer() and same_order and "," in tokens[second.last - 1].text:
        return low * 1000
    return low


def _pair_rule(low: float, high: float) -> str:
    # 2014-15, 1939-45
    if 1900 <= low <= 2100 and high < 100:
        return "quantity.not-year"
    return "quantity.not-score" if low <= _LARGEST_SCORE else "quantity.not-reference"


def _is_score(tokens: Tokens, lowers: list[str], amount: Amount, vocabulary: QuantityVocabulary) -> bool:
    """2-3 beside a word of sport, or one of a chain 3-4-3."""
    if (
        amount.last + 1 < len(tokens)
        and tokens[amount.last].text in HYPHENS
        and tokens[amount.last + 1].text.isdecimal()
    ):
        return glued(tokens, amount.last) and glued(tokens, amount.last + 1)
    near = lowers[max(0, amount.first - 4) : amount.first] + lowers[amount.last : amount.last + 3]
    return (amount.high or 0) <= _LARGEST_SCORE and any(word in vocabulary.sports for word in near)
