"""Whether two accounts agree in what can be compared word by word; asked before one confirms the other.

In: the words of two accounts. Out: yes or no. They disagree when each of them has something of one sort that the other
lacks: a number, a magnitude or unit, a currency, a weekday, a month, a name; when one denies or doubts and the other
does not; when one has the opposite of the other's word; when two names that both have change places. What only one of
them tells is no disagreement. Whatever looks like a difference counts as one: here a confirmation is refused, nothing
is said to be contradicted (``compare.conflicts`` does that).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from twosource.lexicon.words import FUNCTION, listed

_SORTS = tuple(
    listed(words)
    for words in (
        "million billion trillion thousand hundred dozen",
        "mile miles kilometer kilometers kilometre kilometres km meter meters metre metres foot feet yard yards",
        "second seconds minute minutes hour hours day days week weeks month months year years decade decades",
        "pound pounds ton tons tonne tonnes kilogram kilograms kilo kilos gram grams ounce ounces",
        "monday tuesday wednesday thursday friday saturday sunday",
        "january february march april june july august september october november december",
        "morning noon afternoon evening night",
        "north south east west northern southern eastern western",
        "dollar dollars euro euros pounds yen yuan rouble roubles ruble rubles rupee rupees franc francs",
    )
)
_SMALL = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty
    """
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_NUMBER_WORDS = {word: str(value) for value, word in enumerate(_SMALL.split()) if word != "one"} | {
    word: str(10 * value) for value, word in enumerate(_TENS.split(), 3)
}
_OPPOSITES = tuple(
    (listed(one), listed(other))
    for one, other in (
        ("rose rises rise rising risen increased increase increases grew grow climbed jumped gained higher up more",
         "fell falls fall falling fallen decreased decrease decreases shrank dropped declined lower down fewer less"),
        ("approved approve approves backed back supported support supports endorsed agreed accepted",
         "rejected reject rejects opposed oppose opposes refused refuse declined blocked"),
        ("confirmed confirm confirms admitted acknowledged", "denied deny denies disputed"),
        ("won win wins winning victory", "lost lose loses losing defeat"),
        ("allowed allow allows permitted legal lawful", "banned ban bans forbidden prohibited illegal unlawful"),
        ("opened open opens reopened", "closed close closes shut"),
        ("arrested detained jailed", "released freed acquitted"),
        ("guilty convicted", "innocent acquitted cleared"),
        ("before", "after"),
        ("began begin begins started start starts", "ended end ends stopped stop stops finished"),
        ("arrived arrive arrives entered", "left leave leaves departed"),
        ("alive survived survivors", "dead died killed"),
        ("raised raise raises lifted", "cut cuts lowered"),
        ("inside indoors", "outside outdoors"),
        ("first earliest", "last latest"),
        ("largest biggest highest most", "smallest lowest least"),
        ("hired appointed", "fired dismissed sacked"),
        ("full", "empty"), ("safe", "unsafe dangerous"), ("possible", "impossible"), ("same", "different"),
        ("bought buy buys", "sold sell sells"), ("joined join joins", "quit quits"),
        ("succeeded success", "failed fail fails failure"), ("praised praise", "criticised criticized criticism"),
    )
)  # fmt: skip
_DENIES = re.compile(
    r"\b(?:not|never|nobody|none|nothing|neither|nor|without|cannot|no|den(?:y|ies|ied)|refus(?:e[sd]?|ing)|"
    r"fail(?:s|ed)? to)\b|n['’]t\b",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"\b(?:may|might|could|would|possibly|perhaps|probably|likely|reportedly|allegedly|apparently|appear(?:s|ed)? to|"
    r"seem(?:s|ed)? to|plan(?:s|ned|ning)? to|expected to|set to|about to|due to be|hop(?:es|ed|ing) to|tried to|"
    r"want(?:s|ed)? to|threaten(?:s|ed)? to)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[$£€¥%]|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SIGNS = frozenset("$£€¥%")
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")


def agree(one: str, other: str) -> bool:
    """Whether two accounts have nothing that speaks against their being of one thing."""
    if bool(_DENIES.search(one)) != bool(_DENIES.search(other)) or bool(_DOUBTS.search(one)) != bool(
        _DOUBTS.search(other)
    ):
        return False
    mine, theirs = _tokens(one), _tokens(other)
    sorts = (_numbers, _currencies, _names)
    if any(_each_has_its_own(sort(mine), sort(theirs)) for sort in sorts):
        return False
    first, second = (frozenset(token.casefold() for token in tokens) for tokens in (mine, theirs))
    if any(_each_has_its_own(first & sort, second & sort) for sort in _SORTS):
        return False
    if any(_opposed(first, second, *pair) for pair in _OPPOSITES):
        return False
    return not _exchanged(one, other, mine, theirs)


def _each_has_its_own(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one - other and other - one)


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_POSSESSIVE.sub("", token) for token in _TOKEN.findall(text))


def _numbers(tokens: Sequence[str]) -> frozenset[str]:
    found = (_NUMBER_WORDS.get(token.casefold(), token.replace(",", "")) for token in tokens)
    return frozenset(number for number in found if number[:1].isdigit())


def _currencies(tokens: Sequence[str]) -> frozenset[str]:
    return frozenset(tokens) & _SIGNS


def _names(tokens: Sequence[str]) -> frozenset[str]:
    """The capitalised words behind the first."""
    return frozenset(_name_list(tokens))


def _name_list(tokens: Sequence[str]) -> list[str]:
    return [
        token.casefold()
        for token in tokens[1:]
        if token[0].isupper() and token.casefold() not in FUNCTION and not any(token.casefold() in s for s in _SORTS)
    ]


def _opposed(one: frozenset[str], other: frozenset[str], this: frozenset[str], that: frozenset[str]) -> bool:
    """Whether one has a word and the other only its opposite."""
    up, down = bool(one & this) and not one & that, bool(one & that) and not one & this
    return (up and bool(other & that) and not other & this) or (down and bool(other & this) and not other & that)


def _exchanged(one: str, other: str, mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the first two names that both have stand the other way round, and no passive does it."""
    here, there = _order(mine), _order(theirs)
    shared = [name for name in here if name in there]
    swapped = len(shared) > 1 and there.index(shared[0]) > there.index(shared[1])
    return swapped and bool(_BY.search(one)) == bool(_BY.search(other))


def _order(tokens: Sequence[str]) -> list[str]:
    return list(
        dict.fromkeys(token.casefold() for token in tokens if token[:1].isupper() and token.casefold() not in FUNCTION)
    )
