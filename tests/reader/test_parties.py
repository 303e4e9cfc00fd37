"""Whom words stand for, by cases that are data: tests/cases/parties.jsonl; parties_open.jsonl is what still fails."""

from __future__ import annotations

import pytest
from tests.reader.cases import Case, load_cases, resolve

from comity.records import Party


def check(case: Case, parties: tuple[Party, ...]) -> None:
    """Codes are those of all the parties together, ids are among theirs; null stands for parties that all stay open."""
    told = f"{case['why']}: {[(party.code, party.actor, party.why) for party in parties]}"
    known = {id for party in parties for id in (party.code, party.actor, party.office) if id}
    assert not known & set(case.get("never", ())), told
    if "expected" in case:
        codes = {id for id in case["expected"] if id is None or "/" not in id}
        assert {party.code for party in parties} == codes or not codes, told
        assert {id for id in case["expected"] if id} <= known, told
    if "members" in case:
        assert sorted(parties[0].members) == case["members"], told
    assert all(case.get("reason", "") in party.why for party in parties), told


@pytest.mark.parametrize("case", load_cases("parties"))
def test_words_stand_for_the_expected_party(case: Case) -> None:
    parties = resolve(case)
    assert all(party.why and 0 <= party.confidence <= 1 for party in parties)
    check(case, parties)


@pytest.mark.parametrize("case", load_cases("parties_open"))
@pytest.mark.xfail(reason="not yet read rightly: move the case to parties.jsonl once it is", strict=True)
def test_words_that_are_not_yet_read_rightly(case: Case) -> None:
    check(case, resolve(case))


@pytest.mark.parametrize("case", load_cases("parties"))
def test_case_says_why_it_is_so(case: Case) -> None:
    assert case["why"] and {"id", "text", "party"} <= case.keys() and ("expected" in case) != ("never" in case)
