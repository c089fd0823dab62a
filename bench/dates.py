"""Dates side by side: what claimx and other calendar libraries make of the expressions in ``tests/cases/dates_bench.toml``.

    python bench/dates.py                    # claimx alone, kind by kind
    python bench/dates.py --errors           # with every row that is not right
    pip install dateparser recognizers-text-date-time "emoji<2"
    python bench/dates.py --with dateparser --with recognizers

A row is right where each of its marked expressions is found with its value and no other day is found. The other libraries
return points, or spans by conventions of their own: they are right where the day, or the first day of the span, is. The
table's conventions are claimx's, so that the figures of the others tell what they lack rather than how good they are.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

TABLE = Path(__file__).parents[1] / "tests" / "cases" / "dates_bench.toml"
# The day of a group's texts that names none: a Thursday.
PUBLISHED = date(2024, 3, 14)
_MARK = re.compile(r"<([^<>]+)>")

# First and last day, None where open or not computed; and where in the text.
Found = tuple[int, int, date | None, date | None]


@dataclass(frozen=True)
class Row:
    """A text, its expressions as spans, and what each of them means."""

    kind: str
    text: str
    published: date | None
    wanted: tuple[Found, ...]


def rows() -> Iterator[Row]:
    """The rows of the table."""
    for group in tomllib.loads(TABLE.read_text("utf-8"))["group"]:
        published = group.get("published", PUBLISHED)
        for text, values in group["rows"]:
            yield _row(group["kind"], text, None if published == "none" else published, values)


def _row(kind: str, marked: str, published: date | None, values: str) -> Row:
    plain, spans, last = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[last : match.start()]
        spans.append((len(plain), len(plain) + len(match.group(1))))
        plain += match.group(1)
        last = match.end()
    plain += marked[last:]
    days = [_value(value) for value in values.split()]
    if len(days) != len(spans):
        raise ValueError(f"{len(spans)} expressions and {len(days)} values: {marked}")
    return Row(kind, plain, published, tuple((*span, *value) for span, value in zip(spans, days, strict=True)))


def _value(value: str) -> tuple[date | None, date | None]:
    if value == "-":
        return None, None
    first, dots, last = value.partition("..")
    start = date.fromisoformat(first) if first else None
    return start, (date.fromisoformat(last) if last else None) if dots else start


def claimx_reader() -> Callable[[Row], list[Found]]:
    """What claimx finds."""
    from dataclasses import replace

    from claimx.find.dates import find_dates
    from claimx.layout import read_layout, segment
    from claimx.lexicon.boilerplate import BoilerplateVocabulary
    from claimx.lexicon.dates import DateVocabulary
    from claimx.link.dates.timeline import tell
    from claimx.models import Article, Document, Mentions
    from claimx.tokenize import tokenize

    vocabulary, boilerplate = DateVocabulary.load(), BoilerplateVocabulary.load()

    def read(row: Row) -> list[Found]:
        article = Article(row.text, published=row.published)
        blocks, cut = segment(article, boilerplate)
        sentences = tuple(replace(one, tokens=tokenize(one.text, one.start)) for one in cut)
        mentions = tuple(Mentions(one, dates=tuple(find_dates(one, vocabulary))) for one in sentences)
        document = Document(article, blocks, sentences, mentions, read_layout(row.text, sentences))
        return [
            (
                one.mention.phrase.start,
                one.mention.phrase.end,
                one.interval.start if one.interval else None,
                one.interval.end if one.interval else None,
            )
            for told in tell(document, vocabulary)
            for one in told
        ]

    return read


def dateparser_reader() -> Callable[[Row], list[Found]]:
    """What dateparser finds: points alone."""
    from dateparser.search import search_dates

    def read(row: Row) -> list[Found]:
        settings = {"PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}
        if row.published is not None:
            settings["RELATIVE_BASE"] = datetime.combine(row.published, time(12))
        out: list[Found] = []
        last = 0
        for words, moment in search_dates(row.text, languages=["en"], settings=settings) or ():
            start = row.text.find(words, last)
            last = start + len(words)
            out.append((start, last, moment.date(), moment.date()))
        return out

    return read


def recognizers_reader() -> Callable[[Row], list[Found]]:
    """What Recognizers-Text finds: of several values the last that is past."""
    from recognizers_date_time import recognize_datetime

    def days(value: dict[str, str]) -> tuple[date | None, date | None] | None:
        try:
            if "value" in value:
                only = date.fromisoformat(value["value"][:10])
                return only, only
            start, end = value.get("start"), value.get("end")
            return date.fromisoformat(start[:10]) if start else None, date.fromisoformat(end[:10]) if end else None
        except ValueError:
            return None

    def read(row: Row) -> list[Found]:
        reference = datetime.combine(row.published or PUBLISHED, time(12))
        out: list[Found] = []
        for found in recognize_datetime(row.text, "en-us", reference=reference):
            values = [one for value in (found.resolution or {}).get("values", ()) if (one := days(value))]
            past = [one for one in values if (one[0] or one[1] or date.max) <= reference.date()]
            chosen = (past or values or [(None, None)])[-1 if past else 0]
            out.append((found.start, found.end + 1, *chosen))
        return out

    return read


READERS = {"claimx": claimx_reader, "dateparser": dateparser_reader, "recognizers": recognizers_reader}


def is_right(row: Row, found: list[Found], *, points: bool = False) -> bool:
    """True where every marked expression has its value and nothing else has one; ``points`` asks for the first day alone."""
    for start, end, first, last in row.wanted:
        over = [one for one in found if one[0] < end and one[1] > start]
        days = {(one[2] or one[3],) if points else one[2:] for one in over if one[2] or one[3]}
        if first is last is None:
            if days:
                return False
        elif ((first or last,) if points else (first, last)) not in days:
            return False
    return not any(
        (one[2] or one[3]) and not any(one[0] < end and one[1] > start for start, end, *_ in row.wanted)
        for one in found
    )


def main() -> None:
    """Print a table of right rows a kind and reader."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--with", dest="others", action="append", default=[], choices=sorted(READERS.keys() - {"claimx"})
    )
    parser.add_argument("--errors", action="store_true", help="print the rows that claimx has not right")
    options = parser.parse_args()
    table = list(rows())
    names = ["claimx", *options.others]
    right: dict[str, dict[str, int]] = {name: {} for name in names}
    for name in names:
        read = READERS[name]()
        for row in table:
            found = read(row)
            good = is_right(row, found, points=name != "claimx")
            right[name][row.kind] = right[name].get(row.kind, 0) + good
            if options.errors and name == "claimx" and not good:
                sys.stdout.write(
                    f"{row.kind}: {row.text}\n    wanted {_shown(row.wanted)}\n    found  {_shown(found)}\n"
                )
    kinds = list(dict.fromkeys(row.kind for row in table))
    sys.stdout.write(f"{'':40}{'rows':>6}" + "".join(f"{name:>13}" for name in names) + "\n")
    for kind in kinds:
        total = sum(row.kind == kind for row in table)
        sys.stdout.write(f"{kind:40}{total:6}" + "".join(f"{right[name][kind]:13}" for name in names) + "\n")
    shares = "".join(f"{sum(right[name].values()) / len(table):13.3f}" for name in names)
    sys.stdout.write(f"{'all':40}{len(table):6}{shares}\n")


def _shown(found: list[Found] | tuple[Found, ...]) -> str:
    return ", ".join(f"[{start}:{end}] {first}..{last}" for start, end, first, last in found)


if __name__ == "__main__":
    main()
