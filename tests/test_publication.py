"""When a report came out: what a date shows, and that two dates show an order only where it is sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.publication import Window, before, days_apart, out_by, window


def known(value: str) -> Window:
    found = window(value)
    assert found is not None
    return found


DATES = st.builds(
    lambda day, clock, zone: f"2026-03-{day:02}" + (clock + zone if clock else ""),
    st.integers(1, 4),
    st.sampled_from(["", "T00:00:00", "T09:05:00", "T09:05:30", "T10:00", "T23:59:59"]),
    st.sampled_from(["", "Z", "+05:30", "-11:00"]),
)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2026-03-10", "2026-03-11"),
        ("2026-03-10", "2026-03-11T00:00:30"),
        ("2026-03-10T09:05:00", "2026-03-10T09:06:00"),
        ("2026-03-10T23:59:59", "2026-03-11"),
        ("2026-03-10T12:00:00+05:00", "2026-03-10T08:00:00+00:00"),
        ("2026-03-10", "2026-03-11T12:30:00Z"),
    ],
)
def test_an_order_that_is_sure(earlier: str, later: str) -> None:
    assert before(known(earlier), known(later))
    assert not before(known(later), known(earlier))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2026-03-10", "2026-03-10"),
        ("2026-03-10", "2026-03-10T10:00:00"),
        ("2026-03-10T00:00:00", "2026-03-10T10:00:00"),  # midnight is what is written when only the day is known
        ("2026-03-10T09:05:00", "2026-03-10T09:05:41"),
        ("2026-03-10T23:00:00", "2026-03-11T03:00:00Z"),  # whose clock says 23:00 is not known
        ("2026-03-10", "2026-03-11T03:00:00Z"),
    ],
)
def test_an_order_that_is_not_known(one: str, other: str) -> None:
    assert not before(known(one), known(other))
    assert not before(known(other), known(one))


@pytest.mark.parametrize("value", [None, "", "soon", "2026", "2026-03", "2026-13-01", "2026-03-10T25:00", "0001-01-01"])
def test_what_is_no_date_has_no_window(value: str | None) -> None:
    assert window(value) is None


@given(DATES, DATES, DATES)
def test_what_is_before_what_is_before_is_before(a: str, b: str, c: str) -> None:
    x, y, z = known(a), known(b), known(c)
    assert not before(x, x)
    assert not (before(x, y) and before(y, x))
    if before(x, y) and before(y, z):
        assert before(x, z)


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2026-03-01", "2026-03-09", 7),
        ("2026-03-09T00:00:00", "2026-03-01T23:59:59", 7),
        ("2026-03-01T10:00:00", "2026-03-09T11:00:00", 8),
        ("2026-03-01T10:00:00Z", "2026-03-02T10:00:00", 0),
        ("2026-03-01", "2026-03-01", 0),
        ("2026-03-01", None, 0),
        ("soon", "2026-03-01", 0),
    ],
)
def test_days_between_two_reports(one: str | None, other: str | None, days: int) -> None:
    assert days_apart(one, other) == days_apart(other, one) == days


@given(st.lists(DATES, min_size=1, max_size=5))
def test_who_came_first_is_out_first(values: list[str]) -> None:
    windows = [known(value) for value in values]
    moments = out_by(windows)
    assert all(moments[i] < moments[j] for i, a in enumerate(windows) for j, b in enumerate(windows) if before(a, b))


def test_a_day_is_out_at_its_end() -> None:
    day, clock, last = out_by([known(f"2026-03-10{time}") for time in ("", "T23:59:58", "T23:59:59.999999")])
    assert clock < day <= last.replace(microsecond=999999)
