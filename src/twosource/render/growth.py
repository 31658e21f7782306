"""The past of a claim in words and as a small picture: who had it first, how it grew, what was left out on the way.

In: a :class:`~twosource.history.Since` and the :class:`~twosource.render.view.View` of its dossier. Out: one sentence
(:func:`told`), the findings of what was left out (:func:`left_out`), and SVG for an HTML page (:func:`picture`), which
follows the page's style sheet as those of :mod:`twosource.render.charts` do. What is not known is told as not known.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from markupsafe import Markup
from msgspec import Struct

from twosource.history import Appearance, Dropped, Since, Step
from twosource.model import Dossier, Passage
from twosource.publication import window
from twosource.render import words
from twosource.render.view import Report, View

FROM_REPORTS = 4
"""So many dated reports make a picture: the growth of fewer is told by the sentence."""

_WIDTH, _HEIGHT = 182, 46
_PLOT = 112
"""Pixels of the picture, and of its part without the labels at the right."""
_TOP, _BOTTOM = 7, 39
_APART = 11
"""Pixels between the two labels."""


class LeftOut(Struct, frozen=True):
    """What a later report left out: ``what`` tells it in the words of the earlier one."""

    what: str
    later: Report
    without: Passage
    earlier: Report
    having: Passage


def told(past: Since, view: View) -> str:
    """A sentence on first appearance and growth: "First in The Quayside, 10 March 2026, 09:05; 3 outlets by 12:30; 2
    independent origins since 11 March.".
    """
    undated = [view.report[one.article].name for one in past.undated]
    if not past.steps:
        return f"In {words.listed(undated)}, not dated: since when is not known."
    begun, last = past.first[0].published, past.steps[-1]
    wide = next(step for step in past.steps if len(step.outlets) == len(last.outlets))
    others = sum(len(step.articles) for step in past.steps) > len(past.first)
    by = words.moment(wide.by, beside=begun) if others and len(last.outlets) > 1 else ""
    # who contradicts whom has no origin that confirms it
    confirmed = last.origins and last.standing != "conflict"
    since = words.moment(_lasting(past.steps), beside=begun) if confirmed else ""
    outlets, origins = words.count(len(last.outlets), "outlet"), f"{len(last.origins)} independent origins"
    if by and by == since:
        grown = [f"{outlets} and {origins} by {by}"]
    else:
        grown = [f"{outlets} by {by}"] * bool(by) + [f"{origins} since {since}"] * bool(since)
    unknown = [f"{words.listed(undated)} not dated: order not known"] * bool(undated)
    other = ["with another value"] * _with_another_value(past, view)
    return "; ".join([", ".join([_first(past.first, view), *other]), *grown, *unknown]) + "."


def _with_another_value(past: Since, view: View) -> bool:
    """Whether who had the claim first gives a value that differs from the one it is worded with."""
    item = view.item.get(past.claim)
    for conflict in item.conflicts if item else ():
        given = {value.article: value.value for value in conflict.values}
        worded = given.get(item.claim.wording.article) if item else None
        if worded and any(given.get(one.article, worded) != worded for one in past.first):
            return True
    return False


def _first(found: Sequence[Appearance], view: View) -> str:
    first = sorted(found, key=lambda one: view.report[one.article].number)
    if len(first) == 1:
        return f"First in {view.report[first[0].article].name}, {words.moment(first[0].published)}"
    times = Counter(words.moment(one.published) for one in first)
    if len(times) == 1:
        names = words.listed([view.report[one.article].name for one in first], last="or")
        return f"First in {names}, {next(iter(times))}: order not known"
    told = [f"{view.report[one.article].name} ({words.moment(one.published)})" for one in first]
    return f"First in {words.listed(told, last='or')}: order not known"


def _lasting(steps: Sequence[Step]) -> str:
    """From when on the claim has had as many independent origins as it has at last."""
    number, by = len(steps[-1].origins), steps[-1].by
    for step in reversed(steps):
        if len(step.origins) < number:
            break
        by = step.by
    return by


def left_out(past: Since, view: View) -> tuple[LeftOut, ...]:
    """What later reports left out, in the order of the reports."""
    found = sorted(past.dropped, key=lambda one: (view.report[one.later.article].number, one.left))
    return tuple(_left_out(one, view) for one in found)


def _left_out(one: Dropped, view: View) -> LeftOut:
    later, earlier = view.report[one.later.article], view.report[one.earlier.article]
    what = "attribution to" if one.left == "attribution" else "hedge"
    return LeftOut(f"the {what} “{words.clipped(one.words.text, 80)}”", later, one.later, earlier, one.earlier)


def firsts(view: View) -> str:
    """Who was most often the first of several reports with a claim; empty if nobody was twice, or three as often."""
    first = Counter(past.first[0].article for past in view.past.values() if len(past.first) == 1)
    if not first:
        return ""
    most = max(first.values())
    names = [view.report[article].name for article in view.report if first[article] == most]
    if most < 2 or len(names) > 2:  # noqa: PLR2004 - nobody was ahead of the others
        return ""
    each = " each" if len(names) > 1 else ""
    return f"Most often first: {words.listed(names)} ({most} of {words.count(len(view.past), 'shared claim')}{each})."


# --- the picture ----------------------------------------------------------------------------------------------------


def picture(past: Since, view: View) -> Markup:
    """The outlets that had the claim by when, and below them the origins that they go back to; nothing for few."""
    steps = past.steps
    if len(steps) < 2 or sum(len(step.articles) for step in steps) < FROM_REPORTS:  # noqa: PLR2004 - one is no growth
        return Markup("")
    outlets, origins = [len(step.outlets) for step in steps], [_origins(step) for step in steps]
    most = max(*outlets, 2)
    xs = _positions(steps)
    standing = view.item[past.claim].claim.standing
    parts = [Markup('<path class="ground" d="M0 {y}H{x}"/>').format(y=_BOTTOM, x=_PLOT)]
    parts += [_stairs("outlets", xs, outlets, most), _stairs("origins", xs, origins, most)]
    parts += [
        Markup('<circle class="k-{}" cx="{:.1f}" cy="{:.1f}" r="2.6"/>').format(step.standing, x, _y(number, most))
        for step, x, number in zip(steps, xs, outlets, strict=True)
    ]
    parts += _ends(outlets[-1], origins[-1], most)
    lines = [f"{words.moment(step.by)}: {_counted(step)}" for step in steps]
    return Markup(
        '<svg class="picture growth k-{kind}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img"><title>{title}</title><desc>{lines}</desc>{inside}</svg>'
    ).format(
        kind=standing,
        width=_WIDTH,
        height=_HEIGHT,
        title="Outlets and origins of the claim over time\n" + "\n".join(lines),
        lines="; ".join(lines),
        inside=Markup("").join(parts),
    )


def _origins(step: Step) -> int:
    """The origins that are known of a step: those that are independent, or the one that all reports have it from."""
    return 0 if step.standing == "conflict" else len(step.origins) or int(step.standing == "same-origin")


def _counted(step: Step) -> str:
    outlets, origins = words.count(len(step.outlets), "outlet"), _origins(step)
    if origins > 1:
        return f"{outlets}, {origins} independent origins"
    return f"{outlets}, {words.STANDING[step.standing].lower()}"


def _positions(steps: Sequence[Step]) -> list[float]:
    """Times from left to right; the longer nothing happens, the less room it gets."""
    known = [window(step.by) for step in steps]
    return [4 + x for x in _spread([found.last for found in known if found], _PLOT - 14)]


def _spread(times: Sequence[datetime], width: float) -> list[float]:
    hours = [(b - a) / timedelta(hours=1) for a, b in pairwise(times)]
    gaps = [1 + math.log2(1 + gap) for gap in hours]
    unit = width / sum(gaps)
    return [unit * sum(gaps[:i]) for i in range(len(times))]


def _y(number: int, most: int) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * number / most


def _stairs(kind: str, xs: Sequence[float], numbers: Sequence[int], most: int) -> Markup:
    """A line that rises at each step, from the first that is above zero."""
    path, before = "", 0
    for x, number in zip(xs, numbers, strict=True):
        y = _y(number, most)
        path += f"H{x:.1f}V{y:.1f}" if before else f"M{x:.1f} {y:.1f}" if number else ""
        before = before or number
    return Markup('<path class="{}" d="{}H{}"/>').format(kind, path, _PLOT) if path else Markup("")


def _ends(outlets: int, origins: int, most: int) -> list[Markup]:
    """How many outlets and origins it has come to, each beside its line and not over the other."""
    label = Markup('<text class="{kind}" x="{x}" y="{y:.1f}">{told}</text>')
    high, low = _y(outlets, most), max(_y(origins, most), _y(outlets, most) + _APART) if origins else 0.0
    parts = [label.format(kind="outlets", x=_PLOT + 5, y=high + 4, told=words.count(outlets, "outlet"))]
    if origins:
        parts.append(label.format(kind="origins", x=_PLOT + 5, y=low + 4, told=words.count(origins, "origin")))
    return parts


# --- of a whole story -----------------------------------------------------------------------------------------------

_LINE_WIDTH, _LINE_HEIGHT = 132, 34
_NOT_TOLD = frozenset({"outlet", "unknown"})
"""Origins that a reader cannot tell apart: who they are is not known, or it is the report itself."""


def story(dossier: Dossier) -> Markup:
    """How reports, and the origins of what several of them say, came in over time, as a small chart; nothing where
    fewer than two dates of reports are known. Whom one report alone quotes adds nothing: each of five papers with one
    post and a neighbour of its own would look like five sources.
    """
    kinds = {origin.id: origin.kind for origin in dossier.origins}
    quoted: dict[str, set[str]] = {}
    for claim in dossier.claims:
        for item in claim.evidence if claim.standing != "single" else ():
            known = {origin for origin in item.origins if kinds.get(origin, "unknown") not in _NOT_TOLD}
            quoted.setdefault(item.article, set()).update(known)
    dated = sorted((out.last, article.id) for article in dossier.articles if (out := window(article.published)))
    rows: list[tuple[datetime, int, int]] = []
    origins: set[str] = set()
    for count, (at, article) in enumerate(dated, start=1):
        origins |= quoted.get(article, set())
        rows = [row for row in rows if row[0] != at] + [(at, count, len(origins))]
    if len(rows) < 2:  # noqa: PLR2004 - one date is no growth
        return Markup("")
    xs = _spread([at for at, _, _ in rows], _LINE_WIDTH - 12)
    most = max(count for row in rows for count in row[1:])
    bottom, top = _LINE_HEIGHT - 2, 3

    def stairs(kind: str, numbers: Sequence[int]) -> Markup:
        ys = [bottom - (bottom - top) * number / most for number in numbers]
        path = f"M{xs[0]:.1f} {bottom}V{ys[0]:.1f}" + "".join(
            f"H{x:.1f}V{y:.1f}" for x, y in zip(xs[1:], ys[1:], strict=True)
        )
        return Markup('<path class="{}" d="{}H{}"/>').format(kind, path, _LINE_WIDTH)

    _, reports, sources = rows[-1]
    told = (
        f"{words.count(reports, 'dated report')}, and {words.count(sources, 'origin')} of what several say, over time"
    )
    return Markup(
        '<svg class="story-growth" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{told}">'
        "<title>{told}</title>{reports}{origins}</svg>"
    ).format(
        w=_LINE_WIDTH,
        h=_LINE_HEIGHT,
        told=told,
        reports=stairs("reports", [row[1] for row in rows]),
        origins=stairs("origins", [row[2] for row in rows]),
    )
