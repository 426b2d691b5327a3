from __future__ import annotations

import json
from itertools import islice, permutations, product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgquiz.cards.kyrgyz.tally import Tally
from kgquiz.cards.marker import EMPTY, Lexicon, collisions, mark_text
from kgquiz.cards.verdict import Allowance, Finding, Forgiven
from tests.cards.kyrgyz.grammar import forms, glued
from tests.cards.kyrgyz.words import RUSSIAN_KEYBOARD, book_terms, names_of_one_thing, pairs

WORKED = [
    ("өкмөт", "окмот", Finding.KEYBOARD),
    ("өкмөт", "ѳкмѳт", Finding.NORMAL),
    ("орган", "opган", Finding.NORMAL),
    ("Жогорку Кеңеш", "жогорку кенеш", Finding.KEYBOARD),
    ("жергиликтүү өз алдынча башкаруу", "жергиликтуу оз алдынча башкаруу", Finding.KEYBOARD),
    ("деңгээл", "деӊгээли", Finding.ENDING),
    ("көзөмөл", "козомолго", Finding.ENDING),
    ("өкмөт", "окмоттун", Finding.ENDING),
    ("мамлекет", "мамлекеттин", Finding.ENDING),
    ("бийлик", "бийлиги", Finding.ENDING),
    ("талап", "талабы", Finding.ENDING),
    ("орун", "орду", Finding.ENDING),
    ("ыйгарым укук", "ыйгарым укуктар", Finding.ENDING),
    ("мамлекеттик кызмат", "мамлекеттик кызматты", Finding.ENDING),
    ("башкаруу", "башкару", Finding.SLIP),
    ("көзөмөлдөө", "көзөмөлдөбөө", Finding.WRONG),
    ("централдаштыруу", "децентралдаштыруу", Finding.WRONG),
    ("компания", "кампания", Finding.SLIP),
    ("башкарма", "башкармалык", Finding.WRONG),
    ("кеңеш", "кеңешме", Finding.WRONG),
    ("үй", "уй", Finding.SLIP),
    ("бөлүш", "болуш", Finding.SLIP),
]
OF_BOTH_TERMS = WORKED[15:]


@pytest.mark.parametrize(("answer", "typed", "finding"), WORKED)
def test_worked_examples(answer: str, typed: str, finding: Finding) -> None:
    assert mark_text(typed, answer).finding is finding


@pytest.mark.parametrize(("answer", "typed"), [(answer, typed) for answer, typed, _ in OF_BOTH_TERMS])
def test_worked_examples_where_both_words_are_terms_of_the_deck(answer: str, typed: str) -> None:
    verdict = mark_text(typed, answer, lexicon=Lexicon.of([answer, typed]))
    assert (verdict.finding, verdict.other, verdict.score) == (Finding.OTHER_TERM, typed, 0.0)


