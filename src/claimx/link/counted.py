"""What a quantity counts: the noun phrase it belongs to, read word by word.

The parser attaches numbers well in short sentences and badly in lists, so the phrase is read from the words, with the
part-of-speech tags as a guide; lists of a communique ("tanks - 3,466") put the noun first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimx.models import Form, Item, Loss, Quantity, Sentence

# Words that may stand between a number and its noun whatever their tag.
_INNER = frozenset(
    "other others more additional further of the their its his her our these those such so-called - ‐ ‑ '' `` \" “ ” ' ‘ ’ 's "
    "* ** _ fellow different separate own new old young first mostly mainly all".split()
)
# A number may count through these nouns: "a total of 12 men", "20 pieces of equipment", "12 members of the police".
_MEASURES = frozenset("number total members member pieces piece units unit sets set types kinds examples pair pairs rounds groups group cases case "
                      "crates boxes batches batch shipment shipments".split())
# "No reports of casualties" denies the casualties, not the reports.
_TIDINGS = frozenset("report reports word news information sign signs indication indications evidence mention confirmation record records".split())
# What people are left as that is no loss of theirs here: "9,000 homeless".
_STATES = frozenset("homeless displaced stranded trapped unharmed unhurt safe alive arrested detained evacuated rescued".split())
_NOMINAL = ("JJ", "NN", "POS", "HYPH", "AFX", "ADD", "FW", "GW")
# Adjectives and nouns between number and head: longer phrases than this are misread clauses.
REACH = 14
_DASHES = frozenset(["-", "–", "—", "‒", "−", ":", "--", "…", "="])


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity with the phrase it counts.

    ``first`` and ``last`` (exclusive) are the tokens of the whole phrase; ``head`` the token to look up in the parse
    (the noun, or the number's last word where no noun follows). ``loss`` is set where the noun itself tells the loss
    ("12 deaths", "30 wounded") or an adjective within the phrase does ("14 missing miners"). ``other`` marks "others".
    ``foreign`` is the noun where it is neither people nor equipment. ``noun_loss`` is what the noun for people tells of
    their fate where nothing else does ("68 bodies", "200 captives"), ``of`` whose loss a loss noun counts ("32 deaths among children").
    """

    quantity: Quantity
    first: int
    last: int
    head: int
    item: Item | None
    items: tuple[Item, ...]
    loss: Loss | None
    other: bool = False
    foreign: int | None = None
    listed: bool = False
    noun_loss: Loss | None = None
    of: Item | None = None

    @property
    def bare(self) -> bool:
        """True where no noun follows the number."""
        return self.item is None and self.loss is None and self.foreign is None


