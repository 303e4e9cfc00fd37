"""Words of a party to the actors they stand for: names, offices, groups, descriptions, pronouns, the first person.

The text is read in order: `Resolver` remembers who was named and who acted, and every choice says why it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from comity.reader.kinds import FAULT, HARM, MESSAGE, is_joint
from comity.reader.memory import Memory
from comity.reader.names import Name
from comity.reader.phrases import (
    PERSONAL,
    PLACES,
    coordinated,
    head_of,
    is_away,
    is_based,
    is_empty,
    is_led_up_to,
    is_others,
    is_side,
    looks_personal,
    name_words,
    owns,
    words_of,
)
from comity.reader.references import References
from comity.reader.subject import Cast, Subject
from comity.reader.who import Who, open_
from comity.records import Party, Span

_MEMBERS = re.compile(
    r"(?:[’']s?)?\s+(?:member|participating|partner|observer)?[\s-]*"
    r"(?:states?|countries|members|nations|allies|leaders|governments)\b",
    re.I,
)
_SHARED = re.compile(r"[Oo]ur\s(?:shared|joint|mutual|common|bilateral|trilateral)\b|[Ww]e\sboth\b")


class Resolver:
    """Resolves the parties of one document, sentence by sentence."""

    def __init__(self, cast: Cast) -> None:
        self._doc, self._names, self._speakers = cast.doc, cast.names, cast.speakers
        self._directory, self._lexicon, self._memory = cast.directory, cast.lexicon, Memory()
        self._subject = Subject(cast)
        self._references = References(cast, self._subject, self._memory)

    def open_sentence(self, row: int) -> None:
        """Take note of all that a sentence names, before its parties are resolved."""
        for name in self._names[row]:
            if name.who.known:
                title = self._directory.title(name.who) if name.who.kind == "person" else ""
                self._memory.name(name.span.start, name.text, name.who, title)

    def resolve(self, row: int, span: Span, actors: tuple[Party, ...] | None = None) -> tuple[Party, ...]:
        """The parties that the words at `span` in sentence `row` stand for; several for "France and Germany".

        actors: who acts, where it is asked whom the act is done to: hardly an unnamed body that stands for an actor
        again, nor people of the speaker's own side.
        """
        whole = self._doc.words(span)
        opening = self._lexicon.we_all.match(whole)
        if opening:  # "We, the foreign ministers of …", "all of us"
            short = Span(span.start + opening.start("we"), span.start + opening.end("we"))
            return tuple(replace(party, text=whole, span=span) for party in self._one(row, short, [], actors))
        names = [name for name in self._names[row] if name.span.overlaps(span)]
        parts = coordinated(self._doc.text, span, names)
        return tuple(party for part, inside in parts for party in self._one(row, part, inside, actors))

    def complete(self, row: int, span: Span, marks: tuple[Span, ...]) -> Span | None:
        """The span widened to the names and mentions it cuts; None where only an article or a preposition is left."""
        for whole in (*(name.span for name in self._names[row]), *marks):
            if whole.overlaps(span) and not span.holds(whole):
                span = Span(min(span.start, whole.start), max(span.end, whole.end))
        return None if is_empty(self._doc.words(span)) else span

    def acted(self, kind: str, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> None:
        """Remember an act and its parties for the references that follow."""
        whos, others = (tuple(_who_of(party) for party in side if party.code) for side in (actors, recipients))
        self._memory.act(kind, whos, others)

    def joined(
        self, kind: str, mode: str | None, place: int, actors: tuple[Party, ...], recipients: tuple[Party, ...]
    ) -> tuple[Party, ...]:
        """The actors with those whom "we" takes in: in a talk of two, "we are working together" is said of both."""
        shared = any(party.span and _SHARED.match(self._doc.text, party.span.start) for party in actors)
        if not shared and (recipients or not is_joint(kind, mode)):
            return actors
        we = [party for party in actors if not party.text or self._is_we(party.text)]
        ours = {party.code for party in actors}
        if not we or len(ours) > 1:
            return actors
        together = self._memory.together if shared and ours <= {who.code for who in self._memory.together} else ()
        others = [who for who in self._speakers.partners(place) or together if who.code not in ours]
        whos = [who.because("first person of both sides: takes part in the talk", 0.6) for who in others]
        return (*actors, *(who.to_party(we[0].text, we[0].span) for who in whos))

    def _is_we(self, text: str) -> bool:
        """Whether words begin with "we", "our": "US troops" don't."""
        first = text.split()[0]
        return first[0].lower() + first[1:] in self._lexicon.we or self._lexicon.we_all.match(text) is not None

    def unspoken(
        self, place: int, recipients: tuple[Party, ...] = (), kind: str = "", mode: str | None = None
    ) -> tuple[Party, ...]:
        """The actors of an act that names none: the speakers, else whoever leads the passage.

        An attack is told of who did harm before rather than of the issuer, and a report that "it was agreed" tells of
        all who met.
        """
        speakers = [who for who in self._speakers.all_at(place) if who.known]
        codes = {who.code for who in speakers}
        others = {party.code for party in recipients}
        culprits = [who for who in self._memory.culprits if who.code not in codes | others]
        together = self._subject.talking() or self._memory.together
        jointly = is_joint(kind, mode) or (kind == "STATE" and bool(self._subject.talking()))
        reported = jointly and not others and not self._subject.in_first_person(place)
        if reported and codes & {who.code for who in together}:
            return _unnamed(together, "the last that acted together", 0.5)
        leading = self._memory.leading(others) or self._memory.leading(set())
        own_voice = self._subject.in_first_person(place) or any(who.country for who in speakers)
        if leading is not None and not (speakers and own_voice):  # an organisation's report of what others did
            return _unnamed((leading,), "acts in the sentences before", 0.4)
        if kind in HARM and culprits:
            return _unnamed(culprits, "did harm or was blamed last", 0.4)
        held = [party for party in recipients if party.code and party.code not in codes]
        if kind == "COERCE" and held and len(others) == 1:
            return _unnamed([_who_of(held[0])], "who is arrested or the like, is so mostly by the own state", 0.35)
        whos = [who.because(f"not named; {who.why}", 0.7) for who in speakers] or [open_("not named in the text")]
        return tuple(who.to_party("", None) for who in whos)

    def unspoken_recipients(self, actors: tuple[Party, ...], place: int = 0, kind: str = "") -> tuple[Party, ...]:
        """The recipients of an act that names none, where there must be some: the last that an act was done to."""
        ours = {party.code for party in actors}
        partners = self._speakers.partners(place) if kind in MESSAGE else ()
        if len(partners) == 1 and partners[0].code not in ours and self._speakers.quoted(place) is None:
            return _unnamed(partners, "the other side of the talk", 0.5)
        speaker = self._speakers.at(place)
        if kind in MESSAGE and speaker.country and ours - {None} and speaker.code not in ours:
            return _unnamed((speaker,), "said or done to the speaker", 0.4)
        if kind in MESSAGE and self._speakers.in_turn(place) and speaker.kind == "person" and not partners:
            return _unnamed((speaker,), "said to the speaker's own side", 0.35)
        harmed = [who for code in ours for who in self._memory.harmed.get(code, ())] if kind in HARM else []
        if harmed:
            return _unnamed(harmed, "whom the same did harm before", 0.5)
        if kind in HARM:
            away = ours | {who.code for who in (*self._speakers.all_at(place), *self._speakers.company)}
            main = self._subject.main_but(away)
            return _unnamed((main,), "the state the text is about", 0.4) if main else ()
        culprits = [who for who in self._memory.culprits if who.code not in ours] if kind in FAULT else []
        if culprits:
            return _unnamed(culprits, "who did harm or was blamed last", 0.4)
        opposite = self._memory.opposite(ours)
        if opposite is not None:
            return _unnamed((opposite,), "the other of the two that met", 0.4)
        others = [who for who in self._memory.last_recipients if who.code not in ours]
        if others:
            return _unnamed(others, "the last that an act was done to", 0.4)
        main = self._subject.main_other
        if main is None or main.code in ours or kind in MESSAGE:
            return ()
        return _unnamed((main,), "the state the text is about", 0.4)

    def quoted(self, place: int) -> Who | None:
        """The speaker of the quotation in which a character stands, None outside quotations."""
        return self._speakers.quoted(place)

    def _one(self, row: int, span: Span, names: list[Name], actors: tuple[Party, ...] | None) -> tuple[Party, ...]:
        text = self._doc.words(span)
        named = self._by_name(span, names)
        whos = (
            (named,)
            if named
            else self._references.find(row, span, acting=actors is None, but={party.code for party in actors or ()})
        )
        for who in whos:
            if who.known and who.kind == "person":
                self._memory.meet(name_words(text), who)
                if not named and text.lower() not in self._lexicon.pronouns:
                    self._memory.point_at(span.start, who)
        return tuple(who.to_party(text, span) for who in whos)

    # ---- parties that are named

    def _by_name(self, span: Span, names: list[Name]) -> Who | None:
        """Whom the names among the words tell; None if they tell nobody."""
        text = self._doc.text
        known = [name for name in names if name.who.known and not is_side(text, name, span)]
        known = [name for name in known if not is_others(text, name, span, self._lexicon)]
        if not known and head_of(words_of(text[span.start : span.end])) not in self._lexicon.any_body:
            known = [name for name in names if name.who.known and is_based(text, name)]
        firm = [name for name in known if name.kind not in PLACES]
        if firm or len({name.who.code for name in known}) > 1:  # but "Boulder, Colorado" is in one state
            known = firm
        if not known:
            return None
        own = [name for name in known if not owns(text, name)]
        person = next((name for name in own if name.kind in PERSONAL), None)
        plain = [name for name in known if name is not person and not is_away(text, name, span)]
        if person is not None:
            return self._person(person, span, [name for name in plain if name.span.end <= person.span.start])
        last = known[-1]
        registered = last.who.kind == "organisation" and last.who.actor is not None
        if last in plain and registered and is_led_up_to(text, last, known[0], span):
            return last.who
        titled = [name for name in own if name.kind in ("office", "title")]
        return self._widen((titled or plain or known)[0], span)

    def _person(self, person: Name, span: Span, before: list[Name]) -> Who:
        """A person as the words before the name place them: "European Council President Donald Tusk"."""
        if person.kind == "family":
            full = self._references.misspelt(self._doc.text[span.start : person.span.end])
            if full is not None:
                return full
        between = self._doc.text[before[-1].span.end : person.span.start].strip() if before else ""
        own = between and self._directory.on is not None and self._directory.heads(person.who)  # "AU chair President X"
        if not before or own or person.who.code in (before[0].who.code, before[-1].who.code):
            return person.who
        owner = before[0].who
        why = f"{person.who.why}; for {owner.name} by the words before the name"
        return replace(person.who.because(why, 0.9), code=owner.code, country=owner.country, office=owner.office)

    def _widen(self, name: Name, span: Span) -> Who:
        """The name's actor, or the group, body or person that the words around the name make of it."""
        who, rest = name.who, self._doc.text[name.span.end : span.end]
        members = self._directory.members(who.actor) if who.actor and who.actor.startswith("org/") else ()
        sector = self._lexicon.sector(words_of(rest))
        if members and _MEMBERS.match(rest):
            why = f"members of {who.name} on the document's day"
            return replace(who.because(why, 0.9), kind="group", members=members)
        if name.kind == "demonym" and rest.strip():
            return replace(who.because(f"demonym {name.text!r} and a noun", 0.9), kind="group", sector=sector)
        if name.kind in ("seat", "metonym"):
            return who.because(f"{name.text!r} stands for the government", 0.9)
        if who.kind == "state" and sector:
            return replace(who.because(f"a body of {who.name}", 0.9), kind="group", sector=sector)
        if name.kind not in ("person", "family", "office") and looks_personal(rest, self._lexicon):
            why = f"not in the registry; the words tie it to {who.name}"
            return replace(who.because(why, 0.7), kind="person", actor=None, name=self._doc.words(span))
        return who


def _unnamed(whos: Iterable[Who], why: str, belief: float) -> tuple[Party, ...]:
    """Parties for which the text has no words."""
    return tuple(who.because(f"not named; {why}", belief).to_party("", None) for who in whos)


def _who_of(party: Party) -> Who:
    return Who(
        why=party.why,
        confidence=party.confidence,
        actor=party.actor,
        name=party.name,
        kind=party.kind,
        code=party.code,
        country=party.country,
        sector=party.sector,
        office=party.office,
        members=party.members,
    )
