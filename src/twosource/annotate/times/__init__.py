"""Times: every expression of a date or time in the running text, put on the calendar.

In: an article and its sentences. Out: :class:`Time` records in text order, disjoint, headlines left out. Values are
days ("2017-12-27"), months, years and ISO weeks ("2017-W52"). A clock time gets its day; the two ends of a range are
two entries, or the start day ("Jan. 3-5").

Expressions are counted from the day of the report: ``article.published``, or the date in the dateline when that lies
within a week before it. A weekday is the nearest past one unless the words around it look forward. When the day of
the report is not known, a weekday is a pattern ("XXXX-WXX-3"), a day or month without a year too ("XXXX-02-27",
"XXXX-02"), and "last week" gives nothing.

Left out: durations, decades, seasons, quarters, habits ("every Friday"), "recently", ages; and whatever can only be
counted from an event ("a week before the vote").
The patterns stand in ``times.rules``; what only looks like a date in ``times.guards``; tense in ``times.tense``.
Every rule reads a bounded stretch of text: linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from twosource.annotate.times import tense
from twosource.annotate.times.guards import GUARDS, place
from twosource.annotate.times.rules import RULES, Rule, Scene
from twosource.model import Article, Sentence, Span, Time

_TRIGGER = re.compile(
    r"(?<![\w$£€¥#@])(?<!\d[.,:])(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    r"|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|MON|TUE|WED|THU|FRI|SAT|SUN)"
    r"|(?i:(?:early|late|earlier|later|mid|last|next|this|that|the|same|past|coming|upcoming|previous|following|so far"
    r"|over|end|in|on|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|today|yesterday|tomorrow|tonight|noon|midnight"
    r"|new|valentine|st|april|bastille|fourth|halloween|christmas|boxing|martin|presidents|memorial|labor|columbus"
    r"|thanksgiving|good|easter|palm|ash)\b))"
)
"""Where an expression may begin."""

_DATELINE_DAYS = 7
"""A dateline's date further from the published one than this is a mistake of one of them."""

_MEMORY = 3
"""Sentences for which "that day" and "a day later" remember the day spoken of."""


_HEAD = 5
"""Sentences at the head of a report that tell the day its news is of."""

_QUOTE_REACH = 1000
"""Characters of a line that are searched for an open quotation mark."""


class _Expression(NamedTuple):
    span: Span
    rule: Rule
    match: re.Match[str]


def find(article: Article, sentences: Sequence[Sentence]) -> tuple[Time, ...]:
    """The time expressions of an article; see the module's docstring."""
    today = day_of(article)
    found: list[Time] = []
    scene = Scene(today, news=_news_day(article.text, sentences, today))
    fresh = scene
    silent = 0
    for sentence in sentences:
        if sentence.headline:
            continue
        values = dict(_resolved(article.text, sentence, scene))
        found.extend(Time(article=article.id, start=s.start, end=s.end, value=v) for s, v in values.items())
        silent = 0 if values else silent + 1
        if silent >= _MEMORY:
            scene = fresh
        for value in values.values():
            scene = _remembering(scene, value)
    return tuple(found)


def _news_day(text: str, sentences: Sequence[Sentence], today: date | None) -> date | None:
    """The day that people speak on: the first day named at the head of the report, if it is today or yesterday."""
    head = [sentence for sentence in sentences if not sentence.headline][:_HEAD]
    for sentence in head if today else ():
        for expression in _expressions(text, sentence.span):
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
    for expression in _expressions(text, span):
        value = expression.rule.resolve(expression.match, Scene(published))
        dated = _iso_day(value)
        if dated and (published is None or abs((published - dated).days) <= _DATELINE_DAYS):
            return dated
    return None


def _expressions(text: str, span: Span) -> Iterator[_Expression]:
    """What may be a time, leftmost and longest first; guarded, not yet resolved."""
    at = span.start
    for trigger in _TRIGGER.finditer(text, span.start, span.end):
        if trigger.start() < at:
            continue
        for rule in RULES:
            match = rule.pattern.match(text, trigger.start(), span.end)
            if match and match.end() > match.start() and _allowed(rule, text, match, span):
                at = match.end()
                yield _Expression(Span(match.start(), at), rule, match)
                break


def _allowed(rule: Rule, text: str, match: re.Match[str], span: Span) -> bool:
    guard = GUARDS.get(rule.name)
    return guard is None or guard(place(text, match, span))


def _resolved(text: str, sentence: Sentence, scene: Scene) -> Iterator[tuple[Span, str]]:
    """The expressions of a sentence with their values. A clock time takes the day of its own sentence, if any."""
    expressions = list(_expressions(text, sentence.span))
    days = [e for e in expressions if e.rule.name in _DAYS]
    for expression in expressions:
        span, rule, match = expression
        lean = tense.lean(text, span, sentence.span) if rule.tensed else ""
        here = scene._replace(lean=lean)
        if rule.name == "near-today" and _quoted(text, span):
            here = here._replace(today=scene.news)
        if rule.name == "clock" and days:
            nearest = min(days, key=lambda day: abs(day.span.start - span.start))
            rule, match = nearest.rule, nearest.match
            here = here._replace(lean=tense.lean(text, nearest.span, sentence.span))
        value = rule.resolve(match, here)
        if value:
            yield span, value
            scene = _remembering(scene, value)


_NAMED_DAYS = frozenset({"iso", "slashed", "date", "weekday"})
_DAYS = _NAMED_DAYS | {"near-today"}


def _remembering(scene: Scene, value: str) -> Scene:
    """The scene after a value was spoken of."""
    if not value[:4].isdigit() or "W" in value:
        return scene
    month = value[:7] if len(value) >= len("2017-12") else scene.month
    day = value if len(value) == len("2017-12-27") else scene.day
    return scene._replace(year=value[:4], month=month, day=day)
