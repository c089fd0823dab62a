"""What an exception leaves of a whole: "all but three of the 40 crew", "all but nine of its 60 tanks"."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.find.amounts import Amount, read_amount
from claimx.lexicon.quantities import QuantityVocabulary
from claimx.models import Form, Token

_ALL = frozenset(["all", "everyone", "everybody"])
_BUT = frozenset(["but", "bar", "except", "save"])
_DETERMINERS = frozenset(["the", "its", "their", "our", "his", "her", "those", "these"])


def read_remainder(tokens: Sequence[Token], lowers: list[str], i: int, vocabulary: QuantityVocabulary) -> Amount | None:
    """The amount from token i that is a whole without an exception, both told by numbers; None where there is none."""
    if lowers[i] not in _ALL or i + 1 >= len(lowers) or lowers[i + 1] not in _BUT:
        return None
    spared = _exact(tokens, lowers, i + 2, vocabulary)
    if spared is None or lowers[spared.last : spared.last + 1] != ["of"]:
        return None
    at = spared.last + 1
    at += lowers[at : at + 1] != [] and lowers[at] in _DETERMINERS
    whole = _exact(tokens, lowers, at, vocabulary)
    if whole is None or (left := (whole.low or 0) - (spared.low or 0)) <= 0:
        return None
    return Amount(i, whole.last, left, left, left, Form.NUMBER, "quantity.remainder")


def _exact(tokens: Sequence[Token], lowers: list[str], i: int, vocabulary: QuantityVocabulary) -> Amount | None:
    """The plain number that begins at the token."""
    if i >= len(lowers):
        return None
    if lowers[i] == "one":
        return Amount(i, i + 1, 1, 1, 1, Form.NUMBER, "quantity.number-words")
    amount = read_amount(tokens, lowers, i, vocabulary)
    plain = amount is not None and amount.form is Form.NUMBER and not amount.code and amount.low == amount.high
    return amount if plain else None
