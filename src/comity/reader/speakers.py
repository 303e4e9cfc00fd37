"""Who speaks: the issuer of a text, the speaker of a turn ("SECRETARY BLINKEN: …") and of words in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from comity.reader.lexicon import Lexicon
from comity.reader.names import Name
from comity.reader.who import Directory, Who, open_
from comity.records import Document, Sentence, Span

_TURN = re.compile(r"\(?([A-Z][^:;!?“”\"()]{1,90}?)(?:\s\([^)]{1,40}\))?:\s")
_ATTRIBUTED = re.compile(r"attributable to\s+(.{3,120}?)(?::|\n|$)")
_QUOTED = re.compile(r"“[^”]{1,3000}(?:”|\Z)|\"[^\"]{1,3000}(?:\"|\Z)")
_RELEASED = re.compile(
    r"(?:statement|communiqu[eé]|declaration|text)\b.{0,120}?"
    r"\b(?:released|issued|made|adopted|agreed|signed)\b.{0,40}? by\b",
    re.I | re.S,
)
_WE_WHO = re.compile(r"We, (?:the )?")
_JOINT_TITLE = re.compile(
    r"\b(?:joint|G7|G20|Quad)\b.{0,60}\b(?:statement|communiqu[eé]|declaration)|\bstatement\b.{0,40}\b(?:G7|G20|Quad)\b",
    re.I,
)
_BYLINE_CHARS = 130
_MIN_QUOTED_WORDS = 5  # a single word or a title in quotation marks is nobody's speech
_SENTENCE = re.compile(r"[“\"](?:I|We|My|Our)\b.*[.,!?]", re.S)  # a short quotation that is one nevertheless
_SMALL_IN_LABELS = frozenset({"of", "the", "and", "for", "to", "on", "in", "at", "–", "-", "&"})
_LABEL_WORDS = 12
_FIRST_VERB = re.compile(  # ends the list of those who speak: "We, the G7 leaders, stand with Ukraine"
    r"\b(?:stand|condemn|reaffirm|welcome|call|express|are|have|met|strongly|share|remain|affirm|reiterate|support|urge"
    r"|note|recall|underscore|emphasi[sz]e|commit|recogni[sz]e|agree|declare|reject|deplore)\b"
)
_SUBJECT = re.compile(r"\s(?:on|regarding|concerning|about|for|following|after)\s")
_LISTED_STATES = 3  # so many states after a group's name are its members
_PEOPLE = ("person", "family", "office")
_NO_PERSON_CHARS = 15  # how much farther from its verb a name counts that is nobody's
_TELLERS = frozenset({"media", "company"})  # they publish what others say


@dataclass(frozen=True, slots=True)
class Speakers:
    """issuers: whose text it is; turns: from which character on another has the word; quotes: spans and speakers."""

    issuers: tuple[Who, ...]
    turns: tuple[tuple[int, Who], ...]
    quotes: tuple[tuple[Span, Who], ...]

    def at(self, place: int) -> Who:
        """Whose words stand at a character: the speaker of the quotation, else of the turn, else the first issuer."""
        return self.all_at(place)[0]

    def quoted(self, place: int) -> Who | None:
        """The speaker of the quotation in which a character stands, None outside quotations."""
        at = bisect_right(self.quotes, place, key=lambda quote: quote[0].start) - 1
        return self.quotes[at][1] if at >= 0 and place < self.quotes[at][0].end else None

    def all_at(self, place: int) -> tuple[Who, ...]:
        """The same, all of them where several speak together."""
        who = self.quoted(place)
        if who is not None:
            return (who,)
        turn = bisect_right(self.turns, place, key=lambda turn: turn[0])
        return (self.turns[turn - 1][1],) if turn else self.issuers


@dataclass(frozen=True, slots=True)
class _Scene:
    """What tells who speaks: the document, its sentences, the names in each of them, and who and what words mean."""

    doc: Document
    sents: tuple[Sentence, ...]
    names: tuple[tuple[Name, ...], ...]
    directory: Directory
    lexicon: Lexicon

    def rows(self, count: int | None = None) -> list[tuple[Sentence, tuple[Name, ...]]]:
        """The sentences, or the first of them, each with its names."""
        return list(zip(self.sents, self.names, strict=True))[:count]


def find_speakers(
    doc: Document,
    sents: tuple[Sentence, ...],
    names: tuple[tuple[Name, ...], ...],
    directory: Directory,
    lexicon: Lexicon,
) -> Speakers:
    """The speakers of a document; `names` has one row a sentence."""
    scene = _Scene(doc, sents, names, directory, lexicon)
    issuers = _joint_issuers(scene) or (_issuer(scene),)
    return Speakers(issuers, tuple(_turns(scene, issuers[0])), tuple(_quotes(scene)))


def _joint_issuers(scene: _Scene) -> tuple[Who, ...]:
    """Who issued a joint statement: who the opening says released it or speaks as "We, …", else the headline's."""
    opening = (_released_by(scene, sent, row) for sent, row in scene.rows(4))
    return next((whos for whos in opening if whos), ()) or _in_headline(scene)


def _released_by(scene: _Scene, sent: Sentence, names: tuple[Name, ...]) -> tuple[Who, ...]:
    words = scene.doc.words(sent.span)
    told = _RELEASED.search(words) or _WE_WHO.match(words)
    if told is None:
        return ()
    since = sent.span.start + told.end()
    verb = _FIRST_VERB.search(scene.doc.text, since, sent.span.end) if words.startswith("We") else None
    until = verb.start() if verb else sent.span.end
    inside = [name for name in names if since <= name.span.start < until and name.who.known and name.kind != "seat"]
    found = {name.who.code: name.who for name in inside}
    why = f"issuer: the text opens with {told.group().strip()!r}"
    return tuple(who.because(why, 0.85) for who in _without_members(found, scene.directory).values())


