"""Copies: reports whose body is wholly or partly the same text (wire copy, reprint, shared press release).

In: the articles of a story and their readings. Out: one :class:`Copy` for each group of reports that share text
with one another (every two members of a group do), with the shared stretches of each of them, and the agency whose
copy it is if one of them credits an agency.

Method: the words of each body (headline, byline, dateline and boilerplate left out; letter case, punctuation and
the shape of quotation marks ignored) are cut into overlapping runs of eight (Broder 1997, "shingles"). A word is
shared when it lies in a run that both bodies have. Two bodies that only quote the same remark are no copies, so
what counts is the shared words *outside* quotations. An index of all runs tells which bodies share any; only those are
compared. It is exact, unlike samples of the runs (MinHash): a copied paragraph in a long report is a few hundredths of
both, which samples do not see (``benchmarks/copies.py`` counts both, for thousands of articles).

What this does not do: it does not say who copied from whom, and it does not find a text that was paraphrased or
translated.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from twosource.model import Article, Copy, Passage, Reading, Span
from twosource.text import merged, quote

RUN = 8
"""Words in a run: in the 50 training stories, unrelated reports of one event share at most a sentence's worth of
runs of eight outside quotations; runs of five or six already meet in stock phrases."""

ENOUGH_WORDS = 60
"""Shared words outside quotations that make two bodies copies. Training stories: copies 78 and more, others 39 and
fewer (two reports that retell one press release sentence by sentence)."""

ENOUGH_WORDS_OF_SHORT = 20
"""... or this many, if they are at least half (``HALF``) of the shorter body: a wire brief cut to two sentences."""

HALF = 0.5

NEARLY_WHOLE = 0.9
"""Share of the shorter body that must stand in the longer for extent "full"."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_QUOTES = re.compile(r"[“”„«»\"]|(?<!\w)['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)|\n")
_CLOSING = "”»’'"

_BASE = np.uint64(0x9E3779B97F4A7C15)
"""An odd number without a pattern (2**64 by the golden ratio)."""

_CLOSED_BY = {"“": '”"', "„": '“”"', "«": "»", "‘": "’", '"': '"”'}

Flags = NDArray[np.bool_]


class _Body(NamedTuple):
    """The words of a report: where each stands, whether it stands outside quotations (and how many do), and the
    number of the run of words that begins at it (there are ``RUN - 1`` fewer runs than words).
    """

    article: str
    words: tuple[Span, ...]
    keys: tuple[str, ...]
    own: Flags
    owned: int
    runs: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    """For each word the first and the last (exclusive) of the runs that it lies in."""


class _Pair(Struct, frozen=True):
    """Two bodies (by index) that are copies."""

    first: int
    second: int
    full: bool


def find(articles: Sequence[Article], readings: Sequence[Reading]) -> tuple[Copy, ...]:
    """All groups of copies, in the order of their articles' ids."""
    by_id = sorted(zip(articles, readings, strict=True), key=lambda both: both[0].id)
    numbers: dict[str, int] = {}
    bodies = _numbered([_body(article, reading, numbers) for article, reading in by_id])
    pairs = _pairs(bodies)
    found = [_copy([by_id[i][0] for i in group], [bodies[i] for i in group], full) for group, full in _groups(pairs)]
    return tuple(sorted(found, key=lambda copy: copy.articles))


# --- reading a body ------------------------------------------------------------------------------------------------


def _body(article: Article, reading: Reading, numbers: dict[str, int]) -> _Body:
    """The body's words; ``numbers`` gives equal words equal numbers across bodies and grows."""
    left_out = merged((*article.boilerplate, *(mark.span for mark in article.marks)))
    words = tuple(_outside((Span(*m.span()) for m in _WORD.finditer(article.text)), left_out))
    keys = tuple(_key(article.text[word.start : word.end]) for word in words)
    direct = [part for said in reading.statements if said.manner == "direct" for part in said.content]
    quotations = merged((*_quotations(article.text), *direct))
    unquoted = set(_outside(words, quotations))
    own = np.fromiter((word in unquoted for word in words), dtype=np.bool_, count=len(words))
    numbered = np.fromiter((numbers.setdefault(key, len(numbers)) for key in keys), dtype=np.uint64, count=len(keys))
    places, count = np.arange(len(words)), max(0, len(keys) - RUN + 1)
    first, last = np.clip(places - RUN + 1, 0, count), np.minimum(places + 1, count)
    return _Body(article.id, words, keys, own, len(unquoted), _keys(numbered), first, last)


