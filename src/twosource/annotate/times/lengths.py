"""Rules for how long something lasts and how often it happens, and for times that are on no calendar ("recently").

Values are TimeML's: "P3D", "PT2H", "PXW" ("several weeks"), "P1D" for "daily", "XXXX-WXX-5" for "every Friday",
"PRESENT_REF", "PAST_REF", "FUTURE_REF". None of them is a time of the product's records.
"""

from __future__ import annotations

import re

from twosource.annotate.times import lexicon
from twosource.annotate.times import scene as heads
from twosource.annotate.times.lexicon import AMOUNT, GAP, MONTH, MONTHS, PART_OF_DAY, UNIT, WEEKDAY, WEEKDAYS
from twosource.annotate.times.scene import NUMBERS, Scene, amount, key, lower, rule

# --- durations -----------------------------------------------------------------------------------------------------

_FINER = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60)}
"""What half of a unit is counted in, and how many of them the unit has."""


def _unit(words: str) -> str:
    said = lower(words)
    return "century" if said.startswith("centur") else said.removesuffix("s")


def length(number: float | None, unit: str) -> str:
    """A duration as TimeML writes it."""
    letters = lexicon.UNITS[unit]
    sign, letter = ("PT", letters[1]) if letters[0] == "T" else ("P", letters)
    if number is None:
        return f"{sign}X{'C' if unit == 'century' else letter}"
    number *= lexicon.MANY.get(unit, 1)
    if letters == "D" and number == 1.5:  # noqa: PLR2004 - days have no letter below them
        return "PT36H"
    whole, part = int(number), number % 1
    if not part or letters not in _FINER:
        return f"{sign}{whole}{letter}"
    finer, many = _FINER[letters]
    rest = f"{round(part * many)}{finer}"
    return f"{sign}{whole}{letter}{rest}" if whole else f"{sign}{rest}"


def _duration(match: re.Match[str], _: Scene) -> str | None:
    number = amount(match["n"])
    if match["half"] and number is not None:
        number += 0.5
    return length(number, _unit(match["unit"]))


def _bare(match: re.Match[str], _: Scene) -> str | None:
    return length(None, _unit(match["unit"]))


def _last_one(match: re.Match[str], _: Scene) -> str | None:
    return length(1, _unit(match["unit"]))


# --- sets ----------------------------------------------------------------------------------------------------------

_OFTEN = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "annually": "P1Y",
    "yearly": "P1Y",
}


def _often(match: re.Match[str], _: Scene) -> str | None:
    return _OFTEN[lower(match[0])]


def _every(match: re.Match[str], _: Scene) -> str | None:
    number = 2.0 if match["other"] else amount(match["n"] or "one")
    return length(number, _unit(match["unit"]))


def _every_day(match: re.Match[str], _: Scene) -> str | None:
    if match["w"]:
        return f"XXXX-WXX-{WEEKDAYS[key(match['w'])]}" + lexicon.PARTS.get(lower(match["part"]), "")
    if match["m"]:
        return f"XXXX-{MONTHS[key(match['m'])]:02}"
    return (
        f"XXXX-{lexicon.SEASONS[lower(match['s'])]}" if match["s"] else "XXXX-XX-XX" + lexicon.PARTS[lower(match["p"])]
    )


# --- on no calendar ------------------------------------------------------------------------------------------------

_REFERENCES = {
    "now": "PRESENT_REF",
    "right now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "current": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "these days": "PRESENT_REF",
    "recently": "PAST_REF",
    "most recently": "PAST_REF",
    "more recently": "PAST_REF",
    "until recently": "PAST_REF",
    "lately": "PAST_REF",
    "the past": "PAST_REF",
    "the recent past": "PAST_REF",
    "the future": "FUTURE_REF",
    "the near future": "FUTURE_REF",
    "the near term": "FUTURE_REF",
    "the short term": "FUTURE_REF",
    "the long term": "FUTURE_REF",
    "the coming months": "FUTURE_REF",
    "the coming weeks": "FUTURE_REF",
}
_PLURAL = r"(?:days|weeks|months|quarters|years|decades)"


def _reference(match: re.Match[str], _: Scene) -> str | None:
    return _REFERENCES[lower(match[0])]


