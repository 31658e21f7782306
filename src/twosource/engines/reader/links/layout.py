"""The tagged spans of an article laid out for linking: what each is like by itself, and what stands around it.

In: the text, its sentences and the spans. Out: :class:`Layout`, which answers what lies between two places of the
text in constant time, or in time linear in the characters between, of which at most :data:`SEEN` are looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from twosource.engines.quotes import MARKS
from twosource.engines.reader.links.records import Role, Tagged
from twosource.model import Sentence

SEEN = 240
"""Characters of a gap or a span that are looked at: what lies further away is told by distance alone."""

FAR = 999
"""How far a span is that is not there."""

QUOTES = frozenset(MARKS) - {"'", "’", "‘", "`"}
_OPENERS = frozenset("\"“„«'‘`([")
_CLOSERS = frozenset("\"”“»'’)]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

NO_WORD, OTHER_WORD = 0, 1
_CLASSES = (
    "say says said saying",
    "told tell tells telling asked ask asks informed",
    "added adds adding continued continues continuing noted notes noting went concluded concludes explained",
    "according per",
    "is are was were be been being isn't wasn't weren't aren't 's 're",
    "has have had having",
    "will would could can may might should must won't wouldn't did does do didn't don't doesn't",
    "to",
    "that whether if how why what",
    "who which whom whose",
    "and or but nor",
    "by from of in on at for with about as against over into",
    "he she they it i we you his her their its him them",
    "the a an this these some many several most all no",
    "not never also",
    "allegedly reportedly supposedly apparently",
    "think thinks thought believe believes believed want wants wanted hope hopes hoped know knows knew feel feels felt",
    "plan plans call calls claim claims statement report reports decision desire effort promise belief view",
)
_CLASS_OF = {word: number for number, words in enumerate(_CLASSES, 2) for word in words.split()}
_ING, _ED, _LY, _CAPITAL, _DIGITS = range(len(_CLASSES) + 2, len(_CLASSES) + 7)


@lru_cache(maxsize=4096)
def word_class(word: str) -> int:
    """A number for what a word is: small classes of words by list, the rest by their endings."""
    if not word:
        return NO_WORD
    known = _CLASS_OF.get(word.lower().replace("’", "'"))
    if known is not None:
        return known
    if word[0].isdigit():
        return _DIGITS
    if word[0].isupper():
        return _CAPITAL
    for ending, number in (("ing", _ING), ("ed", _ED), ("ly", _LY)):
        if word.endswith(ending):
            return number
    return OTHER_WORD


class Facts(NamedTuple):
    """A span by itself: where it stands, how long it is, how it begins and ends, and the signs around it."""

    sentence: int
    paragraph: int
    into: int
    words: int
    first: int
    last: int
    opens: int
    closes: int
    capital: int
    final: int
    before: int
    behind: int


class Layout:
    """Spans of one article, by role, in text order."""

    def __init__(self, text: str, sentences: Sequence[Sentence], spans: Sequence[Tagged]) -> None:
        self.text = text
        self._sentences = sorted(sentences)
        self._begins = [sentence.start for sentence in self._sentences]
        once = {(span.start, span.end, span.role): span for span in sorted(spans)}  # the surest of equal ones
        self.cues, self.sources, self.contents = (
            sorted(span for span in once.values() if span.role == role) for role in ("cue", "source", "content")
        )
        listed = (self.cues, self.sources, self.contents)
        self._starts = tuple([span.start for span in some] for some in listed)
        self._beside: dict[Tagged, tuple[float, ...]] = {}
        self._rivals: dict[tuple[Tagged, Role], list[int]] = {}
        self._cues_near: dict[Tagged, list[Tagged]] = {}
        self.facts = {span: self._facts(span) for some in listed for span in some}

    def _facts(self, span: Tagged) -> Facts:
        text = self.text
        sentence = max(0, bisect_right(self._begins, span.start) - 1)
        at = self._sentences[sentence] if self._sentences else Sentence(start=0, end=len(text), paragraph=0)
        head = _WORD.search(text, span.start, min(span.end, span.start + SEEN))
        tail = _WORD.findall(text[max(span.start, span.end - SEEN // 4) : span.end])
        return Facts(
            sentence=sentence,
            paragraph=at.paragraph,
            into=min(SEEN, max(0, span.start - at.start)),
            words=min(60, text.count(" ", span.start, min(span.end, span.start + 6 * SEEN)) + 1),
            first=word_class(head[0] if head else ""),
            last=word_class(tail[-1] if tail else ""),
            opens=int(text[span.start : span.start + 1] in _OPENERS),
            closes=int(text[span.end - 1 : span.end] in _CLOSERS),
            capital=int(head is not None and head[0][0].isupper()),
            final=sign_class(text[max(span.start, span.end - 2) : span.end]),
            before=sign_class(text[max(0, span.start - 2) : span.start]),
            behind=sign_class(text[span.end : span.end + 2]),
        )

    def between(self, start: int, end: int) -> tuple[int, int, int]:
        """How many cues, sources and contents begin in a stretch of text."""
        one, two, three = (bisect_left(some, end) - bisect_left(some, start) for some in self._starts)
        return one, two, three

    def beside(self, span: Tagged) -> tuple[float, ...]:
        """How far the next source before, the next behind, and the next contents before and behind a span are."""
        if span not in self._beside:
            near = (self.around(spans, span, 1) for spans in (self.sources, self.contents))
            self._beside[span] = tuple(gap for spans in near for gap in sides(span, spans))
        return self._beside[span]

    def rivals(self, span: Tagged, role: Role) -> list[int]:
        """How far the nearest sources (or contents) before and behind a span are, three of each, the nearest first."""
        if (span, role) not in self._rivals:
            near = self.around(self.contents if role == "content" else self.sources, span, 3)
            self._rivals[span, role] = sorted(apart(span, one) for one in near)
        return self._rivals[span, role]

    def cues_near(self, span: Tagged) -> list[Tagged]:
        """The nearest two cues on either side of a span."""
        if span not in self._cues_near:
            self._cues_near[span] = self.around(self.cues, span, 2)
        return self._cues_near[span]

    def around(self, spans: Sequence[Tagged], place: Tagged, count: int) -> list[Tagged]:
        """The nearest spans of a sorted list on either side of another span, those that overlap it included."""
        at = bisect_left(spans, place)
        return [*spans[max(0, at - count) : at], *spans[at : at + count]]


def apart(one: Tagged, other: Tagged) -> int:
    """How many characters lie between two spans."""
    return max(0, other.start - one.end, one.start - other.end)


def sides(place: Tagged, spans: Sequence[Tagged]) -> tuple[float, float]:
    """The gaps to the nearest span before and the nearest behind, -1 where it overlaps."""
    before = behind = FAR
    for span in spans:
        if span.start < place.start:
            before = min(before, max(-1, place.start - span.end))
        else:
            behind = min(behind, max(-1, span.start - place.end))
    return float(before), float(behind)


@lru_cache(maxsize=4096)
def sign_class(signs: str) -> int:
    """What kind of sign stands in two characters, the most telling one first."""
    for number, kind in enumerate(("\n", ":", ";", "?!", ".…", ",", '"“”„«»', "'‘’`", "—–-", "()[]"), 1):
        if any(sign in kind for sign in signs):
            return number
    return 0
