"""Rulings of a desk: read from a file, found again in the reports, and put into effect on an article.

In: a JSONL file, one ruling in a line, and the articles of a story::

    {"ruling": "not-same", "passages": [{"report": "a1.txt", "text": "three were hurt"}, {"report": ...}], "by": "mk"}
    {"ruling": "same", "about": "entity", "passages": [{"report": "a1.txt", "text": "the envoy"}, ...]}
    {"ruling": "speaker", "passages": [{"report": "a1.txt", "text": "it held"}, {"report": ..., "text": "Ann Reed"}]}
    {"ruling": "not-report", "passages": [{"report": "a1.txt", "text": "Support our newsroom"}]}
    {"ruling": "organisation", "passages": [{"report": "a1.txt", "text": "the envoy's office"}]}
    {"ruling": "name", "passages": [{"report": "a1.txt", "text": "Ann Reed"}]}

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
from twosource.model import Article, Correction, Mark, MentionKind, Passage, Problem, RulingName, Span, Subject
from twosource.text import Ranged, merged, places, quote

RULINGS: tuple[RulingName, ...] = get_args(RulingName)
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
OF_TWO: frozenset[RulingName] = frozenset({"same", "not-same"})
"""Rulings on two passages, about a claim, an entity, an origin or a story."""
KINDS: tuple[MentionKind, ...] = get_args(MentionKind)
OF_ENTITY: frozenset[RulingName] = frozenset({*KINDS, "name"})
"""Rulings on one passage, about the entity that it names; all others are about the passage itself."""
_NOTES = ("by", "at", "note")


class Asked(Struct, frozen=True):
    """A line of the file: where it stands, and what it holds."""

    place: str
    told: dict[str, Any]


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
            except UsageError as why:
                problems.append(_problem(line.place, f"{why}; the ruling was left out"))
    return found, problems


def _correction(told: Mapping[str, Any], known: Mapping[str, Sequence[Article]]) -> Correction:
    passages = told.get("passages")
    ruling, about = meant(told.get("ruling"), told.get("about"))
    if not isinstance(passages, list) or not passages:
        raise UsageError('"passages" does not name passages')
    notes = {name: told.get(name, "") for name in _NOTES}
    if not all(isinstance(note, str) for note in notes.values()):
        raise UsageError(f"{', '.join(_NOTES)} must be text")
    named = tuple(_passage(one, known) for one in passages)
    return checked(Correction(ruling=ruling, about=about, passages=named, **notes))


# --- what a ruling is, wherever it is given -------------------------------------------------------------------------


def meant(ruling: object, about: object = None) -> tuple[RulingName, Subject]:
    """The ruling of a name and what it is about (None: what it is about where nothing is said). Raises
    :class:`UsageError` for a name of none, and for what it cannot be about.
    """
    name = next((known for known in RULINGS if known == ruling), None)
    if name is None:
        raise UsageError(f"{ruling!r:.80} is no ruling", to_do=f"give one of {', '.join(RULINGS)}")
    subjects: tuple[Subject, ...] = ("entity",) if name in OF_ENTITY else ("passage",)
    if name in OF_TWO:
        subjects = tuple(known for known in SUBJECTS if known != "passage")
    if about is None:
        return name, subjects[0]
    subject = next((known for known in subjects if known == about), None)
    if subject is None:
        raise UsageError(f"`{name}` is never about {about!r:.80}", to_do=f"give {_either(subjects)}")
    return name, subject


def _either(names: Sequence[str]) -> str:
    return f"one of {', '.join(names)}" if len(names) > 1 else f"{names[0]}, or nothing"


def checked(correction: Correction) -> Correction:
    """The ruling with its passages in the order in which they are kept: which comes first means nothing to a claim, an
    origin's parting and a speaker go by it. Raises :class:`UsageError` for a ruling that cannot be followed, whatever
    the reports say.
    """
    meant(correction.ruling, correction.about)
    wrong = _unclear(correction)
    if wrong:
        raise wrong
    if correction.ruling == "speaker" or (correction.ruling == "not-same" and correction.about != "claim"):
        return correction
    return structs.replace(correction, passages=tuple(sorted(correction.passages)))


def _unclear(correction: Correction) -> UsageError | None:
    """What is wrong with the passages of a ruling."""
    given, about = len(correction.passages), correction.about
    most = 2 if correction.ruling in {*OF_TWO, "speaker"} else 1
    least = 2 if correction.ruling in OF_TWO else 1
    if not least <= given <= most:
        number = {(1, 1): "one passage", (1, 2): "one passage or two", (2, 2): "two passages"}[least, most]
        told = f"`{correction.ruling}` is on {number}" + (f" of {about}s" if most == least and most > 1 else "")
        return UsageError(f"{told}, and {given or 'none'} {'is' if given < 2 else 'are'} named", to_do=f"name {number}")  # noqa: PLR2004
    if correction.ruling not in OF_TWO:
        return None
    one, other = correction.passages
    if about in {"claim", "story"} and one.article == other.article:
        what = f"both passages stand in one report: a {about} is told between reports"
        return UsageError(what, to_do="name a passage of another report")
    return UsageError("both passages are the same words", to_do="name two") if one == other else None


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
        raise UsageError('a passage must name its "report" and its "text"')
    name, words, start = told["report"], told["text"], told.get("start")
    reports = known.get(name, ())
    if len(reports) != 1:
        raise UsageError(f"{'no report is' if not reports else 'several reports are'} named {name!r:.80}")
    text = reports[0].text
    found = places(text, words)
    if start in found and isinstance(start, int):
        found = [start]
    if len(found) != 1:
        often = f"{len(found)} times: say where it starts" if found else "nowhere"
        raise UsageError(f"{words!r:.80} stands {often} in {name:.80}")
    return quote(reports[0].id, text, Span(found[0], found[0] + len(words)))


def _problem(place: str, message: str) -> Problem:
    return Problem(about=place, stage="compare", message=message)
