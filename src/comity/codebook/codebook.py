"""The codebook: types, modes, contexts and topics by id, their scores and CAMEO codes, and what words tell them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import sqrt
from pathlib import Path
from types import MappingProxyType

from comity.codebook.entries import CameoCode, Context, EventType, Mode, TopicEntry
from comity.codebook.merge import Act, Draft, add_file
from comity.codebook.phrases import Found, PhraseFinder
from comity.codebook.source import suggest
from comity.codebook.tables import SECTIONS, read_cameo, read_file
from comity.errors import CodebookError
from comity.records import Topic

_DATA = Path(__file__).parent / "data"
# What a press release is about stands in its headline and first paragraph: a mention there counts double.
_LEAD_CHARS = 500
_LEAD_COUNTS = 2.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Codebook:
    """What records may say, by id, as the user's file leaves it; `modes` by TYPE.mode, `cameo_codes` by code.

    Where a type or a mode is asked for, Comity's own ids are understood as well as the user's for the same thing.
    """

    version: str
    types: Mapping[str, EventType]
    modes: Mapping[str, Mode]
    contexts: Mapping[str, Context]
    topics: Mapping[str, TopicEntry]
    cameo_codes: Mapping[str, CameoCode]
    _moved: Mapping[str, Mapping[str, str]]
    _mapped: Mapping[str, Act]

    def quad(self, type: str) -> str:
        """Verbal or material, cooperation or conflict; or statement."""
        return self.types[self.map_type(type)].quad

    def score(self, type: str, mode: str | None = None) -> float:
        """−10 (most hostile) to +10 (most friendly) of an act."""
        return self._entry(type, mode).score

    def cameo(self, type: str, mode: str | None = None) -> str | None:
        """The nearest CAMEO code of an act; None for a type of the user's that names none."""
        return self._entry(type, mode).cameo

    def from_cameo(self, code: str) -> Act:
        """The type and mode of a CAMEO code of two to four digits, or of the longest known code it begins with."""
        for length in range(len(code), 1, -1):
            if code[:length] in self.cameo_codes:
                known = self.cameo_codes[code[:length]]
                return self.map_mode(known.type, known.mode)
        raise CodebookError(f"{code!r} is no CAMEO code; expected digits that begin with 01 to 20, such as 051")

    def modes_of(self, type: str) -> tuple[Mode, ...]:
        """The modes of a type, in the codebook's order."""
        return tuple(mode for mode in self.modes.values() if mode.type == self.map_type(type))

    def map_type(self, type: str) -> str:
        """The id that the user's file gives to a type."""
        return self.map_mode(type, None)[0]

    def map_mode(self, type: str, mode: str | None) -> Act:
        """The type and mode that the user's file gives to an act of this type and mode."""
        type_now = self._moved["types"].get(type, type)
        key = f"{type_now}.{mode}"
        key = self._moved["modes"].get(key, key)
        if mode is not None and key in self._mapped:
            return self._mapped[key]
        mode = mode if mode is None else key.partition(".")[2]
        if type_now not in self._mapped:
            return self._known(type_now, mode)
        type_now, preset = self._mapped[type_now]
        return type_now, mode if f"{type_now}.{mode}" in self.modes else preset

    def map_context(self, context: str) -> str:
        """The id that the user's file gives to a context."""
        context = self._moved["contexts"].get(context, context)
        if context not in self.contexts:
            raise CodebookError(f"there is no context {context!r}; {suggest(context, tuple(self.contexts))}")
        return context

    def recode(self, type: str, mode: str | None, trigger: str) -> Act:
        """Type and mode as the user's file has them: its own mode if the trigger holds its words, else as mapped."""
        type_now, mode_now = self.map_mode(type, mode)
        own = self._own_modes.get(type_now)
        found = _longest(own.find(trigger)) if own else None
        return type_now, found or mode_now

    def find_mode(self, type: str, trigger: str) -> str | None:
        """The mode whose words stand in the trigger (the longest phrase of them), None if none does."""
        finder = self._mode_finders.get(self.map_type(type))
        return _longest(finder.find(trigger)) if finder else None

    def find_topics(self, text: str) -> tuple[Found, ...]:
        """(topic id, start, end) for each phrase of the thesaurus in the text, in its order; longest match first."""
        return self._topic_finder.find(text)

    def find_contexts(self, text: str) -> tuple[str, ...]:
        """Contexts that the text's words signal, the one with most words first."""
        counts: dict[str, int] = {}
        for id, _, _ in self._context_finder.find(text):
            counts[id] = counts.get(id, 0) + 1
        return tuple(sorted(counts, key=lambda id: -counts[id]))

    def weigh_topics(self, text: str, most: int = 20) -> tuple[Topic, ...]:
        """What the text is about: its topics, heaviest first, with weights that sum to 1; empty if it has none.

        A topic weighs as the square root of its mentions, those in the first 500 characters counting double: ten
        mentions of one thing don't drown what is said once. No more than `most` topics are kept.
        """
        counts: dict[str, float] = {}
        for id, start, _ in self.find_topics(text):
            counts[id] = counts.get(id, 0.0) + (_LEAD_COUNTS if start < _LEAD_CHARS else 1.0)
        heaviest = sorted(counts, key=lambda id: -counts[id])[:most]
        total = sum(sqrt(counts[id]) for id in heaviest)
        return tuple(Topic(topic=id, weight=sqrt(counts[id]) / total) for id in heaviest)

    def _entry(self, type: str, mode: str | None) -> EventType | Mode:
        type, mode = self.map_mode(type, mode)
        return self.types[type] if mode is None else self.modes[f"{type}.{mode}"]

    def _known(self, type: str, mode: str | None) -> Act:
        if type not in self.types:
            raise CodebookError(f"there is no type {type!r}; {suggest(type, tuple(self.types))}")
        if mode is not None and f"{type}.{mode}" not in self.modes:
            modes = tuple(entry.mode for entry in self.modes.values() if entry.type == type)
            hint = suggest(mode, modes) if modes else "it has none at all"
            raise CodebookError(f"{type} has no mode {mode!r}; {hint}")
        return type, mode

    @cached_property
    def _topic_finder(self) -> PhraseFinder:
        return PhraseFinder({id: topic.words for id, topic in self.topics.items()})

    @cached_property
    def _context_finder(self) -> PhraseFinder:
        return PhraseFinder({id: context.words for id, context in self.contexts.items()})

    @cached_property
    def _mode_finders(self) -> dict[str, PhraseFinder]:
        return _finders(tuple(self.modes.values()))

    @cached_property
    def _own_modes(self) -> dict[str, PhraseFinder]:
        return _finders(tuple(mode for mode in self.modes.values() if mode.own))


