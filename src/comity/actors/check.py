"""What is wrong in actor tables, each finding with its file and line; pure functions over the rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from comity.actors.names import STOP_USES, build_index
from comity.actors.rows import (
    OFFICES,
    ORGANISATIONS,
    PEOPLE,
    SCHEMAS,
    SHARED_ROLES,
    STATES,
    Membership,
    Office,
    Organisation,
    Person,
    Schema,
    State,
    Stop,
    Term,
)
from comity.actors.tables import TableFile, Tables
from comity.actors.terms import fault_of_term, overlap

STATUSES = frozenset({"member", "observer", "partner", "associate", "candidate", "suspended"})
_ID = {
    STATES.file: re.compile(r"state/[A-Z]{3,4}"),
    ORGANISATIONS.file: re.compile(r"org/[A-Za-z0-9+-]+"),
    OFFICES.file: re.compile(r"office/[A-Za-z0-9+-]+/[a-z0-9-]+"),
    PEOPLE.file: re.compile(r"person/[a-z0-9-]+"),
}
# Columns that hold names, and words by which no name ends
_NAMED = frozenset({"name", "official_name", "title", "aliases", "former_names"})
_OPEN_ENDS = frozenset({"and", "for", "of", "the", "to"})
# Kinds of names that are meant to be shared: a demonym of two Koreas, a family name of many.
_SHARED_KINDS = frozenset({"family", "title", "office", "place"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found in a table. level: error (to be mended) or note (to be known). where: file:line."""

    level: str
    kind: str
    where: str
    text: str


def check_tables(tables: Tables) -> tuple[Finding, ...]:
    """All findings in the tables, errors first, in the order of files and lines."""
    findings = [
        *find_faults_of_rows(tables, everywhere=True),
        *(finding for schema, file in tables.files() for finding in find_faults_of_order(schema, file)),
        *find_overlaps(tables),
        *find_circles(tables.organisations),
        *find_namesakes(tables),
        *find_homonyms(tables),
    ]
    return tuple(sorted(findings, key=lambda finding: finding.level))


def find_faults_of_rows(tables: Tables, *, everywhere: bool = False) -> Iterator[Finding]:
    """Bad ids, dates, blanks and words in single rows; only in the user's tables, unless `everywhere`."""
    codes = frozenset(row.iso3 for row in tables.states)
    for schema, rows in _rows_by_schema(tables):
        for row in rows:
            if everywhere or (tables.extra is not None and row.file == str(tables.extra / schema.file)):
                for kind, text in _faults_of_row(schema, row, tables.ids, codes):
                    yield Finding("error", kind, f"{row.file}:{row.line}", text)


def find_faults_of_order(schema: Schema[Any], file: TableFile[Any]) -> Iterator[Finding]:
    """Rows of one file that stand twice, or not in the order of their first column."""
    seen: dict[tuple[str, ...], int] = {}
    for row in file.rows:
        key = schema.key_of(row)
        if key in seen:
            told = ", ".join(key)
            yield _error("duplicate", row, f"{told} stands already in line {seen[key]}; remove one")
        seen[key] = row.line
    first = schema.columns[0]
    for before, after in pairwise(file.rows):
        if getattr(after, first) < getattr(before, first):
            text = f"{getattr(after, first)!r} comes after {getattr(before, first)!r}; sort the rows by {first}"
            yield _error("unsorted", after, text)


def find_overlaps(tables: Tables) -> Iterator[Finding]:
    """Two people at one time in an office for one; one membership told twice for the same time."""
    offices = {office.id: office for office in tables.offices}
    terms: dict[str, list[Term]] = defaultdict(list)
    for term in tables.terms:
        terms[term.office].append(term)
    for id, held in terms.items():
        shared = id in offices and _is_shared(offices[id])
        for a, b in _overlapping(held):
            if a.person == b.person or not shared:
                yield _error("overlap", b, f"{b.person} holds {id} {_term(b)} while {a.person} does {_term(a)}")
    memberships: dict[tuple[str, ...], list[Membership]] = defaultdict(list)
    for row in tables.memberships:
        memberships[row.member, row.organisation, row.status].append(row)
    for key, rows in memberships.items():
        for c, d in _overlapping(rows):
            yield _error("overlap", d, f"{key[0]} is {key[2]} of {key[1]} {_term(d)} and also {_term(c)}; keep one")


def find_circles(organisations: Iterable[Organisation]) -> Iterator[Finding]:
    """Organisations that are, through their parents, part of themselves."""
    rows = {row.id: row for row in organisations}
    for row in rows.values():
        seen, parent = {row.id}, row.parent
        while parent in rows and parent not in seen:
            seen.add(parent)
            parent = rows[parent].parent
        if parent == row.id:
            yield _error("circle", row, f"{row.id} is part of itself through its parents; correct parent")


