"""Examples as a training sees them: the sentence before read along, told acts matched with annotated ones."""

from __future__ import annotations

import pytest
from training.data import Act, Example, with_before
from training.matching import macro_f1, paired

from comity.reader.acts import Act as Told


def act(words: str, text: str, kind: str = "SUPPORT") -> Act:
    start = text.index(words)
    return Act((start, start + len(words)), kind, None, [], [], [[(0, 4)], []], [1, 0])


def told(trigger: tuple[int, int], kind: str) -> Told:
    return Told(trigger, kind, None, (), (), (), (), (0.0, 0.0), 0.9)


def test_the_sentence_before_comes_first_and_spans_move_with_it() -> None:
    first = Example("Chad spoke.", "d1", acts=[])
    second = Example("Mali praised it.", "d1", acts=[act("praised", "Mali praised it.")])
    other = Example("Togo spoke.", "d2", acts=[])
    alone, after, apart = with_before([first, second, other])
    assert (alone.text, alone.opens, apart.text, apart.opens) == ("Chad spoke.", 0, "Togo spoke.", 0)
    assert after.text == "Chad spoke. Mali praised it." and after.text[after.opens :] == second.text
    (moved,) = after.acts or []
    assert after.text[slice(*moved.trigger)] == "praised"
    assert [after.text[slice(*span)] for span in moved.roles[0]] == ["Mali"]


def test_each_act_is_matched_once_the_longest_overlap_first() -> None:
    text = "Mali praised and thanked Togo."
    gold = [act("praised and thanked", text), act("thanked", text)]
    got = [told((5, 24), "SUPPORT"), told((17, 24), "SUPPORT"), told((25, 29), "AID")]
    pairs = [(one.trigger, other.trigger) for one, other in paired(gold, got)]
    assert sorted(pairs) == [((5, 24), (5, 24)), ((17, 24), (17, 24))]


def test_macro_f1_is_the_mean_over_the_types_there_are() -> None:
    assert macro_f1([("AID", "AID"), ("REJECT", "REJECT")]) == 1
    assert macro_f1([("AID", "AID"), ("AID", "REJECT"), ("REJECT", "REJECT")]) == pytest.approx(2 / 3)
