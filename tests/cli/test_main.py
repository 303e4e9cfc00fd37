from __future__ import annotations

import json
import os

import click
import pytest
from click.testing import CliRunner
from tests.python import run_python

import comity
from comity.cli.main import cli
from comity.cli.output import one_line
from comity.errors import TextError


def test_version() -> None:
    assert CliRunner().invoke(cli, ["--version"]).stdout == f"comity {comity.__version__}\n"


def test_schema_prints_the_schema() -> None:
    result = CliRunner().invoke(cli, ["schema"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["title"] == "Reading"


def test_unknown_command_is_a_usage_error() -> None:
    result = CliRunner().invoke(cli, ["raed"])
    assert result.exit_code == 2 and "raed" in result.stderr


def test_fault_is_one_line_and_exit_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def failing() -> None:
        raise TextError("a.txt:3: found nothing,\nexpected a text \x1b[2J; give another")

    monkeypatch.setattr(type(cli), "get_command", lambda *_: failing)
    result = CliRunner().invoke(cli, ["failing"])
    assert result.exit_code == 1 and result.stdout == ""
    assert result.stderr == "comity: a.txt:3: found nothing, expected a text [2J; give another\n"


def test_one_line_keeps_letters_of_all_scripts() -> None:
    assert one_line("Gültig\n\t für  Қазақстан") == "Gültig für Қазақстан"


def test_reader_of_a_pipe_that_has_seen_enough_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = run_python(
            "import sys, comity.cli.main as c; sys.argv = ['comity', 'schema']; c.main()", stdout=writing
        )
    finally:
        os.close(writing)
    assert ended.stderr == ""
