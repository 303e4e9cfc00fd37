"""Which language a text is in, and its name in English.

English news is full of foreign names, so a text is taken for English unless there is good reason not to: its letters
are not Latin, or its small words (capitalised ones are mostly names) are surely another language's. Plain English is
told by its function words alone, in well under a millisecond; the classifier (py3langid) is loaded for the rest only.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources
from typing import Any

SAMPLE_CHARS = 8_000  # of the text's beginning
MIN_LETTERS = 30  # of small words; a text with fewer passes as English
ENGLISH_SHARE = 0.08  # of all words being English function words: measured, English has 0.15 to 0.45, others below 0.04
MIN_CONFIDENCE = 0.5

# Only words that no other language in Latin letters uses often: not "in", "is", "was", "for", "at", "an", "will".
_WORDS = """
the and of that with this from its his her their has have been were which who they would should could said not are our
these those between after also about other into
"""
_ENGLISH = frozenset(_WORDS.split())
_TWINS = (frozenset({"hr", "bs", "sr"}), frozenset({"id", "ms"}), frozenset({"cs", "sk"}), frozenset({"ur", "hi"}))
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def detect_language(text: str) -> str:
    """ISO 639-1 code of the text's language; "en" where there is too little to tell."""
    words = _WORD.findall(text[:SAMPLE_CHARS])
    letters = sum(map(len, words))
    if not letters:
        return "en"
    latin = sum(len(word) for word in words if word[0] < "\u0250" or "\u1e00" <= word[0] <= "\u1eff")
    if latin * 2 < letters:
        return _most_likely(" ".join(words), _codes() - {"en"})[0]
    return _detect_latin(words)


def name_language(code: str) -> str:
    """The language's name in English: "Russian" for "ru"."""
    return _languages().get(code, code)


def _detect_latin(words: list[str]) -> str:
    if sum(word.lower() in _ENGLISH for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    small = [word for word in words if not word[0].isupper()]
    if sum(map(len, small)) < MIN_LETTERS:
        return "en"
    code, confidence = _most_likely(" ".join(small), _codes())
    return code if confidence >= MIN_CONFIDENCE else "en"


def _most_likely(text: str, codes: frozenset[str]) -> tuple[str, float]:
    """The likeliest of these languages and its probability, that of its near twins included."""
    ranked = [(code, float(share)) for code, share in _classifier().rank(text) if code in codes]
    total = sum(share for _, share in ranked) or 1.0
    best = ranked[0][0]
    twins = next((group for group in _TWINS if best in group), frozenset({best}))
    return best, sum(share for code, share in ranked if code in twins) / total


@cache
def _classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 0.2 s and 100 MB: only where it is needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _languages() -> dict[str, str]:
    table = resources.files("comity.documents") / "data" / "languages.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["name"] for row in rows}


def _codes() -> frozenset[str]:
    return frozenset(_languages())
