"""The overview of files says what the modules say."""

from __future__ import annotations

from tests.overview import PAGE, overview


def test_the_overview_of_files_follows_the_modules() -> None:
    assert PAGE.read_text(encoding="utf-8") == overview(), "run: python -m tests.overview"
