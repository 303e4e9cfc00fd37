"""The names in a document and whom they stand for on its day: registry names, acronyms the text introduces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from comity.actors import Actor, NameMatch
from comity.reader.lexicon import load_lexicon
from comity.reader.who import Directory, Who, open_
from comity.records import Document, Sentence, Span

_BRACKETED = re.compile(r"\s?\((?:the )?[\"“']?([A-Z][A-Za-z0-9&.-]{1,11})[\"”']?\)")
_TITLED = re.compile(r"(?:[A-Z][\w’'-]+(?:\s+|-)(?:(?:of|for|and|the|on|in|to)\s+){0,2})+$")

# An acronym in brackets stands for a body only if its long form says so; "Special Immigrant Visa (SIV)" doesn't.
_BODY = frozenset({
    "agency", "alliance", "army", "assembly", "association", "bank", "center", "centre", "coalition",
    "commission", "committee", "community", "conference", "congress", "cooperation", "council", "court",
    "federation", "force", "forum", "front", "fund", "group", "initiative", "institute", "league",
    "mission", "movement", "network", "organisation", "organization", "partnership", "party", "program",
    "programme", "tribunal", "union",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands in the document. kind as in `NameMatch`, or "local" for one the text itself introduces."""

    span: Span
    text: str
    kind: str
    who: Who


def find_names(doc: Document, sents: tuple[Sentence, ...], directory: Directory) -> tuple[tuple[Name, ...], ...]:
    """The names of each sentence, in the order of the words, without overlaps."""
    scanned = [_scan(doc, sent, directory) for sent in sents]
    votes = Counter(actors[0].id for row in scanned for _, _, actors in row if len(actors) == 1)
    named = [tuple(_name(span, match, actors, votes, directory) for span, match, actors in row) for row in scanned]
    local = _introduced(doc, sents, named, directory)
    return tuple(_with_local(doc, sent, row, local) for sent, row in zip(sents, named, strict=True))


def _scan(doc: Document, sent: Sentence, directory: Directory) -> list[tuple[Span, NameMatch, tuple[Actor, ...]]]:
    start = sent.span.start
    words, lexicon = doc.words(sent.span), load_lexicon()
    matches = [m for m in directory.registry.scan(words) if words[m.end : m.end + 1] != "$"]  # "US$10 billion"
    for found in lexicon.epithet.finditer(words):
        if not any(match.start < found.end() and found.start() < match.end for match in matches):
            id = lexicon.epithets[found.group(1).lower()]
            matches.append(NameMatch(found.start(), found.end(), found.group(), "epithet", (id,)))
    matches.sort(key=lambda match: match.start)
    return [(Span(start + m.start, start + m.end), m, directory.meant(m)) for m in matches]


def _name(span: Span, match: NameMatch, actors: tuple[Actor, ...], votes: Counter[str], directory: Directory) -> Name:
    return Name(span, match.text, match.kind, _choose(match, actors, votes, directory))


def _choose(match: NameMatch, actors: tuple[Actor, ...], votes: Counter[str], directory: Directory) -> Who:
    if match.kind == "title":
        return open_(f"{match.text!r} is borne by many")
    if not actors:
        return open_(f"nobody of the name {match.text!r} is known on that day")
    if len(actors) == 1:
        return directory.who(actors[0].id, f"{match.kind} in the registry", 0.97 if match.kind != "family" else 0.85)
    seen = [actor for actor in actors if votes[actor.id]]
    if len(seen) == 1:
        return directory.who(seen[0].id, f"{match.kind} of {len(actors)}, the one that the text names in full", 0.85)
    if len({actor.code for actor in actors}) == 1 and actors[0].code:
        return directory.who(actors[0].id, f"{match.kind} of {len(actors)}, all of {actors[0].code}", 0.7)
    return open_(f"{len(actors)} bearers of the name {match.text!r}: {', '.join(actor.id for actor in actors[:4])}")


def _introduced(
    doc: Document, sents: tuple[Sentence, ...], named: list[tuple[Name, ...]], directory: Directory
) -> dict[str, tuple[int, Who]]:
    """Acronyms that the text gives in brackets after a name: acronym → (from which character on, whom)."""
    local: dict[str, tuple[int, Who]] = {}
    for sent, names in zip(sents, named, strict=True):
        ends = {name.span.end: name for name in names}
        for match in _BRACKETED.finditer(doc.text, sent.span.start, sent.span.end):
            acronym = match.group(1)
            name = ends.get(match.start())
            if name is not None and name.who.known:
                why = f"introduced in brackets after {name.text!r}"
                body = directory.owner(name.who) if name.who.office else name.who  # "Secretary-General of the … (SCO)"
                local.setdefault(acronym, (match.end(), body.because(why, 0.95)))
            elif acronym.isupper() and (title := _spelt_out(doc.text[sent.span.start : match.start()], acronym)):
                local.setdefault(acronym, (match.start(1), _unknown_body(title, acronym)))
    return local


def _spelt_out(before: str, acronym: str) -> str | None:
    """The capitalised words before a bracket whose initials make the acronym."""
    found = _TITLED.search(before + " ")
    words = found.group().split() if found else []
    for start in range(len(words)):
        initials = "".join(part[0] for word in words[start:] for part in word.split("-") if part and part[0].isupper())
        if initials.upper() == acronym.replace(".", "") and _BODY & {word.lower() for word in words[start:]}:
            return " ".join(words[start:])
    return None


def _unknown_body(title: str, acronym: str) -> Who:
    why = f"not in the registry; the text spells {acronym} out as {title!r}"
    return Who(why=why, confidence=0.6, name=title, kind="organisation", code=acronym.upper())


def _with_local(
    doc: Document, sent: Sentence, names: tuple[Name, ...], local: dict[str, tuple[int, Who]]
) -> tuple[Name, ...]:
    added = list(_local_names(doc, sent, local)) if local else []
    if not added:
        return names
    kept = [name for name in names if not any(name.span.overlaps(new.span) for new in added)]
    return tuple(sorted([*kept, *added], key=lambda name: name.span))


def _local_names(doc: Document, sent: Sentence, local: dict[str, tuple[int, Who]]) -> Iterator[Name]:
    for acronym, (since, who) in local.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(acronym)}(?!\w)", doc.text[sent.span.start : sent.span.end]):
            span = Span(sent.span.start + match.start(), sent.span.start + match.end())
            if span.start >= since - len(acronym) - 1:
                yield Name(span, acronym, "local", who)
