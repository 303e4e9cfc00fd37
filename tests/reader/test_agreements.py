"""Agreements that a text names: one each, with date, status, parties and the acts that touch it."""

from __future__ import annotations

import pytest
from tests.reader.builders import Row, Scene, scene
from tests.reader.cases import load_cases

from comity.reader.agreements import find_agreements
from comity.records import Agreement


def agreements_in(scene: Scene, rows: list[Row]) -> tuple[Agreement, ...]:
    return find_agreements(scene.doc, scene.sents, scene.names, (), scene.events(rows))


@pytest.mark.parametrize("case", load_cases("agreements"))
def test_agreements(case: Row) -> None:
    found = agreements_in(scene(case["text"], case.get("date", "2020-05-14")), case["acts"])
    told = [[one.title, one.date, one.status, [party.code for party in one.parties], list(one.events)] for one in found]
    assert told == case["agreements"], case["why"]


@pytest.mark.parametrize("case", load_cases("agreements"))
def test_evidence_is_the_texts_words(case: Row) -> None:
    text = case["text"]
    for one in agreements_in(scene(text), case["acts"]):
        assert one.evidence
        for evidence in one.evidence:
            assert text[evidence.sentence.start : evidence.sentence.end] == evidence.quote
            assert evidence.sentence.holds(evidence.trigger)


def test_every_mention_is_evidence() -> None:
    (one,) = agreements_in(scene("Peru ratified the Lima Ports Convention. It said the convention would help."), [])
    assert len(one.evidence) == 2
