"""A text to its record, step by step: sentences → encode → acts → names, speakers → parties → events, ties, the rest.

Each step is a module beside this one; only this one knows their order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property, partial
from pathlib import Path

import numpy as np

from comity.actors import load_registry
from comity.codebook import load_codebook
from comity.documents.sentences import split
from comity.reader.acts import find_acts
from comity.reader.agreements import find_agreements
from comity.reader.appeals import find_appeals, find_commitments
from comity.reader.attribution import attribute
from comity.reader.calendar import Calendar
from comity.reader.encoder import Encoded, Encoder, Encodes
from comity.reader.events import Setting, find_headlines, make_event, merge
from comity.reader.labels import PAIR_TYPES
from comity.reader.lexicon import load_lexicon
from comity.reader.mentions import find_mentions, marked
from comity.reader.names import Name, find_names
from comity.reader.parties import Resolver
from comity.reader.places import find_place
from comity.reader.speakers import find_speakers
from comity.reader.subject import Cast
from comity.reader.tell import complete_signings, resolve_act
from comity.reader.ties import find_ties, ties_of_agreements
from comity.reader.told import Told
from comity.reader.who import Directory
from comity.records import Document, Reading, Sentence, Span

_AHEAD = 256  # sentences gathered from several documents before a pass


class Reader:
    """Keeps the model, the actors and the codebook loaded, to read one text or many.

    codebook: a user's codebook file; actors: a folder of a user's actor tables; threads: cores for the model's pass;
    min_confidence: events below it are left out, with their appeals and commitments; by default those below 0.5 or so.
    Raises CodebookError, ActorTableError or ModelError if one of them can't be used.
    """

    def __init__(
        self,
        *,
        codebook: Path | None = None,
        actors: Path | None = None,
        threads: int | None = None,
        min_confidence: float | None = None,
        encoder: Encodes | None = None,
    ) -> None:
        self.codebook = load_codebook(codebook)
        self.registry = load_registry(actors)
        self._threads = threads
        self._least = min_confidence
        if encoder is not None:
            self.__dict__["encoder"] = encoder

    @cached_property
    def encoder(self) -> Encodes:
        return Encoder(threads=self._threads)

    @cached_property
    def versions(self) -> dict[str, str]:
        return {"model": self.encoder.version}

    def read(
        self,
        text: str | Document,
        *,
        date: dt.date | str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        id: str = "text",
    ) -> Reading:
        """What a text says; `date` (a day or its ISO form), `title`, `publisher` go before what a Document tells."""
        doc = text if isinstance(text, Document) else Document(id=id, text=text)
        day = dt.date.fromisoformat(date) if isinstance(date, str) else date
        doc = replace(doc, date=day or doc.date, title=title or doc.title, publisher=publisher or doc.publisher)
        return next(iter(self.read_many([doc])))

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The readings of documents in their order; sentences of several documents share the model's passes."""
        waiting: list[tuple[Document, tuple[Sentence, ...]]] = []
        for doc in documents:
            waiting.append((doc, split(doc.text)))
            if sum(len(sents) for _, sents in waiting) >= _AHEAD:
                yield from self._read_batch(waiting)
                waiting = []
        yield from self._read_batch(waiting)

    def relate(
        self, text: str, actor_span: tuple[int, int], recipient_span: tuple[int, int]
    ) -> tuple[tuple[str, float], ...]:
        """Event types from one mention of a sentence to another, with their probabilities, best first.

        Spans are (start, end) characters of the text. Raises ValueError if one lies outside the text.
        """
        for start, end in (actor_span, recipient_span):
            if not 0 <= start < end <= len(text):
                raise ValueError(f"the span ({start}, {end}) doesn't lie in a text of {len(text)} characters")
        logits = self.encoder.relate(text, actor_span, recipient_span)[: len(PAIR_TYPES)]
        grown = np.exp(logits - logits.max())
        return tuple(sorted(zip(PAIR_TYPES, (grown / grown.sum()).tolist(), strict=True), key=lambda row: -row[1]))

    def _read_batch(self, batch: list[tuple[Document, tuple[Sentence, ...]]]) -> Iterator[Reading]:
        encoded = self.encoder.encode([doc.words(sent.span) for doc, sents in batch for sent in sents])
        at = 0
        for doc, sents in batch:
            yield self._record(doc, sents, encoded[at : at + len(sents)])
            at += len(sents)

    def _record(self, doc: Document, sents: tuple[Sentence, ...], encoded: list[Encoded]) -> Reading:
        lexicon, directory = load_lexicon(), Directory(self.registry, doc.date)
        names = find_names(doc, sents, directory)
        speakers = find_speakers(doc, sents, names, directory, lexicon)
        resolver = Resolver(Cast(doc, names, speakers, directory, lexicon))
        marks = tuple(marked(doc, sent, row) for sent, row in zip(sents, encoded, strict=True))
        told = complete_signings(tuple(self._tell(doc, sents, encoded, names, marks, resolver)))
        calendar = Calendar(doc, told)
        groups = merge(doc, tuple(act for act in told if not act.act.is_tie), find_headlines(doc, sents))
        setting = partial(self._set, doc, names, calendar)
        numbered = (make_event(doc, number, group, self.codebook, setting) for number, group in enumerate(groups, 1))
        events = tuple(event for event in numbered if event.confidence >= (self._least or 0))
        agreements = find_agreements(doc, sents, names, told, events)
        ties = find_ties(doc, sents, names, told, directory, calendar.since_of)
        return Reading(
            document=doc,
            events=events,
            ties=(*ties, *ties_of_agreements(agreements)),
            agreements=agreements,
            appeals=find_appeals(doc.text, events),
            commitments=find_commitments(doc.text, events, calendar.due_of),
            mentions=find_mentions(doc, marks, names, told, lexicon),
            topics=self.codebook.weigh_topics(doc.text),
            versions=self.versions,
        )

    def _tell(
        self,
        doc: Document,
        sents: tuple[Sentence, ...],
        encoded: list[Encoded],
        names: tuple[tuple[Name, ...], ...],
        marks: tuple[tuple[tuple[Span, str], ...], ...],
        resolver: Resolver,
    ) -> Iterator[Told]:
        """The acts of a document with their parties, each read in the light of those before."""
        for row, sent in enumerate(sents):
            resolver.open_sentence(row)
            for act in find_acts(doc.words(sent.span), encoded[row], self.encoder.labels, least=self._least):
                told = resolve_act(resolver, row, sent, act, tuple(span for span, _ in marks[row]))
                yield attribute(doc, told, names[row], resolver, load_lexicon())

    def _set(self, doc: Document, names: tuple[tuple[Name, ...], ...], calendar: Calendar, act: Told) -> Setting:
        """When and where an act happened and what its sentence is about."""
        parties = (*act.actors, *act.recipients)
        topics = self.codebook.find_topics(doc.words(act.sentence.span))
        return Setting(
            date=calendar.date_of(act),
            place=find_place(
                act.trigger,
                calendar.triggers(act.row),
                doc.text,
                act.sentence.span,
                names[act.row],
                party_spans=tuple(party.span for party in parties if party.span),
                registry=self.registry,
                kind=act.act.type,
                mode=act.act.mode,
            ),
            topics=tuple(dict.fromkeys(topic for topic, _, _ in topics)),
        )


@cache
def _default() -> Reader:
    return Reader()


def read(
    text: str | Document,
    *,
    date: dt.date | str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    id: str = "text",
) -> Reading:
    """What a text says, by the shipped model, actors and codebook; see `Reader.read`."""
    return _default().read(text, date=date, title=title, publisher=publisher, id=id)
