"""What people are called: full names, family names alone, and forenames."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import takewhile

from comity.actors.rows import Person
from comity.actors.words import PARTICLES, acronym_of, key_of

_ARTICLE = re.compile(r"[AaEe]l-(?=\w{3})")


@dataclass(frozen=True, slots=True)
class PeopleNames:
    """Folded names to the ids of those who bear them.

    full: full names and aliases, with the short form of long ones. acronyms: aliases in capitals, as written.
    families: names by which texts call people alone. firsts: first words of full names.
    forenames_rather: family names that more people bear as a forename (Ali, Robert).
    """

    full: dict[str, list[str]]
    acronyms: dict[str, list[str]]
    families: dict[str, list[str]]
    firsts: frozenset[str]
    forenames_rather: frozenset[str]
    rows: dict[str, Person]

    def called(self, name: str) -> tuple[str, ...]:
        """Ids of all with that full or family name."""
        key, acronym = key_of(name), acronym_of(name)
        found = (*self.full.get(key, ()), *self.families.get(key, ()), *self.acronyms.get(acronym or "", ()))
        return tuple(dict.fromkeys(found))

    def forenames(self, id: str) -> frozenset[str]:
        """All words of a person's names but the family's."""
        person = self.rows[id]
        words = {word for name in (person.name, *person.aliases) for word in key_of(name).split(" ")}
        return frozenset(words - set(key_of(person.family).split(" ")))


def index_people(people: tuple[Person, ...]) -> PeopleNames:
    """The names of these people, ready to be asked for."""
    full: dict[str, list[str]] = defaultdict(list)
    acronyms: dict[str, list[str]] = defaultdict(list)
    families: dict[str, list[str]] = defaultdict(list)
    firsts: set[str] = set()
    forenames: Counter[str] = Counter()
    for person in people:
        alone = family_names(person)
        for name in (person.name, *person.aliases, *_short_name(person, alone)):
            acronym = acronym_of(name)
            names, key = (acronyms, acronym) if acronym else (full, key_of(name))
            if person.id not in names[key]:
                names[key].append(person.id)
        family_keys = dict.fromkeys(map(key_of, alone))
        for key in family_keys:
            families[key].append(person.id)
        first, _, rest = key_of(person.name).partition(" ")
        if rest:
            firsts.add(first)
            forenames[first] += first not in family_keys
    rather = frozenset(key for key, ids in families.items() if forenames[key] > len(ids))
    rows = {person.id: person for person in people}
    return PeopleNames(dict(full), dict(acronyms), dict(families), frozenset(firsts), rather, rows)


def family_names(person: Person) -> tuple[str, ...]:
    """The family name as texts write it alone: with its particles (von der Leyen), without an article (Assad)."""
    family = person.family
    if not family or family == person.name or family in person.aliases:
        return ()
    names = [family]
    before = person.name[: -len(family)].split() if person.name.endswith(family) else []
    particles = list(takewhile(lambda word: word.lower() in PARTICLES, reversed(before)))
    if particles:
        names.insert(0, " ".join([*reversed(particles), family]))
    article = _ARTICLE.match(family)
    if article:
        names.append(family[article.end() :])
    return tuple(names)


def _short_name(person: Person, families: tuple[str, ...]) -> tuple[str, ...]:
    """First and family name of a person whose full name has more: Filipe Nyusi for Filipe Jacinto Nyusi."""
    first, _, rest = person.name.partition(" ")
    if families and rest != families[0] and rest.endswith(f" {person.family}"):
        return (f"{first} {families[0]}",)
    return ()
