"""The words that an act asks for or promises, from its trigger to the end of the clause.

Word lists are data: data/appeals.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from comity.records import Event, Span

_WHOLE = ("AGREE", "stress")  # without such a verb, their triggers are themselves what is promised or stressed
_NEAR_CHARS = 16  # between a lead and a party that it takes: "urged, once again, Chad"
_TRIMMED = " \t\n\u00a0,.;:—–-“”\"'’("
_COORDINATED = re.compile(r"(?:,|\band\b|\bas well as\b|\bbut\b)\s+(?:\w+ly\s+)?(?:also\s+)?$")
_LEADING = re.compile(r"[\s,.;:—–“”\"'’(-]*(?:also\s+|together\s+to\s+)?")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.)+[A-Z]\.$")
_OWNED = re.compile(r"(?:of|by|from)\b", re.I)  # "the appeal of a student": whose it is, not what is asked
_TO = re.compile(r"\s*(?:to|that)\s+(?!the\b|an?\b|all\b)", re.I)


@dataclass(frozen=True)
class Clauses:
    """Patterns of data/appeals.toml. leads: by REQUEST, AGREE, hope, stress."""

    leads: dict[str, re.Pattern[str]]
    after_party: re.Pattern[str]
    before_party: re.Pattern[str]
    ends: re.Pattern[str]
    verbs: re.Pattern[str]
    noun_after: re.Pattern[str]
    steps: re.Pattern[str]
    both: re.Pattern[str]
    appeals: re.Pattern[str]
    common: frozenset[str]


@cache
def load_clauses() -> Clauses:
    rows = tomllib.loads(files("comity.reader").joinpath("data/appeals.toml").read_text("utf-8"))
    clause, pieces = rows["clause"], rows["pieces"]
    return Clauses(
        leads={kind: _pattern(_longest_first(leads, pieces)) for kind, leads in rows["leads"].items()},
        after_party=_pattern(clause["after_party"]),
        before_party=_pattern(rf"(?:[\s,]*\b{clause['before_party']}\b)*[\s,]*"),
        ends=_pattern("|".join(clause["ends"])),
        verbs=_pattern(clause["verbs"]),
        noun_after=_pattern(clause["noun_after"]),
        steps=_pattern(rows["steps"]["words"]),
        both=_pattern(rows["steps"]["both"]),
        appeals=_pattern(rows["links"]["appeals"]),
        common=frozenset(rows["links"]["common"]),
    )


def _longest_first(leads: list[str], pieces: dict[str, str]) -> str:
    filled = [re.sub(r"\{([a-z]+)\}", lambda piece: pieces[piece[1]], lead) for lead in leads]
    return r"(?:\w+ly )?(?:" + "|".join(sorted(filled, key=len, reverse=True)) + r")(?![\w’'])"


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words.replace(" ", r"\s"), re.I)


def find_asked(text: str, event: Event, kind: str, events: Iterable[Event]) -> Span:
    """Where the words stand that an event asks for or promises; its trigger's own where nothing follows.

    kind: REQUEST, AGREE, hope or stress. events: all of the document; another act's trigger may end the clause.
    """
    told = event.evidence[0]
    trigger, end = told.trigger, told.sentence.end
    start, led = _after_lead(text, trigger, kind, end)
    start = _after_parties(text, start, end, event)
    stop = _end_of_clause(text, start, end, _is_noun(text, trigger, told.sentence.start) and led)
    stop = min(stop, _next_act(text, start, stop, event, events))
    span = _trim(text, start, stop)
    return trigger if span.end - span.start < 3 or _OWNED.match(text, span.start) else span


def _after_lead(text: str, trigger: Span, kind: str, end: int) -> tuple[int, bool]:
    """Where the words after a verb such as "urged" begin, and whether there is one."""
    lead = load_clauses().leads[kind].match(text, trigger.start, end)
    if lead is not None:
        return lead.end(), True
    return (trigger.start if kind in _WHOLE else trigger.end), False


def _after_parties(text: str, start: int, end: int, event: Event) -> int:
    """The place after the parties that follow a lead, if words such as "to" then say what is asked of them."""
    words = load_clauses()
    place, passed = start, False
    for party in sorted((p.span for p in (*event.actors, *event.recipients) if p.span), key=lambda span: span):
        if party.start < start or party.start >= end:
            continue
        gap = text[place : party.start]
        if len(gap) > _NEAR_CHARS or not words.before_party.fullmatch(gap):
            break
        place, passed = party.end, True
    to = words.after_party.match(text, place, end) or _TO.match(text, place, end)
    if passed:
        return to.end() if to else start
    return to.end() if to else place


def _is_noun(text: str, trigger: Span, sentence: int) -> bool:
    return load_clauses().noun_after.search(text[max(sentence, trigger.start - 40) : trigger.start]) is not None


def _end_of_clause(text: str, start: int, end: int, noun: bool) -> int:
    words = load_clauses()
    found = [words.ends.search(text, start + 1, end), words.verbs.search(text, start, end) if noun else None]
    return min([end, *(match.start() for match in found if match)])


def _next_act(text: str, start: int, end: int, event: Event, events: Iterable[Event]) -> int:
    """Where the next act of the sentence begins, if it stands beside this one and not within what is asked."""
    for other in events:
        place = other.evidence[0].trigger.start
        if other is event or not start < place < end:
            continue
        before = _COORDINATED.search(text, start, place)
        if before is not None:
            return before.start()
    return end


def _trim(text: str, start: int, end: int) -> Span:
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    while end > start and text[end - 1] in _TRIMMED and not _ABBREVIATED.search(text, start, end):
        end -= 1
    return Span(start, end)
