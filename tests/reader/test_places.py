"""Where acts happen; the cases are tests/cases/places.jsonl."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Any

import pytest
from tests.reader.cases import load_cases
from tests.reader.spans import day_of, span_of

from comity.actors import load_registry
from comity.reader.gazetteer import load_gazetteer
from comity.reader.names import find_names
from comity.reader.places import find_place
from comity.reader.who import Directory
from comity.records import Document, Place, Sentence, Span


def place_of(case: dict[str, Any]) -> Place | None:
    registry, text = load_registry(), case["text"]
    sentence = Sentence(span=Span(0, len(text)), paragraph=0)
    doc = Document(id="case", text=text, date=day_of(case))
    (names,) = find_names(doc, (sentence,), Directory(registry, doc.date))
    return find_place(
        span_of(text, case["trigger"]),
        tuple(span_of(text, words) for words in case["others"]),
        text,
        sentence.span,
        names,
        party_spans=tuple(span_of(text, words) for words in case["parties"]),
        registry=registry,
        kind=case["type"],
        mode=case["mode"],
    )


@pytest.mark.parametrize("case", load_cases("places"))
def test_place_of_an_act(case: dict[str, Any]) -> None:
    found = place_of(case)
    assert (found and {"name": found.name, "country": found.country}) == case["expected"], case["why"]


@pytest.mark.parametrize("case", load_cases("places"))
def test_place_has_coordinates(case: dict[str, Any]) -> None:
    found = place_of(case)
    assert found is None or (found.lat is not None and found.lon is not None)


def test_namesake_in_the_country_goes_before_the_greater_one() -> None:
    gazetteer = load_gazetteer()
    greater, asked = gazetteer.named("Birmingham"), gazetteer.named("Birmingham", "USA")
    assert greater is not None and asked is not None
    assert (greater.country, asked.country) == ("GBR", "USA")


def test_table_is_sorted_and_its_coordinates_are_on_earth() -> None:
    table = files("comity.reader").joinpath("data/places.csv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(table))
    assert [row["id"] for row in rows] == sorted({row["id"] for row in rows})
    assert {row["kind"] for row in rows} == {"capital", "city", "region", "site"}
    assert all(row["source"] for row in rows)
    assert all(abs(float(row["lat"] or 0)) <= 90 and abs(float(row["lon"] or 0)) <= 180 for row in rows)


def test_countries_are_known_to_the_registry() -> None:
    registry = load_registry()
    places = {place for known in load_gazetteer().by_name.values() for place in known}
    assert {place.country for place in places if place.country and registry.state(place.country) is None} == set()
