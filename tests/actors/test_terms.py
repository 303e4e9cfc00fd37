from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.actors.terms import fault_of_date, fault_of_term, holds, lasts, overlap

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
PREFIXES = st.tuples(DAYS, st.sampled_from([0, 4, 7, 10])).map(lambda drawn: drawn[0].isoformat()[: drawn[1]])


@pytest.mark.parametrize(
    ("since", "until", "day", "holding"),
    [
        ("", "", "2020-05-14", True),
        ("2020", "2020", "2020-12-31", True),
        ("2020", "", "2019-12-31", False),
        ("2020-05", "2020-05", "2020-05-31", True),
        ("2020-05", "2020-05", "2020-06-01", False),
        ("2020-05-14", "2020-05-14", "2020-05-14", True),
        ("2020-05-15", "", "2020-05-14", False),
    ],
)
def test_first_and_last_day_count(since: str, until: str, day: str, holding: bool) -> None:
    assert holds(since, until, dt.date.fromisoformat(day)) is holding


def test_without_a_day_every_fact_holds_but_only_open_ones_last() -> None:
    assert holds("2020", "2021", None)
    assert not lasts("2020", "2021", None)
    assert lasts("2020", "", None)


@pytest.mark.parametrize("date", ["2020-13", "2020-02-30", "20", "2020-5", "May 2020", "2020-05-14T00", "-", "0000"])
def test_impossible_date(date: str) -> None:
    assert fault_of_date(date)


def test_until_before_since_says_what_to_do() -> None:
    assert "swap" in (fault_of_term("2020-05", "2019") or "")
    assert fault_of_term("2020-05", "2020") is None


@pytest.mark.parametrize(
    ("a", "b", "overlapping"),
    [
        (("2000", "2004"), ("2004", "2008"), False),
        (("2000", "2004"), ("2003", "2008"), True),
        (("2000", "2004-05-01"), ("2004-05-01", ""), False),
        (("2000", "2004-05-02"), ("2004-05-01", ""), True),
        (("", ""), ("2004", ""), True),
        (("2000", "2004"), ("2004-03-01", ""), False),
    ],
)
def test_overlap_is_only_what_is_certain(a: tuple[str, str], b: tuple[str, str], overlapping: bool) -> None:
    assert overlap(a, b) is overlap(b, a) is overlapping


@given(PREFIXES, PREFIXES)
def test_cut_dates_are_sound(since: str, until: str) -> None:
    assert fault_of_date(since) is None and fault_of_date(until) is None


@given(DAYS, DAYS, DAYS)
def test_holds_agrees_with_the_calendar(since: dt.date, until: dt.date, day: dt.date) -> None:
    assert holds(since.isoformat(), until.isoformat(), day) is (since <= day <= until)
