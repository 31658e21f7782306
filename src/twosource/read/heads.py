"""Headline, byline and credit: who wrote a report, and whose text it is.

In: the units of a text. Out: marks, the byline's words and the agency credited. Rules look at form and position:

- the headline is the first line, if it equals the title, or if it stands apart from the text (a blank line after it),
  is not itself a sentence of the text and shares words with the title, where that is known;
- a byline is "By" and names on a line of its own, or names alone between headline and text, and the name of their
  outlet on the line after;
- a credit is an agency's name on a line of its own or in brackets at the very end, its copyright line, a line of names
  with it, or a dateline (:mod:`twosource.read.datelines`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.model import Mark, MarkKind
from twosource.read import agencies, datelines, furniture
from twosource.read.units import Unit, comparable

HEADLINE_LONGEST = 200
"""Characters of the longest headline; the longest of 8,000 articles of 90 outlets has 180."""
SENTENCE_LEAST = 70
"""A first line that is longer than this and ends in a full stop is a sentence of the text."""
TITLE_SHARE = 0.34
"""Share of a first line's words that a known title must have for the line to be a headline."""
BYLINE_LONGEST = 140
BODY_LEAST = 90
"""Characters from which an ended line is a paragraph of the text: what precedes the first is the top."""
_TOP_MOST = 8
_LAST_MOST = 3
_OUTLET_LONGEST = 40
_CREDIT_TAIL = 60

_NAME = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_PERSON = rf"{_NAME}(?: (?:{_NAME}|de|da|del|der|di|dos|van|von|bin|ibn|al|el|la|le|ben|ten|ter)){{1,4}}"
_NAMES = re.compile(
    rf"{_PERSON}(?:(?:, (?:and )?| and | & ){_PERSON}){{0,6}}(?:,? (?:and|for|of) {_NAME}(?: {_NAME}){{0,3}})?"
)
_BY = re.compile(r"(?:By|BY|by|Posted by|Written by|Story by|Words by)(?: |: ?)(?P<who>[^\W\d_].{1,130})")
_TOKEN = re.compile(r"[^\W\d_][\w.'’-]*")
_SENTENCE_END = re.compile(r"[.?!:;][\"'”’)]?$")
_ABBREVIATED = re.compile(r"\b[A-Z]\w{0,3}\.$")
_FULL_STOP = re.compile(r"\.[\"'”’)\]]?$")
_NOT_OWN = re.compile(r"\b(?:special to|contribut\w+)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:The|An?|About|Story|Post|News|Report|Update|Analysis|Opinion|This|Your)\b")
_STATE = re.compile(r", PA\b")
_OWN_LINE = re.compile(
    rf"[-–—(\[]*\s?(?:(?:Source|Credit|Via|From): ?)?(?P<who>{agencies.NAME})(?: ?/ ?{agencies.NAME})?[)\]]*[.,]?"
    r"(?: ?\| ?(?:Updated|Published|Posted).{0,60})?"
)
_LAST = re.compile(rf"(?:\({agencies.NAME}\)|(?:—|–|--|\s-) ?{agencies.NAME})\.?$")
_OWNED = re.compile(rf"(?:[Cc]opyright|COPYRIGHT|©|\([cC]\))[^A-Za-z]{{0,20}}(?:by )?(?:[Tt]he )?{agencies.NAME}(?!\w)")


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
    if len(units) > 1 and _stands_apart(units[0], units[1]) and _shares(units[0].words, wanted):
        return Mark(start=units[0].start, end=units[0].end, kind="headline")
    return None


def read(units: Sequence[Unit], kinds: Sequence[MarkKind | None]) -> Top:
    """Bylines, dateline and credit of the units after the headline; ``kinds``: what each unit is by itself."""
    start = _text_start(units, kinds)
    bylines = list(_bylines(units, kinds, start))
    dateline = datelines.find(units, kinds)
    lines = list(_credit_lines(units, kinds, start))
    by_start = {units[at].start: Mark(start=units[at].start, end=units[at].end, kind="byline") for at, _ in bylines}
    marks = [*by_start.values(), *(mark for mark, _ in lines if mark.start not in by_start)]
    credited = [_credited(who) for _, who in bylines] + [agency for _, agency in lines]
    if dateline:
        marks.append(dateline.mark)
        credited.insert(0, dateline.agency)
    first = [who for number, (at, who) in enumerate(bylines) if at == bylines[0][0] + number]
    credit = next((agency for agency in credited if agency), None)
    return Top(tuple(marks), ", ".join(first) or None, credit, start)


