"""The figures against a computation of their own over a made log."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fsrs_rs_python import DEFAULT_PARAMETERS

from kgquiz.actions.desk import Desk
from kgquiz.key import CardKey, card_key, name_of_key
from kgquiz.memory.log import SAID_RIGHT, Event, Kind, Mode
from kgquiz.memory.model import Rating, Scheduler
from tests.support import Person, write

CARDS = [f"c{n}" for n in range(40)]
DECK = (
    "deck: made\ntitle: Made\nchapter: 2\nsections:\n- {id: s1, title: One, page: 1}\n- {id: s2, title: Two, page: 9}\n"
)
DECK += "cards:\n" + "".join(
    f"- {{id: {card}, type: {'typed' if n % 2 else 'recall'}, from: i{n}, section: s{1 + n % 3 % 2},"
    f" {'prompt' if n % 2 else 'term'}: Суроо {n}?, {'answer' if n % 2 else 'meaning'}: жооп {n}}}\n"
    for n, card in enumerate(CARDS)
)


@pytest.fixture
def student(tmp_path: Path) -> Person:
    write(tmp_path / "shipped", "made.yaml", DECK)
    return Person(tmp_path / "home", tmp_path / "shipped")


def made_log(today: int) -> list[Event]:
    """120 days, some without study; some answers twice a day, some taken back, overruled or of a drill."""
    chance = Random(5)
    log: list[Event] = []
    for ago in range(120, -1, -1):
        if chance.random() < 0.25:
            continue
        for card in chance.sample(CARDS, 9):
            for again in range(1 + (chance.random() < 0.2)):
                n = len(log)
                at = (today - ago - 719163) * 86_400_000 + (9 + n % 3) * 3_600_000 + n + again
                mode = Mode.CRAM if chance.random() < 0.1 else Mode.STUDY
                rating = Rating.AGAIN if chance.random() < 0.3 else Rating.GOOD
                spent = chance.randrange(2_000, 30_000)
                log.append(
                    Event(
                        id=f"e{n:05}",
                        kind=Kind.REVIEW,
                        card=CardKey(f"made/{card}"),
                        at=at,
                        day=today - ago,
                        mode=mode,
                        rating=rating,
                        spent=spent,
                    )
                )
    undos = [
        Event(id=f"u{e.id}", kind=Kind.UNDO, card=e.card, at=e.at + 1, day=e.day, target=e.id)
        for e in chance.sample(log, 12)
    ]
    amends = [
        Event(
            id=f"a{e.id}",
            kind=Kind.AMEND,
            card=e.card,
            at=e.at + 2,
            day=e.day,
            target=e.id,
            rating=Rating.GOOD,
            finding=SAID_RIGHT,
        )
        for e in chance.sample(log, 12)
    ]
    return [*log, *undos, *amends]


@pytest.fixture
def told(student: Person) -> tuple[dict[str, Any], list[Event], int, Person]:
    with Desk(student.world) as desk:
        today = desk.world.today()
        log = made_log(today)
        student.types("decks")
        desk.store.journal.record(*log)
    return student.types("stats", "--json", "--days", "60").json, log, today, student


def alive(log: list[Event]) -> list[tuple[str, int, int, int, Mode, int]]:
    """(card, at, day, rating, mode, spent) of what stands, worked out here once more."""
    gone = {e.target for e in log if e.id.startswith("u")}
    raised = {e.target for e in log if e.id.startswith("a")}
    return sorted(
        (
            (e.card, e.at, e.day, 3 if e.id in raised else int(e.rating or 0), e.mode, e.spent)
            for e in log
            if e.id.startswith("e") and e.id not in gone
        ),
        key=lambda row: row[1],
    )


def test_days_minutes_and_streak(told: tuple[dict[str, Any], list[Event], int, Person]) -> None:
    figures, log, today, _ = told
    answers = Counter(row[2] for row in alive(log))
    seconds: defaultdict[int, float] = defaultdict(float)
    for row in alive(log):
        seconds[row[2]] += row[5] / 1000
    assert [day["answers"] for day in figures["days"]] == [answers[day] for day in sorted(answers)]
    assert [day["seconds"] for day in figures["days"]] == pytest.approx([seconds[day] for day in sorted(seconds)])
    longest = best = 0
    for day in range(today - 130, today + 1):
        longest = longest + 1 if answers[day] else 0
        best = max(best, longest)
    assert figures["streak"]["longest"] == best


def kept(log: list[Event], since: int) -> list[tuple[str, int, int]]:
    """(card, day, rating) of the first answer of each later day."""
    counted = [row for row in alive(log) if row[4] is not Mode.CRAM]
    first: dict[str, int] = {}
    for row in counted:
        first.setdefault(row[0], row[2])
    found: dict[tuple[str, int], int] = {}
    for card, _, day, rating, _, _ in counted:
        if day >= since and day > first[card]:
            found.setdefault((card, day), rating)
    return [(card, day, rating) for (card, day), rating in found.items()]


def test_retention_by_section_type_and_age(told: tuple[dict[str, Any], list[Event], int, Person]) -> None:
    figures, log, today, _ = told
    rows = kept(log, today - 59)
    retention = figures["retention"]
    assert (retention["overall"]["right"], retention["overall"]["n"]) == (sum(r > 1 for *_, r in rows), len(rows))
    for kind, odd in (("typed", 1), ("recall", 0)):
        some = [r for card, _, r in rows if int(card.partition("/c")[2]) % 2 == odd]
        assert (retention["types"][kind]["right"], retention["types"][kind]["n"]) == (
            sum(r > 1 for r in some),
            len(some),
        )
    ones = [r for card, _, r in rows if int(card.partition("/c")[2]) % 3 % 2 == 0]
    assert retention["sections"]["made/s1"]["n"] == len(ones)
    assert sum(group["n"] for group in retention["ages"].values()) == len(rows)


def test_calibration_against_the_formula_over_prefixes_of_each_log(
    told: tuple[dict[str, Any], list[Event], int, Person],
) -> None:
    figures, log, _, _ = told
    decay = DEFAULT_PARAMETERS[20]
    by_card: defaultdict[str, list[tuple[int, Rating]]] = defaultdict(list)
    for card, _, day, rating, mode, _ in alive(log):
        if mode is not Mode.CRAM:
            by_card[card].append((day, Rating(rating)))
    foretold, came = [], []
    for reviews in by_card.values():
        for place, (day, rating) in enumerate(reviews):
            before = reviews[:place]
            if before and day > before[-1][0] and len(reviews) > 1:
                (memory,) = Scheduler().replay([before])
                grown = 1 + (0.9 ** (-1 / decay) - 1) * (day - before[-1][0]) / memory.stability
                foretold.append(grown**-decay)
                came.append(rating > 1)
    calibration = figures["calibration"]
    assert calibration["n"] == len(came)
    assert sum(b["right"] for b in calibration["bins"]) == sum(came)
    mean = sum(b["foretold"] * b["n"] for b in calibration["bins"]) / calibration["n"]
    assert mean == pytest.approx(sum(foretold) / len(foretold), rel=1e-5)


def test_forecast_and_known_agree_with_the_cards(told: tuple[dict[str, Any], list[Event], int, Person]) -> None:
    figures, _, _, student = told
    cards = student.types("cards", "--json").json["cards"]
    by_day = Counter(max(card["due"], figures["day"]) for card in cards if card["due"])
    expected = {day["day"]: day["cards"] for day in figures["forecast"] if day["cards"]}
    last = figures["forecast"][-1]["day"]
    assert {day: n for day, n in by_day.items() if day <= last} == expected
    for section in figures["known"]["sections"]:
        recalls = [card["recall"] or 0 for card in cards if card["section"] == section["section"]]
        assert (section["cards"], section["now"]) == (len(recalls), pytest.approx(sum(recalls)))
        assert section["later"] <= section["now"]


def test_hours_are_those_of_the_wall_clock(told: tuple[dict[str, Any], list[Event], int, Person]) -> None:
    figures, _, _, _ = told
    assert set(figures["hours"]) == {"9", "10", "11"}


def test_the_hour_is_the_one_that_her_clock_showed_across_summer_time_and_a_journey(student: Person) -> None:
    """At nine in the morning of every day: in winter, in summer, and in Bishkek from some day on."""
    for day, ahead in ((26, 1), (28, 2), (30, 2), (34, 6), (36, 6)):
        zone = timezone(timedelta(hours=ahead))
        student.clock.moment = datetime(2026, 3, 1, 9, 20, tzinfo=zone) + timedelta(days=day - 1)
        said = student.types("study", "--where", "id:c1", "--plain", lines="жооп 1\n")
        assert said.code == 0, said.err
    hours = student.types("stats", "--json").json["hours"]
    assert {hour: share["n"] for hour, share in hours.items()} == {"9": 4}


def test_sections_of_one_title_in_two_decks_stay_apart_and_in_the_order_of_the_book(student: Person) -> None:
    other = DECK.replace("deck: made", "deck: nade").replace("title: Two", "title: One")
    write(
        student.shipped,
        "nade.yaml",
        other.replace("section: s1", "section: sx")
        .replace("section: s2", "section: s1")
        .replace("section: sx", "section: s2"),
    )
    student.types("decks")
    with Desk(student.world) as desk:
        log = made_log(desk.world.today())
        again = [replace(e, id=f"{e.id}n", card=card_key("nade", name_of_key(e.card)), target="") for e in log]
        desk.store.journal.record(*log, *(e for e in again if e.kind is Kind.REVIEW))
    said = student.types("stats", "--plain").out
    kept = re.findall(r"^  Deck (\w+); Section (\w+); Right", said, re.MULTILINE)
    assert kept == [("made", "One"), ("made", "Two"), ("nade", "One"), ("nade", "One")]
    assert re.findall(r"^  Deck (\w+); Section (\w+); Met", said, re.MULTILINE) == kept


def test_in_a_pipe_every_figure_is_a_sentence(told: tuple[dict[str, Any], list[Event], int, Person]) -> None:
    said = told[3].types("stats").out
    for title in ("Study:", "Kept in memory:", "What comes back:", "The map of the book:", "Is the forecast honest?"):
        assert title in said


def test_without_an_answer_it_says_how_to_begin(student: Person) -> None:
    assert "Nothing was answered yet. Begin: kgquiz study" in student.types("stats").out


class Page(HTMLParser):
    """What a page holds, and whether its tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href"}]
        if tag not in {"meta", "link", "rect", "line"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"rect", "line"}:
            assert self.open.pop() == tag


def test_the_page_is_whole_small_and_asks_for_nothing(
    told: tuple[dict[str, Any], list[Event], int, Person], tmp_path: Path
) -> None:
    student, file = told[3], tmp_path / "out" / "mine.html"
    assert student.types("stats", "--html", str(file)).code == 0
    text = file.read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    assert page.open == []
    assert page.tags["script"] == 0
    assert page.addresses == ["data:,"]
    assert "url(" not in text
    assert page.tags["svg"] == page.tags["table"] >= 5
    assert len(text.encode()) < 300_000
    assert re.search(r"prefers-color-scheme", text)
    again = student.types("stats", "--html", str(file))
    assert again.code == 6
    assert student.types("stats", "--html", str(file), "--force").code == 0


def test_text_of_a_deck_is_never_markup_on_the_page(student: Person, tmp_path: Path) -> None:
    write(student.shipped, "made.yaml", DECK.replace("title: One", "title: '<script>x</script>'"))
    with Desk(student.world) as desk:
        today = desk.world.today()
    student.types("decks")
    with Desk(student.world) as desk:
        desk.store.journal.record(*made_log(today))
    file = tmp_path / "page.html"
    assert student.types("stats", "--html", str(file)).code == 0
    text = file.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
