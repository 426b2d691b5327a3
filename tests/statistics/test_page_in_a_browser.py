"""The page of statistics in a real browser, where one is installed: nothing complained of, whole at both widths."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest

from tests.bench.year import Student
from tests.support import Person

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None or sys.platform == "win32", reason="no browser to be run without a screen"
)


PHONE, DESKTOP = 340, 1280
LOOK = """
onload = () => {
  const told = [...document.querySelectorAll("iframe")].map(frame => {
    const page = frame.contentWindow, whole = page.document.documentElement;
    const texts = [...page.document.querySelectorAll("h1, h2, p, summary")].map(part => part.innerText).filter(Boolean);
    return {
      overflow: whole.scrollWidth - whole.clientWidth,
      texts: texts.length,
      lost: texts.filter(text => !page.find(text, true, false, true)),
    };
  });
  const pre = document.createElement("pre");
  pre.id = "told";
  pre.textContent = JSON.stringify(told);
  document.body.replaceChildren(pre);
};
"""


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


def seen_at(page: Path, *widths: int) -> list[dict[str, Any]]:
    """The page in frames of these widths: by how many points it is too wide, which texts the browser does not find."""
    source = escape(page.read_text(encoding="utf-8"))
    frames = "".join(f'<iframe width={width} height=900 srcdoc="{source}"></iframe>' for width in widths)
    around = page.with_name("frames.html")
    around.write_text(f"<!doctype html><meta charset=utf-8>{frames}<script>{LOOK}</script>", encoding="utf-8")
    document, complaints = browsed(around, "--dump-dom")
    assert "CONSOLE" not in complaints
    told = re.search(r'<pre id="told">(.*?)</pre>', document, re.DOTALL)
    assert told is not None
    seen: list[dict[str, Any]] = json.loads(unescape(told[1]))
    assert len(seen) == len(widths)
    return seen


@pytest.fixture(scope="module")
def student(tmp_path_factory: pytest.TempPathFactory) -> Student:
    """Someone with a history; a page of statistics changes nothing in it."""
    student = Student(tmp_path_factory.mktemp("student") / "home")
    assert student.lives(12) > 100
    return student


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_page_opens_without_a_message_and_holds_its_text(
    student: Student, tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGQUIZ_LANG", language)
    page = tmp_path / "mine.html"
    person = Person(student.home, student.shipped)
    person.clock.moment = student.now
    assert person.types("--lang", language, "stats", "--html", str(page)).code == 0
    assert page.stat().st_size < 300_000
    document, complaints = browsed(page, "--dump-dom")
    assert "CONSOLE" not in complaints
    assert document.count("<svg") == document.count("<table") >= 5
    for seen in seen_at(page, PHONE, DESKTOP):
        assert seen["overflow"] == 0
        assert seen["texts"] >= 15
        assert seen["lost"] == []
