"""Claims: assertions of the same thing, grouped across the articles of a story.

In: the articles and readings of a story, the engines, and what people ruled. Out: groups of :class:`Ref`; every
assertion is in at least one group, alone if no other report says the same. A passage that states several facts may
be in several groups. Two that were ruled to be the same are in one group, two that were ruled not to be in none.

Groups do not chain: a passage joins a group when it fits *on average* to all passages of other reports in it, and when
(almost) none of them speaks against it. A passage that denies another (``denials``) is in no group with it. Groups grow
from their strongest pair; every pair that is judged the same ends up inside some group, but a pair of passages that
both have their claims already must be surer than a first one, and surer still when they are in as many claims as their
words have room for. Passages of one report are never compared with each other: at most ``THRICE`` of them join one
group, and only when all fit the other reports.

Different numbers do not forbid the same claim (27 or 25 hurt: one claim, with a conflict); the judge of pairs has seen
them. What this does not do: it does not decide which of the reports is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from twosource.compare import denials, pairs
from twosource.compare.pairs import Link
from twosource.compare.rulings import Bounds, Ends
from twosource.model import Article, Reading
from twosource.seams import Engines

# Thresholds are log-odds, set on 28 training stories that neither judge had seen: F1 is .70 (precision .81) here, .67
# (.83) with the trees alone; 0.25 lower, .71 (.76). A wrong claim costs more than a missed one.
SAME = -0.3
"""A pair from which a claim may grow."""
SAME_AGAIN = 0.5
"""... when both of its passages are in claims already: what they share beside those is a fact of its own. 0.7 finds
less in all stories, and is not more often right."""
FITS = 0.0
"""Least mean over a joining passage and the group's passages of other reports."""
FITS_AGAIN = 1.0
"""... when the joining passage is in a claim already. A headline is like everything in a story and would join
everything: at FITS a sixth of the claims share two passages with another, here a tenth, at the same F1."""
WORDS = 8
"""A passage has room for one claim, and for another with every so many words: about a clause each."""
FULL = 1.0
"""What must be added to ``SAME_AGAIN`` and ``FITS_AGAIN`` for each claim beyond that. Where eleven reports tell of one
attack in all their sentences, passages stood in up to 27 claims, most of which repeated another; now in up to 14."""
AGAINST = -0.8
"""A pair below this speaks against a passage joining."""
UNKNOWN = -4.0
"""What counts for a pair that was not worth judging."""
TOLERATED = 5
"""One passage in so many of the group may speak against a joining one: where thirty reports tell one fact, two of them
will hardly share a word."""
THRICE = 3
"""Passages of one report in one claim."""

RULED, NEVER = 9.0, float("-inf")
"""Log-odds of two passages that a person ruled to be the same, above any that a judge gives; or not to be: a mean that
holds it fits nothing.
"""

Node = tuple[int, int]
"""Index of an article, index of an assertion."""
Pair = tuple[Node, Node]
"""Two nodes, the smaller first."""


class Ref(Struct, frozen=True, order=True):
    """An assertion: the id of its article and its index in ``Reading.assertions``."""

    article: str
    index: int


class Found(Struct, frozen=True):
    """The groups of a story, each sorted, in sorted order; and the links of the pairs that were worth judging (the
    smaller :class:`Ref` first).
    """

    groups: tuple[tuple[Ref, ...], ...]
    links: dict[tuple[Ref, Ref], Link]


def find(
    articles: Sequence[Article], readings: Sequence[Reading], engines: Engines, bounds: Bounds | None = None
) -> Found:
    """The claims of a story; ``readings[i]`` is the reading of ``articles[i]``."""
    # By id, so that ties fall the same way for any order of the articles.
    order = sorted(range(len(articles)), key=lambda i: articles[i].id)
    articles, readings = [articles[i] for i in order], [readings[i] for i in order]
    links, apart = _bound(pairs.judge(articles, readings, engines), bounds or Bounds(), [a.id for a in articles])
    denied = _denied(links, articles, readings)
    grouped = groups(
        [link for link in links if (link.left, link.right) not in denied], apart | denied, room(articles, readings)
    )
    known = {node for group in grouped for node in group}
    alone = [
        [(a, i)] for a, reading in enumerate(readings) for i in range(len(reading.assertions)) if (a, i) not in known
    ]
    refs = {
        (a, i): Ref(articles[a].id, i) for a, reading in enumerate(readings) for i in range(len(reading.assertions))
    }
    return Found(
        tuple(sorted(tuple(sorted(refs[node] for node in group)) for group in [*grouped, *alone])),
        {(refs[link.left], refs[link.right]): link for link in links},
    )


def _bound(links: Iterable[Link], bounds: Bounds, order: Sequence[str]) -> tuple[list[Link], frozenset[Pair]]:
    """The links with the ruled ones among them, and the pairs that stand in no group."""
    number = {article: n for n, article in enumerate(order)}

    def nodes(pairs: Iterable[Ends]) -> set[Pair]:
        return {((number[a], i), (number[b], j)) for (a, i), (b, j) in pairs if a in number and b in number}

    same, apart = nodes(bounds.same), nodes(bounds.apart)
    judged = {(link.left, link.right): link for link in links if (link.left, link.right) not in apart}
    judged |= {pair: Link(*pair, RULED, None, "same") for pair in same}
    return [judged[pair] for pair in sorted(judged)], frozenset(apart)


