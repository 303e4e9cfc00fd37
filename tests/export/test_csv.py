from __future__ import annotations

import csv
import io

from tests.samples import BARE, DOCUMENT, READING, event, evidence, party

from comity.export.csv import COLUMNS, csv_lines
from comity.records import Reading


def rows(*readings: Reading) -> list[dict[str, str]]:
    lines = "\n".join(csv_lines(readings or [READING, BARE]))
    return list(csv.DictReader(io.StringIO(lines, newline="")))


def test_one_row_an_event() -> None:
    assert [row["event"] for row in rows()] == ["visit.txt#1", "visit.txt#2", "visit.txt#3"]


def test_header_comes_even_without_events() -> None:
    assert list(csv_lines([])) == [",".join(COLUMNS)]


def test_row_tells_who_what_whom_when_where() -> None:
    row = rows()[0]
    assert (row["actors"], row["type"], row["mode"], row["recipients"]) == ("Ana Vey", "SUPPORT", "praise", "Borland")
    assert (row["actor_ids"], row["actor_codes"]) == ("person/ana-vey", "AVA")
    assert (row["date_start"], row["date_precision"], row["place"], row["lon"]) == (
        "2030-05-14",
        "day",
        "Port Bo",
        "-2.25",
    )
    assert (row["score"], row["confidence"], row["tellings"]) == ("4.5", "0.912", "2")


def test_open_party_keeps_its_words_and_leaves_its_place_empty() -> None:
    row = rows()[1]
    assert (row["actors"], row["actor_ids"], row["actor_codes"]) == ("he", "", "")


def test_several_values_stand_apart() -> None:
    assert rows()[1]["contexts"] == "military|human_rights"
    assert rows()[2]["actor_ids"] == "state/AVA|state/BOR"


def test_separator_in_a_name_does_not_make_two_names() -> None:
    piped = event(actors=(party("Avaria", name="A|B"), party("Borland", name="C")))
    assert rows(Reading(document=DOCUMENT, events=(piped,)))[0]["actors"] == "A/B|C"


def test_offsets_find_the_quoted_words() -> None:
    for row in rows():
        assert DOCUMENT.text[int(row["trigger_start"]) : int(row["trigger_end"])] == row["trigger"]
        assert DOCUMENT.text[int(row["sentence_start"]) : int(row["sentence_end"])] == row["quote"]


def test_line_break_in_a_quote_stays_inside_its_cell() -> None:
    across = evidence("joined", "ships by 2031, and he thanked her.\n\nAvaria joined")
    assert rows(Reading(document=DOCUMENT, events=(event(evidence=(across,)),)))[0]["quote"] == across.quote
