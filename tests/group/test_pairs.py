from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource import group
from twosource.group import Profile, Tie, pairs
from twosource.group.index import FAR, NEAR


def report(article: str, words: str, published: str | None = None) -> Profile:
    weighted = tuple((word, 1000 // (number + 1)) for number, word in enumerate(words.split()))
    return Profile(article=article, published=published, terms=weighted, title=weighted[:2], words=len(weighted))


def met(a: Profile, b: Profile) -> bool:
    return list(group.candidates([a, b])) == [(0, 1)]


ONE = "kessmouth arlet sallow pier"


@pytest.mark.parametrize(
    ("words", "when", "other", "meet"),
    [
        ("ostwyk sallow", "2031-05-01", "2031-05-09", True),  # one term, of about one time
        ("ostwyk sallow", "2031-05-01", "2031-06-01", False),  # one term, a month apart
        ("ostwyk sallow", "2031-05-01", None, False),  # one term, one of them not dated
        ("arlet sallow", "2031-05-01", "2032-05-01", True),  # two terms, a year apart
        ("arlet sallow", None, "2032-05-01", True),
        ("arlet sallow", "2031-05-01", "2041-05-01", False),
        ("the of", "2031-05-01", "2031-05-01", False),
    ],
)
def test_who_may_be_tied(words: str, when: str | None, other: str | None, *, meet: bool) -> None:
    a, b = report("a", ONE, when), report("b", words, other)
    assert met(a, b) is met(b, a) is meet


def test_a_key_says_how_far_it_reaches() -> None:
    reaches = {key.split()[0]: group.reach(key) for key in group.keys(report("a", ONE, "2031-05-01"))}
    assert reaches == {"near": NEAR, "pair": FAR}
    assert group.reach("band 3 00ff") is None


WORDS = st.lists(st.sampled_from("kessmouth arlet sallow pier ferry harbour ostwyk brandt".split()), unique=True)  # noqa: SIM905
DATES = st.sampled_from((None, "2031-05-01", "2031-05-01T10:00", "2031-05-03T10:00+02:00", "2033-01-01"))
REPORTS = st.builds(lambda words, when: report("x", " ".join(words), when), WORDS, DATES)


@given(REPORTS, REPORTS)
def test_measures_do_not_depend_on_who_comes_first(a: Profile, b: Profile) -> None:
    one, other = pairs.look(a), pairs.look(b)
    assert pairs.measures(one, other) == pairs.measures(other, one)
    assert len(pairs.measures(one, other)) == len(pairs.MEASURES)
    assert met(a, b) is met(b, a)


def measured(a: Profile, b: Profile) -> dict[str, float]:
    return dict(zip(pairs.MEASURES, pairs.measures(pairs.look(a), pairs.look(b)), strict=True))


def test_time_between_reports() -> None:
    one, later = report("a", ONE, "2031-05-01T08:00"), report("b", ONE, "2031-05-01T13:30")
    assert pairs.hours_apart(pairs.look(one), pairs.look(later)) == pytest.approx(5.5, abs=0.1)
    undated = measured(one, report("c", ONE))
    assert (undated["hours"], undated["undated"]) == (pairs.UNKNOWN, 1.0)


def test_days_of_the_week_speak_where_there_are_no_dates() -> None:
    tuesday = Profile(article="a", weekdays=(0, 2, 0, 0, 0, 0, 0), weekday=2)
    friday = Profile(article="b", weekdays=(0, 0, 0, 0, 1, 0, 0), weekday=5)
    assert measured(tuesday, tuesday)["weekdays"] == 1.0
    assert measured(tuesday, friday)["weekdays"] == 0.0
    assert measured(tuesday, Profile(article="c"))["weekdays"] == pairs.UNKNOWN


def test_reasons_are_told_in_words() -> None:
    told = Tie(
        first="a", second="b", odds=2.0, names=("sallow", "arlet"), numbers=("11 people",), alike=0.81, hours=5.2
    )
    assert group.worded(told) == "same names: sallow, arlet; same number: 11 people; 0.81 alike; 5 hours apart"
    assert group.worded(Tie(first="a", second="b", odds=0.0)) == "0.00 alike; time between them not known"
    assert group.worded(Tie(first="a", second="b", odds=0.0, hours=72.0)).endswith("3 days apart")


class Same:
    """A judge to whom everything is one event."""

    name = "same"

    def odds(self, rows):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        return np.full(len(rows), 3.0, np.float32)


def test_a_tie_names_what_both_tell_most_telling_first() -> None:
    a = Profile(article="b", names=(("police", 500), ("kessmouth", 700)), numbers=((11.0, "people"), (40.0, "")))
    b = Profile(article="a", names=(("kessmouth", 900), ("police", 100)), numbers=((11.0, "people"),))
    tie = group.tie(a, b, Same())
    assert tie is not None
    assert (tie.first, tie.second) == ("a", "b")
    assert (tie.names, tie.numbers) == (("kessmouth", "police"), ("11 people",))
