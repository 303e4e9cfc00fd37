"""Cases in tests/cases/*.jsonl, one a line, and how a case of a party is read without the model.

A case of a party has:
    id, text and, as far as they matter, date, publisher, title;
    party: its words in the text, or null where the act doesn't name it;
    in: words of the sentence that is meant, where the party's own words stand in several;
    role (actor, if not recipient), trigger and type: of the act that it takes part in; beside: that act's others;
    before: acts that the text told earlier, as `FakeAct` has them;
    expected: codes (GBR), actor ids (person/boris-johnson) or null for one that stays open; or never: what it isn't;
    members: of a group, reason: words of the party's own `why`, where they matter;
    why: why it is so, in one sentence.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from comity.documents.sentences import split
from comity.reader import Reader
from comity.reader.acts import EMPTY
from comity.records import Document, Event, Party, Reading, Span
from comity.testing import FakeAct, FakeEncoder

CASES = Path(__file__).parent.parent / "cases"
Case = dict[str, Any]


def load_cases(name: str) -> list[Any]:
    """The cases of a file as pytest's parameters, under their ids."""
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, lines)]


def act(**fields: Any) -> FakeAct:
    """A `FakeAct` of a case's row, where a type may be left out."""
    return FakeAct(**({"type": "STATE"} | fields))


def read(text: str, *acts: FakeAct, mentions: dict[str, str] | None = None, **known: Any) -> Reading:
    """The reading of a text in which the model sees these acts, each in the first sentence that has its words."""
    encoder = FakeEncoder(script_of(text, list(acts)), mentions)
    reading = Reader(encoder=encoder).read(text, **known)
    assert not encoder.unmet, f"the reader cut the text otherwise than the case: {encoder.unmet}"
    return reading


def resolve(case: Case) -> tuple[Party, ...]:
    """The parties that a case's words stand for."""
    text, role = case["text"], case.get("role", "actor")
    sentence = _sentence_of(text, case.get("in") or case["party"].partition("#")[0])
    trigger = case.get("trigger") or _any_word(sentence, case)
    asked = act(trigger=trigger, type=case.get("type", "STATE"), **_side(case, role))
    script = script_of(text, [act(**row) for row in case.get("before", ())])
    script.setdefault(sentence, []).append(asked)
    doc = Document(id=case["id"], text=text, title=case.get("title"), publisher=case.get("publisher"))
    reading = Reader(encoder=FakeEncoder(script)).read(doc, date=case.get("date"))
    event = event_of(reading, trigger, sentence)
    return event.actors if role == "actor" else event.recipients


def event_of(reading: Reading, trigger: str, sentence: str = "") -> Event:
    """The event that rests on a trigger (of a sentence that holds these words)."""
    words = reading.document.words
    for event in reading.events:
        for told in event.evidence:
            if words(told.trigger) == trigger.partition("#")[0] and sentence in told.quote:
                return event
    raise AssertionError(f"no event rests on {trigger!r}: {[words(e.evidence[0].trigger) for e in reading.events]}")


def _side(case: Case, role: str) -> dict[str, Any]:
    if case["party"] is None:
        return {"hidden": [role], **case.get("beside", {})}
    return {f"{role}s": [case["party"]], **case.get("beside", {})}


def script_of(text: str, acts: list[FakeAct]) -> dict[str, list[FakeAct]]:
    """The script in which each act stands in the first sentence that has all its words."""
    script: dict[str, list[FakeAct]] = {}
    for one in acts:
        needed = [words.partition("#")[0] for words in (one.trigger, *one.actors, *one.recipients)]
        script.setdefault(_sentence_of(text, *needed), []).append(one)
    return script


def _sentence_of(text: str, *needed: str) -> str:
    """The first sentence that holds all these words."""
    sentences = [text[sent.span.start : sent.span.end] for sent in split(text)]
    for sentence in sentences:
        if all(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence) for words in needed):
            return sentence
    raise AssertionError(f"no sentence of the case holds {needed}: {sentences}")


def find_sentence(text: str, words: Span) -> str:
    """The sentence around some words of the text."""
    return next(text[s.span.start : s.span.end] for s in split(text) if s.span.holds(words))


def _any_word(sentence: str, case: Case) -> str:
    """A word outside the party and outside what was told before, to hang the party on."""
    taken = {word for row in case.get("before", ()) for word in row["trigger"].split()}
    party = (case["party"] or "").partition("#")[0]
    for word in re.findall(r"(?<!\w)[a-z]+(?!\w)", sentence.replace(party, " ")):
        if word not in taken | EMPTY and not re.search(rf"(?<!\w){word}(?!\w)", party):
            return str(word)
    raise AssertionError(f"{case['id']}: give the case a trigger")
