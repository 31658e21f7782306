"""Times of day in one spelling, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.lexicon import clocks


@pytest.mark.parametrize(
    ("words", "spelt"),
    [
        ("at 7.40pm", "at 7:40pm"),
        ("at 7:40 p.m., it rained", "at 7:40pm, it rained"),
        ("at 19:40", "at 7:40pm"),
        ("at 00:15", "at 12:15am"),
        ("at 12:30 a.m.", "at 12:30am"),
        ("twenty to eight in the evening", "7:40pm"),
        ("It was twenty to eight when it rained", "It was 7:40 when it rained"),
        ("at ten past four", "at 4:10"),
        ("half past ten.", "10:30."),
        ("a quarter to one in the afternoon", "a 12:45pm"),
        ("At 7.40 we sailed", "At 7:40 we sailed"),
    ],
)
def test_a_time_has_one_spelling(words: str, spelt: str) -> None:
    assert clocks.spelt(words) == spelt


@pytest.mark.parametrize(
    "words",
    [
        "five to eight people were hurt",
        "about five to eight people were hurt",
        "a vote of ten to eight",
        "sold at 2.50 crowns",
        "rose by 2.4 per cent",
        "they won 2:1",
        "at 25:10",
        "at eight o'clock",
        "7 pm",
        "15:30 a.m.",
        "$7.40",
    ],
)
def test_what_is_no_time_stays(words: str) -> None:
    assert clocks.spelt(words) == words


def test_two_times_are_the_same_unless_something_tells_them_apart() -> None:
    assert clocks.same("7:40", "7:40pm")
    assert not clocks.same("7:40am", "7:40pm")
    assert not clocks.same("7:40", "7:45")
    assert not clocks.same("7:40", "7")
    assert clocks.same("7:00pm", "7")


@settings(deadline=None)
@given(st.text(alphabet="0123456789:.apm o'clhfestnquri", max_size=30))
def test_a_second_time_changes_nothing(words: str) -> None:
    once = clocks.spelt(words)
    assert clocks.spelt(once) == once
