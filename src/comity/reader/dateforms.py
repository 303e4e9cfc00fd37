"""The forms in which texts write dates: a pattern each, and what it means beside the document's day.

An earlier form of `forms()` has its words for itself: "5 April 2010" is no "April 2010". Words are data/dates.toml's.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from comity.reader.periods import Period, day, month_of, moved, one_day, year_of
from comity.records import Span

AHEAD_COSTS = 5  # if no word tells, a date without a year lies rather 300 days back than 61 ahead
LEAD_CHARS = 60  # before a date, where its preposition is looked for
SATURDAY = 5
MOST_UNITS = 500  # ago; more is geology

_GOES_ON = (  # words that follow a date without being described by it
    r"(?:and|or|but|to|in|on|at|of|by|for|from|with|without|when|where|while|which|who|that|the|an?|as|is|are|was|were|be"
    r"|has|have|had|will|would|could|can|may|after|before|between|until|through|during|under|over|into|against|amid|near"
    r"|if|because|said|says|its|his|her|their|our|it|he|she|they|we|I|also|more|not|than|about|local|ET|GMT|UTC)\b"
)
_DETERMINER = re.compile(r"(?:\b(?:the|its|his|her|their|our|my|your|an?|that)|['’]s|s['’])\s+$", re.I)
_OWNS = re.compile(r"['’](?:s\b|\s)")
_NOUN_FOLLOWS = re.compile(rf"[\s-]+(?!{_GOES_ON})[A-Za-z]")
_COUNTED_FOLLOWS = re.compile(rf"\s+(?!{_GOES_ON})[a-z]")
_COUNTING = frozenset({"of", "for", "over", "around", "to", "up to", "at", "within", "on", "and"})  # "of 2000 soldiers"
_OF_PEOPLE = frozenset({"by", "for", "of", "to", "and", "on", "at", "after", "before", "from"})  # Theresa May
_YEAR_BEFORE = re.compile(r"\b[12]\d{3}(?:,|,? and) $")
_CLAUSE = re.compile(r"[;:]|\b(?:since|after|that|which|who|because|where|when)\b")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of data/dates.toml. months from 1, weekdays from 0; the patterns find words of a kind."""

    numbers: dict[str, int]
    months: dict[str, int]
    weekdays: dict[str, int]
    leads: re.Pattern[str]
    ahead: re.Pattern[str]
    saying: re.Pattern[str]
    named_days: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence while its dates are read."""

    text: str
    span: Span
    published: dt.date | None

    def lead(self, start: int) -> tuple[str, str]:
        """How the words before a place relate a date to what is told, and the word that says so; "" if none does."""
        before = load_words().leads.search(self.text[max(self.span.start, start - LEAD_CHARS) : start])
        if before is None or before.lastgroup is None:
            return "", ""
        return before.lastgroup, before[before.lastgroup].lower()

    def describes(self, start: int, end: int) -> bool:
        """Whether a date only describes the noun after it: "Friday's vote", "the 5 April agreement"."""
        if _OWNS.match(self.text, end, self.span.end):
            return True
        determined = _DETERMINER.search(self.text[max(self.span.start, start - 12) : start])
        return determined is not None and _NOUN_FOLLOWS.match(self.text, end, self.span.end) is not None

    def is_ahead(self, start: int, end: int) -> bool:
        """Whether the words around a date say that it lies after the document's day."""
        relation, word = self.lead(start)
        if word == "since":
            return False
        return relation == "by" or word == "until" or self._is_told_ahead(start, end)

    def _is_told_ahead(self, start: int, end: int) -> bool:
        words = load_words()
        before = _CLAUSE.split(self.text[self.span.start : start])[-1]
        if words.ahead.search(words.saying.split(before)[-1]):
            return True
        if len(before.split()) > 2 or words.saying.search(
            before
        ):  # what follows counts only for a date that opens its clause
            return False
        after = _CLAUSE.split(self.text[end : min(self.span.end, end + 80)])[0]
        return words.ahead.search(words.saying.split(after)[0]) is not None


Reader = Callable[[re.Match[str], Frame], Period | None]


