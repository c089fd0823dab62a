"""A record field by field: its value in words, the words of the text it was read from, and the rules that filled it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimx.schema import DatePart, PartyPart, PlacePart, Qualifier, QuantityPart, Record, SourcePart

Span = tuple[int, int]

# The first part of a rule's id names what the rule decides. "link" ties a number to what happened to those counted.
_DECIDES = {
    "quantity": "quantity", "loss": "event", "link": "event", "attribution": "source", "date": "date",
    "place": "location", "stance": "stance",
}  # fmt: skip
FIELDS = ("quantity", "event", "category", "affected", "actor", "source", "date", "location", "stance")
# How a qualifier stands before a number; a range and a vague word speak for themselves.
_HEDGES = {
    Qualifier.ABOUT: "about ", Qualifier.AT_LEAST: "at least ", Qualifier.MORE_THAN: "more than ", Qualifier.AT_MOST: "at most ",
    Qualifier.LESS_THAN: "less than ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field: ``value`` as people read it (None: the text does not tell), ``words`` and their ``span``, ``rules``."""

    name: str
    value: str | None
    words: str | None
    span: Span | None
    rules: tuple[str, ...]
    basis: str | None = None


def figure(quantity: QuantityPart) -> str:
    """The number in words: "about 159,090", "20,000 to 30,000", "dozens (24 or more)", "12 a day"."""
    low, high = quantity.low, quantity.high
    if quantity.qualifier is Qualifier.VAGUE:
        told = (
            f"{quantity.text} ({_number(low)} or more)"
            if high is None and low is not None
            else f"{quantity.text} ({_bounds(low, high)})"
        )
    elif quantity.value is not None:
        told = _HEDGES.get(quantity.qualifier, "") + _number(quantity.value)
    else:
        told = _bounds(low, high)
    return f"{told} a {quantity.per.value}" if quantity.per else told


def _bounds(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return _number(low) if low == high else f"{_number(low)} to {_number(high)}"
    if low is not None:
        return f"{_number(low)} or more"
    return f"up to {_number(high)}" if high is not None else "no number"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,}"


# How a claim's people are called where the text has no word for them that the record keeps.
_PEOPLE = {"unspecified": "people", "military": "military", "civilian": "civilians"}


def claim_in_words(record: Record) -> str:
    """A claim in the words of its text: "at least 12 people killed", "2 tanks destroyed", "about 900 casualties, personnel"."""
    number, after = words_around(record)
    return f"{number} {after}"


def words_around(record: Record) -> tuple[str, str]:
    """A claim's number, and what stands behind it when the claim is told in words."""
    category = record.category.value
    noun = record.item.text if record.item else _PEOPLE.get(category, category.replace("_", " "))
    if record.event.value == "casualties":  # a noun itself
        of_whom = "" if category == "unspecified" else f"{category} "
        return figure(record.quantity), f"casualties, {noun}" if record.item else f"{of_whom}casualties"
    return figure(record.quantity), f"{noun} {record.event.value.replace('_', ' ')}"


def days(date: DatePart) -> str:
    """The days of a date: "2023-03-12", "2023-03-01 to 2023-03-31", "until 2023-03-12"."""
    if date.start == date.end:
        return f"{date.start}"
    if date.start is None:
        return f"until {date.end}"
    return f"from {date.start}" if date.end is None else f"{date.start} to {date.end}"


def fields(record: Record) -> Iterator[Field]:
    """Every field of the record in the order of ``FIELDS``, unknown ones too."""
    rules = rules_by_field(record)
    quantity = record.quantity
    yield Field("quantity", figure(quantity), quantity.text, (quantity.start, quantity.end), rules["quantity"])
    yield Field("event", record.event.value.replace("_", " "), None, None, rules["event"])
    item = record.item
    category = record.category.value.replace("_", " ")
    if item:
        told = f"{category} ({item.model})" if item.model else category
        yield Field("category", told, item.text, (item.start, item.end), rules["category"])
    else:
        yield Field("category", category, None, None, rules["category"])
    for name, party in (("affected", record.affected), ("actor", record.actor)):
        yield _linked(name, party, rules)
    source = record.source
    yield _linked("source", source, rules, f" via {source.via}" if source is not None and source.via else "")
    if record.date:
        yield Field(
            "date", days(record.date), record.date.text, record.date.span, rules["date"], record.date.basis.value
        )
    else:
        yield Field("date", None, None, None, rules["date"])
    place = record.location
    yield _linked("location", place, rules, f" ({place.country})" if place is not None and place.country else "")
    yield Field("stance", record.stance.value, None, None, rules["stance"])


def _linked(
    name: str, part: PartyPart | SourcePart | PlacePart | None, rules: Mapping[str, tuple[str, ...]], more: str = ""
) -> Field:
    """The field of a part with a name and words of its own, empty where there is none; ``more`` follows the name."""
    if part is None:
        return Field(name, None, None, None, rules[name])
    return Field(name, part.name + more, part.text, (part.start, part.end), rules[name], part.basis.value)


def rules_by_field(record: Record) -> dict[str, tuple[str, ...]]:
    """The record's rules by the field they decide.

    Rules about parties decide ``affected`` and ``actor``. Records list the first party's before the second's, so that of
    several the last is the actor's where both are known; one rule alone may have found both.
    """
    out: dict[str, list[str]] = {name: [] for name in FIELDS}
    parties = []
    for rule in record.rules:
        domain = rule.partition(".")[0]
        if domain in _DECIDES:
            out[_DECIDES[domain]].append(rule)
        else:
            parties.append(rule)
    if record.affected and record.actor and len(parties) > 1:
        out["affected"], out["actor"] = parties[:-1], parties[-1:]
    else:
        out["affected"] = parties if record.affected else []
        out["actor"] = parties if record.actor else []
    return {name: tuple(found) for name, found in out.items()}


def spans(record: Record) -> dict[str, Span]:
    """Where the record's words stand, by role: the fields', the reporting words (``cue``) and the sentence (``evidence``)."""
    out = {field.name: field.span for field in fields(record) if field.span}
    if record.source and record.source.cue:
        out["cue"] = (record.source.cue.start, record.source.cue.end)
    out["evidence"] = (record.evidence.start, record.evidence.end)
    return out
