"""The report on an exam."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kgquiz.actions.exam.results import Result
from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.exam.chances import wilson
from kgquiz.exam.report import Bar, CertaintyBand, Report
from kgquiz.lang import _
from kgquiz.terminal.exam.words import finding_lines, number_word, percent, time_word
from kgquiz.terminal.words import share_style
from kgquiz.value import dataclass

BAR = 24
"""Characters of a full bar, where there is room for it."""
_SHORTEST_BAR = 6
EARLIER = 8
"""Sittings in the plot at most."""
_FULL, _PARTS = "█", " ▏▎▍▌▋▊▉"


def report_view(result: Result) -> RenderableType:
    """The whole report; it fits 80 columns and reads without colours."""
    return Padding(Group(*_rows(result)), (0, 1))


def _rows(result: Result) -> Iterator[RenderableType]:
    found = result.report
    yield Text(result.sitting.blueprint.title, style="title")
    yield Text(_facts(result), style="muted")
    yield Text()
    yield from _mark_rows(found)
    for title, bars in ((_("By section"), found.by_section), (_("By chapter"), found.by_chapter)):
        if len(bars) > 1:
            yield from _bars(title, bars)
    yield from _bars(_("By type"), [Bar(_(CARD_TYPE_BY_NAME[b.name].name), b.score) for b in found.by_type])
    if found.calibration:
        yield from _calibration(found.calibration)
    if len(result.earlier) > 1:
        yield from _plot(result)
    yield from _missed(result)
    yield Text()
    yield from _last_lines(result)


def _last_lines(result: Result) -> Iterator[RenderableType]:
    """The mark once more, since the head of a long report has scrolled away; and what can be done next."""
    found, number = result.report, result.sitting.number
    passed = _("PASSED") if found.passed else _("NOT PASSED")
    if result.taken_back:
        yield Text(_("These answers were taken back: your memory does not count them."), style="notice")
    yield Text(_("Go through what you missed: kgquiz exam review {n}").format(n=number), style="muted")
    yield Text(_("Give it to your instructor: kgquiz exam export {n}").format(n=number), style="muted")
    yield Text(_("A key looks wrong? Tell your instructor: kgquiz exam appeal ITEM “why”"), style="muted")
    style = "finding.right" if found.passed else "finding.wrong"
    yield Text(f"{percent(found.mark.share)} · {passed}", style=style)


def _facts(result: Result) -> str:
    found, sitting = result.report, result.sitting
    per_item = time_word(found.spent / max(1, found.items))
    used = time_word((sitting.ended or sitting.started) - sitting.started)
    position, longest = found.longest
    return _(
        "No. {number} · {answered} of {items} answered · {used} of {minutes} min · "
        "{per_item} an item, longest {longest} (item {position}) · seed {seed}"
    ).format(
        number=sitting.number,
        answered=found.answered,
        items=found.items,
        used=used,
        minutes=sitting.blueprint.minutes,
        per_item=per_item,
        longest=time_word(longest),
        position=position + 1,
        seed=sitting.seed,
    )


def _mark_rows(found: Report) -> Iterator[RenderableType]:
    grade = Text(_("PASSED"), style="finding.right") if found.passed else Text(_("NOT PASSED"), style="finding.wrong")
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    mark = _points(percent(found.mark.share), found.mark.points, found.mark.worth)
    need = _("pass mark {share}").format(share=percent(found.pass_share))
    table.add_row(_("Mark"), Text.assemble((mark, "strong"), "  ", grade, f"  ({need})"))
    if found.self_marked.items and found.machine.items:
        machine = _points(percent(found.machine.share), found.machine.points, found.machine.worth)
        table.add_row(_("Without self-marked items"), machine)
    if found.proposed or found.changed:
        read = _("{proposed} proposed, {changed} changed by you").format(proposed=found.proposed, changed=found.changed)
        table.add_row(_("Points read in your answers"), read)
    if found.calibration or abs(found.plain_share - found.mark.share) > _VISIBLE:
        table.add_row(_("Before the scoring rule"), percent(found.plain_share))
    low, high = percent(max(0.0, found.interval.low)), percent(found.interval.high)
    table.add_row(_("95 % interval"), f"{low} – {high}")
    chance = found.chance_to_pass
    between = f"{percent(chance.low)} – {percent(chance.high)}"
    table.add_row(_("Chance on another paper"), f"{percent(chance.share)}  ({between})")
    yield table


_VISIBLE = 0.005


def _points(share: str, points: float, worth: float) -> str:
    points_, worth_ = number_word(points), number_word(worth)
    return _("{share}  ({points} of {worth} points)").format(share=share, points=points_, worth=worth_)


def _bars(title: str, bars: Sequence[Bar]) -> Iterator[RenderableType]:
    yield Text()
    yield Text(title, style="title")
    table = Table.grid(padding=(0, 1))
    table.add_column(max_width=30, no_wrap=True, overflow="ellipsis")
    for bar in bars:
        share = bar.score.share
        points = f"{number_word(bar.score.points)}/{number_word(bar.score.worth)}"
        table.add_row(Text(bar.name), ShareBar(share), Text(percent(share)), Text(points, style="muted"))
    yield table


@dataclass(frozen=True, slots=True)
class ShareBar:
    """A share as a bar, as long as there is room for, with the pass mark in it where one is given."""

    share: float
    pass_share: float | None = None

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """From a bar that still tells something to a full one."""
        return Measurement(min(_SHORTEST_BAR, options.max_width), min(BAR, options.max_width))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The bar in the colour of its share."""
        width = min(BAR, options.max_width)
        drawn = list(drawn_bar(self.share, width))
        if self.pass_share is not None:
            drawn[min(width - 1, round(self.pass_share * width))] = "┃"
        yield Text("".join(drawn), style=_style(self.share))


