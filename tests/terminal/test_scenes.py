"""Every scene without a terminal: a state machine that knows no rich, a painter for it, and all its keys."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from rich.console import Console, RenderableType

import kgquiz.terminal
from kgquiz.actions.desk import Desk
from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.study.sitting import Summary, start_study
from kgquiz.cards.prompts import TickOff, Type
from kgquiz.cards.reading.written import read_written
from kgquiz.cards.verdict import Finding, Verdict
from kgquiz.key import CardKey
from kgquiz.lang import use_language
from kgquiz.terminal.exam.scenes import (
    CertaintyScene,
    CommentScene,
    CoverScene,
    HandInScene,
    NoticeScene,
    OverviewScene,
    ReviewScene,
)
from kgquiz.terminal.exam.self_mark import SelfMarkScene, WriteScene
from kgquiz.terminal.hints import help_page, screen_hints
from kgquiz.terminal.keys import DIGITS, KEYS, LETTERS, NUMBERS, Deed
from kgquiz.terminal.painting import painted as known
from kgquiz.terminal.painting.painters import foot_of, painted, painter_of
from kgquiz.terminal.scene import Answered, Command, Rated, Scene
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.menu import MenuScene
from kgquiz.terminal.study.again import AgainScene
from kgquiz.terminal.study.feedback import FeedbackScene
from tests.support import Person, write
from tests.terminal.test_empty_answers import KINDS, scene_of

FRAME = Frame("Overview", "Final", 0, 40)
FAMILIES = {NUMBERS: "123456789", DIGITS: "0123456789", LETTERS: "abcdefgh"}
PROMPT = TickOff("Кандай?", ("түзөт", "карайт"))
WRONG = Verdict(0.0, Finding.WRONG, expected="мэр")


def clock() -> tuple[str, None]:
    return "10:00", None


def overview() -> OverviewScene:
    return OverviewScene(FRAME, [(False, False), (True, True)] * 20, 0, clock)


def self_mark() -> SelfMarkScene:
    reading = read_written("Өкмөт түзөт.", PROMPT.points, PROMPT.text)
    return SelfMarkScene(PROMPT, ("жооп",), FRAME, (Command.QUIT,), reading)


def summary() -> Summary:
    return Summary(2, 2, 1, 1, 30.0, 0, 1, (CardKey("small/a"),), ())


SCENES: dict[str, Callable[[], Scene]] = {kind: lambda kind=kind: scene_of(kind) for kind in KINDS} | {
    "menu": lambda: MenuScene("Title", ["Said."], ["one", "two", "three"]),
    "again": lambda: AgainScene(summary()),
    "cover": lambda: CoverScene("Title", ["Said."]),
    "notice": lambda: NoticeScene("Title", ["Said."]),
    "review": lambda: ReviewScene("Title", ["Said."]),
    "hand in": lambda: HandInScene("Title", ["Said."], clock),
    "certainty": lambda: CertaintyScene("Title", ["Said."], clock),
    "comment": lambda: CommentScene("Title", "Ким?", WRONG, ["Not right."], clock),
    "overview": overview,
    "write": lambda: WriteScene(Type("Ким?", 2), FRAME, ()),
    "self-mark": self_mark,
}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.fixture
def finding(person: Person) -> Iterator[FeedbackScene]:
    """After a wrong answer."""
    with Desk(person.world) as desk:
        sitting = start_study(desk, StudyOptions(types=("typed",)))
        asked = sitting.current()
        assert asked is not None
        yield FeedbackScene(sitting.mark(asked, ("жогорку кеңешчи",), 1.0), FRAME, book="The book, page 4.")


def drawn(content: RenderableType, width: int = 80) -> str:
    out = io.StringIO()
    Console(file=out, width=width).print(content)
    return out.getvalue()


def test_state_machines_and_flows_know_no_rich_and_no_prompt_toolkit() -> None:
    names = [name for _finder, name, _is in walk_packages(kgquiz.terminal.__path__, "kgquiz.terminal.")]
    pure = [name for name in names if ".scenes" in name or name.endswith(("scene", "_flow", ".keys", ".lines"))]
    pure += [f"kgquiz.terminal.{name}" for name in ("study.feedback", "study.again", "study.flow", "exam.self_mark")]
    assert len(pure) > 18
    pure.remove("kgquiz.terminal.exam.review_flow")  # what was missed is read out in the words of the report
    script = f"import sys, importlib; [importlib.import_module(n) for n in {pure!r}]; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True).stdout
    assert not {"rich", "prompt_toolkit", "typer"} & set(loaded.split())


def concrete(base: type[Scene]) -> Iterator[type[Scene]]:
    for kind in base.__subclasses__():
        yield from concrete(kind)
        if not getattr(kind, "__abstractmethods__", None) and kind.__module__.startswith("kgquiz."):
            yield kind


def test_every_scene_has_a_painter_of_its_own_or_of_its_kind() -> None:
    for name in ("scenes.registry", "exam.flow", "exam.review_flow", "exam.open_flow", "study.flow"):
        import_module(f"kgquiz.terminal.{name}")
    kinds = set(concrete(Scene))  # type: ignore[type-abstract]  # where the walk begins
    assert len(kinds) > 15
    assert [kind for kind in kinds if painter_of(kind) is known.painted.dispatch(object)] == []


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
@pytest.mark.parametrize("width", [40, 60, 80, 200])
@pytest.mark.parametrize("name", SCENES)
def test_every_scene_is_drawn_and_said_at_every_width(name: str, width: int, language: str) -> None:
    use_language(language)
    scene = SCENES[name]()
    shown = drawn(painted(scene, width), width)
    assert max(map(len, shown.splitlines())) <= width
    assert scene.text().strip()
    assert drawn(help_page(scene), width).strip()
    assert foot_of(scene) is None


@pytest.mark.parametrize("name", SCENES)
def test_every_key_of_the_table_is_understood_by_its_scene(name: str) -> None:
    tried = 0
    place = SCENES[name]().place
    for binding in KEYS[place] if place else ():
        for key in binding.keys:
            for one in FAMILIES.get(key, (key,)):
                scene = SCENES[name]()
                reply = scene.press(one)
                assert reply is None or isinstance(reply, Command | Answered | Rated)
                assert drawn(painted(scene, 80))
                tried += 1
    assert tried or SCENES[name]().typing


@pytest.mark.parametrize("name", SCENES)
def test_a_key_that_no_table_knows_changes_nothing(name: str) -> None:
    scene = SCENES[name]()
    before = drawn(painted(scene, 80))
    assert [scene.press(key) for key in ("tab", "z", "é", "", "0x", "\udcc1")] == [None] * 6
    assert drawn(painted(scene, 80)) == before


@pytest.mark.parametrize("name", SCENES)
def test_a_line_that_means_nothing_is_answered_or_taken_never_raised(name: str) -> None:
    for line in ("", "0", "99999999", "abc", "1 1 1", "²", "٣", "<", "\N{NO-BREAK SPACE}"):
        reply = SCENES[name]().read(line)
        assert reply is None or isinstance(reply, str | Command | Answered | Rated)


def test_the_overview_shows_every_number_on_a_narrow_terminal_too() -> None:
    scene = OverviewScene(FRAME, [(False, False)] * 40, 0, clock)
    shown = drawn(painted(scene, 40), 40).replace("○", " ").split()
    assert {str(number) for number in range(1, 41)} <= set(shown)
    scene.press("down")
    assert scene.cursor == 5


def test_the_overview_goes_to_the_number_that_is_typed() -> None:
    scene = overview()
    assert [scene.press(key) for key in ("3", "9", "backspace", "1", "enter")] == [None, None, None, None, Rated(31)]
    assert [scene.press(key) for key in ("9", "9", "enter")] == [None, None, None]
    assert scene.press("escape") is Command.BACK


def test_a_wrong_answer_stands_above_the_right_one_and_begins_in_its_column(finding: FeedbackScene) -> None:
    lines = drawn(painted(finding, 80)).splitlines()
    hers = next(line for line in lines if "You:" in line)
    right = next(line for line in lines if "Right:" in line)
    assert lines.index(right) == lines.index(hers) + 1
    assert hers.index("жогорку") == right.index(finding.marked.asked.card.solution()[0])


ALL_AND_ONE = (
    "deck: d\ntitle: t\ncards:\n- {id: a, type: multi, page: 1, prompt: x, answers: [мэр], wrong: [аким, бий]}\n"
)


@pytest.mark.parametrize(("answer", "is_led_in"), [(("мэр", "аким"), False), (("аким",), True)])
def test_what_is_right_is_led_in_only_where_some_of_it_was_not_chosen(
    person: Person, answer: tuple[str, ...], is_led_in: bool
) -> None:
    file = write(person.home, "d.yaml", ALL_AND_ONE)
    with Desk(person.world) as desk:
        sitting = start_study(desk, StudyOptions((str(file),)))
        asked = sitting.current()
        assert asked is not None
        scene = FeedbackScene(sitting.mark(asked, answer, 1.0), FRAME, book="")
        assert ("Right is:" in drawn(painted(scene, 80))) is is_led_in


def test_the_rating_stays_below_a_finding_and_arrows_change_it_only_where_it_can_be(finding: FeedbackScene) -> None:
    foot = foot_of(finding)
    assert foot is not None
    assert "1 again" in drawn(foot)
    assert Deed.RIGHT in finding.lacks
    assert finding.press("right") is None
    assert finding.press("2") is None  # digits rate only where she marks herself
    assert finding.press("enter") is Command.NEXT
    assert screen_hints(finding, typing=False, help_shown=False)[0].does == "next"


def test_a_number_in_a_list_is_taken_only_where_there_is_an_entry() -> None:
    menu = SCENES["menu"]()
    assert menu.press("4") is None
    assert menu.press("3") == Rated(3)
    assert [menu.press(key) for key in ("down", "down", "down", "enter")] == [None, None, None, Rated(1)]
    assert menu.press("escape") is Command.QUIT


def test_an_item_is_carried_by_space_and_arrows_and_by_shift_alone() -> None:
    scene = scene_of("order")
    first = scene.order[0]  # type: ignore[attr-defined]  # an ArrangeScene
    for key in (" ", "down", " ", "enter"):
        reply = scene.press(key)
    assert isinstance(reply, Answered)
    assert reply.answer[1] == first
    again = scene_of("order")
    again.press("shift-down")
    reply = again.press("enter")
    assert isinstance(reply, Answered)
    assert reply.answer[1] == first
