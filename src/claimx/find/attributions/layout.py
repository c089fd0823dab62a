"""Attributions by layout: "12 dead: police", "Police: 12 dead", "12 dead in blast - Monitor", table rows headed by a source."""

from __future__ import annotations

from claimx.find.attributions.sources import Reader, Source
from claimx.find.attributions.words import COUNTS, QUOTES
from claimx.models import Attribution, BlockKind
from claimx.schema import Mode, SourceType

_MARKS = frozenset({":", "-", "–", "—", "--", "|"})
# A source set off by a mark is short: "police", "UN migration agency", "Gaza Health Ministry officials".
_LONGEST = 6
# Bodies that are as often the scene as the speaker ("Florida club: 49 killed").
_PLACES = frozenset({"aid", "research-body", "hospital", "armed-people"})
_LONGEST_NAME = 3
_HEADS = frozenset({BlockKind.HEADLINE, BlockKind.HEADING})


def find_layout(reader: Reader) -> list[Attribution]:
    """The attribution that a headline's or a table row's layout makes, if any."""
    sentence, tokens = reader.sentence, reader.tokens
    heading = sentence.block.kind in _HEADS or (sentence.index == 0 and tokens[-1].text not in (".", "!", "?"))
    n = len(tokens)
    if not heading:
        one = _bracketed(reader) or _before_count(reader)
        return [one] if one is not None else []
    for i in range(max(1, n - _LONGEST - 1), n - 1):
        if tokens[i].text in _MARKS and tokens[i - 1].space:
            source = _speaker(reader, i + 1, n)
            if source:
                return [_attribution(reader, source, i, ((0, i),), "attribution.headline")]
        if tokens[i].text == ":":
            source = _speaker(reader, i + 1, n)
            if source:
                return [_attribution(reader, source, i, ((0, i),), "attribution.headline")]
    for i in range(1, min(_LONGEST + 1, n - 2)):
        if tokens[i].text == ":":
            source = _speaker(reader, 0, i)
            if source:
                return [_attribution(reader, source, i, ((i + 1, n),), "attribution.headline")]
            # "Zelensky: 12 killed": a speaker if the article has a person of that name, else a place.
            name = reader.read(0, i)
            if (
                name
                and i <= _LONGEST_NAME
                and all(t.text[0].isupper() for t in tokens[:i])
                and not any(k in reader.at for k in range(i))
            ):
                return [_attribution(reader, name, i, ((i + 1, n),), "attribution.headline-name")]
            break
    last = reader.by_last.get(n)
    if (
        last is not None
        and last.value.form in ("person", "people", "body")
        and tokens[last.first].text[0].isupper()
        and last.first > 3
        and not last.value.cased
        and reader.is_nominal(last.first - 1)
        and not tokens[last.first - 1].text[0].isupper()
    ):
        source = reader.read(last.first, n)
        if source:
            return [_attribution(reader, source, last.first, ((0, last.first),), "attribution.headline")]
    return []


def _bracketed(reader: Reader) -> Attribution | None:
    """A medium alone in brackets at the end: "Two killed near the well" (AFP)."""
    tokens, n = reader.tokens, len(reader.tokens)
    last = n - 1
    while last > 0 and (tokens[last].text in (".", ";") or tokens[last].text in QUOTES):
        last -= 1
    match = reader.by_last.get(last) if last >= 3 and tokens[last].text == ")" else None
    if (
        match is None
        or match.value.type is not SourceType.MEDIA
        or not match.value.cased
        or tokens[match.first - 1].text != "("
        or match.first < 3
    ):
        return None
    source = reader.read(match.first, match.last)
    return (
        _attribution(reader, source, match.first - 1, ((0, match.first - 1),), "attribution.bracketed")
        if source is not None
        else None
    )


def _before_count(reader: Reader) -> Attribution | None:
    """A body, a colon and a count: "Burundi's army: 10 dead"."""
    tokens, n = reader.tokens, len(reader.tokens)
    mark = next((i for i in range(1, min(_LONGEST + 1, n - 2)) if tokens[i].text == ":"), None)
    if mark is None or not (
        tokens[mark + 1].text[0].isdigit() or tokens[mark + 1].pos == "NUM" or tokens[mark + 1].lower in COUNTS
    ):
        return None
    source = _speaker(reader, 0, mark)
    if source is None or reader.by_last[source.phrase.last].value.form not in ("body", "people", "outlet"):
        return None
    return _attribution(reader, source, mark, ((mark + 1, n),), "attribution.headline")


def _speaker(reader: Reader, first: int, last: int) -> Source | None:
    source = reader.read(first, last)
    if source is None or source.form in ("pronoun", "other", "name", "document"):
        return None
    head = reader.by_last.get(source.phrase.last)
    if (
        head is None
        or head.value.id in _PLACES
        or source.phrase.last - source.phrase.first > _LONGEST
        or any(reader.is_verbal(i) for i in range(first, last))
    ):
        return None
    return source


def find_row(reader: Reader) -> list[Attribution]:
    """A table row whose first cell names a survey, a ministry, an agency."""
    tokens = reader.tokens
    if tokens[0].text != "|":
        return []
    bar = next((i for i in range(1, len(tokens)) if tokens[i].text == "|"), None)
    if bar is None or bar + 1 == len(tokens):  # a row of one cell states nothing
        return []
    cell = [i for i in range(1, bar) if tokens[i].text != "*"]
    if not cell or not tokens[cell[0]].text[0].isupper() or not any(i in reader.at for i in cell):
        return []
    source = reader.read(cell[0], cell[-1] + 1)
    if source is None:
        return []
    phrase = reader.sentence.phrase(cell[0], cell[-1] + 1)
    name = " ".join(reader.sentence.slice(phrase).split())
    return [
        Attribution(
            phrase,
            name,
            reader.sentence.phrase(bar, bar + 1),
            "layout",
            ((bar + 1, len(tokens)),),
            Mode.HEADING,
            "attribution.row",
            False,
            source.type,
        )
    ]


def _attribution(
    reader: Reader, source: Source, mark: int, content: tuple[tuple[int, int], ...], rule: str
) -> Attribution:
    return reader.attribute(source, (mark, mark + 1), "layout", content, Mode.HEADING, rule)
