"""Rules for quarters and halves of a year, and for what a report of results calls "the period" or "a year earlier".

A quarter is the latest one of its name that has begun, or the coming one where the text looks forward. "The quarter",
"the latest period" are the quarter last spoken of, or the one before today's. No fiscal calendars: "the fiscal first
quarter" is read as any other.
"""

from __future__ import annotations

import re

from twosource.annotate.times.lexicon import APOSTROPHE, DASH, GAP, ORDINALS, YEAR
from twosource.annotate.times.periods import shifted_quarter
from twosource.annotate.times.scene import DIGIT, Scene, lower, rule

_MONTHS_OF_QUARTER = 3


def _quarter(match: re.Match[str], scene: Scene) -> str | None:
    number = ORDINALS[lower(match["n"])]
    said = match.groupdict()
    stated = said.get("before") or said.get("after")
    if stated:
        return f"{stated}-Q{number}"
    if scene.today is None:
        return None
    ago = lower(said.get("ago"))
    which = lower(said.get("which") or said.get("whose"))
    if which:
        return f"{scene.today.year + {'last': -1, 'next': 1}.get(which, 0):04}-Q{number}"
    begun = scene.today.month > (number - 1) * _MONTHS_OF_QUARTER
    year = scene.today.year - (not begun)
    if scene.lean == "future" and not begun:
        year += 1
    return f"{year - (1 if ago else 0):04}-Q{number}"


def _half(match: re.Match[str], scene: Scene) -> str | None:
    number = 1 if lower(match["n"]) == "first" else 2
    if match["after"]:
        return f"{match['after']}-H{number}"
    if scene.today is None:
        return None
    shift = {"last": -1, "next": 1}.get(lower(match["which"]), 0)
    return f"{scene.today.year + shift:04}-H{number}"


def _period(match: re.Match[str], scene: Scene) -> str | None:
    """The words "the quarter", "the latest period", "the year-ago quarter", "the 1988 period"."""
    current = scene.quarter or _before_today(scene)
    said = match.groupdict()
    if current is None:
        return None
    if said.get("y"):
        return said["y"] + (current[4:] if scene.quarter else "")
    if lower(said.get("which")) == "current" and scene.today:
        return shifted_quarter(_before_today(scene) or "", 1)
    if (
        lower(said.get("unit")) == "period"
        and scene.quarter is None
        and lower(said.get("which")) not in {"latest", "last"}
    ):
        return None
    return shifted_quarter(current, -4) if said.get("ago") else current


def _year_earlier(_: re.Match[str], scene: Scene) -> str | None:
    """The words "year-earlier", "year-ago": the quarter spoken of a year before, or last year."""
    if scene.quarter:
        return shifted_quarter(scene.quarter, -4)
    return f"{scene.today.year - 1:04}" if scene.today else None


def _the_year(match: re.Match[str], scene: Scene) -> str | None:
    """The words "the year": this year, or twelve months ("the year ended June 30", "the fiscal year")."""
    which = lower(match["which"])
    if match["ended"] is not None or which == "fiscal":
        return "P1Y"
    if scene.today is None:
        return None
    return f"{scene.today.year - (which == 'latest fiscal'):04}"


def _before_today(scene: Scene) -> str | None:
    if scene.today is None:
        return None
    return shifted_quarter(f"{scene.today.year:04}-Q{(scene.today.month - 1) // _MONTHS_OF_QUARTER + 1}", -1)


def _end_of_year(_: re.Match[str], scene: Scene) -> str | None:
    return f"{scene.today.year:04}" if scene.today else None


_N = rf"(?P<n>first|second|third|fourth|1st|2nd|3rd|4th|(?:last|final)(?={GAP}quarter{GAP}of))"
_AGO = rf"(?P<ago>year[- ](?:ago|earlier){GAP})?"

RULES = (
    rule(
        "quarter",
        DIGIT | {"the", "last", "final", "next", "this", "year", "fiscal", "first", "second", "third", "fourth"},
        rf"(?i:(?:the{GAP})?(?:(?P<whose>last|next|this){GAP}year{APOSTROPHE}s{GAP})?{_AGO}(?:(?P<before>{YEAR}){GAP})?"
        rf"(?:fiscal[- ])?{_N}"
        rf"(?:{GAP}|{DASH})quarter\b(?:{APOSTROPHE}s)?"
        rf"(?:{GAP}(?:of{GAP}(?:fiscal{GAP})?)?(?:(?P<after>{YEAR})\b|(?P<which>last|next|this){GAP}year\b))?)",
        _quarter,
        tensed=True,
    ),
    rule(
        "half",
        {"the", "first", "second", "last"},
        rf"(?i:(?:the{GAP})?(?P<n>first|second|last){GAP}half{GAP}of{GAP}(?:(?:fiscal{GAP})?(?P<after>{YEAR})\b|(?:the|(?P<which>last|next|this)){GAP}year\b))",
        _half,
    ),
    rule(
        "fiscal-period",
        {"the"},
        rf"(?i:the{GAP}(?:comparable{GAP}|same{GAP})?(?P<ago>year[- ](?:ago|earlier){GAP})(?P<unit>quarter|period)\b)",
        _period,
    ),
    rule(
        "fiscal-period",
        {"the", "that"},
        rf"(?i:(?:the|that){GAP}(?:(?P<which>latest|last|current|most{GAP}recent){GAP}(?P<unit>quarter|period)|(?P<y>{YEAR}){GAP}(?:quarter|period)|quarter)"
        rf"\b(?:{GAP}(?P<ago>a{GAP}year{GAP}(?:ago|earlier)))?)",
        _period,
    ),
    rule(
        "the-year",
        {"the"},
        rf"(?i:the{GAP}(?:(?P<which>full|fiscal|current{GAP}fiscal|current|entire|whole|latest{GAP}fiscal){GAP})?year"
        rf"(?P<ended>(?={GAP}(?:ended|ending|to{GAP}[A-Z])))?\b(?!{GAP}(?:\d|after|before|when|two{GAP}thousand)|-))",
        _the_year,
    ),
    rule("year-earlier", {"year"}, r"(?i:year[- ](?:ago|earlier)\b(?:[- ]period\b)?)", _year_earlier),
    rule("end-of-year", {"year"}, rf"(?i:year(?:{APOSTROPHE}s[- ]|[- ])end\b)", _end_of_year),
)
