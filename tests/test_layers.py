"""What the house rules hold: contracts of imports (pyproject.toml), outside packages, no clock, no name twice."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "kgquiz"

MAY_USE = {
    "cards": {"rapidfuzz"},
    "knowledge": {"yaml", "msgspec"},
    "memory": {"fsrs_rs_python"},
    "exam": set[str](),
    "search": set[str](),
    "statistics": set[str](),
    "storage": {"sqlite_utils", "msgspec"},
    "lang": set[str](),
    "formats": {
        "rapidfuzz",
        "charset_normalizer",
        "lxml",
        "python_calamine",
        "xlsxwriter",
        "docx",
        "backports",
        "compression",
    },
    "books": {"lxml", "pypdfium2"},
    "printing": {"typst", "zxingcpp", "pypdfium2", "PIL", "docx"},
    "sharing": {"msgspec", "psycopg"},
    "actions": set[str](),
    "terminal": {"typer", "rich", "prompt_toolkit", "platformdirs"},
}
"""The packages from outside, by room; what imports which room is a contract of import-linter."""
MAY_USE_NUMPY = ("planning", "tuning", "simulation", "printing", "classroom", "sharing")
PURE = ("knowledge", "cards", "memory", "exam", "search", "statistics")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports_of(path: Path) -> Iterator[str]:
    """Every module named in an import statement, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def layer_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else parts[0].removesuffix(".py")


def names(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_no_floor_imports_upwards_nothing_goes_in_circles_and_the_face_opens_no_store() -> None:
    found = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()", "--no-cache"],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert "0 broken" in found.stdout


def test_no_modules_import_in_a_circle() -> None:
    imports = grimp.build_graph("kgquiz", cache_dir=None)
    TopologicalSorter({name: imports.find_modules_directly_imported_by(name) for name in imports.modules}).prepare()
    assert len(imports.modules) >= len(modules())


@pytest.mark.parametrize("path", [p for p in modules() if layer_of(p) in MAY_USE], ids=names)
def test_a_room_uses_only_the_outside_packages_it_may(path: Path) -> None:
    for name in imports_of(path):
        top = name.partition(".")[0]
        if top == "numpy":
            assert path.parent.name in MAY_USE_NUMPY, name
        elif top != "kgquiz":
            assert top in MAY_USE[layer_of(path)] or top in sys.stdlib_module_names, name


@pytest.mark.parametrize("path", [p for p in modules() if layer_of(p) in PURE], ids=names)
def test_the_pure_core_reads_no_clock_and_draws_no_chance_of_its_own(path: Path) -> None:
    forbidden = {"now", "today", "utcnow", "open", "print", "input"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in forbidden - {"now", "today"}, f"{names(path)}:{node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id in {"datetime", "date", "random", "time"}:
                assert node.func.attr not in forbidden | {"random", "shuffle", "choice", "seed"}, names(path)


@pytest.mark.parametrize("path", [p for p in modules() if layer_of(p) == "formats"], ids=names)
def test_a_format_is_handed_its_file_and_opens_none(path: Path) -> None:
    assert not {name.partition(".")[0] for name in imports_of(path)} & {"os", "tempfile", "shutil", "subprocess"}
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert not [one.lineno for one in calls if isinstance(one.func, ast.Name) and one.func.id == "open"]
    named = {"Path", "extractall", "extract"}
    assert not [
        one.lineno for one in calls if (getattr(one.func, "attr", None) or getattr(one.func, "id", "")) in named
    ]


@pytest.mark.parametrize("path", modules(), ids=names)
def test_a_module_opens_with_a_line_on_what_lives_here(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_no_class_name_means_two_things() -> None:
    named: dict[str, list[str]] = {}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                named.setdefault(node.name, []).append(names(path))
    assert len(named) > len(modules())
    assert {name: places for name, places in named.items() if len(places) > 1} == {}
