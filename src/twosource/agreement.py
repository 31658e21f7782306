"""Whether two accounts agree in what can be compared word by word; asked before one confirms the other.

In: the words of two accounts. Out: yes or no. They disagree when each of them has something of one sort that the other
lacks: a number, a magnitude, a currency, a weekday, a month, a name; when one number has different units; when one
denies or doubts and the other does not; when one has the opposite of the other's word; when two names that both have
change places. What only one of them tells is no disagreement, nor is more or less of one name ("Chancellor Ada Holm",
"Ms Holm"). Whatever looks like a difference counts as one: here a confirmation is refused, nothing
is said to be contradicted (``compare.conflicts`` does that).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from twosource.lexicon import clocks
from twosource.lexicon.words import CALENDAR, FUNCTION, NUMBER_WORDS, listed, ordinary

ROUNDED, ROUNDED_FROM = 0.01, 100
"""Numbers of three digits and more that differ by less than this share may be one number, rounded."""

STEM = 5
"""Letters with which two words of names begin that are one."""

_SORTS = tuple(
    listed(words)
    for words in (
        "million billion trillion thousand hundred dozen",
        "monday tuesday wednesday thursday friday saturday sunday",
        "january february march april may-the-month june july august september october november december",
        "morning noon afternoon night",
        "dollar dollars euro euros pounds yen yuan rouble roubles ruble rubles rupee rupees franc francs",
    )
)
_UNITS = {
    unit: group[0]
    for group in (
        ("mile", "miles"), ("kilometre", "kilometres", "kilometer", "kilometers", "km"), ("foot", "feet"),
        ("metre", "metres", "meter", "meters"), ("yard", "yards"), ("second", "seconds"), ("minute", "minutes"),
        ("hour", "hours"), ("day", "days"), ("week", "weeks"), ("month", "months"), ("year", "years"),
        ("decade", "decades"), ("pound", "pounds"), ("ton", "tons", "tonne", "tonnes"), ("ounce", "ounces"),
        ("kilogram", "kilograms", "kilo", "kilos", "kg"), ("gram", "grams"),
    )
    for unit in group
}  # fmt: skip
"""Spellings of a unit; tons and tonnes are mixed up too often to tell them apart."""
_NUMBER_WORDS = {word: str(value) for word, value in NUMBER_WORDS.items() if word != "one"}
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
        ("including include includes included", "excluding exclude excludes excluded"),
        ("current", "former"), ("full", "empty"), ("safe", "unsafe dangerous"),
        ("possible", "impossible"), ("same", "different"),
        ("bought buy buys", "sold sell sells"), ("joined join joins", "quit quits"),
        ("succeeded success", "failed fail fails failure"), ("praised praise", "criticised criticized criticism"),
    )
)  # fmt: skip
_DENIES = re.compile(
    r"\b(?:not|never|nobody|none|nothing|neither|nor|cannot|no(?!\.)|den(?:y|ies|ied)|refus(?:e[sd]?|ing)|"
    r"fail(?:s|ed)? to)\b|n['’]t\b",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"\b(?:(?-i:may)|might|could|would|possibly|perhaps|probably|likely|reportedly|allegedly|apparently|"
    r"appear(?:s|ed)? to|"
    r"seem(?:s|ed)? to|plan(?:s|ned|ning)? to|expected to|set to|about to|due to be|hop(?:es|ed|ing) to|tried to|"
    r"want(?:s|ed)? to|threaten(?:s|ed)? to)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\d\d?:\d\d(?:am|pm)?(?![^\W_])|\d+(?:[.,]\d+)*|[$£€¥%]|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SIGNS = frozenset("$£€¥%")
_POWERS = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_PREPOSITIONS = listed("at in on off near from to into onto of over outside inside around through with for along")
_COMPASS = listed("north south east west northern southern eastern western")
_SPELT_OUT = {"U.S.": "United States", "U.N.": "United Nations", "U.K.": "United Kingdom", "E.U.": "European Union"}
_TITLES = listed(
    "mr mrs ms miss dr sir gov sen rep gen col lt sgt capt prof president minister secretary justice judge mayor chief "
    "captain king queen prince princess senator congressman governor"
)
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")


def agree(one: str, other: str, *, names: bool = True) -> bool:
    """Whether two accounts have nothing that speaks against their being of one thing. Without ``names`` it is not asked
    whether each has a name that the other lacks.
    """
    if bool(_DENIES.search(one)) != bool(_DENIES.search(other)) or bool(_DOUBTS.search(one)) != bool(
        _DOUBTS.search(other)
    ):
        return False
    mine, theirs = _tokens(one), _tokens(other)
    if _numbers_differ(mine, theirs) or (names and _names_differ(mine, theirs)):
        return False
    if _each_has_its_own(_currencies(mine), _currencies(theirs)):
        return False
    first, second = (frozenset(map(_folded, tokens)) for tokens in (mine, theirs))
    if any(_each_has_its_own(first & sort, second & sort) for sort in _SORTS):
        return False
    if any(True for _ in opposites(one, other)) or _sides_differ(mine, theirs):
        return False
    return not _exchanged(one, other, mine, theirs)


def _folded(word: str) -> str:
    return "may-the-month" if word == "May" else word.casefold()


def _each_has_its_own(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one - other and other - one)


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    for short, full in _SPELT_OUT.items():
        text = text.replace(short, full)
    return tuple(_POSSESSIVE.sub("", token) for token in _TOKEN.findall(clocks.spelt(text)))


def _currencies(tokens: Sequence[str]) -> frozenset[str]:
    return frozenset(tokens) & _SIGNS


# --- numbers ---------------------------------------------------------------------------------------------------------


def _numbers_differ(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether each account has a number that the other does not even have rounded, or both have one of other units."""
    here, there = _numbers(mine), _numbers(theirs)
    if any(here[number] and there[number] and here[number] != there[number] for number in here.keys() & there.keys()):
        return True
    return all(
        any(not any(_near(number, other) for other in those) for number in these)
        for these, those in ((here, there), (there, here))
    )


