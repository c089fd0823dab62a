"""What shape a line has: a bullet, a heading, a row of a list, a row of a table."""

from __future__ import annotations

import re

# A heading or title is at most this long; longer lines without a full stop are still prose.
HEADING_LENGTH = 140
# A row of a list is a label, a number and what a bracket adds; "Tanks (15, of which destroyed: 9, ...)" is the longest.
ROW_LENGTH = 200

BULLET = re.compile(
    r"\s*+(?:(?:--|[*•‣▪●◦·∙■□➢➤►▶✔✅–—‒-])\s++|(?:[\u2190-\u2bff\U0001F1E6-\U0001FAFF]\ufe0f?){1,2}\s*+|\(?\d{1,2}[.)]\s++|#{1,6}\s++)"
)
# "tanks - 3804 (+2),": a line of a list puts a noun before its number.
LISTED = re.compile(
    r"[^\d\n]{2,80}[-–‒—:=]\s?(?:about |approximately |around |up to |some |more than |at least |~ ?|≈ ?)?[+~≈]?\d"
)
# The pieces of a line, each with the letter of its kind: numbers, words, what parts a label from its number, brackets, joints, marks.
_PIECE = re.compile(
    r"(?P<N>[+~≈>↑]?[ ]?\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+(?!\d)|[+~≈>↑]?\d+(?:\.\d+)?(?![\w-]))"
    r"|(?P<W>\w[\w'’.-]*)"
    r"|(?P<S>--|\.{2,}+|[-–—‒−:=…\t])"
    r"|(?P<B>[(\[][^()\[\]]{0,200}[)\]])"
    r"|(?P<G>[,/&])"
    r"|(?P<X>[^\s])"
)
# The longest row that is read: a model line of a catalogue goes on with hundreds of brackets that all look alike.
_PIECES = 40
_FIGURE = re.compile(r"\d")
# Rows as the letters of their pieces: "tanks - about 3804 (+2)", "tanks 3804 (+2)", "3804 tanks (+2)".
_ROWS = re.compile(r"[WBG]{1,12}S{1,2}W{0,3}N|[WBG]{1,8}N+B*[GX]?$|W{0,3}N[WB][WBG]{0,11}N?S?B*[GX]?$")
# "3 tanks": a number before its noun, alone behind a day or beside others: "13 May: 241 soldiers, 3 tanks and 2 lorries".
_COUNTS = re.compile(r"W{0,3}N(?:[WB]{1,7}(?:GW{0,2})?N){0,12}[WB]{1,7}B*[GX]?$")
# What such a line of news has and a row of counts has not.
_PLACING = frozenset("in at on near by as for from to of amid during with over under into against".split())
# "Frigates: five".
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty none".split()
)
# "2018: 44"; a dash would make it a span of years.
_YEAR = re.compile(r"(?:19|20)\d\d ?: ?\d[\d,.]{0,10}$")
# "12: tanks".
_AHEAD = re.compile(r"W{0,2}NS[WBG]{1,8}$")
_TALLIED = re.compile(r"[(\[:=–—-]\s*\d[\d ,.\u00a0]*[,;:(]?\s*of which\b", re.IGNORECASE)
# "12 T-72B3: (1, destroyed) (2, captured)": a model, its number, and what photographs show.
_MODELS = re.compile(r"\d{1,5} [^:\n]{2,80}: ?\(")
# A row's unit may say what became of them: "about 20 100 persons were liquidated".
_FATES = frozenset("liquidated eliminated killed destroyed neutralised neutralized wounded dead".split())
# Words of the longest label with its unit.
_WORDS = 16
_GROWN = re.compile(r"\d ?[(\[][+↑] ?\d")
# A sentence has a verb: "12 soldiers were killed" is no row.
_VERBS = frozenset(
    "was were is are has have had been be said says will would could may who which that after when while killed, he she they it".split()
)
# An outlet behind the last sentence of a digest's item: "(Reuters)", "[AFP]", "(Daily Trust) (BBC)".
_CITED = re.compile(r"[.!?][\"'”’]?\s*(?:[(\[][^()\[\]\n]{2,60}[)\]][ ,;]*)+\.?$")
# Outlets at an item's end take up so many characters at most.
_CITATION = 300
# "14.03.2024", "March 14, 2024", "as of 14 March": a line that dates what stands below.
_DATE = re.compile(
    r"(?:as of |for |on |day \d+[,:]? ?)?(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{4}-\d\d-\d\d|(?:[A-Z][a-z]+day,? )?(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?)(?:,? \d{4})?)[.:]?$",
    re.IGNORECASE,
)
# Two bars or tabs make three cells: one may stand in any line.
_BARS = 2


def is_bullet(line: str) -> bool:
    """True for a line that begins with a bullet, a dash, a number or a picture."""
    return not line.startswith("#") and BULLET.match(line) is not None


