"""Ended, stopped or cut off from outside, the program gives the terminal back and keeps what was answered."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from kgquiz.errors import ExitCode
from kgquiz.storage.store import Store
from tests.support import SMALL_DECK, with_decks_read, write
from tests.terminal.pseudo import CURSOR_SHOWN, PATIENCE, Terminal

pytestmark = pytest.mark.landing

ENDS = pytest.mark.parametrize(
    ("sent", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGQUIT, 131)],
    ids=["TERM", "HUP", "INT", "QUIT"],
)
SCENES = {
    "study": ("study", "--type", "typed"),
    "choice": ("study", "--type", "choice"),
    "exam": ("exam", "--items", "2"),
}
SEES = {"study": "Type the answer.", "choice": "Choose one.", "exam": "begin"}


def command(tmp_path: Path, *words: str) -> list[str]:
    """The words of the program, on the small deck where they take one."""
    path = write(tmp_path / "home" / "decks", "small.yaml", SMALL_DECK)
    return ["-m", "kgquiz", *words[:1], *([str(path)] if words else []), *words[1:]]


def start(tmp_path: Path, *words: str) -> Terminal:
    return Terminal(command(tmp_path, *words), tmp_path / "home")


def answers(tmp_path: Path) -> int:
    """How many events the log holds, in a store that is sound."""
    with Store.open(tmp_path / "home" / "progress.db") as store:
        return len(list(store.journal.all()))


def has_its_terminal_back(terminal: Terminal) -> bool:
    return (
        terminal.cooked_at_the_end
        and not terminal.is_full_screen()
        and CURSOR_SHOWN in terminal.written[terminal.written.rfind(b"\x1b[?25l") :]
        and b"Traceback" not in terminal.written
    )


@pytest.mark.parametrize(
    ("scene", "sent", "code"),
    [
        ("study", signal.SIGTERM, 143),
        ("study", signal.SIGHUP, 129),
        ("study", signal.SIGINT, 130),
        ("choice", signal.SIGTERM, 143),
        ("exam", signal.SIGHUP, 129),
    ],
)
def test_a_signal_leaves_the_screen_and_the_raw_mode(
    tmp_path: Path, scene: str, sent: signal.Signals, code: int
) -> None:
    terminal = start(tmp_path, *SCENES[scene])
    terminal.sees(SEES[scene])
    assert not terminal.is_cooked()
    os.kill(terminal.child.pid, sent)
    assert terminal.ends() == code
    assert has_its_terminal_back(terminal)


@ENDS
@pytest.mark.parametrize(("verb", "sees"), [("cards", "5 cards"), ("write", "small.yaml")])
def test_the_other_full_screens_give_the_terminal_back_too(
    tmp_path: Path, verb: str, sees: str, sent: signal.Signals, code: int
) -> None:
    path = write(with_decks_read(tmp_path / "home") / "decks", "small.yaml", SMALL_DECK)
    words = ["deck:small"] if verb == "cards" else [str(path)]
    terminal = Terminal(["-m", "kgquiz", verb, *words], tmp_path / "home", size=(24, 120))
    terminal.sees(sees)
    assert not terminal.is_cooked()
    os.kill(terminal.child.pid, sent)
    assert terminal.ends() == code
    assert has_its_terminal_back(terminal)


@ENDS
def test_what_was_answered_before_a_signal_is_kept(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    terminal = start(tmp_path, "study", "--type", "typed")
    terminal.sees("Type the answer.")
    terminal.press("эч качан", "enter")
    terminal.sees("Not right.")
    os.kill(terminal.child.pid, sent)
    assert terminal.ends() == code
    assert answers(tmp_path) == 1


def test_what_is_typed_in_an_exam_and_not_entered_is_kept_at_a_signal(tmp_path: Path) -> None:
    deck = "deck: d\ntitle: t\ncards:\n- {id: a, type: typed, prompt: Ким?, answer: мэр}\n"
    path = write(tmp_path, "d.yaml", deck)
    terminal = Terminal(["-m", "kgquiz", "exam", str(path), "--items", "1"], tmp_path / "home")
    terminal.sees("begin")
    terminal.press("enter")
    terminal.sees("Type the answer.")
    terminal.press("жарым сөз")
    terminal.sees("› жарым сөз")
    os.kill(terminal.child.pid, signal.SIGTERM)
    assert terminal.ends() == 143
    again = Terminal(["-m", "kgquiz", "exam", "--resume"], tmp_path / "home")
    again.sees("› жарым сөз")
    again.press("ctrl-c")
    assert again.ends() == 130


@pytest.mark.parametrize("ignored", ["", "trap '' HUP; "], ids=["told", "not told"])
@pytest.mark.parametrize("words", [("study", "--type", "typed"), ("study", "--type", "typed", "--plain")])
def test_a_terminal_that_is_closed_ends_the_program_and_loses_nothing(
    tmp_path: Path, words: tuple[str, ...], ignored: str
) -> None:
    told, ended = tmp_path / "told", tmp_path / "ended"
    line = shlex.join([sys.executable, *command(tmp_path, *words)])
    script = f"trap 'echo no' HUP; {ignored}{line} 2>{told}; echo $? >{ended}.new; mv {ended}.new {ended}"
    terminal = Terminal(["-c", script], tmp_path / "home", program="/bin/sh")
    terminal.sees("Type the answer.")
    terminal.press("эч качан", "enter")
    terminal.sees("Not right.")
    os.close(terminal.child.child_fd)
    patient_until = time.monotonic() + PATIENCE
    while not ended.exists() and time.monotonic() < patient_until:
        time.sleep(0.05)
    assert ended.read_text(encoding="ascii").strip() == "129"
    assert told.read_text(encoding="utf-8") == ""
    assert answers(tmp_path) == 1


@pytest.mark.parametrize("how", ["key", "TSTP", "STOP"])
def test_a_stopped_program_lends_the_terminal_and_takes_it_again(tmp_path: Path, how: str) -> None:
    pid = tmp_path / "pid"
    inner = shlex.join([sys.executable, *command(tmp_path, "study", "--type", "typed")])
    script = f"set -m; sh -c 'echo $$ >{pid}; exec {inner}'; stty sane; echo A SHELL; read x; fg; echo ENDED $?"
    terminal = Terminal(["-c", script], tmp_path / "home", program="/bin/bash")
    terminal.sees("Type the answer.")
    terminal.press("мэ")
    terminal.sees("› мэ")
    if how == "key":
        terminal.press("ctrl-z")
    else:
        os.kill(int(pid.read_text(encoding="ascii")), signal.Signals[f"SIG{how}"])
    terminal.sees("A SHELL")
    assert terminal.is_cooked()
    if how != "STOP":  # which no program is told of
        assert not terminal.is_full_screen()
    terminal.press("enter")
    terminal.sees("› мэ")
    terminal.press("р", "enter")
    terminal.sees("Right:")
    assert not terminal.is_cooked()
    assert terminal.is_full_screen()
    terminal.press("ctrl-c")
    terminal.sees("ENDED 130")
    terminal.ends()
    assert has_its_terminal_back(terminal)
    assert answers(tmp_path) == 1


INTERRUPTED_AT = """\
import sys
from importlib.abc import MetaPathFinder

class Impatient(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == {name!r}:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Impatient())
sys.argv = ["kgquiz", "due"]
from kgquiz.__main__ import main
main()
"""


@pytest.mark.parametrize("name", ["typer", "kgquiz.errors", "kgquiz.storage.store", "kgquiz.actions.study.due"])
def test_ctrl_c_while_it_starts_ends_it_in_silence(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_AT.format(name=name)],
        env={**os.environ, "KGQUIZ_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr.strip()) == (ExitCode.INTERRUPTED, "")