def _keys(words: NDArray[np.uint64]) -> NDArray[np.int64]:
    """A key for the run of words that begins at each word, from the words' numbers: a polynomial hash of 64 bits. In
    ten million runs two different ones get one key with a chance of one in 370,000, and a few make no copy.
    """
    count = max(0, len(words) - RUN + 1)
    keys = np.zeros(count, dtype=np.uint64)
    for step in range(RUN):
        keys = keys * _BASE + words[step : step + count] + np.uint64(1)
    return keys.view(np.int64)


def _numbered(bodies: Sequence[_Body]) -> list[_Body]:
    """The bodies with their runs numbered from 0 on in place of their keys."""
    if not bodies:
        return []
    keys = np.concatenate([body.runs for body in bodies])
    numbers = np.unique(keys, return_inverse=True)[1].astype(np.int64)
    cuts = np.cumsum([len(body.runs) for body in bodies])[:-1]
    return [body._replace(runs=runs) for body, runs in zip(bodies, np.split(numbers, cuts), strict=True)]


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")


def _outside(spans: Iterable[Span], holes: Sequence[Span]) -> Iterable[Span]:
    """Those of the spans (in text order) that touch none of the holes (in order, disjoint)."""
    at = 0
    for span in spans:
        while at < len(holes) and holes[at].end <= span.start:
            at += 1
        if at == len(holes) or span.end <= holes[at].start:
            yield span


def _quotations(text: str) -> list[Span]:
    """The stretches in quotation marks, single or double. A paragraph's end closes a quotation that is open."""
    found: list[Span] = []
    opened, wanted = -1, ""
    for mark in _QUOTES.finditer(text):
        char = mark[0]
        if opened < 0:
            if char != "\n" and char not in _CLOSING.replace("'", "") and not _closes_only(text, mark.start()):
                opened, wanted = mark.start(), _CLOSED_BY.get(char, char)
        elif char == "\n" or char in wanted:
            found.append(Span(opened, mark.end()))
            opened = -1
    if opened >= 0:
        found.append(Span(opened, len(text)))
    return found


def _closes_only(text: str, at: int) -> bool:
    """Whether an ASCII apostrophe follows a word, so that it cannot open a quotation."""
    return text[at] == "'" and at > 0 and not text[at - 1].isspace() and text[at - 1] not in "([—–-"


# --- comparing bodies ----------------------------------------------------------------------------------------------


def _pairs(bodies: Sequence[_Body]) -> list[_Pair]:
    """All pairs of bodies that are copies."""
    found: list[_Pair] = []
    index = _Index([body.runs for body in bodies])
    here = np.zeros(index.distinct, dtype=np.bool_)
    for second, body in enumerate(bodies):
        here[body.runs] = True
        for first in index.earlier(second):
            full = _compared(bodies[first], here[bodies[first].runs], body)
            if full is not None:
                found.append(_Pair(first, second, full))
        here[body.runs] = False
    return found


class _Index:
    """Which bodies hold each run; ``runs`` by body, numbered from 0."""

    def __init__(self, runs: Sequence[NDArray[np.int64]]) -> None:
        self._runs = [np.unique(each) for each in runs]
        numbers = np.concatenate(self._runs) if runs else np.zeros(0, dtype=np.int64)
        bodies = np.repeat(np.arange(len(runs)), [len(each) for each in self._runs])
        self.distinct = int(numbers.max(initial=-1)) + 1
        self._holders = bodies[np.argsort(numbers, kind="stable")]
        self._counts = np.bincount(numbers, minlength=self.distinct)
        self._starts = np.cumsum(self._counts) - self._counts

    def earlier(self, body: int) -> list[int]:
        """The bodies before this one that share a run with it."""
        shared = self._runs[body][self._counts[self._runs[body]] > 1]
        spans = zip(self._starts[shared].tolist(), self._counts[shared].tolist(), strict=True)
        holders = [self._holders[start : start + count] for start, count in spans]
        every = np.unique(np.concatenate(holders)) if holders else np.zeros(0, dtype=np.int64)
        return [int(other) for other in every if other < body]


