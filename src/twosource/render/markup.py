"""A dossier as Markdown, for mail, issues and notes: ``markdown(dossier) -> str``.

In: a dossier. Out: CommonMark with tables, to be read as it stands or rendered. Every text of a report is one line,
neutralised and escaped, so that it can neither form headings, links and pictures nor carry HTML (an address that a
reader's program makes a link shows where it leads). Claims that only one report makes are counted, not listed: they
are in the HTML and JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.model import Conflict, Dossier
from twosource.render import growth, words
from twosource.render.view import Item, Line, View
from twosource.standing import ORDER

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~]|&(?=#|\w+;))")
_LIST = re.compile(r"^([-+=]|\d+[.)])")


def markdown(dossier: Dossier) -> str:
    """The dossier as Markdown, ending in one newline."""
    view = View(dossier)
    blocks = [
        *_head(view),
        *_reports(view),
        *_conflicts(view),
        *_claims(view),
        *_times(view),
        *_sources(view),
        *_refusals(view),
        *_rulings(view),
        *_rest(view),
    ]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str | None) -> str:
    """The text on one line, with nothing in it that Markdown or HTML would act on."""
    plain = _SPECIAL.sub(r"\\\1", words.line(text))
    return _LIST.sub(lambda found: found[1][:-1] + "\\" + found[1][-1], plain)


def _head(view: View) -> Iterator[str]:
    yield f"# {escaped(view.title)}"
    yield escaped(view.headcount) + "."
    findings = [*view.findings, *filter(None, [growth.firsts(view)])]
    if findings:
        yield "\n".join(f"- {escaped(told)}" for told in findings)


def _reports(view: View) -> Iterator[str]:
    yield "## Reports"
    rows = ["| | outlet | published | credit | file |", "|---|---|---|---|---|"]
    for report in view.reports:
        article = report.article
        name = f"{report.name} ({article.owner})" if article.owner else report.name
        cells = (name, report.date, article.credit or "", article.file)
        rows.append(f"| {report.number} | " + " | ".join(escaped(cell) for cell in cells) + " |")
    yield "\n".join(rows)


def _conflicts(view: View) -> Iterator[str]:
    if not view.dossier.conflicts:
        return
    yield "## Where the reports differ"
    rows = ["| what | kind | values |", "|---|---|---|"]
    order = list(words.CONFLICT)
    conflicts = sorted(view.dossier.conflicts, key=lambda c: (order.index(c.kind), c.slot, c.id))
    rows += [f"| {words.SLOT[c.slot]} | {words.differs(c.slot, c.kind)} | {_values(view, c)} |" for c in conflicts]
    yield "\n".join(rows)


def _values(view: View, conflict: Conflict) -> str:
    known = [value for value in conflict.values if value.article in view.report]
    return "; ".join(f"“{escaped(value.text)}” ({escaped(view.report[value.article].name)})" for value in known)


def _claims(view: View) -> Iterator[str]:
    for name in ORDER:
        items = view.of(name)
        if items:
            yield f"## {words.STANDING[name]} ({len(items)})"
            yield f"*{words.MEANING[name]}*"
        if name == "single" and items:
            yield "They are listed in the HTML page and in `dossier.json`."
            continue
        yield from (_claim(view, item) for item in view.fresh(name))
        if view.again(name):
            yield "### Said again"
            yield "*Each puts together passages most of which stand in a claim above.*"
            yield from (_claim(view, item) for item in view.again(name))


def _claim(view: View, item: Item) -> str:
    past = view.past[item.claim.id]
    first = view.repeated(item)
    again = f" Most of its passages stand in claim {first.number}." if first else ""
    told = [item.why + again, growth.told(past, view), *(_left_out(one) for one in growth.left_out(past, view))]
    head = "  \n".join([f"**{item.number}. {escaped(item.wording)}**", *map(escaped, told)])
    return "\n".join([head, "", *(_line(line) for line in item.lines)])


def _left_out(one: growth.LeftOut) -> str:
    return f"{one.later.name} gives it without {one.what} that {one.earlier.name} has."


def _line(line: Line) -> str:
    report = f"{escaped(line.report.name)}, {escaped(line.report.date)}"
    return f"- {report}: “{escaped(line.text)}” ({escaped(line.said or line.voice)})"


def _times(view: View) -> Iterator[str]:
    if view.moments:
        yield "## When"
        yield "\n".join(f"- {escaped(when)}: {_numbers(items)}" for when, items in view.moments)


def _numbers(items: Sequence[Item]) -> str:
    """The numbers of claims; of those that are not listed their wording."""
    told = [escaped(words.clipped(i.wording, 100)) if i.claim.standing == "single" else str(i.number) for i in items]
    return "; ".join(told)


def _sources(view: View) -> Iterator[str]:
    if not view.sources:
        return
    yield "## Who is quoted"
    rows = ["| origin | statements | in reports |", "|---|---|---|"]
    for source in view.sources:
        names = words.listed([view.reports[number - 1].name for number in source.reports], most=6)
        rows.append(f"| {escaped(source.name)} | {len(source.statements)} | {escaped(names)} |")
    yield "\n".join(rows)


def _refusals(view: View) -> Iterator[str]:
    if view.refusals:
        yield "## Asked, and would not say"
        yield "\n".join(f"- {escaped(name)} ({escaped(view.report[s.article].name)})" for name, s in view.refusals)


def _rulings(view: View) -> Iterator[str]:
    if view.corrections:
        yield "## Ruled by a person"
        rows = []
        for ruled in view.corrections:
            shown = "; ".join(f"“{escaped(p.text)}” ({escaped(report.name)})" for report, p in ruled.places)
            rows.append(f"- {ruled.told}: {shown}" + (f" – {escaped(ruled.notes)}" if ruled.notes else ""))
        yield "\n".join(rows)


def _rest(view: View) -> Iterator[str]:
    if view.dossier.problems:
        yield "## Problems"
        yield "\n".join(f"- {escaped(p.about)}: {escaped(p.message)}" for p in view.dossier.problems)
    made_by = escaped(view.dossier.made_by.twosource)
    yield f"Made by twosource {made_by}. `twosource verify dossier.json` checks every line of it against the texts."
