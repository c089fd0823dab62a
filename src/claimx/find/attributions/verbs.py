"""Attributions by verb: active ("police said"), passive ("confirmed by police") and quoting ("quoted a doctor as saying")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimx.find.attributions.appositions import name_in_apposition, named_before, named_behind
from claimx.find.attributions.contents import (
    Ranges,
    clause_start,
    content_of,
    counted_object,
    following,
    skip_circumstance,
)
from claimx.find.attributions.senses import (
    is_negated,
    is_other_sense,
    is_passive,
    is_preceded_by_be,
    is_verb,
    takes_clause,
)
from claimx.find.attributions.sources import Reader, Source
from claimx.find.attributions.speakers import inverted_subject, participle_subject, subject
from claimx.find.attributions.words import MARKS, PRONOUNS, QUOTES
from claimx.lexicon.attributions import AttributionEntry
from claimx.lexicon.match import Match
from claimx.lexicon.verbs import SAYING
from claimx.models import Attribution
from claimx.schema import Mode, SourceType

# From the participle to "as saying": "was quoted on Monday by the state news agency as saying".
_QUOTED_REACH = 12
# A name between "quoted" and "as saying" is shorter than this.
_QUOTED_NAME = 13
# What else is confirmed, reported or announced by somebody.
_TOLD = frozenset(
    "killing killings loss fatality fatalities news incident report reports claim claims victims attack strike".split()
)
# Verbs that take a clause, a quotation or nothing: a noun phrase alone is none of their words.
_BARE = frozenset({"say", "tell", "add"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVES = frozenset({"who", "whom", "which", "that"})
# "which the regional | governor's office | said": words from the relative to the verb of speaking.
_SPEAKER = 8
_SHUT = frozenset({",", ".", ";", ")", "—", "--", "–"})


@dataclass(frozen=True, slots=True)
class _Clause:
    """Who speaks at a reporting verb: the source, the token where it begins, and the token behind verb and source."""

    source: Source
    start: int
    after: int
    inverted: bool = False
    participle: bool = False


def find_verb(reader: Reader, cue: Match[AttributionEntry], found: Sequence[Attribution]) -> Attribution | None:
    """The attribution of one verb cue, or None where the word reports nothing or nobody."""
    tokens, entry, v = reader.tokens, cue.value, cue.first
    n = len(tokens)
    if not is_verb(reader, v):
        return None
    if entry.frame in ("quote", "toll"):  # "cited the governor as saying": a person is cited, not a toll
        # The parser takes "the website quoted X as saying" for a participle.
        active = None if is_preceded_by_be(reader, v) else _quoting(reader, cue)
        cited = active or _quoted(reader, cue)
        if cited is not None:
            return cited
    if is_other_sense(reader, cue) or is_negated(reader, v) or _recalls(reader, cue):
        return None
    if is_passive(reader, v, estimate=entry.strength == "estimate"):
        return _agent(reader, cue)
    if entry.frame == "quote":
        return None
    if v and tokens[v - 1].lower == "as" and found and found[-1].rule == "attribution.quoted":
        return None  # "quoted X as saying" is one cue
    clause = _clause(reader, cue, found)
    if clause is None:
        return None
    inserted = None if clause.inverted or clause.participle else _inserted(reader, clause, v)
    clause = inserted or clause
    source, after = named_behind(reader, clause.source, v), clause.after
    if not clause.inverted:
        source = named_before(reader, source)
    if clause.inverted:
        after = _past_apposition(reader, after)
    via = None
    if entry.frame == "tell":
        after, via = _past_addressee(reader, after)
    after = skip_circumstance(reader, after)
    content, final = (
        _content(reader, cue, clause, after, found) if inserted is None else (_gapped(reader, after), False)
    )
    that = after < n and tokens[after].lower == "that"
    if not _may_speak(reader, source, entry, clause_follows=that or final or takes_clause(reader, v)):
        if after < n and (source.form == "pronoun" or reader.is_document(source)):
            return _nobody(reader, cue, after)  # "most say", "estimates suggest"
        return None
    if not content:
        return None
    mode = Mode.DIRECT if _is_quoted(reader, clause.start, content, final=final) else Mode.INDIRECT
    rule = (
        "participle" if clause.participle else "inverted" if clause.inverted else "final" if final else "subject-verb"
    )
    words = (v, cue.last)
    return reader.attribute(source, words, entry.id, content, mode, f"attribution.{rule}", via=via, stance=entry.stance)


def _recalls(reader: Reader, cue: Match[AttributionEntry]) -> bool:
    """True for "As reported earlier, one person was killed": nobody is said to have reported it."""
    lowers = [token.lower for token in reader.tokens]
    at, after = cue.first - 1, cue.last
    while at > 0 and lowers[at] in _BEFORE:
        at -= 1
    while after < len(lowers) and lowers[after] in _BEFORE:
        after += 1
    return at >= 0 and lowers[at] == "as" and lowers[after : after + 1] == [","]


_BEFORE = frozenset({"earlier", "previously", "already", "initially", "first", "also"})


def _clause(reader: Reader, cue: Match[AttributionEntry], found: Sequence[Attribution]) -> _Clause | None:
    """The subject of a reporting verb, before it or behind it; None where nobody is."""
    v = cue.first
    if reader.tokens[v].lower.endswith("ing") and not is_preceded_by_be(reader, v):
        source, start = participle_subject(reader, v, found)
        return None if source is None else _Clause(source, start, cue.last, participle=start >= v)
    behind = inverted_subject(reader, cue)
    if behind is not None:
        return _Clause(behind[0], v, behind[1], inverted=True)
    source, start = subject(reader, v)
    return None if source is None else _Clause(source, start, cue.last)


def _inserted(reader: Reader, clause: _Clause, v: int) -> _Clause | None:
    """The speaker within a relative clause that goes on without a subject: "a raid that *the army said* had ended", or None."""
    tokens, after = reader.tokens, clause.after
    relative = next((i for i in range(v - 1, max(0, v - _SPEAKER), -1) if tokens[i].lower in _RELATIVES), None)
    # Without an auxiliary a tagger takes the verb behind "which Israel says" for a participle.
    if after >= len(tokens) or not (
        tokens[after].tag in _FINITE or relative is not None and tokens[after].tag == "VBN"
    ):
        return None
    if relative is None:
        return clause
    source = reader.read(relative + 1, v)
    return None if source is None else _Clause(source, relative + 1, after)


def _gapped(reader: Reader, after: int) -> Ranges:
    """What is said in a relative clause with a gap: up to a comma or to the verb of the clause around it."""
    tokens, n = reader.tokens, len(reader.tokens)
    first = next((i for i in range(after, n) if tokens[i].tag in ("VBN", "VBG", "VB", "JJ", "NN", "NNS")), n)
    stop = next((i for i in range(first + 1, n) if tokens[i].text in (",", ";") or _acts(reader, i)), n)
    return ((after, stop),)


def _acts(reader: Reader, i: int) -> bool:
    """True for a finite verb, and for what a tagger takes for a participle between a noun and an object: "rebels killed 60"."""
    tokens = reader.tokens
    if tokens[i].tag != "VBN" or i + 1 >= len(tokens):
        return tokens[i].tag in _FINITE
    counts = [t.lower for t in tokens[i + 1 : i + 3]] in (["at", "least"], ["at", "most"])
    return tokens[i - 1].tag.startswith("NN") and (counts or tokens[i + 1].tag in ("CD", "DT", "NNS", "PRP$"))


def _content(
    reader: Reader, cue: Match[AttributionEntry], clause: _Clause, after: int, found: Sequence[Attribution]
) -> tuple[Ranges, bool]:
    """Which tokens are the speaker's words by the verb's frame, and whether they stand before the verb."""
    tokens, n, entry = reader.tokens, len(reader.tokens), cue.value
    start = 0 if clause.participle else clause.start
    content, final = content_of(reader, start, after, found, bare=entry.id in _BARE)
    if final or entry.id in _BARE or after < n and tokens[after].lower == "that" or takes_clause(reader, cue.first):
        return content, final
    if entry.strength == "record":
        return counted_object(reader, after), False
    # Of a noun phrase a relative clause is the writer's: "denied a part in the raid, which killed nine".
    accused = entry.frame == "accuse"
    stop = next(
        (
            i
            for i in range(after, n)
            if tokens[i].lower in ("who", "which", "where") and (accused or tokens[i - 1].text == ",")
        ),
        n,
    )
    return tuple((low, min(high, stop)) for low, high in content if low < stop), False


def _is_quoted(reader: Reader, start: int, content: Ranges, *, final: bool) -> bool:
    """True where the content holds quotation marks, or they close it before a subject that follows."""
    tokens = reader.tokens
    return any(tokens[i].text in MARKS for low, high in content for i in range(low, high)) or (
        final and start > 1 and tokens[start - 1].text in QUOTES
    )


def _nobody(reader: Reader, cue: Match[AttributionEntry], after: int) -> Attribution:
    """A cue without a source: what follows is said, and nobody says it."""
    content = ((after, len(reader.tokens)),)
    return reader.attribute(None, (cue.first, cue.last), cue.value.id, content, Mode.INDIRECT, "attribution.nobody")


def _agent(reader: Reader, cue: Match[AttributionEntry]) -> Attribution:
    """ "was confirmed by the army": the agent speaks; without one nobody does."""
    sentence, tokens, n = reader.sentence, reader.tokens, len(reader.tokens)
    # A participle between is another verb's agent ("reported killed by rebels"), or what an office reports.
    between = cue.last
    fated = cue.value.id == "report" and between + 2 < n and tokens[between].tag in ("VBN", "JJ")
    between += fated + (fated and tokens[between + 1].text == ",")
    while between < n - 1 and (
        reader.is_date(between) or tokens[between].lower.endswith("ly") or tokens[between].lower == "on"
    ):
        between += 1
    by = between if between < n - 1 and tokens[between].lower == "by" else None
    end = reader.right_edge(by + 1) if by is not None else 0
    source = reader.read(by + 1, end) if by is not None and end > by + 1 else None
    estimate = cue.value.strength == "estimate"
    if (
        source is None
        or not reader.plausible(source)
        or fated
        and not _only_tells(reader, source)
        or cue.value.frame in ("accuse", "toll")
        or cue.value.id == "claim"  # "an attack claimed by rebels": who owns to a deed tells no number
        or source.form == "country"
        and not estimate
        or not (estimate or fated)
        and _is_counted(reader, cue.first)
    ):
        return _nobody(reader, cue, cue.last)
    source, end = name_in_apposition(reader, source, end)
    # "holds 50, of whom 20 are believed by Turkey to be dead", "six are hurt, and an emergency was declared by": its own clause only
    low = next((k + 1 for k in range(cue.first - 1, -1, -1) if _opens_clause(reader, k, estimate)), 0)
    content = ((low, cue.first), *(following(sentence, end, n) if end < n else ()))
    return reader.attribute(source, (cue.first, cue.last), cue.value.id, content, Mode.INDIRECT, "attribution.agent")


def _only_tells(reader: Reader, source: Source) -> bool:
    """True for who reports the dead and is no killer: "reported killed by the monitor", "reported dead by the health ministry"."""
    words = {t.lower for t in reader.tokens[source.phrase.first : source.phrase.last]}
    return source.type in _TELLERS or source.type is SourceType.GOVERNMENT and not _OFFICES.isdisjoint(words)


_TELLERS = (SourceType.NGO, SourceType.INTERGOVERNMENTAL, SourceType.MEDIA, SourceType.RESEARCHER, SourceType.MEDIC)
_OFFICES = frozenset({"ministry", "office", "department", "agency", "authority", "authorities"})


def _is_counted(reader: Reader, v: int) -> bool:
    """True where the passive tells of people or things ("two men were identified by police"), not of deaths, a toll or "this"."""
    token = reader.tokens[v]
    subjects = [token.head] if token.dep == "acl" else []
    if reader.sentence.parsed:
        subjects += [c for c in reader.sentence.children[v] if reader.tokens[c].dep == "nsubjpass"]
    if not subjects:
        return False
    low = reader.tokens[subjects[0]].lower
    return low not in reader.vocabulary.beside["toll"] and low not in PRONOUNS and low not in _TOLD


def _opens_clause(reader: Reader, k: int, estimate: bool) -> bool:
    """True at the mark behind which the clause of a passive begins: at any comma for an estimate, else where "and" follows."""
    after = [t.lower for t in reader.tokens[k + 1 : k + 2]]
    return reader.tokens[k].text == ";" or reader.tokens[k].text == "," and (estimate or after in (["and"], ["but"]))


def _quoting(reader: Reader, cue: Match[AttributionEntry]) -> Attribution | None:
    """Read "quoted a doctor as saying": the doctor speaks, the subject relays."""
    tokens, n = reader.tokens, len(reader.tokens)
    speaking = next(
        (
            i
            for i in range(cue.last + 1, min(cue.last + _QUOTED_NAME, n))
            if tokens[i].lower == "as" and i + 1 < n and tokens[i + 1].lower in SAYING
        ),
        None,
    )
    source = reader.read(cue.last, speaking) if speaking is not None else None
    if speaking is None or source is None:
        return None
    relay, start = subject(reader, cue.first)
    via = relay.name if relay else None
    content = following(reader.sentence, min(speaking + 2, n), n)
    if not any(t.text[0].isalnum() for t in tokens[speaking + 2 :]):
        content = ((0, start),)  # "Nine died, the agency quoted a doctor as saying."
    words = (cue.first, cue.last)
    return reader.attribute(source, words, cue.value.id, content, Mode.INDIRECT, "attribution.quoted", via=via)


def _quoted(reader: Reader, cue: Match[AttributionEntry]) -> Attribution | None:
    """Read "X was quoted (by Y) as saying (by Y)": X speaks, Y relays; None where no speech follows."""
    tokens, n, first = reader.tokens, len(reader.tokens), cue.first
    speaking = next(
        (
            i
            for i in range(first + 2, min(first + _QUOTED_REACH, n))
            if tokens[i].lower in SAYING and tokens[i - 1].lower == "as"
        ),
        None,
    )
    source, start = subject(reader, first)
    if speaking is None or source is None or not (source.pronoun or reader.plausible(source)):
        return None
    after, via = speaking + 1, None
    by = next((i for i in range(first + 1, min(speaking + 2, n)) if tokens[i].lower == "by"), None)
    if by is not None:
        end = speaking - 1 if by < speaking else reader.right_edge(by + 1)
        relay = reader.read(by + 1, end)
        after, via = max(after, end), relay.name if relay is not None else None
    if (after >= n or tokens[after].text in _SHUT) and start > 2:  # the shortest thing said is a subject and a verb
        content: Ranges = ((clause_start(reader, start, ()), start),)
    else:
        content = following(reader.sentence, after + (after < n and tokens[after].lower == "that"), n)
    source = named_behind(reader, source, first)
    words = (first, first + 1)
    return reader.attribute(source, words, cue.value.id, content, Mode.INDIRECT, "attribution.quoted", via=via)


def _past_apposition(reader: Reader, i: int) -> int:
    """Past ", a spokesman for the ministry" or "based in the area" behind an inverted subject."""
    tokens, n = reader.tokens, len(reader.tokens)
    if i + 1 >= n:
        return i
    bare = not tokens[i].tag and tokens[i].lower.endswith(("ed", "ing"))
    described = tokens[i].tag in ("VBN", "VBG") or tokens[i].lower == "who" or bare
    apposed = tokens[i].text == "," and (tokens[i + 1].lower in ("a", "an", "the", "who") or i + 1 in reader.at)
    if not described and not apposed:
        return i
    return next((j for j in range(i + 1, n) if tokens[j].text in (",", ".", ";") or tokens[j].text in QUOTES), n)


def _past_addressee(reader: Reader, i: int) -> tuple[int, str | None]:
    """After "told": past the addressee, and its name where it is an outlet that relays."""
    if i < len(reader.tokens) and reader.tokens[i].lower in PRONOUNS and reader.right_edge(i) == i:
        return i + 1, None
    end = reader.right_edge(i) if i < len(reader.tokens) else i
    addressee = reader.read(i, end) if end > i else None
    relays = addressee is not None and addressee.form in ("outlet", "name")
    return end, addressee.name if addressee is not None and relays else None


def _may_speak(reader: Reader, source: Source, entry: AttributionEntry, *, clause_follows: bool) -> bool:
    """True where the subject can be the source by the verb's frame; ``clause_follows``: a clause with "that", or one before."""
    if source.form == "pronoun":
        return source.pronoun
    if reader.is_footage(source.phrase.last - 1):
        return False
    if reader.is_document(source):
        return not reader.is_nobodys(source) or entry.frame == "clause" and source.pronoun
    if entry.frame == "show" and not (clause_follows and reader.plausible(source)):
        return source.document
    if entry.strength == "record" and (source.type is SourceType.OTHER or source.form == "country"):
        # "Sumy recorded 20 injuries": a place keeps no count
        return any(i in reader.at for i in range(source.phrase.first, source.phrase.last))
    # Whatever the word, what takes a clause speaks: "the programme alleges three died".
    clausal = clause_follows and entry.strength in ("neutral", "claim", "estimate")
    return entry.id in (*_BARE, "write") or reader.plausible(source) or clausal
