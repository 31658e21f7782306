"""Furniture that only the lines around it show, beside what :mod:`twosource.read.furniture` sees in a single line.

In: the units of a text after its headline, and the kind of each by itself. Out: marks of kinds that are not part of
the report.

- repeated headline: a line that equals the headline, or holds it and is no sentence;
- lists under a heading ("Story highlights", "Related"), and an appeal that runs on or to the end of the text;
- a line without an end, where lines of the text have one (:mod:`twosource.read.openlines`);
- repetition: a line that stands elsewhere word for word (pull quotes, captions shown twice);
- posts by an outlet's account that the text does not speak of;
- all that follows "Continue reading" at the end, if none of it is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.model import Mark, MarkKind
from twosource.read import furniture, inline, openlines
from twosource.read.openlines import QUOTED, SAYING, Around, Kinds
from twosource.read.units import Unit, comparable

REPEATED_WORDS = 5
"""Words of the shortest line whose repetition says anything."""
APPEAL_FROM = 0.35
"""Share of a text before which no appeal runs on."""
_LISTED = 8
_POSTS_MOST = 40
_BOX_LONGEST = 200
_ITEM_LONGEST = 180
_HEADING_LONGEST = 60

_MEDIA_ACCOUNT = re.compile(
    r"News|TV|Radio|Show\b|Sunday|Times\b|Post\b|Press\b|Reuters|Politics\b|CNN|BBC|NBC|ABC|CBS|Fox|\bRT\b|AFP|Sky\b"
    r"|Daily|Herald"
)
_READER = re.compile(r"\b(?:[Yy]ou|[Yy]ours?|[Ww]e|[Oo]urs?|us)\b")
_LETTER = re.compile(
    r"(?:an? )?(?:urgent |special |personal )?(?:message|letter|note|word|appeal) (?:from|to) .{2,60}:?$"
    r"|dear (?:reader|friend|supporter)"
    r"|(?:before you go|while you['’]re here|since you['’]re here|now,? more than ever)\b"
    r"|.{0,60}\bneeds? your (?:help|support)\b|(?:please )?(?:donate|support us)\b"
    r"|.{0,80}\byour (?:support|donation|contribution)s?\b",
    re.IGNORECASE,
)
_GIVING = re.compile(
    r"\b(?:donat\w+|subscri\w+|support\w*|contribut\w+|member\w*|newsletter\w*|inbox|readers?|journalism|sign up)\b",
    re.IGNORECASE,
)


def marks(units: Sequence[Unit], alone: Sequence[MarkKind | None], taken: set[int], around: Around) -> Iterator[Mark]:
    """Everything among the units that is no part of the report. ``taken``: starts of units marked otherwise."""
    free = [unit.start not in taken for unit in units]
    kinds: Kinds = [kind if open_ else None for kind, open_ in zip(alone, free, strict=True)]
    _posts(units, kinds)
    _headlines(units, kinds, {comparable(words) for words in (around.headline, around.title) if words})
    _lists(units, kinds)
    _appeals(units, kinds)
    _continued(units, kinds)
    openlines.find(units, kinds, free, around)
    _repeated(units, kinds)
    for index, (unit, kind) in enumerate(zip(units, kinds, strict=True)):
        if kind and free[index]:
            yield Mark(start=unit.start, end=unit.end, kind=kind)
        elif free[index]:
            yield from inline.marks(unit, last=index >= len(units) - 4)


def _posts(units: Sequence[Unit], kinds: Kinds) -> None:
    """Posts are kept, unless they are by the account of an outlet that the text does not name."""
    looked_for = 0
    for index, unit in enumerate(units):
        post = openlines.post(unit.words)
        if not post:
            continue
        name = post["name"].strip()
        named = True
        if _MEDIA_ACCOUNT.search(f"{name} {post['handle']}") and looked_for < _POSTS_MOST:
            looked_for += 1
            named = any(name in other.words for at, other in enumerate(units) if at != index)
        kinds[index] = None if named else "notice"


_GOES_ON_ELSEWHERE = re.compile(r"(?:continue|keep) reading\b[^.]{0,40}(?:…|\.{2,3}|»|→)?$", re.IGNORECASE)


def _continued(units: Sequence[Unit], kinds: Kinds) -> None:
    """Links below "Continue reading ...": from there on no line is a sentence."""
    first = len(units)
    while first and (kinds[first - 1] or not units[first - 1].ended or units[first - 1].words.endswith(":")):
        first -= 1
    below = next((at for at in range(first, len(units)) if _GOES_ON_ELSEWHERE.match(units[at].words)), len(units))
    for index in range(below, len(units)):
        kinds[index] = kinds[index] or "related"


def _headlines(units: Sequence[Unit], kinds: Kinds, headlines: set[str]) -> None:
    long = [line for line in headlines if len(line.split()) >= REPEATED_WORDS]
    for index, unit in enumerate(units):
        if kinds[index] or len(unit.words) > furniture.LONGEST:
            continue
        words = comparable(unit.words)
        if words in headlines or (not unit.ended and any(line in words for line in long)):
            kinds[index] = "repeated-headline"


def _lists(units: Sequence[Unit], kinds: Kinds) -> None:
    """Lines under a heading of highlights or links."""
    for index, unit in enumerate(units):
        kind = kinds[index]
        heading = len(unit.words) <= _HEADING_LONGEST or kind == "highlights"
        if kind not in {"highlights", "related"} or not heading:
            continue
        for item in range(index + 1, min(index + 1 + _LISTED, len(units))):
            if kinds[item] or units[item].ended or len(units[item].words) > _ITEM_LONGEST:
                break
            kinds[item] = kind


def _appeals(units: Sequence[Unit], kinds: Kinds) -> None:
    """An appeal to the reader that runs over the next paragraphs, or to the end of the text."""
    index = int(APPEAL_FROM * len(units))
    ends_speaking = _ends_speaking(units, kinds)
    while index < len(units):
        words = units[index].words
        letter = len(words) <= furniture.LONGEST and _LETTER.match(words) is not None and not SAYING.search(words)
        end = index + 1
        if letter or kinds[index] == "appeal":
            longest = furniture.LONGEST if letter else _BOX_LONGEST
            while end < len(units) and (kinds[end] or _speaks(units[end].words, longest)):
                end += 1
            if letter and ends_speaking[index]:
                end = len(units)
            if any(_GIVING.search(unit.words) for unit in units[index:end]):
                kinds[index:end] = [kind or "appeal" for kind in kinds[index:end]]
        index = end


def _ends_speaking(units: Sequence[Unit], kinds: Kinds) -> list[bool]:
    """For each unit, whether from it to the end half of the lines speak to the reader and none reports speech."""
    out: list[bool] = []
    rest = speaking = 0
    saying = False
    for unit, kind in zip(reversed(units), reversed(kinds), strict=True):
        if not kind:
            rest += 1
            speaking += _speaks(unit.words, furniture.LONGEST)
            saying = saying or len(unit.words) > furniture.LONGEST or SAYING.search(unit.words) is not None
        out.append(not saying and speaking * 2 >= rest)
    return out[::-1]


def _speaks(words: str, longest: int) -> bool:
    """Whether a line speaks to its reader: in nobody's quotation marks and nobody's words."""
    if len(words) > longest or SAYING.search(words):
        return False
    return _READER.search(QUOTED.sub(" ", words)) is not None


def _repeated(units: Sequence[Unit], kinds: Kinds) -> None:
    """A line that stands in the text before, word for word."""
    seen: set[str] = set()
    for index, unit in enumerate(units):
        if kinds[index] or len(unit.words) > furniture.LONGEST:
            continue
        line = comparable(unit.words)
        if len(line.split()) < REPEATED_WORDS:
            continue
        if line in seen:
            kinds[index] = "notice"
        seen.add(line)
