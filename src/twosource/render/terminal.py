"""A dossier on the terminal: ``summary(dossier, console=None)`` prints what one screen holds.

In: a dossier, and a rich console (default: standard output). Out: nothing; the title, the counts, the claims that
matter most of each standing, the differences and the problems are printed. Texts of reports are printed as texts:
neutralised, never read as markup, so that nothing in a report can steer the terminal. Without a terminal there is
no colour, and the lines are as wide as the console says; none ends in spaces. A reader who leaves (``| head``) raises
BrokenPipeError. What the problems are is told by the command line, on standard error; here they are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from twosource.model import Dossier, StandingName
from twosource.render import growth, words
from twosource.render.view import Item, View
from twosource.standing import ORDER

WIDEST = 110
"""Columns: longer lines are not read but scanned."""
MOST: dict[StandingName, int] = {
    "conflict": 4,
    "corroborated": 4,
    "same-origin": 3,
    "not-established": 2,
    "single": 0,
}
MOST_VALUES = 4


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


class _Output(Console):
    """Standard output; a reader that left is told to the caller, who knows what is still to be done."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class _Row(NamedTuple):
    """A text, set in; its further lines ``more`` deeper."""

    text: Text
    indent: int = 0
    more: int = 0


def summary(dossier: Dossier, console: Console | None = None) -> None:
    """Print the summary of a dossier."""
    out = console or _Output(highlight=False)
    view = View(dossier)
    width = min(out.width, WIDEST)
    for row in (*_head(view), *_groups(view, width), *_problems(view)):
        for line in _wrapped(row, out, width):
            out.print(line, width=width, highlight=False, markup=False, emoji=False, no_wrap=True, overflow="ignore")


def _wrapped(row: _Row, console: Console, width: int) -> Iterator[Text]:
    room = max(1, width - row.indent - row.more)
    for number, line in enumerate(row.text.wrap(console, room)):
        line.rstrip()
        space = row.indent + (row.more if number else 0)
        yield Text.assemble(" " * space if line.plain else "", line)


def _head(view: View) -> Iterator[_Row]:
    yield _Row(Text(""))
    yield _Row(Text(view.title, style="bold"))
    yield _Row(Text(view.headcount, style="dim"))
    yield _Row(Text(""))
    for told in filter(None, [*view.findings, growth.firsts(view)]):
        text = Text(f"• {told}")
        text.highlight_regex(r"\d[\d,]* (?:reports?|origins?|claims?)\b", "bold")
        yield _Row(text, more=2)


def _groups(view: View, width: int) -> Iterator[_Row]:
    shown: set[str] = set()
    for name in ORDER:
        items = view.of(name)
        if not items:
            continue
        look = LOOKS[name]
        yield _Row(Text(""))
        yield _Row(Text.assemble((f"{look.sign} {words.STANDING[name]}", look.style), (f"  {len(items):,}", "dim")))
        first = list(islice(_different(view.fresh(name), shown), MOST[name]))
        for item in first:
            yield from _claim(view, item, width)
        rest = len(items) - len(first)
        if MOST[name] and rest > 0:
            yield _Row(Text(f"and {rest:,} more", style="dim"), 3)
        if not MOST[name]:
            yield _Row(Text("listed in the page, report by report", style="dim"), 3)


def _different(items: Iterable[Item], shown: set[str]) -> Iterator[Item]:
    """The claims whose wording has not been shown: one passage may word several claims."""
    for item in items:
        if item.wording not in shown:
            shown.add(item.wording)
            yield item


def _claim(view: View, item: Item, width: int) -> Iterator[_Row]:
    """The wording, and below it what each report has instead or the reason of the standing."""
    wording = words.clipped(item.wording, 2 * (width - 4) - 8)
    quoted = wording if any(mark in wording for mark in '“”"«»„') else f"“{wording}”"
    yield _Row(Text(quoted), 3)
    rows = list(_values(view, item, width)) if item.claim.standing == "conflict" else []
    for row in rows or [Text(words.clipped(_reason(view, item), 2 * (width - 6)), style="dim")]:
        yield _Row(row, 5)


def _reason(view: View, item: Item) -> str:
    """The reason of the standing; where nothing is shown, only who carries it."""
    if item.claim.standing != "not-established":
        return item.why
    names = list(dict.fromkeys(view.reports[number - 1].name for number in item.reports))
    return f"In {words.listed(names)}: not shown to be independent."


def _values(view: View, item: Item, width: int) -> Iterator[Text]:
    """The values of a contradiction, each with the reports that have it."""
    for conflict in item.conflicts:
        reports: dict[str, list[str]] = {}
        texts: dict[str, str] = {}
        for value in conflict.values:
            if value.article in view.report:
                key = words.line(value.value).casefold()
                texts.setdefault(key, value.text)
                known = reports.setdefault(key, [])
                known += [name for name in (view.report[value.article].name,) if name not in known]
        most = len(texts) if len(texts) <= MOST_VALUES + 1 else MOST_VALUES
        for key, text in islice(texts.items(), most):
            names = words.listed(reports[key])
            told = words.clipped(text, max(width // 2, width - len(names) - 8))
            yield Text.assemble(told, (f"  {names}", "dim"))
        if len(texts) > most:
            yield Text(f"and {len(texts) - most} other values", style="dim")


def _problems(view: View) -> Iterator[_Row]:
    problems = view.dossier.problems
    yield _Row(Text(""))
    if problems:
        told = "  listed at the end of the page"
        yield _Row(Text.assemble(("! Problems", "bold"), (f"  {len(problems):,}{told}", "dim")))
        yield _Row(Text(""))
