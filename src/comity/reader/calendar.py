"""The dates of a document: each act's own, what it was since and until, by when a promise is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from comity.reader.dates import DateMention, find_dates
from comity.reader.told import Told
from comity.reader.when import date_of, due_of
from comity.records import Document, Event, Interval, Span


@dataclass(frozen=True)
class Calendar:
    """Finds a sentence's dates when first asked for them."""

    doc: Document
    told: tuple[Told, ...]
    _dates: dict[Span, tuple[DateMention, ...]] = field(default_factory=dict)

    def date_of(self, act: Told) -> Interval | None:
        """When an act happened (codebook.md, section 6); the document's own date only as precisely as it is told."""
        sentence = act.sentence.span
        interval = date_of(
            act.trigger, sentence, self._of(sentence), self.doc.text, self.doc.date,
            aux=act.act.aux, others=self.triggers(act.row),
        )  # fmt: skip
        if interval is None or self.doc.date_precision == "day" or interval.start != _iso(self.doc.date):
            return interval
        return _period(self.doc)

    def since_of(self, act: Told) -> tuple[str | None, str | None]:
        """Since when and until when the words around a tie say it holds, as ISO prefixes."""
        dates = self._of(act.sentence.span)
        since = next((date.prefix for date in dates if date.relation == "since"), None)
        until = next((date.prefix for date in dates if date.relation == "until"), None)
        return since, until

    def due_of(self, event: Event) -> str | None:
        """By when a promise is due, as an ISO prefix."""
        first = event.evidence[0]
        return due_of(first.trigger, self._of(first.sentence), self.doc.text, self.doc.date)

    def _of(self, sentence: Span) -> tuple[DateMention, ...]:
        if sentence not in self._dates:
            self._dates[sentence] = find_dates(self.doc.text, sentence, self.doc.date)
        return self._dates[sentence]

    def triggers(self, row: int) -> tuple[Span, ...]:
        """The triggers of a sentence, by its number."""
        return self._triggers.get(row, ())

    @cached_property
    def _triggers(self) -> dict[int, tuple[Span, ...]]:
        rows: dict[int, tuple[Span, ...]] = {}
        for act in self.told:
            rows[act.row] = (*rows.get(act.row, ()), act.trigger)
        return rows


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _period(doc: Document) -> Interval | None:
    """The month or year that is all a document tells of its date."""
    if doc.date is None:
        return None
    if doc.date_precision == "year":
        return Interval(start=f"{doc.date.year}-01-01", end=f"{doc.date.year}-12-31", precision="year")
    after = (doc.date.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return Interval(start=doc.date.isoformat(), end=(after - dt.timedelta(days=1)).isoformat(), precision="month")
