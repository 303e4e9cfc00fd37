"""Every line of the project's own corpus holds what corpus/README.md says."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from comity.codebook import load_codebook
from comity.documents.sentences import split

CORPUS = Path(__file__).parents[1] / "corpus"
NAMES = sorted(path.name.removesuffix(".documents.jsonl") for path in CORPUS.glob("*.documents.jsonl"))
OWN = [name for name in NAMES if not name.startswith("real-")]
REAL = [name for name in NAMES if name.startswith("real-")]
DATA = Path(__file__).parents[2] / "shared/data"
SHARED = DATA / "texts"
TIES = {"member", "observer", "partner", "party", "officeholder", "part", "host", "ally"}
AUX = {"historical", "future", "hypothetical", "negated"}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_there_is_a_corpus() -> None:
    sentences = sum(len(split(doc["text"])) for name in OWN for doc in rows(CORPUS / f"{name}.documents.jsonl"))
    assert sentences >= 3000 and REAL


def test_no_document_is_of_the_dev_part() -> None:
    annotated = DATA / "annotated/documents.jsonl"
    if not annotated.exists():
        pytest.skip(f"{annotated} is absent")
    dev = {row["id"] for row in rows(annotated) if row["split"] == "dev"}
    assert not dev & {doc["id"] for name in NAMES for doc in rows(CORPUS / f"{name}.documents.jsonl")}


def test_second_pass_is_over_documents_of_its_batches() -> None:
    sample = rows(CORPUS / "agreement/documents.jsonl")
    for doc in sample:
        assert any(row["id"] == doc["id"] for row in rows(CORPUS / f"{doc['batch']}.documents.jsonl")), doc["id"]
    windows = {doc["id"]: doc["window"] for doc in sample}
    for row in rows(CORPUS / "agreement/records.jsonl"):
        assert windows[row["doc"]][0] <= row["trigger"][0] < row["trigger"][1] <= windows[row["doc"]][1], row


@pytest.mark.parametrize("name", OWN)
def test_documents_are_whole(name: str) -> None:
    docs = rows(CORPUS / f"{name}.documents.jsonl")
    assert len({doc["id"] for doc in docs}) == len(docs)
    for doc in docs:
        assert doc["split"] == "train" and doc["text"].strip() and doc["author"] and doc["guide"], doc["id"]


@pytest.mark.parametrize("name", OWN)
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


@pytest.mark.parametrize("name", REAL)
def test_standoff_annotations_fit_their_texts(name: str) -> None:
    docs = {doc["id"]: doc for doc in rows(CORPUS / f"{name}.documents.jsonl")}
    if not SHARED.is_dir():
        pytest.skip(f"the annotated texts lie in {SHARED}, which is absent")
    texts: dict[str, str] = {}
    for file in {doc["file"] for doc in docs.values()}:
        with gzip.open(SHARED / file, "rt", encoding="utf-8") as lines:
            texts |= {row["id"]: row["text"] for row in map(json.loads, lines) if row["id"] in docs}
    for doc in docs.values():
        assert "text" not in doc and doc["split"] == "train" and doc["author"] and doc["guide"], doc["id"]
        assert hashlib.sha256(texts[doc["id"]].encode()).hexdigest() == doc["sha256"], doc["id"]
    for row in rows(CORPUS / f"{name}.records.jsonl"):
        (opens, closes), text = docs[row["doc"]]["window"], texts[row["doc"]]
        parties = [row["a"], row["b"]] if "tie" in row else row["actors"] + row["recipients"]
        for start, end in [row["trigger"], *(party["span"] for party in parties)]:
            assert 0 <= start < end <= len(text) and text[start:end].strip() == text[start:end], row
        assert opens <= row["trigger"][0] and row["trigger"][1] <= closes, row
