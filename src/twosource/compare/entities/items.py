"""The mentions of a story laid out for linking, and the groups they are put into.

In: articles and their readings. Out: :class:`Item`, one for each mention, in the order of the articles and of the
text, and :class:`Groups`, a union-find over them that never lets a group hold two known genders.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import structs

from twosource.compare.entities.evened import evened, parted
from twosource.compare.entities.names import Name, fold, numbered, parse
from twosource.lexicon import organisations, persons, places
from twosource.lexicon.persons import Gender
from twosource.lexicon.words import listed
from twosource.model import Article, Mention, MentionKind, Reading

_SHORTEST = 3
"""Letters above which a word is looked at for being the root of an adjective."""


class Item(NamedTuple):
    """A mention: ``article`` and ``sentence`` are indices, ``number`` its own place among all items."""

    number: int
    article: int
    sentence: int
    mention: Mention
    text: str
    name: Name

    @property
    def named(self) -> bool:
        return self.mention.form == "name"

    @property
    def person(self) -> bool:
        return self.mention.kind == "person"

    @property
    def described(self) -> bool:
        return self.mention.form == "description"


_NO_NAME = Name((), (), "", None)


def items(articles: Sequence[Article], readings: Sequence[Reading]) -> list[Item]:
    """Every mention of the story."""
    out: list[Item] = []
    known = {
        article.text[m.start : m.end]
        for article, reading in zip(articles, readings, strict=True)
        for m in reading.mentions
        if m.form == "name" and m.kind == "organisation"
    }
    for index, (article, reading) in enumerate(zip(articles, readings, strict=True)):
        starts = [s.start for s in reading.sentences]
        named = (part for mention in reading.mentions for part in parted(article.text, mention, known))
        for mention, title in sorted({evened(article.text, mention) for mention in named}):
            text = article.text[mention.start : mention.end]
            name = parse(f"{title} {text}", person=mention.kind == "person") if mention.form == "name" else _NO_NAME
            sentence = bisect_right(starts, mention.start) - 1
            out.append(Item(len(out), index, sentence, mention, text, name))
    return _settled(out)


def _settled(every: list[Item]) -> list[Item]:
    """The items with kinds that hold for the story: what one report leaves open, another may tell."""
    told: dict[tuple[str, ...], Counter[MentionKind]] = defaultdict(Counter)
    for item in every:
        if item.named and (len(item.name.words) > 1 or not item.person):
            told[item.name.words][item.mention.kind] += 1
    lasts = {item.name.last for item in every if item.named and (len(item.name.words) == 1 or item.name.title)}
    kinds = {words: _kind(words, counts, lasts) for words, counts in told.items() if len(counts) > 1}
    lands, adjectives = _homelands(told)
    kinds.update(lands)
    people = [item for item in every if item.named and item.person]
    full = {item.name.last for item in people if len(item.name.words) > 1}
    alone = {item.name.last for item in people if len(item.name.words) == 1}
    kinds.update(_surnames(told, full & alone))
    kinds.update(_bodies(told))
    kinds.update({words: "other" for words in told if numbered(words[0]) or words[-2:] == ("space", "station")})
    kept = [item for item in every if not (item.named and item.name.words in adjectives)]
    alone_kinds = _alone(people, every)
    kinds.update(alone_kinds)
    return [_of_kind(item._replace(number=n), kinds, alone_kinds) for n, item in enumerate(kept)]


def _kind(words: tuple[str, ...], counts: Counter[MentionKind], lasts: set[str]) -> MentionKind:
    """The kind that most reports tell of a name; a person's only if it has a first name or a surname used alone."""
    sure = Counter({kind: n for kind, n in counts.items() if kind != "other"})
    if len(sure) > 1 and not persons.is_first_name(words[0]) and words[-1] not in lasts:
        del sure["person"]
    return min(sure, key=lambda kind: (-sure[kind], kind))


def _surnames(
    told: Mapping[tuple[str, ...], Counter[MentionKind]], surnames: set[str]
) -> dict[tuple[str, ...], MentionKind]:
    """Names that are a person's whatever one report tells: a surname that stands alone for somebody elsewhere in the
    story, taken for a place or a body that is none known, and a name with "Jr.".
    """
    out: dict[tuple[str, ...], MentionKind] = {}
    for words, counts in told.items():
        if len(words) > 1 and words[-1] in {"jr", "jr.", "sr", "sr."}:
            out[words] = "person"
        single = words[0] if len(words) == 1 else ""
        known = places.is_place(single) or single in organisations.KNOWN
        if single in surnames and not known and set(counts) != {"other"}:
            out[words] = "person"
    return out


