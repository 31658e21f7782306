"""Entities: the mentions of one person, organisation, place or thing, within and across the articles of a story.

In: the articles of a story and their readings, equally long and in the same order. Out: entities with all their
mentions, sorted by id; each mention belongs to one entity at most. The steps, the surest first: names of bodies and
places (``entities_bodies``), names of people (``entities_people``), descriptions (``entities_said``,
``entities_definite``), pronouns (``entities_pronouns``). A description or pronoun that stays open belongs to no entity, except descriptions of
a plausible actor ("police", "the ministry"), which are an entity of their own.

``at`` tells whom a stretch of text speaks of, for example the source of a statement.

The id of an entity hashes its name and its first mention in article-id order: it does not depend on the order of the
articles. Nothing is looked up outside the story, so two people of one name who are both in it are one here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from twosource.compare import entities_bodies, entities_definite, entities_people, entities_pronouns
from twosource.compare.entities_items import Groups, Item, items, words_of
from twosource.compare.entities_said import Scene
from twosource.lexicon import persons
from twosource.lexicon.words import listed
from twosource.model import Article, Entity, MentionKind, Passage, Reading, Span
from twosource.text import make_id, quote, squash

_ACTORS = listed(
    """
    police authorities government ministry administration army military prosecutors investigators firefighters
    coastguard parliament navy rebels
    """
)
"""Nouns of bodies that speak and act without a name, and of which an event seldom has two."""


def link(articles: Sequence[Article], readings: Sequence[Reading]) -> tuple[Entity, ...]:
    """The entities of a story."""
    every = items(articles, readings)
    groups = Groups(every)
    entities_bodies.link(every, groups, articles)
    entities_people.link(every, groups)
    _join_across_kinds(every, groups)
    entities_bodies.link_handles(every, groups, articles)
    scene = Scene(every, groups, articles)
    scene.read()
    entities_definite.link(scene)
    _join_actors(every, groups)
    entities_pronouns.link(every, groups, articles)
    members: dict[int, list[Item]] = defaultdict(list)
    for item in every:
        members[groups.of(item)].append(item)
    kept = _outermost([found for found in members.values() if _worth(found)])
    made = [_entity(found, articles) for found in kept if any(i.mention.form != "pronoun" for i in found)]
    return tuple(sorted(made, key=lambda e: (-len(e.mentions), e.id)))


def _outermost(groups: Sequence[list[Item]]) -> list[list[Item]]:
    """The groups without the mentions that lie inside a longer one: of "Putin's envoy" only the envoy is shown, unless
    nobody knows who that is; then Putin is.
    """
    unknown = {i.number for found in groups if not any(i.named for i in found) for i in found}
    ordered = sorted((i for found in groups for i in found), key=_extent)
    dropped: set[int] = set()
    outer: Item | None = None
    for item in ordered:
        if outer is None or item.article != outer.article or item.mention.end > outer.mention.end:
            outer = item
        elif outer.number in unknown and item.number not in unknown and item.mention.form == "name":
            dropped.add(outer.number)
            outer = item
        else:
            dropped.add(item.number)
    return [[item for item in found if item.number not in dropped] for found in groups]


def _extent(item: Item) -> tuple[int, int, int]:
    return (item.article, item.mention.start, -item.mention.end)


def _join_across_kinds(every: Sequence[Item], groups: Groups) -> None:
    """Join equal names of two words or more that readings took for different kinds of things."""
    first: dict[tuple[str, ...], Item] = {}
    for item in every:
        if item.named and len(item.name.words) > 1:
            groups.join(first.setdefault(item.name.words, item), item)


def _join_actors(every: Sequence[Item], groups: Groups) -> None:
    """Join "police", "the government" over the story where no name explains them."""
    first: dict[str, Item] = {}
    named = {groups.of(item) for item in every if item.named}
    for item in every:
        if not item.described or groups.of(item) in named:
            continue
        words = [w for w in words_of(item.text) if w not in {"the", "local"}]
        if len(words) == 1 and words[0] in _ACTORS:
            groups.join(first.setdefault(words[0], item), item)


def _worth(found: Sequence[Item]) -> bool:
    """Whether a group is an entity: something is named, or a description is repeated or of a plausible actor."""
    if any(item.named for item in found):
        return True
    described = [item for item in found if item.described]
    return len(described) > 1 or any(words_of(item.text)[-1] in _ACTORS for item in described)


def _entity(found: Sequence[Item], articles: Sequence[Article]) -> Entity:
    mentions = tuple(sorted({quote(articles[i.article].id, articles[i.article].text, i.mention) for i in found}))
    name = _name(found)
    return Entity(id=make_id("e", name, *_first(mentions)), name=name, kind=_kind(found), mentions=mentions)


def _first(mentions: Sequence[Passage]) -> tuple[str, int, int]:
    return (mentions[0].article, mentions[0].start, mentions[0].end)


def _kind(found: Sequence[Item]) -> MentionKind:
    counts = Counter(i.mention.kind for i in found if i.named) or Counter(i.mention.kind for i in found if i.described)
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _name(found: Sequence[Item]) -> str:
    """The fullest name used, without its title; of equally full ones the most frequent."""
    named = [i for i in found if i.named] or [i for i in found if i.described]
    kind = _kind(found)
    spelled: Counter[str] = Counter()
    for item in named:
        spelled[_untitled(squash(item.text)) if item.named and item.person else squash(item.text)] += 1
    if kind == "person":
        return min(spelled, key=lambda s: (-len(s.split()), -spelled[s], -len(s), s))
    return min(spelled, key=lambda s: (s.isupper() and len(s) < 8, -len(s), -spelled[s], s))


def _untitled(text: str) -> str:
    words = text.split(" ")
    cut = persons.title_length(words)
    return " ".join(words[cut:]) if cut < len(words) else text


# --- whom a stretch of text speaks of --------------------------------------------------------------------------------

Index = dict[str, list[tuple[Span, Entity]]]
"""Article id -> mentions in text order with their entities."""


def index(entities: Sequence[Entity]) -> Index:
    """The mentions of all entities by article, for :func:`at`."""
    out: Index = defaultdict(list)
    for entity in entities:
        for mention in entity.mentions:
            out[mention.article].append((mention.span, entity))
    return {article: sorted(found, key=lambda pair: (pair[0], pair[1].id)) for article, found in sorted(out.items())}


def at(by_article: Mapping[str, Sequence[tuple[Span, Entity]]], article: str, span: Span) -> Entity | None:
    """The entity that the head of a phrase stands for: "Police spokesman Alan Reed" -> Alan Reed; "He" -> the one
    the pronoun is linked to; "a spokesman for the ministry" -> the ministry, for which an unnamed spokesman speaks.
    None if the phrase has no mention of an entity.
    """
    found = by_article.get(article, ())
    low = bisect_left(found, span.start, key=lambda pair: pair[0].end)
    touching: list[tuple[Span, Entity]] = []
    for mention, entity in found[low:]:
        if mention.start >= span.end:
            break
        if min(mention.end, span.end) > max(mention.start, span.start):
            touching.append((mention, entity))
    if not touching:
        return None
    return min(touching, key=lambda pair: _rank(pair, span))[1]


def _rank(pair: tuple[Span, Entity], span: Span) -> tuple[int, int, int, str]:
    mention, entity = pair
    exact = mention == span
    person = entity.kind == "person"
    return (0 if exact else 1 if person else 2, -mention.end, mention.start, entity.id)
