"""docs/codebook.md tells all there is, and its example works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from comity.codebook import load_codebook
from comity.codebook.tables import KEYS

PAGE = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
BOOK = load_codebook()


def say(score: float) -> str:
    return f"{score:+g}".replace("-", "−") if score else "0"


@pytest.mark.parametrize("type", BOOK.types)
def test_type_and_its_modes_are_told_with_score_and_code(type: str) -> None:
    entry = BOOK.types[type]
    assert f"| {type} | {entry.quad} | {say(entry.score)} | {entry.cameo} | {entry.definition} |" in PAGE
    for mode in BOOK.modes_of(type):
        row = re.search(rf"^\| {type} \| `.*$", PAGE, re.MULTILINE)
        assert row and f"`{mode.mode}` {say(mode.score)} ({mode.cameo})" in row[0]


def test_contexts_and_number_of_topics_are_told() -> None:
    section = PAGE.split("\n## Contexts\n")[1].split("\n## ")[0]
    assert re.findall(r"`(\w+)`", section) == list(BOOK.contexts)
    assert f"a thesaurus of {len(BOOK.topics)} topics" in PAGE


def test_keys_are_told() -> None:
    section = PAGE.split("\n### What an entry may say\n")[1].split("\n### ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == {key for keys in KEYS.values() for key in keys}


def test_example_is_a_good_file(tmp_path: Path) -> None:
    example = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]
    file = tmp_path / "mine.toml"
    file.write_text(example, encoding="utf-8")
    book = load_codebook(file)
    assert book.version.endswith("polar studies 2")
    assert book.recode("CONCEDE", None, "regretted") == ("RECONCILE", None)
    assert book.recode("SUPPORT", None, "raised a glass") == ("SUPPORT", "toast")


def test_python_lines_give_what_they_say() -> None:
    assert BOOK.find_topics("a call for a cease-fire") == (("ceasefire", 13, 23),)
    assert BOOK.find_contexts("vaccines for hospitals") == ("health",)
    assert BOOK.find_mode("SUPPORT", "commended") == "praise"
    assert BOOK.from_cameo("0841") == ("RETREAT", "release")
