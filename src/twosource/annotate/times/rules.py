"""The rules for time expressions: a pattern, and a function that says which day, week, month or year it means.

A rule's function gets the match and a :class:`Scene` and returns a value, or None when the words are no date after
all. Rules are tried in the order of ``RULES``; the first that gives a value at a place takes it, so longer
expressions stand before their parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from twosource.annotate.times import calendar, lexicon
from twosource.annotate.times.calendar import Lean
from twosource.annotate.times.lexicon import (
    APOSTROPHE,
    CLOCK,
    DASH,
    DAY,
    EDGE,
    GAP,
    MONTH,
    MONTHS,
    NUMBER,
    PART_OF_DAY,
    SPACE,
    WEEKDAY,
    WEEKDAY_SHORT,
    WEEKDAYS,
    YEAR,
    ZONE,
)

SATURDAY = 6
LONGEST_AGO = 20
"""Years: "thirty years ago" is a round number, not a date."""


class Scene(NamedTuple):
    """What an expression is resolved against: the day of the report, the lean of the tense around the expression,
    and the day, month and year ("2017-12-27", "2017-12", "2017") that the text last spoke of. ``news`` is the day on
    which the people quoted spoke.
    """

    today: date | None
    lean: Lean = ""
    day: str | None = None
    month: str | None = None
    year: str | None = None
    news: date | None = None


Resolve = Callable[["re.Match[str]", Scene], str | None]


class Rule(NamedTuple):
    """``tensed``: whether the meaning depends on the tense around the expression."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolve
    tensed: bool


def _key(words: str) -> str:
    return words.lower().rstrip(".")


def _lower(words: str | None) -> str:
    return re.sub(r"\s+", " ", (words or "").lower())


def _number(words: str) -> int:
    return (
        int("".join(c for c in words if c in "0123456789"))
        if words[0].isdigit()
        else lexicon.SMALL_NUMBERS[_key(words)]
    )


# --- days with their date ------------------------------------------------------------------------------------------


def _iso(match: re.Match[str], _: Scene) -> str | None:
    return calendar.day(int(match["y"]), int(match["m"]), int(match["d"]))


