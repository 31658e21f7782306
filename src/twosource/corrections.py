"""Rulings of a desk on what is one claim: read from a file, and found again in the reports.

In: a JSONL file, one ruling in a line, and the articles of a story::

    {"ruling": "not-same", "passages": [{"report": "a1.txt", "text": "three were hurt"}, {"report": ...}], "by": "mk"}

A report is named by its file, its address or its id, a passage by its words as they stand there (``start`` tells which,
where they stand several times). Out: :class:`Correction` records, and a :class:`Problem` for each line that cannot be
followed; the others hold. ``by``, ``at`` and ``note`` are kept as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct

from twosource.errors import UsageError
from twosource.model import Article, Correction, Passage, Problem, RulingName, Span
from twosource.text import quote

RULINGS: tuple[RulingName, ...] = get_args(RulingName)
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
    if not isinstance(passages, list) or len(passages) != 2:  # noqa: PLR2004 - a ruling is on two
        raise _UnclearError('"passages" does not name two passages')
    first, second = (_passage(one, known) for one in passages)
    if first.article == second.article:
        raise _UnclearError("both passages stand in one report: claims are compared between reports")
    notes = {name: told.get(name, "") for name in _NOTES}
    if not all(isinstance(note, str) for note in notes.values()):
        raise _UnclearError(f"{', '.join(_NOTES)} must be text")
    return Correction(ruling=ruling, passages=(min(first, second), max(first, second)), **notes)


def _passage(told: object, known: Mapping[str, Sequence[Article]]) -> Passage:
    if not isinstance(told, dict) or not isinstance(told.get("report"), str) or not isinstance(told.get("text"), str):
        raise _UnclearError('a passage must name its "report" and its "text"')
    name, words, start = told["report"], told["text"], told.get("start")
    reports = known.get(name, ())
    if len(reports) != 1:
        raise _UnclearError(f"{'no report is' if not reports else 'several reports are'} named {name!r:.80}")
    text = reports[0].text
    places = [found.start() for found in re.finditer(re.escape(words), text)] if words.strip() else []
    if start in places and isinstance(start, int):
        places = [start]
    if len(places) != 1:
        often = f"{len(places)} times: say where it starts" if places else "nowhere"
        raise _UnclearError(f"{words!r:.80} stands {often} in {name:.80}")
    return quote(reports[0].id, text, Span(places[0], places[0] + len(words)))


def _problem(place: str, message: str) -> Problem:
    return Problem(about=place, stage="compare", message=message)
