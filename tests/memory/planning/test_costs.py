"""Seconds measured in the log."""

from __future__ import annotations

import pytest

from kgquiz.memory.planning.costs import AnswerOutcome, Seconds, measured


def test_without_a_log_the_usual_seconds_hold() -> None:
    assert measured([]).of("typed") == Seconds()


def test_many_answers_outweigh_the_default_and_few_do_not() -> None:
    many = measured([("typed", AnswerOutcome.RIGHT, 5.0)] * 990).of("typed")
    few = measured([("typed", AnswerOutcome.RIGHT, 5.0)] * 2).of("typed")
    assert many.right == pytest.approx(5.04)
    assert few.right == pytest.approx((10 * 9 + 10) / 12)
    assert many.wrong == Seconds().wrong


def test_what_is_usual_for_a_type_holds_until_the_log_tells() -> None:
    usual = {"outline": Seconds(90, 60, 110)}
    assert measured([], usual).of("outline") == usual["outline"]
    assert measured([("outline", AnswerOutcome.RIGHT, 20.0)] * 10, usual).of("outline").right == 40


def test_a_long_pause_counts_as_four_usual_answers_at_most() -> None:
    answers = [("choice", AnswerOutcome.RIGHT, 6.0)] * 99 + [("choice", AnswerOutcome.RIGHT, 36_000.0)]
    assert measured(answers).of("choice").right < 6.6


def test_types_are_timed_apart() -> None:
    costs = measured([("outline", AnswerOutcome.WRONG, 120.0)] * 50 + [("choice", AnswerOutcome.WRONG, 12.0)] * 50)
    assert costs.of("outline").wrong > 100
    assert costs.of("choice").wrong < 20
