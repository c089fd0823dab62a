"""The date of a claim's own clause: of the dates in its sentence, the one that tells when the counted thing happened."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from claimx.lexicon.dates import DateVocabulary, Kind
from claimx.lexicon.verbs import LIFTING
from claimx.link.anchor import anchor_of
from claimx.link.cues import active_perfect, is_perfect
from claimx.link.dates.arithmetic import month_end
from claimx.link.dates.roles import LIFTED, Role, is_compared
from claimx.link.dates.timeline import Told
from claimx.link.stretches import own_stretch
from claimx.models import Claim, Document, Sentence, Span
from claimx.schema import DatePrecision, DateScope, Event

# What joins a clause to the noun or verb above it: a date inside such a clause tells of that clause alone.
_ASIDE = frozenset(("relcl", "acl", "advcl", "ccomp", "csubj", "parataxis", "pcomp"))
_SHUT = frozenset(("relcl", "acl", "advcl", "pcomp"))
_HURT = frozenset("wounded injured hurt sustained suffered".split())
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_MARKS = frozenset("who which that when where since as although though because before whose".split())
_AFTER = frozenset(("after", "before", "once", "until"))
# What opens a span that an "as of" of the same sentence closes.
_OPENING = frozenset(("since", "earlier"))
_HANDED = (Event.DELIVERED, Event.PLEDGED)
_STILL = frozenset("still remain remains remained remaining".split())
_POINTS = frozenset(("day", "weekday", "offset", "overnight", "anchor"))
# How coarse a "since" is that names no date itself, beside the 0 and 1 of those that do.
_WEAK = 2
# Spans with bounds of their own are no coarser than a day.
_BOUNDED = frozenset(("since", "until", "so-far", "period", "range", "ending", "nth-day", "overnight", "anchor"))
_GRAINS = {
    "year": DatePrecision.YEAR,
    "month": DatePrecision.MONTH,
    "day": DatePrecision.DAY,
    "weekday": DatePrecision.DAY,
}
_HAPPENING: tuple[Kind, ...] = ("incident", "enduring")


def own_date(
    document: Document, claim: Claim, told: Sequence[Told], vocabulary: DateVocabulary, numbers: Collection[int] = ()
) -> Told | None:
    """The date of the claim's own clause, or None. A vague one is returned too: it forbids carrying.

    ``numbers`` are the first tokens of the numbers of the sentence's claims.
    """
    events = [one.mention.phrase for one in told if one.role in (Role.EVENT, Role.COMPARED) and not one.vague]
    first = claim.quantity.number.first
    fronted = any(one.mention.phrase.first <= 1 and one.role is Role.EVENT and not one.open for one in told)
    stretch = own_stretch(first, numbers, events, document.sentences[claim.sentence].lowers())
    if stretch is None and fronted and any(number < first for number in numbers):
        # "On Monday three fell, along with two on Tuesday"
        stretch = range(
            first,
            min((other for other in numbers if other > first), default=len(document.sentences[claim.sentence].tokens)),
        )
    if stretch is not None:  # "three on Monday and two on Tuesday"
        within = [one for one in told if one.mention.phrase.first in stretch]
        best = _nearest(document.sentences[claim.sentence], claim, within, vocabulary)
        if best is not None and best.interval is not None:
            return best
    after = min((other for other in numbers if other > first), default=None)
    if after is not None and fronted:
        told = [one for one in told if one.mention.phrase.first < after or one.open]
    best = _nearest(document.sentences[claim.sentence], claim, told, vocabulary)
    return best if best is None else _closed(best, told)


def _closed(best: Told, told: Sequence[Told]) -> Told:
    """The span that one date of the sentence opens and another closes: "Through March 12, 45 had been killed this year"."""
    for other in told:
        first, last = (best, other) if other.mention.expression == "until" else (other, best)
        start = first.interval.start if first.interval is not None else None
        end = last.interval.end if last.interval is not None else None
        if (
            last.mention.expression == "until"
            and first.mention.expression in _OPENING
            and other.role is Role.EVENT
            and start is not None
            and end is not None
            and start <= end
            and best.interval is not None
        ):
            return replace(
                best, interval=replace(best.interval, start=start, end=end, precision=DatePrecision.INTERVAL)
            )
    return best


def _nearest(sentence: Sentence, claim: Claim, told: Sequence[Told], vocabulary: DateVocabulary) -> Told | None:
    """The date of these that fewest clause borders and words part from the claim."""
    return min(ranked(sentence, claim, told, vocabulary), key=lambda one: one[0], default=(None, None))[1]


def ranked(
    sentence: Sentence, claim: Claim, told: Sequence[Told], vocabulary: DateVocabulary
) -> Iterator[tuple[tuple[int, int, int, int], Told]]:
    """The dates of these that may be the claim's own: clause borders, coarseness and words that part each from it.

    Borders above the date count before those above the claim.
    """
    words = sentence.lowers()
    lifted, lasting = _is_lifted(words, claim), _lasts(words, claim)
    for one in (_of_when(words, claim, each) for each in told):
        if (lifted or lasting) and one.mention.expression in _POINTS:
            continue
        if one.role is Role.TOLL and not lifted:
            continue  # of the total that follows, not of what raises it
        if one.role is Role.AHEAD and claim.event not in _HANDED:
            continue  # nobody has died of what is still to come
        if one.role not in (Role.EVENT, Role.COMPARED, Role.TOLL, Role.AHEAD) or _covers(
            one.mention.phrase, claim.quantity.phrase
        ):
            continue
        cost = _distance(sentence, claim, one, vocabulary)
        if cost is not None:
            yield cost, one


def _of_when(words: Sequence[str], claim: Claim, told: Told) -> Told:
    """The point that a span goes on from or up to, for what is told of that point: "has been closed since 2019, when two died"."""
    interval, last, expression = told.interval, told.mention.phrase.last, told.mention.expression
    when = words[last : last + 1] in ([","], ["--"], ["\u2014"], ["\u2013"]) and (
        words[last + 1 : last + 2] == ["when"] or words[last + 1 : last + 3] == ["in", "which"]
    )
    if expression not in ("since", "until") or not when or claim.quantity.number.first < last or interval is None:
        return told
    grain = str(told.mention.fields.get("start_expression" if expression == "since" else "end_expression"))
    start = interval.start if expression == "since" else interval.end
    if start is None or grain not in _GRAINS:
        return told
    end = {"year": date(start.year, 12, 31), "month": month_end(start.year, start.month)}.get(grain, start)
    point = replace(
        interval,
        start=start,
        end=end,
        precision=_GRAINS[grain],
        scope=DateScope.PERIOD if end > start else DateScope.INCIDENT,
    )
    return replace(told, mention=replace(told.mention, expression=grain), interval=point)


def _covers(date: Span, quantity: Span) -> bool:
    return date.overlaps(quantity)


def _distance(
    sentence: Sentence, claim: Claim, told: Told, vocabulary: DateVocabulary
) -> tuple[int, int, int, int] | None:
    """Clause borders crossed, coarseness, words between; None where the date tells of another thing."""
    phrase = told.mention.phrase
    anchor, quantity = anchor_of(sentence, claim), claim.quantity.phrase
    words = sentence.lowers()
    if (told.mention.fields.get("clause") or told.mention.fields.get("same")) and anchor < phrase.last:
        # "two fell, a week after the town was shelled": the day of the shelling
        return None  # "40 fell from May to July, up on the same period of 2021, when 30 did": of the 30
    if (
        told.vague
        and anchor < phrase.first
        and words[phrase.last - 1] in _AFTER
        and "".join(words[phrase.last : phrase.last + 1]).isalnum()
    ):
        return None  # "were found days after the flood": a time beside the flood's, and none of its own
    gap = min(_gap(phrase, anchor, anchor + 1), _gap(phrase, quantity.first, quantity.last))
    if sentence.parsed:
        crossed = _crossed(sentence, phrase, anchor, quantity.first, vocabulary, claim.event)
        if crossed is None or (told.interval is not None and _is_outside(sentence, phrase, anchor, vocabulary)):
            return None
        inner = _above(sentence, phrase, anchor)
    else:
        crossed = inner = 0
    low, high = sorted((phrase.first, anchor))
    between = words[low:high]
    if is_compared(words[quantity.last : phrase.first]):
        return None
    if ";" in between and anchor < phrase.first and _is_clause(sentence, phrase.first):
        return None  # "nine were shot dead; the tenth was hanged in 2012"
    crossed += sum(word in (";", "\u2014", "while", "but", "whereas") for word in between)
    if told.open and not LIFTING.isdisjoint(words[quantity.last : phrase.first]):
        return None  # "two were killed, bringing to 550 the number killed since May"
    fronted = phrase.first == 0 and words[phrase.last : phrase.last + 1] == [","]
    if crossed and told.mention.expression == "since" and "since" not in words[phrase.first : phrase.last]:
        # "The fighting, which broke out on Saturday, has killed 26"
        counts_up = is_perfect(sentence, claim) or active_perfect(sentence, claim)
        return (crossed, inner, 0, gap) if counts_up else None
    if (
        told.open
        and crossed
        and not (fronted and told.mention.expression == "until")
        and (anchor > phrase.last or (words[phrase.first] == "since" and "," in between))
    ):
        return None  # "has so far killed two … after a body was found", "died in Tera, shelled since May"
    if told.bare:
        return crossed, inner, _WEAK, gap  # "has since": any date of the claim's clause tells more
    coarse = int(told.interval is None or told.interval.precision is not DatePrecision.DAY)
    return crossed, inner, 0 if told.mention.expression in _BOUNDED else coarse, gap


def _is_clause(sentence: Sentence, date: int) -> bool:
    """True where a finite verb stands between a semicolon and the date behind it."""
    opened = max(j for j in range(date) if sentence.tokens[j].text == ";")
    return any(sentence.tokens[j].tag in _FINITE for j in range(opened, date))


def _is_lifted(words: Sequence[str], claim: Claim) -> bool:
    """True for the toll that something brings up: "Monday's deaths bring to eight the number killed since May"."""
    first = claim.quantity.phrase.first
    if first == 0 or words[first - 1] != "to":
        return False
    return any(word in LIFTING for word in words[max(0, first - LIFTED) : first])


def _lasts(words: Sequence[str], claim: Claim) -> bool:
    """True for a state that lasts on the day of the report: "still unaccounted for on Tuesday", "in critical condition on Saturday"."""
    if claim.event not in (Event.MISSING, Event.WOUNDED):
        return False
    after = words[claim.quantity.phrase.first :]
    return bool(_STILL & set(after)) or "critical" in after or ("serious" in after and "condition" in after)


def _gap(phrase: Span, first: int, last: int) -> int:
    return max(0, first - phrase.last, phrase.first - last)


def _root(sentence: Sentence, phrase: Span) -> int:
    """The token of a phrase whose head lies outside it."""
    for i in range(phrase.first, phrase.last):
        if not phrase.covers(sentence.tokens[i].head) or sentence.tokens[i].head == i:
            return i
    return phrase.first


def _crossed(
    sentence: Sentence, phrase: Span, anchor: int, quantity: int, vocabulary: DateVocabulary, event: Event
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
            if token.dep in _SHUT and event is Event.KILLED and of_death and token.lower in _HURT:
                return None  # "the death of a guard who was wounded in May": the day of the wound
            participle = sentence.tokens[anchor].tag == "VBG" and anchor > phrase.last
            if token.dep == "relcl" and not participle and any(words[j] == "where" for j in sentence.children[i]):
                return None  # "in Daraa, where the uprising began in March": the day tells of the place
            if token.dep in _ASIDE:
                marks = {words[j] for j in sentence.children[i]}
                if token.dep in _SHUT and _MARKS & marks and not _happened(sentence, i, vocabulary):
                    return None
                if event in _HANDED and (_MARKS | _AFTER) & marks:
                    return None  # "will send another battery after Berlin gave its third in April": of that one alone
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


def _above(sentence: Sentence, phrase: Span, anchor: int) -> int:
    """Borders of finite clauses and gerunds on the way up from the claim to what it shares with the date.

    "sang on Saturday, since two died in May": one above the two for Saturday, none for May. "Lost his appeal on Saturday
    against a sentence for killing two in May" has the same.
    """
    tokens = sentence.tokens
    root = _root(sentence, phrase)
    shared = {root, *sentence.ancestors(root)}
    borders = 0
    for i in (anchor, *sentence.ancestors(anchor)):
        if i in shared:
            break
        finite = tokens[i].tag in _FINITE or any(tokens[c].dep in ("aux", "auxpass") for c in sentence.children[i])
        borders += tokens[i].dep in _ASIDE and (finite or tokens[i].dep == "pcomp") and tokens[i].tag != "VB"
    return borders


def _is_outside(sentence: Sentence, phrase: Span, anchor: int, vocabulary: DateVocabulary) -> bool:
    """True where a date belongs to a clause in which nothing happens, and the claim to a relative clause within it.

    "was honoured in 2019 by the mayor, who was hurt in the blast that killed two": the blast has no date there.
    """
    words, tokens = sentence.lowers(), sentence.tokens
    i = _root(sentence, phrase)
    for _ in range(len(tokens)):
        if tokens[i].pos in ("VERB", "AUX") or tokens[i].head == i:
            break
        i = tokens[i].head
        if any(vocabulary.at(kind, tokens, words, i) is not None for kind in _HAPPENING):
            return False
    chain = (anchor, *sentence.ancestors(anchor))
    if i not in chain[1:]:
        return False
    relative = next((j for j in reversed(chain[: chain.index(i)]) if tokens[j].dep == "relcl"), None)
    if relative is None or phrase.covers(tokens[relative].head) or _happened(sentence, i, vocabulary):
        return False  # "has been closed since 2019, when two were killed"
    noun, opening = tokens[relative].head, min(sentence.children[relative], default=relative)
    # A parser hangs "which left two dead" on the nearest noun: any incident before it may be what is meant.
    span = range(i, opening)
    within = words[opening : opening + 2] in (["in", "which"], ["during", "which"])
    if within and any(vocabulary.at("enduring", tokens, words, j) is not None for j in span):
        return False  # "fought a war in 2020 in which 900 fell"
    return all(vocabulary.at(kind, tokens, words, noun) is None for kind in _HAPPENING) and all(
        vocabulary.at("incident", tokens, words, j) is None for j in span
    )


def _happened(sentence: Sentence, verb: int, vocabulary: DateVocabulary) -> bool:
    """True where a clause's verb, its subject, or the noun it hangs on is something that happens."""
    words = sentence.lowers()
    tokens = sentence.tokens
    near = [verb, tokens[verb].head, *(j for j in sentence.children[verb] if tokens[j].dep in ("nsubj", "nsubjpass"))]
    return any(vocabulary.at(kind, tokens, words, j) is not None for j in near for kind in _HAPPENING)
