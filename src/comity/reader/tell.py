"""Acts with their parties: the words the model points at, completed and resolved by the text before them."""

from __future__ import annotations

from dataclasses import replace

from comity.reader.acts import Act
from comity.reader.parties import Resolver
from comity.reader.told import Told
from comity.records import Party, Sentence, Span

HIDDEN_AT = 0.5  # belief at which an act without a named party has one elsewhere


def resolve_act(resolver: Resolver, row: int, sent: Sentence, act: Act, marks: tuple[Span, ...]) -> Told:
    """An act of a sentence with its parties resolved; remembered for the references that follow.

    marks: the mentions that the model sees in the sentence, to complete parties of which it took only a part.
    """
    start = sent.span.start
    trigger = Span(start + act.trigger[0], start + act.trigger[1])
    actors = _resolved(resolver, row, start, act.actors, marks, None)
    recipients = _resolved(resolver, row, start, act.recipients, marks, actors)
    if act.is_tie:
        return Told(row, sent, act, trigger, actors, recipients)
    if not actors and act.hidden[0] >= HIDDEN_AT:
        actors = resolver.unspoken(trigger.start, recipients, act.type, act.mode)
    if not recipients and act.hidden[1] >= HIDDEN_AT:
        recipients = resolver.unspoken_recipients(actors, trigger.start, act.type)
    recipients = _others(actors, recipients)
    actors = resolver.joined(act.type, act.mode, trigger.start, actors, recipients)
    if not act.is_doubtful:
        resolver.acted(act.type, actors, recipients)
    return Told(row, sent, act, trigger, actors, recipients)


def complete_signings(told: tuple[Told, ...]) -> tuple[Told, ...]:
    """The acts with the parties of signings that name none but stand beside what two or more do together.

    "After the declaration was signed, the two secretariats have been working together": they signed it.
    """
    joint = {act.row: act.actors for act in told if len({party.code for party in act.actors if party.code}) > 1}
    return tuple(
        replace(act, actors=tuple(_beside(party) for party in joint[act.row]))
        if act.act.mode == "sign" and act.row in joint and not any(party.code for party in act.actors)
        else act
        for act in told
    )


def _beside(party: Party) -> Party:
    why = f"not named; acts jointly in the same sentence: {party.why}"
    return replace(party, why=why, confidence=min(party.confidence, 0.5))


def _others(actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> tuple[Party, ...]:
    """The recipients without those that refer back to an actor: "his commitment", one of "the two organisations"."""
    ours = {party.code for party in actors if party.code}
    others = {party.code for party in recipients} - ours - {None}
    return tuple(
        party
        for party in recipients
        if party.code not in ours or not (others or (party.text.islower() and len(party.text.split()) == 1))
    )


def _resolved(
    resolver: Resolver,
    row: int,
    start: int,
    spans: tuple[tuple[tuple[int, int], float], ...],
    marks: tuple[Span, ...],
    actors: tuple[Party, ...] | None,
) -> tuple[Party, ...]:
    """The parties of one side, each actor once; actors: those of the act where its recipients are asked for."""
    whole = dict.fromkeys(resolver.complete(row, Span(start + a, start + b), marks) for (a, b), _ in spans)
    found: dict[object, Party] = {}
    for span in whole:
        for party in resolver.resolve(row, span, actors) if span else ():
            found.setdefault(party.actor or party.code or party.span, party)
    return tuple(found.values())
