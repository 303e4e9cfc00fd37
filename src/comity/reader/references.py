"""Words that name nobody themselves: titles, descriptions, names only the text explains; pronouns by `Pronouns`."""

from __future__ import annotations

from comity.reader.memory import Memory
from comity.reader.names import TELLERS
from comity.reader.phrases import (
    has_capitals,
    head_of,
    is_at_large,
    is_located,
    looks_personal,
    name_words,
    opens_sentence,
    says_own,
    words_of,
)
from comity.reader.pronouns import Pronouns
from comity.reader.subject import Cast, Subject
from comity.reader.who import Who, open_
from comity.records import Span


class References:
    """Finds whom such words stand for in one document, with what `memory` holds of the text before them."""

    def __init__(self, cast: Cast, subject: Subject, memory: Memory) -> None:
        self._names, self._text, self._speakers = cast.names, cast.doc.text, cast.speakers
        self._directory, self._lexicon = cast.directory, cast.lexicon
        self._subject, self._memory = subject, memory
        self._pronouns = Pronouns(cast, subject, memory)
        self._asked: dict[str, Who] = {}

    def find(self, row: int, span: Span, *, acting: bool, but: set[str | None]) -> tuple[Who, ...]:
        """Whom the words at a span of sentence `row` stand for; an open Who tells why it can't be decided.

        acting: whether they act; but: codes of those whom a body spoken of again ("the alliance") can't be.
        """
        text = self._text[span.start : span.end]
        words = words_of(text)
        if not words:
            return (open_("no words"),)
        kind = self._lexicon.pronouns.get(words[0])
        if kind and len(words) == 1:
            return self._pronouns.stand_for(kind, row, span, acting=acting, but=but)
        if self._pronouns.is_pair(words):
            return self._pronouns.pair(text, words, but)
        called = self._pronouns.called(span, words)
        if called is not None:
            return (called,)
        ours = self._pronouns.our_states(span, text, words, but)
        if ours:
            return ours
        person = self._same_person(text)
        if person is not None:
            return (person,)
        if kind and kind != "relative" and head_of(words) not in self._lexicon.generic:
            whose = but if kind == "person" else set()  # "its own forces", but hardly "his counterpart"
            if head_of(words) in self._lexicon.opposites:
                return self._pronouns.opposites(text, row, span, kind, but)
            owners = self._pronouns.stand_for(kind, row, span, acting=False, but=whose)
            return tuple(who.because(f"{words[0]!r}: {who.why}", 0.6) for who in owners)
        return (self._described(row, span, text, words, acting, but),)

    def misspelt(self, text: str) -> Who | None:
        """The person whose name the words spell a little differently: "Vladimor Norov"."""
        words = [
            word for word in text.split() if word[:1].isupper() and word.lower().strip(".,") not in self._lexicon.titles
        ]
        if len(words) < 2:
            return None
        name = " ".join(words[-2:])
        if name not in self._asked:
            self._asked[name] = self._spelt_like(name)
        return self._asked[name] if self._asked[name].known else None

    def _spelt_like(self, name: str) -> Who:
        found = self._directory.registry.similar(name, self._directory.on)
        if not found:
            return open_(f"nobody of a name like {name!r} is known")
        actor, likeness = found[0]
        return self._directory.who(
            actor.id, f"spelt {name!r} here, {actor.name!r} in the registry", round(likeness * 0.85, 3)
        )

    # ---- people named before

    def _same_person(self, text: str) -> Who | None:
        """The person named before of whom these words are part: "Ambassador Hussain", "the Deputy Secretary"."""
        said = name_words(text)
        if head_of(words_of(text)) in self._lexicon.generic:
            return None
        if not said or not (said & self._lexicon.titles or text[:1].isupper()):
            return None
        named = [who for words, who in reversed(self._memory.people) if said <= words]
        if named:
            own = self._speakers.at(0).country if said <= self._lexicon.titles else None
            if own and self._is_own_head(text, own) and not any(who.country == own for who in named):
                return None  # "the President" of the side whose text it is, though it only named another one
            who = next((who for who in named if own and who.country == own), named[0])
            return who.because(f"{text!r} named before as {who.name}", 0.85)
        return (
            self._by_last_name(text, said - self._lexicon.titles) or self._by_world_title(text) or self.misspelt(text)
        )

    def _is_own_head(self, text: str, own: str) -> bool:
        """Whether words are but the title of a state's head: "the President"."""
        office = self._directory.registry.office(f"state/{own}", "head_of_state")
        return office is not None and text.lower().removeprefix("the ") == office.name.lower()

    def _by_last_name(self, text: str, capitals: frozenset[str]) -> Who | None:
        last = text.split()[-1].lower().strip(".,’'s")
        for words, who in reversed(self._memory.people if capitals else []):
            if capitals & words and last in words:
                return who.because(f"{text!r} bears the last name of {who.name}", 0.75)
        return None

    def _by_world_title(self, text: str) -> Who | None:
        """ "The Secretary-General": of the organisation that speaks, else of the United Nations."""
        id = self._lexicon.world.get(text.lower().removeprefix("the ").replace("- ", "-"))
        if id is None:
            return None
        speaker, registry = self._speakers.at(0), self._directory.registry
        titled = speaker.kind == "organisation" and id.startswith("office/")
        own = registry.office(speaker.actor or "", "head") if titled else None
        id = own.id if own else id
        return self._directory.who(id, f"{text!r}, where the text names no other", 0.6) if id in registry else None

    # ---- descriptions

    def _described(self, row: int, span: Span, text: str, words: list[str], acting: bool, but: set[str | None]) -> Who:
        head = head_of(words)
        if head in self._lexicon.generic and self._lexicon.somebody.isdisjoint(words):
            return open_(f"{text!r} names nobody in particular")
        if words[0] in ("the", "this") and head in self._lexicon.bodies:
            body = self._memory.nearest(
                span.start,
                f"{text!r}: the body named last",
                lambda who: who.code not in but and self._is_body(who, head),
            )
            if body is not None:
                return body
        realm = self._realm(span, head, but) if words[0] in ("the", "this", "that") else None
        if realm is not None:
            return realm
        if is_at_large(text, self._lexicon):
            return open_(f"{text!r} is said of many, of no one state")
        if self._subject.to_world and not has_capitals(text) and self._lexicon.sector(words) is None:
            return open_(f"{text!r} is said to the world, of no one state")
        who = self._harmed(row, span, text, words, but) or self._of_context(row, span, text, words, acting)
        if head in self._lexicon.abroad and (not but or who.code in but):
            return open_(f"{text!r} names nobody in particular")
        return who

    def _realm(self, span: Span, head: str, but: set[str | None]) -> Who | None:
        """The state named last that "the kingdom", "the country" may be said of."""
        if head not in self._lexicon.realms:
            return None
        word = self._lexicon.realms[head]

        def fits(who: Who) -> bool:
            state = self._directory.registry.state(who.country or "") if self._lends(who) else None
            return state is not None and who.country not in but and word in state.official_name

        who = self._memory.nearest(span.start, f"{head!r} named last", fits)
        return self._directory.who(f"state/{who.country}", who.why, who.confidence) if who else None

    def _is_body(self, who: Who, head: str) -> bool:
        """Whether "the alliance", "the militants" may be said of somebody."""
        if who.kind != "organisation" or who.actor is None:
            return False
        kind = self._directory.registry.get(who.actor).kind
        if head in self._lexicon.armed:
            return kind == "armed-group"
        return head in (who.name or "").lower() or head in self._lexicon.any_body

    def _of_context(self, row: int, span: Span, text: str, words: list[str], acting: bool) -> Who:
        """Somebody of a state that the text tells elsewhere: "the police", "Congress", "Assistant Secretary Sison"."""
        speaker = self._speakers.at(span.start)
        theirs = not self._lexicon.ministers.isdisjoint(words) and not self._directory.has_ministers(speaker.country)
        owner = (not theirs and self._own_side(span, text)) or self._state_around(row, span, acting and not theirs)
        if owner is None:
            return open_(f"{text!r}: not in the registry, and the text doesn't tell of which state")
        return self._of(owner, f"{text!r} taken to belong to {owner.country}: {owner.why}", text, words)

    def _of(self, owner: Who, why: str, text: str, words: list[str]) -> Who:
        return Who(
            why=why,
            confidence=min(owner.confidence, 0.5),
            name=text,
            kind="person" if looks_personal(text, self._lexicon) else "group",
            code=owner.country,
            country=owner.country,
            sector=self._lexicon.sector(words),
        )

    def _harmed(self, row: int, span: Span, text: str, words: list[str], but: set[str | None]) -> Who | None:
        """Of which state "civilians" are: hardly of one that harms them, nor of those that talk about them."""
        if head_of(words) not in self._lexicon.harmed or not but:
            return None
        talking = {who.code for who in (*self._speakers.issuers, *self._speakers.company)} | but
        inside = [name for name in self._names[row] if self._lends(name.who) and name.who.country not in talking]
        owner = inside[0].who if inside else self._subject.main_but(talking)
        why = f"{text!r} taken to belong to a state but those that act or talk"
        return self._of(owner, why, text, words) if owner else None

    def _lends(self, who: Who) -> bool:
        """Whether somebody may tell of which state others are: not a paper that quotes them or a company's network."""
        kind = self._directory.registry.get(who.actor).kind if who.actor else ""
        return who.country is not None and kind not in TELLERS and who.sector not in TELLERS.values()

    def _own_side(self, span: Span, text: str) -> Who | None:
        """The speaker's state for its own institutions, which a text names in capitals without their state."""
        speaker = self._speakers.at(span.start)
        if speaker.country and says_own(text, self._lexicon, opens=opens_sentence(self._text, span.start)):
            return speaker.because("named in capitals by its own side", 0.55)
        if speaker.country and head_of(words_of(text)) in self._lexicon.own:
            return speaker.because("spoken of by its own side", 0.5)
        return None

    def _state_around(self, row: int, span: Span, acting: bool) -> Who | None:
        """The state of the place right after the words, else named nearest in the sentence, else the text's subject.

        Of those who act the text's subject tells more than a neighbour in the sentence, to whom they may do it.
        Where an act is done to them, the speaker's own state comes last: a text names its own side by institution.
        """
        speaker = self._speakers.at(span.start)
        own = None if acting else speaker.country
        inside = [name for name in self._names[row] if self._lends(name.who) and not name.span.overlaps(span)]
        beside = [name for name in inside if is_located(self._text, span, name)]
        others = [name for name in inside if name.who.country != own]
        before = [name for name in others if name.span.start < span.start]
        named = any(word[:1].isupper() for word in self._text[span.start : span.end].split())
        near = before[-1:] or (others if not named else [])
        name = next(iter(beside or ([] if acting and self._subject.main else near)), None)
        if name is not None:
            return name.who.because(f"{name.text!r} in the same sentence", 0.45)
        main = self._subject.main if acting or inside else self._subject.main_other
        if main is not None:
            return main.because("the state the text is about", 0.4)
        return speaker if speaker.country else None
