"""Who has the word at each place of a text; whom "I" and "we" stand for is also in tests/cases/parties.jsonl."""

from __future__ import annotations

from typing import Any

import pytest
from tests.reader.cases import act, event_of, read

from comity.records import Party


def voice(text: str, trigger: str, first: str = "I", **known: Any) -> tuple[Party, ...]:
    """Whom the first person beside a trigger stands for."""
    reading = read(text, act(trigger=trigger, actors=[first]), **known)
    return event_of(reading, trigger).actors


def codes(parties: tuple[Party, ...]) -> list[str | None]:
    return [party.code for party in parties]


INTERVIEW = """SECRETARY BLINKEN: I thank you all for coming here.

QUESTION: I ask about the border.

SECRETARY BLINKEN: Poland is a close ally. I praise its people.

FOREIGN MINISTER RAU: I welcome that."""


@pytest.mark.parametrize(("trigger", "code"), [("thank", "USA"), ("praise", "USA"), ("welcome", "POL")])
def test_each_turn_has_its_speaker(trigger: str, code: str) -> None:
    assert codes(voice(INTERVIEW, trigger, date="2021-11-29", publisher="US Department of State")) == [code]


def test_turn_tells_by_which_label_it_knows() -> None:
    (party,) = voice(INTERVIEW, "thank", date="2021-11-29", publisher="US Department of State")
    assert "SECRETARY BLINKEN" in party.why


def test_issuer_speaks_outside_quotations_and_the_quoted_inside() -> None:
    text = "We welcome the vote. “I will go on with the work of peace,” said Jens Stoltenberg."
    assert codes(voice(text, "welcome", "We", publisher="Government of Norway", date="2018-10-18")) == ["NOR"]
    assert codes(voice(text, "go", publisher="Government of Norway", date="2018-10-18")) == ["NATO"]


def test_quotation_is_of_the_name_nearest_to_the_verb_of_saying() -> None:
    text = "Angela Merkel met Emmanuel Macron. “I welcome the fund we planned,” Macron said after Merkel left."
    assert codes(voice(text, "welcome", date="2020-05-18")) == ["FRA"]


def test_quotation_may_be_handed_over_in_the_sentence_before() -> None:
    text = "Angela Merkel told reporters of her plan. “I welcome the fund that was agreed today.”"
    assert codes(voice(text, "welcome", date="2020-05-18")) == ["DEU"]


def test_few_words_in_quotation_marks_are_nobodys_speech() -> None:
    text = "The plan “We can” was praised, Angela Merkel said."
    assert codes(voice(text, "can", "We", publisher="Government of Norway", date="2020-05-18")) == ["NOR"]


def test_statement_names_its_voice() -> None:
    text = "Statement attributable to the Spokesperson of the Secretary-General of the United Nations:\n\nI deplore it."
    assert codes(voice(text, "deplore", date="2020-05-18", publisher="ReliefWeb")) == ["UN"]


def test_all_that_open_a_joint_statement_speak() -> None:
    text = "We, the Presidents of Kazakhstan and Uzbekistan, met in Astana. We agreed on the waters."
    assert codes(voice(text, "agreed", "We#1", date="2022-12-22")) == ["KAZ", "UZB"]


def test_colon_after_a_long_clause_is_no_turn() -> None:
    text = "Kenya told Uganda of its three wishes for the talks: roads, and dams on the river. I agree."
    assert codes(voice(text, "agree", publisher="Government of Norway")) == ["NOR"]


def test_publisher_who_is_nobody_leaves_it_open() -> None:
    (party,) = voice("I agree.", "agree", publisher="The Daily Zorvex")
    assert party.code is None and "issuer" in party.why


def test_label_inside_a_sentence_opens_a_turn() -> None:
    text = "Vladimir Putin received Emmanuel Macron at noon * * * President of Russia Vladimir Putin: I welcome you."
    assert codes(voice(text, "welcome", publisher="Government of Norway", date="2020-05-18")) == ["RUS"]


