"""A row of data (a JSON object, a row of CSV or Parquet) to a Document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from comity.documents.dates import parse_period
from comity.errors import TextError
from comity.records import Document

FIELDS = ("id", "text", "title", "date", "publisher", "url")
_KINDS: dict[type, str] = {
    dict: "an object",
    list: "a list",
    str: "a text",
    bool: "true or false",
    int: "a number",
    float: "a number",
}


def from_mapping(row: Mapping[str, Any], source: str) -> Document:
    """The document that a row gives; its text is kept exactly as given.

    Fields: text (needed), id, title, date, publisher, url; others are left aside. `source` ("file:line") names the row
    in messages and is the id where the row has none. A date may be a mere month or year: see `parse_period`.
    Raises TextError naming the source.
    """
    try:
        return _build(row, source)
    except TextError as exc:
        raise TextError(f"{source}: {exc}") from exc


def _build(row: Mapping[str, Any], source: str) -> Document:
    if not isinstance(row, Mapping):
        raise TextError(f"is {_kind(row)}, expected an object with the fields {', '.join(FIELDS)}")
    text = row.get("text")
    if not isinstance(text, str):
        found = "no field 'text'" if text is None else f"a field 'text' that is {_kind(text)}"
        raise TextError(f"has {found} (fields: {_names(row)}), expected the document's words in it; add it")
    day, precision = parse_period(row.get("date"))
    return Document(
        id=_word(row, "id") or source,
        text=text,
        title=_word(row, "title"),
        date=day,
        date_precision=precision,
        publisher=_word(row, "publisher"),
        url=_word(row, "url"),
    )


def _word(row: Mapping[str, Any], field: str) -> str | None:
    """The field's words; a number is taken as written, so that ids may be numbers."""
    value = row.get(field)
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TextError(f"has a field {field!r} that is {_kind(value)}, expected text; correct it or leave it out")


def _names(row: Mapping[str, Any]) -> str:
    names = [str(name)[:30] for name in row]
    return ", ".join(names[:12]) + (", …" if len(names) > 12 else "") if names else "none"


def _kind(value: object) -> str:
    return "null" if value is None else _KINDS.get(type(value), f"a {type(value).__name__}")
