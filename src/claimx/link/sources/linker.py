"""Link each claim to who makes it: the attribution that covers its number, resolved to the fullest name in the document.

A claim outside every attribution is the writer's own; a wrong source is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from claimx.lexicon.attributions import AttributionVocabulary
from claimx.link.assign import Sieve, Stage, assign, explain
from claimx.link.dates.calendar import resolve_date
from claimx.link.dates.clock import Clock
from claimx.link.sources.quotations import SPEECH_WORDS, Quotations
from claimx.link.sources.referents import Referents
from claimx.models import Attribution, BlockKind, Claim, Document, PartyMention, Sentence, SourceLink, Trace
from claimx.schema import Mode, PartyBasis, PartyType, SourceType
from claimx.tokenize import HYPHENS

# How far back a speech's speaker is looked for: longer speeches name the speaker again.
SPEECH_REACH = 5
# A party's word stands within so many words before a person's name ("Ukrainian Deputy Defence Minister Hanna Maliar").
TITLE_REACH = 5
_KINDS = {"force": SourceType.MILITARY}


@dataclass(frozen=True, slots=True)
class _Case:
    """A claim whose source is asked for; ``covering`` are the attributions that hold its number, ``before`` the claim before it."""

    document: Document
    claim: Claim
    covering: Sequence[Attribution]
    referents: Referents
    quotations: Quotations
    before: Claim | None


def link_sources(
    document: Document, claims: Sequence[Claim], vocabulary: AttributionVocabulary, trace: Trace | None = None
) -> list[Claim]:
    """The claims with ``source`` filled, in the same order; ``trace`` takes what was proposed.

    Needs the attributions of every sentence in ``document.mentions`` (those beside a quotation name its speaker), and the
    parties and dates of the sentences that attribute.
    """
    if not any(mentions.attributions for mentions in document.mentions):
        return list(claims)
    quotations = Quotations(document)
    referents = Referents(document, vocabulary, quotations)
    out: list[Claim] = []
    for claim in claims:
        covering = _covering(document.mentions[claim.sentence].attributions, claim.quantity.number.first)
        case = _Case(document, claim, covering, referents, quotations, out[-1] if out else None)
        link = assign(SOURCE, case)
        if trace is not None:
            explain(trace, claim, "source", link, SOURCE, case)
        out.append(replace(claim, source=link) if link is not None else claim)
    return out


def _of_others(case: _Case) -> SourceLink | None:
    """ "Another seven", "nine others" beside those of the sentence before: its source tells of them too."""
    before = case.before
    if before is None or before.source is None or not _goes_on(case.document, before, case.claim):
        return None
    return replace(before.source, basis=PartyBasis.CARRIED, rule="attribution.others")


def _goes_on(document: Document, before: Claim, claim: Claim) -> bool:
    """True where the claim counts "others" beside those of the sentence before, in a sentence that names no source."""
    if claim.sentence != before.sentence + 1 or document.mentions[claim.sentence].attributions:
        return False
    sentence, phrase = document.sentences[claim.sentence], claim.quantity.phrase
    if sentence.block.index != document.sentences[before.sentence].block.index or phrase.last >= len(sentence.tokens):
        return False
    first, last = sentence.tokens[phrase.first].lower, sentence.tokens[phrase.last].lower
    return last == "others" or phrase.first == 0 and (last == "more" or first == "another")


Picked = tuple[Attribution, Attribution | None]


def choose(attributions: Sequence[Attribution], token: int) -> tuple[Attribution | None, Attribution | None]:
    """The attribution whose words hold the token, and the one that relays it, if any."""
    covering = _covering(attributions, token)
    return next((found for pick in (_cited, _before, _behind) if (found := pick(covering, token))), (None, None))


def _covering(attributions: Sequence[Attribution], token: int) -> list[Attribution]:
    return [one for one in attributions if one.source is not None and any(a <= token < b for a, b in one.content)]


def _cited(covering: Sequence[Attribution], _: int) -> Picked | None:
    """Whom another cites: the figure is of the one who is cited."""
    cited = [one for one in covering if one.rule == "attribution.citing"]
    return (cited[-1], next((one for one in covering if one is not cited[-1]), None)) if cited else None


def _before(covering: Sequence[Attribution], token: int) -> Picked | None:
    """Who is said to tell it before the number, the innermost; a medium that closes the sentence relays it."""
    before = [one for one in covering if one.cue.last <= token]
    relay = next((one for one in covering if one.cue.last > token and one.type is SourceType.MEDIA), None)
    return (before[-1], relay) if before else None


def _behind(covering: Sequence[Attribution], token: int) -> Picked | None:
    """Who is said to tell it behind the number, the nearest; media last, since they relay."""
    after = [one for one in covering if one.cue.last > token]
    origin = next((one for one in after if one.type is not SourceType.MEDIA), after[0] if after else None)
    relay = next((one for one in after if one is not origin and one.type is SourceType.MEDIA), None)
    return None if origin is None else (origin, relay)


def _stated(pick: Callable[[Sequence[Attribution], int], Picked | None], case: _Case) -> SourceLink | None:
    """The source of one of the attributions that hold the number."""
    found = pick(case.covering, case.claim.quantity.number.first)
    return None if found is None else _link(case, *found)


def _link(
    case: _Case,
    chosen: Attribution,
    relay: Attribution | None = None,
    where: int | None = None,
    rule: str | None = None,
) -> SourceLink | None:
    """The source of an attribution, with its fullest name; None where it names nobody.

    ``where`` is the attribution's sentence where it is not the claim's own, ``relay`` the one who passed it on.
    """
    document, claim, referents = case.document, case.claim, case.referents
    where = claim.sentence if where is None else where
    assert chosen.source is not None
    if chosen.rule == "attribution.headline-name" and not referents.names.is_titled(chosen.name or ""):
        return None
    referent = referents.resolve(chosen, where)
    if referent is None:
        return None
    mode = chosen.mode
    if mode in (Mode.INDIRECT, Mode.DIRECT):
        quotation = case.quotations.at(claim.quantity.phrase.start)
        mode = (
            Mode.DIRECT
            if quotation is not None and chosen.source.start not in range(quotation.start, quotation.end)
            else Mode.INDIRECT
        )
    party = _party(document, referent.start, referent.end) or _party(document, chosen.source.start, chosen.source.end)
    name, kind = referent.name, referent.type
    if party is not None and (party.phrase.start, party.phrase.end) == (referent.start, referent.end):
        # "Ukrainian updates" are Ukraine's; a bare country or group speaks through its government or command.
        name = party.name if party.form == "demonym" else name
        kind = _KINDS.get(party.form) or (
            SourceType.GOVERNMENT if party.type is PartyType.COUNTRY else SourceType.ARMED_GROUP
        )
    return SourceLink(
        name=name,
        type=kind,
        party=party.id if party is not None else None,
        start=referent.start,
        end=referent.end,
        cue_start=chosen.cue.start,
        cue_end=chosen.cue.end,
        mode=mode,
        basis=PartyBasis.CARRIED if referent.carried or where != claim.sentence else PartyBasis.STATED,
        rule=rule or chosen.rule,
        reported_on=_reported_on(document, where, chosen),
        via=chosen.via or (relay.name if relay is not None else None),
    )


def _speaker(case: _Case) -> SourceLink | None:
    """Who speaks the quotation that holds the number: named beside it, in its paragraph, or in the one before."""
    document, index, quotations = case.document, case.claim.sentence, case.quotations
    quotation = quotations.at(case.claim.quantity.phrase.start)
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
            return _link(case, one, None, k, "attribution.quotation")
    # No speaker beside it: the speech of the same paragraph or the paragraph before goes on.
    for k in range(first - 1, max(-1, first - 1 - SPEECH_REACH), -1):
        if sentences[k].block.index < block - 1:
            break
        spoken = [
            one
            for one in document.mentions[k].attributions
            if one.source is not None and quotations.at(one.source.start) is None
        ]
        if spoken:
            earlier = quotations.before(quotation)
            if earlier is None or earlier.words < SPEECH_WORDS or earlier.end < sentences[k].start:
                return None
            return _link(case, spoken[-1], None, k, "attribution.continued")
    return None


def _list_intro(case: _Case) -> SourceLink | None:
    """The source of a list: who speaks in what opens it ("The General Staff reported:")."""
    document, index = case.document, case.claim.sentence
    if not document.sentences[index].block.listed:
        return None

    def spoken(lead: int) -> SourceLink | None:
        found = [one for one in document.mentions[lead].attributions if one.source is not None]
        paragraph = document.sentences[lead].block.kind is BlockKind.PARAGRAPH
        found = [one for one in found if paragraph or one.mode is Mode.HEADING]
        if not found:
            return None
        return _link(case, replace(found[-1], mode=Mode.HEADING), None, lead, "attribution.list")

    return document.layout.told(index, spoken, headline=False)


def _pointed_back(case: _Case) -> SourceLink | None:
    """Who the sentence behind the paragraph says told it: "This was reported by the governor", "The General Staff said this on Facebook"."""
    document, index = case.document, case.claim.sentence
    sentences = document.sentences
    block = sentences[index].block.index
    for k in range(index + 1, min(len(sentences), index + 1 + BACK_REACH)):
        if sentences[k].block.index > block + 1:
            return None
        for one in document.mentions[k].attributions:
            if one.source is not None and _points_back(sentences[k], one):
                return _link(case, one, None, k, "attribution.pointed-back")
        if sentences[k].block.index != block:
            return None  # only the first sentence of the next paragraph speaks of this one
    return None


def _points_back(sentence: Sentence, attribution: Attribution) -> bool:
    lowers = sentence.lowers()
    cue = attribution.cue
    if len(lowers) > _POINTING:
        return False
    if lowers[0] in ("this", "that", "it") and cue.first <= _OPENING:
        return lowers[1:2] in (["was"], ["is"], ["'s"], ["\u2019s"]) and not _BY.isdisjoint(
            lowers[cue.last - 1 : cue.last + 1]
        )
    if lowers[0] == "the" and not _TOLD.isdisjoint(lowers[1:3]) and cue.first <= _OPENING:
        return "by" in lowers[cue.last - 1 : cue.last + 1]
    after = lowers[cue.last : cue.last + 2]
    return (
        attribution.source is not None
        and attribution.source.first <= min(cue.first, _OPENING)
        and after[:1] in (["this"], ["so"])
        and after[1:]
        in ([], *([word] for word in ("in", "on", "at", "during", "via", "to", "while", "when", ".", ",")))
    )


# A paragraph's sentences that one "this" sums up.
BACK_REACH = 3
# A sentence that only names the source is short, and names it early.
_POINTING = 40
_OPENING = 6
_BY = frozenset({"by", "to"})
_TOLD = frozenset({"information", "statement", "announcement", "news", "data", "report", "figures", "toll"})


def _party(document: Document, start: int, end: int) -> PartyMention | None:
    """The party that a source's words name, or that stands before a person's name in the same phrase ("Ukrainian President ...")."""
    k = document.sentence_at(start)
    if k < 0:
        return None
    sentence, parties = document.sentences[k], document.mentions[k].parties
    inside = [
        one
        for one in parties
        if one.phrase.start < end
        and start < one.phrase.end
        and one.form not in ("enemy", "own")
        and not _qualifies(sentence, one)
    ]
    if inside:
        return inside[0]
    for one in reversed(parties):
        if one.phrase.end <= start and one.form in ("demonym", "name", "force"):
            between = sentence.tokens[one.phrase.last : next(t.i for t in sentence.tokens if t.end > start)]
            if (
                len(between) <= TITLE_REACH
                and all(t.text[0].isalpha() or t.lower in ("'s", "-") for t in between)
                and not any(t.lower in ("and", "in", "by", "said", "told", "on", "at", "against") for t in between)
            ):
                return one
            return None
    return None


def _qualifies(sentence: Sentence, party: PartyMention) -> bool:
    """True for "Iran-backed", "al-Qaida-linked": the party is another's patron, not who speaks."""
    after = [token.lower for token in sentence.tokens[party.phrase.last : party.phrase.last + 2]]
    return len(after) > 1 and after[0] in HYPHENS and after[1] in _TIES


