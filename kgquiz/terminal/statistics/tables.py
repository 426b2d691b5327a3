"""Every figure of the statistics as a titled table with a sentence: what all views are made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgquiz.actions.statistics.figures import AGES, CALIBRATED, Statistics, goal_days
from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import number, percent, short_day
from kgquiz.memory.study_day import as_date
from kgquiz.statistics.shares import Share
from kgquiz.terminal.words import shortened
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its cells, and the share from 0 to 1 that a bar shows; `mark` is a second point on it."""

    cells: tuple[str, ...]
    bar: float | None = None
    mark: float | None = None
    is_empty: bool = False
    """Whether there is nothing to it: a section not met yet, a day on which no card comes back."""


@dataclass(frozen=True, slots=True)
class Table:
    """A figure: what it is called, a sentence that says it all, the heads of its columns, its rows."""

    name: str
    title: str
    sentence: str
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    named_by: int = 1
    """How many of the first cells say what a row is about; the others are its figures."""


def tables(found: Statistics) -> Iterator[Table]:
    """All figures that hold something, in the order in which they are read."""
    yield _study(found)
    if not found.days:
        return
    yield _retention(found)
    yield from _groups(found)
    yield _coming(found)
    yield _known(found)
    if found.calibration.n:
        yield _calibration(found)
    if found.hardest:
        yield _hardest(found)
    if found.confusions:
        yield _confusions(found)
    if found.hours:
        yield _hours(found)


def _study(found: Statistics) -> Table:
    if not found.days:
        return Table("study", _("Study"), _("Nothing was answered yet. Begin: kgquiz study"))
    answers, seconds = sum(d.answers for d in found.days), sum(d.seconds for d in found.days)
    told = [
        ngettext("{n} answer", "{n} answers", answers),
        ngettext("{n} minute", "{n} minutes", round(seconds / 60)),
        ngettext("{n} day of study", "{n} days of study", len(found.days)),
        ngettext("{n} day in a row now", "{n} days in a row now", found.streak.current),
        ngettext("{n} day in a row at most", "{n} days in a row at most", found.streak.longest),
    ]
    if found.goal is not None:
        goal = _("the plan's {minutes} min a day reached on {n} days of the last {period}")
        told.append(goal.format(minutes=round(found.goal / 60), n=goal_days(found), period=found.period))
    most = max(day.answers for day in found.days)
    rows = tuple(
        Row((_day(day.day), str(day.answers), str(round(day.seconds / 60))), day.answers / most)
        for day in found.days[:-32:-1]
    )
    return Table("study", _("Study"), " · ".join(told), (_("Day"), _("Answers"), _("Minutes")), rows)


def _retention(found: Statistics) -> Table:
    share = found.retention.overall
    if not share.n:
        told = _("No card of the last {n} days came back on a later day yet.").format(n=found.period)
        return Table("retention", _("Kept in memory"), told)
    low, high = share.interval()
    told = _(
        "Of {n} answers after a night or more in the last {days} days {share} were right"
        " (95 % interval {low} – {high}); the schedule aims at {target}."
    ).format(
        n=share.n,
        days=found.period,
        share=percent(share.share, 1),
        low=percent(low, 1),
        high=percent(high, 1),
        target=percent(found.retention.target),
    )
    return Table("retention", _("Kept in memory"), told)


def _groups(found: Statistics) -> Iterator[Table]:
    kept = found.retention
    chapters = [((_chapter(chapter),), share) for chapter, share in sorted(kept.chapters.items())]
    yield from _shares(found, "chapters", _("Kept, by chapter"), (_("Chapter"),), chapters)
    places = [(one.deck, one.section) for one in found.known]
    sections = [((key[0], _section(found, key)), kept.sections[key]) for key in places if key in kept.sections]
    yield from _shares(found, "sections", _("Kept, by section"), (_("Deck"), _("Section")), sections)
    types = [((_(CARD_TYPE_BY_NAME[kind].name),), share) for kind, share in kept.types.items()]
    yield from _shares(found, "types", _("Kept, by card type"), (_("Type"),), types)
    ages = [((_age(age),), share) for age, share in sorted(kept.ages.items())]
    yield from _shares(found, "ages", _("Kept, by days since the card was met"), (_("Days"),), ages)


def _section(found: Statistics, key: tuple[str, str]) -> str:
    """The title of a section; its name where it has none, nothing for the cards of a deck that are in none."""
    return found.titles.get(key, "") or key[1]


def _shares(
    found: Statistics, name: str, title: str, heads: tuple[str, ...], groups: Sequence[tuple[tuple[str, ...], Share]]
) -> Iterator[Table]:
    if len(groups) < 1 or not found.retention.overall.n:
        return
    worst, least = min(groups, key=lambda group: group[1].interval()[1])  # the surest one: few answers say little
    told = _("The lowest: {group}, {share} of {n}.").format(
        group=" · ".join(worst), share=percent(least.share), n=least.n
    )
    rows = tuple(
        Row((*group, percent(share.share), _interval(share), str(share.n)), share.share, found.retention.target)
        for group, share in groups
    )
    yield Table(name, title, told, (*heads, _("Right"), _("95 % interval"), _("Answers")), rows, len(heads))


