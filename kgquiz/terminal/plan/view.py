"""The plan: days left, today's work, the mark to expect, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kgquiz.actions.plan.day import PlannedCard
from kgquiz.actions.plan.report import PastExam, PlanReport
from kgquiz.actions.plan.today import MISSED
from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import day_words, number, percent, seconds, short_day
from kgquiz.memory.planning.forecast import Forecast
from kgquiz.memory.planning.values import Reason
from kgquiz.memory.queue import Breadth
from kgquiz.memory.study_day import as_date
from kgquiz.terminal.study.commands.due import met_words
from kgquiz.terminal.weekdays import day_names
from kgquiz.terminal.words import card_words

_BLOCKS = "▁▂▃▄▅▆▇█"
_MOST_DAYS, _FEWEST_DAYS = 60, 10
_TOLD = 14
"""Columns for the spaces and the short words behind a row of days."""


def plan_view(report: PlanReport) -> RenderableType:
    """The whole plan; it fits 80 columns and reads without colours."""
    return Padding(Group(*_rows(report)), (0, 1))


def _rows(report: PlanReport) -> Iterator[RenderableType]:
    days = ngettext("{n} day left", "{n} days left", report.days_left)
    yield Text.assemble((report.title, "title"), f" · {day_words(as_date(report.exam))} · {days}")
    yield Text(wishes(report), style="muted")
    yield Text(_today(report))
    yield Text(met_words(Breadth(report.items, report.cards, report.items_met, report.cards_met)), style="muted")
    yield Text()
    yield from _marks(report)
    yield Text()
    yield from _later(report)
    yield from _chapters(report)
    yield Text()
    yield from _day_by_day(report)
    yield from (Text(line) for line in _advice(report))
    yield from (Text(result_line(result), style="muted") for result in report.results)


def wishes(report: PlanReport) -> str:
    """All that the student asked of the plan, whenever she did."""
    orders = {
        "mixed": _("new cards mixed"),
        "best": _("new cards by what they bring"),
        "book": _("new cards in the order of the book"),
    }
    parts = [_("{n} min a day").format(n=report.minutes)]
    names = day_names()
    days = [*(names[day] for day in report.off), *_spans(report.off_dates)]
    parts.append(_("off: {days}").format(days=", ".join(days)) if days else "")
    parts.append(orders[report.order])
    if report.reviews_first:
        parts.append(_("reviews first: {n}").format(n=report.reviews_first))
    parts.append(_("rehearsal on the last day") if report.rehearsal else "")
    return " · ".join(filter(None, parts))


def _spans(days: Sequence[int]) -> Iterator[str]:
    """Days one after another as one span."""
    first = None
    for day in days:
        first = day if first is None else first
        if day + 1 not in days:
            start, end = short_day(as_date(first)), short_day(as_date(day))
            yield start if first == day else f"{start} – {end}"
            first = None


def _later(report: PlanReport) -> Iterator[RenderableType]:
    """The exams after the first: when, and the mark to expect."""
    if not report.later:
        return
    for one in report.later:
        days = ngettext("{n} day left", "{n} days left", one.days_left)
        yield Text.assemble((one.title, "title"), f" · {day_words(as_date(one.exam))} · {days}")
        yield Text(
            _("with the plan {planned:.0f} % (80 % between {low:.0f} and {high:.0f}); today {now:.0f} %").format(
                planned=one.planned.mark, low=one.planned.low, high=one.planned.high, now=one.now.mark
            )
        )
    yield Text()


def _today(report: PlanReport) -> str:
    if report.exam_today:
        return _("Today an exam is sat: the plan leaves the day free.")
    if report.day_off:
        return _("Today is a day off.")
    if not report.cards_today:
        return _("Today: nothing more by the plan.")
    if report.minutes_today <= 0:
        return _("Today's time is used ({spent:.0f} min); missed and not right yet: {cards}.").format(
            spent=report.minutes_spent, cards=ngettext("{n} card", "{n} cards", report.cards_today)
        )
    return _("Today: {cards}, {new} of them new, about {minutes:.0f} min (spent: {spent:.0f}).").format(
        cards=ngettext("{n} card", "{n} cards", report.cards_today),
        new=report.new_today,
        minutes=max(1.0, report.minutes_today),
        spent=report.minutes_spent,
    )


def _marks(report: PlanReport) -> Iterator[RenderableType]:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column(_("Mark to expect"))
    for title in (_("mark"), _("80 % between"), _("passing ({mark:.0f})").format(mark=report.pass_mark)):
        table.add_column(title, justify="right", no_wrap=True)
    rows: tuple[tuple[str, Forecast, str], ...] = (
        (_("if it were today"), report.now, ""),
        (_("on the day, with the plan"), report.planned, "strong"),
        (_("on the day, without further study"), report.untouched, ""),
    )
    for title, marks, style in rows:
        between = f"{marks.low:.0f} – {marks.high:.0f}"
        cells = (f"{marks.mark:.0f} %", between, percent(marks.passing))
        table.add_row(Text(title, style=style), *(Text(cell, style=style) for cell in cells))
    yield table


def _chapters(report: PlanReport) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 2))
    table.add_row(*(Text(t, style="muted") for t in ("", _("today"), _("with the plan"), _("without"))))
    for row in report.chapters:
        name = _("chapter {n}").format(n=row.chapter) if row.chapter else row.deck
        table.add_row(Text(name), *(Text(f"{mark:.0f} %") for mark in (row.now, row.planned, row.untouched)))
    yield table


def _day_by_day(report: PlanReport) -> Iterator[RenderableType]:
    """Two rows of blocks, one a day: the first exam's mark if study ended then, up to that exam, and the minutes."""
    days = report.days
    if not days:
        return
    first, last = as_date(days[0].day), as_date(days[-1].day)
    width = max(len(_("mark")), len(_("minutes")))
    said = _("Day by day, {first} to {last}: the mark if you stopped then, and the minutes")
    yield Text(said.format(first=short_day(first), last=short_day(last)), style="muted")
    if marks := [day.mark for day in days if day.day < report.exam]:
        whose = f" ({report.title})" if report.later else ""
        told = f"{marks[0]:.0f} → {marks[-1]:.0f} %{whose}"
        yield _DayRow(f"{_('mark'):{width}}", marks, 100, told, len(days))
    minutes = [day.minutes for day in days]
    yield _DayRow(
        f"{_('minutes'):{width}}", minutes, max(minutes), _("up to {n:.0f}").format(n=max(minutes)), len(days)
    )
    yield Text()


