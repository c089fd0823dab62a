"""How many, out of many claims of one incident: restatements, parts and coordinated numbers told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimx.incidents.schema import Figures, Number
from claimx.lexicon.verbs import LIFTING
from claimx.schema import Category, Event, Qualifier, Record, Stance

_PARTITIVE = re.compile(r"\s{1,3}of\s{1,3}(?:the|those|these|them|whom)\b", re.IGNORECASE)
# "bringing the total number of people killed to": words from the verb to the number.
_LIFTED = 10
# Two ones or twos of a sentence are as good as never the same.
_COMMON = 2


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one sentence says of all who are counted: the sum of its numbers, parts left out."""

    value: Number
    low: Number | None
    high: Number | None
    source: str | None
    general: bool  # counts people, whoever they are, and no part of others
    vague: bool
    asserted: bool


def figures_of(records: Sequence[Record], event: Event) -> Figures | None:
    """The figures for an event over the records of one incident; None where none of them counts it.

    Numbers of one sentence add up, unless one is a part of another. Numbers of two sentences never do: they are the same toll
    told again, an update, another source's, or a part of it.
    """
    tellings = list(_tellings(record for record in records if record.event is event))
    # "Dozens" of a headline is no figure where the text counts them.
    tellings = [one for one in tellings if not one.vague] or tellings
    # One of the dead who is told of alone is a part of them.
    tellings = [one for one in tellings if one.value != 1] or tellings
    asserted = [one for one in tellings if one.asserted]
    if not tellings:
        return None
    best = _best(asserted or tellings)
    whole = [one for one in tellings if one.value >= best.value or (one.source != best.source and one.general)]
    highest = max(whole, key=lambda one: (one.high is None, one.value))
    lows = [one.low for one in whole if one.asserted or not asserted]
    low = None if None in lows else min((low for low in lows if low is not None), default=None)
    return Figures(best=best.value, low=low, high=None if highest.high is None else max(_known(whole)))


def _known(tellings: Iterable[_Telling]) -> list[Number]:
    return [one.high for one in tellings if one.high is not None]


def _best(tellings: Sequence[_Telling]) -> _Telling:
    """The first telling, or one that corrects it: a larger figure of the same source, of the writer, or of people in general."""
    best = tellings[0]
    for one in tellings[1:]:
        corrects = one.source in (best.source, None) or (one.general and not best.general)
        if one.value > best.value and corrects:
            best = one
    return best


def _tellings(records: Iterable[Record]) -> Iterable[_Telling]:
    """The tellings, in the order of the text; denials, rates, increments and numbers computed from others tell of no whole."""
    by_sentence: dict[tuple[int, int, str | None, bool], list[Record]] = {}
    for record in records:
        quantity = record.quantity
        if record.stance is Stance.DENIED or quantity.per is not None or quantity.derived_from or quantity.increment_of:
            continue
        source = record.source.name if record.source is not None else None
        evidence, asserted = record.evidence, record.stance is Stance.ASSERTED
        by_sentence.setdefault((evidence.start, evidence.end, source, asserted), []).append(record)
    for (_, _, source, asserted), found in by_sentence.items():
        ids = {record.id for record in found}
        # A part whose whole is not asked for stands for itself: of twelve people, the three children.
        counted = [record for record in found if record.quantity.subset_of not in ids]
        counted = [record for record in counted if _is_lifted(record)] or _each_once(counted)
        yield _sum(counted, source, of_part=all(map(_is_part, counted)), asserted=asserted)


def _is_part(record: Record) -> bool:
    """True for a part of another number, and for one of those told of elsewhere: "nine of those killed"."""
    quantity, evidence = record.quantity, record.evidence
    behind = evidence.text[quantity.end - evidence.start :]
    return quantity.subset_of is not None or _PARTITIVE.match(behind) is not None


def _is_lifted(record: Record) -> bool:
    """True for the toll that others of its sentence bring up: "Two more have died, bringing the total to 260"."""
    quantity, evidence = record.quantity, record.evidence
    words = evidence.text[: quantity.start - evidence.start].lower().split()
    return words[-1:] == ["to"] and not LIFTING.isdisjoint(words[-_LIFTED:])


def _each_once(records: Sequence[Record]) -> list[Record]:
    """The records without a figure that the sentence tells again, as one does into which a headline ran: "9 killed: Nine people"."""
    found: dict[object, Record] = {}
    for record in records:
        number = number_of(record)
        found.setdefault((record.category, number) if number > _COMMON else record.id, record)
    return list(found.values())


def _sum(records: Sequence[Record], source: str | None, *, of_part: bool, asserted: bool) -> _Telling:
    low, high = [record.quantity.low for record in records], [record.quantity.high for record in records]
    return _Telling(
        sum(number_of(record) for record in records),
        None if all(bound is None for bound in low) else sum(bound or 0 for bound in low),
        None if None in high else sum(bound or 0 for bound in high),
        source,
        general=not of_part and any(record.category is Category.UNSPECIFIED for record in records),
        vague=any(record.quantity.qualifier is Qualifier.VAGUE for record in records),
        asserted=asserted,
    )


def number_of(record: Record) -> Number:
    """The one number to add up: of a range or a vague word its low bound."""
    quantity = record.quantity
    return next((bound for bound in (quantity.value, quantity.low, quantity.high) if bound is not None), 0)


def at_least(one: Figures | None, parts: Sequence[Figures]) -> Figures | None:
    """The figures of a whole, raised to the sum of parts that are told apart: one side's dead in one sentence, the other's in the next."""
    if not parts:
        return one
    best = sum(part.best for part in parts)
    if one is not None and one.best >= best:
        return one
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    return Figures(
        best=best,
        low=None if all(low is None for low in lows) else sum(low or 0 for low in lows),
        high=None if None in highs else sum(high or 0 for high in highs),
    )
