"""Every date of a document in text order, resolved, with its role: the event's, the report's, or the document's own header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimx.lexicon.dates import DateVocabulary
from claimx.link.datelines import dateline_end
from claimx.link.dates.calendar import resolve_date
from claimx.link.dates.clock import Clock
from claimx.link.dates.figures import Order, is_unordered, read_order
from claimx.link.dates.fiscal import read_fiscal_year
from claimx.link.dates.roles import DAYS, OPEN, Role, role_of
from claimx.models import DateInterval, DateLink, DateMention, Document, Sentence
from claimx.schema import DatePrecision, DateScope

# Points that news tells without a year; only these lend their year to others.
_LENDS_YEAR = frozenset(("day", "month", "year", "range", "season"))
# A dateline stands before the lead, below a headline and a line on its author.
_OPENS = 4
# A text whose latest full date is more than a year old is an account of the past.
_OLD = 365
_TOLD_FROM_REPORT = frozenset(("weekday", "offset", "overnight", "period", "earlier", "calendar", "so-far"))
# What happened so many days before the report is background.
_STALE = 14
# Characters in which an article names the war that it is about: its headline and first paragraphs.
_HEAD = 1200


@dataclass(frozen=True, slots=True)
class Told:
    """A date mention in its sentence; ``interval`` is None where nothing can be computed."""

    sentence: int
    mention: DateMention
    interval: DateInterval | None
    role: Role

    @property
    def vague(self) -> bool:
        """True for words of time that no calendar can fix."""
        return self.mention.expression == "vague"

    @property
    def open(self) -> bool:
        """True for running totals: since, as of, so far."""
        return self.mention.expression in OPEN

    @property
    def bare(self) -> bool:
        """True for "since" and "so far" that name no beginning: "have since died", "has so far killed"."""
        phrase, interval = self.mention.phrase, self.interval
        alone = self.mention.expression == "since" and phrase.last - phrase.first == 1
        return alone or (self.mention.expression == "so-far" and (interval is None or interval.start is None))


def date_link(told: Told, rule: str) -> DateLink | None:
    """The link to a told date, by the named rule; None where nothing can be computed."""
    if told.interval is None:
        return None
    return DateLink(told.interval, told.mention.phrase.start, told.mention.phrase.end, rule)


def _is_bare(mention: DateMention) -> bool:
    """True for a day or month without a year or anything else that tells it ("last March")."""
    return mention.expression in _LENDS_YEAR and "step" not in mention.fields


def _steps_back(mention: DateMention) -> bool:
    """True for "the previous day", "the day before"."""
    return mention.expression == "anchor" and mention.fields.get("unit") == "day" and mention.fields.get("count") == -1


def _is_of_report(anchor: DateInterval | None, published: date | None) -> bool:
    """True where the day last told is that of the report, or the one before, or where none is."""
    if anchor is None or anchor.end is None or published is None:
        return anchor is None
    return abs((published - anchor.end).days) <= 1


def _spans_cells(sentence: Sentence, mention: DateMention) -> bool:
    """True for what reads like a date over the border of two cells of a table: "March | 27"."""
    words = sentence.slice(mention.phrase)
    return "\t" in words or "|" in words


def tell(document: Document, vocabulary: DateVocabulary) -> list[list[Told]]:
    """The dates of each sentence. Anchored ones ("the next day") are told from the date before them in the text."""
    years = _full_years(document)
    head = "\n".join((document.article.title or "", document.text[:_HEAD]))
    history = _is_history(document)
    order, fiscal = read_order(document), read_fiscal_year(document)
    year: int | None = None
    anchor: DateInterval | None = None
    latest: DateInterval | None = None
    anchored = -1  # the paragraph of the event that it dates
    lent = -1  # the sentence that states the year last told
    out: list[list[Told]] = []
    for sentence, mentions in zip(document.sentences, document.mentions, strict=True):
        told: list[Told] = []
        words = sentence.lowers()
        remembers = any(mention.fields.get("anniversary") for mention in mentions.dates) or (
            "anniversary" in words
            and any(
                word == "anniversary" and not _MARKING.isdisjoint(words[max(0, j - _MARKED) : j])
                for j, word in enumerate(words)
            )
        )
        for mention in mentions.dates:
            if _spans_cells(sentence, mention):
                continue
            stated = mention.fields.get("year") or mention.fields.get("end_year")
            published = document.article.published
            if stated is not None and mention.expression in _LENDS_YEAR:
                year = int(stated)
            elif published and year and year < published.year and lent == sentence.index and _is_bare(mention):
                published = None  # "War came in October 2001, and in December 12 soldiers died"
            if mention.expression == "period" and told and told[-1].role is Role.REPORT and told[-1].interval:
                published = told[-1].interval.end  # "A day earlier, the agency said 28 had died in the past 24 hours"
            if mention.fields.get("narrated") and (history or not _is_of_report(anchor, published)):
                published = None  # "During the night" of a story is the story's
            if history and stated is None and mention.expression in _LENDS_YEAR and (year or years):
                published = None  # "On 3 August" in an account of 1965 is of that year
            # The nth day counts up to the day last told, a speech's too; an event's other days are told from the event.
            near = latest if mention.expression == "nth-day" else anchor
            if _steps_back(mention) and anchored != sentence.block.index and near is not None and published is not None:
                old = near.end is not None and (published - near.end).days > _STALE
                near = None if old else near  # "the previous day's raid" is told from the report, and no background's
            clock = Clock(
                published,
                near,
                year or years,
                (sentence.text, head),
                vocabulary.wars,
                order is Order.MONTH,
                nearest=not years,
                fiscal=fiscal,
            )
            interval = resolve_date(mention, clock)
            role = role_of(document, sentence, mention, interval, vocabulary)
            if mention.expression in DAYS and remembers and not mention.fields.get("anniversary") and stated is None:
                role = Role.REPORT  # "marked the tenth anniversary of the fire on Monday": the day of the mourners
            if stated is not None and role is Role.EVENT and mention.expression in _LENDS_YEAR:
                lent = sentence.index
            unsure = order is None and is_unordered(mention)
            one = replace(mention, rule="date.either-order") if unsure else mention
            told.append(Told(sentence.index, one, interval, role))
            if role in (Role.OTHER, Role.COMPARED):
                continue
            aside = mention.expression == "anchor" and any(one.interval is not None for one in told[:-1])
            if interval is not None and interval.start is not None and mention.expression not in OPEN:
                latest = interval
            if role is Role.REPORT and anchored == sentence.block.index:
                continue  # "spoke on Sunday" within an event's paragraph is not what "a week after" is told from
            if interval is not None and interval.start is not None and mention.expression not in OPEN and not aside:
                anchored = sentence.block.index if role is Role.EVENT else anchored
                anchor = interval  # "broke out on 9 September, six weeks after X was arrested": the former leads on
            elif interval is not None and interval.start is not None and mention.fields.get("start_day"):
                # "trading fire since 13 June … since then": the span's first day
                anchor = replace(interval, end=interval.start, precision=DatePrecision.DAY)
        out.append(_coordinated(sentence, told))
    return out


# "marked | the tenth and saddest anniversary": words between.
_MARKED = 5
_MARKING = frozenset(
    "mark marks marked marking observed observes commemorate commemorates commemorated commemorating".split()
)
# What may stand between two coordinated times: "late on Friday | and again early on | Saturday".
_COORDINATION = frozenset(("and", "into", ",", "again", "late", "early", "then", "on", "in", "the", "of"))
_DAYPARTS = frozenset("night evening afternoon morning dawn noon midnight midday".split())
_COORDINATED = frozenset(("day", "weekday", "offset", "month", "year", "range"))


def _coordinated(sentence: Sentence, told: Sequence[Told]) -> list[Told]:
    """The dates of a sentence, coordinated ones as one span: "on Thursday and again on Friday", "in 2015 and 2016"."""
    words, out = sentence.lowers(), list(told[:1])
    for one in told[1:]:
        last = out[-1]
        joint = [word for word in words[last.mention.phrase.last : one.mention.phrase.first] if word not in _DAYPARTS]
        first, second = last.interval, one.interval
        if (
            first is not None
            and second is not None
            and {last.mention.expression, one.mention.expression} <= _COORDINATED
            and last.role is one.role is Role.EVENT
            and joint[:1] in (["and"], ["into"], [","])
            and _COORDINATION.issuperset(joint)
            # "was shot on Monday and on Friday died": a bare preposition begins what happened then
            and (words[one.mention.phrase.first] not in ("on", "in") or "again" in joint)
            and words[one.mention.phrase.last : one.mention.phrase.last + 1] not in (["'s"], ["\u2019s"])
            and first.start is not None
            and second.end is not None
            and first.end is not None
            and second.start is not None
            and first.end < second.start
        ):
            phrase = sentence.phrase(last.mention.phrase.first, one.mention.phrase.last)
            interval = replace(first, end=second.end, precision=DatePrecision.INTERVAL, scope=DateScope.PERIOD)
            mention = replace(last.mention, phrase=phrase, expression="range", scope=DateScope.PERIOD)
            out[-1] = replace(last, mention=mention, interval=interval)
        else:
            out.append(one)
    return out


def _is_history(document: Document) -> bool:
    """True where a dated text speaks of older days alone: of none near its own, and of none told from its own."""
    published = document.article.published
    if published is None:
        return False
    told = [mention for mentions in document.mentions for mention in mentions.dates]
    full = [
        interval
        for mention in told
        if mention.expression in ("day", "range", "month")
        and ("year" in mention.fields or "end_year" in mention.fields)
        and (interval := resolve_date(mention, Clock(published))) is not None
        and interval.end is not None
        and interval.end != published
    ]
    return (
        bool(full)
        and not any(dateline_end(mentions) for mentions in document.mentions[:_OPENS])  # a wire is news
        and all((published - interval.end).days > _OLD for interval in full if interval.end is not None)
        and not any(m.expression in _TOLD_FROM_REPORT and not m.fields.get("narrated") for m in told)
    )


def _full_years(document: Document) -> int | None:
    """The year of all full dates, where they share one: a text that names its year once means it throughout."""
    years = {
        mention.fields.get(key)
        for mentions in document.mentions
        for mention in mentions.dates
        for key in ("year", "start_year", "end_year")
        if mention.expression in ("day", "range") and ("day" in mention.fields or "end_day" in mention.fields)
    } - {None}
    return int(years.pop() or 0) if len(years) == 1 else None
