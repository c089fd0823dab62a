"""Numbers in digits and words: the reading of ``find.quantities`` that knows no hedge and no context."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimx.lexicon.quantities import QuantityVocabulary
from claimx.models import Token
from claimx.tokenize import HYPHENS

DASHES = HYPHENS | frozenset("\u2012\u2013\u2014\u2015\u2212~") | {"--"}

# Beyond 15 digits a float is no longer exact, and no text counts so many: such digits are codes.
LONGEST = 15

_PLAIN = re.compile(r"\d++")
_GROUPED = re.compile(r"\d{1,3}(?:(?:[,.\u00a0\u202f\u2009]\d{3})++(?:\.\d{1,2})?|(?:['\u2019]\d{3})++)")
_DECIMAL = re.compile(r"\d++\.\d++")
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
# What an "m" glued to digits is followed by when it means metres: 3m from, 3m high.
_METRES = frozenset(
    "from away high long wide deep tall off above below under at of in to into by and or away . , ; ) x × apart radius range stretch section "
    "sprint run race freestyle relay distance altitude depth hole crater tunnel tower mast".split()
)


@dataclass(slots=True, unsafe_hash=True)
class Cardinal:
    """Tokens ``first`` to ``last`` (exclusive) that state ``value``; ``scale`` is the last multiplier said (1 if none).

    ``digits`` tells digits from words; ``code`` marks digits too many to count anything.
    """

    first: int
    last: int
    value: float
    scale: float
    digits: bool
    code: bool = False


def whole(value: float) -> float | int:
    """The value as an int where it is one (1.2 million is 1200000, whatever floats make of it).

    >>> whole(1.2 * 10**6), whole(7.8)
    (1200000, 7.8)
    """
    near = round(value)
    # One part in 10**9 is far above a float's rounding error and far below one person.
    return near if abs(value - near) <= 1e-9 * max(1.0, abs(value)) else value


def glued(tokens: Sequence[Token], i: int) -> bool:
    """True where token i follows the one before it without white space."""
    return 0 < i < len(tokens) and tokens[i - 1].end == tokens[i].start


def read_cardinal(tokens: Sequence[Token], i: int, vocabulary: QuantityVocabulary) -> Cardinal | None:
    """The longest number that begins at token i, or None. Time is linear in the tokens it takes up."""
    if i >= len(tokens):
        return None
    if tokens[i].text[0].isdigit():
        return _digits(tokens, i, vocabulary)
    return _fraction(tokens, i, vocabulary) or _words(tokens, i, vocabulary)


def _digits(tokens: Sequence[Token], i: int, vocabulary: QuantityVocabulary) -> Cardinal | None:
    text, j = tokens[i].text, i + 1
    if len(text) > LONGEST and sum(map(str.isdigit, text)) > LONGEST:
        return Cardinal(i, j, 0, 1, digits=True, code=True)
    if _is_year_before_many(tokens, i):
        return Cardinal(i, j, float(int(text)), 1, digits=True)
    scaled = _magnitude_at(tokens, j, vocabulary) is not None
    if text in _VULGAR:
        value = _VULGAR[text]
    elif _PLAIN.fullmatch(text):
        value, j = _groups(tokens, i)
        if j < len(tokens) and tokens[j].text in _VULGAR:
            value, j = value + _VULGAR[tokens[j].text], j + 1
    elif _GROUPED.fullmatch(text):
        value = _grouped(text, scaled=scaled)
    elif _DECIMAL.fullmatch(text):
        value = float(text)
    else:
        return None
    scale = 1.0
    while (found := _magnitude_at(tokens, j, vocabulary)) is not None and (scale == 1 or found[1] > 1):
        j, factor = found
        value, scale = value * factor, scale * factor
        if scale > 1e15:  # "million million million": beyond counting, and a guard against endless repetition
            break
    if scale > 1 and j < len(tokens) and _PLAIN.fullmatch(tokens[j].text) and len(tokens[j].text) <= 3:
        # "1 million 200 thousand": a smaller part of the same number, with a smaller magnitude of its own.
        after = _magnitude_at(tokens, j + 1, vocabulary)
        if after is not None and after[1] < scale:
            value, j, scale = value + int(tokens[j].text) * after[1], after[0], after[1]
    return Cardinal(i, j, value, scale, digits=True)


def _is_year_before_many(tokens: Sequence[Token], i: int) -> bool:
    """True for the year of "22 July 2016 Dozens killed": digits of a year are not multiplied by a vague plural."""
    text, after = tokens[i].text, tokens[i + 1].lower if i + 1 < len(tokens) else ""
    return len(text) == 4 and text.isdecimal() and text[:2] in ("19", "20") and after in _MANY


_MANY = frozenset("dozens scores hundreds thousands tens".split())


def _groups(tokens: Sequence[Token], i: int) -> tuple[float, int]:
    """Thousands parted by blanks (1 033 000) or in the Indian way (1,50,000), else the digits alone."""
    text, j = tokens[i].text, i + 1
    if len(text) > 3 or (text[0] == "0" and len(text) > 1):
        return float(int(text)), j
    number, k = text, i + 1
    # Four groups more make 15 digits, the longest number read.
    while k < len(tokens) and k < i + 5 and len(tokens[k].text) == 3 and _PLAIN.fullmatch(tokens[k].text):
        # A single blank: more part columns of a table. A glued unit behind the group ("12 155mm guns") makes it a size.
        one_blank = tokens[k].start == tokens[k - 1].end + 1
        if not one_blank or (glued(tokens, k + 1) and tokens[k + 1].text[0].isalpha()) or _follows_name(tokens, i):
            break
        number, k = number + tokens[k].text, k + 1
    if k > i + 1:
        return float(int(number)), k
    if len(text) <= 2 and j + 1 < len(tokens) and tokens[j].text == "," and glued(tokens, j) and glued(tokens, j + 1):
        rest = tokens[j + 1].text
        if re.fullmatch(r"\d\d,\d{3}", rest):
            return float(int(text + rest.replace(",", ""))), j + 2
    return float(int(text)), j


def _follows_name(tokens: Sequence[Token], i: int) -> bool:
    """True behind a capitalised word inside a sentence: "Leopard 2 120 mm", "May 9 300 people" are not 2120, 9300."""
    return i > 1 and tokens[i - 1].text[0].isupper() and not tokens[i - 1].text.isupper()


def _grouped(text: str, *, scaled: bool) -> float:
    """1,234 and 1.234 are thousands; before a magnitude 1.234 is a decimal, and so is 0.123 and the cents of 1,234.50."""
    dots = text.count(".")
    separators = sum(not c.isdigit() for c in text)
    if dots == 1 and (separators > 1 or scaled or text.startswith("0")):
        return float("".join(c for c in text if c.isdigit() or c == "."))
    return float("".join(c for c in text if c.isdigit()))


def _magnitude_at(tokens: Sequence[Token], j: int, vocabulary: QuantityVocabulary) -> tuple[int, float] | None:
    """Where a multiplier behind digits ends and what it is: million, -million, dozen, glued k."""
    if j >= len(tokens):
        return None
    if tokens[j].text in HYPHENS and glued(tokens, j) and glued(tokens, j + 1):
        found = vocabulary.magnitudes.get(tokens[j + 1].lower)
        return None if found is None else (j + 2, found)
    word = tokens[j].lower
    factor = vocabulary.magnitudes.get(word)
    # "3 scores", "12 score" are sport.
    if factor is None and word in vocabulary.sets and not word.startswith("score"):
        factor = vocabulary.sets[word]
    if factor is None and word in vocabulary.suffixes and (glued(tokens, j) or len(word) > 1):
        following = _behind_pair(tokens, j + 1)
        money = j >= 2 and tokens[j - 2].text in {"$", "£", "€"}
        if word == "m" and following in _METRES and not money:
            return None
        factor = vocabulary.suffixes[word]
    return None if factor is None else (j + 1, factor)


def _behind_pair(tokens: Sequence[Token], j: int) -> str:
    """The word behind a unit at j - 1, past the other end of a range: "people" in "3m and 4m people", "3m to 4m people"."""
    last = len(tokens)
    pair = (
        j + 2 < last and tokens[j].lower in _JOINTS and tokens[j + 1].text[0].isdigit() and tokens[j + 2].lower == "m"
    )
    j += 3 if pair else 0
    return tokens[j].lower if j < last else "."


# Between the two ends of a range.
_JOINTS = frozenset({"and", "to", "or"}) | DASHES


def _fraction(tokens: Sequence[Token], i: int, vocabulary: QuantityVocabulary) -> Cardinal | None:
    """Half a million, a half-dozen, three quarters of a million."""
    j, times = i, 1.0
    if tokens[j].lower in {"a", "an"}:
        j += 1
    elif tokens[j].lower in vocabulary.units and j + 1 < len(tokens) and tokens[j + 1].lower.startswith("quarter"):
        times, j = vocabulary.units[tokens[j].lower], j + 1
    if j >= len(tokens) or tokens[j].lower not in vocabulary.fractions:
        return None
    value, j = times * vocabulary.fractions[tokens[j].lower], j + 1
    while j < len(tokens) and (tokens[j].lower in {"of", "a"} or tokens[j].text in HYPHENS) and j < i + 6:
        j += 1
    word = tokens[j].lower if j < len(tokens) else ""
    factor = vocabulary.magnitudes.get(word) or vocabulary.sets.get(word)
    # Half of hundreds of people is no number.
    if factor is None or word.endswith("s"):
        return None
    return Cardinal(i, j + 1, value * factor, factor, digits=False)


@dataclass(slots=True)
class _Sum:
    """A number word by word: finished thousands, the open group below a thousand, and what was said last."""

    total: float = 0
    group: float | None = None
    tail: str = ""
    scale: float = 1
    ceiling: float = float("inf")

    def add(self, word: str, vocabulary: QuantityVocabulary) -> bool:
        """Take one more word; False, and nothing changes, where it does not continue the number."""
        if (unit := vocabulary.units.get(word)) is not None:
            if unit >= 10 or unit == 0:
                if self.tail not in ({"", "hundred", "scale"} if unit else {""}):
                    return False
                self.tail = "teen"
            else:
                if self.tail not in {"", "ten", "hundred", "scale"}:
                    return False
                self.tail = "unit"
            self.group = (self.group or 0) + unit
            return True
        if (ten := vocabulary.tens.get(word)) is not None:
            if self.tail not in {"", "hundred", "scale"}:
                return False
            self.group, self.tail = (self.group or 0) + ten, "ten"
            return True
        return self._multiply(word, vocabulary)

    def _multiply(self, word: str, vocabulary: QuantityVocabulary) -> bool:
        if (multiple := vocabulary.sets.get(word)) is not None:
            # "two score" is forty; "dozens" by itself is vague and read elsewhere.
            if self.tail in {"set", "scale"} or (self.tail == "" and word != "dozen"):
                return False
            self.group, self.tail, self.scale = (1 if self.group is None else self.group) * multiple, "set", multiple
            return True
        multiple = vocabulary.magnitudes.get(word)
        # "hundreds" opens a vague amount; "two hundreds" is two hundred.
        if multiple is None or self.tail == "set" or (self.tail == "" and word.endswith("s")):
            return False
        if multiple == 100:  # the one magnitude that stays within the group
            if self.tail == "scale" or (self.group or 1) >= 100:
                return False
            self.group, self.tail, self.scale = (1 if self.group is None else self.group) * 100, "hundred", 100
            return True
        if self.tail == "scale" or multiple >= self.ceiling:
            return False
        self.total += (1 if self.group is None else self.group) * multiple
        self.group, self.tail, self.scale, self.ceiling = None, "scale", multiple, multiple
        return True


# What "and a half" may follow: "two and a half", "a million and a half", "a dozen and a half".
_HALVED = frozenset({"hundred", "scale", "set", "unit", "teen", "ten"})


def _words(tokens: Sequence[Token], i: int, vocabulary: QuantityVocabulary) -> Cardinal | None:
    running, j = _Sum(), i
    if tokens[i].lower in {"a", "an"}:
        # "a hundred", "a dozen": the article is the one. "a scores" or "a two" is none.
        following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
        if following.endswith("s") or not (following in vocabulary.magnitudes or following in vocabulary.sets):
            return None
        if following == "score" and not (
            i + 2 < len(tokens)
            and tokens[i + 2].lower == "of"
            and not (i + 3 < len(tokens) and tokens[i + 3].text[0].isdigit())
        ):
            return None  # only "a score of sailors" is twenty
        running.group, running.tail, j = 1, "unit", i + 1
    while j < len(tokens):
        k = j
        if j > i and tokens[k].text in HYPHENS and glued(tokens, k) and glued(tokens, k + 1):
            k += 1
        if k < len(tokens) and tokens[k].lower == "and" and running.tail in _HALVED:
            half = _and_a_half(tokens, k, running, vocabulary)
            if half is not None:
                return half if half.first == i else Cardinal(i, half.last, half.value, half.scale, digits=False)
            if running.tail not in {"hundred", "scale"}:
                break
            k += 1
            if k < len(tokens) and tokens[k].text in HYPHENS and glued(tokens, k) and glued(tokens, k + 1):
                k += 1
            if k < len(tokens) and tokens[k].lower not in vocabulary.units and tokens[k].lower not in vocabulary.tens:
                break
        if k >= len(tokens) or not running.add(tokens[k].lower, vocabulary):
            break
        j = k + 1
    if not running.tail or (j == i + 1 and tokens[i].lower in {"a", "an"}):
        return None
    return Cardinal(i, j, running.total + (running.group or 0), running.scale, digits=False)


def _and_a_half(tokens: Sequence[Token], k: int, running: _Sum, vocabulary: QuantityVocabulary) -> Cardinal | None:
    """ "two and a half million", "a dozen and a half"; k is the token "and"."""
    if [token.lower for token in tokens[k : k + 3]] != ["and", "a", "half"]:
        return None
    group = running.total + (running.group or 0)
    if running.tail in {"hundred", "scale", "set"}:
        return Cardinal(k, k + 3, group + running.scale / 2, running.scale, digits=False)
    word = tokens[k + 3].lower if k + 3 < len(tokens) else ""
    factor = vocabulary.magnitudes.get(word) or vocabulary.sets.get(word)
    if factor is None:
        return Cardinal(k, k + 3, group + 0.5, 1, digits=False)
    return Cardinal(k, k + 4, (group + 0.5) * factor, factor, digits=False)
