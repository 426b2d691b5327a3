"""A process that has imported the program already: pseudo-terminal tests start theirs from it in a tenth of the time.

What starts is a process of its own, in a session of its own, on the terminal it is given: it takes signals, is killed
and ends as any other, and it is a child of the process that asked for it. Only the imports were done before. The tests
of those, and of a first start, begin with the interpreter.
"""

from __future__ import annotations

import atexit
import ctypes
import fcntl
import gc
import json
import os
import pkgutil
import pty
import signal
import socket
import subprocess
import sys
import termios
import traceback
from collections.abc import Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from runpy import run_module
from typing import Any, TextIO

from ptyprocess import PtyProcess

from tests.support import ROOT

CAN_WARM = sys.platform == "linux"
_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER: whose parent has ended becomes a child of the next process above that set it."""
_ROOMS = ("kgquiz.terminal", "kgquiz.actions", "kgquiz.cards")
_LATE = ("prompt_toolkit.input.vt100", "prompt_toolkit.output.vt100", "rich.table", "rich.panel", "sqlite_utils.db")
"""What else a sitting imports while it runs."""
_MOST = 1 << 20
_AS_A_SHELL = (signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP)
"""Signals that do what they usually do, though the tests themselves run under nohup or in the background."""


def started(arguments: Sequence[str], env: Mapping[str, str], size: tuple[int, int]) -> PtyProcess:
    """`python -m MODULE words…` on a terminal of its own; `arguments` begin with `-m`."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, size)
    order = {"words": [*arguments[1:]], "env": dict(env), "cwd": str(Path.cwd())}
    asked = _nursery()
    with _adopting():
        socket.send_fds(asked, [json.dumps(order).encode()], [theirs])
        pid = int(asked.recv(_MOST))
    os.close(theirs)
    return PtyProcess(pid, ours)


@contextmanager
def _adopting() -> Any:
    _adopt(yes=True)
    try:
        yield
    finally:
        _adopt(yes=False)


def _adopt(*, yes: bool) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, int(yes), 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


@cache
def _nursery() -> socket.socket:
    """The way to the warm process of this one; it ends when this one does."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    number = theirs.fileno()
    words = [sys.executable, "-m", "tests.terminal.warm", str(number)]
    process = subprocess.Popen(words, pass_fds=[number], stdin=subprocess.DEVNULL, cwd=ROOT)
    theirs.close()

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def serve(asked: socket.socket) -> None:
    """Start what is asked for, until nobody asks any more."""
    for room in _ROOMS:
        for module in pkgutil.walk_packages(import_module(room).__path__, f"{room}."):
            import_module(module.name)
    for name in _LATE:
        import_module(name)
    gc.collect()
    gc.freeze()
    while True:
        data, files, _, _ = socket.recv_fds(asked, _MOST, 1)
        if not data:
            return
        asked.send(str(_born(asked, json.loads(data), files[0])).encode())
        os.close(files[0])


def _born(asked: socket.socket, order: Mapping[str, Any], terminal: int) -> int:
    """The number of a new process; the one between ends, so that who asked is given it as a child."""
    reads, writes = os.pipe()
    between = os.fork()
    if not between:
        pid = os.fork()
        if pid:
            os.write(writes, str(pid).encode())
            os._exit(0)
        asked.close()
        _live(order, terminal)
    os.close(writes)
    os.waitpid(between, 0)
    with os.fdopen(reads, "rb") as told:
        return int(told.read())


def _live(order: Mapping[str, Any], terminal: int) -> None:
    """Be the program: with its terminal, its environment and its words; never comes back."""
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        os.dup2(terminal, number)
        setattr(sys, name, _stream(number, mode, getattr(sys, name)))
    os.closerange(3, 256)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for sent in _AS_A_SHELL:
        signal.signal(sent, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    module, *words = order["words"]
    sys.argv = [module, *words]
    code = 0
    try:
        run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - as the interpreter does
        traceback.print_exc()
        code = 1
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    os._exit(code)


def _stream(number: int, mode: str, like: TextIO) -> Any:
    return os.fdopen(number, mode, encoding=like.encoding, errors=like.errors, closefd=False)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
