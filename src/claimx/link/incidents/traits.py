"""What a claim tells of its incident: what it counts, its days, place and sides; and where two claims cannot be of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from claimx.lexicon.dates import DateVocabulary
from claimx.lexicon.gazetteer import fold
from claimx.link.cues import goes_on_with_war, is_total, since_war_began
from claimx.link.places.options import distance
from claimx.models import Claim, DateInterval, Document, Form, PlaceLink
from claimx.schema import DateScope, Event, IncidentKind, PartyBasis, PlacePrecision

# A fight, a storm or a night of strikes is over in four days; what counts over longer is a total.
_LONGEST = timedelta(days=3)
# Stated names are two scenes when more than a town's width lies between them; a carried name may be that of the
# nearest large town, within an hour's drive.
_TOWN_KM, _DRIVE_KM = 6.0, 40.0
_EXACT = (PlacePrecision.POINT, PlacePrecision.TOWN)


@dataclass(frozen=True, slots=True)
class Traits:
    """What the words and the linkers tell of a claim's incident; None where they do not. ``kind`` is None for what has none."""

    kind: IncidentKind | None
    days: DateInterval | None
    place: PlaceLink | None
    affected: str | None
    actor: str | None

    def told(self) -> tuple[object, ...]:
        """What two claims share that tell the same."""
        place = None if self.place is None else (fold(self.place.name), self.place.basis)
        return self.days, place, self.affected, self.actor


def read_traits(document: Document, claim: Claim, vocabulary: DateVocabulary) -> Traits:
    """The traits of a claim whose parties, date and place are linked."""
    return Traits(
        _kind(document, claim, vocabulary),
        claim.date.interval if claim.date is not None else None,
        claim.place,
        claim.affected.id if claim.affected is not None else None,
        claim.actor.id if claim.actor is not None else None,
    )


def _kind(document: Document, claim: Claim, vocabulary: DateVocabulary) -> IncidentKind | None:
    """Whether a claim counts what one event did, or a total; None for rates and for arms handed over."""
    if claim.quantity.per is not None or claim.event in (Event.DELIVERED, Event.PLEDGED):
        return None
    if claim.increment_of is not None or claim.quantity.form is Form.INCREMENT:
        return IncidentKind.TOTAL
    days = claim.date.interval if claim.date is not None else None
    if days is not None and (_is_long(days) or days.scope is DateScope.INCIDENT):
        return IncidentKind.TOTAL if _is_long(days) else IncidentKind.EVENT
    sentence = document.sentences[claim.sentence]
    total = (
        since_war_began(sentence.lowers())
        or goes_on_with_war(document, claim.sentence)
        or is_total(sentence, claim, vocabulary)
    )
    return IncidentKind.TOTAL if total else IncidentKind.EVENT


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
    """True where two parties acted that did not act upon each other, as the two sides of a battle do."""
    if one.actor is None or other.actor is None or one.actor == other.actor:
        return False
    return one.actor != other.affected or other.actor != one.affected
