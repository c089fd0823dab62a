"""Cards of events, as data bases and infoboxes print them: a label and its value, "Incident date" over "May 10, 2017"."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.models import Document, Sentence

_DATES = frozenset({"date", "dates", "date of attack", "attack date"})
# Labels that only a card of an event has; a bare "Date" is an event's where a place is labelled beside it.
_EVENT_DATES = frozenset({"incident date", "date of incident", "event date", "date of event", "date of the incident"})
_PLACES = frozenset(
    {"location", "place", "site", "incident location", "location of incident", "event location", "place of incident"}
)
# A card's labels stand within so many lines of each other; the account below it is a dozen sentences at most.
_CARD, REACH = 8, 12
# "Date of the incident:" is the longest label.
_LABEL = 5


@dataclass(frozen=True, slots=True)
class Cards:
    """The sentences that hold a card's date and place, in text order."""

    dates: tuple[int, ...]
    places: tuple[int, ...]

    def date_of(self, sentence: int) -> int | None:
        """The sentence with the date of the card that tells of this one, or None."""
        return _last(self.dates, sentence)

    def place_of(self, sentence: int) -> int | None:
        """The sentence with the place of the card that tells of this one, or None."""
        return _last(self.places, sentence)


def read_cards(document: Document) -> Cards:
    """The cards of a document; most have none."""
    labels = [(label, at) for i in range(len(document.sentences)) if (label := _label(document.sentences[i]))
              and (at := _value(document, i)) is not None]  # fmt: skip
    places = tuple(at for label, at in labels if label in _PLACES)
    dates = tuple(
        at
        for label, at in labels
        if label in _EVENT_DATES or (label in _DATES and any(abs(at - place) <= _CARD for place in places))
    )
    # A place without a date beside it may be the office of who writes.
    return Cards(dates, tuple(place for place in places if any(abs(date - place) <= _CARD for date in dates)))


def _label(sentence: Sentence) -> str:
    """The label that a line is or begins with, in small letters; empty where it has none."""
    if sentence.start != sentence.block.start:
        return ""
    lowers = sentence.lowers()
    colon = lowers.index(":") if ":" in lowers[: _LABEL + 1] else len(lowers)
    label = " ".join(lowers[:colon]) if colon <= _LABEL else ""
    return label if label in _DATES | _EVENT_DATES | _PLACES else ""


def _value(document: Document, index: int) -> int | None:
    """The sentence with a label's value: the label's own where it goes on behind the colon, else the next."""
    sentence = document.sentences[index]
    lowers = sentence.lowers()
    if ":" in lowers[:-1]:
        return index
    return index + 1 if index + 1 < len(document.sentences) else None


def _last(values: tuple[int, ...], sentence: int) -> int | None:
    found = next((value for value in reversed(values) if value <= sentence), None)
    return found if found is not None and sentence - found <= REACH else None
