"""All names of all actors, folded: what a name may mean, and what kind of name it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from comity.actors.people import PeopleNames, index_people
from comity.actors.rows import Office, State
from comity.actors.tables import Tables
from comity.actors.words import PARTICLES, acronym_of, fold, key_of

# The best kind comes first: where one name is of several kinds, a text most likely means that one.
KINDS = (
    "name", "acronym", "former", "demonym", "seat", "ministry", "agency", "city", "region", "place",
    "office", "title", "person", "family",
)  # fmt: skip
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}

# Kinds of names.csv that are to the reader the same as another kind
_SAME_KIND = {"alias": "name", "abbreviation": "acronym", "metonym": "seat"}

# What a word of stops.csv is: no family name alone; no name at all; no acronym in a headline; no acronym with one
# capital; a place that is nobody; a form of address before a family name; a word that opens a phrase before one.
STOP_USES = ("family", "name", "headline", "acronym", "place", "address", "opener")

# An acronym of this many letters may stand with one capital: Nato, Unesco
_WORDLIKE_CHARS = 4


_LEADING_THE = re.compile(r"^the\s+", re.IGNORECASE)


class Sense(NamedTuple):
    """One meaning of a name, and from when until when the name has it. A tuple: tens of thousands are made at load."""

    kind: str
    actor: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Names to senses.

    exact: acronyms as they are written. folded: all other names by their folded words (`words.key_of`).
    lengths: the first word of a folded name to the numbers of words of such names, longest first.
    low_starts: folded first words with which a name may begin in lower case (titles and particles).
    with_comma: folded names that hold a comma. headline_words: acronyms that are words in a line of capitals.
    roles: titles to the roles that their bearers have. title_roles: the same, as far as a title means a role
    whoever the owner is. only_with_owner: titles that say nothing without their owner's name.
    people: what people are called. words: family names that are words, too, or rather forenames: they need a form of
    address before them (addresses: President, Mr). no_forenames: words before a family name that are no forename.
    after_the: names that are names only after "the" (the Alliance). low: names that the tables write without capitals.
    """

    exact: dict[str, list[Sense]]
    folded: dict[str, list[Sense]]
    lengths: dict[str, tuple[int, ...]]
    low_starts: frozenset[str]
    with_comma: frozenset[str]
    headline_words: frozenset[str]
    roles: dict[str, tuple[str, ...]]
    title_roles: dict[str, tuple[str, ...]]
    only_with_owner: frozenset[str]
    people: PeopleNames
    words: frozenset[str]
    after_the: frozenset[str]
    low: frozenset[str]
    no_forenames: frozenset[str]
    addresses: frozenset[str]

    def senses(self, name: str) -> list[Sense]:
        """What a name may mean: acronyms only as written, other names however written, best kinds first."""
        acronym = acronym_of(_LEADING_THE.sub("", name.strip(), count=1))
        found = self.exact.get(acronym, []) if acronym else []
        return sorted(found or self.folded.get(key_of(name), []), key=lambda sense: rank(sense.kind))


def rank(kind: str) -> int:
    """How early a kind comes among kinds; one that only a user's table has comes after places."""
    return _RANK.get(kind, _RANK["place"])


@dataclass(slots=True)
class _Builder:
    """Collects names while the index is made."""

    exact: dict[str, list[Sense]] = field(default_factory=lambda: defaultdict(list))
    folded: dict[str, list[Sense]] = field(default_factory=lambda: defaultdict(list))
    with_comma: set[str] = field(default_factory=set)
    after_the: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)
    low: set[str] = field(default_factory=set)
    no_words: set[str] = field(default_factory=set)
    no_names: set[str] = field(default_factory=set)

    def add(self, name: str, sense: Sense) -> None:
        acronym = acronym_of(name)
        if acronym is not None:
            self._put(self.exact, acronym, sense)
            if self._reads_as_word(acronym):
                self._put(self.folded, fold(acronym), sense)
            return
        key = key_of(name)
        if key in self.no_names:
            return
        self._put(self.folded, key, sense)
        (self.after_the if name[:4].lower() == "the " and " " not in key else self.bare).add(key)
        if "," in name:
            self.with_comma.add(key)
        if name.islower():
            self.low.add(key)

    def _reads_as_word(self, acronym: str) -> bool:
        return len(acronym) >= _WORDLIKE_CHARS and acronym.isalpha() and acronym not in self.no_words

    @staticmethod
    def _put(names: dict[str, list[Sense]], key: str, sense: Sense) -> None:
        if key and sense not in names[key]:
            names[key].append(sense)