@cache
def load_words() -> Words:
    rows = tomllib.loads(files("comity.reader").joinpath("data/dates.toml").read_text("utf-8"))
    relations = "|".join(rf"(?P<{kind}>{_any(words)})" for kind, words in rows["relations"].items())
    return Words(
        numbers=rows["numbers"],
        months={
            form: i for i, forms in enumerate(rows["months"], 1) for name in forms for form in (name, name.upper())
        },
        weekdays={form: i for i, name in enumerate(rows["weekdays"]) for form in (name, name.upper())},
        leads=re.compile(rf"\b(?:{relations})(?:[\s-]+(?:{_any(rows['fillers']['words'])}))*[\s-]+$", re.I),
        ahead=re.compile(rf"(?<![^\W_])(?:{_any(rows['future']['words'])})(?![^\W_])", re.I),
        saying=re.compile(rf"\b(?:{_any(rows['future']['saying'])})\b", re.I),
        named_days=re.compile(rf"\b(?:{_any(rows['named_days'])})\s+$"),
    )


@cache
def forms() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """The patterns of all forms with their meanings, in the order in which they take their words."""
    words = load_words()
    months, days = _any(words.months), _any(words.weekdays)
    more_days = r"(?:(?:\s?[–—-]\s?|\s(?:to|through|and|&)\s)(?P<day2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
    parts = {
        "MONTH": rf"(?P<month>{months})\b(?:\.(?=,?\s\d))?",
        "WEEKDAY": rf"(?P<weekday>{days})\b",
        "WD": rf"(?:(?:{days}),?\s+)?",
        "DAY": r"(?<![\w.,$€£:/])(?<!\d-)(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?",
        "TODAY": rf"{more_days})?",
        "ANDDAY": rf"{more_days}(?!\d|[.,:]\d{{3}}|\s?%|\s(?:of\s)?(?:{months})\b))?",  # not "May 30 to 2 June"
        "YEAR": r"(?P<year>(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)|(?:of\s)?(?:this|last|next)\syear\b)",
        "COUNT": rf"(?P<count>\d{{1,3}}|{_any(words.numbers)})",
        "UNIT": r"(?P<unit>hour|day|week|month|year|decade|centur)(?:s|y|ies)?\b",
        "TIME": r"(?:\s+(?:morning|afternoon|evening|night)\b)?",
    }
    return tuple((re.compile(_filled(pattern, parts)), read) for pattern, read in _FORMS)


def _filled(pattern: str, parts: dict[str, str]) -> str:
    return re.sub(r"<([A-Z0-9]+)>", lambda name: parts[name[1]], pattern)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


# ---- what the forms mean


def _of_day(match: re.Match[str], frame: Frame) -> Period | None:
    """ "5 April 2010", "April 5", "11-15 May"."""
    month, number = load_words().months[match["month"]], int(match["day"])
    year = _year(match, frame)
    first = day(year, month, number) if year else _nearest_day(month, number, match, frame)
    last = match["day2"] and first and day(first.first.year, month, int(match["day2"]))
    return first.to(last) if first and last and last.first > first.first else first


def _of_month(match: re.Match[str], frame: Frame) -> Period | None:
    """ "April 2010", "May last year"."""
    year = _year(match, frame)
    return month_of(year, load_words().months[match["month"]]) if year else None


def _year(match: re.Match[str], frame: Frame) -> int | None:
    words = match["year"]
    if words is None:
        return None
    if words[0].isdigit():
        return int(words)
    step = {"this": 0, "last": -1, "next": 1}[words.removeprefix("of ").split()[0]]
    return frame.published.year + step if frame.published else None


def _nearest_day(month: int, number: int, match: re.Match[str], frame: Frame) -> Period | None:
    if frame.published is None or match["year"]:
        return None
    years = range(frame.published.year - 1, frame.published.year + 2)
    return _likeliest([found for year in years if (found := day(year, month, number))], match, frame)


def _likeliest(periods: list[Period], match: re.Match[str], frame: Frame) -> Period | None:
    """The nearest to the document's day; the future is farther off, unless the words tell of it."""
    assert frame.published is not None
    ahead = frame.is_ahead(match.start(), match.end())

    def cost(period: Period) -> int:
        assert frame.published is not None
        if period.last >= frame.published >= period.first:
            return 0
        days = (period.first - frame.published).days
        past = max(0, -days) * (AHEAD_COSTS * AHEAD_COSTS if ahead else 1)
        return past + max(0, days) * (1 if ahead else AHEAD_COSTS)

    return min(periods, key=cost, default=None)


def _of_numbers(match: re.Match[str], frame: Frame) -> Period | None:
    """ "2010-04-05", "5.04.2010": the day first, unless that is impossible."""
    year, month, number = int(match["year"]), int(match["m"]), int(match["d"])
    return day(year, month, number) or day(year, number, month)


