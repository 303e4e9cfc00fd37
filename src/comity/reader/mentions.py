"""Everybody and everything a text mentions: what the model marks, the registry knows, and acts have as parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from comity.reader.acts import whole_words
from comity.reader.encoder import Encoded
from comity.reader.labels import KINDS
from comity.reader.lexicon import Lexicon
from comity.reader.names import Name
from comity.reader.told import Told
from comity.records import Document, Mention, Party, Sentence, Span

_OF_NAME = {
    "person": "person", "family": "person", "office": "office", "title": "office", "demonym": "state", "seat": "place",
    "place": "place", "city": "place", "region": "place",
}  # fmt: skip
_OF_PARTY = {"person": "person", "office": "office", "state": "state", "organisation": "organisation", "group": "group"}


def marked(words: str, encoded: Encoded) -> tuple[tuple[int, int, str], ...]:
    """(start, end, kind) of the spans of a sentence that the model marks as mentions, characters of the sentence."""
    labels = encoded.mention.argmax(axis=1)
    labels[0] = labels[-1] = 0
    kinds = np.where(labels > 0, (labels - 1) // 2, -1)
    return tuple(_runs(words, encoded, labels, kinds)) if labels.any() else ()


def _runs(words: str, encoded: Encoded, labels: np.ndarray, kinds: np.ndarray) -> Iterator[tuple[int, int, str]]:
    start = None
    for i in range(len(labels)):
        if start is not None and (kinds[i] != kinds[start] or labels[i] % 2 == 1):
            yield (*whole_words(words, int(encoded.pieces.starts[start]), int(encoded.pieces.ends[i - 1])), KINDS[kinds[start]])
            start = None
        if start is None and kinds[i] >= 0:
            start = i


def find_mentions(
    doc: Document,
    sents: tuple[Sentence, ...],
    spans: Iterable[tuple[tuple[int, int, str], ...]],
    names: tuple[tuple[Name, ...], ...],
    told: tuple[Told, ...],
    lexicon: Lexicon,
) -> tuple[Mention, ...]:
    """The mentions of a document in order, each span once: a party's reading goes before a name's, a name's before the model's."""
    found: dict[Span, Mention] = {}
    for act in told:
        for party in (*act.actors, *act.recipients):
            if party.span is not None:
                found.setdefault(party.span, _of_party(party.span, party, lexicon))
    for row in names:
        for name in row:
            kind = _OF_NAME.get(name.kind) or ("state" if name.who.kind == "state" else "organisation")
            found.setdefault(name.span, Mention(span=name.span, text=name.text, kind=kind, actor=name.who.actor))
    taken = sorted(found)
    for sent, marks in zip(sents, spans, strict=True):
        for start, end, kind in marks:
            span = Span(sent.span.start + start, sent.span.start + end)
            if span.start < span.end and not any(span.overlaps(other) for other in taken if other.start < sent.span.end and other.end > sent.span.start):
                found.setdefault(span, Mention(span=span, text=doc.words(span), kind=kind))
    return tuple(found[span] for span in sorted(found))


def _of_party(span: Span, party: Party, lexicon: Lexicon) -> Mention:
    if party.text.lower() in lexicon.pronouns:
        kind = "pronoun"
    else:
        kind = _OF_PARTY.get(party.kind or "", "group")
    return Mention(span=span, text=party.text, kind=kind, actor=party.actor)
