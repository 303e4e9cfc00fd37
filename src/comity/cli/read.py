"""`comity read`: what each text says, for people or for programs."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from comity.cli.output import open_output, say
from comity.records import Document, Failure, Reading

if TYPE_CHECKING:
    from comity.reader import Reader

FORMATS = ("table", "jsonl", "json", "csv")  # as in WRITERS, below
COUNTED = 5000  # so many documents are held in memory to know where the bar ends
PATH = click.Path(path_type=Path)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|-...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print.")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Day of publication; rows of a data file keep their own.",
)
@click.option("--publisher", metavar="NAME", help="Who published it; rows of a data file keep their own.")
@click.option("--with-text", is_flag=True, help="Add each document's text (json and jsonl): all offsets refer to it.")
@click.option("--force", is_flag=True, help="Read texts in other languages than English too, for what it is worth.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help="Leave out events that are less likely right than this, from 0 to 1; less than usual adds doubtful ones.",
)
@click.option("--codebook", type=PATH, metavar="FILE", help="Your own codebook file, on top of Comity's.")
@click.option("--actors", type=PATH, metavar="DIR", help="Folder of your own actor tables, on top of Comity's.")
@click.option("-o", "--output", type=PATH, metavar="FILE", help="Write to this file, whole or not at all.")
@click.pass_context
def read(
    ctx: click.Context,
    sources: tuple[str, ...],
    form: str,
    date: dt.datetime | None,
    publisher: str | None,
    with_text: bool,
    force: bool,
    min_confidence: float | None,
    codebook: Path | None,
    actors: Path | None,
    output: Path | None,
) -> None:
    """Read texts and print who did what to whom, when, about what, with the exact words.

    A source is a text, Markdown, HTML, PDF or Word file, a table or JSON file of documents, a folder, a web address,
    or - for standard input. One that can't be read is named on stderr, the others are read all the same.
    """
    if with_text and form not in ("json", "jsonl"):
        raise click.UsageError("--with-text goes with --format json or jsonl")
    intake = Intake()
    bar = sys.stderr.isatty() and not (output is None and sys.stdout.isatty())
    found = intake.take(load_documents(sources, date.date() if date else None, publisher, force))
    total, documents = count_ahead(found, most=COUNTED if bar else 0)
    if total != 0:  # known before the model is loaded and a file begun
        with open_output(output) as stream:
            readings = open_reader(codebook, actors, min_confidence).read_many(documents)
            WRITERS[form](follow(readings, total) if bar and total != 1 else readings, stream, with_text)
    if intake.failed or total == 0:
        say(intake.summary())
        ctx.exit(1)


@dataclass(slots=True)
class Intake:
    """Lets documents through, says at once which sources failed, and counts both."""

    read: int = 0
    failed: int = 0

    def take(self, items: Iterable[Document | Failure]) -> Iterator[Document]:
        for item in items:
            if isinstance(item, Failure):
                self.failed += 1
                say(f"{item.source}: {item.reason}")
            else:
                self.read += 1
                yield item

    def summary(self) -> str:
        if not self.failed:
            return "no documents found; name a file, a folder with texts, a web address, or - for standard input"
        return f"{self.failed} couldn't be read, {self.read or 'none'} could"


def load_documents(
    sources: Iterable[str], date: dt.date | None, publisher: str | None, force: bool
) -> Iterator[Document | Failure]:
    from comity.documents import load

    return load(sources, date=date, publisher=publisher, force=force)


def open_reader(codebook: Path | None, actors: Path | None, min_confidence: float | None) -> Reader:
    from comity.reader import Reader

    return Reader(codebook=codebook, actors=actors, min_confidence=min_confidence)


def count_ahead(documents: Iterator[Document], *, most: int) -> tuple[int | None, Iterator[Document]]:
    """How many documents there are, None if more than `most`; and the documents."""
    ahead = list(islice(documents, most + 1))
    return (len(ahead) if len(ahead) <= most else None), chain(ahead, documents)


def follow(readings: Iterable[Reading], total: int | None) -> Iterator[Reading]:
    """The readings, with a bar on stderr that counts them."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(readings, total=total)


def write_table(readings: Iterable[Reading], stream: TextIO, with_text: bool) -> None:
    from rich.console import Console

    from comity.export.table import ReadingTable

    console = Console(file=stream)
    for reading in readings:
        console.print(ReadingTable(reading))


def write_jsonl(readings: Iterable[Reading], stream: TextIO, with_text: bool) -> None:
    from comity.export.json import reading_to_json

    for reading in readings:
        stream.write(reading_to_json(reading, with_text=with_text) + "\n")


def write_json(readings: Iterable[Reading], stream: TextIO, with_text: bool) -> None:
    from comity.export.json import readings_to_json

    stream.writelines(readings_to_json(readings, with_text=with_text))


def write_csv(readings: Iterable[Reading], stream: TextIO, with_text: bool) -> None:
    from comity.export.csv import csv_lines

    stream.writelines(f"{line}\n" for line in csv_lines(readings))


WRITERS: dict[str, Callable[[Iterable[Reading], TextIO, bool], None]] = {
    "table": write_table,
    "jsonl": write_jsonl,
    "json": write_json,
    "csv": write_csv,
}
