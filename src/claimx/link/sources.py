"""Link each claim to who makes it: the attribution that covers its number, resolved to the fullest name in the document.

A claim outside every attribution is the writer's own; a wrong source is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from claimx.lexicon.attributions import AttributionVocabulary
from claimx.link.coreference import Referent, Referents
from claimx.link.quotations import SPEECH_WORDS, Quotations
from claimx.models import Attribution, BlockKind, Claim, DateMention, Document, SourceLink
from claimx.schema import Mode, PartyBasis, SourceType

# How far back a speech's speaker is looked for: longer speeches name the speaker again.
SPEECH_REACH = 5
_APPROACHES = frozenset({"attribution.citing", "attribution.according-to"})

Naming = Callable[[str], str | None]
Dating = Callable[[DateMention, Document], date | None]


def link_sources(
    document: Document,
    claims: Sequence[Claim],
    vocabulary: AttributionVocabulary,
    party_of: Naming | None = None,
    day_of: Dating | None = None,
) -> list[Claim]:
    """The claims with ``source`` filled, in the same order.

    ``party_of`` gives the party id of a source's name, ``day_of`` the day of a reporting date ("said on Tuesday").
    """
    if not any(mentions.attributions for mentions in document.mentions):
        return list(claims)
    referents = Referents(document, vocabulary)
    quotations = Quotations(document)
    out: list[Claim] = []
    for claim in claims:
        link = _link(document, claim, referents, quotations, day_of)
        if link is None and out and _goes_on(document, out[-1], claim):
            before = out[-1].source
            link = replace(before, basis=PartyBasis.CARRIED, rule="attribution.others") if before is not None else None
        if link is not None and party_of is not None:
            link = replace(link, party=party_of(link.name))
        out.append(replace(claim, source=link) if link is not None else claim)
    return out


def _goes_on(document: Document, before: Claim, claim: Claim) -> bool:
    """True where the claim counts "others" beside those of the sentence before, in a sentence that names no source."""
    if claim.sentence != before.sentence + 1 or document.mentions[claim.sentence].attributions:
        return False
    sentence, phrase = document.sentences[claim.sentence], claim.quantity.phrase
    if sentence.block.index != document.sentences[before.sentence].block.index or phrase.last >= len(sentence.tokens):
        return False
    return sentence.tokens[phrase.last].lower == "others"


def _link(document: Document, claim: Claim, referents: Referents, quotations: Quotations, day_of: Dating | None) -> SourceLink | None:
    index, phrase = claim.sentence, claim.quantity.phrase
    chosen, relay = choose(document.mentions[index].attributions, phrase.first)
    where, rule = index, None
    if chosen is None:
        found = _speaker(document, index, phrase.start, quotations) or _list_intro(document, index)
        if found is None:
            return None
        chosen, where, rule = found
    assert chosen.source is not None
    referent = referents.resolve(chosen, where, phrase.start)
    if referent is None:
        return None
    mode = chosen.mode
    if mode in (Mode.INDIRECT, Mode.DIRECT):
        quotation = quotations.at(phrase.start)
        mode = Mode.DIRECT if quotation is not None and chosen.source.start not in range(quotation.start, quotation.end) else Mode.INDIRECT
    return SourceLink(
        name=referent.name, type=referent.type, party=None, start=referent.start, end=referent.end,
        cue_start=chosen.cue.start, cue_end=chosen.cue.end, mode=mode,
        basis=PartyBasis.CARRIED if referent.carried or where != index else PartyBasis.STATED,
        rule=rule or chosen.rule, reported_on=_reported_on(document, where, chosen, day_of),
        via=chosen.via or (relay.name if relay is not None else None),
    )


def choose(attributions: Sequence[Attribution], token: int) -> tuple[Attribution | None, Attribution | None]:
    """The attribution whose words hold the token, and the one that relays it, if any.

    Of several the origin wins: whom another cites, then the innermost before the token, then the nearest after it;
    a medium that closes the sentence ("..., Interfax reported") only relays.
    """
    covering = [one for one in attributions if one.source is not None and any(a <= token < b for a, b in one.content)]
    if not covering:
        return None, None
    cited = [one for one in covering if one.rule == "attribution.citing"]
    before = [one for one in covering if one.cue.last <= token]
    after = [one for one in covering if one.cue.last > token]
    if cited:
        return cited[-1], next((one for one in covering if one is not cited[-1]), None)
    if before:
        closing = next((one for one in after if one.rule == "attribution.according-to" and one.type is not SourceType.MEDIA), None)
        if closing is not None:
            return closing, before[-1]
        relay = next((one for one in after if one.type is SourceType.MEDIA), None)
        return before[-1], relay
    origin = next((one for one in after if one.type is not SourceType.MEDIA), after[0])
    relay = next((one for one in after if one is not origin and one.type is SourceType.MEDIA), None)
    return origin, relay


def _speaker(document: Document, index: int, offset: int, quotations: Quotations) -> tuple[Attribution, int, str] | None:
    """Who speaks the quotation that holds the offset: named beside it, in its paragraph, or in the one before."""
    quotation = quotations.at(offset)
    if quotation is None or quotation.words < SPEECH_WORDS:
        return None
    sentences = document.sentences
    block = sentences[index].block.index
    last = index
    while last + 1 < len(sentences) and sentences[last + 1].start < quotation.end:
        last += 1
    first = index
    while first > 0 and sentences[first].start > quotation.start:
        first -= 1
    for k in (last, last + 1, first):
        if k >= len(sentences) or sentences[k].block.index != block:
            continue
        for one in document.mentions[k].attributions:
            if one.source is None or quotation.start <= one.source.start < quotation.end:
                continue
            if k == last + 1 and one.source.first > 1:
                continue
            return one, k, "attribution.quotation"
    # No speaker beside it: the speech of the same paragraph or the paragraph before goes on.
    for k in range(first - 1, max(-1, first - 1 - SPEECH_REACH), -1):
        if sentences[k].block.index < block - 1:
            break
        spoken = [one for one in document.mentions[k].attributions if one.source is not None and quotations.at(one.source.start) is None]
        if spoken:
            if not any(sentences[k].start <= q.end and q.start < sentences[k].end and q.words >= SPEECH_WORDS for q in quotations.all):
                return None
            return spoken[-1], k, "attribution.continued"
    return None


def _list_intro(document: Document, index: int) -> tuple[Attribution, int, str] | None:
    """The source of a list: the sentence with a colon that opens it ("The General Staff reported:")."""
    sentences = document.sentences
    if sentences[index].block.kind is not BlockKind.LIST_ITEM:
        return None
    k = index
    while k > 0 and sentences[k].block.kind is BlockKind.LIST_ITEM:
        k -= 1
    if sentences[k].block.kind is BlockKind.LIST_ITEM or not sentences[k].text.rstrip().endswith(":"):
        return None
    spoken = [one for one in document.mentions[k].attributions if one.source is not None]
    return (replace(spoken[-1], mode=Mode.HEADING), k, "attribution.list") if spoken else None


def _reported_on(document: Document, index: int, chosen: Attribution, day_of: Dating | None) -> date | None:
    """The day of speaking: a date between source and cue, or right after the cue."""
    if day_of is None or chosen.source is None:
        return None
    low, high = min(chosen.source.first, chosen.cue.first), max(chosen.source.last, chosen.cue.last)
    for mention in document.mentions[index].dates:
        phrase = mention.phrase
        # At most a preposition stands between ("said on Tuesday").
        if low <= phrase.first <= high + 1 and not any(a <= phrase.first < b for a, b in chosen.content):
            return day_of(mention, document)
    return None


__all__ = ["Referent", "choose", "link_sources"]
