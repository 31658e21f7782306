"""The mentions of a story laid out for linking, and the groups they are put into.

In: articles and their readings. Out: :class:`Item`, one for each mention, in the order of the articles and of the
text, and :class:`Groups`, a union-find over them that never lets a group hold two known genders.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from twosource.compare.entities.names import Name, fold, parse
from twosource.lexicon.persons import Gender
from twosource.model import Article, Mention, Reading


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
    for index, (article, reading) in enumerate(zip(articles, readings, strict=True)):
        starts = [s.start for s in reading.sentences]
        for mention in sorted(reading.mentions):
            text = article.text[mention.start : mention.end]
            name = parse(text, person=mention.kind == "person") if mention.form == "name" else _NO_NAME
            sentence = bisect_right(starts, mention.start) - 1
            out.append(Item(len(out), index, sentence, mention, text, name))
    return out


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
    """The folded words of a description."""
    return tuple(fold(w.strip(".,;:()[]\"'“”‘’")) for w in text.replace("’s", " 's").replace("'s", " 's").split())