def _compared(a: _Body, hits: Flags, b: _Body) -> bool | None:
    """None if the bodies are no copies, else whether the shorter one stands (nearly) wholly in the longer. ``hits``
    are the runs of ``a`` that ``b`` has.
    """
    if a.keys == b.keys:
        return True
    shared = _covered(a, hits)
    outside, possible = int((shared & a.own).sum()), min(a.owned, b.owned)
    if not _enough(outside, possible):
        # what one report quotes and the other prints as its own words is shared text
        other = _covered(b, np.isin(b.runs, a.runs))
        if not _enough(int((other & b.own).sum()), possible):
            return None
    return bool(shared.sum() >= NEARLY_WHOLE * min(len(a.words), len(b.words)))


def _enough(outside: int, possible: int) -> bool:
    """Whether so many shared words outside quotations, of so many in the shorter body, make a copy."""
    return outside >= ENOUGH_WORDS or (outside >= ENOUGH_WORDS_OF_SHORT and outside >= HALF * possible)


def _covered(body: _Body, hits: Flags) -> Flags:
    """Which words of the body lie in one of the runs that are hit."""
    before = np.zeros(len(hits) + 1, dtype=np.int64)
    np.cumsum(hits, out=before[1:])
    covered: Flags = before[body.last] > before[body.first]
    return covered


def _groups(pairs: Sequence[_Pair]) -> list[tuple[list[int], bool]]:
    """Groups that cover all pairs and in which every two are a pair (of full copies for a full group), each grown
    from the first pair not covered yet.
    """
    groups: list[tuple[list[int], bool]] = []
    for full in (True, False):
        near: dict[int, set[int]] = {}
        wanted = [pair for pair in pairs if pair.full == full]
        for pair in wanted if full else pairs:
            near.setdefault(pair.first, set()).add(pair.second)
            near.setdefault(pair.second, set()).add(pair.first)
        covered: set[tuple[int, int]] = set()
        for pair in sorted(wanted, key=lambda p: (p.first, p.second)):
            if (pair.first, pair.second) in covered:
                continue
            group, common = [pair.first, pair.second], near[pair.first] & near[pair.second]
            while common:
                member = min(common)
                group.append(member)
                common &= near[member]
            group.sort()
            covered.update((a, b) for at, a in enumerate(group) for b in group[at + 1 :])
            groups.append((group, full))
    return groups


# --- the record ------------------------------------------------------------------------------------------------------


def _copy(articles: Sequence[Article], bodies: Sequence[_Body], full: bool) -> Copy:  # noqa: FBT001 - private
    shared: list[Passage] = []
    runs, carriers = np.unique(np.concatenate([np.unique(body.runs) for body in bodies]), return_counts=True)
    several = runs[carriers > 1]
    for article, body in zip(articles, bodies, strict=True):
        hits = np.isin(body.runs, several)
        shared += [quote(article.id, article.text, span) for span in _stretches(article, body, hits)]
    return Copy(
        articles=tuple(article.id for article in articles),
        extent="full" if full else "partial",
        wire=_wire(articles),
        shared=tuple(shared),
    )


def _stretches(article: Article, body: _Body, hits: Flags) -> list[Span]:
    """The maximal stretches of shared words; what is left out of a body ends a stretch."""
    left_out = merged((*article.boilerplate, *(mark.span for mark in article.marks)))
    shared = _covered(body, hits)
    stretches: list[Span] = []
    hole, last = 0, -2
    for at in np.flatnonzero(shared).tolist():
        word, start_hole = body.words[at], hole
        while hole < len(left_out) and left_out[hole].end <= word.start:
            hole += 1
        if at == last + 1 and hole == start_hole:
            stretches[-1] = Span(stretches[-1].start, word.end)
        else:
            stretches.append(word)
        last = at
    return stretches


def _wire(articles: Iterable[Article]) -> str | None:
    """The agency that most of the articles credit; of equals, the first by name."""
    credited = Counter(article.credit for article in articles if article.credit)
    return min(credited, key=lambda agency: (-credited[agency], agency)) if credited else None
