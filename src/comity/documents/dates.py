"""The day of publication, where the top of a text states it.

Only two places are believed, both in the first lines of the text:
- a line of its own: "14 May 2020", "Monday, January 7, 2019", "Published: 2020-05-14", "Bishkek, 14 May 2020";
- a dateline that opens a paragraph: "BISHKEK, 14 May 2020 —", "NEW YORK, May 14, 2020 (AFP) -".
A date inside a sentence or a heading tells of events, not of publication, and is left alone. So are numbers that can be
read in two ways (05/06/2020) and days without a year.
"""

from __future__ import annotations

import datetime as dt
import re

from comity.errors import TextError

TOP_LINES = 12  # lines with words in them that are looked at
MAX_LINE_CHARS = 90  # of a line that is all date; longer ones are prose
MAX_PLACE_WORDS = 4

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{m}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_FORMS = (
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format(m='m1')},?\s+(?P<y1>\d{{4}})",
    rf"{_MONTH.format(m='m2')}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})",
    r"(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
    r"(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})",  # dotted dates put the day first everywhere
)
_DATE = re.compile(rf"(?<![\w./-]){_WEEKDAY}(?:{'|'.join(_FORMS)})(?![\w/]|[.-]\d)", re.IGNORECASE)
_LABEL = re.compile(
    r"^[\W_]*(?:(?:date|dated|published|updated|released|issued|posted|press release|for immediate release|news)"
    r"(?: on| at)?\s*[:,|–—-]*\s*)+$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"^[\s,|–—()-]*(?:(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*[A-Z]{0,4})?[\s.)\]|*_]*$",
    re.IGNORECASE,
)
_DATELINE_END = re.compile(r"^\s*(?:\((?:[A-Z][\w./ -]{1,30})\)\s*|/[A-Z][\w. -]{1,30}/\s*)?(?:[–—:]|--?)\s")
_ISO_DAY = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:[T ][\d:.,]+ ?(?:Z|UTC|[+-]\d{2}:?\d{2})?)?$")
_ISO_PREFIX = re.compile(r"^\d{4}(?:-(?:0[1-9]|1[0-2]))?$")


def find_date(text: str) -> dt.date | None:
    """The date that a line or dateline at the top of the text states, or None."""
    lines = (line.strip() for line in text[:4000].splitlines())
    for line in [line for line in lines if line][:TOP_LINES]:
        found = _date_of_line(line)
        if found is not None:
            return found
    return None


def is_date_line(line: str) -> bool:
    """True if the line holds a date and nothing else of weight."""
    match = _DATE.search(line)
    return match is not None and _stands_alone(line, match)


def parse_period(value: object) -> tuple[dt.date | None, str]:
    """The day that a data file's field gives, or the first of its month or year; and the precision: day, month or year.

    Raises TextError where the value is no date at all.
    """
    text = "" if value is None else str(value).strip()
    if _ISO_PREFIX.match(text):
        try:
            return dt.date.fromisoformat(f"{text}-01-01"[:10]), "month" if len(text) > 4 else "year"
        except ValueError as exc:
            raise TextError(
                f"the date is {text!r}, expected a day such as 2020-05-14; correct it or leave it empty"
            ) from exc
    return parse_date(value), "day"


def parse_date(value: object) -> dt.date | None:
    """The day that a field gives; None for an empty field or a mere month or year.

    Raises TextError where the value is no date at all.
    """
    if value is None or isinstance(value, dt.datetime):
        return None if value is None else value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value).strip()
    if not text or _ISO_PREFIX.match(text):
        return None
    found = _from_iso(text) or _from_words(text)
    if found is None:
        raise TextError(f"the date is {text[:40]!r}, expected a day such as 2020-05-14; correct it or leave it empty")
    return found


def _from_iso(text: str) -> dt.date | None:
    match = _ISO_DAY.match(text)
    try:
        return dt.date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _from_words(text: str) -> dt.date | None:
    match = _DATE.match(text)
    return _day(match) if match and _TIME.match(text[match.end() :]) else None


def _date_of_line(line: str) -> dt.date | None:
    match = _DATE.search(line[: MAX_LINE_CHARS * 2])
    if match is None:
        return None
    opens_paragraph = _DATELINE_END.match(line[match.end() :]) and _is_place(line[: match.start()])
    return _day(match) if opens_paragraph or _stands_alone(line, match) else None


def _stands_alone(line: str, match: re.Match[str]) -> bool:
    before, after = line[: match.start()], line[match.end() :]
    if len(line) > MAX_LINE_CHARS or not _TIME.match(after):
        return False
    return not before.strip("*_#[(| \t") or bool(_LABEL.match(before)) or _is_place(before)


def _is_place(before: str) -> bool:
    """True for the "BISHKEK, " or "New York (14 …" of a dateline: a few capitalised words, then a separator."""
    words = before.strip(" \t*_([|,–—-").replace(",", " ").split()
    separated = before.rstrip(" \t(").endswith((",", "–", "—", "-", "|")) or before.rstrip().endswith("(")
    return separated and 0 < len(words) <= MAX_PLACE_WORDS and all(word[:1].isupper() for word in words)


def _day(match: re.Match[str]) -> dt.date | None:
    form = next(n for n in "1234" if match[f"d{n}"])
    month = match[f"m{form}"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    year = int(match[f"y{form}"])
    try:
        return dt.date(year, number, int(match[f"d{form}"])) if 1900 <= year <= 2100 else None
    except ValueError:  # 31 June
        return None
