"""Stretches of the calendar, as exact as a text tells them."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from comity.records import Interval

PRECISIONS = ("day", "month", "year")
_PREFIX_CHARS = {"day": 10, "month": 7, "year": 4}
FIRST_YEAR, LAST_YEAR = 1500, 2300  # what lies outside is no date of a text about relations, but a slip or a number


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both inclusive. A week is told to the day: its days are known."""

    first: dt.date
    last: dt.date
    precision: str

    @property
    def prefix(self) -> str:
        """The first day as an ISO prefix, cut to what is known: 2010, 2010-04, 2010-04-05."""
        return self.first.isoformat()[: _PREFIX_CHARS[self.precision]]

    def interval(self) -> Interval:
        return Interval(start=self.first.isoformat(), end=self.last.isoformat(), precision=self.precision)

    def onwards(self) -> Interval:
        return Interval(start=self.first.isoformat(), end=None, precision="open")

    def to(self, other: Period) -> Period:
        """From the start of this one to the end of the other, as exact as the coarser of both."""
        return Period(self.first, other.last, max(self.precision, other.precision, key=PRECISIONS.index))


def day(year: int, month: int, number: int) -> Period | None:
    """One day, None if the calendar lacks it (31 June)."""
    try:
        return one_day(dt.date(year, month, number)) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def one_day(date: dt.date) -> Period:
    return Period(date, date, "day")


def week_of(date: dt.date) -> Period:
    """The week from Monday to Sunday that holds the day."""
    monday = date - dt.timedelta(days=date.weekday())
    return Period(monday, monday + dt.timedelta(days=6), "day")


def month_of(year: int, month: int) -> Period:
    return Period(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month")


def year_of(year: int) -> Period:
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def moved(date: dt.date, count: int, unit: str) -> Period | None:
    """The day, week, month or year that lies `count` units from a day; None beyond the calendar.

    Hours count as the day itself. Decades and centuries are told to the year.
    """
    years = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if years is not None:
        year = date.year + count * years
        return year_of(year) if FIRST_YEAR <= year <= LAST_YEAR else None
    if abs(count) > 1000:
        return None
    if unit == "month":
        months = date.year * 12 + date.month - 1 + count
        return month_of(months // 12, months % 12 + 1)
    if unit == "week":
        return week_of(date + dt.timedelta(weeks=count))
    return one_day(date + dt.timedelta(days=count if unit == "day" else 0))
