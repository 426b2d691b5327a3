"""Home as a menu: what comes next stands first, every choice can be gone back from; a wish comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from kgquiz.actions.exam.results import ExamRow
from kgquiz.actions.library.listing import DeckRow
from kgquiz.actions.study.home import Glance
from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.world import World
from kgquiz.errors import UsageProblem
from kgquiz.lang import LANGUAGES, _, language_in_use, ngettext
from kgquiz.lang.spelling import number
from kgquiz.messages import N_
from kgquiz.terminal.conversation import QuestionStep, conversation, line_of
from kgquiz.terminal.exam.open_flow import go_on_words, open_words
from kgquiz.terminal.home.status import greeting, has_work, status_lines
from kgquiz.terminal.home.wishes import (
    ForgetPlan,
    NoteMark,
    PlacementTest,
    Resume,
    SetPlan,
    ShowDecks,
    ShowPlan,
    Sit,
    Speak,
    Study,
    TryAgain,
    Wish,
)
from kgquiz.terminal.plan.set_up import day_step, exam_step, minutes_step, plan_fields
from kgquiz.terminal.scene import Command, Flow, Rated
from kgquiz.terminal.scenes.ask import AskScene
from kgquiz.terminal.scenes.menu import MenuScene
from kgquiz.terminal.speaking import language_step
from kgquiz.value import dataclass

NEW_AT_A_TIME = 10
"""New cards that are offered beyond the day's share."""
DRILL = 20
"""Cards of a drill."""
GENTLE, MANY = 20, 30
"""After a long pause, with more than MANY cards due, a first portion of GENTLE is offered."""
SHORT_TITLE = 34
"""Letters of a deck's title in the list."""
_FULL_MARK = 100.0


class Known(Protocol):
    """What home looks up while she chooses."""

    @property
    def world(self) -> World:
        """The clock, the folders."""

    def decks(self) -> Sequence[DeckRow]:
        """Every deck at a glance."""

    def exams(self) -> Sequence[ExamRow]:
        """The exams that can be sat, the final first."""


