"""A reading as a piece of HTML for notebooks: the text with its records marked, then the records in words.

Self-contained (its own style, no script, nothing fetched) and escaped. Its colours are tints over whatever lies below,
so that it reads on a light and a dark page alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from comity.export import words
from comity.export.marks import TRIGGER, find_marks
from comity.records import Event, Reading, Span

STYLE = """
.comity{max-width:52em;line-height:1.55;color:inherit}
.comity h3{margin:0}
.comity p{margin:.6em 0;white-space:pre-wrap;overflow-wrap:anywhere}
.comity .facts,.comity small{opacity:.7}
.comity mark{color:inherit;border-radius:.2em;padding:0 .1em;background:none}
.comity .actor{border-bottom:2px solid rgba(0,150,170,.8)}
.comity .recipient{border-bottom:2px solid rgba(190,80,170,.8)}
.comity .attribution{border-bottom:2px dotted rgba(190,140,0,.9)}
.comity .trigger{background:rgba(128,128,128,.3)}
.comity .cooperation{background:rgba(30,160,80,.28)}
.comity .conflict{background:rgba(220,60,50,.28)}
.comity sup{font-size:.65em;opacity:.8}
.comity li{margin:.25em 0}
.comity dt{font-weight:600}
.comity dd{margin:0 0 .2em 1.2em}
"""


@dataclass(frozen=True, slots=True)
class EventMark:
    """One mark of the event with this number."""

    span: Span
    role: str
    side: str
    number: int
    title: str


def render_reading(reading: Reading) -> str:
    """The text with its triggers and parties marked, and a numbered list of what it says."""
    parts = ("".join(_heading(reading)), "".join(_text(reading)), "".join(_events(reading)), "".join(_lists(reading)))
    return f'<div class="comity"><style>{STYLE}</style>{"".join(parts)}</div>'


def _heading(reading: Reading) -> Iterator[str]:
    doc = reading.document
    facts = (words.say_day(doc.date) if doc.date else "no date", doc.publisher, doc.id)
    yield f"<h3>{escape(doc.title or doc.id)}</h3>"
    yield f'<div class="facts">{escape(" · ".join(fact for fact in facts if fact))}</div>'


def _text(reading: Reading) -> Iterator[str]:
    text, at = reading.document.text, 0
    marks = [mark for number, event in enumerate(reading.events, 1) for mark in _event_marks(number, event)]
    yield "<p>"
    for span, over in _cut(marks):
        yield escape(text[at : span.start])
        yield _mark(text[span.start : span.end], span, over)
        at = span.end
    yield f"{escape(text[at:])}</p>"


def _event_marks(number: int, event: Event) -> Iterator[EventMark]:
    title = f"{number}. {_say_event(event)}"
    side = event.quad.rpartition(" ")[2]  # cooperation, conflict or statement
    for told in event.evidence:
        for mark in find_marks(event, told):
            yield EventMark(mark.span, mark.role, side, number, title)


def _cut(marks: list[EventMark]) -> Iterator[tuple[Span, list[EventMark]]]:
    """The marked text, cut where any mark starts or ends: marks of several events overlap, tags must not."""
    for cluster in _clusters(marks):
        edges = sorted({edge for mark in cluster for edge in (mark.span.start, mark.span.end)})
        for piece in map(Span, edges, edges[1:]):
            yield piece, [mark for mark in cluster if mark.span.holds(piece)]


def _clusters(marks: list[EventMark]) -> Iterator[list[EventMark]]:
    """The marks in their order, those together that overlap one another."""
    cluster: list[EventMark] = []
    end = 0
    for mark in sorted(marks, key=lambda mark: mark.span):
        if cluster and mark.span.start >= end:
            yield cluster
            cluster = []
        cluster.append(mark)
        end = max(end, mark.span.end)
    if cluster:
        yield cluster


def _mark(piece: str, span: Span, over: list[EventMark]) -> str:
    """A piece of text with the classes of all marks over it, and the numbers of the events whose trigger ends here."""
    triggers = [mark for mark in over if mark.role == TRIGGER]
    classes = dict.fromkeys([mark.role for mark in over] + [mark.side for mark in triggers])
    title = "\n".join(dict.fromkeys(mark.title for mark in over))
    numbers = ", ".join(str(mark.number) for mark in triggers if mark.span.end == span.end)
    after = f"<sup>{numbers}</sup>" if numbers else ""
    return f'<mark class="{escape(" ".join(classes))}" title="{escape(title)}">{escape(piece)}</mark>{after}'


def _say_event(event: Event) -> str:
    to = f" → {words.say_parties(event.recipients)}" if event.recipients else ""
    return f"{words.say_parties(event.actors) or '–'} · {words.say_act(event)}{to}"


def _events(reading: Reading) -> Iterator[str]:
    yield "<ol>"
    for event in reading.events:
        yield f"<li>{escape(_say_event(event))} <small>{escape(' · '.join(_details(event)))}</small></li>"
    yield "</ol>"


def _details(event: Event) -> Iterator[str]:
    yield from event.aux
    if event.date:
        yield words.say_interval(event.date)
    if event.place:
        yield f"in {event.place.name}"
    yield from words.say_about(event)
    yield from words.say_notes(event)


def _lists(reading: Reading) -> Iterator[str]:
    yield "<dl>"
    for label, lines in words.say_sections(reading):
        yield f"<dt>{label}</dt>" + "".join(f"<dd>{escape(line)}</dd>" for line in lines)
    yield "</dl>"
