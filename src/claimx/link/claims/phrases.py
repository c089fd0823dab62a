"""Counted phrases, and what stands around their words: the nouns ahead, the modifiers that go on, the names that end them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claimx.models import AnyItem, AnyLoss, CarriedItem, CarriedLoss, Form, Item, Loss, Quantity, Sentence
from claimx.schema import Category, Kind
from claimx.tokenize import HYPHENS

# Ranks with a grade behind them.
_GRADED = frozenset(["officer", "technician", "specialist", "class", "grade", "level"])
_BEING = frozenset("are is were was have has do does say says".split())
# What leads from a total to its parts.
PARTITIVES = frozenset(
    "including incl incl. include includes included among amongst whom which them namely comprising comprised comprises ( [ :".split()
)
# Marks of quotation, opening and closing: writers set the words of others in them, not what they count.
QUOTES = frozenset(
    {'"', "'", "`", "\u201c", "\u201d", "\u201e", "\u2018", "\u2019", "\u201a", "\u00ab", "\u00bb", "``", "''"}
)
NOMINAL = ("JJ", "NN", "POS", "HYPH", "AFX", "ADD", "FW", "GW")


@dataclass(slots=True, unsafe_hash=True)
class Counted:
    """A quantity with the phrase it counts.

    ``first`` and ``last`` (exclusive) are the tokens of the whole phrase; ``head`` the token to look up in the parse
    (the noun, or the number's last word where no noun follows). ``loss`` is set where the noun itself tells the loss
    ("12 deaths", "30 wounded") or an adjective within the phrase does ("14 missing miners"). ``other`` marks "others".
    ``foreign`` is the noun where it is neither people nor equipment. ``listed`` marks a row of a loss list.
    ``noun_loss`` is what the noun for people tells of their fate where nothing else does ("200 captives"), ``of`` the
    category of those whom a number without a noun goes on from.
    """

    quantity: Quantity
    first: int
    last: int
    head: int
    item: AnyItem | None = None
    items: tuple[AnyItem, ...] = ()
    loss: Loss | None = None
    other: bool = False
    foreign: int | None = None
    listed: bool = False
    noun_loss: Loss | None = None
    of: Category | None = None

    @property
    def bare(self) -> bool:
        """True where no noun follows the number."""
        return self.item is None and self.loss is None and self.foreign is None


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence with its items and losses by their first token, and the tokens of the other quantities."""

    sentence: Sentence
    items: Mapping[int, Item]
    losses: Mapping[int, Loss]
    taken: frozenset[int]

    def noun_follows(self, j: int) -> bool:
        """True where a person or equipment noun follows within five words of the same phrase, an age not counted."""
        tokens = self.sentence.tokens
        aged = [t.lower for t in tokens[j : j + 4] if t.text not in HYPHENS] == ["year", "old"]
        for k in range(j, min(len(tokens), j + (9 if aged else 5))):
            if k in self.items:
                return True
            token = tokens[k]
            if token.text in QUOTES and token.end == tokens[min(k + 1, len(tokens) - 1)].start:
                continue  # 'alleged "collaborators"'
            if (
                k in self.taken
                or is_dash(self.sentence, k)
                or not (
                    token.tag.startswith(NOMINAL)
                    or token.lower in ("-", ",", "'s")
                    or token.tag in ("VBN", "VBG", "CD")
                )
            ):
                return False
            if token.lower == "," and not (k + 1 < len(tokens) and tokens[k + 1].tag.startswith(("JJ", "VBN"))):
                return False
        return False

    def adjective_goes_on(self, j: int) -> bool:
        """True for a comma or conjunction between modifiers: "fighter, attack, and transport jets"."""
        tokens = self.sentence.tokens
        for k in range(j + 1, min(len(tokens), j + 9)):  # four modifiers and their commas
            if k in self.items:
                return True
            if k in self.taken or not (tokens[k].tag.startswith(NOMINAL) or tokens[k].lower in (",", "and", "or", "-")):
                return False
        return False

    def modifies(self, j: int) -> bool:
        """True where a noun that ends before token j is one of several modifiers of a later one: "fighter, attack and transport jets"."""
        tokens = self.sentence.tokens
        for k in range(j, min(len(tokens), j + 8)):  # four modifiers and their commas
            item = self.items.get(k)
            if item is not None and item.plural:
                return True
            if k in self.taken or not (tokens[k].tag.startswith(NOMINAL) or tokens[k].lower in (",", "and", "-", "/")):
                return False
        return False

    def heads_later(self, nation: Item) -> bool:
        """True where a nationality modifies a noun to come, whatever the tagger makes of the words between: "Dutch tulip growers"."""
        tokens, j = self.sentence.tokens, nation.phrase.last
        if tokens[j - 1].lower.endswith("s"):
            return False
        for k in range(j, min(len(tokens), j + 3)):  # two nouns before the head
            item = self.items.get(k)
            if item is not None:
                return k > j and item.plural and tokens[k].tag == "NNS"
            if k in self.taken or not tokens[k].tag.startswith((*NOMINAL, "VBP", "VBZ")) or tokens[k].lower in _BEING:
                return False
        return False

    def items_from(self, j: int, *, one: bool = False) -> tuple[Item, tuple[Item, ...]]:
        """The item that begins at token j, and the items coordinated with it under the same number (itself first).

        ``one`` tells that an article counts: a plural before a singular then modifies it ("a special forces officer").
        """
        tokens = self.sentence.tokens
        item = self.items[j]
        # "rebel fighters", "Leopard 2 main battle tanks": the last noun is the head; not so "took 22 soldiers prisoner".
        while (after := self.items.get(item.phrase.last)) is not None and not (
            item.plural and after.plural is False and after.kind is Kind.CASUALTY and not one
        ):
            item = after
        found = [item]
        closed = 1  # commas alone part what is listed: "ten tanks, ammunition for guns, 8,500 shells"
        while (end := found[-1].phrase.last) < len(tokens) and tokens[end].lower in ("and", "or", ",", "/", "&"):
            other = self._coordinated(end)
            if other is None or other.kind is not item.kind:
                break
            found.append(other)
            if tokens[end].lower != "," or tokens[end + 1].lower in ("and", "or"):
                closed = len(found)
        return item, tuple(found[:closed])

    def _coordinated(self, end: int) -> Item | None:
        """The item behind the comma or conjunction at token ``end``, up to five adjectives or nouns further on."""
        tokens = self.sentence.tokens
        k = end + 1
        while k < len(tokens) and tokens[k].lower in ("and", "or") and tokens[end].lower == ",":
            k += 1
        while (
            k < len(tokens)
            and k not in self.items
            and k not in self.taken
            and tokens[k].tag.startswith(("JJ", "NN", "HYPH"))
            and k - end < 6
        ):
            k += 1
        if k not in self.items or k in self.taken or self._acts(self.items[k]):
            return None
        return self.items[k]

    def _acts(self, item: Item) -> bool:
        """True for the subject of a clause to come: "sank two ferries, and | jets downed a drone"; the parse joins what is listed."""
        token = self.sentence.tokens[item.head]
        return self.sentence.parsed and token.dep == "nsubj" and token.head > token.i

    def is_name(self, quantity: Quantity) -> bool:
        """True for a number that is part of a name: "Shrek 2", "the Six Nations", "number eight Ryan Jones"."""
        tokens = self.sentence.tokens
        i, end = quantity.phrase.first, quantity.phrase.last
        if quantity.form is not Form.NUMBER or quantity.number.first != i or not self.sentence.parsed or not i:
            return False
        before = tokens[i - 1]
        after = tokens[end] if end < len(tokens) else None
        if before.lower in _GRADED and before.text[0].isupper() and after is not None and after.tag == "NNP":
            return True  # "Chief Warrant Officer 3 Ann Lee"
        if _is_titled(self.sentence):
            return False
        if before.lower in ("number", "no.", "no"):
            return True
        if tokens[i].text[0].isupper():  # a capital in mid-sentence, before a capital
            return (
                after is not None
                and after.text[0].isupper()
                and before.lower not in ('"', "“", "'", "‘", ":", "-", "–", "—", "--", "_", "``")
            )
        if before.tag != "NNP" or not before.text[0].isupper() or not before.space or not tokens[i].text[0].isdigit():
            return False
        if any(loss.phrase.last == i for loss in self.losses.values()):
            return False
        joined = any(t.lower == "and" for t in tokens[max(0, i - 4) : i - 1])
        if joined and any(loss.phrase.last < i - 2 for loss in self.losses.values()):
            return False  # "lost 102 planes and Egypt 235."
        return after is None or after.lower in (",", ".", "'s") or after.tag in ("VBZ", "VBD")


# The entry of people whom no lexicon has.
UNKNOWN = "person.unknown"


def is_ordinal(sentence: Sentence, i: int) -> bool:
    """True for an ordinal that stands for one more of those counted before: "killed two officers and wounded a third"."""
    tokens = sentence.tokens
    if i >= len(tokens) or tokens[i].lower not in _ORDINALS:
        return False
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is None or not (after.tag.startswith((*NOMINAL, "CD")) or after.lower == "of")


_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())