_LOCAL_TERMS = """
Айыл өкмөтү, Айыл өкмөтүнүн башчысы, Айыл башчысы, Айыл аймагы, Мэр, Мэрия, Муниципалдык кызмат, Муниципалдык менчик,
Муниципалдык менчикти башкаруу, Жергиликтүү бюджет, Республикалык бюджет, Токтом, Тескеме, Жергиликтүү салыктар,
Жалпы мамлекеттик салыктар, Бюджет, Гранттар, Дем берүүчү гранттар, Мамлекеттик кызмат, Мамлекеттик жарандык кызмат,
Мамлекеттик кызмат орду, Коллегия, Регламент
"""
LOCAL = Lexicon.of(_LOCAL_TERMS.split(","))
PHRASES = [
    ("Айыл өкмөтү", "айыл өкмөтүнүн", Finding.ENDING),
    ("Айыл өкмөтү", "айыл окмоту", Finding.KEYBOARD),
    ("Айыл өкмөтү", "айыл өкмөт", Finding.ENDING),
    ("Айыл өкмөтү", "айылдын өкмөтү", Finding.ENDING),
    ("Айыл өкмөтү", "айыл аймагы", Finding.OTHER_TERM),
    ("Айыл өкмөтүнүн башчысы", "айыл окмотунун башчысы", Finding.KEYBOARD),
    ("Айыл өкмөтүнүн башчысы", "айыл өкмөт башчысы", Finding.ENDING),
    ("Айыл өкмөтүнүн башчысы", "айыл башчысы", Finding.OTHER_TERM),
    ("Айыл башчысы", "айылдын башчысы", Finding.ENDING),
    ("Айыл аймагы", "айыл аймактары", Finding.ENDING),
    ("Мэр", "мэрлер", Finding.ENDING),
    ("Мэр", "мэрия", Finding.OTHER_TERM),
    ("Мэрия", "мэриянын", Finding.ENDING),
    ("Муниципалдык кызмат", "муниципалдык кызматтар", Finding.ENDING),
    ("Муниципалдык кызмат", "мамлекеттик кызмат", Finding.OTHER_TERM),
    ("Муниципалдык менчик", "муниципалдык менчиги", Finding.ENDING),
    ("Муниципалдык менчикти башкаруу", "муниципалдык менчиктерди башкаруу", Finding.ENDING),
    ("Муниципалдык менчикти башкаруу", "муниципалдык менчик", Finding.OTHER_TERM),
    ("Жергиликтүү бюджет", "жергиликтуу бюджет", Finding.KEYBOARD),
    ("Жергиликтүү бюджет", "жергиликтуу бюджеттин", Finding.ENDING),
    ("Жергиликтүү бюджет", "республикалык бюджет", Finding.OTHER_TERM),
    ("Жергиликтүү салыктар", "жергиликтүү салык", Finding.ENDING),
    ("Жергиликтүү салыктар", "жалпы мамлекеттик салыктар", Finding.OTHER_TERM),
    ("Жалпы мамлекеттик салыктар", "жалпы мамлекеттик салыктарга", Finding.ENDING),
    ("Дем берүүчү гранттар", "дем беруучу гранттар", Finding.KEYBOARD),
    ("Дем берүүчү гранттар", "гранттардын", Finding.OTHER_TERM),
    ("Мамлекеттик кызмат орду", "мамлекеттик кызмат орундары", Finding.ENDING),
    ("Мамлекеттик кызмат орду", "мамлекеттик кызмат орун", Finding.ENDING),
    ("Мамлекеттик кызмат", "мамлекеттик кызматчы", Finding.WRONG),
    ("Коллегия", "коллегиясы", Finding.ENDING),
    ("Коллегия", "колегия", Finding.SPELLING),
    ("Регламент", "регламенттер", Finding.ENDING),
    ("Токтом", "тескеме", Finding.OTHER_TERM),
    ("Мыйзам чыгаруу демилге укугу", "мыйзам чыгаруу демилгеси укугу", Finding.ENDING),
    ("Өкмөттүн программасы", "окмот программасы", Finding.ENDING),
    ("Жогорку Кеңештин төрагасы", "Жогорку Кеңеш төрагасы", Finding.ENDING),
    ("Салыктарды бөлүү", "салык бөлүү", Finding.ENDING),
    ("Салыктарды бөлүү", "салыктарга бөлүү", Finding.WRONG),
    ("Жумушчу (эксперттик) топ", "жумушчу топ", Finding.NORMAL),
    ("Депутаттын суроо-талабы", "депутаттын суроо талабы", Finding.NORMAL),
    ("Статс-катчы", "статс катчынын", Finding.ENDING),
    ("Жергиликтүү маанидеги маселелер", "жергиликтүү маанидеги маселе", Finding.ENDING),
]


@pytest.mark.parametrize(("answer", "typed", "finding"), PHRASES)
def test_phrases_of_the_book(answer: str, typed: str, finding: Finding) -> None:
    assert mark_text(typed, answer, lexicon=LOCAL).finding is finding


ABBREVIATED = [
    ("жөб", Finding.NORMAL),
    ("ЖӨБ", Finding.EXACT),
    ("ЖОБ", Finding.KEYBOARD),
    ("ЖӨБдүн", Finding.ENDING),
    ("жөб-нүн", Finding.ENDING),
    ("өзүн өзү башкаруу", Finding.EXACT),
    ("ЖБ", Finding.WRONG),
]


@pytest.mark.parametrize(("typed", "finding"), ABBREVIATED)
def test_abbreviations_and_synonyms_are_right_where_the_card_accepts_them(typed: str, finding: Finding) -> None:
    accept = ("ЖӨБ", "өзүн өзү башкаруу")
    assert mark_text(typed, "Жергиликтүү өз алдынча башкаруу", accept=accept).finding is finding


