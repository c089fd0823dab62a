"""A headline that restates a figure of the text: what it leaves out, the text tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claimx.models import Claim, Document, NodeKind
from claimx.schema import Category, Event, Kind, PartyBasis


def link_headline(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """Headline counts without a noun take category and affected party of the body's claim of the same figure.

    "30,000 Casualties: ..." above "have lost between 20,000 and 30,000 troops" counts troops.
    """
    body = _body(document, claims)
    out = [
        _restated(claim, body) if claim.item is None and _is_headline(document, claim) else claim for claim in claims
    ]
    return [_told_below(claim, body) if _is_headline(document, claim) else claim for claim in out]


@dataclass(frozen=True, slots=True)
class _Body:
    """The claims below the headline: the first of each loss and bound, with its place in the text, and of each pair of bounds."""

    bounds: Mapping[tuple[Kind, Event, float], tuple[int, Claim]]
    figures: Mapping[tuple[Kind, Event, float | None, float | None], Claim]


def _bounds(claim: Claim) -> list[tuple[Kind, Event, float]]:
    return [
        (claim.kind, claim.event, bound) for bound in (claim.quantity.low, claim.quantity.high) if bound is not None
    ]


def _figure(claim: Claim) -> tuple[Kind, Event, float | None, float | None]:
    return claim.kind, claim.event, claim.quantity.low, claim.quantity.high


def _body(document: Document, claims: Sequence[Claim]) -> _Body:
    bounds: dict[tuple[Kind, Event, float], tuple[int, Claim]] = {}
    figures: dict[tuple[Kind, Event, float | None, float | None], Claim] = {}
    for position, claim in enumerate(claims):
        if not _is_headline(document, claim):
            figures.setdefault(_figure(claim), claim)
            for bound in _bounds(claim):
                bounds.setdefault(bound, (position, claim))
    return _Body(bounds, figures)


def _is_headline(document: Document, claim: Claim) -> bool:
    return document.layout.node(claim.sentence).kind is NodeKind.HEADLINE


def _told_below(claim: Claim, body: _Body) -> Claim:
    """The parties that a headline leaves out, or that were only inferred for it, as the body's claim of the same figure states them."""
    other = body.figures.get(_figure(claim))
    if other is None:
        return claim
    affected, actor = claim.affected, claim.actor
    if other.affected is not None and (affected is None or affected.basis is PartyBasis.INFERRED):
        affected = replace(other.affected, basis=PartyBasis.CARRIED, rule="link.headline")
    if other.actor is not None and (actor is None or actor.basis is not PartyBasis.STATED):
        actor = replace(other.actor, basis=PartyBasis.CARRIED, rule="link.headline")
    if affected is not None and actor is not None and affected.id == actor.id:
        return claim
    if (affected, actor) == (claim.affected, claim.actor):
        return claim
    return replace(claim, affected=affected, actor=actor, rules=(*claim.rules, "link.headline"))


def _restated(claim: Claim, body: _Body) -> Claim:
    """The claim with category and affected party of the first claim in the body that shares a bound with it."""
    shared = [body.bounds[bound] for bound in _bounds(claim) if bound in body.bounds]
    if not shared:
        return claim
    _, other = min(shared, key=lambda pair: pair[0])
    # Soldiers are who a headline's losses are; "kills 11" tells of people, whoever they turn out to be.
    told = claim.category is not Category.UNSPECIFIED or other.category is not Category.MILITARY
    category = claim.category if told else other.category
    affected = claim.affected
    if affected is None and other.affected is not None:
        affected = replace(other.affected, basis=PartyBasis.CARRIED, rule="link.headline")
    return replace(claim, category=category, affected=affected, rules=(*claim.rules, "link.headline"))
