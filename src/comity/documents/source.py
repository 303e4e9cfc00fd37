"""Where a text comes from: a file, a page or standard input, as a stream of bytes with a name."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from comity.documents.text import refuse_size
from comity.errors import TextError
from comity.records import Document, Failure

MAX_FILE_BYTES = 100_000_000  # of a PDF or DOCX file, whose pictures weigh more than its words
MAX_LIST_BYTES = 500_000_000  # of a file of many documents that has to be held whole (JSON list, CSV)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source. name: as messages give it; id: the default id of a document that is all of it.

    stream: read once, from its start. packed: the stream that it unpacks, if it does.
    charset: the encoding that a web server declared.
    """

    name: str
    id: str
    stream: io.BufferedIOBase
    packed: io.BufferedIOBase | None = None
    charset: str | None = None
    url: str | None = None

    def read(self, limit_bytes: int) -> bytes:
        """All bytes of the source. Raises TextError if there are more than the limit, or none."""
        data = self.stream.read(limit_bytes + 1)
        if len(data) > limit_bytes:
            refuse_size(self._size(len(data)), limit_bytes)
        if not data.strip(b" \t\r\n\f"):
            raise TextError("is empty; give a text with at least one sentence")
        return data

    def close(self) -> None:
        self.stream.close()
        if self.packed is not None:
            self.packed.close()

    def _size(self, n_read: int) -> int:
        """The whole size where the stream is a file, else what was read."""
        try:
            return max(n_read, os.fstat(self.stream.fileno()).st_size)
        except (OSError, ValueError):
            return n_read


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document as its source gives it, not yet checked, and its place: the source's name, or file:line."""

    place: str
    doc: Document


Reader = Callable[[Source], Iterator[Found | Failure]]


def failure(source: str, exc: Exception) -> Failure:
    """The Failure that tells of the exception in one line, without naming the source twice."""
    reason = " ".join(str(exc).split()) or type(exc).__name__
    return Failure(source=source, reason=reason.removeprefix(f"{source}: "))
