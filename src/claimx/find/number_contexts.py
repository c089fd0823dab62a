"""Numbers that their place or shape shows to count nothing: dates, years, references, ratios, ages, names, idioms.

Each function looks at one quantity and gives a rule id or None; ``noncounts.refuse`` puts them in order.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimx.find.cardinals import DASHES, glued
from claimx.lexicon.quantities import QuantityVocabulary
from claimx.models import Form, Quantity, Sentence, Token
from claimx.schema import Qualifier
from claimx.tokenize import HYPHENS

# No one is older: 122 is the oldest age on record.
OLDEST = 122
_DAYS_OF_MONTH = range(1, 32)
_LIVES = frozenset({"his", "her", "their", "early", "mid", "late", "-"})
_MODALS = frozenset({"can", "cannot", "could", "should", "would", "must", "may", "might", "does", "has"})


def counted_noun(tokens: Sequence[Token], j: int, vocabulary: QuantityVocabulary) -> bool:
    """True where a plural noun follows at j, at most two describing words between (2000 Russian infantry soldiers)."""
    for token in tokens[j : j + 3]:
        if token.lower in vocabulary.plurals:
            return True
        if not token.text[0].isalpha() or token.lower in vocabulary.function:
            return False
        if token.lower.endswith("s") and not token.lower.endswith(("ss", "'s")) and len(token.text) > 3:
            return True
    return False


def counted_list(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True where a bracketed increment or a separating dash shows an item of a loss list: "MLRS 149 (+0)"."""
    opening = [token.text for token in tokens[last : last + 2]]
    return opening == ["(", "+"] or (
        first > 0 and tokens[first - 1].text in DASHES | {":"} and not glued(tokens, first)
    )


def bore(tokens: Sequence[Token], first: int) -> str | None:
    """A calibre in parts of an inch: the 303 of "one .303 rifle"."""
    if first < 1 or tokens[first - 1].text != "." or not glued(tokens, first):
        return None
    return "quantity.not-calibre" if first == 1 or not glued(tokens, first - 1) else None


def compound(tokens: Sequence[Token], quantity: Quantity, vocabulary: QuantityVocabulary) -> str | None:
    """A three-storey house, a two-car crash, no-fly: a number that describes the noun it is hyphened to."""
    j = quantity.phrase.last
    if not (j + 1 < len(tokens) and tokens[j].text in HYPHENS and glued(tokens, j) and glued(tokens, j + 1)):
        return None
    after = tokens[j + 1]
    if quantity.form is Form.NONE:
        return "quantity.not-idiom"
    if after.lower in vocabulary.plurals or not after.text[0].isalpha():
        return None
    return "quantity.not-compound"


def date(tokens: Sequence[Token], quantity: Quantity, vocabulary: QuantityVocabulary) -> str | None:
    """March 12, 12 March, 12-14 of March."""
    first, last = quantity.number.first, quantity.number.last
    if quantity.form is not Form.NUMBER or not tokens[first].text[0].isdigit() or not _small(quantity):
        return None

    def month(j: int) -> bool:
        return 0 <= j < len(tokens) and tokens[j].lower in vocabulary.months and tokens[j].text[0].isupper()

    j = last + 1 if last < len(tokens) and tokens[last].lower == "of" else last
    if month(j) and quantity.qualifier in {Qualifier.EXACT, Qualifier.RANGE}:
        return "quantity.not-date"
    if month(first - 1):
        # "In March 12 soldiers were killed" has no day; "On March 12 soldiers attacked" has one.
        open_month = first >= 2 and tokens[first - 2].lower in {"in", "during", "since"}
        if not (open_month and counted_noun(tokens, last, vocabulary)):
            return "quantity.not-date"
    return None


def _small(quantity: Quantity) -> bool:
    return all(v is not None and v in _DAYS_OF_MONTH for v in (quantity.low, quantity.high))


