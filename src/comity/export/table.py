"""A reading for people, on a terminal: who · did what · to whom · when · about what, and the words under each row.

Without colours the marks are signs: [the trigger], ‹a party›. What stays open says so, with the reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from comity.export import words
from comity.export.marks import ACTOR, ATTRIBUTION, RECIPIENT, TRIGGER, find_marks
from comity.records import Event, Evidence, Party, Reading

QUADS = {
    "verbal cooperation": "green",
    "material cooperation": "bold green",
    "verbal conflict": "red",
    "material conflict": "bold red",
}
MARKS = {TRIGGER: "bold underline", ACTOR: "cyan", RECIPIENT: "magenta", ATTRIBUTION: "yellow"}
SIGNS = {TRIGGER: ("[", "]")}
PARTY_SIGNS = ("‹", "›")

DATE_CHARS = 11  # "14 May 2020"
GAP_CHARS = 2
LABEL_CHARS = 13


@dataclass(frozen=True, slots=True)
class ReadingTable:
    """A reading that rich can print: `console.print(ReadingTable(reading))`."""

    reading: Reading

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        coloured = bool(console.color_system) and not console.no_color
        yield from _heading(self.reading)
        yield from _events(self.reading, options.max_width, coloured)
        yield from _sections(self.reading)


def clean(text: str) -> str:
    """The text with a blank for each control character: no line breaks, nothing that could steer a terminal.

    One character for one, so that offsets still hold.
    """
    return "".join(char if char.isprintable() else " " for char in text)


def _heading(reading: Reading) -> Iterator[RenderableType]:
    doc, found = reading.document, len(reading.events)
    day = words.say_day(doc.date) if doc.date else "no date"
    count = "1 event" if found == 1 else f"{found or 'no'} events"
    facts = (day, doc.publisher, doc.id if doc.title else None, count)
    yield Text(clean(doc.title or doc.id), style="bold")
    yield Text(clean(" · ".join(fact for fact in facts if fact)), style="dim")
    yield Text("")


def _events(reading: Reading, width: int, coloured: bool) -> Iterator[RenderableType]:
    widths = _column_widths(width)
    if reading.events:
        yield _row(("WHO", "DID WHAT", "TO WHOM", "WHEN", "ABOUT WHAT"), widths, style="dim")
    for event in reading.events:
        yield _row((_who(event.actors), _act(event), _who(event.recipients), _when(event), _about(event)), widths)
        yield _indent(_quote(reading.document.text, event, event.evidence[0], coloured))
        for note in words.say_notes(event):
            yield _indent(Text(clean(note), style="dim italic"))
        yield Text("")


def _column_widths(width: int) -> tuple[int, int, int, int, int]:
    """Of the five columns: dates take what they need, parties get most; never less than 60 columns give."""
    rest = max(width, 60) - DATE_CHARS - 4 * GAP_CHARS
    who, act = rest * 3 // 10, rest * 2 // 10
    return who, act, who, DATE_CHARS, rest - 2 * who - act


def _row(cells: Iterable[str | Text], widths: Iterable[int], style: str = "") -> Table:
    row = Table.grid(padding=(0, GAP_CHARS, 0, 0), pad_edge=False)
    for width in widths:
        row.add_column(width=width, overflow="fold")
    row.add_row(*cells, style=style)
    return row


def _who(parties: tuple[Party, ...]) -> Text:
    """One party a line."""
    return (
        Text("\n").join(Text(clean(words.say_party(party))) for party in parties) if parties else Text("–", style="dim")
    )


def _act(event: Event) -> Text:
    act = Text(clean(words.say_act(event)), style=QUADS.get(event.quad, ""))
    return act.append(f"\n({', '.join(event.aux)})", style="italic") if event.aux else act


def _when(event: Event) -> Text:
    when = Text(words.say_interval(event.date) if event.date else "–")
    return when.append(clean(f"\nin {event.place.name}"), style="dim") if event.place else when


def _about(event: Event) -> Text:
    return Text(clean(", ".join(words.say_about(event))))


def _quote(text: str, event: Event, told: Evidence, coloured: bool) -> Text:
    """The sentence in quotation marks, its trigger and parties marked."""
    quote, at = Text("“"), told.sentence.start
    for mark in find_marks(event, told):
        before, after = ("", "") if coloured else SIGNS.get(mark.role, PARTY_SIGNS)
        quote.append(clean(text[at : mark.span.start]))
        quote.append(before + clean(text[mark.span.start : mark.span.end]) + after, style=MARKS[mark.role])
        at = mark.span.end
    return quote.append(clean(text[at : told.sentence.end])).append("”")


def _sections(reading: Reading) -> Iterator[RenderableType]:
    for label, lines in words.say_sections(reading):
        yield _section(label, lines)
    yield Text("")


def _section(label: str, lines: Iterable[str]) -> Table:
    section = Table.grid(padding=(0, GAP_CHARS, 0, 0), pad_edge=False)
    section.add_column(width=LABEL_CHARS)
    section.add_column(overflow="fold")
    for line in lines:
        section.add_row(Text(label, style="bold"), Text(clean(line)))
        label = ""
    return section


def _indent(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 2))