VALUES = [
    ("1993-жылдын 5-майы", "5-май 1993", Finding.VALUE),
    ("1993-жылдын 5-майы", "05.05.1993", Finding.VALUE),
    ("1993-жылдын 5-майы", "1993-жылдын 6-майы", Finding.WRONG),
    ("50 %", "50%", Finding.NORMAL),
    ("50%", "элүү пайыз", Finding.VALUE),
    ("50%", "жарымы", Finding.VALUE),
    ("50%", "50", Finding.SLIP),
    ("3", "үч", Finding.VALUE),
    ("үч", "3", Finding.VALUE),
    ("үчүнчү", "3-", Finding.VALUE),
    ("үчүнчү", "үч", Finding.WRONG),
    ("2012", "2012-жыл", Finding.VALUE),
    ("5 жыл", "беш жыл", Finding.VALUE),
    ("5 жыл", "5 жылга", Finding.ENDING),
    ("5 жыл", "5 ай", Finding.WRONG),
    ("5 жыл", "5", Finding.SLIP),
    ("14 күн", "14", Finding.SLIP),
    ("10 миң", "10 миңди", Finding.VALUE),
    ("5 жыл", "6 жыл", Finding.WRONG),
    ("үчтөн экиси", "2/3", Finding.VALUE),
    ("3,3 млрд сом", "3.3 миллиард сом", Finding.VALUE),
    ("90 000", "90000", Finding.VALUE),
    ("10 миң", "10000", Finding.VALUE),
    ("2013–2017-жылдар", "2013-2017", Finding.VALUE),
    ("эки палаталуу парламент", "2 палаталуу парламент", Finding.VALUE),
    ("85 депутат", "сексен беш депутаттан", Finding.ENDING),
    ("3 күн", "3 кун", Finding.KEYBOARD),
    ("3 күн", "уч кун", Finding.KEYBOARD),
    ("үч күн", "уч кун", Finding.KEYBOARD),
    ("3 ай", "уч ай", Finding.VALUE),
    ("3 күн", "3 кундо", Finding.ENDING),
    ("3 кун", "3 күн", Finding.SLIP),
    ("3 күн", "3 кан", Finding.WRONG),
    ("3 күн", "4 кун", Finding.WRONG),
]


@pytest.mark.parametrize(("answer", "typed", "finding"), VALUES)
def test_numbers_dates_and_shares_are_marked_by_value(answer: str, typed: str, finding: Finding) -> None:
    verdict = mark_text(typed, answer)
    assert verdict.finding is finding
    right = finding in {Finding.NORMAL, Finding.VALUE, Finding.ENDING, Finding.KEYBOARD}
    assert verdict.score == float(right)


DATES = [
    ("1993-жылдын 5-майы", "05.05.93", Finding.VALUE),
    ("1993-жылдын 5-майы", "5/5/93", Finding.VALUE),
    ("1993-жылдын 5-майы", "5-май 93-ж.", Finding.VALUE),
    ("1993-жылдын 5-майы", "93-жылдын 5-майы", Finding.VALUE),
    ("1993-жылдын 5-майы", "5 мая 1993", Finding.VALUE),
    ("1993-жылдын 5-майы", "5 мая 1993 года", Finding.VALUE),
    ("2002-жылдын 15-марты", "15.03.02", Finding.VALUE),
    ("2002-жылдын 15-марты", "15 марта 2002 г.", Finding.VALUE),
    ("2002-жылдын 15-марты", "15.03.03", Finding.WRONG),
    ("2002-жылдын 15-марты", "15.02.02", Finding.WRONG),
    ("2000-жылдын 15-марты", "15.03.00", Finding.VALUE),
    ("05.05.93", "1993-жылдын 5-майы", Finding.VALUE),
    ("2013-жылдын августу", "08.2013", Finding.VALUE),
    ("2013-жылдын августу", "8/2013", Finding.VALUE),
    ("2013-жылдын августу", "август 2013", Finding.VALUE),
    ("2013-жылдын августу", "августа 2013 года", Finding.VALUE),
    ("2013-жылдын августу", "09.2013", Finding.WRONG),
    ("2013-жылдын августу", "15.08.2013", Finding.WRONG),
    ("2013-жылдын 15-августу", "08.2013", Finding.WRONG),
    ("2013-жылдын августу", "2013", Finding.WRONG),
    ("21-февраль", "21-фев", Finding.VALUE),
    ("21-февраль", "21 февр.", Finding.VALUE),
    ("15-март", "15 мар.", Finding.VALUE),
    ("15-март", "15.03", Finding.VALUE),
    ("15-март", "15 мая", Finding.WRONG),
    ("1993-жылдын 5-майы", "5-май", Finding.SLIP),
    ("1993-жылдын 5-майы", "05.05", Finding.SLIP),
    ("1993-жылдын 5-майы", "6-май", Finding.WRONG),
    ("1993-жылдын 5-майы", "5-июнь", Finding.WRONG),
    ("1993-жылдын 5-майы", "1993", Finding.WRONG),
    ("5-май", "5-май 1993", Finding.SLIP),
    ("2014-жыл", "14", Finding.WRONG),
    ("15,03", "15.03", Finding.VALUE),
]


@pytest.mark.parametrize(("answer", "typed", "finding"), DATES)
def test_dates_are_understood_as_students_write_them(answer: str, typed: str, finding: Finding) -> None:
    verdict = mark_text(typed, answer)
    assert (verdict.finding, verdict.score) == (finding, float(finding is Finding.VALUE))


