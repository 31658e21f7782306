"""The rulings of a case that hold, on the words as they stand today.

A ruling names passages of articles as they were when it was given. When a report has been edited since, or its page is
read in another way, the ruling is on the same words in the version that stands today: where they stand nearest to where
they stood. Where they stand no more, the ruling rests (:func:`resting`); if they come back, it holds again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import structs
from sqlalchemy import Connection

from twosource import group
from twosource.case import articles, log
from twosource.model import Article, Correction, Passage, Span
from twosource.text import places, quote


def in_force(connection: Connection) -> tuple[Correction, ...]:
    """The rulings that hold, in the order in which they were given."""
    return tuple(today for _, today in _today(connection) if today is not None)


def resting(connection: Connection) -> tuple[Correction, ...]:
    """The rulings on words that no report of today has."""
    return tuple(given for given, today in _today(connection) if today is None)


def on_stories(rulings: Iterable[Correction]) -> list[group.Ruling]:
    """The rulings whether reports are of one story."""
    return [
        group.Ruling(ruling=ruling.ruling, articles=(ruling.passages[0].article, ruling.passages[1].article))
        for ruling in rulings
        if ruling.about == "story"
    ]


def _today(connection: Connection) -> list[tuple[Correction, Correction | None]]:
    given = log.in_force(log.entries(connection))
    named = {passage.article for ruling in given for passage in ruling.passages}
    current = articles.current(connection, sorted(named))
    texts = articles.load(connection, current.values())
    return [(ruling, _placed(ruling, current, texts)) for ruling in given]


def _placed(ruling: Correction, current: Mapping[str, str], texts: Mapping[str, Article]) -> Correction | None:
    places = [_in(p, texts.get(current.get(p.article, ""))) for p in ruling.passages]
    if not all(places):
        return None
    return structs.replace(ruling, passages=tuple(place for place in places if place))


def _in(passage: Passage, article: Article | None) -> Passage | None:
    """The passage in an article."""
    if article is None:
        return None
    if article.text[passage.start : passage.end] == passage.text:
        return structs.replace(passage, article=article.id)
    starts = places(article.text, passage.text)
    if not starts:
        return None
    start = min(starts, key=lambda s: (abs(s - passage.start), s))
    return quote(article.id, article.text, Span(start, start + len(passage.text)))
