"""Standing facts between two parties: told by acts, by a person's office, by what a sentence states outright.

What a sentence must say for a rule to find a tie is data: data/ties.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from comity.reader.names import Name
from comity.reader.prefixes import find_term
from comity.reader.tierules import CLASSES, Rule, load_rules
from comity.reader.told import Told
from comity.reader.who import Directory
from comity.records import Agreement, Document, Evidence, Party, Sentence, Span, Tie

SinceOf = Callable[[Told], tuple[str | None, str | None]]
_TIE = "tie:"
_EITHER_WAY = frozenset({"ally", "partner"})
_MODEL_LEAVES = frozenset({"party", "officeholder"})  # found from agreements and from the registry
_BELIEF = 0.8  # in a rule's tie, at most
_GAP = re.compile(r",?\s(?:(?:Mr|Mrs|Ms|Dr|Sir|H\.E\.)\.?\s)?")
_FULL_NAME = re.compile(r"\s([A-Z][\w’'-]+(?:\s(?:[A-Z]\.|[A-Z][\w’'-]+)){1,2})")
_SPELLING = "spelt "
_SHORT_LIST = 3


def find_ties(
    doc: Document,
    sents: tuple[Sentence, ...],
    names: tuple[tuple[Name, ...], ...],
    told: tuple[Told, ...],
    directory: Directory,
    since_of: SinceOf,
) -> tuple[Tie, ...]:
    """The ties of a document in the order of their words, each once, with what the text tells of since and until."""
    found = [
        *_told_ties(doc, told, since_of),
        *_stated_ties(doc, sents, names, directory),
        *_office_ties(doc, sents, names, told, directory),
    ]
    return _once(found)


def ties_of_agreements(agreements: Iterable[Agreement]) -> tuple[Tie, ...]:
    """A `party` tie for each party of each agreement that is more than proposed; side b is the agreement."""
    ties = (
        Tie(type="party", a=party, b=_as_party(one), since=one.date, until=None, evidence=one.evidence[:1])
        for one in agreements
        if one.status != "proposed"
        for party in one.parties
    )
    return _once(ties)


def _as_party(one: Agreement) -> Party:
    first = one.evidence[0].trigger if one.evidence else None
    return Party(
        text=one.title,
        span=first,
        why="the agreement as the text names it",
        confidence=0.8,
        name=one.title,
        kind="agreement",
        code="AGREEMENT",
    )


def _once(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    """Each tie once: the first telling's words, and whatever dates and evidence the others add."""
    kept: dict[tuple[str, ...], Tie] = {}
    for tie in sorted(ties, key=_place):
        key = _key(tie)
        same = kept.get(key)
        kept[key] = tie if same is None else _joined(same, tie)
    return tuple(kept.values())


def _joined(tie: Tie, other: Tie) -> Tie:
    evidence = tuple(dict.fromkeys((*tie.evidence, *other.evidence)))
    return replace(tie, since=tie.since or other.since, until=tie.until or other.until, evidence=evidence)


def _place(tie: Tie) -> tuple[int, int]:
    trigger = tie.evidence[0].trigger if tie.evidence else Span(0, 0)
    return trigger.start, trigger.end


def _key(tie: Tie) -> tuple[str, ...]:
    sides = [_side(tie.a), _side(tie.b)]
    return (tie.type, *(sorted(sides) if tie.type in _EITHER_WAY else sides))


def _side(party: Party) -> str:
    """By what two sides are one: agencies and people by who they are, all else by code."""
    if party.kind == "agreement":
        return party.name or party.text
    if party.kind in ("person", "organisation") and party.actor:
        return party.actor
    return party.code or party.actor or party.text


# ---- told by acts


def _told_ties(doc: Document, told: tuple[Told, ...], since_of: SinceOf) -> Iterator[Tie]:
    for act in told:
        kind = act.act.type.removeprefix(_TIE)
        if not act.act.is_tie or kind in _MODEL_LEAVES or "negated" in act.act.aux:
            continue
        since, until = since_of(act)
        for a, b in _sides(kind, act):
            yield Tie(type=kind, a=a, b=b, since=since, until=until, evidence=(act.evidence(doc.text),))


