"""Calendar arithmetic for time expressions: pure functions of dates, no text.

A value is an ISO day, month, year or week, or a TimeML pattern with ``X`` for what is not known. Functions return
None where there is no such day or no day to count from. ``lean`` says whether a past or a coming day is meant; ""
where the text does not tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import MAXYEAR, date, timedelta
from typing import Literal

Lean = Literal["past", "future", ""]

_WEEK = 7
_LAST_YEAR = MAXYEAR - 1


def day(year: int, month: int, number: int) -> str | None:
    """The ISO day, if there is such a day."""
    return iso(_day(year, month, number))


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def iso(at: date | None) -> str | None:
    """The ISO day."""
    return at.isoformat() if at else None


def shifted(today: date, days: int) -> date | None:
    """The day so many days later, if the calendar reaches so far."""
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None


def week(at: date | None) -> str | None:
    """The ISO week of a day."""
    if at is None:
        return None
    year, number, _ = at.isocalendar()
    return f"{year:04}-W{number:02}"


def month_of(year: int, month: int) -> str | None:
    """The month; months beyond 1 to 12 are carried over to the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04}-{month:02}" if 1 <= year <= _LAST_YEAR else None


def year_of(year: int) -> str | None:
    """The year."""
    return f"{year:04}" if 1 <= year <= _LAST_YEAR else None


def weekday(today: date | None, number: int, lean: Lean, *, strictly: bool = False) -> str | None:
    """A weekday (1 Monday to 7 Sunday): the nearest past one, or the nearest coming one if the text leans forward.

    Today counts, unless ``strictly`` ("last Monday", "next Monday"). The weekday of tomorrow is tomorrow even where
    the text looks back: six days ago is "last Thursday" in the news, while pages are updated under an old date
    (without it after past verbs: times F1 .924 instead of .927 on the training stories, TempEval-3 unchanged).
    """
    if today is None:
        return f"XXXX-WXX-{number}"
    back = (today.isoweekday() - number) % _WEEK
    ahead = (number - today.isoweekday()) % _WEEK
    if strictly:
        back, ahead = back or _WEEK, ahead or _WEEK
    elif ahead == 1:
        lean = "future"
    return iso(shifted(today, ahead if lean == "future" else -back))


def nearest_day(today: date | None, month: int, number: int, lean: Lean) -> str | None:
    """A day of a month without a year: the nearest, past or coming as the text leans."""
    if day(2000, month, number) is None:
        return None
    if today is None:
        return f"XXXX-{month:02}-{number:02}"
    days = [made for year in (today.year - 1, today.year, today.year + 1) if (made := _day(year, month, number))]
    return iso(nearest(days, today, lean))


NEAR = 45
"""Days: a date so near is meant, whatever the tense around it (chosen by reading errors, not swept)."""


def nearest(days: Iterable[date], today: date, lean: Lean) -> date | None:
    """The day nearest to today; unless that is very near, the nearest on the side to which the text leans."""
    known = sorted(days, key=lambda made: (abs((made - today).days), made))
    if not known or abs((known[0] - today).days) <= NEAR or not lean:
        return known[0] if known else None
    return next((made for made in known if (made <= today) == (lean == "past")), known[0])


SOON = 3
"""A month without a tense: one that begins within so many months is meant to come (stories/train)."""


def nearest_month(today: date | None, month: int, lean: Lean) -> str | None:
    """A month without a year: this one, the last one of the name, or the coming one if the text leans forward."""
    if today is None:
        return f"XXXX-{month:02}"
    ahead = (month - today.month) % 12
    coming = ahead == 0 or lean == "future" or (lean == "" and ahead <= SOON)
    return month_of(today.year, today.month + (ahead if coming else ahead - 12))


def weekend(today: date | None, lean: Lean) -> str | None:
    """The ISO week of the last weekend (today's, if it is one), or of the coming one."""
    if today is None:
        return None
    if lean == "future" or today.isoweekday() > 5:  # noqa: PLR2004 - Saturday and Sunday
        return week(today)
    return week(shifted(today, -_WEEK))


def ago(today: date | None, number: int, unit: str) -> str | None:
    """So many days, weeks, months or years before (after, if negative) a day, as exact as the unit is."""
    if today is None:
        return None
    if unit == "day":
        return iso(shifted(today, -number))
    if unit == "week":
        return week(shifted(today, -_WEEK * number))
    if unit == "month":
        return month_of(today.year, today.month - number)
    return year_of(today.year - number)


def nth_weekday(year: int, month: int, number: int, nth: int) -> date:
    """The nth weekday of a month; -1 is the last."""
    if nth < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=(after.isoweekday() - number - 1) % _WEEK + 1)
    first = date(year, month, 1)
    return first + timedelta(days=(number - first.isoweekday()) % _WEEK + _WEEK * (nth - 1))


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus, Nature 13, 1876, 487)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, rest_years = divmod(rest, 4)
    offset = (32 + 2 * century_rest + 2 * leaps - epact - rest_years) % 7
    late = (golden + 11 * epact + 22 * offset) // 451
    month, number = divmod(epact + offset - 7 * late + 114, 31)
    return date(year, month, number + 1)
