"""PDF files with a text layer. Lines that the page broke are joined again to paragraphs."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from comity.documents.layout import join_lines
from comity.documents.plain import find_title
from comity.documents.source import MAX_FILE_BYTES, Found, Source
from comity.documents.text import MAX_CHARS
from comity.errors import TextError
from comity.records import Document

_LOCKED = "is encrypted; save a copy without a password"


def read_pdf(source: Source) -> Iterator[Found]:
    """One document: the text of all pages. Its dates of making are not dates of publication and are left aside."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it logs is said in our own words
    data = source.read(MAX_FILE_BYTES)
    try:
        text = _read_pages(data)
    except TextError:
        raise
    except (DependencyError, FileNotDecryptedError) as exc:
        raise TextError(_LOCKED) from exc
    except Exception as exc:  # a damaged file breaks the parser in many ways
        raise TextError(f"is a damaged PDF file ({type(exc).__name__}: {exc}); get it anew or save it as text") from exc
    yield Found(place=source.name, doc=Document(id=source.id, text=text, title=find_title(text), url=source.url))


def _read_pages(data: bytes) -> str:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):  # many are locked against printing only
        raise TextError(_LOCKED)
    pages: list[str] = []
    n_chars = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        n_chars += len(pages[-1])
        if n_chars > MAX_CHARS:
            raise TextError(f"has over {MAX_CHARS:,} characters of text, the limit for one document; split it")
    if not any(char.isalpha() for page in pages for char in page):
        raise TextError(f"has {len(pages)} pages without a text layer (a scan?); run text recognition (OCR) first")
    return join_lines(pages)
