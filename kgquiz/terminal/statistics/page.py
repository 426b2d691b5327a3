"""Statistics as one page of HTML: no network, no script; every chart is SVG with its table behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from kgquiz.actions.statistics.figures import Statistics
from kgquiz.lang import _, language_in_use
from kgquiz.lang.spelling import short_day
from kgquiz.memory.study_day import as_date
from kgquiz.terminal.statistics.tables import Row, Table, tables
from kgquiz.terminal.visible import visible

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--faint:#6b6b6b;--bar:#1f6feb;--rest:#e4e7ec;--mark:#b42318}
@media(prefers-color-scheme:dark){:root{--ink:#e8e8e8;--paper:#151719;--faint:#a0a0a0;--bar:#6ea8fe;--rest:#2c3036;
--mark:#ff8a80}}
*{box-sizing:border-box}
body{font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:56rem;margin:0 auto;
padding:1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2rem 0 .25rem}p{margin:.25rem 0 .75rem}
svg{width:100%;max-width:42rem;height:auto;display:block}text{fill:var(--ink);font:12px system-ui,sans-serif}
.bar{fill:var(--bar)}.rest{fill:var(--rest)}.mark{stroke:var(--mark);stroke-width:2}
details{margin:.5rem 0}summary{cursor:pointer;color:var(--faint)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:.2rem .6rem .2rem 0;border-bottom:1px solid var(--rest);vertical-align:top}
footer{color:var(--faint);margin-top:2rem}
@media print{:root{--ink:#000;--paper:#fff;--faint:#333;--bar:#555;--rest:#ddd;--mark:#000}
section{break-inside:avoid}body{max-width:none}}
"""
_WIDTH, _ROW, _FIGURE = 400, 34, 52
"""Of a chart in its own units, small enough that letters can be read on a phone; room for the figure at the right."""
_CELL, _WEEKS, _WEEK = 12, 53, 7
_MOST_ROWS = 60
"""Rows of a chart; a table holds all."""


def page(found: Statistics) -> str:
    """The whole page, in the language in use."""
    title = _("Statistics of {day}").format(day=short_day(as_date(found.today)))
    own = _("Made from your own log; nothing was sent anywhere.")
    body = "\n".join(_section(found, table) for table in tables(found))
    return (
        f'<!doctype html>\n<html lang="{language_in_use()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<link rel="icon" href="data:,">\n<title>kgquiz: {_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n'
        f"<body>\n<h1>{_text(title)}</h1>\n{body}\n"
        f"<footer>kgquiz · {_text(own)}</footer>\n"
        "</body>\n</html>\n"
    )


def _section(found: Statistics, table: Table) -> str:
    return (
        f"<section>\n<h2>{_text(table.title)}</h2>\n<p>{_text(table.sentence)}</p>\n"
        f"{_chart(found, table)}{_table(table)}</section>"
    )


def _chart(found: Statistics, table: Table) -> str:
    if not table.rows:
        return ""
    if table.name == "study":
        return _calendar({day.day: day.answers for day in found.days}, found.today, table.title)
    if table.name == "forecast":
        return _columns(table)
    return _bars(table)


def _bars(table: Table) -> str:
    rows = table.rows[:_MOST_ROWS]
    width = _WIDTH - _FIGURE
    drawn = "".join(
        f'<text x="0" y="{y + 13}">{_text(_cut(_name(table, row)))}</text>'
        f'<rect class="rest" x="0" y="{y + 18}" width="{width}" height="10"/>'
        f'<rect class="bar" x="0" y="{y + 18}" width="{width * (row.bar or 0):.1f}" height="10"/>'
        f"{_mark(row.mark, y, width)}"
        f'<text x="{width + 8}" y="{y + 28}">{_text(_figure(table, row))}</text>'
        for y, row in ((place * _ROW, row) for place, row in enumerate(rows))
    )
    return _svg(table.title, len(rows) * _ROW, drawn)


