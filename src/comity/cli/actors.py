"""`comity actors`: who is meant by a name on a day, what is known of an actor, and whether the tables are sound."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from comity.cli.output import one_line, say

if TYPE_CHECKING:
    from comity.actors import Actor, Registry
    from comity.actors.sheet import Fact, Sheet

Command = TypeVar("Command", bound=Callable[..., Any])

_tables = click.option(
    "--actors", "folder", type=click.Path(path_type=Path), help="Folder with your own actor tables, on top of Comity's."
)
_form = click.option(
    "--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True, help="How to print."
)
_on = click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="The day (YYYY-MM-DD); without it, whatever the day."
)


@click.group()
def actors() -> None:
    """Look into the tables of states, organisations, offices and people."""


@actors.command()
@click.argument("name")
@_on
@_tables
@_form
@click.pass_context
def find(ctx: click.Context, name: str, on: dt.datetime | None, folder: Path | None, form: str) -> None:
    """Find whom NAME means, the likeliest first; exit code 1 if nobody."""
    from comity.actors import load_registry

    registry = load_registry(folder)
    day = on.date() if on else None
    meant = registry.lookup(name, day)
    found = [(actor, 1.0) for actor in meant] or list(registry.similar(name, day))
    if form == "json":
        _print_json([asdict(actor) | {"similarity": round(similarity, 3)} for actor, similarity in found])
    elif found:
        header = ("id", "name", "kind", "code", "since", "until", "spelling", "in office")
        spelling = "as given" if meant else "{:.0%} alike"
        rows = [
            [*_cells(actor), spelling.format(similarity), _say_offices(registry, actor, day)]
            for actor, similarity in found
        ]
        _print_table(header, rows)
    if not found:
        say(f"no actor is called {name!r}" + (f" on {day}" if day else "") + "; try another spelling, or without --on")
        ctx.exit(1)


@actors.command()
@click.argument("id")
@_on
@_tables
@_form
def show(id: str, on: dt.datetime | None, folder: Path | None, form: str) -> None:
    """Show what the tables know of the actor with that ID, such as org/SCO."""
    from comity.actors import load_registry
    from comity.actors.sheet import describe

    sheet = describe(load_registry(folder), id, on.date() if on else None)
    if form == "json":
        _print_json(asdict(sheet))
    else:
        _print_sheet(sheet)


@actors.command()
@_tables
@_form
@click.pass_context
def check(ctx: click.Context, folder: Path | None, form: str) -> None:
    """Check the tables: overlaps, dangling ids, impossible dates, names of several actors; exit code 1 for errors."""
    from comity.actors import Tables, check_tables

    findings = check_tables(Tables(folder))
    if form == "json":
        _print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(one_line(f"{finding.level}: {finding.where}: {finding.text}"))
    errors = sum(finding.level == "error" for finding in findings)
    say(f"{errors} errors, {len(findings) - errors} notes")
    ctx.exit(1 if errors else 0)


def _print_sheet(sheet: Sheet) -> None:
    actor = sheet.actor
    told = [(field, value) for field, value in asdict(actor).items() if value]
    _print_table((), [*told, ("names", " · ".join(sheet.names))])
    sections = (
        ("belongs to", sheet.belongs_to), ("members", sheet.members), ("parts", sheet.parts), ("offices", sheet.offices)
    )  # fmt: skip
    for title, facts in sections:
        if facts:
            click.echo(f"\n{title}")
            _print_table((), map(_cells_of_fact, facts))


def _say_offices(registry: Registry, actor: Actor, day: dt.date | None) -> str:
    """The offices that a person holds on the day; nothing for others, and nothing without a day."""
    if day is None or actor.kind != "person":
        return ""
    return "; ".join(registry.title_of(office.id) for office in registry.offices_of(actor.id, day))


def _cells(actor: Actor) -> list[str]:
    return [actor.id, actor.name, actor.kind, actor.code or "", actor.since or "", actor.until or ""]


def _cells_of_fact(fact: Fact) -> tuple[str, ...]:
    return (f"  {fact.says}", fact.of, fact.name, fact.since or "…", fact.until or "…")


def _print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows in columns of even width."""
    lines = [list(header), *map(list, rows)] if header else [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
