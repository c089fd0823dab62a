"""Which event a text is about, and its date: the grounds on which a claim far from a date may take it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimx.lexicon.dates import DateVocabulary, Kind
from claimx.link.anchor import anchor_of
from claimx.link.cues import active_perfect, definite, is_perfect, new_incident
from claimx.link.dates.roles import DAYS, Role, names_event
from claimx.link.dates.timeline import Told
from claimx.models import BlockKind, Claim, Document, NodeKind, Sentence
from claimx.schema import DatePrecision

# The story's event is dated within its first dozen sentences, or it is no story of one dated event.
_LEAD = 12
# Headline, standfirst and lead stand before the sentence that dates their event; further down it is another's day.
_ANNOUNCED = 3
_TAKEN_UP = 6
_STOPS = frozenset((";", ":", "who", "where", "while", "but", "although"))
# A date that may be an event's: a day, not an era.
_POINTS = frozenset(("day", "weekday", "offset", "overnight", "range", "month", "period", "since", "anchor"))
_FLASHBACKS = frozenset(("earlier", "previously", "before"))
_FRONT = 3
_FRONTED = frozenset(("day", "range", "period", "anchor"))
# A story's event takes a month at most; longer spans are totals.
_LONGEST = 31
_EVENT = 7
# Wires follow an event for two weeks; what is older is background.
_FRESH = 14


@dataclass(frozen=True, slots=True)
class Story:
    """The main event's date, and the dated sentences in text order."""

    main: Told | None
    main_claims: bool
    dated: tuple[Told, ...]
    first_paragraph: int  # the index of its block
    alone: bool  # the text tells no other day than the main event's

    def before(self, sentence: int) -> Told | None:
        """The last dated event told in a sentence before this one."""
        k = bisect_left(self.dated, sentence, key=lambda one: one.sentence)
        return self.dated[k - 1] if k else None

    def followed(self, document: Document, sentence: Sentence) -> Told | None:
        """The last dated event before, with which a sentence may go on; none where it was but the background of news.

        "Officers were burying two who had been shot on Saturday when the bomber struck": the next paragraph is of the bomb.
        """
        before = self.before(sentence.index)
        if before is None or self.main is None or before.sentence <= self.main.sentence:
            return before
        dated = document.sentences[before.sentence]
        start = self.main.interval.start if self.main.interval is not None else None
        end = before.interval.end if before.interval is not None else None
        older = start is not None and end is not None and end < start
        aside = older and dated.block.index != sentence.block.index and _is_subordinate(dated, before)
        return None if aside and _fresh(self.main, document) else before

    def head_of(self, document: Document, sentence: Sentence) -> Told | None:
        """The date of an event told earlier in the same list item, the first of them."""
        item = document.layout.node(sentence.index)
        k = bisect_left(self.dated, item.first, key=lambda one: one.sentence)
        return self.dated[k] if k < len(self.dated) and self.dated[k].sentence <= sentence.index else None

    def flashback(self, document: Document, before: Told, sentence: Sentence) -> bool:
        """True for a date well before the story's own: it holds for its paragraph, then the story is taken up again."""
        if (
            self.main is None
            or self.main.interval is None
            or before.interval is None
            or not _fresh(self.main, document)
        ):
            return False
        start, end = self.main.interval.start, before.interval.end
        old = start is not None and end is not None and (start - end).days > _FRESH
        block = document.sentences[before.sentence].block.index
        above, opened = (document.layout.within(i, NodeKind.SECTION) for i in (before.sentence, self.main.sentence))
        return old and block != sentence.block.index and above is opened

    def announces(self, document: Document, claim: Claim, vocabulary: DateVocabulary) -> bool:
        """True where a claim before the main date announces its event."""
        if self.main is None or document.sentences[claim.sentence].block.listed:
            return False
        if document.article.published is None and document.sentences[claim.sentence].block.kind is BlockKind.PARAGRAPH:
            return False  # an encyclopaedia tells in order of time: what stands before a date is older
        ahead, fresh = self.main.sentence - claim.sentence, _fresh(self.main, document)
        sentence, dated = document.sentences[claim.sentence], document.sentences[self.main.sentence]
        if (
            (is_perfect(sentence, claim) or active_perfect(sentence, claim))
            and _counts_on(sentence, claim, vocabulary)
            and not definite(dated, vocabulary)
        ):
            return False  # "31,000 have been killed. On Monday shells hit the airport"
        if document.article.published is not None and ahead > 1 and not (fresh and _is_short(self.main)):
            return False  # news that goes back to an older event, or to a month, further down
        if document.article.published is not None and not fresh:
            return False  # the next sentence of news goes back to an older event
        if self.main_claims and sentence.block.index > self.first_paragraph + 1 and not definite(sentence, vocabulary):
            return False  # only a headline, a standfirst and a lead tell ahead of the story's own numbers
        if fresh and sentence.block.index <= self.first_paragraph:
            # "Ten die in a crash … The crash happened on Monday": what goes back to the head tells its day.
            return ahead <= (_TAKEN_UP if definite(dated, vocabulary) else _ANNOUNCED)
        return ahead <= _ANNOUNCED

    def returns(self, document: Document, claim: Claim, vocabulary: DateVocabulary) -> bool:
        """True where a later claim is of the main event still: no new incident, no perfect of a running count."""
        if self.main is None or self.main.open:
            return False
        sentence = document.sentences[claim.sentence]
        if sentence.block.listed and document.article.published is not None:
            return False
        if not _fresh(self.main, document):
            only = self.alone and document.article.published is None and not is_perfect(sentence, claim)
            return only or definite(sentence, vocabulary)
        deeds = active_perfect(sentence, claim)
        # "Of the dead" behind a side's deeds so far are those counted.
        if definite(sentence, vocabulary, anchor_of(sentence, claim) if deeds else None):
            return True
        if _at_place(document, self.main, sentence):
            return True
        counts_up = deeds or is_perfect(sentence, claim)
        # A lead introduces what a standfirst has told.
        opens = sentence.block.index <= self.first_paragraph + 1 and self.main.mention.expression in DAYS
        # A wire scraped into one paragraph goes from town to town within its day.
        within = document.sentences[self.main.sentence].block.index == sentence.block.index
        elsewhere = not within and _new_place(document, self.main, sentence)
        new = (not opens and new_incident(sentence, vocabulary)) or elsewhere
        return not (counts_up or new)


