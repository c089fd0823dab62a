"""What a text tells again: the place of a number that it repeats, and a name that only other sentences show to be a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimx.find.places.surroundings import look_back
from claimx.lexicon.places import Nearness, PlaceVocabulary, Rank
from claimx.link.places.carried import Found
from claimx.link.places.chains import Site
from claimx.link.places.sites import find_sites
from claimx.models import Claim, Document, Form, PlaceMention
from claimx.schema import PartyBasis
from claimx.tokenize import tokenize

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


def name_again(
    document: Document, claims: Sequence[Claim], sites: list[list[Site]], vocabulary: PlaceVocabulary
) -> Document:
    """The document with the places that claim sentences repeat from elsewhere though nothing there shows what they are.

    Where a sentence names no other place the bare name will do, and ``sites`` takes it: "Al-Mawasi has come under attack".
    Beside others a preposition of place must lead to it.
    """
    known: dict[str, dict[tuple[str, ...], PlaceMention]] = {}  # by the first word
    for here in sites:
        for site in here:
            if site.role > 0 and site.mention.rank >= Rank.TOWN:
                words = tuple(word.lower() for word in _words(site.mention.name))
                known.setdefault(words[0], {})[words] = site.mention
    told = list(document.mentions)
    for i in {claim.sentence for claim in claims}:
        again = [
            (mention, Nearness(mention.nearness) if mention.nearness else None)
            for mention in _repeated(document, i, known, vocabulary)
        ]
        if not again:
            continue
        if not sites[i] and not told[i].places:
            sites[i].extend(Site(replace(mention, nearness=""), 1, n) for n, (mention, _) in enumerate(again))
            continue
        led = [mention for mention, nearness in again if nearness in (Nearness.AT, Nearness.ON)]
        if led:
            places = sorted([*told[i].places, *led], key=lambda place: place.phrase.first)
            told[i] = replace(told[i], places=tuple(places))
            document = replace(document, mentions=tuple(told))
            sites[i] = find_sites(document, i, vocabulary)
    return document


def _repeated(
    document: Document, i: int, known: dict[str, dict[tuple[str, ...], PlaceMention]], vocabulary: PlaceVocabulary
) -> list[PlaceMention]:
    """The known places that sentence ``i`` names outside its own mentions."""
    sentence, lowers = document.sentences[i], document.sentences[i].lowers()
    out: list[PlaceMention] = []
    for first, token in enumerate(sentence.tokens):
        if not token.text[0].isalpha() or token.ent == "PERSON":
            continue
        for words, mention in known.get(token.lower, {}).items():
            phrase = sentence.phrase(first, min(first + len(words), len(lowers)))
            if tuple(lowers[first : first + len(words)]) == words and not any(
                phrase.overlaps(other.phrase) for other in (*document.mentions[i].places, *out)
            ):
                nearness = look_back(sentence, lowers, first, vocabulary).nearness or ""
                out.append(replace(mention, phrase=phrase, nearness=str(nearness)))
    return out


def _words(name: str) -> list[str]:
    return [token.text for token in tokenize(name)]
