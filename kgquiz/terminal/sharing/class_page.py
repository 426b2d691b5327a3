"""A class as one page of HTML to print: no network, no script, every chart with its figures in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from kgquiz.actions.sharing.class_figures import ClassPage, ExamOfClass
from kgquiz.lang import _, language_in_use, ngettext
from kgquiz.lang.spelling import moment, number, percent, short_day
from kgquiz.memory.study_day import as_date
from kgquiz.terminal.sharing.class_tables import hint_lines
from kgquiz.terminal.visible import visible

_HARDEST = 15
_STYLE = """
@page{size:A4;margin:15mm}
body{font:10.5pt/1.4 system-ui,sans-serif;color:#000;background:#fff;max-width:56rem;margin:0 auto;padding:1rem}
h1{font-size:1.4rem;margin:0}h2{font-size:1.05rem;margin:1.2rem 0 .3rem}p{margin:.2rem 0}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.15rem .5rem .15rem 0;border-bottom:1px solid #bbb;vertical-align:top}
td.n,th.n{text-align:right;white-space:nowrap}section,tr{break-inside:avoid}
svg{width:100%;max-width:30rem;height:auto}.bar{fill:#555}text{font:11px system-ui,sans-serif}
footer{margin-top:1.5rem;color:#444}
"""


def html_of_class(page: ClassPage) -> str:
    """The whole page, in the language in use."""
    body = "\n".join(_sections(page))
    head = _("{title} ({code}), collected {moment}").format(
        title=page.title, code=page.code, moment=moment(page.collected)
    )
    return (
        f'<!doctype html>\n<html lang="{language_in_use()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<link rel="icon" href="data:,">\n'
        f"<title>kgquiz: {_text(page.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{_text(head)}</h1>\n{body}\n</body>\n</html>\n"
    )


def _sections(page: ClassPage) -> Iterator[str]:
    yield _paragraphs(_overview(page))
    if page.spread:
        yield _section(_("Students by the share that was right at first"), _spread(page.spread))
    if page.exams:
        yield _section(_("Exams"), _exams(page.exams))
    yield _section(_("The hardest cards"), _hardest(page))
    if page.items.hints:
        yield _section(_("To look at"), _list(hint_lines(page.items.hints)))
    if page.rows:
        yield _section(_("Students"), _students(page))
    foot = _("Figures from fewer than 10 answers are left out. Made by kgquiz from what the students handed in.")
    yield f"<footer>{_text(foot)}</footer>"


def _overview(page: ClassPage) -> Iterator[str]:
    yield ", ".join(
        (
            ngettext("{n} student", "{n} students", page.students),
            ngettext("{n} answer", "{n} answers", page.answers),
            _("studied in the last week: {n}").format(n=page.active),
        )
    )
    if page.right is not None:
        yield _("Right at first, on the mean of the students: {share}").format(share=percent(page.right))
    found = page.items.reliability
    if found is not None:
        yield _("α = {alpha} over {cards} cards, standard error of a mark {error}").format(
            alpha=number(found.alpha, 2), cards=found.cards, error=percent(found.error)
        )


def _spread(counts: Sequence[int]) -> str:
    most, width, height = max(counts) or 1, 40, 80
    drawn = "".join(
        f'<rect class="bar" x="{n * width + 2}" y="{height * (1 - count / most):.1f}" width="{width - 4}" '
        f'height="{height * count / most:.1f}"/><text x="{n * width + 20}" y="{height + 12}" text-anchor="middle">'
        f'{10 * n}–{10 * n + 10}</text><text x="{n * width + 20}" y="{height + 26}" text-anchor="middle">{count}</text>'
        for n, count in enumerate(counts)
    )
    title = _text(_("Students by the share that was right at first"))
    return f'<svg viewBox="0 0 {10 * width} {height + 30}" role="img" aria-label="{title}">{drawn}</svg>'


def _exams(exams: Iterable[ExamOfClass]) -> str:
    titles = (_("Exam"), _("Students"), _("Mean"), _("Passed"), "α", _("Standard error"))
    rows = [
        (
            f"{one.title} ({one.exam})",
            str(one.students),
            _share(one.mean),
            _share(one.passed),
            "–" if one.reliability is None else number(one.reliability.alpha, 2),
            "–" if one.reliability is None else percent(one.reliability.error),
        )
        for one in exams
    ]
    return _table(titles, rows)


def _hardest(page: ClassPage) -> str:
    titles = (_("Card"), "n", _("Facility"), _("Discrimination"), _("Time"))
    rows = [
        (
            page.items.questions.get(one.card, one.card),
            str(one.answers),
            _share(one.facility),
            "–" if one.discrimination is None else number(one.discrimination, 2),
            "–" if one.seconds is None else _("{n:.0f} s").format(n=one.seconds),
        )
        for one in page.items.items[:_HARDEST]
        if one.facility is not None
    ]
    return _table(titles, rows)


def _students(page: ClassPage) -> str:
    titles = (_("Student"), _("Answers"), _("Days"), _("Last day"), _("Right at first"))
    rows = [
        (
            f"{row.name} {row.id}".strip(),
            str(row.answers),
            str(row.days),
            short_day(as_date(row.last)) if row.last else "–",
            _share(row.right),
        )
        for row in page.rows
    ]
    return _table(titles, rows)


def _share(value: float | None) -> str:
    return "–" if value is None else percent(value)


def _section(title: str, body: str) -> str:
    return f"<section>\n<h2>{_text(title)}</h2>\n{body}\n</section>"


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{_text(line)}</p>\n" for line in lines)


def _list(lines: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{_text(line)}</li>\n" for line in lines) + "</ul>"


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    heads = "".join(
        f'<th scope="col"{"" if not n else " class=n"}>{_text(title)}</th>' for n, title in enumerate(titles)
    )
    body = "\n".join(
        "<tr>" + "".join(f"<td{'' if not n else ' class=n'}>{_text(cell)}</td>" for n, cell in enumerate(row)) + "</tr>"
        for row in rows
    )
    return f"<table>\n<tr>{heads}</tr>\n{body}\n</table>"


def _text(text: str) -> str:
    return escape(visible(text))
