from __future__ import annotations

from tests.samples import DOCUMENT, EVENTS, IMPLIED, event, evidence, party

from comity.export.marks import find_marks


def words(number: int) -> list[tuple[str, str]]:
    found = find_marks(EVENTS[number], EVENTS[number].evidence[0])
    return [(mark.role, DOCUMENT.words(mark.span)) for mark in found]


def test_trigger_and_parties_left_to_right() -> None:
    assert words(0) == [("actor", "President Ana Vey of Avaria"), ("trigger", "praised"), ("recipient", "Borland")]


def test_party_of_another_sentence_is_not_marked() -> None:
    assert words(1) == [("trigger", "promised"), ("actor", "he")]


def test_party_under_the_trigger_gives_way() -> None:
    sentence = EVENTS[0].evidence[0].quote
    told = evidence("praised Borland", sentence)
    assert [mark.role for mark in find_marks(event(evidence=(told,)), told)] == ["actor", "trigger"]


def test_implied_party_has_nothing_to_mark() -> None:
    told = EVENTS[0].evidence[0]
    marks = find_marks(event(actors=(IMPLIED, party("Avaria", span=told.trigger))), told)
    assert [mark.role for mark in marks] == ["trigger", "recipient"]
