"""The project's own first text, examples/letter.txt, from words to records, in the published JSON.

Read twice: with what a person sees in its sentences (tests/cases/letter.jsonl), and with what the shipped model sees.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.reader.cases import CASES, act, script_of
from tests.reader.marks import ROOT, needs_model

from comity.reader import Reader
from comity.testing import FakeEncoder

Json = dict[str, Any]
TEXT = (ROOT / "examples" / "letter.txt").read_text(encoding="utf-8")
MEMBERS = [f"state/{code}" for code in ("CHN", "IND", "KAZ", "KGZ", "PAK", "RUS", "TJK", "UZB")]


def told() -> Reader:
    lines = (CASES / "letter.jsonl").read_text(encoding="utf-8").splitlines()
    return Reader(encoder=FakeEncoder(script_of(TEXT, [act(**json.loads(line)) for line in lines])))


# What the model of version 0.2.0 doesn't yet read rightly in the letter: take a name out once it does
_MODEL_MISSES = {
    "test_letter_goes_from_its_sender_to_its_addressee",
    "test_declaration_was_signed_by_both_ten_years_before",
    "test_wish_is_the_scos_and_welcome_the_uns",
    "test_declaration_is_an_agreement_of_both",
}


@pytest.fixture(autouse=True)
def held_open(request: pytest.FixtureRequest) -> None:
    if request.node.callspec.params.get("letter") == "model" and request.node.originalname in _MODEL_MISSES:
        request.applymarker(pytest.mark.xfail(reason="the model doesn't read it rightly yet", strict=True))


@pytest.fixture(scope="module", params=["told", pytest.param("model", marks=[needs_model, pytest.mark.model])])
def letter(request: pytest.FixtureRequest) -> Json:
    reader = told() if request.param == "told" else request.getfixturevalue("shipped")
    return reader.read(TEXT, date="2020-05-14", publisher="Shanghai Cooperation Organisation").to_dict()


def events(letter: Json, type: str, mode: str | None = None) -> list[Json]:
    return [event for event in letter["events"] if event["type"] == type and mode in (None, event["mode"])]


def codes(parties: list[Json]) -> list[str | None]:
    return [party["code"] for party in parties]


def dyads(events: list[Json]) -> list[tuple[list[str | None], list[str | None]]]:
    return [(codes(event["actors"]), codes(event["recipients"])) for event in events]


def test_letter_goes_from_its_sender_to_its_addressee(letter: Json) -> None:
    (message,) = events(letter, "CONSULT", "message")
    assert [party["actor"] for party in message["actors"]] == ["person/antonio-guterres"]
    assert [party["actor"] for party in message["recipients"]] == ["person/vladimir-norov"]
    assert message["date"] == {"start": "2020-05-14", "end": "2020-05-14", "precision": "day"}


def test_thanks_go_to_the_eight_members_of_that_day(letter: Json) -> None:
    (thanks,) = events(letter, "SUPPORT", "thank")
    assert dyads([thanks]) == [(["UN"], ["SCO"])]
    assert sorted(thanks["recipients"][0]["members"]) == MEMBERS


def test_praise_goes_from_the_un_to_the_sco(letter: Json) -> None:
    praises = events(letter, "SUPPORT", "praise")
    assert len(praises) >= 2
    assert all(codes(praise["actors"]) == ["UN"] for praise in praises)
    assert (["UN"], ["SCO"]) in dyads(praises)


def test_nobody_praises_his_own_organisation(letter: Json) -> None:
    for by, to in dyads(events(letter, "SUPPORT", "praise")):
        assert by != to


def test_wish_is_the_scos_and_welcome_the_uns(letter: Json) -> None:
    assert dyads(events(letter, "AGREE")) == [(["SCO"], ["UN"])]
    assert dyads(events(letter, "SUPPORT", "welcome")) == [(["UN"], ["SCO"])]


def test_appeal_is_for_a_ceasefire(letter: Json) -> None:
    (appeal,) = [appeal for appeal in letter["appeals"] if "arms" in appeal["asks"]]
    assert (codes(appeal["by"]), codes(appeal["to"])) == (["UN"], [None])
    (request,) = events(letter, "REQUEST")
    assert appeal["event"] == request["id"]


def test_declaration_was_signed_by_both_ten_years_before(letter: Json) -> None:
    (signing,) = events(letter, "SUPPORT", "sign")
    assert set(codes(signing["actors"])) == {"UN", "SCO"}
    assert (signing["date"]["start"], signing["aux"]) == ("2010-04-05", ["historical"])


def test_work_goes_on_since_then(letter: Json) -> None:
    works = [work for work in events(letter, "COOPERATE") if set(codes(work["actors"])) == {"UN", "SCO"}]
    assert [work["date"]["start"] for work in works] == ["2010-04-05"]


def test_declaration_is_an_agreement_of_both(letter: Json) -> None:
    (agreement,) = letter["agreements"]
    assert agreement["title"] == "Joint Declaration on Cooperation"
    assert (agreement["date"], agreement["status"]) == ("2010-04-05", "signed")
    assert set(codes(agreement["parties"])) == {"UN", "SCO"}
    assert agreement["events"]
    parties = [tie["a"]["code"] for tie in letter["ties"] if tie["type"] == "party"]
    assert sorted(parties) == ["SCO", "UN"]


def test_sco_observes_at_the_general_assembly(letter: Json) -> None:
    (tie,) = [tie for tie in letter["ties"] if tie["type"] == "observer"]
    assert (tie["a"]["actor"], tie["b"]["actor"], tie["since"], tie["until"]) == ("org/SCO", "org/UNGA", "2005", None)


def test_secretaries_general_hold_their_offices(letter: Json) -> None:
    held = {
        tie["a"]["actor"]: (tie["b"]["code"], tie["since"]) for tie in letter["ties"] if tie["type"] == "officeholder"
    }
    assert held == {"person/antonio-guterres": ("UN", "2017-01-01"), "person/vladimir-norov": ("SCO", "2019-01-01")}


def test_commitment_is_the_scos(letter: Json) -> None:
    (commitment,) = letter["commitments"]
    assert (codes(commitment["by"]), codes(commitment["to"])) == (["SCO"], ["UN"])
    assert "work more closely" in commitment["promise"]


def test_topics_are_the_letters(letter: Json) -> None:
    topics = {topic["topic"] for topic in letter["topics"]}
    assert {"covid-19", "ceasefire", "cooperation-between-organisations", "extremism", "women"} <= topics


def test_every_quote_is_the_texts(letter: Json) -> None:
    for event in letter["events"]:
        for told in event["evidence"]:
            assert TEXT[slice(*told["sentence"])] == told["quote"]
