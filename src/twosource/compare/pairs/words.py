"""Words of an assertion, as the features of pairs need them: stems, names, numbers, runs of words, quoted words.

In: the text of one assertion. Out: :class:`Words`, sets of strings. English; any text is accepted.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from twosource.lexicon.words import FUNCTION, NUMBER_WORDS, listed

SPOKEN = listed("say says saying told tell tells telling spoke mr mrs ms t re ve ll d m s")
"""Words of framing and scraps of contractions: as common to all pairs as function words."""

NUMBERS = {word: str(value) for word, value in NUMBER_WORDS.items()}

LONG_RUN = 4
"""Words in a run that two writers seldom hit upon by chance."""

_TOKEN = re.compile(r"[^\W_]+(?:[.,][0-9]+)*(?:['’][^\W_]+)?")
_QUOTED = re.compile(r"[\"“”]([^\"“”]{3,})(?:[\"“”]|$)")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|s)\Z")
_ENDINGS = (
    ("sses", "ss"),
    ("ies", "y"),
    ("ings", ""),
    ("ing", ""),
    ("edly", ""),
    ("ed", ""),
    ("ers", "er"),
    ("ly", ""),
    ("es", "e"),
    ("s", ""),
)
_SHORTEST = 4
"""Words up to this length are left as they are."""


SILENCE = "(no comment)"
"""Stands among the words of a passage that says somebody gave no comment: there are many ways to put it that share no
word, and they are one fact of every second story."""
_SILENCE = re.compile(
    r"\b(?:(?:declin|refus)\w+ to (?:comment|discuss|say|elaborate|answer|respond)"
    r"|no(?:t|body)?\b(?: \w+){0,3} (?:comment\w*|respon\w+|repl(?:y|ied)|reaction)\b"
    r"|(?:did|does|has|have|had|was|were|could)(?: not|n['’]t)(?: \w+){0,2}"
    r" (?:comment|respond|repl|return|answer|reach)\w*"
    r"|unavailable for comment|no one was available|nobody was available)",
    re.IGNORECASE,
)


class Words(Struct, frozen=True, kw_only=True):
    """The words of one assertion. ``content``: stems without function words; ``capitals``: those of them written
    with a capital; ``numbers``: digits without separators, number words as digits; ``pairs`` and ``runs``: runs of two
    and of ``LONG_RUN`` stems; ``quoted``: content inside quotation marks; ``quoted_share``: of the characters.
    """

    content: frozenset[str]
    capitals: frozenset[str]
    numbers: frozenset[str]
    pairs: frozenset[str]
    runs: frozenset[str]
    quoted: frozenset[str]
    quoted_share: float


def read(text: str) -> Words:
    """The words of a text."""
    tokens = [_plain(match[0]) for match in _TOKEN.finditer(text)]
    lower = [token.lower() for token in tokens]
    stems = [stem(word) for word in lower]
    kept = [k for k, word in enumerate(lower) if _counts(word)]
    quotes = [match[1] for match in _QUOTED.finditer(text)]
    silence = {SILENCE} if _SILENCE.search(text) else set()
    return Words(
        content=frozenset(stems[k] for k in kept) | silence,
        capitals=frozenset(stems[k] for k in kept if tokens[k][0].isupper()),
        numbers=frozenset(number for word in lower if (number := _number(word))),
        pairs=frozenset(map(" ".join, pairwise(stems))),
        runs=frozenset(" ".join(stems[k : k + LONG_RUN]) for k in range(len(stems) - LONG_RUN + 1)),
        quoted=frozenset(stem(word) for q in quotes for word in _words(q) if _counts(word)),
        quoted_share=sum(map(len, quotes)) / max(1, len(text)),
    )


def _words(text: str) -> list[str]:
    return [_plain(match[0]).lower() for match in _TOKEN.finditer(text)]


def _plain(token: str) -> str:
    token = token.replace("’", "'")
    return token[:-2] if token.endswith(("'s", "'S")) and len(token) > 2 else token  # noqa: PLR2004 - the ending


def _counts(word: str) -> bool:
    return word in NUMBERS or (word not in FUNCTION and word not in SPOKEN)


def _number(word: str) -> str:
    if word in NUMBERS:
        return "" if word == "one" else NUMBERS[word]
    return _ORDINAL.sub("", word.replace(",", "")) if any(char.isdigit() for char in word) else ""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A lower-case word without its commonest English endings; what is left need not be a word."""
    if len(word) <= _SHORTEST or not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST - 1:
            if ending != "s" or not word.endswith("ss"):
                word = word.removesuffix(ending) + instead
            break
    if len(word) > _SHORTEST and word[-1] == "e":
        word = word[:-1]
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") else word
