"""Compiles the message catalogues when the package is built or installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own generic is untyped here
    """Writes `kgquiz.mo` beside every `kgquiz.po`."""

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Compile before the files are collected."""
        for source in Path(self.root, "kgquiz", "lang").glob("*/LC_MESSAGES/kgquiz.po"):
            with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, read_po(po))
