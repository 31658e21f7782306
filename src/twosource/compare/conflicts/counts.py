"""Numbers that differ: counts and amounts of one slot in passages that meet.

Two numbers are of one slot if their units count the same sort of thing, the same fate stands nearest to them (killed
and injured are two slots) and words beside them are common. A number that the other report gives as well is not
compared: it tells two things apart; nor are parts with their sum.

Kinds. ``rounding``: both can hold ("nearly 25" and 24, "hundreds" and 800). ``update``: a report tells that the number
changed ("raised from 12 to 17"), or the later report has the larger toll. ``scope``: words beside one of them say that
it counts a part, more, or another population, or one is told as a part of the other. ``contradiction``: exact numbers
that are near to one another, beside the same words, and none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from twosource import likeness, numbers
from twosource.compare.conflicts.sight import LONGEST, Difference, Meeting, Side, Sight, common
from twosource.compare.conflicts.words import CHANGED, MARKET, TOLL
from twosource.model import ConflictKind, Precision, Quantity, Slot
from twosource.publication import before, days_apart, window
from twosource.text import overlap

REACH = 45
"""Characters on either side of a number whose words say what it counts."""

BESIDE_APART = 0.25
"""Share of the words beside two numbers of one claim that both have, if they cannot both hold, and are not ``CLOSE``
..."""
BESIDE_FAR = 0.5
"""... if their passages were not grouped, or the other report gives the number elsewhere (training stories: six of
seven such pairs below it count two things)."""
BESIDE_SURE = 0.5
"""... and if they are to contradict one another."""

CLOSE, LARGE = 1.2, 100
"""Ratio up to which two numbers from ``LARGE`` on hardly differ: two things of one sort, told in one claim, seldom come
so near."""

ALIKE = 0.3
"""Share of the shorter passage's telling words in common, for numbers that cannot both hold."""

NEAR = 1.5
"""Ratio up to which two exact numbers may contradict one another; beyond, they rather count two things."""
FAR, FAR_BESIDE_THE_SAME = 2.0, 12.0
"""Ratio beyond which two numbers are hardly one slot's; if nearly the same words stand beside them
(``BESIDE_THE_SAME``), even a slip of a digit; ``FARTHEST`` for words such as "thousands"."""
BESIDE_THE_SAME = 0.6
FARTHEST = 120.0

SURELY_BETTER = 0.1
"""By so much more must words beside the best match be common than beside the next; else it is open which is meant."""

ONE_TOLL, LEAST_TOLL = 1.05, 20
"""Ratio up to which two tolls from ``LEAST_TOLL`` on are one, whatever else stands beside them."""

GROWN = 1.1
"""Ratio from which a later toll is another one, and not the same told more closely."""

PAST = 60
"""Days before its report's publication from which what is dated tells of something else than the news, if the other
passage gives no date."""

AGE = "year-old"
"""Left out: two ages in alike passages are mostly those of two people."""

_POUNDS = frozenset({"GBP", "EGP", "SYP", "LBP", "SDG"})
_ANYBODY = frozenset({"people", "person", "individual", "other", "member", "death", "casualty", "victim", "fatality"})
_CUSTOMERS = frozenset({"customer", "consumer", "client", "user", "subscriber"})
_TRADES = tuple(
    frozenset(words.split())
    for words in (
        "protester protestor demonstrator marcher activist crowd",
        "goer reveler reveller visitor attendee spectator guest",
        "worker employee staff staffer personnel",
        "migrant immigrant refugee seeker",
        "child kid minor infant",
        "soldier troop serviceman marine",
        "police policeman officer deputy guard",
        "lawmaker congressman senator representative",
        "state plaintiff",
        "customer consumer client user subscriber",
    )
)
"""Nouns that different writers choose for the same people."""
_SAME_NOUN = 5
"""Letters with which two nouns for people begin that name one trade ("officer", "official")."""

_PART = re.compile(
    r"\b(?:additional|another|total|in all|combined|each|per|at first|initially|so far|alone|including|excluding|"
    r"other|others|extra|further|remaining|annual|annually|a year|first|average|nationwide|worldwide|overall|of the|"
    r"among|only)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d\d")
