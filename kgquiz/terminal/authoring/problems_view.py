"""Findings about files, in the form editors understand: `file:line: …`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgquiz.actions.authoring.check import CheckReport, Overrule
from kgquiz.knowledge.problems import Problem
from kgquiz.knowledge.suggest import Suggestion
from kgquiz.lang import _, ngettext, say
from kgquiz.messages import N_
from kgquiz.terminal.words import card_words


def problem_lines(report: CheckReport) -> list[str]:
    """One finding a line: errors first within their place, marked as what they are."""
    error, warning = _("error"), _("warning")
    return [
        f"{p.place}: {error if p.is_error else warning}: {say(p.why)} {say(p.remedy)} [{p.rule}]"
        for p in report.problems
    ]


def problem_rows(report: CheckReport) -> dict[str, object]:
    """The report as values for --json; errors and warnings apart."""
    return {
        "files": report.files,
        "errors": [_row(problem) for problem in report.problems if problem.is_error],
        "warnings": [_row(problem) for problem in report.problems if not problem.is_error],
    }


def _row(problem: Problem) -> dict[str, object]:
    names = ("file", "line", "rule", "why", "remedy")
    return {name: getattr(problem, name) for name in names}


def overrule_lines(rows: Sequence[Overrule]) -> list[str]:
    """Overruled answers, one a line."""
    if not rows:
        return [_("No answer was overruled.")]
    return [f"{card_words(row.card, row.question)}: “{row.answer}” — {_(row.said)} ×{row.times}" for row in rows]


def suggestion_lines(found: Sequence[Suggestion]) -> list[str]:
    """What to add, two lines each: the entry with its reasons, then the card."""
    if not found:
        return [_("The answers given so far suggest nothing.")]
    return [line for one in found for line in _suggestion(one)]


def _suggestion(one: Suggestion) -> Iterator[str]:
    reasons = []
    if one.overruled:
        reasons.append(ngettext("overruled {n} time", "overruled {n} times", one.overruled))
    if one.sittings:
        reasons.append(ngettext("refused in {n} sitting", "refused in {n} sittings", one.sittings))
    yield f"{one.entry.value}: “{one.answer}” · {', '.join(reasons)}"
    yield f"  {', '.join(one.cards)}: {one.question} → {one.right}"


_SAID = (N_("i was right"), N_("i was wrong"))
