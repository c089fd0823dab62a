"""When the counted thing happened: the date of the claim's own clause, else the date its story carries.

The rules, in this order, each named in the record's ``rules``:

``date.increment``  a day's increase of a total: the day before up to the total's day
``date.clause``     the date expression that belongs to the claim's own clause
``date.repeat``     the date that the same number of the same loss has elsewhere in the text
``date.item``       the date at the head of a list item or paragraph holds for its sentences
``date.section``    the day in a section's heading holds for the section; a heading takes its section's first date
``date.next``       a sentence that goes on with the dated one before it
``date.lead``       a headline or lead takes the date of the event it announces
``date.story``      later sentences of a story about one event go back to that event's date

Nothing is carried to running totals, to other incidents, or over a vague time ("in recent weeks").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from claimx.lexicon.dates import DateVocabulary, Kind
from claimx.link.stories import (
    Story,
    find_story,
    goes_on,
    is_older_statement,
    is_other_incident,
    is_perfect,
    is_total,
    left_story,
)
from claimx.link.timeline import Role, Told, tell
from claimx.models import BlockKind, Claim, DateInterval, DateLink, Document, Form, Phrase, Sentence
from claimx.schema import DateBasis, DatePrecision, DateScope, Event

# What joins a clause to the noun or verb above it: a date inside such a clause tells of that clause alone.
_ASIDE = frozenset(("relcl", "acl", "advcl", "ccomp", "csubj", "parataxis", "pcomp"))
_SHUT = frozenset(("relcl", "acl", "advcl", "pcomp"))
_HURT = frozenset("wounded injured hurt sustained suffered".split())
_MARKS = frozenset("who which that when where since as although though because before whose".split())
# A loss list has some thirty rows, each of a dozen words at most.
_LIST, _ROW = 40, 15
_RUNNING = frozenset(("so-far", "until", "nth-day"))
_HAPPENING: tuple[Kind, ...] = ("incident", "enduring")
# A sentence may be carried from up to two sentences on; beyond that only the story's main date is.
_NEXT = 2


def link_dates(document: Document, claims: Sequence[Claim], vocabulary: DateVocabulary) -> list[Claim]:
    """The claims with ``date`` filled where the text tells it, in the same order."""
    told = tell(document, vocabulary)
    own = [_own(document, claim, told[claim.sentence], vocabulary) for claim in claims]
    story = find_story(document, claims, [_event(choice) for choice in own], told, vocabulary)
    figures = _by_figure(claims, own)
    out: list[Claim] = []
    reached: dict[int, int] = {}  # how far each date has been carried, by its offset
    for i, claim in enumerate(claims):
        choice = own[i]
        if claim.increment_of is not None or claim.quantity.form is Form.INCREMENT:
            base = out[claim.increment_of].date if claim.increment_of is not None and claim.increment_of < i else None
            link = _increment(document, claim, base)
        elif (whole := _whole(document, claim, out, told[claim.sentence])) is not None:
            link = replace(whole, rule="date.part")
        elif isinstance(choice, Told):
            link = _link(choice, "date.clause")
        else:
            link = _carried(document, i, claims, out, told, story, vocabulary, reached, figures)
        if link is not None:
            reached[link.start] = max(claim.sentence, reached.get(link.start, 0))
        out.append(replace(claim, date=link, rules=_with_rules(claim, link, choice)))
    return out


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


def _event(choice: Told | None) -> Told | None:
    return choice if choice is not None and choice.interval is not None else None


def _with_rules(claim: Claim, link: DateLink | None, choice: Told | None) -> tuple[str, ...]:
    if link is None:
        return claim.rules
    found = (choice.mention.rule,) if choice is not None else ()
    return (*claim.rules, *(rule for rule in (*found, link.rule) if rule not in claim.rules))


def _link(told: Told, rule: str) -> DateLink | None:
    if told.interval is None:
        return None
    return DateLink(told.interval, told.mention.phrase.start, told.mention.phrase.end, rule)


def _increment(document: Document, claim: Claim, base: DateLink | None) -> DateLink | None:
    """'1305 (+3)': the day before up to the day of the total, or of the document."""
    end = base.interval.end if base is not None and base.interval.end is not None else document.article.published
    if end is None:
        return None
    interval = DateInterval(end - timedelta(days=1), end, DatePrecision.DAY, DateScope.PERIOD, DateBasis.RELATIVE)
    phrase = claim.quantity.phrase
    start, stop = (base.start, base.end) if base is not None else (phrase.start, phrase.end)
    return DateLink(interval, start, stop, "date.increment")


def _own(document: Document, claim: Claim, told: Sequence[Told], vocabulary: DateVocabulary) -> Told | None:
    """The date of the claim's own clause, or None. A vague one is returned too: it forbids carrying."""
    sentence = document.sentences[claim.sentence]
    best: Told | None = None
    least = (9, 0, 0)
    for one in told:
        if one.role is not Role.EVENT or _covers(one.mention.phrase, claim.quantity.phrase):
            continue
        cost = _distance(sentence, claim, one, vocabulary)
        if cost is not None and cost < least:
            best, least = one, cost
    return best


