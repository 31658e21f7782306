"""Names and numbers are told as a report writes them."""

from __future__ import annotations

import pytest

from twosource.group.pairs import Tie
from twosource.group.wording import as_written, worded

TEXT = (
    "The United\nStates envoy, Mr. Reed, met Corvane & Agro's clerk. A unit statement said 1 household of "
    "300 households."
)


@pytest.mark.parametrize(
    ("folded", "written"),
    [
        ("unit stat", "United States"),  # and not "unit statement", whose words are others
        ("reed", "Reed"),
        ("corvan agro", "Corvane & Agro"),
        ("clerk", "clerk"),
        ("sallow", "sallow"),  # stands nowhere
        ("", ""),
    ],
)
def test_a_name_is_told_as_it_stands(folded: str, written: str) -> None:
    assert as_written(folded, TEXT) == written


def test_a_unit_is_told_as_it_stands() -> None:
    told = Tie(first="a", second="b", odds=1.0, numbers=("300 household", "2,000 sheep", "7"), names=("reed", "reed"))
    assert worded(told, TEXT).startswith("same name: Reed; same numbers: 300 households, 2,000 sheep, 7;")