def _slashed(match: re.Match[str], _: Scene) -> str | None:
    """Only where the order of day and month is clear."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if first == second or second > 12 >= first:  # noqa: PLR2004 - months
        return calendar.day(year, first, second)
    return calendar.day(year, second, first) if first > 12 else None  # noqa: PLR2004 - months


_ATTACKS = re.compile(r"\battacks?\s(?:of|on|after|since)\s$")


def _date(match: re.Match[str], scene: Scene) -> str | None:
    month, number = MONTHS[_key(match["m"])], _number(match["d"])
    if match["y"]:
        return calendar.day(int(match["y"]), month, number)
    named = match["named"] is not None or _ATTACKS.search(match.string, max(0, match.start() - 24), match.start())
    if named and (month, number) in lexicon.NAMED_DAYS:
        return lexicon.NAMED_DAYS[month, number]
    return calendar.nearest_day(scene.today, month, number, scene.lean)


# --- months and years ----------------------------------------------------------------------------------------------


def _month_year(match: re.Match[str], _: Scene) -> str | None:
    return calendar.month_of(int(match["y"]), MONTHS[_key(match["m"])])


def _month_of_year_near(match: re.Match[str], scene: Scene) -> str | None:
    if scene.today is None:
        return None
    shift = {"last": -1, "next": 1}.get(_lower(match["which"]), 0)
    return calendar.month_of(scene.today.year + shift, MONTHS[_key(match["m"])])


def _month(match: re.Match[str], scene: Scene) -> str | None:
    which, month = _lower(match["which"]), MONTHS[_key(match["m"])]
    if which in {"last", "next"} and scene.today and scene.today.month == month:
        return calendar.month_of(scene.today.year + (1 if which == "next" else -1), month)
    adjective = _ADJECTIVE.match(match.string, match.end()) and not _LED.search(
        match.string, max(0, match.start() - 12), match.start()
    )
    lean = _WHICH_LEAN.get(which, "" if adjective else scene.lean)
    return calendar.nearest_month(scene.today, month, lean)


_ADJECTIVE = re.compile(r"\s[a-z]+")
_LED = re.compile(r"\b(?:in|since|by|until|for|from|through|during|of|to|and|last|next|this)\s$", re.IGNORECASE)
"""With what follows: a month as an adjective ("the September trial") has no tense; with a preposition it has."""

_WHICH_LEAN: dict[str, Lean] = {
    "last": "past",
    "past": "past",
    "previous": "past",
    "next": "future",
    "coming": "future",
    "upcoming": "future",
    "following": "future",
}


def _year(match: re.Match[str], _: Scene) -> str | None:
    return calendar.year_of(int(match["y"]))


def _short_year(match: re.Match[str], _: Scene) -> str | None:
    """The second year of "1950-53"."""
    first, last = int(match.string[match.start() - 5 : match.start() - 1]), int(match["y"])
    return calendar.year_of(first - first % 100 + last) if last > first % 100 else None


# --- days near today -----------------------------------------------------------------------------------------------


def _weekday(match: re.Match[str], scene: Scene) -> str | None:
    which = _lower(match["which"])
    lean = _WHICH_LEAN.get(which, scene.lean)
    return calendar.weekday(
        scene.today, WEEKDAYS[_key(match["w"])], lean, strictly=which in {"last", "next", "previous"}
    )


def _near_today(match: re.Match[str], scene: Scene) -> str | None:
    if scene.today is None:
        return None
    words = _lower(match["words"])
    days = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2}.get(words, 0)
    return calendar.iso(calendar.shifted(scene.today, 2 if words == "the day after tomorrow" else days))


def _day_beside(match: re.Match[str], scene: Scene) -> str | None:
    """The words "a day earlier", "the next day": counted from the day last spoken of."""
    if scene.day is None:
        return None
    number = _number(match["n"]) if match["n"] else 1
    back = re.search(r"earlier|before|prior|previous", match[0], re.IGNORECASE)
    return calendar.ago(date.fromisoformat(scene.day), number if back else -number, "day")


def _that(match: re.Match[str], scene: Scene) -> str | None:
    """The words "later that day": the day, month or year last spoken of."""
    unit = _lower(match["unit"])
    return scene.month if unit == "month" else scene.year if unit == "year" else scene.day


def _clock(_: re.Match[str], scene: Scene) -> str | None:
    """The day last spoken of; but a coming day ("come back on Friday") is not the scene of what was."""
    known = calendar.iso(scene.today)
    if scene.day and known and scene.day > known:
        return calendar.iso(scene.news) or known
    return scene.day or known


# --- weeks, months, years near today -------------------------------------------------------------------------------

_SHIFTS = {"last": 1, "past": 1, "this past": 1, "previous": 1, "next": -1, "coming": -1, "following": -1}


def _period(match: re.Match[str], scene: Scene) -> str | None:
    which, unit = _lower(match["which"]).removesuffix(" the"), _lower(match["unit"])
    which = which.removeprefix("the ").removeprefix("this ")
    if unit == "weekend":
        return _weekend(which, scene)
    if which == "past" and unit == "week" and scene.today and scene.today.isoweekday() >= SATURDAY:
        return calendar.week(scene.today)
    if unit == "week" and match[0][:5].lower() == "later" and scene.today and scene.today.isoweekday() > SATURDAY:
        return calendar.ago(scene.today, -1, unit)
    return calendar.ago(scene.today, _SHIFTS.get(which, 0), unit)


def _weekend(which: str, scene: Scene) -> str | None:
    if scene.today is None:
        return None
    if which in {"next", "coming"}:
        return calendar.week(calendar.shifted(scene.today, 7) if which == "next" else scene.today)
    if which in {"last", "past"}:
        return calendar.week(calendar.shifted(scene.today, -7))
    return calendar.weekend(scene.today, scene.lean)


def _ago(match: re.Match[str], scene: Scene) -> str | None:
    number, unit = _number(match["n"]), _lower(match["unit"])
    if unit == "year" and (number > LONGEST_AGO or number % 10 == 0):
        return None
    return calendar.ago(scene.today, number, unit)


# --- holidays ------------------------------------------------------------------------------------------------------


def _holiday(match: re.Match[str], scene: Scene) -> str | None:
    name = _lower(match["h"]).replace("’", "'").replace("‘", "'")
    if given := match["before"] or match["after"]:
        return _holiday_in(name, int(given))
    if name in lexicon.HOLIDAYS:
        return calendar.nearest_day(scene.today, *lexicon.HOLIDAYS[name], "")
    if scene.today is None:
        return None
    here = scene.today
    years = [year for year in (here.year - 1, here.year, here.year + 1) if calendar.year_of(year)]
    near = [date.fromisoformat(made) for year in years if (made := _holiday_in(name, year))]
    return calendar.iso(calendar.nearest(near, here, ""))


def _holiday_in(name: str, year: int) -> str | None:
    if name in lexicon.HOLIDAYS:
        return calendar.day(year, *lexicon.HOLIDAYS[name])
    if name in lexicon.MOVING_HOLIDAYS:
        return calendar.nth_weekday(year, *lexicon.MOVING_HOLIDAYS[name]).isoformat()
    return calendar.iso(calendar.shifted(calendar.easter(year), lexicon.EASTER_HOLIDAYS[name]))


def _nine_eleven(_: re.Match[str], __: Scene) -> str | None:
    return lexicon.NAMED_DAYS[9, 11]


# --- the list ------------------------------------------------------------------------------------------------------

_HOLIDAY = "|".join(
    re.escape(name).replace("'", APOSTROPHE).replace(r"\ ", GAP)
    for name in sorted(
        [*lexicon.HOLIDAYS, *lexicon.MOVING_HOLIDAYS, *lexicon.EASTER_HOLIDAYS], key=lambda name: (-len(name), name)
    )
)
_AT = rf"(?:{CLOCK}{ZONE}?,?{GAP}(?:(?:on|of){GAP})?)?"
_ON = rf"(?:{WEEKDAY_SHORT},?{GAP}(?:the{GAP})?)?"
_SPAN = rf"{SPACE}?{DASH}{SPACE}?"
_NO_NUMBER = r"(?!\d|[.,:]\d|%)"
_NAMED = (
    rf"(?P<named>(?={GAP}(?:[Tt]error\w*{GAP}|Capitol{GAP}|Hamas{GAP})?"
    r"(?:attacks?|riots?|insurrection|hijack\w+|committee|assault)))?"
)
_OF_YEAR = rf"(?:,?{GAP}(?:of{GAP})?(?P<y>{YEAR})\b{_NO_NUMBER})"
_WHICH = rf"(?:(?i:this{GAP}|the{GAP})?(?P<which>(?i:last|next|past|coming|upcoming|previous|following|this)){GAP})?"


def _rule(name: str, pattern: str, resolve: Resolve, *, tensed: bool = False) -> Rule:
    return Rule(name, re.compile(pattern), resolve, tensed)


RULES: tuple[Rule, ...] = (
    _rule("iso", rf"(?P<y>{YEAR})[-/](?P<m>0[1-9]|1[0-2])[-/](?P<d>0[1-9]|[12]\d|3[01])(?!\d|-\d)", _iso),
    _rule("slashed", rf"(?P<a>\d\d?)[/.](?P<b>\d\d?)[/.](?P<y>{YEAR})(?!\d)", _slashed),
    _rule("nine-eleven", r"9/11(?![\d/])", _nine_eleven),
    _rule(
        "date",
        rf"{_AT}{_ON}(?P<m>{MONTH}){SPACE}?(?P<d>(?<=[\s.]){DAY}){_NO_NUMBER}(?:{_SPAN}{DAY}{_NO_NUMBER})?(?:{_OF_YEAR}|\b){_NAMED}",
        _date,
        tensed=True,
    ),
    _rule(
        "date",
        rf"{_AT}{_ON}(?P<d>{DAY})(?:{_SPAN}{DAY})?{GAP}(?:of{GAP})?(?P<m>{MONTH})(?!\w){_OF_YEAR}?{_NAMED}",
        _date,
        tensed=True,
    ),
    _rule("month-year", rf"(?P<m>{MONTH})(?={_SPAN}{MONTH}{_OF_YEAR})", _month_year),
    _rule("month-year", rf"(?:{EDGE}[- ])?(?P<m>{MONTH}){_OF_YEAR}", _month_year),
    _rule(
        "month-year",
        rf"(?P<m>{MONTH}),?{GAP}(?:of{GAP})?(?P<which>(?i:last|this|next)){GAP}(?i:year)\b",
        _month_of_year_near,
    ),
    _rule(
        "month",
        rf"{_WHICH}(?:{EDGE}(?:{DASH}|{SPACE}))?(?:(?i:the{GAP}month{GAP}of{GAP}))?(?P<m>{MONTH})(?!\w)",
        _month,
        tensed=True,
    ),
    _rule(
        "holiday",
        rf"{_AT}(?:(?P<before>{YEAR}){GAP})?(?i:(?P<h>{_HOLIDAY}))(?!\w)(?:,?{GAP}(?P<after>{YEAR})\b)?",
        _holiday,
    ),
    _rule("year", rf"(?P<y>{YEAR})(?={_SPAN}(?:\d\d|{YEAR})\b(?![-/%]))", _year),
    _rule("short-year", rf"(?<=\d\d\d\d{DASH})(?P<y>\d\d)(?!\w){_NO_NUMBER}", _short_year),
    _rule("year", rf"(?:{EDGE}[- ])?(?P<y>{YEAR})(?:{APOSTROPHE}s)?(?!\w|{APOSTROPHE}\w|{DASH}\d){_NO_NUMBER}", _year),
    _rule(
        "weekday",
        rf"{_AT}(?:{EDGE}{GAP}(?:on{GAP})?)?{_WHICH}(?P<w>{WEEKDAY})(?:{APOSTROPHE}s?)?(?!\w)"
        rf"(?:{GAP}{PART_OF_DAY}\b)?(?:{GAP}at{GAP}{CLOCK}{ZONE}?)?",
        _weekday,
        tensed=True,
    ),
    _rule(
        "near-today",
        rf"{_AT}(?:{EDGE}{GAP})?(?P<words>(?i:today|yesterday|tomorrow|tonight|last{GAP}night"
        rf"|this{GAP}(?:morning|afternoon|evening)|the{GAP}day{GAP}(?:before{GAP}yesterday|after{GAP}tomorrow)))\b"
        rf"(?:{APOSTROPHE}s)?(?:{GAP}{PART_OF_DAY}\b)?",
        _near_today,
    ),
    _rule("day-beside", rf"(?i:(?P<n>{NUMBER}){GAP}days?{GAP}(?:earlier|before|prior|later|after)\b)", _day_beside),
    _rule(
        "day-beside",
        rf"(?P<n>)(?i:the{GAP}(?:day{GAP}(?:before|after)|(?:previous|next|following){GAP}(?:day|morning))\b)",
        _day_beside,
    ),
    _rule(
        "that",
        rf"(?i:(?:{EDGE}{GAP})?(?:(?:in|on){GAP})?(?:that(?:{GAP}same)?|the{GAP}same){GAP}"
        rf"(?P<unit>day|night|morning|evening|afternoon|month|year)\b)",
        _that,
    ),
    _rule("ago", rf"(?i:(?P<n>{NUMBER}){GAP}(?P<unit>day|week|month|year)s?{GAP}ago\b)", _ago),
    _rule(
        "period",
        rf"(?i:(?:(?:{EDGE}|so{GAP}far){GAP})?(?P<which>(?:this{GAP})?(?:last|next|past|coming|previous)|this|the{GAP}coming){GAP}"
        rf"(?P<unit>weekend|week|month|year)\b(?:{APOSTROPHE}s)?(?!\w))",
        _period,
        tensed=True,
    ),
    _rule(
        "period",
        rf"(?P<which>)(?i:(?:(?:earlier|later|so{GAP}far){GAP}(?:in{GAP})?|end{GAP}of{GAP}|over{GAP}(?=the{GAP}weekend))the{GAP}"
        rf"(?P<unit>weekend|week|month|year)\b)",
        _period,
        tensed=True,
    ),
    _rule("clock", rf"{CLOCK}{ZONE}?", _clock),
)
