"""Every command, option and field is described, and every link within the docs leads somewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click
import pytest

from comity.cli.main import COMMANDS, cli
from comity.export.csv import COLUMNS
from comity.export.json import read_schema

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")])


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


def options(group: click.Command) -> set[str]:
    own = {option for param in group.params if isinstance(param, click.Option) for option in param.opts}
    below = group.commands.values() if isinstance(group, click.Group) else ()
    return own.union(*(options(sub) for sub in below))


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_described_and_says_what_it_does(name: str) -> None:
    assert f"`comity {name}`" in page("docs/start.md")
    assert command(name).help


@pytest.mark.parametrize(
    ("name", "where"), [("read", "docs/start.md"), ("actors", "docs/actors.md"), ("codebook", "docs/codebook.md")]
)
def test_option_is_described(name: str, where: str) -> None:
    missing = {option for option in options(command(name)) if f"{option}" not in page(where)}
    assert not missing, f"{where} doesn't name {missing}"


def defined() -> dict[str, dict[str, Any]]:
    schema = json.loads(read_schema())
    return {"A line": schema} | {name: part for name, part in schema["$defs"].items() if "properties" in part}


@pytest.mark.parametrize("name", defined())
def test_json_field_is_described_where_it_belongs(name: str) -> None:
    section = page("docs/record.md").split(f"\n## {name}\n")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(defined()[name]["properties"])


def test_csv_column_is_described() -> None:
    section = page("docs/record.md").split("\n## CSV columns\n")[1]
    assert tuple(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == COLUMNS


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (path.parent / target).exists()]
    assert not missing
