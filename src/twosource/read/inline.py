"""Furniture inside a paragraph: end credits that close the last one, and link lists thrown into a sentence.

In: a unit. Out: the stretches of it that are no part of the report.

- End credits: "(Reporting by ...; editing by ...)" at the end of one of the last paragraphs.
- Links in brackets: "(RELATED: ...)" at the end of a paragraph.
- Link lists: some pages put a person's full name, headlines about the person and the word MORE behind a name, without
  a space between name and first headline. The list is found by its end (MORE), its missing space, and the family name
  that stands twice; without all three nothing is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.model import Mark
from twosource.read.units import Unit

_TAIL = 700
_CREDITS = re.compile(
    r"(?:\((?=(?:additional |with |writing |reporting|editing|compiled|written|edited)[^()]{0,30}\b(?:by|from|in)\b)"
    r"[^()]*(?:\([^()]*\)[^()]*){0,3}\)"
    r"|(?<=[.”\"’] )(?:Additional reporting|Reporting|Writing|Editing)(?: and (?:writing|editing))? by"
    r" [^\W\d_][^()]{0,400})\s*$",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"[(\[] ?(?:RELATED|READ(?: MORE| NEXT| ALSO)?|WATCH|VIDEO|PHOTOS?|ALSO|SEE ALSO|MORE|LISTEN)(?: STORY)?: ?"
    r"[^()\[\]]{3,250}[)\]]\s*$",
    re.IGNORECASE,
)
_MORE = re.compile(r"MORE(?=[\s.,;:!?’'”\")]|$)")
_LIST_LONGEST = 900
_JOIN = re.compile(r"(?P<family>[^\W\d_a-z](?:\w|['’-])*?[a-z](?:Jr\.|Sr\.|II|III)?)(?=[A-Z\"'“‘])")
_PARTICLE = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O['’])$")
_TOKEN = re.compile(r"\(?[^\W\d_a-z][\w.'’-]*\)?,? $")


def marks(unit: Unit, *, last: bool) -> Iterator[Mark]:
    """The furniture inside a unit; ``last``: it is one of the last paragraphs."""
    if last:
        start = max(0, len(unit.words) - _TAIL)
        found = _CREDITS.search(unit.words, start)
        if found and found.start():
            yield Mark(start=unit.start + found.start(), end=unit.end, kind="notice")
    link = _LINK.search(unit.words, max(0, len(unit.words) - _TAIL))
    if link and link.start():
        yield Mark(start=unit.start + link.start(), end=unit.end, kind="related")
    done = 0
    for more in _MORE.finditer(unit.words):
        begin = _list_start(unit.words, max(done, more.start() - _LIST_LONGEST), more.end())
        if begin is not None:
            yield Mark(start=unit.start + begin, end=unit.start + more.end(), kind="related")
        done = more.end()


def _list_start(words: str, start: int, end: int) -> int | None:
    """Where the full name begins that opens a link list ending at ``end``."""
    for join in _JOIN.finditer(words, start, end):
        if _PARTICLE.search(join["family"]):
            continue
        begin = _name_start(words, join.start(), start, join["family"])
        if begin is not None:
            return begin
    return None


def _name_start(words: str, at: int, least: int, family: str) -> int | None:
    """Back over capitalised words to the family name's first appearance."""
    for _ in range(7):
        token = _TOKEN.search(words, max(least, at - 40), at)
        if not token:
            return None
        if re.sub(r"['’]s$", "", token[0].strip(" ,")) == family:
            return at
        at = token.start()
    return None
