"""Streams that are closed, full or no text: a sentence and an exit code, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kgquiz.errors import ExitCode
from tests.support import ROOT, with_decks_read

FULL = Path("/dev/full")
COMMANDS = [("decks",), ("decks", "--json"), ("due",), ("--version",), ("--help",), ("exam", "list"), ("settings",)]


def kgquiz(words: tuple[str, ...], home: Path, redirection: str) -> subprocess.CompletedProcess[str]:
    """The real command, started by a shell that closes or leads away its streams."""
    script = f'exec "$0" -m kgquiz "$@" {redirection}'
    return subprocess.run(
        ["sh", "-c", script, sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "KGQUIZ_HOME": str(home), "KGQUIZ_LANG": "en"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")
@pytest.mark.parametrize("words", COMMANDS)
def test_standard_output_on_a_full_disk_is_one_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    ended = kgquiz(words, with_decks_read(tmp_path), f">{FULL}")
    assert ended.returncode == ExitCode.CANNOT_WRITE
    assert ended.stderr.strip().splitlines() == ["kgquiz: What was to be shown cannot be written: the disk is full."]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of another kind")
@pytest.mark.parametrize("redirection", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    "words",
    [("study", "ch1", "--plain"), *(pytest.param(one, marks=pytest.mark.slow) for one in (("due",), ("decks",)))],
)
def test_a_closed_stream_is_no_error(tmp_path: Path, words: tuple[str, ...], redirection: str) -> None:
    ended = kgquiz(words, with_decks_read(tmp_path), redirection)
    assert "Traceback" not in ended.stderr
    assert ended.returncode == ExitCode.OK
