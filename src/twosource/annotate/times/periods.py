"""Rules for months, years, decades, centuries, seasons, weeks and weekends, and for what was so long ago."""

from __future__ import annotations

import re
from datetime import date

from twosource.annotate.times import calendar, lexicon
from twosource.annotate.times import scene as heads
from twosource.annotate.times.days import WHICH_LEAN, WHICH_WORDS
from twosource.annotate.times.lengths import length
from twosource.annotate.times.lexicon import AMOUNT, APOSTROPHE, DASH, EDGE, GAP, MONTH, MONTHS, SPACE, UNIT, YEAR
from twosource.annotate.times.scene import DIGIT, EDGES, NUMBERS, WHICH, Scene, amount, key, lower, rule

SATURDAY = 6

# --- months and years ----------------------------------------------------------------------------------------------


def _month_year(match: re.Match[str], _: Scene) -> str | None:
    return calendar.month_of(int(match["y"]), MONTHS[key(match["m"])])


def _month_of_year_near(match: re.Match[str], scene: Scene) -> str | None:
    if scene.today is None:
        return None
    shift = {"last": -1, "next": 1}.get(lower(match["which"]), 0)
    return calendar.month_of(scene.today.year + shift, MONTHS[key(match["m"])])


def _month(match: re.Match[str], scene: Scene) -> str | None:
    which, month = lower(match["which"]), MONTHS[key(match["m"])]
    if which in {"last", "next"} and scene.today and scene.today.month == month:
        return calendar.month_of(scene.today.year + (1 if which == "next" else -1), month)
    if which == "last" and scene.today and scene.today.month == month + 1:
        return calendar.month_of(scene.today.year - 1, month)
    adjective = _ADJECTIVE.match(match.string, match.end()) and not _LED.search(
        match.string, max(0, match.start() - 12), match.start()
    )
    lean = WHICH_LEAN.get(which, "" if adjective else scene.lean)
    return calendar.nearest_month(scene.today, month, lean)


_ADJECTIVE = re.compile(r"\s[a-z]+")
_LED = re.compile(r"\b(?:in|since|by|until|for|from|through|during|of|to|and|last|next|this)\s$", re.IGNORECASE)
"""With what follows: a month as an adjective ("the September trial") has no tense; with a preposition it has."""


def _year(match: re.Match[str], _: Scene) -> str | None:
    return calendar.year_of(int(match["y"]))


def _short_year(match: re.Match[str], _: Scene) -> str | None:
    """The second year of "1950-53"."""
    first, last = int(match.string[match.start() - 5 : match.start() - 1]), int(match["y"])
    return calendar.year_of(first - first % 100 + last) if last > first % 100 else None


def _spelled_year(match: re.Match[str], _: Scene) -> str | None:
    """A year as it is spoken: "nineteen ninety-four"."""
    century = 1900 if match["c"].lower() == "nineteen" else 2000
    rest = amount(match["r"])
    return calendar.year_of(century + int(rest)) if rest else None


def _decade(match: re.Match[str], _: Scene) -> str | None:
    """A decade is a year of three digits: "the 1990s" is 199."""
    if match["y"]:
        return match["y"][:3]
    tens = match["short"] or str(lexicon.TENS[lower(match["tens"]).removesuffix("ies") + "y"])
    return "19" + tens[0]


def _century(match: re.Match[str], _: Scene) -> str | None:
    """A century is a year of two digits: "the 20th century" is 19."""
    return f"{int(match['n']) - 1:02}" if 1 < int(match["n"]) <= 30 else None  # noqa: PLR2004 - centuries


# --- seasons -------------------------------------------------------------------------------------------------------

_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season(match: re.Match[str], scene: Scene) -> str | None:
    code = lexicon.SEASONS[lower(match["s"])]
    if match["y"]:
        return f"{match['y']}-{code}"
    if scene.today is None:
        return None
    which, year, month = lower(match["which"]), scene.today.year, scene.today.month
    begun = _STARTS[code] <= month or (code == "WI" and month <= 2)  # noqa: PLR2004 - February
    if which in {"next", "coming", "upcoming"} or (not which and scene.lean == "future"):
        year += _STARTS[code] < month
    elif which in {"last", "past", "previous", "this past"} or (not which and scene.lean == "past"):
        year -= not begun or (which == "last" and month < _STARTS[code] + 3)
    if code == "WI" and month <= 2:  # noqa: PLR2004 - a winter is of the year in which it begins
        year -= which not in {"next", "coming", "last"}
    return f"{year:04}-{code}"


