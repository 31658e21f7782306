"""Lines without an end, in a text whose lines have one.

In: the units of a text and the kinds found so far. Out: the kinds of open lines. In news, paragraphs end in full stops;
a line that does not is a caption, a link, a cross-head or one of a list of highlights: so are 95 of 100 such lines in
50 annotated stories. Kept as text are posts quoted in it, lists that a colon introduces, long paragraphs that lost
their end, quoted speech (but not what a paragraph says again), and a single standfirst below the headline. Nothing is
said about texts in which lines commonly have no end (verse, lists, transcripts, other scripts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.model import MarkKind
from twosource.read import furniture
from twosource.read.units import Unit

Kinds = list[MarkKind | None]

ENDED_SHARE = 0.5
"""Share of lines with an end above which a line without one stands out, ..."""
ENDED_TEXT = 0.6
"""... and the share of characters in them: short texts with many captions have few lines, but these are long."""
ENDED_LEAST = 4
"""Lines with an end below which nothing can be said."""
OPEN_LONGEST = 230
"""Characters of the longest line without an end that is taken for a caption or link ..."""
CAPTION_LONGEST = 420
"""... and in a text with captions of this kind, or where the line speaks of its picture."""
STANDFIRST_LEAST = 70
"""Characters from which a single open line below the headline is a standfirst, which belongs to the report."""
LISTED = 4
"""Short open lines in a row that are a list of the report's own, if text follows; at the end they are links."""
CAPTIONS = 2
"""Open lines of a caption's length that show that a text has captions of this kind."""
ECHO = 0.8
"""Share of the words of an open line that a paragraph holds which says the same: the line is a caption below it."""
_ECHO_WORDS = 6
_ECHOES_MOST = 40
_LABEL_WORDS = 6
_CROSSHEAD_WORDS = 9
_CAPITAL_SHARE = 0.8

