"""What a number counts: money, shares, ages, measures, or the noun after it.

The noun is found without a grammar: the first plural among the few words after the number, made singular. Gets the
tokens of a sentence and the number; gives the unit and how many tokens directly after the number belong to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from twosource.annotate.quantities.lexicon import (
    CURRENCIES,
    HARMED,
    HARMING,
    IRREGULAR,
    MEASURES,
    NATIONAL,
    NO_NOUN,
    REACHING,
    STOPS,
    SYMBOLS,
)
from twosource.annotate.quantities.values import Number, Token, is_dash
from twosource.numbers import PEOPLE

NEARBY = 20
"""Words on either side that tell pounds of weight from pounds of money."""

LOOK = 5
"""Words after a number among which its noun is sought."""

FAR = 25
"""Words before a number among which a toll is told that it is of."""

OLDEST = 120
SHORTEST_PLURAL = 4


_WEIGHING = frozenset(
    {"kg", "kilo", "kilos", "kilogram", "kilograms", "weigh", "weighs", "weighed", "weighing", "weight"}
)
"""Words of a sentence in which pounds are no money."""


_COUNTRIES = frozenset({"US", "UK", "States"})
"""Written like other words ("us", "states"), but no nouns that are counted ("209,000 US customers")."""


class Unit(NamedTuple):
    """A unit, and the token after the last one that stands beside the number as part of it ("percent")."""

    name: str
    last: int


def singular(word: str) -> str:
    """The singular of a plural noun, in lower case; other words as they are."""
    low = word.lower()
    if low in IRREGULAR:
        return IRREGULAR[low]
    if low.endswith("ies"):
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "xes", "sses", "zzes", "oes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is")) else low


def unit_of(line: Sequence[Token], number: Number) -> Unit:
    """The unit of a number; "" if the text names none nearby."""
    before = line[number.first - 1] if number.first else None
    if _text(line, number.last + 1) in {"plus", "odd"} and is_dash(line[number.last]):
        number = number._replace(last=number.last + 2)
    if before and (before.kind == "symbol" or before.lower in SYMBOLS):
        return Unit(SYMBOLS[before.lower], number.last)
    for look in (_share, _age, _hyphened, _measure, _noun, _harmed, _toll):
        unit = look(line, number)
        if unit:
            return unit
    return Unit("", number.last)


def _text(line: Sequence[Token], at: int) -> str:
    return line[at].lower if 0 <= at < len(line) else ""


def _share(line: Sequence[Token], number: Number) -> Unit | None:
    at = number.last
    if at < len(line) and is_dash(line[at]):
        at += 1
    first, second = _text(line, at), _text(line, at + 1)
    if first == "percentage" and second in {"point", "points"}:
        return Unit("percentage point", at + 2)
    if first == "per" and second == "cent":
        return Unit("%", at + 2)
    return Unit("%", at + 1) if MEASURES.get(first) == "%" else None


def _age(line: Sequence[Token], number: Number) -> Unit | None:
    """49-year-old, 49 years old, aged 49, and the bare age between commas after a name."""
    if number.scaled or number.value > OLDEST:
        return None
    words = [token for token in line[number.last : number.last + 5] if not is_dash(token)]
    if len(words) > 1 and words[0].lower in {"year", "years"} and words[1].lower in {"old", "olds"}:
        return Unit("year-old", line.index(words[1], number.last) + 1)
    before = _text(line, number.first - 1)
    if before in {"aged", "age"}:
        return Unit("year-old", number.last)
    named = number.first > 1 and line[number.first - 2].text[:1].isupper()
    if number.digits and named and before in {",", "("} and _text(line, number.last) in {",", ")", "."}:
        return Unit("year-old", number.last)
    return None


def _hyphened(line: Sequence[Token], number: Number) -> Unit | None:
    """25-member, three-judge, 10-mile."""
    at = number.last
    if at + 1 >= len(line) or not is_dash(line[at]) or not line[at].glued or not line[at + 1].glued:
        return None
    word = line[at + 1].lower
    if line[at + 1].kind != "word" or word in STOPS or line[at].text in "–—":
        return None
    return Unit(MEASURES.get(singular(word), singular(word)), at + 2)


def _measure(line: Sequence[Token], number: Number) -> Unit | None:
    at, words = number.last, (_text(line, number.last), _text(line, number.last + 1))
    if words[0] in {"square", "cubic", "nautical"} and singular(words[1]) in MEASURES:
        return Unit(f"{words[0]} {MEASURES[singular(words[1])]}", at + 2)
    for word in (words[0], singular(words[0])):
        if word in MEASURES and (len(word) > 1 or line[at].glued):
            return Unit(MEASURES[word], at + 1)
    return None


def _noun(line: Sequence[Token], number: Number) -> Unit | None:
    """The first plural among the words after the number ("25 Republican lawmakers"), or the first word for people."""
    at = number.last
    if number.value == 1 and not number.digits:
        return _single(line, number)
    if _text(line, at) == "or" and _text(line, at + 1) in {"more", "so", "fewer", "less"}:
        at += 2
    if _text(line, at) == "of":
        at += 2 if _text(line, at + 1) in {"the", "those", "these", "his", "her", "their", "its", "our"} else 1
    words = 0
    for here in range(at, len(line)):
        token = line[here]
        if _inside(line, here):
            continue
        words += 1
        if token.text in _COUNTRIES:
            continue
        if token.kind != "word" or token.lower in STOPS or words > LOOK:
            return None
        if is_plural(token.lower):
            return _counted(line, number, here)
    return None


def _inside(line: Sequence[Token], at: int) -> bool:
    """Whether a mark stands inside a word: the hyphen of "night-shift", the points of "U.S."."""
    token, after = line[at], line[at + 1] if at + 1 < len(line) else None
    if not token.glued or token.kind == "word":
        return False
    if is_dash(token):
        return after is not None and after.glued and after.kind == "word"
    initial = line[at - 1].text
    return token.text == "." and len(initial) == 1 and initial.isupper()


def _single(line: Sequence[Token], number: Number) -> Unit | None:
    """One woman, one police officer, one mile; not "one of them", "one day", "one thing"."""
    for here in range(number.last, min(number.last + 2, len(line))):
        name = line[here].lower
        if name in STOPS or line[here].kind != "word":
            return None
        if name in PEOPLE or name in MEASURES or name in IRREGULAR:
            return _counted(line, number, here)
    return None


def _counted(line: Sequence[Token], number: Number, at: int) -> Unit:
    name = singular(line[at].text)
    following = _text(line, at + 1)
    if name in {"police", "woman", "man", "staff", "crew", "aircraft"} and (
        is_plural(following) or following in PEOPLE
    ):
        name = singular(following)
    code = CURRENCIES.get(name)
    if code:
        if name == "pound" and _WEIGHING.intersection(t.lower for t in line[max(0, at - NEARBY) : at + NEARBY]):
            return Unit("lb", at + 1)
        national = [line[i].lower for i in range(number.last, at)]
        code = next((NATIONAL[word, code] for word in national if (word, code) in NATIONAL), code)
        return Unit(code, at + 1)
    name = MEASURES.get(name, name)
    return Unit(name, at + 1 if at == number.last and name in MEASURES.values() else number.last)


def is_plural(word: str) -> bool:
    """Whether a word in lower case looks like the plural of a noun."""
    if word in IRREGULAR:
        return word not in HARMED
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
    return plural and len(word) >= SHORTEST_PLURAL and word not in NO_NOUN


def _harmed(line: Sequence[Token], number: Number) -> Unit | None:
    """27 injured, killing 17, the death toll rose to 17, thousands gathered: people, though no noun says so."""
    at = number.last
    while _text(line, at) in {"were", "was", "are", "is", "have", "has", "been", "being", "also", "others", "more"}:
        at += 1
    if _text(line, at) in HARMED:
        return Unit("people", number.last)
    nearby = [token.lower for token in line[max(0, number.first - LOOK - 1) : number.first]]
    acting = number.vague and _text(line, at).endswith(("ed", "ing"))
    if acting:
        return Unit("people", number.last)
    return Unit("people", number.last) if _alone(line, at) and HARMING.intersection(nearby) else None


def _toll(line: Sequence[Token], number: Number) -> Unit | None:
    """The death toll of the fire in the old port has risen to 17, the number of people killed reached at least 17."""
    before = line[max(0, number.first - FAR) : number.first]
    words = [token.lower for token in before]
    last = max((at for at, token in enumerate(before) if token.kind == "number"), default=-1)
    words = words[last + 1 :]
    if not _alone(line, number.last) or not REACHING.intersection(words[-LOOK:]):
        return None
    number_of = any(a == "number" and b == "of" for a, b in pairwise(words)) and HARMED.intersection(words)
    return Unit("people", number.last) if "toll" in words or number_of else None


def _alone(line: Sequence[Token], at: int) -> bool:
    """Whether no noun can follow: a mark, the end, or a word such as "and"."""
    return at >= len(line) or line[at].kind != "word" or line[at].lower in STOPS
