"""Where a report was written: the place, the day and the agency that open it, before its first word."""

from __future__ import annotations

from claimx.dateline import DASHES, LENGTH, capitals_end, is_capitals
from claimx.models import BlockKind, Mentions

# Further down a place before a colon or a dash is a row's label: "Kharkiv region: two dead".
_OPENING = 4
# An agency's name in brackets has at most so many words: "(Adamawa, Nigeria)", "(NNN-XINHUA - 30th Apr, 2024)".
_AGENCY = 14
# A town and its country have so many words and commas: "BUENOS AIRES, ARGENTINA,".
_TOWN = 8
# "Lima: The police said …": a town and a colon before so many words open a report; fewer are a row's.
_REPORT = 12
_MARKS = frozenset({",", ";", ".", "/"})


def dateline_end(mentions: Mentions) -> int:
    """The token after a sentence's dateline ("PERRY, Fla. (AP) —", "Lima, 4 Jun (EFE) -- [Text]"), 0 where it has none."""
    sentence = mentions.sentence
    if not sentence.tokens:
        return 0
    return capitals_end(sentence.tokens) or _named_end(mentions)


def _named_end(mentions: Mentions) -> int:
    """The token after the mark that closes a stretch of nothing but places, days and an agency at a text's opening."""
    sentence = mentions.sentence
    if sentence.block.kind is not BlockKind.PARAGRAPH or sentence.start != sentence.block.start:
        return 0
    tokens = sentence.tokens[: LENGTH + _AGENCY]
    days = [one.phrase for one in mentions.dates]
    covered = {i for one in (*(p.phrase for p in mentions.places), *days) for i in range(one.first, one.last)}
    bracketed = tokens[0].text == "("  # "(Nairobi) - The army"
    known = any(one.phrase.first == bracketed for one in mentions.places) or is_capitals(tokens[0].text)
    if any(one.covers(0) for one in days):
        return 0  # "9 August 1998 - Galle - a boat sank": the day of an entry
    agency = dated = False
    i = 0
    while i < len(tokens) - 1:
        text = tokens[i].text
        if text == "(":
            close = next((j for j in range(i + 1, min(i + _AGENCY, len(tokens))) if tokens[j].text == ")"), 0)
            if not close:
                return 0
            agency = True
            i = close + 1
            continue
        if i and (text in DASHES or text == ":"):
            marked = agency or dated or sentence.index < _OPENING
            told = len(sentence.tokens) - i > _REPORT and "here" not in sentence.lowers()
            parted = tokens[i - 1].space or (
                text == ":" and (agency or is_capitals(tokens[0].text) or (i == 1 and told))
            )
            return i + 1 if marked and parted and (known or dated) else 0
        if i in covered:
            dated = dated or any(one.covers(i) for one in days)
        elif text not in _MARKS and (agency or not _is_town(text, i, dated)):
            return i if agency and tokens[i - 1].text == ")" and (known or dated) else 0
        i += 1
    return 0


def _is_town(word: str, i: int, dated: bool) -> bool:
    """True for a word that may name the town before the day, whatever the finder of places makes of it."""
    return i == 0 or word.isupper() or (not dated and i < _TOWN and word[0].isupper())
