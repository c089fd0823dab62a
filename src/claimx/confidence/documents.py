"""What the records of a document have in common, counted once for all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimx.confidence.names import ROLES
from claimx.confidence.rows import read_rows
from claimx.confidence.sentences import Sentence, Span, read_sentence
from claimx.schema import Kind, Record

# What a part of a record tells, for comparing with the same part of another: a name, or the days of a date.
Answer = str | tuple[Any, Any] | None
# A figure that two sentences hold by chance says nothing: one and two are everywhere.
_SMALL = 2


def answer(record: Record, role: str) -> Answer:
    """What the record tells of one of ``ROLES``; None: nothing."""
    if role == "date":
        return None if record.date is None else (record.date.start, record.date.end)
    part = getattr(record, role)
    return None if part is None else str(part.name)


def sentence_of(record: Record) -> Span:
    """Where the record's sentence stands."""
    return record.evidence.start, record.evidence.end


def same_claim(record: Record) -> tuple[Any, ...]:
    """What two sentences tell again: number, event and category."""
    return record.kind, record.event, record.category, record.quantity.low, record.quantity.high


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its claims: how many, and how often each answer is given."""

    sentence: Sentence
    claims: int
    answers: Mapping[str, Counter[Answer]]
    events: int
    parties: int
    named: frozenset[str]  # parties of the document that the sentence names
    before: Record | None  # the claim before the sentence, and the one after
    after: Record | None
    gap: int  # characters to the nearest other sentence with claims
    rows: int  # of the list that the sentence is a row of; 0: of none


@dataclass(frozen=True, slots=True)
class Document:
    """The records of a document, counted."""

    count: int
    length: int
    answers: Mapping[str, Counter[Answer]]
    sentences: Mapping[Span, Told]
    first: Span
    claims: Mapping[tuple[Any, ...], int]  # in how many sentences the same is told
    figures: Mapping[tuple[Any, Any], int]  # in how many sentences the same number is told
    totals: frozenset[str]
    affected: frozenset[str]  # ids
    equipment: float
    fragments: float
    years: int


# How far a lone sentence is from the next: as far as any that a document of usual length has.
_LONE = 5000


def read_document(records: Sequence[Record]) -> Document:
    """Count what the records of one document tell. Linear in the records and their sentences."""
    held: dict[Span, list[Record]] = defaultdict(list)
    for record in records:
        held[sentence_of(record)].append(record)
    order = sorted(held)
    read = {span: read_sentence(held[span][0].evidence.text) for span in order}
    named = _parties_by_word(records)
    rows = read_rows([(span, read[span], held[span][0]) for span in order])
    # Of a list among sentences, what the sentences look like is another matter.
    fragments = [sentence.fragment for span, sentence in read.items() if span not in rows]
    sentences = {}
    for i, span in enumerate(order):
        own, sentence = held[span], read[span]
        before = held[order[i - 1]][-1] if i else None
        after = held[order[i + 1]][0] if i + 1 < len(order) else None
        gaps = [span[0] - before.evidence.end] if before else []
        gaps += [after.evidence.start - span[1]] if after else []
        sentences[span] = Told(
            sentence=sentence,
            claims=len(own),
            answers={role: Counter(answer(record, role) for record in own) for role in ROLES},
            events=len({record.event for record in own}),
            parties=len({name for record in own for name in (answer(record, "affected"), answer(record, "actor")) if name}),
            named=frozenset(name for word in sentence.words for name in named.get(word, ())),
            before=before,
            after=after,
            gap=max(0, min(gaps, default=_LONE)),
            rows=rows.get(span, 0),
        )  # fmt: skip
    return Document(
        count=len(records),
        length=max(record.evidence.end for record in records),
        answers={role: Counter(answer(record, role) for record in records) for role in ROLES},
        sentences=sentences,
        first=order[0],
        claims=Counter(claim for claim, _ in {(same_claim(record), sentence_of(record)) for record in records}),
        figures=Counter(
            figure
            for figure, _ in {(figure_of(record), sentence_of(record)) for record in records}
            if max(figure[0] or 0, figure[1] or 0) > _SMALL
        ),
        totals=frozenset(record.quantity.subset_of for record in records if record.quantity.subset_of),
        affected=frozenset(record.affected.id for record in records if record.affected),
        equipment=sum(record.kind is Kind.EQUIPMENT for record in records) / len(records),
        fragments=sum(fragments) / max(1, len(fragments)),
        years=len({record.date.start.year for record in records if record.date and record.date.start}),
    )


def figure_of(record: Record) -> tuple[float | None, float | None]:
    """Both bounds."""
    return record.quantity.low, record.quantity.high


def _parties_by_word(records: Sequence[Record]) -> dict[str, set[str]]:
    """The document's parties by the first capitalised word of each name and of each wording."""
    out: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for part in (record.affected, record.actor):
            if part is not None:
                for words in (part.name, part.text):
                    first = next((word for word in words.split() if word[0].isupper()), None)
                    if first:
                        out[first.lower()].add(part.name)
    return out