# No single event but a war or a disaster kills so many.
_MANY = 1000


def _counts_on(sentence: Sentence, claim: Claim, vocabulary: DateVocabulary) -> bool:
    """True for thousands whose sentence names no single event: "more than 31,000 people have been killed in the enclave"."""
    words = sentence.lowers()
    return (claim.quantity.low or 0) >= _MANY and not any(
        token.pos != "VERB" and vocabulary.at("incident", sentence.tokens, words, j) is not None
        for j, token in enumerate(sentence.tokens)
    )


def find_story(
    document: Document,
    claims: Sequence[Claim],
    own: Sequence[Told | None],
    told: Sequence[Sequence[Told]],
    vocabulary: DateVocabulary,
) -> Story:
    """The dated events of a text; the main one is the first that its opening tells."""
    by_sentence: dict[int, Told] = {}
    for claim, choice in zip(claims, own, strict=True):
        if choice is not None:
            by_sentence.setdefault(claim.sentence, choice)
    claimed = set(by_sentence)
    first = next((block.index for block in document.blocks if block.kind is BlockKind.PARAGRAPH), 0)
    counting = {
        claim.sentence
        for claim, choice in zip(claims, own, strict=True)
        if choice is not None
        and not _is_a_day(choice)
        and is_perfect(document.sentences[claim.sentence], claim)
        and document.sentences[claim.sentence].block.index > first  # a lead's total is the story
    }
    for dates in told:
        begun = [_as_event(document, one, vocabulary) for one in dates]
        happening = [
            one
            for one in begun
            if _happens(document.sentences[one.sentence], one, vocabulary) or _opens_news(document, one)
        ]
        if happening and happening[0].sentence not in by_sentence:
            by_sentence[happening[0].sentence] = min(
                happening, key=lambda one: _incident_gap(document.sentences[one.sentence], one, vocabulary)
            )
    for dates in told:
        head = next((one for one in dates if heads_item(document.sentences[one.sentence], one)), None)
        if head is not None:
            by_sentence.setdefault(head.sentence, head)
    dated = tuple(by_sentence[i] for i in sorted(by_sentence))
    main = next(
        (
            one
            for one in dated
            if one.sentence < _LEAD
            and (one.sentence not in counting or _is_a_day(one))
            and _is_main(document, one, claimed, vocabulary)
        ),
        None,
    )
    alone = all(
        main is not None and one.interval == main.interval
        for dates in told
        for one in dates
        if one.role is Role.EVENT and one.interval is not None and one.mention.expression in (*DAYS, "anchor")
    )
    return Story(main, main is not None and main.sentence in claimed, dated, first, alone)


