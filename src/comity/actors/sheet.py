"""All that the tables know of one actor on a day, on one sheet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from comity.actors.actor import Actor
from comity.actors.registry import Registry
from comity.actors.terms import holds


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a sheet: what it says (a status, an office's title, "part"), of whom, and for how long."""

    says: str
    of: str
    name: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """An actor with its names, where it belongs, who belongs to it, its offices and who holds them."""

    actor: Actor
    names: tuple[str, ...]
    belongs_to: tuple[Fact, ...]
    members: tuple[Fact, ...]
    parts: tuple[Fact, ...]
    offices: tuple[Fact, ...]


def describe(registry: Registry, id: str, on: dt.date | None = None) -> Sheet:
    """The sheet of an actor, with what holds on that day; without a day, with all that ever held.

    Raises ActorTableError if no actor has the id.
    """
    actor = registry.get(id)
    rows = [row for row in registry.memberships(id) if holds(row.since, row.until, on)]
    return Sheet(
        actor=actor,
        names=registry.names_of(id),
        belongs_to=tuple(
            _fact(registry, row.status, row.organisation, row.since, row.until) for row in rows if row.member == id
        ),
        members=tuple(
            _fact(registry, row.status, row.member, row.since, row.until) for row in rows if row.organisation == id
        ),
        parts=tuple(
            Fact("part", part.id, part.name, part.since, part.until)
            for part in registry.parts(id)
            if holds(part.since or "", part.until or "", on)
        ),
        offices=_offices(registry, actor, on),
    )


def _offices(registry: Registry, actor: Actor, on: dt.date | None) -> tuple[Fact, ...]:
    """Of a person, the offices held; of an office, its holders; of others, their offices with their holders."""
    if actor.kind in ("person", "office"):
        terms = registry.terms_of(actor.id)
    else:
        terms = tuple(term for office in registry.offices_in(actor.id) for term in registry.terms_of(office.id))
    facts = []
    for term in terms:
        if holds(term.since, term.until, on):
            says = registry.title_of(term.office) if actor.kind != "office" else "holder"
            whom = registry.get(term.office).parent or "" if actor.kind == "person" else term.person
            facts.append(_fact(registry, says, whom, term.since, term.until))
    return tuple(facts)


def _fact(registry: Registry, says: str, of: str, since: str, until: str) -> Fact:
    return Fact(says, of, registry.get(of).name, since or None, until or None)