def _sides(kind: str, act: Told) -> Iterator[tuple[Party, Party]]:
    a = tuple(party for party in act.actors if party.code)
    b = tuple(party for party in act.recipients if party.code)
    if kind in _EITHER_WAY and not act.recipients and len(a) == 2:  # "our two countries are allies": both on one side
        a, b = a[:1], a[1:]
    for one, other in product(a, b):
        if _side(one) != _side(other) and (kind == "part" or one.code != other.code):
            yield one, other


# ---- stated outright


@dataclass(frozen=True, slots=True)
class _Masked:
    """A sentence in which each known name is one character that tells its class; `at` gives the text's places."""

    words: str
    at: tuple[int, ...]
    names: tuple[tuple[int, Name], ...]  # with their places in `words`

    def inside(self, span: tuple[int, int]) -> tuple[Name, ...]:
        return tuple(name for place, name in self.names if span[0] <= place < span[1])

    def span(self, start: int, end: int) -> Span:
        """The text's span of some of the masked words."""
        ends = {place: name.span.end for place, name in self.names}
        return Span(self.at[start], ends.get(end - 1, self.at[end - 1] + 1))


def _mask(doc: Document, sent: Sentence, row: tuple[Name, ...]) -> _Masked:
    words: list[str] = []
    at: list[int] = []
    names: list[tuple[int, Name]] = []
    place = sent.span.start
    for name in (name for name in row if name.who.known and _class_of(name)):
        words += doc.text[place : name.span.start]
        at += range(place, name.span.start)
        names.append((len(words), name))
        words.append(_class_of(name))
        at.append(name.span.start)
        place = name.span.end
    words += doc.text[place : sent.span.end]
    at += range(place, sent.span.end)
    return _Masked("".join(words), tuple(at), tuple(names))


def _class_of(name: Name) -> str:
    if name.kind in ("place", "city", "region", "title"):
        return ""
    if name.kind in ("seat", "demonym"):
        return CLASSES[name.kind]
    return CLASSES.get(name.who.kind or "", "")


def _stated_ties(
    doc: Document, sents: tuple[Sentence, ...], names: tuple[tuple[Name, ...], ...], directory: Directory
) -> Iterator[Tie]:
    for sent, row in zip(sents, names, strict=True):
        if not any(name.who.known for name in row):
            continue
        masked = _mask(doc, sent, row)
        for rule in load_rules().rules:
            for match in rule.words.finditer(masked.words) if rule.may_match(masked.words) else ():
                if not load_rules().is_unsure(masked.words[: match.start("trigger")]):
                    yield from _apply(rule, match, masked, _Scene(doc, sent, names, directory))


@dataclass(frozen=True, slots=True)
class _Scene:
    doc: Document
    sent: Sentence
    names: tuple[tuple[Name, ...], ...]
    directory: Directory


def _apply(rule: Rule, match: re.Match[str], masked: _Masked, scene: _Scene) -> Iterator[Tie]:
    a, b = _matched_sides(rule, match, masked, scene)
    trigger = masked.span(*match.span("trigger"))
    text = scene.doc.text
    evidence = Evidence(sentence=scene.sent.span, trigger=trigger, quote=scene.doc.words(scene.sent.span))
    since, until = find_term(text[masked.at[match.end() - 1] + 1 : scene.sent.span.end], rule.since)
    for one, other in product(a, b):
        if _differ(rule, one, other) and (not rule.known or _is_known(rule, one, other, scene.directory)):
            yield Tie(type=rule.type, a=_stated(one), b=_stated(other), since=since, until=until, evidence=(evidence,))


def _matched_sides(
    rule: Rule, match: re.Match[str], masked: _Masked, scene: _Scene
) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    if rule.spread:
        return _longest_list(scene), masked.inside(match.span("b"))
    if "ab" in match.re.groupindex:
        both = masked.inside(match.span("ab"))
        return both[:1], both[1:]
    return masked.inside(match.span("a")), masked.inside(match.span("b"))


def _longest_list(scene: _Scene) -> tuple[Name, ...]:
    """The states of the sentence that names most of them one after the other: those who signed."""
    listed = [tuple(n for n in row if n.who.known and _class_of(n) == CLASSES["state"]) for row in scene.names]
    longest = max(listed, key=len, default=())
    return longest if len(longest) > _SHORT_LIST else ()


