"""How the day stands, in a few lines: for the menu, and for a pipe."""

from __future__ import annotations

from collections.abc import Iterator

from kgquiz.actions.plan.setting import PlanState
from kgquiz.actions.study.due import DueReport
from kgquiz.actions.study.home import Glance
from kgquiz.actions.study.standing import KnownNow
from kgquiz.lang import _, ngettext, say
from kgquiz.lang.spelling import percent, short_day
from kgquiz.memory.study_day import as_date
from kgquiz.terminal.study.commands.due import due_words, met_words

_MORNING, _DAY, _EVENING = 5, 11, 17
"""The hours at which a greeting changes."""


def greeting(hour: int) -> str:
    """As one greets at this hour."""
    if _MORNING <= hour < _DAY:
        return _("Good morning!")
    return _("Good day!") if _DAY <= hour < _EVENING else _("Good evening!")


def status_lines(seen: Glance) -> Iterator[str]:
    """For the menu: how long she was away, the days left, the cards of today."""
    if seen.was_long_away:
        yield ngettext(
            "Good to see you again after {n} day. What has faded comes back quickly.",
            "Good to see you again after {n} days. What has faded comes back quickly.",
            seen.days_away or 0,
        )
    if seen.plan is not None:
        yield from _countdown(seen.plan)
    yield from _today(seen)
    yield from _so_far(seen)
    yield from map(say, seen.reminders)


def summary_lines(seen: Glance) -> Iterator[str]:
    """For a pipe: the same day, and what to type next."""
    if seen.plan is not None:
        yield from _countdown(seen.plan)
    if has_work(seen) or not seen.due.by_plan:  # that a plan's day is done, the next step tells
        yield due_words(seen.due)
    yield from _so_far(seen)
    if seen.open_exams:
        number = seen.open_exams[0].number
        yield _("Exam number {n} is not finished; go on with it: kgquiz exam --resume {n}").format(n=number)
    if seen.missed:
        yield ngettext(
            "Missed in the last seven days: {n} card; again: kgquiz study --where is:missed",
            "Missed in the last seven days: {n} cards; again: kgquiz study --where is:missed",
            seen.missed,
        )
    yield from map(say, seen.reminders)
    if seen.has_unmet and (seen.was_long_away or seen.days_away is None):
        yield _("What do you know already? A test of 15 to 25 questions: kgquiz place")
    yield _next_step(seen)


def _so_far(seen: Glance) -> Iterator[str]:
    """What was done last and what has faded since; where she stands."""
    if seen.standing is not None:
        yield from _since(seen.standing)
    if seen.due.met.cards_met:
        here = [] if seen.standing is None else [where_words(seen.standing)]
        yield " ".join((met_words(seen.due.met), *here))


def _since(here: KnownNow) -> Iterator[str]:
    if here.last is None:
        return
    told = _("Last time, on {day}: {cards}, {share} right at first.").format(
        day=short_day(as_date(here.last.day)),
        cards=ngettext("{n} card", "{n} cards", here.last.cards),
        share=percent(here.last.right / here.last.cards),
    )
    said = [told]
    if here.came:
        said.append(ngettext("{n} has come due since.", "{n} have come due since.", here.came))
    if here.then is not None and _whole(here.then, here.met) > _whole(here.now, here.met):
        faded = _("Of what you have met you knew {then} then, and {now} now.")
        said.append(faded.format(then=percent(here.then / here.met), now=percent(here.now / here.met)))
    yield " ".join(said)


def _whole(known: float, met: int) -> int:
    """A share in whole percent."""
    return round(100 * known / met)


def where_words(here: KnownNow) -> str:
    """One honest sentence: what she would know of everything, were it asked now; and what the plan expects."""
    if here.expected is not None:
        mark = _("Of the exam “{title}” the plan expects {mark} (80 % sure: {low} to {high}).").format(
            title=here.expected.title,
            mark=percent(here.expected.mark / 100),
            low=percent(here.expected.low / 100),
            high=percent(here.expected.high / 100),
        )
        return f"{_known_words(here)} {mark}"
    return _known_words(here)


def _known_words(here: KnownNow) -> str:
    share = min(1.0, here.now / here.cards) if here.cards else 0.0
    if share < _LEAST:
        return _("Were all of it asked now, you would know less than {share}.").format(share=percent(_LEAST))
    return _("Were all of it asked now, you would know about {share}.").format(share=percent(share))


_LEAST = 0.01
"""A share below it is said to be below it: nothing but nothing is 0 %."""


def has_work(seen: Glance) -> bool:
    """Whether something is to be studied today."""
    return bool(seen.due.due or seen.due.new)


def _today(seen: Glance) -> Iterator[str]:
    if not seen.due.by_plan:
        yield _of_due(seen.due)
    elif has_work(seen):
        yield due_words(seen.due)
    elif seen.plan is not None and seen.plan.seconds_today:  # of a day off the countdown tells
        yield _("Today's part of the plan is done.")


def _of_due(due: DueReport) -> str:
    """What there is; what there is none of is not said."""
    counted = (
        (due.due, ngettext("{n} card due", "{n} cards due", due.due)),
        (due.new, ngettext("{n} new card", "{n} new cards", due.new)),
        (due.answered, ngettext("{n} card answered today", "{n} cards answered today", due.answered)),
        (due.due_tomorrow, ngettext("{n} more tomorrow", "{n} more tomorrow", due.due_tomorrow or 0)),
    )
    said = [words for count, words in counted if count]
    return " · ".join(said if due.due or due.new else [_("Done for today."), *said])


def _countdown(state: PlanState) -> Iterator[str]:
    """Days and minutes left."""
    if not state.days_left:
        yield _("The exam is today. Good luck! Afterwards note your mark: kgquiz plan --result 78")
        return
    days = ngettext("{n} day to the exam", "{n} days to the exam", state.days_left)
    left = _("{left} of {minutes} min left today").format(
        left=round(state.seconds_left / 60), minutes=round(state.seconds_today / 60)
    )
    yield f"{days} · {left}" if state.seconds_today else f"{days} · " + _("a day off")


def _next_step(seen: Glance) -> str:
    if has_work(seen):
        return _("Next: kgquiz study")
    if seen.plan is not None and seen.plan.days_left and not seen.plan.seconds_left:
        if not seen.plan.seconds_today:
            return _("Today is a day off by your plan. To study all the same: kgquiz study --no-plan")
        return _("Today's part of the plan is done. To go on all the same: kgquiz study --no-plan")
    return _("Done for today. To go on all the same: kgquiz study --new 10, or kgquiz study --cram")
