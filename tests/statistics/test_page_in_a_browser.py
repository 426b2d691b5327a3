"""The page of statistics in a real browser, where one is installed: nothing complained of, whole at both widths."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.year import Student
from tests.support import Person

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None or sys.platform == "win32", reason="no browser to be run without a screen"
)


def browsed(page: Path, *options: str) -> tuple[str, str]:
    """What the browser gives, and what it complains of."""
    assert CHROMIUM is not None
    rights = ["--no-sandbox"] if os.geteuid() == 0 else []
    quiet = ["--headless", "--disable-gpu", "--enable-logging=stderr", f"--user-data-dir={page.parent / 'profile'}"]
    done = subprocess.run(
        [CHROMIUM, *rights, *quiet, *options, page.as_uri()],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return done.stdout, done.stderr


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_page_opens_without_a_message_and_holds_its_text(
    tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGQUIZ_LANG", language)
    student = Student(tmp_path / "home")
    assert student.lives(12) > 100
    page = tmp_path / "mine.html"
    person = Person(student.home, student.shipped)
    person.clock.moment = student.now
    assert person.types("--lang", language, "stats", "--html", str(page)).code == 0
    assert page.stat().st_size < 300_000
    document, complaints = browsed(page, "--dump-dom")
    assert "CONSOLE" not in complaints
    assert document.count("<svg") == document.count("<table") >= 5
    for width in (500, 1280):
        shot = tmp_path / f"{width}.png"
        browsed(page, f"--window-size={width},900", f"--screenshot={shot}")
        assert struct.unpack(">I", shot.read_bytes()[16:20])[0] == width
