"""Words go to stderr in one line, results to standard output or to a file that is whole or isn't there."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from comity.errors import ComityError


def say(message: str) -> None:
    """`comity: MESSAGE` on stderr, in one line."""
    print(f"comity: {one_line(message)}", file=sys.stderr, flush=True)


def one_line(message: str) -> str:
    """The message without line breaks and without anything that could steer a terminal: it may quote a hostile file."""
    return " ".join("".join(char if char.isprintable() else " " for char in message).split())


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """A stream to write the result to, in UTF-8.

    A file is written beside its place and moved there when all is done: if anything goes wrong, what stood there
    stays, and nothing half-written is left. What is no plain file (a pipe, a device) is written to as it is.
    """
    if path is None:
        yield _standard_output()
    elif path.exists() and not path.is_file():
        with _open(path, "w") as stream:
            yield stream
    else:
        yield from _moved_when_done(path.resolve())


def _standard_output() -> TextIO:
    stream = sys.stdout
    if not stream.isatty():  # a terminal knows its own encoding
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    return stream


def _moved_when_done(path: Path) -> Iterator[TextIO]:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _open(part, "x") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _open(path: Path, mode: str) -> TextIO:
    try:
        return path.open(mode, encoding="utf-8", newline="\n")  # type: ignore[return-value]
    except OSError as exc:
        raise ComityError(f"{path}: can't be written ({exc.strerror}); name another file with -o") from exc