def test_a_date_without_its_year_is_a_question_about_the_year() -> None:
    verdict = mark_text("5 мая", "1993-жылдын 5-майы")
    assert verdict.forgiven == (Forgiven("5 мая", "1993-жылдын 5-майы", Allowance.UNIT),)


COUNTED = [
    ("3", "үч деңгээл", Finding.VALUE),
    ("3", "уч денгээл", Finding.VALUE),
    ("5", "5 жыл", Finding.VALUE),
    ("5", "5 жылдык", Finding.VALUE),
    ("беш", "5 жыл", Finding.VALUE),
    ("үчүнчү", "3-орун", Finding.VALUE),
    ("5", "6 жыл", Finding.WRONG),
    ("5", "5 миң", Finding.WRONG),
    ("5", "5 май", Finding.WRONG),
    ("5", "5 жарым", Finding.SLIP),
    ("5", "5 миңдей", Finding.SLIP),
    ("5", "5 тысяч", Finding.SLIP),
    ("5", "5 %", Finding.SLIP),
    ("5", "5 процентов", Finding.SLIP),
    ("5", "5 эмес", Finding.SLIP),
    ("5", "5тен ашык", Finding.SLIP),
    ("5", "5 6", Finding.SLIP),
    ("5", "5 $", Finding.SLIP),
    ("5", "5 жумушчу күн", Finding.WRONG),
    ("5", "кеминде 5", Finding.WRONG),
    ("үчүнчү", "үч орун", Finding.SLIP),
    ("5 %", "5 депутат", Finding.WRONG),
    ("5 жыл", "5 ай", Finding.WRONG),
]


@pytest.mark.parametrize(("answer", "typed", "finding"), COUNTED)
def test_a_word_for_what_is_counted_may_follow_a_bare_number(answer: str, typed: str, finding: Finding) -> None:
    verdict = mark_text(typed, answer)
    assert (verdict.finding, verdict.score) == (finding, float(finding is Finding.VALUE))


def test_a_word_after_a_bare_number_is_asked_about_if_it_is_a_term() -> None:
    verdict = mark_text("3 мэрдин", "3", lexicon=Lexicon.of(["мэр"]))
    assert (verdict.finding, verdict.score) == (Finding.SLIP, 0.0)


@pytest.mark.parametrize(("answer", "accept"), [("8 жыл", "8"), ("8", "8 жыл"), ("8%", "8")])
def test_a_word_after_a_number_is_asked_about_if_a_right_answer_has_a_unit(answer: str, accept: str) -> None:
    verdict = mark_text("8 ай", answer, accept=[accept])
    assert (verdict.finding, verdict.score) == (Finding.SLIP, 0.0)


def test_a_rejected_unit_stays_rejected_and_rejects_no_other_writing_of_the_right_answer() -> None:
    assert mark_text("3 кун", "3", reject=["3 күн"]).finding is Finding.WRONG
    assert mark_text("элүү пайыз", "50%", reject=["50"]).finding is Finding.VALUE
    assert mark_text("бешинчи май", "5-май", reject=["1993-жылдын 5-майы"]).finding is Finding.VALUE


WHOLE = [
    ("2014", "2014-жылдар"),
    ("2013-2014", "2013–2014-жылдар"),
    ("15.03.02", "2002-жылдын 15-марты"),
]


@pytest.mark.parametrize(("typed", "answer"), WHOLE)
def test_what_is_forgiven_in_numbers_and_dates_is_told_of_the_whole_filling(typed: str, answer: str) -> None:
    assert mark_text(typed, answer).forgiven == (Forgiven(typed, answer, Allowance.VALUE),)


NEAREST = [
    ("учтон бири", ("үчтөн бири", "үчтөн бир", "1/3"), "үчтөн"),
    ("учтон бири", ("1/3", "үчтөн бир", "үчтөн бири"), "үчтөн"),
    ("учтон экиси", ("2/3", "үчтөн эки", "үчтөн экиси"), "үчтөн"),
    ("торт", ("4", "төрт"), "төрт"),
]


@pytest.mark.parametrize(("typed", "right", "word"), NEAREST)
def test_a_value_is_told_by_the_right_answer_that_is_spelled_most_alike(
    typed: str, right: tuple[str, ...], word: str
) -> None:
    verdict = mark_text(typed, right[0], accept=right[1:])
    keyboard = Forgiven(typed.split(maxsplit=1)[0], word, Allowance.KEYBOARD)
    assert (verdict.finding, verdict.forgiven, verdict.expected) == (Finding.KEYBOARD, (keyboard,), right[0])


