"""When the counted thing happened: the date of the claim's own clause, else the date its story carries.

The rules, in this order, each named in the record's ``rules``:

``date.increment``  a day's increase of a total: the day before up to the total's day
``date.clause``     the date expression that belongs to the claim's own clause
``date.repeat``     the date that the same number of the same loss has elsewhere in the text
``date.item``       the date at the head of a list item or paragraph holds for its sentences
``date.section``    the day in a section's heading holds for the section; a heading takes its section's first date
``date.card``       the date that a card of the event labels holds for what the card and its account tell
``date.next``       a sentence that goes on with the dated one before it
``date.lead``       a headline or lead takes the date of the event it announces
``date.turn``       a turn to another scene ("Meanwhile, in the south") keeps the day, not the place
``date.story``      later sentences of a story about one event go back to that event's date

Nothing is carried to running totals, to other incidents, or over a vague time ("in recent weeks").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from claimx.lexicon.dates import DateVocabulary
from claimx.lexicon.verbs import LIFTING
from claimx.link.dates.carried import carried_dates, read_context
from claimx.link.dates.own import own_date
from claimx.link.dates.roles import DAYS, Role, names_event, responds
from claimx.link.dates.timeline import Told, date_link, tell
from claimx.link.dates.traced import propose_dates
from claimx.models import Claim, DateInterval, DateLink, Document, Form, Sentence, Trace
from claimx.schema import Category, DateBasis, DatePrecision, DateScope


def link_dates(
    document: Document, claims: Sequence[Claim], vocabulary: DateVocabulary, trace: Trace | None = None
) -> list[Claim]:
    """The claims with ``date`` filled where the text tells it, in the same order; ``trace`` takes what was proposed."""
    told = tell(document, vocabulary)
    numbers: dict[int, set[int]] = {}
    for claim in claims:
        numbers.setdefault(claim.sentence, set()).add(claim.quantity.number.first)
    own = [own_date(document, claim, told[claim.sentence], vocabulary, numbers[claim.sentence]) for claim in claims]
    exact = [
        one if one is None else _refined(document, claim, one, told, vocabulary)
        for claim, one in zip(claims, own, strict=True)
    ]
    own = [
        one if one is None or day is None else replace(one, interval=day.interval)
        for one, day in zip(own, exact, strict=True)
    ]
    context = read_context(document, claims, own, told, vocabulary)
    out: list[Claim] = []
    reached: dict[int, int] = {}  # how far each date has been carried, by its offset
    for i, claim in enumerate(claims):
        choice = exact[i]
        if claim.increment_of is not None or claim.quantity.form is Form.INCREMENT:
            base = out[claim.increment_of].date if claim.increment_of is not None and claim.increment_of < i else None
            link = _increment(document, claim, base)
        elif (whole := _whole(document, claim, out, told[claim.sentence])) is not None:
            link = replace(whole, rule="date.part")
        elif isinstance(choice, Told):
            beside = (one for one in told[claim.sentence] if one.role is Role.EVENT and one.mention.expression in DAYS)
            event = next(beside, None) or context.story.before(claim.sentence)
            link = date_link(_begun(document, claim, choice, event), "date.clause")
        else:
            link = next(carried_dates(context, i, out, reached), None)
            sentence = document.sentences[claim.sentence]
            if link is not None and vocabulary.at("turn", sentence.tokens, sentence.lowers(), 0) is not None:
                link = replace(link, rule="date.turn")
        if link is not None and (risen := _lifted(document, claim, told[claim.sentence])) is not None:
            link = _up_to(link, risen)
        if trace is not None:
            carried = carried_dates(context, i, out, reached)
            sentence = document.sentences[claim.sentence]
            propose_dates(trace, claim, sentence, told[claim.sentence], carried, vocabulary)
        if link is not None:
            reached[link.start] = max(claim.sentence, reached.get(link.start, 0))
        spoken = _with_report(document, claim, told[claim.sentence], vocabulary)
        out.append(replace(spoken, date=link, rules=_with_rules(claim, link, choice)))
    return out


# Days from an event to the day up to which its losses are counted, and sentences from its day to theirs.
_LASTS = timedelta(days=14)
_NEAR = 10
_UP_TO = frozenset(("by", "until", "till", "through"))
_NO_SIDE = (Category.CIVILIAN, Category.UNSPECIFIED)


def _begun(document: Document, claim: Claim, choice: Told, before: Told | None) -> Told:
    """The days up to one, from the day of the event in the news: "Clashes erupted on Monday. By Tuesday evening, 16 had died"."""
    interval, event = choice.interval, before.interval if before is not None else None
    if choice.mention.expression != "until" or interval is None or interval.start is not None or interval.end is None:
        return choice
    if before is None or event is None or event.start is None or document.article.published is None:
        return choice
    here, there = document.sentences[choice.sentence], document.sentences[before.sentence]
    near = here.index - there.index <= _NEAR or here.block.index == there.block.index
    # A side's losses "as of Sunday" may be a whole war's.
    opens = here.tokens[choice.mention.phrase.first].lower in _UP_TO or claim.category in _NO_SIDE
    if not near or not opens or not timedelta(0) < interval.end - event.start <= _LASTS:
        return choice
    return replace(choice, interval=replace(interval, start=event.start, precision=DatePrecision.INTERVAL))


# Sentences further down in which an event's day is still told.
_BELOW = 2
# A month and longer: what is told of a longer time than a day's may be told to the day elsewhere.
_COARSE = 365


def _refined(
    document: Document, claim: Claim, choice: Told, told: Sequence[Sequence[Told]], vocabulary: DateVocabulary
) -> Told:
    """The day of one event that its sentence gives the year of, where the text tells one day in that year.

    "A bus driver was shot last year … The shooting on 3 May": one death or the blast of 2014 has one day, a count has none.
    """
    sentence, interval = document.sentences[choice.sentence], choice.interval
    if interval is None or interval.start is None or interval.end is None:
        return choice
    first, last = interval.start, interval.end
    named = choice.mention.expression == "offset" or names_event(sentence, choice.mention, vocabulary)
    single = claim.quantity.low == claim.quantity.high == 1
    if choice.open or last - first < _WEEK:
        return choice
    below = [one for dates in told[claim.sentence + 1 : claim.sentence + 1 + _BELOW] for one in dates]
    taken_up = [one for one in below if _takes_up(document.sentences[one.sentence], one, vocabulary)]
    if not taken_up and ((last - first).days < _COARSE - 1 or not (named or single)):
        return choice
    days = {
        one.interval.start: one
        for dates in told
        for one in dates
        if one.interval is not None
        and one.role is Role.EVENT
        and (one.mention.expression == "day" or one in taken_up)
        and one.interval.precision is DatePrecision.DAY
        and one.interval.start is not None
        and first <= one.interval.start <= last
    }
    return next(iter(days.values())) if len(days) == 1 else choice


_WEEK = timedelta(days=6)
_HAPPENED = frozenset("happened occurred".split())


def _takes_up(sentence: Sentence, told: Told, vocabulary: DateVocabulary) -> bool:
    """True for the day of an event told before: "The crash on 9 April", "It happened on Thursday"."""
    words, first = sentence.lowers(), told.mention.phrase.first
    happened = words[:1] == ["it"] and not _HAPPENED.isdisjoint(words[1:first])
    subject = words[:1] == ["the"] and any(
        vocabulary.at("incident", sentence.tokens, words, j) is not None for j in range(1, min(first, _SUBJECT))
    )
    return told.mention.expression in DAYS and (happened or subject)


# "The deadly bus | crash": words of a subject up to its noun.
_SUBJECT = 5


# "bringing the | death toll to": words from the verb to the number.
_RISEN = 6
_TOLLS = frozenset(("toll", "dead", "deaths", "total", "tally", "count"))


def _lifted(document: Document, claim: Claim, told: Sequence[Told]) -> Told | None:
    """The day on which more deaths lifted the toll: "Two more died on Tuesday, bringing the toll to 11"."""
    words, number = document.sentences[claim.sentence].lowers(), claim.quantity.phrase.first
    verb = next((j for j in range(number - 1, max(-1, number - 1 - _RISEN), -1) if words[j] in LIFTING), None)
    if verb is None or words[number - 1] != "to" or _TOLLS.isdisjoint(words[verb:number]):
        return None
    before = [one for one in told if one.mention.phrase.first < verb]
    days = [one for one in before if one.interval is not None and one.interval.precision is DatePrecision.DAY]
    return days[0] if len(before) == len(days) == 1 and len(told) == 1 else None


def _up_to(link: DateLink, risen: Told) -> DateLink:
    """The link with its days counted up to the one on which the toll rose."""
    day, start, end = risen.interval, link.interval.start, link.interval.end
    if day is None or day.end is None or start is None or end is None or day.end <= start:
        return link
    interval = replace(link.interval, end=day.end, precision=DatePrecision.INTERVAL, scope=DateScope.CUMULATIVE)
    return replace(link, interval=interval)


def _with_report(document: Document, claim: Claim, told: Sequence[Told], vocabulary: DateVocabulary) -> Claim:
    """The claim with the day on which its source spoke, where its sentence has one day of a report and names the source."""
    source, sentence = claim.source, document.sentences[claim.sentence]
    if source is None or source.reported_on is not None or not sentence.start <= source.start < sentence.end:
        return claim
    days = {
        one.interval.end
        for one in told
        if one.role is Role.REPORT
        and one.interval is not None
        and one.interval.precision is DatePrecision.DAY
        and not responds(sentence, one.mention, vocabulary)
    }
    return replace(claim, source=replace(source, reported_on=days.pop())) if len(days) == 1 else claim


def _whole(document: Document, claim: Claim, done: Sequence[Claim], told: Sequence[Told]) -> DateLink | None:
    """The date of the total that a part stands beside, where no date of its own follows: "43 overnight, including 16"."""
    base = claim.subset_of
    if base is None or base >= len(done) or done[base].sentence != claim.sentence or done[base].date is None:
        return None
    phrase, total = claim.quantity.phrase, done[base].quantity.phrase
    if total.first > phrase.first or any(one.mention.phrase.first >= phrase.last for one in told):
        return None
    words = document.sentences[claim.sentence].lowers()
    return None if ";" in words[total.last : phrase.first] else done[base].date


def _with_rules(claim: Claim, link: DateLink | None, choice: Told | None) -> tuple[str, ...]:
    if link is None:
        return claim.rules
    found = (choice.mention.rule,) if choice is not None else ()
    return (*claim.rules, *(rule for rule in (*found, link.rule) if rule not in claim.rules))


def _increment(document: Document, claim: Claim, base: DateLink | None) -> DateLink | None:
    """'1305 (+3)': the day before up to the day of the total, or of the document."""
    end = base.interval.end if base is not None and base.interval.end is not None else document.article.published
    if end is None:
        return None
    interval = DateInterval(end - timedelta(days=1), end, DatePrecision.DAY, DateScope.PERIOD, DateBasis.RELATIVE)
    phrase = claim.quantity.phrase
    start, stop = (base.start, base.end) if base is not None else (phrase.start, phrase.end)
    return DateLink(interval, start, stop, "date.increment")
