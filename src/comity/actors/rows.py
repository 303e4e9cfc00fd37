"""What the actor tables hold: one frozen record a row, and for each table its columns and keys.

Every record knows its file and line, so that any fault can be shown where it stands. Records are tuples, not
dataclasses: tens of thousands are made at each start, three times as fast.
"""

from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

# Roles that several people may have at one time, under one state or organisation and even in one office.
SHARED_ROLES = frozenset({"ambassador", "deputy", "envoy", "legislature", "spokesperson"})


class State(NamedTuple):
    """A state or territory. lat and lon, in degrees, are those of its capital."""

    id: str
    iso3: str
    iso2: str
    name: str
    official_name: str
    kind: str
    since: str
    until: str
    demonyms: tuple[str, ...]
    capital: str
    seats: tuple[str, ...]
    aliases: tuple[str, ...]
    former_names: tuple[str, ...]
    region: tuple[str, ...]
    lat: float | None
    lon: float | None
    source: str
    file: str
    line: int


class Organisation(NamedTuple):
    """An organisation, agency, bloc or armed group; `code` is what records bear."""

    id: str
    acronym: str
    code: str
    name: str
    kind: str
    seat: str
    seat_country: str
    since: str
    until: str
    parent: str
    country: str
    source: str
    file: str
    line: int


class Membership(NamedTuple):
    """That an actor is a member, observer, partner, … of an organisation."""

    member: str
    organisation: str
    status: str
    since: str
    until: str
    source: str
    file: str
    line: int


class Office(NamedTuple):
    """An office of a state or an organisation."""

    id: str
    title: str
    of: str
    role: str
    sector: str
    aliases: tuple[str, ...]
    source: str
    file: str
    line: int


class Person(NamedTuple):
    """A person; `family` is the name by which texts call them alone."""

    id: str
    name: str
    family: str
    aliases: tuple[str, ...]
    country: str
    source: str
    file: str
    line: int


class Term(NamedTuple):
    """That a person held an office."""

    office: str
    person: str
    since: str
    until: str
    source: str
    file: str
    line: int


class ExtraName(NamedTuple):
    """A further name of an actor, with the time when it was in use."""

    name: str
    actor: str
    kind: str
    since: str
    until: str
    source: str
    file: str
    line: int


class Title(NamedTuple):
    """A generic title ("foreign minister") and the roles it means; alone: "no" if it says nothing without an owner."""

    title: str
    roles: tuple[str, ...]
    alone: str
    source: str
    file: str
    line: int


class Stop(NamedTuple):
    """A word or phrase that is no name where it looks like one; use: one of `names.STOP_USES`."""

    name: str
    use: str
    why: str
    file: str
    line: int


Row = TypeVar("Row", State, Organisation, Membership, Office, Person, Term, ExtraName, Title, Stop)


@dataclass(frozen=True, slots=True)
class Schema(Generic[Row]):
    """One table: its file and record, the columns that make a row's key, those that a row may not leave empty, those
    that hold ids of actors, and those that hold ISO alpha-3 codes of states."""

    file: str
    row: type[Row]
    key: tuple[str, ...]
    needed: tuple[str, ...]
    ids: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return self.row._fields[:-2]  # without file and line

    def columns_of(self, kind: object) -> tuple[int, ...]:
        """Numbers of the columns of that type."""
        return tuple(n for n, column in enumerate(self.columns) if self.row.__annotations__[column] == kind)

    def key_of(self, row: Row) -> tuple[str, ...]:
        return tuple(getattr(row, column) for column in self.key)

    def ids_in(self, row: Row) -> tuple[str, ...]:
        """Ids of the other actors that a row speaks of."""
        return tuple(getattr(row, column) for column in self.ids)


STATES = Schema("states.csv", State, ("id",), ("id", "name"))
ORGANISATIONS = Schema(
    "organisations.csv", Organisation, ("id",), ("id", "name"), ids=("parent",), codes=("seat_country", "country")
)
MEMBERSHIPS = Schema(
    "memberships.csv",
    Membership,
    ("member", "organisation", "status", "since"),
    ("member", "organisation", "status"),
    ids=("member", "organisation"),
)
OFFICES = Schema("offices.csv", Office, ("id",), ("id", "title", "of"), ids=("of",))
PEOPLE = Schema("people.csv", Person, ("id",), ("id", "name"), codes=("country",))
TERMS = Schema("officeholders.csv", Term, ("office", "person", "since"), ("office", "person"), ids=("office", "person"))
NAMES = Schema("names.csv", ExtraName, ("name", "actor", "since"), ("name", "actor"), ids=("actor",))
TITLES = Schema("titles.csv", Title, ("title",), ("title", "roles"))
STOPS = Schema("stops.csv", Stop, ("name", "use"), ("name", "use"))

SCHEMAS: tuple[Schema[Any], ...] = (
    STATES, ORGANISATIONS, MEMBERSHIPS, OFFICES, PEOPLE, TERMS, NAMES, TITLES, STOPS
)  # fmt: skip
