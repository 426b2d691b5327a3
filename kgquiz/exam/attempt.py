"""One sitting of a form: an append-only list of steps, and all that follows from replaying them.

Times are milliseconds since 1970 (UTC) in steps, and plain milliseconds in spans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from enum import StrEnum

from kgquiz.cards.prompts import Answer, says_something
from kgquiz.exam.blueprint import Clock
from kgquiz.value import dataclass

MINUTE = 60_000


class Act(StrEnum):
    """What a step says."""

    START = "start"
    SHOW = "show"  # an item is put before the student
    ANSWER = "answer"  # given or changed; an empty one takes it back
    DRAFT = "draft"  # typed or ticked, and not entered; it counts where it is left so at the end
    SURE = "sure"  # the stated certainty of the answer
    FLAG = "flag"
    UNFLAG = "unflag"
    PAUSE = "pause"  # the program is left
    RESUME = "resume"
    HAND_IN = "hand-in"
    TIME_UP = "time-up"  # handed in by the clock
    TICK = "tick"  # self-marking: the points she had
    APPEAL = "appeal"  # she thinks that the key is wrong, and says why; an empty text takes it back
    AWARD = "award"  # an examiner's mark: the share of the item's points, as a figure


ENDS = (Act.HAND_IN, Act.TIME_UP)


@dataclass(frozen=True, slots=True)
class ExamStep:
    """One thing that happened; `item` is a position in the form from 0, or -1."""

    act: Act
    at: int
    item: int = -1
    answer: Answer = ()
    sure: int = 0


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it stands, when it was given and how sure she said she was (0: not said)."""

    answer: Answer
    at: int
    sure: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """The state of a sitting. `used` is the time spent in it, up to `running_since` where it runs."""

    started: int = 0
    last: int = 0
    used: int = 0
    running_since: int | None = None
    position: int = 0
    """The item shown last."""
    showing: int = -1
    shown_since: int = 0
    given: Mapping[int, GivenAnswer] = field(default_factory=dict)
    spent: Mapping[int, int] = field(default_factory=dict)
    """Milliseconds on each item that was shown."""
    drafts: Mapping[int, GivenAnswer] = field(default_factory=dict)
    """What is begun and not entered; at the end it is the answer."""
    flagged: frozenset[int] = frozenset()
    ticked: Mapping[int, Answer] = field(default_factory=dict)
    awarded: Mapping[int, float] = field(default_factory=dict)
    """By an examiner, 0..1; it goes before every other marking."""
    appeals: Mapping[int, str] = field(default_factory=dict)
    """Why she thinks that the key of an item is wrong."""
    ended: int | None = None
    by_clock: bool = False

    def standing(self, item: int) -> GivenAnswer | None:
        """The answer that would count if this were the end."""
        return self.drafts.get(item) or self.given.get(item)

    @property
    def is_over(self) -> bool:
        """Whether it was handed in."""
        return self.ended is not None


def replay(steps: Iterable[ExamStep]) -> Attempt:
    """The state after some steps, in their order."""
    attempt = Attempt()
    for step in steps:
        attempt = after(attempt, step)
    return attempt


def after(attempt: Attempt, step: ExamStep) -> Attempt:
    """The state after one more step. After the end nothing changes any more but the marking."""
    if step.act is Act.TICK:
        return replace(attempt, ticked={**attempt.ticked, step.item: step.answer})
    if step.act is Act.APPEAL:
        return replace(attempt, appeals=_appealed(attempt.appeals, step))
    if step.act is Act.AWARD:
        share = share_awarded(step)
        return attempt if share is None else replace(attempt, awarded={**attempt.awarded, step.item: share})
    if attempt.is_over:
        return attempt
    step = replace(step, at=max(step.at, attempt.last))  # a clock set back takes nothing away
    return replace(_changed(attempt, step), last=step.at)


def _appealed(appeals: Mapping[int, str], step: ExamStep) -> dict[int, str]:
    others = {item: why for item, why in appeals.items() if item != step.item}
    return {**others, step.item: step.answer[0]} if says_something(step.answer) else others


def award(share: float, at: int, item: int) -> ExamStep:
    """The step of an examiner's mark."""
    return ExamStep(Act.AWARD, at, item, (repr(share),))


def share_awarded(step: ExamStep) -> float | None:
    """The share as `award` writes it; None of anything else."""
    try:
        share = float(step.answer[0])
    except (IndexError, ValueError):
        return None
    return share if 0 <= share <= 1 else None


