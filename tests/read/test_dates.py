import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.read import dates


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-04-03", "2025-04-03"),
        ("2025-4-3", "2025-04-03"),
        ("2025/04/03", "2025-04-03"),
        ("20250403", "2025-04-03"),
        ("2025-04-03T18:00", "2025-04-03T18:00:00"),
        ("2025-04-03 18:00:05.123", "2025-04-03T18:00:05"),
        ("2025-04-03T18:00:00Z", "2025-04-03T18:00:00+00:00"),
        ("2025-04-03T18:00:00+0300", "2025-04-03T18:00:00+03:00"),
        ("20250403T181500Z", "2025-04-03T18:15:00+00:00"),
        ("Thu, 03 Apr 2025 18:00:00 GMT", "2025-04-03T18:00:00+00:00"),
        ("April 3, 2025", "2025-04-03"),
        ("Apr. 3rd, 2025, 6:05 p.m.", "2025-04-03T18:05:00"),
        ("Thursday, 3 April 2025", "2025-04-03"),
        ("3 Sept 2025", "2025-09-03"),
        ("25/03/2025", "2025-03-25"),
        ("03/25/2025", "2025-03-25"),
        ("05/05/2025", "2025-05-05"),
        (1743703200, "2025-04-03T18:00:00+00:00"),
        (1743703200000, "2025-04-03T18:00:00+00:00"),
    ],
)
def test_ways_of_writing_a_date(written: object, iso: str) -> None:
    assert dates.normalise(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "2025",
        "2025-04",
        "April 2025",
        "2025-02-30",
        "2025-13-01",
        "03/04/2025",
        "0001-01-01",
        "9999-01-01",
        "18:00",
        "13:00 pm 2025-04-03",
        "2025-04-03 and more",
        "x" * 10_000,
        2025,
        True,
        None,
        float("nan"),
        ["2025-04-03"],
    ],
)
def test_what_is_no_date_or_ambiguous_is_left_unknown(written: object) -> None:
    assert dates.normalise(written) is None


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://orsk.example/2025/04/03/flood.html", "2025-04-03"),
        ("https://orsk.example/world/2025/apr/03/flood", "2025-04-03"),
        ("https://orsk.example/news/flood-2025-04-03", "2025-04-03"),
        ("https://orsk.example/20250403/flood", "2025-04-03"),
        ("https://orsk.example/2025-04-03/flood", "2025-04-03"),
    ],
)
def test_a_date_in_a_path(url: str, iso: str) -> None:
    assert dates.from_url(url) == iso


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "https://orsk.example/2025/04/flood",
        "https://orsk.example/2025/13/41/flood",
        "https://orsk.example/item/1023456789",
        "https://orsk.example/1850/01/02/history",
        "https://orsk.example/flood?date=2025-04-03",
        "https://[broken",
    ],
)
def test_a_path_without_a_date(url: str | None) -> None:
    assert dates.from_url(url) is None


@given(st.one_of(st.text(), st.integers(), st.floats()))
def test_nothing_raises_and_what_is_found_is_stable(written: object) -> None:
    found = dates.normalise(written)
    assert found is None or dates.normalise(found) == found


@given(st.text())
def test_no_url_raises(url: str) -> None:
    dates.from_url(url)
    dates.from_url("https://orsk.example/" + url)
