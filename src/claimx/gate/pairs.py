"""What a counting expression counts, as far as words tell, and whether a loss can befall it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from claimx.gate.signs import is_arms
from claimx.lexicon.items import Reading
from claimx.models import Form, Loss, Quantity, Sentence
from claimx.schema import Kind

_DASHES = frozenset(["-", "–", "—", "‒", "−", ":", "--", "…", "="])
# The linker reads a counted phrase this many words far (``claimx.link.claims.counted``).
_REACH = 14
# Words at which a counted phrase surely ends, whatever the parser makes of them.
_ENDS = frozenset(
    "in on at for with to from by as than into onto over under after before since during between against about without within towards toward "
    "near amid upon is are was were be been being am has have had having do does did will would can could may might shall should must "
    "who whom which that what where when why how while because if although though but so yet nor i you he she it we they me him them "
    "this there here not n't 're 've 'll 'd ; : . ? ! ( ) [ ]".split()
)
_OTHERS = frozenset(["other", "others", "more", "another", "further"])
_LISTING = _DASHES | _OTHERS


def is_listed(sentence: Sentence, quantity: Quantity) -> bool:
    """True for a number behind a dash or colon that is not the first word, or one that begins a bullet."""
    k = quantity.phrase.first - 1
    if k <= 1 and sentence.block.listed and quantity.form is Form.NUMBER:
        return True
    return k >= 1 and sentence.tokens[k].lower in _DASHES


def may_be_listed(sentence: Sentence) -> bool:
    """False where no number of the sentence can be listed (``is_listed``) or count "others"."""
    return sentence.block.listed or not _LISTING.isdisjoint(sentence.lowers())


def pairs(
    sentence: Sentence,
    quantities: Sequence[Quantity],
    losses: Sequence[Loss],
    kinds: Collection[Kind],
    items: Mapping[int, Reading],
) -> bool:
    """True where words alone allow that one of the quantities counts what one of the losses befell."""
    starts = frozenset(loss.phrase.first for loss in losses)
    for quantity in quantities:
        if quantity.form is Form.INCREMENT:
            continue  # counts only behind a total, which is a candidate's own
        counted, other = kinds_counted(sentence, quantity, items, starts)
        if not counted.isdisjoint(kinds):
            return True
        if quantity.form is Form.ARTICLE:
            continue
        if Kind.CASUALTY in kinds and not counted or other:
            return True
        # A number alone may stand for equipment named elsewhere in the sentence.
        if Kind.EQUIPMENT in kinds and not counted and any(item.kind is Kind.EQUIPMENT for item in items.values()):
            return True
    return False


def kinds_counted(
    sentence: Sentence, quantity: Quantity, items: Mapping[int, Reading], losses: frozenset[int]
) -> tuple[set[Kind], bool]:
    """The kinds of thing that words allow the quantity to count, and whether it counts "others"."""
    lowers = sentence.lowers()
    first, j = quantity.phrase.first, quantity.phrase.last
    other = any(lower in _OTHERS for lower in lowers[first:j])
    kinds = {items[i].kind for i in range(first, j) if i in items}  # "twins", "nobody"
    for i in range(j, min(len(lowers), j + _REACH)):
        if i in items:
            modifies = items[i].plural is not True and _modifies(
                lowers, i, losses
            )  # not the jets of "two jets shot down"
            if modifies and quantity.form is not Form.ARTICLE:
                break  # "300 gun deaths", "12 car-related deaths": the loss is counted, not what it is of
            if quantity.form is not Form.ARTICLE or items[i].plural is not True:
                kinds.add(items[i].kind)
                if items[i].flown:
                    kinds.add(Kind.EQUIPMENT)
        elif lowers[i] in _ENDS and i not in losses and not _is_short_form(sentence, i):
            break
        other = other or lowers[i] in _OTHERS
    return kinds, other


def _is_short_form(sentence: Sentence, i: int) -> bool:
    """True for either bracket of the short form of a name: "a People's Army (PA) rebel"."""
    opening = i if sentence.tokens[i].text == "(" else i - 2
    marks = [token.text for token in sentence.tokens[max(0, opening) : opening + 3]]
    return len(marks) == 3 and marks[0] == "(" and marks[1].isupper() and marks[2] == ")"


def _modifies(lowers: Sequence[str], i: int, losses: frozenset[int]) -> bool:
    """True for a word right before a loss, or hyphened to one more word before it."""
    return i + 1 in losses or (lowers[i + 1 : i + 2] == ["-"] and i + 3 in losses)


def counts_arms(sentence: Sentence, quantity: Quantity, items: Mapping[int, Reading]) -> bool:
    """True where words allow the quantity to count equipment that only armies have."""
    lowers, last = sentence.lowers(), quantity.phrase.last
    for i in range(last, min(len(lowers), last + _REACH)):
        if i in items:
            return is_arms(items[i])
        if lowers[i] in _ENDS:
            return False
    return False


def is_of_them(sentence: Sentence, quantity: Quantity) -> bool:
    """True for a part of those just told: "one of them", "two of whom"."""
    last = quantity.phrase.last
    return [token.lower for token in sentence.tokens[last : last + 2]] in (
        ["of", "them"],
        ["of", "whom"],
        ["of", "these"],
    )
