"""Rulings of a desk: read from a file, found again in the reports, and put into effect on an article.

In: a JSONL file, one ruling in a line, and the articles of a story::

    {"ruling": "not-same", "passages": [{"report": "a1.txt", "text": "three were hurt"}, {"report": ...}], "by": "mk"}
    {"ruling": "same", "about": "entity", "passages": [{"report": "a1.txt", "text": "the envoy"}, ...]}
    {"ruling": "speaker", "passages": [{"report": "a1.txt", "text": "it held"}, {"report": ..., "text": "Ann Reed"}]}
    {"ruling": "not-report", "passages": [{"report": "a1.txt", "text": "Support our newsroom"}]}

A report is named by its file, its address or its id, a passage by its words as they stand there (``start`` tells which,
where they stand several times). Out: :class:`Correction` records, and a :class:`Problem` for each line that cannot be
followed; the others hold. ``by``, ``at`` and ``note`` are kept as they are.

Rulings on what is part of a report change its marks before it is read (:func:`marked`); all others hold when the story
is compared, those on stories when reports are grouped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct, structs

from twosource.errors import UsageError
from twosource.model import Article, Correction, Mark, Passage, Problem, RulingName, Span, Subject
from twosource.text import Ranged, merged, places, quote

RULINGS: tuple[RulingName, ...] = get_args(RulingName)
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
OF_TWO: frozenset[RulingName] = frozenset({"same", "not-same"})
"""Rulings on two passages, about a claim, an entity, an origin or a story; the others are about a passage."""
_NOTES = ("by", "at", "note")


class Asked(Struct, frozen=True):
    """A line of the file: where it stands, and what it holds."""

    place: str
    told: dict[str, Any]


class _UnclearError(Exception):
    """A line that cannot be followed; its message says why."""


def load(file: Path) -> tuple[Asked | Problem, ...]:
    """The lines of a file, those that are no JSON objects as problems. Raises :class:`UsageError` if it cannot be
    read.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: is no text in UTF-8 ({error})") from error
    return tuple(_line(f"{file}, line {n}", line) for n, line in enumerate(lines, 1) if line.strip())


def _line(place: str, line: str) -> Asked | Problem:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        return _problem(place, "is no JSON object, and was left out")
    return Asked(place, told)


def find(asked: Sequence[Asked | Problem], articles: Sequence[Article]) -> tuple[list[Correction], list[Problem]]:
    """The rulings in their order, with passages found in these articles, and what could not be followed."""
    known: dict[str, list[Article]] = {}
    for article in articles:
        for name in {article.id, article.file, Path(article.file).name, article.url} - {None, ""}:
            known.setdefault(str(name), []).append(article)
    found, problems = [], [line for line in asked if isinstance(line, Problem)]
    for line in asked:
        if isinstance(line, Asked):
            try:
                found.append(_correction(line.told, known))
            except _UnclearError as why:
                problems.append(_problem(line.place, f"{why}; the ruling was left out"))
    return found, problems


def _correction(told: Mapping[str, Any], known: Mapping[str, Sequence[Article]]) -> Correction:
    passages = told.get("passages")
    ruling = next((name for name in RULINGS if name == told.get("ruling")), None)
    if ruling is None:
        raise _UnclearError(f'"ruling" is none of {", ".join(RULINGS)}')
    if not isinstance(passages, list) or not passages:
        raise _UnclearError('"passages" does not name passages')
    notes = {name: told.get(name, "") for name in _NOTES}
    if not all(isinstance(note, str) for note in notes.values()):
        raise _UnclearError(f"{', '.join(_NOTES)} must be text")
    about = told.get("about", "claim" if ruling in OF_TWO else "passage")
    subject = next((name for name in SUBJECTS if name == about), None)
    if subject is None:
        raise _UnclearError(f'"about" is none of {", ".join(SUBJECTS)}')
    made = Correction(ruling=ruling, about=subject, passages=tuple(_passage(one, known) for one in passages), **notes)
    wrong = unclear(made)
    if wrong:
        raise _UnclearError(wrong)
    return ordered(made)


def unclear(correction: Correction) -> str | None:
    """Why a ruling cannot be followed, whatever the reports say; None if it can."""
    count = len(correction.passages)
    if correction.ruling in OF_TWO:
        if correction.about == "passage":
            return f'"{correction.ruling}" must be about a claim, an entity, an origin or a story'
        if count != 2:  # noqa: PLR2004 - a ruling on two
            return '"passages" does not name two passages'
        one, other = correction.passages
        if correction.about in {"claim", "story"} and one.article == other.article:
            return f"both passages stand in one report: a {correction.about} is told between reports"
        return "both passages are the same words" if one == other else None
    if correction.about != "passage":
        return f'"{correction.ruling}" must be about a passage'
    most = 2 if correction.ruling == "speaker" else 1
    return (
        None if 1 <= count <= most else f'"passages" must name {"one or two passages" if most > 1 else "one passage"}'
    )


def ordered(correction: Correction) -> Correction:
    """The ruling with its passages in the order in which they are kept: which comes first means nothing to a claim, an
    origin's parting and a speaker go by it.
    """
    if correction.ruling == "speaker" or (correction.ruling == "not-same" and correction.about != "claim"):
        return correction
    return structs.replace(correction, passages=tuple(sorted(correction.passages)))


def marked(article: Article, corrections: Sequence[Correction]) -> Article:
    """The article with its marks as ruled: passages that are no part of the report, and passages that are one."""
    for correction in corrections:
        passage = correction.passages[0]
        if correction.about != "passage" or passage.article != article.id or correction.ruling == "speaker":
            continue
        cut = _without(article.boilerplate, passage)
        marks = [part for mark in article.marks for part in _parts(mark, passage)]
        if correction.ruling == "not-report":
            cut = [*cut, passage.span]
            marks.append(Mark(start=passage.start, end=passage.end, kind="notice"))
        article = structs.replace(article, boilerplate=merged(cut), marks=tuple(sorted(marks)))
    return article


def _without(spans: Sequence[Span], hole: Ranged) -> list[Span]:
    out = []
    for span in spans:
        out += [
            Span(*s)
            for s in ((span.start, min(span.end, hole.start)), (max(span.start, hole.end), span.end))
            if s[0] < s[1]
        ]
    return out


def _parts(mark: Mark, hole: Ranged) -> list[Mark]:
    """What is left of a mark beside a passage that was ruled on."""
    return [structs.replace(mark, start=s.start, end=s.end) for s in _without([mark.span], hole)]


def _passage(told: object, known: Mapping[str, Sequence[Article]]) -> Passage:
    if not isinstance(told, dict) or not isinstance(told.get("report"), str) or not isinstance(told.get("text"), str):
        raise _UnclearError('a passage must name its "report" and its "text"')
    name, words, start = told["report"], told["text"], told.get("start")
    reports = known.get(name, ())
    if len(reports) != 1:
        raise _UnclearError(f"{'no report is' if not reports else 'several reports are'} named {name!r:.80}")
    text = reports[0].text
    found = places(text, words)
    if start in found and isinstance(start, int):
        found = [start]
    if len(found) != 1:
        often = f"{len(found)} times: say where it starts" if found else "nowhere"
        raise _UnclearError(f"{words!r:.80} stands {often} in {name:.80}")
    return quote(reports[0].id, text, Span(found[0], found[0] + len(words)))


def _problem(place: str, message: str) -> Problem:
    return Problem(about=place, stage="compare", message=message)