def test_courtesy_label_is_no_minister_of_that_name() -> None:
    text = "MS MERKEL: I thank everyone for joining the call."
    (party,) = voice(text, "thank", publisher="US Department of State", date="2020-05-18")
    assert party.code == "USA" and "taken for the issuer's side" in party.why


def test_heading_of_a_list_is_no_turn() -> None:
    text = "Support Ukraine and Its Neighbours: I propose a fund."
    assert codes(voice(text, "propose", publisher="US Department of State", date="2022-05-18")) == ["USA"]


def test_group_and_a_body_beside_it_issue_a_statement_together() -> None:
    text = (
        "The text of the following statement was released by the G7 foreign ministers of Canada, France, Germany, "
        "Italy, Japan, the United Kingdom and the United States, and the High Representative of the European Union.\n"
        "We condemn the raid."
    )
    assert codes(voice(text, "condemn", "We", publisher="US Department of State", date="2022-05-18")) == ["G7", "EU"]


def test_who_only_endorses_a_statement_is_no_issuer() -> None:
    text = "The following statement is issued by Kenya as Chair of the talks and endorsed by Ghana and Togo:\nWe agree."
    assert codes(voice(text, "agree", "We", publisher="US Department of State", date="2022-05-18")) == ["KEN"]


def test_members_in_the_third_person_issue_their_statement() -> None:
    text = "The undersigned members of the African Union express concern.\nWe condemn the coup."
    known = {"title": "African Union Statement on the Coup", "publisher": "US Department of State"}
    assert codes(voice(text, "condemn", "We", date="2022-05-18", **known)) == ["AU"]


def test_what_a_headline_welcomes_is_no_issuer() -> None:
    known = {"title": "Joint Statement by Secretary of State Antony Blinken Welcoming the EU Sanctions on Lebanon"}
    text = "Begin text:\nWe praise the step."
    assert codes(voice(text, "praise", "We", date="2021-07-30", publisher="US Department of State", **known)) == ["USA"]


def test_statement_by_many_has_many_issuers_without_a_verb_of_release() -> None:
    text = "The following is the text of a joint statement by the Governments of Kenya, Ghana and Togo:\nWe agree."
    known = {"title": "Joint Statement on Fishing", "publisher": "US Department of State"}
    assert codes(voice(text, "agree", "We", date="2022-05-18", **known)) == ["KEN", "GHA", "TGO"]


def test_ministers_of_several_states_are_no_group_of_them() -> None:
    text = (
        "The following statement was released by the Secretary of State of the United States and the Foreign Ministers "
        "of Australia, India and Japan:\nWe agree."
    )
    known = {"publisher": "US Department of State", "date": "2022-02-11"}
    assert codes(voice(text, "agree", "We", **known)) == ["USA", "AUS", "IND", "JPN"]


def test_headline_names_whose_statement_it_is() -> None:
    known = {"title": "Ministerial Statement of France, Kenya and Togo", "publisher": "US Department of State"}
    assert codes(voice("We agree.", "agree", "We", date="2022-08-01", **known)) == ["FRA", "KEN", "TGO"]


def test_debate_in_which_a_statement_is_made_issues_nothing() -> None:
    known = {"title": "Statement of Kenya in the Debate of the UN General Assembly", "publisher": "Kenya"}
    assert codes(voice("We agree.", "agree", "We", date="2022-08-01", **known)) == ["KEN"]


def test_declaration_that_something_follows_isnt_the_text() -> None:
    text = "Following WHO's declaration of the outbreak, Mali closed its border.\nWe agree."
    assert codes(voice(text, "agree", "We", date="2022-08-01", publisher="US Department of State")) == ["USA"]


@pytest.mark.parametrize("opening", ["The leaders of Burma met.", "The leaders of Burma reject the vote."])
def test_leaders_of_whom_a_statement_tells_are_no_issuers(opening: str) -> None:
    known = {"title": "Statement by President Biden on Burma", "publisher": "The White House"}
    assert codes(voice(f"{opening}\nWe agree.", "agree", "We", date="2021-02-11", **known)) == ["USA"]
