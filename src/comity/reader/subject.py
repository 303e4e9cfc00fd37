"""What a text is about and in whose voice: the state it names most, its issuer's "I", a speech to the world."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from comity.reader.lexicon import Lexicon
from comity.reader.names import TELLERS, Name
from comity.reader.phrases import PLACES
from comity.reader.speakers import QUOTED, Speakers
from comity.reader.who import Directory, Who
from comity.records import Document

_FIRST_PERSON = re.compile(r"\bI\b|\b[Ww]e\b|\b[Oo]ur\b|\b[Mm]y\b")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is named in a text and who speaks, known before its parties are resolved; `names` has one row a sentence."""

    doc: Document
    names: tuple[tuple[Name, ...], ...]
    speakers: Speakers
    directory: Directory
    lexicon: Lexicon


class Subject:
    """main: the state a text is about; main_other: the same without its issuer's, unless it names no other."""

    def __init__(self, cast: Cast) -> None:
        self._speakers, self._directory = cast.speakers, cast.directory
        self._states = count_states(cast.doc, cast.names, cast.directory)
        self._reports = not speaks(cast.doc, cast.speakers)
        self.to_world = not self._reports and speaks_to_world(cast.names, cast.speakers)
        self.main = main_state(self._states, None, cast.directory)
        self.main_other = main_state(self._states, cast.speakers.at(0).country, cast.directory)

    def main_but(self, codes: set[str | None]) -> Who | None:
        """The state that the text names most beside those of some codes."""
        others = Counter({state: count for state, count in self._states.items() if state not in codes})
        return main_state(others, None, self._directory)

    def in_first_person(self, place: int) -> bool:
        """Whether whoever has the word at a character says "I" or "we", rather than that the text reports."""
        return not self._reports or self._speakers.in_turn(place) or self._speakers.quoted(place) is not None

    def talking(self) -> tuple[Who, ...]:
        """The issuer and the one whom it met or called, by what the headline tells."""
        issuers, company = self._speakers.issuers, self._speakers.company
        return (*issuers, *company) if len(issuers) == len(company) == 1 and issuers[0].known else ()


def speaks(doc: Document, speakers: Speakers) -> bool:
    """Whether a text says "I" or "we" of its issuer, outside quotations and before a transcript's turns."""
    report = doc.text[: speakers.turns[0][0]] if speakers.turns else doc.text
    return _FIRST_PERSON.search(QUOTED.sub(" ", report)) is not None


def speaks_to_world(names: tuple[tuple[Name, ...], ...], speakers: Speakers) -> bool:
    """Whether a state speaks to the United Nations: it names nobody oftener but itself."""
    if speakers.turns or len(speakers.issuers) != 1:
        return False
    own = speakers.issuers[0].code
    counts = Counter(name.who.code for row in names for name in row if name.who.known and name.who.code != own)
    return counts["UN"] > 0 and counts["UN"] == max(counts.values())


def count_states(doc: Document, names: tuple[tuple[Name, ...], ...], directory: Directory) -> Counter[str]:
    """How often a text names each state that still exists, the headline counted double."""
    registry = directory.registry
    counts: Counter[str] = Counter()
    every = [name for row in names for name in row if name.who.country]
    loose = PLACES | TELLERS.keys() | {"seat"}  # the city of a dateline, the paper that was told
    firm = [name for name in every if name.kind not in loose]
    told = (name.who.country for name in firm or every)
    counts.update(country for country in told if country and f"state/{country}" in registry)
    for match in registry.scan(doc.title or ""):
        counts.update(a.country for a in directory.meant(match)[:1] if a.country and a.country in counts)
    return Counter({country: n for country, n in counts.items() if not registry.get(f"state/{country}").until})


def main_state(counts: Counter[str], own: str | None, directory: Directory) -> Who | None:
    """The state a text is about: the one it names most; `own` only for want of others."""
    most = sorted(counts, key=lambda country: (country == own, -counts[country]))
    return directory.who(f"state/{most[0]}", "", 0.5) if most else None