def build_index(tables: Tables) -> NameIndex:
    """The index of all names in the tables."""
    stops = _stops_by_use(tables)
    builder = _Builder(no_words=stops["acronym"], no_names={key_of(name) for name in stops["name"]})
    for name, sense in _names_of_actors(tables):
        builder.add(name, sense)
    for name in stops["place"]:
        builder.folded[key_of(name)] = [Sense("place", "", "", "")]
    roles = _add_titles(builder, tables)
    title_roles = {key_of(row.title): row.roles for row in tables.titles}
    people = index_people(tables.people)
    _add_people(builder, people)
    no_forenames = {fold(name) for use in ("address", "opener") for name in stops[use]}
    return NameIndex(
        exact=dict(builder.exact),
        folded=dict(builder.folded),
        lengths=_lengths(builder.folded),
        low_starts=frozenset(key.split(" ", 1)[0] for key in (*roles, *builder.low)) | PARTICLES,
        with_comma=frozenset(builder.with_comma),
        headline_words=frozenset(stops["headline"]),
        roles=roles,
        title_roles=title_roles,
        only_with_owner=frozenset(key_of(row.title) for row in tables.titles if row.alone == "no"),
        people=people,
        words=frozenset({fold(name) for name in stops["family"]} | people.forenames_rather),
        after_the=frozenset(builder.after_the - builder.bare),
        low=frozenset(builder.low),
        no_forenames=frozenset(no_forenames.union(*(key.split(" ") for key in roles))),
        addresses=frozenset(
            {fold(name) for name in stops["address"]} | {key.rsplit(" ", 1)[-1] for key in title_roles}
        ),
    )


def names_of_state(row: State) -> Iterator[tuple[str, str]]:
    """Names of a state with their kinds."""
    yield row.name, "name"
    if row.official_name:
        yield row.official_name, "name"
    for kind, names in (("name", row.aliases), ("former", row.former_names), ("demonym", row.demonyms)):
        for name in names:
            yield name, kind
    for name in (row.capital, *row.seats):
        if name:
            yield name, "seat"


def _names_of_actors(tables: Tables) -> Iterator[tuple[str, Sense]]:
    for state in tables.states:
        for name, kind in names_of_state(state):
            yield name, Sense(_kind(name, kind), state.id, "", "")
    for org in tables.organisations:
        yield org.name, Sense(_kind(org.name, "name"), org.id, "", "")
        if org.acronym:
            yield org.acronym, Sense("acronym", org.id, "", "")
    for row in tables.names:
        yield row.name, Sense(_kind(row.name, row.kind or "name"), row.actor, row.since, row.until)


def _kind(name: str, kind: str) -> str:
    """The kind to the reader: of a name in capitals acronym, whatever the table calls it."""
    kind = _SAME_KIND.get(kind, kind)
    return "acronym" if kind == "name" and acronym_of(name) else kind


def _add_titles(builder: _Builder, tables: Tables) -> dict[str, tuple[str, ...]]:
    """Adds titles and offices; returns the roles of each title.

    A title that only one actor's office bears names that office; a generic one names its roles.
    """
    roles = {key_of(row.title): row.roles for row in tables.titles}
    offices: dict[str, list[Office]] = defaultdict(list)
    for office in tables.offices:
        for key in {key_of(title) for title in (office.title, *office.aliases)} - builder.no_names:
            offices[key].append(office)
    for key, bearers in offices.items():
        if key in roles or len({office.of for office in bearers}) > 1:
            roles[key] = tuple(dict.fromkeys((*roles.get(key, ()), *(office.role for office in bearers))))
        elif key not in builder.folded:
            builder.folded[key] = [Sense("office", office.id, "", "") for office in bearers]
    for key in roles:
        builder.folded[key] = [Sense("title", "", "", "")]
    return roles


def _add_people(builder: _Builder, people: PeopleNames) -> None:
    """Adds people; a family name that is also another actor's name doesn't stand alone."""
    taken = frozenset(builder.folded) | builder.no_names
    for key, ids in people.full.items():
        if key not in builder.no_names:
            builder.folded[key].extend([Sense("person", id, "", "") for id in ids])
    for acronym, ids in people.acronyms.items():
        builder.exact[acronym].extend([Sense("person", id, "", "") for id in ids])
    for key, ids in people.families.items():
        if len(key) > 1 and key not in taken:
            builder.folded[key].extend([Sense("family", id, "", "") for id in ids])


def _lengths(folded: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The first words of names to the numbers of words of such names, longest first."""
    bits: dict[str, int] = {}  # bit n: there is a name of n words
    for key in folded:
        first, _, rest = key.partition(" ")
        bits[first] = bits.get(first, 0) | 1 << (rest.count(" ") + 2 if rest else 1)
    tuples = {mask: tuple(n for n in range(mask.bit_length(), 0, -1) if mask >> n & 1) for mask in set(bits.values())}
    return {first: tuples[mask] for first, mask in bits.items()}


def _stops_by_use(tables: Tables) -> dict[str, set[str]]:
    uses: dict[str, set[str]] = {use: set() for use in STOP_USES}
    for stop in tables.stops:
        uses.setdefault(stop.use, set()).add(stop.name)
    return uses
