"""When an article was published, in its own words: labels, time stamps, datelines, the day of a war, the file's name.

No clock is consulted and no year is guessed: a date without its year is no date here, unless the metadata lend one to a
dateline. A day in figures that both orders fit ("Published 03/05/2023") is none either.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

from claimx.schema import PublishedBasis

# Headers stand at the top. Scraped pages put menus and a headline before them: 1,200 characters hold
# those, and end before the second or third paragraph of the body.
_HEAD = 1200

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_MONTH = r"(?P<month{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)"
_DAY = r"(?P<day{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_TIME = r"(?:[T,|@\s–—-]*(?:at\s)?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\.\d+)?\s?(?:[ap]\.?m\.?)?)"

_WORDED = (
    rf"(?:{_DAY.format(1)}(?:\s+of)?[\s-]+{_MONTH.format(1)},?[\s-]+{_YEAR.format(1)}"
    rf"|{_MONTH.format(2)}\s+{_DAY.format(2)},?\s+{_YEAR.format(2)})"
)
_NUMERIC = (
    rf"(?:{_YEAR.format(3)}(?P<mark>[-/.])(?P<month3>0?[1-9]|1[0-2])(?P=mark){_DAY.format(3)}"
    rf"|{_DAY.format(4)}\.(?P<month4>0?[1-9]|1[0-2])\.{_YEAR.format(4)}"  # with points the day comes first, everywhere
    rf"|(?P<day6>1[3-9]|2\d|3[01])(?P<mark6>[-/])(?P<month6>0?[1-9]|1[0-2])(?P=mark6){_YEAR.format(6)}"
    rf"|(?P<month7>0?[1-9]|1[0-2])(?P<mark7>[-/])(?P<day7>1[3-9]|2\d|3[01])(?P=mark7){_YEAR.format(7)})"
)
# Two digits of a year: 30 and more are of the last century, as in sentences of the text.
_CENTURY = 30
_TELEPRINTED = rf"{_DAY.format(5)}\s+{_MONTH.format(5)}\s+(?P<year5>\d\d)(?!\d)"
_DATE = rf"(?:(?:{_WEEKDAY},?\s+)?{_WORDED}|{_NUMERIC})"
_AFTER = r"(?!\d)(?![-/.]\d)"

_LABEL = r"(?:date\s+of\s+publication|publication\s+date|date\s+published|published|posted|issued|released|date)"
_UPDATE = r"(?:last\s+(?:updated|modified|edited)|updated|modified|edited(?:\s+time)?)"
# "Last updated at 10:25 GMT, 7 March": the hour before the day.
_HOUR = r"(?:\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?[\s,|–—-]{1,3})?"
_NOT_IN_SENTENCE = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "after and before between by every for from in last next of on or since starting that the this till to until"
    ).split()
)
_AGENCY_END = r"\s*(?:\([^()\n]{2,40}\)|/[A-Z][^/\n]{1,40}/|[–—:]|-{1,2}\s|_\s)"

# What newspapers, agencies and broadcasters are called by.
_OUTLET = (
    r"(?:times|post|news|newspaper|standard|herald|tribune|daily|weekly|gazette|journal|agency|press|star|guardian|mail|monitor|observer|"
    r"telegraph|chronicle|independent|today|online|radio|television|tv|broadcasting|bulletin|courier|dispatch|echo|examiner|express|globe|"
    r"inquirer|mirror|nation|register|reporter|review|sentinel|sun|tablet|voice|world|wire|reuters|afp|ap|bbc|cnn|upi|dpa|efe|tass)"
)

_RULES = (
    # "Published: 2024-07-25", "date 2023-03-07", "Posted on March 7, 2023"
    rf"(?:^|[^\w]){_LABEL}(?:\s+(?:on|at))?[\s:`'\"|]*{_HOUR}{_DATE}{_AFTER}",
    rf"(?:^|[^\w]){_UPDATE}(?:\s+(?:on|at))?[\s:`'\"|]*{_HOUR}{_DATE}{_AFTER}",
    # "Tuesday, March 7, 2023 | 10:25", "2022-04-27 07:45:00": a date with a time of day is a time stamp
    rf"(?<![\w/.-]){_DATE}{_TIME}(?!\d)",
    # A line that is a date: "7 March 2023", "17:05 07.03.2023"
    rf"^[^\w\n]*+{_HOUR}{_DATE}[^\w\n]*+$",
    # "May 3, 2023 / 10:00 AM / CBS News": a line that begins with a date and goes on behind a bar
    rf"^{_DATE}\s+[/|·•]\s",
    # "(Nairobi, May 3, 2023) –", "GENEVA (3 May 2023) –", "ANKARA, (Xinhua) May 3, 2023 --"
    rf"^(?-i:\([A-Z][\w'’. -]{{2,30}}),\s+{_DATE}\)\s*[–—-]",
    rf"^(?-i:[A-Z][\w'’. -]{{2,30}}\s?)\({_DATE}\)\s*(?:[–—:]|-\s)",
    rf"^(?-i:[A-Z][A-Z'’. -]{{2,30}}),?\s*\([^()\n]{{2,30}}\)\s+{_DATE}\s*(?:[–—]|-{{1,2}}\s)",
    # A line that is an outlet or its writer, and a date: "The Daily Standard, 12 October 2024", "By A. Writer | 3 June 2024"
    rf"^(?:(?-i:By [A-Z])[^\n\d]{{1,60}}?|(?:[^\s\d]{{1,20}} ){{0,5}}{_OUTLET}(?: [^\s\d]{{1,20}}){{0,3}}?) ?[,|–—-] ?{_DATE} ?$",
    # "KYIV, March 7, 2023 (Reuters) -", "BEIRUT, Lebanon, 3 June 2024 —"
    rf"^(?-i:[A-Z][A-Z'’. -]+)(?:[,/]\s*[^,\n\d]{{2,30}})?[,.]\s+{_DATE}{_AFTER}{_AGENCY_END}",
    # "Beirut, Nov. 22, 2025 (NNA) --", "Buenos Aires, Argentina, 3 June 1988 (AFP)": a place in small letters
    rf"^(?-i:[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,3}})(?:,\s*[^,\n\d]{{2,30}})?,\s+{_DATE}{_AFTER}{_AGENCY_END}",
    # "SAN SALVADOR, 3 JAN 90 -- [REPORT]", "Bogota, 12 Sep 89 (EFE) --": the teleprinters of the 1980s
    (
        rf"^(?-i:[A-Z][\w'’.-]*(?: [A-Z(][\w'’.)-]*){{0,3}})(?:,\s*[^,\n\d]{{2,30}})?,\s+{_TELEPRINTED}"
        r"(?:\s*\([^()\n]{2,60}\))?\s*(?:-{1,2}|[–—]|\[)"
    ),
    # "Flood closes bridge in Arles | Tue Mar 4 2014 A flood …": weekday, date and year, and no word that
    # would make them part of a sentence ("on Thursday, 5 September 2013").
    rf"(?:^|[\w.|\"”’)\]–—-]\W{{1,4}}){_NOT_IN_SENTENCE}(?:{_WEEKDAY},?\s+){_WORDED}{_AFTER}",
)


@cache
def _rules() -> tuple[re.Pattern[str], ...]:
    """The rules, compiled where a text is met that has a date: a short run that meets none starts a tenth sooner."""
    return tuple(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in _RULES)


# What the rules ask for and most texts lack at their top, in patterns that begin with a digit and so cost a tenth.
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_ANY_DATE = re.compile(rf"{_WORDED}|{_NUMERIC}", re.IGNORECASE)
_ANY_TELEPRINTED = re.compile(r"\d(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?\s+\d\d(?!\d)", re.IGNORECASE)
_ANY_COUNT = re.compile(r"\d(?:st|nd|rd|th)?\s+(?:day\s+)?(?:of|in|since|into)\b", re.IGNORECASE)
# Characters of a date before its year ("12th of September, ") and after it ("-09-12"), line ends and all.
_BEFORE_YEAR, _AFTER_YEAR = 60, 8

_COUNT = r"(?P<count>\d{1,3}(?:,\d{3})?|\d{4})"
_OF_WAR = (
    r"(?:of|in|since|into)\s+(?:the\s+|its\s+|this\s+)?(?:[\w'’-]+\s+){0,4}"
    r"(?:war|invasion|offensive|aggression|operation|conflict)\b"
)
# Both count the first day as day 1: "On day 382nd of the war", "the 382nd day of the invasion".
_WAR_DAY = re.compile(
    rf"\bday\s+{_COUNT}(?:st|nd|rd|th)?\s+{_OF_WAR}|\b{_COUNT.replace('count', 'count2')}(?:st|nd|rd|th)\s+day\s+{_OF_WAR}",
    re.IGNORECASE,
)

_NAME = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?![0-9A-Za-z])")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T\s].*)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{6}Z?)?")
_ANY = re.compile(rf"{_DATE}(?:{_TIME}.*)?", re.IGNORECASE | re.DOTALL)


def published_in_text(text: str) -> tuple[date, PublishedBasis] | None:
    """The publication date that the top of a text gives, and what it was read from.

    >>> published_in_text("Source: Beta Tuesday, March 7, 2023 | 10:25 Tweet")
    (datetime.date(2023, 3, 7), <PublishedBasis.HEADER: 'header'>)
    >>> published_in_text("On day 382nd of the war, Russia and Ukraine are engaged in a bitter fight")
    (datetime.date(2023, 3, 12), <PublishedBasis.WAR_DAY: 'war-day'>)
    >>> published_in_text("TST1-MUC3-0061\\n\\nSAN SALVADOR, 3 JAN 90 -- [REPORT]")
    (datetime.date(1990, 1, 3), <PublishedBasis.HEADER: 'header'>)
    >>> published_in_text("On 24 October 2016, gunmen attacked a college.") is None
    True
    """
    head = text[:_HEAD]
    for rule in _rules() if _is_dated(head) else ():
        for match in rule.finditer(head):
            found = _from(match)
            if found:
                return found, PublishedBasis.HEADER
    for match in _WAR_DAY.finditer(head) if _ANY_COUNT.search(head) else ():
        from claimx.lexicon.wars import day_of_war, shipped_wars

        # "The war" is the one that the top of the article names most often.
        day = day_of_war(int((match["count"] or match["count2"]).replace(",", "")), head, shipped_wars())
        if day is not None:
            return day, PublishedBasis.WAR_DAY
    return None


_UNCLEAR = re.compile(
    rf"(?:^|[^\w])(?:{_LABEL}|{_UPDATE})(?:\s+(?:on|at))?[\s:]*{_HOUR}"
    r"(?P<figures>(?P<a>0?[1-9]|1[0-2])(?P<sign>[-/])(?P<b>0?[1-9]|1[0-2])(?P=sign)(?P<year>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE | re.MULTILINE,
)
# "KYIV, May 3 (Reuters) -", "Beirut, 3 June (AFP) --": a dateline that leaves its year to whoever prints it.
_YEARLESS = re.compile(
    rf"^(?-i:[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,3}})(?:,\s*[^,\n\d]{{2,30}})?,\s+"
    rf"(?:{_MONTH.format(8)}\s+{_DAY.format(8)}|{_DAY.format(9)}\s+{_MONTH.format(9)})(?!,?\s*\d){_AGENCY_END}",
    re.IGNORECASE | re.MULTILINE,
)
# A text's own header stands above its first paragraph or opens it: headlines and standfirsts take up to 600 characters.
_HEADER = 600
# Rules that tell when a text was last changed, or read any date with an hour: too loose to contradict the metadata.
_LOOSE = frozenset((1, 2))
# News is printed a day or two after its wire was sent, across the date line or in the next day's paper.
_NEAR = timedelta(days=2)


def header_against(text: str, known: date) -> date | None:
    """The day that a text's own header or dateline tells, where it lies more than two days from what the metadata say.

    >>> header_against("KYIV, May 3 (Reuters) - A raid killed two.", date(2023, 5, 20))
    datetime.date(2023, 5, 3)
    >>> header_against("KYIV, May 3 (Reuters) - A raid killed two.", date(2023, 5, 4)) is None
    True
    """
    head = text[:_HEADER]
    found = _header_day(head) if _is_dated(head) else None
    if found is None:
        match = _YEARLESS.search(head)
        found = _with_year(match, known) if match else None
    return found if found is not None and abs(found - known) > _NEAR else None


def _header_day(head: str) -> date | None:
    """The day of a header that stands where headers stand: a label, a line of its own, a dateline."""
    rules = [rule for i, rule in enumerate(_rules()) if i not in _LOOSE]
    return next((found for rule in rules for match in rule.finditer(head) if (found := _from(match))), None)


def _with_year(match: re.Match[str], known: date) -> date | None:
    month, day = match["month8"] or match["month9"], match["day8"] or match["day9"]
    # The year that puts it nearest: a wire of December is printed in January.
    days = [one for year in (known.year, known.year - 1) if (one := _day(str(year), month, day)) is not None]
    return min(days, key=lambda one: abs(one - known), default=None)


def unclear_in_text(text: str) -> tuple[str, date, date] | None:
    """A header's date in figures that both orders fit, with both days: "Published 03/05/2023"."""
    match = _UNCLEAR.search(text[:_HEADER])
    if match is None:
        return None
    first, second = _day(match["year"], match["b"], match["a"]), _day(match["year"], match["a"], match["b"])
    return None if first is None or second is None or first == second else (match["figures"], first, second)


