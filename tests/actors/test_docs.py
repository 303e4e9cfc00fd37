"""Every table and column is described where users look for it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from comity.actors.names import STOP_USES
from comity.actors.rows import SCHEMAS, SHARED_ROLES, Schema

PAGE = (Path(__file__).parents[2] / "docs" / "actors.md").read_text(encoding="utf-8")


def section(schema: Schema[Any]) -> str:
    return PAGE.split(f"\n### {schema.file}\n")[1].split("\n### ")[0]


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.file)
def test_columns_are_described_in_their_order(schema: Schema[Any]) -> None:
    cells = re.findall(r"^\| (`.+?`) \| (.*)", section(schema), re.MULTILINE)
    columns = [column for names, _ in cells for column in re.findall(r"`(\w+)`", names)]
    needed = [column for names, text in cells if "*needed*" in text for column in re.findall(r"`(\w+)`", names)]
    assert (tuple(columns), tuple(needed)) == (schema.columns, schema.needed)


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.file)
def test_key_is_told(schema: Schema[Any]) -> None:
    told = section(schema).split("key: ")[1].split(".")[0]
    assert tuple(re.findall(r"`(\w+)`", told)) == schema.key


def test_words_of_tables_are_told() -> None:
    assert all(f"`{use}`" in PAGE for use in STOP_USES)
    assert all(f"`{role}`" in PAGE for role in SHARED_ROLES)
