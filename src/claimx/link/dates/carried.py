"""The date that a claim without one of its own takes from its list, its section, the sentences before, or the story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claimx.lexicon.dates import DateVocabulary
from claimx.lexicon.verbs import LIFTING
from claimx.link.anchor import anchor_of
from claimx.link.cues import (
    counts_war,
    definite,
    goes_on_with_war,
    is_other_incident,
    is_total,
    spans_length,
    tells_another,
)
from claimx.link.dates.roles import DAYS, LIFTED, Role
from claimx.link.dates.sections import section_date, spans_section
from claimx.link.dates.sequels import goes_on
from claimx.link.dates.stories import Story, find_story
from claimx.link.dates.timeline import Told, date_link
from claimx.models import Claim, DateLink, Document, Form, NoteKind, Sentence
from claimx.schema import Event

_RUNNING = frozenset(("so-far", "until", "nth-day"))
# A sentence may be carried from up to two sentences on; beyond that only the story's main date is.
_NEXT = 2
# "Less than | five months later": words before a fronted time.
_OPENS = 3


@dataclass(frozen=True, slots=True)
class DateContext:
    """What a document's dates tell as a whole, read once: the dates of each sentence, its story, its lists and cards."""

    document: Document
    claims: Sequence[Claim]
    told: Sequence[Sequence[Told]]
    story: Story
    figures: Mapping[tuple[object, ...], Sequence[Told]]  # the dates that the same number of the same loss has
    vocabulary: DateVocabulary


def read_context(
    document: Document,
    claims: Sequence[Claim],
    own: Sequence[Told | None],
    told: Sequence[Sequence[Told]],
    vocabulary: DateVocabulary,
) -> DateContext:
    """What the dates of a document's claims are carried by, ``own`` the dates of their own clauses, ``told`` those of each sentence."""
    events = [_event(choice) for choice in own]
    return DateContext(
        document,
        claims,
        told,
        find_story(document, claims, events, told, vocabulary),
        _by_figure(claims, own),
        vocabulary,
    )


def _event(choice: Told | None) -> Told | None:
    """The date as one that other claims may take; that of a total which an event brings up is the total's alone."""
    if choice is None or choice.interval is None or choice.role in (Role.TOLL, Role.COMPARED) or choice.bare:
        return None
    return choice


def carried_dates(
    context: DateContext, i: int, done: Sequence[Claim], reached: Mapping[int, int]
) -> Iterator[DateLink]:
    """What the rules of ``link.dates`` that carry a date propose for claim ``i``, in their order: the first is its date.

    ``done`` are the claims before it with their dates, ``reached`` tells how far each date has been carried, by its offset.
    """
    claim, claims = context.claims[i], context.claims
    base = claim.subset_of if claim.subset_of is not None else claim.derived_from
    if base is not None and base < i:
        date = done[base].date
        if date is not None and claims[base].sentence >= claim.sentence - _NEXT:
            yield replace(date, rule="date.next")
        if claims[base].sentence == claim.sentence:
            return  # a part has no day where its whole has none
    if _takes_none(context, claim):
        return
    if (placed := _from_layout(context, claim)) is not None:
        yield placed
    if (before := _from_before(context, claim, reached)) is not None:
        yield before
    if _span_above(context, claim) is None and (story := _from_story(context, claim)) is not None:
        yield story


def _takes_none(context: DateContext, claim: Claim) -> bool:
    """True for running totals, rates, states that last, other incidents, and where a date is a part's alone."""
    sentence, told = context.document.sentences[claim.sentence], context.told[claim.sentence]
    return (
        claim.quantity.per is not None  # "824 die each day" has no day of its own
        or is_total(sentence, claim, context.vocabulary)
        or goes_on_with_war(context.document, claim.sentence)
        or spans_length(sentence.lowers())
        or is_other_incident(sentence, claim, told, context.vocabulary)
        or _still(sentence, claim)
        or _is_lifted_number(sentence, claim)
        or _is_laid_at(sentence, claim, context.vocabulary)
    )


