"""A headline that restates a figure of the text: what it leaves out, the text tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimx.models import BlockKind, Claim, Document
from claimx.schema import Category, PartyBasis


def link_headline(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """Headline counts without a noun take category and affected party of the body's claim of the same figure.

    "30,000 Casualties: ..." above "have lost between 20,000 and 30,000 troops" counts troops.
    """
    out = [_restated(document, claim, claims) if _is_bare_headline(document, claim) else claim for claim in claims]
    return [_told_below(document, claim, out) if _is_headline(document, claim) else claim for claim in out]


def _is_headline(document: Document, claim: Claim) -> bool:
    return document.sentences[claim.sentence].block.kind is BlockKind.HEADLINE


def _told_below(document: Document, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """The parties that a headline leaves out, or that were only inferred for it, as the body's claim of the same figure states them."""
    for other in claims:
        if (
            _is_headline(document, other)
            or (other.kind, other.event) != (claim.kind, claim.event)
            or (other.quantity.low, other.quantity.high) != (claim.quantity.low, claim.quantity.high)
        ):
            continue
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
    return claim


def _is_bare_headline(document: Document, claim: Claim) -> bool:
    return claim.item is None and document.sentences[claim.sentence].block.kind is BlockKind.HEADLINE


def _restated(document: Document, claim: Claim, claims: Sequence[Claim]) -> Claim:
    figures = {claim.quantity.low, claim.quantity.high} - {None}
    for other in claims:
        if (
            document.sentences[other.sentence].block.kind is BlockKind.HEADLINE
            or other.event is not claim.event
            or other.kind is not claim.kind
        ):
            continue
        if not figures & {other.quantity.low, other.quantity.high}:
            continue
        # Soldiers are who a headline's losses are; "kills 11" tells of people, whoever they turn out to be.
        told = claim.category is not Category.UNSPECIFIED or other.category is not Category.MILITARY
        category = claim.category if told else other.category
        affected = claim.affected
        if affected is None and other.affected is not None:
            affected = replace(other.affected, basis=PartyBasis.CARRIED, rule="link.headline")
        return replace(claim, category=category, affected=affected, rules=(*claim.rules, "link.headline"))
    return claim
