"""From sources to documents: choose a reader for each and check what it gives. A fault never stops the rest."""

from __future__ import annotations

import datetime as dt
import gzip
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from comity.documents.dates import find_date
from comity.documents.finding import STDIN, expand, open_source
from comity.documents.language import detect_language, name_language
from comity.documents.plain import read_markdown, read_plain
from comity.documents.source import Found, Reader, failure
from comity.documents.tables import read_csv, read_json, read_json_lines
from comity.documents.text import check_text
from comity.errors import TextError
from comity.records import Document, Failure

TABLES = frozenset({"json lines", "json", "csv", "parquet"})  # many documents, which state their own ids and dates
_LIGHT_READERS: dict[str, Reader] = {
    "plain": read_plain,
    "markdown": read_markdown,
    "json lines": read_json_lines,
    "json": read_json,
    "csv": read_csv,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What the caller says of the documents."""

    date: dt.date | None
    publisher: str | None
    force: bool


def load(
    sources: Iterable[str | Path],
    *,
    date: dt.date | None = None,
    publisher: str | None = None,
    force: bool = False,
) -> Iterator[Document | Failure]:
    """The documents of all sources in their order, one by one; a Failure for each source, line or row that gives none.

    A source is a file, a folder (its files with a known suffix at any depth, sorted, hidden ones left out), an http(s)
    address, or "-" for standard input. `date` and `publisher` complete rows of data that state none; for single texts
    they go before what page or text seem to say. Texts in other languages than English are failures unless `force`.
    """
    given = _Given(date=date, publisher=publisher, force=force)
    places: dict[str, str] = {}  # id to the place that took it
    for source in sources:
        for name in expand(str(source)):
            if isinstance(name, Failure):
                yield name
            else:
                yield from _load_source(name, given, places)


def _load_source(name: str, given: _Given, places: dict[str, str]) -> Iterator[Document | Failure]:
    label = "stdin" if name == STDIN else name
    try:
        source, kind = open_source(name)
        n_found = 0
        with closing(source):
            for n_found, found in enumerate(_reader(kind)(source), 1):  # noqa: B007 - used below
                yield _finish(found, given, places, is_row=kind in TABLES) if isinstance(found, Found) else found
        if not n_found:
            raise TextError("holds no documents; give at least one")
    except TextError as exc:
        yield failure(label, exc)
    except (EOFError, zlib.error, gzip.BadGzipFile) as exc:
        yield Failure(source=label, reason=f"is a damaged gzip file ({exc}), its rest was not read; get it anew")
    except (OSError, ValueError) as exc:  # ValueError: a path with a NUL in it
        reason = getattr(exc, "strerror", None) or str(exc)
        yield Failure(source=label, reason=f"can't be opened ({reason}); check the path and your rights")


def _reader(kind: str) -> Reader:
    """The reader of this kind of text. Those that bring a large library are imported when first needed."""
    if kind == "html":
        from comity.documents.html import read_html

        return read_html
    if kind == "pdf":
        from comity.documents.pdf import read_pdf

        return read_pdf
    if kind == "docx":
        from comity.documents.docx import read_docx

        return read_docx
    if kind == "parquet":
        from comity.documents.parquet import read_parquet

        return read_parquet
    return _LIGHT_READERS[kind]


def _finish(found: Found, given: _Given, places: dict[str, str], *, is_row: bool) -> Document | Failure:
    """The document checked and completed with what the caller gave, or why it can't be read."""
    doc = found.doc
    try:
        check_text(doc.text)
        language = _check_language(doc.text, force=given.force)
        doc_id = _claim_id(found, places, is_row=is_row)
    except TextError as exc:
        return failure(found.place, exc)
    date = (doc.date or given.date) if is_row else (given.date or doc.date)
    publisher = (doc.publisher or given.publisher) if is_row else (given.publisher or doc.publisher)
    return replace(doc, id=doc_id, language=language, date=date or find_date(doc.text), publisher=publisher)


def _check_language(text: str, *, force: bool) -> str:
    language = detect_language(text)
    if language != "en" and not force:
        raise TextError(
            f"this text is in {name_language(language)} ({language}), Comity reads English; "
            "use --force to read it all the same"
        )
    return language


def _claim_id(found: Found, places: dict[str, str], *, is_row: bool) -> str:
    """The document's id; a file whose stem is taken goes by its path. Raises TextError if a row's id is taken."""
    doc_id = found.doc.id
    if doc_id in places and not is_row:
        doc_id = found.place
    if doc_id in places:
        raise TextError(f"has the id {doc_id!r}, which {places[doc_id]} has too; give each document its own id")
    places[doc_id] = found.place
    return doc_id
