"""What is asked of whom, and what is promised to whom: from the events of a document and its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from comity.reader.clauses import find_asked, load_clauses
from comity.records import Appeal, Commitment, Event, Party, Span

DueOf = Callable[[Event], str | None]
_UNREAL = frozenset({"negated", "hypothetical"})
_BACKING = frozenset({"endorse", "welcome"})
_WORD = re.compile(r"[^\W\d_]{4,}")
_ASKING = re.compile(r"\s*(?:,[^,]{0,40},)?\s*(?:will|would|can|could|should|may|to|does|do|takes?|ends?|continues?)\b")
_HOPES = re.compile(r"(?:\w+\s){0,3}(?:hop|expect|look)", re.I)


def find_appeals(text: str, events: tuple[Event, ...]) -> tuple[Appeal, ...]:
    """Each appeal of the events: what is asked, in the text's words, by and of whom, who backs it or turns it down."""
    real = (event for event in events if not _UNREAL & set(event.aux))
    appeals = [appeal for event in real for appeal in _appeals_of(text, event, events)]
    return tuple(sorted(appeals, key=lambda appeal: appeal.evidence[0].trigger))


def find_commitments(text: str, events: tuple[Event, ...], due_of: DueOf) -> tuple[Commitment, ...]:
    """Each promise of the events, in the text's words, with when it is due as far as the text tells."""
    promises = (event for event in events if event.type == "AGREE" and not _UNREAL & set(event.aux))
    return tuple(
        Commitment(
            by=event.actors,
            to=_others(event.recipients, event.actors),
            promise=_words(text, find_asked(text, event, "AGREE", events)),
            due=due_of(event),
            event=event.id,
            evidence=event.evidence,
        )
        for event in promises
    )


def _appeals_of(text: str, event: Event, events: tuple[Event, ...]) -> Iterator[Appeal]:
    if event.type == "REQUEST":
        yield _appeal(text, event, find_asked(text, event, "REQUEST", events), event.recipients, events)
    elif event.type == "STATE" and event.mode == "hope":
        asked = find_asked(text, event, "hope", events)
        if _hopes_of_somebody(text, event, asked) and not _requests_inside(asked, events):
            yield _appeal(text, event, asked, event.recipients, events)
    elif event.type == "STATE" and event.mode == "stress":
        asked = find_asked(text, event, "stress", events)
        asked_of = _asked_of(text, event, asked, events)
        if asked_of and load_clauses().steps.search(text, event.evidence[0].trigger.start, asked.end):
            yield _appeal(text, event, asked, asked_of, events)


def _appeal(text: str, event: Event, asked: Span, to: tuple[Party, ...], events: tuple[Event, ...]) -> Appeal:
    return Appeal(
        by=event.actors,
        to=to,
        asks=_words(text, asked),
        event=event.id,
        evidence=event.evidence,
        supported_by=_sides_taken(text, event, asked, events, _backs),
        rejected_by=_sides_taken(text, event, asked, events, _turns_down),
    )


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _others(parties: tuple[Party, ...], but: tuple[Party, ...]) -> tuple[Party, ...]:
    codes = {party.code for party in but if party.code}
    return tuple(party for party in parties if party.code is None or party.code not in codes)


# ---- hopes and next steps


def _hopes_of_somebody(text: str, event: Event, asked: Span) -> bool:
    """Whether what is hoped for is an act of the recipient: "hopes that Chad will …", not "is confident in Chad"."""
    if not _HOPES.match(text, event.evidence[0].trigger.start):
        return False
    after = event.evidence[0].trigger.end
    spans = [party.span for party in _others(event.recipients, event.actors) if party.code and party.span]
    return any(after <= span.start and _ASKING.match(text, span.end, asked.end) for span in spans)


def _requests_inside(asked: Span, events: tuple[Event, ...]) -> bool:
    """Whether an appeal coded on its own stands in the words: "hopes that the call for … is heeded"."""
    return any(event.type == "REQUEST" and asked.overlaps(event.evidence[0].trigger) for event in events)


def _asked_of(text: str, event: Event, asked: Span, events: tuple[Event, ...]) -> tuple[Party, ...]:
    """Of whom a step is asked: the act's recipients, else both parties of the record if the words say "both"."""
    named = tuple(party for party in _others(event.recipients, event.actors) if party.code and party.span)
    if named:
        return named
    both = load_clauses().both.search(text, asked.start, asked.end)
    return _pair(event, Span(both.start(), both.end()), text, events) if both else ()


def _pair(event: Event, span: Span, text: str, events: tuple[Event, ...]) -> tuple[Party, ...]:
    """The two meant by "both sides": as other words were resolved, else the speaker and who else is named most."""
    parties = [p for other in events for p in (*other.actors, *other.recipients) if p.code]
    words = text[span.start : span.end]
    said = {p.code: p for p in parties if load_clauses().both.search(p.text)}
    counts = Counter(p.code for p in parties)
    ours = [p.code for p in event.actors if p.code][:1]
    others = [code for code, _ in counts.most_common() if code not in ours]
    codes = list(said) if len(said) == 2 else [*ours, *others[:1]]
    if len(codes) != 2:
        return ()
    first = {p.code: p for p in reversed(parties)}
    why = f"{words!r}: the two that the text is about"
    return tuple(replace(first[code], text=words, span=span, why=why, confidence=0.5) for code in codes)


# ---- who backs it, who turns it down


def _backs(event: Event) -> bool:
    return event.type == "SUPPORT" and event.mode in _BACKING


def _turns_down(event: Event) -> bool:
    return event.type == "REJECT"


def _sides_taken(
    text: str, appeal: Event, asked: Span, events: tuple[Event, ...], takes: Callable[[Event], bool]
) -> tuple[Party, ...]:
    by = {party.code for party in appeal.actors}
    found: dict[str, Party] = {}
    for event in events:
        if event is appeal or not takes(event) or _UNREAL & set(event.aux) or not _is_about(text, event, appeal, asked):
            continue
        for party in event.actors:
            if party.code and party.code not in by:
                found.setdefault(party.code, party)
    return tuple(found.values())


def _is_about(text: str, event: Event, appeal: Event, asked: Span) -> bool:
    """Whether an act takes up an appeal: it has the appeal's words in it, or names an appeal of the same matter."""
    trigger = event.evidence[0].trigger
    words = Span(trigger.start, _reach(text, event))
    if words.holds(appeal.evidence[0].trigger) and trigger != appeal.evidence[0].trigger:
        return True
    shared = _content(text, asked) & _content(text, words)
    return bool(shared) and load_clauses().appeals.search(text, words.start, words.end) is not None


def _reach(text: str, event: Event) -> int:
    """Up to where an act's own words go: the end of its clause."""
    told = event.evidence[0]
    stop = load_clauses().ends.search(text, told.trigger.end, told.sentence.end)
    return stop.start() if stop else told.sentence.end


def _content(text: str, span: Span) -> set[str]:
    words = (word.lower().rstrip("s") for word in _WORD.findall(text[span.start : span.end]))
    return {word for word in words if word not in load_clauses().common}
