"""Links to the very words on a page: text fragments (WICG, "URL Fragment Text Directives").

In: an address, a text, and a span of it. Out: the address with ``#:~:text=prefix-,start,end,-suffix``, which browsers
open scrolled to the words. The words are given whole where they are short and in one line, else by their first and last
few; as much of the line before and after is added as makes them the first to be found in the text. All that separates
the parts of a directive is percent-encoded inside of them (``- , &``), and so is all that is no plain letter or digit.

What this does not do: promise that the page still says so, or that a browser finds words that the page breaks up
otherwise; the directive is made from the text that was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeGuard
from urllib.parse import quote

from twosource.model import Span
from twosource.text import Ranged, trimmed

MOST = 120
"""Characters of words that are given whole: longer ones make addresses that mail programs break."""
ENDS = (4, 8, 16)
"""Words at the beginning and at the end of longer ones; more where fewer lead elsewhere."""
AROUND = (0, 3, 6, 12)
"""Words before and after that tell apart what stands twice."""

_WORD = re.compile(r"\S+")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


class Directive(NamedTuple):
    """The parts of a text directive, not encoded; ``end`` is empty where ``start`` is all of the words."""

    prefix: str
    start: str
    end: str
    suffix: str


def is_web(url: str | None) -> TypeGuard[str]:
    """Whether an address leads to the web."""
    return bool(_WEB.match((url or "").strip()))


def link(url: str | None, text: str, span: Ranged) -> str | None:
    """The address of the words; None where the address does not lead to the web, or the span has no words."""
    words = trimmed(text, span.start, span.end)
    if not is_web(url) or words.start == words.end:
        return None
    head, hash_, fragment = safe(url).partition("#")
    return f"{head}#{fragment if hash_ else ''}:~:text={encoded(directive(text, words))}"


def safe(url: str) -> str:
    """The address with all encoded that must not stand in one."""
    return quote(url.strip(), safe="!#$%&'()*+,/:;=?@[]~-._")


def directive(text: str, span: Ranged) -> Directive:
    """The shortest directive that finds the span first in the text; the longest tried if none does."""
    tried = Directive("", "", "", "")
    for tried in _tries(text, span):
        if find(text, tried) == Span(span.start, span.end):
            return tried
    return tried


def encoded(made: Directive) -> str:
    """The directive as it stands behind ``:~:text=``."""
    parts = [_part(made.start)]
    if made.end:
        parts.append(_part(made.end))
    if made.prefix:
        parts.insert(0, f"{_part(made.prefix)}-")
    if made.suffix:
        parts.append(f"-{_part(made.suffix)}")
    return ",".join(parts)


def find(text: str, made: Directive) -> Span | None:
    """Where a directive leads in a text: the first place that fits, letters in either case, any space for a space."""
    start = f"(?P<words>{_whole(made.start)}" + (rf".*?{_whole(made.end)})" if made.end else ")")
    before = rf"{_whole(made.prefix)}\s*" if made.prefix else ""
    after = rf"(?=\s*{_whole(made.suffix)})" if made.suffix else ""
    found = re.compile(before + start + after, re.IGNORECASE | re.DOTALL).search(text)
    return Span(*found.span("words")) if found else None


def _tries(text: str, span: Ranged) -> Iterator[Directive]:
    words = text[span.start : span.end]
    before, after = text[: span.start].rpartition("\n")[2], text[span.end :].partition("\n")[0]
    for around in AROUND:
        prefix, suffix = _last(before, around), _first(after, around)
        for ends in ENDS:
            if "\n" not in words and (len(words) <= MOST or len(words.split()) <= 2 * ends):
                yield Directive(prefix, words, "", suffix)
                break
            head, tail = words.partition("\n")[0], words.rpartition("\n")[2]
            yield Directive(prefix, _first(head, ends), _last(tail, ends), suffix)


def _first(text: str, number: int) -> str:
    """The first so many words."""
    words = list(_WORD.finditer(text))[:number]
    return text[words[0].start() : words[-1].end()] if words else ""


def _last(text: str, number: int) -> str:
    words = list(_WORD.finditer(text))[-number:] if number else []
    return text[words[0].start() : words[-1].end()] if words else ""


def _whole(words: str) -> str:
    """A pattern of the words that does not begin or end inside of a longer word."""
    loose = r"\s+".join(re.escape(word) for word in words.split())
    begins, ends = words[:1].isalnum(), words[-1:].isalnum()
    return (r"(?<!\w)" if begins else "") + loose + (r"(?!\w)" if ends else "")


def _part(words: str) -> str:
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")