def read_counted(
    sentence: Sentence, quantity: Quantity, items: Sequence[Item], losses: Sequence[Loss], taken: frozenset[int], in_list: bool = False
) -> Counted:
    """The phrase that ``quantity`` counts. ``taken`` are token indices of other quantities, which end a phrase; ``in_list`` tells that the sentence is a line of a loss list.
    """
    tokens = sentence.tokens
    item_at = {item.phrase.first: item for item in items}
    loss_at = {loss.phrase.first: loss for loss in losses}
    first, j = quantity.phrase.first, quantity.phrase.last
    if _is_name(sentence, quantity, loss_at):
        return Counted(quantity, first, j, j - 1, None, (), None, foreign=quantity.number.first)
    head = quantity.number.last - 1
    own = next((item for item in items if quantity.phrase.covers(item.head)), None)
    if own is not None and quantity.form is Form.NOUN:  # "twins": the quantity is the noun
        return Counted(quantity, first, j, own.head, own, (own,), None)
    other = any(tokens[k].lower in ("other", "others", "another", "more", "further") for k in range(first, j))
    inner_loss: Loss | None = None
    noun: int | None = None
    limit = min(len(tokens), j + REACH)
    predicate = _read_predicate(sentence, quantity, item_at, loss_at, taken)
    if predicate is not None and predicate.loss is not None:
        return predicate
    while j < limit:
        if j in item_at and tokens[j].lower in ("others", "other"):
            return Counted(quantity, first, j + 1, j, None, (), inner_loss, True)
        if j in item_at and not item_at[j].plural and _counts_many(quantity) and _modifies(sentence, item_at[j].phrase.last, item_at, taken):
            j = item_at[j].phrase.last  # "304 fighter, attack and transport jets": a singular noun after a plural number modifies
            continue
        if j in item_at:
            item, end, found = _read_items(sentence, item_at, loss_at, taken, j)
            # "68 bodies", "5,000 lives", "200 captives": a noun for people that tells their fate as well.
            own_loss = next((loss for loss in losses if item.phrase.overlaps(loss.phrase) and (loss.frame == "noun" or loss.entry == "killed.dead")), None)
            if own_loss is not None and own_loss.entry in ("killed.body", "killed.body-found", "killed.lives-noun", "killed.dead") and quantity.form is not Form.NONE:
                return Counted(quantity, first, end, item.head, item, found, own_loss, other)
            if own_loss is not None and inner_loss is None:
                return Counted(quantity, first, end, item.head, item, found, None, other, noun_loss=own_loss)
            loss = inner_loss
            after = loss_at.get(end)
            if loss is None and after is not None and after.frame == "noun" and tokens[end].tag.startswith("NN"):
                # "20 civilian deaths", "600 soldier casualties": the person word qualifies the loss noun.
                return Counted(quantity, first, after.phrase.last, after.anchor, item, found, after, other)
            return Counted(quantity, first, end, item.head, item, found, loss, other)
        if j in loss_at and j not in taken:
            loss = loss_at[j]
            if loss.frame == "noun" or (loss.frame == "adjective" and not _is_predicate(sentence, loss)):
                if loss.frame == "noun" and tokens[loss.anchor].tag.startswith("NN") and _noun_follows(sentence, loss.phrase.last, item_at, taken):
                    inner_loss = loss
                elif loss.frame == "adjective" and _noun_follows(sentence, loss.phrase.last, item_at, taken):
                    inner_loss = loss
                else:
                    return Counted(quantity, first, loss.phrase.last, loss.anchor, None, (), loss, other, of=_victims(sentence, loss, item_at, taken))
                j = loss.phrase.last
                continue
            if _is_attributive(sentence, loss):
                inner_loss = loss
                j = loss.phrase.last
                continue
            if not (tokens[j].tag in ("VBN", "VBG", "JJ") and _noun_follows(sentence, loss.phrase.last, item_at, taken)):
                break
            inner_loss = loss
            j = loss.phrase.last
            continue
        if j in taken and tokens[j - 1].lower in ("of", "the", "its", "their") and any(t.lower == "of" for t in tokens[quantity.phrase.last : j]):
            j += 1  # "45 of 60 drones": the base's noun is counted
            continue
        if j in taken and not tokens[j - 1].tag.startswith("NNP"):
            break
        token = tokens[j]
        if token.lower in ("others", "more", "other"):
            other = True
        if token.lower in ("of", "about", "on") and noun is not None and quantity.form is Form.NONE and tokens[noun].lower in _TIDINGS:
            j += 1
            while j < limit and tokens[j].lower in ("any", "further", "the", "more"):
                j += 1
            continue
        if token.lower == "of" and noun is not None and tokens[noun].lower not in _MEASURES:
            break
        if token.lower in ("of", "the", "their", "its", "his", "her", "our", "these", "those", "all") and token.lower != "of":
            # A determiner inside the phrase only after "of": "three of the soldiers".
            if tokens[j - 1].lower not in ("of", "all"):
                break
        elif token.lower not in _INNER and not token.tag.startswith(_NOMINAL) and not (
            token.tag in ("VBN", "VBG", "RB", "CD") and _noun_follows(sentence, j + 1, item_at, taken)
        ):
            if not (token.lower in (",", "and", "or", "/") and _adjective_goes_on(sentence, j, item_at, taken)):
                break
        if token.tag.startswith("NN") and not token.tag.startswith("NNP"):
            noun = j
        j += 1
    if quantity.form is not Form.ARTICLE:
        listed = _read_listed(sentence, quantity, items, loss_at, in_list)
        if listed is not None:
            return listed
        if noun is None and predicate is not None:
            return predicate
    if noun is None and j == quantity.phrase.last and j < len(tokens) and tokens[j].lower in _STATES:
        return Counted(quantity, first, j + 1, j, None, (), None, other, foreign=j)
    if noun is not None and tokens[noun].lower not in ("others", "more", "total"):
        return Counted(quantity, first, noun + 1, noun, None, (), inner_loss, other, foreign=noun)
    if other and noun is not None:
        return Counted(quantity, first, noun + 1, noun, None, (), inner_loss, other)
    return Counted(quantity, first, quantity.phrase.last, head, None, (), inner_loss, other)


