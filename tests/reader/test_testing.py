"""The encoder for tests is itself what the other tests rest on."""

from __future__ import annotations

import numpy as np
import pytest

from comity.reader.acts import find_acts
from comity.testing import FakeAct, FakeEncoder, find_words

SENTENCE = "He said the SCO had praised the UN in Rome."
PRAISE = FakeAct(
    "praised",
    "SUPPORT",
    mode="praise",
    aux=["historical"],
    contexts=["diplomatic"],
    actors=["the SCO"],
    recipients=["the UN"],
)


def test_what_the_script_says_is_what_the_reader_sees() -> None:
    encoder = FakeEncoder({"praised the UN": [PRAISE]})
    (act,) = find_acts(SENTENCE, encoder.encode([SENTENCE])[0], encoder.labels)
    assert (act.type, act.mode, act.aux, act.contexts) == ("SUPPORT", "praise", ("historical",), ("diplomatic",))
    assert SENTENCE[slice(*act.trigger)] == "praised"
    assert [SENTENCE[slice(*span)] for span, _ in (*act.actors, *act.recipients)] == ["the SCO", "the UN"]
    assert act.confidence == pytest.approx(1) and act.hidden == pytest.approx((0, 0))


def test_hidden_parties_are_said_to_be_outside_the_sentence() -> None:
    encoder = FakeEncoder({"praised": [FakeAct("praised", "SUPPORT", hidden=["actor"])]})
    (act,) = find_acts(SENTENCE, encoder.encode([SENTENCE])[0], encoder.labels)
    assert act.hidden == pytest.approx((1, 0))


def test_every_type_mode_and_tie_can_be_said() -> None:
    labels = FakeEncoder().labels
    for mode in labels.modes:
        kind, _, name = mode.partition(":")
        encoder = FakeEncoder({"praised": [FakeAct("praised", kind, mode=name or None)]})
        (act,) = find_acts(SENTENCE, encoder.encode([SENTENCE])[0], labels)
        assert (act.type, act.mode) == (kind, name or None)
    encoder = FakeEncoder({"praised": [FakeAct("praised", "tie:observer")]})
    (tie,) = find_acts(SENTENCE, encoder.encode([SENTENCE])[0], labels)
    assert tie.is_tie and tie.mode is None


def test_sentence_without_script_has_no_acts() -> None:
    encoder = FakeEncoder({"praised the EU": [PRAISE]})
    assert find_acts(SENTENCE, encoder.encode([SENTENCE])[0], encoder.labels) == ()
    assert encoder.unmet == ("praised the EU",)


def test_words_may_ask_for_a_later_place() -> None:
    assert find_words("the UN and the EU", "the#2") == (11, 14)
    assert find_words("UNESCO and UN", "UN") == (11, 13)  # whole words only


@pytest.mark.parametrize("words", ["EU", "the#3", ""])
def test_words_that_the_sentence_lacks_are_a_slip_in_the_case(words: str) -> None:
    with pytest.raises(ValueError, match="doesn't stand in the sentence"):
        find_words("the UN and the EUs", words)


@pytest.mark.parametrize("act", [FakeAct("praised", "PRAISE"), FakeAct("praised", "SUPPORT", mode="laud")])
def test_unknown_label_is_a_slip_in_the_case(act: FakeAct) -> None:
    with pytest.raises(ValueError, match="unknown; expected one of"):
        FakeEncoder({"praised": [act]}).encode([SENTENCE])


def test_two_acts_on_one_trigger_are_a_slip_in_the_case() -> None:
    with pytest.raises(ValueError, match="share the trigger"):
        FakeEncoder({"praised": [PRAISE, PRAISE]}).encode([SENTENCE])


def test_relate_tells_the_type_between_two_spans_in_that_direction() -> None:
    encoder = FakeEncoder({"praised the UN": [PRAISE]})
    there, back = find_words(SENTENCE, "SCO"), find_words(SENTENCE, "UN")
    assert encoder.relate(SENTENCE, there, back).argmax() == 2  # SUPPORT
    assert encoder.relate(SENTENCE, back, there).argmax() == 16  # none


def test_arrays_are_those_of_the_model() -> None:
    encoder = FakeEncoder({"praised the UN": [PRAISE]})
    (encoded,) = encoder.encode([SENTENCE])
    size = len(encoded.pieces.ids)
    assert (encoded.bio.shape, encoded.roles.shape, encoded.mention.shape) == ((size, 3), (size, size, 2), (size, 17))
    assert {array.dtype for array in (encoded.bio, encoded.acts, encoded.roles, encoded.mention)} == {
        np.dtype(np.float32)
    }
