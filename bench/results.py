"""Where figures go: a table for people, one JSON line a run for later comparison."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from comity.documents import load
from comity.records import Document

RESULTS = Path(__file__).parent / "results"
SHARED = Path(os.environ.get("COMITY_SHARED", Path(__file__).parents[2] / "shared"))


def need(path: Path) -> Path:
    """The path, or an exit that says what is missing."""
    if not path.exists():
        raise SystemExit(
            f"{path} is missing: the benchmarks measure on the shared texts; name their folder by COMITY_SHARED"
        )
    return path


def load_scorer() -> ModuleType:
    """The shared scorer as a module."""
    path = need(SHARED / "bench/score.py")
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} can't be loaded as Python")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def dev_part(scorer: ModuleType) -> tuple[dict[str, str], list[Document], list[dict[str, Any]]]:
    """The dev part of the annotated texts: words by id, documents, and gold events in the scorer's form."""
    documents = need(SHARED / "data/annotated/documents.jsonl")
    texts = {row["id"]: row["text"] for row in scorer.load(documents) if row["split"] == "dev"}
    docs = [doc for doc in load([documents]) if isinstance(doc, Document) and doc.id in texts]
    rows = [row for row in scorer.load(documents.with_name("records.jsonl")) if row["doc"] in texts]
    return texts, docs, list(scorer.gold_events(texts, [row for row in rows if "tie" not in row]))


def report(name: str, rows: list[tuple[str, object]], facts: Mapping[str, object]) -> None:
    """Print the rows and append them with the day, Python and processor to results/NAME.jsonl."""
    width = max(len(label) for label, _ in rows)
    for label, value in rows:
        print(f"{label:{width}}  {value}")
    RESULTS.mkdir(exist_ok=True)
    line = {
        "when": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        **facts,
        "figures": dict(rows),
    }
    with (RESULTS / f"{name}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
