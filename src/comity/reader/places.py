"""Where an act happened, as far as its sentence tells: "met in Oslo", "visited Saudi Arabia", "BISHKEK, 14 May —"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from comity.actors import Registry
from comity.reader.gazetteer import Gazetteer, KnownPlace, load_gazetteer
from comity.reader.names import Name
from comity.records import Place, Span

BEFORE_COSTS = 3  # words: a place rather belongs to the act before it
FAR_WORDS = 18
SETTING_WORDS = 1

_STATE_KINDS = frozenset({"name", "acronym", "former", "seat", "place", "city", "region"})
_WORD = re.compile(r"\w+")
_OTHER_CLAUSE = re.compile(
    r"[;:]|\b(?:that|which|who|whom|whose|where|when|while|because|although|if|whether|but|after|before|since|as)\b", re.I
)
_WHERE = re.compile(r",?\s+where\b")
_OWNS = re.compile(r"['’]s?\s+")
_IN_COUNTRY = re.compile(r",\s+(?:the\s+)?(?=[A-Z])")
_GOES_ON_AS_NAME = re.compile(
    r"(?:\s|-)(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?\s\d)[A-Z]\w"
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.’' -]+(?:,\s[A-Z][\w.]+)?)(?:,\s(?:[A-Z]\w+\.?\s\d+|\d+\s[A-Z]\w+)(?:,?\s\d{4})?)?\s?"
    r"(?:\([\w ./-]+\)\s?)?(?:\s[–-]{1,2}|\s?—)\s"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of data/where.toml. lead: what may open a place, with its preposition as the group "by"."""

    lead: re.Pattern[str]
    some: dict[str, frozenset[str]]
    part: re.Pattern[str]
    spoken: frozenset[str]
    done: frozenset[str]
    nowhere: frozenset[str]
    settings: frozenset[str]
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in the sentence, at span; start: where its preposition begins."""

    start: int
    span: Span
    place: Place
    by: str
    is_state: bool


def find_place(
    trigger: Span,
    others: tuple[Span, ...],
    text: str,
    sentence: Span,
    names: tuple[Name, ...],
    *,
    party_spans: tuple[Span, ...],
    registry: Registry,
    kind: str,
    mode: str | None,
) -> Place | None:
    """Where an act happened; None if its sentence doesn't tell.

    others: the other triggers of the sentence, names: its names. A name that is part of a party is no place, unless
    the act is a visit. kind and mode: the act's.
    """
    words, full = load_words(), f"{kind} {mode}"
    if full in words.nowhere:
        return None
    seen = _Sentence(text, sentence, names, registry, load_gazetteer())
    act = _Act(trigger, tuple(other for other in others if other != trigger), kind, mode)
    spots = [spot for spot in seen.spots(act) if act.is_visit or not any(spot.span.overlaps(party) for party in party_spans)]
    own = [spot for spot in spots if _is_own(act, spot, seen)]
    nearest = min(own, key=lambda spot: _cost(act.trigger, spot, text), default=None)
    return nearest.place if nearest else seen.dateline()


@dataclass(frozen=True, slots=True)
class _Act:
    trigger: Span
    others: tuple[Span, ...]
    kind: str
    mode: str | None

    @property
    def is_visit(self) -> bool:
        return (self.kind, self.mode) == ("CONSULT", "visit")

    @property
    def is_spoken(self) -> bool:
        words = load_words()
        return self.kind in words.spoken and f"{self.kind} {self.mode}" not in words.done

    def takes(self, preposition: str) -> bool:
        some = load_words().some
        special = {word for words in some.values() for word in words}
        allowed = some.get(self.kind, frozenset()) | some.get(f"{self.kind} {self.mode}", frozenset())
        return preposition not in special or preposition in allowed


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    span: Span
    names: tuple[Name, ...]
    registry: Registry
    gazetteer: Gazetteer

    def spots(self, act: _Act) -> Iterator[_Spot]:
        """Places after a preposition that fits the act, and for a visit what is visited."""
        starts = [(match.start(), match.end(), match["by"].lower()) for match in self._leads()]
        if act.is_visit:
            direct = load_words().visited.match(self.text, act.trigger.end, self.span.end)
            starts += [(direct.start(), direct.end(), "")] if direct else []
        for start, place_start, by in starts:
            found = self._place_at(place_start) if act.takes(by) else None
            if found is not None:
                yield _Spot(start, Span(place_start, found[0]), found[1], by, found[2])
