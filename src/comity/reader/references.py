"""Words that name nobody themselves: pronouns, "both sides", titles, descriptions, names only the text explains."""

from __future__ import annotations

import re
from collections import Counter

from comity.reader.lexicon import Lexicon
from comity.reader.memory import Memory
from comity.reader.names import Name
from comity.reader.phrases import (
    PLACES,
    head_of,
    is_at_large,
    is_located,
    looks_personal,
    name_words,
    opens_sentence,
    says_own,
    sector_of,
    words_of,
)
from comity.reader.speakers import Speakers
from comity.reader.who import Directory, Who, open_
from comity.records import Document, Span

_FIRST_PERSON = re.compile(r"\bI\b|\b[Ww]e\b|\b[Oo]ur\b|\b[Mm]y\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_CALLS = frozenset({"mr", "mrs", "ms", "madam", "madame"})
_MINISTERS = frozenset({"minister", "ministers", "ministry", "ministries"})
_FIRM = 0.5
_TELLERS = frozenset({"media", "company"})


class References:
    """Finds whom such words stand for in one document, with what `memory` holds of the text before them."""

    def __init__(
        self,
        doc: Document,
        names: tuple[tuple[Name, ...], ...],
        speakers: Speakers,
        directory: Directory,
        lexicon: Lexicon,
        memory: Memory,
    ) -> None:
        self._names, self._text, self._speakers = names, doc.text, speakers
        self._directory, self._lexicon, self._memory = directory, lexicon, memory
        self._asked: dict[str, Who] = {}
        self._reports = not speaks(doc, speakers)
        states = self._states = count_states(doc, names, directory)
        self.main = main_state(states, None, directory)
        self.main_other = main_state(states, speakers.at(0).country, directory)

    def main_but(self, codes: set[str | None]) -> Who | None:
        """The state that the text names most beside those of some codes."""
        others = Counter({state: count for state, count in self._states.items() if state not in codes})
        return main_state(others, None, self._directory)

    def in_first_person(self, place: int) -> bool:
        """Whether whoever has the word at a character says "I" or "we", rather than that the text reports."""
        return not self._reports or self._speakers.in_turn(place) or self._speakers.quoted(place) is not None

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
            return self._by_pronoun(kind, row, span, acting=acting, but=but)
        if self._is_pair(words):
            return self._pair(text, words, but)
        called = self._called(span, words)
        if called is not None:
            return (called,)
        ours = self._our_states(span, text, words, but)
        if ours:
            return ours
        person = self._same_person(text)
        if person is not None:
            return (person,)
        if kind and kind != "relative" and head_of(words) not in self._lexicon.generic:
            whose = but if kind == "person" else set()  # "its own forces", but hardly "his counterpart"
            if head_of(words) in self._lexicon.opposites:
                return self._opposites(text, row, span, kind, but)
            owners = self._by_pronoun(kind, row, span, acting=False, but=whose)
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

    # ---- pronouns and pairs

    def _by_pronoun(self, kind: str, row: int, span: Span, *, acting: bool, but: set[str | None]) -> tuple[Who, ...]:
        memory, before = self._memory, span.start
        if kind in ("speaker", "speakers"):
            return self._first_person(kind, span)
        if kind == "several":
            return self._they(span, but)
        if kind == "addressee":
            return (self._addressee(span),)
        if kind == "relative":
            return (memory.nearest(before, "named just before") or open_("nobody is named before it"),)
        if kind == "person":
            if memory.last_actors and memory.last_actors[0].kind == "person" and memory.last_actors[0].code not in but:
                return (memory.acted_last("person"),)
            person = memory.nearest(
                before, "the person named last", lambda who: who.kind == "person" and who.code not in but
            )
            acted = memory.last_actors[:1]
            nobody = not acted or acted[0].kind != "person"  # a court that acted last is no "he"
            if person is None and memory.last_recipients and (nobody or not acting):
                return (memory.last_recipients[0].because("the last that an act was done to", 0.35),)
            return (person or memory.acted_last("person"),)
        return (self._thing(row, before, acting, but),)

    def _first_person(self, kind: str, span: Span) -> tuple[Who, ...]:
        whos = self._speakers.all_at(span.start)[: None if kind == "speakers" else 1]
        if self.main is not None and not whos[0].known and self._speakers.quoted(span.start) is not None:
            return (self.main.because("first person of somebody unknown; the state the text is about", 0.3),)
        whys = [f"first person; {who.why}" for who in whos]
        return tuple(who.because(why, 0.85) if who.known else open_(why) for who, why in zip(whos, whys, strict=True))

    def _thing(self, row: int, before: int, acting: bool, but: set[str | None]) -> Who:
        """Whom "it" stands for: what acts goes on acting, what is acted on was named right before."""
        here = [name.who for name in self._names[row] if name.span.end <= before and name.kind not in PLACES]
        bodies = [who for who in here if who.known and who.kind != "person"]
        last = next((who for who in self._memory.last_actors if who.kind != "person"), None)
        if acting and bodies:
            return bodies[0].because(f"named first in the sentence: {bodies[0].name}", 0.6)
        if last is not None and (acting or opens_sentence(self._text, before)):
            return last.because("acted last", 0.5)
        fits = self._memory.nearest(before, "named last", lambda who: who.kind != "person" and who.code not in but)
        return fits or self._memory.acted_last("party")

    def _addressee(self, span: Span) -> Who:
        speaker, addressed = self._speakers.at(span.start), self._memory.addressed
        partners = self._speakers.partners(span.start)
        if len(partners) == 1 and self._speakers.quoted(span.start) is None:
            return partners[0].because("addressed; the other side of the talk", 0.7)
        if addressed and addressed.actor is not None and addressed.actor == speaker.actor:
            addressed = None
        home = self.main is None or self.main.country == speaker.country
        if speaker.country and speaker.kind == "person" and home and not (addressed and addressed.confidence >= _FIRM):
            return speaker.because("addressed; the speaker's own side, where the text names no other", 0.35)
        if addressed:
            return addressed.because("addressed; to whom the text's last message or thanks went", 0.5)
        return open_("addressed; the text doesn't tell who")

    def _called(self, span: Span, words: list[str]) -> Who | None:
        """Whom a form of address without a name calls, "Mr President": the other side of the talk, if there is one."""
        if words[0] not in _CALLS or not self._lexicon.titles.issuperset(words[1:]) or len(words) == 1:
            return None
        partners = self._speakers.partners(span.start)
        return partners[0].because("called by title; the other side of the talk", 0.6) if len(partners) == 1 else None

    def _they(self, span: Span, but: set[str | None]) -> tuple[Who, ...]:
        """Those that acted together, without whoever acts on them and, in a talk, without its speaker."""
        if self._speakers.in_turn(span.start):
            but = but | {self._speakers.at(span.start).code}
        together = [who for who in self._memory.together if who.code not in but]
        if together:
            return tuple(who.because("the last that acted together", 0.6) for who in together)
        last = self._memory.nearest(span.start, "the last named before it", lambda who: who.kind != "person")
        return (last or self._memory.acted_last("party"),)

    def _is_pair(self, words: list[str]) -> bool:
        """ "both sides", "the presidents of the two countries"; "the leaders" where some acted together."""
        for at, word in enumerate(words):
            if word in self._lexicon.numbers:
                rest = words[at + 1 :]
                if any(noun in self._lexicon.several for noun in rest[:3]) or (not rest and at <= 1):
                    return True
        return bool(self.talking() or self._memory.together) and self._is_plain_several(words)

    def _is_plain_several(self, words: list[str]) -> bool:
        """ "the leaders", "the heads of state"."""
        return words[0] == "the" and " ".join(words[1:]) in self._lexicon.several

    def _pair(self, text: str, words: list[str], but: set[str | None]) -> tuple[Who, ...]:
        two = self.talking() if {"both", "two"} & set(words) or self._is_plain_several(words) else ()
        two = two or (self._memory.pair if {"both", "two"} & set(words) else ())
        together = two or self._memory.together
        whos, why, belief = (together, "the last that acted together", 0.7) if together else (
            self._memory.two_most_named(but), "the two that the text names most", 0.6
        )  # fmt: skip
        if not whos:
            return (open_(f"{text!r}: the text doesn't tell which"),)
        return tuple(self._as_said(text, who).because(f"{text!r}: {why}", belief) for who in whos)

    def _opposites(self, text: str, row: int, span: Span, kind: str, but: set[str | None]) -> tuple[Who, ...]:
        """Whom somebody's "counterparts" stand for: those that acted together with them, or talk with them here."""
        ours = but | {who.code for who in self._by_pronoun(kind, row, span, acting=True, but=set())}
        together = self.talking() or self._memory.together
        others = [who for who in together if who.code not in ours and ours & {who.code for who in together}]
        if others:
            return tuple(who.because(f"{text!r}: the others that acted together", 0.5) for who in others)
        return (open_(f"{text!r}: the text doesn't tell of which state"),)

    def _our_states(self, span: Span, text: str, words: list[str], but: set[str | None]) -> tuple[Who, ...]:
        """The sides of a talk that its speaker calls "our countries", "our governments"; but those that act on them."""
        if words[0] != "our" or words[-1] not in self._lexicon.sides:
            return ()
        partners = self._speakers.partners(span.start)
        both = [who for who in (self._speakers.at(span.start), *partners) if who.code not in but] if partners else []
        return tuple(self._as_said(text, who).because(f"{text!r}: of those that talk", 0.65) for who in both)

    def talking(self) -> tuple[Who, ...]:
        """The issuer and the one whom it met or called, by what the headline tells."""
        issuers, company = self._speakers.issuers, self._speakers.company
        return (*issuers, *company) if len(issuers) == len(company) == 1 and issuers[0].known else ()

    def _as_said(self, text: str, who: Who) -> Who:
        """The organisation or state for which a person acts, where the words speak of such."""
        if who.kind == "person" and any(word in self._lexicon.bodied for word in words_of(text)):
            return self._directory.owner(who)
        return who

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
        own = registry.office(speaker.actor or "", "head") if speaker.kind == "organisation" else None
        id = own.id if own else id
        return self._directory.who(id, f"{text!r}, where the text names no other", 0.6) if id in registry else None

    # ---- descriptions

    def _described(self, row: int, span: Span, text: str, words: list[str], acting: bool, but: set[str | None]) -> Who:
        head = head_of(words)
        if head in self._lexicon.generic and "opposition" not in words:
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
        who = self._of_context(row, span, text, words, acting)
        if head in self._lexicon.abroad and (not but or who.code in but):
            return open_(f"{text!r} names nobody in particular")
        return who

    def _realm(self, span: Span, head: str, but: set[str | None]) -> Who | None:
        """The state named last that "the kingdom", "the country" may be said of."""
        if head not in self._lexicon.realms:
            return None
        word = self._lexicon.realms[head]

        def fits(who: Who) -> bool:
            state = self._directory.registry.state(who.country or "")
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
        theirs = bool(_MINISTERS & set(words)) and not self._directory.has_ministers(speaker.country)
        owner = (not theirs and self._own_side(span, text)) or self._state_around(row, span, acting and not theirs)
        if owner is None:
            return open_(f"{text!r}: not in the registry, and the text doesn't tell of which state")
        return Who(
            why=f"{text!r} taken to belong to {owner.country}: {owner.why}",
            confidence=owner.confidence,
            name=text,
            kind="person" if looks_personal(text, self._lexicon) else "group",
            code=owner.country,
            country=owner.country,
            sector=sector_of(words, self._lexicon),
        )

    def _lends(self, name: Name) -> bool:
        """Whether a name may tell of which state others are: not a paper that quotes them or a company's network."""
        actor = name.who.actor
        kind = self._directory.registry.get(actor).kind if actor else ""
        return name.who.country is not None and name.kind not in _TELLERS and kind not in _TELLERS

    def _own_side(self, span: Span, text: str) -> Who | None:
        """The speaker's state for its own institutions, which a text names in capitals without their state."""
        speaker = self._speakers.at(span.start)
        if speaker.country and says_own(text, self._lexicon, opens=opens_sentence(self._text, span.start)):
            return speaker.because("named in capitals by its own side", 0.55)
        return None

    def _state_around(self, row: int, span: Span, acting: bool) -> Who | None:
        """The state of the place right after the words, else named nearest in the sentence, else the text's subject.

        Of those who act the text's subject tells more than a neighbour in the sentence, to whom they may do it.
        Where an act is done to them, the speaker's own state comes last: a text names its own side by institution.
        """
        speaker = self._speakers.at(span.start)
        own = None if acting else speaker.country
        inside = [name for name in self._names[row] if self._lends(name) and not name.span.overlaps(span)]
        beside = [name for name in inside if is_located(self._text, span, name)]
        others = [name for name in inside if name.who.country != own]
        before = [name for name in others if name.span.start < span.start]
        named = any(word[:1].isupper() for word in self._text[span.start : span.end].split())
        near = before[-1:] or (others if not named else [])
        for name in beside or ([] if acting and self.main else near):
            return name.who.because(f"{name.text!r} in the same sentence", 0.45)
        main = self.main if acting or inside else self.main_other
        if main is not None:
            return main.because("the state the text is about", 0.4)
        return speaker if speaker.country else None


def speaks(doc: Document, speakers: Speakers) -> bool:
    """Whether a text says "I" or "we" of its issuer, outside quotations and before a transcript's turns."""
    report = doc.text[: speakers.turns[0][0]] if speakers.turns else doc.text
    return _FIRST_PERSON.search(_QUOTED.sub(" ", report)) is not None


def count_states(doc: Document, names: tuple[tuple[Name, ...], ...], directory: Directory) -> Counter[str]:
    """How often a text names each state that still exists, the headline counted double."""
    registry = directory.registry
    counts: Counter[str] = Counter()
    every = [name for row in names for name in row if name.who.country]
    loose = PLACES | _TELLERS | {"seat"}  # the city of a dateline, the paper that was told
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
