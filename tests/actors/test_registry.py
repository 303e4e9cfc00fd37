from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.actors.small import open_registry

from comity.actors import KnownTie, Registry, load_registry
from comity.errors import ActorTableError

DAY = dt.date(2020, 5, 14)


def ids(found: object) -> list[str]:
    return [actor.id for actor in found]  # type: ignore[attr-defined]


def test_actor_tells_what_the_tables_say(registry: Registry) -> None:
    state, org, office, person = map(
        registry.get, ("state/AVA", "org/CL-SEC", "office/CL/secretary-general", "person/ana-vey")
    )
    assert (state.name, state.kind, state.code, state.country, state.since) == (
        "Avaria",
        "state",
        "AVA",
        "AVA",
        "1990-01-01",
    )
    assert (org.kind, org.code, org.country, org.parent) == ("regional", "CL", None, "org/CL")
    assert (office.kind, office.code, office.sector, office.parent) == ("office", "CL", "government", "org/CL")
    assert (person.kind, person.code, person.country) == ("person", "AVA", "AVA")


def test_unknown_id_says_how_to_find_one(registry: Registry) -> None:
    assert "state/XXX" not in registry
    with pytest.raises(ActorTableError, match="comity actors find"):
        registry.get("state/XXX")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("the Russian Federation", ["state/RUS"]),
        ("russia", ["state/RUS"]),
        ("RUSSIA'S", ["state/RUS"]),
        ("US", ["state/USA"]),
        (" the US ", ["state/USA"]),
        ("u.s.", []),
        ("us", []),
        ("Us", []),
        ("U.S.", ["state/USA"]),
        ("who", []),
        ("nato", ["org/NATO"]),
        ("Organisation for Security and Co-operation in Europe", ["org/OSCE"]),
        ("Kremlin", ["state/RUS"]),
        ("Korean", ["state/KOR", "state/PRK"]),
        ("Cote d'Ivoire", ["state/CIV"]),
        ("Coast League Secretary-General", ["office/CL/secretary-general"]),
        ("President of Russia", ["office/RUS/president"]),
        ("Antony Blinken", ["person/antony-blinken"]),
        ("Antony J. Blinken", ["person/antony-blinken"]),
        ("Tonio Blinken", []),
        ("Clara Blinken", []),
        ("May", ["person/bo-may"]),
        ("Nobody", []),
        ("", []),
    ],
)
def test_lookup(registry: Registry, name: str, found: list[str]) -> None:
    assert ids(registry.lookup(name, DAY)) == found


def test_lookup_by_date(registry: Registry) -> None:
    assert ids(registry.lookup("Kremlin", dt.date(1980, 1, 1))) == ["state/SUN"]
    assert ids(registry.lookup("Kremlin")) == ["state/RUS", "state/SUN"]
    assert ids(registry.lookup("Ava", dt.date(2003, 1, 1))) == ["state/AVA"]
    assert ids(registry.lookup("Ava", DAY)) == []


def test_narrow_keeps_whom_a_match_means_on_the_day(registry: Registry) -> None:
    kremlin, vey = registry.scan("Kremlin Vey")
    assert ids(registry.narrow(kremlin, DAY)) == ["state/RUS"]
    assert ids(registry.narrow(kremlin, dt.date(1980, 1, 1))) == ["state/SUN"]
    assert ids(registry.narrow(vey, dt.date(2012, 1, 1))) == ["person/ana-vey"]
    (ava,) = registry.scan("Ava")
    assert ids(registry.narrow(ava, DAY)) == []


@pytest.mark.parametrize(
    ("name", "day", "found"),
    [
        ("Vey", "2009-01-01", []),
        ("Vey", "2009-06-01", ["person/ana-vey"]),  # takes office within a year
        ("Vey", "2012-01-01", ["person/ana-vey"]),
        ("Vey", "2015-01-01", ["person/bo-vey"]),
        ("Vey", "2017-01-01", ["person/ana-vey", "person/bo-vey"]),
        ("Bo Vey", "2025-01-01", ["person/bo-vey"]),
        ("Bo Vey", "2031-01-01", []),
    ],
)
def test_person_in_office(registry: Registry, name: str, day: str, found: list[str]) -> None:
    assert ids(registry.person_in_office(name, dt.date.fromisoformat(day))) == found


