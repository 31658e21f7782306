"""Numbers: when two of them can both be right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Quantity
from twosource.numbers import comparable, same


def number(words: str) -> Quantity:
    """ "about 25 people", "3..5 mile", "at-least 2e9 USD"."""
    *precision, value, unit = words.split()
    low, _, high = value.partition("..")
    return Quantity(
        start=0,
        end=1,
        value=float(low),
        upper=float(high) if high else None,
        unit=unit.strip("_"),
        precision=precision[0] if precision else "exact",  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("a", "b", "sameness"),
    [
        ("25 people", "25 people", "same"),
        ("25 people", "25 passenger", "same"),
        ("25 people", "27 people", "different"),
        ("25 people", "25 _", "same"),
        ("25 people", "about 27 people", "compatible"),
        ("50 people", "at-least 50 people", "compatible"),
        ("51 people", "at-least 50 people", "compatible"),
        ("49 people", "at-least 50 people", "different"),
        ("1000 people", "at-least 50 people", "different"),
        ("18 people", "at-most 20 people", "compatible"),
        ("22 people", "at-most 20 people", "different"),
        ("51 people", "about 24..99 people", "compatible"),
        ("4 mile", "3..5 mile", "compatible"),
        ("6 mile", "3..5 mile", "different"),
        ("600e6 USD", "601e6 USD", "compatible"),
        ("78.1e9 USD", "76.9e9 USD", "different"),
        ("20 people", "23 people", "different"),
        ("324e9 USD", "324.4e9 USD", "compatible"),
        ("5 USD", "5 EUR", "incomparable"),
        ("5 %", "5 _", "incomparable"),
        ("5 mile", "5 km", "incomparable"),
        ("49 year-old", "49 people", "incomparable"),
        ("inf people", "25 people", "incomparable"),
    ],
)
def test_same(a: str, b: str, sameness: str) -> None:
    assert same(number(a), number(b)) == same(number(b), number(a)) == sameness


@given(
    st.builds(
        Quantity,
        start=st.just(0),
        end=st.just(1),
        value=st.floats(0, 1e15),
        upper=st.none(),
        unit=st.sampled_from(["people", "USD", "", "mile"]),
        precision=st.sampled_from(["exact", "about", "at-least", "at-most"]),
    )
)
def test_a_number_is_the_same_as_itself(quantity: Quantity) -> None:
    assert same(quantity, quantity) == "same"


def test_comparable_is_about_sorts_of_things() -> None:
    assert comparable("passenger", "soldier")
    assert comparable("", "car")
    assert not comparable("", "USD")
    assert not comparable("car", "people")
