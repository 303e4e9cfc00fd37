"""Codebook files: TOML read, checked and turned into records; each fault is told with its file and line.

The shipped files and a user's have one format, so that ours are examples of it. A user's file may also say `amend` in
an entry of ours, and hold `rename` and `map` tables.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comity.codebook.entries import QUADS, CameoCode
from comity.codebook.phrases import expand
from comity.codebook.source import Source, read_source, suggest

_TEXT = "a text in quotes"
_TEXTS = "a list of texts"
_NUMBER = "a number"
_YES = "true or false"

# What an entry of each section may say, and of what kind it must be.
_SHARED = {"label": _TEXT, "definition": _TEXT, "words": _TEXTS, "amend": _YES}
_SCORED = {"score": _NUMBER, "score_source": _TEXT, "goldstein": _TEXTS, "cameo": _TEXT}
KEYS: dict[str, dict[str, str]] = {
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
SECTIONS = tuple(KEYS)

# section → id → what the file says of it; a mode's id is TYPE.mode
Entries = dict[str, dict[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """A codebook file, checked key by key but not yet against the entries it is put on top of."""

    source: Source
    name: str
    version: str
    entries: Entries
    rename: dict[str, dict[str, str]]
    map: dict[str, dict[str, str]]


def read_file(path: Path, *, trusted: bool = False) -> CodebookFile:
    """The codebook file, its own form checked. Raises CodebookError where it isn't as docs/codebook.md tells.

    trusted: don't check entry by entry, which takes longer than the reading; the tests do that for the shipped files.
    """
    source = read_source(path)
    content = source.parse()
    _refuse_unknown(source, content, _TOP, ())
    header = {key: content.get(key, "") for key in ("name", "version")}
    for key, value in header.items():
        _check_kind(source, (key,), value, _TEXT)
    return CodebookFile(
        source=source,
        name=header["name"] or path.stem,
        version=header["version"],
        entries=_read_entries(source, content, trusted),
        rename=_read_moves(source, content, "rename"),
        map=_read_moves(source, content, "map"),
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


def _check_kind(source: Source, keys: tuple[str, ...], value: object, kind: str) -> None:
    fits = {
        _TEXT: isinstance(value, str),
        _TEXTS: isinstance(value, list) and all(isinstance(item, str) for item in value),
        _NUMBER: isinstance(value, int | float) and not isinstance(value, bool),
        _YES: isinstance(value, bool),
    }
    if not fits[kind]:
        raise source.fault(keys, f"found {value!r}, expected {kind}")


def _read_entries(source: Source, content: Mapping[str, Any], trusted: bool) -> Entries:
    entries: Entries = {}
    for section in SECTIONS:
        table = _table(source, (section,), content.get(section, {}))
        if section == "modes":
            table = _flat_modes(source, table)
        for id, entry in () if trusted else table.items():
            _check_entry(source, section, id, entry)
        entries[section] = dict(table)
    return entries


def _refuse_unknown(source: Source, table: Mapping[str, Any], names: tuple[str, ...], keys: tuple[str, ...]) -> None:
    for name in table:
        if name not in names:
            raise source.fault((*keys, name), f"unknown key {name!r}; {suggest(name, names)}")


def _table(source: Source, keys: tuple[str, ...], value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        example = ".".join([*keys, "ID"])
        raise source.fault(keys, f"found {value!r}, expected a table; write [{example}] and its keys below")
    return value


def _flat_modes(source: Source, table: Mapping[str, Any]) -> dict[str, Any]:
    return {
        f"{type}.{mode}": entry
        for type, modes in table.items()
        for mode, entry in _table(source, ("modes", type), modes).items()
    }


def _check_entry(source: Source, section: str, id: str, entry: object) -> None:
    keys = (section, *id.split("."))
    table = _table(source, keys, entry)
    _check_id(source, keys, section, id.partition(".")[2] if section == "modes" else id)
    _refuse_unknown(source, table, tuple(KEYS[section]), keys)
    for key, value in table.items():
        _check_kind(source, (*keys, key), value, KEYS[section][key])
    _check_values(source, keys, table)
    for key in _NEEDED[section]:
        if table.get(key) in (None, []) and not table.get("amend"):
            raise source.fault(keys, f"has no {key}; add it, or `amend = true` to change an entry of Comity's")


def _check_id(source: Source, keys: tuple[str, ...], section: str, id: str) -> None:
    form, example = _IDS[section]
    if not form.fullmatch(id):
        raise source.fault(keys, f"found {id!r}, but an id of {section} is in {example}; write it so")


def _check_values(source: Source, keys: tuple[str, ...], table: Mapping[str, Any]) -> None:
    if not -10 <= table.get("score", 0) <= 10:
        raise source.fault((*keys, "score"), f"found {table['score']}, expected a score from -10 to 10")
    if table.get("quad", QUADS[0]) not in QUADS:
        raise source.fault((*keys, "quad"), f"found {table['quad']!r}; {suggest(table['quad'], QUADS)}")
    _check_words(source, (*keys, "words"), table.get("words", []))


def _check_words(source: Source, keys: tuple[str, ...], words: list[str]) -> None:
    seen: dict[str, str] = {}
    for pattern in words:
        try:
            phrases = expand(pattern)
        except ValueError as exc:
            raise source.fault(keys, str(exc)) from exc
        for phrase in phrases:
            if phrase in seen:
                message = f"{pattern!r} gives {phrase!r} again, as {seen[phrase]!r} does; leave out one"
                raise source.fault(keys, message)
            seen[phrase] = pattern


def _read_moves(source: Source, content: Mapping[str, Any], kind: str) -> dict[str, dict[str, str]]:
    tables = _table(source, (kind,), content.get(kind, {}))
    _refuse_unknown(source, tables, _TABLES[kind], (kind,))
    moves: dict[str, dict[str, str]] = {}
    for section, table in tables.items():
        moves[section] = _flat(_table(source, (kind, section), table))
        for old, new in moves[section].items():
            keys = (kind, section, *old.split("."))
            _check_kind(source, keys, new, _TEXT)
            if kind == "rename":
                _check_id(source, keys, section, new.rpartition(".")[2] if section == "modes" else new)
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
