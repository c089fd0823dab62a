"""Who is quoted by another: "X was quoted as saying by the agency", "was cited by state media as saying"."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.find.attributions.appositions import named_behind
from claimx.find.attributions.contents import following
from claimx.find.attributions.prepositions import clause_start
from claimx.find.attributions.sources import Reader, Source
from claimx.find.attributions.subjects import subject
from claimx.lexicon.verbs import SAYING
from claimx.models import Attribution
from claimx.schema import Mode

# From the participle to "as saying": "was quoted on Monday by the state news agency as saying".
_REACH = 12
_CLOSING = frozenset({",", ".", ";", ")", "—", "--", "–"})


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where "as saying" ends and who relays: the agent of the passive, if one is named."""

    last: int
    relay: Source | None


def find_quoted_passive(reader: Reader, first: int, cue: str) -> Attribution | None:
    """The attribution of "X was quoted (by Y) as saying (by Y)" at the participle ``first``; None where no speech follows."""
    frame = _frame(reader, first)
    if frame is None:
        return None
    source, start = subject(reader, first)
    if source is None or not (source.pronoun or reader.plausible(source)):
        return None
    source = named_behind(reader, source, first)
    content = _contents(reader, start, frame.last)
    if not content:
        return None
    via = frame.relay.name if frame.relay is not None else None
    return reader.attribute(source, (first, first + 1), cue, content, Mode.INDIRECT, "attribution.quoted", via=via)


def _frame(reader: Reader, first: int) -> _Frame | None:
    tokens, n = reader.tokens, len(reader.tokens)
    speaking = next(
        (
            i
            for i in range(first + 2, min(first + _REACH, n))
            if tokens[i].lower in SAYING and tokens[i - 1].lower == "as"
        ),
        None,
    )
    if speaking is None:
        return None
    by = next((i for i in range(first + 1, speaking - 1) if tokens[i].lower == "by"), None)
    if by is not None:
        return _Frame(speaking + 1, reader.read(by + 1, speaking - 1))
    if speaking + 2 < n and tokens[speaking + 1].lower == "by":
        end = reader.right_edge(speaking + 2)
        if end > speaking + 2:
            return _Frame(end, reader.read(speaking + 2, end))
    return _Frame(speaking + 1, None)


def _contents(reader: Reader, start: int, after: int) -> tuple[tuple[int, int], ...]:
    """What stands before the subject where nothing is said behind the verb, else what follows it."""
    tokens, n = reader.tokens, len(reader.tokens)
    # The shortest thing said before its speaker is a subject and a verb.
    if (after >= n or tokens[after].text in _CLOSING) and start > 2:
        return ((clause_start(reader, start, ()), start),)
    if after < n and tokens[after].lower == "that":
        after += 1
    return following(reader.sentence, after, n) if after < n else ()
