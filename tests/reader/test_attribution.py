"""Whose words an act is told in: the outer voice, which is kept beside the event and is none of its own."""

from __future__ import annotations

import pytest
from tests.reader.cases import act, event_of, read

DAY = "2020-05-14"


def voices(text: str, trigger: str, actors: list[str], publisher: str | None = None) -> list[str | None]:
    reading = read(text, act(trigger=trigger, type="ACCUSE", actors=actors), date=DAY, publisher=publisher)
    return [party.code for party in event_of(reading, trigger).attribution]


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "codes"),
    [
        ("António Guterres noted that Chad condemned the raid.", "condemned", "Chad", ["UN"]),
        ("The Kremlin said on Friday that Chad condemned the raid.", "condemned", "Chad", ["RUS"]),
        ("According to Kenya, Chad condemned the raid.", "condemned", "Chad", ["KEN"]),
        ("Chad condemned the raid, according to Kenya.", "condemned", "Chad", ["KEN"]),
        ("Chad condemned the raid.", "condemned", "Chad", []),
        ("Chad said that it condemned the raid.", "condemned", "Chad", []),
        ("Kenya noted that the road is open. Chad condemned the raid.", "condemned", "Chad", []),
    ],
)
def test_voice_of_a_sentence(text: str, trigger: str, actor: str, codes: list[str]) -> None:
    assert voices(text, trigger, [actor]) == codes


def test_voice_may_be_a_pronoun() -> None:
    text = "Sergei Lavrov arrived in Tashkent. He said that Chad condemned the raid."
    assert voices(text, "condemned", ["Chad"]) == ["RUS"]


def test_voice_of_a_quotation() -> None:
    text = "“Chad condemned the raid on the road,” said Kenya's President Uhuru Kenyatta."
    assert voices(text, "condemned", ["Chad"]) == ["KEN"]


def test_who_acts_in_the_quotation_is_not_also_its_voice() -> None:
    text = "“I condemned the raid on the road,” said Kenya's President Uhuru Kenyatta."
    assert voices(text, "condemned", ["I"]) == []


def test_nobody_known_is_no_voice() -> None:
    assert voices("The woman said that Chad condemned the raid.", "condemned", ["Chad"]) == []


def test_a_saying_after_the_act_is_not_its_voice() -> None:
    text = "Chad condemned the raid and Kenya said that it agreed."
    assert voices(text, "condemned", ["Chad"]) == []
