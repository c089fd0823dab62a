"""An article as lines of styled pieces: its text with every claim's words marked, then each claim field by field.

Nothing is drawn here: a piece is its words and the name of a style, which ``claimx.console`` knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from claimx.confidence import FIELDS as CONFIDENCES
from claimx.confidence import RECORD, WEAK, Weights, confidence_of, estimates, features, load_weights, lowered, meaning
from claimx.fields import Field, fields, spans, words_around
from claimx.lexicon.rules import load_rules
from claimx.models import Article, Choice
from claimx.schema import Record
from claimx.visible import visible

Piece = tuple[str, str]
Line = list[Piece]

# What lies over what, where words have several parts in claims: the number first, since it is what a claim is found by.
LAYERS = ("quantity", "affected", "actor", "source", "cue", "date", "location", "category")
_PARAGRAPH = re.compile(r"[^\n]+")


def show(
    article: Article,
    records: Sequence[Record],
    *,
    explain: bool = False,
    whole: bool = False,
    choices: Mapping[str, Sequence[Choice]] | None = None,
    weights: Weights | None = None,
) -> Iterator[Line]:
    """The lines for an article and its records (in text order). All words of the article come out harmless.

    Only paragraphs with claims are given unless ``whole``; what lies between is told as an ellipsis. ``choices`` are what was
    proposed for the records, by their ids. What lowered a confidence is told by ``weights``, those that claimx ships unless
    others are given.
    """
    told = [part for part in (article.publisher, article.published and article.published.isoformat()) if part]
    yield [
        (visible(article.title or article.id or article.path), "title"),
        (f"  {visible(', '.join(told))}" if told else "", "faint"),
    ]
    if not records:
        yield [("no claims", "faint")]
        yield []
        return
    cut = False
    for paragraph in _PARAGRAPH.finditer(article.text):
        line = _paragraph(article.text, paragraph.start(), paragraph.end(), records)
        if whole or any(style == "index" for _, style in line):
            if cut:
                yield [("[…]", "faint")]
            yield line
            cut = False
        else:
            cut = True
    yield []
    explained: set[str] | None = set() if explain else None
    signs = features(records) if explain else []
    for number, record in enumerate(records, 1):
        yield from _record(number, record, explained, (choices or {}).get(record.id, ()), article.text)
        if explained is not None:
            yield from _incident(record, records, (choices or {}).get(record.id, ()), explained)
        if explain and record.confidences is not None:
            yield from _doubts(record, signs[number - 1], weights or load_weights())
    yield []


def _paragraph(text: str, start: int, end: int, records: Sequence[Record]) -> Line:
    marks = [
        (span[0], span[1], LAYERS.index(role), number)
        for number, record in enumerate(records, 1)
        for role, span in spans(record).items()
        if role in LAYERS and span[0] < end and span[1] > start
    ]
    cuts = sorted({start, end, *(max(start, mark[0]) for mark in marks), *(min(end, mark[1]) for mark in marks)})
    line: Line = []
    for low, high in pairwise(cuts):
        over = [mark for mark in marks if mark[0] <= low and mark[1] >= high]
        style = LAYERS[min(mark[2] for mark in over)] if over else ""
        line.append((visible(text[low:high]), style))
        # Claims on the same words are told together, after the words.
        ending = [number for _, stop, layer, number in marks if layer == 0 and stop == high]
        if ending:
            line.append((f"[{','.join(map(str, ending))}]", "index"))
    return line


def _record(
    number: int, record: Record, explained: set[str] | None, choices: Sequence[Choice] = (), text: str = ""
) -> Iterator[Line]:
    head = {field.name: field for field in fields(record)}
    figure, after = words_around(record)
    line: Line = [(f"[{number}] ", "index"), (visible(figure), "quantity"), (visible(f" {after}"), "")]
    if record.stance.value != "asserted":
        line.append((f" ({record.stance.value})", "stance"))
    yield line
    if explained is not None:
        for field in head.values():
            yield from _explained(field, explained)
            yield from _won_over(field, choices, text)
    else:
        parts = [(name, head[name]) for name in ("affected", "actor", "source", "date", "location") if head[name].value]
        detail: Line = [("    ", "")]
        for name, field in parts:
            detail += [(f"{name} ", "faint"), (f"{visible(field.value or '')}  ", name)]
        if parts:
            yield detail
    sure = "" if record.confidence is None else f"  confidence {record.confidence:.2f}"
    yield [(f"    {record.id}{sure}", "faint")]


# So many values that lost are read; a paragraph of dates has more.
_LOSERS = 3
_INDENT = " " * 16


def won_by(field: Field, choices: Iterable[Choice]) -> str:
    """How the field's value fared, and which other rules propose it; empty where nobody knows."""
    known = [choice for choice in choices if choice.field == field.name]
    winner = next((choice for choice in known if (choice.start, choice.end) == field.span), None)
    if winner is None:
        return ""
    same = dict.fromkeys(one.rule for one in known if one.value == winner.value and one.rule != winner.rule)
    told = [f"won by {winner.weight}"] if winner.weight else []
    if same:
        told.append(f"{', '.join(same)} {'propose' if len(same) > 1 else 'proposes'} the same")
    return "; ".join(told)