def _read_items(
    sentence: Sentence, item_at: dict[int, Item], loss_at: dict[int, Loss], taken: frozenset[int], j: int
) -> tuple[Item, int, tuple[Item, ...]]:
    """The item at token j, the end of its phrase, and the items coordinated with it under the same number."""
    item = item_at[j]
    end = item.phrase.last
    while end in item_at:  # "rebel fighters", "Leopard 2 main battle tanks": the last noun is the head
        item = item_at[end]
        end = item.phrase.last
    found = [item]
    tokens = sentence.tokens
    while end < len(tokens) and tokens[end].lower in ("and", "or", ",", "/", "&"):
        k = end + 1
        while k < len(tokens) and tokens[k].lower in ("and", "or") and tokens[end].lower == ",":
            k += 1
        while k < len(tokens) and k not in item_at and k not in taken and tokens[k].tag.startswith(("JJ", "NN", "HYPH")) and k - end < 6:
            k += 1
        if k not in item_at or k in taken or item_at[k].kind is not item.kind or _opens_clause(sentence, item_at[k]):
            break
        found.append(item_at[k])
        end = item_at[k].phrase.last
    return item, end, tuple(found)


def _opens_clause(sentence: Sentence, item: Item) -> bool:
    """True where a coordinated noun is really the subject of a new clause ("12 soldiers, militants said")."""
    i = item.head
    return sentence.parsed and sentence.tokens[i].dep in ("nsubj", "nsubjpass") and sentence.tokens[i].head > i


def _is_name(sentence: Sentence, quantity: Quantity, loss_at: dict[int, Loss]) -> bool:
    """True for a number that is part of a name: "Shrek 2", "the Six Nations", "number eight Ryan Jones"."""
    tokens = sentence.tokens
    i, end = quantity.phrase.first, quantity.phrase.last
    if quantity.form is not Form.NUMBER or quantity.number.first != i or not sentence.parsed:
        return False
    before = tokens[i - 1] if i else None
    after = tokens[end] if end < len(tokens) else None
    titled = sum(t.text[0].isupper() for t in tokens) * 2 > sum(t.text[0].isalpha() for t in tokens)
    if titled or before is None:
        return False
    if before.lower in ("number", "no.", "no"):
        return True
    if tokens[i].text[0].isupper():  # a capital in mid-sentence, before a capital
        return after is not None and after.text[0].isupper() and before.lower not in ('"', "“", "'", "‘", ":", "-", "–", "``")
    named = before.tag == "NNP" and before.text[0].isupper() and before.space and (i - 1) not in {loss.phrase.last - 1 for loss in loss_at.values()}
    return named and (after is None or after.lower in (",", ".", "'s") or after.tag in ("VBZ", "VBD")) and tokens[i].text[0].isdigit()


def _modifies(sentence: Sentence, j: int, item_at: dict[int, Item], taken: frozenset[int]) -> bool:
    """True where a noun is one of several modifiers of a later one: "fighter, attack and transport jets"."""
    tokens = sentence.tokens
    for k in range(j, min(len(tokens), j + 8)):  # four modifiers and their commas
        if k in item_at and item_at[k].plural:
            return True
        if k in taken or not (tokens[k].tag.startswith(_NOMINAL) or tokens[k].lower in (",", "and", "-", "/")):
            return False
    return False


def _counts_many(quantity: Quantity) -> bool:
    bound = quantity.low if quantity.low is not None else quantity.high
    return bound is not None and bound > 1


def _noun_follows(sentence: Sentence, j: int, item_at: dict[int, Item], taken: frozenset[int]) -> bool:
    """True where a person or equipment noun follows within the same phrase."""
    tokens = sentence.tokens
    for k in range(j, min(len(tokens), j + 5)):
        if k in item_at:
            return True
        if k in taken or not (tokens[k].tag.startswith(_NOMINAL) or tokens[k].lower in ("-", ",", "'s") or tokens[k].tag in ("VBN", "VBG", "CD")):
            return False
        if tokens[k].lower == "," and not (k + 1 < len(tokens) and tokens[k + 1].tag.startswith(("JJ", "VBN"))):
            return False
    return False


def _adjective_goes_on(sentence: Sentence, j: int, item_at: dict[int, Item], taken: frozenset[int]) -> bool:
    """True for a comma or conjunction between modifiers: "fighter, attack, and transport jets"."""
    tokens = sentence.tokens
    for k in range(j + 1, min(len(tokens), j + 9)):
        if k in item_at:
            return True
        if k in taken or not (tokens[k].tag.startswith(_NOMINAL) or tokens[k].lower in (",", "and", "or", "-")):
            return False
    return False


