"""Quantities: the numbers of an article that count or measure something, with unit and precision.

In: an article and its sentences. Out: :class:`Quantity` records in text order, disjoint; headlines included. ``unit``
is an ISO 4217 code for money ("USD"), "%" for shares, the singular of the counted noun ("passenger"; "people" for
people in general, also in "27 injured"), a measure ("km", "mile"), "year-old" for ages, or "" where the text names
none nearby. ``precision`` tells "nearly 25" (about), "more than 25" (at-least) and "up to 25" (at-most) apart; a range
("25-30", "between 3 and 5") has an ``upper`` end, and so have "dozens" and "thousands", for what they can mean.
The span holds the number with what qualifies it and a unit beside it: "more than $2.5 billion".

Left out: what belongs to a time expression, ordinals, fractions and odds ("two-thirds", "one in five"), scores and
votes ("3-2"), labels ("Article 5", "Flight 370", "No. 3"), versions, telephone and house numbers, decades; "one"
unless it counts people or a measure; bare numbers that may be years.

Values: ``quantities.values``; units: ``quantities.units``; comparing them: ``twosource.numbers``. Each number reads a
bounded stretch of text: linear in the length of the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from twosource.annotate.quantities.lexicon import FRACTIONS, LABELS, QUALIFIER, QUALIFIERS, STOPS, STREETS, SYMBOLS
from twosource.annotate.quantities.units import Unit, unit_of
from twosource.annotate.quantities.values import EXACT, Number, Token, is_dash, number_at, tokens
from twosource.annotate.times import find as find_times
from twosource.model import Article, Precision, Quantity, Sentence, Time

REACH = 30
"""Characters before a number in which a word that qualifies it is sought."""

WIDEST = 20
"""A range's upper end is at most so many times its lower one: "5 to 400" is no range."""

YEARS = range(1000, 2101)
FOUR = 4

_OR_MORE: dict[tuple[str, str], Precision] = {
    ("or", "more"): "at-least",
    ("or", "so"): "about",
    ("or", "fewer"): "at-most",
    ("or", "less"): "at-most",
}


def find(
    article: Article, sentences: Sequence[Sentence], *, dated: Sequence[Time] | None = None
) -> tuple[Quantity, ...]:
    """The quantities of an article; see the module's docstring. ``dated``: its times, if they are known already."""
    if dated is None:
        dated = find_times(article, sentences)
    starts = [time.start for time in dated]
    found: list[Quantity] = []
    for sentence in sentences:
        for quantity in _quantities(article.text, sentence):
            near = bisect_left(starts, quantity.end)
            if near and dated[near - 1].end > quantity.start:
                continue
            found.append(quantity)
    return tuple(found)


def _quantities(text: str, sentence: Sentence) -> Iterator[Quantity]:
    line = tokens(text, sentence.span)
    at = 0
    free = sentence.start
    while at < len(line):
        number = number_at(line, at)
        if number is None:
            at += 1
            continue
        ranged = _range(line, number)
        end = _left_out(line, ranged or number)
        if end:
            at = end
            continue
        number = ranged or number
        unit = unit_of(line, number)
        at = max(number.last, unit.last)
        if _counts(line, number, unit):
            quantity = _quantity(text, line, number, unit, free)
            free = quantity.end
            yield quantity


def _quantity(text: str, line: Sequence[Token], number: Number, unit: Unit, free: int) -> Quantity:
    """The record; nothing before ``free`` belongs to it."""
    first = number.first - _prefixed(line, number.first)
    start, end = line[first].start, line[max(number.last, unit.last) - 1].end
    precision: Precision = "about" if number.vague else "exact"
    qualified = QUALIFIER.search(text, max(free, start - REACH), start)
    if qualified:
        start, precision = qualified.start(1), QUALIFIERS[qualified[1].lower()]
    after = tuple(token.lower for token in line[number.last : number.last + 2])
    if after in _OR_MORE:
        precision, end = _OR_MORE[after], max(end, line[number.last + 1].end)
    elif after[:1] == ("+",) or after[1:] == ("plus",):
        precision = "at-least"
    return Quantity(start=start, end=end, value=number.value, upper=number.upper, unit=unit.name, precision=precision)


def _prefixed(line: Sequence[Token], at: int) -> bool:
    """Whether the token before is a currency."""
    return at > 0 and (line[at - 1].kind == "symbol" or (line[at - 1].lower in SYMBOLS and line[at].kind == "number"))


def _range(line: Sequence[Token], number: Number) -> Number | None:
    """The number as the lower end of a range, if it is one: "25-30", "25 to 30", "between 3 and 5"."""
    before = (
        line[number.first - 1 - _prefixed(line, number.first)].lower
        if number.first > _prefixed(line, number.first)
        else ""
    )
    joint = line[number.last] if number.last < len(line) else None
    if joint is None or number.vague:
        return None
    joined = (
        is_dash(joint) or (joint.lower == "to" and before != "from") or (joint.lower == "and" and before == "between")
    )
    at = number.last + 1
    if at < len(line) and line[at].kind == "symbol":
        at += 1
    upper = number_at(line, at) if joined and at < len(line) else None
    if upper is None or upper.vague or (is_dash(joint) and upper.digits != number.digits):
        return None
    low = number.value
    if upper.scaled and not number.scaled and upper.value > low:
        scale = upper.value / float(_plain(line, upper))
        low = round(low * scale, EXACT)
    if not low < upper.value <= WIDEST * low:
        return None
    return number._replace(value=low, upper=upper.value, last=upper.last, scaled=upper.scaled)


