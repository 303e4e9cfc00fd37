"""Agreements that a text names: each once, with its date, parties, status, and the events that touch it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from comity.reader.names import Name
from comity.reader.prefixes import find_prefixes
from comity.reader.titles import Named, find_again, find_common, find_titles, load_words
from comity.reader.told import Told
from comity.records import Agreement, Document, Event, Evidence, Party, Sentence, Span

_RANK = ("proposed", "signed", "in force", "ended")
_GENERIC = frozenset({"agreement", "treaty", "accord", "deal", "pact"})
_REACH_CHARS = 90  # between an act's trigger and the agreement it is about
_STATUS_CHARS = 70
_ADJACENT_CHARS = 24  # between "withdrew from" and the agreement; farther off it is about something else
_UNSURE = re.compile(
    r"\b(?:to|not|if|would|should|may|might|could|must|once|until|upon|against|before|never|threat\w*(?:\s(?:of|to))?"
    r"|(?:talks|negotiations)\son|towards?|plans?\sfor)\s+"
    r"(?:\w+\s+)?$",
    re.I,
)
_BETWEEN = re.compile(r"(?:\s\([^)]{1,30}\))?,?\s(?:(?:\S+\s){0,6}?)?(?:between|among|signed by)\s")
_WITH = re.compile(r"\s(?:(?:reached|signed|concluded|negotiated|made)\s)?with\s(?:the\s)?")
_LISTED = re.compile(
    r"[\s,;]*(?:(?:and|the|governments?|leaders|presidents|republic|kingdom|people[’']s|of|both|its|as well as|with"
    r"|[’']s?|&)"
    r"[\s,]*)*",
    re.I,
)
_JOINED = re.compile(r"\s?[-–/]\s?|\sand\s(?:the\s)?|,\s")
_DATED = re.compile(
    r"(?:\s\([^)]{1,30}\))?,?\s(?:(?:which|that)\s)?(?:(?:was|were)\s)?(?:(?:signed|concluded|adopted|reached|dated)\s)?"
    r"(?:\S+\s){0,6}?(?:of|on|in|from|dated)\s$"
)
_KNOWN_AS = re.compile(r",?\s\(?(?:(?:also|commonly|better|otherwise)\s)?(?:known as|called|or)\s(?:the\s)?[\"“]?")
_YEAR_BEFORE = re.compile(r"(?<![\d–/-])((?:19|20)\d\d)\s+$")
_SIGNING = re.compile(
    r"\b(?:sign|conclud|negotiat|draft|reach|finali[sz]|propos|initial|seal|ratif|clinch|broker|strik|struck)", re.I
)
_LEAVING = re.compile(
    r"\b(?:withdr|terminat|pull\w* out|reneg|renew|extend|violat|exit|quit|scrap|abrogat|revok|expir|reject|endors"
    r"|welcom|implement)",
    re.I,
)


@dataclass
class _Found:
    """One agreement while its mentions are gathered."""

    title: str
    head: str
    mentions: list[Named] = field(default_factory=list)


def find_agreements(
    doc: Document,
    sents: tuple[Sentence, ...],
    names: tuple[tuple[Name, ...], ...],
    told: tuple[Told, ...],
    events: tuple[Event, ...],
) -> tuple[Agreement, ...]:
    """The agreements of a document in the order in which it first names them."""
    acts = _Acts(doc, sents, events)
    titled = find_titles(doc, sents, names)
    small = [one for row, sent in enumerate(sents) for one in find_common(doc, row, sent)]
    common = [one for one in small if acts.concludes(one) or _between(doc, names[one.row], one)]
    taken = [one.span for one in titled]
    groups = _grouped(doc, [*titled, *(one for one in common if not any(one.span.overlaps(span) for span in taken))])
    _add_references(doc, sents, groups)
    return tuple(_agreement(doc, sents, names, group, acts) for group in groups)


# ---- one agreement once


def _grouped(doc: Document, named: Iterable[Named]) -> list[_Found]:
    groups: list[_Found] = []
    for one in sorted(named, key=lambda named: named.span):
        group = next((group for group in groups if _same(group, one, doc) or _renames(group, one, doc)), None)
        if group is None:
            groups.append(_Found(one.title, one.head, [one]))
            continue
        group.mentions.append(one)
        if len(one.title) > len(group.title) and one.how != "common":
            group.title = one.title
    return groups


def _same(group: _Found, one: Named, doc: Document) -> bool:
    """Whether a title is the group's, or the same cut short: "the Joint Declaration" of one "on Cooperation"."""
    ours, theirs = _key(group.title), _key(one.title)
    if any(theirs == _key(mention.title) for mention in group.mentions):
        return True
    if one.how == "known" or group.mentions[0].how == "known" or group.head != one.head:
        return False
    if not re.search(r"\b(?:[Tt]he|[Tt]his)\s$", doc.text[max(0, one.span.start - 5) : one.span.start]):
        return False
    return len(theirs) > 1 and (ours[: len(theirs)] == theirs or ours[-len(theirs) :] == theirs)


