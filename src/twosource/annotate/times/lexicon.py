"""Words of English time expressions, and the patterns made of them.

Data only: names of months, weekdays and holidays, number words, and regular expressions for parts of dates. What an
expression means is decided in ``times.rules``; whether a verb looks forward or back, in ``times.tense``.
"""

from __future__ import annotations


def _numbered(words: str) -> dict[str, int]:
    return {word: number for number, group in enumerate(words.split("/"), 1) for word in group.split()}


MONTHS = _numbered(
    "january jan/february feb/march mar/april apr/may/june jun/july jul/august aug/september sept sep/"
    "october oct/november nov/december dec"
)
WEEKDAYS = _numbered(
    "monday mon/tuesday tues tue/wednesday wed/thursday thurs thur thu/friday fri/saturday sat/sunday sun"
)
"""ISO numbers: Monday is 1."""

SMALL_NUMBERS = _numbered("one a an/two/three/four/five/six/seven/eight/nine/ten/eleven/twelve")

HOLIDAYS: dict[str, tuple[int, int]] = {
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "april fools' day": (4, 1),
    "bastille day": (7, 14),
    "fourth of july": (7, 4),
    "halloween": (10, 31),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
"""Holidays of a fixed day: month and day."""

MOVING_HOLIDAYS: dict[str, tuple[int, int, int]] = {
    "martin luther king jr. day": (1, 1, 3),
    "martin luther king day": (1, 1, 3),
    "presidents' day": (2, 1, 3),
    "memorial day": (5, 1, -1),
    "labor day": (9, 1, 1),
    "columbus day": (10, 1, 2),
    "thanksgiving day": (11, 4, 4),
    "thanksgiving": (11, 4, 4),
}
"""Holidays of a fixed weekday: month, ISO weekday, which one of the month (-1 the last)."""

EASTER_HOLIDAYS = {"good friday": -2, "easter sunday": 0, "easter monday": 1, "palm sunday": -7, "ash wednesday": -46}
"""Days from (Western) Easter Sunday."""

NAMED_DAYS = {(9, 11): "2001-09-11", (1, 6): "2021-01-06", (10, 7): "2023-10-07"}
"""Days whose attacks are called by the day alone ("the Sept. 11 attacks")."""

# --- patterns ----------------------------------------------------------------------------------------------------

SPACE = "[ \u00a0\u2009]"
GAP = f"{SPACE}{{1,3}}"
DASH = r"[-‐‑–—]"
APOSTROPHE = "['’‘]"

MONTH_NAME = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
MONTH = (
    rf"(?:{MONTH_NAME}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?)"
)
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
WEEKDAY_SHORT = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
YEAR = r"(?:1[5-9]|20)\d\d"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
PART_OF_DAY = r"(?:morning|afternoon|evening|night|lunchtime|midday|noon|midnight)"
CLOCK = (
    rf"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?(?:{GAP}|-)?(?:[aApP]\.[mM]\.|[aApP][mM]\b|o{APOSTROPHE}clock)"
    rf"|(?:[01]?\d|2[0-3])[:.][0-5]\d(?={GAP}(?:GMT|UTC|BST|E[SD]?T|P[SD]?T|C[ES]?T|IST|local{GAP}time|hours|hrs)\b)"
    rf"|(?<=\bat{SPACE})(?:[01]?\d|2[0-3]):[0-5]\d(?!\d|:\d)|(?<=\bat{SPACE})(?:noon|midday|midnight))"
)
ZONE = (
    rf"(?:{GAP}\(?(?:GMT|UTC|BST|E[SD]?T|P[SD]?T|C[ES]{{0,2}}T|M[SD]?T|IST|local{GAP}time"
    rf"|(?:Eastern|Pacific|Central|Mountain)(?:{GAP}(?:[Ss]tandard|[Dd]aylight))?(?:{GAP}[Tt]ime)?)\)?)"
)
NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})"
EDGE = r"(?i:early|late|earlier|later|mid)"

COUNTED = (
    r"(?:people|persons|men|women|children|troops|soldiers|officers|workers|employees|jobs|votes|voters|points|miles|feet"
    r"|foot|meters|metres|kilometers|kilometres|km|kg|dollars|pounds|euros|tons|tonnes|acres|hectares|homes|houses"
    r"|deaths|cases|refugees|migrants|protesters|demonstrators|civilians|students|hours|minutes|days|weeks|years|times|words|pages"
    r"|members|patients|victims|fighters|prisoners|passengers|square|degrees|calories|barrels|megawatts|watts|cars|vehicles|guns|tickets|copies|seats|signatures|tests|doses|beds|flights|complaints|mph|strong)"
)
"""Nouns after which a number of four digits is a count, not a year."""

ROUGHLY = (
    r"(?:about|around|some|nearly|almost|over|roughly|approximately|exactly|only|estimated|another"
    r"|than|least|most|up to|number|no\.|room|page|flight|route|highway|channel|section|article|rs|usd)"
)
"""Words before a number of four digits that make it a count or a label, not a year."""

SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"

# --- numbers and units of durations ------------------------------------------------------------------------------

ONES = _numbered(
    "one/two/three/four/five/six/seven/eight/nine/ten/eleven/twelve/thirteen/fourteen/fifteen/sixteen/seventeen/eighteen"
    "/nineteen"
)
TENS = {
    word: 10 * number
    for word, number in _numbered("ten/twenty/thirty/forty/fifty/sixty/seventy/eighty/ninety").items()
    if number > 1
}
GROUPS = {"couple": 2, "dozen": 12, "hundred": 100, "thousand": 1000}
VAGUE = frozenset({"several", "few", "many", "some"})
"""Numbers that are not told: "several weeks" is PXW."""

UNITS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "Y",
    "century": "Y",
    "centurie": "Y",
    "fortnight": "W",
}
"""Letters of TimeML durations; T before those of a clock."""

MANY = {"decade": 10, "century": 100, "centurie": 100, "fortnight": 2}
"""How many of the unit's letters a unit holds, if more than one."""

_ONES = "|".join(sorted(ONES, key=lambda word: (-len(word), word)))
_TENS = "|".join(TENS)
CARDINAL = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:\.\d)?(?:[ -]?(?:1/2|½))?"
    rf"|(?:{_TENS})(?:[- ](?:{_ONES}))?|(?:(?:{_ONES}|an?)[ ])?(?:hundred|thousand)|(?:{_ONES})|an?)"
)
AMOUNT = (
    rf"(?:(?:an?{GAP})?couple(?:{GAP}of)?|(?:an?{GAP})?few|several|many|some|(?:half{GAP})?(?:an?{GAP})?dozen"
    rf"|{CARDINAL})"
)
UNIT = r"(?:minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?|century|centuries|fortnights?)"

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {
    "morning": "TMO",
    "afternoon": "TAF",
    "lunchtime": "T12:00",
    "midday": "T12:00",
    "noon": "T12:00",
    "evening": "TEV",
    "night": "TNI",
    "midnight": "T24:00",
}
"""TimeML's parts of the day."""

ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
    "final": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
