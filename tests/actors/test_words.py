from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.actors.words import acronym_of, cut, key_of


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Organisation of American States", "the Organization of American States"),
        ("Secretary-General", "Secretary General"),
        ("Erdoğan", "Erdogan"),
        ("Côte d'Ivoire", "Cote d’Ivoire"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("U.S. Congress", "US Congress"),
        ("World Food Programme", "World Food Program"),
        ("Co-operation Council", "Cooperation Council"),
        ("Russia’s", "Russia"),
        ("the United States'", "United States"),
        ("St. Lucia", "Saint Lucia"),
        ("Łódź", "Lodz"),
    ],
)
def test_spellings_of_one_name_meet(a: str, b: str) -> None:
    assert key_of(a) == key_of(b)


@pytest.mark.parametrize(
    ("name", "acronym"),
    [("U.S.", "US"), ("G-7", "G7"), ("WHO", "WHO"), ("MoFA", "MoFA"), ("Russia", None), ("us", None), ("Who", None)],
)
def test_acronyms(name: str, acronym: str | None) -> None:
    assert acronym_of(name) == acronym


@given(st.text())
def test_words_lie_in_the_text_in_order(text: str) -> None:
    words = cut(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert all(a.end <= b.start for a, b in pairwise(words))


@given(st.text("abcdé ÉÜø-.&"))
def test_key_of_a_key_is_the_key(name: str) -> None:
    assert key_of(key_of(name)) == key_of(name)
