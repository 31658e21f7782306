"""Times: every expression of a date or time in the running text, its type and value, and its place on the calendar.

:func:`expressions`. In: an article and its sentences. Out: an :class:`Expression` for every date, time, duration and
repetition, in text order, disjoint, headlines left out, with type and value as TimeML has them (ISO 8601 with
"2017-12-27TNI" a night, "2017-W52-WE" a weekend, "2017-SU" a season, "2017-Q3" a quarter, "199" a decade, "P3D" three
days, "XXXX-WXX-5" every Friday, "PAST_REF" recently).

:func:`find`. Out: a :class:`Time` for each of them that has a place on the calendar. Values are days ("2017-12-27"),
months, years and ISO weeks ("2017-W52"). A clock time gets its day; the two ends of a range are two entries, or the
start day ("Jan. 3-5"). Left out: durations, decades, seasons, quarters, habits ("every Friday"), "recently", ages;
round numbers of years ("thirty years ago"); and whatever can only be counted from an event ("a week before the vote").

Expressions are counted from the day of the report: ``article.published``, or the date in the dateline when that lies
within a week before it. A weekday is the nearest past one unless the words around it look forward. When the day of
the report is not known, a weekday is a pattern ("XXXX-WXX-3"), a day or month without a year too ("XXXX-02-27",
"XXXX-02"), and "last week" gives nothing.

The patterns stand in ``rules`` and the modules it names; what only looks like a time in ``guards``; tense in
``tense``. Every rule reads a bounded stretch of text: linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from twosource.annotate.times import tense
from twosource.annotate.times.guards import CALENDAR, GUARDS, place
from twosource.annotate.times.rules import beginning
from twosource.annotate.times.scene import Rule, Scene, hour
from twosource.model import Article, Sentence, Span, Time

Kind = Literal["DATE", "TIME", "DURATION", "SET"]

_HEAD = re.compile(r"(?<![\w$£€¥#@])(?<!\d[.,:])(?:\d|[A-Za-z]+|['’](?=\d0s))")
"""The first word of what may be an expression."""

_DATELINE_DAYS = 7
"""A dateline's date further from the published one than this is a mistake of one of them."""

_MEMORY = 3
"""Sentences for which "that day" and "a day later" remember the day spoken of."""

_OPENING = 5
"""Sentences at the head of a report that tell the day its news is of."""

_QUOTE_REACH = 1000
"""Characters of a line that are searched for an open quotation mark."""


class Expression(NamedTuple):
    """An expression with TimeML's type and value; ``calendar`` is its value in the product's records, if it has one."""

    span: Span
    kind: Kind
    value: str
    calendar: str | None


class _Match(NamedTuple):
    span: Span
    rule: Rule
    match: re.Match[str]


def find(article: Article, sentences: Sequence[Sentence]) -> tuple[Time, ...]:
    """The times of an article that have a place on the calendar; see the module's docstring."""
    return tuple(
        Time(article=article.id, start=e.span.start, end=e.span.end, value=e.calendar)
        for e in expressions(article, sentences)
        if e.calendar
    )


def expressions(article: Article, sentences: Sequence[Sentence]) -> tuple[Expression, ...]:
    """All time expressions of an article; see the module's docstring."""
    today = day_of(article)
    found: list[Expression] = []
    scene = Scene(today, news=_news_day(article.text, sentences, today))
    fresh = scene
    silent = 0
    for sentence in sentences:
        if sentence.headline:
            continue
        made = list(_resolved(article.text, sentence, scene))
        found.extend(made)
        dated = [e for e in made if e.calendar]
        silent = 0 if dated else silent + 1
        if silent >= _MEMORY:
            scene = fresh._replace(quarter=scene.quarter)
        for expression in made:
            scene = _remembering(scene, expression)
    return tuple(found)


def _news_day(text: str, sentences: Sequence[Sentence], today: date | None) -> date | None:
    """The day that people speak on: the first day named at the head of the report, if it is today or yesterday."""
    head = [sentence for sentence in sentences if not sentence.headline][:_OPENING]
    for sentence in head if today else ():
        for expression in _matches(text, sentence.span):
            if expression.rule.name in _NAMED_DAYS and not _quoted(text, expression.span):
                lean = tense.lean(text, expression.span, sentence.span)
                named = _iso_day(expression.rule.resolve(expression.match, Scene(today, lean)))
                if named and today and today - named == timedelta(days=1):
                    return named
                if named == today:
                    return today
    return today


def _quoted(text: str, span: Span) -> bool:
    """Whether the words stand in quotation marks, as far as their line tells."""
    line = text[max(0, span.start - _QUOTE_REACH) : span.start].rpartition("\n")[2]
    return line.count("“") > line.count("”") or line.count('"') % 2 == 1


def day_of(article: Article) -> date | None:
    """The day that the report counts from, if it is known."""
    published = _iso_day(article.published)
    for mark in article.marks:
        if mark.kind == "dateline":
            dated = _dateline(article.text, mark.span, published)
            if dated:
                return dated
    return published


