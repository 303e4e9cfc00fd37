"""What a case's words are: characters of its text, and its day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from comity.records import Span


def day_of(case: dict[str, Any]) -> dt.date | None:
    return dt.date.fromisoformat(case["date"]) if case["date"] else None


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))