def _of_slashes(match: re.Match[str], frame: Frame) -> Period | None:
    """ "14/05/2020", but not 05/06/2020, which may be two days."""
    one, other = int(match["d"]), int(match["m"])
    if (one > 12) == (other > 12) and one != other:
        return None
    return day(int(match["year"]), min(one, other), max(one, other))


def _of_month_alone(match: re.Match[str], frame: Frame) -> Period | None:
    """ "in April", "since March", "last May", "mid-June"; never a bare name: May is a word, too."""
    which, lead = _which(match), frame.lead(match.start())[1]
    if frame.published is None or not (which or lead) or (match["month"] == "May" and lead in _OF_PEOPLE):
        return None
    month, today = load_words().months[match["month"]], frame.published
    months = [month_of(today.year + step, month) for step in (-1, 0, 1)]
    if which == "last":
        return [period for period in months if period.last < today][-1]
    if which in ("next", "coming"):
        return next(period for period in months if period.first > today)
    return months[1] if which == "this" else _likeliest(months, match, frame)


def _of_weekday(match: re.Match[str], frame: Frame) -> Period | None:
    """ "on Friday": the last one, today included; the next one if the words look ahead."""
    if frame.published is None or load_words().named_days.search(
        frame.text[max(frame.span.start, match.start() - 12) : match.start()]
    ):
        return None
    which, wanted, today = _which(match), load_words().weekdays[match["weekday"]], frame.published
    back, ahead = (today.weekday() - wanted) % 7, (wanted - today.weekday()) % 7
    if which == "last":
        return one_day(today - dt.timedelta(days=back or 7))
    if which in ("next", "coming", "this coming"):
        return one_day(today + dt.timedelta(days=ahead or 7))
    if which == "this" or (which not in ("past", "this past") and frame.is_ahead(match.start(), match.end())):
        return one_day(today + dt.timedelta(days=ahead))
    return one_day(today - dt.timedelta(days=back))


def _of_today(match: re.Match[str], frame: Frame) -> Period | None:
    steps = {"yesterday": -1, "last night": -1, "tomorrow": 1}
    step = next((days for word, days in steps.items() if match.group().lower().startswith(word)), 0)
    return one_day(frame.published + dt.timedelta(days=step)) if frame.published else None


def _of_ago(match: re.Match[str], frame: Frame) -> Period | None:
    """ "two days ago", "more than three weeks ago", "a decade ago"."""
    return _moved(match, frame, -_count(match))


def _of_past(match: re.Match[str], frame: Frame) -> Period | None:
    """ "in the past decade", "over the last two weeks": up to the document's day."""
    first = _moved(match, frame, -_count(match))
    if first is None or frame.published is None:
        return None
    if first.precision == "day":
        return Period(frame.published - dt.timedelta(days=_days(match)), frame.published, "day")
    return first.to(one_day(frame.published))


def _of_coming(match: re.Match[str], frame: Frame) -> Period | None:
    """ "in the next ten days", "over the coming year": from the document's day."""
    last = _moved(match, frame, _count(match))
    if last is None or frame.published is None:
        return None
    if last.precision == "day":
        return Period(frame.published, frame.published + dt.timedelta(days=_days(match)), "day")
    return one_day(frame.published).to(last)


def _count(match: re.Match[str]) -> int:
    words = (match["count"] or "1").lower()
    return int(words) if words.isdigit() else load_words().numbers[" ".join(words.split())]


