"""Dates and clock times that differ between passages that meet.

Two dates are compared if words beside both are common, if neither says when somebody spoke, and if neither passage
gives the other's date as well. Kinds: ``rounding``, one holds the other ("in May", 3 May; "this week", Tuesday); for
two of one precision ``contradiction`` if the passages are alike throughout and neither report names the other's date
anywhere, else nothing: reports of one event name several dates. Clock times are compared to the minute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import NamedTuple

from twosource import likeness
from twosource.compare.conflicts.sight import Difference, Meeting, Side, Sight, common
from twosource.compare.conflicts.words import CHANGED, TOLL
from twosource.model import ConflictKind, Time

REACH = 60
"""Characters on either side of a date whose words say what it dates."""

CLAUSE = 150
"""Characters before a date in which a toll may be told that changed then."""

LEAD = 40
"""Characters before a clock time whose words say what happened then: what follows tells of something else as often as
not."""

BESIDE_APART = 0.3
"""Share of the words before two clock times that both have (training stories)."""

BESIDE_SURE = 0.5
"""Share of the words beside two dates that both have, if they exclude one another; if one holds the other, any common
word will do."""

SAME_EVENT = 0.4
SAME_DAY = 0.6
"""Share of the shorter passage's telling words in common for months or years that exclude one another, and for days."""

SAME_BESIDE = 0.3
"""... and for any, if words beside them are the same throughout (``BESIDE_THE_SAME``)."""
BESIDE_THE_SAME = 0.6

_SPOKE = re.compile(
    r"(?:said|says|told \w+|tweeted|wrote|announced|reported|statement|interview|spoke|according)\b", re.IGNORECASE
)
_DAY = re.compile(r"[A-Z][a-z]+day")
_OWN = re.compile(r"\d|day\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b(?!\s+(?:before|after))")
_RANGE = re.compile(r"\bbetween(?:\s\S+){0,2}\s$", re.IGNORECASE)
_POSSESSED = re.compile(r"\b(?:his|her|its|their|the|a|an)\s+$|['’]s\s+$", re.IGNORECASE)
_HOLIDAY = re.compile(r"\bfourth of july\b", re.IGNORECASE)
"""A name of a day that tells of no date of the story."""
_ONE = re.compile(r"\b(?:one|an?|another)\s+$", re.IGNORECASE)
_NOUN = re.compile(r"\s+[a-z]{3,}")
_LAST = re.compile(r"^(?:last|next|this)\s+[A-Z]", re.IGNORECASE)
"""Months of which it is open of which year they are."""
_FROM = re.compile(r"\b(?:since|until|till|before|after|by)\b", re.IGNORECASE)
_FLOATING = re.compile(
    r"yesterday|today(?:['’]s)?|tomorrow|tonight|now|(?:(?:earlier|later) )?this (?:week|month)|(?:last|this) weekend",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\w.:])(\d{1,2})(?:[:.](\d\d))?\s?([ap])\.?m\b\.?", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:about|around|roughly|approximately|nearly|some)\s+$", re.IGNORECASE)
