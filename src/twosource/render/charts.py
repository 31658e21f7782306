"""Pictures drawn as SVG: where the statements come from, the time line, and which reports carry a claim.

In: a :class:`~twosource.render.view.View` and a width in pixels. Out: SVG for an HTML page, which brings the style
sheet: colours and type are classes, so that a picture follows the page into the dark. Links go to anchors of the
page. Nothing is measured: text is cut to a number of characters that fits its column at any usual typeface, and the
whole of it stands in a ``<title>``.
"""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup
from msgspec import Struct

from twosource.render import words
from twosource.render.view import Item, Report, Source, View, same_outlet

MOST_ORIGINS = 16
"""Origins that are drawn: more are not read but counted. The ledger below the picture lists all of them."""
_LETTER = 7.2
"""Pixels of an average letter of a label: cuts are made for wide and bold typefaces rather than narrow ones."""
_SMALL = 6.2
"""The same for a relay."""
_PHONE = 500
"""Pixels up to which a picture is drawn for a phone."""
_ROW = 13
"""Pixels of a line of a label."""
_COLUMN = 26
_STACK = 14
_STEP = 11
"""Pixels of a date on the time line; dots on one another; pixels of a dot."""
_DAY, _WEEK, _MONTH, _YEAR = range(4)
_GRAINS = {len("2017"): _YEAR, len("2017-12"): _MONTH, len("2017-W52"): _WEEK}
_NEAR = 15
"""Days around a publication that keep a column of their own."""
_DAYS_APART = 45
"""Days after which the year is told again."""


# --- where the statements come from ---------------------------------------------------------------------------------


class _Node(Struct, frozen=True):
    """A labelled point: the lines of its name, a note below them, where it stands and what it links to."""

    label: tuple[str, ...]
    note: str
    y: float
    link: str = ""
    kind: str = "lone"


class _Flow(Struct, frozen=True):
    """``count`` statements of an origin that reach a report, directly or through a relay."""

    origin: int
    relay: str
    report: int
    count: int


