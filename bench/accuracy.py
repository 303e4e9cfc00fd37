"""Accuracy on the seed and on the dev part of the annotated texts, in sum and by publisher, by the shared scorer.

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

from bench.results import SHARED, load_scorer, need, report
from comity import Reader
from comity.documents import load
from comity.export.json import reading_to_json
from comity.records import Document

SETS = {
    "seed": (SHARED / "seed/documents.json", SHARED / "seed/expected.jsonl", None),
    "dev": (SHARED / "data/annotated/documents.jsonl", SHARED / "data/annotated/records.jsonl", "dev"),
}
Row = dict[str, Any]


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    reader, scorer = Reader(), load_scorer()
    for name, (documents, gold, split) in SETS.items():
        rows = {row["id"]: row for row in scorer.load(need(documents)) if split in (None, row.get("split"))}
        docs = [doc for doc in load([documents]) if isinstance(doc, Document) and doc.id in rows]
        predicted = [reading_to_json(reading) for reading in reader.read_many(docs)]
        for part, chosen in _parts(name, list(rows.values())).items():
            print(f"\n== {part}")
            report("accuracy", _rows(_score(chosen, gold, predicted)), {"set": part, **reader.versions})


def _parts(name: str, rows: list[Row]) -> dict[str, list[Row]]:
    """The set, then its documents by publisher, where there are several: the publisher leads a document's id."""
    publishers = sorted({row["id"].partition(":")[0] for row in rows})
    by = {f"{name}, {one}": [row for row in rows if row["id"].startswith(f"{one}:")] for one in publishers}
    return {name: rows} | (by if len(by) > 1 else {})


def _score(documents: list[Row], gold: Path, predicted: list[str]) -> Row:
    """What the scorer prints of these documents."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("documents.jsonl", "predicted.jsonl")]
        for path, lines in zip(paths, ([json.dumps(row) for row in documents], predicted), strict=True):
            path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        command = [sys.executable, SHARED / "bench/score.py", paths[0], need(gold), paths[1], "--json"]
        result: Row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return result


def _rows(result: Row) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [(name, result[name]) for name in ("documents", "gold", "optional", "predicted")]
    for name in ("found", "typed", "record", "ties"):
        if name in result:
            rows.append((name, f"P {result[name]['p']} R {result[name]['r']} F1 {result[name]['f1']}"))
    rows += [(name, result[name]) for name in ("actors", "recipients", "mode", "aux", "macro")]
    return rows + [(f"  {kind}", f"F1 {value['f1']} of {value['n']}") for kind, value in result["types"].items()]


if __name__ == "__main__":
    main()