def find_namesakes(tables: Tables) -> Iterator[Finding]:
    """Actors of one kind whose full names are the same at the same time, with nothing to tell them apart."""
    people: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in tables.people:
        people[person.name, person.country].append(person)
    terms = _terms_by_person(tables.terms)
    for persons in people.values():
        for a, b in _pairs(persons):
            if _side_by_side(terms.get(a.id, []), terms.get(b.id, [])):
                yield _error("homonym", b, f"{b.id} and {a.id} have one name, country and time; merge or date them")
    others: dict[tuple[str, ...], list[State | Organisation]] = defaultdict(list)
    for state in tables.states:
        others["state", state.name].append(state)
    for org in tables.organisations:
        others["org", org.name, org.country, org.parent].append(org)
    for rows in others.values():
        for c, d in _pairs(rows):
            if overlap((c.since, c.until), (d.since, d.until)):
                yield _error("homonym", d, f"{d.id} and {c.id} have one name at one time; make them one or rename one")


def find_homonyms(tables: Tables) -> Iterator[Finding]:
    """Names of several actors at one time, which a text's context has to tell apart: notes, not errors."""
    lives = {row.id: row for table in (tables.states, tables.organisations) for row in table}
    index = build_index(tables)
    for names in (index.exact, index.folded):
        for name, senses in names.items():
            spans = []
            for sense in senses:
                life = lives.get(sense.actor)
                if sense.kind not in _SHARED_KINDS:
                    since = max(sense.since, life.since if life else "")
                    until = min(filter(None, (sense.until, life.until if life else "")), default="")
                    spans.append((sense.actor, (since, until)))
            ids = sorted({id for (a, s), (b, t) in _pairs(spans) if a != b and overlap(s, t) for id in (a, b)})
            if ids:
                yield Finding("note", "homonym", "names", f"{name!r} may mean {', '.join(ids)}")


def _rows_by_schema(tables: Tables) -> Iterator[tuple[Schema[Any], tuple[Any, ...]]]:
    rows = (
        tables.states, tables.organisations, tables.memberships, tables.offices, tables.people,
        tables.terms, tables.names, tables.titles, tables.stops,
    )  # fmt: skip
    yield from zip(SCHEMAS, rows, strict=True)


def _faults_of_row(
    schema: Schema[Any], row: Any, ids: frozenset[str], codes: frozenset[str]
) -> Iterator[tuple[str, str]]:
    for column in schema.columns:
        values = getattr(row, column)
        for value in values if isinstance(values, tuple) else (values,):
            if isinstance(value, str) and value != value.strip():
                yield "blanks", f"{column} {value!r} begins or ends with a blank; remove it"
            if column in _NAMED and _is_cut(value):
                yield "cut", f"{column} {value!r} is cut off; complete it"
            if value == "" and isinstance(values, tuple):
                yield "blanks", f"{column} holds an empty value between its |; remove it"
    if schema.file in _ID and not _ID[schema.file].fullmatch(row.id):
        yield "id", f"id {row.id!r} doesn't look like an id of {schema.file}; write it like {_ID[schema.file].pattern}"
    for id in schema.ids_in(row):
        if id and id not in ids:
            yield "dangling", f"no actor has the id {id!r}; add it to its table or correct it"
    for column in schema.codes:
        code = getattr(row, column)
        if code and code not in codes:
            yield "dangling", f"{column} {code!r} is no ISO alpha-3 code in states.csv; correct it"
    if "since" in schema.columns:
        fault = fault_of_term(row.since, row.until)
        if fault:
            yield "date", fault
    if isinstance(row, Stop) and row.use not in STOP_USES:
        yield "word", f"use {row.use!r} is unknown; expected one of {', '.join(STOP_USES)}"
    if isinstance(row, Membership) and row.status not in STATUSES:
        yield "word", f"status {row.status!r} is unknown; expected one of {', '.join(sorted(STATUSES))}"


def _is_cut(name: str) -> bool:
    """Whether a name ends in mid-air; "Moldova, Republic of" doesn't."""
    _, blank, last = name.rpartition(" ")
    return bool(blank) and last.lower() in _OPEN_ENDS and "," not in name


def _is_shared(office: Office) -> bool:
    return office.role in SHARED_ROLES


def _overlapping(rows: list[Any]) -> Iterator[tuple[Any, Any]]:
    for a, b in _pairs(sorted(rows, key=lambda row: (row.since, row.line))):
        if overlap((a.since, a.until), (b.since, b.until)):
            yield a, b


def _pairs(rows: list[Any]) -> Iterator[tuple[Any, Any]]:
    for number, row in enumerate(rows):
        for other in rows[number + 1 :]:
            yield row, other


def _terms_by_person(terms: Iterable[Term]) -> dict[str, list[Term]]:
    found: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        found[term.person].append(term)
    return found


def _side_by_side(a: list[Term], b: list[Term]) -> bool:
    """Whether two people held office at one time; without a term nothing tells their times apart."""
    if not a or not b:
        return True
    return any(overlap((s.since, s.until), (t.since, t.until)) for s in a for t in b)


def _term(row: Any) -> str:
    return f"{row.since or '…'} to {row.until or '…'}"


def _error(kind: str, row: Any, text: str) -> Finding:
    return Finding("error", kind, f"{row.file}:{row.line}", text)
