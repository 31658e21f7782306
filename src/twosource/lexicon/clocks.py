"""Times of day in one spelling: "7.40pm", "7:40 p.m.", "19:40", "twenty to eight in the evening" are one time.

In: words. Out: the words with each time of day as ``H:MM`` of twelve hours, and ``am`` or ``pm`` behind it where it is
told; two times are the same if nothing tells them apart. A whole hour ("seven o'clock", "7 pm") stays the number it is.

Counter-examples: "five to eight people", "a vote of ten to eight", "sold at 2.50 crowns": "twenty to eight" and "7.40"
are times only with the part of the day, or where a time is looked for and nothing is counted behind it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.lexicon.words import NUMBER_WORDS

_HOURS = {word: value for word, value in NUMBER_WORDS.items() if 1 <= value <= 12}  # noqa: PLR2004 - of a clock
_PARTS = {"quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_HOUR = "|".join(sorted(_HOURS, key=len, reverse=True))
_TIME = re.compile(
    rf"""
    (?<![\w.,:/$£€-])
    (?: (?P<hour>\d\d?)(?P<sign>[:.])(?P<minute>[0-5]\d)(?![\d:])
      | (?P<part>twenty-five|twenty|ten|five|half|quarter)\s+(?P<side>past|to)\s+(?P<named>{_HOUR})\b
    )
    (?: \s*(?P<half>[ap])(?:m\b|\.\s?m\.) | \s+in\s+the\s+(?P<day>morning|afternoon|evening)\b )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE = re.compile(
    r"\b(?:at|by|was|is|until|till|since|around|about|before|after|nearly|almost)\s+(?:an?\s+)?$", re.IGNORECASE
)
_AT = re.compile(r"\b(?:at|until|till|since|before|after)\s+$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s+(?!(?:when|as|and|on|in|that|this|last|while|local|yesterday|we|he|she|they|it|I|the)\b)[^\W_]|\s*[$£€%]"
)
_SPELT = re.compile(r"(\d\d?:\d\d)(am|pm)?")
_BACK = 12
"""Characters before a time in which the word stands that it is looked for behind."""
_NOON, _MIDNIGHT = 12, 24


@lru_cache(maxsize=4096)
def spelt(words: str) -> str:
    """The words with their times of day in one spelling."""
    return _TIME.sub(_one, words)


def same(one: str, other: str) -> bool:
    """Whether two times as :func:`spelt` has them may be the same: nothing but the part of the day may be untold. A
    number is the whole hour.
    """
    here, there = _SPELT.fullmatch(one), _SPELT.fullmatch(other)
    if not here or not there:
        return one == other or f"{one}:00" == (there and there[1]) or f"{other}:00" == (here and here[1])
    return here[1] == there[1] and (here[2] == there[2] or not (here[2] and there[2]))


def is_time(word: str) -> bool:
    """Whether a word is a time of day as :func:`spelt` has them."""
    return _SPELT.fullmatch(word) is not None


def _one(found: re.Match[str]) -> str:
    half = (found["half"] or {"morning": "a", None: ""}.get(found["day"] and found["day"].lower(), "p")).lower()
    if not half and _may_be_another(found):
        return found[0]
    hour, minute = _told(found)
    if hour >= _MIDNIGHT or (half == "a" and hour > _NOON):
        return found[0]
    half = half or ("p" if hour > _NOON else "a" if found["hour"] == "00" else "")
    return f"{hour % _NOON or _NOON}:{minute:02}{half and half + 'm'}"


def _may_be_another(found: re.Match[str]) -> bool:
    """Whether words that nothing tells the part of the day of may be no time."""
    spoken = found["side"] and found["side"].lower() == "to"
    if not spoken and found["sign"] != ".":
        return False
    behind = _BEFORE if spoken else _AT
    looked_for = behind.search(found.string, max(0, found.start() - _BACK), found.start())
    return not looked_for or _COUNTED.match(found.string, found.end()) is not None


def _told(found: re.Match[str]) -> tuple[int, int]:
    """The hour and the minute."""
    if found["part"]:
        hour, minute = _HOURS[found["named"].lower()], _PARTS[found["part"].lower()]
        return (hour, minute) if found["side"].lower() == "past" else ((hour - 1) or _NOON, 60 - minute)
    return int(found["hour"]), int(found["minute"])