_DASHES = HYPHENS | {"\u2013", "\u2014", "--"}


def is_dash(sentence: Sentence, i: int) -> bool:
    """True for a dash between blanks, which parts a headline from its source: "nine dead - police"."""
    token = sentence.tokens[i]
    return token.text in _DASHES and token.space and i > 0 and sentence.tokens[i - 1].space


def unnamed(sentence: Sentence, counted: Counted) -> int | None:
    """The noun of the phrase that no lexicon has, its token; a name behind a bare number too ("a Tornado")."""
    if counted.foreign is not None:
        return counted.foreign
    if isinstance(counted.item, Item):
        return counted.item.head if counted.item.entry == UNKNOWN else None
    last = counted.last
    named = counted.bare and last < len(sentence.tokens) and sentence.tokens[last].tag in ("NNP", "NNPS")
    return last if named and sentence.tokens[last].text[0].isupper() else None


def unknown_arms(sentence: Sentence, noun: int, category: Category) -> Item:
    """Equipment named by a noun that no lexicon has, in a list of equipment or among the parts of a total of it."""
    plural = sentence.tokens[noun].tag in ("NNS", "NNPS")
    return Item(sentence.phrase(noun, noun + 1), noun, Kind.EQUIPMENT, category, "equipment.unknown", plural=plural)


def unknown_person(sentence: Sentence, noun: int) -> Item:
    """People named by a noun that no lexicon has."""
    plural = sentence.tokens[noun].tag in ("NNS", "NNPS")
    return Item(sentence.phrase(noun, noun + 1), noun, Kind.CASUALTY, Category.UNSPECIFIED, UNKNOWN, plural=plural)


def words_of(sentence: Sentence, mention: AnyItem | AnyLoss) -> tuple[str, ...]:
    """The lower-cased words of an item or a loss that ``sentence`` names, or that is carried into it."""
    if isinstance(mention, CarriedItem | CarriedLoss):
        return mention.words
    return sentence.lowered(mention.phrase)


def _is_titled(sentence: Sentence) -> bool:
    """True where most words have a capital, as in a headline: capitals mark no names there."""
    return sum(t.text[0].isupper() for t in sentence.tokens) * 2 > sum(t.text[0].isalpha() for t in sentence.tokens)


def is_attributive(sentence: Sentence, loss: Loss) -> bool:
    """True for a participle before its noun: "two captured bases"."""
    token = sentence.tokens[loss.anchor]
    return token.dep == "amod" and token.head > token.i and token.head - token.i <= 4  # further on it is a misparse
