"""The content of an attribution: which tokens are the source's words, which the writer's own."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.find.attributions.sources import Reader
from claimx.find.attributions.words import MARKS, MONTHS, QUOTES, RECORDING
from claimx.models import Attribution, Sentence, Token

Ranges = tuple[tuple[int, int], ...]

# The writer adds these to what a source said, after a comma: "..., a day after strikes killed 30".
_SINCE = frozenset({"after", "before", "since", "following"})
_TIMES = frozenset("day days week weeks hours hour month months year years minutes shortly soon just".split())
_CONTRAST = frozenset({"but", "although", "though", "whereas", "however"})
# Words that begin another clause, or another attribution.
_NEW_CLAUSE = _CONTRAST | {"while", "adding", "citing", "noting"}
_CLAUSE = frozenset({"while", "whereas", "but", "and"})
_DASHES = frozenset({"—", "--", "–"})
# Words at which a reporting verb is over where its content stands before it: "... died, police said after the raid".
_CLOSERS = frozenset("adding citing noting quoting without of as after when because including".split())
_SUBORDINATORS = frozenset("after when as since because where before while following amid".split())
_RELATIVES = frozenset({"who", "which", "that", "whose"})
# Prepositions of the day, place and medium of speaking.
_CIRCUMSTANTIAL = frozenset("on in at during via through from by over to outside inside near upon".split())
_VAGUE = frozenset("dozens scores hundreds thousands several many dead deaths casualties".split())


def following(sentence: Sentence, start: int, end: int) -> Ranges:
    """Content after a cue: from ``start`` to the writer's own addition, at most ``end``; background clauses left out."""
    tokens = sentence.tokens
    inside = False
    opened = 0
    for i in range(start, end):
        text, low = tokens[i].text, tokens[i].lower
        if text in MARKS and len(text) == 1:
            inside = not inside
        opened += text == "("
        if inside or i + 1 >= end:
            continue
        if text in (",", ";", *_DASHES) and (
            tokens[i + 1].lower in _CONTRAST or _is_afterthought(sentence, i + 1, end)
        ):
            end = i
            break
        if low == ")":
            opened -= 1
            if opened < 0:
                end = i
                break
    return _without_background(sentence, start, end)


def _is_afterthought(sentence: Sentence, i: int, end: int) -> bool:
    """True at "a day after", "two weeks after", "hours before": an adjunct of the telling, not of the told."""
    tokens = sentence.tokens
    for j in range(i, min(i + 5, end)):  # "just a few days after" is the longest form
        if tokens[j].lower in _SINCE:
            return j > i and tokens[j - 1].lower in _TIMES
    return False


def _without_background(sentence: Sentence, start: int, end: int) -> Ranges:
    """The range without commaed relative clauses in the perfect ("the war, which has killed 1,200 people, ...")."""
    tokens = sentence.tokens
    out: list[tuple[int, int]] = []
    i = low = start
    while i < end:
        if (
            tokens[i].text == ","
            and i + 2 < end
            and tokens[i + 1].lower in ("which", "who", "that")
            and any(tokens[k].lower in ("has", "have", "had") for k in range(i + 2, min(i + 4, end)))
        ):
            stop = next((k for k in range(i + 2, end) if tokens[k].text == ","), end)
            if low < i:
                out.append((low, i))
            low = i = stop
        i += 1
    if low < end:
        out.append((low, end))
    return tuple(out)


def skip_circumstance(reader: Reader, i: int) -> int:
    """Past the day, place and medium of speaking behind a verb: "said Tuesday in a statement on Telegram"."""
    tokens, n = reader.tokens, len(reader.tokens)
    while i < n:
        if tokens[i].lower == "here" or reader.is_date(i):
            i += 1
            continue
        end = _circumstance(reader, i) if tokens[i].lower in _CIRCUMSTANTIAL else i
        if end == i:
            break
        i = end
    return i


def _circumstance(reader: Reader, i: int) -> int:
    """The end of the prepositional phrase at ``i``, or ``i`` where it is none or counts something."""
    tokens, n = reader.tokens, len(reader.tokens)
    j = i + 1
    while j < n and (tokens[j].lower in ("the", "late", "early") or reader.is_date(j)):
        j += 1
    if j < n and tokens[j].lower in ("least", "most"):
        return i
    dated = reader.is_date(j - 1)
    month = tokens[j - 1].lower in MONTHS
    if j < n and tokens[j].text.isdigit() and (month and len(tokens[j].text) <= 2 or _is_year(tokens[j].text)):
        return j + 1  # "on May 12", not "on Wednesday 12 soldiers"
    if dated:
        return j
    end = reader.right_edge(i + 1)
    if any(
        tokens[k].tag == "CD" or tokens[k].text[0].isdigit() or tokens[k].lower in _VAGUE for k in range(i + 1, end)
    ):
        return i
    if end < n and tokens[end].tag == "VBN" and end > i + 1:  # "in a communique faxed from its offices"
        end = next((k for k in range(end, n) if tokens[k].text in (",", ".", ";") or tokens[k].lower == "that"), n)
    return end if end > i + 1 else i


def _is_year(text: str) -> bool:
    return len(text) == 4 and text[:2] in ("19", "20")


