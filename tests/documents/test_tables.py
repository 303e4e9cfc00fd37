"""JSON lines, JSON lists, CSV and Parquet: rows to documents, each fault with its line."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from arro3 import core
from arro3.io import write_parquet as write
from tests.documents.builders import ENGLISH, RUSSIAN
from tests.documents.conftest import LoadFile

from comity.documents import from_mapping, load, tables
from comity.errors import TextError
from comity.records import Document, Failure

TEXT = '  The minister said,\r\n"We met, and agreed."\n\n\u2028Then — she left. '


def documents(found: list[Document | Failure]) -> list[Document]:
    return [item for item in found if isinstance(item, Document)]


def faults(found: list[Document | Failure]) -> list[tuple[str, str]]:
    """Line and reason of each failure."""
    return [(item.source.rpartition(":")[2], item.reason) for item in found if isinstance(item, Failure)]


def test_row_to_document() -> None:
    row = {"id": 7, "text": TEXT, "title": " A title ", "date": "2020-05-14T10:00:00Z", "publisher": "", "mood": 1}
    assert from_mapping(row, "a.jsonl:3") == Document(id="7", text=TEXT, title="A title", date=dt.date(2020, 5, 14))


def test_row_without_id_goes_by_its_place() -> None:
    assert from_mapping({"text": "x"}, "a.jsonl:3").id == "a.jsonl:3"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2020-05-14", dt.date(2020, 5, 14)),
        ("14 May 2020", dt.date(2020, 5, 14)),
        (dt.date(2020, 5, 14), dt.date(2020, 5, 14)),
        (dt.datetime(2020, 5, 14, 23), dt.date(2020, 5, 14)),
        ("2020-05", dt.date(2020, 5, 1)),
        ("2020", dt.date(2020, 1, 1)),
        (" ", None),
        (None, None),
    ],
)
def test_date_field(value: object, day: dt.date | None) -> None:
    assert from_mapping({"text": "x", "date": value}, "a").date == day


def test_mere_month_keeps_its_precision() -> None:
    doc = from_mapping({"text": "x", "date": "2020-05"}, "a")
    assert (doc.date_precision, doc.iso_date) == ("month", "2020-05")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"id": "a"}, "a.jsonl:3: has no field 'text' (fields: id)"),
        ({"text": None}, "no field 'text'"),
        ({"text": ["x"]}, "a field 'text' that is a list"),
        ({"text": "x", "date": "2020-13-01"}, "the date is '2020-13-01', expected a day such as 2020-05-14"),
        ({"text": "x", "date": 1589414400}, "expected a day"),
        ({"text": "x", "title": {"en": "x"}}, "a field 'title' that is an object"),
        ([1], "is a list, expected an object with the fields id, text"),
        (None, "is null, expected an object"),
    ],
)
def test_row_at_fault(row: Any, words: str) -> None:
    with pytest.raises(TextError) as caught:
        from_mapping(row, "a.jsonl:3")
    assert words in str(caught.value)


ROWS = [{"id": "a", "text": TEXT, "date": "2020-05-14"}, {"id": "b", "text": ENGLISH, "publisher": "The Ministry"}]


FIELDS = ("id", "text", "date", "publisher")


def quote(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def as_csv(separator: str) -> str:
    lines = [separator.join(quote(str(row.get(key, ""))) for key in FIELDS) for row in ROWS]
    return "\n".join([separator.join(FIELDS), *lines]) + "\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", "\n".join(map(json.dumps, ROWS))),
        (
            "b.ndjson",
            "\ufeff"
            + "\r\n\r\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).replace("\u2028", "\\u2028"),
        ),
        ("c.json", json.dumps(ROWS, indent=2)),
        ("d.json", json.dumps({"documents": ROWS})),
        ("e.json", "\n".join(map(json.dumps, ROWS))),
        ("f.csv", as_csv(",")),
        ("g.csv", as_csv(";")),
        ("h.tsv", as_csv("\t")),
    ],
)
def test_rows_are_read_with_their_texts_as_given(load_file: LoadFile, name: str, content: str) -> None:
    docs = documents(load_file(name, content))
    assert [(doc.id, doc.text, doc.publisher) for doc in docs] == [("a", TEXT, None), ("b", ENGLISH, "The Ministry")]
    assert docs[0].date == dt.date(2020, 5, 14)


def test_single_object_is_read(load_file: LoadFile) -> None:
    (doc,) = documents(load_file("a.json", json.dumps(ROWS[1], indent=1)))
    assert doc.id == "b"


def test_packed_lines_are_read(load_file: LoadFile) -> None:
    (doc,) = documents(load_file("a.jsonl.gz", gzip.compress(json.dumps(ROWS[1]).encode())))
    assert doc.text == ENGLISH


def test_row_states_its_own_date_and_the_given_one_completes(load_file: LoadFile) -> None:
    first, second = documents(
        load_file("a.jsonl", "\n".join(map(json.dumps, ROWS)), date=dt.date(2021, 1, 2), publisher="Us")
    )
    assert (first.date, first.publisher) == (dt.date(2020, 5, 14), "Us")
    assert (second.date, second.publisher) == (dt.date(2021, 1, 2), "The Ministry")


def test_lines_at_fault_are_named_and_the_rest_is_read(load_file: LoadFile) -> None:
    lines = [
        b'{"id": "a", "text": "Good."}',
        b'{"id": "b", "text": "Broken',
        b'{"id": "c"}',
        b'{"id": "a", "text": "Again."}',
        b"",
        b'{"id": "d", "text": "Bad byte \xff"}',
        json.dumps({"id": "e", "text": RUSSIAN}).encode(),
        b'{"id": "f", "text": " "}',
        b"[" * 100_000,
        b'"a string"',
        b'{"id": "g", "text": "Half a pair \\ud83d"}',
        b'{"id": "h", "text": "Good too."}',
    ]
    found = load_file("a.jsonl", b"\n".join(lines))
    assert [doc.id for doc in documents(found)] == ["a", "h"]
    assert [line for line, _ in faults(found)] == ["2", "3", "4", "6", "7", "8", "9", "10", "11"]
    reasons = [reason for _, reason in faults(found)]
    for reason, words in zip(
        reasons,
        [
            "is not JSON (Invalid control character",
            "has no field 'text'",
            "has the id 'a'",
            "byte 0xff at offset 30 of the line is not UTF-8",
            "this text is in Russian (ru)",
            "the text is empty",
            "is JSON that can't be read",
            "is a text, expected an object",
            "surrogate",
        ],
        strict=True,
    ):
        assert words in reason


def test_line_over_the_limit_is_skipped(load_file: LoadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_LINE_BYTES", 100)
    rows = [{"text": "Good."}, {"text": "x" * 5_000}, {"text": "Good too."}]
    found = load_file("a.jsonl.gz", gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    assert [doc.text for doc in documents(found)] == ["Good.", "Good too."]
    assert faults(found)[0][0] == "2"


def test_ten_megabytes_of_lines_are_read(load_file: LoadFile) -> None:
    line = json.dumps({"text": ENGLISH * 100}) + "\n"
    found = load_file("a.jsonl", line * (10_000_000 // len(line) + 1))
    assert len(documents(found)) == len(found) > 1_000


@pytest.mark.parametrize(
    ("name", "content", "line", "words"),
    [
        ("a.jsonl", b"\xff\xfe{\x00", "", "is UTF-16"),
        ("a.json", '[\n{"text": "Good."},\n{"text": broken}\n]', "3", "is not JSON (Expecting value in line 3"),
        ("a.json", '[\n{"text": "Good."},\n', "", "the JSON list breaks off"),
        ("a.json", "{broken", "", "is not JSON"),
        ("a.json", '{"text": "Good."} tail', "", "goes on behind its JSON in line 1"),
        ("a.json", "42", "1", "is a number, expected an object"),
        ("a.json", '{"documents": [{"id": 1}]}', "1, document 1", "has no field 'text'"),
        ("a.csv", "id,words\na,Good.\n", "", "has the columns id, words, expected 'text' among them"),
        ("a.csv", "text,text\na,Good.\n", "", "has two columns 'text'"),
        ("a.csv", "id,text\na,Good.\nb,One, two.\nc,Good.\n", "3", "has 3 cells, the header 2"),
        ("a.csv", "id,text\na,Good.\nb\nc,Good.\n", "3", "has no field 'text'"),
        ("a.csv", 'id,text\na,"Go"od\nc,Good.\n', "2", "is not CSV"),
        ("a.csv", 'id,text\na,Good.\nb,"Open\nc,Good.\n', "3", "is not CSV"),
        ("a.csv", 'id,text\na,"Two\nlines."\nb,\n', "4", "the text is empty"),
    ],
)
def test_fault_in_a_table(load_file: LoadFile, name: str, content: bytes | str, line: str, words: str) -> None:
    place, reason = faults(load_file(name, content))[0]
    assert place == line or (not line and place.endswith(name))
    assert words in reason


def test_list_with_a_row_at_fault_goes_on(load_file: LoadFile) -> None:
    found = load_file("a.json", json.dumps([{"text": "One."}, 5, {"text": "Two."}], indent=0))
    assert [doc.text for doc in documents(found)] == ["One.", "Two."]
    assert faults(found)[0][0] == "5"


def test_empty_table_is_a_failure(load_file: LoadFile) -> None:
    for name, content in [("a.jsonl", ""), ("b.csv", "id,text\n"), ("c.json", "[]"), ("d.jsonl", "\n\n")]:
        assert len(faults(load_file(name, content))) == 1, name


def write_parquet(path: Path, columns: dict[str, Any]) -> None:
    write(core.Table.from_pydict(columns), path)


def test_parquet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    days = core.Array([18_396, None, None], type=core.DataType.int32()).cast(core.DataType.date32())
    texts = core.Array([TEXT, ENGLISH, None], type=core.DataType.string())
    write_parquet(path, {"id": core.Array(["a", "b", "c"], type=core.DataType.string()), "text": texts, "date": days})
    found = list(load([path]))
    assert [(doc.id, doc.text, doc.date) for doc in documents(found)] == [
        ("a", TEXT, dt.date(2020, 5, 14)),
        ("b", ENGLISH, None),
    ]
    assert faults(found)[0][0] == "3"


def test_parquet_without_texts_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write_parquet(path, {"words": core.Array(["a"], type=core.DataType.string())})
    assert "has the columns words, expected 'text'" in faults(list(load([path])))[0][1]


def test_damaged_parquet_is_a_failure(load_file: LoadFile) -> None:
    assert "is not a whole Parquet file" in faults(load_file("a.parquet", b"PAR1 damaged"))[0][1]
    assert "is a damaged Parquet file" in faults(load_file("b.parquet", b"PAR1 dam\x00aged PAR1"))[0][1]
