from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from tests.codebook.cases import CASES

from comity.cli.main import cli


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["codebook", *args])


def test_types_by_default() -> None:
    result = run()
    assert result.exit_code == 0
    assert "SUPPORT" in result.stdout and "verbal cooperation" in result.stdout and "third-party" in result.stdout


def test_type_in_any_case_with_its_modes() -> None:
    result = run("support")
    assert "CAMEO 050, score +3.5" in result.stdout and "recognise" in result.stdout


def test_type_without_modes() -> None:
    assert "Agree, promise" in run("AGREE").stdout


@pytest.mark.parametrize(("what", "words"), [("topics", "ceasefire"), ("contexts", "peacekeeping"), ("cameo", "0874")])
def test_lists(what: str, words: str) -> None:
    assert words in run(what).stdout


@pytest.mark.parametrize(("what", "count"), [("types", 17), ("contexts", 37)])
def test_lists_as_json(what: str, count: int) -> None:
    entries = json.loads(run(what, "--format", "json").stdout)
    assert len(entries) == count and all(entry["id"] and entry["definition"] for entry in entries)


def test_type_as_json_holds_its_modes() -> None:
    entry = json.loads(run("ACCUSE", "--format", "json").stdout)
    assert entry["score"] == -3 and [mode["mode"] for mode in entry["modes"]] == ["disapprove", "investigate", "allege"]


def test_own_codebook() -> None:
    own = str(CASES / "own.toml")
    assert "NEGOTIATE" in run("--codebook", own).stdout
    assert "ice-shelf" in run("topics", "--codebook", own).stdout


def test_words_of_a_users_file_are_not_taken_for_colours() -> None:
    result = run("SUPPORT", "--codebook", str(CASES / "marks.toml"))
    assert "[red]toast[/red]" in result.stdout


def test_unknown_type_is_a_usage_error() -> None:
    result = run("suport")
    assert result.exit_code == 2 and "SUPPORT" in result.stderr


def test_faulty_file_is_told_in_one_line() -> None:
    result = run("--codebook", "nowhere.toml")
    assert result.exit_code == 1 and result.stderr.startswith("comity: nowhere.toml: can't be read")
