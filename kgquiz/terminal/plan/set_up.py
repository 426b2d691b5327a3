"""Setting up a plan in a conversation: what is examined, on which day, how many minutes there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kgquiz.actions.exam.results import ExamRow
from kgquiz.actions.plan.day import DEFAULT_MINUTES, check_exam_day
from kgquiz.actions.world import World
from kgquiz.errors import UsageProblem
from kgquiz.lang import _
from kgquiz.lang.spelling import short_day
from kgquiz.memory.study_day import as_date
from kgquiz.messages import N_
from kgquiz.terminal.conversation import Known, QuestionStep, line_of, number_of
from kgquiz.terminal.plan.when import EXAMPLE_AHEAD, exam_day
from kgquiz.terminal.scene import Scene
from kgquiz.terminal.scenes.ask import AskScene
from kgquiz.terminal.scenes.menu import MenuScene

MOST_MINUTES = 600
"""Minutes of study a day, as `kgquiz plan --minutes` takes them."""

When = Callable[[Known], bool]


def _always(_known: Known) -> bool:
    return True


def exam_step(exams: Sequence[ExamRow]) -> QuestionStep:
    """Which exam; not asked where there is no choice. Gives the plan's `names`."""

    def scene(_known: Known) -> Scene | None:
        if len(exams) < 2:  # noqa: PLR2004 - one is no choice
            return None
        return MenuScene(plan_title(), [_("What is examined?")], [exam.title for exam in exams], inside=True)

    return QuestionStep("names", scene, lambda reply: (exams[number_of(reply) - 1].name,))


def day_step(world: World, when: When = _always) -> QuestionStep:
    """On which day, `when` this is to be asked. Gives the plan's `exam`, a study day."""
    today = world.today()

    def scene(known: Known) -> Scene | None:
        if not when(known):
            return None
        example = short_day(as_date(today + EXAMPLE_AHEAD))
        question = _("When is the exam? Type the day ({example}), or in how many weeks (6).").format(example=example)
        return AskScene(plan_title(), [question], lambda line: check_exam_day(world, exam_day(line, today)))

    return QuestionStep("exam", scene, lambda reply: exam_day(line_of(reply), today))


def minutes_step(when: When = _always) -> QuestionStep:
    """How many minutes a day. Gives the plan's `minutes`."""

    def scene(known: Known) -> Scene | None:
        if not when(known):
            return None
        question = _("How many minutes a day do you have for it? Enter alone: {n}.").format(n=DEFAULT_MINUTES)
        return AskScene(plan_title(), [question], minutes_in, usual=str(DEFAULT_MINUTES))

    return QuestionStep("minutes", scene, lambda reply: minutes_in(line_of(reply)))


def plan_title() -> str:
    """What stands above every question of it."""
    return _("A plan for your exam")


def minutes_in(line: str) -> int:
    """A number of minutes. Raises UsageProblem."""
    digits = line.split(maxsplit=1)[0] if line.split() else ""
    minutes = int(digits) if digits.isdecimal() and len(digits) <= len(str(MOST_MINUTES)) else 0
    if not 0 < minutes <= MOST_MINUTES:
        raise UsageProblem(N_("Give the minutes of study a day, from 1 to {most}."), most=MOST_MINUTES)
    return minutes


def plan_fields(known: Known) -> dict[str, Any]:
    """The fields of PlanSetting among what was answered."""
    return {name: known[name] for name in ("names", "exam", "minutes") if name in known}
