"""A class as tables: for the screen, for a spreadsheet, for programs. How many answered stands beside each figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kgquiz.actions.sharing.class_figures import ItemOfClass, ItemsOfClass
from kgquiz.actions.sharing.equal_papers import EqualPapers
from kgquiz.formats.gradebook import Cell
from kgquiz.key import CardKey
from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import moment, number, percent, short_day
from kgquiz.memory.study_day import as_date
from kgquiz.sharing.gathered import Gathered
from kgquiz.statistics.classroom.grades import GradeRow
from kgquiz.statistics.classroom.hints import ItemHint
from kgquiz.statistics.classroom.items import ClassItem
from kgquiz.statistics.classroom.rasch import Difficulty
from kgquiz.terminal.output import plain
from kgquiz.terminal.words import shortened

LOW = 0.2
"""Discrimination below which an item does not tell the strong from the weak."""


def exams_in(rows: Sequence[GradeRow]) -> dict[str, str]:
    """The exams that were sat, with their titles."""
    return dict(sorted({exam: one.title for row in rows for exam, one in row.exams.items()}.items()))


# --- the grade book


def grade_table(gathered: Gathered, rows: Sequence[GradeRow]) -> tuple[list[str], list[list[Cell]]]:
    """Headings and lines for a spreadsheet: marks in percent, days as texts."""
    exams = exams_in(rows)
    titles = [_("Student"), _("Name"), _("Answers"), _("Cards"), _("Days"), _("Last day"), _("Right at first, %")]
    for exam, title in exams.items():
        titles += [
            _("{title} ({exam}), %").format(title=title, exam=exam),
            _("{exam}: passed").format(exam=exam),
            _("{exam}: sittings").format(exam=exam),
        ]
    titles.append(_("Edited files"))
    edited = _edited(gathered)
    return titles, [[*_line(row), *_marks(row, exams), edited.get(row.id, 0)] for row in rows]


def _line(row: GradeRow) -> list[Cell]:
    last = as_date(row.last).isoformat() if row.last else ""
    right = None if row.right is None else round(100 * row.right, 1)
    return [row.id, row.name, row.answers, row.cards, row.days, last, right]


def _marks(row: GradeRow, exams: dict[str, str]) -> Iterator[Cell]:
    for exam in exams:
        best = row.exams.get(exam)
        yield None if best is None else round(100 * best.share, 1)
        yield "" if best is None else _("yes") if best.is_passed else _("no")
        yield row.sat.get(exam, 0)


def _edited(gathered: Gathered) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in gathered.columns.sittings:
        if one.seal == "changed":
            counts[one.student] = counts.get(one.student, 0) + 1
    return counts


def grade_values(gathered: Gathered, rows: Sequence[GradeRow]) -> dict[str, Any]:
    """The same for programs."""
    edited = _edited(gathered)
    told = [
        {
            **values,
            "edited": edited.get(row.id, 0),
            "exams": [
                {"exam": exam, "title": best.title, "share": best.share, "passed": best.is_passed}
                | {"sittings": row.sat[exam], "started": best.started, "seal": best.seal}
                for exam, best in row.exams.items()
            ],
        }
        for row, values in zip(rows, student_values(rows), strict=True)
    ]
    return {"code": gathered.card.code, "title": gathered.card.title, "collected": gathered.collected, "students": told}


def student_values(rows: Sequence[GradeRow]) -> list[dict[str, Any]]:
    """Each student for programs."""
    return [
        {
            "id": row.id,
            "name": row.name,
            "answers": row.answers,
            "cards": row.cards,
            "days": row.days,
            "last": as_date(row.last).isoformat() if row.last else None,
            "right": row.right,
        }
        for row in rows
    ]


def grades_view(gathered: Gathered, rows: Sequence[GradeRow]) -> RenderableType:
    """Best marks, in the order of names."""
    if not rows:
        return _nobody(gathered)
    exams, edited = exams_in(rows), _edited(gathered)
    table = _empty(_("Student"))
    for exam in exams:
        table.add_column(exam, justify="right", overflow="fold")
    for title in (_("Right at first"), _("Answers"), _("Days")):
        table.add_column(title, justify="right", overflow="fold")
    for row in rows:
        marks = (_mark(row, exam) for exam in exams)
        right = "–" if row.right is None else percent(row.right)
        table.add_row(_who(row, edited), *marks, right, str(row.answers), str(row.days))
    foot = [_title(gathered)]
    if exams:
        foot.append(_("Marks are each student's best sitting; ✓ passed. A file: kgquiz class results -o grades.xlsx"))
    if edited:
        foot.append(_("! An exam of theirs was edited or damaged after it was written: {n}").format(n=len(edited)))
    return Group(Text(foot[0], style="title"), table, *map(Text, foot[1:]))


def _mark(row: GradeRow, exam: str) -> str:
    best = row.exams.get(exam)
    if best is None:
        return "–"
    return f"{percent(best.share)} ✓" if best.is_passed else f"{percent(best.share)}  "


def _who(row: GradeRow, edited: dict[str, int]) -> Text:
    name = f"{row.name} " if row.name else ""
    return Text.assemble(name, (row.id, "name"), (" !" if row.id in edited else "", "wrong"))


def _title(gathered: Gathered) -> str:
    return _("{title} ({code}), collected {moment}").format(
        title=gathered.card.title, code=gathered.card.code, moment=moment(gathered.collected)
    )


def _nobody(gathered: Gathered) -> RenderableType:
    told = _("Nobody has handed in an answer yet. Students do with: kgquiz class send")
    return Group(Text(_title(gathered), style="title"), Text(told))


def _empty(first: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column(first, overflow="fold", min_width=_LEAST)
    return table


_LEAST = 10
"""Columns that a name keeps on a narrow screen, where the heads of the figures break instead."""


def students_view(gathered: Gathered, rows: Sequence[GradeRow]) -> RenderableType:
    """How much, how lately."""
    if not rows:
        return _nobody(gathered)
    table = _empty(_("Student"))
    for title in (_("Answers"), _("Cards"), _("Days"), _("Last day"), _("Right at first")):
        table.add_column(title, justify="right", overflow="fold")
    for row in rows:
        last = short_day(as_date(row.last)) if row.last else "–"
        right = "–" if row.right is None else percent(row.right)
        table.add_row(_who(row, {}), str(row.answers), str(row.cards), str(row.days), last, right)
    return Group(Text(_title(gathered), style="title"), table)


# --- items


def item_table(found: ItemsOfClass) -> tuple[list[str], list[list[Cell]]]:
    """Headings and lines for a spreadsheet."""
    titles = [
        _("Card"),
        _("Answers"),
        _("Facility, %"),
        _("Discrimination"),
        _("Efficiency, %"),
        _("Difficulty, logits"),
        _("Standard error"),
        _("Infit"),
        _("Outfit"),
        _("Time, s"),
        _("Certainty 1–3"),
        _("Sure and wrong, %"),
        _("Overruled"),
        _("Question"),
    ]
    scale = {one.card: one for one in found.scale.difficulties} if found.scale else {}
    rows: list[list[Cell]] = []
    for one in found.items:
        hard = scale.get(one.card)
        fit: list[Cell] = [None] * 4
        if hard is not None:
            fit = [round(value, 3) for value in (hard.logits, hard.error, hard.infit, hard.outfit)]
        rows.append(
            [
                one.card,
                one.answers,
                _hundred(one.facility),
                one.discrimination and round(one.discrimination, 3),
                _hundred(one.efficiency),
                *fit,
                one.seconds and round(one.seconds, 1),
                one.sure and round(one.sure, 2),
                _hundred(one.misled),
                one.overruled,
                found.questions.get(one.card, ""),
            ]
        )
    return titles, rows


def _hundred(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def items_values(found: ItemsOfClass, most: int | None) -> dict[str, Any]:
    """The same for programs."""
    scale = {one.card: one for one in found.scale.difficulties} if found.scale else {}
    names = ("logits", "error", "infit", "outfit")
    told = [
        {**plain(one), "question": found.questions.get(one.card, "")}
        | {name: getattr(scale.get(one.card), name, None) for name in names}
        for one in found.items[:most]
    ]
    ability = None if found.scale is None else {"mean": found.scale.ability, "spread": found.scale.spread}
    return {
        "students": found.students,
        "items": told,
        "reliability": found.reliability,
        "ability": ability,
        "hints": found.hints,
    }


WIDE = 110
"""Columns of a terminal from which efficiency and overrules are shown; the file and JSON always have them."""


def items_view(gathered: Gathered, found: ItemsOfClass, most: int | None, width: int) -> RenderableType:
    """The hardest first, by their questions where the deck is here."""
    scale = {one.card: one for one in found.scale.difficulties} if found.scale else {}
    wide = width >= WIDE
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1 if wide else 0, 0, 1))
    table.add_column(_("Card"), overflow="fold", min_width=16)
    more = ((_("Efficiency"),), (_("Overruled"),)) if wide else ((), ())
    for title in ("n", _("Facility"), _("Tells"), *more[0], _("Logits"), _("Time"), *more[1]):
        table.add_column(title, justify="right", no_wrap=True)
    for one in found.items[:most]:
        table.add_row(_named(one.card, found.questions), *_item_cells(one, scale.get(one.card), wide=wide))
    lines = (*_foot(found), *hint_lines(found.hints))
    return Group(Text(_title(gathered), style="title"), table, *map(Text, lines))


def _named(card: CardKey, questions: Mapping[CardKey, str]) -> Text:
    question = questions.get(card, "")
    return Text.assemble(shortened(question), "\n" if question else "", (card, "name"))


def _item_cells(one: ClassItem, hard: Difficulty | None, *, wide: bool) -> Iterator[Text]:
    poor = one.discrimination is not None and one.discrimination < LOW
    yield Text(str(one.answers))
    yield Text(_share(one.facility))
    yield Text("–" if one.discrimination is None else number(one.discrimination, 2), style="wrong" if poor else "")
    if wide:
        yield Text(_share(one.efficiency))
    yield Text("–" if hard is None else f"{number(hard.logits, 1)} ± {number(hard.error, 1)}")
    yield Text(_time(one))
    if wide:
        yield Text("–" if one.overruled is None else str(one.overruled))


def _share(value: float | None) -> str:
    return "–" if value is None else percent(value)


def _time(one: ClassItem) -> str:
    return "–" if one.seconds is None else _("{n:.0f} s").format(n=one.seconds)


def _foot(found: ItemsOfClass) -> Iterator[str]:
    yield _("From first answers of {students}; “Tells” is discrimination; – where fewer than 10 answered.").format(
        students=ngettext("{n} student", "{n} students", found.students)
    )
    if found.reliability is not None:
        yield _("α = {alpha} over {cards} cards, standard error of a mark {error}").format(
            alpha=number(found.reliability.alpha, 2),
            cards=found.reliability.cards,
            error=percent(found.reliability.error),
        )
    if found.scale is not None:
        yield _("Logits: 0 is the mean card, greater is harder, ± a standard error; from 30 answers on.")


def hint_lines(hints: Sequence[ItemHint]) -> Iterator[str]:
    """What to mend, a line each."""
    for one in hints:
        yield hint_words(one)


def hint_words(one: ItemHint) -> str:
    """A hint in a sentence."""
    if one.what == "accept":
        return _("{card}: accept “{text}”? {n} gave it, {overruled} say it is right.").format(
            card=one.card, text=one.text, n=one.answers, overruled=one.overruled
        )
    if one.what == "unused":
        return _("{card}: nobody of {of} takes “{text}”.").format(card=one.card, text=one.text, of=one.of)
    if one.text:
        return _(
            "{card}: is “{text}” wrong? The {n} who take it do better otherwise than those who take the key."
        ).format(card=one.card, text=one.text, n=one.answers)
    return _("{card}: the weak answer it better than the strong. Look at its key.").format(card=one.card)


def papers_lines(found: EqualPapers, files: Sequence[Path]) -> Iterator[str]:
    """Each paper with the mark to expect, then what choosing brought."""
    for one in found.papers:
        yield _(
            "{exam}, seed {seed}: {mark} ± {error} to be expected of the mean student; {known} of {items} items known"
        ).format(
            exam=found.exam,
            seed=one.seed,
            mark=percent(one.expected, 1),
            error=percent(one.error, 1),
            known=one.known,
            items=one.items,
        )
    yield _("They lie {apart} apart; papers drawn without looking lie up to {before} apart.").format(
        apart=percent(found.apart, 1), before=percent(found.apart_before, 1)
    )
    if files:
        yield from (_("Written: {path}").format(path=path) for path in files)
    else:
        yield _("To save them: add -o FOLDER; to sit one: kgquiz exam sit {exam} --seed {seed}").format(
            exam=found.exam, seed=found.papers[0].seed
        )


# --- one card


def item_view(found: ItemOfClass) -> RenderableType:
    """One card: its figures, then what was answered."""
    one = found.item
    parts: list[RenderableType] = [Text(found.question or one.card, style="title")]
    parts += [Text(line) for line in _about(found)]
    if found.answers:
        table = _empty(_("Answer"))
        for title in ("n", _("Share"), _("Worth"), _("Others' mean"), _("Overruled")):
            table.add_column(title, justify="right", overflow="fold")
        for given in found.answers:
            right = given.text in found.right or given.score >= 1
            table.add_row(
                Text(given.text or "–", style="right" if right else ""),
                str(given.answers),
                percent(given.share),
                percent(given.score),
                _share(given.level),
                str(given.overruled),
            )
        parts.append(table)
        parts.append(Text(_("“Others' mean”: how well those who gave it do on other cards; – of fewer than 10.")))
    parts += [Text(line) for line in hint_lines(found.hints)]
    return Group(*parts)


def _about(found: ItemOfClass) -> Iterator[str]:
    one = found.item
    answers = ngettext("{n} answer", "{n} answers", one.answers)
    if one.facility is None:
        yield f"{one.card} · {answers}"
        yield _("Nothing is shown of fewer than 10 answers.")
        return
    tells = "–" if one.discrimination is None else number(one.discrimination, 2)
    yield f"{one.card} · {answers} · " + _(
        "facility {facility}, discrimination {tells}, efficiency {efficiency}"
    ).format(facility=_share(one.facility), tells=tells, efficiency=_share(one.efficiency))
    if one.sure is not None:
        yield _("Certainty {sure} of 3 ({n} said it); sure and wrong: {misled}").format(
            sure=number(one.sure, 1), n=one.stated, misled=_share(one.misled)
        )
    if found.difficulty is not None:
        hard = found.difficulty
        yield _("Difficulty {logits} ± {error} logits; infit {infit}, outfit {outfit}").format(
            logits=number(hard.logits, 2),
            error=number(hard.error, 2),
            infit=number(hard.infit, 2),
            outfit=number(hard.outfit, 2),
        )
    yield _("Median time {time}; overruled: {n}").format(time=_time(one), n=one.overruled)