def _from_layout(context: DateContext, claim: Claim) -> DateLink | None:
    """The date of the same number elsewhere, of the section, the card, the entry or the list that the claim stands in."""
    document, told, story = context.document, context.told, context.story
    sentence = document.sentences[claim.sentence]
    repeated = _repeated(claim, context.figures, story)
    if repeated is not None and not _follows_day(document, story, sentence):
        return date_link(repeated, "date.repeat")
    section = section_date(document, sentence, told)
    if section is not None and not spans_section(document, sentence, section):
        return date_link(section, "date.section")
    card = document.layout.noted(claim.sentence, NoteKind.DATE)
    noted = next((one for one in told[card] if one.interval is not None), None) if card is not None else None
    if noted is not None:
        return date_link(noted, "date.card")
    head = story.head_of(document, sentence) if sentence.block.listed else None
    return date_link(head, "date.item") if head is not None else None


def _follows_day(document: Document, story: Story, sentence: Sentence) -> bool:
    """True right behind a sentence of the paragraph with a day of its own: it tells more of that sentence's event."""
    before = story.before(sentence.index)
    return (
        before is not None
        and before.mention.expression in DAYS
        and before.sentence == sentence.index - 1
        and document.sentences[before.sentence].block.index == sentence.block.index
    )


def _from_before(context: DateContext, claim: Claim, reached: Mapping[int, int]) -> DateLink | None:
    """The date of the last event told before, where the claim's sentence goes on with it."""
    document, told = context.document, context.told[claim.sentence]
    sentence = document.sentences[claim.sentence]
    before = context.story.followed(document, sentence)
    if (
        before is None
        or _moves_on(document, before.sentence, claim.sentence, context.told)
        or document.layout.apart(before.sentence, claim.sentence)
        or _is_of_other_kind(context, claim, before)
        or _said_before(before, told)
        or context.story.flashback(document, before, sentence)
        or tells_another(document, before.sentence, claim.sentence, context.vocabulary)
    ):
        return None
    last = reached.get(before.mention.phrase.start, before.sentence)
    follows = goes_on(document, before, claim, told, _NEXT, last, context.vocabulary)
    return date_link(before, "date.next") if follows else None


_MOVED = frozenset(("later", "earlier", "after", "before", "afterwards"))


def _moves_on(document: Document, first: int, last: int, told: Sequence[Sequence[Told]]) -> bool:
    """True where a sentence on the way opens with a time that no calendar can fix: "Less than five months later, …"."""
    return any(
        one.interval is None
        and one.mention.phrase.first <= _OPENS
        and document.sentences[i].tokens[one.mention.phrase.last - 1].lower in _MOVED
        for i in range(first + 1, last + 1)
        for one in told[i]
    )


def _from_story(context: DateContext, claim: Claim) -> DateLink | None:
    """The main event's date, for what announces it and for what comes back to it."""
    document, story, told = context.document, context.story, context.told[claim.sentence]
    main = story.main
    if main is None or document.layout.apart(main.sentence, claim.sentence) or _is_of_other_kind(context, claim, main):
        return None
    sentence = document.sentences[claim.sentence]
    if context.vocabulary.at("turn", sentence.tokens, sentence.lowers(), 0) is not None:
        return None  # "Elsewhere in the country, …": a scene of its own
    if _said_before(main, told) or tells_another(document, main.sentence, claim.sentence, context.vocabulary):
        return None
    if main.open:
        return None  # a running total's days are no event's
    if claim.sentence <= main.sentence:
        announced = story.announces(document, claim, context.vocabulary)
        return date_link(main, "date.lead") if announced else None
    if main.mention.expression == "period" and not definite(sentence, context.vocabulary):
        return None  # "Forty died in the past 24 hours", and further down somebody else
    return date_link(main, "date.story") if story.returns(document, claim, context.vocabulary) else None


_HANDED = (Event.DELIVERED, Event.PLEDGED)
_TALLIES = frozenset(("toll", "tally", "cumulative"))


def _is_of_other_kind(context: DateContext, claim: Claim, event: Told) -> bool:
    """True for arms given where the day is another event's, and for a running toll where hours or weeks have a count of their own."""
    words = context.document.sentences[claim.sentence].lowers()
    if event.mention.expression in DAYS and counts_war(words):
        return True
    before = words[: claim.quantity.phrase.first]
    toll = not _TALLIES.isdisjoint(before[-LIFTED:]) or ("number" in before[-LIFTED:] and before[-1] == "to")
    if toll and event.mention.expression == "period":
        return True  # "Sixty were killed in the past 24 hours. The death toll has reached 35,233."
    return claim.event in _HANDED and not any(
        other.sentence == event.sentence and other.event is claim.event for other in context.claims
    )


