"""Dates in sentences and the acts they belong to; the cases are tests/cases/dates.jsonl and act_dates.jsonl."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reader.cases import load_cases
from tests.reader.spans import day_of, span_of

from comity.reader.dates import find_dates
from comity.reader.periods import moved
from comity.reader.when import date_of, due_of
from comity.records import Span

DAY = dt.date(2020, 5, 14)


def whole(text: str) -> Span:
    return Span(0, len(text))


@pytest.mark.parametrize("case", load_cases("dates"))
def test_dates_of_a_sentence(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        {
            "words": text[date.span.start : date.span.end],
            "start": date.interval.start,
            "end": date.interval.end,
            "precision": date.interval.precision,
            "relation": date.relation,
        }
        for date in find_dates(text, whole(text), day_of(case))
    ]
    assert found == case["expected"], case["why"]


@pytest.mark.parametrize("case", load_cases("act_dates"))
def test_date_of_an_act(case: dict[str, Any]) -> None:
    text, day = case["text"], day_of(case)
    found = date_of(
        span_of(text, case["trigger"]),
        whole(text),
        find_dates(text, whole(text), day),
        text,
        day,
        aux=tuple(case["aux"]),
        others=tuple(span_of(text, words) for words in case["others"]),
    )
    told = found and {"start": found.start, "end": found.end, "precision": found.precision}
    assert told == case["expected"], case["why"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("They promised to leave by 2030.", "2030"),
        ("They promised to leave by the end of June 2021.", "2021-06"),
        ("They will meet on Monday.", "2020-05-18"),
        ("They will stay until 5 June 2021.", "2021-06-05"),
        ("They promised to keep the pact of 2010.", None),
        ("They promised to leave.", None),
    ],
)
def test_promise_is_due_at_the_date_ahead(text: str, due: str | None) -> None:
    words = "promised" if "promised" in text else "will"
    assert due_of(span_of(text, words), find_dates(text, whole(text), DAY), text, DAY) == due


def test_spans_are_of_the_document_and_only_in_the_sentence() -> None:
    text = "It was 5 April 2010. They met on 6 April 2010. It was 7 April 2010."
    sentence = Span(text.index("They"), text.index(" It was 7"))
    (date,) = find_dates(text, sentence, DAY)
    assert text[date.span.start : date.span.end] == "6 April 2010"


def test_prefix_keeps_what_an_open_interval_loses() -> None:
    text = "It has been an observer since April 2010."
    (date,) = find_dates(text, whole(text), DAY)
    assert (date.interval.start, date.prefix) == ("2010-04-01", "2010-04")


@given(st.text("0123456789 ,.-–/:aApril MayonsincethDFridayweks", max_size=80), st.none() | st.dates())
def test_any_words_are_read_without_a_fault(text: str, day: dt.date | None) -> None:
    ends = 0
    for date in find_dates(text, whole(text), day):
        assert ends <= date.span.start < date.span.end <= len(text)
        assert date.interval.end is None or date.interval.start <= date.interval.end
        ends = date.span.end


@given(
    st.dates(dt.date(1601, 1, 1), dt.date(2199, 12, 31)),
    st.integers(-10_000, 10_000),
    st.sampled_from(["hour", "day", "week", "month", "year", "century"]),
)
def test_no_move_leaves_the_calendar(day: dt.date, count: int, unit: str) -> None:
    period = moved(day, count, unit)
    assert period is None or period.first <= period.last
