"""Blocks to sentences: where a sentence ends, and where one too long for any is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimx.layout.shapes import BULLET
from claimx.models import Block, BlockKind, Sentence
from claimx.tokenize import tokenize

# Words and marks in one sentence: the longest sentences of real news (lists of losses told in one breath) have about
# 300. What is longer is a table or a broken page, and is read in stretches of this many: time grows with the text.
SENTENCE_LENGTH = 400
# Characters in one sentence: so many words of fifty letters. A "word" of megabytes (a picture as text) stands alone, and is
# in no record's evidence but its own.
SENTENCE_CHARACTERS = 20_000

# A run of stops is tried once, at its beginning: a line of a million points would else take a million tries. The pattern
# begins with the mark itself, so that all other characters are passed over quickly.
BOUNDARY = re.compile(
    r"[.!?…](?:(?<![.!?…][.!?…])[.!?…]*+[\"'”’»)\]]*+(?:\[\d{1,3}\])*+(?=\s)|(?<!…)(?:\[\d{1,3}\])++)"
)
# Points that lead from a label to its number ("Tanks ........ 9"); three end a sentence.
_LEADERS = 4
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“‘\[])(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Brig|Adm|Cmdr|Cmdt|Sen|Rep|Gov|Prof|Rev|Hon|St|Mt|Ft"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|Nos|vs|approx|incl|ca|cf|etc|e\.g|i\.e|al|Jr|Sr|Inc|Ltd|Co|Corp|Art|Fig"
    r"|Vol|pp?|a\.m|p\.m|[A-Z]|[A-Za-z](?:\.[A-Za-z])++)\.$"
)
# Of these a sentence may well end with one; a capital after them then begins the next.
_MAY_END = re.compile(r"(?:^|\s)(?:etc|a\.m|p\.m|Jr|Sr|Inc|Ltd|Co|Corp|al|[A-Z](?:\.[A-Z])++)\.$")
_STARTER = re.compile(
    r"\s++[\"'“‘«(\[]*+(?:The|A|An|In|On|At|But|And|It|He|She|They|We|This|That|These|Those|According|After|Before|As|For|Its|His|Her|Their|Some|Many|More|Most|Other|Another|Both|Several|There|When|While|However|Meanwhile|Since|Also|Earlier|Officials|Police)\b"
)


def split_sentences(text: str, blocks: tuple[Block, ...]) -> Iterator[Sentence]:
    """Sentences of all blocks but furniture, in text order; tokens are left to ``parse``."""
    index = 0
    for block in blocks:
        if block.kind is BlockKind.BOILERPLATE:
            continue
        for start, end in _sentences(text, block):
            # No word is shorter than a character: most sentences need no count of their words.
            if end - start <= SENTENCE_LENGTH:
                yield Sentence(index, block, start, end, text[start:end])
                index += 1
                continue
            stretches = list(_stretches_within(text, start, end))
            for first, last in stretches:
                yield Sentence(index, block, first, last, text[first:last], stretch=len(stretches) > 1)
                index += 1


def _stretches_within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence whole, or, where it is too long to be one, cut behind commas and semicolons where it has any."""
    tokens = tokenize(text[start:end], start)
    first = 0
    while len(tokens) - first > SENTENCE_LENGTH or (tokens and end - tokens[first].start > SENTENCE_CHARACTERS):
        last = min(first + SENTENCE_LENGTH, len(tokens))
        # A mark in the last quarter will do: a stretch stays long enough to hold a claim with its source.
        marks = (
            i + 1 for i in range(last - 1, last - SENTENCE_LENGTH // 4, -1) if i > first and tokens[i].text in ",;"
        )
        last = next(marks, last)
        while last - first > 1 and tokens[last - 1].end - tokens[first].start > SENTENCE_CHARACTERS:
            last -= 1
        yield tokens[first].start, tokens[last - 1].end
        first = last
        if first == len(tokens):
            return
    yield (tokens[first].start if first else start), end


def _sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    bullet = BULLET.match(text, block.start, block.end)
    start = (
        bullet.end()
        if bullet and block.kind in (BlockKind.LIST_ITEM, BlockKind.ROW, BlockKind.HEADING, BlockKind.HEADLINE)
        else block.start
    )
    for boundary in BOUNDARY.finditer(text, start, block.end):
        stop = boundary.end()
        if ends_sentence(text, start, boundary.start(), stop, block.end):
            yield start, stop
            start = stop
            while start < block.end and text[start].isspace():
                start += 1
    if start < block.end:
        yield start, block.end


def ends_sentence(text: str, start: int, mark: int, stop: int, limit: int) -> bool:
    """True where the mark at ``mark``, up to ``stop``, ends the sentence that began at ``start``."""
    follower = text[stop : stop + 40].lstrip()[:2]
    if not follower or stop >= limit:
        return False
    if follower[0].islower():
        return False
    if follower[0].isdigit() and stop - mark >= _LEADERS:
        return False
    if text[mark] == "." and stop - mark == 1:
        before = text[max(start, mark - 24) : mark + 1]
        if _ABBREVIATION.search(before):
            return bool(_MAY_END.search(before) and _STARTER.match(text, stop))
        if follower[0].isdigit() and re.search(r"(?:^|\s)\d{1,2}\.$", before):
            return False
    return True
