"""The noun phrase around a number: determiner, possessor, number, modifiers, head, complements.

Parsers attach well in short sentences and badly in long ones, so the phrase is read from the words, with the part-of-speech
tags as a guide. The head may be any noun: "nine Moldovan servicemembers" and "two of Uganda's district clerks" have the same
shape as "nine Moldovan soldiers".
"""

from __future__ import annotations

from dataclasses import dataclass

from claimx.models import Form, Item, Quantity, Sentence, Token
from claimx.tokenize import HYPHENS

GENITIVES = frozenset({"'s", "\u2019s", "'", "\u2019"})
PRONOUNS = frozenset({"its", "their", "his", "her", "our", "my", "your", "whose"})
_DETERMINERS = frozenset({"the", "a", "an", "these", "those", "this", "that", "all", "some", "any", "another"})
_NOMINAL = ("JJ", "NN", "HYPH", "AFX", "ADD", "FW", "GW", "CD")
_NOUN = ("NN", "FW")
# Between number and noun these stand whatever the tagger makes of them.
_INNER = frozenset("more other further additional fellow so-called alleged suspected".split())
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december today yesterday last earlier".split()
)
# What ties a complement to its noun; of several words, the last is the preposition.
_PREPOSITIONS = frozenset({"of", "from", "with"})
_PARTICIPLES = {
    "belonging": frozenset({"to"}), "loyal": frozenset({"to"}), "serving": frozenset({"in", "with", "for"}),
    "fighting": frozenset({"for", "with"}), "affiliated": frozenset({"with", "to"}), "working": frozenset({"for"}),
}  # fmt: skip
# "the possessor's" name and its own modifiers: "the Afghan national army's 12 recruits".
_POSSESSOR = 6
# A phrase with more words between number and noun is a misread clause.
_REACH = 12
# "of the crew of a ship from Malta": complements hang on each other, seldom more than three.
_CHAIN = 3


@dataclass(frozen=True, slots=True)
class Complement:
    """A prepositional phrase behind the head: "of the Malian army". ``first`` to ``last`` are the tokens of its noun phrase."""

    preposition: str
    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """The phrase that a quantity counts. All bounds are tokens of ``sentence``, each ``last`` exclusive.

    ``number`` holds the hedges. ``modifiers`` are the tokens from the number to the noun, those of a partitive among them ("two
    *of the Malian* soldiers"); ``head`` is the noun, None for a bare number; ``last`` the end of the noun, before complements.
    ``possessor`` is who owns ("*Uganda*'s four clerks", "six of *its* pilgrims"), its genitive left out. ``known`` tells that a
    lexicon has the noun. ``apposition`` is the word behind ", all" that tells what all of them are ("nine people, all *Ghanaians*").
    """

    sentence: Sentence
    number: tuple[int, int]
    modifiers: tuple[int, int]
    head: int | None
    last: int
    determiner: int | None = None
    possessor: tuple[int, int] | None = None
    complements: tuple[Complement, ...] = ()
    apposition: int | None = None
    known: bool = False

    @property
    def pronoun(self) -> str | None:
        """The possessive pronoun ("its", "their"), where the possessor is one."""
        if self.possessor is None:
            return None
        word = self.sentence.tokens[self.possessor[0]].lower
        return word if word in PRONOUNS else None


def read_noun_phrase(sentence: Sentence, quantity: Quantity, item: Item | None = None) -> NounPhrase:
    """The phrase that ``quantity`` counts; ``item`` is its noun where a lexicon has it.

    Without an item the noun is a plural, or a singular behind an article: other words behind a bare number are no noun of its own
    ("killed 40 Monday", "kills 40 state TV says").
    """
    tokens, (first, last) = sentence.tokens, (quantity.phrase.first, quantity.phrase.last)
    if item is not None:
        own = first <= item.phrase.first and item.phrase.last <= len(tokens)  # a row names its noun before the number
        end, head = (max(last, item.phrase.last), item.head) if own else (last, None)
    else:
        end = _own_noun(tokens, quantity)
        head = end - 1 if end > last else None
    start = min(last, head) if head is not None else last
    complements = _complements(tokens, end) if head is not None or end == last else ()
    return NounPhrase(
        sentence, (first, last), (start, head if head is not None else end), head, end,
        _determiner(tokens, first), _possessor(tokens, first) or _inner_possessor(tokens, last, end), complements,
        _apposition(tokens, complements[-1].last if complements else end), item is not None and head is not None,
    )  # fmt: skip


def bare_phrase(sentence: Sentence, quantity: Quantity) -> NounPhrase:
    """The phrase of a number whose noun stands in another sentence."""
    first, last = quantity.phrase.first, quantity.phrase.last
    return NounPhrase(sentence, (first, last), (last, last), None, last)