def load_codebook(extra: Path | None = None) -> Codebook:
    """The shipped codebook (read once), with the user's file on top if one is given.

    Raises CodebookError, with file and line, where that file doesn't fit. docs/codebook.md tells its format.
    """
    if extra is None:
        return _load_shipped()
    draft = _draft_shipped()
    add_file(draft, read_file(extra))
    return _build(draft)


@lru_cache(maxsize=1)
def _load_shipped() -> Codebook:
    return _build(_draft_shipped())


def _draft_shipped() -> Draft:
    files = {section: read_file(_DATA / f"{section}.toml", trusted=True) for section in SECTIONS}
    entries = {section: file.entries[section] for section, file in files.items()}
    return Draft(version=files["types"].version, cameo=read_cameo(_DATA / "cameo.csv"), entries=entries)


def _build(draft: Draft) -> Codebook:
    types = {id: _make_type(draft, id) for id in draft.entries["types"] if id not in draft.mapped}
    modes = {id: _make_mode(draft, types, id) for id in draft.entries["modes"] if _stays(draft, id)}
    return Codebook(
        version=draft.version,
        types=MappingProxyType(types),
        modes=MappingProxyType(modes),
        contexts=MappingProxyType({id: _make_context(draft, id) for id in draft.entries["contexts"]}),
        topics=MappingProxyType({id: _make_topic(draft, id) for id in draft.entries["topics"]}),
        cameo_codes=MappingProxyType(draft.cameo),
        _moved=draft.moved,
        _mapped=draft.mapped,
    )


def _stays(draft: Draft, mode: str) -> bool:
    return mode not in draft.mapped and mode.partition(".")[0] not in draft.mapped


def _make_type(draft: Draft, id: str) -> EventType:
    entry = draft.entries["types"][id]
    return EventType(
        id=id,
        label=entry.get("label", id.lower()),
        quad=entry["quad"],
        score=float(entry["score"]),
        definition=entry.get("definition", ""),
        goldstein=tuple(entry.get("goldstein", ())),
        score_source=entry.get("score_source"),
        cameo=entry.get("cameo"),
        roots=tuple(entry.get("roots", ())),
        words=tuple(entry.get("words", ())),
        own=("types", id) in draft.own,
    )


def _make_mode(draft: Draft, types: Mapping[str, EventType], id: str) -> Mode:
    entry = draft.entries["modes"][id]
    type, _, mode = id.partition(".")
    return Mode(
        id=id,
        type=type,
        mode=mode,
        label=entry.get("label", mode),
        score=float(entry.get("score", types[type].score)),
        definition=entry.get("definition", ""),
        goldstein=tuple(entry.get("goldstein", ())),
        score_source=entry.get("score_source"),
        cameo=entry.get("cameo", types[type].cameo),
        words=tuple(entry.get("words", ())),
        own=("modes", id) in draft.own,
    )


def _make_context(draft: Draft, id: str) -> Context:
    entry = draft.entries["contexts"][id]
    return Context(
        id=id,
        label=entry.get("label", id),
        definition=entry.get("definition", ""),
        words=tuple(entry.get("words", ())),
        own=("contexts", id) in draft.own,
    )


def _make_topic(draft: Draft, id: str) -> TopicEntry:
    entry = draft.entries["topics"][id]
    return TopicEntry(
        id=id,
        label=entry.get("label", id),
        words=tuple(entry["words"]),
        context=entry.get("context"),
        broader=entry.get("broader"),
        own=("topics", id) in draft.own,
    )


def _finders(modes: tuple[Mode, ...]) -> dict[str, PhraseFinder]:
    """A finder for each type that has modes with words."""
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    for mode in modes:
        if mode.words:
            words.setdefault(mode.type, {})[mode.mode] = mode.words
    return {type: PhraseFinder(patterns) for type, patterns in words.items()}


def _longest(found: tuple[Found, ...]) -> str | None:
    return max(found, key=lambda match: match[2] - match[1])[0] if found else None
