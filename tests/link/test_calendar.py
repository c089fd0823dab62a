"""Calendar arithmetic at its edges; the common expressions stand in tests/cases/dates.toml."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.link.dates.calendar import resolve_date
from claimx.link.dates.clock import Clock
from claimx.link.dates.fiscal import FISCAL_YEARS
from claimx.models import DateInterval, DateMention, Span
from claimx.schema import DateBasis, DatePrecision, DateScope

PUBLISHED = date(2023, 3, 8)
ANCHOR = DateInterval(date(2019, 3, 1), date(2019, 3, 31), DatePrecision.MONTH, DateScope.PERIOD, DateBasis.STATED)


def mention(expression: str, **fields: int | str) -> DateMention:
    return DateMention(Span(0, 1, 0, 1, 0), expression, fields, DateScope.INCIDENT, "date.test")


@pytest.mark.parametrize(
    ("expression", "fields", "clock", "wanted"),
    [
        ("anchor", {"unit": "day", "count": -1}, Clock(PUBLISHED), (date(2023, 3, 7), date(2023, 3, 7))),
        ("anchor", {"unit": "day", "count": 1}, Clock(PUBLISHED), None),
        ("anchor", {"unit": "day", "count": 1}, Clock(None, ANCHOR), (date(2019, 4, 1), date(2019, 4, 1))),
        ("anchor", {"unit": "day", "count": 0}, Clock(None, ANCHOR), (date(2019, 3, 1), date(2019, 3, 31))),
        ("anchor", {"unit": "month", "count": -1}, Clock(None, ANCHOR), (date(2019, 2, 1), date(2019, 2, 28))),
        ("month", {"month": 7, "after_anchor": 1}, Clock(PUBLISHED, ANCHOR), (date(2019, 7, 1), date(2019, 7, 31))),
        ("month", {"month": 2, "after_anchor": 1}, Clock(PUBLISHED, ANCHOR), (date(2020, 2, 1), date(2020, 2, 29))),
        ("day", {"month": 4, "day": 5}, Clock(None, None, 2012), (date(2012, 4, 5), date(2012, 4, 5))),
        ("day", {"month": 2, "day": 29}, Clock(None, None, 2023), None),
        ("offset", {"unit": "month", "count": -3}, Clock(date(2023, 3, 31)), (date(2022, 12, 1), date(2022, 12, 31))),
        ("period", {"unit": "month", "count": 1}, Clock(date(2023, 3, 31)), (date(2023, 2, 28), date(2023, 3, 31))),
        ("period", {"unit": "year", "count": 1}, Clock(date(2024, 2, 29)), (date(2023, 2, 28), date(2024, 2, 29))),
        ("period", {"unit": "hour", "count": 36}, Clock(PUBLISHED), (date(2023, 3, 6), PUBLISHED)),
        ("since", {"start_expression": "anchor"}, Clock(PUBLISHED, ANCHOR), (date(2019, 3, 1), PUBLISHED)),
        ("vague", {}, Clock(PUBLISHED, ANCHOR), None),
        ("today", {}, Clock(PUBLISHED), None),
    ],
)
def test_edges(expression: str, fields: dict[str, int | str], clock: Clock, wanted: tuple[date, date] | None) -> None:
    interval = resolve_date(mention(expression, **fields), clock)

    assert (None if interval is None else (interval.start, interval.end)) == wanted


@given(
    st.sampled_from(["offset", "period", "anchor"]),
    st.sampled_from(["hour", "day", "week", "month", "year"]),
    st.integers(-9999, 9999),
    st.dates(),
)
def test_any_distance(expression: str, unit: str, count: int, published: date) -> None:
    """No distance, however far, is an error; what is found lies in order."""

    interval = resolve_date(mention(expression, unit=unit, count=count), Clock(published))

    assert interval is None or interval.start is None or interval.end is None or interval.start <= interval.end


@pytest.mark.parametrize(
    ("country", "fields", "wanted"),
    [
        ("USA", {"year": 2024}, (date(2023, 10, 1), date(2024, 9, 30))),
        ("USA", {"year": 2024, "month_from": 4, "month_to": 6}, (date(2024, 1, 1), date(2024, 3, 31))),
        ("USA", {"years": 0}, (date(2022, 10, 1), date(2023, 9, 30))),
        ("USA", {"years": -1}, (date(2021, 10, 1), date(2022, 9, 30))),
        ("IND", {"year": 2024, "month_from": 1, "month_to": 3}, (date(2023, 4, 1), date(2023, 6, 30))),
        ("IND", {"year": 2023, "through": 1}, (date(2023, 4, 1), date(2024, 3, 31))),
        ("GBR", {"years": 0}, (date(2022, 4, 1), date(2023, 3, 31))),
        ("JPN", {"year": 2023}, (date(2023, 4, 1), date(2024, 3, 31))),
        ("JPN", {"year": 2023, "through": 1}, (date(2023, 4, 1), date(2024, 3, 31))),
        ("PAK", {"year": 2024, "month_from": 7, "month_to": 9}, (date(2024, 1, 1), date(2024, 3, 31))),
        ("DEU", {"year": 2024}, (date(2024, 1, 1), date(2024, 12, 31))),
        ("SOM", {"year": 2024}, None),
    ],
)
def test_fiscal_years(country: str, fields: dict[str, int], wanted: tuple[date, date] | None) -> None:
    clock = Clock(PUBLISHED, fiscal=FISCAL_YEARS.get(country))

    interval = resolve_date(mention("year", fiscal=1, **fields), clock)

    assert (None if interval is None else (interval.start, interval.end)) == wanted