Choosing = Callable[[Known], Flow[Wish | Command]]


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry: a wish, or the questions that lead to one; with neither it leaves."""

    words: str
    wish: Wish | None = None
    ask: Choosing | None = None


def home_flow(seen: Glance, known: Known, told: Sequence[str] = ()) -> Flow[Wish | None]:
    """The menu and what lies behind its entries; None when she leaves."""
    choices = home_choices(seen)
    said = [*status_lines(seen), *map(open_words, seen.open_exams[:1]), "", _("What next?")]
    title = "kgquiz · " + greeting(seen.hour)
    return (yield from _chosen(title, said, choices, known, told))


def trouble_flow(why: str, known: Known) -> Flow[Wish | None]:
    """Where the day cannot be told: why, and what can be done all the same."""
    choices = [MenuEntry(_("Try again"), TryAgain()), MenuEntry(_("Leave"))]
    return (yield from _chosen("kgquiz", [why], choices, known, ()))


def _chosen(
    title: str, said: Sequence[str], choices: Sequence[MenuEntry], known: Known, told: Sequence[str]
) -> Flow[Wish | None]:
    place = 0
    while True:
        reply = yield MenuScene(title, said, [choice.words for choice in choices], told=told).at(place)
        if not isinstance(reply, Rated):
            return None
        place = reply.number - 1
        ask = choices[place].ask
        if ask is None:
            return choices[place].wish
        wish = yield from ask(known)
        if not isinstance(wish, Command):
            return wish
        if wish is Command.QUIT:
            return None


def home_choices(seen: Glance) -> list[MenuEntry]:
    """What can be done now."""
    return [
        *(MenuEntry(go_on_words(exam), Resume(exam.number)) for exam in seen.open_exams[:1]),
        *_to_study(seen),
        *_missed(seen),
        MenuEntry(_("Study one deck"), ask=_ask_deck),
        MenuEntry(_("Drill without the schedule"), Study(StudyOptions(cram=True, limit=DRILL))),
        MenuEntry(_("Mock exam"), ask=_ask_exam),
        _plan_choice(seen),
        MenuEntry(_("How far you are"), ShowDecks()),
        MenuEntry(_("Language: {name}").format(name=LANGUAGES[language_in_use()]), ask=_ask_language),
        MenuEntry(_("Leave")),
    ]


def _to_study(seen: Glance) -> list[MenuEntry]:
    """What comes next; and where she begins or comes back after long, the test of what she knows."""
    choices = [_next_cards(seen)]
    if seen.has_unmet and (seen.days_away is None or seen.was_long_away):
        choices.append(MenuEntry(_("Test what you know already (15 to 25 questions)"), PlacementTest()))
    return choices


def _missed(seen: Glance) -> list[MenuEntry]:
    if not seen.missed:
        return []
    words = ngettext(
        "What you missed in seven days ({n} card)", "What you missed in seven days ({n} cards)", seen.missed
    )
    return [MenuEntry(words, Study(StudyOptions(where="is:missed")))]


def _next_cards(seen: Glance) -> MenuEntry:
    if not has_work(seen):
        words = _("{n} more new cards").format(n=NEW_AT_A_TIME)
        return MenuEntry(words, Study(StudyOptions(new=NEW_AT_A_TIME, plan=False)))
    if seen.was_long_away and not seen.due.by_plan and seen.due.due > MANY:
        words = _("A first portion: {n} of the {due} cards due").format(n=GENTLE, due=seen.due.due)
        return MenuEntry(words, Study(StudyOptions(limit=GENTLE)))
    if seen.due.by_plan:
        return MenuEntry(_("Study today's part of the plan"), Study())
    if not seen.due.due:
        return MenuEntry(_("Study new cards"), Study())
    return MenuEntry(_("Study what is due"), Study())


def _ask_deck(known: Known) -> Flow[Wish | Command]:
    """Which deck, then how."""
    rows = known.decks()
    entries = [_deck_words(row) for row in rows]
    place = 0
    while True:
        reply = yield MenuScene(_("Which deck?"), [], entries, inside=True).at(place)
        if not isinstance(reply, Rated):
            return reply if isinstance(reply, Command) else Command.BACK
        place = reply.number - 1
        ways = _ways(rows[place])
        reply = yield MenuScene(rows[place].title, [], [way.words for way in ways], inside=True)
        if isinstance(reply, Rated):
            return ways[reply.number - 1].wish or Command.BACK
        if reply is Command.QUIT:
            return reply


def _ways(row: DeckRow) -> list[MenuEntry]:
    """What can be done with one deck."""
    names, ways = (row.deck,), []
    if row.due_alone:
        due = ngettext("Study what is due ({n} card)", "Study what is due ({n} cards)", row.due_alone)
        ways.append(MenuEntry(due, Study(StudyOptions(names, new=0))))
    if row.seen < row.cards:
        new = ngettext("{n} new card", "{n} new cards", NEW_AT_A_TIME)
        ways.append(MenuEntry(new, Study(StudyOptions(names, new=NEW_AT_A_TIME))))
    ways.append(MenuEntry(_("Drill without the schedule"), Study(StudyOptions(names, cram=True, limit=DRILL))))
    if not row.seen:
        ways.append(MenuEntry(_("Test what you know already (15 to 25 questions)"), PlacementTest(names)))
    return ways


def _deck_words(row: DeckRow) -> str:
    """In one line even on a narrow screen: its name, the beginning of its title, what is due, what was met of all."""
    title = row.title if len(row.title) <= SHORT_TITLE else row.title[: SHORT_TITLE - 1].rstrip() + "…"
    return " · ".join((f"{row.deck}  {title}", *_today_words(row), f"{row.seen}/{row.cards}"))


def _today_words(row: DeckRow) -> Iterator[str]:
    if not row.today:
        return
    if row.new is None:
        yield ngettext("{n} card due", "{n} cards due", row.due)
    else:
        yield ngettext("{n} card by the plan", "{n} cards by the plan", row.today)


def _ask_exam(known: Known) -> Flow[Wish | Command]:
    """Which exam."""
    exams = known.exams()
    if len(exams) < 2:  # noqa: PLR2004 - one is no choice
        return Sit(tuple(exam.name for exam in exams))
    entries = [
        _("{title} ({n} items, {minutes} min)").format(title=exam.title, n=exam.items, minutes=number(exam.minutes))
        for exam in exams
    ]
    reply = yield MenuScene(_("Which exam?"), [], entries, inside=True)
    return Sit((exams[reply.number - 1].name,)) if isinstance(reply, Rated) else _left(reply)


def _ask_language(_known: Known) -> Flow[Wish | Command]:
    answers = yield from conversation([language_step(inside=True)])
    return answers if isinstance(answers, Command) else Speak(answers["language"])


# --- the plan


def _plan_choice(seen: Glance) -> MenuEntry:
    if seen.plan is None:
        return MenuEntry(_("Make a plan for my exam"), ask=_set_up)
    if not seen.plan.days_left:
        return MenuEntry(_("Note the mark of my exam"), ask=_ask_mark)
    return MenuEntry(_("The plan for my exam"), ask=_about_plan)


def _set_up(known: Known) -> Flow[Wish | Command]:
    steps = [exam_step(known.exams()), day_step(known.world), minutes_step()]
    answers = yield from conversation(steps)
    return answers if isinstance(answers, Command) else SetPlan(plan_fields(answers))


def _about_plan(known: Known) -> Flow[Wish | Command]:
    """Look at it, or change it."""
    ways: list[MenuEntry] = [
        MenuEntry(_("Look at it"), ShowPlan()),
        MenuEntry(_("Another day"), ask=lambda known: _changed(day_step(known.world))),
        MenuEntry(_("Other minutes"), ask=lambda _known: _changed(minutes_step())),
        MenuEntry(_("Another exam"), ask=lambda known: _changed(exam_step(known.exams()))),
        MenuEntry(_("Forget it"), ForgetPlan()),
    ]
    place = 0
    while True:
        entries = [way.words for way in ways]
        reply = yield MenuScene(_("The plan for my exam"), [], entries, inside=True).at(place)
        if not isinstance(reply, Rated):
            return _left(reply)
        place = reply.number - 1
        way = ways[place]
        if way.ask is None:
            return way.wish or Command.BACK
        wish = yield from way.ask(known)
        if wish is not Command.BACK:
            return wish


def _changed(step: QuestionStep) -> Flow[Wish | Command]:
    answers = yield from conversation([step])
    return answers if isinstance(answers, Command) else SetPlan(plan_fields(answers))


def _ask_mark(_known: Known) -> Flow[Wish | Command]:
    question = [_("Which mark did you get, in percent?")]
    reply = yield AskScene(_("Note the mark of my exam"), question, mark_in)
    return _left(reply) if isinstance(reply, Command) else NoteMark(mark_in(line_of(reply)))


def mark_in(line: str) -> float:
    """A mark in percent. Raises UsageProblem."""
    try:
        mark = float(line.strip().removesuffix("%").strip().replace(",", "."))
    except ValueError:
        mark = -1.0
    if not 0 <= mark <= _FULL_MARK:
        raise UsageProblem(N_("The mark is given in percent, from 0 to 100."))
    return mark


def _left(reply: object) -> Command:
    return reply if isinstance(reply, Command) else Command.BACK
