"""What the codebook holds: types, modes, contexts, topics and CAMEO codes, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A kind of act (AGREE, …, STATE) and the quad it falls in.

    score: −10 (most hostile) to +10 (most friendly) of an act of this type without a mode. goldstein: the CAMEO codes
    whose Goldstein scores it is the mean of; score_source: where it is from otherwise. cameo: the code of such an act;
    roots: the CAMEO roots the type takes in. words: typical acts, for people to read.
    """

    id: str
    label: str
    quad: str
    score: float
    definition: str = ""
    goldstein: tuple[str, ...] = ()
    score_source: str | None = None
    cameo: str | None = None
    roots: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """How an act of a type is done; `id` is TYPE.mode. Where score or cameo isn't given, the type's holds.

    words: triggers that tell the mode. own: it is from the user's file, not shipped.
    """

    id: str
    type: str
    mode: str
    label: str
    score: float
    definition: str = ""
    goldstein: tuple[str, ...] = ()
    score_source: str | None = None
    cameo: str | None = None
    words: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One of PLOVER's contexts, or a user's; words: what signals it."""

    id: str
    label: str
    definition: str = ""
    words: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEntry:
    """A topic of the thesaurus. context: the one it mostly stands in; broader: the topic above it, each by id."""

    id: str
    label: str
    words: tuple[str, ...]
    context: str | None = None
    broader: str | None = None
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """A CAMEO code, its Goldstein score, and the type and mode that it is here."""

    code: str
    label: str
    goldstein: float
    type: str
    mode: str | None
    source: str
