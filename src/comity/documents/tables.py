"""Many documents in one file: JSON lines, JSON lists and CSV. Rows at fault become Failures, the rest is read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from comity.documents.mapping import FIELDS, from_mapping
from comity.documents.source import MAX_LIST_BYTES, Found, Source, failure
from comity.documents.text import MAX_CHARS, decode
from comity.errors import TextError
from comity.records import Failure

MAX_LINE_BYTES = 6 * MAX_CHARS + 100_000  # a text written all in \uXXXX, and its other fields
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_BLANK = " \t\r\n"


def read_json_lines(source: Source) -> Iterator[Found | Failure]:
    """One document a line, read line by line, so that the file may be of any size."""
    for number, line in _lines(source):
        place = f"{source.name}:{number}"
        try:
            if line is None:
                raise TextError(f"is longer than {MAX_LINE_BYTES / 1e6:.0f} MB, too long for one text; split the text")
            yield Found(place=place, doc=from_mapping(_parse_line(line), place))
        except TextError as exc:
            yield failure(place, exc)


def read_json(source: Source) -> Iterator[Found | Failure]:
    """A JSON list of documents, a single one, or {"documents": [...]}; JSON lines under this suffix are read too."""
    text = decode(source.read(MAX_LIST_BYTES), source.charset)
    start = _skip(text, 0)
    if text[start] == "[":
        yield from _read_list(text, start + 1, source)
    elif _looks_like_lines(text):
        yield from read_json_lines(replace(source, stream=io.BytesIO(text.encode("utf-8"))))
    else:
        value, end = _decode_at(text, start)
        if _skip(text, end) < len(text):
            raise TextError(f"goes on behind its JSON in line {_line_of(text, end)}, expected a list; put it in [ ]")
        yield from _read_value(value, f"{source.name}:{_line_of(text, start)}")


def read_csv(source: Source) -> Iterator[Found | Failure]:
    """One document a row below a header with at least the column text; cells parted by comma, semicolon or tab."""
    text = decode(source.read(MAX_LIST_BYTES), source.charset)
    csv.field_size_limit(MAX_LIST_BYTES)  # the module's own limit of 128 kB is less than a long speech
    header_line = text.lstrip().partition("\n")[0]
    # newline="" keeps the line ends inside a cell; strict, as a stray quotation mark would else swallow the rows below.
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header_line.count), strict=True)
    header: list[str] = []
    for place, cells in _cells(rows, source):
        if isinstance(cells, Failure):
            yield cells
        elif not header:
            header = _check_header(cells)
        else:
            yield from _read_cells(cells, header, place)


def _lines(source: Source) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of each line that is not blank; None for a line over the limit."""
    number = 0
    while line := source.stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        too_long = len(line) > MAX_LINE_BYTES
        if number == 1 and line.startswith(_UTF16_MARKS):
            raise TextError("is UTF-16, JSON lines are UTF-8; save it as UTF-8")
        if too_long:
            _skip_line(source)
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if line.strip():
            yield number, None if too_long else line


def _skip_line(source: Source) -> None:
    while (part := source.stream.readline(1_000_000)) and not part.endswith(b"\n"):
        pass


def _parse_line(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as exc:
        raise TextError(
            f"byte {line[exc.start]:#04x} at offset {exc.start} of the line is not UTF-8; save the file as UTF-8"
        ) from exc
    except json.JSONDecodeError as exc:
        reason = f"is not JSON ({exc.msg} at column {exc.colno})"
        raise TextError(f"{reason}, expected one object a line; correct it") from exc
    except (ValueError, RecursionError) as exc:  # a number of 5,000 digits, a thousand brackets
        raise TextError(f"is JSON that can't be read ({exc}), expected an object of texts; correct it") from exc


def _decode_at(text: str, start: int) -> tuple[Any, int]:
    """The JSON value that begins at `start`, and where it ends."""
    try:
        return json.JSONDecoder().raw_decode(text, start)
    except json.JSONDecodeError as exc:
        raise TextError(f"is not JSON ({exc.msg} in line {exc.lineno}, column {exc.colno}); correct it") from exc
    except (ValueError, RecursionError) as exc:
        raise TextError(f"is JSON that can't be read ({exc}), expected a list of objects; correct it") from exc


def _read_list(text: str, pos: int, source: Source) -> Iterator[Found | Failure]:
    """The items of a list from behind its bracket; ends with a Failure at the first that is not JSON."""
    line, counted = 1 + text.count("\n", 0, pos), pos
    pos = _skip(text, pos)
    while pos < len(text) and text[pos] != "]":
        line, counted = line + text.count("\n", counted, pos), pos
        place = f"{source.name}:{line}"
        try:
            value, end = _decode_at(text, pos)
        except TextError as exc:
            yield Failure(source=place, reason=f"{exc}; the documents below were not read")
            return
        yield _row(value, place)
        pos = _skip(text, end)
        pos = _skip(text, pos + 1) if text[pos : pos + 1] == "," else pos
    if text[pos : pos + 1] != "]":
        yield Failure(
            source=source.name, reason="the JSON list breaks off, expected ']' at its end; get the whole file"
        )


def _looks_like_lines(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) > 1 and all(line.startswith("{") for line in lines)


def _read_value(value: Any, place: str) -> Iterator[Found | Failure]:
    """A single document, or an object that holds a list of them."""
    inner = value.get("documents") if isinstance(value, dict) and "text" not in value else None
    if isinstance(inner, list):
        yield from (_row(item, f"{place}, document {n}") for n, item in enumerate(inner, 1))
    else:
        yield _row(value, place)


def _row(value: Any, place: str) -> Found | Failure:
    try:
        return Found(place=place, doc=from_mapping(value, place))
    except TextError as exc:
        return failure(place, exc)


def _check_header(row: list[str]) -> list[str]:
    header = [name.strip().lower() for name in row]
    if "text" not in header:
        raise TextError(
            f"has the columns {', '.join(row)[:200]}, expected 'text' among them (and {', '.join(FIELDS)} as known); "
            "name the column of the texts 'text'"
        )
    twice = next((name for name in header if name in FIELDS and header.count(name) > 1), None)
    if twice:
        raise TextError(f"has two columns {twice!r}, expected one; rename one of them")
    return header


def _cells(rows: Any, source: Source) -> Iterator[tuple[str, list[str] | Failure]]:
    """Place and cells of each row that is not blank; a Failure for a row that is not CSV."""
    while True:
        place = f"{source.name}:{rows.line_num + 1}"
        try:
            cells = next(rows, None)
        except csv.Error as exc:
            yield place, Failure(source=place, reason=f"is not CSV ({exc}); double the quotation marks inside a cell")
            continue
        if cells is None:
            return
        if any(cells):
            yield place, cells


def _read_cells(cells: list[str], header: list[str], place: str) -> Iterator[Found | Failure]:
    if len(cells) > len(header):
        reason = f"has {len(cells)} cells, the header {len(header)}; put cells that hold separators in quotation marks"
        yield Failure(source=place, reason=reason)
    else:
        yield _row({name: cell for name, cell in zip(header, cells, strict=False) if name in FIELDS}, place)


def _skip(text: str, pos: int) -> int:
    """The next place that is not blank."""
    while pos < len(text) and text[pos] in _BLANK:
        pos += 1
    return pos


def _line_of(text: str, pos: int) -> int:
    return text.count("\n", 0, pos) + 1