# --- weeks, months, years near today -------------------------------------------------------------------------------

_SHIFTS = {"last": 1, "past": 1, "this past": 1, "previous": 1, "next": -1, "coming": -1, "following": -1}


def _period(match: re.Match[str], scene: Scene) -> str | None:
    which, unit = lower(match["which"]).removesuffix(" the"), lower(match["unit"])
    which = which.removeprefix("the ").removeprefix("this ")
    if unit == "weekend":
        week = _weekend(which, scene)
        return f"{week}-WE" if week else None
    if which == "past" and unit == "week" and scene.today and scene.today.isoweekday() >= SATURDAY:
        return calendar.week(scene.today)
    if which == "last" and unit == "week" and scene.today and scene.today.isoweekday() > SATURDAY:
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


# --- so long ago ---------------------------------------------------------------------------------------------------


def _ago(match: re.Match[str], scene: Scene) -> str | None:
    """Counted from today ("ago"), or from what the text last spoke of ("later"). A year before a quarter that the
    text speaks of is that quarter of the year before, as reports of results say it.
    """
    number, unit = amount(match["n"]), lower(match["unit"])
    singular = "century" if unit.startswith("centur") else unit.removesuffix("s")
    back = lower(match["where"])[:3] in {"ago", "ear", "bac"}
    if number is None:
        return "PAST_REF" if back else None
    if scene.quarter and number == 1 and singular == "year" and back:
        return shifted_quarter(scene.quarter, -4)
    count = int(number) * lexicon.MANY.get(singular, 1)
    named = {"decade": "year", "century": "year", "fortnight": "week"}.get(singular, singular)
    if named in {"minute", "hour"}:
        return length(number, named)
    if named == "quarter":
        return shifted_quarter(scene.quarter, -count if back else count) if scene.quarter else None
    return calendar.ago(_origin(match, scene), count if back else -count, named) or length(number, singular)


def _origin(match: re.Match[str], scene: Scene) -> date | None:
    """The day from which is counted."""
    if lower(match["where"])[:3] == "ago" or (match["unit"].lower().startswith("year") and not scene.year):
        return scene.today
    if lower(match["where"]) == "from now":
        return scene.today
    if scene.day:
        return date.fromisoformat(scene.day)
    if match["unit"].lower().startswith("day"):
        return None
    if scene.month:
        return date.fromisoformat(f"{scene.month}-01")
    return date(int(scene.year), 1, 1) if scene.year and int(scene.year) else None


def shifted_quarter(quarter: str, by: int) -> str | None:
    """The quarter so many quarters later."""
    number = int(quarter[:4]) * 4 + int(quarter[-1]) - 1 + by
    return f"{number // 4:04}-Q{number % 4 + 1}" if number > 0 else None


# --- the lists -----------------------------------------------------------------------------------------------------

_SPAN = rf"{SPACE}?{DASH}{SPACE}?"
_NO_NUMBER = r"(?!\d|[.,:]\d|%)"
_OF_YEAR = rf"(?:,?{GAP}(?:of{GAP})?(?P<y>{YEAR})\b{_NO_NUMBER})"
_TENS = "|".join(word.removesuffix("y") + "ies" for word in lexicon.TENS)
_ALL_TENS = "|".join(lexicon.TENS)
_ONES = "|".join(word for word, number in lexicon.ONES.items() if number < 10)  # noqa: PLR2004 - teens begin
_TEENS = "|".join(word for word, number in lexicon.ONES.items() if number >= 10)  # noqa: PLR2004
_SEASON = "|".join(lexicon.SEASONS)

MONTHLY = (
    rule("month-year", heads.MONTHS, rf"(?P<m>{MONTH})(?={_SPAN}{MONTH}{_OF_YEAR})", _month_year),
    rule("month-year", heads.MONTHS | EDGES, rf"(?:{EDGE}[- ])?(?P<m>{MONTH}){_OF_YEAR}", _month_year),
    rule(
        "month-year",
        heads.MONTHS,
        rf"(?P<m>{MONTH}),?{GAP}(?:of{GAP})?(?P<which>(?i:last|this|next)){GAP}(?i:year)\b",
        _month_of_year_near,
    ),
    rule(
        "month",
        heads.MONTHS | EDGES | WHICH,
        rf"{WHICH_WORDS}(?:{EDGE}(?:{DASH}|{SPACE}))?(?:(?i:the{GAP}month{GAP}of{GAP}))?(?P<m>{MONTH})(?!\w|{GAP}\d\d?(?![\d:]))",
        _month,
        tensed=True,
    ),
)

