"""Written answers against points: what counts, what does not, and the words that show it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.cards.reading.sought import sought_points
from kgquiz.cards.reading.statements import known_statements
from kgquiz.cards.reading.written import read_written
from tests.cards.kyrgyz.words import ROOT
from tests.cards.reading.made import cards
from tests.cards.reading.training import HONEST, cross_validated, labelled, score_of, table_of

pytestmark = pytest.mark.landing

LABELLED = Path(os.environ.get("KGQUIZ_LABELLED_ANSWERS", "labelled-answers.jsonl"))
"""Answers that an examiner labelled, as `training` reads them; they are not part of the project."""


PROMPT = "Бирдиктүү каттоо кызматы"
POINTS = (
    "Өкмөт түзөт",
    "арыздарды 15 күндүн ичинде карайт (12-б.)",
    "жетекчисин Президент дайындайт",
    "Жогорку Кеңешке жыл сайын отчет берет",
)


def covered(text: str, points: tuple[str, ...] = POINTS, prompt: str = PROMPT) -> list[int]:
    return [number for number, read in enumerate(read_written(text, points, prompt).points) if read.covered]


@pytest.mark.parametrize(
    "text",
    [
        """Өкмөт түзөт. Арыздарды 15 күндүн ичинде карайт. Жетекчисин Президент дайындайт.
        Жогорку Кеңешке жыл сайын отчет берет.""",
        """окмот тузот. арыздарды 15 кундун ичинде карайт. жетекчисин президент дайындайт.
        жогорку кенешке жыл сайын отчет берет""",
        """Аны Өкмөт түзгөн. Арыздар он беш күндө каралат. Жетекчиси Президент тарабынан дайындалат.
        ЖКга ар жылы отчет берип турат.""",
    ],
    ids=["recited", "on a Russian keyboard", "in other forms"],
)
def test_a_full_answer_covers_every_point(text: str) -> None:
    assert covered(text) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Жетекчисин Президент дайындабайт.", 2),
        ("Жогорку Кеңешке жыл сайын отчет бербейт.", 3),
        ("Арыздарды 30 күндүн ичинде карайт.", 1),
        ("Жетекчисин Жогорку Кеңеш дайындайт.", 2),
        ("Президентке жыл сайын отчет берет.", 3),
    ],
)
def test_what_is_denied_or_given_to_another_or_misnumbered_does_not_count(text: str, missing: int) -> None:
    assert missing not in covered(text)


@pytest.mark.parametrize("text", ["", "   \n", "???", PROMPT, f"{PROMPT} деген эмне?", "билбейм"])
def test_nothing_said_covers_nothing(text: str) -> None:
    assert covered(text) == []


@pytest.mark.parametrize(
    ("point", "text"),
    [
        ("айыл кеңешинин депутаттары шайлайт", "айыл кеңешинин депутаттары шайлабайт"),
        ("муниципалдык кызмат мамлекеттик кызматтын түрү эмес", "Муниципалдык кызмат мамлекеттик кызматтын бир түрү"),
        ("мөөнөтү — кеңештин чакырылыш мөөнөтү", "Мөөнөтү 6 жыл."),
        ("программа үчүн статс-катчы гана жооп берет", "Программа үчүн статс-катчы да, жооптуу катчы да жооп берет"),
        ("Президенттин ыйгарым укуктары чектелген", "Президенттин ыйгарым укуктары чектелген эмес"),
        ("туруктуу негизде жүргүзүлөт", "Кызмат убактылуу негизде жүргүзүлөт"),
        ("талапкерди көпчүлүк аныктайт", "Талапкерди Президент аныктайт"),
    ],
)
def test_what_the_grammar_of_a_sentence_contradicts_does_not_count(point: str, text: str) -> None:
    assert covered(point, (point,)) == [0]
    assert covered(text, (point,)) == []


@pytest.mark.parametrize(
    ("prompt", "points", "right", "wrong"),
    [
        ("Реформанын жыйынтыгы", ("коррупция көбөйгөн",), "Коррупция көбөйгөн.", "Коррупция азайган."),
        ("Реформанын жыйынтыгы", ("каражат сарамжалсыз коротулат",), None, "Каражат сарамжалдуу коротулат."),
        ("Сунуштун күчү", ("чечими кеңеш үчүн сунуш",), None, "Чечими кеңеш үчүн милдеттүү, сунуш эмес."),
        ("ЖӨБ деген эмне?", ("өз кызыкчылыгында жүргүзүлөт",), None, "Президенттин кызыкчылыгында жүргүзүлөт."),
        ("Кызмат", ("жетекчинин ишин координациялоо",), None, "Соттун ишин координациялайт."),
        ("Тартип", ("шайлоо тартибин мыйзам белгилейт",), None, "Шайлоо тартибин Өкмөт белгилейт."),
        ("Отчет", ("Жогорку Кеңешке отчет берет",), "Жогорку Кеңешке отчет берет.", "Президентке отчет берет."),
        ("Өкмөттүн укуктары", ("мүлктү башкаруу",), None, "Мүлктү Президент башкарат."),
        ("Өкмөттүн милдети", ("кемчиликтерди жоюу",), None, "Кемчиликтерди жоюу прокуратуранын иши."),
        ("Мүчөгө эмнеге тыюу салынат?", ("ишкердик жүргүзүүгө",), None, "Ишкердик жүргүзө алат."),
        ("Демилге укугу", ("Президентте бул укук жок",), None, "Президентте бар."),
        ("Үлүш", ("2007-жылы 5,2% болгон",), "2007-жылы 5,2 пайыз болгон.", "2007-жылы 7,1%, 2010-жылы 5,2%."),
        (
            "Талдоо",
            ("191 структура жоюлуп, 697 структура түзүлгөн",),
            None,
            "697 структура жоюлуп, 191 структура түзүлгөн.",
        ),
        (
            "Кимге эмне үчүн жооп берет?",
            ("Кеңешке — кызмат саясаты үчүн", "жетекчиге — органдын максаттары үчүн"),
            None,
            "Кеңешке органдын максаттары үчүн. Жетекчиге кызмат саясаты үчүн.",
        ),
    ],
)
def test_who_turns_a_point_round_in_any_way_has_not_said_it(
    prompt: str, points: tuple[str, ...], right: str | None, wrong: str
) -> None:
    assert covered(right or ". ".join(points), points, prompt) == [*range(len(points))]
    assert covered(wrong, points, prompt) == []


@pytest.mark.parametrize("point", ["?", "—", "№", "12", "а", "1993", "(12-б.)", "жана"])
def test_a_point_without_words_is_read_like_any_other(point: str) -> None:
    found = read_written("Мөөнөтү 6 жыл. 1993-жылы 12 адам гана да, Президент да.", (point, *POINTS), PROMPT)
    assert len(found.points) == 1 + len(POINTS)


def test_who_gives_the_whole_to_another_owner_gives_him_all_its_parts() -> None:
    points = ("Жогорку Кеңешке таандык", "жылдык отчетторду угат", "угууларды өткөрөт")
    prompt = "Контролдук ыйгарым укуктар"
    right = "Жогорку Кеңешке таандык. Жогорку Кеңеш жылдык отчетторду угат, угууларды өткөрөт."
    assert covered(right, points, prompt) == [0, 1, 2]
    assert covered(right.replace("Жогорку Кеңеш", "Президент"), points, prompt) == []


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [
        ("written_adversarial", 0.7, 0.8),
        ("written_adversarial_third", 0.55, 0.80),
        ("written_misleading_unseen", 0.7, 0.8),
        ("written_fresh", 0.7, 0.9),
        ("written_fresh_second", 0.7, 0.9),
        ("written_fresh_third", 0.45, 0.9),
        ("written_fresh_seventh", 0.45, 0.45),
    ],
)
def test_answers_written_to_mislead_tick_points_no_more_wrongly_than_the_guide_says(
    name: str, precision: float, recall: float
) -> None:
    right, ticked, wanted = ticks(name, fair=False)
    assert wanted >= 8
    assert right >= recall * wanted
    assert right >= precision * ticked


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("written_fresh_fourth", 0.16),
        ("written_fresh_fifth", 0.13),
        ("written_fresh_sixth", 0.14),
        ("written_fresh_seventh", 0.13),
    ],
)
def test_of_what_misleading_answers_do_not_say_little_is_ticked(name: str, most: float) -> None:
    rows = [
        json.loads(line)
        for line in (ROOT / "tests" / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    rows = [row for row in rows if row.get("kind") not in HONEST]
    unsaid = [
        read.covered
        for row in rows
        for read, label in zip(
            read_written(row["answer"], row["points"], row["prompt"]).points, row["labels"], strict=True
        )
        if not label
    ]
    assert len(unsaid) > 90
    assert sum(unsaid) <= most * len(unsaid)


@pytest.mark.parametrize(
    ("name", "recall", "precision"),
    [
        ("written_fresh", 0.85, 0.98),
        ("written_fresh_second", 0.85, 0.98),
        ("written_fresh_third", 0.85, 0.98),
        ("written_fresh_sixth", 0.85, 0.98),
        ("written_fresh_seventh", 0.76, 0.96),
    ],
)
def test_fair_answers_in_other_words_are_read_as_a_person_reads_them(
    name: str, recall: float, precision: float
) -> None:
    right, ticked, wanted = ticks(name, fair=True)
    assert wanted > 80
    assert right >= recall * wanted
    assert right >= precision * ticked


def ticks(name: str, *, fair: bool) -> tuple[int, int, int]:
    """Of the fair answers of a set, or of those written to mislead: ticks that are right, ticks, points to tick."""
    known = {card: (asked.question(), points) for card, asked, points in cards()}
    right = ticked = wanted = 0
    for line in (ROOT / "tests" / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        question, points = (row["prompt"], row["points"]) if "points" in row else known.get(row["card"], ("", ()))
        if len(points) != len(row["labels"]) or (row.get("kind") in HONEST) is not fair:
            continue
        found = [read.covered for read in read_written(row["answer"], points, question).points]
        right += sum(one and bool(label) for one, label in zip(found, row["labels"], strict=True))
        ticked += sum(found)
        wanted += sum(row["labels"])
    return right, ticked, wanted


def test_the_words_that_show_a_point_stand_in_the_text() -> None:
    text = "Баары белгилүү. Жетекчисин Президент дайындайт, ал эми өзүн Өкмөт түзгөн."
    reading = read_written(text, POINTS, PROMPT)
    assert reading.shown_by(reading.points[2]) == ("Жетекчисин Президент дайындайт",)


def test_periods_swapped_between_points_do_not_count() -> None:
    points = ("1991–1995: мыйзамдар даярдалат", "1996–2000: шайлоолор өткөрүлөт")
    prompt = "Реформанын эки баскычын айтыңыз."
    assert covered("1991-1995: мыйзамдар даярдалат. 1996-2000: шайлоолор өткөрүлөт", points, prompt) == [0, 1]
    assert covered("1996-2000: мыйзамдар даярдалат. 1991-1995: шайлоолор өткөрүлөт", points, prompt) == []


def test_a_point_read_anew_is_still_the_same() -> None:
    points = ("ЖӨБ органынын штатында турат", "реестрдин экинчи бөлүгүндө берилет")
    text = "мамлекеттик органдар менен ЖӨБ органдарынын милдеттерин, ыйгарым укуктарын ажыратуу принциби"
    before = read_written(text, points, "Административдик муниципалдык кызмат орду")
    known_statements.cache_clear()
    sought_points.cache_clear()
    assert read_written(text, points, "Административдик муниципалдык кызмат орду") == before


def test_whoever_recites_the_points_of_a_shipped_card_has_nearly_all_of_them() -> None:
    drawn = Random(5).sample([*cards()], 60)
    read = [
        point for _, card, points in drawn for point in read_written(". ".join(points), points, card.question()).points
    ]
    assert sum(point.covered for point in read) / len(read) > 0.97


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    reading = read_written(text, POINTS, PROMPT)
    assert [read.point for read in reading.points] == list(POINTS)
    for read in reading.points:
        assert 0 <= read.chance <= 1
        assert all(0 <= start < end <= len(text) for start, end in read.spans)


@pytest.mark.skipif(not LABELLED.exists(), reason="the labelled answers are not part of the project")
def test_on_cards_it_was_not_trained_on_it_ticks_nearly_as_an_examiner_does() -> None:
    table = table_of(labelled(LABELLED))
    found = score_of(table, cross_validated(table), {answer.kind for answer in table.answers})
    assert found.f1 > 0.85
    assert found.error < 0.14
