"""Ties: stated outright (cases), told by acts, by office, by agreements."""

from __future__ import annotations

import pytest
from tests.reader.builders import Row, Scene, scene
from tests.reader.cases import load_cases

from comity.reader.ties import find_ties, ties_of_agreements
from comity.reader.told import Told
from comity.records import Agreement, Tie

LETTER = (
    "UN Secretary-General Antonio Guterres wrote to SCO Secretary-General Vladimor Norov. "
    "The UN Secretary-General thanked him. Guterres also praised Angela Merkel."
)


def no_dates(told: Told) -> tuple[str | None, str | None]:
    return None, None


def ties_in(scene: Scene, *rows: Row) -> tuple[Tie, ...]:
    return find_ties(scene.doc, scene.sents, scene.names, scene.told(list(rows)), scene.directory, no_dates)


@pytest.mark.parametrize("case", load_cases("ties"))
def test_stated_ties(case: Row) -> None:
    ties = [tie for tie in ties_in(scene(case["text"], case.get("date", "2020-05-14"))) if tie.type != "officeholder"]
    assert [[tie.type, tie.a.code, tie.b.code, tie.since, tie.until] for tie in ties] == case["ties"], case["why"]


@pytest.mark.parametrize("case", load_cases("ties"))
def test_evidence_is_the_texts_words(case: Row) -> None:
    text = case["text"]
    for tie in ties_in(scene(text, case.get("date", "2020-05-14"))):
        assert (tie.a.span is None) or text[tie.a.span.start : tie.a.span.end] == tie.a.text
        for one in tie.evidence:
            assert text[one.sentence.start : one.sentence.end] == one.quote
            assert one.sentence.holds(one.trigger)


def test_tie_told_by_an_act_has_the_dates_that_are_told() -> None:
    here = scene("Kazakhstan remains an associate of the bloc led by Russia.")
    act = {"trigger": "associate", "type": "tie:partner", "actors": [{"text": "Kazakhstan", "code": "KAZ"}]}
    act["recipients"] = [{"text": "the bloc led by Russia", "code": "RUS"}]
    ties = find_ties(here.doc, here.sents, here.names, here.told([act]), here.directory, lambda told: ("2014-05", None))
    assert [(tie.type, tie.a.code, tie.b.code, tie.since) for tie in ties] == [("partner", "KAZ", "RUS", "2014-05")]


@pytest.mark.parametrize(
    ("kind", "actors", "recipients", "found"),
    [
        ("tie:ally", [("we", "RUS"), ("you", "KAZ")], [], 1),
        ("tie:member", [("we", "RUS"), ("you", "KAZ")], [], 0),
        ("tie:ally", [("we", "RUS")], [("you", None)], 0),
        ("tie:ally", [("we", "RUS")], [("you", "RUS")], 0),
        ("tie:party", [("we", "RUS")], [("you", "KAZ")], 0),
    ],
    ids=["both-sides-together", "only-alliances-are-mutual", "open-side", "one-party", "party-comes-from-agreements"],
)
def test_sides_of_a_told_tie(
    kind: str, actors: list[tuple[str, str]], recipients: list[tuple[str, str]], found: int
) -> None:
    act: Row = {"trigger": "close", "type": kind}
    act["actors"] = [{"text": text, "code": code} for text, code in actors]
    act["recipients"] = [{"text": text, "code": code} for text, code in recipients]
    assert len(ties_in(scene("As we know, you and us are close."), act)) == found


def test_tie_told_and_stated_is_one_tie_with_all_that_is_told() -> None:
    here = scene("Mongolia is close to it. Mongolia has been an observer in the SCO since 2004.")
    act: Row = {"trigger": "close", "type": "tie:observer", "actors": [{"text": "Mongolia", "code": "MNG"}]}
    act["recipients"] = [{"text": "it", "code": "SCO", "kind": "organisation", "actor": "org/SCO"}]
    (tie,) = ties_in(here, act)
    assert (tie.since, len(tie.evidence)) == ("2004", 2)


def test_people_in_office_once_each_with_the_start_of_their_terms() -> None:
    ties = {tie.a.actor: tie for tie in ties_in(scene(LETTER)) if tie.type == "officeholder"}
    assert {id: (tie.b.code, tie.since, tie.until) for id, tie in ties.items()} == {
        "person/antonio-guterres": ("UN", "2017-01-01", None),
        "person/vladimir-norov": ("SCO", "2019-01-01", None),
        "person/angela-merkel": ("DEU", "2005-11-22", None),
    }
    assert ties["person/antonio-guterres"].b.text == "UN Secretary-General"


def test_misspelt_holder_says_how_the_name_is_spelt() -> None:
    ties = {tie.a.actor: tie for tie in ties_in(scene(LETTER))}
    norov = ties["person/vladimir-norov"]
    assert norov.a.text == "Vladimor Norov"
    assert "spelt 'Vladimor Norov' here" in norov.a.why


def test_office_without_a_name_in_the_text_is_no_tie() -> None:
    assert ties_in(scene("The UN Secretary-General spoke.")) == ()


def test_somebody_else_named_after_an_office_is_not_its_holder() -> None:
    assert ties_in(scene("UN Secretary-General Zebulon Quimby spoke.")) == ()


def test_party_ties_of_agreements() -> None:
    here = scene("France and Chad signed the Harbour Treaty.")
    event = here.events(
        [
            {
                "trigger": "signed",
                "type": "SUPPORT",
                "actors": [{"text": "France", "code": "FRA"}, {"text": "Chad", "code": "TCD"}],
            }
        ]
    )[0]
    agreement = Agreement(
        title="Harbour Treaty",
        date="2020-05-14",
        status="signed",
        parties=event.actors,
        events=("e1",),
        evidence=event.evidence,
    )
    ties = ties_of_agreements([agreement, agreement])
    assert [(tie.type, tie.a.code, tie.b.kind, tie.b.name, tie.b.code, tie.since) for tie in ties] == [
        ("party", code, "agreement", "Harbour Treaty", "AGREEMENT", "2020-05-14") for code in ("FRA", "TCD")
    ]
