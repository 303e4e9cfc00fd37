from __future__ import annotations

import pytest
from tests.samples import AVARIA, HE, party

from comity.export.words import say_date, say_interval, say_party
from comity.records import Interval


@pytest.mark.parametrize(
    ("iso", "said"),
    [("2010", "2010"), ("2010-04", "Apr 2010"), ("2010-04-05", "5 Apr 2010"), ("0988-12-01", "1 Dec 0988")],
)
def test_date(iso: str, said: str) -> None:
    assert say_date(iso) == said


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        ("2010-04-05", "2010-04-05", "day", "5 Apr 2010"),
        ("2010-04-05", "2010-04-07", "day", "5 Apr 2010 – 7 Apr 2010"),
        ("2010-04-01", "2010-04-30", "month", "Apr 2010"),
        ("2010-01-01", "2010-12-31", "year", "2010"),
        ("2010-04-05", None, "open", "since 5 Apr 2010"),
    ],
)
def test_interval(start: str, end: str | None, precision: str, said: str) -> None:
    assert say_interval(Interval(start=start, end=end, precision=precision)) == said


def test_party_with_its_code_where_that_tells_more() -> None:
    assert say_party(AVARIA) == "Avaria (AVA)"
    assert say_party(party("Avaria", actor="org/CL", name="CL", code="CL")) == "CL"
    assert say_party(party("Avaria", code="GENERIC")) == "Avaria"
    assert say_party(HE) == "“he”?"
