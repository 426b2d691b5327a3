"""docs/files.md: what lives where, made from the modules' opening lines: `python -m tests.overview` writes it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support import ROOT

PAGE = ROOT / "docs" / "files.md"
HEAD = """\
# What lives where

Made from the modules' opening lines; after adding or renaming a module: `python -m tests.overview`.
"""


def overview() -> str:
    """The page, a heading a folder and a line a module."""
    return HEAD + "".join(_lines())


def _lines() -> Iterator[str]:
    folder = None
    for path in sorted((ROOT / "kgquiz").rglob("*.py"), key=lambda path: (path.parent.parts, path.name)):
        if path.parent != folder:
            folder = path.parent
            yield f"\n## {folder.relative_to(ROOT).as_posix()}/\n\n{_opening(folder / '__init__.py')}\n\n"
        if path.name != "__init__.py":
            yield f"* `{path.name}`: {_opening(path)}\n"


def _opening(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) if path.exists() else None
    return " ".join((text or "").split("\n\n")[0].split())


if __name__ == "__main__":
    PAGE.write_text(overview(), encoding="utf-8", newline="\n")
