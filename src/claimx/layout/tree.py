"""The tree that blocks and sentences form: sections, lists with their rows, digests with their entries, quotations, captions.

Told by shape alone, in one pass over the sentences, so that it is there before anything is found in them.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claimx.layout.cards import Card, find_cards
from claimx.layout.shapes import ends_cited, is_date, is_label, is_table_row
from claimx.models import Block, BlockKind, Layout, Node, NodeKind, Sentence

# So many items that end on outlets, and such a part of all paragraphs, make a digest.
_CITATIONS, _SHARE = 3, 0.5
# Two days or times that open paragraphs make a chronicle.
_LABELS = 2
_QUOTED = re.compile(r"[\"\u201c\u00ab].*[\"\u201d\u00bb][.,]?$", re.DOTALL)
_CAPTION = re.compile(
    r"(?:photo|image|picture|caption|file photo|foto|video)s?\b[^.\n]{0,40}[:|]|.*[(\[](?:photo|image|picture|credit)s?\b[^()\n]{0,60}[)\]]\.?$",
    re.IGNORECASE,
)


def read_layout(text: str, sentences: Sequence[Sentence]) -> Layout:
    """The layout tree of a document; furniture has no sentences and stands outside."""
    tree = _Tree(text, cards=deque(find_cards(sentences)))
    parts = list(_parts(sentences))
    tree.digest = _is_digest(text, parts)
    tree.labelled = sum(is_label(sentence.text) for sentence in sentences) >= _LABELS
    for position, (block, first, last) in enumerate(parts):
        tree.add(block, first, last, sentences, parts[position + 1][0] if position + 1 < len(parts) else None)
    tree.close_to(0, len(sentences))
    return Layout(tuple(node.frozen() for node in tree.nodes), tuple(tree.of_sentence))


def _parts(sentences: Sequence[Sentence]) -> list[tuple[Block, int, int]]:
    """The blocks that have sentences, with the range of those."""
    out: list[tuple[Block, int, int]] = []
    for i, sentence in enumerate(sentences):
        if out and out[-1][0].index == sentence.block.index:
            out[-1] = (out[-1][0], out[-1][1], i + 1)
        else:
            out.append((sentence.block, i, i + 1))
    return out


def _is_digest(text: str, parts: Sequence[tuple[Block, int, int]]) -> bool:
    """True where most paragraphs end on the outlets that told them."""
    prose = [block for block, _, _ in parts if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)]
    cited = sum(ends_cited(text[max(block.start, block.end - _REACH) : block.end]) for block in prose)
    return cited >= _CITATIONS and cited >= _SHARE * len(prose)


# What shows at a paragraph's ends: outlets behind it, a caption's word before it.
_REACH = 300


@dataclass
class _Open:
    """A node that may still grow."""

    index: int
    kind: NodeKind
    first: int
    parent: int | None
    lead: tuple[int, ...]
    depth: int = 0
    block: int | None = None
    last: int = 0
    parted: bool = False  # a list in sections
    card: Card | None = None

    @property
    def heads(self) -> bool:
        """True for what headings below may stand in."""
        return (
            self.parted
            or self.kind in (NodeKind.SECTION, NodeKind.CARD)
            or (self.kind is NodeKind.ENTRY and self.block is not None)
        )

    def frozen(self) -> Node:
        notes = () if self.card is None else self.card.notes
        return Node(self.index, self.kind, self.first, self.last, self.parent, self.lead, notes)


@dataclass
class _Tree:
    text: str
    digest: bool = False
    labelled: bool = False
    cards: deque[Card] = field(default_factory=deque)
    nodes: list[_Open] = field(default_factory=list)
    of_sentence: list[int] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._open(NodeKind.DOCUMENT, 0, ())

    def _open(
        self, kind: NodeKind, first: int, lead: tuple[int, ...], depth: int = 0, block: int | None = None
    ) -> _Open:
        parent = self.stack[-1].index if self.stack else None
        node = _Open(len(self.nodes), kind, first, parent, lead, depth, block)
        self.nodes.append(node)
        self.stack.append(node)
        return node

    def close_to(self, size: int, last: int) -> None:
        """Close all nodes but the outermost ``size``."""
        while len(self.stack) > size:
            self.stack.pop().last = last

    def add(self, block: Block, first: int, last: int, sentences: Sequence[Sentence], following: Block | None) -> None:
        """A block with its sentences ``first`` to ``last``, at its place in the tree."""
        self._carded(first)
        # Above the first item of a digest or a live page stand topics, days and times, not one headline in parts.
        topic = first > 0 and (self.digest or (self.labelled and is_label(self._line(block))))
        if block.kind is BlockKind.HEADLINE and not topic:
            self.close_to(1 + any(node.card for node in self.stack), first)
            dated = is_date(self._line(block))
            self._leaf(NodeKind.DATELINE if dated else NodeKind.HEADLINE, first, last)
            # What the headline tells holds for all, where nothing nearer tells it.
            if not (dated or any(node.card for node in self.stack)):
                self.nodes[0].lead = (*self.nodes[0].lead, *range(first, last))
        elif block.kind in (BlockKind.HEADLINE, BlockKind.HEADING):
            self._section(block, first, last, sentences, following)
        elif block.listed:
            self._listed(block, first, last, sentences)
        else:
            self._prose(block, first, last, sentences, following)

    def _carded(self, first: int) -> None:
        """Open the card that begins here, and close the one that ends."""
        begins = bool(self.cards) and self.cards[0].first <= first
        if begins or any(node.card is not None and node.card.last <= first for node in self.stack):
            self.close_to(1, first)
        if begins:
            card = self.cards.popleft()
            self._open(NodeKind.CARD, first, ()).card = card

    def _line(self, block: Block) -> str:
        return self.text[block.start : block.end]

    def _section(
        self, block: Block, first: int, last: int, sentences: Sequence[Sentence], following: Block | None
    ) -> None:
        depth = self._depth(block)
        if not self._parts_list(block, first, sentences, following):
            self._close_lists(first)
        else:
            self._part(first, depth, sentences)
        # A heading ends all sections that are not above it, and with them their lists and entries.
        size = next(
            (k for k, node in enumerate(self.stack) if k and not (node.heads and node.depth < depth)),
            len(self.stack),
        )
        self.close_to(size, first)
        kind = NodeKind.ENTRY if self.labelled and is_label(self._line(block)) else NodeKind.SECTION
        self._open(kind, first, tuple(range(first, last)), depth, block.index)
        self._fill(self.stack[-1], first, last)

    def _parts_list(self, block: Block, first: int, sentences: Sequence[Sentence], following: Block | None) -> bool:
        """True for a short heading between a list's opening and its items, or between items: "Syria"."""
        if following is None or not following.listed or len(self._line(block).split()) > _SHORT or not first:
            return False
        return any(map(_is_list, self.stack)) or self._announces(sentences[first - 1].block)

    def _announces(self, block: Block) -> bool:
        return block.kind is BlockKind.PARAGRAPH and self._line(block).endswith(":")

    def _part(self, first: int, depth: int, sentences: Sequence[Sentence]) -> None:
        """Let the section to come stand in the list that it parts."""
        above = next(filter(_is_list, self.stack), None)
        if above is None:
            opening = sentences[first - 1].block.index
            above = self._open(NodeKind.LIST, first, self._opening(opening, first, sentences), block=opening)
        above.parted, above.depth = True, min(above.depth, depth - 1)

    def _depth(self, block: Block) -> int:
        """How deep a heading stands: by its signs of number, or by its indent."""
        line = self._line(block)
        marks = len(line) - len(line.lstrip("#"))
        if marks:
            return marks
        start = self.text.rfind("\n", 0, block.start) + 1
        return 1 + len(self.text[start : block.start].expandtabs(4))

    def _listed(self, block: Block, first: int, last: int, sentences: Sequence[Sentence]) -> None:
        row = block.kind is BlockKind.ROW
        if not _is_list(self.stack[-1]) or self.stack[-1].block != block.heading:
            if _is_list(self.stack[-1]):
                self.stack.pop().last = first
            lead = self._opening(block.heading, first, sentences)
            kind = NodeKind.TABLE if row and is_table_row(self._line(block)) else NodeKind.LIST
            self._open(kind, first, lead, block=block.heading)
        entry = self.digest or (self.labelled and is_label(self._line(block)))
        kind = NodeKind.ROW if row else NodeKind.ENTRY if entry else NodeKind.ITEM
        self._leaf(kind, first, last, self._label(first, kind))

    def _opening(self, heading: int | None, first: int, sentences: Sequence[Sentence]) -> tuple[int, ...]:
        """The sentences of the block under which a list stands, and of the date lines between both."""
        if heading is None:
            return ()
        found: list[int] = []
        for i in range(first - 1, -1, -1):
            if sentences[i].block.index < heading or len(found) >= _OPENING:
                break
            if sentences[i].block.index == heading or is_date(sentences[i].text):
                found.append(i)
        if any(node.kind is NodeKind.SECTION and node.block == heading for node in self.stack):
            found = [i for i in found if sentences[i].block.index != heading]
        elif found and self._announces(sentences[found[-1]].block):
            found.extend(self._introduction(found[-1], sentences))
        return tuple(reversed(found))

    def _introduction(self, first: int, sentences: Sequence[Sentence]) -> Iterator[int]:
        """The paragraph above an opening that tells little itself: "By country:", "A summary of those raids:"."""
        opening = self._line(sentences[first].block)
        if len(opening.split()) > _SHORT and _SUMS_UP.search(opening) is None:
            return
        for i in range(first - 1, max(-1, first - 1 - _OPENING), -1):
            above = sentences[i].block
            if above.kind is not BlockKind.PARAGRAPH or above.index != sentences[first - 1].block.index:
                return
            yield i

    def _label(self, first: int, kind: NodeKind) -> tuple[int, ...]:
        return (first,) if kind is NodeKind.ENTRY and self.labelled and not self.digest else ()

    def _prose(
        self, block: Block, first: int, last: int, sentences: Sequence[Sentence], following: Block | None
    ) -> None:
        line = self._line(block)
        labels = [i for i in range(first, last) if self.labelled and is_label(sentences[i].text)]
        if labels and not self.digest:
            self._close_lists(first)
            if labels[0] > first:
                self._leaf(NodeKind.PARAGRAPH, first, labels[0])
            # An entry ends with its paragraph, or where the next label stands.
            for label, end in zip(labels, [*labels[1:], last], strict=True):
                self._leaf(NodeKind.ENTRY, label, end, (label,))
            return
        opens = following is not None and following.listed and following.heading == block.index
        self._close_lists(first)
        if self.digest and not opens:
            self._leaf(NodeKind.ENTRY, first, last)
            return
        kind = NodeKind.PARAGRAPH
        if _CAPTION.match(line[:_REACH]):
            kind = NodeKind.CAPTION
        elif line[:1] in '"\u201c\u00ab' and _QUOTED.fullmatch(line):
            kind = NodeKind.QUOTATION
        # "The army said:" speaks for the paragraph below it.
        announced = block.heading is not None and first > 0 and sentences[first - 1].block.index == block.heading
        lead = self._opening(block.heading, first, sentences) if announced else ()
        self._leaf(kind, first, last, lead)

    def _close_lists(self, first: int) -> None:
        """Close the list above with its sections, for what does not belong to it."""
        size = next((k for k, node in enumerate(self.stack) if _is_list(node)), len(self.stack))
        self.close_to(size, first)

    def _leaf(self, kind: NodeKind, first: int, last: int, lead: tuple[int, ...] = ()) -> None:
        node = self._open(kind, first, lead)
        self._fill(node, first, last)
        self.stack.pop().last = last

    def _fill(self, node: _Open, first: int, last: int) -> None:
        self.of_sentence.extend([node.index] * (last - first))


def _is_list(node: _Open) -> bool:
    return node.kind in (NodeKind.LIST, NodeKind.TABLE)


# Words of a heading that parts a list by place or kind, and of an opening that says no more than that a list follows.
_SHORT = 5
_SUMS_UP = re.compile(r"\b(?:following|these|those|follows|summary|breakdown)\b", re.IGNORECASE)
# A list's opening has a few sentences; behind a longer paragraph its last ones tell.
_OPENING = 6
