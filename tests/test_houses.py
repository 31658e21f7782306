from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.houses import outlet_key, outlets_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Quay News", "quay news"),
        ("Quay News", "www.quaynews.com"),
        ("Quay News", "https://edition.quaynews.co.uk/"),
        ("usa.quaydaily.com.cn", "europe.quaydaily.com.cn"),
        ("The Bell", "thebell.com"),
        ("Associated Press", "AP"),
        ("quaywriter.substack.com", "Quaywriter"),
    ],
)
def test_names_and_addresses_of_one_house_have_one_key(one: str, other: str) -> None:
    assert outlet_key(one) == outlet_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Quay News", "Coast News"), ("a.substack.com", "b.substack.com"), ("Quay Post", "The Post")],
)
def test_two_houses_have_two_keys(one: str, other: str) -> None:
    assert outlet_key(one) != outlet_key(other)


def test_a_longer_name_may_be_the_same_house_and_an_unknown_one_any() -> None:
    assert outlets_alike("bell", "bellonline")
    assert outlets_alike(None, "bell")
    assert not outlets_alike("bell", "quay")


@given(st.text(max_size=40))
def test_any_name_has_a_key(name: str) -> None:
    assert outlet_key(name) == outlet_key(name.strip())