def _differ(rule: Rule, one: Name, other: Name) -> bool:
    return one.who.actor != other.who.actor and (rule.type == "part" or one.who.code != other.who.code)


def _is_known(rule: Rule, one: Name, other: Name, directory: Directory) -> bool:
    if not one.who.actor or not other.who.actor or directory.registry.get(one.who.actor).kind == "bloc":
        return False  # a bloc is no part: "the five permanent members of the Security Council"
    ties = directory.registry.ties(one.who.actor, other.who.actor, directory.on)
    return any(tie.type == rule.type and tie.a == one.who.actor for tie in ties)


def _stated(name: Name) -> Party:
    return name.who.because(name.who.why, _BELIEF).to_party(name.text, name.span)


# ---- by office


def _office_ties(
    doc: Document,
    sents: tuple[Sentence, ...],
    names: tuple[tuple[Name, ...], ...],
    told: tuple[Told, ...],
    directory: Directory,
) -> Iterator[Tie]:
    """One tie for each person whom the text names and who holds an office on its day."""
    offices = {n.who.actor: n for row in names for n in row if n.kind == "office" and n.who.kind == "person"}
    people: dict[str | None, tuple[Party, Sentence]] = {}
    for sent, row in zip(sents, names, strict=True):
        for party in _named_people(doc, row, directory):
            people.setdefault(party.actor, (party, sent))
    for act in told:
        for party in (*act.actors, *act.recipients):
            if party.kind == "person" and party.office and party.why.startswith(_SPELLING):
                people.setdefault(party.actor, (party, act.sentence))
    for id, (party, sent) in people.items():
        yield from _office_tie(doc, sent, party, offices.get(id), directory)


def _named_people(doc: Document, row: tuple[Name, ...], directory: Directory) -> Iterator[Party]:
    for number, name in enumerate(row):
        if name.who.kind != "person" or not name.who.actor or not name.who.office:
            continue
        if name.kind in ("person", "family"):
            before = row[number - 1] if number else None
            yield _misspelt(doc, before, directory) or name.who.to_party(name.text, name.span)
        elif name.kind == "office" and (party := _misspelt(doc, name, directory)):
            yield party


def _misspelt(doc: Document, office: Name | None, directory: Directory) -> Party | None:
    """The holder of an office whose name follows it in another spelling: "SCO Secretary-General Vladimor Norov"."""
    if office is None or office.kind != "office" or office.who.kind != "person":
        return None
    after = _FULL_NAME.match(doc.text, office.span.end)
    if after is None:
        return None
    words = after[1]
    for actor, alike in directory.registry.similar(words, directory.on):
        if actor.id == office.who.actor and alike < 1:
            why = f"{_SPELLING}{words!r} here, {actor.name!r} in the registry; {office.text} on that day"
            return office.who.because(why, 0.9).to_party(words, Span(after.start(1), after.start(1) + len(words)))
    return None


def _office_tie(doc: Document, sent: Sentence, party: Party, said: Name | None, directory: Directory) -> Iterator[Tie]:
    registry = directory.registry
    office = registry.get(party.office) if party.office else None
    if office is None or not office.parent or (directory.on is None and said is None):
        return
    owner = directory.who(office.parent, f"{office.name}: {party.name} by the registry", 0.95 if said else 0.8)
    told = said is not None and said.who.office == office.id
    b = owner.to_party(said.text if told and said else owner.name or office.name, said.span if told and said else None)
    terms = [term for term in registry.terms_of(party.actor or "") if term.office == office.id]
    since = max((term.since for term in terms if _holds(term.since, term.until, directory)), default="") or None
    trigger = party.span or sent.span
    evidence = Evidence(sentence=sent.span, trigger=trigger, quote=doc.words(sent.span))
    a = replace(party, office=office.id)
    yield Tie(type="officeholder", a=a, b=b, since=since, until=None, evidence=(evidence,))


def _holds(since: str, until: str, directory: Directory) -> bool:
    day = directory.on.isoformat() if directory.on else None
    return day is None or (since <= day and (not until or day[: len(until)] <= until))
