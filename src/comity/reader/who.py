"""Whom a name stands for on the document's day: the registry's facts in the form that records bear."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from comity.actors import Actor, NameMatch, Registry
from comity.records import Party, Span

_OLD_OFFICE = 0.8
_HEADS = frozenset({"head_of_state", "head_of_government"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody, apart from the words used for them; `why` and `confidence` tell how the choice was made.

    An open Who (actor and code None) says in `why` what could not be decided.
    """

    why: str
    confidence: float
    actor: str | None = None
    name: str | None = None
    kind: str | None = None
    code: str | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    members: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        return self.code is not None

    def because(self, why: str, confidence: float) -> Who:
        """The same, chosen for another reason; the less sure of the two beliefs holds."""
        return replace(self, why=why, confidence=round(min(self.confidence, confidence), 3))

    def to_party(self, text: str, span: Span | None) -> Party:
        return Party(
            text=text, span=span, why=self.why, confidence=self.confidence,
            actor=self.actor, name=self.name, kind=self.kind, code=self.code, country=self.country,
            sector=self.sector, office=self.office, members=self.members,
        )  # fmt: skip


def open_(why: str) -> Who:
    return Who(why=why, confidence=0.0)


@dataclass(frozen=True)
class Directory:
    """The registry as of one day; remembers what it was asked."""

    registry: Registry
    on: dt.date | None
    _known: dict[str, Who] = field(default_factory=dict)
    _ministers: dict[str | None, bool] = field(default_factory=dict)

    def who(self, id: str, why: str, confidence: float = 0.95) -> Who:
        if id not in self._known:
            self._known[id] = self._describe(self.registry.get(id))
        return replace(self._known[id], why=why, confidence=confidence)

    def meant(self, match: NameMatch) -> tuple[Actor, ...]:
        """Whom a name in the text may mean on the day, or on any day if nobody bears it then."""
        if match.kind == "family":
            return self.registry.person_in_office(match.text, self.on)
        return self.registry.narrow(match, self.on) or self.registry.narrow(match, None)

    def members(self, id: str) -> tuple[str, ...]:
        return self.registry.members(id, self.on)

    def owner(self, who: Who) -> Who:
        """The organisation or state whose office somebody holds, else their country; themselves if neither is known."""
        parent = self.registry.get(who.office).parent if who.office else None
        id = parent or (f"state/{who.country}" if who.country else "")
        return self.who(id, who.why, who.confidence) if id in self.registry else who

    def title(self, who: Who) -> str:
        """The title of the office somebody holds, empty if none is known."""
        return self.registry.title_of(who.office) if who.office and who.office.startswith("office/") else ""

    def has_ministers(self, country: str | None) -> bool:
        """Whether a state has ministers, as all but one have: in a text of its own the minister is somebody else's."""
        if country not in self._ministers:
            offices = self.registry.offices_in(f"state/{country}")
            self._ministers[country] = not offices or any("Minister" in office.name for office in offices)
        return self._ministers[country]

    def heads(self, who: Who) -> bool:
        """Whether somebody is the head of a state or of a government, on the day or on any if none is known."""
        return bool(who.office) and self.registry.role(who.office or "") in _HEADS

    def _describe(self, actor: Actor) -> Who:
        if actor.kind == "person":
            return self._person(actor)
        if actor.kind == "office":
            return self._office(actor)
        state = actor.id.startswith("state/")
        return Who(
            why="", confidence=1.0, actor=actor.id, name=actor.name, kind="state" if state else "organisation",
            code=actor.code, country=actor.country, sector="government" if state else None,
        )  # fmt: skip

    def _office(self, office: Actor) -> Who:
        holder = self.registry.holder(office.id, self.on) if self.on else None
        owner = self.registry.get(office.parent) if office.parent else office
        bearer = self.registry.get(holder) if holder else office
        return Who(
            why="", confidence=1.0, actor=bearer.id, name=bearer.name, kind="person" if holder else "office",
            code=owner.code, country=owner.country, sector=office.sector, office=office.id,
        )  # fmt: skip

    def _is_territory(self, office: Actor) -> bool:
        return bool(office.parent) and self.registry.get(office.parent or "").kind == "territory"

    def _person(self, person: Actor) -> Who:
        offices = self.registry.offices_of(person.id, self.on)
        if offices:  # a king of several states, a president who heads territories: his own state first
            office = min(offices, key=lambda office: (self._is_territory(office), office.country != person.country))
            return replace(self._office(office), actor=person.id, name=person.name, kind="person", office=office.id)
        return Who(
            why="", confidence=_OLD_OFFICE, actor=person.id, name=person.name, kind="person",
            code=person.code, country=person.country,
        )  # fmt: skip
