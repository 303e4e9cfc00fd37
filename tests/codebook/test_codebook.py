"""The shipped codebook: all that the coding guide names is there, and every figure and code can be traced."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from statistics import mean

import pytest

from comity.codebook import QUADS, Codebook, load_codebook
from comity.codebook import codebook as module
from comity.codebook.tables import SECTIONS, read_file
from comity.errors import CodebookError

GUIDE = Path(__file__).parents[3] / "shared" / "codebook.md"
DATA = Path(module.__file__).parent / "data"

QUAD_OF = {
    "verbal cooperation": "AGREE CONSULT SUPPORT CONCEDE",
    "material cooperation": "COOPERATE AID RETREAT",
    "verbal conflict": "REQUEST ACCUSE REJECT THREATEN",
    "material conflict": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
    "statement": "STATE",
}
MODES = {
    "CONSULT": "visit third-party multilateral phone message",
    "SUPPORT": "praise thank welcome endorse congratulate recognise sign establish",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
    "STATE": "stress hope concern condole comment",
}
CONTEXTS = """military intelligence executive legislative election political_institutions pro_democracy pro_autocracy
    economic legal reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity
    inequality diplomatic territory peacekeeping health asylum migration disasters natural_resource environment
    technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking"""
SHIPPED = load_codebook()
ACTS = [(type, None) for type in SHIPPED.types] + [(mode.type, mode.mode) for mode in SHIPPED.modes.values()]


@pytest.fixture
def book() -> Codebook:
    return load_codebook()


def test_types_and_quads(book: Codebook) -> None:
    assert {quad: " ".join(t for t in book.types if book.quad(t) == quad) for quad in QUADS} == QUAD_OF


def test_modes(book: Codebook) -> None:
    assert {t: " ".join(m.mode for m in book.modes_of(t)) for t in book.types if book.modes_of(t)} == MODES


def test_contexts(book: Codebook) -> None:
    assert list(book.contexts) == CONTEXTS.split()


@pytest.mark.skipif(not GUIDE.exists(), reason="the coding guide isn't beside this checkout")
def test_guide_names_what_is_shipped(book: Codebook) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Z]+) \| ([a-z ]+)", guide, re.MULTILINE)
    assert {name: quad.removesuffix("(extension").strip() for name, quad in rows} == {
        t: book.quad(t) for t in book.types
    }
    modes = guide.split("\nModes.")[1].split("\nContexts")[0]
    assert {mode.mode for mode in book.modes.values()} <= set(re.findall(r"[a-z][a-z-]*", modes))
    contexts = guide.split("\nContexts are")[1].split("Topics are")[0]
    assert set(re.findall(r"\w+", contexts.partition("several may hold: ")[2])) == set(book.contexts)


def test_enough_topics_and_every_one_is_whole(book: Codebook) -> None:
    assert len(book.topics) >= 150
    for topic in book.topics.values():
        assert topic.words and topic.label and topic.context in book.contexts, topic.id
        assert topic.broader is None or topic.broader in book.topics, topic.id


@pytest.mark.parametrize("section", SECTIONS)
def test_shipped_file_passes_what_a_users_file_must(section: str) -> None:
    assert read_file(DATA / f"{section}.toml").entries[section]


@pytest.mark.parametrize(("type", "mode"), ACTS)
def test_score_is_the_mean_of_its_goldstein_scores_or_has_a_source(book: Codebook, type: str, mode: str | None) -> None:
    entry = book.modes[f"{type}.{mode}"] if mode else book.types[type]
    assert entry.score == book.score(type, mode)
    assert bool(entry.goldstein) != bool(entry.score_source)
    if entry.goldstein:
        assert entry.score == pytest.approx(
            mean(book.cameo_codes[code].goldstein for code in entry.goldstein), abs=0.006
        )


@pytest.mark.parametrize(("type", "mode"), ACTS)
def test_score_has_the_sign_of_its_quad(book: Codebook, type: str, mode: str | None) -> None:
    score, quad = book.score(type, mode), book.quad(type)
    assert quad == "statement" or (score > 0) == quad.endswith("cooperation")


def test_accuse_scores_are_plovers(book: Codebook) -> None:
    assert book.score("ACCUSE") == -3
    assert [book.score("ACCUSE", mode) for mode in ("disapprove", "allege", "investigate")] == [-2, -3.5, -3.5]


@pytest.mark.parametrize(("type", "mode"), ACTS)
def test_cameo_and_back_gives_the_type(book: Codebook, type: str, mode: str | None) -> None:
    code = book.cameo(type, mode)
    assert code is not None and code in book.cameo_codes
    assert book.from_cameo(code)[0] == type


@pytest.mark.parametrize("code", SHIPPED.cameo_codes)
def test_every_cameo_code_is_a_known_act_that_has_a_code(book: Codebook, code: str) -> None:
    type, mode = book.from_cameo(code)
    assert book.from_cameo(book.cameo(type, mode) or "")[0] == type


def test_type_is_of_the_roots_it_names(book: Codebook) -> None:
    assert sorted(root for type in book.types.values() for root in type.roots) == sorted(
        ["08", *(f"{n:02}" for n in range(1, 21))]  # 08, yield, is both CONCEDE and RETREAT
    )


@pytest.mark.parametrize(
    ("code", "act"),
    [
        ("051", ("SUPPORT", "praise")),
        ("057", ("SUPPORT", "sign")),
        ("055", ("CONCEDE", None)),
        ("0841", ("RETREAT", "release")),
        ("042", ("CONSULT", "visit")),
        ("1056", ("REQUEST", "yield")),
        ("116", ("SANCTION", "convict")),
        ("1712", ("ASSAULT", "destroy")),
        ("18", ("ASSAULT", None)),
        ("0519", ("SUPPORT", "praise")),  # not in CAMEO: the longest code it begins with
        ("199", ("ASSAULT", None)),
    ],
)
def test_from_cameo(book: Codebook, code: str, act: tuple[str, str | None]) -> None:
    assert book.from_cameo(code) == act


@pytest.mark.parametrize("code", ["", "5", "21", "99", "praise"])
def test_what_is_no_cameo_code_is_refused(book: Codebook, code: str) -> None:
    with pytest.raises(CodebookError, match="expected digits"):
        book.from_cameo(code)


def test_cameo_table_is_sorted_and_sourced() -> None:
    with (DATA / "cameo.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    codes = [row["code"] for row in rows]
    assert codes == sorted(set(codes))
    assert all(row["source"] and row["label"] for row in rows)
    assert {code[:2] for code in codes} == {f"{n:02}" for n in range(1, 21)}


def test_unknown_type_or_mode_is_refused_with_a_hint(book: Codebook) -> None:
    with pytest.raises(CodebookError, match="did you mean 'SUPPORT'"):
        book.score("SUPORT")
    with pytest.raises(CodebookError, match="did you mean 'praise'"):
        book.score("SUPPORT", "prase")
    with pytest.raises(CodebookError, match="AGREE has no mode"):
        book.quad("AGREE") and book.cameo("AGREE", "meet")


def test_loaded_once(book: Codebook) -> None:
    assert load_codebook() is book


def test_entries_cannot_be_changed(book: Codebook) -> None:
    with pytest.raises(TypeError):
        book.types["NEW"] = book.types["AGREE"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("type", "trigger", "mode"),
    [
        ("SUPPORT", "expressed gratitude", "thank"),
        ("SUPPORT", "Commended", "praise"),
        ("CONSULT", "held a meeting", None),
        ("ASSAULT", "suicide bombing", "suicide-attack"),  # longer than bombing
        ("AGREE", "promised", None),
    ],
)
def test_find_mode(book: Codebook, type: str, trigger: str, mode: str | None) -> None:
    assert book.find_mode(type, trigger) == mode


def test_recode_leaves_the_shipped_codebook_s_acts_alone(book: Codebook) -> None:
    assert book.recode("SUPPORT", "endorse", "thanked") == ("SUPPORT", "endorse")
