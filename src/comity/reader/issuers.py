"""Whose text it is, and with whom its issuer talks in it, by the opening, the headline and the publisher."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import punctuation

from comity.reader.lexicon import Lexicon
from comity.reader.names import TELLERS, Name
from comity.reader.who import Directory, Who, open_
from comity.records import Document, Sentence

_ATTRIBUTED = re.compile(r"attributable to\s+(.{3,120}?)(?::|\n|$)")
_RELEASED = re.compile(
    r"(?:statement|communiqu[eé]|declaration|text)\b.{0,120}?"
    r"\b(?:released|issued|made|adopted|agreed|signed)\b.{0,40}? by\b"
    r"|\b(?:following is|the following)\b.{0,40}?\b(?:statement|communiqu[eé]|declaration) (?:by|of|from)\b",
    re.I | re.S,  # not "Following WHO's declaration of the outbreak"
)
_WE_WHO = re.compile(r"We, (?:the )?")
_STATEMENT = re.compile(r"\b(?:statement|communiqu[eé]|declaration)\b", re.I)
_THEY_WHO = re.compile(  # opens a joint statement in the third person
    r"The (?:(?:undersigned|participating|foreign) )?"
    r"(?:members|governments|leaders|ministers|heads|presidents|representatives|undersigned)\b"
)
_CIRCUMSTANCE = re.compile(  # ends the list of those who released a statement
    r"\b(?:following|after|during|endorsed|on the occasion|on the margins|as (?:the )?chair|at (?:the|a|an))\b", re.I
)
_STATES = (  # the verbs of those who release a statement
    r"condemn|reaffirm|welcome|call|express|affirm|reiterate|support|urge|extend|note|recall|underscore|emphasi[sz]e"
    r"|commit|recogni[sz]e|declare|reject|deplore"
)
_FIRST_VERB = re.compile(  # ends the list of those who speak: "We, the G7 leaders, stand with Ukraine"
    rf"\b(?:{_STATES}|stand|are|have|met|strongly|share|remain|agree)\b"
)
_THEY_STATE = re.compile(rf"\b(?:{_STATES}|issued|released|adopted)\b")
_LISTED_STATES = 3  # so many states after a group's name are its members
_JOINT_TITLE = re.compile(
    r"\b(?:joint|G7|G20|Quad)\b.{0,60}\b(?:statement|communiqu[eé]|declaration)|\bstatement\b.{0,40}\b(?:G7|G20|Quad)\b",
    re.I,
)
_OF_SEVERAL = re.compile(r"\b(?:statement|communiqu[eé]|declaration) (?:of|by)\s", re.I)
_OCCASION = re.compile(r"\s(?:in|at|to|before|from)\s")  # "Statement of Chad in the General Debate"
_SUBJECT = re.compile(
    r"\s(?:on|about|for|after|regarding|concerning|following|marking|welcoming|commending|condemning|supporting|opposing"
    r"|announcing|urging|celebrating|commemorating|reaffirming|calling|expressing)\s",
    re.I,
)
_BYLINE_CHARS = 130
_DAY = re.compile(r"\bDay\b")  # "Bahamas Independence Day"
_TALK = re.compile(
    r"\b(?:talks|bilateral|trilateral|dialogue|(?:news|press) conference|(?:telephone )?conversation|phone call)\b",
    re.I,
)
_MOST_PARTNERS = 2
PEOPLE = ("person", "family", "office")


@dataclass(frozen=True, slots=True)
class Scene:
    """What tells who speaks: the document, its sentences, the names in each of them, and who and what words mean."""

    doc: Document
    sents: tuple[Sentence, ...]
    names: tuple[tuple[Name, ...], ...]
    directory: Directory
    lexicon: Lexicon

    def rows(self, count: int | None = None) -> list[tuple[Sentence, tuple[Name, ...]]]:
        """The sentences, or the first of them, each with its names."""
        return list(zip(self.sents, self.names, strict=True))[:count]


def find_issuers(scene: Scene) -> tuple[Who, ...]:
    """Who issued a text: several for a joint statement, an open Who where nothing tells."""
    return _joint_issuers(scene) or (_issuer(scene),)


def find_company(scene: Scene, issuer: Who, turns: tuple[tuple[int, Who], ...]) -> Iterable[Who]:
    """The others that speak, else the people that the headline names, or the states if it tells of a talk.

    The lead stands in for a missing headline; a state whose day one of them celebrates counts, too. More than two are a
    conference, where "we" tells nothing.
    """
    title = scene.doc.title or ""
    told = (
        [who for _, who in turns],
        _people_in(title, scene.directory),
        beyond_doubt(title, scene.directory) if _TALK.search(title) or _DAY.search(title) else (),
        [name.who for _, row in scene.rows(0 if title else 1) for name in row if name.kind in PEOPLE],
        [name.who for _, row in scene.rows(2) for name in row if name.who.kind == "state" and _DAY.search(title)],
    )
    for whos in told:
        found = {who.code: who for who in whos if who.known and who.code != issuer.code}
        if found:
            return found.values() if len(found) <= _MOST_PARTNERS else ()
    return ()


def _people_in(line: str, directory: Directory) -> Iterator[Who]:
    """The people and offices that a line names without doubt."""
    return (who for kind, who in _sure(line, directory) if kind in PEOPLE)


def _joint_issuers(scene: Scene) -> tuple[Who, ...]:
    """Who issued a joint statement: who the opening says released it or speaks as "We, …", else the headline's.

    Where many governments release it and it goes on as that of "the members of" a group, the group has issued it.
    """
    opening = [whos for sent, row in scene.rows(4) if (whos := _released_by(scene, sent, row))]
    groups = (whos for whos in opening if whos[0].kind != "state" and len(opening[0]) >= _LISTED_STATES)
    return next(groups, opening[0] if opening else ()) or _in_headline(scene)


def _released_by(scene: Scene, sent: Sentence, names: tuple[Name, ...]) -> tuple[Who, ...]:
    """Whom a sentence of the opening tells to have released the text, or to speak in it."""
    words = scene.doc.words(sent.span)
    released = _RELEASED.search(words)
    told = released or _WE_WHO.match(words) or _they_state(scene, words)
    if told is None:
        return ()
    since = sent.span.start + told.end()
    ends = _CIRCUMSTANCE if released else _FIRST_VERB
    end = ends.search(scene.doc.text, since, sent.span.end)
    until = end.start() if end else sent.span.end
    inside = [name for name in names if since <= name.span.start < until and name.who.known and name.kind != "seat"]
    found = {name.who.code: name.who for name in inside}
    why = f"issuer: the text opens with {told.group().strip()!r}"
    return tuple(who.because(why, 0.85) for who in _without_members(found, scene.directory).values())


def _they_state(scene: Scene, words: str) -> re.Match[str] | None:
    """How a statement of several opens in the third person: "The members of … condemn".

    "The leaders of Chad" are not the issuers of a "Statement by President Mahama on Chad".
    """
    title = _SUBJECT.split(scene.doc.title or "")[0]
    told = _THEY_WHO.match(words) if _STATEMENT.search(title) else None
    if told is None or not _THEY_STATE.search(words, told.end()):
        return None
    return None if any(True for _ in _people_in(title, scene.directory)) else told


def _without_members(found: dict[str | None, Who], directory: Directory) -> dict[str | None, Who]:
    """The issuers without the states for which a group speaks: "the G7 foreign ministers of Canada, France, …"."""
    first = next(iter(found.values()), None)
    if first is None or first.kind != "organisation":
        return found
    members = {directory.registry.get(id).code for id in directory.members(first.actor or "")}
    states = {code for code, who in found.items() if who.kind == "state"}
    listed = states if len(states) >= _LISTED_STATES else states & members
    return {code: who for code, who in found.items() if code not in listed}


def _in_headline(scene: Scene) -> tuple[Who, ...]:
    """Those that the headline of a joint statement names beyond doubt."""
    title = _SUBJECT.split(scene.doc.title or "")[0]  # "Joint Statement of the Troika on Sudan"
    joint, several = _JOINT_TITLE.search(title), _OF_SEVERAL.search(title)
    if not joint and not several:
        return ()
    named = title if joint or several is None else _OCCASION.split(title[several.end() :])[0]
    found = {who.code: who for who in beyond_doubt(named, scene.directory) if who.known}
    if not joint and len(found) < 2:
        return ()
    return tuple(who.because("issuer: the headline names it", 0.7) for who in found.values())


def _issuer(scene: Scene) -> Who:
    """Whom the opening of a text, else its publisher, shows to have issued it."""
    doc, directory = scene.doc, scene.directory
    for sent, row in scene.rows(3):
        words = doc.words(sent.span)
        byline = sent.span.end - sent.span.start < _BYLINE_CHARS and words[-1:] not in ".!?" and words != doc.title
        told = _ATTRIBUTED.search(words)
        people = [n for n in row if n.kind in ("person", "office") and n.who.known]
        if people and (told or (byline and people[0].span.start - sent.span.start < 12 and "," in words)):
            return people[0].who.because(f"issuer: the text opens with {people[0].text!r}", 0.9)
    named = None if _tells_only(doc, directory) else _publisher(doc.publisher or "", directory)
    if named is not None:
        return named.because(f"issuer: published by {doc.publisher}", 0.85)
    return open_("the text names no issuer")


def _publisher(words: str, directory: Directory) -> Who | None:
    """Whom the name of a publisher means, were it but a state's code: "AFG"."""
    words = words.strip().rstrip(punctuation)  # some sources close a publisher's name with "_" or "."
    code = f"state/{words}"
    return directory.who(code, "", 0.9) if code in directory.registry else next(beyond_doubt(words, directory), None)


def _tells_only(doc: Document, directory: Directory) -> bool:
    """Whether the publisher is a newspaper, an agency or the like, which tells what others say."""
    matches = directory.registry.scan(doc.publisher or "")
    kinds = [match.kind for match in matches] + [actor.kind for m in matches[:1] for actor in directory.meant(m)]
    return any(kind in TELLERS for kind in kinds)


def beyond_doubt(line: str, directory: Directory) -> Iterator[Who]:
    """The actors that a line names, without the names that may mean several."""
    return (who for _, who in _sure(line, directory))


def _sure(line: str, directory: Directory) -> Iterator[tuple[str, Who]]:
    """The same with the kinds of their names."""
    for match in directory.registry.scan(line) if line else ():
        actors = directory.meant(match)
        if len({actor.code for actor in actors}) == 1:
            yield match.kind, directory.who(actors[0].id, "", 0.9)
