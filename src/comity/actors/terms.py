"""From when until when a fact holds, by ISO prefixes: "2004", "2004-06" or "2004-06-15"; empty is open.

ISO dates sort as words do, so comparisons need no parsing: a prefix lies before every day it begins.
"""

from __future__ import annotations

import datetime as dt
import re

_PREFIX = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def holds(since: str, until: str, on: dt.date | None) -> bool:
    """Whether a fact holds on that day; its first and last day count. Without a day every fact holds."""
    if on is None:
        return True
    day = on.isoformat()
    return since <= day and (not until or day[: len(until)] <= until)


def lasts(since: str, until: str, on: dt.date | None) -> bool:
    """Whether a fact holds on that day; without a day, whether no end of it is known."""
    return holds(since, until, on) if on is not None else not until


def overlap(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether two terms (since, until) run side by side for certain.

    They are compared as far as both dates are known: a handover within one day, month or year is no overlap.
    """
    return not (_ends_before(a[1], b[0]) or _ends_before(b[1], a[0]))


def fault_of_date(date: str) -> str | None:
    """What is wrong with a date, None if nothing; empty is right."""
    if not date:
        return None
    match = _PREFIX.fullmatch(date)
    if match is None:
        return f"date {date!r} is not an ISO prefix; write 2004, 2004-06 or 2004-06-15, years in four digits"
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return f"date {date!r} is no day of the calendar; correct it"
    return None


def fault_of_term(since: str, until: str) -> str | None:
    """What is wrong with a term, None if nothing."""
    fault = fault_of_date(since) or fault_of_date(until)
    if fault is None and since and until and until < since[: len(until)]:
        return f"until {until} lies before since {since}; swap them or leave until empty"
    return fault


def _ends_before(until: str, since: str) -> bool:
    if not until or not since:
        return False
    known = min(len(until), len(since))
    return until[:known] <= since[:known]
