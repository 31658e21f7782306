"""What a rule for time expressions is, and what it is resolved against.

A rule has a pattern and a function that gets the match and a :class:`Scene` and returns a TimeML value, or None when
the words are no time after all. ``heads`` are the words with which a match may begin, in lower case; "0" stands for
anything that begins with a digit. Only rules with the right head are tried at a word, so that a text costs what its
times cost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from twosource.annotate.times import lexicon
from twosource.annotate.times.calendar import Lean
from twosource.annotate.times.lexicon import CLOCK, GAP, PART_OF_DAY, ZONE


class Scene(NamedTuple):
    """What an expression is resolved against: the day of the report, the lean of the tense around the expression,
    and the day, month, year and quarter ("2017-12-27", "2017-12", "2017", "2017-Q4") that the text last spoke of.
    ``news`` is the day on which the people quoted spoke.
    """

    today: date | None
    lean: Lean = ""
    day: str | None = None
    month: str | None = None
    year: str | None = None
    quarter: str | None = None
    news: date | None = None


Resolve = Callable[["re.Match[str]", Scene], str | None]


class Rule(NamedTuple):
    """``tensed``: whether the meaning depends on the tense around the expression. ``repeated``: whether it tells how
    often something happens (TimeML's SET).
    """

    name: str
    heads: frozenset[str]
    pattern: re.Pattern[str]
    resolve: Resolve
    tensed: bool
    repeated: bool


def rule(
    name: str, heads: Iterable[str], pattern: str, resolve: Resolve, *, tensed: bool = False, repeated: bool = False
) -> Rule:
    """A rule; white space in the pattern counts."""
    return Rule(name, frozenset(heads), re.compile(pattern), resolve, tensed, repeated)


# --- heads ---------------------------------------------------------------------------------------------------------

DIGIT = frozenset({"0"})
MONTHS = frozenset(lexicon.MONTHS)
WEEKDAYS = frozenset(lexicon.WEEKDAYS)
EDGES = frozenset({"early", "late", "earlier", "later", "mid"})
NUMBERS = (
    frozenset(lexicon.ONES)
    | frozenset(lexicon.TENS)
    | frozenset(lexicon.GROUPS)
    | lexicon.VAGUE
    | {"a", "an", "half", "0"}
)
WHICH = frozenset({"last", "next", "past", "coming", "upcoming", "previous", "following", "this", "the"})
AT = DIGIT | {"noon", "midday", "midnight"}
"""A clock time before a date."""


# --- reading a match -----------------------------------------------------------------------------------------------


def key(words: str) -> str:
    """A name of a month or weekday as the lexicon has it."""
    return words.lower().rstrip(".")


def lower(words: str | None) -> str:
    """Words in lower case with single spaces."""
    return re.sub(r"\s+", " ", (words or "").lower())


def day_number(words: str) -> int:
    """The number of a day or a small count, in digits ("3rd") or as a word."""
    return (
        int("".join(c for c in words if c in "0123456789")) if words[0].isdigit() else lexicon.SMALL_NUMBERS[key(words)]
    )


_HALF = re.compile(r"1/2|½")
_WORDS = re.compile(r"[a-z]+")


def amount(words: str) -> float | None:
    """How many, from the words of ``lexicon.AMOUNT``; None if they do not tell ("several")."""
    said = lower(words).replace(",", "")
    half = 0.5 if _HALF.search(said) else 0.0
    digits = re.match(r"\d+(?:\.\d+)?", _HALF.sub("", said))
    if digits or half:
        return (float(digits[0]) if digits else 0.0) + half
    parts = [word for word in _WORDS.findall(said) if word not in {"of", "an", "a"}]
    if any(word in lexicon.VAGUE for word in parts):
        return None
    total = 0.0 if parts else 1.0
    for word in parts:
        if word in lexicon.GROUPS:
            total = max(total, 1.0) * lexicon.GROUPS[word]
        else:
            total = 0.5 if word == "half" else total + lexicon.ONES.get(word, lexicon.TENS.get(word, 0))
    return total


# --- the hour ------------------------------------------------------------------------------------------------------

AT_CLOCK = rf"(?:(?P<at>{CLOCK}){ZONE}?,?{GAP}(?:(?:on|of){GAP})?)?"
"""A clock time before a date."""

AT_PART = rf"(?:{GAP}(?P<part>{PART_OF_DAY})\b)?"
"""A part of the day after a date."""

_HOUR = re.compile(r"(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?[\s\u00a0\u2009-]*(?P<half>[aApP])?")


def hour(match: re.Match[str]) -> str:
    """What a match tells of the hour, as TimeML writes it after the day ("T17:00", "TNI"); "" if nothing."""
    said = match.groupdict()
    for name in ("at", "then"):
        if said.get(name):
            return clock(said[name])
    return lexicon.PARTS.get(lower(said.get("part")), "")


def clock(words: str) -> str:
    """A clock time as TimeML writes it."""
    read = _HOUR.match(words)
    if not read:
        return lexicon.PARTS.get(lower(words), "")
    hours = int(read["h"])
    if read["half"]:
        hours = hours % 12 + (12 if read["half"] in "pP" else 0)
    return f"T{hours:02}:{read['m'] or '00'}"
