"""Appeals and commitments: the words asked for or promised, of whom, and who takes sides."""

from __future__ import annotations

from typing import Any

import pytest
from tests.reader.builders import Row, scene
from tests.reader.cases import load_cases

from comity.reader.appeals import find_appeals, find_commitments
from comity.records import Event, Party


def codes(parties: tuple[Party, ...]) -> list[str | None]:
    return [party.code for party in parties]


def told(record: Any, *fields: str) -> Row:
    """The named fields of a record, parties by their codes."""
    values = ((name, getattr(record, name)) for name in fields)
    return {name: codes(value) if isinstance(value, tuple) else value for name, value in values}


@pytest.mark.parametrize("case", load_cases("appeals"))
def test_appeals(case: Row) -> None:
    here = scene(case["text"])
    found = find_appeals(here.doc.text, here.events(case["acts"]))
    none: Row = {"supported_by": [], "rejected_by": []}
    expected = [{**none, **appeal} for appeal in case["appeals"]]
    assert [told(one, "by", "to", "asks", "supported_by", "rejected_by") for one in found] == expected, case["why"]


@pytest.mark.parametrize("case", load_cases("commitments"))
def test_commitments(case: Row) -> None:
    here = scene(case["text"])
    found = find_commitments(here.doc.text, here.events(case["acts"]), lambda event: None)
    assert [told(one, "by", "to", "promise") for one in found] == case["commitments"], case["why"]


@pytest.mark.parametrize("case", load_cases("appeals") + load_cases("commitments"))
def test_what_is_asked_or_promised_are_words_of_the_text(case: Row) -> None:
    here = scene(case["text"])
    events = here.events(case["acts"])
    for appeal in find_appeals(here.doc.text, events):
        assert appeal.asks in here.doc.text
    for commitment in find_commitments(here.doc.text, events, lambda event: None):
        assert commitment.promise in here.doc.text


def test_commitment_bears_its_event_and_when_it_is_due() -> None:
    here = scene("Japan will provide two ferries by 2025.")
    events = here.events([{"trigger": "will provide", "type": "AGREE", "actors": [{"text": "Japan", "code": "JPN"}]}])

    def due_of(event: Event) -> str | None:
        return "2025" if event.id == "e1" else None

    (one,) = find_commitments(here.doc.text, events, due_of)
    assert (one.event, one.due, one.evidence) == ("e1", "2025", events[0].evidence)