def _said_before(event: Told, told: Sequence[Told]) -> bool:
    """True where the sentence's statement is older than the event: "A US envoy last year put the dead at 900"."""
    start = event.interval.start if event.interval is not None else None
    return start is not None and any(
        one.role is Role.REPORT
        and one.interval is not None
        and one.interval.end is not None
        and one.interval.end < start
        for one in told
    )


# "responsible for the wounding and the deaths": words from what lays a deed at a door to its loss, where nothing is parsed.
_LAID_REACH = 6
# "the deadly roadside | ambush"
_DEED = 3
_LAID = frozenset(("responsible", "notorious", "infamous", "blamed", "accused", "suspected", "wanted"))


def _is_laid_at(sentence: Sentence, claim: Claim, vocabulary: DateVocabulary) -> bool:
    """'is responsible for the deaths of hundreds': what a party is known for is no part of the story; "for the ambush" is."""
    words, anchor = sentence.lowers(), anchor_of(sentence, claim)
    above = sentence.ancestors(anchor) if sentence.parsed else range(max(0, anchor - _LAID_REACH), anchor)
    laid = [
        j for j in above if words[j] in _LAID and words[j + 1 : j + 2] in (["for"], ["of"], ["over"]) and j < anchor
    ]
    return bool(laid) and not any(
        "the" in words[max(0, j - _DEED) : j] and vocabulary.at("incident", sentence.tokens, words, j) is not None
        for j in range(min(laid) + 2, anchor)
    )


def _is_lifted_number(sentence: Sentence, claim: Claim) -> bool:
    """'raising the number of reporters killed in the province to 18': a count of more than the event; its toll is the event's."""
    words, first = sentence.lowers(), claim.quantity.phrase.first
    lifting = next((j for j in range(first - 1, max(-1, first - 1 - LIFTED), -1) if words[j] in LIFTING), None)
    return words[first - 1 : first] == ["to"] and lifting is not None and "number" in words[lifting:first]


def _still(sentence: Sentence, claim: Claim) -> bool:
    """'still holds 200', 'could lead to thousands of deaths': a state of today or of another day, not of the event."""
    words = sentence.lowers()
    anchor = anchor_of(sentence, claim)
    if {"could", "would", "will", "'ll"} & set(words[max(0, anchor - 5) : anchor]):
        return True  # five words back reach the modal of "could lead to the deaths"
    return claim.event is Event.ABDUCTED and bool({"remain", "remains", "still", "remaining"} & set(sentence.lowers()))


def _by_figure(claims: Sequence[Claim], own: Sequence[Told | None]) -> dict[tuple[object, ...], list[Told]]:
    """The dates that the same number of the same loss has anywhere in the text."""
    out: dict[tuple[object, ...], list[Told]] = {}
    for claim, told in zip(claims, own, strict=True):
        if told is not None and told.interval is not None and told.mention.expression not in _RUNNING:
            out.setdefault(_figure(claim), []).append(told)
    return out


def _figure(claim: Claim) -> tuple[object, ...]:
    return claim.kind, claim.event, claim.category, claim.quantity.low, claim.quantity.high


def _repeated(claim: Claim, figures: Mapping[tuple[object, ...], Sequence[Told]], story: Story) -> Told | None:
    """The date that the same number of the same loss has elsewhere in the text: the story's, or the only one."""
    quantity = claim.quantity
    if quantity.form is not Form.NUMBER or (quantity.low or quantity.high or 0) < 2:
        return None  # one and none are too common to be the same
    found = figures.get(_figure(claim), ())
    main = [told for told in found if story.main is not None and told.interval == story.main.interval]
    if main or len({told.interval for told in found}) == 1:
        return (main or found)[0]
    return None


def _span_above(context: DateContext, claim: Claim) -> Told | None:
    """The heading's weeks or months under which the claim's prose stands."""
    sentence = context.document.sentences[claim.sentence]
    title = section_date(context.document, sentence, context.told)
    return title if title is not None and spans_section(context.document, sentence, title) else None
