"""Which of a sentence's dates is an act's own, and by when a promise is due."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from comity.reader.dateforms import load_words
from comity.reader.dates import DateMention
from comity.records import Interval, Span

RECENT_DAYS = 45  # older dates in plain news mostly belong to something else that is named between
NEAR_WORDS, FAR_WORDS = 6, 25
BEFORE_COSTS = 3  # words: a date rather belongs to the act before it
FRONT_WORDS = 3

_WORD = re.compile(r"\w+")
_OTHER_CLAUSE = re.compile(
    r"[;:]|\b(?:that|which|who|whom|whose|where|when|while|because|although|if|whether|but|after|before|since|following)\b"
    r"|\band\s+(?:has|have|had|was|were|is|are|will)\b",
    re.I,
)
# "the worst attack since 2014" says nothing of how long the attack has lasted
_RANKED = re.compile(
    r"\b(?:first|second|third|only|worst|most|best|largest|biggest|highest|lowest|deadliest|longest|greatest|\w+iest"
    r"|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|\w+teen|\w+tie)th|\d+(?:st|nd|rd|th))\b"
    r"[^,;]*$",
    re.I,
)
# "the treaty signed in 2010": the date belongs to the participle before it
_PARTICIPLE = re.compile(r"\b(?:\w{3,}ed|held|made|taken|begun|struck|won|built|born|given|set|sent|done)\s*$", re.I)
_PHRASE_ENDS = re.compile(r"[,;:]|\b(?:of|by|to|and|in)\b")
_SINCE_THEN = re.compile(r"[^;:]*?\b(?:ever since|since then)\b", re.I)
_AFTER = re.compile(r"\b(?:after|since|following)\b[^,;]*$", re.I)
_LASTS = re.compile(r"\b(?:has|have|had)\b(?:\s+\w+){0,3}\s*$|['’]ve(?:\s+\w+){0,2}\s*$", re.I)
_ALSO = re.compile(r"[^;:]*(?:\band|,)\s+(?:(?:also|then|later|\w+ly)\s+)*")
# What these open or follow lies ahead although it may begin today: "the next two years", "this year will bring"
_AHEAD = re.compile(r"(?:later|(?:the\s+|this\s+)?(?:next|coming)|(?:the\s+)?end)\b", re.I)
_THEN_AHEAD = re.compile(r"\s+(?:will|shall|would)\b")
_PREFIX_CHARS = {"year": 4, "month": 7}


def date_of(
    trigger: Span,
    sentence: Span,
    dates: tuple[DateMention, ...],
    text: str,
    published: dt.date | None,
    *,
    aux: tuple[str, ...] = (),
    others: tuple[Span, ...] = (),
) -> Interval | None:
    """When an act happened: by its own date, else on the document's day; None if neither tells.

    others: the other triggers of the sentence; a date belongs to the nearest. What is historical without a date of its
    own did not happen on the document's day.
    """
    usable = [date for date in dates if _may_date(date, text, published, aux)]
    news = None if "historical" in aux else published
    around = _Around(text, sentence, tuple(other for other in others if other != trigger), news)
    own = around.own(trigger, usable)
    if own is not None:
        return own.interval
    opening = next((date for date in usable if around.holds_since(trigger, date)), None)
    if opening is not None:
        return Interval(start=opening.interval.start, end=None, precision="open")
    return Interval(start=news.isoformat(), end=news.isoformat(), precision="day") if news else None


def due_of(trigger: Span, dates: tuple[DateMention, ...], text: str, published: dt.date | None) -> str | None:
    """By when a promise is due, as an ISO prefix: the nearest date that lies ahead, rather one after the promise.

    dates: those of the promise's sentence.
    """
    ahead = [
        date for date in dates if date.relation != "of" and _last(date) > (published.isoformat() if published else "")
    ]
    after = [date for date in ahead if date.span.start >= trigger.end] or ahead
    nearest = min(after, key=lambda date: _gap(trigger, date.span, text), default=None)
    return _last(nearest)[: _PREFIX_CHARS.get(nearest.interval.precision, 10)] if nearest else None


def _last(date: DateMention) -> str:
    return date.interval.end or date.interval.start


def _may_date(date: DateMention, text: str, published: dt.date | None, aux: tuple[str, ...]) -> bool:
    """Whether an act of these auxiliaries can have happened on that date."""
    if date.relation in ("until", "by"):
        return False
    if published is None:
        return True
    today = published.isoformat()
    if date.interval.start > today or (_last(date) > today and _looks_ahead(date.span, text)):
        return "future" in aux
    return not ("historical" in aux and date.interval.start == today)


def _looks_ahead(date: Span, text: str) -> bool:
    return bool(_AHEAD.match(text, date.start) or _THEN_AHEAD.match(text, date.end))


@dataclass(frozen=True, slots=True)
class _Around:
    """A sentence with the other triggers in it. news: the document's day if the act is told as new, else None."""

    text: str
    sentence: Span
    others: tuple[Span, ...]
    news: dt.date | None

    def own(self, trigger: Span, dates: list[DateMention]) -> DateMention | None:
        """The nearest date that belongs to the trigger."""
        own = [date for date in dates if self._is_own(trigger, date)]
        return min(own, key=lambda date: (self._cost(trigger, date), date.span), default=None)

    def holds_since(self, trigger: Span, date: DateMention) -> bool:
        """Whether the act goes on since the date of a clause before it: "After it was signed in 2010, they have …"."""
        if date.span.end > trigger.start or date.interval.end is None:
            return False
        if _SINCE_THEN.match(self.text, trigger.end, self.sentence.end):
            return True
        opened = _AFTER.search(self._before(date))
        clause, comma, main = self.text[date.span.end : trigger.start].partition(",")
        verb = self.text[trigger.start : trigger.end].split(" ", 1)[0]
        return bool(opened and comma and len(clause) < 60 and _LASTS.search(f"{main}{verb} "))

    def _is_own(self, trigger: Span, date: DateMention) -> bool:
        if date.relation == "of":
            return self._is_described(trigger, date.span)
        if self._is_far(trigger, date) or self._is_apart(trigger, date):
            return False
        cost = self._cost(trigger, date)
        rivals = [other for other in self.others if self._cost(other, date) < cost and not self._is_apart(other, date)]
        return not rivals or self._opens(date) or all(self._is_joined(trigger, other) for other in rivals)

    def _is_described(self, trigger: Span, date: Span) -> bool:
        """Whether a date describes the act: "Friday's vote", but not "today's decision by a court to ban it"."""
        if trigger.holds(date):
            return True
        between = self.text[date.end : trigger.start]
        return date.end <= trigger.start and _count(between) <= 4 and not _PHRASE_ENDS.search(between)

    def _cost(self, trigger: Span, date: DateMention) -> int:
        return _gap(trigger, date.span, self.text) + (BEFORE_COSTS if date.span.end <= trigger.start else 0)

    def _is_far(self, trigger: Span, date: DateMention) -> bool:
        """Whether too many words stand between; a date long before the news is an act's own only close by."""
        if self._opens(date):
            return False
        last = date.interval.end
        old = self.news and last and dt.date.fromisoformat(last) < self.news - dt.timedelta(days=RECENT_DAYS)
        return _gap(trigger, date.span, self.text) > (NEAR_WORDS if old else FAR_WORDS)

    def _opens(self, date: DateMention) -> bool:
        """Whether the date stands at the head of the sentence and so for all of its main acts."""
        return _count(self._before(date)) < FRONT_WORDS

    def _is_apart(self, trigger: Span, date: DateMention) -> bool:
        """Whether another clause or a participle stands between."""
        if trigger.overlaps(date.span):
            return False
        if date.relation == "since" and _RANKED.search(self._before(date)):
            return True
        if date.span.end <= trigger.start:
            return _OTHER_CLAUSE.search(self.text[date.span.end : trigger.start]) is not None
        between = load_words().leads.sub("", self.text[trigger.end : date.span.start])
        return bool(_OTHER_CLAUSE.search(between) or _PARTICIPLE.search(between))

    def _is_joined(self, trigger: Span, other: Span) -> bool:
        """Whether two acts are coordinated ("visited Moscow and met Putin") and so share their dates."""
        first, second = sorted((trigger, other))
        between = self.text[first.end : second.start]
        return _ALSO.fullmatch(between) is not None and not _OTHER_CLAUSE.search(between)

    def _before(self, date: DateMention) -> str:
        return self.text[self.sentence.start : date.span.start]


def _gap(one: Span, other: Span, text: str) -> int:
    """The number of words between."""
    first, second = sorted((one, other))
    return _count(text[first.end : second.start])


def _count(words: str) -> int:
    return len(_WORD.findall(words))
