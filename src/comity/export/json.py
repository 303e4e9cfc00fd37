"""A reading as plain data and as one line of JSON, in the published format (docs/record.md, data/reading.schema.json).

On the hot path of a bulk run: each record's fields are written out by hand rather than found by reflection.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from comity import __version__
from comity.records import (
    FORMAT_VERSION,
    Agreement,
    Appeal,
    Commitment,
    Document,
    Event,
    Evidence,
    Mention,
    Party,
    Reading,
    Span,
    Tie,
)

Json = dict[str, Any]

_encode = msgspec.json.Encoder().encode


def reading_to_json(reading: Reading, *, with_text: bool = False) -> str:
    """The reading as one line of JSON, without the line's end."""
    return _encode(reading_to_dict(reading, with_text=with_text)).decode()


def readings_to_json(readings: Iterable[Reading], *, with_text: bool = False) -> Iterator[str]:
    """The readings as one JSON list, indented for people, in pieces as they come."""
    before = "[\n"
    for reading in readings:
        yield before + msgspec.json.format(reading_to_json(reading, with_text=with_text), indent=2)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def reading_to_dict(reading: Reading, *, with_text: bool = False) -> Json:
    """The reading as plain data; with_text adds the document's text, to which every offset refers."""
    return {
        "version": {"format": FORMAT_VERSION, "comity": __version__, **reading.versions},
        "document": _document(reading.document, with_text),
        "events": [_event(event) for event in reading.events],
        "ties": [_tie(tie) for tie in reading.ties],
        "agreements": [_agreement(agreement) for agreement in reading.agreements],
        "appeals": [_appeal(appeal) for appeal in reading.appeals],
        "commitments": [_commitment(commitment) for commitment in reading.commitments],
        "mentions": [_mention(mention) for mention in reading.mentions],
        "topics": [{"topic": topic.topic, "weight": _share(topic.weight)} for topic in reading.topics],
    }


@cache
def read_schema() -> str:
    """The JSON Schema (2020-12) of one reading, as text."""
    return resources.files("comity.export").joinpath("data/reading.schema.json").read_text(encoding="utf-8")


def _document(doc: Document, with_text: bool) -> Json:
    data = {
        "id": doc.id,
        "title": doc.title,
        "date": doc.iso_date,
        "publisher": doc.publisher,
        "url": doc.url,
        "language": doc.language,
        "chars": len(doc.text),
    }
    return {**data, "text": doc.text} if with_text else data


def _event(event: Event) -> Json:
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "quad": event.quad,
        "score": event.score,
        "cameo": event.cameo,
        "aux": list(event.aux),
        "contexts": list(event.contexts),
        "topics": list(event.topics),
        "actors": _parties(event.actors),
        "recipients": _parties(event.recipients),
        "attribution": _parties(event.attribution),
        "date": _date(event),
        "place": _place(event),
        "confidence": _share(event.confidence),
        "evidence": _evidence(event.evidence),
    }


def _date(event: Event) -> Json | None:
    on = event.date
    return {"start": on.start, "end": on.end, "precision": on.precision} if on else None


def _place(event: Event) -> Json | None:
    place = event.place
    return {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon} if place else None


def _tie(tie: Tie) -> Json:
    return {
        "type": tie.type,
        "a": _party(tie.a),
        "b": _party(tie.b),
        "since": tie.since,
        "until": tie.until,
        "evidence": _evidence(tie.evidence),
    }


def _agreement(agreement: Agreement) -> Json:
    return {
        "title": agreement.title,
        "date": agreement.date,
        "status": agreement.status,
        "parties": _parties(agreement.parties),
        "events": list(agreement.events),
        "evidence": _evidence(agreement.evidence),
    }


def _appeal(appeal: Appeal) -> Json:
    return {
        "by": _parties(appeal.by),
        "to": _parties(appeal.to),
        "asks": appeal.asks,
        "event": appeal.event,
        "supported_by": _parties(appeal.supported_by),
        "rejected_by": _parties(appeal.rejected_by),
        "evidence": _evidence(appeal.evidence),
    }


def _commitment(commitment: Commitment) -> Json:
    return {
        "by": _parties(commitment.by),
        "to": _parties(commitment.to),
        "promise": commitment.promise,
        "due": commitment.due,
        "event": commitment.event,
        "evidence": _evidence(commitment.evidence),
    }


def _mention(mention: Mention) -> Json:
    return {"span": _range(mention.span), "text": mention.text, "kind": mention.kind, "actor": mention.actor}


def _parties(parties: Iterable[Party]) -> list[Json]:
    return [_party(party) for party in parties]


def _party(party: Party) -> Json:
    data: Json = {
        "actor": party.actor,
        "name": party.name,
        "kind": party.kind,
        "code": party.code,
        "country": party.country,
        "sector": party.sector,
        "office": party.office,
        "text": party.text,
        "span": _range(party.span) if party.span else None,
        "why": party.why,
        "confidence": _share(party.confidence),
    }
    if party.members:
        data["members"] = list(party.members)
    return data


def _evidence(evidence: Iterable[Evidence]) -> list[Json]:
    return [
        {"sentence": _range(words.sentence), "trigger": _range(words.trigger), "quote": words.quote}
        for words in evidence
    ]


def _range(span: Span) -> list[int]:
    return [span.start, span.end]


def _share(value: float) -> float:
    """Three digits: more would be noise, and would differ from one machine to the next."""
    return round(float(value), 3)
