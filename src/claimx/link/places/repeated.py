"""The place that the same number of the same loss, on the same day, has elsewhere in the text."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.link.places.carried import Found
from claimx.models import Claim, Form, PlaceMention
from claimx.schema import PartyBasis

# One and none are too common to be the same.
_LEAST = 2


def repeated_places(claims: Sequence[Claim], founds: Sequence[Found | None]) -> list[Found | None]:
    """The places of the claims, in their order, where a claim without a stated one takes that of its own number told again.

    "Navy sinks boats, kill 8" is told again as "killing eight rebels off Tera"; a wider place is given up for a finer one in it.
    """
    stated: dict[tuple[object, ...], PlaceMention] = {}
    for claim, found in zip(claims, founds, strict=True):
        key = _figure(claim)
        if key is not None and found is not None and found[2] in ("place.sentence", "place.unnamed-town"):
            stated.setdefault(key, found[0])
    return [_again(claim, found, stated) for claim, found in zip(claims, founds, strict=True)]


def _again(claim: Claim, found: Found | None, stated: dict[tuple[object, ...], PlaceMention]) -> Found | None:
    place = stated.get(_figure(claim) or ())
    if place is None or (found is not None and found[1] is PartyBasis.STATED):
        return found
    if found is not None and not (place.rank > found[0].rank and may_lie_in(place, found[0])):
        return found
    return place, PartyBasis.CARRIED, "place.repeat"


def _figure(claim: Claim) -> tuple[object, ...] | None:
    """What and how many befell when; None for small and vague numbers, and where no day is told."""
    quantity = claim.quantity
    number = quantity.low if quantity.low is not None else quantity.high
    if quantity.form is not Form.NUMBER or number is None or number < _LEAST or claim.date is None:
        return None
    return claim.kind, claim.event, number, claim.date.interval


def may_lie_in(place: PlaceMention, wide: PlaceMention) -> bool:
    """True where nothing that is known of two places keeps the one from lying in the other."""
    return place.country is None or wide.country is None or place.country == wide.country
