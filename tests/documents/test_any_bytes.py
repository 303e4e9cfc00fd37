"""Whatever the bytes: load raises nothing, gives documents or failures, and rows keep their texts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.builders import ENGLISH, make_pdf

from comity.documents import load
from comity.records import Document, Failure

SUFFIXES = (".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".pdf", ".docx", ".txt.gz", ".unknown")
_JSON = [b'{"text": "', b'"}', b"[", b"]", b"{", b",", b'"', b"\\ud83d", b"1e999", b"id,text\n"]
_SIGNS = [b"\n", b"\r", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\xc3", b"\xe2\x80\xa8", b"---\n", ENGLISH.encode()]
_FILES = [b"<html><body><p>", b"</p>", b"<![CDATA[", b"\x1f\x8b", b"PK\x03\x04", b"%PDF-1.4\n", gzip.compress(b"text")]
PIECES = st.sampled_from([*_JSON, *_SIGNS, *_FILES, make_pdf([[ENGLISH]])[:300]])
BYTES = st.one_of(st.binary(max_size=300), st.lists(PIECES | st.binary(max_size=8), max_size=12).map(b"".join))
SLOW_FIXTURE = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("suffix", SUFFIXES)
@SLOW_FIXTURE
@given(data=BYTES)
def test_load_raises_nothing(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    found = list(load([path]))
    assert found
    for item in found:
        assert isinstance(item, Document | Failure)
        if isinstance(item, Failure):
            assert str(path) in item.source
            assert item.reason
            assert "\n" not in item.reason
        else:
            item.text.encode("utf-8")


@SLOW_FIXTURE
@given(texts=st.lists(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_rows_keep_their_texts(tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    found = [item for item in load([path], force=True) if isinstance(item, Document)]
    lost = [text for text in texts if text not in {doc.text for doc in found}]
    assert all("\ufffd" in text or "Ã" in text or "Â" in text or "â" in text for text in lost)


@SLOW_FIXTURE
@given(data=BYTES)
def test_same_bytes_same_documents(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.unknown"
    path.write_bytes(data)
    assert list(load([path])) == list(load([path]))