_POST = re.compile(
    r"[—–-] ?(?P<name>[^—–\n]{1,80}?) ?\(@(?P<handle>\w{1,30})\)(?:,? [A-Z][a-z]+\.? \d{1,2}, \d{4})?\s*$"
)
_POST_LINK = re.compile(r"(?:https?://t\.co/\w+|pic\.twitter\.com/\w+)\S*\s*$")
_POST_TAIL = 160
_BULLET = re.compile(r"[•·▪◦*►–—-]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
_LABEL = re.compile(r"[A-Z][\w ]{1,20}:\S")
QUOTED = re.compile(r"[“\"][^”\"]{0,2000}[”\"]")
"""Words in quotation marks."""
SAYING = re.compile(r"\b(?:said|says|told|added|wrote|tweeted|according to|asked)\b", re.IGNORECASE)
"""Words of a reporter who reports speech."""
_PICTURE = re.compile(
    r"\b(?:pictured|photo(?:s|graph(?:ed)?)?|image|seen here|file picture)\b|\((?:above|left|right|centre|center)\)",
    re.IGNORECASE,
)


class Around(NamedTuple):
    """What is known of the text around: its headline and title, and the index of its first paragraph."""

    headline: str | None
    title: str | None
    start: int


def find(units: Sequence[Unit], kinds: Kinds, free: Sequence[bool], around: Around) -> None:
    """Give open lines their kinds. ``free``: the units that carry no other mark."""
    rest = [unit for unit, kind, open_ in zip(units, kinds, free, strict=True) if not kind and open_]
    ended = [len(unit.words) for unit in rest if unit.ended]
    open_text = sum(min(len(unit.words), CAPTION_LONGEST) for unit in rest if not unit.ended)
    few = len(ended) < ENDED_LEAST or len(ended) < ENDED_SHARE * len(rest)
    if few or sum(ended) < ENDED_TEXT * (sum(ended) + open_text):
        return
    many = sum(_long(unit) and not _kept(unit, captions=False) for unit in rest) >= CAPTIONS
    kept = {_standfirst(units, kinds, free, around), *_lists(units, kinds, around.start)}
    echoes = set(_echoes(units, kinds, free))
    introduced = False
    for index, unit in enumerate(units):
        if kinds[index] or not free[index]:
            continue
        if unit.ended:
            introduced = unit.words.endswith((":", ",", ";"))
        elif not (index in kept or introduced or _kept(unit, captions=many, echo=index in echoes)):
            kinds[index] = _kind(unit, above=index < around.start)


def post(words: str) -> re.Match[str] | None:
    """A post quoted with its account, "— Name (@handle) May 1, 2020", at the end of a line: its name and handle."""
    return _POST.search(words, max(0, len(words) - _POST_TAIL))


def _long(unit: Unit) -> bool:
    """Whether an open line is longer than a cross-head."""
    return not unit.ended and len(unit.words.split()) > _CROSSHEAD_WORDS


def _standfirst(units: Sequence[Unit], kinds: Kinds, free: Sequence[bool], around: Around) -> int | None:
    """The index of the only open line above the text, if it is a sentence about the report: a standfirst, or the
    headline itself where none is known.
    """
    above = [at for at in range(min(around.start, len(units))) if not kinds[at] and free[at] and not units[at].ended]
    if not (around.headline or around.title) and units and not kinds[0] and free[0]:
        return 0
    if len(above) != 1:
        return None
    words = units[above[0]].words
    sentence = len(words) >= STANDFIRST_LEAST and not _PICTURE.search(words) and not _titled(words)
    return above[0] if sentence else None


def _lists(units: Sequence[Unit], kinds: Kinds, start: int) -> Iterator[int]:
    """The indices of short open lines that follow one another in the middle of the text: a list, a table."""
    run: list[int] = []
    for index in range(start, len(units)):
        if kinds[index] or units[index].ended or _long(units[index]):
            yield from run if len(run) >= LISTED else ()
            run = []
        else:
            run.append(index)


def _echoes(units: Sequence[Unit], kinds: Kinds, free: Sequence[bool]) -> Iterator[int]:
    """The indices of long open lines whose words a paragraph has, too."""
    long = [at for at, unit in enumerate(units) if not kinds[at] and free[at] and _long(unit)][:_ECHOES_MOST]
    if not long:  # as in most reports: no paragraph need be taken apart
        return
    told = [frozenset(_content(unit.words)) for unit in units if unit.ended and len(unit.words) <= furniture.LONGEST]
    for index in long:
        words = frozenset(_content(units[index].words))
        if len(words) >= _ECHO_WORDS and any(len(words & other) >= ECHO * len(words) for other in told):
            yield index


def _content(words: str) -> list[str]:
    """Words of four letters and more, and numbers, in small letters."""
    return re.findall(r"[^\W\d_]{4,}|\d+", words.lower())


def _titled(words: str) -> bool:
    """Whether Most Words Have a Capital, as in the Headline of Another Report."""
    content: list[str] = re.findall(r"[^\W\d_]{4,}", words)
    return sum(word[0].isupper() for word in content) >= _CAPITAL_SHARE * max(1, len(content))


def _kept(unit: Unit, *, captions: bool, echo: bool = False) -> bool:
    """Whether an open line belongs to the report all the same: posts, list items, paragraphs, speech that no paragraph
    tells again (``echo``).
    """
    words = unit.words
    if unit.ended:
        return True
    if furniture.credit_first(words):
        return False
    longest = CAPTION_LONGEST if captions or _PICTURE.search(words) else OPEN_LONGEST
    return (
        len(words) > longest
        or post(words) is not None
        or bool(_POST_LINK.search(words[-_POST_TAIL:]))
        or bool(_BULLET.match(words))
        or (not echo and _long(unit) and SAYING.search(QUOTED.sub(" ", words)) is not None)
    )


def _kind(unit: Unit, *, above: bool) -> MarkKind:
    if unit.words.isupper() or _LABEL.match(unit.words):
        return "related"
    if above and len(unit.words.split()) > _LABEL_WORDS:
        return "highlights"
    return "caption" if _long(unit) else "navigation"
