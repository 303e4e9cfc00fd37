"""The names in a document and whom they stand for on its day: registry names, acronyms the text introduces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from comity.actors import Actor, NameMatch
from comity.reader.lexicon import load_lexicon
from comity.reader.who import Directory, Who, open_
from comity.records import Document, Sentence, Span

_BRACKETED = re.compile(r"\s?\((?:the )?[\"“']?([A-Z][A-Za-z0-9&.-]{1,11})[\"”']?\)")
_TITLED = re.compile(r"(?:[A-Z][\w’'-]+(?:\s+|-)(?:(?:of|for|and|the|on|in|to)\s+){0,2})+$")

_LEAD_CHARS = 30  # as far back as words may stand that belong to a shared name

# Kinds of names whose bearers publish what others say → their sector
TELLERS = {"media": "media", "company": "business"}
_BODIES = TELLERS.keys() | {"agency"}  # kinds of names that are of a state without being the state

# An acronym in brackets stands for a body only if its long form says so; "Special Immigrant Visa (SIV)" doesn't.
_BODY = frozenset({
    "agency", "alliance", "army", "assembly", "association", "bank", "center", "centre", "coalition",
    "commission", "committee", "community", "conference", "congress", "cooperation", "council", "court",
    "federation", "force", "forum", "front", "fund", "group", "initiative", "institute", "league",
    "mission", "movement", "network", "organisation", "organization", "partnership", "party", "program",
    "programme", "tribunal", "union",
})  # fmt: skip


Scanned = list[tuple[Span, NameMatch, tuple[Actor, ...]]]


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
    told = _told(doc, scanned, directory)
    named = [
        tuple(_name(span, match, actors, votes, told, directory) for span, match, actors in row) for row in scanned
    ]
    named = [tuple(_unless_stranger(name, doc.text, told, directory) for name in row) for row in named]
    local = _introduced(doc, sents, named, directory)
    return tuple(_with_local(doc, sent, row, local) for sent, row in zip(sents, named, strict=True))


def _scan(doc: Document, sent: Sentence, directory: Directory) -> Scanned:
    start = sent.span.start
    words, lexicon = doc.words(sent.span), load_lexicon()
    matches = [m for m in directory.registry.scan(words) if words[m.end : m.end + 1] != "$"]  # "US$10 billion"
    for found in lexicon.epithet.finditer(words):
        if not any(match.start < found.end() and found.start() < match.end for match in matches):
            id = lexicon.epithets[found.group(1).lower()]
            matches.append(NameMatch(found.start(), found.end(), found.group(), "epithet", (id,)))
    matches.sort(key=lambda match: match.start)
    return [(Span(start + m.start, start + m.end), m, directory.meant(m)) for m in matches]


def _told(doc: Document, scanned: list[Scanned], directory: Directory) -> set[str | None]:
    """Codes of those whom the text, its headline or its publisher names beyond doubt.

    A family name alone is doubtful unless it is the head of a state's or two of the same code stand in the text; the
    name of a body that many states have is always doubtful.
    """
    title = f"{doc.title or ''}. {doc.publisher or ''}"
    every = [(match, directory.meant(match), title, match.start) for match in directory.registry.scan(title)]
    every += [(match, actors, doc.text, span.start) for row in scanned for span, match, actors in row]
    families = {actors[0].id for match, actors, _, _ in every if match.kind == "family" and actors}
    alone = Counter(directory.who(id, "").code for id in families)
    sure = {
        actor.id
        for match, actors, text, start in every
        if match.kind not in ("family", "title")
        and len(actors) == 1
        and not _is_shared(match.text, text, start, or_part=True)
        for actor in actors
    }
    heads = {who.code for who in (directory.who(id, "") for id in families) if directory.heads(who)}
    return heads | {code for code, n in alone.items() if n > 1} | {directory.who(id, "").code for id in sure}


def _is_shared(name: str, text: str, start: int, *, or_part: bool = False) -> bool:
    """Whether a name at a character of a text is that of a body many states have, alone or with the words before it.

    or_part: or the end of such a name, which tells nothing either.
    """
    said, small = (text[max(0, start - _LEAD_CHARS) : start] + name).lower(), name.lower()
    every = load_lexicon().shared
    if or_part and any(shared.endswith(f" {small}") for shared in every):
        return True
    return any(said.endswith(shared) for shared in every if len(shared) >= len(name))


def _unless_stranger(name: Name, text: str, told: set[str | None], directory: Directory) -> Name:
    """The name, open if it is doubtful and nothing else in the text is of whom it would stand for.

    "Minister Vargas" in a text about Costa Rica is no minister of the Dominican Republic, but heads of state and
    government are named so everywhere. "The Foreign Office" in a text about Pakistan isn't the British one.
    """
    who = name.who
    if not who.known or who.code in told:
        return name
    family = name.kind == "family" and not directory.heads(who)
    if not family and not (told and _is_shared(name.text, text, name.span.start)):
        return name
    why = f"{name.text!r} would be {who.name}, but nothing else in the text is of {who.code}"
    return Name(name.span, name.text, name.kind, open_(why))


def _name(
    span: Span,
    match: NameMatch,
    actors: tuple[Actor, ...],
    votes: Counter[str],
    told: set[str | None],
    directory: Directory,
) -> Name:
    who = _choose(match, actors, votes, directory) or _among(match, actors, told, directory)
    return Name(span, match.text, match.kind, _as_body(match, who))


def _as_body(match: NameMatch, who: Who) -> Who:
    """Whom a name means; a state's company, newspaper or agency under its own name, as none of them is the state.

    The registry knows them by their state alone, so no actor stands for them.
    """
    if match.kind not in _BODIES or who.kind != "state":
        return who
    sector = TELLERS.get(match.kind) or load_lexicon().sector(match.text.lower().split())
    return replace(who, actor=None, name=match.text, kind="organisation", sector=sector)


def _choose(match: NameMatch, actors: tuple[Actor, ...], votes: Counter[str], directory: Directory) -> Who | None:
    """Whom a name stands for by itself; None where it has several bearers."""
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
    return None


def _among(match: NameMatch, actors: tuple[Actor, ...], told: set[str | None], directory: Directory) -> Who:
    """Whom of its bearers a name stands for: the only one whose state the text tells, the only one there still is."""
    why = f"{match.kind} of {len(actors)}"
    ours = [actor for actor in actors if directory.who(actor.id, "").code in told]
    living = [actor for actor in actors if not actor.until]
    if len(ours) == 1:
        return directory.who(ours[0].id, f"{why}, the one whose state the text names", 0.7)
    if len(living) == 1:
        return directory.who(living[0].id, f"{why}, the one that still exists", 0.6)
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
