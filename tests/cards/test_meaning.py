"""Answers in other words: what counts, what is asked about, what stays wrong."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.cards.base import names_of
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.kyrgyz.tally import Tally
from kgquiz.cards.marker import Lexicon, mark_text
from kgquiz.cards.typed import Typed
from kgquiz.cards.verdict import Allowance, Finding, Match, Verdict
from tests.cards.kyrgyz.words import ROOT
from tests.cards.sentences import typed_into
from tests.support import deck_of_file

VARIANTS = ROOT / "tests" / "data" / "variants_own.tsv"
Row = dict[str, str]


@cache
def chapter(name: str, folder: str = "variant_decks") -> tuple[dict[str, Typed | Cloze], Lexicon]:
    """The cards as the writers of the answers saw them: later wording is no matter of the marker."""
    deck = deck_of_file(ROOT / "tests" / "data" / folder / f"{name}.yaml")
    return {card.id: card for card in deck.cards if isinstance(card, Typed | Cloze)}, Lexicon.of(names_of(deck.cards))


def marked(row: Row) -> Verdict:
    name, _, card = row["card"].partition("/")
    cards, lexicon = chapter(name)
    return cards[card].mark((row["typed"],), lexicon)


def outcome(verdict: Verdict) -> str:
    return "accepted" if verdict.score >= 1 else "asked" if verdict.finding is Finding.SLIP else "refused"


def rows(label: str) -> list[Row]:
    with VARIANTS.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines, delimiter="\t") if row["verdict"] == label]


def shares(label: str) -> tuple[dict[str, float], list[tuple[str, str, str]]]:
    found = [(row["card"], row["typed"], outcome(marked(row))) for row in rows(label)]
    counts = Counter(result for *_, result in found)
    return {name: counts[name] / len(found) for name in ("accepted", "asked", "refused")}, found


def test_right_answers_in_other_words_are_accepted() -> None:
    share, found = shares("right")
    assert len(found) >= 80
    assert share["accepted"] >= 0.94, [row for row in found if row[2] != "accepted"]
    assert share["refused"] <= 0.03, [row for row in found if row[2] == "refused"]


def test_near_misses_are_not_accepted() -> None:
    share, found = shares("wrong")
    assert len(found) >= 75
    assert share["accepted"] <= 0.005, [row for row in found if row[2] == "accepted"]
    assert share["asked"] <= 0.05, [row for row in found if row[2] == "asked"]


def tables() -> list[list[list[str]]]:
    """The tables of docs/marking.md: rows of cells, without their heads."""
    found: list[list[list[str]]] = [[]]
    for line in (ROOT / "docs" / "marking.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        elif found[-1]:
            found.append([])
    return [table[2:] for table in found if table]


LADDER, FORGIVES, SAME, OTHER, NEAR, *_MEASURED = tables()
HELPS = {
    "мэрия": Lexicon.of(["Мэр", "Мэрия"]),
    "Омбудсмен (Акыйкатчы)": Lexicon.of([("Омбудсмен", "Акыйкатчы")]),
}


def asked(question: str, answer: str, typed: str) -> Verdict:
    return typed_into(question, answer, typed, lexicon=HELPS.get(typed, Lexicon()))


@pytest.mark.parametrize("row", LADDER, ids=lambda row: row[0])
def test_the_ladder_of_the_guide(row: list[str]) -> None:
    _, answer, typed, finding, score = row
    verdict = mark_text(
        typed, answer, reject=["үй-бүлө"], foreign=("аренда", "lease"), lexicon=HELPS.get(typed, Lexicon())
    )
    assert (verdict.finding.value, verdict.score) == (finding, float(score))


@pytest.mark.parametrize("row", SAME, ids=lambda row: row[0])
def test_the_same_in_other_words_as_the_guide_says(row: list[str]) -> None:
    _, question, answer, typed = row
    assert asked(question, answer, typed).score == 1


@pytest.mark.parametrize("row", OTHER, ids=lambda row: row[0])
def test_what_the_guide_calls_wrong_is_neither_accepted_nor_asked_about(row: list[str]) -> None:
    _, question, answer, typed = row
    assert outcome(asked(question, answer, typed)) == "refused"


SIGNS = {"accepted": "+", "asked": "?", "refused": "–"}


@pytest.mark.parametrize("row", FORGIVES, ids=lambda row: row[0])
def test_each_match_forgives_what_the_guide_says(row: list[str]) -> None:
    _, answer, typed, *promised = row
    assert [SIGNS[outcome(mark_text(typed, answer, match=match))] for match in get_args(Match)] == promised


def test_the_guide_shows_every_difference_that_tells_two_matches_apart() -> None:
    assert len(FORGIVES) > 20
    assert {tuple(row[3:]) for row in FORGIVES} >= {tuple("++++"), tuple("–+++"), tuple("––++"), tuple("–––+")}


BOOK = [
    *(
        "Өкмөт",
        "Жергиликтүү бюджет",
        "айыл өкмөтүнүн башчысы",
        "Каржы министрлиги",
        "үчтөн экиси",
        "депутаттардын тобу",
    ),
    *("2005-жылдын 5-майы", "мамлекеттик башкарууну реформалоо", "К. Менгер", "15", "65 жаш", "коомдук талкуу"),
]


@pytest.mark.parametrize(
    ("question", "answer", "typed"),
    [
        ("Жашынын жогорку чеги — ___", "65 жаш", "65 жаштан жогору эмес"),
        ("жыйын башталганга кеминде ___ калганда", "1 ай", "бир ай мурун"),
        ("делегаттардын болжолдуу саны — ___", "90 000", "болжол менен 90 миң"),
        ("топтолуучу колтамгалардын саны — ___", "30 миң", "30 000 кол тамга"),
        ("орун басарлардын саны — ___", "2", "экөө"),
        ("эң төмөнкү жаш — ___", "18 жаш", "18ден кем эмес"),
        ("экинчи баскычтын мезгили — ___", "2013–2014-жылдар", "2013 жана 2014-жылдар"),
        ("макулдук берүүчү орган — ___", "Жогорку Кеңеш", "Жогорку Кеңештин макулдугу"),
        ("актынын долбоору ___ аркылуу өтөт", "коомдук талкуу", "коомдук талкуудан өтүү"),
        ("", "мамлекеттик башкарууну реформалоо", "мамлекеттик башкаруу системасын реформалоо"),
        ("", "К. Менгер", "Менгер К."),
        ("", "Справка-негиздеме", "негиздеме-справка"),
        ("", "милдет аткаруучу", "м. а."),
        ("", "мамлекеттик жана муниципалдык кызмат боюнча Кеңеш", "мам. жана мун. кызмат боюнча Кеңеш"),
        ("", "Жергиликтүү жамааттын уставы", "ЖЖ уставы"),
        ("", "калк кабыл алган актылар", "калк тарабынан кабыл алынган актылар"),
        ("Органда өтөлүүчү ___ кызматта турушуна тыюу", "муниципалдык", "муниципалдык кызмат"),
    ],
)
def test_what_an_examiner_would_let_pass_is_let_pass(question: str, answer: str, typed: str) -> None:
    lexicon = Lexicon.of(["Муниципалдык кызмат", "Мамлекеттик кызмат"])
    assert typed_into(question, answer, typed, lexicon=lexicon).score == 1


@pytest.mark.parametrize(
    ("question", "answer", "typed"),
    [
        ("беренелердин саны — ___", "4", "4-берене"),
        ("колтамгалардын саны — ___", "30 миң", "30 миң сом"),
        ("жашынын төмөнкү чеги — ___", "18 жаш", "18 жаштан ашпайт"),
        ("жашынын жогорку чеги — ___", "65 жаш", "65 жаштан кем эмес"),
        ("экинчи баскычтын мезгили — ___", "2013–2014-жылдар", "2013 жана 2015-жылдар"),
        ("", "Парламенттик-президенттик форма", "президенттик-парламенттик форма"),
        (
            "ЖӨБ органы жана мамлекеттик орган",
            "ыйгарым укуктуу мамлекеттик орган",
            "ыйгарым укуктуу муниципалдык орган",
        ),
        ("", "тандаган өкүл", "тандалган өкүл"),
        ("", "жарым жылга", "бир жарым жылга"),
        ("пландар ___ түзүлөт", "жарым жылга", "бир жарым жылга"),
        ("", "Жергиликтүү жамаат", "ЖК"),
    ],
)
def test_what_only_looks_like_it_is_not_let_pass(question: str, answer: str, typed: str) -> None:
    assert asked(question, answer, typed).score == 0


@pytest.mark.parametrize("answer", BOOK)
def test_capitals_spaces_and_a_full_stop_change_nothing(answer: str) -> None:
    for typed in (answer.upper(), f"  {answer} ", f"{answer}.", answer.replace(" ", "  ")):
        assert mark_text(typed, answer).score == 1, typed


def test_an_exact_card_asks_about_no_slip() -> None:
    assert mark_text("башкару", "башкаруу", match="exact").finding is Finding.WRONG
    assert mark_text("lease", "Ижара", foreign=("аренда", "lease"), match="exact").finding is Finding.WRONG


def test_punctuation_alone_is_wrong_and_nothing_is_empty() -> None:
    assert mark_text("?!…", "Өкмөт").finding is Finding.WRONG
    assert mark_text("  ", "Өкмөт").finding is Finding.EMPTY


def test_a_rejected_answer_is_rejected_in_every_form_even_where_the_card_forgives_none() -> None:
    for match in get_args(Match):
        verdict = mark_text(
            "үй-бүлөнүн",
            "Үй чарбасы",
            accept=["үй-бүлө чарбасы"],
            reject=["үй-бүлө"],
            match=match,
        )
        assert verdict.finding is Finding.WRONG


def test_a_rejected_answer_in_other_words_is_rejected() -> None:
    verdict = mark_text("КР Башкы прокурору", "прокурор", accept=["Башкы прокурор"], reject=["Башкы прокурор эмес"])
    assert verdict.finding is Finding.MEANING
    verdict = mark_text("райондун акиминин өкүлү", "өкүл", question=("райондун акими", ""), reject=["акимдин өкүлү"])
    assert verdict.score == 0


@pytest.mark.parametrize(
    ("typed", "answer", "reject", "question"),
    [
        ("КР ички иштер органдары", "ички иштер органдары", "ички органдар", ("кылмыш иши козголгон органдар — ", "")),
        ("судьялар кеңеши органы", "судьялар кеңеши", "кеңеш", ("судьяларды органдын сунушу менен: ", "")),
        ("КР конституциялык мыйзамы", "конституциялык мыйзам", "мыйзам", ("конституциялык негиз — ", "")),
    ],
)
def test_what_is_nearer_to_the_right_answer_is_not_the_rejected_one(
    typed: str, answer: str, reject: str, question: tuple[str, str]
) -> None:
    rejected = mark_text(f"КР {reject}", answer, reject=[reject], question=question)
    assert rejected.score == 0
    assert mark_text(typed, answer, reject=[reject], question=question).score == 1


@pytest.mark.parametrize(
    ("typed", "answer", "after", "score"),
    [
        ("муниципалдык", "муниципалдык менчик", "болуп саналат", 1),
        ("жеке", "муниципалдык менчик", "болуп саналат", 0),
        ("менчик", "муниципалдык менчик", "болуп саналат", 0),
        ("муниципалдык", "муниципалдык менчик", "жөнүндө мыйзам", 0),
        ("муниципалдык", "муниципалдык кызмат", "болуп саналат", 0),
    ],
)
def test_what_something_is_may_be_told_by_whose_it_is(typed: str, answer: str, after: str, score: float) -> None:
    verdict = mark_text(typed, answer, question=("Коммуналдык транспорт", after))
    assert verdict.score == score


@pytest.mark.parametrize(
    ("typed", "score"), [("3 күн", 1), ("үч күн", 1), ("3 жумушчу күн", 1), ("3 ай", 0), ("3 календардык күн", 0)]
)
def test_a_unit_at_the_end_of_the_sentence_may_be_typed_along_without_its_attribute(typed: str, score: float) -> None:
    assert mark_text(typed, "3", question=("Макулдашуу мөөнөтү — ", " жумушчу күн.")).score == score


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        ("органдын жетекчиси", True),
        ("мамлекеттик органдын башчысы", True),
        ("кызматчынын жетекчиси", False),
        ("мамлекет башчысы", False),
    ],
)
def test_the_head_of_another_than_the_one_before_the_blank_is_not_taken(typed: str, is_right: bool) -> None:
    asked = ("Кызматчыны ротациялоону мамлекеттик же ЖӨБ органынын", "чечет.")
    assert (mark_text(typed, "жетекчиси", accept=["башчысы"], question=asked).score == 1) is is_right


@pytest.mark.parametrize("typed", ["Жогорку Совет", "жогорку совет", "КР Жогорку Совети"])
def test_the_proper_name_of_another_body_is_no_synonym(typed: str) -> None:
    assert mark_text(typed, "Жогорку Кеңеш", question=("2007-жылы Өкмөттү", "түзгөн.")).score == 0
    assert mark_text("айылдык совет", "айылдык кеңеш", question=("1991-жылы", "иштеген.")).score == 1


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("2012-жылдын 8-август күнү", 1),
        ("2012-жылдын 8-август күнүндө", 1),
        ("2012-жылдын 9-август күнү", 0),
        ("2012-жылдын 8-август айы", 0),
        ("2012-жылдын 8-август күнүнө чейин", 0),
    ],
)
def test_a_date_may_be_called_a_day(typed: str, score: float) -> None:
    assert mark_text(typed, "2012-жылдын 8-августунда", question=("Мыйзам", "кабыл алынган.")).score == score


def test_a_word_of_the_question_in_anothers_place_makes_another_thing() -> None:
    question = ("мамлекеттик менчик менен муниципалдык менчиктин ичинен жамаатка тиешелүүсү", "")
    assert mark_text("мамлекеттик менчик", "муниципалдык менчик", question=question).finding is Finding.WRONG
    said = ("ички жана улуттук тизмелердин ичинен жалпысы", "")
    assert mark_text("резерв", "улуттук резерв", question=said).finding is Finding.MEANING
    assert mark_text("ички резерв", "улуттук резерв", question=said).finding is Finding.WRONG


def test_another_name_of_the_same_is_no_other_term() -> None:
    lexicon = Lexicon.of(["ЖӨБ аткаруу органы", "Жергиликтүү өз алдынча башкаруунун аткаруу органы", "ЖӨБ органы"])
    typed = "жергиликтүү өз алдынча башкаруунун аткаруу органы"
    assert mark_text(typed, "ЖӨБ аткаруу органы", lexicon=lexicon).finding is Finding.MEANING
    assert mark_text("ЖӨБ органы", "ЖӨБ аткаруу органы", lexicon=lexicon).finding is Finding.OTHER_TERM


def test_a_short_place_is_forgiven_on_a_russian_keyboard_and_a_short_word_is_asked_about() -> None:
    assert mark_text("Чуй", "Чүй").finding is Finding.KEYBOARD
    assert mark_text("уй", "үй").finding is Finding.SLIP
    assert mark_text("Чуй", "Чүй", lexicon=Lexicon.of(["Чүй", "Чуй"])).finding is Finding.OTHER_TERM


def test_the_term_in_russian_earns_what_the_setting_says() -> None:
    verdict = mark_text("местное самоуправление", "ЖӨБ", foreign=("местное самоуправление", "local self-government"))
    assert (verdict.finding, verdict.score) == (Finding.FOREIGN, 0.5)
    assert verdict.forgiven[0].kind is Allowance.LANGUAGE
    assert mark_text("lease", "Ижара", foreign=("аренда", "lease"), foreign_score=0.0).score == 0


def test_what_was_forgiven_is_told() -> None:
    verdict = mark_text("КР Каржы министрлиги", "Финансы министрлиги")
    assert {(piece.typed, piece.kind) for piece in verdict.forgiven} == {
        ("КР", Allowance.STATE),
        ("Каржы министрлиги", Allowance.NAME),
    }


WORDS = st.lists(
    st.sampled_from(
        [
            "Өкмөт",
            "КР",
            "Президент",
            "кеңеш",
            "район",
            "райондук",
            "жана",
            "же",
            "эмес",
            "5",
            "күн",
            "жумушчу",
            "2010",
            "жылы",
            "мыйзам",
            "принциби",
            "(ЖӨБ)",
            "аким",
        ]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@given(WORDS, WORDS)
def test_every_answer_is_right_for_itself(answer: str, question: str) -> None:
    assert mark_text(answer, answer, question=(question, "")).score == 1
    assert mark_text(answer.upper(), answer, question=(question, "")).score == 1


@given(WORDS, WORDS, WORDS, WORDS)
def test_an_added_accept_of_words_never_refuses_more(typed: str, answer: str, other: str, question: str) -> None:
    if any(character.isdecimal() for character in f"{typed}{answer}{other}"):
        return
    before = mark_text(typed, answer, question=(question, "")).score
    after = mark_text(typed, answer, accept=[other], question=(question, "")).score
    assert after >= before


@given(WORDS, WORDS, WORDS, WORDS)
def test_an_added_reject_never_accepts_more(typed: str, answer: str, other: str, question: str) -> None:
    before = mark_text(typed, answer, question=(question, "")).score
    assert mark_text(typed, answer, reject=[other], question=(question, "")).score <= before


@given(WORDS, WORDS)
def test_what_means_the_same_without_a_question_means_it_both_ways(one: str, other: str) -> None:
    kinds = {piece.kind for piece in mark_text(one, other).forgiven}
    if mark_text(one, other).finding is Finding.MEANING and kinds <= {Allowance.NAME, Allowance.STATE}:
        assert mark_text(other, one).score == 1


def test_work_grows_with_the_length_of_the_answer_and_no_faster() -> None:
    steps = []
    for words in (50, 100, 200, 400):
        tally = Tally()
        mark_text("кеңеш аким " * words, "Өкмөт кеңеши", question=("кеңеш " * words, ""), tally=tally)
        steps.append(tally.steps)
    assert steps[3] <= 10 * steps[0]


BUDGET = ("Китеп боюнча бюджет ", " топко бөлүнөт.")


@pytest.mark.parametrize(
    ("answer", "typed", "question", "counts"),
    [
        ("3", "3 топ", BUDGET, True),
        ("3", "3 бюджет", BUDGET, False),
        ("5", "5 адам", ("Сотко ", " киши шайланат."), True),
        ("5", "5 сот", ("Сотко ", " киши шайланат."), False),
        ("1997", "97-жылы", ("Реформа ", "-жылы башталган."), True),
        ("1997", "98-жылы", ("Реформа ", "-жылы башталган."), False),
        ("2010-жылга", "2010-жылдан", ("Стратегия ", " чейин эсептелген."), False),
        ("бир жарым жылга", "18 айга", ("Иш ", " созулган."), True),
        ("бир жарым жылга", "бир жарым айга", ("Иш ", " созулган."), False),
        ("100%", "бардыгы", ("Салыктын ", " калат."), True),
        ("50%", "бардыгы", ("Салыктын ", " калат."), False),
        ("Өкмөткө", "Өкмөткө караштуу", ("Комиссия ", " караштуу түзүлгөн."), True),
        ("аткаруу", "аткаруучу", ("Конституция ", " бийлигин бөлгөн."), True),
        ("каржылык-экономикалык негиздери", "экономикалык-каржылык негиздери", ("", " жөнүндө мыйзам."), True),
        ("көчөнүн, кварталдын же айылдын", "көчөнүн, кварталдын, айылдын", ("Бир ", " тургундары."), True),
        ("ыйгарым укуктуу мамлекеттик кеңеш", "ыйгарым укуктуу кеңеш", ("Аны ", " бекитет."), True),
        ("мамлекеттик жана муниципалдык кызмат", "муниципалдык кызмат", ("Аны ", " камтыйт."), False),
        ("ошол органдын башчысы", "органдын башчысы", ("Жобону ", " бекитет."), True),
    ],
)
def test_what_is_counted_dated_or_pointed_at_is_read(
    answer: str, typed: str, question: tuple[str, str], counts: bool
) -> None:
    assert (mark_text(typed, answer, question=question).score == 1) is counts


def test_another_owner_in_the_place_of_one_that_the_author_gives_is_wrong() -> None:
    question = ("Тапшырмаларды ", " уюштурат.")
    verdict = mark_text("Президенттин Аппараты", "Өкмөттүн Аппараты", accept=["Аппарат"], question=question)
    assert verdict.finding is Finding.WRONG


def test_an_explanation_in_brackets_does_no_harm_and_another_body_in_them_is_asked_about() -> None:
    assert mark_text("салкын (токтоп калган)", "салкын").score == 1
    assert mark_text("Аким (мэр)", "Аким").score < 1


@pytest.mark.parametrize("sign", [".", "-", "§", "№", "§ №"])
@pytest.mark.parametrize(
    "typed",
    [
        "кеңештин депутаттары",
        "карама-каршылыкка",
        "укуктук түзүмдөрү",
        "алынган жергиликтүү белгиленген",
        "ЖӨБ органдарынан",
        "кирерден мурда",
    ],
)
@pytest.mark.parametrize("question", ["Эмне?", "Карама-каршы ___ келет."])
def test_an_answer_that_is_a_mere_sign_is_marked_like_any_other(question: str, sign: str, typed: str) -> None:
    assert typed_into(question, sign, typed, lexicon=Lexicon.of(["жергиликтүү өз алдынча башкаруу"])).score == 0
    assert typed_into(question, sign, typed, typed).score == 1


def test_a_synonym_in_the_question_is_no_reason_to_leave_a_word_out() -> None:
    def documents(asked: str) -> str:
        return outcome(mark_text("кесиптик кодекс", "Кесиптик этиканын кодекси", question=(asked, "")))

    assert documents("Кызматчынын адеп-ахлагын кайсы документ жөнгө салат?") == "refused"
    assert documents("Кызматчынын этикасын кайсы документ жөнгө салат?") == "accepted"


@pytest.mark.parametrize("reject", [("башкаруу", "ресурстарды башкаруу"), ("ресурстарды башкаруу", "башкаруу")])
def test_each_rejected_answer_speaks_for_itself_whatever_their_order(reject: tuple[str, ...]) -> None:
    defined = ("Мекеменин кызматкерлерин тандоо, окутуу, баалоо жана шыктандыруу.", "")
    right = ("персоналды башкаруу", "кызматкерлерди башкаруу")
    marked = [
        mark_text(typed, "Адам ресурстарын башкаруу", accept=right, reject=reject, question=defined)
        for typed in ("кызматчыларды башкаруу", "кызматкерлерди башкаруу", "ресурстарды башкаруу")
    ]
    assert [outcome(verdict) for verdict in marked] == ["refused", "accepted", "refused"]


def test_the_other_names_of_a_thing_are_laid_beside_an_answer_once_each() -> None:
    names = ("мэр", "шаар башчысы", "шаардын башчысы", "мэриянын башчысы")
    lexicon = Lexicon.of([names])
    assert lexicon.with_other_names(names[:1], ()) == lexicon.with_other_names(names, ()) == names
    assert lexicon.with_other_names(names[:2], {names[3]}) == names[:3]
