"""Lines of the log in words: what was ruled, of which words in which report, and whether it holds.

In: entries of the log. Out: a :class:`Line` for each, to be read by somebody who did not make the ruling. Words are
those of the passages; beside them stands, where the dossier of today tells it and the words do not, whom they name
(rulings on entities) or where they go back to (on origins).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection

from twosource import corrections
from twosource.case import articles, dossiers, log, rulings, stories
from twosource.case.records import Entry
from twosource.model import Article, Correction, Dossier, Passage
from twosource.render import words
from twosource.text import overlap

_RESTS = "rests: no report has these words today"
_LONGEST = 80
"""Characters shown of a passage."""


class Line(Struct, frozen=True, kw_only=True):
    """A line of the log: its number, when and by whom it was written, what it says, and what became of it ("taken back
    by line 3", "overruled by line 3", "rests: no report has these words today"; empty if it holds).
    """

    n: int
    at: str
    by: str
    text: str
    state: str = ""


class _Known(Struct, frozen=True):
    """What is known of the reports that were ruled on."""

    articles: Mapping[str, Article]
    dossiers: Mapping[str, Dossier]
    """By the id of the article: the dossier of the story that it is of today."""


def lines(connection: Connection, entries: Iterable[Entry], every: Sequence[Entry]) -> list[Line]:
    """These lines of the log in words; ``every``: the whole log."""
    wanted = list(entries)
    passages = [p for entry in wanted if entry.correction for p in entry.correction.passages]
    known = _known(connection, {passage.article for passage in passages})
    resting = rulings.resting(connection)
    overruled = log.overruled(every)
    state = {n: f"overruled by line {by}" for n, by in overruled.items()}
    state |= {entry.n: _RESTS for entry in wanted if entry.correction in resting}
    state |= {n: f"taken back by line {by}" for n, by in log.undone(every).items()}
    by = {entry.n: entry.by for entry in every}
    overrules = {n: [(old, by[old]) for old in sorted(overruled) if overruled[old] == n] for n in overruled.values()}
    return [_line(entry, known, state.get(entry.n, ""), overrules.get(entry.n, ())) for entry in wanted]


def _known(connection: Connection, ids: Iterable[str]) -> _Known:
    named = sorted(set(ids))
    today = articles.current(connection, named)
    by_story: dict[str, Dossier | None] = {}
    made: dict[str, Dossier] = {}
    for id_ in named:
        story = stories.of_article(connection, today.get(id_, id_))
        if story is not None:
            if story not in by_story:
                by_story[story] = dossiers.load(connection, story)
            kept = by_story[story]
            if kept is not None:
                made[id_] = kept
    return _Known(articles.load(connection, named), made)


def _line(entry: Entry, known: _Known, state: str, overrules: Iterable[tuple[int, str]]) -> Line:
    if entry.correction is None:
        text = f"line {entry.undoes} is taken back"
    else:
        text = _told(entry.correction, known)
        text += f" – note: {words.line(entry.correction.note)}" if entry.correction.note else ""
    for n, by in overrules:
        text += f" – overrules line {n}" + (f" of {words.line(by)}" if by else "")
    return Line(n=entry.n, at=entry.at, by=entry.by, text=text, state=state)


def _told(ruling: Correction, known: _Known) -> str:
    shown = [_passage(passage, ruling, known) for passage in ruling.passages]
    if ruling.ruling == "speaker":
        return f"said by {shown[1] if shown[1:] else 'nobody who is known'}: {shown[0]}"
    if ruling.ruling in {"report", "not-report"}:
        return f"{'not ' if ruling.ruling == 'not-report' else ''}part of the report: {shown[0]}"
    if ruling.ruling in corrections.OF_ENTITY:
        return f"{words.RULED[ruling.ruling].lower()}: {shown[0]}"
    return f"{'not ' if ruling.ruling == 'not-same' else ''}one {ruling.about}: {' and '.join(shown)}"


def _passage(passage: Passage, ruling: Correction, known: _Known) -> str:
    """The words, what they name if the words do not tell it, and the report."""
    said = words.clipped(passage.text, _LONGEST)
    name = _name(passage, ruling, known)
    meant = f" [{words.line(name)}]" if name and words.line(name).casefold() not in said.casefold() else ""
    article = known.articles.get(passage.article)
    where = [article.outlet or article.file, (article.published or "")[:10]] if article else []
    return f"“{said}”{meant} ({words.line(', '.join(filter(None, [*where, passage.article])))})"


def _name(passage: Passage, ruling: Correction, known: _Known) -> str | None:
    """Whom the words name, or the origin that they go back to, in the dossier of today."""
    made, article = known.dossiers.get(passage.article), known.articles.get(passage.article)
    if made is None or article is None or all(a.id != passage.article for a in made.articles):
        return None
    if ruling.about == "entity" or (ruling.ruling == "speaker" and passage != ruling.passages[0]):
        return _entity(passage, made)
    return _origin(passage, made, article) if ruling.about == "origin" else None


def _entity(passage: Passage, made: Dossier) -> str | None:
    shared = [
        (overlap(mention, passage), -(mention.end - mention.start), entity.name)
        for entity in made.entities
        for mention in entity.mentions
        if mention.article == passage.article and overlap(mention, passage)
    ]
    return max(shared)[2] if shared else None


def _origin(passage: Passage, made: Dossier, article: Article) -> str | None:
    names = {origin.id: origin.name for origin in made.origins}
    shared = [
        (sum(overlap(part, passage) for part in said.content), said.id, said.origin)
        for said in made.statements
        if said.article == passage.article
    ]
    best = max(shared, default=None)
    if best and best[0]:
        return names.get(best[2])
    own = [
        origin
        for claim in made.claims
        for item in claim.evidence
        if item.article == passage.article and item.statement is None and overlap(item, passage)
        for origin in item.origins
    ]
    return names.get(own[0]) if own else article.outlet
