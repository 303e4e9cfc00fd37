"""Words that name nobody themselves: pronouns, "both sides", titles, descriptions, names only the text explains."""

from __future__ import annotations

from collections import Counter

from comity.reader.lexicon import Lexicon
from comity.reader.memory import Memory
from comity.reader.names import Name
from comity.reader.phrases import PLACES, head_of, is_located, looks_personal, name_words, says_own, sector_of, words_of
from comity.reader.speakers import Speakers
from comity.reader.who import Directory, Who, open_
from comity.records import Document, Span


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
        states = count_states(doc, names, directory)
        self.main = main_state(states, None, directory)
        self.main_other = main_state(states, speakers.at(0).country, directory)

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
            return self._by_pronoun(kind, span, but)
        if self._is_pair(words):
            return self._pair(text, words)
        person = self._same_person(text)
        if person is not None:
            return (person,)
        if kind and kind != "relative" and head_of(words) not in self._lexicon.generic:
            return tuple(who.because(f"{words[0]!r}: {who.why}", 0.6) for who in self._by_pronoun(kind, span, but))
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

    def _by_pronoun(self, kind: str, span: Span, but: set[str | None]) -> tuple[Who, ...]:
        memory, before = self._memory, span.start
        if kind in ("speaker", "speakers"):
            return self._first_person(kind, span)
        if kind == "several":
            return self._they(span)
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
            return (person or memory.acted_last("person"),)
        return (memory.nearest(before, "named last", lambda who: who.kind != "person") or memory.acted_last("party"),)

    def _first_person(self, kind: str, span: Span) -> tuple[Who, ...]:
        whos = self._speakers.all_at(span.start)[: None if kind == "speakers" else 1]
        whys = [f"first person; {who.why}" for who in whos]
        return tuple(who.because(why, 0.85) if who.known else open_(why) for who, why in zip(whos, whys, strict=True))

    def _addressee(self, span: Span) -> Who:
        speaker, addressed = self._speakers.at(span.start), self._memory.addressed
        if addressed and (addressed.actor is None or addressed.actor != speaker.actor):
            return addressed.because("addressed; to whom the text's last message or thanks went", 0.5)
        others = [who for _, who in self._memory.named if who.code != speaker.code and who.kind == "person"]
        if others:
            return others[-1].because("addressed; the person named last who doesn't speak", 0.4)
        return open_("addressed; the text doesn't tell who")

    def _they(self, span: Span) -> tuple[Who, ...]:
        if self._memory.together:
            return tuple(who.because("the last that acted together", 0.6) for who in self._memory.together)
        last = self._memory.nearest(span.start, "the last named before it", lambda who: who.kind != "person")
        return (last or self._memory.acted_last("party"),)

    def _is_pair(self, words: list[str]) -> bool:
        """ "both sides", "the presidents of the two countries"; "the leaders" where some acted together."""
        for at, word in enumerate(words):
            if word in self._lexicon.numbers:
                rest = words[at + 1 :]
                if any(noun in self._lexicon.several for noun in rest[:3]) or (not rest and at <= 1):
                    return True
        line = " ".join(words).removeprefix("the ")
        return bool(self._memory.together) and words[0] == "the" and line in self._lexicon.several

    def _pair(self, text: str, words: list[str]) -> tuple[Who, ...]:
        two = self._memory.pair if {"both", "two"} & set(words) else ()
        together = two or self._memory.together
        whos, why, belief = (together, "the last that acted together", 0.7) if together else (
            self._memory.two_most_named(), "the two that the text names most", 0.6
        )  # fmt: skip
        if not whos:
            return (open_(f"{text!r}: the text doesn't tell which"),)
        return tuple(self._as_said(text, who).because(f"{text!r}: {why}", belief) for who in whos)

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
            who = next((who for who in named if own and who.country == own), named[0])
            return who.because(f"{text!r} named before as {who.name}", 0.85)
        return (
            self._by_last_name(text, said - self._lexicon.titles) or self._by_world_title(text) or self.misspelt(text)
        )

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
        if head in self._lexicon.generic:
            return open_(f"{text!r} names nobody in particular")
        if words[0] in ("the", "this") and head in self._lexicon.bodies:
            body = self._memory.nearest(
                span.start,
                f"{text!r}: the body named last",
                lambda who: who.code not in but and self._is_body(who, head),
            )
            if body is not None:
                return body
        return self._of_context(row, span, text, words, acting)

    def _is_body(self, who: Who, head: str) -> bool:
        """Whether "the alliance", "the militants" may be said of somebody."""
        if who.kind != "organisation" or who.actor is None:
            return False
        kind = self._directory.registry.get(who.actor).kind
        if head in self._lexicon.armed:
            return kind == "armed-group"
        return head in (who.name or "").lower() or (head in self._lexicon.any_body and kind != "armed-group")

    def _of_context(self, row: int, span: Span, text: str, words: list[str], acting: bool) -> Who:
        """Somebody of a state that the text tells elsewhere: "the police", "Congress", "Assistant Secretary Sison"."""
        owner = self._own_side(span, text) or self._state_around(row, span, acting)
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

    def _own_side(self, span: Span, text: str) -> Who | None:
        """The speaker's state for its own institutions, which a text names in capitals without their state."""
        speaker = self._speakers.at(span.start)
        if speaker.country and says_own(text, self._lexicon):
            return speaker.because("named in capitals by its own side", 0.55)
        return None

    def _state_around(self, row: int, span: Span, acting: bool) -> Who | None:
        """The state of the place right after the words, else named nearest in the sentence, else the text's subject.

        Where an act is done to them, the speaker's own state comes last: a text names its own side by institution.
        """
        speaker = self._speakers.at(span.start)
        own = None if acting else speaker.country
        inside = [name for name in self._names[row] if name.who.country and not name.span.overlaps(span)]
        beside = [name for name in inside if is_located(self._text, span, name)]
        others = [name for name in inside if name.who.country != own]
        before = [name for name in others if name.span.start < span.start]
        for name in (*beside, *before[-1:], *others):
            return name.who.because(f"{name.text!r} in the same sentence", 0.45)
        main = self.main if acting else self.main_other
        if main is not None:
            return main.because("the state the text is about", 0.4)
        return speaker if speaker.country else None


def count_states(doc: Document, names: tuple[tuple[Name, ...], ...], directory: Directory) -> Counter[str]:
    """How often a text names each state that still exists, the headline counted double."""
    registry = directory.registry
    counts: Counter[str] = Counter()
    every = [name for row in names for name in row if name.who.country]
    firm = [name for name in every if name.kind not in PLACES and name.kind != "seat"]  # rather no dateline's city
    told = (name.who.country for name in firm or every)
    counts.update(country for country in told if country and f"state/{country}" in registry)
    for match in registry.scan(doc.title or ""):
        counts.update(a.country for a in directory.meant(match)[:1] if a.country and a.country in counts)
    return Counter({country: n for country, n in counts.items() if not registry.get(f"state/{country}").until})


def main_state(counts: Counter[str], own: str | None, directory: Directory) -> Who | None:
    """The state a text is about: the one it names most; `own` only for want of others."""
    most = sorted(counts, key=lambda country: (country == own, -counts[country]))
    return directory.who(f"state/{most[0]}", "", 0.5) if most else None
