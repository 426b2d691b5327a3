"""A final of forty items sat on the real screen: skipped, flagged, changed, killed, resumed, timed out."""

from __future__ import annotations

import re
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from kgquiz.exam.attempt import replay
from kgquiz.storage.store import Store
from tests.support import ROOT, SMALL_DECK, write
from tests.terminal.clocked import set_clock
from tests.terminal.pseudo import PATIENCE, Terminal

pytestmark = pytest.mark.landing

DATA = ROOT / "tests" / "data" / "final40"
NINE = 1_772_442_000.0


class Candidate:
    """Someone sitting the final; the clock is in our hands."""

    def __init__(self, folder: Path) -> None:
        self.home, self.clock = folder / "home", folder / "clock"
        self.seconds = NINE
        self.wait(0)

    def wait(self, seconds: float) -> None:
        self.seconds += seconds
        set_clock(self.clock, self.seconds)

    def starts(self, *words: str, shipped: Path = DATA) -> None:
        driver = ["-m", "tests.terminal.clocked", str(self.clock), str(self.home), str(shipped)]
        self.terminal = Terminal([*driver, "exam", *words], self.home)

    def at(self, item: int) -> None:
        """Wait until this item is on the screen."""
        self.terminal.sees(f" {item}/40 ·")

    def press(self, *keys: str) -> None:
        self.wait(1)
        self.terminal.press(*keys)

    def command(self, *keys: str) -> None:
        """A command where letters go to the text field."""
        self.press("esc", *keys)

    def row(self, text: str) -> str:
        """The key of the row that shows this text."""
        line = next(line for line in self.terminal.text().splitlines() if line.rstrip().endswith(f" {text}"))
        found = re.search(r"(\w)\)? " + re.escape(text), line)
        assert found, line
        return found[1]

    def chooses(self, item: int, *texts: str) -> None:
        """Press the keys of these options; several are ended with Enter."""
        self.at(item)
        self.press(*[self.row(text) for text in texts])

    def ticks(self, item: int, *texts: str) -> None:
        self.chooses(item, *texts)
        self.press("enter")

    def types(self, item: int, *texts: str) -> None:
        self.at(item)
        for text in texts:
            self.press(text, "enter")

    def pairs(self, item: int, *sides: str) -> None:
        """Give the left sides а б в г these right sides."""
        self.at(item)
        given = dict(zip("абвг", sides, strict=True))
        shown = re.findall(rf"{item}-сол-(.)", self.terminal.text())
        self.press(*[self.row(f"{item}-оң-{given[left]}") for left in shown], "enter")


