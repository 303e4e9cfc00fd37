"""Codebook files: TOML read, checked and turned into records; each fault is told with its file and line.

The shipped files and a user's have one format, so that ours are examples of it. A user's file may also say `amend` in an
entry of ours, and holds `rename` and `map` tables.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from comity.codebook.entries import QUADS, CameoCode
from comity.codebook.phrases import expand
from comity.errors import CodebookError

_TEXT = "a text in quotes"
_TEXTS = "a list of texts"
_NUMBER = "a number"
_YES = "true or false"

# What an entry of each section may say, and of what kind it must be.
_SHARED = {"label": _TEXT, "definition": _TEXT, "words": _TEXTS, "amend": _YES}
_SCORED = {"score": _NUMBER, "score_source": _TEXT, "goldstein": _TEXTS, "cameo": _TEXT}
_KEYS: dict[str, dict[str, str]] = {
    "types": _SHARED | _SCORED | {"quad": _TEXT, "roots": _TEXTS},
    "modes": _SHARED | _SCORED,
    "contexts": _SHARED,
    "topics": {"label": _TEXT, "words": _TEXTS, "context": _TEXT, "broader": _TEXT, "amend": _YES},
}
_NEEDED: dict[str, tuple[str, ...]] = {"types": ("quad", "score"), "modes": (), "contexts": (), "topics": ("words",)}
_IDS = {
    "types": (re.compile(r"[A-Z][A-Z0-9_]*"), "capitals, such as NEGOTIATE"),
    "modes": (re.compile(r"[a-z][a-z0-9-]*"), "lower case with hyphens, such as back-channel"),
    "contexts": (re.compile(r"[a-z][a-z0-9_]*"), "lower case with underscores, such as space_law"),
    "topics": (re.compile(r"[a-z0-9][a-z0-9-]*"), "lower case with hyphens, such as deep-sea-mining"),
}
_TOP = ("name", "version", "types", "modes", "contexts", "topics", "rename", "map")
_TABLES = {"rename": ("types", "modes", "contexts", "topics"), "map": ("types", "modes")}
SECTIONS = tuple(_KEYS)

# section → id → what the file says of it; a mode's id is TYPE.mode
Entries = dict[str, dict[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """A codebook file as it stands, checked key by key but not yet against other files."""

    path: Path
    text: str
    name: str
    version: str
    entries: Entries
    rename: dict[str, dict[str, str]]
    map: dict[str, dict[str, str]]

    def fault(self, keys: tuple[str, ...], message: str) -> CodebookError:
        """The error for what stands under these keys, with the file and, where it can be told, the line."""
        return _fault(self.path, self.text, keys, message)


def read_file(path: Path) -> CodebookFile:
    """The codebook file, its own form checked. Raises CodebookError where it isn't as docs/codebook.md tells."""
    text = _read_text(path)
    content = _parse(path, text)
    known(path, text, content, _TOP, ())
    header = {key: content.get(key, "") for key in ("name", "version")}
    for key, value in header.items():
        _check_kind(path, text, (key,), value, _TEXT)
    return CodebookFile(
        path=path,
        text=text,
        name=header["name"] or path.stem,
        version=header["version"],
        entries=_read_entries(path, text, content),
        rename=_read_moves(path, text, content, "rename"),
        map=_read_moves(path, text, content, "map"),
    )


def read_cameo(path: Path) -> dict[str, CameoCode]:
    """The CAMEO codes by code, from the shipped table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            row["code"]: CameoCode(
                code=row["code"],
                label=row["label"],
                goldstein=float(row["goldstein"]),
                type=row["type"],
                mode=row["mode"] or None,
                source=row["source"],
            )
            for row in csv.DictReader(stream)
        }


def known(path: Path, text: str, table: Mapping[str, Any], names: tuple[str, ...], keys: tuple[str, ...]) -> None:
    """Refuse what isn't among the names."""
    for name in table:
        if name not in names:
            raise _fault(path, text, (*keys, name), f"unknown key {name!r}; {suggest(name, names)}")


def suggest(name: str, names: tuple[str, ...]) -> str:
    """What may have been meant by the name, else what there is."""
    close = get_close_matches(name.lower(), [option.lower() for option in names], n=1)
    meant = [option for option in names if close and option.lower() == close[0]]
    if meant:
        return f"did you mean {meant[0]!r}?"
    return f"expected one of {', '.join(names)}" if len(names) <= 20 else "`comity codebook` shows what there is"


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as exc:
        raise CodebookError(f"{path}: can't be read ({exc.strerror}); give the path of a TOML file") from exc
    except UnicodeDecodeError as exc:
        raise CodebookError(f"{path}: isn't UTF-8 text (byte {exc.start}); save it as UTF-8") from exc


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        what, _, place = str(exc).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        where = f"{path}:{line[1]}" if line else f"{path}, at its end"
        hint = "an entry stands once only" if "twice" in what or "overwrite" in what.lower() else "correct it by toml.io"
        raise CodebookError(f"{where}: {what[:1].lower()}{what[1:]}; {hint}") from exc


