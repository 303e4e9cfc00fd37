from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.reader.acts import Act, find_acts, whole_words
from comity.testing import FakeAct, FakeEncoder

SENTENCE = "Togo, Ghana and Benin praised and thanked the SCO's members."


def find(sentence: str, *acts: FakeAct) -> tuple[Act, ...]:
    encoder = FakeEncoder({sentence: acts})
    return find_acts(sentence, encoder.encode([sentence])[0], encoder.labels)


def words(sentence: str, parties: tuple[tuple[tuple[int, int], float], ...]) -> list[str]:
    return [sentence[slice(*span)] for span, _ in parties]


def test_acts_come_in_the_order_of_their_triggers() -> None:
    acts = find(SENTENCE, FakeAct("thanked", "SUPPORT", mode="thank"), FakeAct("praised", "SUPPORT", mode="praise"))
    assert [act.mode for act in acts] == ["praise", "thank"]


def test_parties_of_one_act_are_apart_where_words_stand_between() -> None:
    (act,) = find(SENTENCE, FakeAct("praised", "SUPPORT", actors=["Benin", "Togo", "Ghana"], recipients=["SCO"]))
    assert words(SENTENCE, act.actors) == ["Togo", "Ghana", "Benin"]
    assert words(SENTENCE, act.recipients) == ["SCO"]


def test_triggers_side_by_side_of_one_type_are_one_act() -> None:
    sentence = "The treaty was signed and put in force."
    acts = find(sentence, FakeAct("was", "SUPPORT", mode="sign"), FakeAct("signed", "SUPPORT", mode="sign"))
    assert [sentence[slice(*act.trigger)] for act in acts] == ["signed"]


def test_triggers_side_by_side_of_two_types_are_two_acts() -> None:
    sentence = "They agreed meeting again."
    acts = find(sentence, FakeAct("agreed", "AGREE"), FakeAct("meeting", "CONSULT"))
    assert [act.type for act in acts] == ["AGREE", "CONSULT"]


def test_type_without_modes_has_none() -> None:
    (act,) = find(SENTENCE, FakeAct("praised", "COOPERATE"))
    assert act.mode is None


def test_mode_is_one_of_its_own_type() -> None:
    encoder = FakeEncoder({SENTENCE: [FakeAct("praised", "SUPPORT", mode="praise")]})
    (encoded,) = encoder.encode([SENTENCE])
    foreign = len(encoder.labels.types) + encoder.labels.modes.index("CONSULT:phone")
    encoded.acts[:, foreign] = 100
    (act,) = find_acts(SENTENCE, encoded, encoder.labels)
    assert act.mode == "praise"


@pytest.mark.parametrize(("logit", "found"), [(1.0, True), (-1.0, False)])
def test_trigger_needs_more_belief_than_disbelief(logit: float, found: bool) -> None:
    encoder = FakeEncoder({SENTENCE: [FakeAct("praised", "SUPPORT")]})
    (encoded,) = encoder.encode([SENTENCE])
    where = encoded.bio[:, 1] > 0
    encoded.bio[where] = (0, logit, -20)
    acts = find_acts(SENTENCE, encoded, encoder.labels)
    assert bool(acts) == found
    assert all(0.5 < act.confidence < 0.8 for act in acts)


def test_word_that_is_both_sides_takes_the_likelier_one() -> None:
    encoder = FakeEncoder({SENTENCE: [FakeAct("praised", "SUPPORT", actors=["Togo"], recipients=["Togo"])]})
    (encoded,) = encoder.encode([SENTENCE])
    encoded.roles[:, :, 1] = np.minimum(encoded.roles[:, :, 1], 1)
    (act,) = find_acts(SENTENCE, encoded, encoder.labels)
    assert (words(SENTENCE, act.actors), act.recipients) == (["Togo"], ())


def test_marks_at_the_sentence_ends_are_never_a_trigger_or_a_party() -> None:
    encoder = FakeEncoder({SENTENCE: [FakeAct("praised", "SUPPORT")]})
    (encoded,) = encoder.encode([SENTENCE])
    encoded.bio[[0, -1]] = (0, 20, 0)
    encoded.roles[:, [0, -1]] = 20
    (act,) = find_acts(SENTENCE, encoded, encoder.labels)
    assert (act.actors, act.recipients) == ((), ())


def test_piece_inside_a_word_is_widened_to_the_word() -> None:
    sentence = "Mirziyoyev praised Kyrgyzstan."
    encoder = FakeEncoder({sentence: [FakeAct("praised", "SUPPORT", actors=["Mirziyoyev"])]})
    (encoded,) = encoder.encode([sentence])
    encoded.roles[:, 1] = -20  # all but the word's first piece
    (act,) = find_acts(sentence, encoded, encoder.labels)
    assert words(sentence, act.actors) == ["Mirziyoyev"]