def credits_by_hand() -> list[Fraction]:
    """The points of items 1 to 40 from the table in by_hand.md."""
    points: list[Fraction] = []
    for line in (DATA / "by_hand.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        items = [int(number) for number in re.findall(r"\d+", cells[0])]
        if len(cells) == 5 and items:
            many = len(range(items[0], items[-1] + 1))
            points += [Fraction(cells[4].replace("−", "-")) / many] * many
    return points


def test_a_final_of_forty_items_scores_what_was_worked_out_by_hand(tmp_path: Path) -> None:
    candidate = Candidate(tmp_path)
    candidate.starts("--seed", "1")
    candidate.terminal.sees("40 items, 60 minutes, pass mark 60 %.")
    candidate.press("enter")
    choose_and_tick(candidate)
    candidate.at(21)
    candidate.terminal.kill()
    candidate.wait(60)
    candidate.starts("--resume")
    candidate.terminal.sees(" 21/40 · 58:")
    write_and_arrange(candidate)
    candidate.wait(52 * 60)
    candidate.terminal.sees("less than 10 minutes!")
    candidate.wait(8 * 60)
    candidate.terminal.sees("Time is up.")
    candidate.press("enter")
    candidate.terminal.sees("You wrote: биринчи жана экинчи")
    read = [row.strip() for row in candidate.terminal.text().splitlines() if " 39-" in row and row.strip()[0] in "☑☐"]
    wanted = [number for number, row in enumerate(read, 1) if row.startswith("☐") is (number < 3)]
    candidate.press(*map(str, wanted), "enter")  # what was read is ticked already; the first two are to be
    candidate.terminal.sees("more: Page Down")
    assert " Mark  " in candidate.terminal.text()  # a report longer than the screen is read from its head
    candidate.press("enter")
    assert candidate.terminal.ends() == 0
    with Store.open(candidate.home / "progress.db") as store:
        marks = store.attempts.marks(1)
        logged = store.journal.count()
    assert [mark.points for mark in marks] == pytest.approx([float(points) for points in credits_by_hand()])
    assert sum(mark.points for mark in marks) == pytest.approx(29 + 1 / 6)
    assert logged == 40  # every item was shown, the last one too
    candidate.starts("show")
    candidate.terminal.sees("more: Page Down")
    candidate.press("q")
    candidate.terminal.sees("The book, page 40.")  # the end of the report; its head has scrolled away
    candidate.terminal.ends()


def choose_and_tick(candidate: Candidate) -> None:
    """Items 1 to 20."""
    for item in range(1, 9):
        candidate.chooses(item, f"{item}-туура")
    candidate.chooses(9, "9-ката")
    candidate.chooses(10, "10-башка")
    candidate.at(11)
    candidate.press("s")
    candidate.chooses(12, "12-жаңылыш")
    candidate.at(13)
    candidate.press("left")  # back, and changed
    candidate.at(12)
    candidate.terminal.sees("● " + candidate.row("12-жаңылыш"))
    candidate.chooses(12, "12-туура")
    for item in range(13, 17):
        candidate.chooses(item, "True" if item % 2 else "False")
    candidate.chooses(17, "False")
    candidate.at(18)
    candidate.press("s")
    candidate.ticks(19, "19-алма", "19-өрүк", "19-жүзүм")
    candidate.ticks(20, "20-алма", "20-жүзүм")


def write_and_arrange(candidate: Candidate) -> None:
    """Items 21 to 39; 29 is flagged, left and come back to by the overview."""
    candidate.ticks(21, "21-алма", "21-өрүк", "21-кум")
    candidate.at(22)
    candidate.press("s")
    for item, text in enumerate(("окмот", "Конституция", "президенттин", "башкару", "мэрия", "мэр"), 23):
        candidate.types(item, text)
    candidate.at(29)
    candidate.command("*")
    candidate.terminal.sees("⚑ Type")
    candidate.command("s")
    candidate.at(30)
    candidate.command("o")
    candidate.terminal.sees("flagged 1")
    candidate.press("2", "9", "enter")
    candidate.types(29, "жогорку кенеш")
    candidate.at(30)
    candidate.command("s")
    candidate.types(31, "Бишкек")
    candidate.types(32, "Ош", "Каракол")
    candidate.types(33, "Чатыр-Көл")
    candidate.at(34)
    candidate.command("s")
    candidate.ticks(35, "35-башы", "35-ортосу", "35-аягы")
    candidate.ticks(36, "36-ортосу", "36-башы", "36-аягы")
    candidate.pairs(37, *"абвг")
    candidate.pairs(38, *"абгв")
    candidate.types(39, "биринчи жана экинчи")
    candidate.at(40)


def test_the_sum_of_the_table_is_the_sum_below_it() -> None:
    points = credits_by_hand()
    assert len(points) == 40
    assert sum(points) == Fraction(175, 6)


DRAFTED = """\
exam: drafted
title: Drafted
minutes: 60
clock: paused
shuffle: false
sections:
- {decks: [small], types: [typed, outline], count: 2, points: 1}
"""


def noted(home: Path, draft: str) -> None:
    """Wait until what stands in the field is on disk: it is noted at a pause in typing, sooner or later."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with Store.open(home / "progress.db") as store:
            drafts = replay(store.attempts.steps(1)).drafts
        if drafts.get(0) and drafts[0].answer == (draft,):
            return
        time.sleep(0.1)
    missing = f"never noted: {draft}"
    raise AssertionError(missing)


def test_what_stands_in_the_field_when_the_program_is_killed_is_there_again_and_counts_at_the_end(
    tmp_path: Path,
) -> None:
    candidate, shipped = Candidate(tmp_path), tmp_path / "shipped"
    write(shipped, "small.yaml", SMALL_DECK)
    write(shipped, "drafted.exam.yaml", DRAFTED)
    candidate.starts("drafted", shipped=shipped)
    candidate.terminal.sees("Seed")
    candidate.press("enter")
    candidate.terminal.sees("1/2 ·")
    candidate.press("жарым-жартылай")
    candidate.terminal.sees("› жарым-жартылай")
    noted(candidate.home, "жарым-жартылай")
    candidate.terminal.kill()
    candidate.wait(3 * 60 * 60)
    candidate.starts("--resume", shipped=shipped)
    candidate.terminal.sees("› жарым-жартылай")
    candidate.press(" жооп")
    candidate.terminal.sees("› жарым-жартылай жооп")
    noted(candidate.home, "жарым-жартылай жооп")
    candidate.wait(60 * 60)
    candidate.terminal.sees("Time is up.")
    candidate.terminal.kill()
    with Store.open(candidate.home / "progress.db") as store:
        assert replay(store.attempts.steps(1)).given[0].answer == ("жарым-жартылай жооп",)
