"""Web pages: the main text, with title, date and publisher where the page states them. Nothing on the page is run."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterator

from trafilatura import bare_extraction
from trafilatura.settings import Document as Page

from comity.documents.source import Found, Source
from comity.documents.text import MAX_TEXT_BYTES, decode
from comity.errors import TextError
from comity.records import Document

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
HEAD_BYTES = 4_096  # where a page names its encoding


def read_html(source: Source) -> Iterator[Found]:
    """One document: the page's main text, paragraphs a line each."""
    data = source.read(MAX_TEXT_BYTES)
    page = _extract(decode(data, source.charset or _declared_charset(data)), source.url)
    if page is None or not page.text:
        raise TextError("has no main text that can be told from menus and notices; save the article itself as text")
    doc = Document(
        id=source.id,
        text=page.text,
        title=page.title or None,
        date=_parse_day(page.date),
        publisher=page.sitename or None,
        url=source.url or page.url or None,
    )
    yield Found(place=source.name, doc=doc)


def _extract(markup: str, url: str | None) -> Page | None:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it logs is said in our own words
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        page = bare_extraction(
            markup,
            url=url,
            with_metadata=True,
            include_comments=False,
            # Only what the page states as its date: the extensive search takes any date in the text for it.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as exc:  # broken markup breaks the parsers below in many ways
        raise TextError(f"can't be read as HTML ({type(exc).__name__}: {exc}); save the page anew or as text") from exc
    return page if isinstance(page, Page) else None


def _declared_charset(data: bytes) -> str | None:
    match = _CHARSET.search(data, 0, HEAD_BYTES)
    return match[1].decode("ascii") if match else None


def _parse_day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError:
        return None