def _is_dated(head: str) -> bool:
    return _ANY_TELEPRINTED.search(head) is not None or any(
        _ANY_DATE.search(head, max(0, year.start() - _BEFORE_YEAR), year.end() + _AFTER_YEAR)
        for year in _ANY_YEAR.finditer(head)
    )


def published_in_name(stem: str) -> date | None:
    """The date in a file's name, year first, set apart from other letters and digits.

    >>> published_in_name("isw-2023-03-07-evening"), published_in_name("0920230307")
    (datetime.date(2023, 3, 7), None)
    """
    for match in _NAME.finditer(stem):
        found = _day(match[1], match[3], match[4])
        if found:
            return found
    return None


def parse_published(value: str) -> date | None:
    """A date as metadata gives it (ISO 8601 with or without time, RFC 2822, "7 March 2023"), or None.

    Figures whose order depends on the country are none, not even where one order alone fits: of a column of such dates, only
    those after the twelfth would be read.

    >>> parse_published("2023-03-07T23:30:00+02:00"), parse_published("Tue, 07 Mar 2023 10:25:00 GMT")
    (datetime.date(2023, 3, 7), datetime.date(2023, 3, 7))
    >>> parse_published("03/07/2023"), parse_published("14/03/2024"), parse_published("14.03.2024")
    (None, None, datetime.date(2024, 3, 14))
    """
    value = value.strip()
    match = _ISO.fullmatch(value) or _COMPACT.fullmatch(value)
    if match:
        return _day(match[1], match[2], match[3])
    match = _ANY.fullmatch(value)
    if match:
        return None if match["mark6"] or match["mark7"] else _from(match)
    try:
        return parsedate_to_datetime(value).date()
    except (TypeError, ValueError):
        return None


def _from(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    for i in "1234567":
        year = found.get("year" + i)
        if year:
            century = "" if len(year) == 4 else "19" if int(year) >= _CENTURY else "20"
            return _day(century + year, match["month" + i], match["day" + i])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    number = (
        int(month)
        if month.isdigit()
        else next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(month[:3].lower()))
    )
    try:
        return date(int(year), number, int(day))
    except ValueError:  # 31 February
        return None
