"""A text to its record, step by step: sentences → encode → acts → names, speakers → parties → events, ties, the rest.

Each step is a module beside this one; only this one knows their order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from comity.actors import load_registry
from comity.codebook import load_codebook
from comity.documents.sentences import split
from comity.reader.acts import Act, find_acts
from comity.reader.attribution import find_attribution
from comity.reader.calendar import Calendar
from comity.reader.encoder import Encoded, Encoder, Encodes
from comity.reader.events import Setting, find_headlines, make_event, merge
from comity.reader.labels import PAIR_TYPES
from comity.reader.lexicon import load_lexicon
from comity.reader.mentions import find_mentions, marked
from comity.reader.names import find_names
from comity.reader.parties import Resolver
from comity.reader.speakers import find_speakers
from comity.reader.ties import find_ties
from comity.reader.told import Told
from comity.reader.who import Directory
from comity.records import Document, Event, Party, Reading, Sentence, Span

_AHEAD = 256  # sentences gathered from several documents before a pass
_HIDDEN_AT = 0.5  # belief at which an act without a named party has one elsewhere


class Reader:
    """Keeps the model, the actors and the codebook loaded, to read one text or many.

    codebook: a user's codebook file; actors: a folder of a user's actor tables; threads: cores for the model's pass.
    Raises CodebookError, ActorTableError or ModelError if one of them can't be used.
    """

    def __init__(
        self,
        *,
        codebook: Path | None = None,
        actors: Path | None = None,
        threads: int | None = None,
        encoder: Encodes | None = None,
    ) -> None:
        self.codebook = load_codebook(codebook)
        self.registry = load_registry(actors)
        self._threads = threads
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
        """What a text says. `date` (a day or its ISO form), `title`, `publisher` add to what a Document tells itself."""
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

    def relate(self, text: str, actor_span: tuple[int, int], recipient_span: tuple[int, int]) -> tuple[tuple[str, float], ...]:
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
        resolver = Resolver(doc, names, speakers, directory, lexicon)
        marks = [marked(doc.words(sent.span), row) for sent, row in zip(sents, encoded, strict=True)]
        told: list[Told] = []
        voices: dict[Span, tuple[Party, ...]] = {}
        for row, sent in enumerate(sents):
            resolver.open_sentence(row)
            for act in find_acts(doc.words(sent.span), encoded[row], self.encoder.labels):
                told.append(_tell(resolver, row, sent, act))
                voices[told[-1].trigger] = find_attribution(doc, told[-1], names[row], resolver, lexicon)
        calendar = Calendar(doc, tuple(told))
        acts = tuple(act for act in told if not act.act.is_tie)

        def setting(act: Told) -> Setting:
            words = doc.words(act.sentence.span)
            return Setting(
                date=calendar.date_of(act),
                place=None,
                attribution=voices[act.trigger],
                topics=tuple(dict.fromkeys(topic for topic, _, _ in self.codebook.find_topics(words))),
            )

        groups = merge(doc, acts, find_headlines(doc, sents))
        events = tuple(make_event(doc, n, group, self.codebook, setting) for n, group in enumerate(groups, 1))
        ties = find_ties(doc, sents, names, tuple(told), directory, calendar.since_of)
        return Reading(
            document=doc, events=events, ties=ties, mentions=find_mentions(doc, sents, marks, names, tuple(told), lexicon),
            topics=self.codebook.weigh_topics(doc.text), versions=self.versions,
        )  # fmt: skip


def _tell(resolver: Resolver, row: int, sent: Sentence, act: Act) -> Told:
    """An act of a sentence with its parties resolved; remembered for the references that follow."""
    start = sent.span.start
    trigger = Span(start + act.trigger[0], start + act.trigger[1])
    actors = _resolved(resolver, row, start, act.actors, acting=True)
    recipients = _resolved(resolver, row, start, act.recipients, acting=False)
    if not actors and act.hidden[0] >= _HIDDEN_AT:
        actors = resolver.unspoken(trigger.start)
    if not recipients and act.hidden[1] >= _HIDDEN_AT:
        recipients = resolver.unspoken_recipients(actors)
    recipients = _others(actors, recipients)
    resolver.acted(act.type, actors, recipients)
    return Told(row, sent, act, trigger, actors, recipients)


def _others(actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> tuple[Party, ...]:
    """The recipients without those that only refer back to an actor: "reiterated his commitment"."""
    ours = {party.code for party in actors if party.code}
    return tuple(party for party in recipients if party.code not in ours or party.text[:1].isupper() or len(party.text.split()) > 1)


def _resolved(resolver: Resolver, row: int, start: int, spans: tuple[tuple[tuple[int, int], float], ...], *, acting: bool) -> tuple[Party, ...]:
    """The parties of one side, each actor once."""
    parties = [p for (a, b), _ in spans for p in resolver.resolve(row, Span(start + a, start + b), acting=acting)]
    return tuple({(party.actor or party.code, party.span if party.code is None else None): party for party in reversed(parties)}.values())[::-1]


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
