"""Headline, byline, dateline and credit: who wrote a report, from where, and whose text it is.

In: the units of a text. Out: marks, the byline's words and the agency credited. Rules look at form and position:

- the headline is the first line, if it equals the title or stands apart from the text (a blank line after it) and is
  not itself a sentence of the text;
- a byline is "By" and names on a line of its own, or names alone between headline and text;
- a dateline opens one of the first paragraphs: a place in capitals or an agency in brackets, then a dash;
- a credit is an agency's name on a line of its own or in brackets at the very end, or its copyright line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.model import Mark
from twosource.read import agencies, furniture
from twosource.read.units import Unit

HEADLINE_LONGEST = 200
"""Characters of the longest headline; articles of 90 outlets have none beyond 180."""
SENTENCE_LEAST = 70
"""A first line that is longer than this and ends in a full stop is a sentence of the text."""
BYLINE_LONGEST = 140
_BODY_LEAST = 90
"""Characters from which an ended line is a paragraph of the text: what precedes the first is the top."""
_TOP_MOST = 8
_DATELINE_WITHIN = 10
"""Units (furniture included) within which the dateline is looked for."""

_UPPER = "A-ZÀ-ÖØ-Þ"
_NAME = rf"[{_UPPER}][\w.'’-]*"
_PERSON = rf"{_NAME}(?: (?:{_NAME}|de|da|del|der|di|dos|van|von|bin|ibn|al|el|la|le|ben|ten|ter)){{1,4}}"
_NAMES = re.compile(
    rf"{_PERSON}(?:(?:, (?:and )?| and | & ){_PERSON}){{0,6}}(?:,? (?:and|for|of) {_NAME}(?: {_NAME}){{0,3}})?"
)
_BY = re.compile(r"(?:By|BY|by|Posted by|Written by|Story by|Words by)(?: |: ?)(?P<who>[^\W\d_].{1,130})")
_CLOCK = re.compile(r"\d{1,2}:\d{2}|\b(?:19|20)\d{2}\b")

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_CITY = rf"[{_UPPER}][{_UPPER}.'’]+(?:[ /-][{_UPPER}][{_UPPER}.'’]*){{0,4}}"
_REGION = r"(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})"
_BRACKET = rf"\((?P<who>{agencies.NAME}|[A-Z]{{2,6}})(?:/(?:{agencies.NAME}|[A-Z]{{2,6}}))?\)"
_DASH = r"(?:\s?(?:—|–|--|―)\s?|\s-\s)"
_SENTENCE = rf"(?=[“\"'‘(\[$£€\d{_UPPER}])"
_DATELINES = tuple(
    re.compile(form)
    for form in (
        rf"(?P<place>{_CITY})(?: and {_CITY})?(?:, {_REGION})?(?:, {_REGION})?(?:,? {_DATE})?(?: ?{_BRACKET})?{_DASH}{_SENTENCE}",
        rf"(?P<place>{_REGION}(?:, {_REGION}){{0,2}})(?:,? {_DATE})? ?{_BRACKET}(?:{_DASH}|: ?){_SENTENCE}",
        rf"(?P<place>{_DATE}) ?{_BRACKET}{_DASH}{_SENTENCE}",
        rf"(?P<place>){_BRACKET}(?:{_DASH}| )?{_SENTENCE}",
        rf"(?P<place>{_CITY})(?:, {_REGION})?(?: ?{_BRACKET})?: {_SENTENCE}",
    )
)
_LABEL = re.compile(rf"[{_UPPER}][{_UPPER} .'’-]{{1,40}}:")
_NO_PLACE = re.compile(
    r"(?:UPDATED?|WATCH|NEW|BREAKING|EXCLUSIVE|VIDEO|LIVE|REPORT|OPINION|ANALYSIS|JUST IN|POLL|REVIEW|FACT|CORRECTION"
    r"|RELATED|READ|MORE|NOTE|WARNING|PHOTOS?|TRANSCRIPT|EDITOR|QUESTION|ANSWER|FILE|ADVERT|PS|TL|I|A|THE|US|UN|EU|UK)\b"
)
_OWN_LINE = re.compile(
    rf"[-–—(\[]*\s?(?:(?:Source|Credit|Via|From): ?)?(?P<who>{agencies.NAME})(?: ?/ ?{agencies.NAME})?[)\]]*[.,]?"
)
_LAST = re.compile(rf"(?:\((?P<a>{agencies.NAME})\)|(?:—|–|--|\s-) ?(?P<b>{agencies.NAME}))\.?$")
_OWNED = re.compile(
    rf"(?:copyright|©|\(c\))[^A-Za-z]{{0,20}}(?:by )?(?:the )?(?P<who>{agencies.NAME})(?!\w)|(?:written|published|reported) by "
    rf"(?:the )?(?P<by>{agencies.NAME})(?!\w)",
    re.IGNORECASE,
)


class Top(NamedTuple):
    """What stands around a report's text. ``start`` is the index of the first unit that is text."""

    marks: tuple[Mark, ...]
    byline: str | None
    credit: str | None
    start: int