def drawn(view: View) -> tuple[Source, ...]:
    """The origins that the picture shows: those that reach most, as many as can be read."""
    known = tuple(source for source in view.sources if source.origin.kind != "unknown")
    several = sum(len(source.reports) > 1 for source in known)
    return known[: max(min(several, MOST_ORIGINS), MOST_ORIGINS // 2)]


def origins(view: View, *, width: int) -> Markup:
    """Origins on the left, the outlets and agencies that relay them in the middle, the reports on the right."""
    sources = drawn(view)
    side = 0.34 if width > _PHONE else 0.37
    flows = _flows(view, sources, letters=min(20, int((width * (1 - 2 * side) - 20) / _SMALL)))
    if not flows:
        return Markup("")
    left, right, letters = width * side, width * (1 - side), int(width * side / _LETTER) - 1
    reports = [report for report in view.reports if any(flow.report == report.number for flow in flows)]
    places = {report.number: i for i, report in enumerate(reports)}
    reach = _reach(view, sources)
    ordered = sorted(reach, key=lambda number: (_mean(places[n] for n in reach[number] if n in places), number))
    height = 16 + max((42 if width > _PHONE else 54) * len(ordered), 32 * len(reports))
    known = {source.number: source for source in sources}
    origin_nodes = {
        number: _origin(known[number], y, letters) if number in known else _wire(view, number, y, letters)
        for number, y in zip(ordered, _spread(len(ordered), height), strict=True)
    }
    report_nodes = {
        report.number: _report(report, y, letters)
        for report, y in zip(reports, _spread(len(reports), height), strict=True)
    }
    relays = _relays(flows, origin_nodes, report_nodes, height)
    drawing = [_ribbons(flows, origin_nodes, relays, report_nodes, left, right)]
    drawing += [_labels(origin_nodes.values(), left - 12, "end"), _labels(report_nodes.values(), right + 12, "start")]
    drawing += [_relay(node, (left + right) / 2) for node in relays.values()]
    return svg(width, height, "origins", "Origins on the left, reports on the right", *drawing)


def _origin(source: Source, y: float, letters: int) -> _Node:
    kind = "common" if len(source.reports) > 1 else "lone"
    return _Node(_wrapped(source.name, letters), _channels(source, letters), y, f"#o{source.number}", kind)


def _wire(view: View, number: int, y: float, letters: int) -> _Node:
    """The node of an agency: agencies have the numbers below zero."""
    wire = view.wires[-number - 1]
    kind = "common" if len(wire.passages) > 1 else "lone"
    return _Node(_wrapped(wire.name, letters), "agency copy", y, "#copies" if view.dossier.copies else "#claims", kind)


def _reach(view: View, sources: Sequence[Source]) -> dict[int, tuple[int, ...]]:
    """The reports that each origin and each agency reaches."""
    reach = {source.number: source.reports for source in sources}
    return reach | {-i: tuple(wire.passages) for i, wire in enumerate(view.wires, start=1)}


def _report(report: Report, y: float, letters: int) -> _Node:
    return _Node(_wrapped(report.name, letters), words.clipped(report.date, letters + 2), y, f"#r{report.number}")


def _wrapped(text: str, letters: int) -> tuple[str, ...]:
    """The text on at most two lines."""
    return tuple(textwrap.wrap(text, letters, max_lines=2, placeholder="…")) or ("",)


def _flows(view: View, sources: Sequence[Source], *, letters: int) -> list[_Flow]:
    """Statements by origin, relay and report; the relay's name is cut to so many letters."""
    counts: Counter[tuple[int, str, int]] = Counter()
    for source in sources:
        for statement in source.statements:
            report = view.report[statement.article]
            relays = [r for r in statement.relayed_by if not same_outlet(r, report.article.outlet)]
            relay = words.clipped(relays[0], letters) if relays and not same_outlet(relays[0], source.name) else ""
            counts[source.number, relay, report.number] += 1
    for i, wire in enumerate(view.wires, start=1):
        counts.update({(-i, "", report): number for report, number in wire.passages.items()})
    return [_Flow(*key, count) for key, count in sorted(counts.items())]


def _channels(source: Source, letters: int) -> str:
    others = [s for s in source.statements if not same_outlet(s.channel_name or "", source.name)]
    told = Counter(filter(None, (words.channel(statement) for statement in others)))
    kind = {"anonymous": "not named", "document": "document", "outlet": "outlet", "unknown": "source not given"}
    most = [name for name, _ in sorted(told.items(), key=lambda pair: (-pair[1], pair[0]))[:2]]
    parts = [kind[source.origin.kind]] if source.origin.kind in kind else []
    return words.clipped(", ".join(parts + most), letters)


def _spread(number: int, height: float) -> list[float]:
    return [height * (i + 0.5) / number for i in range(number)]


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _relays(
    flows: Sequence[_Flow], origins: Mapping[int, _Node], reports: Mapping[int, _Node], height: float
) -> dict[str, _Node]:
    """Relays at the mean height of what they join, pushed apart until their labels do not touch."""
    ends: dict[str, list[float]] = {}
    for flow in flows:
        if flow.relay:
            ends.setdefault(flow.relay, []).extend((origins[flow.origin].y, reports[flow.report].y))
    placed = sorted((_mean(ys), name) for name, ys in ends.items())
    gap = min(26.0, height / (len(placed) + 1))
    nodes: dict[str, _Node] = {}
    at = 0.0
    for i, (mean, name) in enumerate(placed):
        at = min(max(mean, at + gap, 14), height - 14 - gap * (len(placed) - 1 - i))
        nodes[name] = _Node((name,), "", at)
    return nodes


def _ribbons(
    flows: Sequence[_Flow],
    origins: Mapping[int, _Node],
    relays: Mapping[str, _Node],
    reports: Mapping[int, _Node],
    left: float,
    right: float,
) -> Markup:
    groups: dict[int, list[str]] = {}
    middle = (left + right) / 2
    for flow in flows:
        origin, report = origins[flow.origin], reports[flow.report]
        if flow.relay:
            relay = relays[flow.relay]
            path = _curve(left, origin.y, middle, relay.y) + _curve(middle, relay.y, right, report.y, go_on=True)
        else:
            path = _curve(left, origin.y, right, report.y)
        stroke = min(7.0, 0.8 + math.sqrt(flow.count) * 1.1)
        groups.setdefault(flow.origin, []).append(f'<path d="{path}" stroke-width="{stroke:.1f}"/>')
    return Markup("").join(
        Markup(f'<g class="flow {origins[origin].kind}">{"".join(paths)}</g>')  # noqa: S704 - numbers only
        for origin, paths in sorted(groups.items(), key=lambda pair: (origins[pair[0]].kind, pair[0]))
    )


def _curve(x1: float, y1: float, x2: float, y2: float, *, go_on: bool = False) -> str:
    bend = (x2 - x1) / 2
    start = "" if go_on else f"M{x1:.0f} {y1:.1f}"
    return f"{start}C{x1 + bend:.0f} {y1:.1f} {x2 - bend:.0f} {y2:.1f} {x2:.0f} {y2:.1f}"


def _labels(nodes: Iterable[_Node], x: float, anchor: str) -> Markup:
    """Each node's dot and the lines of its text, centred on the dot."""
    dot = x + (12 if anchor == "end" else -12)
    row = Markup('<text class="{kind}" x="{x:.0f}" y="{y:.1f}" text-anchor="{anchor}">{told}</text>')
    node_as = Markup('<a href="{link}" class="{kind}"><circle cx="{dot:.0f}" cy="{y:.1f}" r="3.5"/>{rows}</a>')
    drawn = []
    for node in nodes:
        rows = [("name", told) for told in node.label] + ([("note", node.note)] if node.note else [])
        first = node.y + 4.5 - _ROW * (len(rows) - 1) / 2
        texts = [
            row.format(kind=kind, x=x, y=first + _ROW * i, anchor=anchor, told=told)
            for i, (kind, told) in enumerate(rows)
        ]
        drawn.append(node_as.format(link=node.link, kind=node.kind, dot=dot, y=node.y, rows=Markup("").join(texts)))
    return Markup("").join(drawn)


def _relay(node: _Node, x: float) -> Markup:
    half = (len(node.label[0]) * _SMALL + 16) / 2
    return Markup(
        '<g class="relay"><rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="20" rx="10"/>'
        '<text x="{middle:.0f}" y="{base:.1f}" text-anchor="middle">{label}</text></g>'
    ).format(x=x - half, y=node.y - 10, width=half * 2, middle=x, base=node.y + 4, label=node.label[0])


# --- the time line --------------------------------------------------------------------------------------------------


class _Date(NamedTuple):
    """A place on the time line: the first day of a day (``grain`` 0), a week, a month or a year (3)."""

    day: date
    grain: int

    @property
    def label(self) -> str:
        if self.grain == _YEAR:
            return str(self.day.year)
        return words.short_day(self.day) if self.grain < _MONTH else words.MONTHS[self.day.month - 1][:3]


def timeline(view: View, *, width: int) -> Markup:
    """Dates from left to right, unevenly: the longer nothing happens, the less room it gets. A dot is a claim."""
    published = Counter(day for day in (words.day_of(r.article.published) for r in view.reports) if day)
    columns = _columns(view, sorted(published), most=width // _COLUMN - 1)
    if len(columns) < 2:  # noqa: PLR2004 - one date is no line
        return Markup("")
    axis = 16 + _STEP * min(_STACK, max(len(items) for items in columns.values()))
    xs = dict(zip(columns, _positions(list(columns), width), strict=True))
    parts = [Markup('<line class="axis" x1="0" x2="{}" y1="{}" y2="{}"/>').format(width, axis, axis)]
    parts += [_stack(items, xs[at], axis) for at, items in columns.items()]
    parts += _ticks(xs, axis)
    triangle = Markup('<path class="issued" d="M{x:.1f} {y}l4 7h-8z"><title>{told}</title></path>')
    for day, number in sorted(published.items()):
        told = f"{words.count(number, 'report')} published on {words.when(str(day))}"
        if (x := xs.get(_Date(day, _DAY))) is not None:
            parts.append(triangle.format(x=x, y=axis + 2, told=told))
    return svg(width, axis + 46, "dates", "Claims by date", *parts)


def _columns(view: View, published: Sequence[date], *, most: int) -> dict[_Date, list[Item]]:
    """Claims by date, and the days of publication; far days are drawn together by month, then by year."""
    dated: dict[_Date, list[Item]] = {}
    for moment in view.dossier.timeline:
        day = words.day_of(moment.when)
        if day:
            items = [view.item[claim] for claim in moment.claims if claim in view.item]
            dated.setdefault(_Date(day, _GRAINS.get(len(moment.when), _DAY)), []).extend(items)
    if dated:
        for day in published:
            dated.setdefault(_Date(day, _DAY), [])
    for grain in (_MONTH, _YEAR):
        if len(dated) > most:
            dated = _coarser(dated, published, grain)
    return dict(sorted(dated.items())[-most:])


def _coarser(dated: Mapping[_Date, list[Item]], published: Sequence[date], grain: int) -> dict[_Date, list[Item]]:
    """The columns that are far from the days of publication, together by month or year."""
    merged: dict[_Date, list[Item]] = {}
    for at, items in sorted(dated.items()):
        near = any(abs((at.day - day).days) <= _NEAR for day in published)
        first = at.day.replace(day=1) if grain == _MONTH else at.day.replace(month=1, day=1)
        merged.setdefault(at if near else _Date(first, max(grain, at.grain)), []).extend(items)
    return merged


def _positions(dates: Sequence[_Date], width: int) -> list[float]:
    gaps = [1 + math.log2(max(1, (b.day - a.day).days)) / 4 for a, b in pairwise(dates)]
    unit = (width - 60) / sum(gaps)
    return [30 + unit * sum(gaps[:i]) for i in range(len(dates))]


def _stack(items: Sequence[Item], x: float, axis: float) -> Markup:
    dot = Markup(
        '<a href="#c{number}" class="k-{kind}"><circle cx="{x:.1f}" cy="{y:.1f}" r="4"/><title>{told}</title></a>'
    )
    ordered = sorted(items, key=lambda item: item.number)
    shown = ordered if len(ordered) <= _STACK else ordered[: _STACK - 1]
    dots = [
        dot.format(
            number=item.number,
            kind=item.claim.standing,
            x=x,
            y=axis - 9 - _STEP * i,
            told=words.clipped(item.wording, 120),
        )
        for i, item in enumerate(shown)
    ]
    if len(shown) < len(ordered):
        more = Markup('<text class="more" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">+{n}</text>')
        dots.append(more.format(x=x, y=axis - 6 - _STEP * (_STACK - 1), n=len(ordered) - len(shown)))
    return Markup("").join(dots)


def _ticks(xs: Mapping[_Date, float], axis: float) -> list[Markup]:
    """Labels from the right, where the event is, as many as fit side by side; the year where it is not told yet."""
    label = Markup('<text class="{kind}" x="{x:.1f}" y="{y}" text-anchor="middle">{told}</text>')
    parts: list[Markup] = []
    free, before = math.inf, date.max
    for at in sorted(xs, reverse=True):
        half = len(at.label) * _LETTER / 2
        if xs[at] + half + 4 > free:
            continue
        free = xs[at] - half
        parts.append(label.format(kind="", x=xs[at], y=axis + 24, told=at.label))
        apart = at.day.year != before.year or (before - at.day).days > _DAYS_APART
        if at.grain != _YEAR and apart:
            parts.append(label.format(kind="note", x=xs[at], y=axis + 38, told=at.day.year))
        before = at.day
    return parts


# --- small ones -----------------------------------------------------------------------------------------------------


def carriers(view: View, item: Item) -> Markup:
    """One stroke for each report, the bold ones for those that carry the claim: the same place in every claim."""
    step = 7 if len(view.reports) <= 24 else 4  # noqa: PLR2004 - so that forty reports take a line's width
    there = "".join(f"M{step * (n - 1) + 2} 1v12" for n in item.reports)
    absent = "".join(f"M{step * (r.number - 1) + 2} 5v4" for r in view.reports if r.number not in item.reports)
    told = f"In {len(item.reports)} of {len(view.reports)} reports"
    return Markup(
        '<svg class="carriers" width="{width}" height="14" viewBox="0 0 {width} 14" role="img" aria-label="{told}">'
        '<title>{told}</title><path class="no" d="{absent}"/><path class="yes" d="{there}"/></svg>'
    ).format(width=step * len(view.reports) + 1, told=told, absent=absent, there=there)


def shares(view: View) -> Markup:
    """The claims that several reports carry, as one bar divided by standing."""
    total = len(view.shared)
    parts, x = [], 0.0
    for name, number in view.counts.items():
        if number and name != "single":
            width = 100 * number / total
            parts.append(
                Markup(
                    '<rect class="k-{name}" x="{x:.2f}" width="{w:.2f}" height="10"><title>{told}</title></rect>'
                ).format(name=name, x=x, w=max(0.4, width - 0.4), told=f"{words.STANDING[name]}: {number}")
            )
            x += width
    bar = '<svg class="shares" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>'
    return Markup(bar).format(Markup("").join(parts)) if total else Markup("")  # noqa: S704 - our own markup


SLOPE = math.radians(58)
"""How the names of columns lean."""


def leaning(x: float, y: float, link: str, name: str, whole: str) -> Markup:
    """The name of a column, leaning upwards from its foot; ``whole`` is told of one that is cut."""
    return Markup(
        '<a href="{link}"><text class="name" x="{x:.1f}" y="{y:.1f}" transform="rotate(-58 {x:.1f} {y:.1f})">{name}'
        "<title>{whole}</title></text></a>"
    ).format(link=link, x=x, y=y, name=name, whole=whole)


def svg(width: float, height: float, kind: str, title: str, *parts: Markup) -> Markup:
    """A picture of these parts."""
    return Markup(
        '<svg class="picture {kind}" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" '
        'role="group" aria-label="{title}">{inside}</svg>'
    ).format(kind=kind, width=width, height=height, title=title, inside=Markup("").join(parts))