def _is_a_day(told: Told) -> bool:
    """True for a day or a night; of "the past week" a perfect counts up: "160 have been killed over the past week"."""
    interval = told.interval
    start, end = (interval.start, interval.end) if interval is not None else (None, None)
    return start is None or end is None or (end - start).days <= 1


def _opens_news(document: Document, told: Told) -> bool:
    """True for a day of the last fortnight that the first paragraph of news tells: what a report opens with is its event."""
    first = next((one.index for one in document.sentences if one.block.kind is BlockKind.PARAGRAPH), None)
    return (
        told.sentence == first
        and told.role is Role.EVENT
        and told.mention.expression in ("day", "weekday", "offset")
        and _fresh(told, document)
    )


def _as_event(document: Document, told: Told, vocabulary: DateVocabulary) -> Told:
    """The day of the event that a count goes back to: "since the ferry sank on Monday" tells when the ferry sank.

    In news a count that goes back to an old event ("since the attack of 7 October") tells of what came after it.
    """
    sentence = document.sentences[told.sentence]
    expression, interval, words = told.mention.fields.get("start_expression"), told.interval, sentence.lowers()
    day = told.mention.expression == "since" and expression in ("day", "weekday", "offset")
    if not day or interval is None or interval.start is None:
        return told
    happened = any(
        vocabulary.at("incident", sentence.tokens, words, j) is not None
        for j in range(told.mention.phrase.first, told.mention.phrase.last)
    )
    if not happened:
        return told
    only = replace(interval, end=interval.start, precision=DatePrecision.DAY)
    event = replace(told, mention=replace(told.mention, expression=str(expression)), interval=only)
    return event if document.article.published is None or _fresh(event, document) else told


def _is_main(document: Document, told: Told, claimed: set[int], vocabulary: DateVocabulary) -> bool:
    interval = told.interval
    if interval is None or told.mention.expression not in _POINTS:
        return False
    if told.mention.expression == "anchor" and not definite(document.sentences[told.sentence], vocabulary):
        return False
    if told.mention.expression == "since":
        return told.sentence in claimed
    if interval.start is None or interval.end is None or (interval.end - interval.start).days > _LONGEST:
        return False
    sentence = document.sentences[told.sentence]
    if sentence.tokens[0].lower in _FLASHBACKS and told.mention.phrase.first <= _FRONT:
        return False  # "Earlier, on 15 March": not what the text is about
    opening = (
        other for other in document.sentences[1 : told.sentence + 1] if other.block.index == sentence.block.index
    )
    if any(vocabulary.at("turn", other.tokens, other.lowers(), 0) is not None for other in opening):
        return False  # "Elsewhere in the country, two mines on Monday": another event than the headline's
    if told.sentence not in claimed and document.article.published is not None and not _fresh(told, document):
        return False  # "a war that broke out in April 2023": background
    return told.sentence in claimed or _opens_news(document, told) or _beside(sentence, told, ("incident",), vocabulary)


def _fresh(main: Told, document: Document) -> bool:
    """True where the story's event is news: told while wires still follow it."""
    published = document.article.published
    end = main.interval.end if main.interval is not None else None
    return published is not None and end is not None and (published - end).days <= _FRESH


def _is_short(told: Told) -> bool:
    """True for the days of one event; a month counts many."""
    interval = told.interval
    start, end = (interval.start, interval.end) if interval is not None else (None, None)
    return start is not None and end is not None and (end - start).days <= _EVENT


