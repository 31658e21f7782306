"""Likeness of passages and of names by their words alone.

In: two texts. Out: shares of telling words in common, or whether two names are one name in two spellings. Nothing here
knows what a word means; function words, words of reporting and of the calendar are left out.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 80
"""Characters of a name; what is longer is a description and has no spelling."""

WORD = re.compile(r"[^\W\d_]{3,}")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ing|ed|es|s|e)$")
_STOP = frozenset(
    """
    the and for that with was were are has have had his her its their from said says told will would could this they
    who which but been about more than after before when into over also out not according year years day week month
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december last next some one two did does not never cannot
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


def alike(a: str, b: str) -> float:
    """The share of the shorter passage's telling words that stand in the other as well."""
    first, second = (telling(text) for text in (a, b))
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def shared(a: str, b: str) -> float:
    """The share of all telling words of two passages that stand in both."""
    first, second = (telling(text) for text in (a, b))
    return len(first & second) / len(first | second) if first or second else 0.0


def telling(text: str) -> set[str]:
    """The beginnings of the telling words, so that forms of one word meet ("worked", "works")."""
    return {_ENDING.sub("", word)[:6] for word in (w.casefold() for w in WORD.findall(text)) if word not in _STOP}


def misspelt(a: str, b: str) -> bool:
    """Whether two names are equal but for a letter or two of one word."""
    first, second = a.split(), b.split()
    if len(first) != len(second) or max(len(a), len(b)) > LONGEST_NAME:
        return False
    differing = [(x.strip(".,'’"), y.strip(".,'’")) for x, y in zip(first, second, strict=True) if x != y]
    if len(differing) != 1:
        return False
    x, y = differing[0]
    if plain(x) == plain(y):
        return False
    long_enough = min(len(x), len(y)) >= 4 and x[0] == y[0] and x.casefold() != y.casefold()  # noqa: PLR2004
    return (
        long_enough
        and x.isalpha()
        and y.isalpha()
        and f"{x}s" != y
        and f"{y}s" != x
        and _edits(x, y) <= (2 if len(first) > 1 else 1)
    )


def plain(word: str) -> str:
    """A word, folded, without the ways of writing an umlaut."""
    folded = unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode()
    return folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _edits(a: str, b: str) -> int:
    """The Levenshtein distance of two words."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]
