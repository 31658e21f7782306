"""A dossier on the terminal: ``summary(dossier, console=None)`` prints what one screen holds.

In: a dossier, and a rich console (default: standard output). Out: nothing; the title, the counts, the claims that
matter most of each standing, the differences and the problems are printed. Texts of reports are printed as texts:
neutralised, never read as markup, so that nothing in a report can steer the terminal. Without a terminal there is
no colour, and the lines are as wide as the console says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from twosource.model import Dossier, StandingName
from twosource.render import words
from twosource.render.view import Item, View

WIDEST = 110
"""Columns: longer lines are not read but scanned."""
MOST: dict[StandingName, int] = {
    "conflict": 4,
    "corroborated": 4,
    "same-origin": 3,
    "not-established": 2,
    "single": 0,
}
MOST_PROBLEMS = 5


class Look(NamedTuple):
    """How a standing looks."""

    sign: str
    style: str


LOOKS: dict[StandingName, Look] = {
    "conflict": Look("≠", "bold red"),
    "corroborated": Look("●●", "bold green"),
    "same-origin": Look("●", "bold yellow"),
    "not-established": Look("○○", "bold blue"),
    "single": Look("·", "dim"),
}


def summary(dossier: Dossier, console: Console | None = None) -> None:
    """Print the summary of a dossier."""
    out = console or Console(highlight=False)
    view = View(dossier)
    width = min(out.width, WIDEST)
    for part in (*_head(view), *_groups(view, width), *_problems(view)):
        out.print(part, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def _head(view: View) -> Iterator[RenderableType]:
    yield Text("")
    yield Text(view.title, style="bold")
    yield Text(view.headcount, style="dim")
    yield Text("")
    for told in view.findings:
        yield _finding(told)


def _finding(told: str) -> Table:
    """A sentence behind an arrow, its lines set in and its counts set off."""
    text = Text(told)
    text.highlight_regex(r"\d[\d,]* (?:reports?|origins?|claims?)\b", "bold")
    table = Table.grid(padding=0)
    table.add_column(width=2, no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(Text("→"), text)
    return table


def _groups(view: View, width: int) -> Iterator[RenderableType]:
    for name in words.ORDER:
        items = view.of(name)
        if not items:
            continue
        look = LOOKS[name]
        yield Text("")
        yield Text.assemble((f"{look.sign} {words.STANDING[name]}", look.style), (f"  {len(items):,}", "dim"))
        for item in items[: MOST[name]]:
            yield from _claim(view, item, width)
        rest = len(items) - MOST[name]
        if MOST[name] and rest > 0:
            yield _set_in(Text(f"and {rest:,} more", style="dim"), 3)
        if not MOST[name]:
            yield _set_in(Text("listed in the page, report by report", style="dim"), 3)


def _claim(view: View, item: Item, width: int) -> Iterator[RenderableType]:
    """The wording, and below it what each report has instead or the reason of the standing."""
    wording = words.clipped(item.wording, 2 * (width - 4) - 8)
    quoted = wording if any(mark in wording for mark in '“”"«»„') else f"“{wording}”"
    yield _set_in(Text(quoted), 3)
    rows = list(_values(view, item, width)) if item.claim.standing == "conflict" else []
    for row in rows or [Text(words.clipped(item.why, 2 * (width - 6)), style="dim")]:
        yield _set_in(row, 5)


def _values(view: View, item: Item, width: int) -> Iterator[RenderableType]:
    """The values of a contradiction, each with the reports that have it."""
    for conflict in item.conflicts:
        reports: dict[str, list[str]] = {}
        texts: dict[str, str] = {}
        for value in conflict.values:
            if value.article in view.report:
                key = words.line(value.value).casefold()
                texts.setdefault(key, words.clipped(value.text, width - 10))
                names = reports.setdefault(key, [])
                names += [name for name in (view.report[value.article].name,) if name not in names]
        for key, text in texts.items():
            yield Text.assemble(text, (f"  {words.listed(reports[key])}", "dim"))


def _set_in(text: RenderableType, indent: int) -> Padding:
    return Padding(text, (0, 0, 0, indent), expand=False)


def _problems(view: View) -> Iterator[RenderableType]:
    problems = view.dossier.problems
    if problems:
        yield Text("")
        yield Text.assemble(("! Problems", "bold"), (f"  {len(problems):,}", "dim"))
    for problem in problems[:MOST_PROBLEMS]:
        yield _set_in(Text(f"{words.clipped(problem.about, 60)}: {words.clipped(problem.message, 200)}"), 3)
    if len(problems) > MOST_PROBLEMS:
        yield _set_in(Text(f"and {len(problems) - MOST_PROBLEMS:,} more", style="dim"), 3)
    yield Text("")