def test_a_number_word_typed_on_a_russian_keyboard_is_told_as_keyboard_in_a_longer_answer() -> None:
    verdict = mark_text("уч депутаттан", "үч депутат")
    assert verdict.forgiven == (
        Forgiven("уч", "үч", Allowance.KEYBOARD),
        Forgiven("депутаттан", "депутат", Allowance.ENDING),
    )


def test_the_verdict_names_what_was_forgiven_token_by_token() -> None:
    verdict = mark_text("айыл окмотунун башчысына", "Айыл өкмөтүнүн башчысы")
    assert verdict.forgiven == (
        Forgiven("окмотунун", "өкмөтүнүн", Allowance.KEYBOARD),
        Forgiven("башчысына", "башчысы", Allowance.ENDING),
    )
    assert verdict.expected == "Айыл өкмөтүнүн башчысы"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("ӨКМӨТ", Allowance.CASE), ("ѳкмөт", Allowance.LOOK_ALIKE), ("«өкмөт»", Allowance.SPACING)],
)
def test_the_verdict_names_what_normal_form_forgave(typed: str, kind: Allowance) -> None:
    assert mark_text(typed, "Өкмөт").forgiven == (Forgiven(typed, "Өкмөт", kind),)


def test_a_letter_that_no_russian_keyboard_has_is_asked_about() -> None:
    assert mark_text("жөбө", "жобо").finding is Finding.SLIP
    assert mark_text("жоболор", "жөбө").finding is Finding.ENDING
    assert mark_text("тузум", "түзүм").finding is Finding.KEYBOARD


@pytest.mark.parametrize(("answer", "typed"), [("сөгүш", "согуш"), ("бөлүү", "болуунун"), ("көтөрүү", "которуу")])
def test_a_well_known_twin_is_asked_about(answer: str, typed: str) -> None:
    assert mark_text(typed, answer).finding is Finding.SLIP


def test_a_slip_is_looked_for_in_one_long_word_only() -> None:
    short = ["жергиликтү башкаруу", "жергиликтүү башкарунун", "жергилкитүү башкаруу"]
    assert {mark_text(typed, "жергиликтүү башкаруу").finding for typed in short} == {Finding.SPELLING}
    assert mark_text("жергилиптүү башкаруу", "жергиликтүү башкаруу").finding is Finding.SLIP
    wrong = [("жергиликтү башкару", "жергиликтүү башкаруу"), ("кенешү", "кеңешүү"), ("жергилитү", "жергиликтүү")]
    assert {mark_text(typed, answer).finding for typed, answer in wrong} == {Finding.WRONG}
    assert mark_text("эки палаталу парламент", "эки палаталуу парламент").finding is Finding.SPELLING


def test_exact_cards_forgive_neither_keyboard_nor_ending() -> None:
    findings = [mark_text(typed, "өкмөт", match="exact").finding for typed in ("Өкмөт", "окмот", "өкмөттү")]
    assert findings == [Finding.NORMAL, Finding.WRONG, Finding.WRONG]


def test_fold_cards_forgive_the_keyboard_and_not_the_ending() -> None:
    findings = [mark_text(typed, "өкмөт", match="fold").finding for typed in ("Өкмөт", "окмот", "өкмөттү")]
    assert findings == [Finding.NORMAL, Finding.KEYBOARD, Finding.WRONG]


def test_a_rejected_answer_fails_however_it_is_written() -> None:
    findings = {mark_text(typed, "Ижара", reject=["сатуу"]).finding for typed in ("сатуу", "сатуунун")}
    assert findings == {Finding.WRONG}
    near = mark_text("жергиликтүү салыктар", "Жергиликтүү салык", reject=["жергиликтүү салыктар"])
    assert near.finding is Finding.WRONG


def test_nothing_typed_is_empty() -> None:
    assert {mark_text(typed, "өкмөт").finding for typed in ("", "  ", "\t\n")} == {Finding.EMPTY}


def test_the_fold_is_off_for_terms_that_it_makes_one() -> None:
    lexicon = Lexicon.of(["орнөк", "өрнөк"])
    assert mark_text("өрнөк", "өрнөк", lexicon=lexicon).finding is Finding.EXACT
    assert mark_text("орнок", "өрнөк", lexicon=lexicon).finding is Finding.SLIP
    assert mark_text("орнок", "өрнөк").finding is Finding.KEYBOARD


def test_what_is_as_close_to_another_term_is_asked_about() -> None:
    verdict = mark_text("салыктардын", "салык", lexicon=Lexicon.of(["салык", "салыктар"]))
    assert (verdict.finding, verdict.score, verdict.other) == (Finding.SLIP, 0.0, "салыктар")
    closer = mark_text("салыктын", "салык", lexicon=Lexicon.of(["салык", "салыктар"]))
    assert closer.finding is Finding.ENDING


