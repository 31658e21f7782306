"""What the comparison sees of a story: passages of two reports that meet, and the differences found between them.

In: articles, readings and claims. Out: meetings, two passages of different reports that are about one thing: because
they stand in one claim, or because their embeddings are close or the judge of pairs was in doubt though they were not
grouped (``grouped`` false; rules that use those ask for more). A difference names the claim that holds one of its
values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, combinations, islice
from typing import Any, NamedTuple, TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from twosource.compare.pairs.words import SPOKEN, stem
from twosource.lexicon import persons, places
from twosource.lexicon.words import CALENDAR, FUNCTION
from twosource.likeness import WORD
from twosource.model import Article, Claim, ConflictKind, Entity, Passage, Quantity, Reading, Slot, Time, Value
from twosource.text import squash

T = TypeVar("T")

Place = tuple[str, int, int]
"""Where a passage stands: article, start, end."""

CLOSE = 0.5
"""Cosine of two passages that may be about one thing though they were not grouped (training stories: the values of one
slot are seldom found below it)."""

MOST_PASSAGES = 40
"""Passages of one claim that are compared with one another; a claim of more tells nothing new."""


LONGEST = 2000
"""Characters of a passage that is compared; what is longer is no sentence but a list or a page without full stops."""


class Side(NamedTuple):
    """One passage of a report, with what was read in it."""

    article: Article
    start: int
    end: int
    text: str
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]

    def value(self, start: int, end: int, value: str) -> Value:
        """A value that stands in this report."""
        return Value(article=self.article.id, start=start, end=end, text=self.article.text[start:end], value=value)

    def around(self, start: int, end: int, reach: int) -> str:
        """The words of the passage on either side of a stretch of it."""
        return self.article.text[max(self.start, start - reach) : min(self.end, end + reach)]

    def stems(self, start: int, end: int, reach: int) -> frozenset[str]:
        """The telling words beside a stretch of the passage, without those inside it."""
        return self.lead(start, reach) | self.trail(end, reach)

    def lead(self, start: int, reach: int) -> frozenset[str]:
        """The telling words before a place in the passage, all of them whole."""
        text, low = self.article.text, max(self.start, start - reach)
        while low > self.start and text[low - 1].isalnum():
            low -= 1
        return stems(text[low:start])

    def trail(self, end: int, reach: int) -> frozenset[str]:
        """The telling words behind a place in the passage, all of them whole."""
        text, high = self.article.text, min(self.end, end + reach)
        while high < self.end and text[high].isalnum():
            high += 1
        return stems(text[end:high])


class Meeting(NamedTuple):
    """Two passages of different reports that are about one thing."""

    claim: str
    one: Side
    other: Side
    grouped: bool = True


class Difference(Struct, frozen=True, kw_only=True):
    """Values of one slot that differ between two passages."""

    claim: str
    slot: Slot
    kind: ConflictKind
    values: tuple[Value, ...]
    why: str


class Sight:
    """A story as the rules of this package need it; nothing in it changes."""

    def __init__(
        self,
        articles: Sequence[Article],
        readings: Sequence[Reading],
        entities: Sequence[Entity],
        claims: Sequence[Claim],
        near: Sequence[tuple[Place, Place]] = (),
    ) -> None:
        self.articles: Mapping[str, Article] = {article.id: article for article in articles}
        self.readings: Mapping[str, Reading] = {reading.article: reading for reading in readings}
        self.entities = entities
        self.claims = claims
        self.near = near
        self._sides: dict[tuple[str, int, int], Side] = {}
        self._looked: dict[tuple[object, str, int, int], Any] = {}

    def side(self, article: str, start: int, end: int) -> Side:
        """A passage of a report; read once."""
        key = (article, start, end)
        if key not in self._sides:
            of, reading = self.articles[article], self.readings[article]
            self._sides[key] = Side(
                of,
                start,
                end,
                of.text[start:end],
                tuple(q for q in reading.quantities if start <= q.start and q.end <= end),
                tuple(t for t in reading.times if start <= t.start and t.end <= end),
            )
        return self._sides[key]

    def once(self, look: Callable[[Side], T], side: Side) -> T:
        """What a rule reads in a passage, read once however many passages it meets."""
        key = (look, side.article.id, side.start, side.end)
        if key not in self._looked:
            self._looked[key] = look(side)
        found: T = self._looked[key]
        return found

    @cached_property
    def shared(self) -> tuple[Claim, ...]:
        """The claims of more than one report."""
        return tuple(claim for claim in self.claims if len({item.article for item in claim.evidence}) > 1)

    @cached_property
    def places(self) -> Mapping[str, Sequence[Passage]]:
        """The names of places in each report."""
        found: dict[str, list[Passage]] = {}
        for entity in self.entities:
            for mention in entity.mentions if entity.kind == "place" else ():
                if mention.text[:1].isupper():
                    found.setdefault(mention.article, []).append(mention)
        return found

    @cached_property
    def called(self) -> frozenset[str]:
        """The stems of the names of people and places, of peoples and of titles."""
        named = [
            m.text for e in self.entities if e.kind in {"person", "place"} for m in e.mentions if m.text[:1].isupper()
        ]
        return stems(" ".join([*named, *persons.OFFICES, *persons.ADDRESS, *places.ADJECTIVES]))

    @cached_property
    def homes(self) -> Mapping[tuple[str, int, int], str]:
        """The first claim of each passage."""
        homes: dict[tuple[str, int, int], str] = {}
        for claim in self.claims:
            for item in claim.evidence:
                homes.setdefault((item.article, item.start, item.end), claim.id)
        return homes

    def home(self, *values: Value) -> str | None:
        """The claim that holds all of the values, or else the first of them that any claim holds."""
        best: tuple[int, int, str] | None = None
        for place, claim in enumerate(self.claims):
            held = sum(
                any(e.article == v.article and e.start <= v.start and v.end <= e.end for e in claim.evidence)
                for v in values
            )
            if held and (best is None or (-held, place) < best[:2]):
                best = (-held, place, claim.id)
        return best[2] if best else None

    def holding(self, *values: Value) -> str | None:
        """The first claim that holds all of the values."""
        for claim in self.shared:
            if all(
                any(e.article == v.article and e.start <= v.start and v.end <= e.end for e in claim.evidence)
                for v in values
            ):
                return claim.id
        return None

    def meetings(self) -> Iterator[Meeting]:
        """All passages that meet, those of one claim first."""
        seen: set[tuple[Place, Place]] = set()
        for claim in self.shared:
            short = (item for item in claim.evidence if item.end - item.start <= LONGEST)
            places = [(item.article, item.start, item.end) for item in islice(short, MOST_PASSAGES)]
            for a, b in combinations(places, 2):
                if a[0] != b[0] and (min(a, b), max(a, b)) not in seen:
                    seen.add((min(a, b), max(a, b)))
                    yield Meeting(claim.id, self.side(*a), self.side(*b))
        for a, b in chain(self._close(), self.near):
            if (min(a, b), max(a, b)) not in seen and a in self.homes and max(a[2] - a[1], b[2] - b[1]) <= LONGEST:
                seen.add((min(a, b), max(a, b)))
                yield Meeting(self.homes[a], self.side(*a), self.side(*b), grouped=False)

    def _close(self) -> Iterator[tuple[Place, Place]]:
        """Passages of different reports whose embeddings are close."""
        order = sorted(self.readings)
        vectors = {name: _vectors(self.readings[name]) for name in order}
        for a, b in combinations(order, 2):
            if vectors[a].size and vectors[b].size:
                for i, j in np.argwhere(vectors[a] @ vectors[b].T >= CLOSE):
                    x, y = self.readings[a].assertions[i], self.readings[b].assertions[j]
                    yield (a, x.start, x.end), (b, y.start, y.end)


def _vectors(reading: Reading) -> NDArray[np.float32]:
    if not reading.width or not reading.assertions:
        return np.zeros((0, 0), dtype=np.float32)
    return np.frombuffer(reading.vectors, dtype="<f2").astype(np.float32).reshape(-1, reading.width)


def value_of(passage: Passage) -> Value:
    """A passage as a value that says what it says."""
    return Value(
        article=passage.article, start=passage.start, end=passage.end, text=passage.text, value=squash(passage.text)
    )


@lru_cache(maxsize=16384)
def stems(text: str) -> frozenset[str]:
    """The telling words of a text, as stems."""
    words = (word.casefold() for word in WORD.findall(text))
    return frozenset(stem(w) for w in words if w not in FUNCTION and w not in SPOKEN and w not in CALENDAR)


def common(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the shorter side's words that the other has as well."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
