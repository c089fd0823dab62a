"""The words of a scraped text without what a scraper left in them, and the way back to the text as read.

Reading sees the plain text. Offsets of records are those of the text as read: every edit keeps a map of where its characters
stood. A text that holds no such remains is its own plain text and costs one look.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from functools import cache

from claimx.offsets import Plain, Runs

# Soft hyphens, zero-width characters, marks of direction and the byte order mark: nobody sees them, and they split words.
_HIDDEN = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_HIDDEN_CHARACTERS = "".join(
    map(chr, (0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF))
)
# Tags that end a line, and those that only dress words. Other words in angle brackets are the text's own.
_LINES = "p|div|ul|ol|li|h1|h2|h3|h4|h5|h6|tr|table|tbody|thead|blockquote|section|article|figure|figcaption|hr|header|footer"
_LINE_TAGS = frozenset(_LINES.split("|"))
_CELLS = "td|th"
_DRESS = "b|i|u|s|em|strong|a|span|font|small|big|sup|sub|mark|abbr|cite|q|img|code|time|label|center"
# An attribute list is longer only where a picture is written out as text.
_TAG = rf"<(?P<close>/?)(?P<name>{_LINES}|{_CELLS}|{_DRESS}|br)\b[^<>]{{0,1000}}>"
_URL = r"\((?:https?:|www\.|mailto:|/|#)[^()\s]{0,1000}(?:\([^()\s]{0,100}\)[^()\s]{0,200})?(?: \"[^\"\n]{0,200}\")?\)"
# Each kind of remains with the characters one of which it must hold: a text without them is not searched for it.
_KINDS = (
    (_HIDDEN_CHARACTERS, rf"[{_HIDDEN}]+"),
    ("<", rf"<!--[^<>]{{0,2000}}-->|(?i:{_TAG})"),
    ("&", r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});"),
    ("[", rf"!\[(?=[^\[\]\n]{{0,300}}\]{_URL})|\[(?=[^\[\]\n]{{1,300}}\]{_URL})|\]{_URL}"),
    ("*", r"\*{1,3}"),
    ("_", "__"),
    (">", r">(?:[ \t]?>)*[ \t]?"),
    ("\u00e2", "\u00e2\u20ac[\u02dc\u2122\u0153\u009d\u201c\u201d\u00a6\u00a2]?"),
    ("\u00c2", r"\u00c2(?=[\s\u00a3\u00ab\u00bb])"),
)
# What Windows made of the bytes of quotation marks and dashes.
_MOJIBAKE = {
    "\u00e2\u20ac\u02dc": "\u2018", "\u00e2\u20ac\u2122": "\u2019", "\u00e2\u20ac\u0153": "\u201c", "\u00e2\u20ac\u009d": "\u201d",
    "\u00e2\u20ac\u201c": "\u2013", "\u00e2\u20ac\u201d": "\u2014", "\u00e2\u20ac\u00a6": "\u2026", "\u00e2\u20ac\u00a2": "\u2022",
    "\u00e2\u20ac": "\u201d",
}  # fmt: skip
# Words that open a sentence: one that follows a small letter without a blank begins what the scraper glued on.
_OPENERS = (
    "The|At|A|An|In|On|It|He|She|They|We|This|That|These|Those|But|And|After|Before|As|For|More|Two|Three|Four|Five|Six"
    "|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen|Fourteen|Fifteen|Twenty|Dozens|Hundreds|Several|Nearly|About|Read"
)
# One class holds the characters that tell of any branch, and each branch looks back at its own: all others are passed over quickly.
_GLUED = re.compile(
    r"[.!?A-Z\d\u2010-\u2014-](?:"
    r"(?<=[.!?])(?=[\"\u201d\u2019)]?[A-Z\u201c])[\"\u201d\u2019)]?"
    r"|(?<=[a-z0-9][A-Z])(?=[a-z]*[ \t\u00a0])"
    r"|(?<=[a-z]\d)\d*+"
    r"|(?<=[-\u2010\u2011\u2013\u2014\u2012])(?=\d{1,3}(?:[ ,.\u00a0]?\d{3})*[ \u00a0]?[(\[][+\u2191-][ ]?\d)"
    r"|(?<=[-\u2010])(?:\r\n?|\n)[ \t]*"
    r")"
)
_OPENER = re.compile(rf"(?:{_OPENERS})(?=[ \t\u00a0])")
_LETTERS = re.compile(r"[^\W\d_]++")
_HIDDEN_ONE = re.compile(rf"[{_HIDDEN}]")
# A mark of quotation stands at most so far from the beginning of its line.
_INDENT = 8
# The first half of a compound has four letters at least, but for the words below.
_WORD = 4
# A compound keeps its hyphen where a line ends on it; any other word was cut there.
_FIRST_HALVES = frozenset(
    "long short medium high low well ill self half anti non pro pre post ex mid multi north south east west north-east all air ground "
    "surface sea ship car road roadside state government government military police family first second third two three four five "
    "six seven eight nine ten one single double triple twin early late light heavy full part cross counter vice semi cease hard fire "
    "so by far off on old young new year day week month man".split()
)
_SECOND_HALVES = frozenset(
    "based led backed held made run owned range term year old day week month hour man woman son law general in up out off down fire "
    "launched borne born related linked wing level scale affiliated occupied controlled allied propelled tank aircraft air known called".split()
)


def read_plain(text: str) -> Plain:
    r"""The text without tags, entities, marks of Markdown, hidden characters and the like.

    >>> plain = read_plain("At least <b>12</b> civil\u00adians died.")
    >>> plain.text, plain.span(9, 21)
    ('At least 12 civilians died.', (12, 29))
    """
    out = Plain(text)
    present = _hidden_in(text) | {marks for marks, _ in _KINDS[1:] if marks in text}
    passes = [(_remains_pattern(frozenset(present)), _remains)] if present else []
    for pattern, edit in (*passes, (_GLUED, _glued)):
        edited = _edited(out.text, pattern, edit)
        if edited is not None:
            out = Plain(edited[0], (*out.passes, edited[1]))
    return out


def _hidden_in(text: str) -> set[str]:
    return set() if text.isascii() or _HIDDEN_ONE.search(text) is None else {_HIDDEN_CHARACTERS}


@cache
def _remains_pattern(present: frozenset[str]) -> re.Pattern[str]:
    """One pattern for the kinds of remains that a text may hold."""
    return re.compile("|".join(pattern for marks, pattern in _KINDS if marks in present))


# What stands instead of a stretch of the text.
Edit = tuple[int, int, str]


def _edited(
    text: str, pattern: re.Pattern[str], edits_of: Callable[[re.Match[str]], Sequence[Edit]]
) -> tuple[str, Runs] | None:
    """The text with the edits that each match asks for, and its map; None where nothing changes."""
    parts: list[str] = []
    at, source, width = [0], [0], [1]
    length = done = 0
    for match in pattern.finditer(text):
        for start, end, new in edits_of(match):
            parts.append(text[done:start])
            length += start - done
            for i, character in enumerate(new):
                at.append(length)
                source.append(start if i == 0 else end)
                # One character stands for all that it replaces; further ones stand nowhere in the text as read.
                width.append(0 if i or start == end else -(end - start))
                parts.append(character)
                length += 1
            at.append(length)
            source.append(end)
            width.append(1)
            done = end
    if len(at) == 1:
        return None
    parts.append(text[done:])
    return "".join(parts), Runs(tuple(at), tuple(source), tuple(width))


def _remains(match: re.Match[str]) -> Sequence[Edit]:
    words = match[0]
    first = words[0]
    text, start, end = match.string, match.start(), match.end()
    new: str | None = ""
    if first == "<":
        new = _tag(match["name"].lower(), closes=bool(match["close"])) if match["name"] else ""
    elif first == "&":
        plain = html.unescape(words)
        new = None if plain == words else plain.strip(_HIDDEN_CHARACTERS)
        if plain == ">" and text[end : end + 1].isspace() and _quotes(text, start, end + 1):
            new = ""
    elif first == "*":
        new = _emphasis(text, start, end)
    elif first == "_":
        new = "" if _touches(text, start, end) else None
    elif first == ">":
        new = "" if _quotes(text, start, end) else None
    elif first == "\u00e2":
        new = _MOJIBAKE.get(words)
    elif text[start - 1 : start].isdigit() and text[end : end + 1].isdigit():
        new = None  # a number that a soft hyphen cuts in two is none
    return [] if new is None else [(start, end, new)]


def _quotes(text: str, start: int, end: int) -> bool:
    """True for a mark of quotation at the beginning of a line; ">12" without a blank says "more than 12"."""
    before = text[max(0, start - _INDENT) : start]
    line = before[before.rfind("\n") + 1 :]
    begins = (len(line) < len(before) or start < _INDENT) and not line.strip()
    return begins and (text[end - 1].isspace() or not text[end : end + 1].isdigit())


def _tag(name: str, *, closes: bool) -> str:
    if name == "br":
        return "\n"
    if name in ("td", "th"):
        return "\t" if closes else ""
    if name == "li":
        return "\n" if closes else "\n\u2022 "
    return "\n" if name in _LINE_TAGS else ""


def _touches(text: str, start: int, end: int) -> bool:
    """True where a mark stands at one edge of a word: not alone, and not between two letters."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return (not before.isalnum() and bool(after.strip())) or (bool(before.strip()) and not after.isalnum())