def _stands_apart(first: Unit, second: Unit) -> bool:
    """Whether a first line has the form of a headline."""
    words = first.words
    if not first.after or len(words) > HEADLINE_LONGEST or words.endswith((":", ",", ";")):
        return False
    if len(words) > SENTENCE_LEAST and _FULL_STOP.search(words):
        return False
    if _NAMES.fullmatch(words) and not second.ended and len(second.words) <= _OUTLET_LONGEST:
        return False
    return not (furniture.kind_of(words) or _BY.fullmatch(words) or datelines.opens(words))


def _shares(words: str, title: str) -> bool:
    """Whether a line has enough words in common with the title (as ``comparable`` gives it)."""
    known = set(title.split())
    own = {word for word in comparable(words).split() if len(word) > 3}  # noqa: PLR2004 - words of content
    return not known or len(own & known) >= TITLE_SHARE * max(1, len(own))


def _text_start(units: Sequence[Unit], kinds: Sequence[MarkKind | None]) -> int:
    """The index of the first paragraph of text."""
    for index, (unit, kind) in enumerate(zip(units[:_TOP_MOST], kinds[:_TOP_MOST], strict=True)):
        if unit.ended and len(unit.words) >= BODY_LEAST and not kind:
            return index
    return 0


def _bylines(units: Sequence[Unit], kinds: Sequence[MarkKind | None], start: int) -> Iterator[tuple[int, str]]:
    """The indices of units that say who wrote the report, with the words that say it."""
    previous = False
    for index, (unit, kind) in enumerate(zip(units, kinds, strict=True)):
        who = _by(unit.words)
        if not (who or kind or unit.ended) and index < start and len(unit.words) <= BYLINE_LONGEST:
            outlet = previous and len(unit.words) <= _OUTLET_LONGEST
            who = unit.words if _named(unit.words) or outlet else None
        previous = who is not None and index < start
        if who:
            yield index, who


def _named(words: str) -> bool:
    """Whether a line is nothing but the names of people."""
    names = _NAMES.fullmatch(words) is not None and not words.isupper() and not _ARTICLE.search(words)
    return names and not agencies.named(words)


def _by(words: str) -> str | None:
    """The names of a line "By ..."."""
    found = _BY.fullmatch(words) if len(words) <= BYLINE_LONGEST else None
    if not found or (_SENTENCE_END.search(words) and not _ABBREVIATED.search(words)):
        return None
    tokens = _TOKEN.findall(found["who"])
    capital = sum(token[0].isupper() for token in tokens)
    return found["who"].strip() if tokens and tokens[0][0].isupper() and capital * 2 >= len(tokens) else None


def _credited(who: str) -> str | None:
    """The agency that a byline names as the writer's own."""
    agency = None if _NOT_OWN.search(who) else agencies.named(who)
    return None if agency == "PA" and _STATE.search(who) else agency


def _credit_lines(
    units: Sequence[Unit], kinds: Sequence[MarkKind | None], start: int
) -> Iterator[tuple[Mark, str | None]]:
    """Lines, and the end of the last paragraphs, that credit an agency with the text."""
    for index, (unit, kind) in enumerate(zip(units, kinds, strict=True)):
        edge = index < start or index >= len(units) - _LAST_MOST
        own = _OWN_LINE.fullmatch(unit.words) if edge and len(unit.words) <= BYLINE_LONGEST else None
        owned = _OWNED.match(unit.words) if kind == "copyright" else None
        if own:
            yield Mark(start=unit.start, end=unit.end, kind="credit"), agencies.named(own["who"])
        elif owned:
            yield Mark(start=unit.start, end=unit.end, kind="copyright"), agencies.named(owned[0])
        elif index >= len(units) - _LAST_MOST and not kind:
            last = _LAST.search(unit.words, max(0, len(unit.words) - _CREDIT_TAIL))
            if last and last.start():
                yield Mark(start=unit.start + last.start(), end=unit.end, kind="credit"), agencies.named(last[0])
