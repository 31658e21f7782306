"""Conflicts: one slot of a claim for which the reports give different values.

In: the articles, their readings and entities, and the claims of the story (their evidence; a standing is not needed).
Out: conflicts with the values side by side, never resolved. Slots:

``count``, ``amount``   one number with its unit in each of two passages ("27 people", "$3 million").
``time``                one date in each of two passages.
``person``              one name written in two ways ("Jo Reed", "Jo Read").
``polarity``            one passage says, another says not, in nearly the same words.

Two passages are compared only if they stand in different articles, belong to one claim and have words in common around
the value. Kinds: ``rounding`` (both can hold: "nearly 25" and 24, "in May" and 3 May, two spellings), ``update``
(a later report has the larger toll, or says that it rose), ``scope`` (the words beside the number count something
else: "additional", "in total"), ``contradiction`` (both exact, and neither of these).

What this does not do: values of different nouns (killed, injured) are different slots and never meet; it does not find
differences that only understanding shows (why, how, by whom). Precision comes before coverage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from twosource import likeness, numbers
from twosource.model import (
    Article,
    Claim,
    Conflict,
    ConflictKind,
    Entity,
    Evidence,
    Quantity,
    Reading,
    Slot,
    Time,
    Value,
)
from twosource.text import make_id, overlap, squash

ALIKE = 0.3
"""Share of the shorter passage's telling words that two passages must have in common for their values to be compared
(training stories with annotated claims: below it, most pairs of numbers count different things)."""

ALIKE_BESIDE = 0.25
"""The same share of the words beside two numbers that are to contradict one another."""

NEARLY_THE_SAME = 0.6
"""Share of all telling words of two passages that both have, for a difference of polarity: a single "not" anywhere in
a passage would feign one. For dates, ``SAME_EVENT`` of them."""

SAME_EVENT = 0.2
SAME_DAY = 0.4
"""... and these, if they name days: reports of one event name several days."""

NEAR = 1.5
"""Ratio beyond which two numbers are one slot's only if the words beside them are ``ALIKE_FAR``."""
ALIKE_FAR = 0.5

AGE = "year-old"
"""Left out: two ages in alike passages are mostly those of two people. So are numbers without a unit."""

FAR = 3.0
"""Ratio beyond which two numbers are hardly values of one slot; tolls that grow faster are told apart by dates."""

VALUES = 12
"""Values listed in one conflict: more are not read."""

_SCOPE = re.compile(
    r"\b(?:additional|another|total|in all|combined|each|per|at first|initially|so far|alone|including|excluding|"
    r"other|extra|further|remaining|annual|annually|a year|first|up to|average)\b",
    re.IGNORECASE,
)
_ROSE = re.compile(
    r"\b(?:rose|risen|rises|climb(?:ed|s)?|increased|grew|updated|now|has since|jumped)\b", re.IGNORECASE
)
_TOLL = re.compile(
    r"\b(?:dead|died|dies|killed|kills|injur\w+|wounded|hurt|missing|arrest\w+|death toll|toll|casualties|victims?|"
    r"evacuated|displaced|hospitali[sz]ed|infected|cases)\b",
    re.IGNORECASE,
)
_SPOKE = re.compile(
    r"(?:said|says|told \w+|tweeted|wrote|announced|reported|statement|interview|spoke|according)\b", re.IGNORECASE
)
_DAY = re.compile(r"[A-Z][a-z]+day")
_FLOATING = re.compile(r"yesterday|today(?:['’]s)?|tomorrow|tonight|now", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:do|does|did|is|are|was|were|be|been|has|have|had|will|would|could|can|should|may|might|must)\s+(?:not|never)\b"
    r"|\bcannot\b|\bnever\b|n['’]t\b",
    re.IGNORECASE,
)
_ANY_NOT = re.compile(
    r"\b(?:not|never|no|nor|none|cannot|without|fail\w*|refus\w+|den(?:y|ie\w*))\b|n['’]t\b", re.IGNORECASE
)
_FATES = (
    re.compile(r"\b(?:dead|died|dies|killed|kills|deaths?|fatalit\w+)\b", re.IGNORECASE),
    re.compile(r"\b(?:injur\w+|wounded|hurt)\b", re.IGNORECASE),
    re.compile(r"\bmissing\b", re.IGNORECASE),
    re.compile(r"\b(?:arrest\w+|detain\w+)\b", re.IGNORECASE),
)
BESIDE = 40
"""Characters on either side of a value that say what it counts."""


class _Said(NamedTuple):
    """A value of a slot in one passage."""

    slot: Slot
    unit: str
    value: Value
    number: Quantity | None = None
    beside: str = ""


class _Sight(NamedTuple):
    """What the comparison knows of the story."""

    articles: Mapping[str, Article]
    readings: Mapping[str, Reading]


