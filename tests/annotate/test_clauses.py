from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notation import words
from twosource.annotate import clauses
from twosource.model import Span


def cut(text: str) -> list[str]:
    return words(text, clauses.cut(text, Span(0, len(text))))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The ferry ran aground on Friday night, and the coastguard closed the northern channel.",
            ["The ferry ran aground on Friday night", "the coastguard closed the northern channel."],
        ),
        (
            "Nine sailors were taken ashore; two of them were treated for burns.",
            ["Nine sailors were taken ashore", "two of them were treated for burns."],
        ),
        (
            "The mayor said the pier was safe, but Vardholm's engineers had warned of cracks.",
            ["The mayor said the pier was safe", "Vardholm's engineers had warned of cracks."],
        ),
    ],
)
def test_two_facts_side_by_side(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "The ferry ran aground on Friday, Saturday, and the Sunday after that.",
        "The mayor went to the harbour on Friday, and promised to close the pier for good.",
        "“The ferry ran aground on Friday night, and the coastguard closed the channel,” Holt said.",
        "The ferry (it was built in 1911, and the town was proud of it) ran aground.",
        "The ferry ran aground, and it shows.",
        "Holt, who runs the harbour, closed it.",
        "",
    ],
)
def test_what_stays_whole(text: str) -> None:
    assert cut(text) == [text]


@given(st.text(alphabet='aB ,;and"“”()1.é\n', max_size=200))
def test_parts_follow_one_another_inside_the_sentence(text: str) -> None:
    parts = clauses.cut(text, Span(0, len(text)))
    assert all(one.end <= other.start for one, other in pairwise(parts))
    assert all(0 <= part.start <= part.end <= len(text) for part in parts)


def test_long_sentences_are_cut_in_linear_time() -> None:
    text = "The ferry was late on Friday, and the channel was closed to all ships; " * 5000
    assert len(clauses.cut(text, Span(0, len(text)))) == 10_000