def _alone(people: Sequence[Item], every: Sequence[Item]) -> dict[tuple[str, ...], MentionKind]:
    """Single words that some reports take for a person and others for a body or a place, and that are in nobody's full
    name: whichever is told more often, a person only if more often than all the rest.
    """
    borne = {word for item in people if len(item.name.words) > 1 for word in item.name.words}
    borne |= {item.name.last for item in people if item.name.title}
    told: dict[str, Counter[MentionKind]] = defaultdict(Counter)
    for item in every:
        if item.named and len(item.name.words) == 1 and item.name.last not in borne:
            told[item.name.last][item.mention.kind] += 1
    out: dict[tuple[str, ...], MentionKind] = {}
    for word, counts in told.items():
        rest = {kind: n for kind, n in counts.items() if kind not in {"person", "other"}}
        if "person" in counts and rest and not persons.is_first_name(word):
            most = min(rest, key=lambda kind: (-rest[kind], kind))
            out[word,] = "person" if counts["person"] > sum(rest.values()) else most
    return out


def _bodies(told: Mapping[tuple[str, ...], Counter[MentionKind]]) -> dict[tuple[str, ...], MentionKind]:
    """Names that are a body's by their noun, though they end in a place: "Trell Federation of Norland"."""
    return {
        words: "organisation"
        for words, counts in told.items()
        if "of" in words[1:] and words[words.index("of") - 1] in _OF_BODIES and set(counts) <= {"place", "other"}
    }


_OF_BODIES = organisations.HEADS & listed("federation association society union council league bank organization")


def _homelands(
    told: Mapping[tuple[str, ...], Counter[MentionKind]],
) -> tuple[dict[tuple[str, ...], MentionKind], set[tuple[str, ...]]]:
    """Unknown names that stand beside an adjective made of them ("Norlandia", "Norlandian") are a place's; and those
    adjectives, which name nobody.
    """
    singles = {words[0] for words, counts in told.items() if len(words) == 1 and set(counts) <= {"other", "place"}}
    lands: dict[tuple[str, ...], MentionKind] = {}
    adjectives: set[tuple[str, ...]] = set()
    for word in sorted(singles):
        made = {(word + ending,) for ending in ("n", "ns", "ian", "ians", "ese") if word + ending in singles}
        if made and len(word) > _SHORTEST:
            lands[word,] = "place"
            adjectives |= made
    return lands, adjectives


def _of_kind(
    item: Item, kinds: Mapping[tuple[str, ...], MentionKind], alone: Mapping[tuple[str, ...], MentionKind]
) -> Item:
    kind = kinds.get(item.name.words) if item.named else None
    if kind is None or kind == item.mention.kind or item.name.title:
        return item
    if item.person and len(item.name.words) == 1 and item.name.words not in alone:
        return item
    name = parse(item.text, person=kind == "person")
    return item._replace(mention=structs.replace(item.mention, kind=kind), name=name)


class Groups:
    """Disjoint groups of items. ``gender`` and ``named`` of a group follow its members."""

    def __init__(self, every: Sequence[Item]) -> None:
        self._parent = list(range(len(every)))
        self._gender: list[Gender | None] = [item.name.gender for item in every]

    def of(self, item: Item | int) -> int:
        """The group of an item, as the number of its first member."""
        at = item if isinstance(item, int) else item.number
        root = at
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[at] != root:
            self._parent[at], at = root, self._parent[at]
        return root

    def gender(self, item: Item | int) -> Gender | None:
        """The gender known of a group."""
        return self._gender[self.of(item)]

    def tell(self, item: Item | int, gender: Gender) -> None:
        """Record a group's gender if none is known."""
        root = self.of(item)
        self._gender[root] = self._gender[root] or gender

    def agree(self, a: Item | int, b: Item | int) -> bool:
        """Whether two groups' genders do not contradict each other."""
        x, y = self.gender(a), self.gender(b)
        return x is None or y is None or x == y

    def join(self, a: Item | int, b: Item | int) -> bool:
        """Make one group of two; False, and nothing done, if their genders contradict each other."""
        x, y = sorted((self.of(a), self.of(b)))
        if x == y:
            return True
        if not self.agree(x, y):
            return False
        self._gender[x] = self._gender[x] or self._gender[y]
        self._parent[y] = x
        return True


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a description, a possessive ending as a word "'s"."""
    spaced = text.replace("’", "'").replace("'s", " 's").replace("s' ", "s 's ")
    return tuple("'s" if w == "'s" else fold(w.strip(_MARKS)) for w in spaced.split())


_MARKS = ".,;:()[]\"'“”‘’"