def lost_to(field: Field, choices: Iterable[Choice]) -> list[tuple[Choice, str]]:
    """The choices of other values that the field's value won over, three at most, each with what it lost by."""
    known = [choice for choice in choices if choice.field == field.name]
    winner = next((choice for choice in known if (choice.start, choice.end) == field.span), None)
    lost: dict[str, Choice] = {}
    for choice in known:
        if field.value is None or (winner is not None and choice.value != winner.value):
            lost.setdefault(choice.value, choice)
    return [(choice, _margin(choice, winner)) for choice in list(lost.values())[:_LOSERS]]


def _won_over(field: Field, choices: Sequence[Choice], text: str) -> Iterator[Line]:
    if won := won_by(field, choices):
        yield [(f"{_INDENT}{won}", "faint")]
    for choice, margin in lost_to(field, choices):
        line: Line = [(f"{_INDENT}not ", "faint"), (visible(choice.value), "")]
        line.append((f"  “{visible(text[choice.start : choice.end])}” {choice.start}-{choice.end}", ""))
        yield [*line, (f"  {choice.rule}: {margin}", "faint")]


def _margin(loser: Choice, winner: Choice | None) -> str:
    if winner is None:
        return loser.weight or "proposed, and refused"
    if loser.weight and winner.weight:
        return f"{loser.weight}, against {winner.weight}"
    return "the claim's own sentence goes first" if winner.weight else f"{winner.rule} goes first"


def _incident(
    record: Record, records: Sequence[Record], choices: Sequence[Choice], explained: set[str]
) -> Iterator[Line]:
    """The record's incident, the numbers of the others that are of it, and the rule by which it is."""
    if record.incident is None or record.incident_kind is None:
        yield [(f"    {'incident':<10}", "faint"), ("none", "faint")]
        return
    others = [str(k) for k, one in enumerate(records, 1) if one.incident == record.incident and one is not record]
    told = f"one {record.incident_kind.value}" + (f" with [{', '.join(others)}]" if others else "")
    yield [(f"    {'incident':<10}", "faint"), (told, ""), (f"  {record.incident}", "faint")]
    for choice in choices:
        if choice.field == "incident":
            yield _rule(choice.rule, explained)


# What lowered a confidence is told down to a hundredth, the digit that estimates have; three reasons are read, ten are not.
_LEAST, _MOST = 0.01, 3


def _doubts(record: Record, told: Mapping[str, float], weights: Weights) -> Iterator[Line]:
    """Each confidence of the record with what lowered it most, in points of probability."""
    known = estimates(told, weights)
    for name in (RECORD, *CONFIDENCES):
        sure = confidence_of(record, name)
        if sure is None:
            continue
        line: Line = [(f"    {'sure of ' + name if name != RECORD else 'sure':<17}", "faint")]
        line.append((f"{sure:.2f}", "stance" if sure < WEAK else ""))
        same = (known[RECORD] if name == RECORD else getattr(known["confidences"], name)) == sure
        reasons = [one for one in lowered(told, name, weights) if one.by >= _LEAST][:_MOST]
        if not same:
            line.append(("  estimated by other weights, or among other records", "faint"))
        elif reasons:
            whose = (f"{one.field}, " if name == RECORD else "" for one in reasons)
            words = (f"{one.by:.2f}: {of}{meaning(one.feature)}" for of, one in zip(whose, reasons, strict=True))
            line.append((f"  lowered by {'; '.join(words)}", "faint"))
        yield line


def _explained(field: Field, explained: set[str]) -> Iterator[Line]:
    """The field's value, words and rules; a rule's meaning is told where it first fires."""
    line: Line = [(f"    {field.name:<10}", "faint")]
    if field.value is None:
        yield [*line, ("not told", "faint")]
        return
    line.append((visible(field.value), field.name))
    if field.words is not None and field.span is not None:
        line.append((f"  “{visible(field.words)}” {field.span[0]}-{field.span[1]}", ""))
    if field.basis:
        line.append((f"  {field.basis}", "faint"))
    yield line
    for rule in field.rules:
        yield _rule(rule, explained)


def _rule(rule: str, explained: set[str]) -> Line:
    """The rule, with its meaning where it has not been told yet."""
    known = load_rules()
    meaning = f": {known[rule].meaning}" if rule in known and rule not in explained else ""
    explained.add(rule)
    return [(_INDENT, ""), (visible(rule), "rule"), (meaning, "faint")]
