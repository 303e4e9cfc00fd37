"""Who speaks: the issuer of a text, the speaker of a turn ("SECRETARY BLINKEN: …") and of words in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from comity.reader.issuers import PEOPLE, Scene, beyond_doubt, find_company, find_issuers
from comity.reader.lexicon import Lexicon
from comity.reader.names import Name
from comity.reader.who import Directory, Who, open_
from comity.records import Document, Sentence, Span

_TURN = re.compile(r"\(?([A-Z][^:;!?“”\"()]{1,140}?)(?:\s?\([^)]{1,40}\))?:\s")
QUOTED = re.compile(r"“[^”]{1,3000}(?:”|\Z)|\"[^\"]{1,3000}(?:\"|\Z)")
_TURN_STARTS = re.compile(r"\*\s*\*\s*\*\s*|\n\s*")  # where a label may stand inside what was cut as one sentence
_COURTESY = re.compile(r"(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\b")
_MIN_QUOTED_WORDS = 5  # a single word or a title in quotation marks is nobody's speech
_SENTENCE = re.compile(r"[“\"](?:I|We|My|Our)\b.*[.,!?]", re.S)  # a short quotation that is one nevertheless
_SMALL_IN_LABELS = frozenset({"of", "the", "and", "for", "to", "on", "in", "at", "–", "-", "&"})
_LABEL_WORDS = 16
_NO_PERSON_CHARS = 15  # how much farther from its verb a name counts that is nobody's


@dataclass(frozen=True, slots=True)
class Speakers:
    """issuers: whose text it is; turns: from which character on another has the word; quotes: spans and speakers.

    company: the one or two that the issuer talks with or writes to in this text.
    """

    issuers: tuple[Who, ...]
    turns: tuple[tuple[int, Who], ...]
    quotes: tuple[tuple[Span, Who], ...]
    company: tuple[Who, ...] = ()

    def in_turn(self, place: int) -> bool:
        """Whether a character stands in a transcript's turn."""
        return bool(self.turns) and place >= self.turns[0][0]

    def partners(self, place: int) -> tuple[Who, ...]:
        """The one or two others that take part in the talk, as seen by who has the word at a character."""
        speaker = self.at(place)
        others = [who for who in (self.issuers[0], *self.company) if who.known and who.code != speaker.code]
        inside = speaker.known and speaker.code in {who.code for who in (self.issuers[0], *self.company)}
        return tuple(others) if self.company and inside and len(self.issuers) == 1 else ()

    def at(self, place: int) -> Who:
        """Whose words stand at a character: the speaker of the quotation, else of the turn, else the first issuer."""
        return self.all_at(place)[0]

    def quoted(self, place: int) -> Who | None:
        """The speaker of the quotation in which a character stands: open if unknown, None outside quotations.

        Where none is told, a known issuer quotes himself: his quotations count as his own words, outside quotations.
        """
        at = bisect_right(self.quotes, place, key=lambda quote: quote[0].start) - 1
        return self.quotes[at][1] if at >= 0 and place < self.quotes[at][0].end else None

    def all_at(self, place: int) -> tuple[Who, ...]:
        """The same, all of them where several speak together."""
        who = self.quoted(place)
        if who is not None:
            return (who,)
        turn = bisect_right(self.turns, place, key=lambda turn: turn[0])
        return (self.turns[turn - 1][1],) if turn else self.issuers


def find_speakers(
    doc: Document,
    sents: tuple[Sentence, ...],
    names: tuple[tuple[Name, ...], ...],
    directory: Directory,
    lexicon: Lexicon,
) -> Speakers:
    """The speakers of a document; `names` has one row a sentence."""
    scene = Scene(doc, sents, names, directory, lexicon)
    issuers = find_issuers(scene)
    turns = tuple(_turns(scene, issuers[0]))
    return Speakers(issuers, turns, tuple(_quotes(scene, issuers[0])), tuple(find_company(scene, issuers[0], turns)))


