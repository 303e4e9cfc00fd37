"""`comity read` with a reader that is a table: what goes where, and what happens when something goes wrong."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.samples import READING

from comity.cli import read as command
from comity.cli.main import cli
from comity.errors import ModelError
from comity.records import Document, Failure, Reading

Run = Callable[..., Result]
GOOD = READING.document


class FakeReader:
    """Reads every document as the sample's reading."""

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        for doc in documents:
            if doc.id == "broken-model":
                raise ModelError("model.onnx: damaged; install Comity again")
            if doc.id == "interrupt":
                raise KeyboardInterrupt
            yield Reading(document=doc, events=READING.events)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    def load(sources: Iterable[str], *_: object) -> Iterator[Document | Failure]:
        for source in sources:
            if source.startswith("bad"):
                yield Failure(source=source, reason="empty\nfile")
            elif source != "empty-folder":
                yield Document(id=source, text=GOOD.text, title=f"Title of {source}", date=GOOD.date)

    monkeypatch.setattr(command, "load_documents", load)
    monkeypatch.setattr(command, "open_reader", lambda *_: FakeReader())
    return lambda *args: CliRunner().invoke(cli, ["read", *map(str, args)])


def test_table_is_what_people_get(run: Run) -> None:
    result = run("a", "b")
    assert result.exit_code == 0
    assert "Title of a" in result.stdout and "Title of b" in result.stdout
    assert "WHO" in result.stdout and result.stderr == ""


def test_jsonl_is_one_line_a_document(run: Run) -> None:
    lines = run("a", "b", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["document"]["id"] for line in lines] == ["a", "b"]


def test_json_is_a_list_with_the_text_when_asked_for(run: Run) -> None:
    data = json.loads(run("a", "--format", "json", "--with-text").stdout)
    assert data[0]["document"]["text"] == GOOD.text


def test_csv_is_one_row_an_event(run: Run) -> None:
    rows = list(csv.DictReader(run("a", "b", "--format", "csv").stdout.splitlines()))
    assert [row["document"] for row in rows] == ["a"] * 3 + ["b"] * 3


def test_with_text_is_refused_where_it_has_no_place(run: Run) -> None:
    result = run("a", "--with-text")
    assert result.exit_code == 2 and "--with-text" in result.stderr


def test_bad_source_is_named_in_one_line_and_the_others_are_read(run: Run) -> None:
    result = run("a", "bad.pdf", "b", "--format", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr.splitlines() == ["comity: bad.pdf: empty file", "comity: 1 couldn't be read, 2 could"]


def test_nothing_readable_leaves_no_output(run: Run, tmp_path: Path) -> None:
    result = run("bad.txt", "-o", tmp_path / "out.jsonl", "--format", "jsonl")
    assert result.exit_code == 1 and result.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_nothing_found_says_so(run: Run) -> None:
    result = run("empty-folder", "--format", "json")
    assert result.exit_code == 1 and result.stdout == ""
    assert result.stderr.startswith("comity: no documents found")


def test_no_source_is_a_usage_error(run: Run) -> None:
    assert run().exit_code == 2


def test_output_goes_to_the_file(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = run("a", "--format", "jsonl", "-o", out)
    assert result.exit_code == 0 and result.stdout == ""
    assert json.loads(out.read_text(encoding="utf-8"))["document"]["id"] == "a"
    assert list(tmp_path.iterdir()) == [out]


def test_table_in_a_file_has_no_colours(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    run("a", "-o", out)
    assert "[praised]" in out.read_text(encoding="utf-8") and "\x1b" not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(("last", "code"), [("broken-model", 1), ("interrupt", 130)])
def test_a_run_that_breaks_leaves_the_old_file_as_it_was(run: Run, tmp_path: Path, last: str, code: int) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old", encoding="utf-8")
    result = run("a", last, "--format", "jsonl", "-o", out)
    assert result.exit_code == code
    assert len(result.stderr.splitlines()) == 1 and result.stderr.startswith("comity: ")
    assert out.read_text(encoding="utf-8") == "old" and list(tmp_path.iterdir()) == [out]


def test_output_where_nothing_can_be_written_is_one_line(run: Run, tmp_path: Path) -> None:
    result = run("a", "-o", tmp_path / "missing" / "out.txt")
    assert result.exit_code == 1
    assert "can't be written" in result.stderr and len(result.stderr.splitlines()) == 1


def test_output_through_a_link_keeps_the_link(run: Run, tmp_path: Path) -> None:
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    run("a", "--format", "jsonl", "-o", link)
    assert link.is_symlink() and real.read_text(encoding="utf-8").startswith("{")


def test_output_to_a_device_is_written_as_it_is(run: Run) -> None:
    assert run("a", "-o", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()


def test_options_reach_the_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[object] = []

    def load(*args: object) -> Iterator[Document]:
        seen.extend(args)
        yield GOOD

    def open_reader(*args: object) -> FakeReader:
        seen.extend(args)
        return FakeReader()

    monkeypatch.setattr(command, "load_documents", load)
    monkeypatch.setattr(command, "open_reader", open_reader)
    options = ["--date", "2030-05-14", "--publisher", "P", "--force", "--codebook", "c.toml", "--actors", str(tmp_path)]
    options += ["--min-confidence", "0.7"]
    assert CliRunner().invoke(cli, ["read", "x", *options]).exit_code == 0
    assert seen == [("x",), dt.date(2030, 5, 14), "P", True, Path("c.toml"), tmp_path, 0.7]


def test_impossible_date_is_a_usage_error(run: Run) -> None:
    result = run("a", "--date", "2030-02-30")
    assert result.exit_code == 2 and "2030-02-30" in result.stderr


def test_real_files_go_through(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "open_reader", lambda *_: FakeReader())
    (tmp_path / "visit.txt").write_text(GOOD.text, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    result = CliRunner().invoke(
        cli, ["read", str(tmp_path), "--format", "jsonl", "--date", "2030-05-14", "--with-text"]
    )
    assert result.exit_code == 1 and "empty.txt: is empty" in result.stderr
    doc = json.loads(result.stdout)["document"]
    assert (doc["date"], doc["text"]) == ("2030-05-14", GOOD.text)


def test_a_bound_of_confidence_is_a_share(run: Run) -> None:
    assert run("a", "--min-confidence", "7").exit_code == 2