def content_of(
    reader: Reader, start: int, after: int, found: Sequence[Attribution], *, bare: bool
) -> tuple[Ranges, bool]:
    """Content of a verb whose subject begins at ``start`` and which is over before ``after``; and whether it closes its content.

    ``bare``: the verb takes a clause alone ("said"), so a phrase without a verb behind it is none of its words.
    """
    tokens, n = reader.tokens, len(reader.tokens)
    if after < n and tokens[after].lower == "that":
        return following(reader.sentence, after + 1, n), False
    # Anything but an opening adverbial before the subject may be the content.
    if start >= 3 and _closes(reader, start, after, bare=bare):
        low = clause_start(reader, start, found)
        parts = [(low, start)]
        rest = _resumed(reader, after)
        if rest is None and after + 1 < n and tokens[after].text == "," == tokens[start - 1].text:
            # "The raid, the army claims, killed 40": what it set apart is one clause.
            rest = None if any(map(reader.is_finite, range(low, start))) else after + 1
        return (*parts, *(following(reader.sentence, rest, n) if rest is not None else ())), True
    while after < n and (tokens[after].text in (",", ":", "'", "’")):
        after += 1
    end = n if bare else _object_end(reader, after)
    return (following(reader.sentence, after, end) if after < end else ()), False


def _closes(reader: Reader, start: int, after: int, *, bare: bool) -> bool:
    """True where the verb ends its clause, so that what it reports stands before its subject."""
    tokens, n = reader.tokens, len(reader.tokens)
    if (
        after >= n
        or tokens[after].text in (".", ";", ")", "]", ",", "!", "?", "|", *_DASHES)
        or tokens[after].text in QUOTES
    ):
        return True
    if tokens[after].lower in _CLOSERS:
        return True
    told_before = any(reader.is_verbal(i) for i in range(start - 1))
    told_behind = any(
        reader.is_finite(i) or tokens[i].text[0].isdigit() or tokens[i].tag == "CD" for i in range(after, n)
    )
    return bare and told_before and not told_behind


def _object_end(reader: Reader, after: int) -> int:
    """Where the object of a verb ends: at an adjunct that follows before any verb or number ("declared war after ...")."""
    tokens, n = reader.tokens, len(reader.tokens)
    for i in range(after, n):
        if reader.is_finite(i) or tokens[i].text[0].isdigit() or tokens[i].tag == "CD" or tokens[i].lower in _VAGUE:
            return n
        if tokens[i].lower == "since" and tokens[i].dep == "prep":
            continue  # "put the toll since April at 90"
        if tokens[i].lower == "as" and _counts(tokens, i + 1):
            return n
        if tokens[i].lower in _SUBORDINATORS:
            return i
    return n


def _counts(tokens: Sequence[Token], i: int) -> bool:
    """True where a number begins at token i: "gave the toll as nine", "as many as 40", "as high as 40"."""
    i += 2 if [token.lower for token in tokens[i + 1 : i + 2]] == ["as"] else 0
    return i < len(tokens) and (
        tokens[i].tag == "CD" or tokens[i].text[0].isdigit() or tokens[i].lower in _VAGUE | {"few"}
    )


def _resumed(reader: Reader, after: int) -> int | None:
    """Where the content goes on behind an attribution that closed it, or None: "..., police said, bringing the toll to 40"."""
    tokens, n = reader.tokens, len(reader.tokens)
    if after >= n - 1:
        return None
    if tokens[after].lower == "including":
        return after
    if not (tokens[after].text in (",", *_DASHES) or tokens[after].text in QUOTES):
        return None
    rest = after + 1
    while rest < n and (tokens[rest].text in QUOTES or tokens[rest].text == ","):
        rest += 1
    if rest >= n - 1 or tokens[rest].lower in _NEW_CLAUSE:
        return None
    # A participle goes on with the content, a finite verb does not.
    return rest if not reader.is_verbal(rest) or tokens[rest].lower.endswith("ing") else None


def counted_object(reader: Reader, after: int) -> Ranges:
    """What a verb of counting has for its object, up to a clause that tells more of it; nothing where no number stands there."""
    tokens, n = reader.tokens, len(reader.tokens)
    end = next(
        (i for i in range(after, n) if tokens[i].lower in _RELATIVES | _SUBORDINATORS and tokens[i].lower != "as"), n
    )
    counts = (
        any(t.text[0].isdigit() or t.tag == "CD" or t.lower in _VAGUE for t in tokens[after:end]) or not tokens[0].pos
    )
    return following(reader.sentence, after, n) if counts else ()


def around(reader: Reader, first: int, end: int, found: Sequence[Attribution]) -> Ranges:
    """Content of an attribution that stands apart in tokens ``first`` to ``end``: what precedes it in its clause, and what follows."""
    tokens, n = reader.tokens, len(reader.tokens)
    low = clause_start(reader, first, found)
    parts: list[tuple[int, int]] = [(low, first)] if first > low else []
    after = end
    while after < n and (tokens[after].text in (",", ")", *_DASHES) or tokens[after].text in QUOTES):
        after += 1
    # An opening adverbial only ("On Monday, according to ...") leaves the content behind the source.
    if after < n - 1 and tokens[after].text not in (".", ";") and (after > end or first - low <= 3):
        if tokens[after].lower not in _CONTRAST | {"while"}:
            parts.extend(following(reader.sentence, after, n))
    return tuple(parts) or ((0, n),)


def clause_start(reader: Reader, end: int, found: Sequence[Attribution]) -> int:
    """Where the clause that ends before token ``end`` begins: after the last contrast or semicolon past an earlier attribution."""
    tokens = reader.tokens
    comma = tokens[end - 1].text == "," if end else False
    if end >= 3 and tokens[end - 1 - comma].lower in _RELATIVES:
        return end - 1 - comma  # "rebels who, a witness said, fled": the aside speaks of the relative clause alone
    floor = max(
        (one.cue.last for one in found if one.source and one.cue.last <= end and one.verb not in RECORDING), default=0
    )
    inside = False
    for i in range(end - 1, floor, -1):
        if tokens[i].text in MARKS:
            inside = not inside
        if inside:
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
