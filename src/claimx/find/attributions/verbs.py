"""Attributions by reporting verb: who the subject is, and on which side of the verb its words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimx.find.attributions.appositions import name_in_apposition, named_behind
from claimx.find.attributions.contents import following, skip_circumstance
from claimx.find.attributions.prepositions import clause_start
from claimx.find.attributions.quoted import find_quoted_passive
from claimx.find.attributions.senses import is_other_sense, is_passive, is_preceded_by_be, is_verb
from claimx.find.attributions.sources import Reader, Source
from claimx.find.attributions.subjects import inverted_subject, participle_subject, subject
from claimx.find.attributions.words import MARKS, NOBODY, PRONOUNS, QUOTES
from claimx.lexicon.attributions import AttributionEntry
from claimx.lexicon.match import Match
from claimx.models import Attribution
from claimx.schema import Mode

_CIRCUMSTANCES = frozenset(
    {
        "during",
        "in",
        "at",
        "on",
        "from",
        "outside",
        "inside",
        "before",
        "near",
        "while",
        "by",
        "through",
        "via",
        "following",
        "upon",
    }
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """Who speaks at a reporting verb: the source, the token where it begins, and the token behind verb and source."""

    source: Source
    start: int
    after: int
    inverted: bool
    participle: bool


def find_verb(reader: Reader, cue: Match[AttributionEntry], found: Sequence[Attribution]) -> Attribution | None:
    """The attribution of one verb cue, or None where the word reports nothing or nobody."""
    sentence, tokens, entry = reader.sentence, reader.tokens, cue.value
    n, v = len(tokens), cue.first
    if not is_verb(reader, v) or is_other_sense(reader, cue):
        return None
    if entry.frame == "toll" and tokens[v].lower.endswith("ing"):
        return None  # "two were killed, putting the toll at 30": what happened puts it, nobody
    if is_passive(reader, v):
        quoted = None
        if entry.frame == "quote":  # the parser takes "the website quoted X as saying" for a participle
            quoted = (None if is_preceded_by_be(reader, v) else _quoted(reader, cue)) or find_quoted_passive(
                reader, v, entry.id
            )
        return quoted or _passive(reader, cue)
    if v and tokens[v - 1].lower == "as" and found and found[-1].rule == "attribution.quoted":
        return None  # "quoted X as saying" is one cue
    if entry.frame == "quote":
        return _quoted(reader, cue)
    clause = _clause(reader, cue, found)
    if clause is None:
        return None
    source, after = named_behind(reader, clause.source, v), clause.after
    if not _may_speak(reader, source, entry, after < n and tokens[after].lower == "that"):
        if after < n and (source.form in ("pronoun", "document") or _is_document(reader, source)):
            return _nobody(reader, cue, after)  # "most say", "estimates suggest"
        return None
    via = None
    if clause.inverted:
        after = _past_apposition(reader, after)
    if entry.frame == "tell":
        after, via = _past_addressee(reader, after)
    after = skip_circumstance(sentence, after)
    content, final = _contents(reader, clause.start, after, clause.participle, found)
    if entry.frame == "accuse" and not final:
        # Only what the accused are said to have done: a relative clause behind it is the writer's.
        stop = next((i for i in range(after, n) if tokens[i].lower in ("who", "which", "where")), n)
        content = ((after, stop),)
    if not content:
        return None
    mode = Mode.DIRECT if _is_quoted(reader, clause.start, content, final) else Mode.INDIRECT
    return reader.attribute(
        source, (v, cue.last), entry.id, content, mode, _rule(clause, final), via=via, stance=entry.stance
    )


def _clause(reader: Reader, cue: Match[AttributionEntry], found: Sequence[Attribution]) -> _Clause | None:
    """The subject of a reporting verb, before it or behind it; None where nobody is."""
    v = cue.first
    source: Source | None
    if reader.tokens[v].lower.endswith("ing") and not is_preceded_by_be(reader, v):
        source, start = participle_subject(reader, v, found)
        return None if source is None else _Clause(source, start, cue.last, inverted=False, participle=start >= v)
    source = inverted_subject(reader, cue)
    if source is not None:
        source, after = name_in_apposition(reader, source, source.phrase.last)  # "said the head of the region, X."
        return _Clause(source, v, after, inverted=True, participle=False)
    source, start = subject(reader, v)
    return None if source is None else _Clause(source, start, cue.last, inverted=False, participle=False)


def _rule(clause: _Clause, final: bool) -> str:
    if clause.participle:
        return "attribution.participle"
    if clause.inverted:
        return "attribution.inverted"
    return "attribution.final" if final else "attribution.subject-verb"


def _is_quoted(reader: Reader, start: int, content: tuple[tuple[int, int], ...], final: bool) -> bool:
    """True where the content holds quotation marks, or they close it before a subject that follows."""
    tokens = reader.tokens
    return any(tokens[i].text in MARKS for low, high in content for i in range(low, high)) or (
        final and start > 1 and tokens[start - 1].text in QUOTES
    )


def _nobody(reader: Reader, cue: Match[AttributionEntry], after: int) -> Attribution:
    """A cue without a source: what follows is said, and nobody says it."""
    content = ((after, len(reader.tokens)),)
    return reader.attribute(None, (cue.first, cue.last), cue.value.id, content, Mode.INDIRECT, "attribution.nobody")


def _passive(reader: Reader, cue: Match[AttributionEntry]) -> Attribution:
    """ "was confirmed by the army": the agent speaks; without one nobody does."""
    sentence, tokens, n = reader.sentence, reader.tokens, len(reader.tokens)
    for j in range(cue.last, min(cue.last + _AGENT_REACH, n - 1)):
        if tokens[j].lower != "by":
            continue
        end = reader.right_edge(j + 1)
        source = reader.read(j + 1, end) if end > j + 1 else None
        if source is None or not reader.plausible(source) or cue.value.frame in ("accuse", "toll"):
            continue
        estimate = cue.value.strength == "estimate"
        if source.form == "country" and not estimate:
            continue
        low = 0
        if estimate:  # "holds 50, of whom 20 are believed by Turkey to be dead": its own clause only
            low = next((k + 1 for k in range(cue.first - 1, -1, -1) if tokens[k].text in (",", ";")), 0)
        before = (low, cue.first)
        content = (before, *following(sentence, end, n)) if end < n else (before,)
        return reader.attribute(
            source, (cue.first, cue.last), cue.value.id, content, Mode.INDIRECT, "attribution.agent"
        )
    return _nobody(reader, cue, cue.last)


# "was confirmed on Monday by": words from a participle to its agent.
_AGENT_REACH = 4


def _quoted(reader: Reader, cue: Match[AttributionEntry]) -> Attribution | None:
    """Read "quoted a doctor as saying": the doctor speaks, the subject relays."""
    sentence, n = reader.sentence, len(reader.tokens)
    end = reader.right_edge(cue.last)
    if end >= n or reader.tokens[end].lower != "as":
        return None
    source = reader.read(cue.last, end)
    if source is None:
        return None
    relay, _ = subject(reader, cue.first)
    return reader.attribute(
        source,
        (cue.first, cue.last),
        cue.value.id,
        following(sentence, end, n),
        Mode.INDIRECT,
        "attribution.quoted",
        via=relay.name if relay else None,
    )


# "Said a security official based in the area": more of who speaks.
_DESCRIBING = frozenset({"based", "speaking", "familiar", "close", "involved", "present", "who"})


def _past_apposition(reader: Reader, i: int) -> int:
    """Past ", a spokesman for the ministry" after an inverted subject, up to the end or the comma that closes it."""
    tokens, n = reader.tokens, len(reader.tokens)
    if i < n and tokens[i].lower in _DESCRIBING:
        return next((j for j in range(i, n) if tokens[j].text in (",", ".", ";") or tokens[j].text in QUOTES), n)
    if (
        i < n
        and tokens[i].text == ","
        and i + 1 < n
        and (tokens[i + 1].lower in ("a", "an", "the", "who") or i + 1 in reader.at)
    ):
        for j in range(i + 1, n):
            if tokens[j].text in (",", ".", ";") or tokens[j].text in QUOTES:
                return j
        return n
    return i


def _past_addressee(reader: Reader, i: int) -> tuple[int, str | None]:
    """After "told": past the addressee, and its name where it is an outlet that relays."""
    end = reader.right_edge(i) if i < len(reader.tokens) else i
    if i < len(reader.tokens) and end == i and reader.tokens[i].lower in PRONOUNS:
        return i + 1, None
    if end > i:
        addressee = reader.read(i, end)
        if addressee is not None and (addressee.form in ("outlet", "name")):
            return end, addressee.name
    return end, None


def _is_document(reader: Reader, source: Source) -> bool:
    match = reader.at.get(source.phrase.last - 1)
    return match is not None and match.value.form == "document"


def _may_speak(reader: Reader, source: Source, entry: AttributionEntry, that: bool) -> bool:
    if source.form == "pronoun":
        return source.pronoun
    if reader.is_footage(source.phrase.last - 1):
        return False
    if source.form == "document" or source.form == "generic" and _is_document(reader, source):
        words = reader.tokens[source.phrase.first : source.phrase.last - 1]
        return any(t.lower not in NOBODY for t in words) or entry.frame == "clause" and source.pronoun
    if entry.frame == "show" and not (that and reader.plausible(source)):
        return source.document
    if (
        entry.strength == "record"
        and source.form in ("country", "other", "generic")
        and not any(i in reader.at for i in range(source.phrase.first, source.phrase.last))
    ):
        return False
    if entry.id in ("say", "tell", "add", "write"):
        return True
    return reader.plausible(source)


def _contents(
    reader: Reader, start: int, after: int, participle: bool, found: Sequence[Attribution]
) -> tuple[tuple[tuple[int, int], ...], bool]:
    """Content ranges and whether the attribution closes its content (final) rather than opens it."""
    sentence, tokens, n = reader.sentence, reader.tokens, len(reader.tokens)
    if after < n and tokens[after].lower == "that":
        return following(sentence, after + 1, n), False
    closes = (
        after >= n
        or tokens[after].text in (",", ".", ";", ")", "!", "?", "—", "--", "–", "|")
        or tokens[after].text in QUOTES
        or tokens[after].lower
        in ("adding", "citing", "noting", "quoting", "without", "of", "as", "after", "when", "because")
    )
    if not closes and start >= 3 and tokens[start - 1].text == "," and tokens[after].lower in _CIRCUMSTANCES:
        # "..., the governor said during a visit": a clause before the comma, none behind the verb.
        closes = any(reader.is_verbal(i) for i in range(start - 1)) and not any(
            reader.is_verbal(i) or tokens[i].text.isdigit() for i in range(after, n)
        )
    # Anything but an opening adverbial before the subject may be the content.
    if closes and not participle and start >= 3:
        low = clause_start(reader, start, found)
        parts = [(low, start)]
        rest = _resumed(reader, after)
        if rest is not None:
            parts.extend(following(sentence, rest, n))
        return tuple(parts), True
    while after < n and (
        tokens[after].text in (",", ":") or tokens[after].text in QUOTES and tokens[after].text in "'’"
    ):
        after += 1
    return (following(sentence, after, n) if after < n else ()), False


def _resumed(reader: Reader, after: int) -> int | None:
    """Where the content goes on behind an attribution that closed it, or None: "..., police said, bringing the toll to 40"."""
    tokens, n = reader.tokens, len(reader.tokens)
    if after >= n - 1 or not (tokens[after].text in (",", "—", "--", "–") or tokens[after].text in QUOTES):
        return None
    rest = after + 1
    while rest < n and (tokens[rest].text in QUOTES or tokens[rest].text == ","):
        rest += 1
    if rest >= n - 1 or tokens[rest].lower in _NEW_CLAUSE:
        return None
    # A participle goes on with the content, a finite verb does not.
    return rest if not reader.is_verbal(rest) or tokens[rest].lower.endswith("ing") else None


# Words that begin another clause, or another attribution.
_NEW_CLAUSE = frozenset({"but", "although", "though", "while", "whereas", "adding", "citing", "noting"})
