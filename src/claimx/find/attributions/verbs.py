"""Attributions by reporting verb: who the subject is, and on which side of the verb its words stand."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.find.attributions.contents import following, skip_circumstance
from claimx.find.attributions.prepositions import clause_start
from claimx.find.attributions.sources import Reader, Source
from claimx.find.attributions.subjects import inverted_subject, named_behind, participle_subject, subject
from claimx.find.attributions.words import ARTICLES, FILLERS, NOBODY, PRONOUNS, QUOTES
from claimx.lexicon.attributions import AttributionEntry
from claimx.lexicon.match import Match
from claimx.models import Attribution
from claimx.schema import Mode

# Forms that are nouns as often as verbs: "reports of", "the claims", "record losses".
_NOUNLIKE = frozenset(
    {
        "report",
        "reports",
        "claim",
        "claims",
        "estimate",
        "estimates",
        "count",
        "counts",
        "record",
        "records",
        "state",
        "states",
        "document",
        "documents",
        "log",
        "logs",
        "project",
        "projects",
        "finds",
        "find",
        "register",
        "registers",
        "list",
        "lists",
        "comment",
        "comments",
        "note",
        "notes",
        "tally",
        "tallies",
        "signal",
        "signals",
        "track",
        "tracks",
        "trace",
        "traces",
        "increase",
        "place",
        "places",
        "set",
        "sets",
        "broadcast",
        "broadcasts",
        "release",
        "releases",
        "update",
        "updates",
        "blame",
        "stress",
        "remark",
        "remarks",
        "reply",
        "answer",
        "writing",
        "saying",
        "finding",
        "recording",
        "meaning",
        "issues",
        "post",
        "posts",
        "observe",
        "show",
        "shows",
        "put",
        "puts",
        "say",
        "thought",
        "recall",
        "warning",
        "reporting",
    }
)
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re"})
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
_LIVES = frozenset({"life", "lives", "responsibility", "victory", "credit", "victims", "asylum", "compensation"})
_FEELINGS = frozenset(
    {
        "horrified",
        "shocked",
        "saddened",
        "appalled",
        "outraged",
        "heartbroken",
        "devastated",
        "condolences",
        "sorry",
        "stunned",
        "dismayed",
        "grieved",
        "thoughts",
        "sickened",
        "sympathies",
        "sympathy",
        "mourning",
    }
)
_TOLLS = frozenset(
    {
        "toll",
        "tolls",
        "casualties",
        "losses",
        "number",
        "numbers",
        "figure",
        "figures",
        "dead",
        "death",
        "deaths",
        "killed",
        "count",
        "total",
        "data",
        "injured",
        "wounded",
        "information",
        "tally",
        "statistics",
        "estimate",
        "estimates",
    }
)
# Within so many words of "put", "raise", "give" stands what is put, raised or given.
_TOLL_REACH = 9
# The comma before a closing "the agency estimates" stands within so many words.
_SUBJECT_REACH = 9


def find_verb(reader: Reader, cue: Match[AttributionEntry], found: Sequence[Attribution]) -> Attribution | None:
    """The attribution of one verb cue, or None where the word reports nothing or nobody."""
    sentence, tokens, entry = reader.sentence, reader.tokens, cue.value
    n, v = len(tokens), cue.first
    if not _is_verb(reader, v) or _is_other_sense(reader, cue):
        return None
    if _is_passive(reader, v):
        return _passive(reader, cue)
    if v and tokens[v - 1].lower == "as" and found and found[-1].rule == "attribution.quoted":
        return None  # "quoted X as saying" is one cue
    participle = tokens[v].lower.endswith("ing") and not _preceded_by_be(reader, v)
    if entry.frame == "quote":
        return _quoted(reader, cue)
    inverted = None
    start = v
    if participle:
        source, start = participle_subject(reader, v, found)
        if start < v:
            participle = False
    else:
        inverted = inverted_subject(reader, cue)
        if inverted is not None:
            source = inverted
        else:
            source, start = subject(reader, v)
    if source is None:
        return None
    after = inverted.phrase.last if inverted else cue.last
    source = named_behind(reader, source, v)
    if not _may_speak(reader, source, entry, after < n and tokens[after].lower == "that"):
        if after < n and (
            source.form in ("pronoun", "document") or _is_document(reader, source)
        ):  # "most say", "estimates suggest": a cue, no source
            return Attribution(
                None, None, sentence.phrase(v, cue.last), entry.id, ((after, n),), Mode.INDIRECT, "attribution.nobody"
            )
        return None
    via = None
    if inverted:
        after = _past_apposition(reader, after)
    if entry.frame == "tell":
        after, via = _past_addressee(reader, after)
    after = skip_circumstance(sentence, after)
    content, final = _contents(reader, start if not inverted else v, after, participle, found)
    if entry.frame == "accuse" and not final:
        # Only what the accused are said to have done: a relative clause behind it is the writer's.
        stop = next((i for i in range(after, n) if tokens[i].lower in ("who", "which", "where")), n)
        content = ((after, stop),)
    if not content:
        return None
    rule = (
        "attribution.participle"
        if participle
        else "attribution.inverted"
        if inverted
        else "attribution.final"
        if final
        else "attribution.subject-verb"
    )
    quoted = any(tokens[i].text in QUOTES and tokens[i].text not in "'’" for a, b in content for i in range(a, b)) or (
        final and start > 1 and tokens[start - 1].text in QUOTES
    )
    return Attribution(
        source.phrase,
        source.name,
        sentence.phrase(v, cue.last),
        entry.id,
        content,
        Mode.DIRECT if quoted else Mode.INDIRECT,
        rule,
        source.pronoun,
        source.type,
        via,
        entry.stance,
    )


def _is_verb(reader: Reader, v: int) -> bool:
    tokens, token = reader.tokens, reader.tokens[v]
    low = token.lower
    before = tokens[v - 1].lower if v else ""
    if v in reader.at and reader.at[v].first < v:  # "a court document", "a press release"
        return False
    if v > 0 and token.text[0].isupper() and not reader.sentence.text.isupper():  # "Plateau State", "the Daily Record"
        return False
    if (
        before in ARTICLES - {"that", "this", "one"}
        or before in ("'s", "to", "no", "of", "some", "any")
        and low in _NOUNLIKE
    ):
        return before == "'s" and low not in _NOUNLIKE
    if low in _NOUNLIKE:
        if low == "say":
            return True
        after = tokens[v + 1].lower if v + 1 < len(tokens) else ""
        closing = after in (".", "") and any(t.text == "," for t in tokens[max(0, v - _SUBJECT_REACH) : v])
        if low.endswith("s") and closing and v - 1 in reader.at and not before.endswith("s"):
            return True  # "..., the agency estimates."
        if token.pos:
            return token.pos in ("VERB", "AUX") or low in ("say", "says") or after == "that"
        # Number agrees where it is a verb: police report, the army reports; not "court report".
        agrees = (
            before.endswith("s") != low.endswith("s")
            or before in ("police", "people", "media", "they", "we")
            or not low.endswith("s")
            and tokens[v - 1].text[0].isupper()
        )
        named = v > 0 and (tokens[v - 1].text[0].isupper() or before == "," and low == "put") and before not in NOBODY
        return (
            (agrees or low == "put")
            and after not in ("of", "from", "on", "by", "about")
            and (v - 1 in reader.at or named)
        )
    return not (
        token.pos in ("ADJ", "NOUN", "PROPN")
        and low.endswith("ed")
        and before not in PRONOUNS
        and v - 1 not in reader.at
    )


def _is_other_sense(reader: Reader, cue: Match[AttributionEntry]) -> bool:
    """True for "claimed 12 lives", "claimed responsibility", "put pressure", "told to evacuate", "said of"."""
    tokens, frame = reader.tokens, cue.value.frame
    ahead = [t.lower for t in tokens[cue.last : cue.last + _TOLL_REACH]]
    if cue.value.id == "claim" and any(word in _LIVES for word in ahead[:6]):
        return True
    if frame == "toll":
        near = next(
            (
                k
                for k, word in enumerate(ahead)
                if word in ("after", "when", "as", "since", "that", "because", "where", "who", ".")
            ),
            len(ahead),
        )
        return not any(word in _TOLLS for word in ahead[:near])
    if frame == "accuse":
        return "of" not in ahead and "for" not in ahead
    if frame == "that":
        return "that" not in ahead[:4] and not any(t.text in QUOTES for t in tokens)
    if cue.value.id == "say" and ahead[:1] == ["to"]:
        return True
    if tokens[cue.first].lower in ("warn", "warns", "warned", "warning") and ahead[:1] in (["of"], ["against"]):
        return True
    # "said he was horrified by": a feeling about what all know.
    return any(word in _FEELINGS for word in ahead[:5])


def _preceded_by_be(reader: Reader, v: int) -> bool:
    i = v - 1
    while i >= 0 and v - i <= 4 and reader.tokens[i].lower in FILLERS:  # "has since been officially confirmed"
        if reader.tokens[i].lower in _BE:
            return True
        i -= 1
    return i >= 0 and reader.tokens[i].lower in _BE


def _is_passive(reader: Reader, v: int) -> bool:
    token = reader.tokens[v]
    low = token.lower
    if low.endswith("ing"):
        return False
    if token.tag == "VBN" and token.dep in ("acl", "amod") and not (v and reader.tokens[v - 1].text == ","):
        return True
    if not _preceded_by_be(reader, v):
        return False
    return not token.tag or token.tag in ("VBN", "VBD", "JJ")


def _passive(reader: Reader, cue: Match[AttributionEntry]) -> Attribution | None:
    """ "was confirmed by the army": the agent speaks; without one nobody does."""
    sentence, n = reader.sentence, len(reader.tokens)
    for j in range(cue.last, min(cue.last + 4, n - 1)):  # "was confirmed on Monday by"
        if reader.tokens[j].lower == "by":
            end = reader.right_edge(j + 1)
            source = reader.read(j + 1, end) if end > j + 1 else None
            if (
                source is not None
                and reader.plausible(source)
                and (source.form != "country" or cue.value.strength == "estimate")
                and cue.value.frame not in ("accuse", "toll")
            ):
                low = 0
                if (
                    cue.value.strength == "estimate"
                ):  # "holds 50, of whom 20 are believed by Turkey to be dead": its own clause only
                    low = next((k + 1 for k in range(cue.first - 1, -1, -1) if reader.tokens[k].text in (",", ";")), 0)
                content = ((low, cue.first), *following(sentence, end, n)) if end < n else ((low, cue.first),)
                return Attribution(
                    source.phrase,
                    source.name,
                    sentence.phrase(cue.first, cue.last),
                    cue.value.id,
                    content,
                    Mode.INDIRECT,
                    "attribution.agent",
                    source.pronoun,
                    source.type,
                )
    return Attribution(
        None,
        None,
        sentence.phrase(cue.first, cue.last),
        cue.value.id,
        ((cue.last, n),),
        Mode.INDIRECT,
        "attribution.nobody",
    )


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
    return Attribution(
        source.phrase,
        source.name,
        sentence.phrase(cue.first, cue.last),
        cue.value.id,
        following(sentence, end, n),
        Mode.INDIRECT,
        "attribution.quoted",
        source.pronoun,
        source.type,
        relay.name if relay else None,
    )


def _past_apposition(reader: Reader, i: int) -> int:
    """Past ", a spokesman for the ministry" after an inverted subject, up to the end or the comma that closes it."""
    tokens, n = reader.tokens, len(reader.tokens)
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
        or tokens[after].lower in ("adding", "citing", "noting", "quoting", "of", "as", "after", "when")
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
        if after < n - 1 and (tokens[after].text in (",", "—", "--", "–") or tokens[after].text in QUOTES):
            rest = after + 1
            while rest < n and (tokens[rest].text in QUOTES or tokens[rest].text == ","):
                rest += 1
            if rest < n - 1 and tokens[rest].lower not in (
                "but",
                "although",
                "though",
                "while",
                "whereas",
                "adding",
                "citing",
                "noting",
            ):
                # "..., police said, bringing the toll to 40": a participle goes on with the content, a finite verb does not.
                if not reader.is_verbal(rest) or tokens[rest].lower.endswith("ing"):
                    parts.extend(following(sentence, rest, n))
        return tuple(parts), True
    while after < n and (
        tokens[after].text in (",", ":") or tokens[after].text in QUOTES and tokens[after].text in "'’"
    ):
        after += 1
    return (following(sentence, after, n) if after < n else ()), False
