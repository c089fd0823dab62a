"""Attributions by preposition: according to, reported by, citing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from claimx.find.attributions.appositions import name_in_apposition
from claimx.find.attributions.contents import around, following
from claimx.find.attributions.sources import Reader
from claimx.find.attributions.speakers import subject
from claimx.find.attributions.words import MOST_CUES
from claimx.lexicon.attributions import AttributionEntry
from claimx.lexicon.match import Match
from claimx.models import Attribution
from claimx.schema import Mode

# "per" counts far more often than it attributes.
_RATES = frozenset(
    {"cent", "day", "week", "month", "year", "capita", "hour", "person", "annum", "se", "diem", "head", "square"}
)


def find_preposition(reader: Reader, cue: Match[AttributionEntry], found: Sequence[Attribution]) -> Attribution | None:
    """The attribution of one prepositional cue, or None where no source follows it."""
    tokens, words = reader.tokens, (cue.first, cue.last)
    n = len(tokens)
    if cue.last >= n or tokens[cue.last].lower in _RATES:
        return None
    if tokens[cue.first].lower == "per" and tokens[cue.last].text[0].isdigit():
        return None  # "13.6 per 100,000 inhabitants"
    end = reader.right_edge(cue.last)
    if end == cue.last and tokens[cue.last].lower in ("him", "her", "them"):
        end += 1
    source = reader.read(cue.last, end) if end > cue.last else None
    if source is None or source.form == "pronoun" and not source.pronoun:
        return None
    if tokens[cue.first].lower == "per" and not (reader.plausible(source) and source.form != "other"):
        return None
    if cue.value.frame == "cite":
        if not reader.plausible(source):
            return None
        content = ((end, n),) if cue.first == 0 else ((0, cue.first),)
        return reader.attribute(source, words, cue.value.id, content, Mode.ACCORDING_TO, "attribution.citing")
    if not reader.plausible(source):
        return None
    if reader.is_nobodys(source) and source.phrase.last - source.phrase.first > 1:
        return None  # "according to some estimates"
    if source.form in ("document", "generic") and source.document and any(one.source for one in found):
        return None  # "the radio said, according to a communique": the document alone names nobody
    source, end = name_in_apposition(reader, source, end)
    told = around(reader, cue.first, end, found)
    return reader.attribute(source, words, cue.value.id, told, Mode.ACCORDING_TO, "attribution.according-to")


def find_nominal(reader: Reader) -> Iterator[Attribution]:
    """A document with its owner and what it tells: "the army's claim that nine died", "an estimate by police of nine dead"."""
    tokens, n = reader.tokens, len(reader.tokens)
    for match in islice(reader.matches, MOST_CUES):
        last = match.last
        if match.value.form != "document" or tokens[last - 1].text[0].isupper() or reader.is_footage(last - 1):
            continue
        first = reader.left_edge(last)
        if last < n and tokens[last].lower in ("by", "from"):
            last = max(last, reader.right_edge(first))
        told = last + 1 < n and (
            tokens[last].lower == "that"
            and not reader.is_verbal(last + 1)
            or tokens[last].lower == "of"
            and (tokens[last + 1].tag == "CD" or tokens[last + 1].lower in ("at", "more"))
        )
        measures = _is_measure(reader, first, last)
        source = reader.read(first, last) if told or measures else None
        owned = source is not None and not source.phrase.covers(match.last - 1)
        if told and not owned and first > 1 and tokens[first - 1].lower in _PUTS_OUT:
            source, _ = subject(reader, first - 1)  # "The army released a statement that nine died"
            owned = source is not None
        if source is not None and owned and reader.plausible(source):
            content = around(reader, first - 1, last, ()) if measures else following(reader.sentence, last + 1, n)
            cue = (match.first, match.last)
            yield reader.attribute(source, cue, "nominal", content, Mode.ACCORDING_TO, "attribution.nominal")


_PUTS_OUT = frozenset({"released", "issued", "published", "posted", "made", "circulated", "gave"})


def _is_measure(reader: Reader, first: int, last: int) -> bool:
    """True for the count that a sentence goes by: "By the mayor's count, nine died", "nine died, by police estimates"."""
    tokens = reader.tokens
    if not first or tokens[first - 1].lower != "by" or last >= len(tokens):
        return False
    opens = first == 1 or tokens[first - 2].text in (",", ";") or tokens[first - 2].lower in ("and", "but")
    # "Killed by army reports" reports nothing: the count is set off, or opens the sentence.
    return opens and (first == 1 or tokens[last].text in (",", ".", ";"))


def relayed(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with those whom another cites given its words: "X said ..., citing Y", "X, citing Y, said ..."."""
    out = []
    for one in found:
        relay = None
        if one.rule == "attribution.citing":
            others = [other for other in found if other.source and other.rule != "attribution.citing"]
            before = [other for other in others if other.cue.last <= one.cue.first]
            relay = before[-1] if before else next(iter(others), None)
        out.append(one if relay is None else replace(one, content=relay.content, via=relay.name))
    return out
