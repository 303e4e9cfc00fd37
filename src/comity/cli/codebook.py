"""`comity codebook`: types, modes, contexts, topics and CAMEO codes, with a user's own file on top if one is given."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from comity.codebook import Codebook, EventType, load_codebook
from comity.codebook.phrases import expand

# What can be listed beside the modes of one type
LISTS = ("types", "topics", "contexts", "cameo")
# Of long word lists the table shows the beginning; --format json gives them whole.
WORDS_SHOWN = 4
# Where output goes to a file or a pipe, lines aren't folded at the 80 characters that rich would suppose.
PIPE_CHARS = 160

Row = dict[str, Any]


@click.command()
@click.argument("what", metavar="[TYPE|topics|contexts|cameo]", default="types")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="For people or programs.")
@click.option("--codebook", "file", type=click.Path(path_type=Path), help="Your own codebook file, on top of Comity's.")
def codebook(what: str, form: str, file: Path | None) -> None:
    """Show the codebook: its types, the modes of one TYPE, its topics, contexts, or the CAMEO codes."""
    book = load_codebook(file)
    if form == "json":
        click.echo(json.dumps(list_entries(book, what), ensure_ascii=False, indent=2))
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = PIPE_CHARS
    if (type := find_type(book, what)) is not None:
        console.print(describe_type(type))
    if rows := list_rows(book, what):
        console.print(tabulate(rows))


def find_type(book: Codebook, what: str) -> EventType | None:
    """The type meant, in whatever case; None for one of the lists."""
    if what in LISTS:
        return None
    if what.upper() not in book.types:
        options = ", ".join([*book.types, *LISTS[1:]])
        raise click.BadParameter(f"there is no {what!r}; expected one of {options}", param_hint="TYPE")
    return book.types[what.upper()]


def list_entries(book: Codebook, what: str) -> list[Row] | Row:
    """The entries whole: of one type with its modes, or of a list."""
    type = find_type(book, what)
    if type is not None:
        return asdict(type) | {"modes": [asdict(mode) for mode in book.modes_of(type.id)]}
    lists: dict[str, Any] = {"topics": book.topics, "contexts": book.contexts, "cameo": book.cameo_codes}
    return [asdict(entry) for entry in lists.get(what, book.types).values()]


def list_rows(book: Codebook, what: str) -> list[Row]:
    """The entries in short, a row each, keys as headings."""
    if what == "types":
        return [_type_row(book, type) for type in book.types.values()]
    if what == "topics":
        return [
            {
                "topic": id,
                "label": entry.label,
                "context": entry.context,
                "broader": entry.broader,
                "words": some(entry.words),
            }
            for id, entry in book.topics.items()
        ]
    if what == "contexts":
        return [
            {"context": id, "is": c.definition or c.label, "words": some(c.words)} for id, c in book.contexts.items()
        ]
    if what == "cameo":
        return [_cameo_row(book, code) for code in book.cameo_codes]
    modes = book.modes_of(what.upper())
    return [{"mode": m.mode, "is": m.definition, "score": signed(m.score), "cameo": m.cameo} for m in modes]


def describe_type(type: EventType) -> Text:
    """What the type is, in two lines."""
    facts = f"  {type.quad}, CAMEO {type.cameo or '–'}, score {signed(type.score)}\n"
    return Text.assemble((type.id, "bold"), facts, type.definition)


def signed(score: float) -> str:
    """The score with its sign, 0 without."""
    return f"{score:+g}" if score else "0"


def some(words: tuple[str, ...]) -> str:
    """The first few of the words."""
    return ", ".join(expand(pattern)[0] for pattern in words[:WORDS_SHOWN]) + (
        ", …" if len(words) > WORDS_SHOWN else ""
    )


def tabulate(rows: list[Row]) -> Table:
    """A table with the rows' keys as headings; what isn't there gives an empty cell."""
    table = Table(box=box.SIMPLE_HEAD)
    for position, heading in enumerate(rows[0]):
        table.add_column(heading, no_wrap=position == 0, style="bold" if position == 0 else None)
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row.values()))
    return table


def _type_row(book: Codebook, type: EventType) -> Row:
    modes = ", ".join(mode.mode for mode in book.modes_of(type.id))
    return {"type": type.id, "quad": type.quad, "score": signed(type.score), "cameo": type.cameo, "modes": modes}


def _cameo_row(book: Codebook, code: str) -> Row:
    type, mode = book.from_cameo(code)
    known = book.cameo_codes[code]
    return {"cameo": code, "is": known.label, "goldstein": signed(known.goldstein), "type": type, "mode": mode}
