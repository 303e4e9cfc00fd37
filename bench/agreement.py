"""How far two independent annotators agree: the corpus against a second, blind pass over a sample of each batch.

python -m bench.agreement

corpus/agreement holds the second pass: standoff records of texts that the corpus annotates too. It is scored as a
reader is, the first pass as gold.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from training.data import find_nth, read_jsonl

from bench.results import SHARED, load_scorer, need, report

CORPUS = Path(__file__).parents[1] / "corpus"
Row = dict[str, Any]


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    scorer = load_scorer()
    sample = read_jsonl(CORPUS / "agreement/documents.jsonl")
    second = read_jsonl(CORPUS / "agreement/records.jsonl")
    texts = _texts({row["id"] for row in sample})
    for batch in [*sorted({row["batch"] for row in sample}), "all"]:
        docs = [row for row in sample if batch in (row["batch"], "all")]
        windows = {(row["batch"], row["id"]): row["window"] for row in docs}
        first = [row for name in {row["batch"] for row in docs} for row in _first(name, windows, texts)]
        ours, theirs = (
            [_event(scorer, row) for row in rows if "type" in row and row["doc"] in {doc["id"] for doc in docs}]
            for rows in (first, second)
        )
        result, _, _ = scorer.score(texts, ours, theirs)
        figures = {name: result[name]["f1"] for name in ("found", "typed", "record")}
        figures |= {name: result[name] for name in ("actors", "recipients", "mode", "aux")}
        facts = {"documents": len(docs), "first": len(ours), "second": len(theirs)}
        print(f"\n== {batch}")
        report("agreement", [*facts.items(), *figures.items()], {"batch": batch})


def _texts(ids: set[str]) -> dict[str, str]:
    """The words of each document: of published ones from the shared folder, of ours from the corpus."""
    texts = {
        row["id"]: row["text"] for path in CORPUS.glob("*.documents.jsonl") for row in read_jsonl(path) if "text" in row
    }
    for path in sorted(need(SHARED / "data/texts").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            texts |= {row["id"]: row["text"] for row in map(json.loads, file)}
    return {id: text for id, text in texts.items() if id in ids}


def _first(batch: str, windows: dict[tuple[str, str], list[int]], texts: dict[str, str]) -> Iterator[Row]:
    """The corpus's own records of the sampled documents, their triggers as spans."""
    for row in read_jsonl(CORPUS / f"{batch}.records.jsonl"):
        if (batch, row["doc"]) in windows:
            yield row if isinstance(row["trigger"], list) else {**row, "trigger": _place(texts[row["doc"]], row)}


def _place(text: str, row: Row) -> list[int]:
    at = find_nth(text, row["trigger"], row.get("nth") or 1)
    return [at, at + len(row["trigger"])]


def _event(scorer: ModuleType, row: Row) -> Row:
    """A record in the scorer's form."""
    told = {
        "type": row["type"],
        "mode": row["mode"],
        "actors": scorer.codes(row["actors"]),
        "recipients": scorer.codes(row["recipients"]),
        "aux": frozenset(row["aux"]),
    }
    start, end = row["trigger"]
    return {"doc": row["doc"], "start": start, "end": end, "optional": False, "readings": [told], **told}


if __name__ == "__main__":
    main()
