"""Entities: the mentions of one person, organisation, place or thing, within and across the articles of a story.

In: the articles of a story and their readings, equally long and in the same order. Out: entities with all their
mentions: people, then organisations, things and places, of each kind those with the most mentions first. The steps, the
surest first: names of bodies and places (``entities.bodies``), names of people (``entities.people``), descriptions
(``entities.nouns``, ``entities.said``, ``entities.definite``, ``entities.chosen``), groups without a name
(``entities.actors``), pronouns (``entities.pronouns``). No two mentions share text (``entities.apart``). A description
or pronoun that stays open belongs to no entity, except repeated descriptions and those of a plausible actor ("police",
"the government").

``at`` tells whom a stretch of text speaks of, for example the source of a statement.

The id of an entity hashes its name and its first mention in the order of article ids: it does not depend on the order
of the articles. Nothing is looked up outside the story, so two people of one name who are both in it are one here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import structs

from twosource.compare.entities import actors as entities_actors
from twosource.compare.entities import bodies as entities_bodies
from twosource.compare.entities import chosen as entities_chosen
from twosource.compare.entities import definite as entities_definite
from twosource.compare.entities import nouns as entities_nouns
from twosource.compare.entities import overlooked as entities_overlooked
from twosource.compare.entities import people as entities_people
from twosource.compare.entities import pronouns as entities_pronouns
from twosource.compare.entities.apart import apart
from twosource.compare.entities.items import Groups, Item, items, words_of
from twosource.compare.entities.names import abbreviation
from twosource.compare.entities.said import Scene
from twosource.lexicon import persons, places
from twosource.model import Article, Entity, Mention, MentionKind, Passage, Reading, Span
from twosource.text import make_id, quote, squash


def link(articles: Sequence[Article], readings: Sequence[Reading]) -> tuple[Entity, ...]:
    """The entities of a story, the same for any order of the articles."""
    scene = prepared(articles, readings)
    every, groups, articles = scene.every, scene.groups, scene.articles
    entities_definite.link(scene)
    entities_chosen.link(scene, entities_definite.press(scene))
    entities_definite.link_repeated(scene)
    entities_actors.join(scene)
    entities_pronouns.link(every, groups, articles, sorted(readings, key=lambda reading: reading.article))
    members: dict[int, list[Item]] = defaultdict(list)
    for item in every:
        members[groups.of(item)].append(item)
    for group, item in _shown(scene, readings):
        members[group].append(item)
    worth = [found for found in members.values() if _worth(found)]
    kept = apart(worth, [_kind(found) for found in worth], articles)
    made = [_entity(found, articles) for found in kept if any(i.mention.form != "pronoun" for i in found)]
    return tuple(sorted(made, key=lambda e: (_ORDER[e.kind], -len(e.mentions), e.id)))


def prepared(articles: Sequence[Article], readings: Sequence[Reading]) -> Scene:
    """The mentions of a story with its names grouped, and what its reports say of who is who."""
    pairs = sorted(zip(articles, readings, strict=True), key=lambda pair: pair[0].id)
    articles, readings = [article for article, _ in pairs], [reading for _, reading in pairs]
    every = items(articles, _with_nouns(articles, _with_names(articles, readings)))
    groups = Groups(every)
    entities_bodies.link(every, groups, articles)
    entities_people.link(every, groups)
    _join_across_kinds(every, groups)
    entities_bodies.link_handles(every, groups, articles)
    scene = Scene(every, groups, articles)
    scene.read()
    return scene


def _shown(scene: Scene, readings: Sequence[Reading]) -> Iterator[tuple[int, Item]]:
    """Who is named in captions: the group that alone bears the name, and the mention. They come last, so that they do
    not stand between what the report itself says.
    """
    bearers: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for item in scene.every:
        if item.named:
            bearers[item.name.words].add(scene.groups.of(item))
            if item.person:
                bearers[item.name.words[-1:]].add(scene.groups.of(item))
    number = len(scene.every)
    ordered = sorted(readings, key=lambda reading: reading.article)
    for index, found in enumerate(entities_overlooked.in_captions(scene.articles, ordered)):
        for item in items([scene.articles[index]], [structs.replace(ordered[index], mentions=tuple(sorted(found)))]):
            among = bearers.get(item.name.words, set())
            if len(among) == 1:
                yield min(among), item._replace(number=number, article=index)
                number += 1


_ORDER: dict[MentionKind, int] = {"person": 0, "organisation": 1, "other": 2, "place": 3}


def _with_names(articles: Sequence[Article], readings: Sequence[Reading]) -> list[Reading]:
    """The readings with the names that only another place of the story told."""
    found = entities_overlooked.find(articles, readings)
    return [
        structs.replace(reading, mentions=tuple(sorted({*_whole(reading.mentions, more), *more})))
        for reading, more in zip(readings, found, strict=True)
    ]


def _whole(mentions: Sequence[Mention], more: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions without names that are parts of longer ones among ``more``."""
    spans = sorted((mention.start, mention.end) for mention in more)
    for mention in mentions:
        at = bisect_right(spans, (mention.start, mention.end))
        part = any(s <= mention.start and mention.end <= e for s, e in spans[max(0, at - 1) : at + 1])
        if mention.form != "name" or not part:
            yield mention


