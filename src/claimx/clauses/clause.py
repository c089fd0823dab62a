"""A clause: a predicate with its voice, tense, modality and arguments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Voice(StrEnum):
    """Whether the subject acts or suffers."""

    ACTIVE = "active"
    PASSIVE = "passive"
    MIDDLE = "middle"  # no agent at all: "died", "sank", "crashed"


class Tense(StrEnum):
    """When the predicate's words place it."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


class Modality(StrEnum):
    """Whether the clause tells what happened."""

    REAL = "real"
    PLANNED = "planned"  # "will send", "agreed to send", "to be delivered"
    POSSIBLE = "possible"  # "may have killed"
    HYPOTHETICAL = "hypothetical"  # "if it killed", "would kill"


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate and its arguments, each the head token of a noun phrase of the same sentence."""

    trigger: int
    nominal: bool = False
    voice: Voice = Voice.ACTIVE
    tense: Tense = Tense.NONE
    modality: Modality = Modality.REAL
    negated: bool = False
    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    instruments: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    causes: tuple[int, ...] = ()
