"""Where a quoted sentence is marked: the trigger of an event and the parties that stand in the same sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from comity.records import Event, Evidence, Span

TRIGGER = "trigger"
ACTOR = "actor"
RECIPIENT = "recipient"
ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of the document's text and what it is marked as."""

    span: Span
    role: str


def find_marks(event: Event, told: Evidence) -> tuple[Mark, ...]:
    """The trigger and the parties of the event inside one sentence, left to right, none overlapping another.

    The trigger goes first, then actors, recipients and attribution: "Iraqi forces' attack" is both trigger and actor.
    """
    kept: list[Mark] = []
    for mark in (Mark(told.trigger, TRIGGER), *_party_marks(event)):
        if told.sentence.holds(mark.span) and not any(mark.span.overlaps(other.span) for other in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda mark: mark.span))


def _party_marks(event: Event) -> Iterator[Mark]:
    roles = ((ACTOR, event.actors), (RECIPIENT, event.recipients), (ATTRIBUTION, event.attribution))
    for role, parties in roles:
        for party in parties:
            if party.span and party.span.end > party.span.start:  # an implied party has no words to mark
                yield Mark(party.span, role)
