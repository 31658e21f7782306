"""Where the statements of many reports come from, as a grid: ``origins(view, width=...) -> Markup``.

In: a :class:`~twosource.render.view.View` and a width in pixels. Out: SVG, as in :mod:`twosource.render.charts`, whose
lines from origins to reports cannot be followed any more when there are many. Rows are the reports from the first to
the last, columns the origins that reach most of them; a dot is as large as the number of statements, an open one came
through somebody else, a square is copy of an agency.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from twosource.render import charts, words
from twosource.render.view import Report, View, same_outlet

FROM_REPORTS = 13
"""So many reports are drawn as a grid."""
_PHONE = 500
_ROW = 19
_WIDEST_COLUMN = 36
_NARROWEST_COLUMN = 17
"""Pixels of a column whose leaning name does not touch the next: where more do not fit, those that reach most stay."""
_LETTER = 6.6
"""Pixels of an average letter of a label."""


class _Cell(NamedTuple):
    """What one origin has in one report: statements, how many of them through others, and who those are."""

    statements: int
    through: int
    others: tuple[str, ...]


class _Column(NamedTuple):
    """An origin, or an agency whose copy is carried (``copy``); cells by number of report."""

    name: str
    link: str
    cells: dict[int, _Cell]
    copy: bool = False


class _Frame(NamedTuple):
    """Where the grid lies in the picture."""

    left: float
    top: float
    step: float
    width: float


def origins(view: View, *, width: int) -> Markup:
    """The grid; empty when there is nothing to draw."""
    left, letters = (250.0, 22) if width > _PHONE else (118.0, 15)
    fitting = int((width - left - letters * _LETTER * math.cos(charts.SLOPE)) / _NARROWEST_COLUMN)
    columns = sorted([*_sources(view), *_wires(view)], key=lambda column: -len(column.cells))[:fitting]
    if not columns:
        return Markup("")
    names = [words.clipped(column.name, letters) for column in columns]
    lean = max(len(name) for name in names) * _LETTER
    right = lean * math.cos(charts.SLOPE)
    step = min(_WIDEST_COLUMN, (width - left - right) / len(columns))
    frame = _Frame(left=left, top=lean * math.sin(charts.SLOPE) + 14, step=step, width=left + step * len(columns))
    parts = [_heads(columns, names, frame), *_rows(view, frame, dated=width > _PHONE)]
    for i, column in enumerate(columns):
        parts += _dots(view, column, frame, frame.left + frame.step * (i + 0.5))
    height = frame.top + _ROW * len(view.reports) + 4
    return charts.svg(width, height, "grid", "Reports from top to bottom, origins from left to right", *parts)


def _sources(view: View) -> Iterator[_Column]:
    for source in charts.drawn(view):
        found: dict[int, list[str]] = {}
        for statement in source.statements:
            report = view.report[statement.article]
            relays = [name for name in statement.relayed_by if not same_outlet(name, report.article.outlet)]
            found.setdefault(report.number, []).append(
                words.line(relays[0]) if relays and not same_outlet(relays[0], source.name) else ""
            )
        cells = {
            number: _Cell(len(through), sum(map(bool, through)), tuple(dict.fromkeys(filter(None, through))))
            for number, through in found.items()
        }
        yield _Column(source.name, f"#o{source.number}", cells)


def _wires(view: View) -> Iterator[_Column]:
    link = "#copies" if view.dossier.copies else "#claims"
    for wire in view.wires:
        cells = {number: _Cell(passages, 0, ()) for number, passages in wire.passages.items()}
        yield _Column(f"{wire.name} copy", link, cells, copy=True)


def _heads(columns: list[_Column], names: list[str], frame: _Frame) -> Markup:
    """The names of the columns, leaning, with a line down to the last row."""
    at = [frame.left + frame.step * (i + 0.5) for i in range(len(columns))]
    return Markup("").join(
        charts.leaning(x + 3, frame.top - 6, column.link, name, column.name)
        for column, name, x in zip(columns, names, at, strict=True)
    )


def _rows(view: View, frame: _Frame, *, dated: bool) -> Iterator[Markup]:
    """The names of the reports, each on a line; the date where it is another than above."""
    rule = Markup('<path class="rule" d="M{x:.0f} {y:.1f}H{end:.0f}"/>')
    name = Markup('<a href="#r{number}"><text class="name" x="{x:.0f}" y="{y:.1f}" text-anchor="end">{told}</text></a>')
    note = Markup('<text class="note" x="0" y="{y:.1f}">{told}</text>')
    letters = int((frame.left - (84 if dated else 14)) / _LETTER)
    before = ""
    for report in view.reports:
        y = _y(report, frame)
        yield rule.format(x=frame.left - 4, y=y, end=frame.width)
        told = _short(report.name, letters)
        yield name.format(number=report.number, x=frame.left - 12, y=y + 4, told=told)
        day = words.day_of(report.article.published)
        date = f"{words.short_day(day)} {day.year}" if day else "no date"
        if dated and date != before:
            yield note.format(y=y + 4, told=date)
        before = date


def _short(name: str, letters: int) -> str:
    """The name cut to so many letters; the number that tells it from others stays ("The New… (2)")."""
    head, space, number = name.rpartition(" (")
    if len(name) <= letters or not space:
        return words.clipped(name, letters)
    return f"{words.clipped(head, letters - len(number) - len(space))}{space}{number}"


def _dots(view: View, column: _Column, frame: _Frame, x: float) -> Iterator[Markup]:
    kind = "common" if len(column.cells) > 1 else "lone"
    dot = Markup('<a class="{kind}" href="{link}">{shape}<title>{told}</title></a>')
    circle = Markup('<circle class="{open}" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>')
    square = Markup('<rect x="{x:.1f}" y="{y:.1f}" width="{side:.1f}" height="{side:.1f}"/>')
    most = min(_ROW, frame.step) / 2 - 1
    for number, cell in sorted(column.cells.items()):
        report = view.reports[number - 1]
        y, r = _y(report, frame), min(most, 2 + 1.3 * math.sqrt(cell.statements))
        if column.copy:
            shape = square.format(x=x - r, y=y - r, side=2 * r)
            told = f"{report.name}: {words.count(cell.statements, 'passage')} of {column.name}"
        else:
            shape = circle.format(open="through" if cell.through == cell.statements else "", x=x, y=y, r=r)
            told = f"{report.name}: {words.count(cell.statements, 'statement')} of {column.name}"
            told += f", through {words.listed(cell.others)}" if cell.others else ""
        yield dot.format(kind=kind, link=column.link, shape=shape, told=told)


def _y(report: Report, frame: _Frame) -> float:
    return frame.top + _ROW * (report.number - 0.5)
