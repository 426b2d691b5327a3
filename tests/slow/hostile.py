"""What is hostile in texts, bytes and words, and what no command may do when it meets it."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from kgquiz.errors import ExitCode
from tests.support import Person

LONGEST = 5.0
"""Seconds of work that one command may take; another program's share of the processor does not count."""

TEXTS = (
    "",
    " ",
    "\n",
    "x",
    "0",
    "-1",
    "1e999",
    "nan",
    "true",
    "null",
    "~",
    "[]",
    "{}",
    "Салык",
    "Ө" * 300,
    "a" * 5000,
    "\x1b[2J\x1b]0;X\x07",
    "\x00",
    "\x9b31m",
    "\r\nkgquiz: жок",
    "\u202eкылас",
    "\u2066\u2069\u200b\ufeff",
    "\u2028\u2029\x85",
    "й" + "\u0301" * 200,
    "👩‍👩‍👧‍👦",
    "{{",
    "{{a}}" * 200,
    "}}{{",
    "%s %n {0} {x!r:>999999}",
    "[bold red]x[/] [link=file:///]",
    "'\"`$(id)",
    "../../x",
    "~nosuchuser/x",
    "9" * 30,
    "9" * 5000,
    "-" + "9" * 25,
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "١٢٣",
    "½",
    "2026-03-20T25:61:61",
    "!!python/object/apply:os.system [id]",
    "&a [*a]",
    "[" * 200,
    "{" * 200,
    "- " * 200,
    "CON",
    "NUL.yaml",
    "\ud83d",
)


def chance_of(*what: object) -> Random:
    """Chance that is the same in every run; KGQUIZ_SLOW_CHANCE=2 tries others."""
    return Random("/".join(map(str, (*what, *filter(None, [os.environ.get("KGQUIZ_SLOW_CHANCE")])))))


def flipped(data: bytes, chance: Random, bits: int) -> bytes:
    """The bytes with so many bits turned."""
    found = bytearray(data)
    for _bit in range(bits if found else 0):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


@dataclass
class Judge:
    """Runs commands and keeps what none of them may do."""

    person: Person
    faults: list[str] = field(default_factory=list)
    commands: int = 0

    def hears(self, case: object, *words: str, lines: str = "") -> None:
        """Run one command; a traceback, a control character, a strange exit code or too much work is a fault."""
        self.commands += 1
        begun = time.process_time()
        try:
            with _bounded():
                said = self.person.types(*words, lines=lines)
        except BaseException as error:  # noqa: BLE001 - whatever comes out of a command is what is looked for
            last = traceback.extract_tb(error.__traceback__)[-1]
            self._fault(case, words, f"{type(error).__name__}: {error} at {last.filename}:{last.lineno}")
            return
        spent = time.process_time() - begun
        if spent > LONGEST:
            self._fault(case, words, f"{spent:.1f} s of work")
        if said.code not in set(ExitCode):
            self._fault(case, words, f"exit code {said.code}")
        meant = "\n\t" if words[:1] == ("cards",) else "\n"  # in a pipe its columns stand apart by tabs
        steering = {one for one in said.out + said.err if one not in meant and unicodedata.category(one) in _STEERING}
        if steering:
            self._fault(case, words, f"control characters {sorted(map(ascii, steering))}")

    def _fault(self, case: object, words: tuple[str, ...], what: str) -> None:
        self.faults.append(f"{case}: kgquiz {' '.join(ascii(word)[:80] for word in words)}: {what}"[:600])


_STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_FOREVER = 30
"""Seconds after which a command that waits is ended, where the system can do so."""


@contextmanager
def _bounded() -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, _FOREVER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _StillWaiting(BaseException):
    """No Exception, and no OSError as TimeoutError is: nothing in the program takes it for something of its own."""


def _too_long(_signal: int, _frame: object) -> None:
    raise _StillWaiting


ANSWERS = "\n".join(("", "1", "1 2", "a", "мэр", "Ижара", ":undo", ":skip", "4", ":suspend", "\x1b[A", "9" * 400) * 3)
"""What is typed to whatever asks."""


def slices(cases: int, of: int) -> list[range]:
    """The numbers of the cases, in slices that can be run one by one."""
    return [range(begin, min(begin + of, cases)) for begin in range(0, cases, of)]