def _turns(scene: Scene, issuer: Who) -> Iterator[tuple[int, Who]]:
    """From which character on who has the word."""
    text = scene.doc.text
    for sent, row in scene.rows():
        start, end = sent.span.start, sent.span.end
        for at in (start, *(cut.end() for cut in _TURN_STARTS.finditer(text, start, end))):
            label = _TURN.match(text, at, end)
            who = _labelled(scene, label, row, issuer) if label and _is_label(label.group(1)) else None
            if who is not None:
                yield at, who


def _labelled(scene: Scene, label: re.Match[str], row: tuple[Name, ...], issuer: Who) -> Who | None:
    """Who a turn's label says has the word; None if it looks like no label of a turn."""
    words, why = label.group(1), f"speaker of the turn {label.group(1)!r}"
    inside = [name for name in row if label.start() <= name.span.start and name.span.end <= label.end(1)]
    known = [name for name in inside if name.who.known]
    people = [name for name in known if name.kind in PEOPLE]
    mere = people and people[-1].kind == "family" and people[-1].who.code != issuer.code
    if _COURTESY.match(words) and (mere or not people):  # "MS SMITH" is no foreign minister of that name
        return issuer.because(f"{why}, taken for the issuer's side", 0.4)
    titled = any(word.lower() in scene.lexicon.titles for word in words.split())
    if people or (known and (titled or words.isupper())):
        return (people or known)[-1].who.because(why, 0.9)
    if known or not (words.isupper() or words.istitle()):
        return None
    who = next(beyond_doubt(words.title(), scene.directory), None)
    return who.because(why, 0.8) if who else issuer.because(f"{why}, taken for the issuer's side", 0.4)


def _is_label(words: str) -> bool:
    """Whether words before a colon can name a speaker: mostly capitals, not a clause."""
    parts = [word for word in words.split() if word not in _SMALL_IN_LABELS]
    return 0 < len(parts) <= _LABEL_WORDS and sum(word[:1].isupper() for word in parts) >= 0.7 * len(parts)


def _quotes(scene: Scene, issuer: Who) -> Iterator[tuple[Span, Who]]:
    """Quotations with their speakers, whom the sentences of the quotation name, else the one before.

    Where neither does, the issuer quotes himself; in a text of no known issuer the speaker stays open.
    """
    starts = [sent.span.start for sent in scene.sents]
    for match in QUOTED.finditer(scene.doc.text):
        if len(match.group().split()) < _MIN_QUOTED_WORDS and not _SENTENCE.match(match.group()):
            continue
        span = Span(match.start(), match.end())
        first = max(bisect_right(starts, span.start) - 1, 0)
        last = max(bisect_right(starts, span.end) - 1, 0)
        who = _said_by(scene, range(first, min(last + 1, len(starts))), span)
        if who is None and first > 0:
            who = _said_by(scene, range(first - 1, first), span)
        if who is not None:
            yield span, who.because(f"speaker of the quotation: {who.name}", 0.85)
        elif not issuer.known:
            yield span, open_("the text doesn't tell whose words it quotes")


def _said_by(scene: Scene, rows: range, quote: Span) -> Who | None:
    """The name outside the quotation nearest to a verb of saying in these sentences."""
    near = [found for row in rows for found in _near_verbs(scene, row, quote)]
    return min(near, key=lambda found: found[0])[1] if near else None


def _near_verbs(scene: Scene, row: int, quote: Span) -> Iterator[tuple[int, Who]]:
    """How many characters each name of a sentence stands from each verb of saying, both outside the quotation."""
    sent = scene.sents[row].span
    words = re.finditer(r"[a-z]+", scene.doc.text[sent.start : sent.end])
    said = [sent.start + word.start() for word in words if word.group() in scene.lexicon.said]
    verbs = [verb for verb in said if not quote.start <= verb < quote.end]
    for name in scene.names[row]:
        if name.who.known and not quote.start <= name.span.start < quote.end:
            more = 0 if name.kind in PEOPLE else _NO_PERSON_CHARS
            for verb in verbs:
                yield min(abs(verb - name.span.end), abs(name.span.start - verb)) + more, name.who
