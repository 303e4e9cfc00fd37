"""Everybody and everything a text mentions: what the model marks, the registry knows, and acts have as parties."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from comity.arrays import Ints1d
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


def marked(doc: Document, sent: Sentence, encoded: Encoded) -> tuple[tuple[Span, str], ...]:
    """The mentions that the model marks in a sentence, each with its kind."""
    labels = encoded.mention.argmax(axis=1)
    labels[0] = labels[-1] = 0
    return tuple(_runs(doc, sent, encoded, labels)) if labels.any() else ()


def _runs(doc: Document, sent: Sentence, encoded: Encoded, labels: Ints1d) -> Iterator[tuple[Span, str]]:
    kinds = np.where(labels > 0, (labels - 1) // 2, -1)
    start, words = None, doc.words(sent.span)
    for i in range(len(labels)):
        if start is not None and (kinds[i] != kinds[start] or labels[i] % 2 == 1):
            first, last = whole_words(words, int(encoded.pieces.starts[start]), int(encoded.pieces.ends[i - 1]))
            if first < last:
                yield Span(sent.span.start + first, sent.span.start + last), KINDS[kinds[start]]
            start = None
        if start is None and kinds[i] >= 0:
            start = i


def find_mentions(
    doc: Document,
    marks: tuple[tuple[tuple[Span, str], ...], ...],
    names: tuple[tuple[Name, ...], ...],
    told: tuple[Told, ...],
    lexicon: Lexicon,
) -> tuple[Mention, ...]:
    """The mentions of a document in order, each once: a party's reading before a name's, that before the model's."""
    found: dict[Span, Mention] = {}
    for act in told:
        for party in (*act.actors, *act.recipients):
            if party.span is not None:
                found.setdefault(party.span, _of_party(party.span, party, lexicon))
    for row, marked_here in zip(names, marks, strict=True):
        for name in row:
            kind = _OF_NAME.get(name.kind) or ("state" if name.who.kind == "state" else "organisation")
            found.setdefault(name.span, Mention(span=name.span, text=name.text, kind=kind, actor=name.who.actor))
        here = [name.span for name in row]
        for span, kind in marked_here:
            if span not in found and not any(span.overlaps(other) for other in here):
                found[span] = Mention(span=span, text=doc.words(span), kind=kind)
    return tuple(found[span] for span in sorted(found))


def _of_party(span: Span, party: Party, lexicon: Lexicon) -> Mention:
    kind = "pronoun" if party.text.lower() in lexicon.pronouns else _OF_PARTY.get(party.kind or "", "group")
    return Mention(span=span, text=party.text, kind=kind, actor=party.actor)
