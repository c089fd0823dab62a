"""What a claim tells of its incident: what it counts, its days, place and sides; and where two claims cannot be of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from claimx.clauses import agents_of, clause_at
from claimx.lexicon.dates import DateVocabulary
from claimx.lexicon.gazetteer import fold
from claimx.link.anchor import anchor_of
from claimx.link.cues import WARS, goes_on_with_war, is_perfect, is_total, since_war_began
from claimx.link.places.options import distance
from claimx.models import BlockKind, Claim, DateInterval, Document, Form, PlaceLink, Sentence
from claimx.schema import DatePrecision, DateScope, Event, IncidentKind, PartyBasis, PlacePrecision

# A fight, a storm or a night of strikes is over in four days; what counts over longer is a total.
_LONGEST = timedelta(days=3)
# Stated names are two scenes when more than a town's width lies between them; a carried name may be that of the
# nearest large town, within an hour's drive.
_TOWN_KM, _DRIVE_KM = 6.0, 40.0
# "throughout the | month": characters from the preposition to the date, where it stands outside.
_CLOSE = 5
_DURING = frozenset(("during", "throughout", "over", "across"))
_SINGULAR = ("NN", "NNP")
_INDEFINITE = frozenset(("a", "an", "another", "one"))
# "a | remote-controlled roadside | bomb": words from the article to its noun.
_NOUN_BACK = 3
_EXACT = (PlacePrecision.POINT, PlacePrecision.TOWN)


@dataclass(frozen=True, slots=True)
class Traits:
    """What the words and the linkers tell of a claim's incident; None where they do not. ``kind`` is None for what has none."""

    kind: IncidentKind | None
    days: DateInterval | None
    place: PlaceLink | None
    affected: str | None
    actor: str | None
    named: bool  # the actor stands in the claim's sentence

    def told(self) -> tuple[object, ...]:
        """What two claims share that tell the same."""
        place = None if self.place is None else (fold(self.place.name), self.place.basis)
        return self.days, place, self.affected, self.actor, self.named


def read_traits(document: Document, claim: Claim, vocabulary: DateVocabulary) -> Traits:
    """The traits of a claim whose parties, date and place are linked."""
    return Traits(
        _kind(document, claim, vocabulary),
        claim.date.interval if claim.date is not None else None,
        claim.place,
        claim.affected.id if claim.affected is not None else None,
        claim.actor.id if claim.actor is not None else None,
        claim.actor is not None and claim.actor.basis is PartyBasis.STATED,
    )


def _kind(document: Document, claim: Claim, vocabulary: DateVocabulary) -> IncidentKind | None:
    """Whether a claim counts what one event did, or a total; None for rates and for arms handed over."""
    if claim.quantity.per is not None or claim.event in (Event.DELIVERED, Event.PLEDGED):
        return None
    if claim.increment_of is not None or claim.quantity.form is Form.INCREMENT:
        return IncidentKind.TOTAL
    days = claim.date.interval if claim.date is not None else None
    sentence = document.sentences[claim.sentence]
    if days is not None and _is_long(days):
        return IncidentKind.EVENT if _is_once(sentence, claim, days, vocabulary) else IncidentKind.TOTAL
    if days is not None and days.scope is DateScope.INCIDENT:
        return IncidentKind.EVENT
    total = (
        since_war_began(sentence.lowers())
        or goes_on_with_war(document, claim.sentence)
        or is_total(sentence, claim, vocabulary)
    )
    return IncidentKind.TOTAL if total else IncidentKind.EVENT