def _victims(sentence: Sentence, loss: Loss, item_at: dict[int, Item], taken: frozenset[int]) -> Item | None:
    """Who suffers a counted loss noun: "32 deaths among children", "4,500 casualties among the troops"."""
    tokens = sentence.tokens
    for j in range(loss.phrase.last, min(len(tokens), loss.phrase.last + 9)):  # "from malnutrition among ..."
        if tokens[j].lower in ("among", "amongst", "of", "to"):
            for i in range(j + 1, min(len(tokens), j + 6)):
                if i in item_at:
                    return item_at[i]
                if i in taken or not (tokens[i].tag.startswith(_NOMINAL) or tokens[i].lower in ("the", "its", "their", "-")):
                    return None
        if tokens[j].lower in (",", ";", "and", "but") or tokens[j].tag.startswith(("VB", "MD")) or j in taken:
            return None
    return None


def _read_predicate(sentence: Sentence, quantity: Quantity, item_at: dict[int, Item], loss_at: dict[int, Loss], taken: frozenset[int]) -> Counted | None:
    """A bare number whose noun is the predicate: "of which 41,000 were civilians", "many of them, 12, are children"."""
    tokens = sentence.tokens
    j = quantity.phrase.last
    if j + 2 < len(tokens) and tokens[j].lower == "of" and tokens[j + 1].lower in ("the", "those"):
        fate = loss_at.get(j + 2)
        if fate is None:
            return None
        j = fate.phrase.last
    elif j + 1 < len(tokens) and tokens[j].lower == "of" and tokens[j + 1].lower in ("them", "whom", "which", "these", "those"):
        fate = None
        j += 2
        if j < len(tokens) and tokens[j].lower not in ("were", "are", "was", "is"):
            j -= 1  # "seven of them children": the verb is left out
    elif j < len(tokens) and tokens[j].lower == "of":
        return None
    else:
        fate = None
    verbless = j < len(tokens) and j > quantity.phrase.last and tokens[j].lower in ("them", "whom", "which", "these", "those")
    if j + 1 < len(tokens) and (verbless or tokens[j].lower in ("were", "are", "was", "is")):
        for i in range(j + 1, min(len(tokens), j + (6 if verbless else 5))):  # "were local government officials"
            if i in item_at:
                item = item_at[i]
                return Counted(quantity, quantity.phrase.first, item.phrase.last, quantity.number.last - 1, item, (item,), fate)
            if i in taken and tokens[i].lower not in ("a", "an") or not tokens[i].tag.startswith(("JJ", "NN", "RB", "PRP", "DT")):
                return None
    return None


def _is_attributive(sentence: Sentence, loss: Loss) -> bool:
    """True for a participle before its noun: "two captured bases"."""
    token = sentence.tokens[loss.anchor]
    return token.dep == "amod" and token.head > token.i and token.head - token.i <= 4  # further on it is a misparse


def _is_predicate(sentence: Sentence, loss: Loss) -> bool:
    """True where an adjective follows a verb: "12 were dead"."""
    before = loss.phrase.first - 1
    return before >= 0 and sentence.tokens[before].tag.startswith(("VB", "MD"))


def _read_listed(
    sentence: Sentence, quantity: Quantity, items: Sequence[Item], loss_at: dict[int, Loss], in_list: bool
) -> Counted | None:
    """A list puts the noun before its number: "tanks - 3,466 (+8)", "artillery systems: 421", "Navy - 341"."""
    tokens = sentence.tokens
    k = quantity.phrase.first - 1
    if k >= 1 and tokens[k].lower in ("(", "+"):
        return None
    dashed = False
    while k >= 0 and tokens[k].lower in _DASHES:
        dashed = True
        k -= 1
    if not dashed or k < 0:
        return None
    # Words between noun and dash specify it: "UAV operational-tactical level - 207".
    for back in range(k, max(-1, k - 6), -1):
        for item in items:
            if item.phrase.last - 1 == back:
                start = item.phrase.first
                found = [item]
                grown = True
                while grown:  # "boats / cutters - 8"
                    grown = False
                    for left in items:
                        if left.phrase.last == start - 1 and tokens[start - 1].lower in ("/", "and", ",", "&"):
                            found.insert(0, left)
                            start, grown = left.phrase.first, True
                return Counted(quantity, start, quantity.phrase.last, item.head, found[0], tuple(found), None, listed=True)
        for loss in loss_at.values():
            if loss.frame == "noun" and loss.phrase.last - 1 == back:
                return Counted(quantity, loss.phrase.first, quantity.phrase.last, loss.anchor, None, (), loss, listed=True)
        if tokens[back].lower in (",", ";", "."):
            break
    if in_list and tokens[k].lower not in (",", ";", "."):
        # A line that names a unit or a side: what it lost is told by the heading.
        return Counted(quantity, 0, quantity.phrase.last, quantity.number.last - 1, None, (), None, listed=True)
    return None