@dataclass(frozen=True)
class _DayRow:
    """A row of blocks between its name and what it comes to; as many of the days as there is room for."""

    name: str
    values: Sequence[float]
    high: float
    told: str
    days: int
    """In all rows: where one is shorter, its days stand above the same days of the others."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = min(_MOST_DAYS, max(_FEWEST_DAYS, options.max_width - len(self.name) - _TOLD))
        bars = _bars(self.values[:: -(-self.days // room)], 0, self.high)
        yield Text(f"{self.name} {bars} {self.told}")


def _bars(values: Sequence[float], low: float, high: float) -> str:
    span = high - low or 1
    return "".join(_BLOCKS[min(7, max(0, int((value - low) / span * 7.999)))] for value in values)


def _advice(report: PlanReport) -> Iterator[str]:
    if not report.settled:
        yield ngettext(
            "A cautious figure: the search has not settled; {n} percentage point more may be possible.",
            "A cautious figure: the search has not settled; {n} percentage points more may be possible.",
            round(report.missing),
        )
    if report.what_if:
        tried = "   ".join(f"{row.minutes}: {row.mark:.0f} %" for row in report.what_if)
        yield _("With other minutes a day — {tried}").format(tried=tried)
    if report.gain_per_minute >= _WORTH_SAYING:
        yield _("Ten more minutes today are worth about {n} percentage points.").format(
            n=number(10 * report.gain_per_minute, 1)
        )
    if report.dropped:
        where = ", ".join(f"{deck} {n}" for deck, n in report.dropped_chapters)
        yield _("Time is short: leave out {cards} ({where}).").format(
            cards=ngettext("{n} new card", "{n} new cards", report.dropped), where=where
        )
        if report.dropped_items:
            yield ngettext("So {n} item is not met at all.", "So {n} items are not met at all.", report.dropped_items)


_WORTH_SAYING = 0.005


def work_lines(work: Sequence[PlannedCard]) -> list[str]:
    """Today's cards, best first: why each is there, and the seconds to expect."""
    if not work:
        return [_("Today: nothing more by the plan.")]
    reasons: dict[str, str] = {
        MISSED: _("missed, not yet right"),
        Reason.NEW.value: _("new"),
        Reason.SLIPPING.value: _("slipping away"),
        Reason.STRENGTHEN.value: _("carries furthest now"),
        Reason.LAST_LOOK.value: _("a last look"),
        Reason.REHEARSAL.value: _("rehearsal"),
    }
    return [
        f"{number:3}. {card_words(card.card, card.question)}  {reasons[card.reason]}  {seconds(card.seconds)}"
        for number, card in enumerate(work, 1)
    ]


def result_line(result: PastExam) -> str:
    """A past exam: predicted against actual."""
    return _("Exam of {day}: predicted {predicted:.0f} % ({low:.0f} – {high:.0f}), got {actual:.0f} %.").format(
        day=day_words(as_date(result.exam)),
        predicted=result.predicted,
        low=result.low,
        high=result.high,
        actual=result.actual,
    )