def _mark(mark: float | None, y: int, width: int) -> str:
    if mark is None:
        return ""
    x = width * mark
    return f'<line class="mark" x1="{x:.1f}" x2="{x:.1f}" y1="{y + 16}" y2="{y + 30}"/>'


def _figure(table: Table, row: Row) -> str:
    """The figure beside a bar: the one it shows."""
    place = {"known": -2, "calibration": 2, "hardest": -2}.get(table.name, table.named_by)
    return row.cells[place]


def _name(table: Table, row: Row) -> str:
    return " ".join(row.cells[: table.named_by])


def _cut(text: str, most: int = 50) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _columns(table: Table) -> str:
    step, height = _WIDTH / len(table.rows), 90
    drawn = "".join(
        f'<rect class="bar" x="{place * step + 1:.1f}" y="{height * (1 - (row.bar or 0)):.1f}" width="{step - 2:.1f}"'
        f' height="{height * (row.bar or 0):.1f}"><title>{_text(": ".join(row.cells[:2]))}</title></rect>'
        for place, row in enumerate(table.rows)
    )
    first, last = table.rows[0].cells[0], table.rows[-1].cells[0]
    ends = (
        f'<text x="0" y="{height + 16}">{_text(first)}</text>'
        f'<text x="{_WIDTH}" y="{height + 16}" text-anchor="end">{_text(last)}</text>'
    )
    return _svg(table.title, height + 22, drawn + ends)


def _calendar(answers: Mapping[int, int], today: int, title: str) -> str:
    """A square a day, a column a week; the busier the day, the more of its square is filled."""
    first = today - as_date(today).weekday() - _WEEK * (_WEEKS - 1)
    most = max((answers.get(day, 0) for day in range(first, today + 1)), default=0) or 1
    drawn = "".join(
        _day(answers.get(day, 0), most, day, *divmod(day - first, _WEEK)) for day in range(first, today + 1)
    )
    return _svg(title, _WEEK * (_CELL + 1), drawn, _WEEKS * (_CELL + 1))


def _day(count: int, most: int, day: int, week: int, row: int) -> str:
    x, y = week * (_CELL + 1), row * (_CELL + 1)
    rest = f'<rect class="rest" x="{x}" y="{y}" width="{_CELL}" height="{_CELL}"/>'
    if not count:
        return rest
    size = _CELL * (0.35 + 0.65 * count / most)
    told = f"{short_day(as_date(day))}: {count}"
    inset = (_CELL - size) / 2
    return rest + (
        f'<rect class="bar" x="{x + inset:.1f}" y="{y + inset:.1f}" width="{size:.1f}" height="{size:.1f}">'
        f"<title>{_text(told)}</title></rect>"
    )


def _svg(title: str, height: float, drawn: str, width: float = _WIDTH) -> str:
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{_text(title)}">{drawn}</svg>\n'


def _table(table: Table) -> str:
    if not table.rows:
        return ""
    more = _("The figures")
    heads = _cells("th", table.heads, ' scope="col"')
    rows = "\n".join(_line(row.cells) for row in table.rows)
    return (
        f'<details><summary>{_text(more)}</summary><div class="scroll"><table>\n'
        f"<tr>{heads}</tr>\n{rows}\n</table></div></details>\n"
    )


def _line(cells: Sequence[str]) -> str:
    return f"<tr>{_cells('td', cells)}</tr>"


def _cells(tag: str, cells: Sequence[str], more: str = "") -> str:
    return "".join(_each(tag, cells, more))


def _each(tag: str, cells: Sequence[str], more: str) -> Iterator[str]:
    return (f"<{tag}{more}>{_text(cell)}</{tag}>" for cell in cells)


def _text(text: str) -> str:
    """Written out for a page; no line ends between a number and its percent sign."""
    return escape(visible(text)).replace(" %", "\u00a0%")
