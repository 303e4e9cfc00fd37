"""The cases of this folder's JSON-lines files, one a line, for parametrized tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"


def load_cases(name: str) -> list[dict[str, Any]]:
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def case_id(case: dict[str, Any]) -> str:
    return str(case["id"])
