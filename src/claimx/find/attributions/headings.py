"""Attributions by layout: "12 dead: police", "Police: 12 dead", "12 dead in blast - Monitor", table rows headed by a source."""

from __future__ import annotations

from claimx.find.attributions.sources import Reader, Source
from claimx.find.attributions.words import COUNTS
from claimx.lexicon.attributions import AttributionEntry
from claimx.lexicon.match import Match
from claimx.models import Attribution, BlockKind, Token
from claimx.schema import Mode

# A source set off by a mark is short: "police", "UN migration agency", "Gaza Health Ministry officials".
_LONGEST = 6
# Bodies that are as often the scene as the speaker ("Florida club: 49 killed").
_PLACES = frozenset({"aid", "research-body", "hospital", "armed-people"})
_LONGEST_NAME = 3
# What a headline tells has a subject, a verb and a number.
_SHORTEST = 3
# What a dash becomes in a page read with the wrong encoding, or typed on a plain keyboard.
_LOST = frozenset("\ufffd~•·_")
_HEADS = frozenset({BlockKind.HEADLINE, BlockKind.HEADING})


def find_heading(reader: Reader) -> list[Attribution]:
    """The attribution that a headline's marks make, or elsewhere a body before a colon and a count ("Burundi's army: 10 dead")."""
    sentence, tokens = reader.sentence, reader.tokens
    opening = _opening(reader)
    if opening is not None:
        return [opening]
    bracketed = _bracketed(reader)
    if bracketed is not None:
        return [bracketed]
    # Behind a bar stands the publisher: "Nine dead, says monitor | Daily Lantern".
    n = next((i for i in range(1, len(tokens)) if tokens[i].text == "|"), len(tokens))
    colon = next((i for i in range(1, min(_LONGEST + 1, n - 2)) if tokens[i].text == ":"), None)
    speaker = _speaker(reader, 0, colon) if colon is not None else None
    if not (sentence.block.kind in _HEADS or (sentence.index == 0 and tokens[-1].text not in (".", "!", "?"))):
        counted = colon is not None and _counts(tokens[colon + 1])
        if speaker is None or colon is None or not counted or not _is_body(reader, speaker):
            return []
        return [_attribution(reader, speaker, colon, (colon + 1, n))]
    for i in range(n - 2, max(0, n - _LONGEST - 2), -1):
        if tokens[i].text == ":" or reader.is_dash(i) or tokens[i].text[0] in _LOST and tokens[i - 1].space:
            source = _speaker(reader, i + 1, n)
            if source is not None:
                return [_attribution(reader, source, i, (0, i))]
    if colon is not None:
        if speaker is not None:
            return [_attribution(reader, speaker, colon, (colon + 1, n))]
        # "Zelensky: 12 killed": a speaker if the article has a person of that name, else a place.
        name = reader.read(0, colon)
        named = colon <= _LONGEST_NAME and all(t.text[0].isupper() for t in tokens[:colon])
        if name is not None and named and not any(k in reader.at for k in range(colon)):
            return [_attribution(reader, name, colon, (colon + 1, n), "attribution.headline-name")]
    last = reader.by_last.get(n)
    if last is not None and last.first > _SHORTEST and _stands_alone(reader, last):
        source = reader.read(last.first, n)
        if source is not None:
            return [_attribution(reader, source, last.first, (0, last.first))]
    return []


