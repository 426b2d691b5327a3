"""What grammar says in two ways is one answer; what turns it round is another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.cards.kyrgyz.constructions import Mood, in_plain_words, plain, quality_of
from kgquiz.cards.kyrgyz.normal import read
from kgquiz.cards.kyrgyz.stems import same_action_noun
from kgquiz.cards.marker import mark_text
from kgquiz.cards.verdict import Allowance, Verdict

QUESTION = ("Тартипте бул жөнүндө эмне айтылган? ___", "")


def marked(typed: str, answer: str) -> Verdict:
    return mark_text(typed, answer, question=QUESTION)


SAME = [
    ("бириктирди", "бириктирген"),
    ("кызматын уланта берет", "кызматын улантат"),
    ("колдоно баштаган", "колдонгон"),
    ("өзгөчөлүгү бар", "өзгөчөлүктүү"),
    ("арзан, бирок сапаттуу", "арзан жана сапаттуу"),
    ("аткарып келет", "аткарат"),
    ("каржылап турат", "каржылайт"),
    ("узартууга болбойт", "узартылбайт"),
    ("узартылышы мүмкүн эмес", "узартылбайт"),
    ("узартууга тыюу салынат", "узартылбайт"),
    ("узартууга жол берилбейт", "узартылбайт"),
    ("узартууга болот", "узартылышы мүмкүн"),
    ("макулдашылышы керек", "макулдашууга тийиш"),
    ("шайлай албайт", "шайлабайт"),
    ("алынбайт", "алынып коюлбайт"),
    ("салыкты алып коюуга болбойт", "салыкты алып койбойт"),
    ("чогулуштан чыгып кетүү", "чогулуштан чыгуу"),
    ("каршылашын алдап кетүү", "каршылашын алдоо"),
    ("киргизилген эмес", "киргизилбеген"),
    ("толук жана так экендиги", "толуктугу жана тактыгы"),
    ("туруктуу болушу", "туруктуулук"),
    ("эки жолудан кем эмес", "кеминде эки жолу"),
    ("50 пайыздан аз эмес", "эң аз 50 пайыз"),
    ("10 күндөн ашык эмес", "эң көп 10 күн"),
    ("сынак бүткөндө дароо", "сынак бүтөр замат"),
    ("сынак бүтөрү менен", "сынак бүтөр замат"),
    ("тактыгы менен толуктугу", "толуктугу жана тактыгы"),
    ("2010-жылкы окуялардан", "2010-жылдагы окуялардан"),
    ("2010-жылга дейре", "2010-жылга чейин"),
    ("депутаттар эле", "депутаттар гана"),
]


@pytest.mark.parametrize(("typed", "answer"), SAME)
def test_the_same_in_another_construction_counts_and_is_told(typed: str, answer: str) -> None:
    verdict = marked(typed, answer)
    assert verdict.score == 1
    assert {piece.kind for piece in verdict.forgiven} <= {Allowance.WORDING, Allowance.NAME, Allowance.ENDING}


OTHER = [
    ("узартылат", "узартылбайт"),
    ("узартууга болот", "узартылбайт"),
    ("узартылбайт", "узартылышы мүмкүн"),
    ("узартылышы керек", "узартылышы мүмкүн"),
    ("шайлай алат", "шайлабайт"),
    ("сатып алуу", "сатуу"),
    ("токтотуп туруу", "токтотуу"),
    ("киргизилген", "киргизилбеген"),
    ("толук эмес экендиги", "толуктугу"),
    ("толук экендиги", "толуктугу жана тактыгы"),
    ("эки жолудан көп эмес", "кеминде эки жолу"),
    ("10 күндөн кем эмес", "эң көп 10 күн"),
    ("үч жолудан кем эмес", "кеминде эки жолу"),
    ("сынак бүткөндөн кийин", "сынак бүтөр замат"),
    ("2010-жылдан кийинки окуялардан", "2010-жылдагы окуялардан"),
    ("депутаттар", "депутаттар гана"),
]


@pytest.mark.parametrize(("typed", "answer"), OTHER)
def test_another_mood_bound_or_time_is_another_answer(typed: str, answer: str) -> None:
    assert marked(typed, answer).score < 1


@pytest.mark.parametrize(("typed", "answer"), SAME)
def test_either_construction_may_be_the_one_of_the_book(typed: str, answer: str) -> None:
    assert marked(answer, typed).score == 1


@given(st.text(alphabet="абгдежзийклмнопрстуфхчшыэюяөүң ", max_size=40))
def test_no_text_has_another_construction_than_its_own(text: str) -> None:
    both = in_plain_words(read(text), read(text))
    assert both is None or both[0].key == both[1].key


def test_the_mood_of_a_deed_is_read_with_its_voice() -> None:
    assert plain(("мөөнөтү", "узартылбайт"), verbs=True).mood is Mood.NOT_DONE
    assert plain(("мөөнөтүн", "узартат"), verbs=True).passive is False
    assert plain(("мөөнөтү", "узартылат"), verbs=True).passive is True
    assert plain(("узартууга", "болбойт"), verbs=True).passive is None


@pytest.mark.parametrize(
    ("adjective", "noun"),
    [
        ("толук", "толуктук"),
        ("ачык", "ачыктык"),
        ("туруктуу", "туруктуулук"),
        ("эркин", "эркиндик"),
        ("бийик", "бийиктик"),
    ],
)
def test_a_quality_is_named_by_its_adjective(adjective: str, noun: str) -> None:
    assert quality_of(adjective) == noun


def test_a_deed_in_sh_is_one_in_uu_unless_it_is_another_verb() -> None:
    assert same_action_noun("башкаруусу", "башкарышы")
    assert same_action_noun("колдош", "колдоо")
    assert not same_action_noun("кеңеш", "кеңүү")
    assert not same_action_noun("келишүү", "келиш")
    assert marked("өндүрүш", "өндүрүү").score < 1


NUMBERS = [
    ("жарымы", "50%"),
    ("тең жарымы", "50%"),
    ("жарым бөлүгү", "1/2"),
    ("беш бүтүн ондон бир пайыз", "5,1%"),
    ("5 бүтүн ондон 1 пайыз", "5,1%"),
    ("жыйырма үч бүтүн ондон алты миллиард сом", "23,6 млрд сом"),
    ("23,6 млрд сом каражат", "23,6 млрд сом"),
]


@pytest.mark.parametrize(("typed", "answer"), NUMBERS)
def test_halves_and_decimals_are_read_in_words(typed: str, answer: str) -> None:
    assert marked(typed, answer).score == 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("жарымынан көбү", "50%"),
        ("жарымынан азы", "50%"),
        ("беш бүтүн ондон эки пайыз", "5,1%"),
        ("беш бүтүн жүздөн бир пайыз", "5,1%"),
        ("жарымы", "жарымынан көбү"),
    ],
)
def test_more_than_half_and_other_decimals_are_other_values(typed: str, answer: str) -> None:
    assert marked(typed, answer).score < 1


def test_the_noun_that_is_asked_for_may_stand_for_the_one_of_the_book() -> None:
    question = ("Соттор мамлекеттик бийликтин кайсы бутагына кирет?", "")
    assert mark_text("сот бутагына", "сот бийлиги", question=question).score == 1
    assert mark_text("аткаруу бутагына", "сот бийлиги", question=question).score < 1


def test_a_part_that_the_answer_joins_by_and_is_never_left_out() -> None:
    question = ("Комиссия шайлоо жана референдум боюнча эмне кылат?", "")
    assert mark_text("шайлоолорду даярдоо", "шайлоолорду жана референдумдарды даярдоо", question=question).score < 1


def test_a_comma_may_stand_for_and_beside_a_word_of_the_sentence() -> None:
    question = ("Макулдук", "маселесине тиешелүү болсо гана керек.")
    typed, answer = "тышкы саясат, кызматташуу маселесине", "тышкы саясат жана кызматташуу"
    assert mark_text(typed, answer, question=question).score == 1
    assert mark_text("тышкы саясат, бюджет, кызматташуу", answer, question=question).score < 1


SUM = ("2014-жылы жалпы киреше канча млн сом болгон?", "")


@pytest.mark.parametrize("typed", ["16 061", "16 061 млн сом", "16061 млн", "16,061 млрд сом"])
def test_the_scale_that_the_question_names_may_be_said(typed: str) -> None:
    assert mark_text(typed, "16 061", question=SUM).score == 1


@pytest.mark.parametrize("typed", ["16 061 сом", "16 061 млрд сом", "16 610 млн сом", "16 061 миң сом"])
def test_another_scale_than_the_question_names_is_another_sum(typed: str) -> None:
    assert mark_text(typed, "16 061", question=SUM).score < 1


def test_from_to_is_read_in_words() -> None:
    assert marked("он алтыдан жыйырмага чейин", "16–20").score == 1
    assert marked("он алтыдан жыйырма бирге чейин", "16–20").score < 1
    assert marked("он алтыдан жыйырмага чейин эмес", "16–20").score < 1


def test_the_noun_that_is_asked_for_may_be_left_out_after_an_attribute() -> None:
    question = ("Ошол жылы кайтарылуучу карыз кандай карыз деп аталат?", "")
    assert mark_text("кыска мөөнөттүү", "кыска мөөнөттүү карыз", question=question).score == 1
    assert mark_text("кыска", "кыска мөөнөттүү карыз", question=question).score < 1
    assert mark_text("узак мөөнөттүү", "кыска мөөнөттүү карыз", question=question).score < 1
    body = ("Сынакты кайсы аппарат өткөрөт?", "")
    assert mark_text("Президент", "Президенттин Аппараты", question=body).score < 1


def test_an_owner_before_the_blank_is_part_of_the_name() -> None:
    question = ("Демилгечиси — райондун", "")
    assert mark_text("РМА", "мамлекеттик администрациясы", question=question).score == 1
    assert mark_text("ИИМ", "мамлекеттик администрациясы", question=question).score < 1


def test_a_noun_alone_in_a_case_is_known_in_the_midst_of_a_sentence() -> None:
    question = ("Сөзүнүн текстин", "киргизүүнү сурай алат.")
    assert all(
        mark_text(typed, "протоколго", question=question).score == 1
        for typed in ("протокол", "протоколдорго", "протоколуна")
    )
    assert mark_text("протоколдон", "протоколго", question=question).score < 1


def test_the_title_of_an_act_may_be_said_in_words_of_the_question() -> None:
    question = ("Президентти шайлоонун тартибин", "белгилейт.")
    typed, answer = "«Президентти шайлоо жөнүндө» конституциялык мыйзам", "конституциялык мыйзам"
    assert mark_text(typed, answer, question=question).score == 1
    assert mark_text("«Бюджет жөнүндө» конституциялык мыйзам", answer, question=question).score < 1


def test_a_deed_done_is_compared_as_a_deed() -> None:
    assert marked("бир түргө келтирген", "унификациялаган").score == 1
    assert marked("бир түргө келтирбеген", "унификациялаган").score < 1


def test_what_is_counted_may_be_said_as_the_question_says_it() -> None:
    question = ("2010-жылы канча мыйзам долбоору демилгеленген?", "")
    assert mark_text("171 мыйзам долбоору", "171", question=question).score == 1
    assert mark_text("171 мыйзам", "171", question=("Канча долбоор болгон?", "")).score < 1


ENDS, GOES_ON, IS_PART = ("Мыйзам орундарды ", "."), ("Айып ", " деп эсептелет."), ("Иш ", " күндөн башталат.")


def test_the_verb_at_the_end_of_a_sentence_may_be_told_by_its_noun() -> None:
    assert mark_text("бириктирүү", "бириктирген", question=ENDS).score == 1
    assert mark_text("кабыл алуу", "кабыл алынды", question=GOES_ON).score == 1
    assert mark_text("бириктирүү", "бириктирбеген", question=ENDS).score < 1
    assert mark_text("бириктирүү", "бөлгөн", question=ENDS).score < 1
    assert mark_text("кабыл алуу", "кабыл алынган", question=IS_PART).score < 1


def test_a_noun_that_ends_like_the_past_is_no_verb() -> None:
    for typed, answer in (("айыл өкмөтү", "КР Өкмөтү"), ("бөлдү", "бириктирген")):
        assert mark_text(typed, answer, question=QUESTION).score < 1


def test_the_verb_behind_the_blank_may_stand_as_a_noun_or_in_another_tense() -> None:
    for typed, behind in (
        ("баалуу кагаздарды чыгаруу", " чыгарып тартат."),
        ("баалуу кагаздарды чыгаруу", " чыгара алат."),
        ("баалуу кагаздар чыгарган", " чыгара баштаган."),
    ):
        assert mark_text(typed, "баалуу кагаздар", question=("Органдар каражатты ", behind)).score == 1
    for typed, behind in (
        ("баалуу кагаздарды чыгаруу", " чыгара албайт."),
        ("баалуу кагаздарды сатуу", " чыгарып тартат."),
    ):
        assert mark_text(typed, "баалуу кагаздар", question=("Органдар каражатты ", behind)).score < 1
