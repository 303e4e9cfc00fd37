from __future__ import annotations

from pathlib import Path

import pytest
from tests.actors.small import write_tables

from comity.actors import Finding, Tables, check_tables

PRESIDENT, VOICE = "office/AVA/president", "office/CL/spokesperson"


def check(folder: Path, **changed: str) -> list[Finding]:
    return list(check_tables(Tables(shipped=write_tables(folder, **changed))))


def test_sound_tables_have_no_errors_but_notes_of_shared_names(tmp_path: Path) -> None:
    findings = check(tmp_path)
    assert [f.text for f in findings if f.level == "error"] == []
    assert any("'korean' may mean state/KOR, state/PRK" in f.text for f in findings)
    assert not any("kremlin" in f.text for f in findings), "Russia and the Soviet Union are no homonyms on any one day"


@pytest.mark.parametrize(
    ("table", "rows", "kind", "line"),
    [
        ("officeholders", f"{PRESIDENT},person/ana-vey,2010,2014,t\n{PRESIDENT},person/bo-vey,2013,,t\n", "overlap", 3),
        ("officeholders", f"{VOICE},person/ana-vey,2010,2014,t\n{VOICE},person/ana-vey,2013,,t\n", "overlap", 3),
        ("memberships", "state/AVA,org/CL,member,2001,2010,t\nstate/AVA,org/CL,member,2005,,t\n", "overlap", 3),
        ("memberships", "state/AVA,org/CL,friend,2001,,t\n", "word", 2),
        ("memberships", "state/AVA,org/XX,member,2001,,t\n", "dangling", 2),
        ("memberships", "state/AVA,org/CL,member,2001-13,,t\n", "date", 2),
        ("memberships", "state/AVA,org/CL,member,2001,2000,t\n", "date", 2),
        ("memberships", "state/AVA,org/CL,member,2001,2002,t\nstate/AVA,org/CL,member,2001,2002,t\n", "duplicate", 3),
        ("memberships", "state/BOR,org/CL,member,,,t\nstate/AVA,org/CL,member,,,t\n", "unsorted", 3),
        ("officeholders", "office/AVA/president,person/nobody,2010,,t\n", "dangling", 2),
        ("organisations", "org/A,A,A,Alpha,bloc,,,,,org/B,,t\norg/B,B,B,Beta,bloc,,,,,org/A,,t\n", "circle", 2),
        ("organisations", "org/A,A,A,Alpha,bloc,,,,,,,t\norg/B,B,B,Alpha,bloc,,,,,,,t\n", "homonym", 3),
        ("organisations", "org/A,A,A,Council of the,bloc,,,,,,,t\n", "cut", 2),
        ("people", "person/a,Ana Vey,Vey,,AVA,t\nperson/b,Ana Vey,Vey,,AVA,t\n", "homonym", 3),
        ("people", "person/a,Ana Vey ,Vey,,AVA,t\n", "blanks", 2),
        ("people", "person/a,Ana Vey,Vey,A.||B.,AVA,t\n", "blanks", 2),
        ("people", "person/A,Ana Vey,Vey,,AVA,t\n", "id", 2),
    ],
)  # fmt: skip
def test_fault_is_found_where_it_stands(tmp_path: Path, table: str, rows: str, kind: str, line: int) -> None:
    findings = check(tmp_path, **{table: rows})
    where = f"{tmp_path / table}.csv:{line}"
    assert (kind, where) in [(f.kind, f.where) for f in findings if f.level == "error"]


def test_handover_is_no_overlap(tmp_path: Path) -> None:
    rows = "office/AVA/president,person/ana-vey,2010,2014,t\noffice/AVA/president,person/bo-vey,2014-05-01,,t\n"
    assert [f for f in check(tmp_path, officeholders=rows) if f.kind == "overlap"] == []


def test_several_spokespeople_are_no_overlap(tmp_path: Path) -> None:
    assert [f for f in check(tmp_path) if f.kind == "overlap"] == []


def test_shipped_tables_pass() -> None:
    assert [f"{f.where}: {f.text}" for f in check_tables(Tables()) if f.level == "error"] == []
