"""Rules for days: dates, weekdays, days near today or near a day spoken of, holidays, clock times."""

from __future__ import annotations

import re
from datetime import date

from twosource.annotate.times import calendar, lexicon
from twosource.annotate.times import scene as heads
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
    SPACE,
    WEEKDAY,
    WEEKDAY_SHORT,
    WEEKDAYS,
    YEAR,
    ZONE,
)
from twosource.annotate.times.scene import (
    AT,
    AT_CLOCK,
    AT_PART,
    DIGIT,
    EDGES,
    WHICH,
    Scene,
    clock,
    day_number,
    key,
    lower,
    rule,
)

# --- days with their date ------------------------------------------------------------------------------------------


def _iso(match: re.Match[str], _: Scene) -> str | None:
    return calendar.day(int(match["y"]), int(match["m"]), int(match["d"]))


_TURN = 50
_LATE = 30


def _slashed(match: re.Match[str], scene: Scene) -> str | None:
    """Only where the order of day and month is clear; "11/2/97" is American, and near the report."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if len(match["y"]) == 2:  # noqa: PLR2004 - digits
        return _short(scene, first, second, year)
    if first == second or second > 12 >= first:  # noqa: PLR2004 - months
        return calendar.day(year, first, second)
    return calendar.day(year, second, first) if first > 12 else None  # noqa: PLR2004 - months


def _short(scene: Scene, month: int, number: int, year: int) -> str | None:
    """A day with a year of two digits, if that year is within some decades of the report."""
    if scene.today is None:
        return None
    whole = scene.today.year - scene.today.year % 100 + year
    whole -= 100 if whole > scene.today.year + _LATE else 0
    return calendar.day(whole, month, number) if abs(whole - scene.today.year) <= _TURN else None


_ATTACKS = re.compile(r"\battacks?\s(?:of|on|after|since)\s$")


def _date(match: re.Match[str], scene: Scene) -> str | None:
    month, number = MONTHS[key(match["m"])], day_number(match["d"])
    if match["y"]:
        return calendar.day(int(match["y"]), month, number)
    named = match["named"] is not None or _ATTACKS.search(match.string, max(0, match.start() - 24), match.start())
    if named and (month, number) in lexicon.NAMED_DAYS:
        return lexicon.NAMED_DAYS[month, number]
    return calendar.nearest_day(scene.today, month, number, scene.lean)


def _nine_eleven(_: re.Match[str], __: Scene) -> str | None:
    return lexicon.NAMED_DAYS[9, 11]


# --- days near today -----------------------------------------------------------------------------------------------

WHICH_LEAN: dict[str, Lean] = {
    "last": "past",
    "past": "past",
    "previous": "past",
    "next": "future",
    "coming": "future",
    "upcoming": "future",
    "following": "future",
}


def _weekday(match: re.Match[str], scene: Scene) -> str | None:
    which = lower(match["which"])
    lean = WHICH_LEAN.get(which, "" if match["own"] else scene.lean)
    today = date.fromisoformat(scene.day) if which == "previous" and scene.day else scene.today
    return calendar.weekday(today, WEEKDAYS[key(match["w"])], lean, strictly=which in {"last", "next", "previous"})


def _near_today(match: re.Match[str], scene: Scene) -> str | None:
    if scene.today is None:
        return None
    words = lower(match["words"])
    days = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2}.get(words, 0)
    day = calendar.iso(calendar.shifted(scene.today, 2 if words == "the day after tomorrow" else days))
    part = "night" if words == "tonight" else words.rpartition(" ")[2]
    return day + lexicon.PARTS.get(part, "") if day else None


def _day_beside(match: re.Match[str], scene: Scene) -> str | None:
    """The words "a day earlier", "the next day": counted from the day last spoken of."""
    if scene.day is None:
        return None
    number = day_number(match["n"]) if match["n"] else 1
    back = re.search(r"earlier|before|prior|previous", match[0], re.IGNORECASE)
    return calendar.ago(date.fromisoformat(scene.day), number if back else -number, "day")


def _that(match: re.Match[str], scene: Scene) -> str | None:
    """The words "later that day": the day, month, quarter or year last spoken of."""
    unit = lower(match["unit"])
    if unit in {"month", "year", "quarter"}:
        return {"month": scene.month, "year": scene.year, "quarter": scene.quarter}[unit]
    return scene.day + lexicon.PARTS.get(unit, "") if scene.day else None


def _clock(match: re.Match[str], scene: Scene) -> str | None:
    """The day last spoken of; but a coming day ("come back on Friday") is not the scene of what was."""
    known = calendar.iso(scene.today)
    day = scene.day or known
    if scene.day and known and scene.day > known:
        day = calendar.iso(scene.news) or known
    return day + clock(match[0]) if day else None


# --- holidays ------------------------------------------------------------------------------------------------------


def _holiday(match: re.Match[str], scene: Scene) -> str | None:
    name = lower(match["h"]).replace("’", "'").replace("‘", "'")
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


# --- the lists -----------------------------------------------------------------------------------------------------

_NAMES = [*lexicon.HOLIDAYS, *lexicon.MOVING_HOLIDAYS, *lexicon.EASTER_HOLIDAYS]
_HOLIDAY = "|".join(
    re.escape(name).replace("'", APOSTROPHE).replace(r"\ ", GAP)
    for name in sorted(_NAMES, key=lambda name: (-len(name), name))
)
_ON = rf"(?:{WEEKDAY_SHORT},?{GAP}(?:the{GAP})?)?"
_SPAN = rf"{SPACE}?{DASH}{SPACE}?"
_NO_NUMBER = r"(?!\d|[.,:]\d|%)"
_NAMED = (
    rf"(?P<named>(?={GAP}(?:[Tt]error\w*{GAP}|Capitol{GAP}|Hamas{GAP})?"
    r"(?:attacks?|riots?|insurrection|hijack\w+|committee|assault)))?"
)
_OF_YEAR = rf"(?:,?{GAP}(?:of{GAP})?(?P<y>{YEAR})\b{_NO_NUMBER})"
WHICH_WORDS = (
    rf"(?:(?i:this{GAP}|the{GAP})?(?P<which>(?i:last|next|past|coming|upcoming|previous|following|this)){GAP})?"
)

DATES = (
    rule("iso", DIGIT, rf"(?P<y>{YEAR})[-/](?P<m>0[1-9]|1[0-2])[-/](?P<d>0[1-9]|[12]\d|3[01])(?!\d|-\d)", _iso),
    rule("slashed", DIGIT, rf"(?P<a>\d\d?)[/.](?P<b>\d\d?)[/.](?P<y>{YEAR})(?!\d)", _slashed),
    rule("slashed", DIGIT, r"(?P<a>0?[1-9]|1[0-2])/(?P<b>0?[1-9]|[12]\d|3[01])/(?P<y>\d\d)(?![\d/])", _slashed),
    rule("nine-eleven", DIGIT, r"9/11(?![\d/])", _nine_eleven),
    rule(
        "date",
        AT | heads.WEEKDAYS | heads.MONTHS,
        rf"{AT_CLOCK}{_ON}(?P<m>{MONTH}){SPACE}?(?P<d>(?<=[\s.]){DAY}){_NO_NUMBER}(?:{_SPAN}{DAY}{_NO_NUMBER})?"
        rf"(?:{_OF_YEAR}|\b){_NAMED}",
        _date,
        tensed=True,
    ),
    rule(
        "date",
        DIGIT | heads.WEEKDAYS | AT,
        rf"{AT_CLOCK}{_ON}(?P<d>{DAY})(?:{_SPAN}{DAY})?{GAP}(?:of{GAP})?(?P<m>{MONTH})(?!\w){_OF_YEAR}?{_NAMED}",
        _date,
        tensed=True,
    ),
)

HOLIDAYS = (
    rule(
        "holiday",
        AT | {name.split()[0].rstrip(".").split("'")[0] for name in _NAMES},
        rf"{AT_CLOCK}(?:(?P<before>{YEAR}){GAP})?(?i:(?P<h>{_HOLIDAY}))(?!\w)(?:,?{GAP}(?P<after>{YEAR})\b)?",
        _holiday,
    ),
)

NEAR = (
    rule(
        "weekday",
        AT | EDGES | WHICH | heads.WEEKDAYS,
        rf"{AT_CLOCK}(?:{EDGE}{GAP}(?:on{GAP})?)?{WHICH_WORDS}(?P<w>{WEEKDAY})(?P<own>{APOSTROPHE}s?)?(?!\w)"
        rf"{AT_PART}(?:{GAP}at{GAP}(?P<then>{CLOCK}){ZONE}?)?",
        _weekday,
        tensed=True,
    ),
    rule(
        "near-today",
        AT | EDGES | {"today", "yesterday", "tomorrow", "tonight", "last", "this", "the"},
        rf"{AT_CLOCK}(?:{EDGE}{GAP})?(?P<words>(?i:today|yesterday|tomorrow|tonight|last{GAP}night"
        rf"|this{GAP}(?:morning|afternoon|evening)|the{GAP}day{GAP}(?:before{GAP}yesterday|after{GAP}tomorrow)))\b"
        rf"(?:{APOSTROPHE}s)?{AT_PART}",
        _near_today,
    ),
    rule(
        "day-beside",
        frozenset(lexicon.SMALL_NUMBERS) | DIGIT,
        rf"(?i:(?P<n>{NUMBER}){GAP}days?{GAP}(?:earlier|before|prior|later|after)\b)",
        _day_beside,
    ),
    rule(
        "day-beside",
        {"the"},
        rf"(?P<n>)(?i:the{GAP}(?:day{GAP}(?:before|after)|(?:previous|next|following){GAP}(?:day|morning))\b)",
        _day_beside,
    ),
    rule(
        "that",
        EDGES | {"in", "on", "that", "the"},
        rf"(?i:(?:{EDGE}{GAP})?(?:(?:in|on){GAP})?(?:that(?:{GAP}same)?|the{GAP}same){GAP}"
        rf"(?P<unit>day|night|morning|evening|afternoon|month|quarter|year)\b)",
        _that,
    ),
)

CLOCKS = (rule("clock", AT, rf"{CLOCK}{ZONE}?", _clock),)