def find(
    articles: Sequence[Article], readings: Sequence[Reading], entities: Sequence[Entity], claims: Sequence[Claim]
) -> tuple[Conflict, ...]:
    """All conflicts, in the order of the claims."""
    sight = _Sight({article.id: article for article in articles}, {reading.article: reading for reading in readings})
    in_doubt = [entity for entity in entities if _spelt_in_two_ways(entity)]
    found: list[Conflict] = []
    seen: set[Value] = set()
    for claim in claims:
        if len({item.article for item in claim.evidence}) < 2:  # noqa: PLR2004 - a difference needs two
            continue
        of_claim = [*_numbers_and_times(claim, sight), *_polarity(claim), *_spellings(claim, in_doubt)]
        for conflict in of_claim:
            if len({value.article for value in conflict.values if value not in seen}) > 1:
                seen.update(conflict.values)
                found.append(conflict)
    return tuple(found)


# --- numbers and times -----------------------------------------------------------------------------------------------


def _numbers_and_times(claim: Claim, sight: _Sight) -> list[Conflict]:
    """One conflict for each slot on which two passages of the claim differ."""
    said = {item: _values(item, sight) for item in claim.evidence}
    slots = sorted({(value.slot, value.unit) for values in said.values() for value in values})
    found: list[Conflict] = []
    for slot, unit in slots:
        kinds: dict[ConflictKind, set[Value]] = {}
        for one, other in combinations(claim.evidence, 2):
            a, b = _only(said[one], slot, unit), _only(said[other], slot, unit)
            if a is None or b is None or one.article == other.article or likeness.alike(one.text, other.text) < ALIKE:
                continue
            if slot == "time" and not _one_event(one, other, a, said):
                continue
            if _given_by(one.article, b, said) or _given_by(other.article, a, said):
                continue
            kind = _kind(a, b, sight)
            if kind:
                kinds.setdefault(kind, set()).update({a.value, b.value})
        if kinds:
            worst = min(kinds, key=("contradiction", "update", "scope", "rounding").index)
            found.append(_conflict(claim, slot, worst, set().union(*kinds.values())))
    return found


def _given_by(article: str, value: _Said, said: Mapping[Evidence, Sequence[_Said]]) -> bool:
    """Whether a report gives the claim this value too, beside another: then it tells two things apart."""
    here = (v for item, values in said.items() if item.article == article for v in values)
    return any((v.slot, v.value.value) == (value.slot, value.value.value) for v in here)


def _one_event(one: Evidence, other: Evidence, date: _Said, said: Mapping[Evidence, Sequence[_Said]]) -> bool:
    """Whether the dates of two passages date the same thing: both reports give the claim one date only, and the
    passages are alike throughout, the more so for days.
    """
    for article in (one.article, other.article):
        dates = {
            v.value.value for item, values in said.items() if item.article == article for v in values if not v.unit
        }
        if len(dates) > 1:
            return False
    least = SAME_DAY if len(date.value.value) == len("2031-05-03") else SAME_EVENT
    return likeness.shared(one.text, other.text) >= least


def _values(item: Evidence, sight: _Sight) -> list[_Said]:
    """The numbers and dates in a passage."""
    article, reading = sight.articles.get(item.article), sight.readings.get(item.article)
    if article is None or reading is None:
        return []
    times = [
        time
        for time in reading.times
        if item.start <= time.start and time.end <= item.end and not _dates_the_telling(time, article.text)
    ]
    counted = [
        number
        for number in reading.quantities
        if item.start <= number.start
        and number.end <= item.end
        and number.unit not in {"", AGE}
        and not any(overlap(number, time) for time in times)
    ]
    return [_number(number, article) for number in counted] + [_time(time, article) for time in times]


