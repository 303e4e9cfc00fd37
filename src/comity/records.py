"""The vocabulary: what a text is and what is read from it, as frozen records.

Spans are half-open, in characters of the document's text, so that `text[span.start:span.end]` are the words.
Plural fields are tuples; what a text doesn't tell is None or empty. Dates are ISO strings cut to what is known
("2010", "2010-04", "2010-04-05") except a document's own date, which is a `datetime.date`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

FORMAT_VERSION = "1.0"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters of a document's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text and what is known of it. `language` is an ISO 639-1 code.

    date: the day of publication; where only its month or year is known, their first day, and date_precision says so.
    """

    id: str
    text: str
    title: str | None = None
    date: dt.date | None = None
    date_precision: str = "day"
    publisher: str | None = None
    url: str | None = None
    language: str | None = None

    @property
    def iso_date(self) -> str | None:
        """The date as an ISO string cut to what is known: 2020-05-14, 2020-05 or 2020."""
        return self.date.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.date_precision]] if self.date else None

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A source that couldn't be read: where (file, file:line or URL) and why, in one line."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, its place in the document's text and the number of its paragraph (from 0)."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name or stand for somebody or something.

    kind: person, office, organisation, state, group, pronoun, agreement or place.
    actor: the registry's id for whom they stand, None where it stays open.
    """

    span: Span
    text: str
    kind: str
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor as one text mentions it, whom it stands for, why it was chosen and how sure that is (0 to 1).

    code: ISO alpha-3 of the state it belongs to, else the organisation's code, else None. country: ISO alpha-3 or None.
    members: ids of the actors a group stands for on the document's date, empty if it is no group.
    span: the words in the document, None where the party is only implied.
    """

    text: str
    span: Span | None
    why: str
    confidence: float
    actor: str | None = None
    name: str | None = None
    kind: str | None = None
    code: str | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From `start` to `end`, both ISO days and inclusive; `precision` is day, month, year or open (no known end)."""

    start: str
    end: str | None
    precision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something happened; `country` ISO alpha-3, `lat`, `lon` in degrees, of the place or else the capital."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words a record rests on: the sentence, the trigger inside it, and the sentence's words as they stand."""

    sentence: Span
    trigger: Span
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act by somebody (codebook.md, section 1). `score`: PLOVER's −10 … +10; `confidence`: 0 to 1."""

    id: str
    type: str
    mode: str | None
    quad: str
    score: float
    cameo: str | None
    aux: tuple[str, ...]
    contexts: tuple[str, ...]
    topics: tuple[str, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    attribution: tuple[Party, ...]
    date: Interval | None
    place: Place | None
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A standing fact between two parties (codebook.md, section 4), with what the text tells of its start and end."""

    type: str
    a: Party
    b: Party
    since: str | None
    until: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An agreement the text names. status: proposed, signed, in force or ended; events: ids of those that touch it."""

    title: str
    date: str | None
    status: str
    parties: tuple[Party, ...]
    events: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """What somebody asks (or hopes for) of whom; `event` is the id of the event it rests on.

    supported_by, rejected_by: parties whom the same text shows to back it or turn it down.
    """

    by: tuple[Party, ...]
    to: tuple[Party, ...]
    asks: str
    event: str
    evidence: tuple[Evidence, ...]
    supported_by: tuple[Party, ...] = ()
    rejected_by: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What somebody promises, to whom, for when (`due`, ISO prefix); `event` is the id of the event it rests on."""

    by: tuple[Party, ...]
    to: tuple[Party, ...]
    promise: str
    due: str | None
    event: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic of the codebook's thesaurus and its weight in the document (0 to 1, the weights of a text sum to 1)."""

    topic: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one document says, each record with the exact words it rests on."""

    document: Document
    events: tuple[Event, ...] = ()
    ties: tuple[Tie, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    mentions: tuple[Mention, ...] = ()
    topics: tuple[Topic, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        """The reading as plain data, in the published JSON format (docs/record.md)."""
        from comity.export.json import reading_to_dict  # the one look upward: a value's own forms

        return reading_to_dict(self, with_text=with_text)

    def _repr_html_(self) -> str:
        from comity.export.html import render_reading

        return render_reading(self)
