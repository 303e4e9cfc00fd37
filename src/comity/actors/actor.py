"""Actors and ties as the registry tells them, made from rows of the tables."""

from __future__ import annotations

from dataclasses import dataclass

from comity.actors.rows import Office, Organisation, Person, State


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in the registry.

    kind: that of the tables for states and organisations (state, territory, bloc, …), else office or person.
    code: ISO alpha-3 of its state, else the organisation's code; None for a person of no known state.
    country: ISO alpha-3 of the state it belongs to. sector: of an office.
    parent: what it is part of; an office's owner.
    """

    id: str
    name: str
    kind: str
    code: str | None
    country: str | None
    sector: str | None
    parent: str | None
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class KnownTie:
    """A standing fact of the tables between two actors, in the words of the codebook's ties."""

    type: str
    a: str
    b: str
    since: str | None
    until: str | None


def actor_of_state(row: State) -> Actor:
    code = row.iso3 or row.id.removeprefix("state/")
    return _actor(row.id, row.name, row.kind or "state", code=code, country=code, since=row.since, until=row.until)


def actor_of_organisation(row: Organisation) -> Actor:
    return _actor(
        row.id,
        row.name,
        row.kind or "organisation",
        code=row.code or row.acronym or row.id.removeprefix("org/"),
        country=row.country,
        parent=row.parent,
        since=row.since,
        until=row.until,
    )


def actor_of_office(row: Office, owner: Actor) -> Actor:
    return _actor(
        row.id,
        row.title,
        "office",
        code=owner.code or "",
        country=owner.country or "",
        sector=row.sector,
        parent=row.of,
        since=owner.since or "",
        until=owner.until or "",
    )


def actor_of_person(row: Person) -> Actor:
    return _actor(row.id, row.name, "person", code=row.country, country=row.country)


def _actor(
    id: str,
    name: str,
    kind: str,
    *,
    code: str,
    country: str = "",
    sector: str = "",
    parent: str = "",
    since: str = "",
    until: str = "",
) -> Actor:
    """An actor whose empty cells are None."""
    return Actor(
        id, name, kind, code or None, country or None, sector or None, parent or None, since or None, until or None
    )