def _around_now(match: re.Match[str], _: Scene) -> str | None:
    return "PAST_REF" if lower(match["which"]) in {"recent", "past"} else "FUTURE_REF"


# --- the lists -----------------------------------------------------------------------------------------------------

_WHICH = (
    rf"(?:(?:the{GAP})?(?:first|last|past|next|coming|previous|latest|final|full|entire|year-earlier)"
    r"|the|this|these|those)"
)
_NAMES = "|".join(sorted((name.replace(" ", GAP) for name in _REFERENCES), key=lambda name: (-len(name), name)))
_SINGULAR = rf"(?:minute|hour|day|week|month|year)(?!{GAP}and{GAP}a{GAP}half)"

DURATIONS = (
    rule(
        "duration",
        NUMBERS
        | {
            "the",
            "this",
            "these",
            "those",
            "first",
            "last",
            "past",
            "next",
            "coming",
            "previous",
            "latest",
            "final",
            "year",
        },
        rf"(?i:(?P<which>{_WHICH}{GAP})?(?P<n>{AMOUNT})(?:{GAP}(?:to|or){GAP}{AMOUNT})?(?:[ \u00a0]|[-‐‑–])"
        rf"(?:(?:more|additional|full|whole|consecutive|straight|trading|business|working|calendar|long){GAP})?"
        rf"(?P<unit>{UNIT})\b(?P<half>{GAP}and{GAP}a{GAP}half)?(?:[- ](?P<tail>old|long|ahead|period)\b)?)",
        _duration,
    ),
    rule(
        "last-one",
        {"the", "past", "last"},
        rf"(?i:(?:the{GAP})?(?:past|last){GAP}(?P<unit>decade|century|hour)\b)",
        _last_one,
    ),
    rule(
        "bare-duration",
        {"days", "weeks", "months", "years", "decades", "centuries", "hours"},
        rf"(?i:(?P<unit>{UNIT})\b)",
        _bare,
    ),
)

SETS = (
    rule("often", _OFTEN, rf"(?i:{'|'.join(_OFTEN)})\b", _often, repeated=True),
    rule(
        "every",
        {"every", "each"},
        rf"(?i:(?:every|each){GAP}(?:(?P<other>other){GAP}|(?P<n>{AMOUNT}){GAP})?(?P<unit>{UNIT})\b)",
        _every,
        repeated=True,
    ),
    rule(
        "every",
        {"a", "an", "per"},
        rf"(?P<other>)(?P<n>)(?i:(?:an?|per){GAP}(?P<unit>{_SINGULAR})\b)",
        _every,
        repeated=True,
    ),
    rule(
        "every-day",
        {"every", "each", "on"} | heads.WEEKDAYS | {f"{day}s" for day in heads.WEEKDAYS},
        rf"(?:(?i:every|each){GAP}(?:(?P<w>{WEEKDAY})(?:{GAP}(?P<part>{PART_OF_DAY}))?|(?P<m>{MONTH})"
        rf"|(?i:(?P<s>{'|'.join(lexicon.SEASONS)}))|(?P<p>morning|afternoon|evening|night))\b)",
        _every_day,
        repeated=True,
    ),
    rule(
        "every-day",
        {f"{day}s" for day in heads.WEEKDAYS},
        rf"(?P<w>{WEEKDAY})s\b(?P<part>)(?P<m>)(?P<s>)(?P<p>)",
        _every_day,
        repeated=True,
    ),
    rule(
        "every-day",
        heads.WEEKDAYS,
        rf"(?P<w>{WEEKDAY}){GAP}(?P<part>morning|afternoon|evening|night)s\b(?P<m>)(?P<s>)(?P<p>)",
        _every_day,
        repeated=True,
    ),
)

REFERENCES = (
    rule(
        "around-now",
        {"recent", "coming", "the", "past"},
        rf"(?i:(?:the{GAP})?(?P<which>recent|coming|past){GAP}{_PLURAL}(?:{GAP}and{GAP}{_PLURAL})?\b)",
        _around_now,
    ),
    rule(
        "reference",
        {name.split()[0] for name in _REFERENCES},
        rf"(?i:{_NAMES})\b",
        _reference,
    ),
)