_WHOLE = re.compile(r"\b(?:among|of) (?:the|those) (?=\d)|\btolls? of the\b", re.IGNORECASE)
_ROSE = re.compile(
    r"\b(?:bringing the (?:total|toll|number)|rose|risen|rises|climb(?:ed|s)?|increased|grew|updated|now|has since|"
    r"jumped|revised|raised)\b",
    re.IGNORECASE,
)
_FATES = {
    "killed": re.compile(r"\b(?:dead|died|dies|die|kill(?:ed|s|ing)|deaths?|death toll|fatalit\w+)\b", re.IGNORECASE),
    "injured": re.compile(r"\b(?:injur\w+|wound(?:ed|ing|s)|hurt)\b", re.IGNORECASE),
    "missing": re.compile(r"\bmissing\b", re.IGNORECASE),
    "arrested": re.compile(r"\b(?:arrest\w*|detain\w*)\b", re.IGNORECASE),
    "displaced": re.compile(r"\b(?:displac\w+|evacuat\w+|homeless)\b", re.IGNORECASE),
    "ill": re.compile(r"\b(?:infect\w+|hospitali[sz]ed)\b", re.IGNORECASE),
}
_UNITS = tuple(
    frozenset(units.split())
    for units in (
        "USD EUR GBP JPY CNY RUB INR CHF",
        "second minute hour day week month year decade",
        "mile km metre meter m foot yard",
        "kg gram lb ton tonne ounce",
    )
)
"""Units of one sort; no two dollars or pounds, which the reports of two countries may both call by that name."""
_TONS = {"ton", "tonne"}
"""No slip: what is a ton to one paper is a tonne to another."""
_POWERS = frozenset({1e3, 1e6})
_LIMITED: tuple[set[Precision], ...] = ({"exact", "at-least"}, {"exact", "at-most"}, {"about", "at-most"})
_WHY: dict[ConflictKind, str] = {
    "rounding": "Both numbers can hold: one is rounded, or given as a limit.",
    "update": "The later report gives the larger number.",
    "scope": "The numbers may count different things: the words beside them are not the same.",
    "contradiction": "The reports give different numbers for the same thing.",
}
_TOLD = "One report tells that the number changed; another gives only the earlier one."
_A_PART = "One report gives the other's number as a part of its own."


class _Count(NamedTuple):
    """A number in a passage, with what stands beside it."""

    number: Quantity
    side: Side
    beside: frozenset[str]
    fate: str

    @property
    def words(self) -> str:
        return self.side.around(self.number.start, self.number.end, REACH)


def differences(meeting: Meeting, sight: Sight) -> Iterator[Difference]:
    """The numbers that differ between two passages."""
    mine, theirs = sight.once(_counts, meeting.one), sight.once(_counts, meeting.other)
    yield from _limits(meeting, mine, theirs, sight)
    yield from _slips(meeting, mine, theirs, sight)
    for a, b, score in _matched(mine, theirs):
        if _adds_up(a, b) or _adds_up(b, a):
            continue
        elsewhere = _gives(meeting.other.article.id, a, sight) or _gives(meeting.one.article.id, b, sight)
        if _of_other_days(a, b):
            continue
        if (elsewhere or not (meeting.grouped or _one_toll(a, b))) and score < BESIDE_FAR:
            continue
        kind = _kind(a, b, score)
        if kind == "contradiction" and elsewhere:
            continue
        if kind and (kind == "rounding" or likeness.alike(meeting.one.text, meeting.other.text) >= ALIKE):
            yield _difference(meeting.claim, kind, _WHY[kind], a, b)


def _limits(meeting: Meeting, mine: Sequence[_Count], theirs: Sequence[_Count], sight: Sight) -> Iterator[Difference]:
    """One number, told as exact by one report and as a limit by the other ("39 people", "at least 39"), unless both
    tell it both ways.
    """
    for a, b in product(mine, theirs) if meeting.grouped else ():
        told = {a.number.precision, b.number.precision}
        if told not in _LIMITED or not _equal(a, b) or a.fate != b.fate:
            continue
        if not (_tells(a, b.number.precision, sight) and _tells(b, a.number.precision, sight)):
            yield _difference(meeting.claim, "rounding", _WHY["rounding"], a, b)


def _slips(meeting: Meeting, mine: Sequence[_Count], theirs: Sequence[_Count], sight: Sight) -> Iterator[Difference]:
    """One number with two units of a sort that are mixed up: dollars and euros, million and billion, months and
    years. Small numbers are many things': words beside them must be the same.
    """
    for a, b in product(mine, theirs) if meeting.grouped else ():
        needed = BESIDE_APART if a.number.value >= LEAST_TOLL else BESIDE_SURE
        if not _mixed_up(a.number, b.number) or common(a.beside, b.beside) < needed:
            continue
        if not _reads(meeting.other.article.id, a, sight) and not _reads(meeting.one.article.id, b, sight):
            yield _difference(meeting.claim, "contradiction", _WHY["contradiction"], a, b)


