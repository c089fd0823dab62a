"""The place that the label of a row names though no gazetteer has it: "Arlesk: 2 wounded", "| Arlesk | 14 | 51 |" under "District"."""

from __future__ import annotations

from claimx.lexicon.places import Rank
from claimx.models import Document, NodeKind, PlaceMention, Sentence

# Words of an opening or a column's head that tell that its rows are places.
_PLACES = frozenset(
    "area areas city cities commune communes communities community county counties department departments district districts "
    "governorate governorates location locations locality localities municipalities municipality oblast oblasts place places "
    "province provinces raion region regions sector settlement settlements state states town towns township townships village villages".split()
)
_MARKS = frozenset(":-\u2013\u2014|")
# Rows that sum up the others.
_SUMS = frozenset(
    "total totals all overall sum subtotal other others elsewhere unknown unspecified nationwide countrywide".split()
)
# Words of a village's name.
_NAME = 3
# The rows of a list stand so close that a line between two of them is one too.
_NEAR = 2
# An opening stands so many lines above the last of its rows that are asked, and speaks of towns at its end.
_ABOVE, _ENDING = 6, 6


def labelled_place(document: Document, index: int) -> PlaceMention | None:
    """The label of a row or a line as a place, where its column, its opening or a row beside it tells that such labels are places."""
    sentence = document.sentences[index]
    table = document.layout.within(index, NodeKind.TABLE)
    last = _label_end(document, index, bars=table is not None)
    if last is None:
        return None
    told = _headed(document, table.first) if table is not None and table.first != index else _told(document, index)
    if not told:
        return None
    phrase = sentence.phrase(_first(sentence), last)
    return PlaceMention(phrase, sentence.slice(phrase), None, int(Rank.TOWN), "at")


def _first(sentence: Sentence) -> int:
    return 1 if sentence.tokens[0].text == "|" else 0


def _label_end(document: Document, index: int, *, bars: bool) -> int | None:
    """The token behind a label of capital words that are nothing else: no side, no people, no loss, no source, no sum."""
    sentence, mentions = document.sentences[index], document.mentions[index]
    if not sentence.tokens or sentence.start - sentence.block.start > _NAME:
        return None
    first, tokens = _first(sentence), sentence.tokens
    last = first
    while (
        last < len(tokens) and last - first < _NAME and tokens[last].text.isalpha() and tokens[last].text[0].isupper()
    ):
        last += 1
    marked = last < len(tokens) and (tokens[last].text in _MARKS or (bars and tokens[last].text[0].isdigit()))
    if last == first or not marked or not _SUMS.isdisjoint(sentence.lowers()[first:last]):
        return None
    spans = [
        *(item.phrase for item in mentions.items),
        *(loss.phrase for loss in mentions.losses),
        *(party.phrase for party in mentions.parties),
        *(date.phrase for date in mentions.dates),
        *(one.source for one in mentions.attributions if one.source is not None),
    ]
    return None if any(span.first < last for span in spans) else last


def _headed(document: Document, head: int) -> bool:
    """True where the first column of a table holds places."""
    words = document.sentences[head].text.strip("| ").split("|")[0].split("\t")[0].lower().split()
    return not _PLACES.isdisjoint(words)


def _told(document: Document, index: int) -> bool:
    """True where the opening of the list speaks of towns, or the line beside this one is labelled with a known place."""
    sentences = document.sentences
    for lead in document.layout.leads(index):
        if not _PLACES.isdisjoint(sentences[lead].lowers()):
            return True
    return _told_beside(document, index, -1) or _told_beside(document, index, 1)


def _told_beside(document: Document, index: int, step: int) -> bool:
    """True where the lines above or below are labelled too, and one of them with a known place, or a line about towns opens them."""
    sentences = document.sentences
    for i in range(index + step, index + step * (_ABOVE + 1), step):
        if not 0 <= i < len(sentences) or abs(sentences[i].block.index - sentences[i - step].block.index) > _NEAR:
            return False
        if _label_end(document, i, bars=False) is None:
            return step < 0 and not _PLACES.isdisjoint(sentences[i].lowers()[-_ENDING:])
        if any(place.phrase.first == _first(sentences[i]) for place in document.mentions[i].places):
            return True
    return False