def test_trigger_of_a_sign_alone_is_no_act() -> None:
    encoder = FakeEncoder({SENTENCE: [FakeAct("praised", "SUPPORT")]})
    (encoded,) = encoder.encode([SENTENCE])
    encoded.bio[:] = (20, 0, 0)
    encoded.bio[encoded.pieces.starts == SENTENCE.index("'")] = (0, 20, 0)
    assert find_acts(SENTENCE, encoded, encoder.labels) == ()


@pytest.mark.parametrize(
    ("text", "inside", "whole"),
    [
        ("the treaty, signed", "treaty,", "treaty"),
        ("the treaty, signed", "eat", "treaty"),
        ("the (first) treaty", "(first)", "(first)"),
        ("in the U.S. today", "U.S.", "U.S."),
        ("he said “we agree” twice", "“we agree”", "“we agree"),
        ("— agreed —", "— agreed —", "agreed"),
        ("one ... two", "...", ""),
    ],
)
def test_span_is_widened_to_whole_words_without_punctuation(text: str, inside: str, whole: str) -> None:
    start = text.index(inside)
    assert text[slice(*whole_words(text, start, start + len(inside)))] == whole


@given(st.text(min_size=1, max_size=30), st.integers(0, 29), st.integers(1, 30))
def test_whole_words_stay_in_the_text(text: str, start: int, length: int) -> None:
    start %= len(text)
    a, b = whole_words(text, start, min(start + length, len(text)))
    assert 0 <= a <= b <= len(text)


@given(st.integers(0, 2**32 - 1))
def test_any_arrays_make_acts_with_spans_inside_the_sentence(seed: int) -> None:
    rng, encoder = np.random.default_rng(seed), FakeEncoder()
    (encoded,) = encoder.encode([SENTENCE])
    arrays = {
        name: rng.normal(0, 4, getattr(encoded, name).shape).astype(np.float32) for name in ("bio", "acts", "roles")
    }
    for act in find_acts(SENTENCE, replace(encoded, **arrays), encoder.labels):
        for start, end in (act.trigger, *(span for span, _ in (*act.actors, *act.recipients))):
            assert 0 <= start <= end <= len(SENTENCE)
        assert 0 <= act.confidence <= 1 and all(0 <= share <= 1 for share in act.hidden)


def test_a_tie_s_words_end_where_an_event_s_begin() -> None:
    sentence = "After the Cooperation Charter was signed, they worked on."
    acts = find(sentence, FakeAct("Charter", "tie:party"), FakeAct("was signed", "SUPPORT", mode="sign"))
    assert [(act.type, sentence[slice(*act.trigger)]) for act in acts] == [
        ("tie:party", "Charter"),
        ("SUPPORT", "was signed"),
    ]


def test_pieces_that_go_on_are_cut_where_the_model_sees_a_tie_and_then_an_event() -> None:
    sentence = "After the Cooperation Charter was signed, they worked on."
    encoder = FakeEncoder({sentence: [FakeAct("Charter", "tie:party"), FakeAct("signed", "SUPPORT", mode="sign")]})
    (encoded,) = encoder.encode([sentence])
    first = encoded.bio[:, 1].argmax()
    encoded.bio[first + 1 : first + 3] = (0, 0, 20)  # "was signed" only goes on from "Charter"
    encoded.acts[first + 1] = encoded.acts[first + 2]
    assert [act.type for act in find_acts(sentence, encoded, encoder.labels)] == ["tie:party", "SUPPORT"]


def test_words_that_say_nothing_are_no_trigger() -> None:
    sentence = "The minister called the pact a pillar of peace."
    acts = find(sentence, FakeAct("called", "SUPPORT", mode="praise"), FakeAct("a", "SUPPORT", mode="praise"))
    assert [sentence[slice(*act.trigger)] for act in acts] == ["called"]


def test_what_only_of_keeps_apart_is_one_party() -> None:
    sentence = "The secretariats of both organisations met in Accra, and the leaders of Chad."
    (act,) = find(sentence, FakeAct("met", "CONSULT", actors=["secretariats", "both organisations", "Chad"]))
    assert words(sentence, act.actors) == ["secretariats of both organisations", "Chad"]


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Oslo's envoy welcomed Mali's interest in peace.", ["Mali"]),
        ("Oslo's envoy welcomed Mali and Niger's interest in peace.", ["Mali", "Niger"]),
        ("Oslo, like Mali, has an interest in peace, Niger's envoy said.", ["Oslo", "Mali"]),
    ],
)
def test_who_owns_an_act_is_its_only_actor(sentence: str, actors: list[str]) -> None:
    seen = [name for name in ("Oslo", "Mali", "Niger") if name in actors or name == "Oslo"]
    (act,) = find(sentence, FakeAct("interest", "AGREE", actors=seen))
    assert words(sentence, act.actors) == actors
