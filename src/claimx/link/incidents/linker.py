"""Incidents: which claims of a document are of one event, or of one total.

A claim is taken to its incident in the order of the text, by the first of these that holds:

1. a part is of its whole's event ("12 people, three of them children")
2. claims of one sentence are of one event, unless their days, places or sides differ
3. a figure that is told again is of its event ("30 killed", in the headline and in the lead)
4. a cue of another event begins one: "another blast", "elsewhere", "separately"; below the first sentences, where the
   lead tells the headline's event again, "a raid" too
5. an event of the same days or the same place goes on, the last one told first
6. within a section, what follows closely and tells nothing else goes on
7. a definite noun goes on, however far: "the attack", "the victims"

Nothing is joined where days, places or sides cannot be of one event, and nothing over the bounds of a digest's items.
Totals join totals of the same days. A rate is of no incident, nor are arms handed over.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from claimx.lexicon.dates import DateVocabulary
from claimx.link.assign import Sieve, Stage, proposals
from claimx.link.cues import definite, new_incident
from claimx.link.incidents.traits import Traits, clash, read_traits, same_days, same_place, share_no_side
from claimx.models import Choice, Claim, Document, Form, IncidentLink, NodeKind, Sentence, Trace
from claimx.schema import IncidentKind, PartyBasis

# One and two are too common to be the same figure.
_COMMON = 2
# The lead tells the headline's event again, standfirst and dateline between them.
_LEAD = 3
# A paragraph has some four sentences: so far on an event is told without naming it.
_REACH = 4
# A text goes back to the events it told last. The bounds keep a list of thousands linear.
_RECENT, _KEPT = 40, 12


@dataclass(slots=True)
class _Incident:
    """An incident so far: the traits that its claims tell, the latest last, their figures and its last sentence."""

    ordinal: int
    kind: IncidentKind
    last: int
    traits: deque[Traits] = field(default_factory=lambda: deque(maxlen=_KEPT))
    told: set[tuple[object, ...]] = field(default_factory=set)
    figures: set[tuple[object, ...]] = field(default_factory=set)

    def take(self, claim: Claim, traits: Traits) -> None:
        self.last = claim.sentence
        if (told := traits.told()) not in self.told:
            self.told.add(told)
            self.traits.append(traits)
        if (figure := _figure(claim)) is not None:
            self.figures.add(figure)

    def clashes(self, traits: Traits) -> bool:
        return any(clash(traits, other) for other in self.traits)


@dataclass(frozen=True)
class _Case:
    """A claim whose incident is asked for: those that it may be of, the last told first, and the incidents of the claims before it."""

    document: Document
    claim: Claim
    traits: Traits
    open_: Sequence[_Incident]
    of: Sequence[_Incident | None]
    vocabulary: DateVocabulary

    @property
    def sentence(self) -> Sentence:
        return self.document.sentences[self.claim.sentence]

    @cached_property
    def begins(self) -> bool:
        return _begins(self.document, self.sentence, self.vocabulary)


def link_incidents(
    document: Document, claims: Sequence[Claim], vocabulary: DateVocabulary, trace: Trace | None = None
) -> list[Claim]:
    """The claims with ``incident`` filled, in the same order; ``trace`` takes why each is of its incident.

    Parties, dates and places must be linked already.
    """
    told: list[_Incident] = []
    of: list[_Incident | None] = []
    for claim in claims:
        traits = read_traits(document, claim, vocabulary)
        if traits.kind is None:
            of.append(None)
            continue
        open_ = list(islice(_open(document, claim, traits, told), _RECENT))
        case = _Case(document, claim, traits, open_, of, vocabulary)
        order = INCIDENT[traits.kind]
        k, found = next(proposals(order, case), (-1, None))
        if found is None:
            found = _Incident(len(told), traits.kind, claim.sentence)
            told.append(found)
        if trace is not None:
            phrase = claim.quantity.phrase
            rule = order[k].rules[0] if k >= 0 else "incident.new"
            trace.propose(claim, Choice("incident", traits.kind.value, rule, phrase.start, phrase.end))
        found.take(claim, traits)
        of.append(found)
    return [
        claim if one is None else replace(claim, incident=IncidentLink(one.ordinal, one.kind))
        for claim, one in zip(claims, of, strict=True)
    ]


def _open(document: Document, claim: Claim, traits: Traits, told: Sequence[_Incident]) -> Iterator[_Incident]:
    """The incidents of the claim's kind that it may be of, the last told first."""
    for one in told[: -_RECENT - 1 : -1]:
        if one.kind is traits.kind and document.layout.share(one.last, claim.sentence) and not one.clashes(traits):
            yield one