def test_person_in_office_of_a_country(registry: Registry) -> None:
    assert ids(registry.person_in_office("Vey", DAY, country="AVA")) == ["person/ana-vey", "person/bo-vey"]
    assert registry.person_in_office("Vey", DAY, country="BOR") == ()


def test_members_by_date_and_status(registry: Registry) -> None:
    assert registry.members("org/CL", dt.date(2009, 1, 1)) == ("state/AVA", "state/BOR")
    assert registry.members("org/CL", DAY) == ("state/AVA",)
    assert registry.members("org/CL") == ("state/AVA",)
    assert registry.members("org/CL", DAY, status="observer") == ("state/BOR",)
    assert [row.status for row in registry.memberships("state/BOR")] == ["member", "observer"]
    assert len(registry.memberships("org/CL")) == 4


def test_ties_either_way(registry: Registry) -> None:
    assert registry.ties("org/CL", "state/AVA", DAY) == (
        KnownTie("host", "state/AVA", "org/CL", "2001-05-05", None),
        KnownTie("member", "state/AVA", "org/CL", "2001-05-05", None),
    )
    assert [tie.type for tie in registry.ties("org/CL", "org/CL-SEC", DAY)] == ["part"]
    assert registry.ties("state/RUS", "org/CL", DAY) == ()
    (tie,) = registry.ties("org/CL", "person/ursa-von-der-mark", DAY)
    assert (tie.type, tie.b) == ("officeholder", "office/CL/secretary-general")


def test_offices_and_holders(registry: Registry) -> None:
    assert registry.holder("office/AVA/president", dt.date(2014, 5, 1)) == "person/bo-vey"  # the day of handover
    assert registry.holder("office/AVA/president", dt.date(2013, 5, 1)) == "person/ana-vey"
    assert registry.holder("office/AVA/president", DAY) is None
    assert registry.holder("office/CL/secretary-general") == "person/ursa-von-der-mark"
    assert ids(registry.offices_of("person/bo-vey", DAY)) == ["office/AVA/foreign-minister"]
    assert ids(registry.offices_of("person/bo-vey")) == ["office/AVA/foreign-minister", "office/AVA/president"]
    office = registry.office("state/BOR", "foreign_minister")
    assert office is not None and office.name == "Foreign Secretary"
    assert registry.office("state/BOR", "head") is None


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Vladimor Norov", ["person/vladimir-norov"]),
        ("Vladimir Norow", ["person/vladimir-norov"]),
        ("Vladimir Igorevich Norov", ["person/vladimir-norov"]),
        ("Vladimir Morozov", []),
        ("Norov", []),
        ("Bo Wey", []),  # short names differ between people
        ("Kim Bo Dam", []),
        ("Antony Blinken", ["person/antony-blinken"]),
        ("", []),
    ],
)
def test_similar_names(registry: Registry, name: str, found: list[str]) -> None:
    similar = registry.similar(name, DAY)
    assert [actor.id for actor, _ in similar] == found
    assert all(0.8 <= share <= 1 for _, share in similar)


def test_state_by_code_has_coordinates(registry: Registry) -> None:
    state = registry.state("AVA")
    assert state is not None and (state.lat, state.lon) == (1.5, -2.25)
    assert registry.state("state/AVA") == state
    assert registry.state("XXX") is None


