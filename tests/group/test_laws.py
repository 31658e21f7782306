"""Laws of grouping, tried on ties put together at random: the set of reports decides, not how they came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from twosource import group
from twosource.group import Bond, Profile, Ruling, Story, Tie, context, linkage

NAMES = tuple("abcdefghijkl")
ODDS = st.sampled_from((-4.5, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0))


class Leaning:
    """A second judge to whom the others matter: a tie is worth less beside better ones, more with a third report."""

    name = "leaning"

    def odds(self, rows: NDArray[np.float32], /) -> NDArray[np.float32]:
        own, best = rows[:, 0], rows[:, context.CONTEXT.index("best-other-most")]
        third = rows[:, context.CONTEXT.index("third")]
        return own - 0.4 * np.maximum(best, 0) + 0.3 * third + 1


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Profile], dict[tuple[str, str], float], list[Ruling], list[str]]:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=len(NAMES), unique=True))
    dates = st.sampled_from((None, "2031-05-01", "2031-05-02", "2031-06-01"))
    profiles = [Profile(article=name, published=draw(dates), outlet=draw(st.sampled_from("xyz"))) for name in names]
    pairs = list(combinations(sorted(names), 2))
    odds = draw(st.dictionaries(st.sampled_from(pairs), ODDS, max_size=30)) if pairs else {}
    ruled = st.builds(
        lambda ruling, ends: Ruling(ruling=ruling, articles=ends),
        st.sampled_from(("same", "not-same")),
        st.sampled_from(pairs or [("a", "b")]),
    )
    return profiles, odds, draw(st.lists(ruled, max_size=4)), draw(st.permutations(names))


class Case:
    """Reports that come in one by one."""

    def __init__(self, profiles: Sequence[Profile], odds: dict[tuple[str, str], float], rulings: list[Ruling]) -> None:
        self.profiles = {one.article: one for one in profiles}
        self.odds, self.rulings = odds, rulings
        self.ties: dict[str, list[Tie]] = defaultdict(list)
        self.bonds: dict[tuple[str, str], Bond] = {}
        self.there: set[str] = set()
        self.story_of: dict[str, Story] = {}

    def add(self, names: Sequence[str]) -> None:
        for name in names:
            self.there.add(name)
            for (first, second), odds in self.odds.items():
                if name in {first, second} and {first, second} <= self.there:
                    tie = Tie(first=first, second=second, odds=odds)
                    self.ties[first].append(tie)
                    self.ties[second].append(tie)
        rulings = [one for one in self.rulings if set(one.articles) <= self.there]
        changes = group.renewed(names, self.ties.__getitem__, self.bonds_of, Leaning())
        self.bonds |= {(c.bond.tie.first, c.bond.tie.second): c.bond for c in changes}
        made = group.touched(names, changes, self.bonds_of, self.profiles.__getitem__, rulings)
        covered = set(chain.from_iterable(story.articles for story in made))
        for story in {story.id: story for story in self.story_of.values()}.values():
            assert not covered & set(story.articles) or set(story.articles) <= covered
        self.story_of |= {article: story for story in made for article in story.articles}

    def bonds_of(self, article: str) -> list[Bond]:
        return [bond for ends, bond in self.bonds.items() if article in ends]

    def stories(self) -> set[Story]:
        return set(self.story_of.values())


def at_once(
    profiles: Sequence[Profile], odds: dict[tuple[str, str], float], rulings: list[Ruling]
) -> tuple[Story, ...]:
    ties: dict[str, list[Tie]] = defaultdict(list)
    for (first, second), value in odds.items():
        ties[first].append(Tie(first=first, second=second, odds=value))
        ties[second].append(ties[first][-1])
    return group.stories(profiles, group.bonds(list(ties), ties.__getitem__, Leaning()), rulings)


@given(cases(), st.integers(1, 4))
@settings(max_examples=300, deadline=None)
def test_one_by_one_or_in_portions_gives_what_all_at_once_gives(case: tuple, portion: int) -> None:  # type: ignore[type-arg]
    profiles, odds, rulings, order = case
    slow = Case(profiles, odds, rulings)
    for start in range(0, len(order), portion):
        slow.add(order[start : start + portion])
    assert slow.stories() == set(at_once(profiles, odds, rulings))


@given(cases())
@settings(max_examples=200, deadline=None)
def test_the_order_of_reports_and_bonds_does_not_matter(case: tuple) -> None:  # type: ignore[type-arg]
    profiles, odds, rulings, order = case
    place = {name: number for number, name in enumerate(order)}
    shuffled = sorted(profiles, key=lambda one: place[one.article])
    assert at_once(shuffled, dict(reversed(odds.items())), rulings) == at_once(profiles, odds, rulings)


@given(cases())
@settings(max_examples=200, deadline=None)
def test_every_report_is_in_one_story_and_rulings_hold(case: tuple) -> None:  # type: ignore[type-arg]
    profiles, odds, rulings, _ = case
    made = at_once(profiles, odds, rulings)
    own = {article: story for story in made for article in story.articles}
    assert sorted(own) == sorted(one.article for one in profiles)
    assert sum(len(story.articles) for story in made) == len(profiles)
    last = {frozenset(one.articles): one for one in rulings}
    passed_over = bool(group.contradictions(rulings))
    for ruling in last.values():
        a, b = ruling.articles
        if ruling.ruling == "not-same" and {a, b} <= own.keys():
            assert own[a] != own[b]
            assert b not in own[a].also
        elif {a, b} <= own.keys() and not passed_over:
            assert own[a] == own[b]


@given(cases())
@settings(max_examples=200, deadline=None)
def test_a_component_alone_is_grouped_as_among_all(case: tuple) -> None:  # type: ignore[type-arg]
    profiles, odds, _, _ = case
    ties: dict[str, list[Tie]] = defaultdict(list)
    for (first, second), value in odds.items():
        ties[first].append(Tie(first=first, second=second, odds=value))
        ties[second].append(ties[first][-1])
    bonds = group.bonds(list(ties), ties.__getitem__, Leaning())
    names = [one.article for one in profiles]
    of = {one.article: one for one in profiles}
    strong = {(names.index(b.tie.first), names.index(b.tie.second)) for b in bonds if b.odds >= linkage.JOIN}
    sets = linkage.Sets((min(ends), max(ends)) for ends in strong)
    alone = [group.stories([of[names[n]] for n in part], bonds) for part in sets.parts(range(len(names)))]
    assert set(chain.from_iterable(alone)) == set(group.stories(profiles, bonds))
