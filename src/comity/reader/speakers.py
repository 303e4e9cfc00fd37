"""Who speaks: the issuer of a text, the speaker of a turn ("SECRETARY BLINKEN: …") and of words in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from comity.reader.lexicon import Lexicon
from comity.reader.names import Name
from comity.reader.who import Directory, Who, open_
from comity.records import Document, Sentence, Span

_TURN = re.compile(r"\(?([A-Z][^:;!?“”\"()]{1,90}?)(?:\s\([^)]{1,40}\))?:\s")
_ATTRIBUTED = re.compile(r"attributable to\s+(.{3,120}?)(?::|\n|$)")
_QUOTED = re.compile(r"“[^”]{1,3000}(?:”|\Z)|\"[^\"]{1,3000}(?:\"|\Z)")
_RELEASED = re.compile(
    r"(?:statement|communiqu[eé]|declaration|text)\b.{0,120}?\b(?:released|issued|made|adopted|agreed|signed)\b.{0,40}? by\b",
    re.I | re.S,
)
_WE_WHO = re.compile(r"We, (?:the )?")
_JOINT_TITLE = re.compile(
    r"\b(?:joint|G7|G20|Quad)\b.{0,60}\b(?:statement|communiqu[eé]|declaration)|\bstatement\b.{0,40}\b(?:G7|G20|Quad)\b",
    re.I,
)
_BYLINE_CHARS = 130
_TELLERS = frozenset({"media", "company"})  # they publish what others say


@dataclass(frozen=True, slots=True)
class Speakers:
    """issuers: whose text it is; turns: from which character on somebody else has the word; quotes: spans and speakers."""

    issuers: tuple[Who, ...]
    turns: tuple[tuple[int, Who], ...]
    quotes: tuple[tuple[Span, Who], ...]

    def at(self, place: int) -> Who:
        """Whose words stand at a character: the speaker of the quotation, else of the turn, else the first issuer."""
        return self.all_at(place)[0]

    def all_at(self, place: int) -> tuple[Who, ...]:
        """The same, all of them where several speak together."""
        for span, who in self.quotes:
            if span.start <= place < span.end:
                return (who,)
        turn = bisect_right([start for start, _ in self.turns], place)
        return (self.turns[turn - 1][1],) if turn else self.issuers


def find_speakers(
    doc: Document,
    sents: tuple[Sentence, ...],
    names: tuple[tuple[Name, ...], ...],
    directory: Directory,
    lexicon: Lexicon,
) -> Speakers:
    joint = _joint_issuers(doc, sents, names, directory)
    issuer = joint[0] if joint else _issuer(doc, sents, names, directory)
    return Speakers(
        joint or (issuer,),
        tuple(_turns(doc, sents, names, directory, issuer)),
        tuple(_quotes(doc, sents, names, issuer, lexicon)),
    )


def _joint_issuers(
    doc: Document, sents: tuple[Sentence, ...], names: tuple[tuple[Name, ...], ...], directory: Directory
) -> tuple[Who, ...]:
    """Who issued a joint statement: those its opening says it was released by, or that speak of themselves as "We, …"."""
    for sent, row in list(zip(sents, names, strict=True))[:4]:
        words = doc.words(sent.span)
        told = _RELEASED.search(words) or _WE_WHO.match(words)
        if told:
            since = sent.span.start + told.end()
            found = {n.who.code: n.who for n in row if n.span.start >= since and n.who.known and n.kind != "seat"}
            group = next((who for who in found.values() if directory.members(who.actor or "")), None)
            if (
                group is not None
            ):  # "the G7 foreign ministers of Canada, France, … and the EU": the group speaks, its members through it
                members = {directory.registry.get(id).code for id in directory.members(group.actor or "")}
                found = {code: who for code, who in found.items() if code == group.code or code not in members}
            if found:
                return tuple(
                    who.because(f"issuer: the text opens with {told.group().strip()!r}", 0.85) for who in found.values()
                )
    title = doc.title or ""
    if _JOINT_TITLE.search(title):
        whos = [
            directory.who(a[0].id, "", 0.9)
            for m in directory.registry.scan(title)
            if (a := directory.meant(m)) and len({x.code for x in a}) == 1
        ]
        found = {who.code: who for who in whos if who.known}
        return tuple(who.because("issuer: the headline names it", 0.7) for who in found.values())
    return ()


def _issuer(
    doc: Document, sents: tuple[Sentence, ...], names: tuple[tuple[Name, ...], ...], directory: Directory
) -> Who:
    for sent, row in list(zip(sents, names, strict=True))[:3]:
        words = doc.words(sent.span)
        byline = sent.span.end - sent.span.start < _BYLINE_CHARS and words[-1:] not in ".!?" and words != doc.title
        told = _ATTRIBUTED.search(words)
        people = [n for n in row if n.kind in ("person", "office") and n.who.known]
        if people and (told or (byline and people[0].span.start - sent.span.start < 12 and "," in words)):
            return people[0].who.because(f"issuer: the text opens with {people[0].text!r}", 0.9)
    named = _first(doc.publisher, directory)
    if named is not None and directory.registry.get(named.actor or "").kind not in _TELLERS:
        return named.because(f"issuer: published by {doc.publisher}", 0.85)
    return open_("the text names no issuer")


def _first(text: str | None, directory: Directory) -> Who | None:
    """The one actor a line names first, if it names any beyond doubt."""
    for match in directory.registry.scan(text) if text else ():
        actors = directory.meant(match)
        if len({actor.code for actor in actors}) == 1:
            return directory.who(actors[0].id, "", 0.9)
    return None


def _turns(
    doc: Document, sents: tuple[Sentence, ...], names: tuple[tuple[Name, ...], ...], directory: Directory, issuer: Who
):  # type: ignore[no-untyped-def]
    for sent, row in zip(sents, names, strict=True):
        label = _TURN.match(doc.text, sent.span.start, sent.span.end)
        if not label or len(label.group(1).split()) > 14:
            continue
        inside = [n for n in row if n.span.end <= label.end(1)]
        people = [n for n in inside if n.kind in ("person", "family", "office") and n.who.known] or [
            n for n in inside if n.who.known
        ]
        if people:
            yield sent.span.start, people[-1].who.because(f"speaker of the turn {label.group(1)!r}", 0.9)
        elif label.group(1).isupper() or label.group(1).istitle():
            who = _first(label.group(1).title(), directory)
            known = who.because(f"speaker of the turn {label.group(1)!r}", 0.8) if who else None
            yield (
                sent.span.start,
                known or issuer.because(f"speaker of the turn {label.group(1)!r}, taken for the issuer's side", 0.4),
            )


def _quotes(
    doc: Document, sents: tuple[Sentence, ...], names: tuple[tuple[Name, ...], ...], issuer: Who, lexicon: Lexicon
):  # type: ignore[no-untyped-def]
    starts = [sent.span.start for sent in sents]
    for match in _QUOTED.finditer(doc.text):
        span = Span(match.start(), match.end())
        if len(match.group().split()) < 5:  # a single word or a title in quotation marks is nobody's speech
            continue
        first = max(bisect_right(starts, span.start) - 1, 0)
        last = max(bisect_right(starts, span.end) - 1, 0)
        who = _said_by(doc, range(first, min(last + 1, len(sents))), sents, names, span, lexicon)
        if who is None and first > 0:
            who = _said_by(doc, range(first - 1, first), sents, names, span, lexicon)
        if who is not None:
            yield span, who.because(f"speaker of the quotation: {who.name}", 0.85)


def _said_by(
    doc: Document,
    rows: range,
    sents: tuple[Sentence, ...],
    names: tuple[tuple[Name, ...], ...],
    quote: Span,
    lexicon: Lexicon,
) -> Who | None:
    """The name outside the quotation nearest to a verb of saying in these sentences."""
    best: tuple[int, Who] | None = None
    for row in rows:
        sent = sents[row].span
        words = re.finditer(r"[a-z]+", doc.text[sent.start : sent.end])
        verbs = [
            sent.start + w.start()
            for w in words
            if w.group() in lexicon.said and not quote.start <= sent.start + w.start() < quote.end
        ]
        for name in names[row]:
            if not name.who.known or (quote.start <= name.span.start < quote.end):
                continue
            people = 0 if name.kind in ("person", "family", "office") else 15
            for verb in verbs:
                far = min(abs(verb - name.span.end), abs(name.span.start - verb)) + people
                if best is None or far < best[0]:
                    best = (far, name.who)
    return best[1] if best else None
