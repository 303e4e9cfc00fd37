from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import ModelError
from comity.reader.encoder import MODEL
from comity.reader.pieces import LOWER, MAX_PIECES, MIXED, OTHER, TITLE, UPPER, PieceMaker, Pieces, capitals

MAKER = PieceMaker(MODEL / "vocab.txt")
VOCABULARY = (MODEL / "vocab.txt").read_text("utf-8").splitlines()


def cut(sentence: str) -> Pieces:
    return MAKER.cut([sentence])[0]


def words(sentence: str) -> list[str]:
    """The words of the sentence under each piece between the marks."""
    pieces = cut(sentence)
    spans = zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)
    return [sentence[start:end] for start, end in spans][1:-1]


def names(sentence: str) -> list[str]:
    """The vocabulary's names of the pieces between the marks."""
    return [VOCABULARY[number] for number in cut(sentence).ids.tolist()][1:-1]


def test_words_and_signs_are_told_apart() -> None:
    assert names("Russia's envoy, 5 April.") == ["russia", "'", "s", "envoy", ",", "5", "april", "."]


def test_rare_word_falls_into_the_longest_pieces() -> None:
    assert names("Mirziyoyev")[0] == "mir"
    assert all(name.startswith("##") for name in names("Mirziyoyev")[1:])
    assert "".join(words("Mirziyoyev")) == "Mirziyoyev"


def test_first_and_last_piece_are_marks_without_width() -> None:
    pieces = cut("Togo")
    assert [VOCABULARY[pieces.ids[i]] for i in (0, -1)] == ["[CLS]", "[SEP]"]
    assert [(pieces.starts[i], pieces.ends[i]) for i in (0, -1)] == [(0, 0), (0, 0)]


def test_empty_sentence_is_the_two_marks() -> None:
    assert len(cut("").ids) == 2


def test_accents_and_capitals_are_lost_to_the_piece_but_not_to_its_place() -> None:
    assert names("Élysée") == names("elysee")
    assert "".join(words("Élysée")) == "Élysée"


def test_accent_written_apart_belongs_to_its_letter() -> None:
    assert names("E\u0301lyse\u0301e") == names("elysee")
    assert words("E\u0301lyse\u0301e") == ["E\u0301lyse\u0301e"] * len(
        names("elysee")
    )  # pieces can't be told apart in it


def test_non_breaking_blank_parts_words() -> None:
    assert names("to\u00a0Rome") == ["to", "rome"]


@pytest.mark.parametrize("char", ["\u200b", "\u00ad", "\ufeff", "\x07"])
def test_signs_that_say_nothing_leave_no_piece(char: str) -> None:
    assert names(f"to {char} Rome") == ["to", "rome"]


def test_unknown_script_is_unknown_but_has_its_place() -> None:
    assert (names("ꙮ Rome"), words("ꙮ Rome")) == (["[UNK]", "rome"], ["ꙮ", "Rome"])


def test_word_beyond_reason_is_unknown() -> None:
    assert names("x" * 61) == ["[UNK]"]


def test_long_sentence_is_cut_at_the_limit_and_still_closed() -> None:
    pieces = cut("a " * 500)
    assert len(pieces.ids) == MAX_PIECES
    assert VOCABULARY[pieces.ids[-1]] == "[SEP]"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("treaty", LOWER),
        ("Togo", TITLE),
        ("USA", UPPER),
        ("McCain", MIXED),
        ("2020", OTHER),
        ("G7", TITLE),
        ("", OTHER),
    ],
)
def test_capitals_of_a_word(word: str, kind: int) -> None:
    assert capitals(word) == kind


def test_same_sentence_makes_the_same_pieces_whatever_was_cut_before() -> None:
    fresh, used = PieceMaker(MODEL / "vocab.txt"), MAKER
    used.cut([f"word{n} Ministry{n}" for n in range(200)])
    a, b = fresh.cut(["Togo's Ministry7 met."])[0], used.cut(["Togo's Ministry7 met."])[0]
    assert (a.ids.tolist(), a.starts.tolist()) == (b.ids.tolist(), b.starts.tolist())


@pytest.mark.parametrize("content", [None, "", "[CLS]\n[SEP]\n"])
def test_unusable_vocabulary_is_a_model_error_that_names_the_file(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "vocab.txt"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"vocab\.txt.*install comity again"):
        PieceMaker(path)


@given(st.text(max_size=60))
def test_pieces_lie_inside_the_sentence_in_order(sentence: str) -> None:
    pieces = cut(sentence)
    starts, ends = pieces.starts[1:-1], pieces.ends[1:-1]
    assert ((starts >= 0) & (starts < ends) & (ends <= len(sentence))).all()
    assert (starts[1:] >= starts[:-1]).all()
    assert len({len(pieces.ids), len(pieces.caps), len(pieces.starts), len(pieces.ends)}) == 1
