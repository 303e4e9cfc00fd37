"""The actor tables read from CSV; a user's tables add to ours or replace rows of ours.

`|` separates the values of a cell that holds several. A row of a user's table replaces ours with the same key; with
`yes` in the column `drop` it removes every row that agrees with the key cells it fills in.
"""

from __future__ import annotations

import csv
import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic

from comity.actors.rows import (
    MEMBERSHIPS,
    NAMES,
    OFFICES,
    ORGANISATIONS,
    PEOPLE,
    SCHEMAS,
    STATES,
    STOPS,
    TERMS,
    TITLES,
    ExtraName,
    Membership,
    Office,
    Organisation,
    Person,
    Row,
    Schema,
    State,
    Stop,
    Term,
    Title,
)
from comity.errors import ActorTableError

SHIPPED = Path(__file__).parent / "data"


@contextmanager
def pause_collection() -> Iterator[None]:
    """No garbage collection meanwhile: it would look through tens of thousands of new rows, all of which stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Drop:
    """A user's wish to remove the rows that agree with these key cells."""

    cells: dict[str, str]
    file: str
    line: int

    def fits(self, row: object) -> bool:
        return all(getattr(row, column) == cell for column, cell in self.cells.items())


@dataclass(frozen=True, slots=True)
class TableFile(Generic[Row]):
    """What one file holds: its rows in their order, and what it wants removed."""

    rows: tuple[Row, ...] = ()
    drops: tuple[Drop, ...] = ()


@dataclass(frozen=True)
class Tables:
    """All tables: ours, with those of `extra` laid over them. Each is read when it is first asked for."""

    extra: Path | None = None
    shipped: Path = SHIPPED

    def __post_init__(self) -> None:
        if self.extra is not None:
            _check_folder(self.extra)

    @cached_property
    def states(self) -> tuple[State, ...]:
        return self._read(STATES)

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        return self._read(ORGANISATIONS)

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        return self._read(MEMBERSHIPS)

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        return self._read(OFFICES)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        return self._read(PEOPLE)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return self._read(TERMS)

    @cached_property
    def names(self) -> tuple[ExtraName, ...]:
        return self._read(NAMES)

    @cached_property
    def titles(self) -> tuple[Title, ...]:
        return self._read(TITLES)

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        return self._read(STOPS)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of all actors."""
        tables = (self.states, self.organisations, self.offices, self.people)
        return frozenset(row.id for table in tables for row in table)

    def files(self) -> Iterator[tuple[Schema[Any], TableFile[Any]]]:
        """Every file as it stands, before ours and the user's are laid together."""
        for folder in (self.shipped, self.extra):
            for schema in SCHEMAS:
                if folder is not None and (folder / schema.file).exists():
                    yield schema, read_file(schema, folder / schema.file)

    def _read(self, schema: Schema[Row]) -> tuple[Row, ...]:
        rows = read_file(schema, self.shipped / schema.file).rows
        if self.extra is None:
            return rows
        if (self.extra / schema.file).exists():
            rows = lay_over(schema, rows, read_file(schema, self.extra / schema.file))
        return tuple(row for row in rows if self._dropped.isdisjoint(schema.ids_in(row)))

    @cached_property
    def _dropped(self) -> frozenset[str]:
        """Ids of the actors that the user drops, whose memberships, offices, terms and names go with them."""
        kept: set[str] = set()
        dropped: set[str] = set()
        for schema in (STATES, ORGANISATIONS, OFFICES, PEOPLE):
            if self.extra is not None and (self.extra / schema.file).exists():
                theirs: TableFile[Any] = read_file(schema, self.extra / schema.file)
                dropped.update(drop.cells["id"] for drop in theirs.drops)
                kept.update(row.id for row in theirs.rows)
        gone = dropped - kept
        offices = read_file(OFFICES, self.shipped / OFFICES.file).rows if gone else ()
        return frozenset(gone | {office.id for office in offices if office.of in gone and office.id not in kept})


def lay_over(schema: Schema[Row], ours: Iterable[Row], theirs: TableFile[Row]) -> tuple[Row, ...]:
    """Our rows with theirs added, those of the same key replaced, and those they drop removed.

    Raises ActorTableError for a drop that fits no row: it is surely misspelt.
    """
    rows = {schema.key_of(row): row for row in ours}
    for drop in theirs.drops:
        fitting = [key for key, row in rows.items() if drop.fits(row)]
        if not fitting:
            told = ", ".join(f"{column} {cell!r}" for column, cell in drop.cells.items())
            raise ActorTableError(f"{drop.file}:{drop.line}: nothing to drop has {told}; correct the row or remove it")
        for key in fitting:
            del rows[key]
    rows.update({schema.key_of(row): row for row in theirs.rows})
    return tuple(rows.values())


