"""Told acts to events: one event once, however often the text tells it, with the codebook's quad, score and codes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from comity.codebook import Codebook
from comity.reader.told import Told
from comity.records import Document, Event, Interval, Party, Place, Sentence

_INCLUDING = re.compile(r"\b(?:including|notably|such as)\b")  # what follows only details the act before
_WORD = re.compile(r"[^\W\d_]{4,}")
_OLD_DAYS = 30  # an act dated longer before its document is background, not the document's news
_BACK = 60  # events of a type among which a telling looks for its like, so that long texts stay quick
_LEAST_ALIKE = 3  # and how many at least
_ALIKE = 0.6  # share of common content words at which two sentences tell the same act


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of one told act beside its parties."""

    date: Interval | None
    place: Place | None
    topics: tuple[str, ...]


def find_headlines(doc: Document, sents: tuple[Sentence, ...]) -> frozenset[int]:
    """Numbers of the sentences that are headlines: the title again, or lines without a full stop above the body."""
    heads = set()
    for row, sent in enumerate(sents):
        words = doc.words(sent.span)
        if words == doc.title or (row < 3 and words[-1:] not in '.!?:”"' and len(words) < 200 and row + 1 < len(sents)):
            heads.add(row)
        elif row >= 3:
            break
    return frozenset(heads)


def merge(doc: Document, told: tuple[Told, ...], heads: frozenset[int]) -> tuple[tuple[Told, ...], ...]:
    """Acts grouped into events, each group's fullest telling first: the body's before the headline's."""
    by_type: dict[str, list[list[Told]]] = {}
    for act in sorted(told, key=lambda act: (act.row in heads, act.trigger)):
        groups = by_type.setdefault(act.act.type, [])
        same = _same_headline if act.row in heads else _same_telling
        group = next((group for group in groups[-_BACK:] if same(doc, group[0], act)), None)
        if group is None:
            groups.append([act])
        else:
            group.append(act)
    merged = [tuple(group) for groups in by_type.values() for group in groups]
    return tuple(sorted(merged, key=lambda group: group[0].trigger))


def _codes(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(party.code for party in parties if party.code)


def _same_headline(doc: Document, event: Told, head: Told) -> bool:
    """A headline tells an act of the body if type and actors agree and no recipient speaks against it."""
    if event.act.type != head.act.type:
        return False
    ours, theirs = _codes(event.actors), _codes(head.actors)
    to, also = _codes(event.recipients), _codes(head.recipients)
    return (not theirs or bool(ours & theirs)) and (not to or not also or bool(to & also))


def _same_telling(doc: Document, event: Told, act: Told) -> bool:
    """Two sentences of the body tell one act if type, mode, parties and most of their words agree."""
    one, other = event.act, act.act
    if (one.type, one.mode, one.aux) != (other.type, other.mode, other.aux):
        return False
    if _codes(event.actors) != _codes(act.actors) or _codes(event.recipients) != _codes(act.recipients):
        return False
    if event.row == act.row:
        return _INCLUDING.search(doc.text, event.trigger.end, act.trigger.start) is not None
    ours, theirs = _content(doc, event), _content(doc, act)
    return len(ours & theirs) >= max(_ALIKE * min(len(ours), len(theirs)), _LEAST_ALIKE)


def _content(doc: Document, act: Told) -> frozenset[str]:
    """The longer words of an act's sentence beside its trigger and parties."""
    spans = [act.trigger, *(party.span for party in (*act.actors, *act.recipients) if party.span)]
    said = {word for span in spans for word in _WORD.findall(doc.words(span).lower())}
    return frozenset(_WORD.findall(doc.words(act.sentence.span).lower())) - said


def make_event(
    doc: Document, number: int, group: tuple[Told, ...], codebook: Codebook, setting: Callable[[Told], Setting]
) -> Event:
    """The event that a group of tellings makes."""
    first = group[0]
    act, about = first.act, setting(first)
    kind, mode = codebook.recode(act.type, act.mode, doc.words(first.trigger))
    return Event(
        id=f"{doc.id}:e{number}",
        type=kind,
        mode=mode,
        quad=codebook.quad(kind),
        score=codebook.score(kind, mode),
        cameo=codebook.cameo(kind, mode),
        aux=_aux(doc, act.aux, about.date),
        contexts=tuple(codebook.map_context(name) for name in act.contexts),
        topics=about.topics,
        actors=first.actors,
        recipients=first.recipients,
        attribution=first.attribution,
        date=about.date,
        place=about.place,
        confidence=round(max(told.act.confidence for told in group), 3),
        evidence=tuple(told.evidence(doc.text) for told in group),
    )


def _aux(doc: Document, aux: tuple[str, ...], date: Interval | None) -> tuple[str, ...]:
    """The auxiliaries, with "historical" where the act's date lies clearly before the document's."""
    if "historical" in aux or doc.date is None or date is None or date.end is None:
        return aux
    old = (doc.date - dt.date.fromisoformat(date.end)).days > _OLD_DAYS
    return ("historical", *aux) if old else aux
