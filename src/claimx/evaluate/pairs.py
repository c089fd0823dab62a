"""Which record answers which gold claim, and what of it is right."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimx.names import same_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimx.evaluate.claims import Flat

# What makes a claim the same claim at all, told from the sentence alone.
CORE = ("event", "category", "low", "high")
# What is linked to it from the sentence and its surroundings.
FIELDS = ("affected", "actor", "source", "date", "location", "stance", "per")
# What a reader needs right, besides the core, to use the record unseen: the headline figure.
RECORD = ("affected", "source", "date", "stance")
_NAMED = frozenset({"affected", "actor", "source", "location"})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A claim missed, a record nobody asked for, or a pair with wrong fields; ``reason`` says which in words."""

    doc: str
    type: str  # missed, spurious, wrong
    text: str
    quote: str
    reason: str
    fields: tuple[tuple[str, Any, Any], ...] = ()  # name, gold, found
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold claim and the record that answers it; ``right`` names the fields that agree."""

    gold: Flat
    found: Flat
    right: frozenset[str]

    @property
    def core(self) -> bool:
        """Event, category and both bounds agree."""
        return self.right.issuperset(CORE)

    @property
    def whole(self) -> bool:
        """The core agrees, and affected, source, date and stance."""
        return self.core and self.right.issuperset(RECORD)


@dataclass(frozen=True, slots=True)
class Judged:
    """One document: its pairs, what was missed and what is spurious. Optional claims and their finds are left out."""

    doc: str
    pairs: tuple[Pair, ...]
    missed: tuple[Flat, ...]
    spurious: tuple[Flat, ...]
    disagreements: tuple[Disagreement, ...]


def agrees(name: str, gold: Flat, found: Flat) -> bool:
    """True where the record's field has the gold value, or one that the gold also allows."""
    allowed = (getattr(gold, name), *gold.also.get(name, ()))
    value = getattr(found, name)
    if name in _NAMED:
        return any(same_name(one, value) for one in allowed)
    return value in allowed


def judge(gold: Iterable[Flat], found: Iterable[Flat]) -> list[Judged]:
    """Every document of either side, by name."""
    wanted, had = defaultdict(list), defaultdict(list)
    for claim in gold:
        wanted[claim.doc].append(claim)
    for claim in found:
        had[claim.doc].append(claim)
    return [_judge(doc, wanted[doc], had[doc]) for doc in sorted({*wanted, *had})]


def match(gold: Sequence[Flat], found: Sequence[Flat]) -> list[tuple[int, int]]:
    """Indices of claims and records that belong together, one to one, best pairs first.

    A pair is of one kind and its quantities share a character. Best is: most core fields equal, then the larger
    share of the longer span, then the later in the text (so that the outcome never hangs on chance).
    """
    ranked = []
    for i, claim in enumerate(gold):
        for j, record in enumerate(found):
            common = min(claim.end, record.end) - max(claim.start, record.start)
            if common > 0 and claim.kind == record.kind:
                equal = sum(agrees(name, claim, record) for name in CORE)
                longer = max(claim.end - claim.start, record.end - record.start)
                ranked.append((equal, common / longer, i, j))
    ranked.sort(reverse=True)
    left, right = set(range(len(gold))), set(range(len(found)))
    out = []
    for _, _, i, j in ranked:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            out.append((i, j))
    return out


def _judge(doc: str, gold: Sequence[Flat], found: Sequence[Flat]) -> Judged:
    matched = match(gold, found)
    pairs, disagreements = [], []
    for i, j in matched:
        claim, record = gold[i], found[j]
        if claim.optional:
            continue
        right = frozenset(name for name in (*CORE, *FIELDS) if agrees(name, claim, record))
        pair = Pair(claim, record, right)
        pairs.append(pair)
        if not pair.whole:
            disagreements.append(_wrong(pair))
    met, used = {i for i, _ in matched}, {j for _, j in matched}
    missed = [claim for i, claim in enumerate(gold) if i not in met and not claim.optional]
    spurious = [record for j, record in enumerate(found) if j not in used]
    disagreements += [
        Disagreement(doc, "missed", claim.text, claim.quote, _why_missed(claim, found)) for claim in missed
    ]
    disagreements += [
        Disagreement(doc, "spurious", record.text, record.quote, _why_spurious(record, gold), id=record.id)
        for record in spurious
    ]
    return Judged(doc, tuple(pairs), tuple(missed), tuple(spurious), tuple(disagreements))


def _wrong(pair: Pair) -> Disagreement:
    fields = tuple(
        (name, getattr(pair.gold, name), getattr(pair.found, name))
        for name in (*CORE, *FIELDS)
        if name not in pair.right
    )
    reason = "; ".join(f"{name}: gold {_plain(gold)}, found {_plain(found)}" for name, gold, found in fields)
    return Disagreement(pair.gold.doc, "wrong", pair.gold.text, pair.gold.quote, reason, fields, pair.found.id)


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return " to ".join(_plain(part) for part in value)
    return "none" if value is None else str(value)


def _label(claim: Flat) -> str:
    return f"{claim.kind}/{claim.event}/{claim.category}"


def _overlapping(claim: Flat, others: Sequence[Flat]) -> list[Flat]:
    return [other for other in others if min(claim.end, other.end) > max(claim.start, other.start)]


def _why_missed(claim: Flat, found: Sequence[Flat]) -> str:
    return _why(claim, found, "no record's quantity lies here", "the record here", "answers another claim")


def _why_spurious(record: Flat, gold: Sequence[Flat]) -> str:
    return _why(record, gold, "no gold claim's quantity lies here", "the gold claim here", "has another record already")


def _why(one: Flat, others: Sequence[Flat], nothing: str, near_one: str, taken: str) -> str:
    """Why a claim or a record has no partner among ``others``: nothing lies there, or what does is unlike or taken."""
    near = _overlapping(one, others)
    if not near:
        return f"{_label(one)}: {nothing}"
    if all(other.kind != one.kind for other in near):
        return f"{_label(one)}: {near_one} is of the other kind ({_label(near[0])})"
    return f"{_label(one)}: {near_one} {taken}"