def _own_noun(tokens: tuple[Token, ...], quantity: Quantity) -> int:
    """The end of a noun that no lexicon has, behind its modifiers; the end of the number where none follows."""
    first = at = quantity.phrase.last
    if at < len(tokens) and tokens[at].lower == "of":
        at += 1
        while at < len(tokens) and (tokens[at].lower in _DETERMINERS or tokens[at].lower in PRONOUNS):
            at += 1
    end = first
    while at < len(tokens) and at - first < _REACH and _stands_in(tokens, at):
        if tokens[at].tag.startswith(_NOUN):
            end = at + 1
        at += 1
    if end == first:
        return first
    noun = tokens[end - 1]
    single = quantity.form is Form.ARTICLE or (quantity.low == quantity.high == 1)
    return end if noun.tag in ("NNS", "NNPS") or (single and noun.tag.startswith("NN")) else first


def _stands_in(tokens: tuple[Token, ...], at: int) -> bool:
    """True for a modifier or noun of the phrase; a time, another number and a mark end it."""
    token, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if token.lower in _INNER or token.lower in GENITIVES or token.text in HYPHENS:
        return True
    if not token.text[0].isalpha() or token.lower in _TIMES:
        return token.tag == "CD" and tokens[at - 1].lower in ("the", "its", "their", "of")
    if token.tag.startswith(("JJ", *_NOUN)):
        return True
    # A participle before its noun; a noun that the tagger took for a verb ("Dutch tulip growers").
    return token.tag.startswith("VB") and after is not None and after.tag in ("NN", "NNS", "JJ")


def _determiner(tokens: tuple[Token, ...], first: int) -> int | None:
    return first - 1 if first and tokens[first - 1].lower in _DETERMINERS else None


def _possessor(tokens: tuple[Token, ...], first: int) -> tuple[int, int] | None:
    """Who stands before the number: "Uganda's four clerks", "its 12 pilgrims"."""
    at = first - 1
    if at < 0:
        return None
    if tokens[at].lower in PRONOUNS:
        return (at, at + 1)
    return _before_genitive(tokens, at) if tokens[at].lower in GENITIVES else None


def _before_genitive(tokens: tuple[Token, ...], genitive: int) -> tuple[int, int] | None:
    """The noun phrase that ends in the genitive at that token."""
    at = genitive
    while at > 0 and genitive - at < _POSSESSOR and _is_nominal(tokens[at - 1]):
        at -= 1
    return (at, genitive) if at < genitive else None


def _is_nominal(token: Token) -> bool:
    return (
        token.tag.startswith(("JJ", "NN", "HYPH"))
        or token.text in HYPHENS
        or (not token.tag and token.text[0].isupper())
    )


def _inner_possessor(tokens: tuple[Token, ...], last: int, end: int) -> tuple[int, int] | None:
    """Who stands in the partitive: "two of Uganda's clerks", "six of its pilgrims"."""
    for at in range(last, end):
        if tokens[at].lower in PRONOUNS and at and tokens[at - 1].lower in ("of", "all"):
            return (at, at + 1)
        if tokens[at].lower in GENITIVES:
            found = _before_genitive(tokens, at)
            return None if found is None else (max(found[0], last), found[1])
    return None


def _apposition(tokens: tuple[Token, ...], end: int) -> int | None:
    """The word behind ", all", "- both" or "(all": it tells of everyone counted."""
    opening = [token.lower for token in tokens[end : end + 4]]
    if len(opening) < 3 or opening[0] not in (",", "(", "-", "\u2013", "\u2014") or opening[1] not in ("all", "both"):
        return None
    return end + 4 if opening[2:] == ["of", "them"] and end + 4 < len(tokens) else end + 2


def _complements(tokens: tuple[Token, ...], end: int) -> tuple[Complement, ...]:
    """The prepositional phrases behind the noun, each on the one before: "of the crew of a ship from Malta"."""
    found: list[Complement] = []
    at = end
    while len(found) < _CHAIN:
        preposition, start = _preposition(tokens, at)
        if preposition is None:
            break
        while start < len(tokens) and (
            tokens[start].lower in _DETERMINERS
            or tokens[start].lower in PRONOUNS
            or (tokens[start].tag == "VBN" and start > at + 1)  # "of the outlawed Free Army"
        ):
            start += 1
        last = head = start
        while (
            last < len(tokens)
            and last - start < _REACH
            and (
                tokens[last].tag.startswith(_NOMINAL) or tokens[last].text in HYPHENS or tokens[last].lower in GENITIVES
            )
        ):
            if tokens[last].tag.startswith(_NOUN):
                head = last
            last += 1
        if last == start:
            break
        found.append(Complement(preposition, start, last, head))
        at = last
    return tuple(found)


def _preposition(tokens: tuple[Token, ...], at: int) -> tuple[str | None, int]:
    """The preposition at that token, a bracket or participle before it passed over, and where its noun phrase begins."""
    if at < len(tokens) and tokens[at].text == "(":
        at += 1
    if at + 1 >= len(tokens):
        return None, at
    word, after = tokens[at].lower, tokens[at + 1].lower
    if after in _PARTICIPLES.get(word, ()):
        return "of", at + 2
    return (word, at + 1) if word in _PREPOSITIONS else (None, at)
