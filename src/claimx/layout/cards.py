"""Cards of events, as data bases and infoboxes print them: a label and its value, "Incident date" over "May 10, 2017"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimx.models import NoteKind, Sentence

_DATES = frozenset({"date", "dates", "date of attack", "attack date"})
# Labels that only a card of an event has; a bare "Date" is an event's where a place is labelled beside it.
_EVENT_DATES = frozenset({"incident date", "date of incident", "event date", "date of event", "date of the incident"})
_PLACES = frozenset(
    {"location", "place", "site", "incident location", "location of incident", "event location", "place of incident"}
)
_DOERS = frozenset(
    {
        "perpetrator", "perpetrators", "attacker", "attackers", "assailant", "assailants", "perpetrated by", "perpetrator group",
        "perpetrator name", "responsible", "claimed by", "attributed to", "actor",
    }
)  # fmt: skip
# A card's labels stand within so many lines of each other; the account below it is a dozen sentences at most.
_CARD, _ACCOUNT = 8, 12
# "date of the incident" is the longest label.
_LABEL = 24


@dataclass(frozen=True, slots=True)
class Card:
    """Sentences ``first`` to ``last`` (exclusive): a card with the account below it, and the sentences that hold its values."""

    first: int
    last: int
    notes: tuple[tuple[NoteKind, int], ...]


def find_cards(sentences: Sequence[Sentence]) -> Iterator[Card]:
    """The cards of a text, in order; most texts have none."""
    labels = [
        (kind, i, value)
        for i, sentence in enumerate(sentences)
        if (kind := _kind(sentence)) is not None and (value := _value(sentences, i)) is not None
    ]
    held: list[tuple[NoteKind, int, int]] = []
    for label in labels:
        again = label[0] in {kind for kind, _, _ in held}
        if held and (again or label[1] - held[-1][1] > _CARD):
            yield from _card(held, label[1], sentences)
            held = []
        held.append(label)
    yield from _card(held, len(sentences), sentences)


def _card(labels: Sequence[tuple[NoteKind, int, int]], end: int, sentences: Sequence[Sentence]) -> Iterator[Card]:
    """The card that labels make: a date with a place, or one that only events have; a place alone may be the office of who writes."""
    kinds = {kind for kind, _, _ in labels}
    dated = any(kind is NoteKind.DATE and _label(sentences[i]) in _EVENT_DATES for kind, i, _ in labels)
    if NoteKind.DATE in kinds and (dated or NoteKind.PLACE in kinds):
        last = min(end, max(value for _, _, value in labels) + _ACCOUNT + 1)
        yield Card(labels[0][1], last, tuple((kind, value) for kind, _, value in labels))


def _kind(sentence: Sentence) -> NoteKind | None:
    label = _label(sentence)
    if label in _DATES | _EVENT_DATES:
        return NoteKind.DATE
    return NoteKind.PLACE if label in _PLACES else NoteKind.DOER if label in _DOERS else None


def _label(sentence: Sentence) -> str:
    """The label that a line is or begins with, in small letters; any words where it has none."""
    if sentence.start != sentence.block.start:
        return ""
    return sentence.text[: _LABEL + 2].split(":")[0].strip().lower()


def _value(sentences: Sequence[Sentence], index: int) -> int | None:
    """The sentence with a label's value: the label's own where it goes on behind the colon, else the next."""
    colon = sentences[index].text.find(":")
    if 0 <= colon <= _LABEL and sentences[index].text[colon + 1 :].strip():
        return index
    return index + 1 if index + 1 < len(sentences) else None
