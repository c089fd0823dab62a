"""Who the subject of a reporting verb is: before the verb, behind it, within commas, or by the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimx.find.attributions.appositions import is_full_name, name_in_apposition
from claimx.find.attributions.relatives import described, relative_with_reason
from claimx.find.attributions.sources import Reader, Source
from claimx.find.attributions.words import ARTICLES, FILLERS, ISSUED, MARKS, OPENERS, PERSONAL, PRONOUNS, QUOTES, STOPS
from claimx.lexicon.attributions import AttributionEntry
from claimx.lexicon.match import Match
from claimx.models import Attribution
from claimx.schema import SourceType

_DASHES = frozenset({"-", "–", "—", "--"})
_RELATIVE = frozenset({"who", "which", "that"})
# A dateline has at most so many words before its dash: "KYIV, Ukraine, March 3 (Reuters) -".
_DATELINE = 14


def subject(reader: Reader, v: int) -> tuple[Source | None, int]:
    """The subject of the verb at ``v`` and the token at which it begins."""
    tokens = reader.tokens
    k = v
    while k > 0 and (tokens[k - 1].lower in FILLERS or _is_day_word(reader, k - 1)):
        k -= 1
    if k == 0:
        return None, v
    before = tokens[k - 1]
    if before.text == ")":
        # "the Armed Forces Press Committee (Coprefa) said": eight tokens hold any acronym or age.
        opening = next((i for i in range(k - 2, max(-1, k - 10), -1) if tokens[i].text == "("), None)
        if opening is not None and opening > 0 and tokens[opening - 1].text not in STOPS:
            start, stop = _chunk(reader, opening)
            source = reader.read(start, stop) if start < stop else None
            if source is not None:
                return source, start
    if before.text in (",", ")", "—", "--", "–", "]") or before.text in QUOTES:
        found = _before_insertion(reader, k - 1)
        if found is not None:
            return found
        return by_parse(reader, v)
    if before.lower in _RELATIVE and before.text != "WHO" and k >= 2:
        end = k - 1
        if tokens[end - 1].text == ",":
            end -= 1
        start = reader.left_edge(end)
        return (reader.read(start, end), start) if start < end else by_parse(reader, v)
    if before.lower in ("and", "but", "or", ","):
        return by_parse(reader, v)
    head = described(reader, k)
    if head is not None:
        start = reader.left_edge(head + 1)
        return reader.read(start, head + 1), start
    relative = relative_with_reason(reader, k)
    if relative is not None:
        start = reader.left_edge(relative)
        return reader.read(start, relative), start
    start, stop = _chunk(reader, k)
    if start < stop:
        source = reader.read(start, stop)
        if source is not None:
            return source, start
    return by_parse(reader, v)


def _is_day_word(reader: Reader, i: int) -> bool:
    """True within "on Tuesday", "in January", "this week" between subject and verb."""
    tokens = reader.tokens
    low = tokens[i].lower
    if reader.is_date(i):
        return i > 0 and tokens[i - 1].text != "'s"
    if low in ("on", "in", "this", "last", "at", "late", "early"):
        return i + 1 < len(tokens) and (
            reader.is_date(i + 1) or tokens[i + 1].lower in ("last", "this", "late", "early")
        )
    return low.isdigit() and i > 0 and (reader.is_date(i - 1) or i + 1 < len(tokens) and reader.is_date(i + 1))


def _closes_dateline(reader: Reader, i: int) -> bool:
    """True at the dash between blanks behind which the first sentence begins: "Algiers, 12 May - A military source said"."""
    return reader.is_dash(i) and i <= _DATELINE and not any(reader.is_verbal(j) for j in range(i))


def _chunk(reader: Reader, end: int) -> tuple[int, int]:
    """The subject that ends before token ``end``: the whole clause opening where it has no verb, else the last noun phrase.

    What only tells more of it ("residents who spoke by phone", "a tally based on figures") is left off its end.
    """
    tokens = reader.tokens
    edge = reader.left_edge(end)
    if edge == end - 1 and tokens[edge].lower in PERSONAL:
        return edge, end  # "last week it said"
    begin = end
    while (
        begin > 0
        and tokens[begin - 1].text not in STOPS
        and tokens[begin - 1].lower
        not in (
            "that",
            "but",
            "while",
            "whereas",
            "although",
            "when",
            "if",
            "because",
            "as",
            "after",
            "before",
            "according",
        )
        and not _closes_dateline(reader, begin - 1)
    ):
        begin -= 1
    while begin < end and (tokens[begin].lower in OPENERS or reader.is_dash(begin)):
        begin += 1
    if (
        edge >= 3
        and tokens[edge - 1].lower == "by"
        and tokens[edge - 2].lower in ISSUED
        and edge - 3 in reader.at
        and reader.at[edge - 3].value.form == "document"
    ):
        return reader.left_edge(edge - 2), end  # "footage broadcast by the channel showed"
    # A clause opening longer than this is content that lost its comma.
    if begin >= edge or end - begin > 16:
        return edge, end
    relative = next(
        (i for i in range(begin + 1, end) if tokens[i].lower in _TELLS_MORE or _is_gerund_of_source(reader, begin, i)),
        end,
    )
    if tokens[begin].lower in (
        "in",
        "on",
        "at",
        "for",
        "during",
        "by",
        "after",
        "to",
        "from",
        "with",
        "among",
        "amid",
        "near",
        "of",
        "despite",
        "about",
        "over",
    ) or any(reader.is_verbal(i) for i in range(begin, min(relative, end))):
        return edge, end
    if tokens[begin].text.isdigit() and not reader.tokens[begin].pos:
        return edge, end
    return begin, relative


# They begin what tells more of a subject: "documents seen by the paper", "a tally based on figures".
_TELLS_MORE = frozenset(
    "who which based compiled released published quoted cited seen obtained reviewed viewed leaked".split()
)


def _is_gerund_of_source(reader: Reader, begin: int, i: int) -> bool:
    """True for the "treating" of "Doctors treating the wounded said": what people who open the clause are at."""
    token, before = reader.tokens[i], reader.tokens[i - 1]
    return (
        token.lower.endswith("ing")
        and token.pos in ("VERB", "AUX", "")
        and len(token.text) > 5  # no "king", "wing"
        and i - begin <= 3  # "Local hospital officials working"
        and any(j in reader.at for j in range(begin, i))
        and (before.lower.endswith("s") or i - 1 in reader.at)
    )


def _before_insertion(reader: Reader, comma: int) -> tuple[Source, int] | None:
    """ "X, a spokesman for Y, said": the phrase before the commas, or the name within them ("the governor, X, said")."""
    tokens = reader.tokens
    best: tuple[Source, int] | None = None
    i = comma - 1
    # Insertions run to some thirty words ("X, or Y, a think tank that ..., in January").
    while i > 0 and comma - i <= 34:
        if tokens[i].text in MARKS or tokens[i].text in (";", ":"):
            break
        if tokens[i].text in (",", "(", "—", "--", "–"):
            start = min(reader.left_edge(i), _chunk(reader, i)[0])
            source = reader.read(start, i) if start < i else None
            if source is not None and (reader.plausible(source) or source.form == "generic"):
                inner = tokens[i + 1]
                # What describes a source begins with an article, a role, a relative, an age, another name of it.
                describes = (
                    inner.lower in ARTICLES | {"who", "or", "which", "whose", "also", "speaking", "himself"}
                    or i + 1 in reader.at
                    or inner.text.isdigit()
                    or inner.pos == "VERB"
                    or inner.text[0].islower()
                )
                if source.form in ("person", "generic") and is_full_name(reader, i + 1, comma):
                    best = (source, start)  # "the head of the region, Oleh Petrenko, wrote"
                    break
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
    named = reader.read(source.phrase.last + 1, comma) if source.phrase.last + 1 < comma else None  # "the governor, X,"
    # The role first, the name within the commas: the name is the source.
    if (
        named is not None
        and source.form in ("person", "generic")
        and named.form in ("name", "country")
        and named.phrase.last - named.phrase.first >= 2
        and named.phrase.last - named.phrase.first <= 5
    ):
        return replace(named, type=source.type), start
    return best


def by_parse(reader: Reader, v: int) -> tuple[Source | None, int]:
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
        if tokens[at].head == at or tokens[at].dep not in (
            "conj",
            "xcomp",
            "advcl",
            "ccomp",
            "acl",
            "relcl",
            "pcomp",
            "prep",
            "dobj",
            "pobj",
        ):
            break
        at = tokens[at].head
        if tokens[at].pos in ("NOUN", "PROPN") and tokens[v].dep in ("relcl", "acl"):
            return _read_head(reader, at, v)
    return None, v


def _read_head(reader: Reader, head: int, v: int) -> tuple[Source | None, int]:
    start = reader.left_edge(head + 1)
    end = reader.right_edge(head)
    if head < v:
        end = min(end, v)
    return reader.read(start, max(end, head + 1)), start


def participle_subject(reader: Reader, v: int, found: Sequence[Attribution]) -> tuple[Source | None, int]:
    """ "adding that", "a report alleging": the document's owner, the attribution before, or the subject of the clause."""
    tokens = reader.tokens
    end = v
    while end > 1 and tokens[end - 1].lower in ("earlier", "later", "also", "then"):
        end -= 1  # "released two statements earlier announcing"
    match = reader.by_last.get(end)
    if match is not None and match.value.form == "document":
        start = reader.left_edge(end)
        source = reader.read(start, end)
        if source is not None and source.phrase.last < match.first:
            return source, start
        source, _ = by_parse(reader, match.first)
        return (replace(source, document=True) if source is not None else None), v
    own = reader.read(reader.left_edge(v), v) if v and tokens[v - 1].text not in STOPS and v - 1 in reader.at else None
    begin = next((j for j in range(end - 2, max(0, end - _ABSOLUTE), -1) if tokens[j].lower == "with"), None)
    if own is None and begin is not None and tokens[begin - 1].text == "," and not _has_verb(reader, begin, end):
        own = reader.read(begin + 1, end)
    if own is not None and reader.plausible(own) and not own.document:
        return own, v  # "with officials reporting 150 dead"
    before = [one for one in found if one.source is not None and one.cue.last <= v]
    if before:
        last = before[-1]
        assert last.source is not None
        return Source(
            last.source, last.name, last.type or SourceType.OTHER, last.pronoun, "name" if last.name else "pronoun"
        ), v
    if v and tokens[v - 1].text not in STOPS and match is None:
        return None, v
    source, _ = by_parse(reader, v)
    if source is None:
        end = reader.right_edge(0)
        source = reader.read(0, end) if end else None
    return source, v


