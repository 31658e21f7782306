"""What looks like a time expression and is none: counts, names, habits, durations.

One function for each rule that needs one. It gets the words (with the text before and after them, at most ``REACH``
characters of the sentence on either side) and says whether they may be a date at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from twosource.annotate.times.lexicon import COUNTED, MONTH, ROUGHLY, SEASON
from twosource.annotate.times.scene import amount
from twosource.model import Span

REACH = 40


class Place(NamedTuple):
    """A match with the text of its sentence on either side."""

    match: re.Match[str]
    before: str
    after: str


def place(text: str, match: re.Match[str], sentence: Span) -> Place:
    """The match where it stands."""
    before = text[max(sentence.start, match.start() - REACH) : match.start()]
    return Place(match, before, text[match.end() : min(sentence.end, match.end() + REACH)])


# --- months --------------------------------------------------------------------------------------------------------

_LEADS_MONTH = re.compile(
    r"(?:\b(?:in|since|during|until|till|through|throughout|by|from|between|of|for|to|and|or|this|than|into|before"
    r"|after|every|as of|back in)\s|[-–—(,]\s?)$",
    re.IGNORECASE,
)
_LEADS_MAY = re.compile(r"\b(?:in|since|during|until|till|through|throughout|by|early|late|mid)[\s-]$", re.IGNORECASE)
_LEADS_OF_MAY = re.compile(r"\b(?:end|beginning|start|middle|month|days?|week|half|part) of $", re.IGNORECASE)
_TRUST = re.compile(
    r"\b(?:confidence|faith|trust|belief|believe|believes|disappointed|letter|rebellion)\sin\s$", re.IGNORECASE
)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lady|Lord|Judge|Senator|Minister|President|Chancellor|PM)\.?\s$")
_FIRST_NAME = re.compile(r"\b[A-Z][a-z]+\s$")
_PREPOSITION = re.compile(
    r"\b(?:In|By|Since|From|Until|Till|Of|On|For|During|The|Between|Through|Before|After|And|But)\s$"
)
_SURNAME = re.compile(r"\s[A-Z][a-z]+")
_VERB = re.compile(
    r"\s(?:be|have|not|well|also|say|get|help|take|need|has|is|was|said|will|would|told|himself|herself)\b|['’]s\s"
)
_MARCH_FOR = re.compile(r"\s(?:for\s(?:Our|Life|Women|Science|Justice|Freedom)|[Oo]n\s[A-Z])")
_THE = re.compile(r"\b(?:[Tt]he|an?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s$")
_NOUN = re.compile(r"\s(?!on\b|for\b|of\b|to\b|in\b|from\b|through\b|by\b|and\b|was\b|is\b)[a-z]")
_SHORT = frozenset({"jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"})
_VERBLIKE = frozenset({"may", "march", "mar"})


def month(at: Place) -> bool:
    """A month alone: not a person ("Mrs. May", "April Lund") or a verb ("may", "march")."""
    name = at.match["m"].rstrip(".").lower()
    which = at.match.start("m") > at.match.start()
    if name == "march" and _MARCH_FOR.match(at.after):
        return False
    if name in _VERBLIKE or at.match["m"].isupper() or at.match["m"].endswith(".") or name in _SHORT:
        led = which or _LEADS_MAY.search(at.before) or _LEADS_OF_MAY.search(at.before)
        if name != "may":
            led = led or _LEADS_MONTH.search(at.before)
        if name in _SHORT and not at.match["m"].endswith(".") and _SURNAME.match(at.after):
            return False
        if name in {"march", "mar"} and _THE.search(at.before):
            led = led or _NOUN.match(at.after)
        return bool(led) and not _VERB.match(at.after) and not (name == "may" and _TRUST.search(at.before))
    if _TITLE.search(at.before) or (_FIRST_NAME.search(at.before) and not _PREPOSITION.search(at.before)):
        return False
    return which or bool(_LEADS_MONTH.search(at.before)) or not _SURNAME.match(at.after)


# --- weekdays ------------------------------------------------------------------------------------------------------

_HABIT = re.compile(r"\b(?:every|each|any|most|some|per|many|all|on an?|one)\s(?:other\s)?$", re.IGNORECASE)
_ON_A = re.compile(r"\ban?\s$", re.IGNORECASE)
_EVENT = re.compile(r"\s(?!in\b|when\b|at\b|and\b|to\b|of\b|that\b|with\b|for\b)[a-z]")
_NAMED_BEFORE = re.compile(
    r"\b(?:Black|Super|Good|Palm|Easter|Ash|Cyber|Bloody|Holy|Maundy|Fat|Giving|News|Mail\son|Sheffield|Freaky|Girl)\s$"
)
_NAMED_AFTER = re.compile(
    r"(?:['’]s)?\s(?:Times|Telegraph|Mirror|Express|Herald|Mail|World|Independent|People|Post|Sun|Star|Review|Today|Business"
    r"|(?:Night|Morning)\s[A-Z]\w*|comics|editions?|circulation|schools?|papers?|newspapers?|roasts?|brunch)\b"
)


def weekday(at: Place) -> bool:
    """A weekday: not a habit ("every Friday"), a paper ("Sunday Times") or a day with a name of its own."""
    if at.match["which"] is None and _HABIT.search(at.before):
        return False
    after = at.match.string[at.match.end("w") : at.match.end("w") + REACH]
    if _ON_A.search(at.before) and not _EVENT.match(after):
        return False
    return not _NAMED_BEFORE.search(at.before) and not _NAMED_AFTER.match(after)


# --- years ---------------------------------------------------------------------------------------------------------

_ROUGHLY = re.compile(rf"(?:(?<!since at )\b{ROUGHLY}|(?<!\d\d\d\d)[$£€¥#+~<>=/-])\s?$", re.IGNORECASE)
_COUNTED = re.compile(rf"[\s-]+(?:[a-z]+[a-z]\s)?{COUNTED}\b")
_DETERMINED = re.compile(
    r"(?:\b(?:the|a|an|in|since|by|from|until|this|his|her|its|their|our|during)|['’]s)\s$", re.IGNORECASE
)
_NAME = re.compile(r"\b[A-Z][\w&.]*\s$")
_DATED = re.compile(
    rf"\b(?:{MONTH}|{SEASON}|(?:In|By|Since|From|Until|The|An?|That|This|These|His|Her|Its|Their|Our|Of|During|Between|Before|After|And|For|Through|Early|Late)"
    r"|Elections?|FY|Fiscal|Year|Copyright)\s$"
)
_LEADS_OLD_YEAR = re.compile(
    r"\b(?:in|since|of|from|until|by|the|year|between|and|to|circa|around|before|after)\s$|[(–—-]$", re.IGNORECASE
)
_CLOCK_ZONE = re.compile(r"\s(?:GMT|UTC|BST|CET|EST|EDT|hours|hrs|local time)\b")
_OLDEST_BARE = 1900
_LATEST = 2100


def year(at: Place) -> bool:
    """A year: not a count ("2000 people", "about 1900"), a price, or part of a name ("Windows 2000")."""
    value = int(at.match["y"])
    if (
        value > _LATEST
        or _CLOCK_ZONE.match(at.after)
        or (value < _OLDEST_BARE and not _LEADS_OLD_YEAR.search(at.before))
    ):
        return False
    if _ROUGHLY.search(at.before) or (_COUNTED.match(at.after) and not _DETERMINED.search(at.before)):
        return False
    return not _NAME.search(at.before) or bool(_DATED.search(at.before))


# --- today, this week, the day after -------------------------------------------------------------------------------

_TODAYS = re.compile(r"['’]s\s(?:world|youth|society|generation|standards)\b")
_ALIVE = re.compile(r"\b(?:alive|(?:the \w+|leaders|people|stars) of|stands?|world|like|here) $")
_WORD_BEFORE = re.compile(r"\w[\s-]$")
_SHOW = re.compile(r"\s(?:[Ss]how|[Pp]rogram)")
_DURATION = re.compile(r"\b(?:the|his|her|their|its|our|my|very|each|every)\s$", re.IGNORECASE)
_OLD = re.compile(r"[-\s]old\b")
_ENDS = re.compile(r"\s*(?:[.,;:!?”\")]|['’](?!\w)|$)")


def near_today(at: Place) -> bool:
    """Today: not the newspaper or the programme ("USA TODAY", "the Today show")."""
    if _ALIVE.search(at.before):
        return False
    if at.match["words"][0].islower():
        return not _TODAYS.match(at.match.string, at.match.end("words"))
    return not _WORD_BEFORE.search(at.before) and not _SHOW.match(at.after)


def period(at: Place) -> bool:
    """A week, month or year near today: not a duration ("over the past year"), a programme ("This Week")."""
    which, unit = at.match["which"], at.match["unit"]
    if unit[0].isupper() or (unit == "year" and _OLD.match(at.after)):
        return False
    if which.lower() in {"last", "past", "previous", "next", "coming"} and _DURATION.search(at.before):
        return which.lower() == "coming" or (which.lower() == "past" and unit == "weekend")
    return True


def day_beside(at: Place) -> bool:
    """A day beside another: "the day after the vote" counts from the vote, whose day may be unknown."""
    return not at.match[0].lower().endswith(("after", "before")) or bool(_ENDS.match(at.after))


_CHRISTMAS_THINGS = re.compile(
    r"\s(?:lights?|lists?|trees?|shopping|gifts?|cards?|decorations?|seasons?|markets?|presents?|spirit|carols?|dinner"
    r"|songs?|movies?|films?|albums?|jumpers?|sweaters?|break|holidays?|cake|pudding|cookies)\b"
)
_MERRY = re.compile(r"\b[Mm]erry\s$")


def holiday(at: Place) -> bool:
    """A holiday: not the things of its season ("Christmas lights")."""
    return not _CHRISTMAS_THINGS.match(at.after) and not _MERRY.search(at.before)


# --- durations, seasons, sets --------------------------------------------------------------------------------------

_OLD_YEAR = 1300
_PRICE = re.compile(r"[$£€¥]\s?$|\d\.$")
_AGE = re.compile(r"\b(?:aged?|turned|is|was|are|,)\s$")


def duration(at: Place) -> bool:
    """A duration: not an age ("a 49-year-old", "52 years old"), a year ("the 1989 year") or one of a kind ("a day")."""
    number, unit = at.match["n"].lower(), at.match["unit"].lower()
    if at.match["tail"] and at.match["tail"].lower() == "old":
        return bool(re.search(r"months?|weeks?|days?|decades?", unit)) and not _AGE.search(at.before)
    if number.isdigit() and int(number) > _OLD_YEAR and unit.startswith("year"):
        return False
    if at.match["unit"][0].isupper() or (unit.startswith("quarter") and (number in {"a", "one", "three"})):
        return False
    if number in {"a", "an", "some", "many", "one"} and _ONE_DAY.match(at.match[0]):
        return bool(_LASTING.search(at.before)) or number == "one"
    return not _PRICE.search(at.before)


_ONE_DAY = re.compile(
    r"(?:an?|one|some|many)\s(?:day|minute|week|month|year|hour|quarter|decade|century)\b(?!\sand)", re.IGNORECASE
)
_LASTING = re.compile(
    r"\b(?:for|in|within|over|than|about|nearly|almost|least|after|once|lasting|last|as|like|half|whole|barely|takes?|took|just|of"
    r"|spent|spend|spending|given|gave|him|them|us)\s$",
    re.IGNORECASE,
)


def every(at: Place) -> bool:
    """How often: "five flights a week", not "within a week"."""
    if at.match[0][0] in "eE":
        return True
    return bool(re.search(r"(?:\d|[a-z%])\s$", at.before)) and not _NOT_RATE.search(at.before)


_NOT_RATE = re.compile(
    r"\b(?:[a-z]+ed|for|in|within|over|than|about|nearly|almost|least|after|once|lasting|last|as|like|half|whole|barely|takes?|took|just|of"
    r"|spent|spend|spending|given|gave|him|them|us|is|was|be|been|such|quite|to|and|or|by|on|with|from|at|what|that|but|not|until"
    r"|only|before|into|during)\s$",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:for|in|over)\s$", re.IGNORECASE)


def bare_duration(at: Place) -> bool:
    """Units without a number: only where they surely are a length ("for years")."""
    return bool(_FOR.search(at.before)) and not re.match(r"\s(?:of|to)\b", at.after)


_IN_SEASON = re.compile(r"\b(?:in|of|by|until|since|during|through|throughout|over|into)\s$", re.IGNORECASE)
_NO_SEASON = re.compile(r"\s(?:of\b(?!\s\d)|in\b|by\b|from\b|to\b|into\b|through\b)")


def season(at: Place) -> bool:
    """A season: not a fall or a spring of another kind."""
    if at.match["y"] or at.match["which"]:
        which = (at.match["which"] or "").lower()
        return not (which == "this" and at.match["s"].lower() == "fall" and _NO_SEASON.match(at.after))
    if at.match["s"].lower() in {"fall", "spring"}:
        return bool(re.match(r"(?:in|early|late|mid)", at.match[0], re.IGNORECASE)) and not _NO_SEASON.match(at.after)
    return bool(re.match(r"the\b|early|late|mid", at.match[0], re.IGNORECASE)) and bool(_IN_SEASON.search(at.before))


_THE_PAST = re.compile(r"\b(?:in|of|from|about|on|than)\s$", re.IGNORECASE)
_CURRENTS = re.compile(r"\s(?:account|affairs)\b|[,.;]")


def reference(at: Place) -> bool:
    """On no calendar: not "the past" before a noun, "the current account", "right now" in a name."""
    words = at.match[0].lower()
    if words == "the past":
        return bool(_ENDS.match(at.after)) or bool(
            _THE_PAST.search(at.before) and re.match(r"\s(?:and|or|to|that)\b", at.after)
        )
    if words == "current":
        return not _CURRENTS.match(at.after)
    if words == "now":
        return not re.match(r"[-‐]", at.after)
    return True


Guard = Callable[[Place], bool]

GUARDS: dict[str, Guard] = {
    "month": month,
    "weekday": weekday,
    "year": year,
    "near-today": near_today,
    "period": period,
    "day-beside": day_beside,
    "holiday": holiday,
    "duration": duration,
    "every": every,
    "bare-duration": bare_duration,
    "season": season,
    "reference": reference,
}
"""By the name of the rule; rules without a guard are always times."""

# --- what the product puts on the calendar --------------------------------------------------------------------------

LONGEST_AGO = 20
"""Years: "thirty years ago" is a round number, not a date."""


def exact_ago(at: Place) -> bool:
    """Ago: of a number that is meant to be exact, and from the day of the report."""
    number, unit = amount(at.match["n"]), at.match["unit"].lower()
    if number is None or (at.match["where"].lower() != "ago" and not unit.startswith("day")):
        return False
    return not unit.startswith(("decade", "centur")) and (
        not unit.startswith("year") or (number <= LONGEST_AGO and number % 10 != 0)
    )


def never(_: Place) -> bool:
    """Not on the product's calendar."""
    return False


CALENDAR: dict[str, Guard] = {
    "ago": exact_ago,
    "end-of-year": never,
    "fiscal-period": never,
    "past-year": never,
    "spelled-year": never,
    "the-year": never,
    "year-earlier": never,
}
"""By the name of the rule: whether an expression with a calendar value goes into the product's records."""