def _without_members(found: dict[str | None, Who], directory: Directory) -> dict[str | None, Who]:
    """The issuers without the states for which a group speaks: "the G7 foreign ministers of Canada, France, …"."""
    first = next(iter(found.values()), None)
    if first is None or first.kind == "state":
        return found
    members = {directory.registry.get(id).code for id in directory.members(first.actor or "")}
    states = [code for code, who in found.items() if who.kind == "state"]
    listed = members | set(states if len(states) >= _LISTED_STATES else ())
    return {code: who for code, who in found.items() if code == first.code or code not in listed}


def _in_headline(scene: _Scene) -> tuple[Who, ...]:
    """Those that the headline of a joint statement names beyond doubt."""
    title = _SUBJECT.split(scene.doc.title or "")[0]  # "Joint Statement of the Troika on Sudan"
    if not _JOINT_TITLE.search(title):
        return ()
    found = {who.code: who for who in _beyond_doubt(title, scene.directory) if who.known}
    return tuple(who.because("issuer: the headline names it", 0.7) for who in found.values())


def _issuer(scene: _Scene) -> Who:
    """Whom the opening of a text, else its publisher, shows to have issued it."""
    doc, directory = scene.doc, scene.directory
    for sent, row in scene.rows(3):
        words = doc.words(sent.span)
        byline = sent.span.end - sent.span.start < _BYLINE_CHARS and words[-1:] not in ".!?" and words != doc.title
        told = _ATTRIBUTED.search(words)
        people = [n for n in row if n.kind in ("person", "office") and n.who.known]
        if people and (told or (byline and people[0].span.start - sent.span.start < 12 and "," in words)):
            return people[0].who.because(f"issuer: the text opens with {people[0].text!r}", 0.9)
    named = None if _tells_only(doc, directory) else next(_beyond_doubt(doc.publisher or "", directory), None)
    if named is not None:
        return named.because(f"issuer: published by {doc.publisher}", 0.85)
    return open_("the text names no issuer")


def _tells_only(doc: Document, directory: Directory) -> bool:
    """Whether the publisher is a newspaper, an agency or the like, which tells what others say."""
    matches = directory.registry.scan(doc.publisher or "")
    kinds = [match.kind for match in matches] + [actor.kind for m in matches[:1] for actor in directory.meant(m)]
    return any(kind in _TELLERS for kind in kinds)


def _beyond_doubt(line: str, directory: Directory) -> Iterator[Who]:
    """The actors that a line names, without the names that may mean several."""
    for match in directory.registry.scan(line) if line else ():
        actors = directory.meant(match)
        if len({actor.code for actor in actors}) == 1:
            yield directory.who(actors[0].id, "", 0.9)


def _turns(scene: _Scene, issuer: Who) -> Iterator[tuple[int, Who]]:
    """From which character on who has the word."""
    for sent, row in scene.rows():
        label = _TURN.match(scene.doc.text, sent.span.start, sent.span.end)
        if label is None or not _is_label(label.group(1)):
            continue
        why = f"speaker of the turn {label.group(1)!r}"
        known = [n for n in row if n.span.end <= label.end(1) and n.who.known]
        people = [n for n in known if n.kind in _PEOPLE] or known
        if people:
            yield sent.span.start, people[-1].who.because(why, 0.9)
        elif label.group(1).isupper() or label.group(1).istitle():
            who = next(_beyond_doubt(label.group(1).title(), scene.directory), None)
            told = who.because(why, 0.8) if who else issuer.because(f"{why}, taken for the issuer's side", 0.4)
            yield sent.span.start, told


def _is_label(words: str) -> bool:
    """Whether words before a colon can name a speaker: mostly capitals, not a clause."""
    parts = [word for word in words.split() if word not in _SMALL_IN_LABELS]
    return 0 < len(parts) <= _LABEL_WORDS and sum(word[:1].isupper() for word in parts) >= 0.7 * len(parts)


def _quotes(scene: _Scene) -> Iterator[tuple[Span, Who]]:
    """Quotations with their speakers, whom the sentences of the quotation name, else the one before."""
    starts = [sent.span.start for sent in scene.sents]
    for match in _QUOTED.finditer(scene.doc.text):
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


def _said_by(scene: _Scene, rows: range, quote: Span) -> Who | None:
    """The name outside the quotation nearest to a verb of saying in these sentences."""
    near = [found for row in rows for found in _near_verbs(scene, row, quote)]
    return min(near, key=lambda found: found[0])[1] if near else None


def _near_verbs(scene: _Scene, row: int, quote: Span) -> Iterator[tuple[int, Who]]:
    """How many characters each name of a sentence stands from each verb of saying, both outside the quotation."""
    sent = scene.sents[row].span
    words = re.finditer(r"[a-z]+", scene.doc.text[sent.start : sent.end])
    said = [sent.start + word.start() for word in words if word.group() in scene.lexicon.said]
    verbs = [verb for verb in said if not quote.start <= verb < quote.end]
    for name in scene.names[row]:
        if name.who.known and not quote.start <= name.span.start < quote.end:
            more = 0 if name.kind in _PEOPLE else _NO_PERSON_CHARS
            for verb in verbs:
                yield min(abs(verb - name.span.end), abs(name.span.start - verb)) + more, name.who