def _changed(attempt: Attempt, step: ExamStep) -> Attempt:
    change = _CHANGES.get(step.act)
    return attempt if change is None else change(attempt, step)


def _started(attempt: Attempt, step: ExamStep) -> Attempt:
    return replace(attempt, started=step.at, running_since=step.at)


def _shown(attempt: Attempt, step: ExamStep) -> Attempt:
    return replace(_looked(attempt, step.at), position=step.item, showing=step.item, shown_since=step.at)


def _sure(attempt: Attempt, step: ExamStep) -> Attempt:
    if step.item not in attempt.given:
        return attempt
    stated = replace(attempt.given[step.item], sure=step.sure)
    return replace(attempt, given={**attempt.given, step.item: stated})


def _flagged(attempt: Attempt, step: ExamStep) -> Attempt:
    return replace(attempt, flagged=attempt.flagged | {step.item})


def _unflagged(attempt: Attempt, step: ExamStep) -> Attempt:
    return replace(attempt, flagged=attempt.flagged - {step.item})


def _paused(attempt: Attempt, step: ExamStep) -> Attempt:
    return _stopped(attempt, step.at)


def _resumed(attempt: Attempt, step: ExamStep) -> Attempt:
    return replace(_stopped(attempt, attempt.last), running_since=step.at)


def _ended(attempt: Attempt, step: ExamStep) -> Attempt:
    """What was begun and not entered counts as it stands, as on paper."""
    by_clock, given = step.act is Act.TIME_UP, {**attempt.given, **attempt.drafts}
    return replace(_stopped(attempt, step.at), given=given, drafts={}, ended=step.at, by_clock=by_clock)


def _answered(attempt: Attempt, step: ExamStep) -> Attempt:
    """An empty answer takes the earlier one back; either way nothing is begun any more."""
    return replace(attempt, given=_put(attempt.given, step), drafts=_put(attempt.drafts, replace(step, answer=())))


def _drafted(attempt: Attempt, step: ExamStep) -> Attempt:
    return replace(attempt, drafts=_put(attempt.drafts, step))


def _put(answers: Mapping[int, GivenAnswer], step: ExamStep) -> dict[int, GivenAnswer]:
    others = {item: given for item, given in answers.items() if item != step.item}
    return {**others, step.item: GivenAnswer(step.answer, step.at)} if step.answer else others


def _looked(attempt: Attempt, now: int) -> Attempt:
    """The time on the item that was showing is counted."""
    if attempt.showing < 0:
        return attempt
    spent = attempt.spent.get(attempt.showing, 0) + now - attempt.shown_since
    return replace(attempt, spent={**attempt.spent, attempt.showing: spent}, showing=-1)


def _stopped(attempt: Attempt, now: int) -> Attempt:
    """No time runs any more. A killed program says nothing; its time counts to its last step."""
    if attempt.running_since is None:
        return attempt
    used = attempt.used + now - attempt.running_since
    return replace(_looked(attempt, now), used=used, running_since=None)


_CHANGES: dict[Act, Callable[[Attempt, ExamStep], Attempt]] = {
    Act.START: _started,
    Act.SHOW: _shown,
    Act.ANSWER: _answered,
    Act.DRAFT: _drafted,
    Act.SURE: _sure,
    Act.FLAG: _flagged,
    Act.UNFLAG: _unflagged,
    Act.PAUSE: _paused,
    Act.RESUME: _resumed,
    Act.HAND_IN: _ended,
    Act.TIME_UP: _ended,
}


def time_used(attempt: Attempt, clock: Clock, now: int) -> int:
    """Milliseconds gone: since the start, or only while the program was open."""
    until = attempt.ended if attempt.ended is not None else max(now, attempt.last)
    if clock == "running":
        return until - attempt.started
    running = 0 if attempt.running_since is None else until - attempt.running_since
    return attempt.used + running


def time_left(attempt: Attempt, minutes: int, clock: Clock, now: int) -> int:
    """Milliseconds left, never below 0."""
    return max(0, minutes * MINUTE - time_used(attempt, clock, now))


def deadline(attempt: Attempt, minutes: int, clock: Clock, now: int) -> int:
    """The moment at which time is or was up, as it looks `now`."""
    return max(now, attempt.last) + minutes * MINUTE - time_used(attempt, clock, now)