def _covers(date: Phrase, quantity: Phrase) -> bool:
    return date.overlaps(quantity)


def _distance(sentence: Sentence, claim: Claim, told: Told, vocabulary: DateVocabulary) -> tuple[int, int, int] | None:
    """Clause borders crossed, coarseness, words between; None where the date tells of another thing."""
    phrase = told.mention.phrase
    anchor, quantity = claim.loss.anchor, claim.quantity.phrase
    words = sentence.lowers()
    gap = min(_gap(phrase, anchor, anchor + 1), _gap(phrase, quantity.first, quantity.last))
    if sentence.parsed:
        crossed = _crossed(sentence, phrase, anchor, quantity.first, vocabulary, claim.event is Event.KILLED)
        if crossed is None:
            return None
    else:
        crossed = 0
    low, high = sorted((phrase.first, anchor))
    between = words[low:high]
    crossed += sum(word in (";", "\u2014", "while", "but", "whereas") for word in between)
    if told.mention.expression == "year" and words[phrase.last - 1].isdecimal() and _modifies(sentence, phrase):
        crossed += 1  # "the 2012 offensive" names, a day or month tells
    if told.open and crossed and claim.loss.anchor > phrase.last:
        return None  # "has so far killed two … after a body was found"
    coarse = int(told.interval is None or told.interval.precision is not DatePrecision.DAY)
    return crossed, coarse if told.mention.expression in ("day", "offset", "month", "year") else 0, gap


def _modifies(sentence: Sentence, phrase: Phrase) -> bool:
    if sentence.parsed:
        last = sentence.tokens[phrase.last - 1]
        return last.head > last.i and sentence.tokens[last.head].pos in ("NOUN", "PROPN")
    return False


def _gap(phrase: Phrase, first: int, last: int) -> int:
    return max(0, first - phrase.last, phrase.first - last)


def _root(sentence: Sentence, phrase: Phrase) -> int:
    """The token of a phrase whose head lies outside it."""
    for i in range(phrase.first, phrase.last):
        if not phrase.covers(sentence.tokens[i].head) or sentence.tokens[i].head == i:
            return i
    return phrase.first


