"""Plain text and Markdown: the text as it stands, and its title where the text plainly gives one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from comity.documents.dates import is_date_line, parse_date
from comity.documents.source import Found, Source
from comity.documents.text import MAX_TEXT_BYTES, decode
from comity.errors import TextError
from comity.records import Document

MAX_TITLE_CHARS = 160
MIN_TITLE_WORDS = 3

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<body>.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(title|date|publisher|url):(.+)$", re.MULTILINE | re.IGNORECASE)
_HEADING = re.compile(r"^#[ \t]+(\S.*)$", re.MULTILINE)


def read_plain(source: Source) -> Iterator[Found]:
    """One document: the file's text."""
    text = decode(source.read(MAX_TEXT_BYTES), source.charset)
    yield Found(place=source.name, doc=Document(id=source.id, text=text, title=find_title(text), url=source.url))


def read_markdown(source: Source) -> Iterator[Found]:
    """One document: the file's text with its marks; title, date, publisher and url from its front matter."""
    text = decode(source.read(MAX_TEXT_BYTES), source.charset)
    matter = _FRONT_MATTER.match(text)
    fields = {
        name.lower(): value.strip(" \t\r\"'") or None
        for name, value in _FIELD.findall(matter["body"] if matter else "")
    }
    heading = _HEADING.search(text, matter.end() if matter else 0)
    doc = Document(
        id=source.id, text=text, title=heading[1].rstrip("# \t\r") if heading else find_title(text), url=source.url
    )
    doc = replace(
        doc,
        title=fields.get("title", doc.title),
        date=_parse_front_date(fields.get("date")),
        publisher=fields.get("publisher"),
        url=fields.get("url", doc.url),
    )
    yield Found(place=source.name, doc=doc)


def find_title(text: str) -> str | None:
    """The first line, if it is plainly a heading: a few words without an end mark, then an empty line and more text."""
    first, _, rest = text.lstrip().partition("\n")
    title, following = first.strip(), rest.lstrip(" \t\r")
    if not following.startswith("\n") or not following.strip() or len(title) > MAX_TITLE_CHARS:
        return None
    is_heading = len(title.split()) >= MIN_TITLE_WORDS and title[0].isalnum() and title[-1] not in ".,;:!-–—"
    return title if is_heading and not is_date_line(title) else None


def _parse_front_date(value: str | None) -> dt.date | None:
    try:
        return parse_date(value)
    except TextError:  # front matter is free: a date that can't be read is as good as none
        return None
