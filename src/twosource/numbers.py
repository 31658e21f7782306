"""Comparing numbers that reports give for the same thing.

A number in the news is seldom exact: "nearly 25", "more than 1,000", "dozens", "$2.5 billion". ``same`` says whether
two of them can both be right. Units are those of :class:`~twosource.model.Quantity`; ``comparable`` says whether two
units count the same sort of thing: all words for people do ("people", "passenger", "death"), which does not mean that
they count the same people.

Nothing here converts units (miles and kilometres are not comparable) or knows exchange rates.
"""

from __future__ import annotations

from math import isfinite
from typing import Literal

from twosource.model import Quantity

Sameness = Literal["same", "compatible", "different", "incomparable"]

ABOUT = 0.1
"""How far "about 100" may be off, as a share of the number: 90 to 110."""

OPEN = 2.0
"""How far "more than 100" may be off, as a factor: up to 200. Beyond that, a reporter would have written 200."""

ROUNDED_FROM = 100
"""Numbers below are taken at their word: 20 dead and 23 dead differ. Larger round ones may have been rounded."""

ROUNDED_BY = 0.05
"""The most by which rounding may have moved a number, as a share of it."""

ALIKE = 1e-9

PEOPLE: frozenset[str] = frozenset(
    """
    people activist adult agent aide american arrest athlete attacker attendee attorney australian body boy briton
    buyer candidate casualty child chinese citizen civilian cleric client coach colleague commuter congressman
    consumer contractor crew-member customer death defector defendant delegate democrat demonstrator deputy detainee
    diplomat doctor driver employee engineer executive expat expert fan fatality father fighter firefighter fisherman
    foreigner french german girl goer governor guard guest gunman hostage immigrant individual infant injury inmate
    insurgent investigator iraqi israeli jihadist journalist judge juror kid lawmaker lawyer leader man marcher marine
    member migrant militant militiaman minister minor mother mourner neighbor neighbour nominee nurse observer officer
    official onlooker other palestinian parent participant passenger patient pedestrian person personnel pilgrim pilot
    plaintiff player police policeman politician prisoner professor prosecutor protester protestor pupil refugee
    reporter representative republican rescuer resident reveler reveller rider rioter sailor scientist seeker senator
    serviceman servicewoman shopper signatory signer soldier spectator spouse staff staffer student subscriber
    supporter survivor suspect syrian teacher teen teenager terrorist tourist traveler traveller troop user veteran
    victim villager visitor volunteer voter witness woman worker worshipper wounded youngster youth docker labourer
    laborer miner
    """.split()  # noqa: SIM905 - a list of words
)
"""Units that count people."""

_FIXED = frozenset({"%", "percentage point", "year-old", "°", "degree"})


def comparable(a: str, b: str) -> bool:
    """Whether two units count the same sort of thing. A number without a unit may count anything that is counted in
    whole things, but no money, shares or ages.
    """
    if a == b or (a in PEOPLE and b in PEOPLE):
        return True
    return (not a or not b) and not any(_measured(unit) for unit in (a, b) if unit)


def _measured(unit: str) -> bool:
    return unit in _FIXED or (len(unit) == len("USD") and unit.isupper())


def same(a: Quantity, b: Quantity) -> Sameness:
    """Whether two numbers say the same, may both be right, or contradict each other."""
    if not comparable(a.unit, b.unit) or not all(map(isfinite, (a.value, b.value))):
        return "incomparable"
    if _alike(a.value, b.value) and _alike(a.upper or a.value, b.upper or b.value) and a.precision == b.precision:
        return "same"
    low_a, high_a = _bounds(a)
    low_b, high_b = _bounds(b)
    if low_a <= high_b and low_b <= high_a:
        return "compatible"
    return "compatible" if a.upper is None and b.upper is None and _rounded(a.value, b.value) else "different"


def _alike(a: float, b: float) -> bool:
    return abs(a - b) <= ALIKE * max(1.0, abs(a), abs(b))


def _bounds(quantity: Quantity) -> tuple[float, float]:
    """Between what the number may lie."""
    low, high = quantity.value, quantity.upper if quantity.upper is not None else quantity.value
    margin = {"about": ABOUT, "exact": ALIKE}.get(quantity.precision, 0.0)
    low, high = low - margin * abs(low), high + margin * abs(high)
    if quantity.precision == "at-least":
        high = max(high * OPEN, low)
    elif quantity.precision == "at-most":
        low = min(low / OPEN, high)
    return low, high


def _rounded(a: float, b: float) -> bool:
    """Whether one number may be the other, rounded to its own last digit that is not zero."""
    larger = max(abs(a), abs(b))
    if min(abs(a), abs(b)) < ROUNDED_FROM or abs(a - b) > ROUNDED_BY * larger:
        return False
    return abs(a - b) <= max(_step(a), _step(b)) / 2


def _step(value: float) -> float:
    """The place of the last digit that is not zero: 100,000 for 2,500,000; 1 for what has no trailing zeros."""
    whole, step = round(abs(value)), 1
    while whole and whole % 10 == 0:
        whole, step = whole // 10, step * 10
    return float(step)
