"""Names in a document and whom they stand for; whom descriptions and pronouns stand for is in test_parties.py."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from comity.actors import load_registry
from comity.documents.sentences import split
from comity.reader.names import Name, find_names
from comity.reader.who import Directory
from comity.records import Document

DAY = dt.date(2020, 5, 14)


def find(text: str, on: dt.date | None = DAY) -> list[Name]:
    doc = Document(id="test", text=text, date=on)
    rows = find_names(doc, split(text), Directory(load_registry(), on))
    assert len(rows) == len(split(text))
    return [name for row in rows for name in row]


def codes(text: str, on: dt.date | None = DAY) -> list[tuple[str, str | None]]:
    return [(name.text, name.who.code) for name in find(text, on)]


def test_names_stand_in_the_order_of_the_words_without_overlaps() -> None:
    text = "The Secretary-General of the United Nations met Sergei Lavrov in Moscow. Kazakhstan thanked the WHO."
    names = find(text)
    assert all(text[name.span.start : name.span.end] == name.text for name in names)
    assert all(a.span.end <= b.span.start for a, b in pairwise(names))


def test_every_choice_says_why() -> None:
    assert all(name.who.why for name in find("Kazakhstan and the President thanked Antonio Guterres and Kim."))


def test_person_bears_the_state_of_the_office_on_the_day() -> None:
    assert codes("Donald Tusk spoke.", dt.date(2018, 10, 18)) == [("Donald Tusk", "EU")]
    assert codes("Donald Tusk spoke.", dt.date(2024, 5, 10)) == [("Donald Tusk", "POL")]


def test_acronym_introduced_after_a_known_name_stands_for_it_from_there_on() -> None:
    found = codes("The Organization of American States (OAS) met. The OAS thanked Peru.")
    assert found == [("Organization of American States", "OAS"), ("OAS", "OAS"), ("OAS", "OAS"), ("Peru", "PER")]
    assert "introduced in brackets" in find("The United Nations (UNO) met. UNO voted.")[-1].who.why


def test_acronym_means_nothing_of_its_own_before_it_is_introduced() -> None:
    found = find("The ZFU met. The Zamboa Farmers' Union (ZFU) has no seat.")
    assert [(name.text, name.span.start) for name in found] == [("ZFU", 40)]


def test_body_that_the_registry_lacks_keeps_its_long_name() -> None:
    (name, *_) = find("The Zamboa Farmers' Union (ZFU) met.")
    assert (name.who.name, name.who.code, name.who.actor) == ("Zamboa Farmers' Union", "ZFU", None)
    assert "not in the registry" in name.who.why


def test_acronym_of_a_thing_is_no_name() -> None:
    assert find("They hold a Special Transit Permit (STP). The STP is valid.") == []


def test_bracket_whose_letters_are_no_initials_introduces_nothing() -> None:
    assert find("The Zamboa Farmers' Union (QRX) met. The QRX met.") == []


def test_introduced_acronym_is_not_found_inside_other_words() -> None:
    text = "The Zamboa Farmers' Union (ZFU) met. ZFUs and anti-ZFU talk came up."
    assert len(find(text)) == 1


def test_ambiguous_family_name_is_whom_the_text_names_in_full() -> None:
    (_, name) = find("Kim Jong Un spoke. Kim smiled.")
    assert name.who.code == "PRK"


def test_name_that_many_bear_stays_open() -> None:
    names = [name for name in find("The President spoke.") if name.kind == "title"]
    assert all(not name.who.known and "borne by many" in name.who.why for name in names)


def test_name_without_a_date_is_still_known() -> None:
    assert codes("Kazakhstan thanked the WHO.", None) == [("Kazakhstan", "KAZ"), ("WHO", "WHO")]


def test_text_without_names_has_none() -> None:
    assert find("Nothing happened.") == [] and find("") == []


def test_family_name_of_a_foreign_official_is_nobodys_where_nothing_else_is_of_his_state() -> None:
    text = "Costa Rica changed its law. Minister Vargas defended the reform."
    assert ("Vargas", None) in codes(text, dt.date(2021, 6, 3))


def test_newspaper_is_a_name_but_no_capital() -> None:
    assert [(name.text, name.kind) for name in find("She told the Washington Post.")] == [("Washington Post", "media")]


def test_company_is_of_its_state_without_being_the_state() -> None:
    (name,) = find("Honeywell sold valves.")
    assert name.kind == "company"
    assert (name.who.code, name.who.country, name.who.actor) == ("USA", "USA", None)
    assert (name.who.kind, name.who.name, name.who.sector) == ("organisation", "Honeywell", "business")
