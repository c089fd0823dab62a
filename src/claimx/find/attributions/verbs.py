"""Attributions by reporting verb: who the subject is, and on which side of the verb its words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimx.find.attributions.contents import following, skip_circumstance
from claimx.find.attributions.prepositions import clause_start
from claimx.find.attributions.sources import ARTICLES, FILLERS, NOBODY, OPENERS, PRONOUNS, QUOTES, STOPS, Reader, Source
from claimx.lexicon.attributions import AttributionEntry
from claimx.lexicon.match import Match
from claimx.models import Attribution
from claimx.schema import Mode, SourceType

# Forms that are nouns as often as verbs: "reports of", "the claims", "record losses".
_NOUNLIKE = frozenset({"report", "reports", "claim", "claims", "estimate", "estimates", "count", "counts", "record", "records", "state", "states", "document", "documents", "log", "logs",
                       "project", "projects", "finds", "find", "register", "registers", "list", "lists", "comment", "comments", "note", "notes", "tally", "tallies", "signal", "signals", "track", "tracks",
                       "trace", "traces", "increase", "place", "places", "set", "sets", "broadcast", "broadcasts", "release", "releases", "update", "updates", "blame", "stress", "remark", "remarks",
                       "reply", "answer", "writing", "saying", "finding", "recording", "meaning", "issues", "post", "posts", "observe", "show", "shows", "put", "puts", "say", "thought", "recall", "warning", "reporting"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re"})
_LIVES = frozenset({"life", "lives", "responsibility", "victory", "credit", "victims", "asylum", "compensation"})
_FEELINGS = frozenset({"horrified", "shocked", "saddened", "appalled", "outraged", "heartbroken", "devastated", "condolences", "sorry", "stunned", "dismayed", "grieved", "thoughts", "sickened",
                        "sympathies", "sympathy", "mourning"})
_TOLLS = frozenset({"toll", "tolls", "casualties", "losses", "number", "numbers", "figure", "figures", "dead", "death", "deaths", "killed", "count", "total", "data", "injured", "wounded",
                    "information", "tally", "statistics", "estimate", "estimates"})
_INVERTING = frozenset({"say", "add", "state", "write", "report", "announce", "note", "claim", "confirm", "declare", "explain"})
_DASHES = frozenset({"-", "–", "—", "--"})
# Within so many words of "put", "raise", "give" stands what is put, raised or given.
_TOLL_REACH = 9
_RELATIVE = frozenset({"who", "which", "that"})


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
        source, start = _participle_subject(reader, v, found)
        if start < v:
            participle = False
    else:
        inverted = _inverted_subject(reader, cue)
        if inverted is not None:
            source = inverted
        else:
            source, start = _subject(reader, v)
    if source is None:
        return None
    after = inverted.phrase.last if inverted else cue.last
    if not _may_speak(reader, source, entry):
        if after < n and (source.form in ("pronoun", "document") or _is_document(reader, source)):  # "most say", "estimates suggest": a cue, no source
            return Attribution(None, None, sentence.phrase(v, cue.last), entry.id, ((after, n),), Mode.INDIRECT, "attribution.nobody")
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
    rule = "attribution.participle" if participle else "attribution.inverted" if inverted else "attribution.final" if final else "attribution.subject-verb"
    quoted = any(tokens[i].text in QUOTES and tokens[i].text not in "'’" for a, b in content for i in range(a, b)) or (
        final and start > 1 and tokens[start - 1].text in QUOTES)
    return Attribution(source.phrase, source.name, sentence.phrase(v, cue.last), entry.id, content, Mode.DIRECT if quoted else Mode.INDIRECT,
                       rule, source.pronoun, source.type, via, entry.stance)


def _is_verb(reader: Reader, v: int) -> bool:
    tokens, token = reader.tokens, reader.tokens[v]
    low = token.lower
    before = tokens[v - 1].lower if v else ""
    if v in reader.at and reader.at[v].first < v:  # "a court document", "a press release"
        return False
    if v > 0 and token.text[0].isupper() and not reader.sentence.text.isupper():  # "Plateau State", "the Daily Record"
        return False
    if before in ARTICLES - {"that", "this", "one"} or before in ("'s", "to", "no", "of", "some", "any") and low in _NOUNLIKE:
        return before == "'s" and low not in _NOUNLIKE
    if low in _NOUNLIKE:
        after = tokens[v + 1].lower if v + 1 < len(tokens) else ""
        if token.pos:
            return token.pos in ("VERB", "AUX") or low in ("say", "says") or after == "that"
        # Number agrees where it is a verb: police report, the army reports; not "court report".
        agrees = before.endswith("s") != low.endswith("s") or before in ("police", "people", "media", "they", "we") or not low.endswith("s") and tokens[v - 1].text[0].isupper()
        named = v > 0 and tokens[v - 1].text[0].isupper() and before not in NOBODY
        return (agrees or low == "put") and after not in ("of", "from", "on", "by", "about") and (v - 1 in reader.at or named)
    return not (token.pos in ("ADJ", "NOUN", "PROPN") and low.endswith("ed") and before not in PRONOUNS and v - 1 not in reader.at)


def _is_other_sense(reader: Reader, cue: Match[AttributionEntry]) -> bool:
    """True for "claimed 12 lives", "claimed responsibility", "put pressure", "told to evacuate", "said of"."""
    tokens, frame = reader.tokens, cue.value.frame
    ahead = [t.lower for t in tokens[cue.last : cue.last + _TOLL_REACH]]
    if cue.value.id == "claim" and any(word in _LIVES for word in ahead[:6]):
        return True
    if frame == "toll":
        near = next((k for k, word in enumerate(ahead) if word in ("after", "when", "as", "since", "that", "because", "where", "who", ".")), len(ahead))
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
    """"was confirmed by the army": the agent speaks; without one nobody does."""
    sentence, n = reader.sentence, len(reader.tokens)
    for j in range(cue.last, min(cue.last + 4, n - 1)):  # "was confirmed on Monday by"
        if reader.tokens[j].lower == "by":
            end = reader.right_edge(j + 1)
            source = reader.read(j + 1, end) if end > j + 1 else None
            if source is not None and reader.plausible(source) and source.form != "country" and cue.value.frame not in ("accuse", "toll"):
                content = ((0, cue.first), *following(sentence, end, n)) if end < n else ((0, cue.first),)
                return Attribution(source.phrase, source.name, sentence.phrase(cue.first, cue.last), cue.value.id, content, Mode.INDIRECT,
                                   "attribution.agent", source.pronoun, source.type)
    return Attribution(None, None, sentence.phrase(cue.first, cue.last), cue.value.id, ((cue.last, n),), Mode.INDIRECT, "attribution.nobody")


def _quoted(reader: Reader, cue: Match[AttributionEntry]) -> Attribution | None:
    """Read "quoted a doctor as saying": the doctor speaks, the subject relays."""
    sentence, n = reader.sentence, len(reader.tokens)
    end = reader.right_edge(cue.last)
    if end >= n or reader.tokens[end].lower != "as":
        return None
    source = reader.read(cue.last, end)
    if source is None:
        return None
    relay, _ = _subject(reader, cue.first)
    return Attribution(source.phrase, source.name, sentence.phrase(cue.first, cue.last), cue.value.id, following(sentence, end, n), Mode.INDIRECT,
                       "attribution.quoted", source.pronoun, source.type, relay.name if relay else None)


# ---------------------------------------------------------------------- subjects


def _subject(reader: Reader, v: int) -> tuple[Source | None, int]:
    """The subject of the verb at ``v`` and the token at which it begins."""
    tokens = reader.tokens
    k = v
    while k > 0 and (tokens[k - 1].lower in FILLERS or _is_day_word(reader, k - 1)):
        k -= 1
    if k == 0:
        return None, v
    before = tokens[k - 1]
    if before.text in (",", ")", "—", "--", "–", "]") or before.text in QUOTES:
        found = _before_insertion(reader, k - 1)
        if found is not None:
            return found
        return _by_parse(reader, v)
    if before.lower in _RELATIVE and k >= 2:
        if before.lower == "who" and before.text == "WHO":
            return reader.read(k - 1, k), k - 1
        end = k - 1
        if tokens[end - 1].text == ",":
            end -= 1
        start = reader.left_edge(end)
        if start < end:
            return reader.read(start, end), start
    if before.lower in ("and", "but", "or", ","):
        return _by_parse(reader, v)
    start = _chunk(reader, k)
    if start < k:
        source = reader.read(start, k)
        if source is not None:
            return source, start
    return _by_parse(reader, v)


def _is_day_word(reader: Reader, i: int) -> bool:
    """True within "on Tuesday", "in January", "this week" between subject and verb."""
    tokens = reader.tokens
    low = tokens[i].lower
    if reader.is_date(i):
        return i > 0 and tokens[i - 1].text != "'s"
    if low in ("on", "in", "this", "last", "at", "late", "early"):
        return i + 1 < len(tokens) and (reader.is_date(i + 1) or tokens[i + 1].lower in ("last", "this", "late", "early"))
    return low.isdigit() and i > 0 and (reader.is_date(i - 1) or i + 1 < len(tokens) and reader.is_date(i + 1))


def _chunk(reader: Reader, end: int) -> int:
    """Where the subject that ends before token ``end`` begins: the whole clause opening where it has no verb, else the last noun phrase."""
    tokens = reader.tokens
    edge = reader.left_edge(end)
    begin = end
    while begin > 0 and tokens[begin - 1].text not in STOPS and tokens[begin - 1].lower not in ("that", "but", "while", "whereas", "although", "when", "if", "because", "as", "after", "before", "according"):
        begin -= 1
    while begin < end and tokens[begin].lower in OPENERS:
        begin += 1
    # A clause opening longer than this is content that lost its comma.
    if begin >= edge or end - begin > 16:
        return edge
    relative = next((i for i in range(begin + 1, end) if tokens[i].lower in ("who", "which")), end)
    if tokens[begin].lower in ("in", "on", "at", "for", "during", "by", "after", "to", "from", "with", "among", "amid", "near", "of", "despite", "about", "over") or any(
            reader.is_verbal(i) for i in range(begin, min(relative, end))):
        return edge
    if tokens[begin].text.isdigit() and not reader.tokens[begin].pos:
        return edge
    return begin


def _before_insertion(reader: Reader, comma: int) -> tuple[Source, int] | None:
    """"X, a spokesman for Y, said": the phrase before the commas, or the name within them ("the governor, X, said")."""
    tokens = reader.tokens
    best: tuple[Source, int] | None = None
    i = comma - 1
    # Insertions run to some thirty words ("X, or Y, a think tank that ..., in January").
    while i > 0 and comma - i <= 34:
        if tokens[i].text in QUOTES and tokens[i].text not in "'’" or tokens[i].text in (";", ":"):
            break
        if tokens[i].text in (",", "(", "—", "--", "–"):
            start = min(reader.left_edge(i), _chunk(reader, i))
            source = reader.read(start, i) if start < i else None
            if source is not None and (reader.plausible(source) or source.form == "generic"):
                inner = tokens[i + 1]
                # What describes a source begins with an article, a role, a relative, an age, another name of it.
                describes = (inner.lower in ARTICLES | {"who", "or", "which", "whose", "also", "speaking", "himself"} or i + 1 in reader.at or inner.text.isdigit() or inner.pos == "VERB"
                             or inner.text[0].islower())
                if describes:
                    best = (source, start)
                    # "X, the wing of Y, a group in Z, said": what begins with an article after a comma describes X.
                    if not (start > 0 and tokens[start - 1].text == "," and tokens[start].lower in ARTICLES):
                        break
                    i = start
                best = best or (source, start)
        i -= 1
    if best is None:
        return None
    source, start = best
    inner = reader.read(source.phrase.last + 1, comma) if source.phrase.last + 1 < comma else None  # "the governor, X,"
    # The role first, the name within the commas: the name is the source.
    if inner is not None and source.form in ("person", "generic") and inner.form in ("name",) and inner.phrase.last - inner.phrase.first <= 5:
        return replace(inner, type=source.type), start
    return best


def _by_parse(reader: Reader, v: int) -> tuple[Source | None, int]:
    """The parse's subject of the verb, or of the verb it is coordinated with; unparsed: the sentence's opening noun phrase."""
    sentence, tokens = reader.sentence, reader.tokens
    if not sentence.parsed:
        colon = max((i + 1 for i in range(v) if tokens[i].text == ":"), default=0)
        # "In February 2018, the network ...": the subject stands behind the opening adverbial.
        if tokens[colon].lower in ("in", "on", "at", "by", "after", "during", "since", "early", "late"):
            colon = next((i + 1 for i in range(colon, min(colon + 8, v)) if tokens[i].text == ","), colon)
        end = reader.right_edge(colon)
        return (reader.read(colon, end), colon) if colon < end < v else (None, v)
    at = v
    for _ in range(6):  # coordination and control deeper than this is no longer one clause
        subjects = [c for c in sentence.children[at] if tokens[c].dep in ("nsubj", "nsubjpass", "csubj") and c != v]
        if subjects:
            return _read_head(reader, subjects[0], v)
        if tokens[at].head == at or tokens[at].dep not in ("conj", "xcomp", "advcl", "ccomp", "acl", "relcl", "pcomp", "prep", "dobj", "pobj"):
            break
        at = tokens[at].head
        if tokens[at].pos in ("NOUN", "PROPN") and tokens[v].dep in ("relcl", "acl"):
            return _read_head(reader, at, v)
    return None, v


def _read_head(reader: Reader, head: int, v: int) -> tuple[Source | None, int]:
    tokens = reader.tokens
    if tokens[head].lower in _RELATIVE and head >= 1:
        end = head - 1 if tokens[head - 1].text == "," else head
        start = reader.left_edge(end)
        return (reader.read(start, end), start) if start < end else (None, v)
    start = reader.left_edge(head + 1)
    end = reader.right_edge(head)
    if head < v:
        end = min(end, v)
    return reader.read(start, max(end, head + 1)), start


def _participle_subject(reader: Reader, v: int, found: Sequence[Attribution]) -> tuple[Source | None, int]:
    """"adding that", "a report alleging": the document's owner, the attribution before, or the subject of the clause."""
    tokens = reader.tokens
    match = reader.by_last.get(v)
    if match is not None and match.value.form == "document":
        start = reader.left_edge(v)
        source = reader.read(start, v)
        if source is not None and source.phrase.last < match.first:
            return source, start
        source, _ = _by_parse(reader, match.first)
        return source, v
    before = [one for one in found if one.source is not None and one.cue.last <= v]
    if before:
        last = before[-1]
        assert last.source is not None
        return Source(last.source, last.name, last.type or SourceType.OTHER, last.pronoun, "name" if last.name else "pronoun"), v
    if v and tokens[v - 1].text not in STOPS and match is None:
        return None, v
    source, _ = _by_parse(reader, v)
    if source is None:
        end = reader.right_edge(0)
        source = reader.read(0, end) if end else None
    return source, v


