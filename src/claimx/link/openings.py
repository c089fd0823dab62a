"""The sentence that opens a list: with a colon, seen past the rows and the short headings that part it ("Syria")."""

from __future__ import annotations

from claimx.models import BlockKind, Document, Sentence

# A loss list has some thirty rows, each of a dozen words at most.
LIST, ROW = 40, 15
# "Syria", "Strikes in eastern Syria": a heading that parts a list by place.
_HEADING = 5
# "The following is a summary of those strikes:" sums up what the sentences before it told.
_SUMS_UP = frozenset("following these those summary breakdown".split())


def parts_list(sentence: Sentence) -> bool:
    """True for a heading of a few words: a list above it goes on below, parted by place or kind."""
    return sentence.block.kind is BlockKind.HEADING and len(sentence.tokens) <= _HEADING


def find_opening(document: Document, sentence: Sentence) -> Sentence | None:
    """The sentence with a colon that opens the list in which an item stands, or None."""
    if not sentence.block.listed:
        return None
    for other in reversed(document.sentences[max(0, sentence.index - LIST) : sentence.index]):
        if other.block.listed or parts_list(other):
            continue
        return other if other.block.kind is BlockKind.PARAGRAPH and other.text.rstrip().endswith(":") else None
    return None


def summed_up(document: Document, opening: Sentence) -> list[Sentence]:
    """The sentences that an opening speaks of, the nearest first: those before it in its paragraph, or of the one above."""
    if _SUMS_UP.isdisjoint(opening.lowers()):
        return []
    out: list[Sentence] = []
    for other in reversed(document.sentences[max(0, opening.index - LIST) : opening.index]):
        if parts_list(other):
            continue
        if other.block.kind is not BlockKind.PARAGRAPH or (out and other.block.index != out[0].block.index):
            break
        out.append(other)
    return out
