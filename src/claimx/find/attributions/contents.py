"""The content of an attribution: which tokens are the source's words, which the writer's own."""

from __future__ import annotations

from claimx.find.attributions.words import DAYS, MARKS, MONTHS
from claimx.models import Sentence

# The writer adds these to what a source said, after a comma: "..., a day after strikes killed 30".
_SINCE = frozenset({"after", "before", "since", "following"})
_CONTRAST = frozenset({"but", "although", "though", "whereas", "however"})


def following(sentence: Sentence, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Content after a cue: from ``start`` to the writer's own addition, at most ``end``; background clauses left out."""
    tokens = sentence.tokens
    inside = False
    for i in range(start, end):
        text, low = tokens[i].text, tokens[i].lower
        if text in MARKS and len(text) == 1:
            inside = not inside
        if inside or i + 1 >= end:
            continue
        if text in (",", "--", "—", ";") and (
            tokens[i + 1].lower in _CONTRAST or _is_afterthought(sentence, i + 1, end)
        ):
            end = i
            break
        if low == ")" and not any(tokens[k].text == "(" for k in range(start, i)):
            end = i
            break
    return without_background(sentence, start, end)


def _is_afterthought(sentence: Sentence, i: int, end: int) -> bool:
    """True at "a day after", "two weeks after", "hours before": an adjunct of the telling, not of the told."""
    tokens = sentence.tokens
    for j in range(i, min(i + 5, end)):  # "just a few days after" is the longest form
        low = tokens[j].lower
        if low in _SINCE:
            return j > i and tokens[j - 1].lower in (
                "day",
                "days",
                "week",
                "weeks",
                "hours",
                "hour",
                "month",
                "months",
                "year",
                "years",
                "minutes",
                "shortly",
                "soon",
                "just",
            )
    return False


def without_background(sentence: Sentence, start: int, end: int) -> tuple[tuple[int, int], ...]:
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


def skip_circumstance(sentence: Sentence, i: int) -> int:
    """Past the day, place and medium of speaking after a cue: "said Tuesday in a statement on Telegram"."""
    tokens, n = sentence.tokens, len(sentence.tokens)
    while i < n:
        low = tokens[i].lower
        if low == "here":
            i += 1  # "a spokesman said here today"
        elif i and tokens[i].tag == "VBN" and tokens[i - 1].lower in _MEDIA:
            # "in a communique faxed from its offices"
            i = next((j for j in range(i, n) if tokens[j].text in (",", ".", ";")), n)
        elif (
            low in DAYS
            or low in MONTHS
            or low
            in (
                "on",
                "in",
                "at",
                "during",
                "via",
                "through",
                "late",
                "early",
                "from",
                "by",
                "over",
                "earlier",
                "to",
                "this",
                "last",
            )
            and _is_circumstance(sentence, i)
        ):
            i = _past(sentence, i)
        else:
            break
    return i


_MEDIA = frozenset(
    {
        "statement",
        "tweet",
        "post",
        "interview",
        "report",
        "conference",
        "briefing",
        "television",
        "tv",
        "radio",
        "telegram",
        "facebook",
        "twitter",
        "x",
        "speech",
        "address",
        "message",
        "video",
        "remarks",
        "letter",
        "communique",
        "communiqué",
        "release",
        "update",
        "website",
        "channel",
        "page",
        "phone",
        "telephone",
        "email",
        "e-mail",
        "broadcast",
        "media",
        "bulletin",
        "platform",
        "reporters",
        "journalists",
        "parliament",
        "night",
        "article",
        "dispatch",
        "announcement",
        "newspaper",
        "document",
        "memo",
        "tweets",
        "posts",
        "anonymity",
        "call",
        "remark",
        "text",
    }
)


def _is_circumstance(sentence: Sentence, i: int) -> bool:
    tokens = sentence.tokens
    for j in range(i + 1, min(i + 7, len(tokens))):  # "in a brief early morning video statement"
        low = tokens[j].lower
        if low in _MEDIA or low in DAYS or low in MONTHS:
            return True
        if low.isdigit() and len(low) == 4 and low[:2] in ("19", "20") and j == i + 1:
            return True
        if not (low.isalnum() or low in ("'s", "-")) or low in ("that", "which"):
            return False
    return False


def _past(sentence: Sentence, i: int) -> int:
    tokens, n = sentence.tokens, len(sentence.tokens)
    start = i
    last = i
    for j in range(i, min(i + 8, n)):
        low = tokens[j].lower
        if (
            low in _MEDIA
            or low in DAYS
            or low in MONTHS
            or j > start
            and last == j - 1
            and low.isdigit()
            and (len(low) <= 2 or len(low) == 4)
        ):
            last = j
        elif (
            not (low.isalnum() or low in ("'s", "-"))
            or low in ("that",)
            or j > last + 3
            or low.isdigit()
            and len(low) < 4
            and j + 1 < n
            and tokens[j + 1].lower not in MONTHS
        ):
            break
    return last + 1
