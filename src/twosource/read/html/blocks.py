"""Blocks of a page: its text cut where a reader sees a new paragraph, each with the place it has in the tree.

In: the root of a parsed page. Out: :class:`Block` values in the order of the page: paragraphs, headings, items of
lists, rows of tables, and what stands between them; white space is one space, a line break of the page a newline, and
two of them end a block. Every visible character outside of scripts, forms' fields and pictures is in exactly one
block.

The walk is a loop, not a recursion: pages nest thousands of elements, by mistake or on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element as Element

MOST_BLOCKS = 6_000
"""Blocks of a page that are looked at: no report has a tenth of them."""
UNSEEN_LEAST = 0.3
"""Share of the prose that must be visible: pages hide copies of their text for machines, and all of it until it
loads."""
PROSE = 80
"""Characters from which a block may be a paragraph of prose."""
DEPTH = 12
"""Ancestors that a block remembers, the nearest first."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SKIPPED = _set(
    "script style noscript template svg math canvas head iframe object embed audio video map select textarea input"
    " button option datalist progress meter dialog frame frameset noframes applet area base link meta"
)
_BLOCK = _set(
    "html body p div section article main header footer aside nav h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption"
    " thead tbody tfoot tr td th blockquote pre figure figcaption form fieldset legend details summary address hr"
    " center menu hgroup dir search"
)
_CELLS = _set("td th")
_STRONG = _set("b strong em i")
_ROW_BREAKING = _BLOCK - _CELLS
_ENDING = _set("iframe video audio object embed")
"""Elements that are not read but end a paragraph."""
_SPACE = re.compile(r"[\s\u200b\u2060\ufeff\u00ad]+")
_LINES = re.compile(r" ?\n ?")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NAME = re.compile(r"[a-z]+")
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_NAMES = 300
"""Characters of a class or id that are looked at: style sheets made by machines write whole novels there."""


class Place(NamedTuple):
    """An element above a block: its tag, and the words of its class, id, role and kind; ``number`` tells elements
    apart.
    """

    tag: str
    names: frozenset[str]
    number: int
    unseen: bool


class Block(NamedTuple):
    """A stretch of the page that reads as one paragraph.

    ``linked`` counts characters inside links, ``strong`` inside bold and italics; ``above`` are its ancestors, the
    nearest first; ``images`` counts the pictures since the block before.
    """

    text: str
    above: tuple[Place, ...]
    linked: int
    strong: int
    images: int

    @property
    def tag(self) -> str:
        return self.above[0].tag if self.above else ""


class _Pieces:
    """The inline text of the block that is being read."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.linked = self.strong = self.images = self.breaks = 0

    def add(self, text: str | None, *, linked: bool, strong: bool) -> None:
        if not text:
            return
        words = _SPACE.sub(" ", text)
        if words != " ":
            self.breaks = 0
        self.text.append(words)
        self.linked += len(words) if linked else 0
        self.strong += len(words) if strong else 0

    def line(self) -> None:
        """A line break."""
        self.text.append("\n")
        self.breaks += 1

    def take(self, above: Sequence[Place]) -> Block | None:
        """The block so far; the next begins."""
        text = _LINES.sub("\n", re.sub(r" {2,}", " ", "".join(self.text))).strip()
        if not text:
            self.text.clear()
            self.breaks = self.linked = self.strong = 0
            return None
        block = Block(
            text, tuple(reversed(above[-DEPTH:])), min(self.linked, len(text)), min(self.strong, len(text)), self.images
        )
        self.text.clear()
        self.linked = self.strong = self.images = self.breaks = 0
        return block


def blocks(root: Element) -> tuple[Block, ...]:
    """The blocks of a page: those that are seen, or all where most of the text is unfolded by a script."""
    out = tuple(islice(_Walk().over(root), MOST_BLOCKS))
    seen = tuple(block for block in out if not any(place.unseen for place in block.above))
    return seen if _prose(seen) >= UNSEEN_LEAST * _prose(out) else out


def _prose(found: Iterable[Block]) -> int:
    return sum(len(block.text) for block in found if len(block.text) >= PROSE and 2 * block.linked < len(block.text))


class _Walk:
    """A walk over a page: where it stands, and the block that is being read."""

    def __init__(self) -> None:
        self.pieces = _Pieces()
        self.above: list[Place] = []
        self.links = self.strongs = self.number = 0
        self.row = 0
        """The row of data that is being read as one block; 0 outside of any."""

    def over(self, root: Element) -> Iterator[Block]:
        """The blocks of a page."""
        stack: list[tuple[Element, bool]] = [(root, False)]
        while stack:
            element, leaving = stack.pop()
            name = element.tag.lower() if isinstance(element.tag, str) else ""
            if name and name not in _SKIPPED and not leaving:
                yield from self._enter(element, name)
                stack.append((element, True))
                stack.extend((child, False) for child in reversed(element))
                continue
            yield from self._leave(name) if leaving else self._cut(name in _ENDING)
            if element is not root:
                self._add(element.tail)
        yield from self._cut()

    def _enter(self, element: Element, name: str) -> Iterator[Block]:
        self.number += 1
        if self._opens(name):
            yield from self._cut()
            self.above.append(_place(element, name, self.number))
            if name == "tr" and not self.row and _plain_row(element):
                self.row = self.number
        elif name in _CELLS and self.pieces.text:
            self.pieces.add(" | ", linked=False, strong=False)
        elif name == "br":
            yield from self._cut(self.pieces.breaks > 0)
            self.pieces.line()
        elif name == "img":
            self.pieces.images += 1
        self.links += name == "a"
        self.strongs += name in _STRONG
        self._add(element.text)

    def _leave(self, name: str) -> Iterator[Block]:
        self.links -= name == "a"
        self.strongs -= name in _STRONG
        if self._opens(name):
            yield from self._cut()
            if name == "tr" and self.above[-1].number == self.row:
                self.row = 0
            self.above.pop()

    def _opens(self, name: str) -> bool:
        """Whether an element begins a block of its own: cells of a row of data do not."""
        return name in _BLOCK and not (self.row and name in _CELLS)

    def _add(self, text: str | None) -> None:
        self.pieces.add(text, linked=self.links > 0, strong=self.strongs > 0)

    def _cut(self, when: object = 1) -> Iterator[Block]:
        block = self.pieces.take(self.above) if when else None
        if block:
            yield block


def _plain_row(row: Element) -> bool:
    """Whether a row of a table is data: several cells, none with paragraphs or tables of its own."""
    cells = 0
    for number, element in enumerate(row.iter()):
        if number > 200 or (element is not row and element.tag in _ROW_BREAKING):  # noqa: PLR2004
            return False
        cells += element.tag in _CELLS
    return cells > 1


def _place(element: Element, name: str, number: int) -> Place:
    names = " ".join(
        (element.get(key) or "")[:_LONGEST_NAMES] for key in ("class", "id", "role", "itemprop", "data-component")
    )
    style = element.get("style") or ""
    unseen = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return Place(name, _words(names), number, unseen or _UNSEEN_STYLE.search(style) is not None)


@lru_cache(maxsize=4096)
def _words(names: str) -> frozenset[str]:
    """The words of a class or id: ``ArticleBody-related_links`` is article, body, related, links."""
    return frozenset(_NAME.findall(_CAMEL.sub(" ", names).lower()))
