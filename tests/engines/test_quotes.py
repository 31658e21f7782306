"""Pairing of quotation marks, straight and curly, nested, broken and stray. All texts are invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notation import marked, words
from twosource.engines import quotes
from twosource.model import Span


def found(text: str, *, runs_on: bool = False) -> list[Span]:
    return [Span(q.start, q.end) for q in quotes.find(text, 0, len(text), runs_on=runs_on)]


@pytest.mark.parametrize(
    "notation",
    [
        'He said ["no"]q and left.',
        "He said [“no”]q and left.",
        "He said [‘no’]q and left.",
        "He said ['no']q and left.",
        'She called it ["a ‘bad’ idea"]q twice: ["bad."]q',
        "['It's the workers' own plan,']q he said.",
        "The '90s were over and the dogs' bowls were empty.",
        "It's Ann's and the Reeds' house.",
        'A 5" pipe and no more.',
        'He wrote: ["We don\'t know."]q',
        "[“We don’t know,”]q she said. [“Nobody does.”]q",
        "rock 'n' roll and 'em all",
    ],
)
def test_pairs(notation: str) -> None:
    text = marked(notation)
    assert words(text.text, found(text.text)) == words(text.text, text.spans.get("q", []))


def test_an_open_quotation_runs_on_only_if_the_next_paragraph_opens_with_a_mark() -> None:
    text = '"We will not go. We will stay.'
    assert found(text) == []
    assert found(text, runs_on=True) == [Span(0, len(text))]


@given(st.text(alphabet="\"'“”‘’ab. ,", max_size=80), st.booleans())
def test_quotations_lie_inside_and_do_not_overlap(text: str, runs_on: bool) -> None:  # noqa: FBT001 - generated
    spans = found(text, runs_on=runs_on)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
