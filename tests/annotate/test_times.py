"""Times: what is found, which day it means, and what only looks like a date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.annotate import sentences, times
from twosource.model import Article, Mark

WEDNESDAY = "2019-03-06"


def found(text: str, published: str | None = WEDNESDAY, **more: object) -> list[tuple[str, str]]:
    article = Article(id="a", file="a", sha256="", raw_sha256="", text=text, published=published, **more)  # type: ignore[arg-type]
    return [(text[t.start : t.end], t.value) for t in times.find(article, sentences.split(article))]


def values(text: str, published: str | None = WEDNESDAY) -> list[str]:
    return [value for _, value in found(text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # dates
        ("It began on Feb. 27, 2018.", "2018-02-27"),
        ("It began on 27 February 2018.", "2018-02-27"),
        ("It began on the 27th of February, 2018.", "2018-02-27"),
        ("It began at 10:15 a.m. EST on Sunday, March 3, 2019.", "2019-03-03"),
        ("It began on 2018-02-27.", "2018-02-27"),
        ("It began on 27/02/2018.", "2018-02-27"),
        ("It began on Feb. 27.", "2019-02-27"),
        ("It began on Dec. 22.", "2018-12-22"),
        ("It will end on April 8.", "2019-04-08"),
        ("It runs until Nov. 2.", "2019-11-02"),
        ("It ran on March 3-5 in Karlo.", "2019-03-03"),
        ("He spoke of the Sept. 11 attacks.", "2001-09-11"),
        # months and years
        ("It began in October 2017.", "2017-10"),
        ("It began in October of 2017.", "2017-10"),
        ("It began in December.", "2018-12"),
        ("It began in February.", "2019-02"),
        ("It will begin in October.", "2019-10"),
        ("It began in late February.", "2019-02"),
        ("It began last December.", "2018-12"),
        ("He faces a June trial.", "2019-06"),
        ("It began in July last year.", "2018-07"),
        ("It began in 2014.", "2014"),
        ("The 2016 election was close.", "2016"),
        ("It began in 1848.", "1848"),
        # weekdays
        ("They met on Wednesday.", "2019-03-06"),
        ("They met on Tuesday night.", "2019-03-05"),
        ("They met on Friday.", "2019-03-01"),
        ("They met late Monday.", "2019-03-04"),
        ("They will meet on Friday.", "2019-03-08"),
        ("She means to go back to work on Friday.", "2019-03-08"),
        ("Barley for delivery in May rose by a tenth.", "2019-05"),
        ("They are expected to meet on Monday.", "2019-03-11"),
        ("They agreed to meet next Wednesday.", "2019-03-13"),
        ("They met last Wednesday.", "2019-02-27"),
        ("They met this past Sunday.", "2019-03-03"),
        ("On Friday, the court will hear the case.", "2019-03-08"),
        ("On Friday, the court heard the case.", "2019-03-01"),
        ("It is open until Saturday.", "2019-03-09"),
        ("It began at 5 p.m. Tuesday.", "2019-03-05"),
        ("Tuesday's vote was close.", "2019-03-05"),
        # near today
        ("They met today.", "2019-03-06"),
        ("They met yesterday.", "2019-03-05"),
        ("They met last night.", "2019-03-05"),
        ("They meet tomorrow.", "2019-03-07"),
        ("They met two days ago.", "2019-03-04"),
        ("They met three weeks ago.", "2019-W07"),
        ("They met six months ago.", "2018-09"),
        ("They met a year ago.", "2018"),
        ("They met this week.", "2019-W10"),
        ("They met last week.", "2019-W09"),
        ("They meet next week.", "2019-W11"),
        ("They met over the weekend.", "2019-W09"),
        ("They will meet this weekend.", "2019-W10"),
        ("They met last month.", "2019-02"),
        ("They met earlier this year.", "2019"),
        ("They met last year.", "2018"),
        # holidays
        ("They met on New Year's Eve.", "2018-12-31"),
        ("They met on Christmas Day 2015.", "2015-12-25"),
        ("They met on Thanksgiving 2018.", "2018-11-22"),
        ("They will meet on Good Friday.", "2019-04-19"),
        ("They met on Memorial Day 2018.", "2018-05-28"),
    ],
)
def test_means(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It ran from 2001 to 2009.", ["2001", "2009"]),
        ("The war of 1950-53 is over.", ["1950", "1953"]),
        ("It grew in January-October 2017.", ["2017-01", "2017-10"]),
        ("It ran from March 1 to March 4.", ["2019-03-01", "2019-03-04"]),
        ("The dam broke on Monday. A day later it was closed.", ["2019-03-04", "2019-03-05"]),
        ("The dam broke on Feb. 4. Later that day it was closed.", ["2019-02-04", "2019-02-04"]),
        ("The dam broke on Monday at dawn. The alarm came at 5:10 a.m.", ["2019-03-04", "2019-03-04"]),
    ],
)
def test_several(text: str, wanted: list[str]) -> None:
    assert values(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        # counts, labels, names
        "About 2000 people came and 1,984 left.",
        "More than 1900 homes burned.",
        "He ran Windows 2000 and paid $2010.",
        "The score was 2014-5.",
        "Mrs. May said so; April Lund may march on.",
        "There is no confidence in May.",
        "He reads the Sunday Times and the Mail on Sunday.",
        "It was in USA TODAY and on the Today show.",
        'She spoke on "This Week" of Christmas lights.',
        # habits, durations, decades
        "It runs every Friday and on a Monday.",
        "It lasted two days, three weeks and six months.",
        "It grew over the past year and in the last week of the race.",
        "It was so in the 1990s, thirty years ago and recently.",
        "The 49-year-old is a 20-year veteran.",
        "It broke the day after the vote.",
        "Call 555-2014 or see section 2.2014.",
    ],
)
def test_is_no_time(text: str) -> None:
    assert values(text) == []


def test_today_in_a_quotation_is_the_day_of_the_news() -> None:
    text = 'The court ruled on Tuesday.\n"Today we won," Ana Lund said.\nThe offices are closed today.'
    assert values(text) == ["2019-03-05", "2019-03-05", "2019-03-06"]


def test_the_weekday_of_tomorrow_is_tomorrow() -> None:
    assert values("The dam broke on Thursday.") == ["2019-03-07"]


def test_without_a_date_patterns_are_left() -> None:
    text = "They met on Wednesday, on Feb. 27, in February, in 2014, last week and yesterday."
    assert values(text, None) == ["XXXX-WXX-3", "XXXX-02-27", "XXXX-02", "2014"]


def test_the_date_in_the_dateline_counts_first() -> None:
    text = "KARLO, March 5 (AP) - The dam broke today."
    dateline = Mark(start=0, end=text.index(" -"), kind="dateline")
    assert found(text, marks=(dateline,)) == [("today", "2019-03-05")]


def test_a_dateline_far_from_the_published_day_is_not_believed() -> None:
    text = "KARLO, Jan. 5 (AP) - The dam broke today."
    dateline = Mark(start=0, end=text.index(" -"), kind="dateline")
    assert found(text, marks=(dateline,)) == [("today", WEDNESDAY)]


def test_headlines_are_left_out() -> None:
    text = "Dam breaks Monday\nIt broke on Monday."
    headline = Mark(start=0, end=text.index("\n"), kind="headline")
    assert found(text, marks=(headline,)) == [("Monday", "2019-03-04")]


def timeml(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    article = Article(id="a", file="a", sha256="", raw_sha256="", text=text, published=published)
    made = times.expressions(article, sentences.split(article))
    return [(text[e.span.start : e.span.end], e.kind, e.value) for e in made]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        # clock times and parts of the day
        ("They met at 5 p.m. Tuesday.", "TIME", "2019-03-05T17:00"),
        ("They met at 10:15 a.m. on March 3.", "TIME", "2019-03-03T10:15"),
        ("They met at noon Tuesday.", "TIME", "2019-03-05T12:00"),
        ("They met at midnight.", "TIME", "2019-03-06T24:00"),
        ("They met Tuesday night.", "TIME", "2019-03-05TNI"),
        ("They met this morning.", "TIME", "2019-03-06TMO"),
        ("They met last night.", "TIME", "2019-03-05TNI"),
        # weekends, seasons, decades, centuries
        ("They met over the weekend.", "DATE", "2019-W09-WE"),
        ("They met last summer.", "DATE", "2018-SU"),
        ("They will meet this spring.", "DATE", "2019-SP"),
        ("They met in the fall of 2014.", "DATE", "2014-FA"),
        ("It was so in the late 1990s.", "DATE", "199"),
        ("It was so in the ’80s.", "DATE", "198"),
        ("It was so in the nineties.", "DATE", "199"),
        ("It was built in the 19th century.", "DATE", "18"),
        ("It was built in nineteen ninety-four.", "DATE", "1994"),
        # quarters
        ("Profit fell in the fourth quarter.", "DATE", "2018-Q4"),
        ("Profit fell in the first quarter.", "DATE", "2019-Q1"),
        ("Profit will fall in the third quarter.", "DATE", "2019-Q3"),
        ("Profit fell in the third quarter of 2016.", "DATE", "2016-Q3"),
        ("Profit fell in the 2016 third quarter.", "DATE", "2016-Q3"),
        ("Profit fell in the first half of 2017.", "DATE", "2017-H1"),
        # so long ago
        ("They met thirty years ago.", "DATE", "1989"),
        ("They met about two decades ago.", "DATE", "1999"),
        ("They met several years ago.", "DATE", "PAST_REF"),
        ("They met a year and a half ago.", "DATE", "2018"),
        # durations
        ("It lasted three days.", "DURATION", "P3D"),
        ("It lasted more than four hours.", "DURATION", "PT4H"),
        ("It was a two-week trip.", "DURATION", "P2W"),
        ("It lasted 2 1/2 years.", "DURATION", "P2Y6M"),
        ("It lasted an hour and a half.", "DURATION", "PT1H30M"),
        ("It lasted two decades.", "DURATION", "P20Y"),
        ("It lasted twenty-one days.", "DURATION", "P21D"),
        ("It rose in the past two months.", "DURATION", "P2M"),
        ("It lasted several weeks.", "DURATION", "PXW"),
        ("They waited for years.", "DURATION", "PXY"),
        ("It was a six-month-old pact.", "DURATION", "P6M"),
        # repetitions
        ("They meet every Friday.", "SET", "XXXX-WXX-5"),
        ("They meet on Tuesday nights.", "SET", "XXXX-WXX-2TNI"),
        ("They meet every other week.", "SET", "P2W"),
        ("They meet daily.", "SET", "P1D"),
        ("It sells 500 boats a year.", "SET", "P1Y"),
        ("They march each July.", "SET", "XXXX-07"),
        # on no calendar
        ("They are meeting now.", "DATE", "PRESENT_REF"),
        ("They met recently.", "DATE", "PAST_REF"),
        ("They may meet in the future.", "DATE", "FUTURE_REF"),
    ],
)
def test_type_and_value(text: str, kind: str, value: str) -> None:
    assert [(k, v) for _, k, v in timeml(text)] == [(kind, value)]


def test_a_year_earlier_is_the_quarter_spoken_of() -> None:
    text = "Profit rose in the third quarter to $4 million from $3 million a year earlier. The year-ago period was bad."
    assert [v for *_, v in timeml(text, "2018-10-26")] == ["2018-Q3", "2017-Q3", "2017-Q3"]
    assert [v for *_, v in timeml("It earned $3 million a year earlier.")] == ["2018"]


def test_what_has_no_place_on_the_calendar_is_not_handed_on() -> None:
    text = "In the third quarter of 2016, for two days, last summer, now, every Friday, in the 1990s, they met."
    assert len(timeml(text)) == 6
    assert values(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The 49-year-old is 52 years old.",
        "It imports three-quarters of its food and lost a quarter of its ships.",
        'He spoke on "60 Minutes" of Jan Lund.',
        "It may rain; the second man will fall in.",
        "Prices fell; water came from a spring in the hills.",
        "It was on Saturday Night Live, at 1600 GMT, with the March for Our Lakes.",
        "The strike won him fans; one half of them left.",
    ],
)
def test_is_no_expression(text: str) -> None:
    assert timeml(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("As of December, about 70 people are held.", "2018-12"),
        ("As of Friday, ships will pay more.", "2019-03-08"),
        ("Since Friday, they can leave.", "2019-03-01"),
        ("It was scheduled to leave Sunday, but was late.", "2019-03-03"),
        ("Until Friday, they had not met.", "2019-03-01"),
        ("They threatened to close it on Friday after the talks failed.", "2019-03-01"),
        ("They threatened to close it on Friday.", "2019-03-08"),
        ("The previous Friday was warm.", "2019-03-01"),
        ("The fire of last February is forgotten.", "2018-02"),
    ],
)
def test_direction(text: str, value: str) -> None:
    assert values(text) == [value]


def test_last_week_said_on_a_sunday_is_the_week_that_ends() -> None:
    assert values("They met last week.", "2019-03-10") == ["2019-W10"]


def test_a_text_of_one_word_costs_linear_time() -> None:
    for word in ("the ", "a ", "10 ", "two ", "first ", "last "):
        assert timeml(word * 20_000) is not None


WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@given(
    st.dates(date(1900, 1, 20), date(2090, 1, 1)),
    st.sampled_from(WEEKDAYS),
    st.sampled_from(["They met on {}.", "They will meet on {}.", "They met last {}.", "See you next {}.", "{}."]),
)
def test_a_weekday_is_within_a_week_of_the_report(published: date, weekday: str, frame: str) -> None:
    (value,) = values(frame.format(weekday), published.isoformat())
    meant = date.fromisoformat(value)
    assert abs(meant - published) <= timedelta(days=7)
    assert meant.isoweekday() == WEEKDAYS.index(weekday) + 1


WORDS = (
    "on in at last next this the May 5 31 Feb. February 2014 1999 , - Monday today 10 a.m. two days ago later that day"
    ' week weekend 9/11 " “ ” . \n Christmas Thanksgiving 12/31/2018 0001-01-01 year earlier third quarter the past'
    " every a few 20th century 1990s ’80s summer of fall now year-ago -quarter hours and half later a.m. noon"
)
PIECES = st.sampled_from(WORDS.split(" "))


@given(st.lists(PIECES).map(" ".join) | st.text(), st.sampled_from([None, "0001-01-01", "9999-12-31", "x", WEDNESDAY]))
def test_spans_are_inside_sorted_and_disjoint(text: str, published: str | None) -> None:
    article = Article(id="a", file="a", sha256="", raw_sha256="", text=text, published=published)
    split = sentences.split(article)
    made = times.find(article, split)
    at = 0
    for time in made:
        assert at <= time.start < time.end <= len(text)
        assert time.value
        at = time.end
    assert made == times.find(article, split)
    at = 0
    for expression in times.expressions(article, split):
        assert at <= expression.span.start < expression.span.end <= len(text)
        assert expression.value
        at = expression.span.end
