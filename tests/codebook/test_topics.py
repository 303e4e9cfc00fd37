"""Topics and contexts in running text; the cases are lines of cases/*.jsonl."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.codebook.cases import case_id, load_cases

from comity.codebook import load_codebook

BOOK = load_codebook()


@pytest.mark.parametrize("case", load_cases("topics"), ids=case_id)
def test_topics(case: dict[str, Any]) -> None:
    assert [id for id, _, _ in BOOK.find_topics(case["text"])] == case["topics"]


@pytest.mark.parametrize("case", load_cases("contexts"), ids=case_id)
def test_contexts(case: dict[str, Any]) -> None:
    assert list(BOOK.find_contexts(case["text"])) == case["contexts"]


def test_spans_are_those_of_the_words() -> None:
    text = "İstanbul: talks on an end of “quarrels”, a cease-fire and women’s rights."  # İ grows when it is lowered
    assert [text[start:end] for _, start, end in BOOK.find_topics(text)] == ["cease-fire", "women’s rights"]


WORDS = st.sampled_from(
    ["ceasefire", "Women", "peace", "and", "security", "COVID-19", "\n\n", ", ", "İ", "AI", "x", "–"]
)


@given(st.lists(WORDS | st.text(max_size=5)).map(" ".join))
def test_finds_are_in_order_and_whole_words(text: str) -> None:
    end_before, before = 0, (0, 0)
    for id, start, end in BOOK.find_topics(text):
        assert id in BOOK.topics
        assert 0 <= start < end <= len(text)
        assert start >= end_before or (start, end) == before  # a phrase of two topics comes twice
        assert not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        end_before, before = end, (start, end)


def test_weights_sum_to_1_and_heaviest_comes_first() -> None:
    weighed = BOOK.weigh_topics("Ceasefire in sight. The ceasefire follows talks on trade.")
    assert [topic.topic for topic in weighed] == ["ceasefire", "trade"]
    assert sum(topic.weight for topic in weighed) == pytest.approx(1)
    assert weighed[0].weight > weighed[1].weight


def test_headline_weighs_more_than_the_end() -> None:
    text = "On the climate." + " So they said." * 60 + " Trade was touched upon."
    assert [topic.topic for topic in BOOK.weigh_topics(text)] == ["climate", "trade"]
    assert BOOK.weigh_topics(text)[0].weight > 0.5


def test_no_more_topics_than_asked_for_and_their_weights_sum_to_1() -> None:
    weighed = BOOK.weigh_topics("Trade, women, climate, terrorism, refugees.", most=2)
    assert len(weighed) == 2 and sum(topic.weight for topic in weighed) == pytest.approx(1)


def test_text_without_topics_has_no_weights() -> None:
    assert BOOK.weigh_topics("It rained.") == ()