def _inverted_subject(reader: Reader, cue: Match[AttributionEntry]) -> Source | None:
    """The subject behind the verb: ", said police."."""
    tokens, v, n = reader.tokens, cue.first, len(reader.tokens)
    if cue.value.id not in _INVERTING or v < 2 or cue.last >= n:
        return None
    k = v
    while k > 0 and tokens[k - 1].lower in ("meanwhile", "also", "later", "further"):
        k -= 1
    before = tokens[k - 1]
    if before.text not in (",", ":") and before.text not in QUOTES and before.text not in _DASHES and before.text not in ("?", "!", ".", ";"):
        return None
    if tokens[cue.last].lower == "that":
        return None
    start = cue.last
    if tokens[start].lower in ("the", "a", "an") or tokens[start].text[0].isupper() or start in reader.at or tokens[start].lower in PRONOUNS or tokens[start].pos in ("NOUN", "ADJ"):
        end = reader.right_edge(start) if tokens[start].lower not in PRONOUNS or tokens[start].text == "WHO" else start + 1
        if end > start and (end >= n or tokens[end].text in STOPS or tokens[end].lower in ("in", "on", "at", "who", "after", "during", "as", "when", "to", "by", "while", "and", "adding", "citing")
                            or reader.is_date(end)):
            return reader.read(start, end)
    return None


