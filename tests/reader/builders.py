"""Records for the tests of the reader's steps, written by the words they rest on."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from comity.actors import load_registry
from comity.documents.sentences import split
from comity.reader.acts import Act
from comity.reader.names import Name, find_names
from comity.reader.told import Told
from comity.reader.who import Directory
from comity.records import Document, Event, Interval, Party, Sentence, Span

Row = dict[str, Any]


class Scene:
    """A text with its sentences and names, on a day, and the acts that a test says it tells."""

    def __init__(self, text: str, date: str | None = "2020-05-14") -> None:
        self.doc = Document(id="doc", text=text, date=dt.date.fromisoformat(date) if date else None)
        self.sents: tuple[Sentence, ...] = split(text)
        self.directory = Directory(load_registry(), self.doc.date)
        self.names: tuple[tuple[Name, ...], ...] = find_names(self.doc, self.sents, self.directory)

    def find(self, words: str, nth: int = 1, since: int = 0) -> Span:
        at = since - 1
        for _ in range(nth):
            at = self.doc.text.index(words, at + 1)
        return Span(at, at + len(words))

    def sentence_of(self, span: Span) -> int:
        return next(row for row, sent in enumerate(self.sents) if sent.span.start <= span.start < sent.span.end)

    def party(self, row: Row, sentence: Span) -> Party:
        """A party by its words and code: {"text", "code"}, and whatever else is known of it."""
        at = self.doc.text.find(row["text"], sentence.start, sentence.end) if row["text"] else -1
        span = Span(at, at + len(row["text"])) if at >= 0 else None
        fields: Row = {"why": "told by the test", "confidence": 0.9, "name": row["code"], **row}
        return Party(span=span, **fields)

    def parties(self, rows: list[Row], sentence: Span) -> tuple[Party, ...]:
        return tuple(self.party(row, sentence) for row in rows)

    def told(self, rows: list[Row]) -> tuple[Told, ...]:
        return tuple(self._told(row) for row in rows)

    def events(self, rows: list[Row]) -> tuple[Event, ...]:
        return tuple(self._event(number, row) for number, row in enumerate(rows, 1))

    def _told(self, row: Row) -> Told:
        trigger = self.find(row["trigger"], row.get("nth", 1))
        number = self.sentence_of(trigger)
        sent = self.sents[number]
        within = (trigger.start - sent.span.start, trigger.end - sent.span.start)
        aux = tuple(row.get("aux", ()))
        act = Act(within, row["type"], row.get("mode"), aux, (), (), (), (0.0, 0.0), 0.9)
        sides = (self.parties(row.get(side, []), sent.span) for side in ("actors", "recipients"))
        return Told(number, sent, act, trigger, *sides)

    def _event(self, number: int, row: Row) -> Event:
        told = self._told(row)
        return Event(
            id=f"e{number}", type=told.act.type, mode=told.act.mode, quad="", score=0.0, cameo=None, aux=told.act.aux,
            contexts=(), topics=(), actors=told.actors, recipients=told.recipients, attribution=(),
            date=self._interval(row.get("date")), place=None, confidence=0.9, evidence=(told.evidence(self.doc.text),),
        )  # fmt: skip

    def _interval(self, date: str | None) -> Interval | None:
        """The interval of an ISO prefix; the document's own day if the act has no other."""
        if date is None:
            day = self.doc.date.isoformat() if self.doc.date else None
            return Interval(start=day, end=day, precision="day") if day else None
        precision = {4: "year", 7: "month", 10: "day"}[len(date)]
        return Interval(start=(date + "-01-01")[:10], end=None, precision=precision)


@cache
def scene(text: str, date: str | None = "2020-05-14") -> Scene:
    return Scene(text, date)