def _happens(sentence: Sentence, told: Told, vocabulary: DateVocabulary) -> bool:
    """True where a date stands in one clause with something that happens ("the explosion late on Thursday")."""
    if told.interval is not None and told.mention.phrase.first <= 1 and names_event(sentence, told.mention, vocabulary):
        return True  # "The 2014 attacks on the mall": what follows is of them
    if told.role is not Role.EVENT or told.interval is None or told.open or told.mention.expression not in _POINTS:
        return False
    if told.mention.expression == "overnight" and not definite(sentence, vocabulary):
        return False
    first = told.mention.phrase.first
    if (first == 0 or (first == 1 and not sentence.tokens[0].text.isalnum())) and told.mention.expression in _FRONTED:
        return True  # "On 3 May, rebels gathered the people in a school": what follows is of that day
    return _beside(sentence, told, ("incident", "enduring"), vocabulary)


# "The deadly suicide car | bombing": words of a subject up to its noun.
_HEADED = 5


def _beside(sentence: Sentence, told: Told, kinds: tuple[Kind, ...], vocabulary: DateVocabulary) -> bool:
    """True where a word of these kinds stands within twenty words of the date and no stop between."""
    if "start_expression" in told.mention.fields and told.mention.expression != "range":
        return True  # "since the ferry sank on Monday": the event stands within
    words = sentence.lowers()
    phrase = told.mention.phrase
    first, last = phrase.first, phrase.last
    # "The clash took place in Tanum, a hamlet in the hills above the town, at 6 a.m. on Sunday"
    opens = words[0] in ("the", "this") and any(
        vocabulary.at("incident", sentence.tokens, words, j) is not None for j in range(1, min(_HEADED, first))
    )
    reach = first if opens else 20
    while first > 0 and words[first - 1] not in _STOPS and phrase.first - first < reach:
        first -= 1
    while last < len(words) and words[last] not in _STOPS and last - phrase.last < 20:
        last += 1
    return any(
        vocabulary.at(kind, sentence.tokens, words, j) is not None
        for kind in kinds
        for j in range(first, last)
        if not phrase.covers(j)
    )


def _incident_gap(sentence: Sentence, told: Told, vocabulary: DateVocabulary) -> int:
    """Words between a date and the nearest incident: in "sailed on Friday to the ferry that sank on Wednesday", none."""
    words = sentence.lowers()
    phrase = told.mention.phrase
    return min(
        (
            max(phrase.first - j, j - phrase.last + 1)
            for j in range(len(words))
            if not phrase.covers(j) and vocabulary.at("incident", sentence.tokens, words, j) is not None
        ),
        default=len(words),
    )


_SUBORDINATE = frozenset(("relcl", "advcl", "acl"))


def _is_subordinate(sentence: Sentence, told: Told) -> bool:
    """True for a day that a clause below the main one tells."""
    first = told.mention.phrase.first
    return sentence.parsed and any(sentence.tokens[i].dep in _SUBORDINATE for i in sentence.ancestors(first))


def heads_item(sentence: Sentence, told: Told) -> bool:
    """True for the day at the head of a list item or in brackets: "- 3 May: rebels took the base", "- Westgate (2013)."."""
    opening = sentence.start - sentence.block.start < 12  # a bullet, a number or a bracket before the item's first word
    if not sentence.block.listed or not opening or told.role is not Role.EVENT or told.interval is None:
        return False
    words, phrase = sentence.lowers(), told.mention.phrase
    if words[max(0, phrase.first - 1)] == "(" and words[phrase.last : phrase.last + 1] == [")"]:
        return told.mention.expression in ("day", "range", "month", "year")
    return phrase.first <= 1 and told.mention.expression in ("day", "range")


def _known_places(document: Document, main: Told) -> set[str]:
    """Places of the opening (four sentences: headline, standfirst, lead) and of the dated sentence."""
    known: set[str] = set()
    for i in (*range(min(4, len(document.sentences))), main.sentence):
        known |= {place.name for place in document.mentions[i].places}
    return known


def _new_place(document: Document, main: Told, sentence: Sentence) -> bool:
    """True where the sentence names a place that neither the opening nor the dated sentence has."""
    here = {place.name for place in document.mentions[sentence.index].places}
    return bool(here) and not here & _known_places(document, main)


def _at_place(document: Document, main: Told, sentence: Sentence) -> bool:
    """True where the sentence names the story's own town ("a horrific attack in Nice")."""
    # Rank 5 and more is a town or finer: a country or province has room for other incidents.
    here = {place.name for place in document.mentions[sentence.index].places if place.rank >= 5}
    return bool(here & _known_places(document, main))
