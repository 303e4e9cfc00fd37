"""What a reader keeps in mind of a text so far: whom it named, who acted, who acted together."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from comity.reader.kinds import ADDRESS, BLAME, HARM, TOGETHER
from comity.reader.phrases import name_words
from comity.reader.who import Who, open_

_PEOPLE = 200  # people kept in mind: a long text's first ones are named again when they are meant
_PASSAGE = 6  # acts that tell who leads a passage
_NEAR = 400  # names looked back upon for the last of a kind: what was named farther off is named again when it is meant


@dataclass
class Memory:
    """Latest last. named: with where they stand, in the order of the text; people: with the words they were named by.

    together: the last that acted together; pair: the last two that did. culprits: who did harm or was blamed last.
    harmed: by the code of who did it, whom.
    """

    named: list[tuple[int, Who]] = field(default_factory=list)
    people: list[tuple[frozenset[str], Who]] = field(default_factory=list)
    acting: list[Who] = field(default_factory=list)
    last_actors: tuple[Who, ...] = ()
    last_recipients: tuple[Who, ...] = ()
    together: tuple[Who, ...] = ()
    pair: tuple[Who, ...] = ()
    addressed: Who | None = None
    culprits: tuple[Who, ...] = ()
    harmed: dict[str | None, tuple[Who, ...]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    _by_code: dict[str, Who] = field(default_factory=dict)

    def name(self, place: int, text: str, who: Who, title: str = "") -> None:
        """Take note of somebody named at a character of the text; title: that of a person's office."""
        self.point_at(place, who)
        if who.kind == "person":
            self.meet(name_words(text) | name_words(who.name or "") | name_words(title), who)
        if who.code:
            self.counts[who.code] += 1
            self._by_code.setdefault(who.code, who)

    def point_at(self, place: int, who: Who) -> None:
        """Take note of somebody meant at a character of the text, whatever the words."""
        insort(self.named, (place, who), key=_place)

    def meet(self, words: frozenset[str], who: Who) -> None:
        """Take note of a person and the words used for them."""
        if words and (words, who) not in self.people[-_PEOPLE:]:
            self.people.append((words, who))
            del self.people[:-_PEOPLE]

    def act(self, kind: str, actors: tuple[Who, ...], recipients: tuple[Who, ...]) -> None:
        """Take note of who acted, for "they", "both sides", "you" and acts without a named actor."""
        if actors:
            self.last_actors = actors
            self.acting += actors
        if recipients:
            self.last_recipients = recipients
            self.addressed = recipients[0] if kind in ADDRESS else self.addressed
        self._harm(kind, actors, recipients)
        met = recipients if kind == "CONSULT" and len(recipients) == 1 and not self.together else ()
        joint = {who.code: who for who in (*actors, *met)}
        if len(joint) > 1 and kind in TOGETHER:
            self.together = tuple(joint.values())
            self.pair = self.together if len(joint) == 2 else self.pair

    def _harm(self, kind: str, actors: tuple[Who, ...], recipients: tuple[Who, ...]) -> None:
        """Take note of who did harm or is blamed for it, and of those harmed by each."""
        if kind in HARM and actors:
            self.culprits = actors
            for who in actors if recipients else ():
                self.harmed[who.code] = recipients
        elif kind in BLAME and recipients:
            self.culprits = recipients

    def leading(self, but: set[str | None]) -> Who | None:
        """Who acts most in the passage before, the latest of equals; nobody of the codes in `but`."""
        passage = [who for who in self.acting[-_PASSAGE:] if who.code not in but]
        counts = Counter(who.code for who in passage)
        return max(reversed(passage), key=lambda who: counts[who.code], default=None)

    def opposite(self, codes: set[str | None]) -> Who | None:
        """The other of the two that last acted together, where one of them is of these codes."""
        others = [who for who in self.pair if who.code not in codes]
        return others[0] if len(others) == 1 else None

    def acted_last(self, what: str) -> Who:
        if self.last_actors:
            return self.last_actors[0].because("acted last", 0.4)
        return open_(f"no {what} is named before it")

    def nearest(self, before: int, why: str, fits: Callable[[Who], bool] = lambda who: True) -> Who | None:
        """The last of a kind that is named before a character of the text."""
        end = bisect_left(self.named, before, key=_place)
        passage = (who for _, who in reversed(self.named[max(0, end - _NEAR) : end]))
        found = next((who for who in passage if fits(who)), None)
        return found.because(f"{why}: {found.name}", 0.6) if found else None

    def two_most_named(self, but: set[str | None]) -> tuple[Who, ...]:
        """The two that the text names most beside some codes, nobody if it names but one."""
        codes = [code for code, _ in self.counts.most_common(2 + len(but)) if code not in but]
        two = tuple(self._by_code[code] for code in codes[:2])
        return two if len(two) == 2 else ()


def _place(named: tuple[int, Who]) -> int:
    return named[0]