def read_file(schema: Schema[Row], path: Path) -> TableFile[Row]:
    """The rows of one file. Raises ActorTableError with file:line for what can't be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream, pause_collection():
            return _read_rows(schema, str(path), csv.reader(stream, strict=True))
    except (OSError, UnicodeDecodeError) as fault:
        raise ActorTableError(
            f"{path}: the table can't be read ({fault}); expected a UTF-8 CSV file that may be read"
        ) from fault


# csv's reader object has no public type
def _read_rows(schema: Schema[Row], file: str, reader: Any) -> TableFile[Row]:
    rows: list[Row] = []
    drops: list[Drop] = []
    try:
        header: list[str] = next(reader, [])
        _check_header(schema, header, file)
        layout, make = _layout(schema, header), schema.row._make
        for cells in filter(None, reader):  # blank lines hold no cells
            line: int = reader.line_num
            if len(cells) != len(header):
                raise _fault_of_width(cells, header, file, line)
            if layout.drop is not None and _means_drop(cells[layout.drop], file, line):
                drops.append(_drop_of(schema, header, cells, file, line))
            else:
                rows.append(make(_values(schema, layout, cells, file, line)))
    except csv.Error as fault:
        raise ActorTableError(f"{file}:{reader.line_num}: broken CSV ({fault}); check the quotes") from fault
    return TableFile(tuple(rows), tuple(drops))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where in a file's rows the record's columns stand, and which of the record's columns are of what sort."""

    order: Callable[[list[str]], tuple[str, ...]]
    needed: tuple[int, ...]
    lists: tuple[int, ...]
    floats: tuple[int, ...]
    drop: int | None


def _layout(schema: Schema[Any], header: list[str]) -> _Layout:
    absent = len(header)  # one further, empty cell stands for all absent columns
    return _Layout(
        order=itemgetter(*(header.index(column) if column in header else absent for column in schema.columns)),
        needed=tuple(schema.columns.index(column) for column in schema.needed),
        lists=schema.columns_of(tuple[str, ...]),
        floats=schema.columns_of(float | None),
        drop=header.index("drop") if "drop" in header else None,
    )


def _values(schema: Schema[Any], layout: _Layout, cells: list[str], file: str, line: int) -> list[Any]:
    cells.append("")
    values: list[Any] = [*layout.order(cells), file, line]
    for number in layout.needed:
        if not values[number]:
            raise ActorTableError(f"{file}:{line}: {schema.columns[number]} is empty; fill it in")
    for number in layout.lists:
        values[number] = tuple(values[number].split("|")) if values[number] else ()
    for number in layout.floats:
        values[number] = _degrees(values[number], file, line)
    return values


def _check_folder(folder: Path) -> None:
    known = [schema.file for schema in SCHEMAS]
    if not folder.is_dir():
        raise ActorTableError(f"{folder}: no such folder; expected one with actor tables ({', '.join(known)})")
    found = sorted(path.name for path in folder.glob("*.csv"))
    unknown = [name for name in found if name not in known]
    if unknown:
        raise ActorTableError(f"{folder / unknown[0]}: no table of this name; name it one of {', '.join(known)}")
    if not found:
        raise ActorTableError(f"{folder}: holds no actor table; put one of {', '.join(known)} there")


def _check_header(schema: Schema[Any], header: list[str], file: str) -> None:
    missing = [column for column in schema.needed if column not in header]
    if missing:
        raise ActorTableError(f"{file}:1: column {missing[0]!r} is missing; expected {', '.join(schema.columns)}")
    unknown = [column for column in header if column not in (*schema.columns, "drop")]
    if unknown:
        raise ActorTableError(f"{file}:1: unknown column {unknown[0]!r}; expected {', '.join(schema.columns)} or drop")
    if len(set(header)) < len(header):
        raise ActorTableError(f"{file}:1: a column stands twice in {', '.join(header)}; keep one")


def _fault_of_width(cells: list[str], header: list[str], file: str, line: int) -> ActorTableError:
    return ActorTableError(
        f"{file}:{line}: {len(cells)} cells where the header has {len(header)}; "
        "add or remove commas, and put a value that holds a comma in double quotes"
    )


def _means_drop(cell: str, file: str, line: int) -> bool:
    if cell not in ("", "no", "yes"):
        raise ActorTableError(f"{file}:{line}: drop is {cell!r}; write yes, or leave it empty")
    return cell == "yes"


def _drop_of(schema: Schema[Any], header: list[str], cells: list[str], file: str, line: int) -> Drop:
    filled = {column: cell for column, cell in zip(header, cells, strict=True) if column in schema.key and cell}
    if not filled:
        raise ActorTableError(f"{file}:{line}: a row to drop needs one of {', '.join(schema.key)}; fill it in")
    return Drop(filled, file, line)


def _degrees(cell: str, file: str, line: int) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError:
        raise ActorTableError(f"{file}:{line}: {cell!r} is no number of degrees; write it like 51.17") from None