def headline(units: Sequence[Unit], title: str | None) -> Mark | None:
    """The headline as it stands in the text."""
    wanted = comparable(title or "")
    for unit in units[:3]:
        if wanted and comparable(unit.words) == wanted:
            return Mark(start=unit.start, end=unit.end, kind="headline")
    if len(units) > 1 and _stands_apart(units[0]):
        return Mark(start=units[0].start, end=units[0].end, kind="headline")
    return None


def comparable(words: str) -> str:
    """Words without letter case and punctuation, to tell whether two lines are the same."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def read(units: Sequence[Unit]) -> Top:
    """Bylines, dateline and credit of the units after the headline."""
    start = _text_start(units)
    bylines = list(_bylines(units, start))
    marks = [Mark(start=unit.start, end=unit.end, kind="byline") for unit, _ in bylines]
    credits_ = [agency for _, who in bylines if (agency := _credited(who))]
    taken = {unit.start for unit, _ in bylines}
    dateline = _dateline(units)
    if dateline:
        marks.append(dateline[0])
        credits_.insert(0, dateline[1]) if dateline[1] else None
    for mark, agency in _credit_lines(units, start):
        if mark.start not in taken:
            marks.append(mark)
        credits_.append(agency)
    byline = " / ".join(who for _, who in bylines) or None
    return Top(tuple(marks), byline, credits_[0] if credits_ else None, start)


def _stands_apart(unit: Unit) -> bool:
    """Whether a first line has the form of a headline."""
    words = unit.words
    if not unit.after or len(words) > HEADLINE_LONGEST or words.endswith((":", ",", ";")):
        return False
    if len(words) > SENTENCE_LEAST and re.search(r"\.[\"'”’)\]]?$", words):
        return False
    return not (furniture.kind_of(words) or _BY.fullmatch(words) or any(form.match(words) for form in _DATELINES))


def _text_start(units: Sequence[Unit]) -> int:
    """The index of the first paragraph of text."""
    for index, unit in enumerate(units[:_TOP_MOST]):
        if unit.ended and len(unit.words) >= _BODY_LEAST and not furniture.kind_of(unit.words):
            return index
    return 0


def _bylines(units: Sequence[Unit], start: int) -> Iterator[tuple[Unit, str]]:
    """Units that say who wrote the report, with the words that say it."""
    previous = False
    for index, unit in enumerate(units):
        who = _by(unit.words)
        if not who and index < start and not unit.ended and len(unit.words) <= BYLINE_LONGEST:
            names = _NAMES.fullmatch(unit.words) is not None and not agencies.named(unit.words)
            office = previous and len(unit.words) <= 40  # noqa: PLR2004 - the writer's outlet or agency
            who = unit.words if names or office else None
        previous = bool(who) and index < start
        if who:
            yield unit, who


def _by(words: str) -> str | None:
    """The names of a line "By ..."."""
    found = _BY.fullmatch(words) if len(words) <= BYLINE_LONGEST else None
    if not found or re.search(r"[.?!:;][\"'”’)]?$", words) and not re.search(r"\b[A-Z]\w{0,3}\.$", words):
        return None
    tokens = re.findall(r"[^\W\d_][\w.'’-]*", found["who"])
    capital = sum(token[0].isupper() for token in tokens)
    return found["who"].strip() if tokens and tokens[0][0].isupper() and capital * 2 > len(tokens) else None


def _credited(who: str) -> str | None:
    """The agency that a byline names as the writer's own."""
    if re.search(r"\b(?:special to|contribut\w+)\b", who, re.IGNORECASE):
        return None
    agency = agencies.named(who)
    return None if agency == "PA" and re.search(r", PA\b", who) else agency


def _dateline(units: Sequence[Unit]) -> tuple[Mark, str | None] | None:
    """The first dateline and the agency it names."""
    labels = sum(_LABEL.match(unit.words) is not None for unit in units)
    for unit in units[:_DATELINE_WITHIN]:
        if len(unit.words) < SENTENCE_LEAST or furniture.kind_of(unit.words):
            continue
        for form in _DATELINES if labels <= 1 else _DATELINES[:-1]:
            found = form.match(unit.words)
            if found and not _NO_PLACE.match(found["place"]):
                who = found.groupdict().get("who")
                end = unit.start + len(found[0].rstrip())
                return Mark(start=unit.start, end=end, kind="dateline"), agencies.named(who) if who else None
    return None


def _credit_lines(units: Sequence[Unit], start: int) -> Iterator[tuple[Mark, str]]:
    """Lines, and the end of the last paragraph, that credit an agency with the text."""
    for index, unit in enumerate(units):
        at_edge = index < start or index >= len(units) - 3
        own = _OWN_LINE.fullmatch(unit.words) if at_edge and len(unit.words) <= BYLINE_LONGEST else None
        owned = _OWNED.search(unit.words) if furniture.kind_of(unit.words) == "copyright" else None
        agency = agencies.named(own["who"]) if own else agencies.named(owned[0]) if owned else None
        if agency:
            kind = "credit" if own else "copyright"
            yield Mark(start=unit.start, end=unit.end, kind="credit" if kind == "credit" else "copyright"), agency
    for unit in units[-3:]:
        found = _LAST.search(unit.words, max(0, len(unit.words) - 60))
        agency = agencies.named(found[0]) if found and found.start() else None
        if found and agency and not furniture.kind_of(unit.words):
            yield Mark(start=unit.start + found.start(), end=unit.end, kind="credit"), agency
