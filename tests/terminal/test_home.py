"""Home as a state machine: what comes next, the ways behind each entry, and the way back; the first minute too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest.mock import patch

import pytest

from kgquiz.actions.exam.results import ExamRow
from kgquiz.actions.exam.sitting import OpenExam
from kgquiz.actions.library.listing import DeckRow
from kgquiz.actions.plan.setting import PlanState
from kgquiz.actions.study.due import DueReport
from kgquiz.actions.study.home import Glance, glance
from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.world import World
from kgquiz.errors import StoreError, UsageProblem
from kgquiz.lang import language_in_use, say, use_language
from kgquiz.lang.spelling import short_day
from kgquiz.memory.queue import Breadth
from kgquiz.memory.study_day import as_date
from kgquiz.terminal.home.first_minute import Welcome
from kgquiz.terminal.home.menu import home_choices, home_flow
from kgquiz.terminal.home.show import Home
from kgquiz.terminal.home.status import greeting, status_lines
from kgquiz.terminal.home.wishes import PlacementTest, Resume, SetPlan, ShowPlan, Sit, Speak, Study, Wish
from kgquiz.terminal.keys import Deed, deed_of
from kgquiz.terminal.lines import run_lines
from kgquiz.terminal.plan.set_up import minutes_in
from kgquiz.terminal.plan.when import EXAMPLE_AHEAD, exam_day
from kgquiz.terminal.scene import Command, Flow, Scene, T
from tests.support import SMALL_DECK, Person, write

TODAY = 740_000
MET = Breadth(30, 40, 12, 15)
DUE = DueReport(TODAY, due=12, new=20, answered=0, decks=("small",), cards=40, due_tomorrow=3, met=MET)
NOTHING_DUE = DueReport(TODAY, due=0, new=0, answered=9, decks=("small",), cards=40, due_tomorrow=3, met=MET)
ROWS = (
    DeckRow("ch1", "First chapter", 1, 1, cards=40, seen=12, due=5, known=9.0, file=Path("ch1.yaml"), due_alone=5),
    DeckRow("ch2", "Second chapter", 2, 1, cards=30, seen=0, due=0, known=0.0, file=Path("ch2.yaml")),
)
EXAMS = (ExamRow("final", "The final", 40, 60, 60), ExamRow("ch1", "The first test", 10, 15, 60))


@dataclass
class Shelf:
    """What home looks up, from memory."""

    world: World
    looked: list[str] = field(default_factory=list)

    def decks(self) -> tuple[DeckRow, ...]:
        self.looked.append("decks")
        return ROWS

    def exams(self) -> tuple[ExamRow, ...]:
        self.looked.append("exams")
        return EXAMS


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    write(tmp_path / "decks", "small.yaml", SMALL_DECK)
    before = language_in_use()
    yield Person(tmp_path / "home", tmp_path / "decks")
    use_language(before)


def meets(flow: Flow[T], *keys: str) -> tuple[T | None, Scene | None]:
    """Press keys, scene by scene; a word for a scene with a text field is entered there. Its end, or the scene then."""
    scene = next(flow)
    try:
        for key in keys:
            reply = scene.submit(key) if scene.typing and key != "escape" else scene.press(key)
            if scene.typing and deed_of(scene.field, key) is Deed.LEAVE:
                reply = Command.BACK
            if reply is None and key == "q":
                reply = Command.QUIT
            if reply is not None:
                scene = flow.send(reply)
    except StopIteration as end:
        return end.value, None
    return None, scene


def choosing(person: Person, seen: Glance, *keys: str) -> tuple[Wish | None, Scene | None]:
    return meets(home_flow(seen, Shelf(person.world)), *keys)


def place_of(seen: Glance, words: str) -> str:
    """The key of the entry that says this."""
    return str(next(n for n, choice in enumerate(home_choices(seen), 1) if words in choice.words))


# --- what comes next


def test_what_is_due_comes_first(person: Person) -> None:
    assert choosing(person, Glance(9, DUE, days_away=1), "enter") == (Study(), None)


def test_an_exam_that_was_left_comes_before_what_is_due(person: Person) -> None:
    left = OpenExam(3, "The final", 4, 40, 1_200_000, is_handed_in=False)
    seen = Glance(9, DUE, open_exams=(left,), days_away=0)
    assert choosing(person, seen, "1") == (Resume(3), None)
    assert choosing(person, seen, "2") == (Study(), None)


def test_where_the_day_is_done_ten_more_are_offered_beside_plan_and_share(person: Person) -> None:
    wish, _ = choosing(person, Glance(9, NOTHING_DUE, days_away=0), "enter")
    assert wish == Study(StudyOptions(new=10, plan=False))


def test_where_the_plan_of_the_day_is_done_the_menu_says_so_and_offers_more(person: Person) -> None:
    plan = PlanState(as_date(TODAY + 30), 30, 1500.0, 1600.0)
    done = replace(NOTHING_DUE, due_tomorrow=None, by_plan=True)
    seen = Glance(9, done, plan=plan, days_away=0)
    assert "Today's part of the plan is done." in "\n".join(status_lines(seen))
    assert choosing(person, seen, "enter")[0] == Study(StudyOptions(new=10, plan=False))


@pytest.mark.parametrize(("days", "offered"), [(None, True), (1, False), (20, False), (21, True), (300, True)])
def test_the_test_of_what_is_known_is_offered_at_the_start_and_after_a_long_pause(
    days: int | None, *, offered: bool
) -> None:
    wishes = [choice.wish for choice in home_choices(Glance(9, DUE, days_away=days, has_unmet=True))]
    assert (PlacementTest() in wishes) is offered
    assert PlacementTest() not in [choice.wish for choice in home_choices(Glance(9, DUE, days_away=days))]


def test_what_was_missed_lately_is_offered_again(person: Person) -> None:
    seen = Glance(9, DUE, days_away=0, missed=4)
    wish, _ = choosing(person, seen, place_of(seen, "missed in seven days (4 cards)"))
    assert wish == Study(StudyOptions(where="is:missed"))


def test_after_a_long_pause_a_heap_is_begun_with_a_portion(person: Person) -> None:
    heap = DueReport(TODAY, due=214, new=20, answered=0, decks=("small",), cards=400, due_tomorrow=3, met=MET)
    seen = Glance(9, heap, days_away=24)
    assert "24 days" in "\n".join(status_lines(seen))
    assert choosing(person, seen, "enter")[0] == Study(StudyOptions(limit=20))


def test_a_greeting_fits_the_hour() -> None:
    said = {hour: greeting(hour) for hour in range(24)}
    assert (said[7], said[13], said[21], said[2]) == ("Good morning!", "Good day!", "Good evening!", "Good evening!")


# --- the ways behind the entries


def test_a_deck_is_chosen_and_then_what_to_do_with_it(person: Person) -> None:
    seen = Glance(9, DUE, days_away=0)
    deck = place_of(seen, "one deck")
    assert choosing(person, seen, deck, "1", "1")[0] == Study(StudyOptions(("ch1",), new=0))
    assert choosing(person, seen, deck, "1", "2")[0] == Study(StudyOptions(("ch1",), new=10))
    assert choosing(person, seen, deck, "2", "1")[0] == Study(StudyOptions(("ch2",), new=10))
    assert choosing(person, seen, deck, "2", "3")[0] == PlacementTest(("ch2",))


def test_an_exam_is_chosen(person: Person) -> None:
    seen = Glance(9, DUE, days_away=0)
    assert choosing(person, seen, place_of(seen, "Mock"), "down", "enter")[0] == Sit(("ch1",))


def test_a_plan_is_set_up_by_exam_day_and_minutes(person: Person) -> None:
    seen, today = Glance(9, DUE, days_away=0), person.world.today()
    keys = (place_of(seen, "plan"), "1", "in 6 weeks", "nonsense", "30")
    assert choosing(person, seen, *keys)[0] == SetPlan({"names": ("final",), "exam": today + 42, "minutes": 30})


def test_a_plan_can_be_looked_at_and_changed_by_its_parts(person: Person) -> None:
    seen = Glance(9, DUE, plan=PlanState(as_date(TODAY + 30), 30, 1500.0, 0.0), days_away=0)
    plan = place_of(seen, "plan")
    assert choosing(person, seen, plan, "1")[0] == ShowPlan()
    assert choosing(person, seen, plan, "3", "")[0] == SetPlan({"minutes": 25})
    assert choosing(person, seen, plan, "3", "escape", "1")[0] == ShowPlan()


def test_escape_goes_back_a_step_and_q_leaves_from_everywhere(person: Person) -> None:
    seen = Glance(9, DUE, days_away=0)
    for words, way in (("one deck", ("1",)), ("Mock", ()), ("plan", ("1", "in 6 weeks")), ("Language", ())):
        entry = place_of(seen, words)
        keys = (entry, *way)
        _, scene = choosing(person, seen, *keys)
        assert scene is not None
        _, scene = choosing(person, seen, *keys, *["escape"] * len(keys))
        assert scene is not None
        assert scene.commands == (Command.QUIT,), words
        assert choosing(person, seen, *keys, "q") == (None, None), words
    assert choosing(person, seen, "escape") == (None, None)


def test_the_cursor_stands_where_it_was_when_she_comes_back(person: Person) -> None:
    seen = Glance(9, DUE, days_away=0)
    entry = place_of(seen, "Mock")
    assert choosing(person, seen, entry, "escape", "enter", "1")[0] == Sit(("final",))


def test_line_by_line_home_is_the_same(person: Person) -> None:
    lines, said = iter(["2", "1", ":back", ":back", "9", "x", "8"]), list[str]()
    wish = run_lines(home_flow(Glance(9, DUE, days_away=0), Shelf(person.world)), lambda: next(lines), said.append)
    assert wish is None  # 8 leaves
    assert run_lines(home_flow(Glance(9, DUE), Shelf(person.world)), lambda: None, said.append) is None
    assert sum("What next?" in one for one in said) == 3


# --- the first minute


def welcomed(person: Person, *keys: str) -> tuple[list[Wish] | None, Scene | None]:
    wishes, scene = meets(Welcome(person.world, asks_language=True, has_cards=True).flow(), *keys)
    return None if wishes is None else list(wishes), scene


def test_the_first_minute_leads_to_the_first_card(person: Person) -> None:
    assert welcomed(person, "1", "2", "1") == ([Speak("en"), Study()], None)
    assert welcomed(person, "1", "2", "2") == ([Speak("en"), PlacementTest()], None)
    assert welcomed(person, "1", "2", "3") == ([Speak("en")], None)


def test_with_an_exam_it_asks_when_and_how_many_minutes(person: Person) -> None:
    today = person.world.today()
    plan = SetPlan({"exam": today + 42, "minutes": 25}, shown=False)
    assert welcomed(person, "1", "1", "6", "", "1") == ([Speak("en"), plan, Study()], None)


def test_from_the_second_screen_on_it_speaks_her_language(person: Person) -> None:
    _, scene = welcomed(person, "2")
    assert scene is not None
    assert "Кош келиңиз!" in scene.text()
    _, scene = welcomed(person, "3")
    assert scene is not None
    assert "Добро пожаловать!" in scene.text()


@pytest.mark.parametrize("steps", range(5))
@pytest.mark.parametrize("key", ["q", "escape"])
def test_the_first_minute_can_be_left_at_every_step_and_wants_nothing_then(
    person: Person, steps: int, key: str
) -> None:
    way = ("1", "1", "6", "30")[:steps]
    keys = ("q",) if key == "q" else ("escape",) * (steps + 1)
    assert welcomed(person, *way, *keys) == (None, None)


def test_going_back_forgets_what_was_answered_there(person: Person) -> None:
    assert welcomed(person, "1", "1", "6", "30", "escape", "escape", "escape", "2", "1")[0] == [Speak("en"), Study()]


def test_without_cards_it_asks_nothing_but_the_language(person: Person) -> None:
    wishes, _ = meets(Welcome(person.world, asks_language=True, has_cards=False).flow(), "1")
    assert wishes == [Speak("en")]


# --- what is typed


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("6", 42),
        ("in 6 weeks", 42),
        ("6 жума", 42),
        ("6 жумадан кийин", 42),
        ("через 6 недель", 42),
        ("10 days", 10),
        ("10 күндөн кийин", 10),
        ("через 10 дней", 10),
        ("12.03.2026", 10),
        ("2026-03-12", 10),
        ("12.3", 10),
        ("12.03.", 10),
        ("1.3", 364),
    ],
)
def test_the_day_of_an_exam_is_understood_as_people_write_it(text: str, ahead: int) -> None:
    today = as_date(1).replace(2026, 3, 2).toordinal()
    assert exam_day(text, today) == today + ahead


@pytest.mark.parametrize("text", ["", "soon", "31.2", "31.02.2027", "12.13.2026", "6 parsecs", "99999999999", "-3"])
def test_what_is_no_day_is_asked_about_again(text: str) -> None:
    with pytest.raises(UsageProblem):
        exam_day(text, TODAY)


def test_a_line_that_is_no_day_is_answered_with_a_day_as_the_question_writes_it() -> None:
    use_language("ru")
    day = short_day(as_date(TODAY + EXAMPLE_AHEAD))
    for typed in ("", "  ", "завтра", "31.02"):
        with pytest.raises(UsageProblem) as raised:
            exam_day(typed, TODAY)
        said = say(raised.value.message)
        assert day in said
        assert "«»" not in said


@pytest.mark.parametrize("text", ["", "0", "601", "many", "٣٣", "9" * 5000])
def test_minutes_are_a_number_within_bounds(text: str) -> None:
    if text == "٣٣":
        assert minutes_in(text) == 33
        return
    with pytest.raises(UsageProblem):
        minutes_in(text)


# --- what is damaged or missing


@pytest.mark.parametrize("name", ["plan", "new-per-day", "tuned-at", "language", "theme"])
@pytest.mark.parametrize(
    "value", ['"abc"', "[1]", '{"exam":"x"}', "xx{", '{"exam":739999,"minutes":"a"}', '{"exam":9e9}']
)
def test_a_damaged_setting_keeps_home_from_nothing(person: Person, name: str, value: str) -> None:
    person.types("due")
    with closing(sqlite3.connect(person.home / "progress.db", isolation_level=None)) as connection:
        connection.execute("insert or replace into setting values (?, ?)", (name, value))
    said = person.types()
    assert (said.code, "4 new cards" in said.out, "Traceback" in said.err) == (0, True, False)
    if name == "plan":
        assert "'plan' is damaged" in said.err
        assert person.types("plan", "--clear").code == 0
        assert person.types().err == ""


def test_one_broken_deck_is_told_and_the_rest_works(person: Person) -> None:
    write(person.home / "decks", "bad.yaml", "deck: bad\ncards: [{id: x, typo: y}]\n")
    said = person.types()
    assert (said.code, "bad.yaml is left out" in said.err, "4 new cards" in said.out) == (0, True, True)


def test_what_was_noticed_on_the_way_home_is_told_there_and_not_once_more_behind_it(person: Person) -> None:
    person.types("study", "small", "--plain", lines="\n1\n:quit\n")
    person.clock.go_on(days=2)
    write(person.home / "decks", "bad.yaml", "deck: bad\ntitel: Misspelt\n")
    world = person.world
    screens: list[str] = []

    def looked_at_and_left(flow: Flow[T], **_where: bool) -> T:
        return run_lines(flow, lambda: None, screens.append)

    with patch("kgquiz.terminal.home.show.play", looked_at_and_left):
        Home(world).run(asks_language=False)
    assert "bad.yaml is left out" in screens[0]
    assert list(world.notices) == [], "the end of the command would say it again"


def test_where_nothing_can_be_kept_a_new_student_is_told_before_she_is_asked_anything(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgquiz.storage.store.is_writable", lambda _: False)
    screens: list[str] = []

    def looked_at_and_left(flow: Flow[T], **_where: bool) -> T:
        return run_lines(flow, lambda: None, screens.append)

    with (
        patch("kgquiz.terminal.home.show.play", looked_at_and_left),
        pytest.raises(StoreError, match="nothing new can be kept"),
    ):
        Home(person.world).run(asks_language=True)
    assert "nothing new can be kept" in screens[0]
    assert not any("Welcome" in screen for screen in screens)


def test_home_knows_since_when_she_is_away(person: Person) -> None:
    assert person.asks(glance).is_new
    person.types("study", lines="\n1\n:quit\n")
    assert (person.asks(glance).days_away, person.asks(glance).is_new) == (
        0,
        True,
    )  # the README begins with `study ch1`
    person.clock.go_on(days=21)
    assert (person.asks(glance).was_long_away, person.asks(glance).is_new) == (True, False)
    assert "kgquiz place" in person.types().out


def test_a_chosen_language_is_spoken_the_next_time(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KGQUIZ_LANG", raising=False)
    assert person.types("settings", "language", "ru").code == 0
    assert "новые карточки" in person.types().out
    monkeypatch.setenv("KGQUIZ_LANG", "en")
    assert "new cards" in person.types().out