def _plain(line: Sequence[Token], number: Number) -> float:
    """A number without its scale."""
    alone = number_at([line[number.first]], 0)
    return alone.value if alone and alone.value else 1.0


def _left_out(line: Sequence[Token], number: Number) -> int | None:
    """The token at which to go on if the number counts nothing: a score, odds, a fraction, a label, a version."""
    first, last = line[number.first], number.last
    after = line[last] if last < len(line) else None
    following = line[last + 1] if last + 1 < len(line) else None
    if number.digits and (_stuck(line, number.first) or (after and _sticks(line, last, number))):
        return last
    if after and is_dash(after) and following and (following.kind == "number" or _manner(following)):
        return last + 2
    if after and is_dash(after) and following and following.lower == "to":
        return min(last + 4, len(line))
    if after and after.lower in {"in", "out"} and _odds(line, last):
        return last + 3
    if after and (after.lower in FRACTIONS or (is_dash(after) and following and following.lower in FRACTIONS)):
        return last + 1
    if after and number.digits and _address(line, last):
        return last
    if after and number.digits and after.text in {".", ")"} and _numbering(line, number.first):
        return last
    return last if _labelled(line, number) and first.kind == "number" else None


def _numbering(line: Sequence[Token], at: int) -> bool:
    """Whether the number begins a line or an item of a list ("3. The council"), and is no sentence's last word."""
    return at == 0 or line[at - 1].text in {";", ":", "("}


def _manner(after: Token) -> bool:
    """Whether a hyphened word makes a manner of a number: "two-pronged", "one-time", "two-way"."""
    return after.glued and (after.lower.endswith("ed") or after.lower in {"time", "way", "off", "fold", "tier", "part"})


def _stuck(line: Sequence[Token], at: int) -> bool:
    """Whether digits hang on what stands before them: "F-16", "G20", "#5", "5:10", "1.2.3"."""
    token = line[at]
    if at == 0 or not token.glued:
        return False
    before = line[at - 1]
    if before.kind == "word" or before.text in {":", "/", ".", "#", "@", "_", "'", "’", "&"}:
        return before.lower not in SYMBOLS
    return is_dash(before) and before.glued


def _sticks(line: Sequence[Token], at: int, number: Number) -> bool:
    """Whether digits go on into something else: "25th", "1990s", "5G", "5:10", "1.2.3", "24/7"."""
    after = line[at]
    if not after.glued:
        return False
    if after.kind == "word":
        return not number.scaled and unit_of(line, number).last == number.last
    digit_next = at + 1 < len(line) and line[at + 1].kind == "number" and line[at + 1].glued
    return after.text in {":", "/", ".", ",", "'"} and digit_next


def _odds(line: Sequence[Token], at: int) -> bool:
    """Whether "in five", "out of five" follows, and no measure or year."""
    ahead = at + (2 if line[at].lower == "out" else 1)
    if line[at].lower == "out" and (at + 1 >= len(line) or line[at + 1].lower != "of"):
        return False
    number = number_at(line, ahead) if ahead < len(line) else None
    return number is not None and not number.vague and int(number.value) not in YEARS


def _address(line: Sequence[Token], at: int) -> bool:
    """Whether the name of a street follows ("10 Harbour Street")."""
    for token in line[at : at + 4]:
        if not token.text[:1].isupper():
            return False
        if token.lower in STREETS:
            return token is not line[at]
    return False


def _labelled(line: Sequence[Token], number: Number) -> bool:
    """Whether the number is the name of something: "Article 5", "No. 3", "Brant 500"."""
    if number.first == 0 or number.scaled or _prefixed(line, number.first):
        return False
    before = line[number.first - 1]
    if before.text == "." and number.first > 1:
        before = line[number.first - 2]
        return before.lower in LABELS
    if before.lower in LABELS and (before.text[0].isupper() or before.lower not in {"under", "top", "order", "line"}):
        return True
    named = before.kind == "word" and before.text[0].isupper() and number.first > 1 and before.lower not in STOPS
    return named and not unit_of(line, number).name and not QUALIFIER.search(before.text + " ")


def _counts(line: Sequence[Token], number: Number, unit: Unit) -> bool:
    """Whether the number is a quantity: not "one" of no noun, not what may be a year."""
    if number.vague:
        return bool(unit.name) or number.last >= len(line) or line[number.last].kind != "word"
    alone = number.last == number.first + 1
    if alone and not number.digits and number.value <= 1:
        return bool(unit.name) and number.value == 1
    plain = number.digits and alone and len(line[number.first].text) == FOUR
    return not (plain and int(number.value) in YEARS and not unit.name)
