from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.actors import Registry, load_registry

CASES = [
    ("Russia and the United States met.", [("Russia", "name", "state/RUS"), ("United States", "name", "state/USA")]),
    ("US troops told us that WHO, who knows.", [("US", "acronym", "state/USA"), ("WHO", "acronym", "org/WHO")]),
    ("The U.S. said.", [("U.S.", "acronym", "state/USA")]),
    ("Russia's allies", [("Russia", "name", "state/RUS")]),
    ("Russian, Avarians", [("Russian", "demonym", "state/RUS"), ("Avarians", "demonym", "state/AVA")]),
    ("a Russia-Borland line", [("Russia", "name", "state/RUS"), ("Borland", "name", "state/BOR")]),
    ("Côte d’Ivoire", [("Côte d’Ivoire", "name", "state/CIV")]),
    ("Cote d'Ivoire", [("Cote d'Ivoire", "name", "state/CIV")]),
    ("from Port Ava", [("Port Ava", "seat", "state/AVA")]),
    ("the White House", [("White House", "seat", "state/USA")]),
    ("Bor House said", [("Bor House", "seat", "state/BOR")]),
    ("in Washington, D.C. today", [("Washington, D.C.", "seat", "state/USA")]),
    ("Nato, NATO and Unesco", [("Nato", "acronym", "org/NATO"), ("NATO", "acronym", "org/NATO"),
                               ("Unesco", "acronym", "org/UNESCO")]),
    ("the G-7 and G7", [("G-7", "acronym", "org/G7"), ("G7", "acronym", "org/G7")]),
    ("United Nations Educational, Scientific and Cultural Organisation",
     [("United Nations Educational, Scientific and Cultural Organisation", "name", "org/UNESCO")]),
    ("Organisation for Security and Cooperation in Europe",
     [("Organisation for Security and Cooperation in Europe", "name", "org/OSCE")]),
    ("Antony J. Blinken, Tony Blinken, Blinken", [("Antony J. Blinken", "person", "person/antony-blinken"),
                                                  ("Tony Blinken", "person", "person/antony-blinken"),
                                                  ("Blinken", "family", "person/antony-blinken")]),
    ("Erdogan", [("Erdogan", "family", "person/tuna-erdogan")]),
    ("von der Mark, Assad, al-Assad", [("von der Mark", "family", "person/ursa-von-der-mark"),
                                       ("Assad", "family", "person/hafez-al-assad"),
                                       ("al-Assad", "family", "person/hafez-al-assad")]),
    ("the group al-Shar", [("al-Shar", "name", "org/CL")]),
    ("the Avarian Coast Guard", [("Avarian Coast Guard", "agency", "state/AVA")]),
    ("Russian President Vey", [("Russian President", "office", "office/RUS/president"),
                               ("Vey", "family", "person/ana-vey person/bo-vey")]),
    ("the president of the Russian Federation",
     [("president of the Russian Federation", "office", "office/RUS/president")]),
    ("the UN's secretary general", [("UN's secretary general", "office", "office/UN/secretary-general")]),
    ("Coast League chief Mark", [("Coast League chief", "office", "office/CL/secretary-general")]),
    ("Borland's Foreign Minister", [("Borland's Foreign Minister", "office", "office/BOR/foreign-minister")]),
    ("the Emergency Relief Coordinator", [("Emergency Relief Coordinator", "office", "office/UN/humanitarian")]),
    ("Korean", [("Korean", "demonym", "state/KOR state/PRK")]),
    ("RUSSIA WARNS AVARIA, WHO KNOWS", [("RUSSIA", "name", "state/RUS"), ("AVARIA", "name", "state/AVA")]),
    ("Tonio Blinken", [("Blinken", "family", "person/antony-blinken")]),  # begins like Tony
    ("Vladimor Norov", [("Norov", "family", "person/vladimir-norov")]),
    ("Mr Blinken, Secretary Blinken", [("Blinken", "family", "person/antony-blinken")] * 2),
    ("Then Blinken left. After Erdoğan", [("Blinken", "family", "person/antony-blinken"),
                                          ("Erdoğan", "family", "person/tuna-erdogan")]),
    ("King May", [("King", "title", "office/BOR/king"), ("May", "family", "person/bo-may")]),
    ("Mr. May", [("May", "family", "person/bo-may")]),
    ("Blinken-Norov talks", [("Blinken", "family", "person/antony-blinken"),
                             ("Norov", "family", "person/vladimir-norov")]),
    ("Ursa von der Mark", [("Ursa von der Mark", "person", "person/ursa-von-der-mark")]),
    ("the world body and the Pact", [("world body", "name", "org/UN"), ("Pact", "name", "org/CL")]),
    ("the Sea of Avaria", [("Sea of Avaria", "place", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_names_in_text(registry: Registry, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(m.text, m.kind, " ".join(m.actors)) for m in registry.scan(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "russia, avarian, kremlin, nato, blinken",  # proper names have capitals
        "In May, a Mark on the wall. Prime May",  # words that are family names too
        "the chief and a spokesperson",  # titles that say nothing alone
        "Coast. League",  # another sentence
        "Kim Yo Jong",  # a family name that opens somebody else's name
        "LI and MAY",
        "his sister Clara Blinken",
        "Blinken-Cha, Abdul-Norov",
        "a Pact of the Prime",
    ],
)
def test_no_names(registry: Registry, text: str) -> None:
    assert registry.scan(text) == ()


def test_title_tells_its_roles(registry: Registry) -> None:
    (match,) = registry.scan("the foreign minister said")
    assert (match.kind, match.roles) == ("title", ("foreign_minister",))


def test_spokesperson_is_not_guessed_from_a_role(registry: Registry) -> None:
    assert [m.kind for m in registry.scan("Russia's spokesperson")] == ["name"]


def test_state_beats_family_of_its_name(registry: Registry) -> None:
    assert [m.actors for m in registry.scan("Borland")] == [("state/BOR",)]


@pytest.mark.parametrize(
    ("text", "state"),
    [("Annex I. Norway agreed", "state/NOR"), ("Hepatitis B. China donated", "state/CHN")],
)
def test_letter_that_ends_a_sentence_is_no_initial(text: str, state: str) -> None:
    assert [m.actors for m in load_registry().scan(text)] == [(state,)]


def test_allied_is_a_plain_word() -> None:
    assert load_registry().scan("Allied ships left. Allied with nobody, they returned.") == ()


WORDS = """Russia Russian President of the UN Secretary-General Antony J. Blinken al-Assad US WHO who , . ' ’s - Côte
d’Ivoire Washington D.C. Sea of Japan Kim Foreign Minister İstanbul ß ﬁ É U.S. G-7"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_matches_are_their_slices_in_order_without_overlap(text: str) -> None:
    shipped = load_registry()
    matches = shipped.scan(text)
    assert all(text[m.start : m.end] == m.text and m.text for m in matches)
    assert all(a.end <= b.start for a, b in pairwise(matches))
    assert all(id in shipped for m in matches for id in m.actors)
    assert matches == shipped.scan(text)