def _mixed_up(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers are one, but for the unit, or for three or six digits where both are given alike ("more than
    $30 billion" is no slip of "$30 trillion").
    """
    if a.upper != b.upper:
        return False
    if a.unit == b.unit:
        low, high = sorted((a.value, b.value))
        return low >= LARGE * LARGE and round(high / low, 6) in _POWERS and a.precision == b.precision
    named = {a.unit, b.unit}
    return a.value == b.value and named != _TONS and any(named <= units for units in _UNITS)


def _reads(article: str, count: _Count, sight: Sight) -> bool:
    """Whether a report gives this number with this unit anywhere."""
    number = count.number
    return any((q.value, q.unit) == (number.value, number.unit) for q in sight.readings[article].quantities)


def _tells(count: _Count, precision: Precision, sight: Sight) -> bool:
    """Whether the report of a number tells it with this precision anywhere."""
    quantities, value = sight.readings[count.side.article.id].quantities, count.number.value
    return any(q.value == value and q.precision == precision for q in quantities)


def _counts(side: Side) -> list[_Count]:
    """The numbers of a passage that count or measure something."""
    return [
        _count(q, side)
        for q in side.quantities
        if q.unit not in {"", AGE} and not any(overlap(q, time) for time in side.times)
    ]


def _count(number: Quantity, side: Side) -> _Count:
    toll = _toll(side, number)
    if toll:
        beside = side.stems(number.start, number.end, number.start - toll.start())
        return _Count(number, side, beside, toll.lastgroup or "killed")
    return _Count(number, side, side.stems(number.start, number.end, REACH), _fate(side, number))


def _toll(side: Side, number: Quantity) -> re.Match[str] | None:
    """What is told before a number of people to be their number, with no other number between."""
    if number.unit not in numbers.PEOPLE:
        return None
    low = max((q.end for q in side.quantities if q.end <= number.start), default=side.start)
    told = [*TOLL.finditer(side.article.text, low, number.start)]
    return told[-1] if told else None


def _fate(side: Side, number: Quantity) -> str:
    """The fate that stands nearest to a number, what follows before what precedes."""
    low, text = max(side.start, number.start - REACH), side.article.text
    found = []
    for fate, pattern in _FATES.items():
        for match in pattern.finditer(text, low, min(side.end, number.end + REACH)):
            before = match.start() < number.start
            found.append((number.start - match.end() if before else match.start() - number.end, before, fate))
    return min(found)[2] if found else ""


def _one_sort(a: str, b: str) -> bool:
    """Whether two units count the same sort of thing: one noun, anybody and somebody, pounds and pounds."""
    if a == b or {a, b} <= _POUNDS:
        return True
    if a not in numbers.PEOPLE or b not in numbers.PEOPLE:
        return False
    alike = a[:_SAME_NOUN] == b[:_SAME_NOUN] or any({a, b} <= trade for trade in _TRADES)
    return alike or bool({a, b} & _ANYBODY)


def _matched(mine: Sequence[_Count], theirs: Sequence[_Count]) -> Iterator[tuple[_Count, _Count, float]]:
    """Pairs of numbers of one slot that differ: each the other's best match, and by far."""
    free = [a for a in mine if not any(_equal(a, b) for b in theirs)]
    other = [b for b in theirs if not any(_equal(a, b) for a in mine)]
    scores = {
        (i, j): common(a.beside, b.beside)
        for i, a in enumerate(free)
        for j, b in enumerate(other)
        if _one_sort(a.number.unit, b.number.unit) and a.fate == b.fate
    }
    for (i, j), score in scores.items():
        rivals = [s for (k, m), s in scores.items() if (k == i) != (m == j)]
        if all(score >= rival + SURELY_BETTER for rival in rivals):
            yield free[i], other[j], score


def _equal(a: _Count, b: _Count) -> bool:
    same = (a.number.value, a.number.upper) == (b.number.value, b.number.upper)
    return same and (_one_sort(a.number.unit, b.number.unit) or numbers.comparable(a.number.unit, b.number.unit))


def _one_toll(a: _Count, b: _Count) -> bool:
    """Whether two numbers are so near, and told of people of one fate, that they are hardly two tolls."""
    x, y = a.number.value, b.number.value
    return bool(a.fate) and a.fate == b.fate and min(x, y) >= LEAST_TOLL and max(x, y) <= ONE_TOLL * min(x, y)


def _of_other_days(a: _Count, b: _Count) -> bool:
    """Whether the dates beside two tolls are those of two things: "killed 84 people", "killed 130 in November"."""
    if not a.fate:
        return False
    here, there = _day(a), _day(b)
    if here and there:
        return here[:7] != there[:7]
    return any(_is_past(day, count.side.article.published) for day, count in ((here, a), (there, b)))


def _day(count: _Count) -> str:
    """The calendar value that stands nearest to a number in its passage; empty, if there is none."""
    dated = [t for t in count.side.times if _DATE.match(t.value)]
    nearest = min(dated, key=lambda t: max(t.start - count.number.end, count.number.start - t.end), default=None)
    return nearest.value if nearest else ""


def _is_past(day: str, published: str | None) -> bool:
    """Whether a day, or the end of a month, lies long before a report came out."""
    whole = f"{day}-28"[: len("2031-05-28")]
    told, out = window(whole), window(published)
    return bool(told and out and before(told, out)) and days_apart(whole, published) > PAST


def _adds_up(total: _Count, part: _Count) -> bool:
    """Whether a number and one beside it in its passage are together the other's: "10 guests and two waiters", 12."""
    beside = (q.value for q in part.side.quantities if q.start != part.number.start)
    return any(part.number.value + value == total.number.value for value in beside)


def _gives(article: str, count: _Count, sight: Sight) -> bool:
    """Whether a report gives this number anywhere."""
    unit = count.number.unit
    return any(
        q.value == count.number.value and numbers.comparable(q.unit, unit) for q in sight.readings[article].quantities
    )


def _kind(a: _Count, b: _Count, score: float) -> ConflictKind | None:
    """How two numbers differ; None if they are rather two slots'."""
    x, y = a.number, b.number
    found = "different" if {x.unit, y.unit} <= _POUNDS and x.unit != y.unit else numbers.same(x, y)
    if found in {"incomparable", "same"}:
        return None
    if found == "compatible":
        return "update" if _grown(a, b) else "rounding"
    ratio = max(x.value, y.value) / (min(x.value, y.value) or 1.0)
    vague = x.precision == y.precision == "about" and x.upper is not None and y.upper is not None
    close = ratio <= CLOSE and min(x.value, y.value) >= LARGE
    if (score < BESIDE_APART and not close) or ratio > (FARTHEST if vague else _farthest(score)):
        return None
    if vague:
        return "rounding"
    updated = _updated(a, b)
    if set(_parts(a)) != set(_parts(b)) and not (updated and close):
        return "scope"
    if updated:
        return "update"
    sure = (
        score >= BESIDE_SURE
        and not MARKET.search(a.words + " " + b.words)
        and ratio <= NEAR
        and x.unit == y.unit
        and x.precision == y.precision == "exact"
    )
    return "contradiction" if sure else "scope"


def _farthest(score: float) -> float:
    return FAR_BESIDE_THE_SAME if score >= BESIDE_THE_SAME else FAR


def _parts(count: _Count) -> list[str]:
    """The words that tell of a part or more; "among the 84 dead" tells of all."""
    return [word.casefold() for word in _PART.findall(_WHOLE.sub("", count.words))]


def _grown(a: _Count, b: _Count) -> bool:
    """Whether two tolls that can both hold ("at least 60", "at least 84") are rather an earlier and a later one."""
    x, y = sorted((a, b), key=lambda count: count.side.article.published or "")
    early, late = x.number, y.number
    told = "" < (x.side.article.published or "") < (y.side.article.published or "")
    vague = early.upper is not None or late.upper is not None or late.precision == "at-most"
    return told and bool(a.fate) and not vague and late.value >= GROWN * early.value


def _updated(a: _Count, b: _Count) -> bool:
    """Whether the later report has the larger number, of a kind that grows, or says that it rose."""
    first, second = (count.side.article.published or "" for count in (a, b))
    if not first or not second:
        return False
    early, late = (a, b) if first <= second else (b, a)
    if late.number.value <= early.number.value or (a.number.unit != b.number.unit and not _anybody(a, b)):
        return False
    return bool(_ROSE.search(late.words)) or (first != second and bool(late.fate))


def _anybody(a: _Count, b: _Count) -> bool:
    """Whether neither number counts people of one sort only ("12 people", "10 tourists")."""
    return {a.number.unit, b.number.unit} <= _ANYBODY | _CUSTOMERS


def _difference(claim: str, kind: ConflictKind, why: str, *counts: _Count) -> Difference:
    unit = counts[0].number.unit
    slot: Slot = "amount" if unit.isupper() and len(unit) == 3 else "count"  # noqa: PLR2004 - ISO 4217
    values = tuple(c.side.value(c.number.start, c.number.end, _read(c.number)) for c in counts)
    return Difference(claim=claim, slot=slot, kind=kind, values=values, why=why)


def _read(number: Quantity) -> str:
    value = f"{number.value:,.15g}" + (f"–{number.upper:,.15g}" if number.upper is not None else "")
    qualified = {"exact": "", "about": "about ", "at-least": "at least ", "at-most": "at most "}[number.precision]
    return f"{qualified}{value} {number.unit}".strip()


# --- what one report alone tells about two numbers -------------------------------------------------------------------


def told(sight: Sight) -> Iterator[Difference]:
    """Numbers that one report sets side by side ("from 12 to 17", "fourteen: the nine and five more"), where another
    report has only the first of them.
    """
    everywhere = {name: _of_report(name, sight) for name in sight.articles}
    for name, counts in everywhere.items():
        for old, new, kind in (*_changes(counts), *_sums(sight, name, counts)):
            for other in sorted(everywhere.keys() - {name}):
                yield from _outdated(old, new, everywhere[other], kind, sight)


def _of_report(name: str, sight: Sight) -> list[_Count]:
    reading = sight.readings[name]
    found: dict[tuple[int, int], _Count] = {}
    for sentence in (s for s in reading.sentences if s.end - s.start <= LONGEST):
        for count in _counts(sight.side(name, sentence.start, sentence.end)):
            found[count.number.start, count.number.end] = count
    return [found[at] for at in sorted(found)]


def _changes(counts: Sequence[_Count]) -> Iterator[tuple[_Count, _Count, ConflictKind]]:
    """Two numbers of one change: "raised the number of injured from 12 to 17"."""
    for old, new in pairwise(counts):
        text, between = old.side.article.text, old.side.article.text[old.number.end : new.number.start]
        before = text[max(old.side.start, old.number.start - 2 * REACH) : old.number.start]
        changed = (
            old.side is new.side and re.search(r"\bfrom\s$", before) and re.fullmatch(r"[\w\s]{0,20}\bto\s", between)
        )
        if changed and CHANGED.search(before) and _one_sort(old.number.unit, new.number.unit):
            yield old, new, "update"


def _sums(sight: Sight, name: str, counts: Sequence[_Count]) -> Iterator[tuple[_Count, _Count, ConflictKind]]:
    """A part and its sum: "fourteen people had been inside: the nine on the rota and five labourers"."""
    for total in counts:
        if total.number.unit not in numbers.PEOPLE:
            continue
        parts = [
            q
            for q in sight.readings[name].quantities
            if total.number.end < q.start and q.end <= total.side.end and q.unit in {"", *numbers.PEOPLE}
        ]
        for one, other in pairwise(parts):
            if one.value + other.value == total.number.value and one.value != other.value:
                for part in (one, other):
                    unit = total.number.unit
                    as_count = Quantity(start=part.start, end=part.end, value=part.value, unit=part.unit or unit)
                    yield total._replace(number=as_count), total, "scope"


def _outdated(
    old: _Count, new: _Count, counts: Sequence[_Count], kind: ConflictKind, sight: Sight
) -> Iterator[Difference]:
    """Where a report that does not give the new number gives the old one for the same."""
    values = {count.number.value for count in counts}
    if new.number.value in values:
        return
    early = min((c.side.article.published or "" for c in counts), default="")
    late = new.side.article.published or ""
    if kind == "update" and early and late and early > late:
        return
    for count in counts:
        same = count.number.value == old.number.value and _one_sort(count.number.unit, new.number.unit)
        if (
            same
            and count.fate == new.fate
            and (count.fate or kind == "scope" or common(count.beside, new.beside) >= BESIDE_APART)
        ):
            draft = _difference("", kind, _TOLD if kind == "update" else _A_PART, count, new)
            claim = sight.home(*draft.values)
            if claim:
                yield Difference(claim=claim, slot=draft.slot, kind=kind, values=draft.values, why=draft.why)
