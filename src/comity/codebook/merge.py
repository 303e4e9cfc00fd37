"""A user's codebook file on top of the shipped one: renames first, then additions and changes, then maps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from comity.codebook.entries import CameoCode
from comity.codebook.source import suggest
from comity.codebook.tables import SECTIONS, CodebookFile, Entries

Act = tuple[str, str | None]


@dataclass(slots=True)
class Draft:
    """The codebook while it is put together.

    moved: section → Comity's id → the id it bears now. own: ids from the user's file. entries of modes: by TYPE.mode.
    mapped: type or TYPE.mode, as it is named now, to the type and mode that stand for it.
    """

    version: str
    cameo: dict[str, CameoCode]
    entries: Entries
    own: set[tuple[str, str]] = field(default_factory=set)
    moved: dict[str, dict[str, str]] = field(default_factory=lambda: {section: {} for section in SECTIONS})
    mapped: dict[str, Act] = field(default_factory=dict)


def add_file(draft: Draft, file: CodebookFile) -> None:
    """Put the user's file on top. Raises CodebookError where it doesn't fit."""
    for section in SECTIONS:  # types first: a mode is renamed under the name its type bears now
        for old, new in file.rename.get(section, {}).items():
            _rename(draft, file, section, old, new)
    for section in SECTIONS:
        for id, entry in file.entries[section].items():
            _put(draft, file, section, id, entry)
    for section in SECTIONS:
        for id, entry in file.entries[section].items():
            _check_references(draft, file, section, id, entry)
    _map_all(draft, file)
    draft.version += f" + {file.name} {file.version}".rstrip()


def _rename(draft: Draft, file: CodebookFile, section: str, old: str, new: str) -> None:
    keys = ("rename", section, *old.split("."))
    _need(draft, file, section, old, keys)
    if section == "modes":
        _rename_mode(draft, file, old, new, keys)
        return
    _refuse_taken(draft, file, section, new, keys)
    draft.moved[section][old] = new
    draft.entries[section] = _keyed_anew(draft.entries[section], old, new)
    if section == "types":
        draft.entries["modes"] = _under_type(draft.entries["modes"], old, new)
    for topic in draft.entries["topics"].values():
        for key, kind in (("context", "contexts"), ("broader", "topics")):
            if section == kind and topic.get(key) == old:
                topic[key] = new


def _rename_mode(draft: Draft, file: CodebookFile, old: str, new: str, keys: tuple[str, ...]) -> None:
    type = old.partition(".")[0]
    id = f"{type}.{new.rpartition('.')[2]}"
    if new not in (id, id.partition(".")[2]):
        raise file.source.fault(
            keys, f"{new!r} is of another type than {old!r}; write the new name alone, or use [map.modes]"
        )
    _refuse_taken(draft, file, "modes", id, keys)
    draft.moved["modes"][old] = id
    draft.entries["modes"] = _keyed_anew(draft.entries["modes"], old, id)


def _keyed_anew(entries: dict[str, dict[str, Any]], old: str, new: str) -> dict[str, dict[str, Any]]:
    return {new if id == old else id: entry for id, entry in entries.items()}


def _under_type(modes: dict[str, dict[str, Any]], old: str, new: str) -> dict[str, dict[str, Any]]:
    parted = {id: id.partition(".") for id in modes}
    return {f"{new}.{parted[id][2]}" if parted[id][0] == old else id: entry for id, entry in modes.items()}


def _put(draft: Draft, file: CodebookFile, section: str, id: str, entry: dict[str, Any]) -> None:
    keys = (section, *id.split("."))
    given = {key: value for key, value in entry.items() if key != "amend"}
    if entry.get("amend"):
        _need(draft, file, section, id, keys)
        _amend(draft.entries[section], id, given)
        return
    _refuse_taken(draft, file, section, id, keys)
    draft.entries[section][id] = given
    draft.own.add((section, id))


def _amend(entries: dict[str, dict[str, Any]], id: str, given: dict[str, Any]) -> None:
    """Words are added to those there are; whatever else is given takes the place of what there was."""
    words = [*entries[id].get("words", []), *given.get("words", [])]
    source: dict[str, Any] = {"goldstein": [], "score_source": None} if "score" in given else {}
    entries[id] = {**entries[id], **source, **given, "words": list(dict.fromkeys(words))}


def _need(draft: Draft, file: CodebookFile, section: str, id: str, keys: tuple[str, ...]) -> None:
    if id in draft.entries[section]:
        return
    if id in draft.moved[section]:
        raise file.source.fault(keys, f"{id!r} is renamed in this file; write {draft.moved[section][id]!r}")
    raise file.source.fault(
        keys, f"there is no {id!r} among the {section}; {suggest(id, tuple(draft.entries[section]))}"
    )


def _refuse_taken(draft: Draft, file: CodebookFile, section: str, id: str, keys: tuple[str, ...]) -> None:
    if id in draft.entries[section]:
        hint = "choose another id, or write `amend = true` in its entry to change the one there is"
        raise file.source.fault(keys, f"there is already {id!r} among the {section}; {hint}")
    if id in draft.moved[section]:
        raise file.source.fault(keys, f"{id!r} is Comity's name for what this file renames; choose another id")


def _check_references(draft: Draft, file: CodebookFile, section: str, id: str, entry: dict[str, Any]) -> None:
    keys = (section, *id.split("."))
    if section == "modes":
        _need(draft, file, "types", keys[1], keys)
    for key, kind in (("context", "contexts"), ("broader", "topics")):
        if key in entry:
            _need(draft, file, kind, entry[key], (*keys, key))
    for key in ("cameo", "goldstein", "roots"):
        codes = [entry[key]] if isinstance(entry.get(key), str) else entry.get(key, [])
        for code in codes:
            if code not in draft.cameo:
                raise file.source.fault((*keys, key), f"{code!r} is no CAMEO code; `comity codebook cameo` shows them")
    if section == "topics":
        _refuse_circle(draft, file, id)


def _refuse_circle(draft: Draft, file: CodebookFile, id: str) -> None:
    above = [id]
    while (broader := draft.entries["topics"][above[-1]].get("broader")) is not None:
        if broader in above:
            path = " → ".join([*above, broader])
            raise file.source.fault(("topics", id, "broader"), f"leads back to itself ({path}); leave out one of these")
        above.append(broader)


def _map_all(draft: Draft, file: CodebookFile) -> None:
    moves = {**file.map.get("types", {}), **file.map.get("modes", {})}
    for section in ("types", "modes"):
        for old, new in file.map.get(section, {}).items():
            keys = ("map", section, *old.split("."))
            _need(draft, file, section, old, keys)
            draft.mapped[old] = _target(draft, file, section, new, keys)
            if new in moves or new.partition(".")[0] in file.map.get("types", {}):
                raise file.source.fault(keys, f"{new!r} is itself mapped in this file; write where it ends")


def _target(draft: Draft, file: CodebookFile, section: str, new: str, keys: tuple[str, ...]) -> Act:
    type, _, mode = new.partition(".")
    _need(draft, file, "types", type, keys)
    if mode:
        _need(draft, file, "modes", new, keys)
    return type, mode or None
