from __future__ import annotations

import pytest

from comity.codebook.phrases import PhraseFinder, expand


def test_expand_gives_every_form_in_order() -> None:
    assert expand("organi{s,z}ation{,s}") == ("organisation", "organisations", "organization", "organizations")


def test_expand_nests() -> None:
    phrases = {"air strike", "air strikes", "air raid", "airstrike", "airstrikes", "airraid"}
    assert set(expand("air{ ,}{strike{,s},raid}")) == phrases


def test_expand_leaves_no_double_blank() -> None:
    assert expand("fight {,against }terror") == ("fight terror", "fight against terror")


@pytest.mark.parametrize("pattern", ["peace{,ful", "peace,ful}", "peace}{"])
def test_half_a_brace_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="other half"):
        expand(pattern)


@pytest.mark.parametrize("pattern", ["", " ", "{,s}", "–"])
def test_no_word_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="no word"):
        expand(pattern)


def test_longest_phrase_wins_and_the_shorter_is_the_fallback() -> None:
    finder = PhraseFinder({"short": ["trade"], "long": ["trade and aid pact"]})
    assert finder.find("trade and aid pact") == (("long", 0, 18),)
    assert finder.find("trade and aid") == (("short", 0, 5),)


def test_capitals_count_only_where_the_phrase_is_all_capitals() -> None:
    finder = PhraseFinder({"bloc": ["QUAD"], "vehicle": ["quad bike"]})
    assert finder.find("a quad") == ()
    assert finder.find("the QUAD") == (("bloc", 4, 8),)
    assert finder.find("a QUAD BIKE") == (("vehicle", 2, 11),)


def test_one_phrase_may_stand_for_two() -> None:
    finder = PhraseFinder({"a": ["tariff{,s}"], "b": ["tariffs"]})
    assert finder.find("tariffs") == (("a", 0, 7), ("b", 0, 7))