# "with the governor of the province earlier | saying": words from "with" to the participle.
_ABSOLUTE = 10


def _has_verb(reader: Reader, first: int, last: int) -> bool:
    return any(reader.is_verbal(i) or reader.tokens[i].text in STOPS for i in range(first, last))


def _past_one_of(reader: Reader, i: int) -> int:
    """Past "one of the": to "sources", or to what describes the one ("said one of the sources, a security official")."""
    tokens = reader.tokens
    if [t.lower for t in tokens[i : i + 2]] != ["one", "of"] or i + 3 >= len(tokens):
        return i
    end = reader.right_edge(i + 2)
    described = [t.lower for t in tokens[end : end + 2]] in ([",", "a"], [",", "an"])
    return end + 1 if described and end + 2 < len(tokens) else i + 2


def inverted_subject(reader: Reader, cue: Match[AttributionEntry]) -> tuple[Source, int] | None:
    """The subject behind the verb and the token behind it: ", said police", "said the governor, X."."""
    tokens, v, n = reader.tokens, cue.first, len(reader.tokens)
    if cue.value.frame != "clause" or cue.value.strength == "record" or v < 2 or cue.last >= n:
        return None
    k = v
    while k > 0 and tokens[k - 1].lower in ("meanwhile", "also", "later", "further"):
        k -= 1
    before = tokens[k - 1]
    apart = before.text in _APART or before.text in QUOTES
    # Without a mark only "said" is read so: it takes no bare noun phrase ("... were killed said the ministry.").
    if not apart and cue.value.id != "say":
        return None
    told = any(
        reader.is_verbal(i)
        and not (i and tokens[i - 1].text == "-")
        or tokens[i].text in QUOTES
        or tokens[i].text[0].isdigit()
        or tokens[i].tag == "CD"
        for i in range(k)
    )
    start = _past_one_of(reader, cue.last)
    low = tokens[start].lower
    if not told or tokens[start].tag == "CD" or low == "that" or reader.is_date(start):
        return None  # "The White Helmets, volunteers in the district, said a mother ...": nothing is said yet
    pronoun = low in PRONOUNS and tokens[start].text != "WHO"
    end = start + 1 if pronoun else reader.right_edge(start)
    if end == start or not (
        end >= n or tokens[end].text in STOPS or tokens[end].lower in _BEHIND or reader.is_date(end)
    ):
        return None
    source = reader.read(start, end)
    if (
        source is None
        or not apart
        and (pronoun or not reader.plausible(source) or any(reader.is_finite(i) for i in range(end, n)))
    ):
        return None
    return name_in_apposition(reader, source, end)


# Marks that part a clause from "said X".
_APART = frozenset({",", ":", "?", "!", ".", ";"}) | _DASHES
# Words that may follow an inverted subject.
_BEHIND = frozenset(
    "in on at who after during as when to by while and based speaking quoting familiar adding citing including".split()
)
