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
FRONT_WORDS = 3

_PLACE_KINDS = frozenset({"seat", "place", "city", "region"})
_STATE_KINDS = _PLACE_KINDS | {"name", "acronym", "former"}
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*)\b"
_WORD = re.compile(r"\w+")
_OTHER_CLAUSE = re.compile(
    r"[;:]|\b(?:that|which|who|whom|whose|where|when|while|because|although|if|whether|but|after|before|since|as)\b",
    re.I,
)
_ON_TOPIC = re.compile(rf"\bon\s+(?!{_DAY}|\d|the\s+(?:sidelines|margins|occasion|eve))")
_WHERE = re.compile(r",?\s+where\b")
_OWNS = re.compile(r"['’]s?\s+")
_IN_COUNTRY = re.compile(r",\s+(?:the\s+)?(?=[A-Z])")
_LONGER_NAME = re.compile(rf"[ -](?!{_DAY})[A-Z]\w")  # "London School of Economics"
_UNLISTED = re.compile(r"[A-Z][\w’'-]+(?:[ -](?:[a-z]{2,3}[ -])?[A-Z][\w’'-]+){0,2}(?=,\s+[A-Z])")
_DATELINE = re.compile(
    rf"(?P<place>[A-Z][\w.’' -]*?)(?:,\s[A-Z][\w. ]+?)?(?:,\s(?:{_DAY}\.?\s\d+|\d+\s{_DAY})(?:,?\s\d{{4}})?)?\s?"
    r"(?:\([\w ./-]+\)\s?)?(?:\s[–-]{1,2}|\s?—)\s"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of data/where.toml. lead: what opens a place, its preposition as the group "by"; some: prepositions
    that only certain acts take; spoken, done, nowhere, topical: types, or types and modes."""

    lead: re.Pattern[str]
    direct: re.Pattern[str]
    part: re.Pattern[str]
    some: dict[str, frozenset[str]]
    spoken: frozenset[str]
    done: frozenset[str]
    nowhere: frozenset[str]
    settings: frozenset[str]
    topical: frozenset[str]
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in the sentence. start: where its preposition begins; span: its name."""

    start: int
    span: Span
    place: Place


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

    others: the other triggers of the sentence; names: its names. A name that is part of a party is no place, unless
    the act is a visit. kind and mode: the act's.
    """
    act = _Act(trigger, tuple(other for other in others if other != trigger), kind, mode)
    if f"{kind} {mode}" in load_words().nowhere:
        return None
    told = _Told(text, sentence, names, registry, load_gazetteer())
    own = [spot for spot in told.spots(act) if told.is_own(act, spot)]
    if not act.is_visit:
        own = [spot for spot in own if not any(spot.span.overlaps(party) for party in party_spans)]
    nearest = min(own, key=lambda spot: told.cost(trigger, spot), default=None)
    return nearest.place if nearest else told.dateline()


@cache
def load_words() -> Words:
    rows = tomllib.loads(files("comity.reader").joinpath("data/where.toml").read_text("utf-8"))
    some = {act: frozenset(words) for act, words in rows["prepositions"]["some"].items()}
    plain, parts = _any(rows["prepositions"]["plain"]), _any(rows["parts"])
    before = rf"(?:(?i:{_any(rows['before_name'])})\s+)*"
    of_part = rf"(?:(?:\w+\s+)?(?:{parts})\s+of\s+{before})?"
    by = rf"(?i:{plain}|{_any(word for words in some.values() for word in words)}|on(?=\s+the\s+(?:{parts})\s+of))"
    return Words(
        lead=re.compile(rf"\b(?P<by>{by})\s+{before}{of_part}(?=[A-Z])"),
        direct=re.compile(rf"\s+{before}{of_part}(?=[A-Z])"),
        part=re.compile(rf"\s*(?:[a-z-]+\s+)?(?:{parts})\b(?:\s+of)?,?\s*"),
        some=some,
        spoken=frozenset(rows["spoken"]["types"]),
        done=frozenset(rows["spoken"]["done"]),
        nowhere=frozenset(rows["spoken"]["nowhere"]),
        settings=frozenset(rows["spoken"]["settings"]),
        topical=frozenset(rows["about"]["types"]),
        about=frozenset(rows["about"]["words"]),
    )


def _any(words: list[str] | Iterator[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(set(words), key=len, reverse=True))


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
        return self.kind in load_words().spoken and f"{self.kind} {self.mode}" not in load_words().done

    def takes(self, preposition: str) -> bool:
        some = load_words().some
        if not any(preposition in words for words in some.values()):
            return True
        return any(preposition in some.get(key, ()) for key in (self.kind, f"{self.kind} {self.mode}"))


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence with its names and where to look them up."""

    text: str
    span: Span
    names: tuple[Name, ...]
    registry: Registry
    gazetteer: Gazetteer

    def spots(self, act: _Act) -> Iterator[_Spot]:
        """Places after a preposition that fits the act, and what a visit has for its object."""
        leads = [
            m
            for m in load_words().lead.finditer(self.text, self.span.start, self.span.end)
            if act.takes(m["by"].lower())
        ]
        direct = load_words().direct.match(self.text, act.trigger.end, self.span.end) if act.is_visit else None
        for lead in [*leads, direct] if direct else leads:
            found = self._place_at(lead.end())
            if found is not None:
                yield _Spot(lead.start(), Span(lead.end(), found[0]), found[1])

    def is_own(self, act: _Act, spot: _Spot) -> bool:
        """Whether a place is the act's rather than that of another act or of what is talked about."""
        if act.trigger.overlaps(spot.span):
            return True
        if self._is_apart(act.trigger, spot) or (act.is_spoken and not self._is_setting(act.trigger, spot)):
            return False
        if spot.span.end <= act.trigger.start and _WHERE.match(
            self.text, spot.span.end
        ):  # "in Oslo, where they signed"
            return True
        if act.kind in load_words().topical and not act.is_visit and self._is_topic(act.trigger, spot):
            return False
        cost = self.cost(act.trigger, spot)
        rivals = [other for other in act.others if self.cost(other, spot) < cost and not self._is_apart(other, spot)]
        return not rivals or self._opens(spot) or all(self._is_joined(act.trigger, other) for other in rivals)

    def cost(self, trigger: Span, spot: _Spot) -> int:
        """The number of words between, and some more if the place stands first."""
        return _count(self._between(trigger, spot)) + (BEFORE_COSTS if spot.start < trigger.start else 0)

    def dateline(self) -> Place | None:
        """The place that opens the sentence as a dateline does."""
        found = _DATELINE.match(self.text, self.span.start, self.span.end)
        known = self.gazetteer.named(found["place"]) if found else None
        return _to_place(known) if known else None

    # ---- what a place stands beside

    def _between(self, trigger: Span, spot: _Spot) -> str:
        if trigger.end <= spot.start:
            return self.text[trigger.end : spot.start]
        return self.text[spot.span.end : trigger.start]

    def _is_apart(self, trigger: Span, spot: _Spot) -> bool:
        between = self._between(trigger, spot)
        if spot.span.end <= trigger.start and (where := _WHERE.match(between)):  # "in Oslo, where they signed"
            between = between[where.end() :]
        if _count(between) > FAR_WORDS and not self._opens(spot):
            return True
        return _OTHER_CLAUSE.search(between) is not None

    def _opens(self, spot: _Spot) -> bool:
        return _count(self.text[self.span.start : spot.start]) < FRONT_WORDS

    def _is_setting(self, trigger: Span, spot: _Spot) -> bool:
        """Whether words were said there: "told reporters in Oslo", but not "condemned violence in Oslo"."""
        if spot.start < trigger.end:
            return self._opens(spot) or _WHERE.match(self.text, spot.span.end) is not None
        between = _WORD.findall(self._between(trigger, spot))
        return not between or bool(load_words().settings.intersection(between[-3:]))

    def _is_topic(self, trigger: Span, spot: _Spot) -> bool:
        """Whether a place is what was talked of: "discussed the war in Mali"."""
        if spot.start < trigger.end or self.text.startswith("at ", spot.start):
            return False
        between = self.text[trigger.start : spot.start]
        return _ON_TOPIC.search(between) is not None or not load_words().about.isdisjoint(
            _WORD.findall(between.lower())
        )

    def _is_joined(self, trigger: Span, other: Span) -> bool:
        """Whether two acts are coordinated ("met and signed a pact in Oslo") and so share their place."""
        first, second = sorted((trigger, other))
        between = self.text[first.end : second.start]
        return re.search(r"(?:\band|,)\s+(?:\w+ly\s+)?$", between) is not None and not _OTHER_CLAUSE.search(between)

    # ---- which place a name means

    def _place_at(self, start: int) -> tuple[int, Place] | None:
        """The place whose name starts there, as (where the name ends, place)."""
        name = next((name for name in self.names if name.span.start <= start < name.span.end), None)
        state = self._state_of(name)
        if name is not None and name.kind == "demonym":
            part = load_words().part.match(self.text, name.span.end, self.span.end)
            return self._inside(state, part.end()) if part else None
        if name is not None and state and (owner := _OWNS.match(self.text, name.span.end, self.span.end)):
            part = load_words().part.match(self.text, owner.end(), self.span.end)
            return self._inside(state, part.end() if part else owner.end())
        known = self._known_at(start, name, state)
        if known is not None:
            return known
        if name is None:
            return self._unlisted(start)
        if _LONGER_NAME.match(self.text, name.span.end, self.span.end):
            return None
        return (name.span.end, self._whole(state, name)) if state and name.kind in _STATE_KINDS else None

    def _state_of(self, name: Name | None) -> str | None:
        """ISO code of the state that a name means."""
        if name is None or not name.who.actor or not name.who.actor.startswith("state/"):
            return None
        return name.who.code

    def _inside(self, state: str | None, start: int) -> tuple[int, Place] | None:
        """A place in a state: "in Iraq's Anbar province", "in the Syrian city of Homs", else the state itself."""
        found = self.gazetteer.at(self.text, start, self.span.end, state)
        if found and found[1].country == state and self.text[start].isupper():
            return found[0], _to_place(found[1])
        return (start, self._whole(state, None)) if state else None

    def _known_at(self, start: int, name: Name | None, state: str | None) -> tuple[int, Place] | None:
        """A place of the gazetteer; a registry's name that is longer, or means no place, goes before it."""
        found = self.gazetteer.at(self.text, start, self.span.end, state or self._country_said())
        if found is None:
            return None
        end, place = found
        if name is not None and end < name.span.end:  # "Tripoli, Lebanon" may be one name in the registry
            return (name.span.end, _to_place(place)) if name.kind in _PLACE_KINDS and place.country == state else None
        if _LONGER_NAME.match(self.text, end, self.span.end):
            return None
        if name is not None and end == name.span.end and name.kind not in _PLACE_KINDS:
            return None
        country = self._country_after(end)
        if country and country[1] != place.country:
            better = self.gazetteer.named(self.text[start:end], country[1])
            better = better if better and better.country == country[1] else None
            return country[0], _to_place(better) if better else self._in_state(self.text[start:end], country[1])
        return end, _to_place(place)

    def _unlisted(self, start: int) -> tuple[int, Place] | None:
        """A place that the gazetteer lacks, with its country: "in Sednaya, Syria"."""
        found = _UNLISTED.match(self.text, start, self.span.end)
        country = self._country_after(found.end()) if found else None
        return (country[0], self._in_state(found.group(), country[1])) if found and country else None

    def _country_after(self, end: int) -> tuple[int, str] | None:
        """The country named after a comma, as (where its name ends, ISO code)."""
        comma = _IN_COUNTRY.match(self.text, end, self.span.end)
        name = next((name for name in self.names if comma and name.span.start == comma.end()), None)
        if name is not None:
            state = self._state_of(name) if name.kind in ("name", "acronym", "former") else None
            return (name.span.end, state) if state else None
        region = self.gazetteer.at(self.text, comma.end(), self.span.end) if comma else None
        return (region[0], region[1].country) if region and region[1].kind == "region" and region[1].country else None

    def _country_said(self) -> str | None:
        """The only state that the sentence names."""
        said = {state for name in self.names if (state := self._state_of(name))}
        return said.pop() if len(said) == 1 else None

    def _whole(self, state: str | None, name: Name | None) -> Place:
        """A state, or a place in it by the text's words, where the state's capital lies."""
        row = self.registry.state(state or "")
        words = name.text.split(",")[0] if name and name.kind in _PLACE_KINDS else None
        return self._in_state(words or (row.name if row else ""), state or "")

    def _in_state(self, name: str, state: str) -> Place:
        row, capital = self.registry.state(state), self.gazetteer.capitals.get(state)
        lat, lon = (row.lat, row.lon) if row else (None, None)
        if lat is None and capital is not None:
            lat, lon = capital.lat, capital.lon
        return Place(name=name, country=state, lat=lat, lon=lon)


def _to_place(known: KnownPlace) -> Place:
    return Place(name=known.name, country=known.country, lat=known.lat, lon=known.lon)


def _count(words: str) -> int:
    return len(_WORD.findall(words))
