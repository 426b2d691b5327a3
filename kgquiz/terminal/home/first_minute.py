"""The first minute of a new student: her language, what this is, an exam or none, the minutes; then the first card."""

from __future__ import annotations

from collections.abc import Sequence

from kgquiz.actions.world import World
from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import day_words
from kgquiz.memory.study_day import as_date
from kgquiz.terminal.conversation import Known, QuestionStep, conversation, number_of
from kgquiz.terminal.home.wishes import PlacementTest, SetPlan, Speak, Study, Wish
from kgquiz.terminal.plan.set_up import day_step, minutes_step, plan_fields
from kgquiz.terminal.scene import Command, Flow, Scene
from kgquiz.terminal.scenes.menu import MenuScene
from kgquiz.terminal.speaking import language_step
from kgquiz.value import dataclass

_YES, _FIRST_CARD, _TEST = 1, 1, 2


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the first minute may ask: the language only where nothing tells it, the rest only where there are cards."""

    world: World
    asks_language: bool
    has_cards: bool

    def flow(self) -> Flow[Sequence[Wish] | None]:
        """Ask, from the second screen on in her language. What is to be done, in order; None where she leaves."""
        known = yield from conversation(self._steps())
        if isinstance(known, Command):
            return None
        wishes: list[Wish] = [Speak(known["language"])] if "language" in known else []
        if "exam" in known:
            wishes.append(SetPlan(plan_fields(known), shown=False))
        if known.get("begin") == _FIRST_CARD:
            wishes.append(Study())
        if known.get("begin") == _TEST:
            wishes.append(PlacementTest())
        return wishes

    def _steps(self) -> list[QuestionStep]:
        steps = [language_step(inside=False)] if self.asks_language else []
        if not self.has_cards:
            return steps
        inside = self.asks_language
        return [
            *steps,
            QuestionStep("has exam", lambda _known: _welcome(inside=inside), lambda reply: number_of(reply) == _YES),
            day_step(self.world, _has_exam),
            minutes_step(_has_exam),
            QuestionStep("begin", self._begin, number_of),
        ]

    def _begin(self, known: Known) -> Scene:
        said = []
        if "exam" in known:
            left = ngettext("{n} day to the exam", "{n} days to the exam", known["exam"] - self.world.today())
            minutes = _("{n} min a day").format(n=known["minutes"])
            said = [" · ".join((day_words(as_date(known["exam"])), left, minutes)), ""]
        ways = [
            _("Begin with the cards"),
            _("First a test: what do I know already? (15 to 25 questions)"),
            _("First a look at the menu"),
        ]
        return MenuScene(_("All is ready"), [*said, _("What shall it be?")], ways, inside=True)


def _welcome(*, inside: bool) -> Scene:
    said = [
        _("kgquiz asks you cards in nine ways, marks what you write, and brings back what you are about to forget."),
        "",
        _("Do you study for an exam?"),
    ]
    return MenuScene(
        _("Welcome!"), said, [_("Yes, and I know about when"), _("No, or I do not know yet")], inside=inside
    )


def _has_exam(known: Known) -> bool:
    return bool(known.get("has exam"))
