"""Copies: reports whose body is wholly or partly the same text (wire copy, reprint, shared press release).

In: the articles of a story and their readings. Out: one :class:`Copy` for each group of reports that share text
with one another (every two members of a group do), with the shared stretches of each of them, and the agency whose
copy it is if one of them credits an agency.

Method: the words of each body (headline, byline, dateline and boilerplate left out; letter case, punctuation and
the shape of quotation marks ignored) are cut into overlapping runs of eight (Broder 1997, "shingles"). A word is
shared when it lies in a run that both bodies have. Two bodies that only quote the same remark are no copies, so
what counts is the shared words *outside* quotations. Every pair of bodies is compared, at a cost of some
microseconds: 500 reports take about a second.

What this does not do: it does not say who copied from whom, and it does not find a text that was paraphrased or
translated.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
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
    numbers: dict[tuple[str, ...], int] = {}
    bodies = [_body(article, reading, numbers) for article, reading in by_id]
    pairs = _pairs(bodies, len(numbers))
    found = [_copy([by_id[i][0] for i in group], [bodies[i] for i in group], full) for group, full in _groups(pairs)]
    return tuple(sorted(found, key=lambda copy: copy.articles))


# --- reading a body ------------------------------------------------------------------------------------------------


def _body(article: Article, reading: Reading, numbers: dict[tuple[str, ...], int]) -> _Body:
    """The body's words; ``numbers`` gives equal runs equal numbers across bodies and grows."""
    left_out = merged((*article.boilerplate, *(mark.span for mark in article.marks)))
    words = tuple(_outside((Span(*m.span()) for m in _WORD.finditer(article.text)), left_out))
    keys = tuple(_key(article.text[word.start : word.end]) for word in words)
    direct = [part for said in reading.statements if said.manner == "direct" for part in said.content]
    quotations = merged((*_quotations(article.text), *direct))
    unquoted = set(_outside(words, quotations))
    own = np.fromiter((word in unquoted for word in words), dtype=np.bool_, count=len(words))
    runs = (numbers.setdefault(keys[at : at + RUN], len(numbers)) for at in range(len(keys) - RUN + 1))
    places, count = np.arange(len(words)), max(0, len(keys) - RUN + 1)
    first, last = np.clip(places - RUN + 1, 0, count), np.minimum(places + 1, count)
    return _Body(article.id, words, keys, own, len(unquoted), np.fromiter(runs, dtype=np.int64), first, last)


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


def _pairs(bodies: Sequence[_Body], numbers: int) -> list[_Pair]:
    """All pairs of bodies that are copies."""
    found: list[_Pair] = []
    here = np.zeros(numbers, dtype=np.bool_)
    for second, body in enumerate(bodies):
        here[body.runs] = True
        for first in range(second):
            hits = here[bodies[first].runs]
            if hits.any():
                full = _compared(bodies[first], hits, body)
                if full is not None:
                    found.append(_Pair(first, second, full))
        here[body.runs] = False
    return found


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
    carriers = np.bincount(np.concatenate([np.unique(body.runs) for body in bodies]))
    for article, body in zip(articles, bodies, strict=True):
        hits = carriers[body.runs] > 1
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
