"""Words and dates as they are shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Span, Statement
from twosource.render import words


@given(st.text(max_size=200))
def test_neutralising_keeps_every_offset(text: str) -> None:
    shown = words.visible(text)
    assert len(shown) == len(text)
    assert words.visible(shown) == shown


def test_what_is_obeyed_but_not_seen_is_shown() -> None:
    assert words.visible("a\x1b[31mb\u202ec\x00\x9b\u2066\ud800") == "a\ufffd[31mb\ufffdc\ufffd\ufffd\ufffd\ufffd"


@pytest.mark.parametrize(
    "text", ["two\nlines\tand a tab", "مرحبا بالعالم", "שלום", "e\u0301 👩‍🚒 🇳🇴", "“quoted” — dash…"]
)
def test_ordinary_text_of_any_script_stays(text: str) -> None:
    assert words.visible(text) == text


@given(st.text(max_size=80), st.integers(2, 40))
def test_cut_texts_are_short_enough(text: str, length: int) -> None:
    assert len(words.clipped(text, length)) <= length


def test_texts_are_cut_at_words() -> None:
    assert words.clipped("The ferry ran aground", 16) == "The ferry ran…"
    assert words.clipped("The ferry", 9) == "The ferry"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2031-05-12", "12 May 2031"),
        ("2031-05-12T09:30:00Z", "12 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("2031-W20", "week 20 of 2031"),
        ("XXXX-WXX-3", "a Wednesday, date unknown"),
        ("XXXX-02", "February, year unknown"),
        ("XXXX-02-27", "27 February, year unknown"),
        ("2031-02-31", "2031-02-31"),
        ("next spring", "next spring"),
        ("", "date unknown"),
        (None, "date unknown"),
    ],
)
def test_dates_in_words(value: str | None, told: str) -> None:
    assert words.when(value) == told


@given(st.text(max_size=30) | st.from_regex(r"\d{4}(-W?\d{2}){0,2}(T\d{2}:\d{2})?", fullmatch=True))
def test_no_value_is_too_odd_for_a_date(value: str) -> None:
    assert words.when(value)
    words.day_of(value)
    words.clock(value)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([], ""),
        ([date(2031, 5, 12)], "12 May 2031"),
        ([date(2031, 5, 13), date(2031, 5, 12)], "12–13 May 2031"),
        ([date(2031, 4, 30), date(2031, 5, 12)], "30 April – 12 May 2031"),
        ([date(2030, 12, 31), date(2031, 1, 1)], "31 December 2030 – 1 January 2031"),
    ],
)
def test_periods(days: list[date], told: str) -> None:
    assert words.period(days) == told


def test_lists_of_names() -> None:
    assert words.listed([]) == ""
    assert words.listed(["A"]) == "A"
    assert words.listed(["A", "B", "C"]) == "A, B and C"
    assert words.listed(list("ABCDEFG"), most=3) == "A, B, C and 4 others"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "Ada Holm"),
        ({"channel": "social-post", "channel_name": "Mastodon"}, "Ada Holm, on Mastodon"),
        ({"channel": "interview", "channel_name": "the Gazette"}, "Ada Holm, to the Gazette"),
        ({"channel": "press-release", "certainty": "denied"}, "Ada Holm, in a statement; denied"),
        ({"relayed_by": ("Lodestar", "the mayor")}, "Ada Holm, relayed by Lodestar and the mayor"),
        (
            {"channel": "other-outlet", "channel_name": "Lodestar", "relayed_by": ("Lodestar",)},
            "Ada Holm, to Lodestar",
        ),
        ({"channel": "other-outlet", "channel_name": "ada Holm"}, "Ada Holm"),
    ],
)
def test_sources(more: dict, told: str) -> None:
    statement = Statement(id="s", article="a", content=(Span(0, 1),), origin="o", **more)
    assert words.source("Ada Holm", statement) == told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“I ask everyone to stay calm.", "I ask everyone to stay calm."),
        ('"I ask everyone to\nstay calm.', "I ask everyone to stay calm."),
        ("the wall will hold.”", "the wall will hold."),
        ("“The wall will hold,” she said.", "“The wall will hold,” she said."),
        ('She said "the wall will hold" and left.', 'She said "the wall will hold" and left.'),
        ("«La mer»", "«La mer»"),
        ("", ""),
    ],
)
def test_half_a_pair_of_quotation_marks_is_not_shown(text: str, shown: str) -> None:
    assert words.passage(text) == shown