_TIES = frozenset(
    "backed linked affiliated aligned allied supported sponsored armed inspired occupied held controlled".split()
)


def _reported_on(document: Document, index: int, chosen: Attribution) -> date | None:
    """The day of speaking, where the reporting clause tells one day outside the words reported."""
    assert chosen.source is not None
    low, high = min(chosen.source.first, chosen.cue.first), max(chosen.source.last, chosen.cue.last)
    lowers = document.sentences[index].lowers()
    for mention in document.mentions[index].dates:
        first, last = mention.phrase.first, mention.phrase.last
        # "On Tuesday, the army said", "said in a statement on Tuesday"; not "said after the raid on Tuesday".
        beside = (
            low <= first <= high + _CIRCUMSTANCE
            and _ADJUNCT.isdisjoint(lowers[high:first])
            or first == 0
            and low - 2 <= last <= low
        )
        if beside and not any(a <= first < b for a, b in chosen.content):
            interval = resolve_date(mention, Clock(document.article.published))
            return interval.start if interval is not None and interval.start == interval.end else None
    return None


# The addressee and the medium between a verb and the day are no longer than this.
_CIRCUMSTANCE = 8
_ADJUNCT = frozenset({"after", "when", "as", "before", "since", "where", "following", "about", "of", ",", "that"})


_CUED = (
    "attribution.subject-verb", "attribution.final", "attribution.inverted", "attribution.participle", "attribution.agent",
    "attribution.according-to", "attribution.quoted", "attribution.nominal", "attribution.headline", "attribution.headline-name",
    "attribution.row",
)  # fmt: skip
# Who says it, in the order in which sieves are asked.
SOURCE: tuple[Sieve[_Case, SourceLink], ...] = (
    Sieve(partial(_stated, _cited), Stage.SENTENCE, ("attribution.citing",)),
    Sieve(partial(_stated, _before), Stage.SENTENCE, _CUED),
    Sieve(partial(_stated, _behind), Stage.SENTENCE, _CUED),
    Sieve(_speaker, Stage.BEFORE, ("attribution.quotation", "attribution.continued")),
    Sieve(_list_intro, Stage.LAYOUT, ("attribution.list",)),
    Sieve(_pointed_back, Stage.BEFORE, ("attribution.pointed-back",)),
    Sieve(_of_others, Stage.BEFORE, ("attribution.others",)),
)
