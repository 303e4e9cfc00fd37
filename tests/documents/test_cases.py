"""Dates and languages, by cases that are data: tests/documents/cases/*.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from comity.documents.dates import find_date
from comity.documents.language import detect_language, name_language

CASES = Path(__file__).parent / "cases"


def read_cases(name: str) -> list[Any]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, lines)]


@pytest.mark.parametrize("case", read_cases("dates.jsonl"))
def test_date_is_found_where_the_top_of_the_text_states_it(case: dict[str, Any]) -> None:
    found = find_date(case["text"])
    assert (found.isoformat() if found else None) == case["date"], case["why"]


@pytest.mark.parametrize("case", read_cases("languages.jsonl"))
def test_language_is_told(case: dict[str, Any]) -> None:
    assert detect_language(case["text"]) == case["language"]


def test_language_is_named_in_english() -> None:
    assert name_language("ky") == "Kyrgyz"