def _with_nouns(articles: Sequence[Article], readings: Sequence[Reading]) -> list[Reading]:
    """The readings with the further descriptions that the story's own nouns tell."""
    names = [[m for m in sorted(reading.mentions) if m.form == "name"] for reading in readings]
    found = entities_nouns.find(articles, readings, names)
    return [
        structs.replace(reading, mentions=tuple(sorted({*reading.mentions, *more})))
        for reading, more in zip(readings, found, strict=True)
    ]


def _join_across_kinds(every: Sequence[Item], groups: Groups) -> None:
    """Join equal names of two words or more that readings took for different kinds of things."""
    first: dict[tuple[str, ...], Item] = {}
    for item in every:
        if item.named and len(item.name.words) > 1:
            groups.join(first.setdefault((*item.name.words, item.name.suffix), item), item)


def _worth(found: Sequence[Item]) -> bool:
    """Whether a group is an entity: something is named, or a description is repeated or of a plausible actor."""
    if any(item.named for item in found):
        return True
    described = [item for item in found if item.described]
    return len(described) > 1 or any(words_of(item.text)[-1] in entities_actors.ACTORS for item in described)


def _entity(found: Sequence[Item], articles: Sequence[Article]) -> Entity:
    mentions = tuple(sorted({quote(articles[i.article].id, articles[i.article].text, i.mention) for i in found}))
    return made_of(_name(found), _kind(found), mentions)


def made_of(name: str, kind: MentionKind, mentions: Iterable[Passage]) -> Entity:
    """The entity of these mentions."""
    ordered = tuple(sorted(mentions))
    return Entity(id=make_id("e", name, *_first(ordered)), name=name, kind=kind, mentions=ordered)


def _first(mentions: Sequence[Passage]) -> tuple[str, int, int]:
    return (mentions[0].article, mentions[0].start, mentions[0].end)


def _kind(found: Sequence[Item]) -> MentionKind:
    names = [i for i in found if i.named and not i.text.startswith("@")] or [i for i in found if i.named]
    counts = Counter(i.mention.kind for i in names) or Counter(i.mention.kind for i in found if i.described)
    return min(counts, key=lambda kind: (-counts[kind], kind))


_BRACKET = frozenset("[]")


def _name(found: Sequence[Item]) -> str:
    """The fullest name used, without its title and without brackets inside ("Ann [Reed"); of equally full ones one
    that is not all in capitals, and the most frequent.
    """
    named = [i for i in found if i.named] or [i for i in found if i.described]
    named = [i for i in named if _BRACKET.isdisjoint(i.text)] or named
    kind = _kind(found)
    spelled: Counter[str] = Counter()
    for item in named:
        spelled[_untitled(squash(item.text)) if item.named and item.person else squash(item.text)] += 1
    if kind == "person":
        return min(spelled, key=lambda s: (-len(s.split()), s.isupper(), -spelled[s], -len(s), s))
    return min(spelled, key=lambda s: (abbreviation(s), s.lower() in places.CAPITALS, -len(s), -spelled[s], s))


