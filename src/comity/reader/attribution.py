"""Whose words an act is told in: a speaker of the sentence who is not himself the act's actor."""

from __future__ import annotations

import re
from dataclasses import replace

from comity.reader.lexicon import Lexicon
from comity.reader.names import Name
from comity.reader.parties import Resolver
from comity.reader.told import Told
from comity.records import Document, Party, Span

_WORD = re.compile(r"[a-z]+")
_PRONOUN = re.compile(r"\b(?:he|she|they)\b", re.I)
_THAT = re.compile(r"[^.;]{0,24}?\bthat\b")  # after a verb: "noted on Friday that"
_AFTER_SOURCE_CHARS = 60  # how far behind "according to" its name may start


def attribute(doc: Document, told: Told, names: tuple[Name, ...], resolver: Resolver, lexicon: Lexicon) -> Told:
    """The act with its outer voice: "the Secretary-General noted that …", "according to …", the speaker of a quotation.

    Who only tells of an act is no actor of it, unless it has no other.
    """
    voices = [party for party in _by_verb(doc, told, names, resolver, lexicon) if party.code]
    spans = [party.span for party in voices if party.span]
    actors = tuple(p for p in told.actors if not (p.span and any(p.span.overlaps(span) for span in spans)))
    actors = actors or told.actors
    ours = {party.actor or party.code for party in actors}
    outer = [party for party in voices or _by_quotation(told, resolver) if (party.actor or party.code) not in ours]
    return replace(told, actors=actors, attribution=tuple(party for party in outer if party.code))


def _by_verb(
    doc: Document, told: Told, names: tuple[Name, ...], resolver: Resolver, lexicon: Lexicon
) -> tuple[Party, ...]:
    start, end = told.sentence.span.start, told.trigger.start
    for match in reversed(list(_WORD.finditer(doc.text, start, end))):
        if match.group() in lexicon.said and _THAT.match(doc.text[match.end() : end]):
            return _subject(doc, Span(start, match.start()), told.row, names, resolver)
    source = re.search(r"[Aa]ccording to ", doc.text[start : told.sentence.span.end])
    if source:
        at = start + source.end()
        named = next((n for n in names if n.span.start >= at and n.who.known), None)
        if named is not None and named.span.start - at < _AFTER_SOURCE_CHARS:
            return resolver.resolve(told.row, named.span)
    return ()


def _subject(doc: Document, before: Span, row: int, names: tuple[Name, ...], resolver: Resolver) -> tuple[Party, ...]:
    """The party named or meant right before a verb of saying."""
    known = [n for n in names if before.holds(n.span) and n.who.known]
    if known:
        return resolver.resolve(row, known[-1].span)
    pronoun = _PRONOUN.search(doc.text, before.start, before.end)
    return resolver.resolve(row, Span(*pronoun.span())) if pronoun else ()


def _by_quotation(told: Told, resolver: Resolver) -> tuple[Party, ...]:
    who = resolver.quoted(told.trigger.start)
    return (who.to_party("", None),) if who is not None else ()
