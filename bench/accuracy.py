"""Accuracy on the seed and on the dev part of the annotated texts, by the shared scorer as it is.

python -m bench.accuracy
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.results import SHARED, need, report
from comity import Reader
from comity.documents import load
from comity.export.json import reading_to_json
from comity.records import Document

SETS = {
    "seed": (SHARED / "seed/documents.json", SHARED / "seed/expected.jsonl", []),
    "dev": (SHARED / "data/annotated/documents.jsonl", SHARED / "data/annotated/records.jsonl", ["--split", "dev"]),
}


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    reader = Reader()
    for name, (documents, gold, options) in SETS.items():
        print(f"\n== {name}")
        with tempfile.TemporaryDirectory() as folder:
            predicted = Path(folder) / "predicted.jsonl"
            wanted = _wanted(need(documents), options)
            docs = [doc for doc in load([documents]) if isinstance(doc, Document) and doc.id in wanted]
            predicted.write_text("".join(reading_to_json(r) + "\n" for r in reader.read_many(docs)), "utf-8")
            result = _score(documents, gold, predicted, options)
        report("accuracy", _rows(result), {"set": name, **reader.versions})


def _wanted(documents: Path, options: list[str]) -> set[str]:
    text = documents.read_text("utf-8")
    rows = json.loads(text) if text.startswith("[") else [json.loads(line) for line in text.splitlines()]
    return {row["id"] for row in rows if not options or row["split"] == options[1]}


def _score(documents: Path, gold: Path, predicted: Path, options: list[str]) -> dict[str, Any]:
    scorer = need(SHARED / "bench/score.py")
    command = [sys.executable, str(scorer), str(documents), str(gold), str(predicted), "--json", *options]
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return result


def _rows(result: dict[str, Any]) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [(name, result[name]) for name in ("documents", "gold", "optional", "predicted")]
    for name in ("found", "typed", "record", "ties"):
        if name in result:
            rows.append((name, f"P {result[name]['p']} R {result[name]['r']} F1 {result[name]['f1']}"))
    rows += [(name, result[name]) for name in ("actors", "recipients", "mode", "aux", "macro")]
    return rows + [(f"  {kind}", f"F1 {value['f1']} of {value['n']}") for kind, value in result["types"].items()]


if __name__ == "__main__":
    main()