_ONLY_A_CLOCK = re.compile(
    r"(?:(?:at|about|around|by|before|after|until|shortly) )*"
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?|o['’]clock)(?: [A-Z]{2,4})?|\d{1,2}[:.]\d\d|noon|midnight)",
    re.IGNORECASE,
)
_EXPECTED = re.compile(r"\b(?:will|due|expected|scheduled|set|planned|to)\b", re.IGNORECASE)
_DATED = len("2031-05-03")
_WHY: dict[ConflictKind, str] = {
    "rounding": "Both can hold: one report gives the time more closely.",
    "update": "One report gives the time that was expected.",
    "contradiction": "The reports give different times for the same thing.",
}


_ZONE = re.compile(r"\s?\(?(?:(GMT|UTC|BST|IST|JST|CES?T|[ECMP][SD]?T)\b|([A-Z][a-z]+) time\b)")


class _Clock(NamedTuple):
    """A clock time, in minutes after midnight, and by whose clock; empty, if no report says so."""

    start: int
    end: int
    minutes: int
    about: bool
    zone: str


def differences(meeting: Meeting, sight: Sight) -> Iterator[Difference]:
    """The dates and clock times that differ between two passages."""
    if meeting.grouped:
        yield from _dates(meeting, sight)
    yield from _clocks(meeting, sight)


def _dates(meeting: Meeting, sight: Sight) -> Iterator[Difference]:
    one, other = meeting.one, meeting.other
    given = {t.value for t in one.times}, {t.value for t in other.times}
    for a, b in product(_free(one, given[1]), _free(other, given[0])):
        kind = _kind(a, b, meeting, sight)
        if kind:
            values = (one.value(a.start, a.end, a.value), other.value(b.start, b.end, b.value))
            yield Difference(claim=meeting.claim, slot="time", kind=kind, values=values, why=_WHY[kind])


def _free(side: Side, given: set[str]) -> list[Time]:
    """The dates of a passage that the other does not give, and that are not those of the telling. The day of a clock
    time ("6 a.m.") is not told but inferred, and no report's word.
    """
    text = side.article.text
    own = [t for t in side.times if not _ONLY_A_CLOCK.fullmatch(text[t.start : t.end]) and not _names_a_thing(t, text)]
    return [t for t in own if t.value not in given and not _dates_the_telling(t, text)]


def _dates_the_telling(time: Time, text: str) -> bool:
    """Whether a time says when somebody spoke ("said on Monday") or when a toll was told ("rose to 17 on Monday"), or
    counts from a day that is not the report's, or begins a stretch of time.
    """
    return bool(
        _dates_the_count(text[max(0, time.start - CLAUSE) : time.start])
        or _SPOKE.search(text[max(0, time.start - 20) : time.start])
        or _SPOKE.match(text[time.end : time.end + 20].lstrip(" ,"))
        or _FLOATING.fullmatch(text[time.start : time.end])
        or _RANGE.search(text[max(0, time.start - 20) : time.start])
    )


def _dates_the_count(before: str) -> bool:
    """Whether the words before a time tell that a toll changed: it is not that of what the toll is of."""
    toll = TOLL.search(before, max(before.rfind(". "), 0))
    return bool(toll and CHANGED.search(before, toll.end()))


def _names_a_thing(time: Time, text: str) -> bool:
    """Whether a year tells one thing from another ("his 2027 film") and not when something was."""
    before, after, words = (
        text[max(0, time.start - 12) : time.start],
        text[time.end : time.end + 2],
        text[time.start : time.end],
    )
    if words.isdigit():
        return bool(_POSSESSED.search(before) or after in {"'s", "’s"})
    return bool(_HOLIDAY.search(words) or (_ONE.search(before) and _NOUN.match(text, time.end)))


def _kind(a: Time, b: Time, meeting: Meeting, sight: Sight) -> ConflictKind | None:
    one, other = meeting.one, meeting.other
    if not a.value[:4].isdigit() or not b.value[:4].isdigit():
        return None
    if one.article.text[a.start : a.end].casefold() == other.article.text[b.start : b.end].casefold():
        return None  # "midday" in reports of two days
    beside = common(one.stems(a.start, a.end, REACH), other.stems(b.start, b.end, REACH))
    if _holds(a.value, b.value) or _holds(b.value, a.value):
        return "rounding" if beside else None
    if len(a.value) != len(b.value) or "W" in a.value + b.value or beside < BESIDE_SURE:
        return None
    if (
        not (_explicit(a, one) and _explicit(b, other))
        or bool(_FROM.search(_just_before(a, one))) != bool(_FROM.search(_just_before(b, other)))
        or _named(b, one.article.id, sight)
        or _named(a, other.article.id, sight)
        or not _plain(a, one, sight) & _plain(b, other, sight)
    ):
        return None
    if _DAY.findall(one.article.text[a.start : a.end]) == _DAY.findall(other.article.text[b.start : b.end]) != []:
        return None
    least = SAME_DAY if len(a.value) == _DATED else SAME_EVENT
    least = SAME_BESIDE if beside >= BESIDE_THE_SAME else least
    return "contradiction" if likeness.alike(one.text, other.text) >= least else None


def _plain(time: Time | _Clock, side: Side, sight: Sight) -> frozenset[str]:
    """The stems beside a date but for names of people and places: two things that one person did have his in common."""
    return side.stems(time.start, time.end, REACH) - sight.called


def _just_before(time: Time, side: Side) -> str:
    return side.article.text[max(side.start, time.start - len("until the end of early ")) : time.end]


def _explicit(time: Time, side: Side) -> bool:
    """Whether a date is told by its own words, not counted from another ("later that year")."""
    words = side.article.text[time.start : time.end]
    return bool(_OWN.search(words)) and not (_LAST.match(words) and not _DAY.search(words))


def _named(time: Time, article: str, sight: Sight) -> bool:
    """Whether a report names a date anywhere."""
    return any(t.value == time.value for t in sight.readings[article].times)


def _holds(wide: str, close: str) -> bool:
    """Whether one date is the next wider unit of another: a month and its day or year, a week and its day."""
    if "W" in wide:
        return len(close) == _DATED and "W" not in close and _week(close) == wide
    if "W" in close:
        return len(wide) == len("2031-05") and wide in _months(close)
    return "W" not in close and close.startswith(wide) and len(close) - len(wide) == len("-05")


def _months(week: str) -> set[str]:
    """The months in which a week begins and ends."""
    try:
        year, number = week.split("-W")
        return {date.fromisocalendar(int(year), int(number), day).isoformat()[:7] for day in (1, 7)}
    except ValueError:
        return set()


def _week(day: str) -> str:
    try:
        year, week, _ = date.fromisoformat(day).isocalendar()
    except ValueError:
        return ""
    return f"{year:04}-W{week:02}"


# --- clock times -----------------------------------------------------------------------------------------------------


def _clocks(meeting: Meeting, sight: Sight) -> Iterator[Difference]:
    one, other = meeting.one, meeting.other
    mine, theirs = sight.once(_clocks_of, one), sight.once(_clocks_of, other)
    for a, b in product(mine, theirs):
        if any(a.minutes == t.minutes for t in theirs) or any(b.minutes == m.minutes for m in mine):
            continue
        if a.zone != b.zone:
            continue
        if not meeting.grouped and (_has(other, a, sight) or _has(one, b, sight)):
            continue
        if common(one.lead(a.start, LEAD), other.lead(b.start, LEAD)) < BESIDE_APART:
            continue
        if not meeting.grouped and not _plain(a, one, sight) & _plain(b, other, sight):
            continue
        kind = _clock_kind(a, b, meeting)
        values = (one.value(a.start, a.end, _written(a)), other.value(b.start, b.end, _written(b)))
        yield Difference(claim=meeting.claim, slot="time", kind=kind, values=values, why=_WHY[kind])


def _has(side: Side, clock: _Clock, sight: Sight) -> bool:
    """Whether a report gives a clock time anywhere."""
    whole = sight.side(side.article.id, 0, len(side.article.text))
    return any(clock.minutes == other.minutes for other in sight.once(_clocks_of, whole))


def _clocks_of(side: Side) -> list[_Clock]:
    found = []
    for match in _CLOCK.finditer(side.article.text, side.start, side.end):
        hour, minute = int(match[1]), int(match[2] or 0)
        if 1 <= hour <= 12 and minute < 60:  # noqa: PLR2004 - the clock's
            minutes = (hour % 12 + 12 * (match[3] in "pP")) * 60 + minute
            about = match[2] is None or bool(
                _ABOUT.search(side.article.text[max(0, match.start() - 12) : match.start()])
            )
            zone = _ZONE.match(side.article.text, match.end())
            whose = (zone[1] or zone[2]) if zone else ""
            found.append(_Clock(match.start(), match.end(), minutes, about=about, zone=whose))
    return found


def _clock_kind(a: _Clock, b: _Clock, meeting: Meeting) -> ConflictKind:
    expected = [
        bool(_EXPECTED.search(side.article.text[max(side.start, c.start - REACH) : c.start]))
        for side, c in ((meeting.one, a), (meeting.other, b))
    ]
    if expected[0] != expected[1]:
        return "update"
    return "rounding" if (a.about or b.about) and abs(a.minutes - b.minutes) < 30 else "contradiction"  # noqa: PLR2004


def _written(clock: _Clock) -> str:
    return f"{clock.minutes // 60:02}:{clock.minutes % 60:02}"
