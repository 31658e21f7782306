"""Denials: a passage that says outright that it is not so, and the passage that says so.

In: the words of two passages. Out: where the first denies what the second asserts, and how surely. Two forms count:
"denies that she sailed with a broken radar" and "there were not forty children". The denied words must be what the two
passages share: a report that tells both what was said and that it was denied is no denial, nor is one that shares more
beside the denial. Two denials deny nothing of one another.

What this does not do: a negation elsewhere in a passage is none of its business ("has not released their names", beside
a toll), nor what denies without these words ("had been misinformed", "both radars worked"); ``conflicts.polarity`` has
other forms, for passages that have most words in common.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from twosource.compare.pairs.words import NUMBERS, SPOKEN, stem
from twosource.lexicon.words import CALENDAR, FUNCTION

LEAST = 2
"""Denied words that the other passage must assert, names not counted."""
HALF = 0.5
"""... and their share of what is denied, where somebody denies it; all, where there was none of it."""

_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)\s+(?:that|having|ever)"
    r"|(?P<none>there\s+(?:(?:is|are|was|were|has\s+been|have\s+been|had\s+been)\s+(?:not|never|no)"
    r"|(?:is|are|was|were)n['’]t)))\s+(?P<what>[^,;:.!?\"“”]{6,120})",
    re.IGNORECASE,
)
_NOT_DENIED = re.compile(r"(?:\b(?:not|never|nobody|no one|cannot|nor)|n['’]t)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_BUT = re.compile(r"(?:just|only|merely|simply|necessarily|yet|more|fewer|less|longer|other|far)\b", re.IGNORECASE)
"""Behind a negation that denies no more than this word."""
_NOT_SAID = re.compile(
    r"\b(?:not|never|no|nor|none|nobody|cannot|without|den(?:y|ie\w*|ying)|denial\w*|false\w*|untrue|reject\w*"
    r"|disput\w+|dismiss\w*|refut\w+|retract\w*|if|whether|unless"
    r"|(?:allegation|charge|question|rumou?r|speculation|suggestion)s?\s+(?:of|about|that))\b|n['’]t\b|\?",
    re.IGNORECASE,
)
"""In a clause that does not assert its words."""
_CLAUSES = re.compile(r"[,;:–—]\s+|[.!?][\"”’']*\s+|\s+(?:and|but|although|though|while|whose|which)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


class Denied(NamedTuple):
    """Where in the denying passage the denial stands; ``sure``: the other passage asserts its verb, or all of it."""

    start: int
    end: int
    sure: bool


class _Denial(NamedTuple):
    start: int
    end: int
    none: bool
    first: str
    words: frozenset[str]
    plain: frozenset[str]
    rest: frozenset[str]


def denied(no: str, yes: str) -> Denied | None:
    """Where ``no`` denies what ``yes`` asserts."""
    denials = _denials(no)
    if not denials or _denials(yes):
        return None
    told = _asserted(yes)
    for denial in denials:
        held = denial.words & told
        most = len(denial.words) if denial.none else HALF * len(denial.words)
        if len(held & denial.plain) < LEAST or len(held) < most or len(denial.rest & told) >= len(held):
            continue
        return Denied(denial.start, denial.end, denial.first in held or held == denial.words)
    return None


def between(one: str, other: str) -> bool:
    """Whether one of two passages denies the other."""
    return denied(one, other) is not None or denied(other, one) is not None


@lru_cache(maxsize=4096)
def _denials(text: str) -> tuple[_Denial, ...]:
    found = []
    for match in _DENIED.finditer(text):
        what = match["what"]
        if _BUT.match(what) or _NOT_DENIED.search(text[: match.start()]):
            continue
        words = _telling(what)
        rest = frozenset(_telling(f"{text[: match.start()]} {text[match.end() :]}"))
        if words and not rest & {*words}:
            plain = frozenset(word for word, name in words.items() if not name)
            none = match["none"] is not None
            found.append(_Denial(match.start(), match.end(), none, next(iter(words)), frozenset(words), plain, rest))
    return tuple(found)


@lru_cache(maxsize=4096)
def _asserted(text: str) -> frozenset[str]:
    """The telling words of the clauses that assert."""
    return frozenset(
        word for clause in _CLAUSES.split(text) if not _NOT_SAID.search(clause) for word in _telling(clause)
    )


def _telling(text: str) -> dict[str, bool]:
    """The telling words of a text as stems, numbers as digits, in their order; and whether each begins like a name."""
    words = ((match[0], match[0].casefold()) for match in _WORD.finditer(text))
    return {
        NUMBERS.get(low) or stem(low): word[0].isupper()
        for word, low in words
        if low in NUMBERS or (low not in FUNCTION and low not in SPOKEN and low not in CALENDAR)
    }
