"""Words of a party to the actors they stand for: names, offices, groups, descriptions, pronouns, the first person.

The text is read in order: `Resolver` remembers who was named and who acted, and every choice says why it was made.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from comity.reader.acts import Act
from comity.reader.lexicon import Lexicon
from comity.reader.names import Name
from comity.reader.speakers import Speakers
from comity.reader.told import Told
from comity.reader.who import Directory, Who, open_
from comity.records import Document, Party, Sentence, Span

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_JOINT = re.compile(
    r"[\s,]*(?:,|and|&|/|–|-|as well as|along with|together with|or|with)?[\s,]*(?:the\s+)?"
    r"(?:(?:former|then|outgoing|acting|visiting|current|new)\s+)?"
)
_BACKED = re.compile(r"-(?:backed|led|allied|aligned|supported|sponsored|funded|controlled|occupied|installed|based)")
_MEMBERS = re.compile(
    r"(?:[’']s?)?\s+(?:member|participating|partner|observer)?[\s-]*(?:states?|countries|members|nations|allies|leaders|governments)\b", re.I
)
_AWAY = frozenset({"for", "in", "to", "on", "against", "with", "at", "near", "from", "into", "over", "under"})
_AGAINST = re.compile(r"\b(?:pro|anti|non|ex)-$", re.I)
_LOCATED = re.compile(r"[\s,]*(?:\w+\s){0,3}?(?:in|of|from|at|across|throughout|inside|within)\s+(?:the\s+)?(?:\w+\s)?")
_FIRST_PERSON = re.compile(r"\bI\b|\b[Ww]e\b|\b[Oo]ur\b|\b[Mm]y\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_PERSONAL = ("person", "family")
_HEAD_ENDS = frozenset("of in who that which from at on for against with to near under between among whose".split())


@dataclass
class Memory:
    """Whom the text spoke of so far, latest last."""

    named: list[tuple[int, Who]] = field(default_factory=list)  # all known names, with where they stand
    people: list[tuple[frozenset[str], Who]] = field(default_factory=list)  # with the words they were named by
    together: tuple[Who, ...] = ()  # the last that acted jointly
    counts: Counter[str] = field(default_factory=Counter)  # how often each code was named
    by_code: dict[str, Who] = field(default_factory=dict)
    last_actors: tuple[Who, ...] = ()
    acted: list[Who] = field(default_factory=list)
    last_recipients: tuple[Who, ...] = ()
    addressed: Who | None = None
    asked: dict[str, Who] = field(default_factory=dict)

_BEFORE = 6  # acts that tell who leads a passage
_HIDDEN_AT = 0.5  # belief at which an act without a named party has one elsewhere


class Resolver:
    """Resolves the parties of one document, sentence by sentence."""

    def __init__(self, doc: Document, names: tuple[tuple[Name, ...], ...], speakers: Speakers, directory: Directory, lexicon: Lexicon) -> None:
        self._doc, self._names, self._speakers = doc, names, speakers
        self._directory, self._lexicon = directory, lexicon
        self._memory = Memory()
        self._row = 0
        self._in_first_person = _FIRST_PERSON.search(_QUOTED.sub(" ", doc.text)) is not None
        self._acting = True
        self._main = _main_state(doc, names, None, directory)
        self._main_other = _main_state(doc, names, speakers.at(0).country, directory)

    def open_sentence(self, row: int) -> None:
        """Take note of all that a sentence names, before its parties are resolved."""
        self._row = row
        for name in self._names[row]:
            if name.who.known:
                self._remember(name.span.start, name.text, name.who)

    def resolve(self, row: int, span: Span, *, acting: bool = True) -> tuple[Party, ...]:
        """The parties that the words at `span` in sentence `row` stand for; several for "France and Germany".

        acting: whether they act; unnamed people whom an act is done to are rather not of the speaker's own side.
        """
        self._acting = acting
        names = [n for n in self._names[row] if n.span.overlaps(span)]
        groups = _coordinated(self._doc.text, span, names)
        if len(groups) > 1:
            return tuple(party for part, inside in groups for party in self._one(row, part, inside))
        return self._one(row, span, names)

    def complete(self, row: int, span: Span, marks: tuple[Span, ...]) -> Span | None:
        """The span widened to the names and mentions it cuts; None where only an article or a preposition is left."""
        for whole in (*(name.span for name in self._names[row]), *marks):
            if whole.overlaps(span) and not span.holds(whole):
                span = Span(min(span.start, whole.start), max(span.end, whole.end))
        words = self._doc.words(span).lower().split()
        return None if all(word in _EMPTY for word in words) else span

    def acted(self, kind: str, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> None:
        """Remember who acted, for "they", "both sides", "you" and acts without a named actor."""
        whos = tuple(_who_of(p) for p in actors if p.code)
        others = tuple(_who_of(p) for p in recipients if p.code)
        if whos:
            self._memory.last_actors = whos
            self._memory.acted += whos
        if others:
            self._memory.last_recipients = others
        if others and kind in ("CONSULT", "SUPPORT", "STATE"):
            self._memory.addressed = others[0]
        met = others if kind == "CONSULT" and len(others) == 1 and not self._memory.together else ()
        joint = {who.code: who for who in (*whos, *met)}
        if len(joint) > 1:
            self._memory.together = tuple(joint.values())

    def unspoken(self, place: int) -> tuple[Party, ...]:
        """The actors of an act that names none: the speakers, else whoever acted last."""
        whos = tuple(who.because(f"not named; {who.why}", 0.7) for who in self._speakers.all_at(place) if who.known)
        own_voice = self._in_first_person or any(who.country for who in whos)
        if self._memory.last_actors and not (whos and own_voice):  # an organisation's report of what others did
            acting = Counter(who.code for who in self._memory.acted[-_BEFORE:])
            leading = next(who for who in reversed(self._memory.acted) if who.code == acting.most_common(1)[0][0])
            whos = (leading.because("not named; acts in the sentences before", 0.4),)
        return tuple(who.to_party("", None) for who in whos or (open_("not named in the text"),))

    def unspoken_recipients(self, actors: tuple[Party, ...]) -> tuple[Party, ...]:
        """The recipients of an act that names none, where there must be some: the last that an act was done to."""
        ours = {party.code for party in actors}
        whos = tuple(who for who in self._memory.last_recipients if who.code not in ours)
        if not whos and self._main_other is not None and self._main_other.code not in ours:
            whos = (self._main_other.because("the state the text is about", 0.4),)
        return tuple(who.because(f"not named; {who.why}", 0.4).to_party("", None) for who in whos)

    def quoted(self, place: int) -> Who | None:
        """The speaker of the quotation in which a character stands, None outside quotations."""
        return next((who for span, who in self._speakers.quotes if span.start <= place < span.end), None)

    # ---- one party

    def _one(self, row: int, span: Span, names: list[Name]) -> tuple[Party, ...]:
        text = self._doc.words(span)
        words = [w.group().lower().replace("’", "'") for w in _WORD.finditer(text)]
        whos = self._by_name(text, span, names) or self._by_reference(row, span, text, words)
        parties = tuple(who.to_party(text, span) for who in whos)
        for who in whos:
            if who.known and who.kind == "person":
                self._memory.people.append((_name_words(text), who))
        return parties

    def _by_name(self, text: str, span: Span, names: list[Name]) -> tuple[Who, ...]:
        backed = [n for n in names if n.span.end < span.end and _BACKED.match(self._doc.text, n.span.end)]
        backed += [n for n in names if _AGAINST.search(self._doc.text, span.start, n.span.start)]
        known = [n for n in names if n.who.known and n not in backed]
        known = [n for n in known if n.kind not in ("place", "city", "region") or len(known) == 1]
        if not known:
            return ()
        people = [n for n in known if n.kind in _PERSONAL and not self._owns(n)]
        titled = [n for n in known if n.kind in ("office", "title") and not self._owns(n)]
        plain = [n for n in known if n not in people and not self._is_away(n, span)]
        if people and people[0].kind == "family" and (full := self._misspelt(self._doc.text[span.start : people[0].span.end])):
            return (full,)
        if people:
            return (self._affiliated(people[0], [n for n in plain if n.span.end <= people[0].span.start]),)
        last = known[-1]
        if last.who.kind == "organisation" and last in plain and self._is_named(last, known[0], span):
            return (last.who,)
        return (self._widen((titled or plain or known)[0], text, span, known),)

    def _is_named(self, name: Name, first: Name, span: Span) -> bool:
        """Whether words only lead up to a name: "Somalia's Islamist group al Shabaab", "the Lebanese movement Hezbollah"."""
        ends = span.end - name.span.end <= 1 or self._doc.text[name.span.end : span.end].lstrip().startswith("(")
        return name is not first and ends and (self._owns(first) or first.kind == "demonym")

    def _affiliated(self, person: Name, before: list[Name]) -> Who:
        """A person as the words before the name place them: "European Council President Donald Tusk"."""
        if not before or before[0].who.code == person.who.code:
            return person.who
        owner = before[0]
        why = f"{person.who.why}; for {owner.who.name} by the words before the name"
        return _with(person.who, why=why, code=owner.who.code, country=owner.who.country, office=owner.who.office)

    def _owns(self, name: Name) -> bool:
        return self._doc.text[name.span.end : name.span.end + 2] in ("'s", "’s")

    def _is_away(self, name: Name, span: Span) -> bool:
        """Whether a name is only where or against whom: "forces in Syria", "envoy for Yemen"."""
        before = self._doc.text[span.start : name.span.start].lower().split()
        return any(word in _AWAY for word in before[-2:])

    def _widen(self, name: Name, text: str, span: Span, known: list[Name]) -> Who:
        who, rest = name.who, self._doc.text[name.span.end : span.end]
        members = self._directory.members(who.actor) if who.actor and who.actor.startswith("org/") else ()
        if members and _MEMBERS.match(rest):
            return _with(who, kind="group", members=members, why=f"members of {who.name} on the document's day")
        if name.kind == "demonym" and rest.strip():
            return _with(who, kind="group", sector=self._sector(rest), why=f"demonym {name.text!r} and a noun")
        if name.kind in ("seat", "metonym"):
            return _with(who, why=f"{name.text!r} stands for the government")
        if name.kind not in _PERSONAL and who.kind == "state" and (sector := self._sector(rest)):
            return _with(who, kind="group", sector=sector, why=f"a body of {who.name}")
        if name.kind not in (*_PERSONAL, "office") and _looks_personal(rest, self._lexicon):
            return _with(who, kind="person", actor=None, name=text, why=f"not in the registry; the words tie it to {who.name}", cap=0.7)
        return who

    def _sector(self, rest: str) -> str | None:
        for word in _WORD.findall(rest.lower()):
            if word in self._lexicon.domestic:
                return self._lexicon.domestic[word]
        return None

    # ---- references

    def _by_reference(self, row: int, span: Span, text: str, words: list[str]) -> tuple[Who, ...]:
        if not words:
            return (open_("no words"),)
        kind = self._lexicon.pronouns.get(words[0]) if len(words) == 1 else None
        if kind:
            return self._by_pronoun(kind, span)
        if self._is_pair(words):
            return self._pair(span, text)
        person = self._same_person(text)
        if person is not None:
            return (person,)
        owner = self._lexicon.pronouns.get(words[0])
        head = _head(words)
        if owner and owner not in ("relative", "several") and head not in self._lexicon.generic:
            return tuple(w.because(f"{words[0]!r}: {w.why}", 0.6) for w in self._by_pronoun(owner, span))
        if owner == "several" and head not in self._lexicon.generic:
            return self._by_pronoun(owner, span)
        return (self._described(span, text, words, head),)

    def _by_pronoun(self, kind: str, span: Span) -> tuple[Who, ...]:
        if kind in ("speaker", "speakers"):
            return self._first_person(kind, span)
        if kind == "addressee":
            return (self._addressee(span),)
        if kind == "several":
            return self._they(span)
        if kind == "relative":
            return (self._nearest(span, lambda who: True, "named just before") or open_("nobody is named before it"),)
        if kind == "person":
            if self._memory.last_actors and self._memory.last_actors[0].kind == "person":
                return (self._acted_last("person"),)
            return (self._nearest(span, lambda who: who.kind == "person", "the person named last") or self._acted_last("person"),)
        return (self._nearest(span, lambda who: who.kind != "person", "named last") or self._acted_last("party"),)

    def _first_person(self, kind: str, span: Span) -> tuple[Who, ...]:
        whos = self._speakers.all_at(span.start)[: None if kind == "speakers" else 1]
        return tuple(who.because(f"first person; {who.why}", 0.85) if who.known else open_(f"first person; {who.why}") for who in whos)

    def _addressee(self, span: Span) -> Who:
        speaker = self._speakers.at(span.start)
        if self._memory.addressed and self._memory.addressed.code != speaker.code:
            return self._memory.addressed.because("addressed; to whom the text's last message or thanks went", 0.5)
        others = [who for _, who in self._memory.named if who.code != speaker.code and who.kind == "person"]
        if others:
            return others[-1].because("addressed; the person named last who doesn't speak", 0.4)
        return open_("addressed; the text doesn't tell who")

    def _they(self, span: Span) -> tuple[Who, ...]:
        if self._memory.together:
            return tuple(who.because("the last that acted together", 0.6) for who in self._memory.together)
        who = self._nearest(span, lambda who: who.kind != "person", "the last named before it")
        return (who or self._acted_last("party"),)

    def _pair(self, span: Span, text: str) -> tuple[Who, ...]:
        if self._memory.together:
            return tuple(self._as_said(text, who).because(f"{text!r}: the last that acted together", 0.7) for who in self._memory.together)
        two = [self._memory.by_code[code] for code, _ in self._memory.counts.most_common(2)]
        if len(two) == 2:
            return tuple(who.because(f"{text!r}: the two that the text names most", 0.6) for who in two)
        return (open_(f"{text!r}: the text doesn't tell which"),)

    def _as_said(self, text: str, who: Who) -> Who:
        """The organisation or state for which a person acts, where the words speak of such."""
        if who.kind == "person" and any(word in self._lexicon.bodied for word in text.lower().split()):
            return self._directory.owner(who)
        return who

    def _is_pair(self, words: list[str]) -> bool:
        line = " ".join(words)
        for number in self._lexicon.numbers:
            rest = line.removeprefix("the ").removeprefix(number)
            if rest != line.removeprefix("the ") and (not rest.strip() or any(n in rest for n in self._lexicon.several)):
                return True
        return bool(self._memory.together) and words[0] == "the" and " ".join(words[1:]) in self._lexicon.several

    def _same_person(self, text: str) -> Who | None:
        """The person named before of whom these words are part: "Ambassador Hussain", "the Deputy Secretary"."""
        said = _name_words(text)
        if not said or not any(w in self._lexicon.titles for w in said) and not text[:1].isupper():
            return None
        named = [who for words, who in reversed(self._memory.people) if said <= words]
        if named:
            own = self._speakers.at(0).country if said <= self._lexicon.titles else None
            who = next((who for who in named if own and who.country == own), named[0])
            return who.because(f"{text!r} named before as {who.name}", 0.85)
        capitals = frozenset(w for w in said if w not in self._lexicon.titles)
        for words, who in reversed(self._memory.people if capitals else []):
            if capitals & words and text.split()[-1].lower().strip(".,’'s") in words:
                return who.because(f"{text!r} bears the last name of {who.name}", 0.75)
        if " ".join(w for w in text.lower().split() if w != "the") in self._lexicon.world:
            return self._by_world_title(text)
        return self._misspelt(text)

    def _by_world_title(self, text: str) -> Who | None:
        """"The Secretary-General" of the organisation that speaks, else of the United Nations."""
        title = " ".join(w for w in text.lower().split() if w != "the")
        speaker = self._speakers.at(0)
        role = self._directory.registry.office(speaker.actor or "", "head") if speaker.kind == "organisation" else None
        id = role.id if role else self._lexicon.world[title]
        if id not in self._directory.registry:
            return None
        return self._directory.who(id, f"{text!r}, where the text names no other", 0.6)

    def _misspelt(self, text: str) -> Who | None:
        parts = [w for w in text.split() if w[:1].isupper() and w.lower().strip(".,") not in self._lexicon.titles]
        if len(parts) < 2:
            return None
        name = " ".join(parts[-2:])
        if name not in self._memory.asked:
            found = self._directory.registry.similar(name, self._directory.on)
            self._memory.asked[name] = (
                self._directory.who(found[0][0].id, f"spelt {name!r} here, {found[0][0].name!r} in the registry", round(found[0][1] * 0.85, 3))
                if found
                else open_("unknown")
            )
        who = self._memory.asked[name]
        return who if who.known else None

    def _described(self, span: Span, text: str, words: list[str], head: str) -> Who:
        if head in self._lexicon.generic:
            return open_(f"{text!r} names nobody in particular")
        bodies = [w for w in words if w in self._lexicon.bodies]
        if words[0] in ("the", "this") and bodies and head in self._lexicon.bodies:
            who = self._nearest(span, lambda who: who.kind == "organisation" and _fits(who, head), f"{text!r}: the body named last")
            if who is not None:
                return who
        return self._of_context(span, text, words)

    def _of_context(self, span: Span, text: str, words: list[str]) -> Who:
        """Somebody of a state that the text tells elsewhere: "the police", "Congress", "Assistant Secretary Sison"."""
        sector = next((self._lexicon.domestic[w] for w in words if w in self._lexicon.domestic), None)
        owner = self._own_institution(span, text, words) or self._state_around(span)
        if owner is None:
            return open_(f"{text!r}: not in the registry, and the text doesn't tell of which state")
        personal = _looks_personal(text, self._lexicon)
        return Who(
            why=f"{text!r} taken to belong to {owner.country}: {owner.why}", confidence=owner.confidence, name=text,
            kind="person" if personal else "group", code=owner.country, country=owner.country, sector=sector,
        )  # fmt: skip

    def _own_institution(self, span: Span, text: str, words: list[str]) -> Who | None:
        """The speaker's state for its own institutions, which a text names in capitals without their state."""
        speaker = self._speakers.at(span.start)
        capital = any(w[:1].isupper() and (w.lower() in self._lexicon.domestic or w.lower() in self._lexicon.titles) for w in _WORD.findall(text))
        if speaker.known and speaker.country and capital:
            return speaker.because("named in capitals by its own side", 0.55)
        return None

    def _state_around(self, span: Span) -> Who | None:
        """The state of the place right after the words, else named nearest in the sentence, else the text's subject.

        The speaker's own state comes last: a text names its own side by institution, others by what they are.
        """
        own = None if self._acting else self._speakers.at(span.start).country
        inside = [n for n in self._names[self._row] if n.who.country and not n.span.overlaps(span)]
        beside = [n for n in inside if 0 <= n.span.start - span.end <= 30 and _LOCATED.fullmatch(self._doc.text[span.end : n.span.start])]
        others = [n for n in inside if n.who.country != own]
        before = [n for n in others if n.span.start < span.start]
        near = next(iter(beside or before[-1:] or others), None)
        if near is not None:
            return near.who.because(f"{near.text!r} in the same sentence", 0.45)
        return self._home(span) or self._nearest(span, lambda who: who.country is not None, "the state named last")

    def _home(self, span: Span) -> Who | None:
        main = self._main if self._acting else self._main_other
        if main is not None:
            return main.because("the state the text is about", 0.4)
        speaker = self._speakers.at(span.start)
        return speaker if speaker.known and speaker.country else None

    def _nearest(self, span: Span, fits, why: str, reach: int = 100_000) -> Who | None:  # type: ignore[no-untyped-def]
        for place, who in reversed(self._memory.named):
            if place < span.start and span.start - place <= reach and fits(who):
                return who.because(f"{why}: {who.name}", 0.6)
        return None

    def _acted_last(self, what: str) -> Who:
        if self._memory.last_actors:
            return self._memory.last_actors[0].because("acted last", 0.4)
        return open_(f"no {what} is named before it")

    def _remember(self, place: int, text: str, who: Who) -> None:
        memory = self._memory
        memory.named.append((place, who))
        if who.kind == "person":
            memory.people.append((_name_words(text) | _name_words(who.name or ""), who))
        if who.code:
            memory.counts[who.code] += 1
            memory.by_code.setdefault(who.code, who)


