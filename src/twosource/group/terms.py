"""Words of a report as terms, and how telling each of them is.

In: text. Out: terms (:func:`terms`) and their weights in a report (:func:`weighted`). A term is a word of two letters
or digits and more, folded, without the commonest English endings, so that forms of one word meet. How telling it is
(:func:`telling`) is the natural log of how seldom it stands in news: ``frequencies.txt`` lists words by the number of
reports they stand in, counted once in reports of 2012 to 2020 (``training/train_grouping.py --count``). It never
depends on the reports that are grouped: adding one must not change what is known of the others.

What this does not do: it knows no meaning, and no language but by that list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import log, sqrt

FREQUENCIES = "frequencies.txt"
SELDOM = 2.0
"""The number of reports that a word is taken to stand in which is not in the list."""
FEWEST = 4
"""Words of fewer reports are not listed: half of them are misspelt."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDINGS = (("ies", 3), ("ing", 4), ("ed", 4), ("es", 4), ("s", 3))
"""An ending and how many letters must be left of a word that loses it."""
_LONG = 4


def terms(text: str) -> list[str]:
    """The terms of a text, in text order."""
    return [stem(word.casefold()) for word in _WORD.findall(text) if len(word) > 1]


def stem(word: str) -> str:
    """A folded word without its ending ("strikes", "striking": "strik")."""
    word = word.replace("’", "'").removesuffix("'s").replace("'", "")
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    return word[:-1] if word.endswith("e") and len(word) > _LONG else word


def telling(term: str) -> float:
    """How telling a term is: 0 for what stands in every report, about 8 for what stands in hardly any."""
    of, counts = _counted()
    return max(0.0, log(of / (counts.get(term, SELDOM) + 1)))


def weighted(counts: Mapping[str, float], *, most: int, least: float) -> list[tuple[str, float]]:
    """The weightiest terms with their weights, heaviest first: telling ones, and those said often; squares sum to 1."""
    weights = {term: (1 + log(count)) * telling(term) for term, count in counts.items() if telling(term) > least}
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most]
    length = sqrt(sum(weight * weight for _, weight in ranked))
    return [(term, weight / length) for term, weight in ranked]


def listed(reports: int, counts: Counter[str]) -> str:
    """The text of ``frequencies.txt``: the number of reports, then a line for each count and the words that have it."""
    by_count: dict[int, list[str]] = {}
    for word, count in counts.items():
        if count >= FEWEST:
            by_count.setdefault(count, []).append(word)
    rows = [f"{count} {' '.join(sorted(words))}\n" for count, words in sorted(by_count.items())]
    return f"{reports}\n{''.join(rows)}"


@cache
def _counted() -> tuple[int, dict[str, int]]:
    rows = (files("twosource.group") / FREQUENCIES).read_text(encoding="utf-8").splitlines()
    return int(rows[0]), dict(_read(rows[1:]))


def _read(rows: Iterable[str]) -> Iterable[tuple[str, int]]:
    for row in rows:
        count, *words = row.split()
        for word in words:
            yield word, int(count)
