"""Who somebody is, as the reports tell it: "Jo Reed, a lawyer for the port" is a fact beside what Reed said.

In: the articles of a story and its people. Out: groups of passages of different reports, each a name with the office or
role beside it (before it as a title, after it as an apposition), which say the same of one person. They are the
reporters' own words, whoever speaks in the sentence around them. What is no part of a report (a caption) tells nothing.

Two descriptions say the same if the noun of the role is the same or another word for it ("attorney", "lawyer"), and,
where the noun is a wide one ("chief", "leader"), something else that is told is the same as well; or if two telling
words are the same. "Governor Reed" alone tells nothing: one of the reports must say of what, or what else she is.
Who is president everybody knows: what heads of states and governments are is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.compare.conflicts import roles
from twosource.compare.conflicts.sight import stems
from twosource.lexicon.words import listed
from twosource.model import Article, Entity, Passage
from twosource.text import overlap

KNOWN = listed("president premier chancellor king queen pope prince princess minister")
"""Roles of those whom every reader knows, when they stand as a title."""

ENOUGH = 2
"""Telling words that two descriptions share, if their nouns are not the same."""

_APPOSED = re.compile(
    r",\s+(?:who\s+(?:is|was|heads|leads|runs|chairs|serves\s+as)\s+)?(?:(?:an?|the|his|her|its|their)\s+)?"
    r"((?:(?!said\b|told\b|says\b|wrote\b)[^,.;:—()\"“”\n]){4,90})(?=[,.;—]|$)"
)


class Description(NamedTuple):
    """What somebody is called: the noun, its telling words, and the name with it in the text."""

    head: str
    words: frozenset[str]
    place: Passage


def find(articles: Mapping[str, Article], entities: Sequence[Entity]) -> Iterator[list[Passage]]:
    """Groups of descriptions of one person, one or more of each report, in text order."""
    for entity in entities:
        if entity.kind != "person":
            continue
        told = [
            description
            for mention in sorted(entity.mentions)
            if _is_named(mention, entity)
            for description in _told(mention, articles[mention.article].text)
            if not any(overlap(part, description.place) for part in articles[mention.article].boilerplate)
        ]
        yield from _groups(told)


def _is_named(mention: Passage, entity: Entity) -> bool:
    """Whether a mention holds the name, and is not only a description."""
    return mention.text[:1].isupper() and all(word in mention.text for word in entity.name.split()[-1:])


def _told(mention: Passage, text: str) -> Iterator[Description]:
    """The titles in and before a mention, and the apposition behind it."""
    for role in roles.told(mention, text, wide=True):
        start, end = min(mention.start, role.place.start), max(mention.end, role.place.end)
        before = role.place.start < mention.end
        if before and role.head not in KNOWN and "\n" not in text[start:end]:
            yield _description(role.head, role.place.text, mention.article, text, start, end)
    apposed = _APPOSED.match(text, mention.end)
    if apposed:
        for role in roles.read_role(text, mention.article, *apposed.span(1), after=True, wide=True):
            yield _description(role.head, apposed[1], mention.article, text, mention.start, apposed.end(1))


def _description(head: str, words: str, article: str, text: str, start: int, end: int) -> Description:
    return Description(head, stems(words), Passage(article=article, start=start, end=end, text=text[start:end]))


def _groups(told: Sequence[Description]) -> Iterator[list[Passage]]:
    """The descriptions that say the same, those first that most reports share; of each report the longest."""
    left = list(told)
    while left:
        best = max(
            ([other for other in left if _same(one, other)] for one in left), key=lambda same: len(_reports(same))
        )
        if len(_reports(best)) < 2:  # noqa: PLR2004 - "several" starts at two
            return
        left = [one for one in left if one not in best]
        if max(len(description.words) for description in best) < ENOUGH:
            continue
        places = [description.place for description in best]
        yield [
            max((p for p in places if p.article == article), key=lambda p: (p.end - p.start, -p.start))
            for article in sorted(_reports(best))
        ]


def _reports(told: Sequence[Description]) -> set[str]:
    return {description.place.article for description in told}


def _same(one: Description, other: Description) -> bool:
    common = len(one.words & other.words)
    if one.head == other.head:
        return one.head not in roles.WIDE or common >= ENOUGH or one.words == other.words
    return common >= ENOUGH