def _crossed(
    sentence: Sentence, phrase: Phrase, anchor: int, quantity: int, vocabulary: DateVocabulary, killed: bool
) -> int | None:
    """Clause borders on the way up from the date to what it shares with the claim; None where one shuts it in."""
    words = sentence.lowers()
    above = {anchor, quantity, *sentence.ancestors(anchor), *sentence.ancestors(quantity)}
    crossed = 0
    i = _root(sentence, phrase)
    for _ in range(len(sentence.tokens)):
        if i in above:
            break
        token = sentence.tokens[i]
        if token.pos in ("VERB", "AUX") and not phrase.covers(i):
            of_death = token.dep == "relcl" or words[anchor] in ("death", "deaths")
            if token.dep in _SHUT and killed and of_death and token.lower in _HURT:
                return None  # "the death of a guard who was wounded in May": the day of the wound
            if token.dep in _ASIDE:
                if (
                    token.dep in _SHUT
                    and _MARKS & {words[j] for j in sentence.children[i]}
                    and not _happened(sentence, i, vocabulary)
                ):
                    return None
                crossed += 1
            elif token.dep == "conj" and phrase.first > max(anchor, quantity):
                between = words[max(anchor, quantity) : i]
                subject = any(sentence.tokens[j].dep in ("nsubj", "nsubjpass") for j in sentence.children[i])
                if (subject and ("," in between or ";" in between)) or not _happened(sentence, i, vocabulary):
                    return None  # "… kill 1,000 a day, and they eliminated 5,000 in January"
        if token.head == i:
            break
        i = token.head
    return crossed


def _happened(sentence: Sentence, verb: int, vocabulary: DateVocabulary) -> bool:
    """True where a clause's verb, its subject, or the noun it hangs on is something that happens."""
    words = sentence.lowers()
    tokens = sentence.tokens
    near = [verb, tokens[verb].head, *(j for j in sentence.children[verb] if tokens[j].dep in ("nsubj", "nsubjpass"))]
    return any(vocabulary.at(kind, tokens, words, j) is not None for j in near for kind in _HAPPENING)


def _carried(
    document: Document,
    i: int,
    claims: Sequence[Claim],
    done: Sequence[Claim],
    told: Sequence[Sequence[Told]],
    story: Story,
    vocabulary: DateVocabulary,
    reached: Mapping[int, int],
    figures: Mapping[tuple[object, ...], Sequence[Told]],
) -> DateLink | None:
    claim = claims[i]
    sentence = document.sentences[claim.sentence]
    base = claim.subset_of if claim.subset_of is not None else claim.derived_from
    if (
        base is not None
        and base < i
        and done[base].date is not None
        and not claims[base].sentence < claim.sentence - _NEXT
    ):
        date = done[base].date
        return replace(date, rule="date.next") if date is not None else None
    if (
        is_total(sentence, claim, vocabulary)
        or is_other_incident(sentence, claim, vocabulary)
        or _still(sentence, claim)
    ):
        return None
    if claim.quantity.per is not None:
        return None  # "824 die each day" has no day of its own
    repeated = _repeated(claim, figures, story)
    if repeated is not None:
        return _link(repeated, "date.repeat")
    section = _section(document, sentence, told)
    if section is not None:
        return _link(section, "date.section")
    running = _running(document, claim, told)
    if running is not None:
        return _link(running, "date.next")
    if sentence.block.kind is BlockKind.LIST_ITEM:
        head = story.head_of(document, sentence)
        if head is not None:
            return _link(head, "date.item")
    if left_story(document, sentence, told, vocabulary):
        return None
    if _announced(sentence, claim):
        return None
    if is_older_statement(document, sentence, told[claim.sentence], vocabulary):
        return None
    before = story.before(claim.sentence)
    if (
        before is not None
        and not story.flashback(document, before, sentence)
        and goes_on(
            document,
            before,
            claim,
            told[claim.sentence],
            _NEXT,
            reached.get(before.mention.phrase.start, before.sentence),
            vocabulary,
        )
    ):
        return _link(before, "date.next")
    if story.main is None:
        return None
    if claim.sentence <= story.main.sentence:
        return _link(story.main, "date.lead") if story.announces(document, claim, vocabulary) else None
    return _link(story.main, "date.story") if story.returns(document, claim, vocabulary) else None


def _still(sentence: Sentence, claim: Claim) -> bool:
    """'still holds 200', 'could lead to thousands of deaths': a state of today or of another day, not of the event."""
    words = sentence.lowers()
    if {"could", "would", "will", "'ll"} & set(words[max(0, claim.loss.anchor - 5) : claim.loss.anchor]):
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


