"""Article to blocks, with offsets: headline, headings, paragraphs, list items, rows; page furniture is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimx.layout.furniture import in_box, is_furniture, opens_box, starts_furniture
from claimx.layout.lines import stretches
from claimx.layout.sentences import split_sentences
from claimx.layout.shapes import is_bullet, is_date, is_heading, is_row, is_share, stands_alone
from claimx.lexicon.boilerplate import BoilerplateVocabulary
from claimx.models import Article, Block, BlockKind, Sentence

# "NAIROBI, Kenya (AP) --": a town in capitals, what it lies in, the agency, a dash, and a sentence.
_DATELINE = re.compile(
    r"([A-Z][A-Z'’.-]{2,30}+(?: [A-Z][A-Z'’.-]{1,30}+){0,3})(?:, [A-Z][\w.'’-]{1,20}+(?: [A-Z][\w.'’-]{1,20}+){0,2}){0,2}"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?(?:,? \([A-Za-z/. -]{2,30}+\))? ?(?:--|[—–_-]) ?[\"“]?[A-Z]"
)
# A paragraph that opens a story has a sentence at least; a shorter line with a dash is a row of a list.
STORY_LENGTH = 100


def story_starts(text: str, blocks: Sequence[Block]) -> tuple[int, ...]:
    """The positions of blocks at which the second and further stories of a text begin: news in brief, each with its dateline."""
    found: list[tuple[int, str]] = []
    for i, block in enumerate(blocks):
        if block.kind is BlockKind.PARAGRAPH and block.end - block.start >= STORY_LENGTH:
            match = _DATELINE.match(text, block.start)
            if match is not None:
                found.append((i, match[1]))
    starts = []
    for (_, before), (i, town) in pairwise(found):
        if town != before:
            first = i
            while first and blocks[first - 1].kind in (BlockKind.HEADING, BlockKind.HEADLINE):
                first -= 1
            starts.append(first)
    return tuple(starts)


def segment(article: Article, vocabulary: BoilerplateVocabulary) -> tuple[tuple[Block, ...], tuple[Sentence, ...]]:
    """Blocks in text order and the sentences of all that are not furniture."""
    blocks = tuple(find_blocks(article.text, vocabulary))
    return blocks, tuple(split_sentences(article.text, blocks))


def find_blocks(text: str, vocabulary: BoilerplateVocabulary) -> Iterator[Block]:
    """The article's layout; every character that is no white space lies in exactly one block.

    ``Block.heading`` is what a block stands under: a heading, or the line that opens its list.
    """
    ended = body = False
    boxed = False  # within a box of links
    section: int | None = None  # the last heading
    opening: int | None = None  # what the rows to come stand under
    colon = False  # the opening announces them
    listed = False  # the block before is a row or an item
    for index, (start, end, row) in enumerate(_with_rows(text)):
        line = text[start:end]
        ended = ended or (index > 0 and starts_furniture(line, vocabulary))
        # Above the first paragraph a title may follow the words of a menu.
        boxed = body and ((boxed and in_box(line)) or opens_box(line, vocabulary))
        if ended or boxed or is_furniture(line, vocabulary):
            yield Block(index, BlockKind.BOILERPLATE, start, end, section)
            continue
        if row is not None and (row or colon or is_bullet(line)) and opening is not None:
            kind = BlockKind.ROW
        elif is_bullet(line) or ((colon or listed) and is_share(line)):
            kind = BlockKind.LIST_ITEM
        elif is_heading(line):
            # Whatever stands above the first paragraph belongs to the headline: kicker, title, standfirst.
            kind = BlockKind.HEADING if body else BlockKind.HEADLINE
        else:
            kind = BlockKind.PARAGRAPH
        if kind is BlockKind.PARAGRAPH and listed:
            # What opened the list says nothing of what follows it.
            opening, colon = section, False
        under = None if kind is BlockKind.HEADING else opening if kind is BlockKind.ROW or colon else section
        yield Block(index, kind, start, end, under)
        listed = kind in (BlockKind.ROW, BlockKind.LIST_ITEM)
        if not listed and not (opening is not None and is_date(line)):
            opening, colon = index, kind is not BlockKind.HEADLINE and line.endswith(":")
        if kind is BlockKind.HEADING:
            section = index
        body = body or kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.ROW)


def _with_rows(text: str) -> Iterator[tuple[int, int, bool | None]]:
    """Each stretch of the text, and whether it has the shape of a row: True beside another such, False alone, None for none."""
    before = alone = False
    held: tuple[int, int, bool] | None = None
    for start, end in stretches(text):
        line = text[start:end]
        row = is_row(line)
        if held is not None:
            yield held[0], held[1], (before or row or alone) if held[2] else None
            before = held[2]
        held, alone = (start, end, row), row and stands_alone(line)
    if held is not None:
        yield held[0], held[1], (before or alone) if held[2] else None
