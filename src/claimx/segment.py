"""Article to blocks and sentences, with offsets: headline, headings, paragraphs, list items; page furniture is marked.

Three layouts occur: paragraphs parted by blank lines, one paragraph a line, and lines wrapped at a fixed width
(wire services of the 1980s and 1990s), where a paragraph begins at a blank line or an indent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimx.lexicon.boilerplate import BoilerplateVocabulary
from claimx.models import Article, Block, BlockKind, Sentence
from claimx.tokenize import tokenize

# Teleprinter and mail lines end before column 85; longer lines mean that the layout does not wrap.
WRAP_WIDTH = 85
# Lines of wire copy in capitals are filled to some 60 characters; a headline in capitals is shorter than two thirds of it.
CAPITALS_WIDTH = 40
# Below this many lines nothing can be told of a layout.
WRAP_LINES = 5
# A heading or title is at most this long; longer lines without a full stop are still prose.
HEADING_LENGTH = 140
# Biographies and appeals are one or two paragraphs; a longer block that mentions one is an article.
FURNITURE_LENGTH = 700
# A section starter such as "References" stands alone on its line, or nearly so.
SECTION_LENGTH = 90
# Characters in one paragraph: twenty times the longest of any newspaper. What is longer is a text that lost its line ends, and
# is read in parts, since a text is held in memory by paragraphs.
PARAGRAPH_LENGTH = 100_000
# Before the end of such a part a sentence ends, or at least a word, within this many characters of any prose.
_SEARCHED = 4_000
# Words and marks in one sentence: the longest sentences of real news (lists of losses told in one breath) have about
# 300. What is longer is a table or a broken page, and is read in stretches of this many: time grows with the text.
SENTENCE_LENGTH = 400
# Characters in one sentence: so many words of fifty letters. A "word" of megabytes (a picture as text) stands alone, and is
# in no record's evidence but its own.
SENTENCE_CHARACTERS = 20_000

_BLANK = re.compile(r"\s")
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]++")
_BULLET = re.compile(
    r"\s*+(?:(?:--|[*•‣▪●◦·–—-])\s++|[\u2190-\u2bff\U0001F300-\U0001FAFF]\ufe0f?\s*+|\(?\d{1,2}[.)]\s++|#{1,6}\s++)"
)
# A line of a loss list puts a noun before its number: "tanks - 3804 (+2),".
_LISTED = re.compile(
    r"[^\d\n]{2,80}[-–‒—:]\s?(?:about |approximately |around |up to |some |more than |at least |~ ?|≈ ?)?\d"
)
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*+\s*+$")
# A run of stops is tried once, at its beginning: a line of a million points would else take a million tries.
_BOUNDARY = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?:\[\d{1,3}\])*+(?=\s)|[.!?](?=\[\d{1,3}\])(?:\[\d{1,3}\])++")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“‘\[])(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Brig|Adm|Cmdr|Cmdt|Sen|Rep|Gov|Prof|Rev|Hon|St|Mt|Ft"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|Nos|vs|approx|ca|cf|etc|e\.g|i\.e|al|Jr|Sr|Inc|Ltd|Co|Corp|Art|Fig"
    r"|Vol|pp?|a\.m|p\.m|[A-Z]|[A-Za-z](?:\.[A-Za-z])++)\.$"
)
# Of these a sentence may well end with one; a capital after them then begins the next.
_MAY_END = re.compile(r"(?:^|\s)(?:etc|a\.m|p\.m|Jr|Sr|Inc|Ltd|Co|Corp|al|[A-Z](?:\.[A-Z])++)\.$")
_STARTER = re.compile(
    r"\s++[\"'“‘«(\[]*+(?:The|A|An|In|On|At|But|And|It|He|She|They|We|This|That|These|Those|According|After|Before|As|For|Its|His|Her|Their|Some|Many|More|Most|Other|Another|Both|Several|There|When|While|However|Meanwhile|Since|Also|Earlier|Officials|Police)\b"
)


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
    """The article's layout; every character that is no white space lies in exactly one block."""
    ended = body = listing = False
    heading: int | None = None
    for index, (start, end) in enumerate(_stretches(text)):
        line = text[start:end]
        ended = ended or (index > 0 and _starts_furniture(line, vocabulary))
        if ended or _is_furniture(line, vocabulary):
            kind = BlockKind.BOILERPLATE
        elif (_BULLET.match(line) and not line.startswith("#")) or (
            listing and len(line) <= HEADING_LENGTH and _LISTED.match(line)
        ):
            kind = BlockKind.LIST_ITEM
        elif _is_heading(line):
            # Whatever stands above the first paragraph belongs to the headline: kicker, title, standfirst.
            kind = BlockKind.HEADING if body else BlockKind.HEADLINE
        else:
            kind = BlockKind.PARAGRAPH
        opens = kind is BlockKind.HEADING or (kind is BlockKind.PARAGRAPH and line.endswith(":"))
        yield Block(index, kind, start, end, None if kind is BlockKind.HEADING else heading)
        heading = index if opens else heading
        # What a colon announces goes on line by line; a heading announces prose.
        listing = kind is BlockKind.PARAGRAPH and opens or (listing and kind is BlockKind.LIST_ITEM)
        body = body or kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph or line, white space around it left out."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace()]
    wrapped = _is_wrapped(text, lines)
    i = 0
    while i < len(lines):
        start, end = lines[i]
        i += 1
        while wrapped and i < len(lines) and not _begins(text, lines, i):
            end = lines[i][1]
            i += 1
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        yield from _parts(text, start, end)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph whole, or, where it is too long to be one, cut at ends of sentences, or between words where it has none."""
    while end - start > PARAGRAPH_LENGTH:
        limit = start + PARAGRAPH_LENGTH
        cut = 0
        for boundary in _BOUNDARY.finditer(text, limit - _SEARCHED, limit):
            if _ends_sentence(text, start, boundary.start(), boundary.end(), end):
                cut = boundary.end()
        if not cut:
            blank = _BLANK.search(text, limit, end)
            if blank is None:
                break
            cut = blank.start()
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """True for fixed-width layout: no line is long, and most lines break in mid-sentence."""
    if len(lines) < WRAP_LINES or sum(end - start > WRAP_WIDTH for start, end in lines) * 20 > len(lines):
        return False
    # A headline list or a table has short lines too; wrapped prose breaks between lower-case words more often than not.
    broken = 0
    for (begin, end), (start, stop) in pairwise(lines):
        if text[end - 1] in ".!?:;\"'”" or _LISTED.match(text, start, stop):
            continue
        # Teleprinter copy in capitals has no small letters to go by: a long line that ends on a word goes on in the next.
        goes_on = text[start:stop].lstrip()[:1].islower() or (
            text[begin:end].isupper() and end - begin >= CAPITALS_WIDTH and start - end <= 2
        )
        broken += goes_on
    return broken * 3 > len(lines)


def _begins(text: str, lines: list[tuple[int, int]], i: int) -> bool:
    """True where line i of a wrapped layout begins a paragraph: after a blank line, at an indent or a bullet, after a short stop."""
    (_, before), (start, end) = lines[i - 1], lines[i]
    gap = text[before:start]
    if len(gap.replace("\r\n", "\n")) > 1 or _BULLET.match(text, start, end) or _LISTED.match(text, start, end):
        return True
    previous = text[lines[i - 1][0] : before]
    # White space before the first word: deeper than the line before means an indented first line.
    if _indent(text[start:end]) > _indent(previous) + 1:
        return True
    if _indent(previous) > _indent(text[start:end]) + 1:
        return False
    # A headline stands on the first line, in capitals or without a stop, and the body follows at once.
    if i == 1 and (previous.isupper() or not _TERMINAL.search(previous)) and text[start:end].lstrip()[:1].isupper():
        # In copy set in capitals a full first line is no headline but the dateline.
        return not text[start:end].isupper() or len(previous) < CAPITALS_WIDTH
    width = max(b - a for a, b in lines[max(0, i - 12) : i + 12])
    return bool(_TERMINAL.search(previous)) and (before - lines[i - 1][0]) < width * 0.7


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _is_heading(line: str) -> bool:
    """A short line that ends in no full stop; a question or a quotation may be one."""
    if line.lstrip().startswith("#"):
        return True
    return (
        len(line) <= HEADING_LENGTH
        and not re.search(r"[.;,][\"'”’)\]]*+$", line.rstrip())
        and not line.rstrip().endswith(":")
    )


def _is_furniture(line: str, vocabulary: BoilerplateVocabulary) -> bool:
    plain = line.strip().lower().replace("\u2019", "'")
    bare = plain.strip(" .!?:*#>|-–—…»")
    if not bare or bare in vocabulary.lines or plain.startswith(vocabulary.prefixes):
        return True
    return len(line) <= FURNITURE_LENGTH and any(words in plain for words in vocabulary.inside)


def _starts_furniture(line: str, vocabulary: BoilerplateVocabulary) -> bool:
    plain = line.strip().lower().replace("\u2019", "'").strip("#*= ")
    if len(plain) > SECTION_LENGTH:
        return False
    if re.match(r"\d{1,4} (?:comments?|thoughts?|responses?|replies)(?: (?:to|on)\b|$)", plain):
        return True
    return any(
        plain.rstrip(" .:!") == words or (plain.startswith(words) and not _TERMINAL.search(plain))
        for words in vocabulary.sections
    )


def split_sentences(text: str, blocks: tuple[Block, ...]) -> Iterator[Sentence]:
    """Sentences of all blocks but furniture, in text order; tokens are left to ``parse``."""
    index = 0
    for block in blocks:
        if block.kind is BlockKind.BOILERPLATE:
            continue
        for sentence in _sentences(text, block):
            for start, end in _stretches_within(text, *sentence):
                yield Sentence(index, block, start, end, text[start:end])
                index += 1


def _stretches_within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence whole, or, where it is too long to be one, cut behind commas and semicolons where it has any."""
    # No word is shorter than a character: most sentences need no count.
    tokens = tokenize(text[start:end], start) if end - start > SENTENCE_LENGTH else ()
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
    bullet = _BULLET.match(text, block.start, block.end)
    start = (
        bullet.end()
        if bullet and block.kind in (BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.HEADLINE)
        else block.start
    )
    for boundary in _BOUNDARY.finditer(text, start, block.end):
        stop = boundary.end()
        if _ends_sentence(text, start, boundary.start(), stop, block.end):
            yield start, stop
            start = stop
            while start < block.end and text[start].isspace():
                start += 1
    if start < block.end:
        yield start, block.end


def _ends_sentence(text: str, start: int, mark: int, stop: int, limit: int) -> bool:
    follower = text[stop : stop + 40].lstrip()[:2]
    if not follower or stop >= limit:
        return False
    if follower[0].islower():
        return False
    if text[mark] == "." and stop - mark == 1:
        before = text[max(start, mark - 24) : mark + 1]
        if _ABBREVIATION.search(before):
            return bool(_MAY_END.search(before) and _STARTER.match(text, stop))
        if follower[0].isdigit() and re.search(r"(?:^|\s)\d{1,2}\.$", before):
            return False
    return True