def _announced(sentence: Sentence, claim: Claim) -> bool:
    """'announced the death of a sergeant', 'have died of their wounds': a death that only now is told of, its day untold."""
    words = sentence.lowers()
    anchor = claim.loss.anchor
    if claim.event is not Event.KILLED:
        return False
    # Five words hold "announced the deaths of" and its adverbs; so do those of "died of wounds sustained earlier".
    told = {"announced", "announces", "announce", "announcing"} & set(words[max(0, anchor - 5) : anchor])
    late = {"wounds", "injuries"} & set(words[anchor : anchor + 5])
    return bool(told and words[anchor] in ("death", "deaths")) or bool(late)


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


def _section(document: Document, sentence: Sentence, told: Sequence[Sequence[Told]]) -> Told | None:
    """The day or span of the heading or colon above; for a heading, else the first date of the paragraph below it."""
    heading = sentence.block.heading
    for other in reversed(document.sentences[max(0, sentence.index - _LIST) : sentence.index]):
        above = other.block.index == heading if heading is not None else other.text.rstrip().endswith(":")
        if above:
            title = next((one for one in told[other.index] if _is_title(other, one)), None)
            row = sentence.block.kind is not BlockKind.PARAGRAPH and other.text.rstrip().endswith(":")
            return _introduced(document, other, told) if title is None and row and not told[other.index] else title
        if heading is None and other.block.kind is BlockKind.PARAGRAPH and len(other.tokens) > _ROW:
            break
    if sentence.block.kind is BlockKind.HEADING:
        for other in document.sentences[sentence.index + 1 : sentence.index + 2]:
            if other.block.kind is BlockKind.PARAGRAPH:
                return next((one for one in told[other.index] if _dates_event(one)), None)
    return None


def _running(document: Document, claim: Claim, told: Sequence[Sequence[Told]]) -> Told | None:
    """The span that the sentence before is of, for a perfect: "Since August they have struck ten towns. Six have died"."""
    here = document.sentences[claim.sentence]
    if not is_perfect(here, claim) or claim.sentence == 0:
        return None
    before = document.sentences[claim.sentence - 1]
    if before.block.index != here.block.index:
        return None
    return next(
        (one for one in told[before.index] if one.mention.expression == "since" and one.interval is not None), None
    )


def _introduced(document: Document, colon: Sentence, told: Sequence[Sequence[Told]]) -> Told | None:
    """The date of a list whose opening line ("by country:") has none: that of the paragraph above the line and its like."""
    block: int | None = None
    for other in reversed(document.sentences[max(0, colon.index - _LIST) : colon.index]):
        counts = document.mentions[other.index].quantities or any(token.text[0].isdigit() for token in other.tokens)
        row = other.block.kind is not BlockKind.PARAGRAPH and bool(counts)
        if block is None and (row or other.text.rstrip().endswith(":")):
            continue
        if other.block.kind is not BlockKind.PARAGRAPH or block not in (None, other.block.index):
            return None
        block = other.block.index
        for one in told[other.index]:
            if one.role is Role.EVENT and one.interval is not None and one.mention.expression != "year":
                return one
    return None


def _dates_event(told: Told) -> bool:
    return told.role is Role.EVENT and told.interval is not None and not told.open and told.mention.expression != "year"


def _is_title(heading: Sentence, told: Told) -> bool:
    """True for a heading that is a date ("### 28 February") or a total up to one ("losses from 24.02 to 27.04:")."""
    if told.role is not Role.EVENT or told.interval is None:
        return False
    if heading.text.rstrip().endswith(":") or told.mention.expression == "range":
        return told.mention.expression in ("range", "until", "since", "day", "weekday", "period")
    others = len(heading.tokens) - (told.mention.phrase.last - told.mention.phrase.first)
    # Four words beside the date at most ("Friday 28 February: the withdrawal"); more make a sentence or a caption.
    return told.mention.expression == "day" and others <= 4
