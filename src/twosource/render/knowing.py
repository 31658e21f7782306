"""Who had what when, as a picture: ``picture(view, width=...) -> Markup``.

In: a :class:`~twosource.render.view.View` and a width in pixels. Out: SVG, as in :mod:`twosource.render.charts`. Rows
are the claims that several reports carry, in the order of the page; from left to right stand the reports, from the
first to the last, those of unknown date behind a gap. A dot says that the report carries the claim, in the colour of
how the claim stood when the report was out (``history``); of a report without a date, whose order is not known, it is
open.
Reports that came out at one time stand under one date, in no order.

What this does not do: it tells of no report what it knew and did not print.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from twosource.publication import window
from twosource.render import charts, words
from twosource.render.view import Item, Report, View

MOST_ROWS = 16
"""Claims that are drawn; all stand in the list, each with its own past."""
_PHONE = 500
_ROW = 20
_WIDEST_COLUMN = 44
_LABELLED = 17
"""Pixels of a column from which the leaning names of reports do not touch."""
_LETTER = 6.4
"""Pixels of an average letter of a label."""
_GAP = 12
"""Pixels before the reports of unknown date."""
_DAY, _DAY_AND_YEAR = 46, 76
"""Pixels of a date below the picture: one that would touch the one before is left out."""


class _Frame(NamedTuple):
    """Where the picture's parts lie: the ``x`` of each report by its number; what is free ``right`` of the ``end``."""

    left: float
    top: float
    step: float
    end: float
    right: float
    x: dict[int, float]


def drawn(view: View) -> list[Item]:
    """The claims that the picture shows: shared ones that repeat no other, in the order of the page."""
    return [item for item in view.shared if not view.repeated(item)][:MOST_ROWS]


def picture(view: View, *, width: int) -> Markup:
    """The picture; empty where fewer than two reports are dated, or no claim is shared."""
    dated, undated = _in_order(view.reports)
    items = drawn(view)
    if len(dated) < 2 or not items:  # noqa: PLR2004 - one date is no course of things
        return Markup("")
    reports = [*dated, *undated]
    left, letters = (260.0, 24) if width > _PHONE else (118.0, 14)
    names = [words.clipped(report.name, letters) for report in reports]
    lean = max(map(len, names)) * _LETTER
    gap = _GAP if undated else 0
    step = min(_WIDEST_COLUMN, (width - left - lean * math.cos(charts.SLOPE) - gap) / len(reports))
    labelled = step >= _LABELLED
    if not labelled:
        step = min(_WIDEST_COLUMN, (width - left - gap - 8) / len(reports))
    needed = step * len(reports) + gap + (lean * math.cos(charts.SLOPE) if labelled else 8)
    left = max(left, width - needed)  # few reports leave room for the words of the claims
    places = {r.number: left + step * (i + 0.5) + (gap if i >= len(dated) else 0) for i, r in enumerate(reports)}
    top = lean * math.sin(charts.SLOPE) + 14 if labelled else 10.0
    end = left + step * len(reports) + gap
    frame = _Frame(left=left, top=top, step=step, end=end, right=width - end, x=places)
    parts = list(_heads(reports, names, frame)) if labelled else []
    for row, item in enumerate(items):
        parts += _row(view, item, row, frame, int((left - 20) / _LETTER))
    bottom = frame.top + _ROW * len(items)
    parts += _dates(dated, undated, frame, bottom)
    title = "Shared claims from top to bottom, reports from the first to the last from left to right"
    return charts.svg(width, bottom + 24, "knowing", title, *parts)


def _in_order(reports: Sequence[Report]) -> tuple[list[Report], list[Report]]:
    """Those of known date from the first to the last, and the others."""
    known = {report.number: window(report.article.published) for report in reports}
    dated = [(found.last, report.number, report) for report in reports if (found := known[report.number])]
    return [report for *_, report in sorted(dated)], [report for report in reports if not known[report.number]]


def _heads(reports: Sequence[Report], names: Sequence[str], frame: _Frame) -> Iterator[Markup]:
    for report, name in zip(reports, names, strict=True):
        x, whole = frame.x[report.number] + 3, f"{report.name}, {report.date}"
        yield charts.leaning(x, frame.top - 6, f"#r{report.number}", name, whole)


def _row(view: View, item: Item, row: int, frame: _Frame, letters: int) -> Iterator[Markup]:
    """A claim: its number and words, a line, and a dot for each report that carries it."""
    y = frame.top + _ROW * (row + 0.5)
    label = Markup(
        '<a href="#c{number}" class="k-{kind}"><text class="name" x="0" y="{y:.1f}"><tspan class="no">{number}</tspan>'
        " {told}<title>{whole}</title></text></a>"
    )
    yield label.format(
        number=item.number,
        kind=item.claim.standing,
        y=y + 4,
        told=words.clipped(item.wording, letters - len(str(item.number)) - 1),
        whole=words.clipped(item.wording, 200),
    )
    yield Markup('<path class="rule" d="M{x:.0f} {y:.1f}H{end:.0f}"/>').format(x=frame.left, y=y, end=frame.end)
    yield from _dots(view, item, y, frame)


def _dots(view: View, item: Item, y: float, frame: _Frame) -> Iterator[Markup]:
    past = view.past[item.claim.id]
    dot = Markup(
        '<a href="#c{number}" class="k-{kind}"><circle class="{open}" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>'
        "<title>{told}</title></a>"
    )
    r = max(2.2, min(5.0, frame.step / 2 - 1))
    first = {one.article for one in past.first} if len(past.first) == 1 else set()
    for step in past.steps:
        for article in step.articles:
            report = view.report[article]
            stood = words.STANDING[step.standing].lower()
            told = f"{report.name}, {words.moment(step.by)}{', the first' if article in first else ''}: {stood} by then"
            x = frame.x[report.number]
            yield dot.format(number=item.number, kind=step.standing, open="", x=x, y=y, r=r, told=told)
    for one in past.undated:
        report = view.report[one.article]
        told = f"{report.name}, not dated: order not known"
        x = frame.x[report.number]
        yield dot.format(number=item.number, kind="single", open="through", x=x, y=y, r=r, told=told)


def _dates(dated: Sequence[Report], undated: Sequence[Report], frame: _Frame, bottom: float) -> Iterator[Markup]:
    """Below the first report of each day its date, where there is room for it."""
    note = Markup('<text class="note" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{told}</text>')
    tick = Markup('<path class="rule" d="M{x:.1f} {top:.1f}V{bottom:.1f}"/>')
    days = {report.number: words.day_of(report.article.published) for report in dated}
    years = len({day.year for day in days.values() if day}) > 1
    room = _DAY_AND_YEAR if years else _DAY
    before, free = None, 0.0
    last = frame.end - (room if undated else room - frame.right)
    for report in dated:
        day, x = days[report.number], frame.x[report.number] - frame.step / 2
        if day and day != before:
            yield tick.format(x=x, top=frame.top, bottom=bottom + 6)
            if free <= x <= last:
                told = f"{words.short_day(day)} {day.year}" if years else words.short_day(day)
                yield note.format(x=x + 2, y=bottom + 18, anchor="start", told=told)
                free = x + room
        before = day
    if undated:
        yield note.format(x=frame.end, y=bottom + 18, anchor="end", told="no date")