def _denied(links: Iterable[Link], articles: Sequence[Article], readings: Sequence[Reading]) -> frozenset[Pair]:
    """The pairs of which one passage denies the other; what a person ruled to be the same stays the same."""

    def text(node: Node) -> str:
        assertion = readings[node[0]].assertions[node[1]]
        return articles[node[0]].text[assertion.start : assertion.end]

    return frozenset(
        (link.left, link.right)
        for link in links
        if link.score < RULED and denials.between(text(link.left), text(link.right))
    )


def room(articles: Sequence[Article], readings: Sequence[Reading]) -> dict[Node, int]:
    """How many claims each assertion has room for."""
    return {
        (a, i): 1 + len(article.text[assertion.start : assertion.end].split()) // WORDS
        for a, (article, reading) in enumerate(zip(articles, readings, strict=True))
        for i, assertion in enumerate(reading.assertions)
    }


def groups(
    links: Iterable[Link], apart: frozenset[Pair] = frozenset(), rooms: Mapping[Node, int] | None = None
) -> list[list[Node]]:
    """Groups of two and more that cover every pair judged the same and hold none that is to be ``apart``; see the
    module's docstring. A node that is not among ``rooms`` has room for any number of claims.
    """
    scores: dict[Node, dict[Node, float]] = defaultdict(dict)
    seeds: list[Link] = []
    for link in links:
        scores[link.left][link.right] = scores[link.right][link.left] = link.score
        if link.score > SAME:
            seeds.append(link)
    for one, other in apart:
        scores[one][other] = scores[other][one] = NEVER
    seeds.sort(key=lambda link: (-link.score, link.left, link.right))
    inside = _Inside(rooms or {})
    found: list[list[Node]] = []
    for seed in seeds:
        here, there = inside[seed.left], inside[seed.right]
        again = SAME_AGAIN + min(inside.beyond(seed.left), inside.beyond(seed.right))
        if here & there or (here and there and seed.score < again):
            continue
        group = _grown(seed, scores, inside)
        for node in group:
            inside[node].add(len(found))
        found.append(group)
    return found


class _Inside(defaultdict[Node, set[int]]):
    """The numbers of the groups that each node is in."""

    def __init__(self, rooms: Mapping[Node, int]) -> None:
        super().__init__(set)
        self._rooms = rooms

    def beyond(self, node: Node) -> float:
        """What a node must be surer by, for the groups that it is in beyond those that it has room for."""
        count = len(self[node])
        return FULL * max(0, count - self._rooms.get(node, count))

    def least(self, node: Node) -> float:
        """How well a node must fit to join another group."""
        return FITS_AGAIN + self.beyond(node) if self[node] else FITS


class _Waiting:
    """A passage that may join a group: its scores with the group's passages of other reports so far."""

    __slots__ = ("against", "count", "new", "total")

    def __init__(self) -> None:
        self.total, self.count, self.against, self.new = 0.0, 0, 0, False

    def meet(self, score: float, *, new: bool) -> None:
        """Another passage of another report is in the group; ``new``: the two are in no claim together yet."""
        self.total += score
        self.count += 1
        self.new |= new
        self.against += score < AGAINST

    @property
    def fit(self) -> float:
        return round(self.total / self.count, 6) if self.count else UNKNOWN

    @property
    def welcome(self) -> bool:
        return self.new and self.against <= self.count // TOLERATED


def _grown(seed: Link, scores: Mapping[Node, Mapping[Node, float]], inside: _Inside) -> list[Node]:
    """The group that grows from a pair: the best fitting passage joins until none fits. One that is in claims with all
    the passages of other reports here already would only repeat them, and stays out.
    """
    group: list[Node] = []
    waiting: dict[Node, _Waiting] = {}
    reports: dict[int, int] = defaultdict(int)
    joining: Node | None = seed.left
    while joining is not None:
        group.append(joining)
        reports[joining[0]] += 1
        waiting.pop(joining, None)
        _meet(joining, group, waiting, scores, inside)
        joining = seed.right if len(group) == 1 else _next(waiting, reports, inside)
    return group


def _meet(
    joined: Node,
    group: Sequence[Node],
    waiting: dict[Node, _Waiting],
    scores: Mapping[Node, Mapping[Node, float]],
    inside: Mapping[Node, set[int]],
) -> None:
    """Bring the waiting passages up to date with the passage that joined: it meets those of other reports, and of its
    own only what it must be apart from (nothing else of one report is scored).
    """
    near = scores[joined]
    for node, candidate in waiting.items():
        if node[0] != joined[0] or node in near:
            candidate.meet(near.get(node, UNKNOWN), new=inside[node].isdisjoint(inside[joined]))
    for node, score in near.items():
        if score >= AGAINST and node not in waiting and node not in group:
            waiting[node] = _Waiting()
            for member in group:
                if member[0] != node[0] or member in scores[node]:
                    waiting[node].meet(scores[node].get(member, UNKNOWN), new=inside[node].isdisjoint(inside[member]))


def _next(waiting: Mapping[Node, _Waiting], reports: Mapping[int, int], inside: _Inside) -> Node | None:
    """The passage that joins next, if any: the best fit, ties by place."""
    fitting = [
        (-candidate.fit, node)
        for node, candidate in waiting.items()
        if candidate.welcome and candidate.fit > inside.least(node) and reports[node[0]] < THRICE
    ]
    return min(fitting)[1] if fitting else None
