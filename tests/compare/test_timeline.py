from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import making
from making import article, evidence, reading, span
from twosource.compare import timeline
from twosource.model import Article, Claim, Time


def claim(name: str, *passages: tuple[Article, str]) -> Claim:
    return making.claim(name, *(evidence(a, words) for a, words in passages))


def time(a: Article, words: str, value: str) -> Time:
    where = span(a.text, words)
    return Time(article=a.id, start=where.start, end=where.end, value=value)


def test_claims_stand_in_the_order_of_the_times_they_state() -> None:
    a = article("a", "It rained on Monday. The dam broke on Tuesday. Nobody came. In May it had been dry.")
    told = reading(
        a, times=(time(a, "on Monday", "2031-06-02"), time(a, "on Tuesday", "2031-06-03"), time(a, "In May", "2031-05"))
    )
    claims = [
        claim("broke", (a, "The dam broke on Tuesday")),
        claim("nobody", (a, "Nobody came")),
        claim("dry", (a, "In May it had been dry")),
        claim("rain", (a, "It rained on Monday")),
    ]
    assert [(m.when, m.claims) for m in timeline.order(claims, [told])] == [
        ("2031-05", ("dry",)),
        ("2031-06-02", ("rain",)),
        ("2031-06-03", ("broke",)),
    ]


def test_what_most_reports_state_counts() -> None:
    reports = [
        article(n, f"The dam broke on {day}.") for n, day in zip("abc", ("Monday", "Tuesday", "Tuesday"), strict=True)
    ]
    days = {"Monday": "2031-06-02", "Tuesday": "2031-06-03"}
    told = [reading(a, times=tuple(time(a, d, v) for d, v in days.items() if d in a.text)) for a in reports]
    (moment,) = timeline.order([claim("c", *((a, a.text) for a in reports))], told)
    assert moment.when == "2031-06-03"


def test_a_day_without_a_date_and_the_day_of_publication_are_no_moments() -> None:
    a = article("a", "The dam broke on Tuesday.", "", published="2031-06-04")
    told = reading(a, times=(time(a, "Tuesday", "XXXX-WXX-2"),))
    assert timeline.order([claim("c", (a, a.text))], [told]) == ()


def test_a_longer_time_comes_before_what_begins_with_it() -> None:
    values = ["2031", "2031-01", "2031-01-01", "2031-W01", "2030-12-31"]
    reports = [article(f"a{i}", "It rained then.") for i, _ in enumerate(values)]
    told = [reading(a, times=(time(a, "then", v),)) for a, v in zip(reports, values, strict=True)]
    moments = timeline.order([claim(a.id, (a, a.text)) for a in reports], told)
    assert [m.when for m in moments] == ["2031-W01", "2030-12-31", "2031", "2031-01", "2031-01-01"]


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_value_is_taken_or_left(values: list[str]) -> None:
    reports = [article(f"a{i}", "It rained then.") for i, _ in enumerate(values)]
    told = [reading(a, times=(time(a, "then", v),)) for a, v in zip(reports, values, strict=True)]
    moments = timeline.order([claim(a.id, (a, a.text)) for a in reports], told)
    assert sum(len(m.claims) for m in moments) <= len(values)
    assert len({m.when for m in moments}) == len(moments)