def drawn_bar(share: float, width: int) -> str:
    """A share as a bar, to an eighth of a character."""
    eighths = round(min(1.0, max(0.0, share)) * width * 8)
    drawn = _FULL * (eighths // 8) + _PARTS[eighths % 8].strip()
    return drawn + "·" * (width - len(drawn))


_GOOD, _FAIR = 0.8, 0.6


def _style(share: float) -> str:
    return share_style(share, good=_GOOD, fair=_FAIR)


def _calibration(levels: Sequence[CertaintyBand]) -> Iterator[RenderableType]:
    yield Text()
    yield Text(_("Certainty and truth"), style="title")
    names = {1: _("not sure"), 2: _("fairly sure"), 3: _("sure")}
    table = Table.grid(padding=(0, 2))
    for level in levels:
        share = percent(level.share) if level.items else "–"
        fits = _("fits {low} to {high}").format(low=percent(level.least), high=percent(level.most))
        verdict = _judged(level)
        table.add_row(f"{level.sure} {names[level.sure]}", f"{level.items}", share, Text(fits, style="muted"), verdict)
    yield table


def _judged(level: CertaintyBand) -> str:
    """A reproach only where chance alone (95 %) does not explain what is seen."""
    if not level.items:
        return ""
    found = wilson(level.share, level.items)
    if found.high < level.least:
        return _("too sure")
    if found.low > level.most:
        return _("surer than you said")
    return _("as you said") if level.least <= level.share <= level.most else _("too few to tell")


def _plot(result: Result) -> Iterator[RenderableType]:
    yield Text()
    yield Text(_("Sittings of this exam, with the pass mark"), style="title")
    table = Table.grid(padding=(0, 1))
    for row in result.earlier[-EARLIER:]:
        share = row.share or 0.0
        day = row.started.partition("T")[0]
        table.add_row(f"{row.number:>3}", day, ShareBar(share, result.report.pass_share), percent(share))
    yield table


def _missed(result: Result) -> Iterator[RenderableType]:
    missed = result.report.missed
    yield Text()
    yield Text(_("Missed") if missed else _("Nothing was missed."), style="title")
    for one in missed:
        card = result.items[one.position].card
        yield Text.assemble((f"{one.position + 1}. ", "strong"), card.question())
        for line in finding_lines(card, one.answer, one.verdict):
            text = line.lstrip()
            yield Padding(Text(text), (0, 0, 0, 3 + len(line) - len(text)))


def missed_lines(result: Result, position: int) -> list[str]:
    """A missed item in lines, for walking through; `position` is its place in the form."""
    card, mark = result.items[position].card, result.marks[position]
    lines = [card.question(), "", *finding_lines(card, mark.answer, mark.verdict)]
    if mark.sure:
        lines.append(_("You were this sure: {level} of 3.").format(level=mark.sure))
    return lines
