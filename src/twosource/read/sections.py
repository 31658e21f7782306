"""Furniture that only the lines around it show, beside what :mod:`twosource.read.furniture` sees in a single line.

In: the units of a text after its headline. Out: marks of kinds that are not part of the report.

- repeated headline: a line that equals the headline, or holds it and is no sentence;
- lists under a heading ("Story highlights", "Related"), and an appeal that runs to the end of the text;
- a line without an end: in a text whose paragraphs end in full stops, a line that does not is a caption, a link, a
  cross-head or a list of highlights (on 50 annotated stories 95 of 100 such lines are; posts quoted in the text and
  lists that a colon introduces are kept);
- repetition: a line that stands elsewhere word for word (pull quotes, captions shown twice);
- posts by an outlet's account that the text does not speak of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.model import Mark, MarkKind
from twosource.read import furniture, inline
from twosource.read.heads import Top, comparable
from twosource.read.units import Unit

Kinds = list[MarkKind | None]

ENDED_SHARE = 0.7
"""Share of lines with an end above which a line without one stands out."""
ENDED_LEAST = 4
"""Lines with an end below which nothing can be said."""
OPEN_LONGEST = 420
"""Characters of the longest line without an end that is taken for a caption or link."""
_LISTED = 8
_SHORT_ITEM = 180
_REPEATED_WORDS = 5
_APPEAL_FROM = 0.35
"""Share of a text before which no appeal runs to its end."""

_POST = re.compile(
    r"[—–-] ?(?P<name>[^—–\n]{1,80}?) ?\(@(?P<handle>\w{1,30})\)(?:,? [A-Z][a-z]+\.? \d{1,2}, \d{4})?\s*$"
)
_POST_LINK = re.compile(r"(?:https?://t\.co/\w+|pic\.twitter\.com/\w+)\S*\s*$")
_MEDIA_ACCOUNT = re.compile(
    r"News|TV|Radio|Show\b|Sunday|Times\b|Post\b|Press\b|Reuters|Politics\b|CNN|BBC|NBC|ABC|CBS|Fox|\bRT\b|AFP|Sky\b|Daily|Herald"
)
_BULLET = re.compile(r"[•·▪◦*►–—-]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
_READER = re.compile(r"\b(?:you|your|yours|we|our|us|ours)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^”\"]{0,2000}[”\"]")
_LETTER = re.compile(
    r"(?:an? )?(?:urgent |special |personal )?(?:message|letter|note|word|appeal) (?:from|to) (?:the |our )?"
    r"|dear (?:reader|friend|supporter)|(?:before you go|while you['’]re here|since you['’]re here|now,? more than ever)"
    r"|.{0,60}\bneeds? your (?:help|support)\b|(?:please )?(?:donate|support us)\b|.{0,80}\byour (?:support|donation|contribution)s?\b",
    re.IGNORECASE,
)
_GIVING = re.compile(
    r"\b(?:donat\w+|subscri\w+|support\w*|contribut\w+|member\w*|newsletter\w*|inbox|readers?|journalism|sign up)\b",
    re.I,
)


def marks(units: Sequence[Unit], *, headline: str | None, title: str | None, top: Top) -> Iterator[Mark]:
    """Everything among the units that is no part of the report, except what ``top`` has marked."""
    taken = {mark.start for mark in top.marks if mark.kind not in {"dateline"}}
    kinds: Kinds = [None if unit.start in taken else furniture.kind_of(unit.words) for unit in units]
    free = [unit.start not in taken for unit in units]
    _headlines(units, kinds, {comparable(words) for words in (headline, title) if words})
    _lists(units, kinds)
    _appeal(units, kinds)
    _posts(units, kinds)
    _open_lines(units, kinds, free, top.start)
    _repeated(units, kinds)
    for index, (unit, kind) in enumerate(zip(units, kinds, strict=True)):
        if kind and free[index]:
            yield Mark(start=unit.start, end=unit.end, kind=kind)
        elif free[index]:
            yield from inline.marks(unit, last=index >= len(units) - 4)


def _headlines(units: Sequence[Unit], kinds: Kinds, headlines: set[str]) -> None:
    for index, unit in enumerate(units):
        if kinds[index] or len(unit.words) > furniture.LONGEST:
            continue
        words = comparable(unit.words)
        if words in headlines or any(
            len(line.split()) >= _REPEATED_WORDS and line in words and not unit.ended for line in headlines
        ):
            kinds[index] = "repeated-headline"


def _lists(units: Sequence[Unit], kinds: Kinds) -> None:
    """Lines under a heading of highlights or links."""
    for index, unit in enumerate(units):
        kind = kinds[index]
        if kind not in {"highlights", "related"} or len(unit.words) > 60:  # noqa: PLR2004 - a heading is short
            continue
        for item in range(index + 1, min(index + 1 + _LISTED, len(units))):
            long = len(units[item].words) > _SHORT_ITEM
            if kinds[item] or long or (units[item].ended and (kind == "related" or units[item].before)):
                break
            kinds[item] = kind


def _appeal(units: Sequence[Unit], kinds: Kinds) -> None:
    """An appeal to the reader that runs to the end of the text."""
    for index, unit in enumerate(units):
        if index < _APPEAL_FROM * len(units) or len(unit.words) > furniture.LONGEST:
            continue
        if not _LETTER.match(unit.words) and kinds[index] != "appeal":
            continue
        rest = [other for at, other in enumerate(units[index:], index) if not kinds[at]]
        speaking = sum(_speaks(other.words) for other in rest)
        asking = any(_GIVING.search(other.words) for other in units[index:])
        if asking and speaking * 2 >= len(rest):
            kinds[index:] = [kind or "appeal" for kind in kinds[index:]]
            return


def _speaks(words: str) -> bool:
    """Whether a line speaks to its reader, outside quotation marks."""
    return len(words) <= 60 or _READER.search(_QUOTED.sub(" ", words[: furniture.LONGEST])) is not None  # noqa: PLR2004


def _posts(units: Sequence[Unit], kinds: Kinds) -> None:
    """Posts by the account of an outlet that the text does not name."""
    for index, unit in enumerate(units):
        post = _POST.search(unit.words, max(0, len(unit.words) - 160))
        if not post or kinds[index] or not _MEDIA_ACCOUNT.search(post["name"] + " " + post["handle"]):
            continue
        name = post["name"].strip()
        if not any(name in other.words for at, other in enumerate(units) if at != index):
            kinds[index] = "notice"


def _open_lines(units: Sequence[Unit], kinds: Kinds, free: Sequence[bool], start: int) -> None:
    """Lines without an end, where the lines of the text have one."""
    rest = [unit for unit, kind, open_ in zip(units, kinds, free, strict=True) if not kind and open_]
    ended = sum(unit.ended for unit in rest)
    if ended < ENDED_LEAST or ended < ENDED_SHARE * len(rest):
        return
    introduced = False
    for index, unit in enumerate(units):
        if kinds[index] or not free[index]:
            continue
        if unit.ended:
            introduced = unit.words.endswith((":", ",", ";"))
        elif not (introduced or _kept_open(unit) or (index == 0 and start == 0)):
            kinds[index] = _open_kind(unit, above=index < start)


def _kept_open(unit: Unit) -> bool:
    """Whether a line without an end belongs to the report all the same: posts, list items, long paragraphs."""
    words = unit.words
    tail = words[-160:]
    return (
        len(words) > OPEN_LONGEST
        or _POST.search(tail) is not None
        or _POST_LINK.search(tail) is not None
        or _BULLET.match(words) is not None
    )


def _open_kind(unit: Unit, *, above: bool) -> MarkKind:
    words = unit.words.split()
    if unit.words.isupper() or re.match(r"[A-Z][\w ]{1,20}:\S", unit.words):
        return "related"
    if above and len(words) > 6:  # noqa: PLR2004 - a line above the text that is no label
        return "highlights"
    return "caption" if len(words) > 9 else "navigation"  # noqa: PLR2004 - cross-heads are shorter


def _repeated(units: Sequence[Unit], kinds: Kinds) -> None:
    """A line that stands elsewhere in the text: word for word, or inside a longer paragraph."""
    lines = [comparable(unit.words) if len(unit.words) <= furniture.LONGEST else "" for unit in units]
    first: dict[str, int] = {}
    for index, line in enumerate(lines):
        if kinds[index] or len(line.split()) < _REPEATED_WORDS:
            continue
        if line in first:
            kinds[index] = "notice"
        first.setdefault(line, index)