def test_accepted_spellings_of_one_card_are_not_rivals() -> None:
    lexicon = Lexicon.of(["Айыл өкмөтү", "айылдын өкмөтү"])
    typed, answer, accept = "айылдын окмоту", "Айыл өкмөтү", ["айылдын өкмөтү"]
    assert mark_text(typed, answer, accept=accept, lexicon=lexicon).finding is Finding.KEYBOARD
    assert mark_text(typed, answer, lexicon=lexicon).finding is not Finding.KEYBOARD


def test_forms_of_the_book_terms_pass_and_stay_right_on_a_russian_keyboard() -> None:
    terms = book_terms()
    answers = [(term, glued(term, ending)) for term in terms for ending in ("НIн", "НI", "ГA", "ДA", "ДAн")]
    bare = [(term, form) for term, form in answers if term[-1] not in "ыиуү" or term.endswith(("уу", "үү"))]
    typed = [pair for term, form in bare for pair in ((term, form), (term, form.translate(RUSSIAN_KEYBOARD)))]
    failed = [(term, form) for term, form in typed if mark_text(form, term).score < 1]
    assert len(typed) > 100
    assert failed == []


@pytest.mark.parametrize("step", [41, pytest.param(1, marks=pytest.mark.slow)])
def test_no_term_of_the_book_passes_for_another(step: int) -> None:
    terms = book_terms()
    known = {frozenset(pair) for pair in collisions(terms)} | names_of_one_thing()
    taken = [
        (answer, typed)
        for answer, typed in islice(permutations(terms, 2), None, None, step)
        if frozenset((answer, typed)) not in known and mark_text(typed, answer).score > 0
    ]
    assert taken == []


@pytest.mark.parametrize("sample", [400, pytest.param(6000, marks=pytest.mark.slow)])
def test_no_term_of_the_book_is_accepted_for_another_of_its_deck(sample: int) -> None:
    terms = book_terms()
    lexicon = Lexicon.of(terms)
    one_thing = names_of_one_thing()
    chance = Random(5)
    for answer, typed in chance.sample(list(permutations(terms, 2)), sample):
        if answer.casefold() != typed.casefold() and frozenset((answer, typed)) not in one_thing:
            assert mark_text(typed, answer, lexicon=lexicon).finding is Finding.OTHER_TERM


def test_the_real_word_lists_hold_for_the_whole_marker() -> None:
    real, different = pairs("accept.tsv"), pairs("reject.tsv")
    missed = [pair for pair in real if mark_text(pair[1], pair[0]).score < 1]
    on_russian = [p for p in real if mark_text(p[1].translate(RUSSIAN_KEYBOARD), p[0]).score < 1]
    taken = [pair for pair in different if mark_text(pair[1], pair[0]).score > 0]
    assert len(missed) <= 0.01 * len(real), missed
    assert len(on_russian) <= 0.01 * len(real), on_russian
    assert len(taken) <= 0.003 * len(different), taken


LETTERS = "абвгдежзийклмнңоөпрстуүыэюя"
WORD = st.text(LETTERS, min_size=1, max_size=14)
ANSWER = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
ANYTHING = st.text(max_size=60) | st.sampled_from(["(a+)+$", ".*" * 40, "[[[", "\\", "\x00\x1b[31m", "%s{0}"])


@given(st.text(max_size=60))
def test_marking_is_reflexive(text: str) -> None:
    assert mark_text(text, text).finding is (Finding.EXACT if text.strip() else Finding.EMPTY)


@given(ANSWER, ANSWER)
def test_marking_never_depends_on_case_or_spacing(answer: str, typed: str) -> None:
    spaced = f"  {typed.upper().replace(' ', '   ')}\t"
    one, other = mark_text(typed, answer), mark_text(spaced, answer)
    assert one.score == other.score
    assert one.finding is other.finding or {one.finding, other.finding} == {Finding.EXACT, Finding.NORMAL}


@given(st.lists(WORD, min_size=2, max_size=4))
def test_missing_spaces_are_forgiven(words: list[str]) -> None:
    assert mark_text("".join(words), " ".join(words)).score == 1


@given(st.lists(ANSWER, min_size=2, max_size=6, unique=True), st.data())
def test_another_term_of_the_lexicon_is_never_accepted(terms: list[str], data: st.DataObject) -> None:
    answer, other = data.draw(st.permutations(terms))[:2]
    if answer.replace(" ", "") == other.replace(" ", ""):
        return
    verdict = mark_text(other, answer, lexicon=Lexicon.of(terms))
    assert (verdict.score, verdict.finding) == (0.0, Finding.OTHER_TERM)


