"""Find and open sources: the files of a folder, an address, standard input; and what kind of text each is."""

from __future__ import annotations

import gzip
import io
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from comity.documents.mapping import FIELDS
from comity.documents.source import Source
from comity.errors import TextError
from comity.records import Failure

STDIN = "-"
KINDS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
ADVICE = {
    ".doc": "save it as .docx",
    ".rtf": "save it as .docx or as text",
    ".odt": "save it as .docx or as text",
    ".xlsx": "save the sheet as CSV",
    ".xls": "save the sheet as CSV",
    ".zip": "unpack it and give the folder",
    ".xml": "save it as text or JSON lines",
}
_MARKS = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "docx"), (b"PAR1", "parquet"))
_GZIP = b"\x1f\x8b"
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_LIST = re.compile(rb"\s*\[\s*\{")
_OBJECT = re.compile(rb"\s*\{\s*\"")
HEAD_BYTES = 1_024
_LAST_OF_OBJECT = re.compile(rb"\}\s*$")


def expand(name: str) -> Iterator[str | Failure]:
    """The source itself or, of a folder, its files with a known suffix at any depth, sorted, hidden ones left out."""
    if name == STDIN or "://" in name or not _is_folder(name):
        yield name
        return
    faults: list[OSError] = []
    n_files = 0
    for path in _walk(name, faults):
        n_files += 1
        yield path
    for exc in faults:
        yield Failure(source=str(exc.filename), reason=f"can't be opened ({exc.strerror}); check your rights")
    if not n_files and not faults:
        yield Failure(source=name, reason=f"is a folder without texts ({', '.join(KINDS)}); check the path")


def open_source(name: str) -> tuple[Source, str]:
    """The source, ready to be read from its start, and its kind: one of the values of KINDS.

    Raises TextError for what isn't there or is of a kind that isn't read, OSError for what may not be opened.
    """
    if "://" in name:
        return _open_url(name)
    if name == STDIN:
        stream = io.BufferedReader(_Borrowed(getattr(sys.stdin, "buffer", None)))
        return _with_kind(Source(name="stdin", id="stdin", stream=stream), "")
    return _open_file(name)


class _Borrowed(io.RawIOBase):
    """Another stream, read and never closed: standard input isn't ours."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream if stream is not None else io.BytesIO()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError:  # a path that may not be seen, or is too long: told when it is opened
        return False


def _walk(name: str, faults: list[OSError]) -> Iterator[str]:
    for folder, folders, files in os.walk(name, onerror=faults.append):
        folders[:] = sorted(entry for entry in folders if not entry.startswith("."))
        for file in sorted(files):
            path = Path(folder, file)
            is_hidden = file.startswith((".", "~$"))  # "~$": what Word leaves beside an open file
            if _suffix_of(file) and not is_hidden and path.is_file():
                yield str(path)


def _open_url(url: str) -> tuple[Source, str]:
    scheme = url.partition("://")[0]
    if scheme.lower() not in ("http", "https"):
        raise TextError(f"has the scheme {scheme!r}, expected http or https; save the text and give the file")
    from comity.documents.web import fetch  # httpx takes 80 ms to import

    source, file_name = fetch(url)
    return _with_kind(source, _suffix_of(file_name))


def _open_file(name: str) -> tuple[Source, str]:
    path = Path(name)
    if not path.exists():
        raise TextError("doesn't exist; check the path")
    if advice := ADVICE.get(path.suffix.lower()):
        raise TextError(f"is a {path.suffix} file, which isn't read; {advice}")
    suffix = _suffix_of(path.name)
    stem = path.name[: len(path.name) - len(suffix)] if suffix else path.stem
    stream = path.open("rb")  # closed where the source was read
    return _with_kind(Source(name=name, id=stem or name, stream=stream), suffix)


def _suffix_of(file: str) -> str:
    """The known suffix that a file name ends with, ".gz" behind it included; "" if there is none."""
    lowered = file.lower()
    bare = lowered.removesuffix(".gz")
    suffix = Path(bare).suffix
    return lowered[len(bare) - len(suffix) :] if suffix in KINDS else ""


def _with_kind(source: Source, suffix: str) -> tuple[Source, str]:
    """The source, unpacked if need be, with its kind by suffix or else by its first bytes."""
    try:
        return _unpack(source, suffix)
    except BaseException:
        source.close()
        raise


def _unpack(source: Source, suffix: str) -> tuple[Source, str]:
    head, source = _peek(source)
    if head.startswith(_GZIP):
        head, source = _peek(replace(source, stream=gzip.GzipFile(fileobj=source.stream), packed=source.stream))
    return source, KINDS.get(suffix.removesuffix(".gz")) or _guess_kind(head)


def _peek(source: Source) -> tuple[bytes, Source]:
    """The first bytes, at most, and the source still at its start."""
    stream = source.stream
    if not isinstance(stream, io.BufferedReader | gzip.GzipFile):
        stream = io.BufferedReader(_Borrowed(stream))
    return stream.peek(HEAD_BYTES)[:HEAD_BYTES], replace(source, stream=stream)


def _guess_kind(head: bytes) -> str:
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return "html"
    if _LIST.match(head):
        return "json"
    if _OBJECT.match(head):
        first, line_end, _ = head.partition(b"\n")
        return "json lines" if not line_end or _LAST_OF_OBJECT.search(first) else "json"
    return "csv" if _is_header(head) else "plain"


def _is_header(head: bytes) -> bool:
    cells = {cell.strip(b" \"'").lower() for cell in re.split(rb"[,;\t]", head.partition(b"\n")[0].strip())}
    return b"text" in cells and len(cells & {field.encode() for field in FIELDS}) > 1
