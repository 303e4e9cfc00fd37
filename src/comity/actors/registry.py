"""The registry: who is meant by a name on a day, and what is known of them, from the actor tables.

It doesn't change once made. What is asked for first is read first: a name or a day needs no more tables than it must.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from comity.actors.actor import (
    Actor,
    KnownTie,
    actor_of_office,
    actor_of_organisation,
    actor_of_person,
    actor_of_state,
)
from comity.actors.check import find_faults_of_rows
from comity.actors.names import NameIndex, build_index, names_of_state
from comity.actors.rows import Membership, Office, Organisation, Person, State, Term
from comity.actors.scan import Gazetteer, NameMatch, OfficeIndex, index_offices
from comity.actors.similar import SpellingIndex, index_spellings
from comity.actors.tables import Tables, pause_collection
from comity.actors.terms import holds, lasts
from comity.actors.words import key_of
from comity.errors import ActorTableError

# Texts name people by office long after they held it ("former President"), and somewhat before they take it.
_YEARS_AFTER_OFFICE = 10
_YEARS_BEFORE_OFFICE = 1


# How near a person is to an office on a day; the nearest are meant.
_IN_OFFICE, _AFTER_OFFICE, _BEFORE_OFFICE, _NO_OFFICE = range(4)


@dataclass(frozen=True)
class Registry:
    """All actors of some tables."""

    tables: Tables
    _actors: dict[str, Actor] = field(default_factory=dict, repr=False, compare=False)  # made when first asked for

    def get(self, id: str) -> Actor:
        """The actor of that id. Raises ActorTableError if there is none."""
        if id not in self._actors:
            self._actors[id] = self._make_actor(id)
        return self._actors[id]

    def __contains__(self, id: object) -> bool:
        return id in self._states or id in self._organisations or id in self._offices or id in self._people

    def __iter__(self) -> Iterator[str]:
        """Ids of all actors: states, organisations, offices, people."""
        for rows in (self._states, self._organisations, self._offices, self._people):
            yield from rows

    def state(self, id: str) -> State | None:
        """A state's row, with its capital and coordinates, by id or ISO alpha-3 code; None if there is none."""
        return self._states.get(id) or self._states.get(f"state/{id}")

    def names_of(self, id: str) -> tuple[str, ...]:
        """All names of an actor in the tables, the first one first."""
        if id in self._states:
            names = [name for name, _ in names_of_state(self._states[id])]
        elif id in self._organisations:
            names = [self._organisations[id].name, self._organisations[id].acronym]
        elif id in self._offices:
            names = [self._offices[id].title, *self._offices[id].aliases]
        else:
            person = self._people.get(id)
            names = [person.name, *person.aliases] if person else []
        names += [row.name for row in self.tables.names if row.actor == id]
        return tuple(dict.fromkeys(name for name in names if name))

    def lookup(self, name: str, on: dt.date | None = None) -> tuple[Actor, ...]:
        """All whom the name may mean on that day (None: on any), the likeliest kind of name first.

        An acronym means something only in its capitals; other names whatever their case, accents, quotes, a leading
        'the' or a possessive's end, organi[sz]ation. A family name alone means whom it means in `person_in_office`.
        """
        senses = self.names.senses(name)
        ids = [s.actor for s in senses if s.actor and s.kind != "family" and holds(s.since, s.until, on)]
        found = self.living(ids, on)
        return found or self._put_together(name, on) or self.person_in_office(name, on)

    def scan(self, text: str) -> tuple[NameMatch, ...]:
        """All names in running text, left to right, the longest at each word; see `NameMatch`."""
        return self._gazetteer.scan(text)

    def narrow(self, match: NameMatch, on: dt.date | None) -> tuple[Actor, ...]:
        """Those among a match's actors whom its words may mean on that day."""
        if match.kind == "family":
            return self.person_in_office(match.text, on)
        senses = self.names.senses(match.text)
        dated = {sense.actor for sense in senses}
        valid = {sense.actor for sense in senses if holds(sense.since, sense.until, on)}
        return self.living((id for id in match.actors if id in valid or id not in dated), on)

    def living(self, ids: Iterable[str], on: dt.date | None) -> tuple[Actor, ...]:
        """The actors among these ids that exist on that day, each once."""
        actors = (self.get(id) for id in dict.fromkeys(ids))
        return tuple(actor for actor in actors if holds(actor.since or "", actor.until or "", on))

    def similar(self, name: str, on: dt.date | None = None) -> tuple[tuple[Actor, float], ...]:
        """People whose full names are spelt almost like this one, with the similarity (0 to 1), likeliest first.

        Of equally similar ones those in office on the day, or near it, come first. Empty for a name of one word.
        """
        found = self._spellings.similar(name)
        order = sorted(found, key=lambda id: (-found[id], self._nearness(id, on), id))
        return tuple((self.get(id), found[id]) for id in order)

    def person_in_office(self, name: str, on: dt.date | None, country: str | None = None) -> tuple[Actor, ...]:
        """People of that family or full name who hold any office on the day.

        If none does, those who held one in the ten years before; if none did, those who take one within a year.
        Without a day: those now in office, else all of the name. country: ISO alpha-3 code.
        """
        ids = [id for id in self.names.people.called(name) if country in (None, self._people[id].country)]
        nearness = {id: self._nearness(id, on) for id in ids}
        nearest = min(nearness.values(), default=_NO_OFFICE)
        if nearest == _NO_OFFICE and on is not None:
            return ()
        return tuple(self.get(id) for id in ids if nearness[id] == nearest)

    def members(self, id: str, on: dt.date | None = None, status: str = "member") -> tuple[str, ...]:
        """Ids of the organisation's members (observers, partners, …) on that day, without a day of those now known."""
        rows = self._memberships_by_organisation.get(id, ())
        found = {row.member: None for row in rows if row.status == status and lasts(row.since, row.until, on)}
        return tuple(found)

    def memberships(self, id: str) -> tuple[Membership, ...]:
        """Every membership row in which the actor is the member or the organisation, whatever the day."""
        return (*self._memberships_by_member.get(id, ()), *self._memberships_by_organisation.get(id, ()))

    def ties(self, a: str, b: str, on: dt.date | None = None) -> tuple[KnownTie, ...]:
        """What the tables know to hold between two actors on that day, either way: membership, part, host, office."""
        return tuple(
            tie
            for one, other in ((a, b), (b, a))
            for tie in self._ties_from(one, other)
            if holds(tie.since or "", tie.until or "", on)
        )

    def offices_of(self, person: str, on: dt.date | None = None) -> tuple[Actor, ...]:
        """The offices a person holds on that day, the latest taken first; without a day, all ever held."""
        terms = [term for term in self._terms_by_person.get(person, ()) if holds(term.since, term.until, on)]
        terms.sort(key=lambda term: term.since, reverse=True)
        return tuple(self.get(id) for id in dict.fromkeys(term.office for term in terms))

    def holder(self, office: str, on: dt.date | None = None) -> str | None:
        """Id of who holds the office on that day (at a handover who took it); without a day, who holds it now."""
        terms = [term for term in self._terms_by_office.get(office, ()) if lasts(term.since, term.until, on)]
        return max(terms, key=lambda term: term.since).person if terms else None

    def terms_of(self, id: str) -> tuple[Term, ...]:
        """Every term of a person or in an office, the earliest first."""
        terms = self._terms_by_person.get(id, ()) or self._terms_by_office.get(id, ())
        return tuple(sorted(terms, key=lambda term: term.since))

    def office(self, of: str, role: str) -> Actor | None:
        """The office of a state or organisation that has the role, None if it has none or several."""
        offices = self._office_index.by_role.get((of, role), ())
        return self.get(offices[0]) if len(offices) == 1 else None

    def role(self, office: str) -> str:
        """The role of an office: head_of_state, foreign_minister, envoy, …; empty if it is no office of the tables."""
        row = self._offices.get(office)
        return row.role if row else ""

    def offices_in(self, of: str) -> tuple[Actor, ...]:
        """All offices of a state or organisation."""
        return tuple(self.get(id) for id, row in self._offices.items() if row.of == of)

    def title_of(self, office: str) -> str:
        """An office's title with its owner, as a sentence would name it: President, Russia."""
        row = self._offices[office]
        return f"{row.title}, {self.get(row.of).name}"

    def parts(self, id: str) -> tuple[Actor, ...]:
        """Organisations that are part of this one."""
        return tuple(self.get(row.id) for row in self.tables.organisations if row.parent == id)

    def _make_actor(self, id: str) -> Actor:
        if id in self._states:
            return actor_of_state(self._states[id])
        if id in self._organisations:
            return actor_of_organisation(self._organisations[id])
        if id in self._offices:
            return actor_of_office(self._offices[id], self.get(self._offices[id].of))
        if id in self._people:
            return actor_of_person(self._people[id])
        raise ActorTableError(f"no actor has the id {id!r}; find the id of a name by: comity actors find NAME")

    def _put_together(self, name: str, on: dt.date | None) -> tuple[Actor, ...]:
        """Whom a name means that isn't in the tables as a whole: SCO Secretary-General, Antony J. Blinken."""
        matches = self.scan(name)
        if len(matches) == 1 and matches[0].kind != "family" and key_of(matches[0].text) == key_of(name):
            return self.narrow(matches[0], on)
        return ()

    def _nearness(self, person: str, on: dt.date | None) -> int:
        terms = self._terms_by_person.get(person, ())
        if any(lasts(term.since, term.until, on) for term in terms):
            return _IN_OFFICE
        if on is None:
            return _NO_OFFICE
        day = on.isoformat()
        earliest, latest = (f"{on.year + years:04}{day[4:]}" for years in (-_YEARS_AFTER_OFFICE, _YEARS_BEFORE_OFFICE))
        if any(term.until and earliest[: len(term.until)] <= term.until < day for term in terms):
            return _AFTER_OFFICE
        return _BEFORE_OFFICE if any(day < term.since <= latest for term in terms) else _NO_OFFICE

    def _ties_from(self, a: str, b: str) -> Iterator[KnownTie]:
        for row in self._memberships_by_member.get(a, ()):
            if row.organisation == b:
                yield KnownTie(row.status, a, b, row.since or None, row.until or None)
        for term in self._terms_by_person.get(a, ()):
            if b in (term.office, self._offices[term.office].of):
                yield KnownTie("officeholder", a, term.office, term.since or None, term.until or None)
        organisation = self._organisations.get(a)
        if organisation is not None:
            since, until = organisation.since or None, organisation.until or None
            if organisation.parent == b:
                yield KnownTie("part", a, b, since, until)
            if organisation.seat_country and self._states.get(b) is self.state(organisation.seat_country):
                yield KnownTie("host", b, a, since, until)

    @cached_property
    def names(self) -> NameIndex:
        """All names and what they may mean."""
        with pause_collection():
            return build_index(self.tables)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self.names, self._office_index)

    @cached_property
    def _office_index(self) -> OfficeIndex:
        return index_offices(self.tables.offices)

    @cached_property
    def _spellings(self) -> SpellingIndex:
        return index_spellings(self.tables.people)

    @cached_property
    def _states(self) -> dict[str, State]:
        return {row.id: row for row in self.tables.states}

    @cached_property
    def _organisations(self) -> dict[str, Organisation]:
        return {row.id: row for row in self.tables.organisations}

    @cached_property
    def _offices(self) -> dict[str, Office]:
        return {row.id: row for row in self.tables.offices}

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {row.id: row for row in self.tables.people}

    @cached_property
    def _memberships_by_member(self) -> dict[str, tuple[Membership, ...]]:
        return _group((row.member, row) for row in self.tables.memberships)

    @cached_property
    def _memberships_by_organisation(self) -> dict[str, tuple[Membership, ...]]:
        return _group((row.organisation, row) for row in self.tables.memberships)

    @cached_property
    def _terms_by_person(self) -> dict[str, tuple[Term, ...]]:
        return _group((row.person, row) for row in self.tables.terms)

    @cached_property
    def _terms_by_office(self) -> dict[str, tuple[Term, ...]]:
        return _group((row.office, row) for row in self.tables.terms)


def load_registry(extra: Path | None = None) -> Registry:
    """The registry of our tables, with those in the folder `extra` laid over them.

    Raises ActorTableError for a fault in the user's tables: unreadable, a bad date, an id that nobody has.
    """
    if extra is None:
        return _load_shipped()
    registry = Registry(Tables(extra))
    for finding in find_faults_of_rows(registry.tables):
        raise ActorTableError(f"{finding.where}: {finding.text}")
    return registry


@lru_cache(maxsize=1)
def _load_shipped() -> Registry:
    return Registry(Tables())


Grouped = TypeVar("Grouped")


def _group(pairs: Iterable[tuple[str, Grouped]]) -> dict[str, tuple[Grouped, ...]]:
    groups: dict[str, list[Grouped]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return {key: tuple(rows) for key, rows in groups.items()}