def reference(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """[12], #3, 0207 782 4368, 555-0143, a list's own "1."."""
    before = tokens[first - 1].text if first else ""
    after = tokens[last].text if last < len(tokens) else ""
    text = tokens[first].text
    if not text[0].isdigit():
        return None
    if (before, after) == ("[", "]") or before in {"#", "@", "§", "&"} or (after == "]" and glued(tokens, last)):
        return "quantity.not-reference"
    if before == ":" and first > 2 and tokens[first - 2].text == '"' and tokens[0].text in "{[":
        return "quantity.not-reference"  # data: {"killed": 12}
    if before == "+" and glued(tokens, first) and after in HYPHENS:
        return "quantity.not-reference"
    if _decimal_comma(tokens, last) or _decimal_comma(tokens, first - 1):
        return "quantity.not-measure"
    if first and last == first + 1 and _continues_telephone(tokens, first):
        return "quantity.not-reference"
    if _opens_telephone(tokens, last) or (last == first + 1 and _numbers_house(tokens, last)):
        return "quantity.not-reference"
    if last == first + 1 and text.count(".") == 1 and len(text.split(".")[1]) == 2:
        # 18.00: a clock, or money or a measure to two places
        return "quantity.not-time" if len(text.split(".")[0]) <= 2 and text[-2:] < "60" else "quantity.not-measure"
    if text[0] == "0" and len(text) > 1 and text.isdecimal():
        return "quantity.not-reference"
    if first == 0 and last == 1 and after in {".", ")"} and last + 1 < len(tokens):
        return "quantity.not-enumerator"
    if first == 1 and before == "(" and after == ")" and last + 1 < len(tokens):
        return "quantity.not-enumerator"
    return None


def _decimal_comma(tokens: Sequence[Token], j: int) -> bool:
    """True where token j is the comma of 5,56: digits close on both sides."""
    return (
        1 <= j < len(tokens) - 1
        and tokens[j].text == ","
        and glued(tokens, j)
        and glued(tokens, j + 1)
        and tokens[j - 1].text.isdecimal()
        and tokens[j + 1].text.isdecimal()
    )


def _continues_telephone(tokens: Sequence[Token], first: int) -> bool:
    """True for the later groups of 0207 782 4368: digits alone, behind digits that open with a zero."""
    j = first
    # A telephone number has at most five groups.
    while j > max(0, first - 5) and tokens[j - 1].text.isdecimal():
        j -= 1
    return j < first and tokens[j].text[0] == "0" and len(tokens[j].text) > 1


def _opens_telephone(tokens: Sequence[Token], last: int) -> bool:
    """True for the first group of 555 0143 or 555-0143: groups of thousands have three digits, and no range falls."""
    joined = last < len(tokens) and (tokens[last].text in HYPHENS or tokens[last].text.isdecimal())
    rest = [token.text for token in tokens[last : last + 2] if token.text not in HYPHENS]
    return joined and bool(rest) and len(rest[0]) == 4 and rest[0][0] == "0" and rest[0].isdecimal()


_STREETS = frozenset(
    "street st st. road rd rd. avenue ave ave. lane drive boulevard blvd court crescent terrace highway parkway close".split()
)
# Words of "Martin Luther King Avenue".
_STREET_NAME = 4
_LEADING = frozenset(["on", "in", "at", "near", "along", "off", "by"])


def _numbers_house(tokens: Sequence[Token], last: int) -> bool:
    """True for the number of 221 Baker Street: capitals alone lead from it to the word for a street."""
    for j in range(last, min(len(tokens), last + _STREET_NAME)):
        if not tokens[j].text[0].isupper() or tokens[j].lower in _LEADING:
            return False  # "40 Passengers On Tera Highway", in a headline's capitals
        if tokens[j].lower in _STREETS and j > last:
            return True
    return False


def ratio(tokens: Sequence[Token], lowers: list[str], quantity: Quantity, vocabulary: QuantityVocabulary) -> str | None:
    """One in five, nine in 10, 3:1."""
    first, last = quantity.number.first, quantity.number.last
    if quantity.form not in {Form.NUMBER, Form.PRONOUN}:
        return None
    if first >= 2 and lowers[first - 1] in {"in", "every", "of"} and _ratio_head(lowers, first - 1, vocabulary):
        return "quantity.not-ratio"
    if last + 1 < len(lowers) and lowers[last] in {"in", "out"}:
        j = last + 1 + (lowers[last + 1] == "of")
        if j < len(lowers) and lowers[j] == "every":
            return "quantity.not-ratio"
        if (lowers[first] in {"one", "1"} or lowers[j : j + 1] in (["10"], ["ten"], ["100"])) and _ratio_base(
            lowers, j, vocabulary
        ):
            return "quantity.not-ratio"
    return _colon(tokens, first) or _colon(tokens, last + 1)


def _colon(tokens: Sequence[Token], j: int) -> str | None:
    """10:25 or 3:1, where token j is what stands behind the colon."""
    if not (2 <= j < len(tokens) and tokens[j - 1].text == ":" and glued(tokens, j) and glued(tokens, j - 1)):
        return None
    if not (tokens[j].text.isdecimal() and tokens[j - 2].text.isdecimal()):
        return None
    clock = len(tokens[j].text) == 2 and int(tokens[j].text) < 60 and int(tokens[j - 2].text) <= 24
    return "quantity.not-time" if clock else "quantity.not-ratio"


def _ratio_base(lowers: list[str], j: int, vocabulary: QuantityVocabulary) -> bool:
    """True where j is the base of a ratio: one in FIVE; not "one in three days", "one in two attacks"."""
    if j >= len(lowers) or not (lowers[j] in vocabulary.units or lowers[j] in vocabulary.tens or lowers[j].isdecimal()):
        return False
    if lowers[j] in {"one", "1"} or (lowers[j].isdecimal() and len(lowers[j]) > 3):
        return False
    unit = vocabulary.refuse_after.at(lowers, j + 1)
    return unit is None and lowers[j + 1 : j + 2] not in (
        ["attacks"],
        ["strikes"],
        ["separate"],
        ["different"],
        ["incidents"],
    )


def _ratio_head(lowers: list[str], k: int, vocabulary: QuantityVocabulary) -> bool:
    """True where k is the "in" of "one in five" or the "every" of "two in every five"."""
    bottom = max(0, k - 3)  # "out of every" is the longest link
    while k > bottom and lowers[k] in {"in", "every", "of", "out"}:
        k -= 1
    if lowers[k + 1] not in {"in", "out"}:
        return False
    j = next(
        (m for m in range(k + 1, min(k + 6, len(lowers))) if lowers[m] not in {"in", "every", "of", "out"}), len(lowers)
    )
    every = "every" in lowers[k + 1 : j]
    return (lowers[k] in {"one", "1"} and (every or _ratio_base(lowers, j, vocabulary))) or (
        (lowers[k] in vocabulary.units or lowers[k].isdecimal())
        and (every or lowers[j : j + 1] in (["10"], ["ten"], ["100"]))
    )


# Whose age, or whose children's number, stands behind "of".
_AGED = frozenset(
    "boy girl man woman child baby infant toddler youth teenager teen lad lass son daughter pupil student widow widower grandmother "
    "grandfather schoolboy schoolgirl".split()
)
_PARENTS = frozenset("mother father mum mom dad parent parents mothers fathers".split())
# "three of the dead were under 18", "none is over 25".
_BEING = frozenset("is are was were be being been aged".split())
_BOUNDS = frozenset("under over below above".split())


def _of_one(tokens: Sequence[Token], quantity: Quantity, value: float) -> bool:
    """True for an age or a number of children behind one person: "a girl of 12", "a mother of four", "were under 18"."""
    first, last = quantity.number.first, quantity.number.last
    if value > OLDEST or quantity.form is not Form.NUMBER or last - first > 1:
        return False
    # "a boy of seven" ends there; "a child of two parents" counts on.
    ended = last >= len(tokens) or not (tokens[last].tag.startswith("NN") or tokens[last].tag in ("JJ", "CD"))
    if not ended:
        return False
    if tokens[first - 1].lower == "of" and first >= 2:
        return tokens[first - 2].lower in _AGED | _PARENTS
    return first >= 2 and tokens[first - 1].lower in _BOUNDS and tokens[first - 2].lower in _BEING


def _opens_with_place(tokens: Sequence[Token], last: int) -> bool:
    """True where the name that ends here stands behind "in", with which a sentence or a part of it opens."""
    i = last
    while i > 0 and last - i < 3 and tokens[i].text[0].isupper():
        i -= 1
    return tokens[i].lower in {"in", "at", "near"} and (i == 0 or tokens[i - 1].text in {":", ";"})


def age(tokens: Sequence[Token], quantity: Quantity, value: float) -> str | None:
    """Ahmed, 32, of Gaza; John Smith (34); a girl of 12; a mother of four."""
    if _of_one(tokens, quantity, value):
        return "quantity.not-age"
    first, last = quantity.number.first, quantity.number.last
    if first < 2 or quantity.qualifier is not Qualifier.EXACT or quantity.form is not Form.NUMBER or value > OLDEST:
        return None
    if tokens[last:] and tokens[last].lower in ("'s", "\u2019s") and tokens[first - 1].lower in _LIVES:
        return "quantity.not-age"  # "in their 20's"
    if not tokens[first].text.isdecimal() or last - first > 1:
        return None
    name = tokens[first - 2]
    after = tokens[last].text if last < len(tokens) else "."
    named = name.text[0].isupper() and name.text.isalpha() and not name.text.isupper()
    if tokens[first - 1].text == "," and named and after in {",", ".", ";", "and", "who", "was"}:
        # "In Kyiv, 12 and ...", "; in Kidal, 2": behind a mark or at the beginning it is a place, not a person.
        return None if _opens_with_place(tokens, first - 2) else "quantity.not-age"
    if tokens[first - 1].text == "," and name.text.isalpha():
        # "a boy, 12, and a girl, nine," and "his sons, 8 and 11,": between commas behind a noun.
        if after == "," and not name.lower.endswith("s"):
            return "quantity.not-age"
        closing = tokens[last + 2].text if last + 2 < len(tokens) else "."
        if (
            after == "and"
            and last + 1 < len(tokens)
            and tokens[last + 1].text.isdecimal()
            and closing in {",", ".", ")", ";"}
        ):
            return "quantity.not-age"
    surname = first >= 3 and tokens[first - 3].text[0].isupper() and tokens[first - 3].text.isalpha()
    if tokens[first - 1].text == "(" and after == ")" and named and surname:
        return "quantity.not-age"
    return None


def name(tokens: Sequence[Token], quantity: Quantity, vocabulary: QuantityVocabulary) -> str | None:
    """14 Leopard 2, Leopard 2s, Covid-19, G-7: a number glued to a name, or behind a name that is itself counted."""
    first, last = quantity.number.first, quantity.number.last
    if quantity.form is not Form.NUMBER or not tokens[first].text[0].isdigit() or quantity.phrase.first < first:
        return None
    if last < len(tokens) and tokens[last].lower == "s" and glued(tokens, last):
        return "quantity.not-designation"
    if first < 2:
        return None
    before = tokens[first - 1]
    if before.text in HYPHENS and glued(tokens, first) and glued(tokens, first - 1):
        word = tokens[first - 2]
        if word.lower in {"mid", "pre", "post", "early", "late"}:
            return "quantity.not-year"
        # 9M723-1, Mi-8MTV-5
        mixed = (
            not word.text.isdecimal() and any(c.isdigit() for c in word.text) and any(c.isalpha() for c in word.text)
        )
        return "quantity.not-designation" if mixed or (word.text[0].isupper() and word.text.isalpha()) else None
    capital = before.text[0].isupper() and before.text.isalpha() and not before.lower.endswith(("s", "ed"))
    counted = tokens[first - 2].text[0].isdigit() or tokens[first - 2].lower in vocabulary.units
    if capital and counted and before.lower not in _FATES | vocabulary.months and (quantity.value or 0) < 1000:
        return "quantity.not-designation"
    return None


# "3 Dead 30 Injured": a fate in capitals parts two numbers, and names nothing.
_FATES = frozenset({"dead", "hurt", "missing", "fatal"})


def idiom(sentence: Sentence, lowers: list[str], quantity: Quantity) -> str | None:
    """One of the deadliest, both soldiers and civilians, a bare "No,"."""
    first, last = quantity.number.first, quantity.number.last
    words = lowers[first:last]
    after = lowers[last] if last < len(lowers) else ""
    if words == ["one"]:
        if after in _MODALS:
            return "quantity.not-idiom"
        if after == "of":
            # "one of the deadliest attacks", "one of Israel's most senior": a comparison, no count.
            stretch = lowers[last + 1 : last + 6]
            if any(w in {"most", "worst", "best", "main"} or (w.endswith("est") and len(w) > 5) for w in stretch):
                return "quantity.not-idiom"
    if words == ["both"]:
        if sentence.parsed:
            return "quantity.not-idiom" if sentence.tokens[first].dep == "preconj" else None
        return "quantity.not-idiom" if after != "of" and "and" in lowers[last + 1 : last + 4] else None
    if words == ["neither"] and "nor" in lowers[last : last + 8]:
        return "quantity.not-idiom"
    if words == ["no"]:
        nothing = last >= len(lowers) or not (lowers[last][0].isalpha() or lowers[last][0] in "\"'“‘«*")
        return "quantity.not-idiom" if nothing else None
    if words == ["scores"] and (
        sentence.tokens[first].pos == "VERB"
        or lowers[last + 1 : last + 2]
        and after == "of"
        and lowers[last + 1][0].isdigit()
    ):
        return "quantity.not-score"
    return None
