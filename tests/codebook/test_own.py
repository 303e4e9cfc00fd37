"""A user's own codebook file: what comes of it, and what is said when it is at fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.codebook.cases import CASES

from comity.codebook import Codebook, load_codebook
from comity.errors import CodebookError

SHIPPED = load_codebook()


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load_codebook(CASES / "own.toml")


def test_version_names_the_file(book: Codebook) -> None:
    assert book.version == f"{SHIPPED.version} + polar 2"


def test_shipped_codebook_stays_as_it_was(book: Codebook) -> None:
    assert "STATE" in SHIPPED.types and "SAY" not in SHIPPED.types
    assert load_codebook() is SHIPPED


def test_new_type_with_a_mode(book: Codebook) -> None:
    assert book.quad("NEGOTIATE") == "verbal cooperation"
    assert book.score("NEGOTIATE", "round") == 2.5  # the type's, as the mode has none
    assert book.cameo("NEGOTIATE", "round") == "046"
    assert book.types["NEGOTIATE"].own and not book.types["AGREE"].own


def test_new_mode_is_told_by_its_words_in_the_trigger(book: Codebook) -> None:
    assert book.recode("SUPPORT", "praise", "toasted") == ("SUPPORT", "toast")
    assert book.recode("SUPPORT", None, "raised a glass to") == ("SUPPORT", "toast")
    assert book.recode("ACCUSE", None, "toasted") == ("ACCUSE", None)


def test_renamed_type_keeps_all_else_and_its_modes(book: Codebook) -> None:
    assert "STATE" not in book.types and list(book.types)[:17] == [
        {"STATE": "SAY"}.get(type, type) for type in SHIPPED.types if type not in ("CONCEDE", "RETREAT")
    ] + ["NEGOTIATE"]
    assert book.recode("STATE", "hope", "hopes") == ("SAY", "hope")
    assert book.score("STATE", "hope") == book.score("SAY", "hope") == SHIPPED.score("STATE", "hope")
    assert book.from_cameo("013") == ("SAY", "hope")


def test_renamed_mode(book: Codebook) -> None:
    assert book.map_mode("SUPPORT", "praise") == book.map_mode("SUPPORT", "laud") == ("SUPPORT", "laud")
    assert book.from_cameo("051") == ("SUPPORT", "laud")


def test_amended_mode_keeps_what_is_not_said_anew(book: Codebook) -> None:
    laud, praise = book.modes["SUPPORT.laud"], SHIPPED.modes["SUPPORT.praise"]
    assert laud.score == 4 and laud.goldstein == ()  # no longer the mean of these
    assert laud.words == (*praise.words, "tips the hat")
    assert laud.definition == praise.definition and laud.cameo == praise.cameo


def test_renamed_context_and_topic_are_followed(book: Codebook) -> None:
    assert book.map_context("environment") == book.map_context("nature") == "nature"
    assert book.topics["climate"].context == "nature"
    assert "arctic" not in book.topics and "the-far-north" in book.topics


def test_new_and_amended_topics_are_found(book: Codebook) -> None:
    found = book.find_topics("The ice shelf and the Arctic, and barter of fish.")
    assert [id for id, _, _ in found] == ["ice-shelf", "the-far-north", "trade"]
    assert book.find_contexts("Ice sheets melt.") == ("polar",)


def test_mapped_type_is_no_longer_there(book: Codebook) -> None:
    assert "CONCEDE" not in book.types and "RETREAT" not in book.types
    assert not any(mode.type == "RETREAT" for mode in book.modes.values())
    assert book.recode("CONCEDE", None, "apologised") == ("SUPPORT", "endorse")
    assert book.recode("RETREAT", "withdraw", "withdrew") == ("AGREE", None)  # AGREE has no such mode
    assert book.quad("RETREAT") == "verbal cooperation" and book.score("RETREAT", "withdraw") == 4
    assert book.from_cameo("0874") == ("AGREE", None)


def test_mapped_mode(book: Codebook) -> None:
    assert book.map_mode("SUPPORT", "thank") == ("SUPPORT", "laud")
    assert book.map_mode("ASSAULT", "drone") == ("ASSAULT", "aerial")
    assert book.map_mode("CONSULT", "phone") == ("CONSULT", None)
    assert "SUPPORT.thank" not in book.modes


@pytest.mark.parametrize("type", SHIPPED.types)
def test_every_act_of_the_reader_has_a_place(book: Codebook, type: str) -> None:
    for mode in (None, *(entry.mode for entry in SHIPPED.modes_of(type))):
        type_now, mode_now = book.recode(type, mode, "")
        assert type_now in book.types and (mode_now is None or f"{type_now}.{mode_now}" in book.modes)
        assert -10 <= book.score(type_now, mode_now) <= 10


FAULTS = {
    "syntax": ("[topics.x\nwords = []", 1, "expected ']'"),
    "twice": ('[topics.x]\nwords = ["x"]\n[topics.x]\nwords = ["y"]', 3, "once only"),
    "key-twice": ('[topics.x]\nwords = ["x"]\nwords = ["y"]', 3, "once only"),
    "unknown-section": ("\n[themes.x]\n", 2, "did you mean 'types'|expected one of"),
    "unknown-key": ('[topics.x]\nwords = ["x"]\nlabels = "X"', 3, "did you mean 'label'"),
    "no-words": ('[topics.x]\nlabel = "X"', 1, "has no words"),
    "empty-words": ("[topics.x]\nwords = []", 1, "has no words"),
    "no-quad": ("[types.X]\nscore = 1", 1, "has no quad"),
    "wrong-quad": ('[types.X]\nscore = 1\nquad = "verbal cooperaton"', 3, "did you mean 'verbal cooperation'"),
    "wrong-kind": ('[topics.x]\nwords = "x"', 2, "expected a list of texts"),
    "score-is-text": ('[modes.SUPPORT.x]\nscore = "3"', 2, "expected a number"),
    "score-too-high": ("[modes.SUPPORT.x]\nscore = 11", 2, "from -10 to 10"),
    "score-is-nan": ("[modes.SUPPORT.x]\nscore = nan", 2, "from -10 to 10"),
    "id-of-type": ('[types.negotiate]\nquad = "statement"\nscore = 0', 1, "capitals"),
    "id-of-mode": ("[modes.SUPPORT.Toast]\nscore = 1", 1, "lower case"),
    "no-entry": ("topics = 3", 1, "expected a table"),
    "mode-without-type": ("[modes.toast]\nscore = 1", 2, "expected a table"),
    "taken": ('[topics.trade]\nwords = ["x"]', 1, "already 'trade'.*amend"),
    "amend-unknown": ('[topics.trad]\namend = true\nwords = ["x"]', 1, "did you mean 'trade'"),
    "unknown-parent-type": ("[modes.SUPORT.toast]\nscore = 1", 1, "did you mean 'SUPPORT'"),
    "unknown-context": ('[topics.x]\nwords = ["x"]\ncontext = "helth"', 3, "did you mean 'health'"),
    "unknown-broader": ('[topics.x]\nwords = ["x"]\nbroader = "zzz"', 3, "there is no 'zzz'"),
    "circle": ('[topics.x]\nwords = ["x"]\nbroader = "y"\n[topics.y]\nwords = ["y"]\nbroader = "x"', 3, "x → y → x"),
    "own-circle": ('[topics.x]\nwords = ["x"]\nbroader = "x"', 3, "leads back to itself"),
    "unknown-cameo": ('[modes.SUPPORT.x]\ncameo = "999"', 2, "no CAMEO code"),
    "half-a-brace": ('[topics.x]\nwords = ["a{b"]', 2, "other half"),
    "same-words": ('[topics.x]\nwords = ["ab{,s}", "abs"]', 2, "gives 'abs' again"),
    "rename-unknown": ('[rename.types]\nSTAT = "SAY"', 2, "did you mean 'STATE'"),
    "rename-to-taken": ('[rename.types]\nSTATE = "AGREE"', 2, "already 'AGREE'"),
    "rename-to-wrong-form": ('[rename.types]\nSTATE = "say"', 2, "capitals"),
    "rename-across": ('[rename.modes]\nSUPPORT.praise = "AGREE.laud"', 2, "another type"),
    "rename-what": ('[rename.quads]\nx = "y"', 1, "unknown key 'quads'"),
    "old-name": ('[rename.types]\nSTATE = "SAY"\n[modes.STATE.x]\nscore = 1', 3, "write 'SAY'"),
    "old-name-taken-again": ('[rename.topics]\ntrade = "commerce"\n[topics.trade]\nwords = ["x"]', 3, "choose another"),
    "map-unknown": ('[map.types]\nCONCEDE = "AGRE"', 2, "did you mean 'AGREE'"),
    "map-unknown-mode": ('[map.modes]\nSUPPORT.thank = "SUPPORT.prais"', 2, "did you mean 'SUPPORT.praise'"),
    "map-chain": ('[map.types]\nCONCEDE = "RETREAT"\nRETREAT = "AGREE"', 2, "where it ends"),
    "map-to-itself": ('[map.types]\nCONCEDE = "CONCEDE"', 2, "where it ends"),
    "map-number": ("[map.types]\nCONCEDE = 3", 2, "a text"),
    "name-is-number": ("name = 3", 1, "a text"),
}


@pytest.mark.parametrize("id", FAULTS)
def test_fault_is_told_with_file_line_and_what_to_do(tmp_path: Path, id: str) -> None:
    text, line, message = FAULTS[id]
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=message) as caught:
        load_codebook(file)
    assert str(caught.value).startswith(f"{file}:{line}: ")


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"nowhere\.toml: can't be read"):
        load_codebook(tmp_path / "nowhere.toml")


def test_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="can't be read"):
        load_codebook(tmp_path)


def test_other_encoding(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes('name = "caf\xe9"'.encode("latin-1"))
    with pytest.raises(CodebookError, match="isn't UTF-8"):
        load_codebook(file)


def test_empty_file_changes_nothing_but_the_version(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.touch()
    book = load_codebook(file)
    assert book.types == SHIPPED.types and book.modes == SHIPPED.modes and book.topics == SHIPPED.topics
    assert book.version == f"{SHIPPED.version} + mine"