def _iso_day(stated: str | None) -> date | None:
    try:
        return date.fromisoformat((stated or "")[:10])
    except ValueError:
        return None


def _dateline(text: str, span: Span, published: date | None) -> date | None:
    """The date in a dateline: with its year, or near the published one."""
    for expression in _matches(text, span):
        value = expression.rule.resolve(expression.match, Scene(published))
        dated = _iso_day(value)
        if dated and (published is None or abs((published - dated).days) <= _DATELINE_DAYS):
            return dated
    return None


def _matches(text: str, span: Span) -> Iterator[_Match]:
    """What may be a time, leftmost and longest first; guarded, not yet resolved."""
    at = span.start
    for head in _HEAD.finditer(text, span.start, span.end):
        start = head.start()
        if start < at:
            continue
        word = head[0]
        found = beginning("0" if word.isdigit() else word.lower())
        if found is None or not found.any.match(text, start, span.end):
            continue
        for rule in found.rules:
            match = rule.pattern.match(text, start, span.end)
            if match and match.end() > start and _allowed(rule, text, match, span):
                at = match.end()
                yield _Match(Span(start, at), rule, match)
                break


def _allowed(rule: Rule, text: str, match: re.Match[str], span: Span) -> bool:
    guard = GUARDS.get(rule.name)
    return guard is None or guard(place(text, match, span))


def _resolved(text: str, sentence: Sentence, scene: Scene) -> Iterator[Expression]:
    """The expressions of a sentence with their values. A clock time takes the day of its own sentence, if any."""
    matches = list(_matches(text, sentence.span))
    days = [made for made in matches if made.rule.name in _DAYS]
    for made in matches:
        day = min(days, key=lambda day: abs(day.span.start - made.span.start)) if days else None
        value = _value(text, sentence, made, day if made.rule.name == "clock" else None, scene)
        if value:
            expression = _expression(text, sentence, made, value)
            yield expression
            scene = _remembering(scene, expression)


def _value(text: str, sentence: Sentence, made: _Match, day: _Match | None, scene: Scene) -> str | None:
    """The TimeML value of a match; ``day`` is what tells the day of a clock time."""
    rule = made.rule
    if day:
        own = _value(text, sentence, day, None, scene)
        told = rule.resolve(made.match, scene._replace(day="D", today=None))
        return own.partition("T")[0] + (told or "D")[1:] if own else None
    here = scene._replace(lean=tense.lean(text, made.span, sentence.span)) if rule.tensed else scene
    if rule.name == "near-today" and _quoted(text, made.span):
        here = here._replace(today=scene.news)
    value = rule.resolve(made.match, here)
    if value and rule.name in _DAYS and "T" not in value:
        value += hour(made.match)
    return value


_CALENDAR_VALUE = re.compile(
    r"(\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d)?|XXXX-(?:WXX-\d|\d\d(?:-\d\d)?))(?:T[\d:]+|T[A-Z]{2}|-WE)?"
)


def _expression(text: str, sentence: Sentence, made: _Match, value: str) -> Expression:
    kind = _kind(made.rule, value)
    calendar = _CALENDAR_VALUE.fullmatch(value) if kind in {"DATE", "TIME"} else None
    guard = CALENDAR.get(made.rule.name)
    if calendar and guard and not guard(place(text, made.match, sentence.span)):
        calendar = None
    return Expression(made.span, kind, value, calendar[1] if calendar else None)


def _kind(rule: Rule, value: str) -> Kind:
    if rule.repeated:
        return "SET"
    if value[0] == "P" and not value.endswith("REF"):
        return "DURATION"
    return "TIME" if "T" in value and not value.endswith("REF") else "DATE"


_NAMED_DAYS = frozenset({"iso", "slashed", "date", "weekday"})
_DAYS = _NAMED_DAYS | {"near-today", "holiday"}


_QUARTER = re.compile(r"\d{4}-Q\d")
_OTHER_PERIOD = re.compile(r"P(?:[2-9]|\d\d)M|P1Y")


def _is_recent(quarter: str, today: date | None) -> bool:
    """Whether a quarter is what a report of results is of, not what it is compared with or expects."""
    if today is None:
        return True
    now = today.year * 4 + (today.month + 2) // 3
    return now - 4 < int(quarter[:4]) * 4 + int(quarter[-1]) <= now


def _remembering(scene: Scene, expression: Expression) -> Scene:
    """The scene after an expression."""
    value = expression.value
    if _QUARTER.fullmatch(value):
        return scene._replace(quarter=value) if _is_recent(value, scene.today) else scene
    if _OTHER_PERIOD.fullmatch(value) and expression.kind == "DURATION":
        return scene._replace(quarter=None)
    value = expression.calendar or ""
    if not value[:4].isdigit() or "W" in value:
        return scene
    month = value[:7] if len(value) >= len("2017-12") else scene.month
    day = value if len(value) == len("2017-12-27") else scene.day
    return scene._replace(year=value[:4], month=month, day=day)
