"""When a report came out, as far as it is known, and which of two came out first.

In: the value of ``Article.published``. Out: a :class:`Window`, the first and the last moment at which the report can
have come out, or None for what is no date; and whether one of two windows lies wholly before the other
(:func:`before`), how far the two are apart at least (:func:`apart`, :func:`days_apart`), and whether they are of one
time (:func:`of_one_time`). Two reports whose windows meet have no order: "2026-03-10" came out at some time of that
day, before or after "2026-03-10T10:00".

- A day is a whole day, and so is its very midnight: programs write "T00:00:00" where only the day is known (84 of the
  300 articles of ``news_cluster``; at no other time of day are there more than four). A time without seconds, or with
  none counted, is a whole minute.
- A time with an offset from UTC is known for the whole world. Times without one are taken to be of one clock: whoever
  collects reports writes them down alike. Between one with and one without an offset lies whatever the world's clocks
  differ by.

What this does not do: it does not doubt a date. ``Article.published_from`` says where it was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from twosource.model import Article

ONE_TIME = 7
"""Days between two reports up to which they are of one time."""

BEHIND, AHEAD = timedelta(hours=12), timedelta(hours=14)
"""How far the clocks of the world are behind and ahead of UTC."""

_FORM = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ](?P<minute>\d{2}:\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?"
)
_LAST = timedelta(microseconds=1)


class Window(Struct, frozen=True):
    """From the first to the last moment, both included: in UTC if ``zoned``, else by the clock that is not known."""

    first: datetime
    last: datetime
    zoned: bool = False


def window(published: str | None) -> Window | None:
    """The moments at which a report with this date can have come out; None if there is no date."""
    found = _FORM.fullmatch(published or "")
    if not found or not published:
        return None
    try:
        first = datetime.fromisoformat(published)
        whole = _whole(found["minute"], found["second"])
        zoned = first.tzinfo is not None
        first = first.astimezone(UTC).replace(tzinfo=None) if zoned else first
        _anywhere(Window(first, first + whole))  # a year at the edge of the calendar has no neighbours to compare with
    except (ValueError, OverflowError):
        return None
    return Window(first, first + whole - _LAST if whole else first, zoned)


def before(a: Window, b: Window) -> bool:
    """Whether the one came out before the other for sure. A strict partial order."""
    if a.zoned != b.zoned:
        a, b = (_anywhere(a), b) if b.zoned else (a, _anywhere(b))
    return a.last < b.first


def order(article: Article) -> tuple[str, str, str]:
    """The order in which reports are told: by date as it is written (those without one last), outlet, id."""
    return (article.published or "9999", article.outlet or "", article.id)


def stamp(moment: datetime) -> str:
    """A moment as it is written down: RFC 3339 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def days_apart(a: str | None, b: str | None) -> int:
    """How many whole days at least lie between two publications; 0 if one of them is not known."""
    one, other = window(a), window(b)
    if one is None or other is None:
        return 0
    return apart(one, other).days


def apart(a: Window, b: Window) -> timedelta:
    """How much time at least lies between two windows; none if they meet."""
    if a.zoned != b.zoned:
        a, b = (_anywhere(a), b) if b.zoned else (a, _anywhere(b))
    return max(timedelta(), max(a.first, b.first) - min(a.last, b.last))


def of_one_time(a: str | None, b: str | None) -> bool:
    """Whether two reports are of one time, as far as is known: what is told later may be the next missile."""
    return days_apart(a, b) <= ONE_TIME


def out_by(windows: Sequence[Window]) -> list[datetime]:
    """For each window the moment from which on the report is out for sure: all on one clock, UTC if any is zoned."""
    zoned = any(window.zoned for window in windows)
    return [(_anywhere(window) if zoned and not window.zoned else window).last for window in windows]


def _whole(minute: str | None, second: str | None) -> timedelta:
    """How long a value of this precision lasts."""
    if minute is None or (minute == "00:00" and second in {None, "00"}):
        return timedelta(days=1)
    return timedelta(minutes=1) if second in {None, "00"} else timedelta()


def _anywhere(unknown: Window) -> Window:
    """The moments in UTC of a window whose clock is not known."""
    return Window(unknown.first - AHEAD, unknown.last + BEHIND, zoned=True)