YEARLY = (
    rule(
        "decade",
        DIGIT | EDGES | {"the", "'", "’"} | {word.removesuffix("y") + "ies" for word in lexicon.TENS},
        rf"(?:the{GAP})?(?:{EDGE}[- ]?(?:to{GAP}{EDGE}[- ])?)?(?:(?P<y>(?:1[5-9]|20)\d0){APOSTROPHE}?s"
        rf"|{APOSTROPHE}(?P<short>[2-9])0s"
        rf"|(?<=the{SPACE})(?P<tens>{_TENS}))(?!\w)",
        _decade,
    ),
    rule(
        "century",
        DIGIT | EDGES | {"the"},
        rf"(?:the{GAP})?(?:{EDGE}[- ])?(?P<n>\d\d?)(?:st|nd|rd|th)[- ]century\b",
        _century,
    ),
    rule("year", DIGIT, rf"(?P<y>{YEAR})(?={_SPAN}(?:\d\d|{YEAR})\b(?![-/%]))", _year),
    rule("short-year", DIGIT, rf"(?<=\d\d\d\d{DASH})(?P<y>\d\d)(?!\w){_NO_NUMBER}", _short_year),
    rule(
        "year",
        DIGIT | EDGES,
        rf"(?:{EDGE}[- ])?(?P<y>{YEAR})(?:{APOSTROPHE}s)?(?!\w|{APOSTROPHE}\w|{DASH}\d){_NO_NUMBER}",
        _year,
    ),
    rule(
        "spelled-year",
        {"nineteen", "twenty"},
        rf"(?i:(?P<c>nineteen|twenty){GAP}(?P<r>(?:{_ALL_TENS})(?:[- ](?:{_ONES}))?"
        rf"|{_TEENS})\b(?!{GAP}(?:percent|years?|dollars|people|days?)))",
        _spelled_year,
    ),
    rule(
        "season",
        {"last", "next", "this", "the", "in", "early", "late", "mid", *lexicon.SEASONS},
        rf"(?i:(?:(?P<which>(?:this{GAP})?(?:last|next|past|coming|upcoming|previous)|this){GAP}|in{GAP}(?:the{GAP})?"
        rf"|the{GAP})?(?:{EDGE}[- ])?"
        rf"(?P<s>{_SEASON})(?:{GAP}of)?(?:{GAP}(?P<y>{YEAR}))?\b(?!{DASH}))",
        _season,
        tensed=True,
    ),
)

AGO = (
    rule(
        "ago",
        NUMBERS | {"years", "months", "weeks", "days", "decades", "centuries"},
        rf"(?i:(?P<n>{AMOUNT})(?:{GAP}and{GAP}a{GAP}half)?[ \u00a0-](?:more{GAP})?"
        rf"(?P<unit>{UNIT})(?:{GAP}and{GAP}a{GAP}half)?"
        rf"(?:{GAP}or{GAP}(?:so|two|three|more))?[ \u00a0-](?P<where>ago|earlier|later|from{GAP}now|back)\b)",
        _ago,
    ),
    rule(
        "ago",
        {"years", "months", "weeks", "days", "decades", "centuries"},
        rf"(?i:(?P<n>)(?P<unit>years|months|weeks|days|decades|centuries){GAP}(?P<where>ago)\b)",
        lambda _, __: "PAST_REF",
    ),
)

NEAR = (
    rule(
        "period",
        EDGES | WHICH | {"so"},
        rf"(?i:(?:(?:{EDGE}|so{GAP}far){GAP})?(?P<which>(?:this{GAP})?(?:last|next|past|coming|previous)|this|the{GAP}coming){GAP}"
        rf"(?P<unit>weekend|week|month|year)\b(?:{APOSTROPHE}s)?(?!\w))",
        _period,
        tensed=True,
    ),
    rule("past-year", {"the"}, rf"(?i:the{GAP}past{GAP}year\b)", lambda _, scene: calendar.ago(scene.today, 1, "year")),
    rule("weekend", {"the"}, rf"(?P<which>)(?i:the{GAP}(?P<unit>weekend)\b(?:{APOSTROPHE}s)?)", _period, tensed=True),
    rule(
        "period",
        {"earlier", "later", "so", "end", "over"},
        rf"(?P<which>)(?i:(?:(?:earlier|later|so{GAP}far){GAP}(?:in{GAP})?|end{GAP}of{GAP}|over{GAP}(?=the{GAP}weekend))the{GAP}"
        rf"(?P<unit>weekend|week|month|year)\b)",
        _period,
        tensed=True,
    ),
)