def is_share(line: str) -> bool:
    """True for a share of the total that the opening of a list tells: "3 – over the capital, two of them over its port"."""
    return _SHARE.match(line) is not None


_SHARE = re.compile(r"\d{1,6} [-–—] [a-z]")


def is_row(line: str) -> bool:
    """True for a row of a list: a label and its number, in either order, and no sentence.

    >>> [is_row(line) for line in ("Tanks — 7100 (+4)", "7100 tanks (+4)", "MLRS 341", "12 people were killed.")]
    [True, True, True, False]
    """
    if is_table_row(line):
        return True
    head = line[:ROW_LENGTH]
    if _FIGURE.search(head) is None and head.rstrip().rpartition(" ")[2].lower() not in _NUMBERS:
        return False
    bullet = BULLET.match(head)
    bare = (head[bullet.end() :] if bullet and not line.startswith("#") else head).strip()
    labelled = label_end(bare)
    if labelled and _is_counts(bare[labelled:].strip(), labelled=True):
        return True
    if _TALLIED.search(bare):
        return True
    if bare.endswith(":"):
        return False  # "In the past 24 hours the army lost:"
    if len(line) > ROW_LENGTH and not _MODELS.match(bare):
        return False
    if _YEAR.match(bare):
        return True
    kinds, pieces = _kinds(bare)
    if kinds.endswith("SW") and pieces[-1][0].lower() in _NUMBERS:
        kinds = kinds[:-1] + "N"
    if not (_ROWS.match(kinds) or _AHEAD.match(kinds)):
        return _is_counts(bare, labelled=False)
    words = [match[0].lower().rstrip(".") for match in pieces if match.lastgroup == "W"]
    # "personnel - about 20 100 persons were liquidated" is a row; "12 people were killed" is none.
    fate = bool(words) and words[-1] in _FATES and re.match(r"[WBG]+S", kinds) is not None
    return _VERBS.isdisjoint(words[:-2] if fate else words) and len(words) <= _WORDS


def _kinds(line: str) -> tuple[str, list[re.Match[str]]]:
    """The pieces of a line, and the letters of their kinds."""
    pieces = [match for _, match in zip(range(_PIECES), _PIECE.finditer(line), strict=False)]
    return "".join(match.lastgroup or "" for match in pieces), pieces


def _is_counts(line: str, *, labelled: bool) -> bool:
    """True for counts side by side, each before its noun, or for one behind a day; prepositions show news."""
    kinds, pieces = _kinds(line)
    if not _COUNTS.match(kinds) or line.endswith("."):
        return False
    words = [match[0].lower() for match in pieces if match.lastgroup == "W"]
    return (labelled or kinds.count("N") > 1) and (_VERBS | _PLACING).isdisjoint(words) and len(words) <= _WORDS


def stands_alone(line: str) -> bool:
    """True for a row that is one even without another beside it: a total with its parts, or with what it grew by."""
    return _TALLIED.search(line[:ROW_LENGTH]) is not None or _GROWN.search(line[:ROW_LENGTH]) is not None


def is_date(line: str) -> bool:
    """True for a line that is a day and no more."""
    return len(line) <= 40 and _DATE.match(line.strip("# *")) is not None


def is_heading(line: str) -> bool:
    """A short line that ends in no full stop; a question or a quotation may be one."""
    if line.lstrip().startswith("#"):
        return True
    return (
        len(line) <= HEADING_LENGTH
        and not ends_cited(line)
        and not re.search(r"[.;,][\"'”’)\]]*+$", line.rstrip())
        and not line.rstrip().endswith(":")
    )


def ends_cited(line: str) -> bool:
    """True for prose that ends on the outlets which told it, behind the full stop."""
    return _CITED.search(line[-_CITATION:].rstrip()) is not None


def is_table_row(line: str) -> bool:
    """True for a row of a table drawn with bars, or with tabs."""
    return line.count("|") >= _BARS or line.strip().count("\t") >= _BARS


# "March 4:", "Monday, 5 May -", "10:32 GMT", "[11:05]": a day or a time that opens an entry.
_LABEL = re.compile(
    r"[\[(*]{0,3}(?:(?:\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?(?:GMT|UTC|CET|EST|EDT|IST|local time))?)"
    r"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ?)?(?:(?:\d{1,2}(?:st|nd|rd|th)?(?:[-–]\d{1,2})? )?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
    r"(?: \d{1,2}(?:st|nd|rd|th)?(?:[-–]\d{1,2})?)?(?:,? \d{4})?)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)[\])*]{0,3} ?(?:[:\u2013\u2014|]|--? |$)",
    re.IGNORECASE,
)


def is_label(line: str) -> bool:
    """True for a line that opens with a day or a time set off from what follows."""
    return label_end(line) > 0


def label_end(line: str) -> int:
    """The offset behind the day or time that opens a line, with its mark; 0 where none does."""
    bullet = BULLET.match(line)
    found = _LABEL.match(line, bullet.end() if bullet else 0)
    return found.end() if found else 0