def _numbers(tokens: Sequence[str]) -> dict[str, str]:
    """Number -> its unit, of those that are commonly mixed up; empty if it has none of them."""
    found: dict[str, str] = {}
    at = 0
    while at < len(tokens):
        number = _NUMBER_WORDS.get(tokens[at].casefold(), tokens[at].replace(",", ""))
        at += 1
        if not number[:1].isdigit():
            continue
        if at < len(tokens) and tokens[at].casefold() in _POWERS:
            number = f"{float(number) * _POWERS[tokens[at].casefold()]:.15g}" if _is_number(number) else number
            at += 1
        unit = _UNITS.get(tokens[at].casefold(), "") if at < len(tokens) else ""
        found[number] = found.get(number) or unit
    return found


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:  # a date or a score: 1.3.2031
        return False
    return True


def _near(one: str, other: str) -> bool:
    """Whether one number may be the other: rounded to its third or fourth digit, or a time of day told otherwise."""
    if clocks.is_time(one) or clocks.is_time(other):
        return clocks.same(one, other)
    if one == other or not (_is_number(one) and _is_number(other)):
        return one == other
    a, b = float(one), float(other)
    return abs(a - b) <= ROUNDED * max(a, b) and max(a, b) >= ROUNDED_FROM


# --- names -----------------------------------------------------------------------------------------------------------


def _names_differ(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether each account has a name of which no word is in the other."""
    words = [frozenset(token.casefold() for token in tokens) for tokens in (mine, theirs)]
    runs = _names(mine), _names(theirs)
    return all(
        any(not any(_of_one_stem(word, other) for word in run for other in those) for run in these)
        for these, those in ((runs[0], words[1]), (runs[1], words[0]))
    )


def _names(tokens: Sequence[str]) -> list[list[str]]:
    """The capitalised words that stand side by side, without ordinary ones ("Judge") if there are others; the first
    word of all, which anything may be, only with another.
    """
    names = [[tokens[at].casefold() for at in run] for run in _runs(tokens) if run != [0]]
    return [[word for word in name if word not in ordinary()] or name for name in names]


def _runs(tokens: Sequence[str]) -> list[list[int]]:
    """Where capitalised words stand side by side: no days, which stand anywhere, and no titles."""
    runs: list[list[int]] = []
    for at, token in enumerate(tokens):
        word = token.casefold()
        if not token[0].isupper() or word in FUNCTION or word in CALENDAR or word in _TITLES:
            continue
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _of_one_stem(one: str, other: str) -> bool:
    """Whether two words of names are one, or a country and its people ("Norland", "Norlanders")."""
    return one == other or (len(one) >= STEM and len(other) >= STEM and one[:STEM] == other[:STEM])


def _sides_differ(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the accounts tell of different sides of one thing ("northern Tarn Head", "southern Tarn Head")."""
    here, there = (
        {b.casefold(): a.casefold() for a, b in pairwise(tokens) if a.casefold() in _COMPASS}
        for tokens in (mine, theirs)
    )
    return any(here[what] != there[what] for what in here.keys() & there.keys())


def opposites(one: str, other: str) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """The words (folded) of which one account has some and the other only their opposites: for each pair those of the
    one, and those of the other.
    """
    first, second = (frozenset(token.casefold() for token in _tokens(text)) for text in (one, other))
    for this, that in _OPPOSITES:
        if _opposed(first, second, this, that):
            yield (first & this or first & that), (second & this or second & that)


def _opposed(one: frozenset[str], other: frozenset[str], this: frozenset[str], that: frozenset[str]) -> bool:
    """Whether one has a word and the other only its opposite."""
    up, down = bool(one & this) and not one & that, bool(one & that) and not one & this
    return (up and bool(other & that) and not other & this) or (down and bool(other & this) and not other & that)


def _exchanged(one: str, other: str, mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the first two names that both have stand the other way round, and no passive does it."""
    here, there = _firsts(mine, theirs), _firsts(theirs, mine)
    swapped = len(here) > 1 and set(here[:2]) <= set(there) and there.index(here[0]) > there.index(here[1])
    return swapped and bool(_BY.search(one)) == bool(_BY.search(other))


def _is_place(tokens: Sequence[str], at: int) -> bool:
    """Whether a name stands behind a preposition, and may stand anywhere ("off Tarn Head the ferry ran aground")."""
    before = [token.casefold() for token in tokens[max(0, at - 2) : at]]
    return bool(before) and before[-1 - (before[-1] == "the" and len(before) > 1)] in _PREPOSITIONS


def _firsts(tokens: Sequence[str], others: Sequence[str]) -> list[str]:
    """For each name that the other account has as well, and that tells who did what to whom, the first word of it that
    both have, in their order.
    """
    shared = {token.casefold() for token in others if token[:1].isupper()}
    names = ([tokens[at].casefold() for at in run] for run in _runs(tokens) if not _is_place(tokens, run[0]))
    return list(dict.fromkeys(next(word for word in name if word in shared) for name in names if shared & {*name}))
