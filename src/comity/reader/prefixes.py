"""Dates as a text writes them out, as ISO prefixes: "5 April 2010" → 2010-04-05, "April 2010" → 2010-04."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from comity.reader.periods import day

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_WRITTEN = re.compile(
    rf"\b(?:(?P<d>{_DAY})\s+(?:of\s+)?(?P<m>{_MONTH})[,\s]+|(?P<m2>{_MONTH})\s+(?:(?P<d2>{_DAY}),?\s+)?)?"
    r"(?P<y>(?:1[6-9]|20)\d\d)\b(?![-–]?\d|,\d|%)",
    re.I,
)
_LEAD = re.compile(r"\b(since|from|until|till|to|through|between|and|in|on|by)\s+(?:early |late |mid-)?$", re.I)
_CLAUSE_CHARS = 70


def find_prefixes(words: str) -> Iterator[tuple[int, int, str]]:
    """Each date of the words that tells its year: where it starts and ends, and its ISO prefix."""
    for match in _WRITTEN.finditer(words):
        prefix = _prefix(match)
        if prefix:
            yield match.start(), match.end(), prefix


def find_term(words: str, starts: bool = False) -> tuple[str | None, str | None]:
    """Since when and until when, by the words right after a fact: "since 2005", "from May 2001 to 2004".

    starts: the fact is one of beginning ("joined"), so that "in 2004" or "on 1 May 2004" is its since.
    """
    since = until = None
    for start, _, prefix in find_prefixes(re.split(r"[;:]", words[:_CLAUSE_CHARS])[0]):
        found = _LEAD.search(words[:start])
        lead = found.group(1).lower() if found else ""
        if lead in ("since", "from", "between") or (starts and since is None and lead in ("in", "on")):
            since = since or prefix
        elif lead in ("until", "till") or (since and lead in ("to", "through", "and")):
            until = until or prefix
    return since, until


def _prefix(match: re.Match[str]) -> str | None:
    month, number = match["m"] or match["m2"], match["d"] or match["d2"]
    if not month:
        return match["y"]
    which = _MONTHS[month.lower().rstrip(".")]
    if not number:
        return f"{match['y']}-{which:02}"
    period = day(int(match["y"]), which, int(re.sub(r"\D", "", number)))
    return period.prefix if period else None
