"""Word files (.docx): paragraphs and tables in their order.

python-docx reads XML with entities left unresolved, so a file can't make it read others; macros are never run.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordFile
from docx.table import Table

from comity.documents.plain import find_title
from comity.documents.source import MAX_FILE_BYTES, Found, Source
from comity.errors import TextError
from comity.records import Document

MAX_UNPACKED_BYTES = 500_000_000
_OLE = b"\xd0\xcf\x11\xe0"  # an old .doc, or a .docx under a password


def read_docx(source: Source) -> Iterator[Found]:
    """One document: a paragraph a line, a table's row a line. Its core properties hold no date of publication."""
    data = source.read(MAX_FILE_BYTES)
    _check_package(data)
    try:
        word = docx.Document(io.BytesIO(data))
        text = "\n\n".join(line for line in _lines(word) if line.strip())
        title = _find_heading(word)
    except Exception as exc:  # a damaged package breaks the parser in many ways
        raise TextError(f"is a damaged DOCX file ({type(exc).__name__}: {exc}); save it anew or as text") from exc
    if not text:
        raise TextError("has no text in it (pictures only?); give a text with at least one sentence")
    doc = Document(id=source.id, text=text, title=title or find_title(text), url=source.url)
    yield Found(place=source.name, doc=doc)


def _check_package(data: bytes) -> None:
    if data.startswith(_OLE):
        raise TextError("is encrypted or an old .doc file, expected DOCX; save a copy as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            n_bytes = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as exc:
        raise TextError(f"is not a DOCX file ({exc}); save it anew or as text") from exc
    if n_bytes > MAX_UNPACKED_BYTES:
        limit = f"{MAX_UNPACKED_BYTES / 1e6:.0f} MB"
        raise TextError(f"unpacks to {n_bytes / 1e6:.0f} MB, the limit is {limit}; save it as text")
    if "[Content_Types].xml" not in names:
        raise TextError("is a ZIP archive but no DOCX file; unpack it and give the texts in it")


def _lines(word: WordFile) -> Iterator[str]:
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            yield from (" | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows)
        else:
            yield block.text


def _find_heading(word: WordFile) -> str | None:
    """The first paragraph that is styled as a title or main heading."""
    for paragraph in word.paragraphs:
        style = paragraph.style.name if paragraph.style else None
        if style in ("Title", "Heading 1") and paragraph.text.strip():
            return " ".join(paragraph.text.split())
    return None
