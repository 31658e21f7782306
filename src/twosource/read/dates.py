"""Dates of publication: from the many ways of writing them to ISO 8601, and from a URL's path.

In: a string (or a number of seconds) that is meant to be a date. Out: ``YYYY-MM-DD``, or ``YYYY-MM-DDTHH:MM:SS`` with
the offset if one was given; None for anything else. Nothing is guessed: a month without a day, a time without a date
and ``03/04/2025`` (March or April?) are None; what is known of the time is kept.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Years outside are taken for mistakes."""
FIRST_URL_YEAR, LAST_URL_YEAR = 1994, 2099
"""Numbers in a URL's path are a date only in the years of the web."""
_LONGEST = 64
"""No date is longer; longer strings are not looked at."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_CLOCK = (
    r"(?:(?:[T ]|,? (?:at )?)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r" ?(?P<half>[ap]\.?m\.?)?"
    r" ?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,? )?"
_FORMS = tuple(
    re.compile(form + _CLOCK + "$", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        _WEEKDAY + r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})",
        _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<name>[a-z]{3,9})\.?,? (?P<year>\d{4})",
    )
)
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")
_BASIC_CLOCK = re.compile(r"(\d{8})T(\d{2})(\d{2})(\d{2})?(?=$|Z|[+-])", re.IGNORECASE)
_IN_PATH = (
    re.compile(r"/(?P<year>\d{4})[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?=[/_-]|$)"),
    re.compile(r"/(?P<year>\d{4})/(?P<name>[a-z]{3})/(?P<day>\d{1,2})(?=/|$)", re.IGNORECASE),
    re.compile(r"[/_-](?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?=[/._-]|$)"),
    re.compile(r"/(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=/|$)"),
)


def normalise(value: object) -> str | None:
    """A date or date and time as ISO 8601, or None if it is none or is ambiguous."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_seconds(value)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = _BASIC_CLOCK.sub(_spread, " ".join(value.split()))
    for form in _FORMS:
        found = form.match(text)
        if found:
            return _from_parts(found.groupdict())
    return _from_numbers(text) or _from_mail(text)


def from_url(url: str | None) -> str | None:
    """The date that a URL's path names, such as ``/2025/04/03/``; None if there is none."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    for form in _IN_PATH:
        for found in form.finditer(path):
            parts = found.groupdict()
            if FIRST_URL_YEAR <= int(parts["year"]) <= LAST_URL_YEAR:
                value = _from_parts(parts)
                if value:
                    return value
    return None


def _spread(basic: re.Match[str]) -> str:
    """``20250403T1815`` in the extended form."""
    return f"{basic[1]}T{basic[2]}:{basic[3]}:{basic[4] or '00'}"


def _from_parts(parts: dict[str, str | None]) -> str | None:
    month = _MONTHS.get((parts.get("name") or "").lower(), 0) if parts.get("name") else int(parts["month"] or 0)
    try:
        day = date(int(parts["year"] or 0), month, int(parts["day"] or 0))
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            return None
        if not parts.get("hour"):
            return day.isoformat()
        hour = _hour(int(parts["hour"] or 0), parts.get("half"))
        clock = datetime(
            day.year,
            day.month,
            day.day,
            hour,
            int(parts["minute"] or 0),
            int(parts["second"] or 0),
            tzinfo=_zone(parts.get("zone")),
        )
    except ValueError:
        return None
    return clock.isoformat()


def _hour(hour: int, half: str | None) -> int:
    """The hour of a 24-hour clock; ValueError for 13 p.m."""
    if not half:
        return hour
    if not 1 <= hour <= 12:  # noqa: PLR2004 - a clock face
        raise ValueError(hour)
    return hour % 12 + (12 if half[0].lower() == "p" else 0)


def _zone(zone: str | None) -> timezone | None:
    if not zone:
        return None
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))


def _from_seconds(value: float) -> str | None:
    """Seconds or milliseconds since 1970; small numbers (years, counts) are no dates."""
    least, most = 10**8, 10**13
    if not least <= value <= most:
        return None
    seconds = value / 1000 if value >= 10**11 else value
    found = datetime.fromtimestamp(int(seconds), UTC)
    return found.isoformat() if found.year <= LAST_YEAR else None


def _from_numbers(text: str) -> str | None:
    """``25/03/2025`` or ``03/25/2025``: only where one of the numbers cannot be a month, or both are the same."""
    found = _NUMBERS.match(text)
    if not found:
        return None
    first, second, year = (int(number) for number in found.groups())
    for day, month, other in ((first, second, first), (second, first, second)):
        if month <= 12 and (other > 12 or first == second):  # noqa: PLR2004 - months of a year
            return _from_parts({"year": str(year), "month": str(month), "day": str(day)})
    return None


def _from_mail(text: str) -> str | None:
    """RFC 2822, as in feeds and mail headers."""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.isoformat() if FIRST_YEAR <= found.year <= LAST_YEAR else None
