from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from tests.samples import BARE, READING, TEXT

import comity
from comity.export.json import read_schema, reading_to_dict, reading_to_json, readings_to_json
from comity.records import FORMAT_VERSION, Reading

VALIDATOR = jsonschema.Draft202012Validator(json.loads(read_schema()))


def test_schema_is_a_schema_of_this_format() -> None:
    VALIDATOR.check_schema(VALIDATOR.schema)
    assert json.loads(read_schema())["properties"]["version"]["properties"]["format"]["const"] == FORMAT_VERSION


@pytest.mark.parametrize("reading", [READING, BARE], ids=["full", "bare"])
@pytest.mark.parametrize("with_text", [True, False])
def test_a_reading_fits_the_schema(reading: Reading, with_text: bool) -> None:
    VALIDATOR.validate(reading_to_dict(reading, with_text=with_text))


def test_schema_refuses_what_it_does_not_name() -> None:
    data = reading_to_dict(READING)
    data["events"][0]["actors"][0]["nickname"] = "Ana"
    assert not VALIDATOR.is_valid(data)


def test_one_line_holds_the_same_as_the_dict() -> None:
    line = reading_to_json(READING, with_text=True)
    assert "\n" not in line
    assert json.loads(line) == reading_to_dict(READING, with_text=True) == READING.to_dict(with_text=True)


def test_list_of_readings_is_json() -> None:
    assert json.loads("".join(readings_to_json([READING, BARE]))) == [READING.to_dict(), BARE.to_dict()]
    assert json.loads("".join(readings_to_json([]))) == []


def test_versions_say_what_made_the_line() -> None:
    assert READING.to_dict()["version"] == {
        "format": FORMAT_VERSION,
        "comity": comity.__version__,
        "codebook": "1.0",
        "model": "0.1",
    }


def test_text_comes_only_when_asked_for() -> None:
    assert "text" not in READING.to_dict()["document"]
    assert READING.to_dict(with_text=True)["document"]["text"] == TEXT


def test_members_are_there_for_groups_only() -> None:
    tie = READING.to_dict()["ties"][0]
    assert "members" not in tie["a"]
    assert tie["b"]["members"] == ["state/AVA", "state/BOR"]


def test_implied_party_has_no_span() -> None:
    assert READING.to_dict()["events"][2]["actors"][1]["span"] is None


def test_confidence_has_three_digits() -> None:
    assert READING.to_dict()["events"][0]["confidence"] == 0.912


def test_every_quote_is_its_slice_of_the_text() -> None:
    quotes = list(_evidence(READING.to_dict()))
    assert quotes
    for found in quotes:
        start, end = found["sentence"]
        assert TEXT[start:end] == found["quote"]


def _evidence(data: Any) -> Any:
    if isinstance(data, dict):
        yield from [data] if "quote" in data else []
        data = list(data.values())
    if isinstance(data, list):
        for value in data:
            yield from _evidence(value)