def resolve_act(resolver: Resolver, row: int, sent: Sentence, act: Act, marks: tuple[Span, ...]) -> Told:
    """An act of a sentence with its parties resolved; remembered for the references that follow.

    marks: the mentions that the model sees in the sentence, to complete parties of which it took only a part.
    """
    start = sent.span.start
    trigger = Span(start + act.trigger[0], start + act.trigger[1])
    actors = _resolved(resolver, row, start, act.actors, marks, acting=True)
    recipients = _resolved(resolver, row, start, act.recipients, marks, acting=False)
    if act.is_tie:
        return Told(row, sent, act, trigger, actors, recipients)
    if not actors and act.hidden[0] >= _HIDDEN_AT:
        actors = resolver.unspoken(trigger.start)
    if not recipients and act.hidden[1] >= _HIDDEN_AT:
        recipients = resolver.unspoken_recipients(actors)
    recipients = _others(actors, recipients)
    resolver.acted(act.type, actors, recipients)
    return Told(row, sent, act, trigger, actors, recipients)


def _others(actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> tuple[Party, ...]:
    """The recipients without those that only refer back to an actor: "reiterated his commitment"."""
    ours = {party.code for party in actors if party.code}
    return tuple(party for party in recipients if party.code not in ours or party.text[:1].isupper() or len(party.text.split()) > 1)


def _resolved(
    resolver: Resolver,
    row: int,
    start: int,
    spans: tuple[tuple[tuple[int, int], float], ...],
    marks: tuple[Span, ...],
    *,
    acting: bool,
) -> tuple[Party, ...]:
    """The parties of one side, each actor once."""
    whole = dict.fromkeys(resolver.complete(row, Span(start + a, start + b), marks) for (a, b), _ in spans)
    found: dict[object, Party] = {}
    for span in whole:
        for party in resolver.resolve(row, span, acting=acting) if span else ():
            found.setdefault(party.actor or party.code or party.span, party)
    return tuple(found.values())


def _main_state(doc: Document, names: tuple[tuple[Name, ...], ...], own: str | None, directory: Directory) -> Who | None:
    """The state a text is about: the one it names most, the headline counted double; `own` only for want of others."""
    counts: Counter[str] = Counter()
    for row in names:
        counts.update(n.who.country for n in row if n.who.country and f"state/{n.who.country}" in directory.registry)
    for match in directory.registry.scan(doc.title or ""):
        counts.update(actor.country for actor in directory.meant(match)[:1] if actor.country in counts)
    most = sorted(counts, key=lambda country: (country == own, -counts[country]))
    return directory.who(f"state/{most[0]}", "", 0.5) if most else None


def _coordinated(text: str, span: Span, names: list[Name]) -> list[tuple[Span, list[Name]]]:
    """The span cut where two known names stand side by side: "France, Germany and the UK", "US-Egypt"."""
    known = [n for n in names if n.who.known and n.kind not in ("place", "city", "region")]
    groups: list[tuple[Span, list[Name]]] = []
    start = span.start
    for left, right in zip(known, known[1:], strict=False):
        between = text[left.span.end : right.span.start]
        if left.who.code != right.who.code and between.strip() and _JOINT.fullmatch(between):
            groups.append((Span(start, left.span.end), [n for n in names if start <= n.span.start < left.span.end]))
            start = right.span.start
    groups.append((Span(start, span.end), [n for n in names if n.span.end > start]))
    return groups


def _with(who: Who, *, why: str, cap: float = 0.9, **changes: object) -> Who:
    from dataclasses import replace

    return replace(who.because(why, cap), **changes)  # type: ignore[arg-type]


def _who_of(party: Party) -> Who:
    return Who(
        why=party.why, confidence=party.confidence, actor=party.actor, name=party.name, kind=party.kind, code=party.code,
        country=party.country, sector=party.sector, office=party.office, members=party.members,
    )  # fmt: skip


_EMPTY = frozenset("the a an of and in to for with by on at from as".split())
_SKIPPED = frozenset("the a an mr mrs ms dr his her its their our my of and for former acting then".split())


def _name_words(text: str) -> frozenset[str]:
    words = [w.lower().removesuffix("'s") for w in _WORD.findall(text.replace("’", "'"))]
    return frozenset(w for w in words if w not in _SKIPPED)


def _head(words: list[str]) -> str:
    """The noun that carries a description: the word before the first preposition."""
    for n, word in enumerate(words):
        if n and word in _HEAD_ENDS:
            return words[n - 1]
    return words[-1].removesuffix("'s")


def _looks_personal(text: str, lexicon: Lexicon) -> bool:
    """Whether the words end in a person's name after a title: "Danish Permanent Secretary Jesper Sorensen"."""
    words = _WORD.findall(text)
    titles = [n for n, w in enumerate(words) if w.lower() in lexicon.titles]
    return bool(titles) and titles[-1] < len(words) - 1 and words[-1][:1].isupper() and words[-1].lower() not in lexicon.titles


_KINDS_SAID = {
    "alliance": ("alliance",), "agency": ("specialised-agency", "un-programme", "un-fund"), "court": ("court",), "tribunal": ("court",),
    "bank": ("finance",), "fund": ("finance", "un-fund"), "union": ("union",),
}  # fmt: skip


def _fits(who: Who, word: str) -> bool:
    """Whether "the alliance", "the court" may be said of this organisation."""
    if word in (who.name or "").lower():
        return True
    return word in ("organisation", "organization", "body", "bloc", "group", "grouping", "institution", "association")
