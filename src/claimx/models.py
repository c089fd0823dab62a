"""What the stages hand to each other: frozen dataclasses, no behaviour beyond slicing.

Offsets are half open, in Unicode code points of ``Article.text``; token indices count within one
``Sentence``. Nothing here is output: the output contract is ``claimx.schema``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from claimx.schema import (
    Category,
    DateBasis,
    DatePrecision,
    DateScope,
    Event,
    Kind,
    Mode,
    PartyBasis,
    PartyType,
    Per,
    PublishedBasis,
    Qualifier,
    SourceType,
    Stance,
)


@dataclass(frozen=True, slots=True)
class Article:
    """One text as read, with what is known of it. ``text`` is never rewritten."""

    text: str
    id: str = "article"
    path: str = "-"
    sha256: str = ""
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    published_basis: PublishedBasis | None = None
    # Further columns of the input row, carried along untouched for library users.
    extra: Mapping[str, str] = field(default_factory=dict)


class BlockKind(StrEnum):
    """What part of an article's layout a block is."""

    HEADLINE = "headline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of layout: a paragraph, a bullet, a heading. ``heading`` is the index of the block it stands under."""

    index: int
    kind: BlockKind
    start: int
    end: int
    heading: int | None = None


# Not frozen: a frozen class takes eight times as long to make, and there are millions of words. Nobody writes to one.
@dataclass(slots=True, unsafe_hash=True)
class Token:
    """A word or a mark of punctuation; the syntax fields are empty in a sentence that was not parsed.

    ``head`` is the index of the syntactic head in the sentence (its own index at the root); ``dep``, ``pos``
    and ``tag`` are spaCy's labels (ClearNLP dependencies, Universal POS, Penn tags), ``ent`` its entity type.
    """

    i: int
    text: str
    lower: str
    start: int
    end: int
    space: bool
    lemma: str = ""
    pos: str = ""
    tag: str = ""
    dep: str = ""
    head: int = -1
    ent: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``first`` to ``last`` (exclusive) of one sentence, and where they stand in the article."""

    first: int
    last: int
    start: int
    end: int

    def covers(self, token: int) -> bool:
        """True where the token index lies within."""
        return self.first <= token < self.last

    def overlaps(self, other: Phrase) -> bool:
        """True where both share a token."""
        return self.first < other.last and other.first < self.last


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, headline or list item of an article.

    ``candidate`` tells that the gate saw a number and a loss in it; ``parsed`` that its tokens carry syntax.
    ``children[i]`` are the syntactic dependants of token i (empty tuple unless parsed).
    """

    index: int
    block: Block
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...] = ()
    candidate: bool = False
    parsed: bool = False
    children: tuple[tuple[int, ...], ...] = ()
    _lowers: list[str] | None = field(default=None, init=False, repr=False, compare=False)

    def phrase(self, first: int, last: int) -> Phrase:
        """The phrase of tokens ``first`` to ``last`` (exclusive)."""
        return Phrase(first, last, self.tokens[first].start, self.tokens[last - 1].end)

    def slice(self, phrase: Phrase) -> str:
        """The article's own words of a phrase, white space and all."""
        return self.text[phrase.start - self.start : phrase.end - self.start]

    def lowers(self) -> list[str]:
        """The lower-cased words, for lexicon matchers; one list for all who ask, so nobody changes it."""
        lowers = self._lowers
        if lowers is None:
            lowers = [token.lower for token in self.tokens]
            object.__setattr__(self, "_lowers", lowers)
        return lowers

    def subtree(self, i: int) -> tuple[int, int]:
        """First and last (exclusive) token of the smallest stretch that holds all dependants of token i."""
        low = high = i
        stack = [i]
        while stack:
            j = stack.pop()
            low, high = min(low, j), max(high, j)
            stack.extend(self.children[j])
        return low, high + 1

    def ancestors(self, i: int) -> list[int]:
        """Token i's head, its head's head and so on to the root."""
        out: list[int] = []
        if not self.parsed:
            return out
        while self.tokens[i].head != i and len(out) < len(self.tokens):
            i = self.tokens[i].head
            out.append(i)
        return out


class Form(StrEnum):
    """What kind of words state a quantity."""

    NUMBER = "number"  # digits or number words: 1,234; two dozen; 1.2 million
    VAGUE = "vague"  # dozens, several, hundreds of thousands
    ARTICLE = "article"  # a, an, another: counts one only with a countable item
    PRONOUN = "pronoun"  # both, nobody, "one of them"
    NONE = "none"  # no, none, zero as a determiner
    NOUN = "noun"  # twins, a couple, a pair
    DERIVED = "derived"  # twice that number: computed from another quantity
    INCREMENT = "increment"  # (+3), up 600 on the day


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counting expression, its bounds as the words give them.

    ``phrase`` holds the hedges ("at least 12"), ``number`` only the number itself ("12").
    ``factors`` (low, high) multiply an antecedent quantity for DERIVED forms ("twice to thrice that number").
    """

    phrase: Phrase
    number: Phrase
    form: Form
    low: float | int | None
    high: float | int | None
    value: float | int | None
    qualifier: Qualifier
    per: Per | None = None
    factors: tuple[float, float] | None = None
    rule: str = "quantity.number"


@dataclass(frozen=True, slots=True)
class Item:
    """A word for people or military equipment: what may be counted. ``head`` is its noun's token index."""

    phrase: Phrase
    head: int
    kind: Kind
    category: Category
    entry: str
    model: str | None = None
    plural: bool = True


