"""The layout tree of a document: what every sentence stands in, and what is told for all that stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

_T = TypeVar("_T")


class NodeKind(StrEnum):
    """What part of a document's layout a node is."""

    DOCUMENT = "document"
    HEADLINE = "headline"
    DATELINE = "dateline"  # a line that is a day and no more
    SECTION = "section"  # a heading with all that stands under it
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    CARD = "card"  # labels and values of one event, with the account below them
    ROW = "row"  # of a list or a table
    QUOTATION = "quotation"
    CAPTION = "caption"
    DIGEST = "digest"  # a day's events, one after the other
    ENTRY = "entry"  # one of them, of a chronicle or of a live page: an event of its own


class NoteKind(StrEnum):
    """What a card notes of its event beside a label."""

    DATE = "date"
    PLACE = "place"
    DOER = "doer"


@dataclass(frozen=True, slots=True)
class Node:
    """Sentences ``first`` to ``last`` (exclusive) as one part of the layout.

    ``lead`` are the sentences that tell for all of it: a heading, the line that opens a list, the label of an entry.
    A lead may stand within the node (a section's heading) or before it (a list's opening). What it tells is inherited
    downwards only.
    """

    index: int
    kind: NodeKind
    first: int
    last: int
    parent: int | None
    lead: tuple[int, ...] = ()
    notes: tuple[tuple[NoteKind, int], ...] = ()  # of a card: the sentences that hold its values


@dataclass(frozen=True, slots=True)
class Layout:
    """The nodes of a document, parents before children, and the innermost node of each sentence."""

    nodes: tuple[Node, ...]
    of_sentence: tuple[int, ...]

    def node(self, sentence: int) -> Node:
        """The innermost node in which a sentence stands."""
        return self.nodes[self.of_sentence[sentence]]

    def chain(self, sentence: int) -> Iterator[Node]:
        """The nodes in which a sentence stands, the innermost first, the document last."""
        at: int | None = self.of_sentence[sentence]
        while at is not None:
            node = self.nodes[at]
            yield node
            at = node.parent

    def leads(self, sentence: int, *, headline: bool = True) -> Iterator[int]:
        """The sentences that tell for this one, the nearest first: labels, openings of lists, headings, at last the headline.

        Never its siblings. Without ``headline`` only what stands right above a part of the text, be it the headline itself.
        """
        told: set[int] = set()
        for node in self.chain(sentence):
            if sentence in node.lead or (node.kind is NodeKind.DOCUMENT and not headline):
                continue
            for lead in reversed(node.lead):
                if lead not in told:
                    told.add(lead)
                    yield lead

    def told(self, sentence: int, ask: Callable[[int], _T | None], *, headline: bool = True) -> _T | None:
        """What the nearest lead tells for a sentence, as ``ask`` reads it there; None where no lead tells it."""
        leads = self.leads(sentence, headline=headline)
        return next((found for lead in leads if (found := ask(lead)) is not None), None)

    def noted(self, sentence: int, kind: NoteKind) -> int | None:
        """The sentence that holds what the card in which a sentence stands notes; None where it stands above or in no card."""
        card = self.within(sentence, NodeKind.CARD)
        notes = card.notes if card is not None else ()
        return next((at for one, at in notes if one is kind), None)

    def within(self, sentence: int, *kinds: NodeKind) -> Node | None:
        """The innermost node of one of the kinds in which a sentence stands, or None."""
        return next((node for node in self.chain(sentence) if node.kind in kinds), None)

    def entry(self, sentence: int) -> Node | None:
        """The item of a digest, chronicle or live page in which a sentence stands: nothing is shared with its neighbours."""
        return self.within(sentence, NodeKind.ENTRY)

    def digest_item(self, sentence: int) -> Node | None:
        """The item of a digest in which a sentence stands; entries under a day or a time of their own are none."""
        entry = self.entry(sentence)
        return entry if entry is not None and not entry.lead else None

    def apart(self, one: int, other: int) -> bool:
        """True where two sentences stand in different items of a digest: nothing is carried from one to the other."""
        mine, theirs = self.digest_item(one), self.digest_item(other)
        return (mine and mine.index) != (theirs and theirs.index)

    def share(self, one: int, other: int) -> bool:
        """True where two sentences may tell of one event: they stand in the same entry, or both in none."""
        mine, theirs = self.entry(one), self.entry(other)
        return (mine and mine.index) == (theirs and theirs.index)
