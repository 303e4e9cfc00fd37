"""Imports run one way, heavy third parties come in through one module each, and `import comity` is light."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.python import run_python

import comity

PACKAGE = Path(comity.__file__).parent

# Lower may not import higher; rooms on one level don't import each other.
LEVEL = {
    "errors": 0,
    "records": 0,
    "arrays": 0,
    "documents": 1,
    "codebook": 1,
    "actors": 1,
    "reader": 2,
    "testing": 3,
    "export": 3,
    "cli": 4,
}

# Where it is allowed to look upward: a value's own forms, written where they are used.
UPWARD = {("records", "export")}

ONE_PLACE = ("onnxruntime", "trafilatura", "pypdf", "docx", "httpx", "py3langid")
HEAVY = (*ONE_PLACE, "numpy", "click", "rich", "msgspec", "rapidfuzz")


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written out in full, not with dots"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_rooms(path: Path) -> set[str]:
    parts = [name.split(".") for name in imported(path)]
    return {part[1] for part in parts if part[0] == "comity" and len(part) > 1 and part[1] in LEVEL}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_downward(path: Path) -> None:
    here = room(path)
    assert here in LEVEL, f"{here} has no level: give it one here and in CONTRIBUTING.md"
    for there in own_rooms(path) - {here}:
        assert LEVEL[there] < LEVEL[here] or (here, there) in UPWARD, f"{here} imports {there}"


@pytest.mark.parametrize("library", ONE_PLACE)
def test_heavy_third_party_comes_in_through_one_module(library: str) -> None:
    importers = [path for path in modules() if library in {name.split(".")[0] for name in imported(path)}]
    assert len(importers) <= 1, f"{library} is imported in {', '.join(map(str, importers))}"


def test_import_comity_is_light() -> None:
    code = f"import comity, sys; print(*[name for name in {HEAVY} if name in sys.modules])"
    loaded = run_python(code)
    assert (loaded.stdout.split(), loaded.stderr) == ([], "")


def test_public_names_are_those_that_types_know() -> None:
    source = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    typed = {
        alias.asname: node.module
        for node in ast.walk(source)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("comity.")
        for alias in node.names
    }
    assert typed == comity._HOME


@pytest.mark.parametrize("name", sorted(comity._HOME))
def test_public_name_is_there(name: str) -> None:
    assert getattr(comity, name) is not None
    assert name in dir(comity)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        comity.nonsense  # noqa: B018
