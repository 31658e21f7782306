"""Headline, byline and credit: who wrote a report, and whose text it is.

In: the units of a text. Out: marks, the byline's words and the agency credited. Rules look at form and position:

- the headline is the first line, if it equals the title, or if it stands apart from the text (a blank line after it),
  is not itself a sentence of the text and shares words with the title, where that is known;
- a byline is "By" and names on a line of its own, or names alone between headline and text, and the name of their
  outlet on the line after;
- a credit is an agency's name on a line of its own, behind the time of publication or in brackets at the very end, its
  copyright line, its signature, a line of names with it, or a dateline (:mod:`twosource.read.datelines`). Brackets at
  the end of several paragraphs say where each item comes from; they credit nobody with the whole.
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
_SIGNED_MOST = 6
_OUTLET_LONGEST = 40
_CREDIT_TAIL = 60

_NAME = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_PERSON = rf"{_NAME}(?: (?:{_NAME}|de|da|del|der|di|dos|van|von|bin|ibn|al|el|la|le|ben|ten|ter)){{1,4}}"
_NAMES = re.compile(
    rf"{_PERSON}(?:(?:, (?:and )?| and | & ){_PERSON}){{0,6}}(?:,? (?:and|for|of) {_NAME}(?: {_NAME}){{0,3}})?"
)
_STAFF = re.compile(
    rf"{_PERSON}(?:(?:, (?:and )?| and | & ){_PERSON}){{0,3}}(?:,| \||,? of|,? for) (?P<who>{agencies.NAME})"
)
_BY = re.compile(r"(?:By|BY|by|Posted by|Written by|Story by|Words by)(?: |: ?)(?P<who>[^\W\d_].{1,130})")
_TOKEN = re.compile(r"[^\W\d_][\w.'’-]*")
_SENTENCE_END = re.compile(r"[.?!:;][\"'”’)]?$")
_ABBREVIATED = re.compile(r"\b[A-Z]\w{0,3}\.$")
_FULL_STOP = re.compile(r"\.[\"'”’)\]]?$")
_ARTICLE = re.compile(r"\b(?:The|An?|About|Story|Post|News|Report|Update|Analysis|Opinion|This|Your)\b")
_SEVERAL = rf"{agencies.NAME}(?: ?(?:[/,&•]|[-–—]|and) ?{agencies.NAME}){{0,3}}"
_OWN_LINE = re.compile(
    rf"[-–—(\[]*\s?(?:(?:Source|Credit|Via|From): ?)?(?P<who>{_SEVERAL})[)\]]*[.,]?"
    r"(?: ?\| ?(?:Updated|Published|Posted).{0,60})?"
)
_LISTED = re.compile(
    rf"[-–—(\[]*\s?(?P<who>{agencies.NAME})(?: ?[/,&•–—-] ?{agencies.NAME}){{1,3}}[)\]]*\.?", re.IGNORECASE
)
_STAMPED = re.compile(rf"\b(?:Updated|Published|Posted)\b[^()]{{1,40}}\((?P<who>{agencies.NAME})\)$")
_ENDED = r"(?:(?<=[.?!…\"'”’] )|(?<=[.?!…\"'”’]))"
_LAST = re.compile(rf"(?:{_ENDED}\((?P<brackets>{agencies.NAME})\)|(?:—|–|--|\s-) ?(?P<dash>{agencies.NAME}))\.?$")
_QUOTES = frozenset("\"“”„«»'‘’")
_BRACKETS = re.compile(r"[.?!…\"'”’] [(\[][A-Z][\w.&’' -]{1,30}[)\]]\.?$")
_OWNED = re.compile(
    r"[-–—(]?\s?(?:[Cc]opyright|COPYRIGHT|©|\([cC]\))(?P<year>[^A-Za-z]{0,20})(?:by )?(?:[Tt]he )?"
    rf"(?P<who>{agencies.NAME})(?!\w| ?/| & Co)"
)
_ALL_RIGHTS = re.compile(r"\W*(?:All [Rr]ights|This material|$)")


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
    credited = [agencies.of_byline(who) for _, who in bylines] + [agency for _, agency in lines]
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
            who = unit.words if _named(unit.words) or _staff(unit.words) or outlet else None
        previous = who is not None and index < start
        if who:
            yield index, who


def _named(words: str) -> bool:
    """Whether a line is nothing but the names of people."""
    names = _NAMES.fullmatch(words) is not None and not words.isupper() and not _ARTICLE.search(words)
    return names and not agencies.named(words)


def _staff(words: str) -> bool:
    """Whether a line is people's names and their agency's in full: behind a short one ("Ada Quill, AP") may be a
    picture.
    """
    found = _STAFF.fullmatch(words)
    return found is not None and len(found["who"]) > len("UPI")


def _by(words: str) -> str | None:
    """The names of a line "By ..."."""
    found = _BY.fullmatch(words) if len(words) <= BYLINE_LONGEST else None
    if not found or (_SENTENCE_END.search(words) and not _ABBREVIATED.search(words)):
        return None
    tokens = _TOKEN.findall(found["who"])
    capital = sum(token[0].isupper() for token in tokens)
    return found["who"].strip() if tokens and tokens[0][0].isupper() and capital * 2 >= len(tokens) else None


def _credit_lines(
    units: Sequence[Unit], kinds: Sequence[MarkKind | None], start: int
) -> Iterator[tuple[Mark, str | None]]:
    """Lines, and the end of the last paragraphs, that credit an agency with the text."""
    listed = sum(_BRACKETS.search(unit.words, max(0, len(unit.words) - _CREDIT_TAIL)) is not None for unit in units) > 1
    for index, (unit, kind) in enumerate(zip(units, kinds, strict=True)):
        top, last = index < start, index >= len(units) - _LAST_MOST
        found = _top_line(unit) if top else None
        if not found and (top or last) and len(unit.words) <= BYLINE_LONGEST:
            # of several names the letter case may be lost: "Reuters - Ap - Afp"
            own = _OWN_LINE.fullmatch(unit.words) or _LISTED.fullmatch(unit.words)
            found = _Credit(0, "credit", own["who"]) if own else None
        if not found and (kind == "copyright" or (last and not kind)):
            found = _owner(unit.words)
        if not found and index >= len(units) - _SIGNED_MOST:
            signature = agencies.signed(unit.words)
            found = _Credit(signature.start, "credit", signature.agency) if signature else None
        if not found and last and not kind:
            found = _end(unit.words, listed=listed)
        if found:
            mark = Mark(start=unit.start + found.start, end=unit.end, kind=found.kind)
            yield mark, agencies.named(found.who) or agencies.named(found.who.upper())


class _Credit(NamedTuple):
    """Where a credit begins in a line, the kind of its mark, and whom it names."""

    start: int
    kind: MarkKind
    who: str


def _top_line(unit: Unit) -> _Credit | None:
    """The agency behind the time of publication: "Updated: 2025-03-02 (Xinhua)"."""
    found = _STAMPED.search(unit.words)
    return _Credit(found.start(), "credit", found["who"]) if found else None


def _owner(words: str) -> _Credit | None:
    """The agency whose copyright a line states. Without a year and more words behind it, it is a picture's."""
    found = _OWNED.match(words)
    if not found or not (any(map(str.isdigit, found["year"])) or _ALL_RIGHTS.match(words, found.end())):
        return None
    return _Credit(0, "copyright", found["who"])


def _end(words: str, *, listed: bool) -> _Credit | None:
    """The agency at the end of a paragraph. ``listed``: several paragraphs end with a name in brackets. In brackets
    behind a paragraph that is all a quotation stands whom it is quoted from, and so does an outlet that is no agency in
    the first place.
    """
    found = _LAST.search(words, max(0, len(words) - _CREDIT_TAIL))
    if not found or not found.start():
        return None
    if found["brackets"]:
        quoted = words[0] in _QUOTES and words[: found.start()].rstrip()[-1] in _QUOTES
        if listed or quoted or agencies.named(found["brackets"]) in agencies.OUTLETS_TOO:
            return None
    return _Credit(found.start(), "credit", found["brackets"] or found["dash"])
