"""A dossier as one HTML page that needs nothing else: ``html(dossier) -> str``.

In: a dossier. Out: a page with its style and script inside. A Content-Security-Policy in the page forbids every
request and every script but ours (both are named by their hash); every text is escaped by the template and
neutralised by ``words``. Everything can be read and reached without the script, which only opens reports beside the
list. Each report stands on the page once (``fulltext``). Structure and type are in ``templates/``.

What this does not do: decide, count or order (``view``, ``standing``), draw (``charts``).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any, get_args

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from twosource.model import Conflict, Copy, Dossier, Entity, MentionKind, Passage, Span, Statement, Value
from twosource.render import charts, fulltext, grid, growth, knowing, words
from twosource.render.view import Item, Report, View
from twosource.standing import ORDER

WIDE, NARROW = 720, 360
"""Pixels of the pictures: beside the reports on a screen, and on a phone."""
MOST_LINES = 8
"""Passages of a claim that are shown before the rest is folded."""
MOST_CLAIMS = 12
"""Claims of one standing before the rest is folded."""
MOST_TOLD = 3
"""Claims of one standing that are told at the head of the page."""
MOST_PEOPLE = 8
MOST_CONFLICTS = 6
MOST_COLUMNS = 4
"""Reports beside one another in the table of values: with more, each row lists its own."""
PEOPLE: tuple[MentionKind, ...] = ("person", "organisation")
KINDS: tuple[MentionKind, ...] = get_args(MentionKind)
_KINDS = {"anonymous": " (not named)", "document": " (document)", "outlet": " (outlet)", "unknown": " (not given)"}


def html(dossier: Dossier) -> str:
    """The page of a dossier."""
    view = View(dossier)
    style, script = file("dossier.css"), file("dossier.js")
    return (
        environment()
        .get_template("dossier.html.j2")
        .render(
            **content(view),
            layout="alone.html.j2",
            desk=None,
            correcting=False,
            style=Markup(style),  # noqa: S704 - a file of ours
            script=Markup(script),  # noqa: S704 - a file of ours
            style_hash=_csp_hash(style),
            script_hash=_csp_hash(script),
        )
    )


def content(view: View) -> dict[str, Any]:
    """All that ``dossier.html.j2`` shows of a dossier, but for the page around it (``layout``)."""
    places = fulltext.targets(view)
    groups = [(name, view.of(name)) for name in ORDER if view.of(name)]
    conflicted, named = conflicts(view), people(view)
    picture = grid.origins if len(view.reports) >= grid.FROM_REPORTS else charts.origins
    parts = {
        "conflicts": conflicted,
        "conflict_reports": conflicted[0]["columns"] if conflicted else (),
        "groups": groups,
        "moments": view.moments,
        "people": [person for person in named if person["number"] > 1],
        "others": people(view, [kind for kind in KINDS if kind not in PEOPLE]),
        "named_once": [person for person in named if person["number"] == 1],
        "copies": [_copy(view, copy) for copy in view.dossier.copies],
        "left_out": _left_out(view),
        "sheets": [(report, fulltext.html(report, places.get(report.number, ()))) for report in view.reports],
        "gridded": picture is grid.origins,
        "origins_wide": picture(view, width=WIDE),
        "origins_narrow": picture(view, width=NARROW),
        "dates_wide": charts.timeline(view, width=WIDE),
        "dates_narrow": charts.timeline(view, width=NARROW),
        "known_wide": knowing.picture(view, width=WIDE),
        "known_narrow": knowing.picture(view, width=NARROW),
        "unknown": len(view.shared) - len(knowing.drawn(view)),
        "undrawn": view.quoted - sum(one.origin.kind != "outlet" for one in charts.drawn(view)),
        "shares": charts.shares(view),
        "firsts": growth.firsts(view),
        "since": lambda item: growth.told(view.past[item.claim.id], view),
        "left_out_by": lambda item: growth.left_out(view.past[item.claim.id], view),
        "growth": lambda item: growth.picture(view.past[item.claim.id], view),
        "carriers": lambda item: charts.carriers(view, item),
        "content": lambda statement: _content(view, statement),
        "refused": lambda statement: _refused(view, statement),
        "content_anchor": lambda statement: _content_anchor(view, statement),
    }
    return parts | {"view": view, "contents": _contents(parts, view)}


@cache
def environment(*packages: str) -> Environment:
    """The templates of this package, and before them those of others (their folders ``templates``)."""
    loaders = [PackageLoader(package) for package in (*packages, "twosource.render")]
    made = Environment(
        loader=ChoiceLoader(loaders), autoescape=True, undefined=StrictUndefined, auto_reload=False, finalize=_harmless
    )
    made.filters.update(
        line=words.line,
        visible=words.visible,
        clipped=words.clipped,
        moment=words.moment,
        dating=words.dating,
        when=words.when,
        counted=words.count,
        safe_url=_safe_url,
        groupby_report=_by_report,
        sourcing=_sourcing,
    )
    made.globals.update(
        anchor=fulltext.anchor,
        standing=words.STANDING,
        meaning=words.MEANING,
        kinds=_KINDS,
        most_lines=MOST_LINES,
        most_claims=MOST_CLAIMS,
        most_told=MOST_TOLD,
        most_people=MOST_PEOPLE,
        most_conflicts=MOST_CONFLICTS,
        most_columns=MOST_COLUMNS,
    )
    return made


def _harmless(value: object) -> object:
    """What a template puts out: no text goes out with what a screen obeys (:func:`words.visible`), wherever a template
    forgot to say so. Markup is ours already.
    """
    return words.visible(value) if type(value) is str else value


@cache
def file(name: str) -> str:
    """A file of ``templates/`` that is no template: the style and the script of the page."""
    return resources.files("twosource.render").joinpath("templates", name).read_text("utf-8").strip()


def _csp_hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _contents(parts: dict[str, Any], view: View) -> list[tuple[str, str]]:
    there = [
        ("origins", "Origins", parts["origins_wide"]),
        ("conflicts", "Differences", parts["conflicts"]),
        ("claims", "Claims", True),
        ("dates", "Dates", parts["moments"]),
        ("known", "Who had it when", parts["known_wide"]),
        ("people", "People", parts["people"] or parts["named_once"]),
        ("sourcing", "Sourcing", view.sources),
        ("copies", "Shared text", parts["copies"]),
        ("left-out", "Not part", parts["left_out"]),
        ("rulings", "Rulings", view.corrections),
        ("problems", "Problems", view.dossier.problems),
        ("check", "Check it", True),
    ]
    return [(id_, name) for id_, name, shown in there if shown]


def _safe_url(url: str | None) -> str | None:
    """The address if it leads to the web, and nothing that could run."""
    clean = (url or "").strip()
    return words.line(clean) if clean.lower().startswith(("https://", "http://")) else None


def _by_report(items: Sequence[Item]) -> list[tuple[Report, list[Item]]]:
    """Claims of one report each, by report."""
    known = sorted((item for item in items if item.lines), key=lambda item: item.lines[0].report.number)
    grouped = groupby(known, key=lambda item: item.lines[0].report)
    return [(report, list(own)) for report, own in grouped]


# --- conflicts ------------------------------------------------------------------------------------------------------


def conflicts(view: View) -> list[dict[str, Any]]:
    """The rows of the table of values: contradictions first."""
    order = tuple(words.CONFLICT)
    rows = sorted(view.dossier.conflicts, key=lambda c: (order.index(c.kind), _claim_number(view, c), c.slot, c.id))
    numbers = {view.report[v.article].number for row in rows for v in row.values if v.article in view.report}
    columns = tuple(report for report in view.reports if report.number in numbers)
    return [
        {
            "conflict": row,
            "slot": words.SLOT[row.slot],
            "kind": row.kind,
            "timed": row.slot == "time",
            "kind_name": words.differs(row.slot, row.kind),
            "item": view.item.get(row.claim),
            "columns": columns,
            "cells": [(r, [v for v in row.values if v.article == r.article.id]) for r in columns],
            "groups": _by_value(view, row),
        }
        for row in rows
    ]


def _by_value(view: View, conflict: Conflict) -> list[list[tuple[Report, Value]]]:
    """The values of a conflict, those read as the same together, in the order of the reports, one for each report."""
    known = sorted(
        ((view.report[v.article], v) for v in conflict.values if v.article in view.report),
        key=lambda pair: (pair[0].number, pair[1].start),
    )
    groups: dict[str, dict[int, tuple[Report, Value]]] = {}
    for report, value in known:
        groups.setdefault(words.line(value.value).casefold(), {}).setdefault(report.number, (report, value))
    return [list(group.values()) for group in groups.values()]


def _claim_number(view: View, conflict: Conflict) -> int:
    item = view.item.get(conflict.claim)
    return item.number if item else 0


# --- people, statements, copies ------------------------------------------------------------------------------------


def people(view: View, kinds: Sequence[MentionKind] = PEOPLE) -> list[dict[str, Any]]:
    """The entities of these kinds, those that are mentioned most first, with what each report calls them."""
    entities = [entity for entity in view.dossier.entities if entity.kind in kinds]
    entities.sort(key=lambda entity: (-len(entity.mentions), entity.name, entity.id))
    return [
        {"id": e.id, "name": words.line(e.name), "kind": e.kind, "number": len(e.mentions), "forms": forms}
        for e in entities
        if (forms := _forms(view, e))
    ]


def _forms(view: View, entity: Entity) -> list[tuple[Report, list[Passage]]]:
    """For each report the forms it uses, pronouns left out, in the order of first use."""
    found: dict[int, dict[str, Passage]] = {}
    for mention in sorted(entity.mentions):
        report = view.report.get(mention.article)
        if report and words.line(mention.text).casefold() not in words.PRONOUNS:
            found.setdefault(report.number, {}).setdefault(words.line(mention.text), mention)
    return [(view.reports[number - 1], list(forms.values())) for number, forms in sorted(found.items())]


def _content(view: View, statement: Statement) -> str:
    text = view.report[statement.article].article.text
    return " … ".join(words.line(text[span.start : span.end]) for span in statement.content)


def _refused(view: View, statement: Statement) -> str:
    """The words by which a report tells that somebody would not say: cue and content."""
    text, cue = view.report[statement.article].article.text, statement.cue
    return " ".join(filter(None, (words.line(text[cue.start : cue.end]) if cue else "", _content(view, statement))))


def _content_anchor(view: View, statement: Statement) -> str:
    number = view.report[statement.article].number
    first = statement.content[0] if statement.content else None
    return fulltext.anchor(number, first.start, first.end) if first else f"r{number}"


def _sourcing(statement: Statement) -> str:
    parts = [
        {"direct": "quoted", "indirect": "paraphrased", "mixed": "partly quoted"}[statement.manner],
        "source not named" if statement.anonymous else "",
        words.channel(statement),
        words.relayed(statement),
        words.CERTAINTY[statement.certainty],
    ]
    return ", ".join(part for part in parts if part)


def _copy(view: View, copy: Copy) -> dict[str, Any]:
    names = [view.report[a].name for a in copy.articles if a in view.report]
    shared = [
        {
            "number": view.report[p.article].number,
            "name": view.report[p.article].name,
            "start": p.start,
            "end": p.end,
            "text": words.clipped(p.text, 160),
        }
        for p in copy.shared
        if p.article in view.report
    ]
    return {"names": words.listed(names, most=8), "extent": copy.extent, "wire": copy.wire, "shared": shared}


def _left_out(view: View) -> list[tuple[Report, str, str, Span]]:
    """Every stretch of boilerplate with the mark that covers its start."""
    found = []
    for report in view.reports:
        article = report.article
        for span in article.boilerplate:
            kinds = [m.kind for m in article.marks if m.start < span.end and m.end > span.start]
            told = words.listed(list(dict.fromkeys(words.MARK[kind] for kind in kinds))) or "not part"
            found.append((report, told, words.clipped(article.text[span.start : span.end], 240), span))
    return found
