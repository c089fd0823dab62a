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
    return [_restated(document, claim, claims) if _is_bare_headline(document, claim) else claim for claim in claims]


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
        category = other.category if claim.category is Category.UNSPECIFIED else claim.category
        affected = claim.affected
        if affected is None and other.affected is not None:
            affected = replace(other.affected, basis=PartyBasis.CARRIED, rule="link.headline")
        return replace(claim, category=category, affected=affected, rules=(*claim.rules, "link.headline"))
    return claim