def _fault(path: Path, text: str, keys: tuple[str, ...], message: str) -> CodebookError:
    line = _line_of(text, keys)
    where = f"{path}:{line}" if line else str(path)
    label = f"[{'.'.join(keys)}]: " if keys else ""
    return CodebookError(f"{where}: {label}{message}")


def _line_of(text: str, keys: tuple[str, ...]) -> int | None:
    """The line, from 1, of the key or else of the table it stands in; tomllib doesn't tell."""
    best: tuple[int, int] | None = None
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*\[([^\[\]]+)\]\s*(#.*)?$", line)
        if head:
            table = _split_key(head[1])
            here = table
        elif assigned := re.match(r"\s*((?:[\w.-]|\"[^\"]*\"|'[^']*')+)\s*=", line):
            here = table + _split_key(assigned[1])
        else:
            continue
        if here == keys[: len(here)] and (best is None or len(here) > best[0]):
            best = (len(here), number)
    return best[1] if best else None


def _split_key(key: str) -> tuple[str, ...]:
    """The parts of a dotted key. A quoted "TYPE.mode" is parted like a bare one, as _flat does."""
    return tuple(part.strip() for part in re.sub(r"[\"']", "", key).split("."))


def _check_kind(path: Path, text: str, keys: tuple[str, ...], value: object, kind: str) -> None:
    fits = {
        _TEXT: isinstance(value, str),
        _TEXTS: isinstance(value, list) and all(isinstance(item, str) for item in value),
        _NUMBER: isinstance(value, int | float) and not isinstance(value, bool),
        _YES: isinstance(value, bool),
    }
    if not fits[kind]:
        raise _fault(path, text, keys, f"found {value!r}, expected {kind}")


def _read_entries(path: Path, text: str, content: Mapping[str, Any]) -> Entries:
    entries: Entries = {}
    for section in SECTIONS:
        table = _table(path, text, (section,), content.get(section, {}))
        if section == "modes":
            table = _flat_modes(path, text, table)
        for id, entry in table.items():
            _check_entry(path, text, section, id, entry)
        entries[section] = dict(table)
    return entries


def _table(path: Path, text: str, keys: tuple[str, ...], value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _fault(path, text, keys, f"found {value!r}, expected a table; write [{'.'.join(keys)}.ID] and its keys below")
    return value


def _flat_modes(path: Path, text: str, table: Mapping[str, Any]) -> dict[str, Any]:
    return {
        f"{type}.{mode}": entry
        for type, modes in table.items()
        for mode, entry in _table(path, text, ("modes", type), modes).items()
    }


def _check_entry(path: Path, text: str, section: str, id: str, entry: object) -> None:
    keys = (section, *id.split("."))
    table = _table(path, text, keys, entry)
    form, example = _IDS[section]
    if not form.fullmatch(keys[-1]):
        raise _fault(path, text, keys, f"an id of {section} is written in {example}; rename {keys[-1]!r}")
    known(path, text, table, tuple(_KEYS[section]), keys)
    for key, value in table.items():
        _check_kind(path, text, (*keys, key), value, _KEYS[section][key])
    _check_values(path, text, keys, table)
    for key in _NEEDED[section]:
        if key not in table and not table.get("amend"):
            raise _fault(path, text, keys, f"has no {key}; add it, or `amend = true` to change an entry of Comity's")


def _check_values(path: Path, text: str, keys: tuple[str, ...], table: Mapping[str, Any]) -> None:
    if not -10 <= table.get("score", 0) <= 10:
        raise _fault(path, text, (*keys, "score"), f"found {table['score']}, expected a score from -10 to 10")
    if table.get("quad", QUADS[0]) not in QUADS:
        raise _fault(path, text, (*keys, "quad"), f"found {table['quad']!r}; {suggest(table['quad'], QUADS)}")
    _check_words(path, text, (*keys, "words"), table.get("words", []))


def _check_words(path: Path, text: str, keys: tuple[str, ...], words: list[str]) -> None:
    seen: dict[str, str] = {}
    for pattern in words:
        try:
            phrases = expand(pattern)
        except ValueError as exc:
            raise _fault(path, text, keys, str(exc)) from exc
        for phrase in phrases:
            if phrase in seen:
                raise _fault(path, text, keys, f"{pattern!r} gives {phrase!r} again, as {seen[phrase]!r} does; leave out one")
            seen[phrase] = pattern


def _read_moves(path: Path, text: str, content: Mapping[str, Any], kind: str) -> dict[str, dict[str, str]]:
    tables = _table(path, text, (kind,), content.get(kind, {}))
    known(path, text, tables, _TABLES[kind], (kind,))
    moves: dict[str, dict[str, str]] = {}
    for section, table in tables.items():
        moves[section] = _flat(_table(path, text, (kind, section), table))
        for old, new in moves[section].items():
            _check_kind(path, text, (kind, section, *old.split(".")), new, _TEXT)
    return moves


def _flat(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table with dotted keys: TOML reads a bare SUPPORT.praise as a table in a table."""
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat |= {f"{key}.{below}": end for below, end in _flat(value).items()}
        else:
            flat[key] = value
    return flat
