"""Events as rows of a flat table, for spreadsheets and statistics: one row an event, its first telling as the quote.

A cell with several values has them apart by `|`; `actors`, `actor_ids` and `actor_codes` of a row run in step,
so a party that stays open leaves an empty place in the last two. Ties, agreements and the rest are in the JSON formats.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields

from comity.records import Event, Party, Reading

SEPARATOR = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The columns, in their order; docs/record.md describes each."""

    document: str
    document_date: str | None
    publisher: str | None
    title: str | None
    url: str | None
    event: str
    type: str
    mode: str | None
    quad: str
    score: float
    cameo: str | None
    aux: str
    contexts: str
    topics: str
    actors: str
    actor_ids: str
    actor_codes: str
    recipients: str
    recipient_ids: str
    recipient_codes: str
    attribution: str
    attribution_ids: str
    attribution_codes: str
    date_start: str | None
    date_end: str | None
    date_precision: str | None
    place: str | None
    place_country: str | None
    lat: float | None
    lon: float | None
    confidence: float
    tellings: int
    trigger: str
    trigger_start: int
    trigger_end: int
    sentence_start: int
    sentence_end: int
    quote: str


COLUMNS = tuple(field.name for field in fields(Row))


def csv_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The header, then each event of each reading, as lines without their ends."""
    yield _line(COLUMNS)
    for reading in readings:
        for event in reading.events:
            yield _line(astuple(make_row(reading, event)))


def make_row(reading: Reading, event: Event) -> Row:
    doc, on, place, told = reading.document, event.date, event.place, event.evidence[0]
    return Row(
        document=doc.id,
        document_date=doc.date.isoformat() if doc.date else None,
        publisher=doc.publisher,
        title=doc.title,
        url=doc.url,
        event=event.id,
        type=event.type,
        mode=event.mode,
        quad=event.quad,
        score=event.score,
        cameo=event.cameo,
        aux=_join(event.aux),
        contexts=_join(event.contexts),
        topics=_join(event.topics),
        actors=_names(event.actors),
        actor_ids=_join(party.actor for party in event.actors),
        actor_codes=_join(party.code for party in event.actors),
        recipients=_names(event.recipients),
        recipient_ids=_join(party.actor for party in event.recipients),
        recipient_codes=_join(party.code for party in event.recipients),
        attribution=_names(event.attribution),
        attribution_ids=_join(party.actor for party in event.attribution),
        attribution_codes=_join(party.code for party in event.attribution),
        date_start=on.start if on else None,
        date_end=on.end if on else None,
        date_precision=on.precision if on else None,
        place=place.name if place else None,
        place_country=place.country if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        confidence=round(event.confidence, 3),
        tellings=len(event.evidence),
        trigger=doc.words(told.trigger),
        trigger_start=told.trigger.start,
        trigger_end=told.trigger.end,
        sentence_start=told.sentence.start,
        sentence_end=told.sentence.end,
        quote=told.quote,
    )


def _names(parties: Iterable[Party]) -> str:
    return _join(party.name or party.text for party in parties)


def _join(values: Iterable[str | None]) -> str:
    """The values apart by `|`; one that holds the sign itself has it as `/`, so that the places still count."""
    return SEPARATOR.join((value or "").replace(SEPARATOR, "/") for value in values)


def _line(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()
