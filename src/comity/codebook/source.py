"""A TOML file that a person wrote: its text, what it says, and errors that name its lines."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from comity.errors import CodebookError

_HEAD = re.compile(r"\s*\[([^\[\]]+)\]\s*(#.*)?$")
_ASSIGNED = re.compile(r"\s*((?:[\w.-]|\"[^\"]*\"|'[^']*')+)\s*=")
# As many names as a hint may list; more are looked up with the command.
_MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file and its text."""

    path: Path
    text: str

    def parse(self) -> dict[str, Any]:
        """What the file says. Raises CodebookError, with the line, where it is no TOML."""
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as exc:
            what, _, place = str(exc).partition(" (at ")
            told = re.match(r"line (\d+)", place)
            line = told[1] if told else max(len(self.text.splitlines()), 1)  # else "at end of document"
            twice = "twice" in what or "overwrite" in what.lower()
            hint = "an entry stands once only, join the two" if twice else "correct it (toml.io tells the format)"
            raise CodebookError(f"{self.path}:{line}: {what[:1].lower()}{what[1:]}; {hint}") from exc

    def fault(self, keys: tuple[str, ...], message: str) -> CodebookError:
        """The error for what stands under these keys, with the file and, where it can be told, the line."""
        line = self._line_of(keys)
        where = f"{self.path}:{line}" if line else str(self.path)
        return CodebookError(f"{where}: [{'.'.join(keys)}]: {message}")

    def _line_of(self, keys: tuple[str, ...]) -> int | None:
        """The line, from 1, where the key or its table stands first, else the table it is in; tomllib doesn't tell."""
        best: tuple[int, int] | None = None
        table: tuple[str, ...] = ()
        for number, line in enumerate(self.text.splitlines(), 1):
            if head := _HEAD.match(line):
                here = table = _split_key(head[1])
            elif assigned := _ASSIGNED.match(line):
                here = table + _split_key(assigned[1])
            else:
                continue
            shared = min(len(here), len(keys))
            if here[:shared] == keys[:shared] and (best is None or shared > best[0]):
                best = (shared, number)
        return best[1] if best else None


def read_source(path: Path) -> Source:
    """The file with its text. Raises CodebookError where it can't be read."""
    try:
        return Source(path, path.read_text(encoding="utf-8"))
    except OSError as exc:
        raise CodebookError(f"{path}: can't be read ({exc.strerror}); give the path of a TOML file") from exc
    except UnicodeDecodeError as exc:
        raise CodebookError(f"{path}: isn't UTF-8 text (byte {exc.start}); save it as UTF-8") from exc


def suggest(name: str, names: tuple[str, ...]) -> str:
    """What may have been meant by the name, else what there is."""
    close = get_close_matches(name.lower(), [option.lower() for option in names], n=1)
    meant = [option for option in names if close and option.lower() == close[0]]
    if meant:
        return f"did you mean {meant[0]!r}?"
    listed = len(names) <= _MOST_NAMES
    return f"expected one of {', '.join(names)}" if listed else "`comity codebook` shows what there is"


def _split_key(key: str) -> tuple[str, ...]:
    """The parts of a dotted key; a quoted "TYPE.mode" is parted like a bare one."""
    return tuple(part.strip() for part in re.sub(r"[\"']", "", key).split("."))