def _renames(group: _Found, one: Named, doc: Document) -> bool:
    """Whether a title is said to be another name: "the Regional Agreement on …, known as the Escazú Agreement"."""
    return _KNOWN_AS.fullmatch(doc.text, group.mentions[-1].span.end, one.span.start) is not None


def _key(title: str) -> list[str]:
    return [word for word in re.findall(r"\w+", title.lower()) if word != "the"]


def _add_references(doc: Document, sents: tuple[Sentence, ...], groups: list[_Found]) -> None:
    """ "the treaty" joins the agreement of that noun named last before it, "the agreement" the only one there is."""
    taken = [one.span for group in groups for one in group.mentions]
    heads = {group.head for group in groups} | (_GENERIC if len(groups) == 1 else set())
    for again in find_again(doc, sents, heads):
        before = [g for g in groups if g.mentions[0].span.start < again.span.start and _may_be(g, again, len(groups))]
        if before and not any(again.span.overlaps(span) for span in taken):
            latest = max(before, key=lambda group: max(m.span for m in group.mentions if m.span < again.span))
            latest.mentions.append(again)


def _may_be(group: _Found, again: Named, groups: int) -> bool:
    return group.head == again.head or (groups == 1 and again.head in _GENERIC and group.head.rstrip("s") in _GENERIC)


# ---- the acts around it


@dataclass(frozen=True)
class _Acts:
    """The events of a document by the sentence of their evidence."""

    doc: Document
    sents: tuple[Sentence, ...]
    events: tuple[Event, ...]

    def around(self, named: Named) -> Iterator[tuple[Event, Evidence]]:
        sentence = self.sents[named.row].span
        for event in self.events:
            for evidence in event.evidence:
                if evidence.sentence == sentence:
                    yield event, evidence

    def signing(self, named: Named) -> Event | None:
        """The act of signing that governs a mention: the nearest in its sentence."""
        near = [
            (_distance(evidence.trigger, named.span), event)
            for event, evidence in self.around(named)
            if event.type == "SUPPORT" and event.mode == "sign" and not self._parted(evidence.trigger, named.span)
        ]
        distance, event = min(near, key=lambda pair: pair[0], default=(_REACH_CHARS, None))
        return event if distance < _REACH_CHARS else None

    def _parted(self, trigger: Span, title: Span) -> bool:
        """Whether other words than the trigger's govern a title: "signed one and promised to negotiate another"."""
        words = self.doc.text[trigger.end : title.start]
        return any(status == "proposed" for status, _, _ in load_words().status.find(words))

    def concludes(self, named: Named) -> bool:
        """Whether an act signs, concludes, proposes or ends what small letters name."""
        for event, evidence in self.around(named):
            if _distance(evidence.trigger, named.span) >= _REACH_CHARS:
                continue
            words = self.doc.text[evidence.trigger.start : max(evidence.trigger.end, named.span.start)]
            bare = " " not in named.title  # "an agreement" says nothing unless it is signed or has its sides told
            signs = event.mode == "sign" or (event.type in ("SUPPORT", "AGREE", "REJECT") and _SIGNING.search(words))
            if bare and not signs and not _BETWEEN.match(self.doc.text, named.span.end):
                continue
            if signs or _LEAVING.search(self.doc.words(evidence.trigger)):
                return ";" not in words
        return False


def _distance(one: Span, other: Span) -> int:
    return max(0, other.start - one.end, one.start - other.end)


# ---- what is told of it


def _agreement(
    doc: Document, sents: tuple[Sentence, ...], names: tuple[tuple[Name, ...], ...], group: _Found, acts: _Acts
) -> Agreement:
    mentions = sorted(group.mentions, key=lambda one: one.span)
    signings = [event for event in map(acts.signing, mentions) if event is not None]
    touching = (event.id for one in mentions for event, _ in acts.around(one))
    return Agreement(
        title=group.title[:1].upper() + group.title[1:] if mentions[0].how != "common" else group.title,
        date=_date(doc, sents, mentions, signings),
        status=_status(doc, sents, mentions, signings),
        parties=_parties(doc, names, mentions, signings),
        events=tuple(dict.fromkeys(touching)),
        evidence=tuple(_evidence(doc, sents, one) for one in mentions),
    )


def _evidence(doc: Document, sents: tuple[Sentence, ...], one: Named) -> Evidence:
    sentence = sents[one.row].span
    return Evidence(sentence=sentence, trigger=one.span, quote=doc.words(sentence))


