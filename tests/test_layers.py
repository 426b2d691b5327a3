"""What the house rules hold: contracts of imports (pyproject.toml), outside packages, no clock, no name twice."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

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


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a module, the module itself first: a file is read once for all rules."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports_of(path: Path) -> Iterator[str]:
    """Every module named in an import statement, wherever it stands."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def calls_of(path: Path) -> Iterator[ast.Call]:
    return (node for node in nodes_of(path) if isinstance(node, ast.Call))


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


def test_a_room_uses_only_the_outside_packages_it_may() -> None:
    rooms = [path for path in modules() if layer_of(path) in MAY_USE]
    assert {layer_of(path) for path in rooms} == set(MAY_USE)
    used = {(names(path), name) for path in rooms for name in imports_of(path) if not may_use(path, name)}
    assert not used


def may_use(path: Path, name: str) -> bool:
    top = name.partition(".")[0]
    if top == "numpy":
        return path.parent.name in MAY_USE_NUMPY
    return top == "kgquiz" or top in MAY_USE[layer_of(path)] or top in sys.stdlib_module_names


def test_the_pure_core_reads_no_clock_and_draws_no_chance_of_its_own() -> None:
    pure = [path for path in modules() if layer_of(path) in PURE]
    assert {layer_of(path) for path in pure} == set(PURE)
    assert not [f"{names(path)}:{call.lineno}" for path in pure for call in calls_of(path) if asks_outside(call)]


def asks_outside(call: ast.Call) -> bool:
    """Whether a call reads the clock, draws chance, opens a file, or talks to somebody."""
    forbidden = {"now", "today", "utcnow", "open", "print", "input"}
    if isinstance(call.func, ast.Name):
        return call.func.id in forbidden - {"now", "today"}
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    if isinstance(call.func, ast.Attribute) and isinstance(owner, ast.Name):
        of_chance_or_time = owner.id in {"datetime", "date", "random", "time"}
        return of_chance_or_time and call.func.attr in forbidden | {"random", "shuffle", "choice", "seed"}
    return False


def test_a_format_is_handed_its_file_and_opens_none() -> None:
    formats = [path for path in modules() if layer_of(path) == "formats"]
    assert formats
    barred = {"os", "tempfile", "shutil", "subprocess"}
    assert not {
        (names(path), name) for path in formats for name in imports_of(path) if name.partition(".")[0] in barred
    }
    calls = [(path, call) for path in formats for call in calls_of(path)]
    assert not [
        f"{names(path)}:{one.lineno}" for path, one in calls if isinstance(one.func, ast.Name) and one.func.id == "open"
    ]
    named = {"Path", "extractall", "extract"}
    assert not [
        f"{names(path)}:{one.lineno}"
        for path, one in calls
        if (getattr(one.func, "attr", None) or getattr(one.func, "id", "")) in named
    ]


def test_a_module_opens_with_a_line_on_what_lives_here() -> None:
    assert modules()
    assert not [names(path) for path in modules() if not opening_of(path)]


def opening_of(path: Path) -> str | None:
    module = nodes_of(path)[0]
    assert isinstance(module, ast.Module)
    return ast.get_docstring(module)


def test_no_class_name_means_two_things() -> None:
    named: dict[str, list[str]] = {}
    for path in modules():
        for node in nodes_of(path):
            if isinstance(node, ast.ClassDef):
                named.setdefault(node.name, []).append(names(path))
    assert len(named) > len(modules())
    assert {name: places for name, places in named.items() if len(places) > 1} == {}