def _emphasis(text: str, start: int, end: int) -> str | None:
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if end - start == 1:
        opens = after.isalnum() and not before.isalnum()
        closes = (before.isalnum() or before in ".,!?)") and bool(before) and not after.isalnum()
        return "" if opens or closes else None
    return "" if before.strip() or after.strip() else None


def _glued(match: re.Match[str]) -> Sequence[Edit]:
    words = match[0]
    text, start, end = match.string, match.start(), match.end()
    first = words[0]
    if first in ".!?":
        return [(end, end, " ")] if _ends_glued(text, start, end) else []
    if first.isdigit():
        return _number(text, start, end)
    if words[-1:].isspace():
        hyphen = _broken(text, start, end)
        return [] if hyphen is None else [(start, end, hyphen)]
    if first.isalpha():
        before = text[max(0, start - 4) : start]
        # "12 March 2024At least": a year ends what stands above, as a word of three letters does.
        opens = re.fullmatch(r"\d{4}|\w[a-z]{3}", before) and _OPENER.match(text, start)
        return [(start, start, "\n\n")] if opens else []
    # "APV-12948(+16)": the dash of a row, not of a designation.
    return [(start, start, " "), (end, end, " ")] if text[max(0, start - 1) : start].isalpha() else []


def _ends_glued(text: str, start: int, end: int) -> bool:
    """True for a full stop without a blank behind it; not for "U.S.Army", "Node.JS"."""
    before, after = text[max(0, start - 3) : start], text[end : end + 2]
    ended = len(before) == 3 and (before[-1].isdigit() or (before.isalpha() and before[-2:].islower()))
    return ended and (after[:1] == "\u201c" or (after[:1].isupper() and (after[1:].islower() or after == "A ")))


def _number(text: str, start: int, end: int) -> Sequence[Edit]:
    """A number that the scraper glued to the word before or behind it: "Killed12Wounded30"."""
    before, after = text[max(0, start - 4) : start], text[end : end + 4]
    if not (len(before) == 4 and before.isalpha() and before[1:].islower()):
        return []
    right = len(after) == 4 and after.isalpha() and after[0].isupper() and after[1:].islower()
    return [(start, start, " "), (end, end, ", ")] if right else [(start, start, " ")]


def _broken(text: str, start: int, end: int) -> str | None:
    """What joins a word cut at the end of a line: its hyphen where it is a compound, else nothing; None where none is cut."""
    # Read backwards, the first half begins where the line ends.
    left = _LETTERS.match(text[max(0, start - 30) : start][::-1])
    right = _LETTERS.match(text[end : end + 30])
    if left is None or right is None or not left[0][0].islower() or not right[0][0].islower():
        return None
    first = left[0][::-1]
    # "kil-led" is no compound: what stands before "led" is a word of its own.
    compound = first.lower() in _FIRST_HALVES or (right[0] in _SECOND_HALVES and len(first) >= _WORD)
    return "-" if compound else ""
