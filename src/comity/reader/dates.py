"""The dates that a sentence tells, explicit or relative to the document's day, and how what is told relates to them.

Without the document's day, what depends on it ("yesterday", "5 April" without a year) is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from comity.reader.dateforms import Frame, forms
from comity.reader.periods import FIRST_YEAR, LAST_YEAR, Period, day, month_of
from comity.records import Interval, Span

_CUE = re.compile(
    r"\d|days?\b|DAY\b|week|month|year|decade|centur|night\b|morning|afternoon|evening|hours? ago|[Tt]omorrow"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
    r"|this (?:spring|summer|autumn|fall|winter)|next (?:spring|summer|autumn|fall|winter)"
)
_JOINS = re.compile(r"\s?[–—-]\s?|,?\s+(?:to|through|until|till|and)\s+(?:the\s+)?")
_OPENERS = {"to": "from", "until": "from", "till": "from", "and": "between"}  # of a range, by the word that joins it
_LASTING = re.compile(r"(?:the|these|this)\s+(?:past|last|previous)\b", re.I)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date where it stands in the document.

    relation: at; since (what is told holds from then on: the interval is open); until; by (is due by then); or of,
    where the date only describes a noun ("the 5 April agreement", "Friday's vote").
    prefix: its first day, cut to what the words tell (2010, 2010-04, 2010-04-05).
    """

    span: Span
    interval: Interval
    relation: str
    prefix: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A date read. yearless: the words tell no year. ranged: they tell a first and a last day."""

    span: Span
    period: Period
    yearless: bool
    ranged: bool


def find_dates(text: str, span: Span, published: dt.date | None) -> tuple[DateMention, ...]:
    """The dates in one sentence of a text, in the order of the words."""
    if not _CUE.search(text, span.start, span.end):
        return ()
    near = (
        published is not None and FIRST_YEAR + 100 < published.year < LAST_YEAR - 100
    )  # all that is counted from it exists
    frame = Frame(text, span, published if near else None)
    found = sorted(_read(frame), key=lambda date: date.span)
    return tuple(_mention(date, frame) for date in _joined(found, frame))


def _read(frame: Frame) -> Iterator[_Found]:
    taken: list[Span] = []
    for pattern, read in forms():
        for match in pattern.finditer(frame.text, frame.span.start, frame.span.end):
            span = Span(match.start(), match.end())
            period = None if any(span.overlaps(other) for other in taken) else read(match, frame)
            if period is not None:
                taken.append(span)
                groups = match.groupdict()
                ranged = bool(groups.get("day2") or groups.get("year2"))
                yield _Found(span, period, "month" in groups and not groups.get("year"), ranged)


def _joined(found: list[_Found], frame: Frame) -> Iterator[_Found]:
    """The dates with ranges made one: "from 2017 to 2021", "May 30–June 2, 2021"."""
    at = 0
    while at < len(found):
        both = _range(found[at], found[at + 1], frame) if at + 1 < len(found) else None
        yield both or found[at]
        at += 2 if both else 1


def _range(one: _Found, other: _Found, frame: Frame) -> _Found | None:
    gap = frame.text[one.span.end : other.span.start]
    if len(gap) > 15 or not _JOINS.fullmatch(gap):
        return None
    opener = next((_OPENERS[word] for word in gap.split() if word in _OPENERS), None)
    if opener and frame.lead(one.span.start)[1] != opener:
        return None
    first = one.period
    if one.yearless and not other.yearless:
        first = _in_year(first, other.period.first.year) or first
    if first.first > other.period.last:
        return None
    return _Found(Span(one.span.start, other.span.end), first.to(other.period), one.yearless and other.yearless, True)


def _in_year(period: Period, year: int) -> Period | None:
    if period.precision == "day":
        return day(year, period.first.month, period.first.day)
    return month_of(year, period.first.month)


def _mention(found: _Found, frame: Frame) -> DateMention:
    relation = _relation(found, frame)
    interval = found.period.onwards() if relation == "since" else found.period.interval()
    return DateMention(found.span, interval, relation, found.period.prefix)


def _relation(found: _Found, frame: Frame) -> str:
    if frame.describes(found.span.start, found.span.end):
        return "of"
    if found.ranged:
        return "at"
    if found.period.precision == "year" and _LASTING.match(frame.text, found.span.start):
        return "since"  # "in the past decade"
    return frame.lead(found.span.start)[0] or "at"
