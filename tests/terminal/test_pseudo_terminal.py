"""The installed program, driven as a student drives it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from kgquiz.memory.log import Kind
from kgquiz.storage.store import Store
from tests.support import SMALL_DECK, write
from tests.terminal.pseudo import Terminal


def start(
    tmp_path: Path, *words: str, deck: str = SMALL_DECK, size: tuple[int, int] = (24, 80), first: bool = False
) -> Terminal:
    path = write(tmp_path, "small.yaml", deck)
    return Terminal(["-m", "kgquiz", "study", str(path), *words], tmp_path / "home", size=size, first=first)


def reviews(home: Path) -> list[tuple[str, int]]:
    """What the log holds that stands: (card, rating)."""
    with Store.open(home / "progress.db") as store:
        events = list(store.journal.all())
    undone = {event.target for event in events if event.kind is Kind.UNDO}
    return [(e.card, int(e.rating or 0)) for e in events if e.kind is Kind.REVIEW and e.id not in undone]


def answer(terminal: Terminal, kind: str) -> None:
    """Answer the card on the screen right, whatever its type."""
    if kind == "Say what it means.":
        terminal.press("space")
        terminal.sees("Which of these did you have?")
        terminal.press("1", "2", "enter")
    elif kind == "Type the answer.":
        terminal.press("мэр" if "Шаарды" in terminal.text() else "жогорку кенеш", "enter")
    elif kind == "Choose one.":
        row = next(line for line in terminal.text().splitlines() if line.rstrip().endswith(" мэр"))
        terminal.press(row.strip()[0])
    else:
        terminal.press("space")
        terminal.sees("1–2 tick")
        terminal.press("a", "enter")


CAPTIONS = ("Say what it means.", "Type the answer.", "Choose one.", "Name all the points")


def test_a_sitting_of_four_types_with_an_undo_survives_a_kill_with_exactly_the_acknowledged_answers(
    tmp_path: Path,
) -> None:
    terminal, home = start(tmp_path, first=True), tmp_path / "home"
    seen = []
    for number in range(4):
        caption = terminal.sees(*CAPTIONS)
        seen.append(caption)
        answer(terminal, caption)
        terminal.sees("Right")
        if number == 1:
            terminal.press("u")
            assert terminal.sees(*CAPTIONS) == caption
            answer(terminal, caption)
            terminal.sees("Right")
        if number < 3:
            terminal.press("enter")
            terminal.sees(f"{number + 1}/")
    terminal.kill()  # right after the fourth answer was acknowledged on the screen
    assert sorted(set(seen)) == sorted(CAPTIONS)
    logged = reviews(home)
    assert len(logged) == 4
    assert {rating for _, rating in logged} == {3}
    with Store.open(home / "progress.db") as store:
        stored = store.schedule.all_states()
        store.schedule.rebuild()
        assert store.schedule.all_states() == stored
    again = start(tmp_path)
    again.sees("Nothing is due here today")
    assert again.ends() == 7


def test_ctrl_c_keeps_every_answer_and_says_so(tmp_path: Path) -> None:
    terminal = start(tmp_path, "--type", "typed")
    terminal.sees("Type the answer.")
    terminal.press("эч качан", "enter")
    terminal.sees("Not right.")
    terminal.press("enter")
    terminal.sees("Type the answer.")
    terminal.press("ctrl-c")
    terminal.sees("Everything you answered is saved")
    assert terminal.ends() == 130
    assert [rating for _, rating in reviews(tmp_path / "home")] == [1]


def test_ctrl_c_on_the_finding_counts_its_answer(tmp_path: Path) -> None:
    terminal = start(tmp_path, "--type", "typed")
    terminal.sees("Type the answer.")
    terminal.press("эч качан", "enter")
    terminal.sees("Not right.")
    terminal.press("ctrl-c")
    terminal.sees("1 card answered")
    assert terminal.ends() == 130


def test_a_line_break_that_is_pasted_is_a_space(tmp_path: Path) -> None:
    terminal = start(tmp_path, "--type", "typed")
    terminal.sees("Type the answer.")
    terminal.press("\x1b[200~бир\r\nэки\tүч\x1b[201~")
    terminal.sees("› бир эки үч")
    terminal.press("ctrl-c")
    assert terminal.ends() == 130


def test_an_option_longer_than_the_screen_is_shown_whole(tmp_path: Path) -> None:
    long = "узун" * 60
    deck = f"deck: d\ntitle: t\ncards:\n- {{id: a, type: choice, prompt: Кайсы?, answer: а, wrong: [{long}соңу]}}\n"
    terminal = start(tmp_path, deck=deck)
    terminal.sees("соңу")
    terminal.press("ctrl-c")
    assert terminal.ends() == 130


def test_commands_work_while_typing_and_on_a_cyrillic_layout(tmp_path: Path) -> None:
    terminal = start(tmp_path, "--type", "typed")
    terminal.sees("Type the answer.")
    terminal.press("уу", "esc")
    terminal.sees("back to typing")
    terminal.press("й")  # q on the Latin layout
    terminal.sees("No answers this time")
    assert terminal.ends() == 0


def test_what_was_forgiven_is_said_and_can_be_overruled(tmp_path: Path) -> None:
    terminal = start(tmp_path, "--type", "typed")
    terminal.sees("Type the answer.")
    first = "мэрди" if "Шаарды" in terminal.text() else "жогорку кенештин"
    terminal.press(first, "enter")
    terminal.sees("in another form of the word")
    terminal.sees("in another form; both are right.")
    terminal.press("n")
    terminal.sees("1 again")
    terminal.press("enter")
    terminal.sees("Type the answer.")
    terminal.press("ctrl-c")
    terminal.ends()
    with Store.open(tmp_path / "home" / "progress.db") as store:
        (amendment,) = store.journal.amendments()
        assert amendment.finding == "i was wrong"


ALL_TYPES = """\
deck: nine
title: Nine
cards:
- {id: m, type: multi, page: 1, prompt: Кайсылары?, answers: [жер, мүлк], wrong: [акциз]}
- {id: t, type: truefalse, page: 1, statement: Аким районду башкарат., answer: 'true'}
- {id: c, type: cloze, page: 1, text: 'Мөөнөтү — {{5}} жыл, жашы — {{35}}.'}
- {id: o, type: order, page: 1, prompt: Иретте., items: [бир, эки]}
- {id: p, type: match, page: 1, prompt: Жупта., pairs: {Мэр: шаар, Аким: район}}
- {id: l, type: outline, page: 1, prompt: Эки белги?, points: [бири, дагы]}
- {id: y, type: typed, page: 1, prompt: Шаарды ким башкарат?, answer: мэр}
- {id: h, type: choice, page: 1, prompt: Районду ким башкарат?, answer: аким, wrong: [мэр, спикер]}
- {id: r, type: recall, page: 1, term: Ижара, meaning: Акыга.}
"""

HINTS = {
    "Choose all": "multi",
    "True or false": "truefalse",
    "Fill the blank": "cloze",
    "Put them in order": "order",
    "Pair them up": "match",
    "Name all the points": "outline",
    "Say what it means": "recall",
    "Type the answer": "typed",
    "Choose one": "choice",
}
ROUND = {  # keys for a right, a wrong and a partial answer
    "truefalse": {"right": ["1"], "wrong": ["2"]},
    "typed": {"right": ["мэр", "enter"], "wrong": ["аким", "enter"]},
    "recall": {"right": ["space", "3"], "wrong": ["space", "1"]},
    "outline": {"right": ["space", "a", "enter"], "wrong": ["space", "enter"], "part": ["space", "1", "enter"]},
    "cloze": {
        "right": ["5", "enter", "35", "enter"],
        "wrong": ["7", "enter", "8", "enter"],
        "part": ["5", "enter", "8", "enter"],
    },
}


def keys_for(kind: str, how: str, screen: str) -> list[str]:
    """Where the options are shuffled, the screen says which number or letter is which."""
    rows = [line.split() for line in screen.splitlines() if line.strip()]

    def number(word: str) -> str:
        return next(part[0] for row in rows if row[-1] == word for part in row if part[1:] == ")")

    def letter(word: str) -> str:
        return next(row[0][0] for row in rows if row[-1] == word and row[0].endswith(")"))

    if kind == "choice":
        return [number("аким" if how == "right" else "мэр")]
    if kind == "multi":
        words = {"right": ["жер", "мүлк"], "wrong": ["акциз"], "part": ["жер"]}[how]
        return [*map(number, words), "enter"]
    if kind == "order":
        words = ["бир", "эки"] if how == "right" else ["эки", "бир"]
        return [*map(number, words), "enter"]
    lefts = [row[-3] if row[0] == "›" else row[0] for row in rows if "→" in row]
    pairs = {"Мэр": "шаар", "Аким": "район"}
    given = {"right": pairs, "wrong": dict(zip(pairs, reversed(pairs.values()), strict=True))}.get(how)
    given = given or dict.fromkeys(pairs, "шаар")
    return [*(letter(given[left]) for left in lefts), "enter"]


NO_HALF = {"truefalse", "recall", "order", "typed", "choice"}
"""Types of which there is no half: one choice, one word, two items, her own rating."""


@pytest.mark.landing
@pytest.mark.parametrize("kind", HINTS.values())
def test_each_type_is_answered_wrong_in_part_and_right(kind: str, tmp_path: Path) -> None:
    terminal = start(tmp_path, "--type", kind, deck=ALL_TYPES)
    for how in ("wrong", "right") if kind in NO_HALF else ("wrong", "part", "right"):
        assert HINTS[terminal.sees(*HINTS)] == kind
        for key in ROUND.get(kind, {}).get(how) or keys_for(kind, how, terminal.text()):
            terminal.press(key)
            terminal.text()
        if kind == "recall":
            terminal.sees("comes back tomorrow" if how == "right" else "Say what it means")
        else:
            terminal.sees({"right": "Right.", "wrong": "Not right.", "part": "Partly right"}[how])
            terminal.press(*["u"] * (how != "right"))
    terminal.press("ctrl-c")
    terminal.ends()
    assert reviews(tmp_path / "home")[-1][1] == 3


def test_a_card_longer_than_the_screen_can_be_scrolled(tmp_path: Path) -> None:
    points = ", ".join(f"{n}-белги узун сөздөр менен" for n in range(1, 30))
    deck = f"deck: d\ntitle: t\ncards:\n- {{id: a, type: outline, prompt: Көп., points: [{points}]}}\n"
    terminal = start(tmp_path, deck=deck)
    terminal.sees("Name all the points")
    terminal.press("space")
    terminal.sees("more: Page Down")
    terminal.press(*["\x1b[6~"] * 4)
    terminal.sees("29-белги")
    terminal.press("ctrl-c")
    assert terminal.ends() == 130


def test_a_second_digit_after_a_wrong_choice_rates_nothing_and_the_summary_tells_the_marking(tmp_path: Path) -> None:
    terminal = start(tmp_path, "--type", "choice", "--limit", "1", deck=ALL_TYPES)
    terminal.sees("Choose one.")
    terminal.press(*keys_for("choice", "wrong", terminal.text()), "2")
    terminal.sees("Not right.")
    terminal.press("2", "3", "enter")
    terminal.sees("Choose one.")
    terminal.press("q")
    terminal.sees("0 % right the first time")
    terminal.press("q")
    assert terminal.ends() == 0
    assert [rating for _, rating in reviews(tmp_path / "home")] == [1]


def test_undo_after_a_suspension_takes_the_suspension_back_and_no_answer(tmp_path: Path) -> None:
    cards = "\n".join(f"- {{id: c{n}, type: typed, prompt: {n}-суроо?, answer: мэр}}" for n in range(3))
    terminal, home = start(tmp_path, deck=f"deck: d\ntitle: t\ncards:\n{cards}\n"), tmp_path / "home"
    terminal.sees("Type the answer.")
    terminal.press("мэр", "enter")
    terminal.sees("Right.")
    terminal.press("enter")
    terminal.sees("1/3")
    terminal.press("esc", "-")
    terminal.sees("Asked no more until you resume it")
    terminal.press("esc", "u")
    terminal.sees("Asked again: ")
    terminal.press("ctrl-c")
    assert terminal.ends() == 130
    assert len(reviews(home)) == 1
    with Store.open(home / "progress.db") as store:
        assert [event.kind for event in store.journal.all()] == [Kind.REVIEW, Kind.SUSPEND, Kind.UNDO]


@pytest.mark.parametrize("kind", ["multi", "match", "order"])
def test_enter_on_an_untouched_card_asks_first_and_records_nothing(kind: str, tmp_path: Path) -> None:
    terminal = start(tmp_path, "--type", kind, deck=ALL_TYPES)
    terminal.sees(*HINTS)
    terminal.press("enter")
    terminal.sees("Nothing chosen. Enter once more", "Nothing moved. Enter once more")
    terminal.press("ctrl-c")
    assert terminal.ends() == 130
    assert reviews(tmp_path / "home") == []
