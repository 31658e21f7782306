"""Which gender pronouns and names tell.

``PRONOUNS`` are the third person's of one person. :func:`leaning` says how much a first name is a man's or a woman's:
known names by the word lists of ``lexicon.persons``, others by how many people of that name news calls "he" and "she"
(``given.txt``, made by ``training/reader/pronoun_tables.py``), others by their last letters.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files

from twosource.lexicon import persons
from twosource.lexicon.persons import Gender
from twosource.lexicon.words import listed

PRONOUNS: dict[str, Gender] = {
    **dict.fromkeys(sorted(listed("he him his himself")), "male"),
    **dict.fromkeys(sorted(listed("she her hers herself")), "female"),
}
"""Pronouns that stand for one person, and the gender they tell."""

SURE = 3.0
"""Log-odds of a name of the word lists."""

_ENDING = 3
_PRIOR = 2.0
"""People of either gender added to each ending's counts."""

_WEIGHT = 0.6
"""How much the ending tells beside one person of the very name."""


@cache
def _given() -> dict[str, tuple[int, int]]:
    rows = (files("twosource.annotate.references") / "given.txt").read_text(encoding="utf-8").split("\n")
    return {name: (int(men), int(women)) for name, men, women in (row.split() for row in rows if row)}


@cache
def _endings() -> dict[str, float]:
    """The log-odds of "she" that the last letters of a name tell, by all names known."""
    counts: dict[str, list[float]] = defaultdict(lambda: [_PRIOR, _PRIOR])
    known = [(n, 1.0, 0.0) for n in sorted(persons.MALE)] + [(n, 0.0, 1.0) for n in sorted(persons.FEMALE)]
    learned = [(n, m / (m + f), f / (m + f)) for n, (m, f) in _given().items()]
    for name, men, women in known + learned:
        for length in range(1, _ENDING + 1):
            counts[name[-length:]][0] += men
            counts[name[-length:]][1] += women
    return {ending: math.log(women / men) for ending, (men, women) in sorted(counts.items())}


@lru_cache(maxsize=65536)
def leaning(first_name: str) -> float:
    """The log-odds that a first name (folded) is a woman's: positive for women, near 0 if it tells nothing."""
    word = first_name.rstrip(".")
    if len(word) < 2:  # noqa: PLR2004 - an initial tells nothing
        return 0.0
    known = persons.gender_of_first_name(word)
    if known:
        return SURE if known == "female" else -SURE
    if "-" in word and word not in _given():
        return leaning(word.split("-", maxsplit=1)[0])
    men, women = _given().get(word, (0, 0))
    table = _endings()
    told = next((table[word[-n:]] for n in range(_ENDING, 0, -1) if word[-n:] in table), 0.0)
    prior = _WEIGHT * max(-2.0, min(2.0, told))
    return max(-SURE, min(SURE, prior + math.log((women + 0.5) / (men + 0.5))))
