"""Every line of the project's own corpus holds what corpus/README.md says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from comity.codebook import load_codebook

CORPUS = Path(__file__).parents[1] / "corpus"
NAMES = sorted(path.name.removesuffix(".documents.jsonl") for path in CORPUS.glob("*.documents.jsonl"))
TIES = {"member", "observer", "partner", "party", "officeholder", "part", "host", "ally"}
AUX = {"historical", "future", "hypothetical", "negated"}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_there_is_a_corpus() -> None:
    assert NAMES


@pytest.mark.parametrize("name", NAMES)
def test_documents_are_whole(name: str) -> None:
    docs = rows(CORPUS / f"{name}.documents.jsonl")
    assert len({doc["id"] for doc in docs}) == len(docs)
    for doc in docs:
        assert doc["split"] == "train" and doc["text"].strip() and doc["author"] and doc["guide"], doc["id"]


@pytest.mark.parametrize("name", NAMES)
def test_records_stand_in_their_documents(name: str) -> None:
    texts = {doc["id"]: doc["text"] for doc in rows(CORPUS / f"{name}.documents.jsonl")}
    for row in rows(CORPUS / f"{name}.records.jsonl"):
        text = texts[row["doc"]]
        assert text.count(row["trigger"]) >= (row.get("nth") or 1), row
        parties = [row["a"], row["b"]] if "tie" in row else row["actors"] + row["recipients"]
        assert all(party["text"] in text and party["code"] for party in parties), row


@pytest.mark.parametrize("name", NAMES)
def test_records_speak_the_codebook(name: str) -> None:
    codebook = load_codebook()
    for row in rows(CORPUS / f"{name}.records.jsonl"):
        if "tie" in row:
            assert row["tie"] in TIES, row
            continue
        assert row["type"] in codebook.types, row
        assert row["mode"] is None or f"{row['type']}.{row['mode']}" in codebook.modes, row
        assert set(row["aux"]) <= AUX and set(row["contexts"]) <= set(codebook.contexts), row
