"""Attributions by preposition: according to, reported by, citing."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.find.attributions.appositions import name_in_apposition
from claimx.find.attributions.contents import following
from claimx.find.attributions.sources import Reader, Source
from claimx.find.attributions.words import MARKS, NOBODY, QUOTES, RECORDING
from claimx.lexicon.attributions import AttributionEntry
from claimx.lexicon.match import Match
from claimx.models import Attribution
from claimx.schema import Mode

# "per" counts far more often than it attributes.
_RATES = frozenset(
    {"cent", "day", "week", "month", "year", "capita", "hour", "person", "annum", "se", "diem", "head", "square"}
)
_CLAUSE = frozenset({"while", "whereas", "but", "and"})


def find_preposition(reader: Reader, cue: Match[AttributionEntry], found: Sequence[Attribution]) -> Attribution | None:
    """The attribution of one prepositional cue, or None where no source follows it."""
    tokens, words = reader.tokens, (cue.first, cue.last)
    n = len(tokens)
    if cue.last >= n or tokens[cue.last].lower in _RATES:
        return None
    end = reader.right_edge(cue.last)
    source = reader.read(cue.last, end) if end > cue.last else None
    if source is None or source.form == "pronoun" and not source.pronoun:
        return None
    if tokens[cue.first].lower == "per" and not (reader.plausible(source) and source.form != "other"):
        return None
    if cue.value.frame == "cite":
        if not reader.plausible(source) or _is_thing_of(reader, source):
            return None
        before = [one for one in found if one.source]
        content = before[-1].content if before else ((end, n),) if cue.first == 0 else ((0, cue.first),)
        via = before[-1].name if before else None
        return reader.attribute(source, words, cue.value.id, content, Mode.ACCORDING_TO, "attribution.citing", via=via)
    if not reader.plausible(source) and source.form != "generic":
        return None
    if (
        source.form in ("document", "generic")
        and source.document
        and all(t.lower in NOBODY for t in tokens[source.phrase.first : source.phrase.last - 1])
        and source.phrase.last - source.phrase.first > 1
    ):
        return None  # "according to some estimates"
    if source.form in ("document", "generic") and source.document and any(one.source for one in found):
        return None  # "the radio said, according to a communique": the document alone names nobody
    source, end = name_in_apposition(reader, source, end)
    content = contents_around(reader, cue.first, end, found)
    return reader.attribute(source, words, cue.value.id, content, Mode.ACCORDING_TO, "attribution.according-to")


def _is_thing_of(reader: Reader, source: Source) -> bool:
    """True for "intercepts of Taliban conversations": the head is no word for who speaks, whatever name follows it."""
    tokens, first = reader.tokens, source.phrase.first
    of = next((i for i in range(first, source.phrase.last) if tokens[i].lower in ("of", "from")), None)
    return of is not None and not any(i in reader.at or tokens[i].text[0].isupper() for i in range(first, of))


def contents_around(reader: Reader, first: int, end: int, found: Sequence[Attribution]) -> tuple[tuple[int, int], ...]:
    """Content of an attribution that stands apart in tokens ``first`` to ``end``: what precedes it in its clause, and what follows."""
    tokens, n = reader.tokens, len(reader.tokens)
    low = clause_start(reader, first, found)
    # An opening adverbial only ("On Monday, according to ...") leaves the content behind the source.
    parts: list[tuple[int, int]] = []
    if first - low > 0:
        parts.append((low, first))
    after = end
    while after < n and (tokens[after].text in (",", ")", "—", "--") or tokens[after].text in QUOTES):
        after += 1
    if after < n - 1 and tokens[after].text not in (".", ";"):
        if tokens[end].text in (",", ")", "—", "--") or tokens[end].text in QUOTES or first - low <= 3:
            if tokens[after].lower not in ("but", "although", "though", "while", "whereas"):
                parts.extend(following(reader.sentence, after, n))
    return tuple(parts) or ((0, n),)


def clause_start(reader: Reader, end: int, found: Sequence[Attribution]) -> int:
    """Where the clause that ends before token ``end`` begins: after the last contrast or semicolon past an earlier attribution."""
    tokens = reader.tokens
    floor = max(
        (one.cue.last for one in found if one.source and one.cue.last <= end and one.verb not in RECORDING), default=0
    )
    depth_quote = False
    for i in range(end - 1, floor, -1):
        if tokens[i].text in MARKS:
            depth_quote = not depth_quote
        if depth_quote:
            continue
        if (
            tokens[i].text == ";"
            or tokens[i].text == ","
            and floor
            and tokens[i + 1].lower in _CLAUSE
            and i + 1 < end - 2
        ):
            return i + 1
    return 0