def _past_apposition(reader: Reader, i: int) -> int:
    """Past ", a spokesman for the ministry" after an inverted subject, up to the end or the comma that closes it."""
    tokens, n = reader.tokens, len(reader.tokens)
    if i < n and tokens[i].text == "," and i + 1 < n and (tokens[i + 1].lower in ("a", "an", "the", "who") or i + 1 in reader.at):
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


def _may_speak(reader: Reader, source: Source, entry: AttributionEntry) -> bool:
    if source.form == "pronoun":
        return source.pronoun
    if source.form == "document" or source.form == "generic" and _is_document(reader, source):
        words = reader.tokens[source.phrase.first : source.phrase.last - 1]
        return any(t.lower not in NOBODY for t in words) or entry.frame == "clause" and source.pronoun
    if entry.frame == "show":
        return source.document
    if entry.strength == "record" and source.form in ("country", "other", "generic") and not any(
            i in reader.at for i in range(source.phrase.first, source.phrase.last)):
        return False
    if entry.id in ("say", "tell", "add", "write"):
        return True
    return reader.plausible(source)


def _contents(reader: Reader, start: int, after: int, participle: bool, found: Sequence[Attribution]) -> tuple[tuple[tuple[int, int], ...], bool]:
    """Content ranges and whether the attribution closes its content (final) rather than opens it."""
    sentence, tokens, n = reader.sentence, reader.tokens, len(reader.tokens)
    if after < n and tokens[after].lower == "that":
        return following(sentence, after + 1, n), False
    closes = (after >= n or tokens[after].text in (",", ".", ";", ")", "!", "?", "—", "--", "–", "|") or tokens[after].text in QUOTES
              or tokens[after].lower in ("adding", "citing", "noting", "quoting", "of", "as", "after", "when"))
    # Anything but an opening adverbial before the subject may be the content.
    if closes and not participle and start >= 3:
        low = clause_start(reader, start, found)
        parts = [(low, start)]
        if after < n - 1 and (tokens[after].text in (",", "—", "--", "–") or tokens[after].text in QUOTES):
            rest = after + 1
            while rest < n and (tokens[rest].text in QUOTES or tokens[rest].text == ","):
                rest += 1
            if rest < n - 1 and tokens[rest].lower not in ("but", "although", "though", "while", "whereas", "adding", "citing", "noting"):
                if not reader.is_verbal(rest):
                    parts.extend(following(sentence, rest, n))
        return tuple(parts), True
    while after < n and (tokens[after].text in (",", ":") or tokens[after].text in QUOTES and tokens[after].text in "'’"):
        after += 1
    return (following(sentence, after, n) if after < n else ()), False
