"""What speaks for two reports telling of one event, as far as the two themselves show it.

In: pairs of profiles and a judge (``seams.Judge``). Out: a :class:`Tie` for each pair that is worth remembering: its
measures, the log-odds that the judge gives them, and what can be told to a person (``group.wording``).

The measures (:data:`MEASURES`) are of bodies, titles and openings (cosines of weighted terms), names, numbers, days
told of, quotations, shared text, embeddings and of the time between the two. The same two profiles give the same
measures in whichever order they come; nothing else is looked at. What is not known (a time, a day of the week) is
:data:`UNKNOWN`.

What this does not do: a measure of who published them (two reports of one outlet may well tell of one event), and the
other reports (``group.context``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import islice
from math import log1p, sqrt
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from twosource.group.profiles import SCALE, SKETCH, Profile
from twosource.group.terms import telling
from twosource.publication import Window, apart, window
from twosource.seams import Judge

FALLING = frozenset({"hours", "years"})
"""Measures that only speak against a tie the larger they are."""
NEITHER = frozenset({"undated", "words"})
"""Measures that speak neither for nor against; all others only speak for a tie."""
MEASURES = (
    *("terms", "lead", "title", "title-told-least", "title-told-most", "title-shared", "title-telling"),
    *("heaviest-shared", "names", "names-telling", "numbers", "days", "days-share", "main-day"),
    *("weekdays", "first-weekday", "years", "first", "mean", "quoted", "text", "hours", "undated", "words"),
)
UNKNOWN = -99.0
"""The value of a measure that is not known: no measure or feature has it otherwise."""

FAINT = -5.0
"""Log-odds below which a pair is forgotten: of the pairs of one story, 2 in 100 are."""
NEAR_COPY = 0.5
"""Share of runs of five words from which two reports are near-copies, whatever else speaks against it."""
SURE = 8.0
"""Log-odds of a near-copy, and the most that count."""

BATCH = 4096
SHOWN = 3
QUARTER = 6
"""Hours of a quarter of a day: what is less apart is of one time."""


class Tie(Struct, frozen=True, kw_only=True):
    """Two reports that may tell of one event: ``first`` and ``second`` are ids of articles, in the order of ids.

    ``odds``: the natural log of the odds, by the two alone. ``names``, ``numbers``: what both tell, the most telling
    first (names as ``Profile`` has them). ``alike``: cosine of their terms, 0 to 1. ``hours``: that lie between them at
    least; None if one is not dated. ``shared``: the estimated share of their runs of words that both have. ``measures``
    in the order of :data:`MEASURES`.
    """

    first: str
    second: str
    odds: float
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    alike: float = 0.0
    hours: float | None = None
    shared: float = 0.0
    measures: tuple[float, ...] = ()


def tie(a: Profile, b: Profile, judge: Judge) -> Tie | None:
    """The tie of two reports; None if next to nothing speaks for it."""
    return next(iter(ties([(a, b)], judge)), None)


def ties(pairs: Iterable[tuple[Profile, Profile]], judge: Judge) -> list[Tie]:
    """The ties of pairs of reports, in their order, without those for which next to nothing speaks."""
    waiting, out, looked = iter(pairs), [], _Looks()
    while batch := [by_id(looked.at(a), looked.at(b)) for a, b in islice(waiting, BATCH)]:
        rows = [measures(a, b) for a, b in batch]
        odds = judge.odds(table(rows)).tolist()
        made = (_tie(a, b, row, value) for (a, b), row, value in zip(batch, rows, odds, strict=True))
        out += [one for one in made if one.odds >= FAINT]
    return out


def table(rows: Sequence[Sequence[float]]) -> NDArray[np.float32]:
    """Rows for a judge: what is not known is no number, which trees tell from every number."""
    made = np.array(rows, dtype=np.float32)
    return np.where(made == np.float32(UNKNOWN), np.float32(np.nan), made)


def _tie(a: Look, b: Look, row: Sequence[float], odds: float) -> Tie:
    shared = round(resemblance(a, b), 2)
    names = sorted(a.names.keys() & b.names.keys(), key=lambda name: (-_telling(name), name))
    numbers = sorted(a.numbers & b.numbers, key=lambda number: (-number[0], number[1]))
    return Tie(
        first=a.of.article,
        second=b.of.article,
        odds=SURE if shared >= NEAR_COPY else round(min(odds, SURE), 2),
        names=tuple(names[:SHOWN]),
        numbers=tuple(f"{value:,.12g} {unit}".rstrip() for value, unit in numbers[:SHOWN]),
        alike=round(row[0], 2),
        hours=hours_apart(a, b),
        shared=shared,
        measures=tuple(row),
    )


# --- measures -------------------------------------------------------------------------------------------------------


class Look(NamedTuple):
    """A profile as it is compared: opened once, not once for each partner."""

    of: Profile
    window: Window | None
    terms: dict[str, int]
    lead: dict[str, int]
    title: dict[str, int]
    names: dict[str, int]
    numbers: frozenset[tuple[float, str]]
    days: frozenset[str]
    quoted: frozenset[int]
    sketch: NDArray[np.uint32]
    mean: NDArray[np.float64]
    first: NDArray[np.float64]


def look(one: Profile) -> Look:
    """Open a profile."""
    return Look(
        of=one,
        window=window(one.published),
        terms=dict(one.terms),
        lead=dict(one.lead),
        title=dict(one.title),
        names=dict(one.names),
        numbers=frozenset(one.numbers),
        days=frozenset(one.days),
        quoted=frozenset(one.quoted),
        sketch=np.frombuffer(one.sketch, dtype="<u4"),
        mean=np.frombuffer(one.mean, dtype=np.int8).astype(np.float64),
        first=np.frombuffer(one.first, dtype=np.int8).astype(np.float64),
    )


class _Looks:
    """Profiles that were opened."""

    def __init__(self) -> None:
        self._kept: dict[str, Look] = {}

    def at(self, one: Profile) -> Look:
        kept = self._kept.get(one.article)
        if kept is None or kept.of is not one:
            kept = self._kept[one.article] = look(one)
        return kept


def by_id(a: Look, b: Look) -> tuple[Look, Look]:
    """The one with the smaller id first."""
    return (a, b) if a.of.article <= b.of.article else (b, a)


def measures(a: Look, b: Look) -> list[float]:
    """The measures of a pair, in the order of :data:`MEASURES`."""
    hours = hours_apart(a, b)
    found = [
        *_of_words(a, b),
        *_of_facts(a, b),
        *_of_days(a, b),
        _cosine(a.first, b.first),
        _cosine(a.mean, b.mean),
        log1p(len(a.quoted & b.quoted)),
        resemblance(a, b),
        UNKNOWN if hours is None else log1p(hours / QUARTER),
        float(hours is None),
        log1p(min(a.of.words, b.of.words)),
    ]
    return [round(value, 4) for value in found]


def _of_words(a: Look, b: Look) -> list[float]:
    both = a.title.keys() & b.title.keys()
    shared = a.terms.keys() & b.terms.keys()
    return [
        _dot(a.terms, b.terms),
        _dot(a.lead, b.lead),
        _dot(a.title, b.title),
        *sorted((_told(a.title, b.terms), _told(b.title, a.terms))),
        log1p(len(both)),
        sum(sorted(map(telling, both))) / 10,
        max((min(a.terms[term], b.terms[term]) for term in shared), default=0) / SCALE,
    ]


def _of_facts(a: Look, b: Look) -> list[float]:
    return [
        _dot(a.names, b.names),
        sum(sorted(map(_telling, a.names.keys() & b.names.keys()))) / 10,
        log1p(len(a.numbers & b.numbers)),
    ]


def _of_days(a: Look, b: Look) -> list[float]:
    one, other = a.of, b.of
    both = len(a.days & b.days)
    norm = sqrt(sum(n * n for n in one.weekdays) * sum(n * n for n in other.weekdays))
    return [
        log1p(both),
        both / max(1, min(len(a.days), len(b.days))),
        float(bool(one.days) and one.days[:1] == other.days[:1]),
        sum(x * y for x, y in zip(one.weekdays, other.weekdays, strict=True)) / norm if norm else UNKNOWN,
        float(one.weekday == other.weekday) if one.weekday and other.weekday else UNKNOWN,
        float(abs(one.year - other.year)) if one.year and other.year else UNKNOWN,
    ]


def _telling(name: str) -> float:
    return telling(name.rsplit(" ", 1)[-1])


def _told(title: Mapping[str, int], terms: Mapping[str, int]) -> float:
    """How much of a title the other report tells; UNKNOWN without a title."""
    whole = sum(weight * weight for weight in title.values())
    return sum(weight * weight for term, weight in title.items() if term in terms) / whole if whole else UNKNOWN


def _dot(a: Mapping[str, int], b: Mapping[str, int]) -> float:
    """Cosine of two lists of weighted terms; whole numbers, so that no order of adding shows."""
    return sum(a[term] * b[term] for term in a.keys() & b.keys()) / SCALE**2


def _cosine(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    """Whole numbers in floats: exact in any order of adding."""
    if not len(a) or len(a) != len(b):
        return UNKNOWN
    return float(a @ b) / sqrt(float(a @ a) * float(b @ b))


def resemblance(a: Look, b: Look) -> float:
    """The share of equal values of two signatures: an estimate of the runs that both have, among those of either."""
    return float(np.count_nonzero(a.sketch == b.sketch)) / SKETCH if len(a.sketch) == len(b.sketch) else 0.0


def hours_apart(a: Look, b: Look) -> float | None:
    """Hours that lie between two publications at least; None if one of them is not known."""
    if a.window is None or b.window is None:
        return None
    return round(apart(a.window, b.window) / timedelta(hours=1), 2)
