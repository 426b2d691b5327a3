"""Item statistics as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kgquiz.actions.exam.statistics import ItemReport
from kgquiz.key import CardKey
from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import number
from kgquiz.terminal.exam.words import percent
from kgquiz.terminal.words import shortened

LOW = 0.2
"""Discrimination below which an item does not tell the strong from the weak."""


def items_view(reports: Sequence[ItemReport], questions: Mapping[CardKey, str]) -> RenderableType:
    """Exam by exam the hardest items first, by their questions where the deck is here."""
    parts: list[RenderableType] = []
    for report in reports:
        parts += [Text(f"{report.title} ({report.exam})", style="title"), _table(report, questions)]
        parts += [Text(line) for line in _foot(report)]
    return Group(*parts)


def _table(report: ItemReport, questions: Mapping[CardKey, str]) -> RenderableType:
    """Figures from few answers are in brackets."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column(_("Card"), overflow="fold")
    for title in (_("Answers"), _("Facility"), _("Discrimination")):
        table.add_column(title, justify="right", no_wrap=True)
    for one in report.items:
        tells = "–" if one.discrimination is None else number(one.discrimination, 2)
        shown = f"({tells})" if one.is_anecdote else tells
        poor = one.discrimination is not None and one.discrimination < LOW and not one.is_anecdote
        row = (str(one.answers), percent(one.facility), Text(shown, style="wrong" if poor else ""))
        question = questions.get(one.item, "")
        named = Text.assemble(shortened(question), "\n" if question else "", (one.item, "name"))
        table.add_row(named, *row)
    return table


def _foot(report: ItemReport) -> Iterator[str]:
    """What holds of the whole paper, a line each."""
    lines = [ngettext("{n} sitting", "{n} sittings", report.sittings)]
    if report.reliability is not None and not report.reliability.is_anecdote:
        alpha, error = number(report.reliability.alpha, 2), percent(report.reliability.error)
        lines.append(_("α = {alpha}, standard error of a mark {error}").format(alpha=alpha, error=error))
    if any(one.is_anecdote for one in report.items):
        lines.append(_("figures in brackets are based on fewer than 10 answers"))
    yield " · ".join(lines)
    if report.consistency is not None:
        found = report.consistency
        yield _(
            "Another paper would decide {same} of the students alike ({other} by Subkoviak's method), κ = {kappa}; "
            "{right} are decided rightly."
        ).format(
            same=percent(found.same),
            other=percent(found.subkoviak),
            kappa=number(found.kappa, 2),
            right=percent(found.right),
        )
    for one in report.appeals:
        yield _("Appeal, {card}: {reason}").format(card=one.card, reason=one.reason)
    if report.students is not None:
        mean, deviation = round(report.students.mean), round(report.students.deviation)
        yield _("For the chance of passing, write into the exam: {line}").format(
            line=f"students: {{mean: {mean}, deviation: {deviation}}}"
        )
