"""The import table of the design, held by walking the imports."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "kgquiz"

EVERYONE = {"errors", "messages", "reasons"}
MAY_IMPORT = {
    "cards": ({"cards"}, {"rapidfuzz"}),
    "knowledge": ({"knowledge", "cards"}, {"yaml", "msgspec"}),
    "memory": ({"memory"}, {"fsrs_rs_python"}),
    "exam": ({"exam", "cards", "knowledge", "memory"}, set[str]()),
    "search": ({"search", "cards", "memory"}, set[str]()),
    "statistics": ({"statistics", "memory"}, set[str]()),
    "storage": ({"storage", "knowledge", "cards", "memory", "exam", "search"}, {"sqlite_utils", "msgspec"}),
    "lang": ({"lang"}, set[str]()),
    "formats": (
        {"formats", "knowledge", "cards", "memory"},
        {
            "rapidfuzz",
            "charset_normalizer",
            "lxml",
            "python_calamine",
            "xlsxwriter",
            "docx",
            "backports",
            "compression",
        },
    ),
    "actions": (
        {"actions", "cards", "knowledge", "memory", "exam", "search", "statistics", "storage", "formats"},
        set[str](),
    ),
    "terminal": (
        {"terminal", "actions", "lang", "cards", "knowledge", "memory", "exam", "search", "statistics", "formats"},
        {"typer", "rich", "questionary", "prompt_toolkit", "platformdirs"},
    ),
}
MAY_USE_NUMPY = ("planning", "tuning", "simulation")
PURE = ("knowledge", "cards", "memory", "exam", "search", "statistics")
OUTSIDE_WORLD = {
    "os",
    "sys",
    "time",
    "pathlib",
    "io",
    "tempfile",
    "subprocess",
    "socket",
    "sqlite3",
    "shutil",
    "locale",
}
POSIX_ONLY = {"termios", "tty", "fcntl", "pty", "pwd", "grp", "resource", "curses"}
NETWORK = {"socket", "urllib", "http", "ssl", "ftplib", "smtplib"}


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


@pytest.mark.parametrize("path", [p for p in modules() if layer_of(p) in MAY_IMPORT], ids=names)
def test_a_package_imports_only_what_the_table_allows(path: Path) -> None:
    own, outside = MAY_IMPORT[layer_of(path)]
    for name in imports_of(path):
        top, _, rest = name.partition(".")
        if top == "kgquiz":
            assert rest.partition(".")[0] in own | EVERYONE | {""}, name
        elif top == "numpy":
            assert path.parent.name in MAY_USE_NUMPY, name
        else:
            assert top in outside or top in sys.stdlib_module_names, name


@pytest.mark.parametrize("path", [p for p in modules() if layer_of(p) in PURE], ids=names)
def test_the_pure_core_knows_no_outside_world(path: Path) -> None:
    assert not {name.partition(".")[0] for name in imports_of(path)} & OUTSIDE_WORLD


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
def test_nothing_needs_posix_or_a_network(path: Path) -> None:
    assert not {name.partition(".")[0] for name in imports_of(path)} & (POSIX_ONLY | NETWORK)


@pytest.mark.parametrize("path", modules(), ids=names)
def test_a_module_opens_with_a_line_on_what_lives_here(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