def _same_total(case: _Case) -> _Incident | None:
    """The total of the same days, or of none where none are told."""
    for one in case.open_:
        latest = one.traits[-1]
        if same_days(case.traits, latest) or (case.traits.days is None and latest.days is None):
            return one
    return None


def _whole(case: _Case) -> _Incident | None:
    """The event of the number that the claim's is a part of, or is computed from."""
    claim, of = case.claim, case.of
    base = claim.subset_of if claim.subset_of is not None else claim.derived_from
    one = of[base] if base is not None and base < len(of) else None
    return one if one is not None and one.kind is IncidentKind.EVENT and not one.clashes(case.traits) else None


def _of_sentence(case: _Case) -> _Incident | None:
    """The event that the claim's sentence tells of already."""
    return next((one for one in case.open_ if one.last == case.claim.sentence), None)


def _of_figure(case: _Case) -> _Incident | None:
    """The event that has the same number of the same loss."""
    figure = _figure(case.claim)
    return None if figure is None else next((one for one in case.open_ if figure in one.figures), None)


def _again(case: _Case) -> _Incident | None:
    """The event of the same days and the same place, for a sentence that begins another and names its place."""
    traits = case.traits
    if not case.begins or traits.place is None or traits.place.basis is not PartyBasis.STATED:
        return None
    for one in case.open_:
        if any(same_days(traits, other) and same_place(traits, other) for other in one.traits):
            return one
    return None


def _goes_on(case: _Case) -> _Incident | None:
    """The last event of the same days or place, or told closely before; no side may be told of both that they don't share."""
    if case.begins:
        return None
    for one in case.open_:
        if any(share_no_side(case.traits, other) for other in one.traits):
            continue
        if _same(case.traits, one) or _follows(case.document, case.sentence, case.document.sentences[one.last]):
            return one
    return None


def _named_again(case: _Case) -> _Incident | None:
    """The last event, for "the attack", "the victims"."""
    if case.begins or not case.open_ or not definite(case.sentence, case.vocabulary):
        return None
    return case.open_[0]


# What a claim's incident is known by, in the order in which sieves are asked; where none tells, the claim begins one.
INCIDENT: Mapping[IncidentKind, tuple[Sieve[_Case, _Incident], ...]] = {
    IncidentKind.TOTAL: (Sieve(_same_total, Stage.ARTICLE, ("incident.total",)),),
    IncidentKind.EVENT: (
        Sieve(_whole, Stage.WHOLE, ("incident.whole",)),
        Sieve(_of_sentence, Stage.SENTENCE, ("incident.sentence",)),
        Sieve(_of_figure, Stage.ARTICLE, ("incident.figure",)),
        Sieve(_again, Stage.ARTICLE, ("incident.again",)),
        Sieve(_goes_on, Stage.BEFORE, ("incident.goes-on",)),
        Sieve(_named_again, Stage.BEFORE, ("incident.definite",)),
    ),
}


def _same(traits: Traits, one: _Incident) -> bool:
    """True where the incident has the claim's days or its place."""
    return any(same_days(traits, other) or same_place(traits, other) for other in one.traits)


def _follows(document: Document, sentence: Sentence, last: Sentence) -> bool:
    """True where a sentence follows closely in the same section; an item of a list only where a line opens the list."""
    if sentence.index - last.index > _REACH or last.block.heading != sentence.block.heading:
        return False
    if not sentence.block.listed or last.block.index == sentence.block.index:
        return True
    items = document.layout.within(sentence.index, NodeKind.LIST)
    return items is not None and bool(items.lead)


def _figure(claim: Claim) -> tuple[object, ...] | None:
    quantity = claim.quantity
    number = quantity.low if quantity.low is not None else quantity.high
    if quantity.form is not Form.NUMBER or number is None or number <= _COMMON:
        return None
    return claim.kind, claim.event, quantity.low, quantity.high


def _begins(document: Document, sentence: Sentence, vocabulary: DateVocabulary) -> bool:
    """True where a sentence tells of an event that it has not told before: "Elsewhere", "another attack", "a raid"."""
    tokens, words = sentence.tokens, sentence.lowers()
    if vocabulary.at("turn", tokens, words, 0) is not None:
        return True
    dates = document.mentions[sentence.index].dates
    cued = any(
        not any(date.phrase.covers(j) for date in dates)  # "in the past day" is a date
        for j in range(len(words))
        if vocabulary.at("other-incident", tokens, words, j) is not None
    )
    if cued or sentence.index <= _LEAD:
        return cued
    return new_incident(sentence, vocabulary) and not definite(sentence, vocabulary)