def _opening(reader: Reader) -> Attribution | None:
    """The attribution of what a colon at a line's end leads in: "Army figures:", "The union counted the victims:", "From the General Staff:"."""
    tokens = reader.tokens
    last = len(tokens) - 1
    if tokens[last].text != ":" or last == 0:
        return None
    if last <= _LONGEST:
        source = reader.read(0, last)
        if source is not None and source.document and source.name is not None:
            return _attribution(reader, source, last, (last, last + 1))
    if tokens[0].lower == "from":
        source = _speaker(reader, 1, last)
        return None if source is None else _attribution(reader, source, 0, (last, last + 1))
    at = next((i for i in range(1, min(last, _SUBJECT)) if tokens[i].lower in _TELLING), None)
    if at is None or any(reader.is_verbal(i) for i in range(at)) or not any(i in reader.at for i in range(at)):
        return None
    if tokens[at].lower in _GIVING and _FIGURES.isdisjoint(token.lower for token in tokens[at:last]):
        return None  # "Denmark gave the army the following:"
    behind = next((i for i in range(1, at) if tokens[i].text == ","), at)  # "The governor, X,"
    source = reader.read(0, behind)
    if source is None or source.name is None or source.form in ("pronoun", "other", "country"):
        return None
    if behind < at and (named := reader.read(behind + 1, at - (tokens[at - 1].text == ","))) is not None:
        source = named if named.form == "name" else source
    return _attribution(reader, source, at, (at + 1, last + 1))


# Verbs, and "on", by which an office tells what a list below has; beside other words they tell nothing of who speaks.
_TELLING = frozenset(
    "counts counted lists listed tallies tallied sums summed put compiled reports reported gives gave publishes published releases released "
    "keeps kept recorded registered documented issues issued presents presented shows showed shares shared posts posted on".split()
)
_GIVING = frozenset(
    {
        "gives",
        "gave",
        "presents",
        "presented",
        "reports",
        "reported",
        "shows",
        "showed",
        "shares",
        "shared",
        "keeps",
        "kept",
    }
)
_FIGURES = frozenset(
    "figure figures number numbers table list lists toll tolls loss losses count counts breakdown data result results tally total totals "
    "casualties update summary".split()
)
# Words of the longest office before such a verb: "The Health Ministry of the Gaza government".
_SUBJECT = 12


def _bracketed(reader: Reader) -> Attribution | None:
    """The attribution of "Nine killed in blast (police)": people or a body in brackets at the end; an outlet there only publishes."""
    tokens = reader.tokens
    end = len(tokens) - (tokens[-1].text in (".", "!"))
    if end < _SHORTEST or tokens[end - 1].text != ")":
        return None
    opening = next((i for i in range(end - 2, max(0, end - _LONGEST - 2), -1) if tokens[i].text == "("), None)
    source = _speaker(reader, opening + 1, end - 1) if opening is not None and opening + 1 < end - 1 else None
    if (
        source is None
        or opening is None
        or reader.by_last[source.phrase.last].value.form not in ("body", "people", "person")
    ):
        return None
    if any(token.text[0].isupper() for token in tokens[opening + 1 : end - 1]):
        return None  # a name in brackets is an acronym or the seat of something
    return _attribution(reader, source, opening, (0, opening))


def _counts(token: Token) -> bool:
    return token.text[0].isdigit() or token.pos == "NUM" or token.lower in COUNTS


def _is_body(reader: Reader, source: Source) -> bool:
    return reader.by_last[source.phrase.last].value.form in ("body", "people", "outlet")


def _stands_alone(reader: Reader, last: Match[AttributionEntry]) -> bool:
    """True for a capital noun of a source that closes a headline whose dash is lost ("12 dead in market blast Monitor")."""
    tokens, before = reader.tokens, reader.tokens[last.first - 1]
    if (
        last.value.form not in ("person", "people", "body")
        or last.value.cased
        or not tokens[last.first].text[0].isupper()
    ):
        return False
    # A monitor is no object of war: any other noun behind a capital belongs to the name.
    return last.value.family == "monitor" or reader.is_nominal(last.first - 1) and before.text[0].islower()


def _speaker(reader: Reader, first: int, last: int) -> Source | None:
    source = reader.read(first, last)
    if source is None or source.form in ("pronoun", "other", "name"):
        return None
    head = reader.by_last.get(source.phrase.last)
    if (
        head is None
        or head.value.form == "document"
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
    reader: Reader, source: Source, mark: int, content: tuple[int, int], rule: str = "attribution.headline"
) -> Attribution:
    return reader.attribute(source, (mark, mark + 1), "layout", (content,), Mode.HEADING, rule)