@dataclass(frozen=True, slots=True)
class Loss:
    """A word that says what happened: killed, casualties, shot down, delivered.

    ``events`` gives the event per kind, since one verb serves both ("destroyed a tank", "destroyed the company");
    ``anchor`` is the token that governs the construction; ``shape`` its word class ("verb", "noun", "adjective", "phrase");
    ``frame`` where the one who suffers stands: "transitive" (object: kill), "intransitive" (subject: die), "noun" (deaths of),
    "adjective" (predicate: dead).
    """

    phrase: Phrase
    anchor: int
    events: Mapping[Kind, Event]
    shape: str
    entry: str
    rule: str
    category: Category | None = None
    frame: str = "transitive"


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A country, nationality or armed group in the words of the text.

    ``form`` is how it is named: "name" (Ukraine, Hamas), "demonym" (Ukrainian, Palestinians),
    "force" (the IDF, Armenian army), "metonym" (Moscow for Russia), "enemy", "own" (our forces).
    """

    phrase: Phrase
    name: str
    id: str
    type: PartyType
    form: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A named place. ``country`` is ISO 3166-1 alpha-3 or None; ``rank`` tells specificity (higher: more specific).

    ``nearness`` is what the words before it say: "at" (in, near), "on" (into, bombed), "from" (from, to, of) or "" (nothing).
    """

    phrase: Phrase
    name: str
    country: str | None
    rank: int
    nearness: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression as the text has it, before any calendar is consulted (see ``find.dates``).

    ``expression`` is the kind of expression ("absolute", "weekday", "last-24-hours", ...), ``fields`` its parts.
    """

    phrase: Phrase
    expression: str
    fields: Mapping[str, int | str | None]
    scope: DateScope
    rule: str


@dataclass(frozen=True, slots=True)
class DateInterval:
    """A resolved date: inclusive days, open ends None."""

    start: date | None
    end: date | None
    precision: DatePrecision
    scope: DateScope
    basis: DateBasis


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: source, cue and the token ranges of the content (citron's three parts).

    ``name`` is the source without articles and titles of courtesy, as the sentence has it; ``pronoun`` marks a source that
    another sentence must resolve ("he", "the ministry"). ``via`` is the relay ("told Espresso TV").
    """

    source: Phrase | None
    name: str | None
    cue: Phrase
    verb: str
    content: tuple[tuple[int, int], ...]
    mode: Mode
    rule: str
    pronoun: bool = False
    type: SourceType | None = None
    via: str | None = None
    stance: Stance | None = None
    reported_on: DateMention | None = None


@dataclass(frozen=True, slots=True)
class StanceCue:
    """A denying or hedging word and the token range it reaches."""

    phrase: Phrase
    stance: Stance
    scope: tuple[int, int]
    rule: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that the finders saw in one sentence."""

    sentence: Sentence
    quantities: tuple[Quantity, ...] = ()
    items: tuple[Item, ...] = ()
    losses: tuple[Loss, ...] = ()
    parties: tuple[PartyMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    stances: tuple[StanceCue, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyLink:
    """A party in a claim's role, with the words it was read from (which may stand in another sentence)."""

    name: str
    id: str
    type: PartyType
    start: int
    end: int
    basis: PartyBasis
    rule: str


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A claim's source, resolved to the fullest form in the document."""

    name: str
    type: SourceType
    party: str | None
    start: int
    end: int
    cue_start: int
    cue_end: int
    mode: Mode
    basis: PartyBasis
    rule: str
    reported_on: date | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class DateLink:
    """A claim's date, resolved, with the words it was read from."""

    interval: DateInterval
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A claim's place, with the words it was read from."""

    name: str
    country: str | None
    start: int
    end: int
    basis: PartyBasis
    rule: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity that one sentence puts on one loss, before parties, source, date and place are linked.

    ``subset_of``, ``increment_of`` and ``derived_from`` are positions in the document's list of claims.
    """

    sentence: int
    quantity: Quantity
    item: Item | None
    loss: Loss
    kind: Kind
    event: Event
    category: Category
    stance: Stance
    rules: tuple[str, ...]
    subset_of: int | None = None
    increment_of: int | None = None
    derived_from: int | None = None
    affected: PartyLink | None = None
    actor: PartyLink | None = None
    source: SourceLink | None = None
    date: DateLink | None = None
    place: PlaceLink | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A counting expression that is in no record, and the rule or missing link that refused it (``claimx audit``)."""

    start: int
    end: int
    text: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """An article cut into sentences, with what the finders saw in each (``mentions[i]`` belongs to ``sentences[i]``).

    Sentences that are neither candidates nor context have empty mentions; boilerplate has no sentences at all.
    """

    article: Article
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mentions, ...]