def _days(match: re.Match[str]) -> int:
    count = _count(match)
    return {"hour": -(-count // 24), "week": count * 7}.get(match["unit"], count)


def _moved(match: re.Match[str], frame: Frame, count: int) -> Period | None:
    unit = match["unit"].replace("centur", "century")
    return moved(frame.published, count, unit) if frame.published and abs(count) <= MOST_UNITS else None


def _of_unit(match: re.Match[str], frame: Frame) -> Period | None:
    """ "last week", "earlier this year", "next month", "the end of the year", "the weekend"."""
    if frame.published is None:
        return None
    step = {"last": -1, "past": -1, "next": 1, "coming": 1, "this coming": 1}.get(_which(match), 0)
    if match["unit"] == "weekend":
        return _weekend(frame.published, step, frame.is_ahead(match.start(), match.end()))
    return moved(frame.published, step, match["unit"])


def _weekend(today: dt.date, step: int, ahead: bool) -> Period:
    """The weekend before, or the next one if told; on a Saturday or Sunday the one that it is, unless told."""
    on_it = today.weekday() >= SATURDAY
    weeks = int(on_it and step > 0) if step > 0 or ahead else -int(step < 0 or not on_it)
    saturday = today + dt.timedelta(days=SATURDAY - today.weekday(), weeks=weeks)
    return Period(saturday, saturday + dt.timedelta(days=1), "day")


def _which(match: re.Match[str]) -> str:
    return " ".join((match["which"] or "").lower().split())


def _of_season(match: re.Match[str], frame: Frame) -> Period | None:
    """ "this summer": told to the year, as the months depend on the hemisphere."""
    return year_of(frame.published.year + (_which(match) == "next")) if frame.published else None


def _of_year(match: re.Match[str], frame: Frame) -> Period | None:
    """ "in 2010", "2017–2021", "the 1990s", "the 2015 deal"; never a bare number."""
    first = year_of(int(match["year"]))
    if match["s"]:
        return first.to(year_of(first.first.year + 9)) if match["year"].endswith("0") else None
    if match["year2"]:
        last = year_of(int(match["year"][: -len(match["year2"])] + match["year2"]))
        return first.to(last) if last.first > first.first else None
    word = frame.lead(match.start())[1]
    if not word:
        listed = _YEAR_BEFORE.search(frame.text[max(frame.span.start, match.start() - 10) : match.start()])
        return first if listed or frame.describes(match.start(), match.end()) else None
    counted = word in _COUNTING and _COUNTED_FOLLOWS.match(frame.text, match.end(), frame.span.end)
    return None if counted else first


# Pattern and meaning; <NAME> is filled in by `forms`.
_FORMS: tuple[tuple[str, Reader], ...] = (
    (r"<WD>(?:\bthe\s(?=\d\d?[snrt]))?<DAY><TODAY>\s(?:of\s)?<MONTH>(?:,?\s<YEAR>)?", _of_day),
    (r"<WD>\b<MONTH>\s(?:the\s)?<DAY><ANDDAY>(?!\d|:\d|,\d{3}|\s?%)(?:,?\s(?:of\s)?<YEAR>)?", _of_day),
    (r"\b<MONTH>,?\s(?:of\s)?<YEAR>", _of_month),
    (r"(?<![\w./-])(?P<year>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", _of_numbers),
    (r"(?<![\w./-])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>[12]\d{3})(?!\d)", _of_numbers),
    (r"(?<![\w./-])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<year>[12]\d{3})(?![\d/])", _of_slashes),
    (r"\b(?i:<COUNT>)\s+<UNIT>\s+ago\b", _of_ago),
    (r"\b(?i:the|these|this)\s+(?:past|last|previous)\s+(?:<COUNT>\s+)?<UNIT>", _of_past),
    (r"\b(?i:the\s+)?(?:next|coming)\s+<COUNT>\s+<UNIT>", _of_coming),
    (
        r"\b(?i:(?:earlier|later|late|early)\s+)?(?i:(?P<which>this\s+coming|last|this|next|coming|past))\s+"
        r"(?P<unit>weekend|week|month|year)\b(?!-)",
        _of_unit,
    ),
    (
        r"\b(?i:the\s+)?(?:end|start|beginning|middle|close)\s+of\s+(?P<which>the)\s+(?P<unit>week|month|year)\b",
        _of_unit,
    ),
    (r"\b(?P<unit>year)(?P<which>['’]s\s+|-)end\b", _of_unit),
    (r"\b(?P<which>the)\s+(?P<unit>weekend)\b", _of_unit),
    (
        r"\b(?i:yesterday|tomorrow|tonight|last\s+night|(?:(?:earlier|later|early|late)\s+)?today"
        r"|this\s+(?:morning|afternoon|evening))\b<TIME>",
        _of_today,
    ),
    (r"\b(?i:(?P<which>this\s+coming|this\s+past|last|this|next|coming|past)\s+)?<WEEKDAY><TIME>", _of_weekday),
    (r"\b(?i:(?P<which>last|this|next|coming)\s+)?<MONTH>(?!\w|\s+\d)", _of_month_alone),
    (r"\b(?P<which>this|next)\s+(?:spring|summer|autumn|fall|winter)\b", _of_season),
    (
        r"(?<![\w$€£.,/–-])(?P<year>(?:1[5-9]|20)\d\d)(?:(?P<s>['’]?s)\b|\s?[–—-]\s?(?P<year2>(?:1[5-9]|20)\d\d|\d\d))?"
        r"(?![\w%]|[.,/]\d|-\d)",
        _of_year,
    ),
)