def _untitled(text: str) -> str:
    words = text.split(" ")
    cut = persons.title_length(words)
    return " ".join(words[cut:]) if cut < len(words) else text


# --- whom a stretch of text speaks of --------------------------------------------------------------------------------


class Index(NamedTuple):
    """The mentions of a story by article id, in text order, with their entities; and the articles' texts."""

    mentions: Mapping[str, Sequence[tuple[Span, Entity]]]
    texts: Mapping[str, str]


_HEAD_ENDS = re.compile(r",|;|\(|\s[–—-]\s|\b(?:who|which|that|whose|of|in|at|from|for|with|on|to|by)\b")
_SPEAKS_FOR = re.compile(
    r"\b(?:spokes\w+|official|officials|representatives?)\s+(?:for|of|from|at|with)\s+(?:the\s+)?\Z"
)
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_LOOK_BACK = 60
_ENDING = 2


def index(entities: Sequence[Entity], articles: Sequence[Article]) -> Index:
    """The index that :func:`at` looks up."""
    found: dict[str, list[tuple[Span, Entity]]] = defaultdict(list)
    for entity in entities:
        for mention in entity.mentions:
            found[mention.article].append((mention.span, entity))
    mentions = {article: sorted(pairs, key=lambda pair: (pair[0], pair[1].id)) for article, pairs in found.items()}
    return Index(mentions, {article.id: article.text for article in articles})


def at(known: Index, article: str, span: Span) -> Entity | None:
    """The entity that the head of a phrase stands for: "Police spokesman Alan Reed" -> Alan Reed; "Ann Hale, head of
    the bank" -> Ann Hale; "He" -> the one the pronoun is linked to; "a spokesman for the ministry" -> the ministry, for
    which an unnamed spokesman speaks; but "a spokesman for Hale's office" does not speak for Hale. None if the head is
    no mention: "Hale's lawyers" are not Hale.
    """
    text = known.texts.get(article, "")
    touching = _touching(known.mentions.get(article, ()), span)
    end = _head_end(text, span, touching)
    heads = [pair for pair in touching if pair[0].start < end <= pair[0].end]
    if heads:
        return min(heads, key=lambda pair: (pair[0] != span, pair[0], pair[1].id))[1]
    for mention, entity in touching:
        before = text[max(span.start, mention.start - _LOOK_BACK) : mention.start]
        if _SPEAKS_FOR.search(before) and entity.kind != "place" and not _POSSESSIVE.match(text, mention.end):
            return entity
    return None


def _touching(found: Sequence[tuple[Span, Entity]], span: Span) -> list[tuple[Span, Entity]]:
    """The mentions that share text with a span."""
    out: list[tuple[Span, Entity]] = []
    for mention, entity in found[bisect_right(found, span.start, key=lambda pair: pair[0].end) :]:
        if mention.start >= span.end:
            break
        out.append((mention, entity))
    return out


def _head_end(text: str, span: Span, touching: Sequence[tuple[Span, Entity]]) -> int:
    """Where the head of a phrase ends: before what follows its noun, but not inside a mention."""
    for mark in _HEAD_ENDS.finditer(text, span.start + 1, span.end):
        if not any(mention.start < mark.start() < mention.end for mention, _ in touching):
            return _trimmed_end(text, span.start, mark.start())
    return _trimmed_end(text, span.start, span.end)


def _trimmed_end(text: str, start: int, end: int) -> int:
    while end > start and not text[end - 1].isalnum():
        end -= 1
    possessive = end - start > _ENDING and text[end - _ENDING : end] in {"'s", "’s"}
    return end - _ENDING if possessive else end
