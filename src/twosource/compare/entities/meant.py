"""Whom an open description may mean, and what speaks for and against each.

In: a story's mentions after its names are grouped and its appositions read (:class:`Scene`). Out: for one description
("the envoy", "the company") the named groups that it may mean, and for each a row of features (``NAMES``). Candidates
are the groups its report has named, the nearest and the most frequent first, and those that any report calls by the
same noun: at most ``MOST`` in all, so that the work grows with the number of descriptions only.

The features know nothing of which words stand there but through what the story or the lexicon tells of them, so what is
learnt from them on some stories holds on others. Nothing is decided here: ``entities.chosen`` does that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twosource.compare.entities.items import Item, words_of
from twosource.compare.entities.names import numbered
from twosource.compare.entities.roles import (
    GENERIC,
    OWNED,
    PLAIN,
    Role,
    compatible,
    fits_name,
    is_company,
    meant,
    nation,
)
from twosource.compare.entities.said import Scene, in_passing
from twosource.lexicon import organisations, persons
from twosource.lexicon.words import DETERMINERS
from twosource.model import MentionKind

MOST = 24
"""Candidates of one description."""

OPENING = 3
"""Sentences, the headline with them, in which "a judge" may be the one whom a report names later."""

_NEAREST = 10
_FOREMOST = 6
_RANKS = 8
_STRETCH = 40
_STORY = -1
_FAR = 30.0
_FEW = 9.0

NAMES = (
    # the description
    "of-person",  # it describes a person
    "of-thing",  # a craft, or a noun that only this story tells
    "the",  # opened by "the"
    "this",
    "owned-by-name",  # "Norland's", "of Norland"
    "a",  # opened by "a", "an"
    "bare",
    "modifiers",  # words before the noun
    "in-headline",
    "sentence",  # where it stands, in sentences from the top
    "generic",  # a noun that many bear
    "same-noun",  # descriptions by this noun in the report
    # the candidate
    "kind",  # 0 person, 1 organisation, 2 other, 3 place
    "kind-agrees",
    "times-before",  # times named in the report before it
    "times",  # times named in the report
    "share",  # share of the report's names of its kind
    "rank",  # its rank by that
    "lead",  # times as often as the next one
    "distance",  # sentences since last named
    "recency",  # how many others of its kind were named since
    "in-sentence-before",
    "in-sentence-after",
    "first-of-sentence-before",  # it opens the sentence before
    "until-next",  # sentences until it is named next
    "reports",  # share of the story's reports that name it
    "abroad",  # not named in this report
    # the two together
    "told-here",  # roles with this noun told of it in the report
    "told",  # and in the story
    "told-alike",  # and by another noun for the same
    "others-told-here",  # others told that noun in the report
    "others-told",
    "in-name",  # its name has the noun
    "others-in-name",  # names in the report that have it
    "modifiers-in-name",  # share of the telling modifiers found in its name or its roles
    "modifiers-strange",  # telling modifiers not found there
    "nation",  # 1 the same, -1 another
    "known-as",  # 1 it is known by the noun, -1 by others
    "company",  # the noun is a company's: 1 a company by name, -1 no company by name
    "press",  # the noun is an outlet's: 1 an outlet, -1 none; an outlet and another noun: -1
    "other-body",  # its name says what body it is by another noun
    "gender",  # 1 agrees, -1 not
    "said-before",  # the same words were linked to it
    "candidates",  # how many agree in kind
)
"""The features of a description and a candidate, in the order of the columns."""

_KIND: dict[MentionKind, float] = {"person": 0.0, "organisation": 1.0, "other": 2.0, "place": 3.0}
_OUTLETS = organisations.NOUN_CLASSES["outlet"]
_COMPANY = organisations.NOUN_CLASSES["company"]


class _Group(NamedTuple):
    """What is known of a named group."""

    kind: MentionKind
    words: frozenset[str]
    names: frozenset[str]
    press: bool
    craft: bool
    reports: int


class Candidates(NamedTuple):
    """The groups that a description may mean, and their features, one row each."""

    groups: tuple[int, ...]
    rows: NDArray[np.float32]


class Looker:
    """Finds candidates; its indices are made once a story, and follow what is linked meanwhile."""

    def __init__(self, scene: Scene, press: Iterable[int]) -> None:
        self.scene, self.groups = scene, scene.groups
        self.press = frozenset(press)
        self.reports = max(1, len(scene.articles))
        self.order: dict[int, list[Item]] = defaultdict(list)
        self.places: dict[tuple[int, int], list[Item]] = defaultdict(list)
        self.nouns: Counter[tuple[int, str]] = Counter()
        self.said: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self.with_word: dict[tuple[int, str], set[int]] = defaultdict(set)
        members: dict[int, list[Item]] = defaultdict(list)
        for item in scene.every:
            self._index(item, members)
        self.known = {group: self._known(group, found) for group, found in sorted(members.items())}
        self.times = {key: len(found) for key, found in self.places.items()}
        self.totals: Counter[tuple[int, MentionKind]] = Counter()
        self.ranked: dict[int, list[int]] = defaultdict(list)
        self.foremost: dict[tuple[int, MentionKind], list[int]] = defaultdict(list)
        for (article, group), count in sorted(self.times.items(), key=lambda pair: (-pair[1], pair[0])):
            self.totals[article, self.known[group].kind] += count
            self.ranked[article].append(group)
            self.foremost[article, self.known[group].kind].append(group)

    def _index(self, item: Item, members: dict[int, list[Item]]) -> None:
        group = self.groups.of(item)
        role = self.scene.roles.get(item.number)
        if item.named:
            members[group].append(item)
            self.order[item.article].append(item)
            self.places[item.article, group].append(item)
            for word in item.name.words:
                self.with_word[item.article, word].add(group)
                self.with_word[_STORY, word].add(group)
        elif role:
            self.nouns[item.article, role.head] += 1
            if item.number in self.scene.linked:
                self.said[words_of(item.text)].add(group)

    def _known(self, group: int, found: Sequence[Item]) -> _Group:
        counts = Counter(item.mention.kind for item in found)
        kind = min(counts, key=lambda k: (-counts[k], k))
        words = frozenset(word for item in found for word in item.name.words)
        names = frozenset(" ".join(item.name.words) for item in found)
        craft = kind != "person" and (bool(words & organisations.CRAFT) or any(map(numbered, words)))
        return _Group(kind, words, names, group in self.press, craft, len({item.article for item in found}))

    # --- who may be meant ------------------------------------------------------------------------------------------

    def candidates(self, item: Item) -> Candidates | None:
        """The candidates of a description, None if there is none."""
        role = self.scene.roles[item.number]
        if not _asks(item, role):
            return None
        told_here = self.scene.bearers.of(meant(role), item.article)
        told = self.scene.bearers.of(meant(role), None)
        near = self._near(item)
        found = [*told_here, *near, *(g for g in told if g in self.known), *self._called(item, role)]
        chosen = [g for g in dict.fromkeys(found) if g in self.known and self._may_be(item, role, g)][:MOST]
        if not chosen:
            return None
        agreeing = [g for g in chosen if _agrees(item, self.known[g])]
        view = _View(item, role, told_here, told, agreeing, self._one(item, role))
        rows = np.array([[*view.one, *self._candidate(view, g), *self._both(view, g)] for g in chosen], np.float32)
        return Candidates(tuple(chosen), rows)

    def _near(self, item: Item) -> list[int]:
        """The groups named last before an item, those named next after it, and the foremost of its report."""
        order = self.order[item.article]
        at = bisect_left(order, item.number, key=lambda i: i.number)
        last = dict.fromkeys(self.groups.of(i) for i in reversed(order[max(0, at - 3 * _NEAREST) : at]))
        after = [self.groups.of(i) for i in order[at : at + 3]]
        return [*list(last)[:_NEAREST], *self.ranked[item.article][:_FOREMOST], *after]

    def _called(self, item: Item, role: Role) -> list[int]:
        """The groups whose names have the noun, in the report, else anywhere."""
        here = sorted(self.with_word.get((item.article, role.head), ()))
        if here:
            return here[:_NEAREST]
        return sorted(self.with_word.get((_STORY, role.head), ()))[:_NEAREST]

    def _may_be(self, item: Item, role: Role, group: int) -> bool:
        """Whether nothing forbids it: a person is no body, nobody is his own owner, genders agree."""
        known = self.known[group]
        if (known.kind == "person") != item.person and not (known.kind == "other" and item.person):
            return False
        if item.person and in_passing(item, self.places.get((item.article, group), ())):
            return False
        if known.kind == "place" and role.head not in known.words and not self.scene.bearers.of((role.head,), None):
            return False
        if known.craft and item.mention.kind != "other" and role.head not in organisations.CRAFT_OR_STATION:
            return False
        if role.owner & known.words:
            return False
        if role.head in known.words and not fits_name(role, tuple(sorted(known.words))):
            return False
        mine, theirs = nation(role.modifiers | role.owner), nation(known.words)
        if mine and theirs and not mine & theirs:
            return False
        return self.groups.agree(group, item)

    # --- features --------------------------------------------------------------------------------------------------

    def _one(self, item: Item, role: Role) -> list[float]:
        first = words_of(item.text)[0]
        owned = bool(role.owner)
        return [
            float(item.person),
            float(item.mention.kind == "other"),
            float(first == "the"),
            float(first in {"this", "that", "these", "those"}),
            float(owned),
            float(first in {"a", "an", "another", "some", "one"}),
            float(first not in DETERMINERS and not owned),
            float(min(len(role.modifiers), 4)),
            float(self.scene.headline(item)),
            float(min(item.sentence, 20)),
            float(role.head in GENERIC),
            float(min(self.nouns[item.article, role.head], 6)),
        ]

    def _candidate(self, view: _View, group: int) -> list[float]:
        item, known = view.item, self.known[group]
        found = self.places.get((item.article, group), [])
        before = bisect_right(found, item.number, key=lambda i: i.number)
        times = len(found)
        same = self.foremost[item.article, known.kind][:_RANKS]
        others = max((self.times[item.article, g] for g in same if g != group), default=0)
        last = found[before - 1] if before else None
        following = found[before] if before < times else None
        distance = min(_FAR, item.sentence - last.sentence) if last else _FAR
        return [
            _KIND[known.kind],
            float(_agrees(item, known)),
            min(_FEW, before),
            min(_FEW, times),
            times / max(1, self.totals[item.article, known.kind]),
            float(same.index(group) if group in same else _RANKS),
            min(_FEW, times / max(1, others)),
            float(distance),
            float(self._since(item, last, known.kind)),
            float(last is not None and last.sentence == item.sentence),
            float(following is not None and following.sentence == item.sentence),
            float(self._opened(item, group)),
            min(_FAR, following.sentence - item.sentence) if following else _FAR,
            known.reports / self.reports,
            float(not found),
        ]

    def _since(self, item: Item, last: Item | None, kind: MentionKind) -> int:
        """How many other groups of a kind were named since the last mention, 9 at most."""
        if last is None:
            return 9
        order = self.order[item.article]
        low = bisect_right(order, last.number, key=lambda i: i.number)
        high = bisect_left(order, item.number, key=lambda i: i.number)
        groups = {self.groups.of(i) for i in order[low : min(high, low + _STRETCH)]} - {self.groups.of(last)}
        return min(9, sum(self.known[g].kind == kind for g in groups if g in self.known))

    def _opened(self, item: Item, group: int) -> bool:
        """Whether the group is the first named in the sentence before."""
        order = self.order[item.article]
        at = bisect_left(order, item.sentence - 1, key=lambda i: i.sentence)
        return at < len(order) and order[at].sentence == item.sentence - 1 and self.groups.of(order[at]) == group

    def _both(self, view: _View, group: int) -> list[float]:
        item, role, known = view.item, view.role, self.known[group]
        here, told = view.told_here.get(group, []), view.told.get(group, [])
        fits = [other for other in told if compatible(role, other)]
        told_words = {w for other in told for w in (*other.modifiers, *other.owner)}
        telling = {w for w in role.modifiers | role.owner if w not in PLAIN and not w.isdigit()}
        in_name = telling & (known.words | told_words)
        return [
            float(min(3, sum(compatible(role, other) for other in here))),
            float(min(3, len(fits))),
            float(any(other.head != role.head for other in fits)),
            float(min(3, sum(g != group for g in view.told_here))),
            float(min(3, sum(g != group for g in view.told))),
            float(role.head in known.words),
            float(min(3, self._others(item, role.head, group))),
            len(in_name) / len(telling) if telling else 0.5,
            float(min(3, len(telling - in_name))),
            self._nation(role, known, told),
            _known_as(role, known),
            _company(role, known),
            _press(role, known),
            float(role.head not in known.words and bool(known.words & (organisations.OPENERS - _COMPANY))),
            self._gender(item, group),
            float(group in self.said.get(words_of(item.text), ())),
            float(len(view.agreeing)),
        ]

    def _others(self, item: Item, word: str, group: int) -> int:
        """How many other groups of the report have a word in their names."""
        found = self.with_word.get((item.article, word), set())
        return len(found) - (group in found)

    def _nation(self, role: Role, known: _Group, told: Sequence[Role]) -> float:
        mine = nation(role.modifiers | role.owner)
        theirs = nation(known.words).union(*(nation(other.modifiers | other.owner) for other in told))
        if not mine or not theirs:
            return -0.3 if mine else 0.0
        return 1.0 if mine & theirs else -1.0

    def _gender(self, item: Item, group: int) -> float:
        mine, theirs = persons.ROLE_GENDER.get(words_of(item.text)[-1]), self.groups.gender(group)
        if mine is None or theirs is None:
            return 0.0
        return 1.0 if mine == theirs else -1.0


_ANOTHER = frozenset({"independent", "separate", "outside", "rival", "different", "other", "second", "third-party"})
"""Words before a noun that bring in somebody who is not the one spoken of."""


def _asks(item: Item, role: Role) -> bool:
    """Whether a description may mean somebody named: one, and known to the reader, or not yet at the report's opening.
    "his cousin", "officers", "a judge" further down bring in others, and so does "a spokesman" anywhere.
    """
    first = words_of(item.text)[0]
    if role.plural or not role.head or role.head in {"other", "others"} or role.modifiers & _ANOTHER:
        return False
    opens = item.sentence <= OPENING and first not in OWNED and role.head not in GENERIC
    return first in {"the", "this", "that"} or opens


class _View(NamedTuple):
    """A description and what all its candidates share."""

    item: Item
    role: Role
    told_here: dict[int, list[Role]]
    told: dict[int, list[Role]]
    agreeing: list[int]
    one: list[float]


def _agrees(item: Item, known: _Group) -> bool:
    if item.person:
        return known.kind == "person"
    return known.kind in {"organisation", "other"}


def _known_as(role: Role, known: _Group) -> float:
    kinds = [organisations.KINDS_OF[name] for name in sorted(known.names) if name in organisations.KINDS_OF]
    if not kinds:
        return 0.0
    return 1.0 if any(role.head in of for of in kinds) else -1.0


def _company(role: Role, known: _Group) -> float:
    if role.head not in _COMPANY:
        return 0.0
    if any(is_company(tuple(name.split())) for name in known.names):
        return 1.0
    return -1.0 if known.words & (organisations.OPENERS - _COMPANY) or known.press else 0.0


def _press(role: Role, known: _Group) -> float:
    if role.head in _OUTLETS:
        return 1.0 if known.press else -1.0
    return -1.0 if known.press else 0.0
