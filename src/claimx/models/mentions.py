"""What the finders see in one sentence, before anything is joined or resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from claimx.models.text import Sentence, Span
from claimx.schema import (
    Category,
    DateScope,
    Event,
    Kind,
    Mode,
    PartyType,
    Per,
    PlacePrecision,
    Qualifier,
    SourceType,
    Stance,
)


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


@dataclass(slots=True, unsafe_hash=True)
class Quantity:
    """A counting expression, its bounds as the words give them.

    ``phrase`` holds the hedges ("at least 12"), ``number`` only the number itself ("12").
    ``factors`` (low, high) multiply an antecedent quantity for DERIVED forms ("twice to thrice that number").
    """

    phrase: Span
    number: Span
    form: Form
    low: float | int | None
    high: float | int | None
    value: float | int | None
    qualifier: Qualifier
    per: Per | None = None
    factors: tuple[float, float] | None = None
    rule: str = "quantity.number"


@dataclass(slots=True, unsafe_hash=True)
class Item:
    """A word for people or military equipment: what may be counted. ``head`` is its noun's token index."""

    phrase: Span
    head: int
    kind: Kind
    category: Category
    entry: str
    model: str | None = None
    plural: bool = True

    @property
    def start(self) -> int:
        """Where its words begin in the article."""
        return self.phrase.start

    @property
    def end(self) -> int:
        """Where its words end in the article."""
        return self.phrase.end


@dataclass(frozen=True, slots=True)
class CarriedItem:
    """An item that another sentence names: its words and where they stand in the article, but no token to look at.

    A bare number goes on from it ("Russia launched 80 drones. Air defences shot down 51."), so a claim has it as its item.
    """

    words: tuple[str, ...]
    start: int
    end: int
    kind: Kind
    category: Category
    entry: str
    model: str | None = None
    plural: bool = True


@dataclass(slots=True, unsafe_hash=True)
class Loss:
    """A word that says what happened: killed, casualties, shot down, delivered.

    ``events`` gives the event per kind, since one verb serves both ("destroyed a tank", "destroyed the company");
    ``anchor`` is the token that governs the construction; ``shape`` its word class ("verb", "noun", "adjective", "phrase");
    ``frame`` where the one who suffers stands: "transitive" (object: kill), "intransitive" (subject: die), "noun" (deaths of),
    "adjective" (predicate: dead), "instrument" (behind "with": attacked the port with). ``manner`` tells how, and leaves what came of it to a second verb: "stabbed and killed".
    """

    phrase: Span
    anchor: int
    events: Mapping[Kind, Event]
    shape: str
    entry: str
    rule: str
    category: Category | None = None
    frame: str = "transitive"
    manner: bool = False

    @property
    def start(self) -> int:
        """Where its words begin in the article."""
        return self.phrase.start


@dataclass(frozen=True, slots=True)
class CarriedLoss:
    """A loss that another sentence tells, as a list's heading does for its lines: no token of it stands in the sentence at hand."""

    words: tuple[str, ...]
    start: int
    end: int
    events: Mapping[Kind, Event]
    shape: str
    entry: str
    rule: str
    category: Category | None = None
    frame: str = "transitive"


AnyItem: TypeAlias = Item | CarriedItem
AnyLoss: TypeAlias = Loss | CarriedLoss


def carry_item(item: AnyItem, sentence: Sentence) -> CarriedItem:
    """The item without its positions in ``sentence``, for use in another."""
    if isinstance(item, CarriedItem):
        return item
    phrase, words = item.phrase, sentence.lowered(item.phrase)
    return CarriedItem(words, phrase.start, phrase.end, item.kind, item.category, item.entry, item.model, item.plural)


def carry_loss(loss: AnyLoss, sentence: Sentence) -> CarriedLoss:
    """The loss without its positions in its sentence, for use in another."""
    if isinstance(loss, CarriedLoss):
        return loss
    phrase, words = loss.phrase, sentence.lowered(loss.phrase)
    return CarriedLoss(
        words, phrase.start, phrase.end, loss.events, loss.shape, loss.entry, loss.rule, loss.category, loss.frame
    )


@dataclass(slots=True, unsafe_hash=True)
class PartyMention:
    """A country, nationality or armed group in the words of the text.

    ``form`` is how it is named: "name" (Ukraine, Hamas), "demonym" (Ukrainian, Palestinians),
    "force" (the IDF, Armenian army), "metonym" (Moscow for Russia), "enemy", "own" (our forces).
    """

    phrase: Span
    name: str
    id: str
    type: PartyType
    form: str


@dataclass(slots=True, unsafe_hash=True)
class Point:
    """Where a place is; what is unknown is None."""

    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    admin1: str | None = None
    geonames_id: int | None = None
    precision: PlacePrecision | None = None


@dataclass(slots=True, unsafe_hash=True)
class PlaceMention:
    """A named place. ``country`` is ISO 3166-1 alpha-3 or None; ``rank`` tells specificity (higher: more specific).

    ``nearness`` is what the words before it say: "at" (in, near), "on" (into, bombed), "from" (from, to, of) or "" (nothing).
    ``point`` is filled once all places of the document are known.
    """

    phrase: Span
    name: str
    country: str | None
    rank: int
    nearness: str = ""
    point: Point | None = None


@dataclass(slots=True, unsafe_hash=True)
class DateMention:
    """A date expression as the text has it, before any calendar is consulted (see ``find.dates``).

    ``expression`` is the kind of expression ("absolute", "weekday", "last-24-hours", ...), ``fields`` its parts.
    """

    phrase: Span
    expression: str
    fields: Mapping[str, int | str | None]
    scope: DateScope
    rule: str


@dataclass(slots=True, unsafe_hash=True)
class Attribution:
    """Who says what: source, cue and the token ranges of the content (citron's three parts).

    ``name`` is the source without articles and titles of courtesy, as the sentence has it; ``pronoun`` marks a source that
    another sentence must resolve ("he", "the ministry"). ``via`` is the relay ("told Espresso TV").
    """

    source: Span | None
    name: str | None
    cue: Span
    verb: str
    content: tuple[tuple[int, int], ...]
    mode: Mode
    rule: str
    pronoun: bool = False
    type: SourceType | None = None
    via: str | None = None
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class StanceCue:
    """A denying or hedging word and the token range it reaches."""

    phrase: Span
    stance: Stance
    scope: tuple[int, int]
    rule: str


@dataclass(slots=True, unsafe_hash=True)
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