def _date(doc: Document, sents: tuple[Sentence, ...], mentions: list[Named], signings: list[Event]) -> str | None:
    told = (_date_of_signing(doc, event) for event in signings)
    beside = (_date_beside(doc, sents[one.row].span, one) for one in mentions if one.how != "again")
    return next((date for date in (*told, *beside) if date), None)


def _date_of_signing(doc: Document, event: Event) -> str | None:
    """The day of the signing as far as it is told; the document's own day only if the signing is the news."""
    if event.date is None or {"negated", "hypothetical", "future"} & set(event.aux):
        return None
    today = doc.date is not None and event.date.start == doc.date.isoformat()
    if today and "historical" in event.aux:
        return None
    chars = {"day": 10, "month": 7, "year": 4}.get(event.date.precision, 10)
    return event.date.start[:chars]


def _date_beside(doc: Document, sentence: Span, one: Named) -> str | None:
    """A date that the words right before or after a title give it: "the 1994 Budapest Memorandum"."""
    after = doc.text[one.span.end : min(sentence.end, one.span.end + 60)]
    start, _, prefix = next(find_prefixes(after), (0, 0, None))
    if prefix and _DATED.fullmatch(after[:start]):
        return prefix
    before = _YEAR_BEFORE.search(doc.text[sentence.start : one.span.start])
    return before.group(1) if before else None


def _status(doc: Document, sents: tuple[Sentence, ...], mentions: list[Named], signings: list[Event]) -> str:
    """The furthest that any of its mentions tells; signed if none tells."""
    told = [_status_of_signing(event) for event in signings]
    told += [status for one in mentions if (status := _status_beside(doc, sents[one.row].span, one))]
    return max(told, key=_RANK.index, default="signed")


def _status_of_signing(event: Event) -> str:
    return "proposed" if {"negated", "hypothetical", "future"} & set(event.aux) else "signed"


def _status_beside(doc: Document, sentence: Span, one: Named) -> str | None:
    """The status told by the words around a title in its sentence: ended, in force, else the nearest."""
    start = max(sentence.start, one.span.start - _STATUS_CHARS)
    words = doc.text[start : min(sentence.end, one.span.end + _STATUS_CHARS)]
    found = []
    for status, at, end in load_words().status.find(words):
        place = Span(start + at, start + end)
        gap = doc.text[min(place.end, one.span.end) : max(place.start, one.span.start)]
        if place.overlaps(one.span) or ";" in gap or (status != "proposed" and _UNSURE.search(words[:at])):
            continue
        if status in ("ended", "in force") and place.end <= one.span.start and len(gap) > _ADJACENT_CHARS:
            continue
        found.append((_distance(place, one.span), status))
    late = [status for _, status in found if status in ("ended", "in force")]
    return max(late, key=_RANK.index) if late else min(found)[1] if found else None


def _parties(
    doc: Document, names: tuple[tuple[Name, ...], ...], mentions: list[Named], signings: list[Event]
) -> tuple[Party, ...]:
    """Who signs it, else between whom or with whom the text says it is, else the pair in its title."""
    found: dict[str, Party] = {}
    for event in signings:
        for party in (*event.actors, *event.recipients):
            if party.code and "negated" not in event.aux:
                found.setdefault(party.code, party)
    for look in (_between, _in_title, _with_whom):
        for one in mentions if len(found) < 2 else ():
            for name in look(doc, names[one.row], one):
                why = f"{name.who.why}; a side of the agreement"
                found.setdefault(name.who.code or "", name.who.because(why, 0.8).to_party(name.text, name.span))
    return tuple(found.values())


def _between(doc: Document, row: tuple[Name, ...], one: Named) -> tuple[Name, ...]:
    match = _BETWEEN.match(doc.text, one.span.end)
    if match is None or ";" in match.group() or "." in match.group()[:-1].rstrip():
        return ()
    listed = tuple(_listed(doc, row, match.end()))
    return listed if len(listed) > 1 else ()


def _listed(doc: Document, row: tuple[Name, ...], place: int) -> Iterator[Name]:
    """The names that follow a place one after the other, parted by nothing but commas, "and", "the Government of"."""
    for name in row:
        if name.span.start < place:
            continue
        if not _LISTED.fullmatch(doc.text, place, name.span.start) or not name.who.known:
            return
        yield name
        place = name.span.end


def _in_title(doc: Document, row: tuple[Name, ...], one: Named) -> tuple[Name, ...]:
    inside = tuple(n for n in row if one.span.holds(n.span) and n.who.known and n.who.kind in ("state", "organisation"))
    joined = [_JOINED.fullmatch(doc.text, a.span.end, b.span.start) for a, b in pairwise(inside)]
    return inside if joined and all(joined) else ()


def _with_whom(doc: Document, row: tuple[Name, ...], one: Named) -> tuple[Name, ...]:
    match = _WITH.match(doc.text, one.span.end)
    return tuple(_listed(doc, row, match.end())) if match else ()