class TestOwnTables:
    """A user's tables over ours; `load_registry` takes the shipped ones, which these tests don't rely on."""

    def test_adds_and_replaces(self, tmp_path: Path) -> None:
        own = tmp_path / "own"
        own.mkdir()
        (own / "states.csv").write_text("id,iso3,name\nstate/RUS,RUS,Rossiya\nstate/ZZZ,ZZZ,Zedland\n")
        registry = load_registry(own)
        assert registry.get("state/RUS").name == "Rossiya"
        assert ids(registry.lookup("Zedland")) == ["state/ZZZ"]
        assert "state/CHN" in registry

    def test_drops_with_all_that_hangs_on_it(self, tmp_path: Path) -> None:
        own = tmp_path / "own"
        own.mkdir()
        (own / "states.csv").write_text("id,name,drop\nstate/RUS,,yes\n")
        registry = load_registry(own)
        assert "state/RUS" not in registry
        assert all(registry.get(id).parent != "state/RUS" for id in registry)
        assert all("state/RUS" not in (row.member, row.organisation) for row in registry.tables.memberships)
        assert "state/RUS" not in [id for match in registry.scan("Russian Moscow Kremlin") for id in match.actors]

    @pytest.mark.parametrize(
        ("file", "text", "told"),
        [
            ("states.csv", "id,name\nstate/ZZZ\n", "states.csv:2: 1 cells where the header has 2"),
            ("states.csv", "id,nome\nstate/ZZZ,Z\n", "states.csv:1: column 'name' is missing"),
            ("states.csv", "id,name,sinse\nstate/ZZZ,Z,\n", "states.csv:1: unknown column 'sinse'"),
            ("states.csv", "id,name,name\nstate/ZZZ,Z,Z\n", "states.csv:1: a column stands twice"),
            ("states.csv", "id,name\nstate/ZZZ,\n", "states.csv:2: name is empty"),
            ("states.csv", "id,name,lat\nstate/ZZZ,Z,north\n", "states.csv:2: 'north' is no number of degrees"),
            ("states.csv", "id,name,drop\nstate/ZZZ,Z,maybe\n", "states.csv:2: drop is 'maybe'"),
            ("states.csv", "id,name,drop\nstate/ZZZ,,yes\n", "states.csv:2: nothing to drop has id 'state/ZZZ'"),
            ("states.csv", "id,name,drop\n,Z,yes\n", "states.csv:2: a row to drop needs one of id"),
            ("states.csv", 'id,name\n\nstate/ZZZ,"Z\n', "broken CSV"),
            ("states.csv", "id,name,since\nstate/ZZZ,Z,20-05\n", "states.csv:2: date '20-05' is not an ISO prefix"),
            ("states.csv", "id,name,since,until\nstate/ZZZ,Z,2020,2019\n", "states.csv:2: until 2019 lies before"),
            ("states.csv", "id,name\nZZZ,Z\n", "states.csv:2: id 'ZZZ' doesn't look like an id"),
            ("people.csv", "id,name,country\nperson/z,Z,ZZZ\n", "people.csv:2: country 'ZZZ' is no ISO alpha-3 code"),
            ("names.csv", "name,actor\nZed,state/ZZZ\n", "names.csv:2: no actor has the id 'state/ZZZ'"),
            ("state.csv", "id,name\n", "state.csv: no table of this name; name it one of states.csv"),
        ],
    )
    def test_fault_names_file_line_and_what_to_do(self, tmp_path: Path, file: str, text: str, told: str) -> None:
        (tmp_path / file).write_text(text)
        with pytest.raises(ActorTableError) as fault:
            load_registry(tmp_path).scan("Russia")
        assert told in str(fault.value)
        assert ";" in str(fault.value), "says what to do"

    def test_not_utf8(self, tmp_path: Path) -> None:
        (tmp_path / "states.csv").write_bytes(b"id,name\nstate/ZZZ,Z\xe9\n")
        with pytest.raises(ActorTableError, match="UTF-8"):
            load_registry(tmp_path)

    def test_no_folder(self, tmp_path: Path) -> None:
        with pytest.raises(ActorTableError, match="no such folder"):
            load_registry(tmp_path / "nowhere")
        with pytest.raises(ActorTableError, match="holds no actor table"):
            load_registry(tmp_path)


def test_every_name_in_the_shipped_tables_leads_to_its_actor() -> None:
    registry = load_registry()
    told = [(row.name, row.id) for table in (registry.tables.states, registry.tables.organisations) for row in table]
    told += [(org.acronym, org.id) for org in registry.tables.organisations if org.acronym]
    told += [(person.name, person.id) for person in registry.tables.people]
    assert [(name, id) for name, id in told if id not in ids(registry.lookup(name))] == []


def test_missing_shipped_table_is_named(tmp_path: Path) -> None:
    registry = open_registry(tmp_path)
    (tmp_path / "names.csv").unlink()
    with pytest.raises(ActorTableError, match=r"names\.csv"):
        registry.scan("x")


def test_role_of_an_office_is_empty_for_others(registry: Registry) -> None:
    assert registry.role("office/CL/secretary-general") == "head"
    assert registry.role("person/ana-vey") == ""
