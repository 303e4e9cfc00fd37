from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comity.cli.actors import actors
from comity.errors import ActorTableError

OWN = {
    "states.csv": "id,iso3,name,demonyms\nstate/ZZZ,ZZZ,Zedland,Zedlander\n",
    "organisations.csv": "id,acronym,name\norg/ZL,ZL,Zed League\n",
    "memberships.csv": "member,organisation,status,since\nstate/ZZZ,org/ZL,member,2001\n",
    "offices.csv": "id,title,of,role\noffice/ZL/president,President,org/ZL,head\n",
    "people.csv": "id,name,family,country\nperson/zora-zedka,Zora Zedka,Zedka,ZZZ\n",
    "officeholders.csv": "office,person,since,until\noffice/ZL/president,person/zora-zedka,2001,2005\n",
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for file, text in OWN.items():
        (tmp_path / file).write_text(text)
    return tmp_path


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(actors, [str(arg) for arg in args])


def test_find(own: Path) -> None:
    result = run("find", "Zedka", "--on", "2003-05-05", "--actors", own)
    assert result.exit_code == 0
    assert "person/zora-zedka" in result.output and "President, Zed League" in result.output


def test_find_misspelt_as_json(own: Path) -> None:
    result = run("find", "Zora Zedca", "--actors", own, "--format", "json")
    (found,) = json.loads(result.output)
    assert found["id"] == "person/zora-zedka" and 0.8 < found["similarity"] < 1


def test_find_nobody_exits_1(own: Path) -> None:
    result = run("find", "Zzyzx", "--on", "2003-05-05")
    assert result.exit_code == 1
    assert "no actor is called 'Zzyzx' on 2003-05-05" in result.output


def test_show_an_organisation(own: Path) -> None:
    result = run("show", "org/ZL", "--on", "2003-05-05", "--actors", own)
    assert result.exit_code == 0
    for words in ("Zed League", "member  state/ZZZ", "President, Zed League", "Zora Zedka"):
        assert words in result.output


def test_show_as_json(own: Path) -> None:
    sheet = json.loads(run("show", "person/zora-zedka", "--actors", own, "--format", "json").output)
    assert sheet["actor"]["code"] == "ZZZ"
    assert sheet["offices"][0]["since"] == "2001"


def test_show_unknown_id() -> None:
    assert isinstance(run("show", "org/NOBODY").exception, ActorTableError)


def test_check_own_tables(own: Path) -> None:
    (own / "memberships.csv").write_text("member,organisation,status\nstate/ZZZ,org/ZL,freind\n")
    result = run("check", "--actors", own)
    assert result.exit_code == 1
    assert f"{own / 'memberships.csv'}:2: status 'freind' is unknown" in result.output
    findings = json.loads(run("check", "--actors", own, "--format", "json").stdout)
    assert any(finding["kind"] == "word" for finding in findings)
