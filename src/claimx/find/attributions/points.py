"""Points and brackets within a name: "S. Kumaran", "al Qaeda in the Indian Subcontinent (AQIS) spokesman"."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.models import Token


def is_initial(tokens: Sequence[Token], i: int) -> bool:
    """True where token i is the point behind an initial, a surname behind it."""
    before = tokens[i - 1].text if i else ""
    after = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return tokens[i].text == "." and len(before) == 1 and before.isupper() and after[:1].isupper()


def is_short_form(tokens: Sequence[Token], i: int) -> bool:
    """True where token i is the bracket that opens the short form of a name, a noun of the same phrase behind it."""
    bracket = tokens[i : i + 4]
    return (
        len(bracket) == 4
        and i > 0
        and bracket[0].text == "("
        and bracket[1].text.isupper()
        and bracket[2].text == ")"
        and bracket[3].text.islower()
        and tokens[i - 1].text[0].isupper()
    )