def _coming(found: Statistics) -> Table:
    cards, seconds = sum(one.cards for one in found.coming), sum(one.seconds for one in found.coming)
    told = _(
        "In the next {days} days {cards} cards come back, about {minutes} minutes; new cards and returns of wrong ones"
        " are not counted."
    ).format(days=len(found.coming), cards=cards, minutes=round(seconds / 60))
    if found.exam_day is not None:
        told += " " + _("So it would be without the plan, which chooses by the exam: kgquiz plan")
    most = max((one.cards for one in found.coming), default=0) or 1
    rows = tuple(
        Row((_day(one.day), str(one.cards), str(round(one.seconds / 60))), one.cards / most, is_empty=not one.cards)
        for one in found.coming
    )
    return Table("forecast", _("What comes back"), told, (_("Day"), _("Cards"), _("Minutes")), rows)


def _known(found: Statistics) -> Table:
    cards = sum(one.cards for one in found.known) or 1
    now, later = sum(one.now for one in found.known) / cards, sum(one.later for one in found.known) / cards
    when = _("on the day of the exam, {day},") if found.exam_day is not None else _("on {day}")
    told = _("You know {now} of all cards now, and {when} without further study {later}.").format(
        now=percent(now), when=when.format(day=_day(found.later)), later=percent(later)
    )
    rows = tuple(
        Row(
            (
                one.deck,
                _section(found, (one.deck, one.section)),
                f"{one.met}/{one.cards}",
                percent(one.now / one.cards),
                percent(one.later / one.cards),
            ),
            one.now / one.cards,
            one.later / one.cards,
            is_empty=not one.met,
        )
        for one in found.known
    )
    heads = (_("Deck"), _("Section"), _("Met"), _("Now"), _("Later"))
    return Table("known", _("The map of the book"), told, heads, rows, 2)


def _calibration(found: Statistics) -> Table:
    told = _(
        "Before each answer the memory model foretold a chance; over {n} answers (of {cards} cards at most, by the"
        " weights in use) what came differs from it by {error} points on average."
    ).format(n=found.calibration.n, cards=CALIBRATED, error=number(100 * found.calibration.error, 1))
    rows = tuple(
        Row(
            (
                f"{percent(one.low)} – {percent(one.high)}",
                percent(one.foretold),
                percent(one.real.share),
                _interval(one.real),
                str(one.real.n),
            ),
            one.real.share,
            one.foretold,
        )
        for one in found.calibration.bins
    )
    heads = (_("Foretold"), _("Mean"), _("Came"), _("95 % interval"), _("Answers"))
    return Table("calibration", _("Is the forecast honest?"), told, heads, rows)


def _hardest(found: Statistics) -> Table:
    first = found.hardest[0]
    times = ngettext("{n} time", "{n} times", first.lapses)
    told = _("Most often forgotten: {card} ({times}). All: kgquiz cards --sort lapses").format(
        card=shortened(first.question or first.card), times=times
    )
    rows = tuple(
        Row((one.card, shortened(one.question), str(one.lapses), str(one.answers)), one.lapses / first.lapses)
        for one in found.hardest
    )
    return Table("hardest", _("The hardest"), told, (_("Card"), _("Question"), _("Lapses"), _("Answers")), rows, 2)


def _confusions(found: Statistics) -> Table:
    first = found.confusions[0]
    times = ngettext("{n} time", "{n} times", first.times)
    told = _("You take “{given}” for “{solution}” ({times}). Drill them against each other: {command}").format(
        given=shortened(first.given),
        solution=shortened(first.solution),
        times=times,
        command="kgquiz study --where is:confused",
    )
    rows = tuple(
        Row((one.card, shortened(one.solution), shortened(one.given), str(one.times)), one.times / first.times)
        for one in found.confusions
    )
    heads = (_("Card"), _("Right is"), _("You said"), _("Times"))
    return Table("confusions", _("Taken for each other"), told, heads, rows, 3)


def _hours(found: Statistics) -> Table:
    most = max(found.hours, key=lambda hour: found.hours[hour].n)
    told = _("Most of it between {start} and {end} o'clock: {share} right of {n}.").format(
        start=most, end=most + 1, share=percent(found.hours[most].share), n=found.hours[most].n
    )
    rows = tuple(
        Row((f"{hour}:00", percent(share.share), _interval(share), str(share.n)), share.share)
        for hour, share in sorted(found.hours.items())
    )
    heads = (_("Hour"), _("Right"), _("95 % interval"), _("Answers"))
    return Table("hours", _("Time of day"), told, heads, rows)


def _chapter(chapter: int) -> str:
    return _("chapter {n}").format(n=chapter) if chapter else "–"


def _age(start: int) -> str:
    end = next((age for age in AGES if age > start), None)
    return f"{start}+" if end is None else f"{max(1, start)}–{end - 1}"


def _interval(share: Share) -> str:
    low, high = share.interval()
    return f"{percent(low)} – {percent(high)}"


def _day(day: int) -> str:
    return short_day(as_date(day))
