"""Bare numbers whose noun is the predicate: "of which 41,000 were civilians", "seven of them children"."""

from __future__ import annotations

from dataclasses import replace

from claimx.link.claims.phrases import QUOTES, Counted, Words
from claimx.schema import Kind

# Of a speaker's word for the losses: "120 were 'irretrievable' losses".
_COPULAS = ("were", "are", "was", "is")
_THEM = ("them", "whom", "which", "these", "those")


def read_predicate(words: Words, number: Counted) -> Counted | None:
    """The phrase of a bare number with its predicate noun; ``loss`` is set for "12 of the dead were children", "120 were combat deaths"."""
    tokens = words.sentence.tokens
    after = number.last
    j, fate = after, None
    of = j < len(tokens) and tokens[j].lower == "of"
    if of and j + 2 < len(tokens) and tokens[j + 1].lower in ("the", "those"):
        whole = j + 2 in words.taken  # "seven of the nine dead"
        fate = words.losses.get(j + 3 if whole else j + 2)
        if fate is None:
            return None
        j = fate.phrase.last
    elif of and j + 1 < len(tokens) and tokens[j + 1].lower in _THEM:
        j += 2
        if j < len(tokens) and tokens[j].lower not in _COPULAS:
            j -= 1  # "seven of them children": the verb is left out
    elif of:
        return None
    verbless = after < j < len(tokens) and tokens[j].lower in _THEM
    if j + 1 >= len(tokens) or not (verbless or tokens[j].lower in _COPULAS):
        return None
    for i in range(j + 1, min(len(tokens), j + (6 if verbless else 5))):  # "were local government officials"
        item = words.items.get(i)
        if item is not None:
            return replace(number, last=item.phrase.last, item=item, items=(item,), loss=fate)
        noun = words.losses.get(i)
        if noun is not None and noun.frame == "noun" and Kind.CASUALTY in noun.events and fate is None:
            return replace(number, last=noun.phrase.last, loss=noun)
        if tokens[i].text in QUOTES:
            continue
        if (
            i in words.taken
            and tokens[i].lower not in ("a", "an")
            or not tokens[i].tag.startswith(("JJ", "NN", "RB", "PRP", "DT"))
        ):
            # "several of the wounded were in critical condition"
            told = fate is not None and i == j + 1 and tokens[i].tag == "IN"
            return replace(number, last=j, loss=fate) if told else None
    return None