def _is_once(sentence: Sentence, claim: Claim, days: DateInterval, vocabulary: DateVocabulary) -> bool:
    """True for one event on a day that is not told: "In May 2019 gunmen killed nine guards", "last year a blast killed two".

    A month is told of an event as much as a day is, but what was counted "during" it, or "has" been, is a total. Of a year
    only one person's death, or what one thing did, is an event.
    """
    if sentence.block.kind is BlockKind.ROW or is_perfect(sentence, claim):
        return False
    if days.precision not in (DatePrecision.MONTH, DatePrecision.YEAR):
        return False
    if claim.quantity.high == 1 or _is_one(sentence, claim, vocabulary):
        return True
    during = claim.date is not None and any(
        token.lower in _DURING and token.start <= claim.date.start <= token.end + _CLOSE for token in sentence.tokens
    )
    return days.precision is DatePrecision.MONTH and not during and not is_total(sentence, claim, vocabulary)


def _is_one(sentence: Sentence, claim: Claim, vocabulary: DateVocabulary) -> bool:
    """True where one thing did it: "a bomb", "another attack", "the blast"; a war is none."""
    anchor, words = anchor_of(sentence, claim), sentence.lowers()
    clause = clause_at(sentence, anchor)
    causes = clause.causes if clause is not None else ()
    for head in (*agents_of(sentence, anchor), *causes):
        if sentence.tokens[head].tag not in _SINGULAR or words[head] in WARS:
            continue
        before = set(words[max(0, head - _NOUN_BACK) : head])
        incident = vocabulary.at("incident", sentence.tokens, words, head) is not None
        if not _INDEFINITE.isdisjoint(before) or (incident and "the" in before):
            return True
    return False


def _is_long(days: DateInterval) -> bool:
    if days.start is None or days.end is None:
        return days.scope is DateScope.CUMULATIVE
    return days.end - days.start > _LONGEST


def clash(one: Traits, other: Traits) -> bool:
    """True where days, places or sides keep two claims from being of one incident."""
    return _days_apart(one.days, other.days) or _places_apart(one.place, other.place) or _done_by_others(one, other)


def same_days(one: Traits, other: Traits) -> bool:
    """True where both have the same days."""
    a, b = one.days, other.days
    return a is not None and b is not None and (a.start, a.end) == (b.start, b.end)


def same_place(one: Traits, other: Traits) -> bool:
    """True where both have a place of the same name, no country."""
    a, b = one.place, other.place
    return a is not None and b is not None and _same_name(a, b) and a.point.precision is not PlacePrecision.COUNTRY


def share_no_side(one: Traits, other: Traits) -> bool:
    """True where sides are told for both, and no party is in both."""
    mine, theirs = {one.affected, one.actor} - {None}, {other.affected, other.actor} - {None}
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)


def _days_apart(one: DateInterval | None, other: DateInterval | None) -> bool:
    if one is None or other is None:
        return False
    return _ends_before(one, other) or _ends_before(other, one)


def _ends_before(one: DateInterval, other: DateInterval) -> bool:
    return one.end is not None and other.start is not None and one.end < other.start


def _places_apart(one: PlaceLink | None, other: PlaceLink | None) -> bool:
    """True for two places of which neither can lie in the other."""
    if one is None or other is None or _same_name(one, other):
        return False
    a, b = one.point, other.point
    if a.country is not None and b.country is not None and a.country != b.country:
        return True
    if a.precision in _EXACT and b.precision in _EXACT:
        if a.lat is None or b.lat is None:
            return False
        stated = one.basis is other.basis is PartyBasis.STATED
        return distance(a, b) > (_TOWN_KM if stated else _DRIVE_KM)
    wide = PlacePrecision.COUNTRY in (a.precision, b.precision)
    return not wide and a.admin1 is not None and b.admin1 is not None and a.admin1 != b.admin1


def _same_name(one: PlaceLink, other: PlaceLink) -> bool:
    return fold(one.name) == fold(other.name)


def _done_by_others(one: Traits, other: Traits) -> bool:
    """True where two parties acted that did not act upon each other, as the two sides of a battle do.

    An actor that was carried from another sentence is no evidence: it may have come from this very incident.
    """
    if not (one.named and other.named) or one.actor == other.actor:
        return False
    return one.actor != other.affected or other.actor != one.affected
