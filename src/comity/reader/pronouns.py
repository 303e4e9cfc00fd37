"""Pronouns and what stands for two or more: "we", "you", "they", "both sides", "our countries", "her counterparts"."""

from __future__ import annotations

from comity.reader.memory import Memory
from comity.reader.phrases import PLACES, opens_sentence, words_of
from comity.reader.subject import Cast, Subject
from comity.reader.who import Who, open_
from comity.records import Span

_FIRM = 0.5


class Pronouns:
    """Finds whom they stand for in one document, with what `memory` holds of the text before them."""

    def __init__(self, cast: Cast, subject: Subject, memory: Memory) -> None:
        self._names, self._text, self._speakers = cast.names, cast.doc.text, cast.speakers
        self._directory, self._lexicon = cast.directory, cast.lexicon
        self._subject, self._memory = subject, memory

    def stand_for(self, kind: str, row: int, span: Span, *, acting: bool, but: set[str | None]) -> tuple[Who, ...]:
        """Whom a pronoun of a kind stands for.

        acting: whether they act; but: codes of those who act on them and so can't be meant.
        """
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
            return (self._person(before, acting, but),)
        return (self._thing(row, before, acting, but),)

    def _person(self, before: int, acting: bool, but: set[str | None]) -> Who:
        """Whom "he" or "she" stands for: who goes on acting, else the person named last."""
        memory, main = self._memory, self._subject.main
        acted = memory.last_actors[:1]
        nobody = not acted or acted[0].kind != "person"  # a court that acted last is no "he"
        if acted and not nobody and acted[0].code not in but:
            return memory.acted_last("person")
        person = memory.nearest(
            before, "the person named last", lambda who: who.kind == "person" and who.code not in but
        )
        if person is None and memory.last_recipients and (nobody or not acting):
            return memory.last_recipients[0].because("the last that an act was done to", 0.35)
        if person is None and not acted and main is not None:
            return main.because("a person whom the text hasn't named; the state it is about", 0.3)
        return person or memory.acted_last("person")

    def _first_person(self, kind: str, span: Span) -> tuple[Who, ...]:
        whos = self._speakers.all_at(span.start)[: None if kind == "speakers" else 1]
        if self._subject.main is not None and not whos[0].known and self._speakers.quoted(span.start) is not None:
            return (self._subject.main.because("first person of somebody unknown; the state the text is about", 0.3),)
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
        home = self._subject.main is None or self._subject.main.country == speaker.country
        if speaker.country and speaker.kind == "person" and home and not (addressed and addressed.confidence >= _FIRM):
            return speaker.because("addressed; the speaker's own side, where the text names no other", 0.35)
        if addressed:
            return addressed.because("addressed; to whom the text's last message or thanks went", 0.5)
        return open_("addressed; the text doesn't tell who")

    def called(self, span: Span, words: list[str]) -> Who | None:
        """Whom a form of address without a name calls, "Mr President": the other side of the talk, if there is one."""
        if words[0] not in self._lexicon.calls or not self._lexicon.titles.issuperset(words[1:]) or len(words) == 1:
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

    def is_pair(self, words: list[str]) -> bool:
        """ "both sides", "the presidents of the two countries"; "the leaders" where some acted together."""
        for at, word in enumerate(words):
            if word in self._lexicon.numbers:
                rest = words[at + 1 :]
                if any(noun in self._lexicon.several for noun in rest[:3]) or (not rest and at <= 1):
                    return True
        return bool(self._subject.talking() or self._memory.together) and self._is_plain_several(words)

    def _is_plain_several(self, words: list[str]) -> bool:
        """ "the leaders", "the heads of state"."""
        return words[0] == "the" and " ".join(words[1:]) in self._lexicon.several

    def pair(self, text: str, words: list[str], but: set[str | None]) -> tuple[Who, ...]:
        two = self._subject.talking() if {"both", "two"} & set(words) or self._is_plain_several(words) else ()
        two = two or (self._memory.pair if {"both", "two"} & set(words) else ())
        together = two or self._memory.together
        whos, why, belief = (together, "the last that acted together", 0.7) if together else (
            self._memory.two_most_named(but), "the two that the text names most", 0.6
        )  # fmt: skip
        if not whos:
            return (open_(f"{text!r}: the text doesn't tell which"),)
        return tuple(self._as_said(text, who).because(f"{text!r}: {why}", belief) for who in whos)

    def opposites(self, text: str, row: int, span: Span, kind: str, but: set[str | None]) -> tuple[Who, ...]:
        """Whom somebody's "counterparts" stand for: those that acted together with them, or talk with them here."""
        ours = but | {who.code for who in self.stand_for(kind, row, span, acting=True, but=set())}
        together = self._subject.talking() or self._memory.together
        others = [who for who in together if who.code not in ours and ours & {who.code for who in together}]
        if others:
            return tuple(who.because(f"{text!r}: the others that acted together", 0.5) for who in others)
        return (open_(f"{text!r}: the text doesn't tell of which state"),)

    def our_states(self, span: Span, text: str, words: list[str], but: set[str | None]) -> tuple[Who, ...]:
        """The sides of a talk that its speaker calls "our countries", "our governments"; but those that act on them."""
        if words[0] != "our" or words[-1] not in self._lexicon.sides:
            return ()
        speaker, partners = self._speakers.at(span.start), self._speakers.partners(span.start)
        if not partners and self._subject.main_other is not None and speaker.country and not self._subject.to_world:
            partners = (self._subject.main_other,)
        both = [who for who in (speaker, *partners) if who.code not in but] if partners else []
        return tuple(self._as_said(text, who).because(f"{text!r}: of those that talk", 0.65) for who in both)

    def _as_said(self, text: str, who: Who) -> Who:
        """The organisation or state for which a person acts, where the words speak of such."""
        if who.kind == "person" and any(word in self._lexicon.bodied for word in words_of(text)):
            return self._directory.owner(who)
        return who