def _dates_the_telling(time: Time, text: str) -> bool:
    """Whether a time says when somebody spoke ("said on Monday"), or counts from a day that is not the report's."""
    return bool(
        _SPOKE.search(text[max(0, time.start - BESIDE // 2) : time.start])
        or _SPOKE.match(text[time.end : time.end + BESIDE // 2].lstrip(" ,"))
        or _FLOATING.fullmatch(text[time.start : time.end])
    )


def _number(number: Quantity, article: Article) -> _Said:
    beside = article.text[max(0, number.start - BESIDE) : number.end + BESIDE]
    slot: Slot = "amount" if number.unit.isupper() and len(number.unit) == 3 else "count"  # noqa: PLR2004 - ISO 4217
    fate = next((pattern.pattern for pattern in _FATES if pattern.search(beside)), "")
    read = f"{number.value:,.15g}" + (f"–{number.upper:,.15g}" if number.upper is not None else "")
    qualified = {"exact": "", "about": "about ", "at-least": "at least ", "at-most": "at most "}[number.precision]
    value = _value(article, number.start, number.end, f"{qualified}{read} {number.unit}".strip())
    unit = "people" if fate and number.unit in numbers.PEOPLE else number.unit
    return _Said(slot, f"{unit} {fate}", value, number, beside)


def _time(time: Time, article: Article) -> _Said:
    return _Said("time", "", _value(article, time.start, time.end, time.value))


def _value(article: Article, start: int, end: int, value: str) -> Value:
    return Value(article=article.id, start=start, end=end, text=article.text[start:end], value=value)


def _only(values: Iterable[_Said], slot: Slot, unit: str) -> _Said | None:
    """The one value of a slot; None if there are several, for then it is open which of them is meant."""
    found = [value for value in values if value.slot == slot and value.unit == unit]
    return found[0] if len({value.value.value for value in found}) == 1 and (unit.strip() or slot == "time") else None


def _kind(a: _Said, b: _Said, sight: _Sight) -> ConflictKind | None:
    """How two values differ; None if they are the same or cannot be compared."""
    if a.number is None or b.number is None:
        same_day = _DAY.findall(a.value.text) == _DAY.findall(b.value.text) != []
        return None if same_day else _times_differ(a.value.value, b.value.value)
    x, y = a.number, b.number
    found = numbers.same(x, y)
    if found in {"incomparable", "same"} or (x.value, x.upper) == (y.value, y.upper):
        return None
    if found == "compatible":
        return "rounding"
    ratio = max(x.value, y.value) / (min(x.value, y.value) or 1.0)
    if likeness.alike(a.beside, b.beside) < (ALIKE_BESIDE if ratio <= NEAR else ALIKE_FAR):
        return None
    if ratio > FAR:
        return None
    if set(_SCOPE.findall(a.beside.casefold())) != set(_SCOPE.findall(b.beside.casefold())):
        return "scope"
    if _updated(a, b, sight):
        return "update"
    return "contradiction" if x.precision == y.precision == "exact" else "scope"


def _updated(a: _Said, b: _Said, sight: _Sight) -> bool:
    """Whether the later report has the larger number, of a kind that grows, or says that it changed."""
    first, second = (sight.articles[said.value.article].published or "" for said in (a, b))
    if not first or not second or a.number is None or b.number is None:
        return False
    early, late = (a, b) if first <= second else (b, a)
    if early.number is None or late.number is None or late.number.value <= early.number.value:
        return False
    return bool(_ROSE.search(late.beside)) or (first != second and bool(_TOLL.search(late.beside)))


def _times_differ(a: str, b: str) -> ConflictKind | None:
    if a == b or not a[:4].isdigit() or not b[:4].isdigit() or "W" in a + b:
        return None
    if a.startswith(b) or b.startswith(a):
        return "rounding" if abs(len(a) - len(b)) == len("-05") else None
    return "contradiction" if len(a) == len(b) else None


# --- other slots ------------------------------------------------------------------------------------------------------


def _polarity(claim: Claim) -> list[Conflict]:
    """A passage that denies in nearly the same words what another says."""
    values: set[Value] = set()
    for one, other in combinations(claim.evidence, 2):
        differ = _denies(one.text, other.text) or _denies(other.text, one.text)
        if differ and one.article != other.article and likeness.shared(one.text, other.text) >= NEARLY_THE_SAME:
            values.update(_polar(item) for item in (one, other))
    return [_conflict(claim, "polarity", "contradiction", values)] if values else []


def _denies(text: str, other: str) -> bool:
    """Whether one passage is negated and nothing in the other is."""
    return bool(_NEGATION.search(text)) and not _ANY_NOT.search(other)


def _polar(item: Evidence) -> Value:
    value = "not" if _NEGATION.search(item.text) else "so"
    return Value(article=item.article, start=item.start, end=item.end, text=item.text, value=value)


def _spelt_in_two_ways(entity: Entity) -> bool:
    names = sorted({squash(m.text) for m in entity.mentions if m.text[:1].isupper()})
    return any(likeness.misspelt(a, b) for a, b in combinations(names, 2))


def _spellings(claim: Claim, entities: Sequence[Entity]) -> list[Conflict]:
    """One person's or body's name written in two ways in two articles."""
    found: list[Conflict] = []
    for entity in entities:
        names = [
            Value(article=m.article, start=m.start, end=m.end, text=m.text, value=squash(m.text))
            for m in entity.mentions
            if m.text[:1].isupper() and any(m.article == e.article and overlap(m, e) for e in claim.evidence)
        ]
        differing = {
            value
            for a, b in combinations(names, 2)
            if a.article != b.article and likeness.misspelt(a.value, b.value)
            for value in (a, b)
        }
        if differing:
            found.append(_conflict(claim, "person", "rounding", differing))
    return found


def _conflict(claim: Claim, slot: Slot, kind: ConflictKind, values: Iterable[Value]) -> Conflict:
    listed = tuple(sorted(set(values), key=lambda v: (v.article, v.start, v.end))[:VALUES])
    reasons = {
        "contradiction": "the reports give values that cannot both hold",
        "update": "the later report gives the larger number",
        "scope": "the words beside the values count different things",
        "rounding": "the values can both hold",
    }
    return Conflict(
        id=make_id("conflict", claim.id, slot, *((v.article, v.start, v.end) for v in listed)),
        claim=claim.id,
        slot=slot,
        kind=kind,
        values=listed,
        why=reasons[kind],
    )
