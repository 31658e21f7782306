"""Quantities: value, unit and precision of numbers, and the numbers that count nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.annotate import quantities, sentences
from twosource.model import Article, Quantity


def found(text: str) -> list[tuple[str, Quantity]]:
    article = Article(id="a", file="a", sha256="", raw_sha256="", text=text, published="2019-03-06")
    return [(text[q.start : q.end], q) for q in quantities.find(article, sentences.split(article))]


def only(text: str) -> tuple[str, float, float | None, str, str]:
    ((words, q),) = found(text)
    return words, q.value, q.upper, q.unit, q.precision


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("He counted 25 passengers.", "25", 25, "passenger"),
        ("He counted 1,984 young Republican lawmakers.", "1,984", 1984, "lawmaker"),
        ("He met twenty-five people.", "twenty-five", 25, "people"),
        ("He met twelve police officers.", "twelve", 12, "officer"),
        ("He met a dozen troops.", "a dozen", 12, "troop"),
        ("He met two dozen women.", "two dozen", 24, "woman"),
        ("He met half a million refugees.", "half a million", 500_000, "refugee"),
        ("He sold two hundred and fifty thousand cars.", "two hundred and fifty thousand", 250_000, "car"),
        ("He sold 143 million books.", "143 million", 143e6, "book"),
        ("He sold 2000 cars.", "2000", 2000, "car"),
        ("Nine night-shift workers left.", "Nine", 9, "worker"),
        ("Here 50 U.S. Harbour Service officials signed.", "50", 50, "official"),
        ("It pays on 250 Billions Dollars of goods.", "250 Billions Dollars", 250e9, "USD"),
        ("He met three of the witnesses.", "three", 3, "witness"),
        ("One woman died.", "One", 1, "woman"),
        # harmed people
        ("The blast left 27 injured.", "27", 27, "people"),
        ("It hit a bus, killing 17.", "17", 17, "people"),
        ("The death toll rose to 44.", "44", 44, "people"),
        ("27 were hurt.", "27", 27, "people"),
        ("The death toll of the fire in the old port has risen to 44, he said.", "44", 44, "people"),
        ("The death toll of Friday's fire at the granary stood at seventeen.", "seventeen", 17, "people"),
        ("The number of people killed in the fire on the quay reached 44.", "44", 44, "people"),
        ("Of the number of the shares in the mill 44 were sold.", "44", 44, ""),
        ("The toll on the bridge in the old port was raised to 44 crowns.", "44", 44, "crown"),
        # money
        ("It cost $2.07 billion.", "$2.07 billion", 2.07e9, "USD"),
        ("It cost €3m.", "€3m", 3e6, "EUR"),
        ("It cost £20,000.", "£20,000", 20_000, "GBP"),
        ("It cost 5 million Egyptian pounds.", "5 million Egyptian pounds", 5e6, "EGP"),
        ("It cost ten dollars.", "ten dollars", 10, "USD"),
        ("A $5 million-a-year deal.", "$5 million", 5e6, "USD"),
        # shares, measures, ages
        ("It rose by 2.5 percent.", "2.5 percent", 2.5, "%"),
        ("It rose by 40%.", "40%", 40, "%"),
        ("It rose by 3 percentage points.", "3 percentage points", 3, "percentage point"),
        ("It is 30 square miles.", "30 square miles", 30, "square mile"),
        ("It is a 10-mile walk.", "10-mile", 10, "mile"),
        ("It is 8 kilometers away.", "8 kilometers", 8, "km"),
        ("A 49-year-old man came.", "49-year-old", 49, "year-old"),
        ("Ana Lund, 33, came.", "33", 33, "year-old"),
        ("It has a 25-member board.", "25-member", 25, "member"),
        ("It told 209,000 US customers.", "209,000", 209_000, "customer"),
    ],
)
def test_reads(text: str, words: str, value: float, unit: str) -> None:
    assert only(text) == (words, value, None, unit, "exact")


@pytest.mark.parametrize(
    ("text", "words", "value", "upper", "precision"),
    [
        ("nearly 25 people came", "nearly 25", 25, None, "about"),
        ("an estimated 4,000 people came", "an estimated 4,000", 4000, None, "about"),
        ("more than $2 billion", "more than $2 billion", 2e9, None, "at-least"),
        ("at least six people came", "at least six", 6, None, "at-least"),
        ("100 or more people came", "100 or more", 100, None, "at-least"),
        ("up to 30 people came", "up to 30", 30, None, "at-most"),
        ("a chance of as little as 3 percent", "as little as 3 percent", 3, None, "at-least"),
        ("about a 3 percent chance", "about a 3 percent", 3, None, "about"),
        ("no more than 30 people came", "no more than 30", 30, None, "at-most"),
        ("25-30 people came", "25-30", 25, 30, "exact"),
        ("between 3 and 5 people came", "3 and 5", 3, 5, "exact"),
        ("25 to 30 percent stayed", "25 to 30 percent", 25, 30, "exact"),
        ("$5-10 million was paid", "$5-10 million", 5e6, 10e6, "exact"),
        ("dozens of people came", "dozens", 24, 99, "about"),
        ("tens of thousands of people came", "tens of thousands", 20_000, 99_999, "about"),
        ("several hundred people came", "several hundred", 200, 999, "about"),
    ],
)
def test_precision(text: str, words: str, value: float, upper: float | None, precision: str) -> None:
    got = only(text)
    assert (got[0], got[1], got[2], got[4]) == (words, value, upper, precision)


@pytest.mark.parametrize(
    "text",
    [
        "They met on March 3, 2014, at 5:10 a.m. and two days ago.",
        "He was 25th in the 1990s.",
        "They won 3-2 and the vote was 419-3.",
        "Flight 370, Article 5, No. 3, COVID-19, the G20, an F-16 and version 2.0.1.",
        "Call 555-123-4567 or come to 10 Harbour Street.",
        "One in five said so, and two-thirds agreed.",
        "One of them said that no one came one day.",
        "A one-time, two-pronged plan.",
        "It was so in 1066.",
    ],
)
def test_counts_nothing(text: str) -> None:
    assert [words for words, _ in found(text)] == []


def test_a_change_is_no_range() -> None:
    assert [(q.value, q.upper) for _, q in found("It rose from 3 to 5 percent.")] == [(3, None), (5, None)]


WORDS = (
    "5 25 - to and between $ one hundred million half a dozen of people % . , more than dozens thousands £ k m bn year"
    " old in 2014 : / twenty-five 1,000 0 0.5 99999999999999999999 or plus"
)
PIECES = st.sampled_from(WORDS.split(" "))


@given(st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("".join) | st.text())
def test_spans_are_inside_sorted_and_disjoint(text: str) -> None:
    article = Article(id="a", file="a", sha256="", raw_sha256="", text=text)
    split = sentences.split(article)
    made = quantities.find(article, split)
    at = 0
    for quantity in made:
        assert at <= quantity.start < quantity.end <= len(text)
        assert quantity.upper is None or quantity.upper > quantity.value
        at = quantity.end
    assert made == quantities.find(article, split)