@given(ANYTHING, ANYTHING, st.lists(ANYTHING, max_size=3))
@settings(max_examples=200)
def test_nothing_that_can_be_typed_raises(typed: str, answer: str, terms: list[str]) -> None:
    verdict = mark_text(typed, answer, accept=terms[:1], reject=terms[1:2], lexicon=Lexicon.of(terms))
    assert 0 <= verdict.score <= 1
    json.dumps([verdict.finding.value, verdict.expected, verdict.other])


PIECES = [
    "а",
    "өкмөттүн ",
    "миң ",
    "а-",
    "9",
    "9 ",
    "1 000 ",
    "5-май ",
    "й\u0306\u0308\u0301",
    "(a+)+",
    "\x07",
    "Aа",
    "%",
    "ь",
    "лар",
]


@pytest.mark.parametrize("short", [300, pytest.param(1_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_no_faster_than_the_answer(piece: str, short: int) -> None:
    lexicon = Lexicon.of(["өкмөт", "айыл өкмөтү", "миң", "а", "5-май"])
    for answers in (lambda _: "айыл өкмөтү", lambda typed: typed + "лар", lambda typed: typed[:-1] + " 5"):
        steps = []
        for length in (short, 10 * short):
            typed = (piece * length)[:length]
            tally = Tally()
            mark_text(typed, answers(typed), lexicon=lexicon, tally=tally)
            steps.append(tally.steps)
        assert steps[1] <= 12 * steps[0] + 100


def test_a_deck_without_terms_is_fine() -> None:
    assert mark_text("өкмөт", "өкмөт", lexicon=EMPTY).score == 1


def test_most_forms_of_one_term_are_told_from_another() -> None:
    lexicon = Lexicon.of(["кызмат", "мыйзам", "кызматчы"])
    for form in forms("мыйзам"):
        verdict = mark_text(form, "кызмат", lexicon=lexicon)
        assert (verdict.finding, verdict.other) == (Finding.OTHER_TERM, "мыйзам")


def test_a_term_that_an_ending_makes_of_a_rival_is_asked_about_on_a_russian_keyboard() -> None:
    answer, rival = "өкмөт башчысы", "өкмөттүн башчысы"
    assert mark_text("окмот башчысы", answer, lexicon=Lexicon.of([answer])).finding is Finding.KEYBOARD
    assert mark_text("окмот башчысы", answer, lexicon=Lexicon.of([answer, rival])).finding is Finding.SLIP
    alone = mark_text("окмот башчысы", answer, accept=[rival], lexicon=Lexicon.of([answer, rival]))
    assert alone.finding is Finding.KEYBOARD


def test_what_is_told_of_a_value_comes_from_no_right_answer_that_is_in_doubt() -> None:
    verdict = mark_text("үч күн", "3 күн", accept=["үч"])
    assert verdict.score == 1
    assert {piece.kind for piece in verdict.forgiven} == {Allowance.VALUE}


def test_another_right_answer_never_makes_the_marker_stricter() -> None:
    words = ["шаардык кеңеш", "кеңеш", "Өкмөт", "КР Өкмөтү", "3 күн", "үч", "2005-жылдын 5-майы", "каржылоо булагы"]
    typed = [*words, "окмот", "3", "кенештин", "финансылоо булагы", "05.05.2005", "шаар кеңеши"]
    for answer, more, text in product(words, words, typed):
        assert mark_text(text, answer, accept=[more]).score >= mark_text(text, answer).score, (answer, more, text)


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        *((answer, typed) for answer, typed, _ in [*WORKED, *PHRASES]),
        ("2010-жылга чейин", "2010-жылдан"),
        ("мыйзам", "бул таптакыр башка нерсе"),
        ("5-май", "6-май"),
        ("Мыйзам долбоору", "мыйзамдын проекти"),
        ("мыйзам", ""),
        ("мыйзам", "?"),
    ],
)
def test_every_verdict_names_the_answer_of_the_book_and_what_was_forgiven(answer: str, typed: str) -> None:
    verdict = mark_text(typed, answer, lexicon=LOCAL)
    assert verdict.expected == answer
    assert isinstance(verdict.finding, Finding)
    assert all(isinstance(piece, Forgiven) for piece in verdict.forgiven)
    if verdict.score == 1:
        assert verdict.forgiven
    if verdict.finding in {Finding.WRONG, Finding.EMPTY, Finding.OTHER_TERM}:
        assert verdict.forgiven == ()
    assert bool(verdict.other) is (verdict.finding is Finding.OTHER_TERM)


def test_a_letter_that_sounds_alike_is_told_as_what_was_forgiven() -> None:
    verdict = mark_text("колегия", "Коллегия")
    assert (verdict.score, verdict.finding, len(verdict.forgiven)) == (1, Finding.SPELLING, 1)


def test_a_year_from_which_is_not_a_year_up_to_which() -> None:
    verdict = mark_text("2010-жылдан", "2010-жылга")
    assert (verdict.score, verdict.finding, verdict.forgiven) == (0, Finding.WRONG, ())


RUSSIAN = Lexicon.of([("бюджет",), ("смета",), ("налог", "подать")])


@pytest.mark.parametrize(
    ("typed", "fields", "finding", "score"),
    [
        ("бюджет", {}, Finding.EXACT, 1),
        ("бюджетом", {}, Finding.ENDING, 1),
        ("бюджетом", {"match": "exact"}, Finding.WRONG, 0),
        ("пошлиной", {"accept": ("пошлина",)}, Finding.ENDING, 1),
        ("пошлиной", {}, Finding.WRONG, 0),
        ("сметой", {}, Finding.OTHER_TERM, 0),
        ("бюджета", {"reject": ("бюджета",)}, Finding.WRONG, 0),
        ("budget", {"foreign": ("budget",)}, Finding.FOREIGN, 0.5),
        ("budget", {}, Finding.WRONG, 0),
    ],
)
def test_a_card_in_russian_is_marked_by_the_rules_of_russian(
    typed: str, fields: dict[str, Any], finding: Finding, score: float
) -> None:
    verdict = RUSSIAN.mark(typed, "бюджет", language="ru", **fields)
    assert (verdict.finding, verdict.score) == (finding, score)


def test_another_name_of_a_term_counts_in_russian_too_unless_it_is_rejected() -> None:
    assert RUSSIAN.mark("податью", "налог", language="ru").score == 1
    assert RUSSIAN.mark("податью", "налог", reject=("подать",), language="ru").score == 0
    assert RUSSIAN.mark("податью", "сбор", accept=("налог",), language="ru").score == 1


def test_a_lexicon_hands_on_every_field_of_a_kyrgyz_card() -> None:
    lexicon = Lexicon.of([("өкмөт",), ("мэр", "шаар башчысы")])
    assert lexicon.mark("окмот", "өкмөт").finding is Finding.KEYBOARD
    assert lexicon.mark("окмот", "өкмөт", match="exact").score == 0
    assert lexicon.mark("кабинеттин", "өкмөт", accept=("кабинет",)).score == 1
    assert lexicon.mark("өкмөтү", "өкмөт", reject=("өкмөтү",)).score == 0
    assert lexicon.mark("government", "өкмөт", foreign=("government",)).finding is Finding.FOREIGN
    assert lexicon.mark("мэр", "өкмөт").other == "мэр"
    assert lexicon.mark("шаар башчысы", "мэр").score == 1


def test_the_term_in_another_language_is_told_as_such_unless_letters_count() -> None:
    verdict = mark_text("Government", "өкмөт", foreign=("government; cabinet",))
    assert (verdict.score, verdict.finding, verdict.expected) == (0.5, Finding.FOREIGN, "өкмөт")
    assert verdict.forgiven == (Forgiven("Government", "өкмөт", Allowance.LANGUAGE),)
    assert mark_text("cabinet", "өкмөт", foreign=("government; cabinet",)).finding is Finding.FOREIGN
    assert mark_text("government", "өкмөт", foreign=("government",), match="exact").finding is Finding.WRONG


def test_only_a_wrong_answer_is_told_what_it_has_right() -> None:
    right, wrong = (
        mark_text("жергиликтуу бюджет", "Жергиликтүү бюджет"),
        mark_text("жергиликтүү салык", "Жергиликтүү бюджет"),
    )
    assert (right.score, right.near) == (1, None)
    assert wrong.finding is Finding.WRONG
    assert wrong.near is not None


def test_punctuation_alone_is_wrong_and_nothing_is_no_answer() -> None:
    assert mark_text("?!", "мыйзам").finding is Finding.WRONG
    assert mark_text("  ", "мыйзам").finding is Finding.EMPTY


def test_where_letters_count_no_slip_is_asked_about() -> None:
    assert mark_text("башкару", "башкаруу").finding is Finding.SLIP
    assert mark_text("башкару", "башкаруу", match="exact").finding is Finding.WRONG


def test_a_form_of_a_rejected_word_is_wrong_even_where_endings_are_not_forgiven() -> None:
    assert mark_text("аппаратты", "апаратты", match="fold").finding is Finding.SLIP
    assert mark_text("аппаратты", "апаратты", reject=("аппарат",), match="fold").finding is Finding.WRONG
