"""Sources in their order: files, folders, standard input; faults that don't stop the rest."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.documents.builders import ENGLISH, RUSSIAN, make_pdf, make_zip
from tests.documents.conftest import LoadFile

from comity.documents import load
from comity.records import Document, Failure


def only_document(found: list[Document | Failure]) -> Document:
    (doc,) = found
    assert isinstance(doc, Document), doc
    return doc


def only_failure(found: list[Document | Failure]) -> Failure:
    (fault,) = found
    assert isinstance(fault, Failure), fault
    assert "\n" not in fault.reason
    return fault


def test_plain_text_is_kept_as_it_is(load_file: LoadFile) -> None:
    text = f"  A heading of words\r\n\r\n{ENGLISH}\r\n"
    doc = only_document(load_file("release.txt", text))
    assert (doc.id, doc.text, doc.title, doc.language) == ("release", text, "A heading of words", "en")


@pytest.mark.parametrize(
    "text",
    [
        f"{ENGLISH}\n\n{ENGLISH}",  # a sentence
        f"Two words\n\n{ENGLISH}",
        f"A line without a gap\n{ENGLISH}",
        f"14 May 2020\n\n{ENGLISH}",
        "A heading alone",
    ],
)
def test_first_line_that_is_no_heading_is_no_title(load_file: LoadFile, text: str) -> None:
    assert only_document(load_file("release.txt", text)).title is None


def test_markdown_heading_and_front_matter(load_file: LoadFile) -> None:
    text = f'---\ntitle: "Ministers meet"\ndate: 2020-05-14\npublisher: The Ministry\n---\n# Other\n\n{ENGLISH}\n'
    doc = only_document(load_file("release.md", text))
    assert (doc.text, doc.title, doc.date, doc.publisher) == (
        text, "Ministers meet", dt.date(2020, 5, 14), "The Ministry"
    )  # fmt: skip


def test_markdown_title_without_front_matter(load_file: LoadFile) -> None:
    assert only_document(load_file("release.md", f"# Ministers meet #\n\n{ENGLISH}")).title == "Ministers meet"


def test_unreadable_front_matter_date_is_none(load_file: LoadFile) -> None:
    assert only_document(load_file("a.md", f"---\ndate: soon\n---\n{ENGLISH}")).date is None


def test_given_date_goes_before_the_dateline(load_file: LoadFile) -> None:
    text = f"BISHKEK, 14 May 2020 — {ENGLISH}"
    assert only_document(load_file("a.txt", text)).date == dt.date(2020, 5, 14)
    given = only_document(load_file("b.txt", text, date=dt.date(2021, 1, 2), publisher="The Ministry"))
    assert (given.date, given.publisher) == (dt.date(2021, 1, 2), "The Ministry")


def test_document_without_date_is_no_fault(load_file: LoadFile) -> None:
    assert only_document(load_file("a.txt", ENGLISH)).date is None


def test_other_language_is_refused_by_name_unless_forced(load_file: LoadFile) -> None:
    assert "this text is in Russian (ru)" in only_failure(load_file("a.txt", RUSSIAN)).reason
    assert only_document(load_file("a.txt", RUSSIAN, force=True)).language == "ru"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t ", "is empty"),
        ("a.txt", b"\xef\xbb\xbf \n", "is empty"),
        ("a.json", b"\xef\xbb\xbf", "is empty"),
        ("a.txt", b"abc\x00def", "binary"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "save it as .docx"),
        ("a.xlsx", b"PK\x03\x04", "save the sheet as CSV"),
        ("a.txt", make_pdf([[ENGLISH]]), "is a PDF file, expected text"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "is a PNG image"),
        ("a.docx", b"no zip", "is not a DOCX file"),
        ("a.docx", make_zip(["a.txt"]), "is a ZIP archive but no DOCX file"),
        ("a.docx", b"\xd0\xcf\x11\xe0 locked", "is encrypted or an old .doc file"),
        ("a.txt.gz", b"\x1f\x8b broken", "damaged gzip file"),
        ("a.txt.gz", gzip.compress(ENGLISH.encode())[:-10], "damaged gzip file"),
    ],
)
def test_bad_file_is_a_failure(load_file: LoadFile, name: str, content: bytes, words: str) -> None:
    fault = only_failure(load_file(name, content))
    assert fault.source.endswith(name)
    assert words in fault.reason


def test_missing_path_is_a_failure(tmp_path: Path) -> None:
    assert "doesn't exist" in only_failure(list(load([tmp_path / "none.txt"]))).reason


@pytest.mark.parametrize("name", ["a\x00b.txt", "x" * 5_000, ""])
def test_impossible_path_is_a_failure(name: str) -> None:
    assert only_failure(list(load([name])))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every file")
def test_forbidden_file_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH)
    path.chmod(0)
    assert "can't be opened (Permission denied)" in only_failure(list(load([path]))).reason


def test_denied_open_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.txt"
    path.write_text(ENGLISH)
    monkeypatch.setattr(Path, "open", refuse)
    assert "can't be opened (Permission denied)" in only_failure(list(load([path]))).reason


def test_enormous_text_is_refused_quickly(load_file: LoadFile) -> None:
    started = time.perf_counter()
    reason = only_failure(load_file("a.txt", b"The ministers met. " * 600_000)).reason
    assert "too big (11.4 MB)" in reason
    assert "8 MB and 2,000,000 characters; split it" in reason
    assert time.perf_counter() - started < 2


def test_packed_text_that_unpacks_to_too_much_is_refused(load_file: LoadFile) -> None:
    reason = only_failure(load_file("a.txt.gz", gzip.compress(b"a" * 50_000_000))).reason
    assert "too big" in reason


def test_packed_text_is_read(load_file: LoadFile) -> None:
    doc = only_document(load_file("a.txt.gz", gzip.compress(ENGLISH.encode())))
    assert (doc.id, doc.text) == ("a", ENGLISH)


def test_folder_is_read_sorted_at_any_depth(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.md", ".hidden.txt", ".git/c.txt", "~$d.docx", "image.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(ENGLISH, encoding="utf-8")
    assert [doc.id for doc in load([tmp_path]) if isinstance(doc, Document)] == ["b", "y", "z"]


def test_folder_without_texts_is_a_failure(tmp_path: Path) -> None:
    assert "is a folder without texts" in only_failure(list(load([tmp_path]))).reason


def test_same_stem_in_two_folders_goes_by_its_path(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "release.txt").write_text(ENGLISH)
    ids = [doc.id for doc in load([tmp_path]) if isinstance(doc, Document)]
    assert ids == ["release", str(tmp_path / "b" / "release.txt")]


def test_same_file_twice_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "The ministers met."}\n')
    first, second = load([path, path])
    assert isinstance(first, Document)
    assert isinstance(second, Failure)
    assert f"has the id '{path}:1', which {path}:1 has too" in second.reason


def test_faults_do_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00")
    (tmp_path / "b.txt").write_text(ENGLISH)
    found = list(load([tmp_path / "none", tmp_path / "a.txt", tmp_path / "b.txt"]))
    assert [type(item) for item in found] == [Failure, Failure, Document]


@pytest.mark.parametrize(
    ("content", "doc_id"),
    [
        (ENGLISH.encode(), "stdin"),
        (b'{"id": "x", "text": "The ministers met."}\n{"id": "y"', "x"),
        (b'[{"id": "x", "text": "The ministers met."}]', "x"),
        (b'{\n  "id": "x",\n  "text": "The ministers met."\n}', "x"),
        (b"id,text\nx,The ministers met.\n", "x"),
        (make_pdf([[ENGLISH]]), "stdin"),
        (gzip.compress(b'{"id": "x", "text": "The ministers met."}'), "x"),
        (f"<!DOCTYPE html><html><body><article><p>{ENGLISH}</p></article></body></html>".encode(), "stdin"),
    ],
    ids=["plain", "json lines", "json list", "json object", "csv", "pdf", "gzip", "html"],
)
def test_standard_input_is_told_by_its_first_bytes(
    content: bytes, doc_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(content))
    monkeypatch.setattr(sys, "stdin", stdin)
    doc = next(load(["-"]))
    assert isinstance(doc, Document), doc
    assert doc.id == doc_id
    assert not stdin.closed


def test_fault_on_standard_input_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": 1}\n{"id": 2, "text": "Good."}\n')))
    fault, doc = load(["-"])
    assert isinstance(fault, Failure)
    assert fault.source == "stdin:1"
    assert isinstance(doc, Document)


def test_reading_plain_text_loads_no_large_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    script = (
        "import sys; from comity.documents import load; list(load([sys.argv[1]])); "
        "large = ('trafilatura', 'pypdf', 'docx', 'httpx', 'arro3', 'py3langid', 'numpy'); "
        "print([name for name in large if name in sys.modules])"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "a.txt")]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "[]"
