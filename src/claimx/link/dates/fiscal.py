"""Fiscal years: when the budget year of a country begins, and which calendar year it is called by.

The United States' fiscal 2024 is October 2023 to September 2024, India's April 2023 to March 2024, Japan's April 2024 to
March 2025. Countries whose budget year is the calendar's are listed too; of all others nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claimx.link.dates.arithmetic import Days, month_end, month_shift
from claimx.models import Document
from claimx.schema import DatePrecision


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The first month of a country's fiscal year, and whether it is called by the calendar year that it ends in."""

    month: int
    by_end: bool = True

    def days(self, name: int, first: int, last: int) -> Days:
        """The days from the ``first`` to the ``last`` month (1 to 12) of the fiscal year called ``name``."""
        begin = date(name - (self.by_end and self.month > 1), self.month, 1)
        start, end = month_shift(begin, first - 1), month_shift(begin, last - 1)
        whole = (first, last) == (1, 12)
        return start, month_end(end.year, end.month), DatePrecision.YEAR if whole else DatePrecision.INTERVAL

    def called(self, day: date) -> int:
        """The name of the fiscal year that a day falls in."""
        return day.year + (self.by_end and self.month > 1) - (day.month < self.month)


_JANUARY = "ARG AUT BEL BRA CHE CHL CHN COL CZE DEU DNK ESP EST FIN FRA GRC HUN IRL ISR ITA KOR LTU LVA MEX NLD NOR PER POL PRT ROU RUS SAU SRB SVK SWE TUR UKR"
_APRIL = "CAN GBR HKG IND KWT ZAF"
_JULY = "AUS BGD EGY KEN NZL PAK TZA UGA"
_OCTOBER = "HTI LAO MMR THA USA"
FISCAL_YEARS = {
    **{country: FiscalYear(1) for country in _JANUARY.split()},
    **{country: FiscalYear(4) for country in _APRIL.split()},
    **{country: FiscalYear(4, by_end=False) for country in ("JPN", "SGP")},
    **{country: FiscalYear(7) for country in _JULY.split()},
    **{country: FiscalYear(10) for country in _OCTOBER.split()},
}


def read_fiscal_year(document: Document) -> FiscalYear | None:
    """The fiscal year of the country that most places of a document lie in; None where no country has more than half of them."""
    told = any("fiscal" in mention.fields for sentence in document.mentions for mention in sentence.dates)
    if not told:
        return None
    countries = [place.country for sentence in document.mentions for place in sentence.places if place.country]
    most = max(sorted(set(countries)), key=countries.count, default=None)
    return FISCAL_YEARS.get(most) if most is not None and 2 * countries.count(most) > len(countries) else None
