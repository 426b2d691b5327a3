"""What running text offers: who defines what, which figure is worth a blank, which words make a list or a table."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.books.definitions import definition_in, is_term
from kgquiz.books.draft import draft_text
from kgquiz.books.enumerations import lists_of
from kgquiz.books.figures import figure_in
from kgquiz.books.findings import findings_of
from kgquiz.books.model import BookLine, BookText, Paragraph
from kgquiz.books.tables import cells_in, tables_of


def terms_of(sentence: str) -> str:
    defined = definition_in(sentence)
    return defined.term if defined and is_term(defined, sentence) else ""


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("Скважина деп жердин астындагы сууга чейин бургуланган терең тешик аталат.", "Скважина"),
        ("Бюджет – бул мамлекеттин кирешелери менен чыгашаларынын тизмеги.", "Бюджет"),
        ("Резервуар — таза сууну топтоп, күн бою бөлүштүргөн чоң идиш.", "Резервуар"),
        ("Сууну басым менен айдаган курулма «Насос станциясы» деп аталат.", "Насос станциясы"),
        ("Бюджет — это роспись доходов и расходов государства.", "Бюджет"),
        ("Под Суверенитетом понимается верховенство государства внутри страны.", "Суверенитетом"),
        ("Osmosis is the movement of water through a membrane.", "Osmosis"),
        ("Ак-Булак — калкы кырк миң адам болгон ойдон чыгарылган шаар.", ""),
        ("Экинчиси — жер астындагы сууну чыгарган скважиналардын тобу.", ""),
        ("Кемчилиги — ашыкча болсо, сууга жыт жана даам берет.", ""),
        ("Хлордун артыкчылыгы — ал түтүктүн ичинде да сакталган таасири.", ""),
        ("Чыгымдардын эң чоңу — ар айдагы электр кубатынын акысы.", ""),
        ("Бул — биздин шаардын эң эски жана терең кудугу.", ""),
        ("Шаарда он эки скважина бар.", ""),
    ],
)
def test_a_sentence_tells_which_term_it_defines(sentence: str, term: str) -> None:
    assert terms_of(sentence) == term


@pytest.mark.parametrize(
    ("sentence", "blank"),
    [
        ("Шаарда он эки скважина бар.", "он эки"),
        ("Жоготуу отуз беш пайыз.", "отуз беш пайыз"),
        ("Ал калган үчтөн экисин берет.", "үчтөн экисин"),
        ("Түтүк 1962-жылы курулган.", "1962"),
        ("Балдын 18%ы суудан турат.", "18%"),
        ("Калдык 0,3 миллиграмм болот.", "0,3"),
        ("Жыйырма мүчөнүн 45и шайланат, 1998-жылы да ошондой болгон.", "1998"),
        ("Үй үчүн суу керек.", ""),
        ("Ар бир үйдө эсептегич бар.", ""),
        ("Бир нече жүз адам келди.", ""),
        ("Бешинчи кабатка чейин чыгат.", ""),
        ("Кеңеш чечим кабыл алат.", ""),
    ],
)
def test_the_figure_worth_a_blank_is_found_in_digits_and_in_words(sentence: str, blank: str) -> None:
    figure = figure_in(sentence)
    assert (sentence[figure.start : figure.end] if figure else "") == blank


@given(st.text(max_size=200))
def test_no_text_is_too_odd_to_look_for_figures_and_definitions(text: str) -> None:
    figure = figure_in(text)
    assert figure is None or 0 <= figure.start < figure.end <= len(text)
    defined = definition_in(text)
    assert defined is None or set(defined.term) - {" "} <= set(text)


def lists_in(text: str) -> list[tuple[bool, tuple[str, ...]]]:
    return [(one.parts, one.items) for one in lists_of([Paragraph(text, 1, 1, 1, 1)])]


def test_a_count_and_a_colon_make_parts_and_no_order() -> None:
    said = "Анын үч себеби бар: эски түтүктөр, уруксатсыз кошулуу жана эсептегичтердин жаңылышы."
    assert lists_in(said) == [(True, ("эски түтүктөр", "уруксатсыз кошулуу", "эсептегичтердин жаңылышы"))]


def test_a_part_may_hold_an_and_where_commas_alone_give_the_count() -> None:
    said = "Тариф үч бөлүктөн турат: алуу жана тазалоо, кармоо жана оңдоо, жаңы түтүктөргө үлүш."
    assert lists_in(said) == [(True, ("алуу жана тазалоо", "кармоо жана оңдоо", "жаңы түтүктөргө үлүш"))]


def test_a_colon_without_the_right_count_is_no_list() -> None:
    assert lists_in("Эки себеби бар: эскилик, кошулуу, жаңылыш.") == []
    assert lists_in("Ал мындай деди: келдим, көрдүм, жеңдим.") == []


def test_steps_that_follow_in_sentences_or_in_one_are_a_sequence() -> None:
    sentences = "Ирет мындай. Адегенде суу тордон өтөт. Андан кийин чөктүрүлөт. Акыркы баскычта хлор кошулат."
    assert lists_in(sentences) == [(False, ("суу тордон өтөт", "чөктүрүлөт", "хлор кошулат"))]
    clauses = "Чаралар ирети менен: адегенде эскертүү, бир айдан кийин келишим, андан кийин сот."
    assert lists_in(clauses) == [(False, ("эскертүү", "бир айдан кийин келишим", "сот"))]


def test_bullets_give_parts_and_numbers_an_order() -> None:
    def found(*entries: str) -> list[bool]:
        said = ["Бул жерде мына булар керек:", *entries]
        return [one.parts for one in lists_of([Paragraph(text, 1, at, at, 1) for at, text in enumerate(said)])]

    assert found("• суу", "• жер", "• аба") == [True]
    assert found("1) суу", "2) жер", "3) аба") == [False]


def rows(*lines: tuple[str, ...] | str) -> list[BookLine]:
    return [
        BookLine(at, line, 7) if isinstance(line, str) else BookLine(at, " | ".join(line), 7, cells=line)
        for at, line in enumerate(lines, 1)
    ]


def test_rows_of_one_width_are_a_table_with_what_stands_above_it() -> None:
    (table,) = tables_of(rows("Ким эмнени башкарат", ("Мэр", "шаар"), ("Аким", "район"), ("a", "b", "c"), "Андан ары"))
    assert (table.caption, table.rows, table.page) == ("Ким эмнени башкарат", (("Мэр", "шаар"), ("Аким", "район")), 7)
    assert (table.first, table.last) == (2, 3)


def test_tabs_make_cells_and_the_mark_of_a_list_does_not() -> None:
    assert cells_in("Мэр\tшаар\t2016") == ("Мэр", "шаар", "2016")
    assert cells_in("•\tжүйөлөштүрүү") == ()
    assert cells_in("7.\tКачан?") == ()
    assert cells_in("бир сап") == ()


def test_a_draft_of_a_table_is_sound_yaml_though_a_cell_stands_twice_or_holds_quotes() -> None:
    lines = rows(("Мэр", "шаар"), ("Мэр", "кала"), ("Аким'", "«район»: 'ич'"), *((f"к{n}", f"о{n}") for n in range(9)))
    (found,) = findings_of(BookText(tuple(lines)))
    content = yaml.safe_load(draft_text(found, ["head"], has_pages=True))
    (group,) = content["groups"]
    assert group["pairs"]["Мэр"] == "шаар"
    assert group["pairs"]["Аким'"] == "«район»: 'ич'"
    assert len(group["pairs"]) == 8
    assert group["draft"] is True


def test_figures_go_before_numbers_in_words_where_there_are_too_many() -> None:
    said = ["Бул жерде он эки нерсе бар экенин айтабыз."] * 80
    said[70] = "Бул шаар 1936-жылы курулган деп айтылат."
    lines = [line for one in said for line in (one, "")]
    (found,) = findings_of(BookText(tuple(BookLine(at, line, 1) for at, line in enumerate(lines, 1))))
    assert len(found.facts) == 60
    assert "1936" in [one.blank for one in found.facts]
