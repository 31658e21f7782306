"""What a judge of blocks looks at: numbers about each block of a page, its place, its neighbours and its likes.

In: the blocks of a page, what is taken for the main text so far, the title, and the body that the page itself
declares (JSON-LD ``articleBody``), where it does. Out: one row of numbers a block, in the order of :data:`NAMES`. Rows
of one page know of one another: how their neighbours look, what others in the same container and of the same form
look like.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from twosource.read import furniture
from twosource.read.html.blocks import Block, Place

_WORD = re.compile(r"\w+")
_ENDED = re.compile(r"[.?!:;…。！？۔।][\s\"'”’»«)\]*]*$")
_STOPPED = re.compile(r"[.?!…。！？۔।][\s\"'”’»«)\]*]*$")
_DATE = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_COMMA = re.compile(r"[,،、，;]")
_LEAD = re.compile(
    r"(?:[-–—•*»>▶►|\[( ]*)(?:read (?:more|also|next|the full)|see (?:also|more)|also (?:read|on|see)|more:"
    r"|more (?:on|from)|related|recommended|watch|don.t miss|you may|trending|continue reading|click here|sign up"
    r"|subscribe|follow|share|listen|get the|download|join"
    r"|lesen sie|mehr (?:zum|zu)|lesen|auch interessant|siehe auch|leggi|vedi|lire|à lire|lea|leia|lee|ver|veja"
    r"|czytaj|zobacz|читайте|смотрите|см\.)",
    re.IGNORECASE,
)
_WIDE = 240
_LEVELS = 6
PROSE = 80
"""Characters from which a block may be a paragraph of prose."""

GROUPS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "body": "article articlebody body content entry post story text paragraph copy prose richtext main bodytext"
        " articulo artikel notizia texto txt",
        "comment": "comment comments reply replies disqus respond commentlist discussion kommentar kommentare reviews",
        "related": "related recommend recommended recommendations recirc more next previous prev popular trending"
        " latest similar also most read readmore seealso teaser teasers card cards promo promos list listing grid"
        " feed outbrain taboola carousel slider swiper rail suggested mehr weitere",
        "share": "share sharing social facebook twitter whatsapp pinterest follow sharedaddy addthis shares",
        "letter": "newsletter subscribe subscription signup sign email mailing cta paywall promo banner popup modal"
        " overlay donate donation login register",
        "navigation": "nav navigation menu breadcrumb breadcrumbs navbar topbar toolbar header masthead pagination"
        " pager skip toc submenu dropdown",
        "footer": "footer foot colophon copyright legal disclaimer bottom",
        "side": "sidebar side aside widget widgets secondary column rail",
        "caption": "caption captions figcaption credit credits image photo picture gallery figure media video player"
        " slideshow thumb thumbnail img bild",
        "author": "author authors byline bio about writer profile autor contributor avatar",
        "meta": "meta date time timestamp published updated info infos details postmeta tags tag category categories"
        " topic topics label labels kicker eyebrow views",
        "advert": "ad ads advert advertisement advertising sponsored sponsor dfp adsense banner anzeige affiliate"
        " commercial deal product shop buy",
        "notice": "cookie cookies consent gdpr notice alert warning message error",
        "title": "title headline heading hed subtitle subheading dek deck lead summary standfirst lede intro excerpt"
        " subhead teaser description abstract",
        "hidden": "hidden hide invisible sr screenreader visuallyhidden print offscreen collapsed",
        "embed": "tweet twitter instagram embed embedded oembed quote pullquote blockquote",
        "box": "box infobox factbox panel module tool tooltip callout highlight highlights",
    }.items()
}
_TAGS = ("p", "li", "div", "td", "tr", "span", "blockquote", "pre", "figcaption", "dd", "dt")
_ABOVE = ("article", "main", "aside", "footer", "header", "nav", "figure", "form", "ul", "ol", "table", "blockquote",
          "section", "address", "details")  # fmt: skip


class Beside(NamedTuple):
    """What is known of a page beside its blocks: each a text, empty where there is none."""

    title: str = ""
    declared: str = ""
    summary: str = ""


class _Known(NamedTuple):
    """A text to ask whether a block stands in it."""

    lines: frozenset[str]
    runs: frozenset[tuple[str, ...]]

    def share(self, words: tuple[str, ...]) -> float:
        """The share of a block's runs of three words that stand in the text; of a shorter one: whether it is a line."""
        if len(words) < 4:  # noqa: PLR2004
            return float(" ".join(words) in self.lines) if words else 0.0
        runs = [words[at : at + 3] for at in range(len(words) - 2)]
        return sum(run in self.runs for run in runs) / len(runs)


def _known(text: str) -> _Known:
    words = tuple(_WORD.findall(text.lower()))
    lines = frozenset(" ".join(_WORD.findall(line.lower())) for line in text.split("\n"))
    return _Known(lines, frozenset(words[at : at + 3] for at in range(len(words) - 2)))


class Table:
    """The features of a page's blocks, asked for with one or another text as what was found."""

    def __init__(self, blocks: Sequence[Block], beside: Beside) -> None:
        self.page = _Page(blocks, beside)
        self.fixed = [self.page.fixed(number) for number in range(len(blocks))]

    def rows(self, found: str) -> list[list[float]]:
        """The features of each block, ``found`` being taken for the main text."""
        self.page.find(found)
        own = [{**fixed, **self.page.own(number)} for number, fixed in enumerate(self.fixed)]
        return [self._row(own, number) for number in range(len(own))]

    def _row(self, own: Sequence[Mapping[str, float]], number: int) -> list[float]:
        values = {**own[number], **self.page.around(own, number)}
        return [values[name] for name in NAMES]


class _Page:
    """A page's blocks with what is counted over all of them."""

    def __init__(self, blocks: Sequence[Block], beside: Beside) -> None:
        self.blocks = blocks
        self.words = [tuple(_WORD.findall(block.text.lower())) for block in blocks]
        self.declared = _known(beside.declared)
        self.title = frozenset(_WORD.findall(beside.title.lower()))
        self.summary = _known(beside.summary)
        self.lengths = [len(block.text) for block in blocks]
        self.before = [0]
        for length in self.lengths:
            self.before.append(self.before[-1] + length)
        self.seen = Counter(self.words)
        self.head = self._head()
        self.forms = [_form(block) for block in blocks]
        self.lines = [_line(block) for block in blocks]
        self.prosy = [prose(block) for block in blocks]
        self.prose = 1.0 + sum(length for length, prosy in zip(self.lengths, self.prosy, strict=True) if prosy)

    def find(self, text: str) -> None:
        """Take a text for the main text of the page."""
        found = _known(text)
        self.shares = [found.share(each) for each in self.words]
        taken = [number for number, share in enumerate(self.shares) if share > 0.5 and self.lengths[number] > 60]  # noqa: PLR2004
        self.first, self.last = (taken[0], taken[-1]) if taken else (0, len(self.blocks) - 1)
        self._count()

    def _head(self) -> int:
        """The block that is the title; -1 if none is."""
        best, at = 0.6, -1
        for number, words in enumerate(self.words):
            if self.title and words and len(words) <= 3 * len(self.title):
                share = len(self.title & set(words)) / len(self.title | set(words))
                share += 0.2 * (self.blocks[number].tag == "h1")
                if share > best:
                    best, at = share, number
        return at

    def _count(self) -> None:
        """Sums over each container, and over the blocks of each form (tag and names of the element and its parent)."""
        self.container: dict[int, list[float]] = defaultdict(lambda: [0.0] * 5)
        self.form: dict[object, list[float]] = defaultdict(lambda: [0.0] * 5)
        self.line: dict[object, list[float]] = defaultdict(lambda: [0.0] * 5)
        for number, block in enumerate(self.blocks):
            size, share = self.lengths[number], self.shares[number]
            prose = size if self.prosy[number] else 0
            parts = (size, size * share, block.linked, 1.0, prose)
            for place in block.above[:_LEVELS]:
                _add(self.container[place.number], parts)
            _add(self.form[self.forms[number]], parts)
            _add(self.line[self.lines[number]], parts)

    def own(self, number: int) -> dict[str, float]:
        """What is to be said of a block beside the text that was found."""
        return {
            "found": self.shares[number],
            "from first": _signed(number - self.first),
            "to last": _signed(self.last - number),
        }

    def fixed(self, number: int) -> dict[str, float]:
        """What is to be said of a block by itself and its place, whatever was found."""
        block, words, length = self.blocks[number], self.words[number], self.lengths[number]
        letters = sum(map(str.isalpha, block.text)) or 1
        out = {
            "length": math.log1p(length),
            "words": math.log1p(len(words)),
            "linked": block.linked / length,
            "strong": block.strong / length,
            "all linked": float(block.linked > 0.9 * length),
            "images": float(min(block.images, 3)),
            "ended": float(_ENDED.search(block.text, max(0, length - _WIDE)) is not None),
            "stopped": float(_STOPPED.search(block.text, max(0, length - _WIDE)) is not None),
            "capitals": sum(map(str.isupper, block.text)) / letters,
            "capital first": float(block.text[0].isupper()),
            "digits": sum(map(str.isdigit, block.text)) / length,
            "commas": _per_words(len(_COMMA.findall(block.text)), words),
            "quoted": float(block.text[0] in "\"“„«'‘"),
            "bars": _per_words(block.text.count("|"), words),
            "dated": float(len(words) < 20 and _DATE.search(block.text) is not None),  # noqa: PLR2004
            "clock": float(len(words) < 20 and _CLOCK.search(block.text) is not None),  # noqa: PLR2004
            "lead": float(_LEAD.match(block.text) is not None),
            "copyright": float("©" in block.text or "opyright" in block.text),
            "question": float(block.text.endswith("?")),
            "heading": _heading(block),
            "furniture": float(len(block.text) < furniture.LONGEST and furniture.kind_of(block.text) is not None),
            "repeated": float(min(self.seen[words], 4) - 1),
            "declared": self.declared.share(words) if self.declared.runs else -1.0,
            "summary": self.summary.share(words) if self.summary.runs else -1.0,
            "title": len(self.title & set(words)) / max(1, len(self.title | set(words))) if self.title else 0.0,
            "at": number / len(self.blocks),
            "behind": self.before[number] / self.before[-1],
            "from title": _signed(number - self.head) if self.head >= 0 else -5.0,
            "is title": float(number == self.head),
            "depth": float(len(block.above)),
            "unseen": float(any(place.unseen for place in block.above)),
        }
        out |= {f"tag {tag}": float(block.tag == tag) for tag in _TAGS}
        tags = {place.tag for place in block.above}
        out |= {f"above {tag}": float(tag in tags) for tag in _ABOVE}
        return out | _levels(block.above)

    def around(self, own: Sequence[Mapping[str, float]], number: int) -> dict[str, float]:
        """What is to be said of a block by its neighbours, its containers and the blocks of its form."""
        out = {}
        for name, step in (("-1", -1), ("+1", 1), ("-2", -2), ("+2", 2)):
            at = number + step
            there = own[at] if 0 <= at < len(own) else None
            for key in _NEIGHBOURS:
                out[f"{key} {name}"] = there[key] if there else -1.0
            out[f"same {name}"] = float(there is not None and _siblings(self.blocks[number], self.blocks[at]))
        for name, low, high in (("above", number - 6, number), ("below", number + 1, number + 7)):
            window = range(max(0, low), min(len(own), high))
            around = sum(self.lengths[at] for at in window) or 1
            out[f"found {name}"] = sum(self.lengths[at] * self.shares[at] for at in window) / around
            out[f"linked {name}"] = sum(self.blocks[at].linked for at in window) / around
            out[f"size {name}"] = math.log1p(around)
        above = self.blocks[number].above
        for level in range(_LEVELS):
            size, taken, linked, count, prose = (
                self.container[above[level].number] if level < len(above) else (1.0, 0.0, 0.0, 0.0, 0.0)
            )
            out |= {
                f"size in {level}": math.log1p(size),
                f"found in {level}": taken / max(1.0, size),
                f"linked in {level}": linked / max(1.0, size),
                f"count in {level}": math.log1p(count),
                f"prose in {level}": prose / self.prose,
            }
        size, found, linked, count, prose = self.line[self.lines[number]]
        out |= {
            "size of line": math.log1p(size),
            "found of line": found / max(1.0, size),
            "found so far of line": math.log1p(found),
            "linked of line": linked / max(1.0, size),
            "prose of line": prose / self.prose,
        }
        size, found, linked, count, prose = self.form[self.forms[number]]
        out |= {
            "found so far of form": math.log1p(found),
            "prose of form": prose / self.prose,
            "size of form": math.log1p(size),
            "found of form": found / max(1.0, size),
            "linked of form": linked / max(1.0, size),
            "count of form": math.log1p(count),
        }
        headings = (at for at in range(number - 1, max(-1, number - 12), -1) if own[at]["heading"])
        last = next(headings, None)
        out["under heading"] = _signed(number - last) if last is not None else 9.0
        for key in ("lead", "furniture", "found", "all linked", "ended"):
            out[f"heading {key}"] = own[last][key] if last is not None else -1.0
        return out


_NEIGHBOURS = ("length", "linked", "found", "heading", "stopped", "lead", "furniture", "strong", "images")


def _add(sums: list[float], parts: Sequence[float]) -> None:
    for at, part in enumerate(parts):
        sums[at] += part


def _form(block: Block) -> object:
    """What a block looks like to a style sheet."""
    return tuple((place.tag, place.names) for place in block.above[:3])


def _line(block: Block) -> object:
    """All that a style sheet can say of where a block stands."""
    return tuple((place.tag, place.names) for place in block.above)


def prose(block: Block) -> bool:
    """Whether a block reads like a paragraph of a text."""
    return len(block.text) >= PROSE and block.linked < 0.4 * len(block.text) and block.text.count(" ") > 8  # noqa: PLR2004


def _siblings(one: Block, other: Block) -> bool:
    """Whether two blocks lie in one container, under elements of one kind."""
    if not one.above or not other.above:
        return False
    if one.above[0].number == other.above[0].number:
        return True
    return len(one.above) > 1 < len(other.above) and one.above[1].number == other.above[1].number


def _heading(block: Block) -> float:
    """The level of a heading, 7 for a short line in bold, 0 for anything else."""
    for place in block.above[:2]:
        if len(place.tag) == 2 and place.tag[0] == "h" and place.tag[1].isdigit():  # noqa: PLR2004
            return float(place.tag[1])
    return 7.0 if block.strong > 0.9 * len(block.text) and len(block.text) < 120 else 0.0  # noqa: PLR2004


def _levels(above: Sequence[Place]) -> dict[str, float]:
    """For each group of names: how near an element with such names is (1 for the block's own, less above, 0 for none),
    and how many there are.
    """
    out = dict(_NO_NAMES)
    for level, place in enumerate(above):
        if place.tag not in {"body", "html"}:
            for near, far in _groups(place.names):
                out[near] = out[near] or 1 / (level + 1)
                out[far] += 1
    return out


@lru_cache(maxsize=4096)
def _groups(names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The groups that some names belong to, as the names of their columns."""
    return tuple((f"near {name}", f"far {name}") for name, group in GROUPS.items() if names & group)


_NO_NAMES = {f"{kind} {name}": 0.0 for name in GROUPS for kind in ("near", "far")}


def _per_words(count: int, words: Sequence[str]) -> float:
    return count / max(1, len(words))


def _signed(distance: int) -> float:
    """A distance in blocks, far ones pressed together."""
    return math.copysign(math.log1p(abs(distance)), distance)


def _names() -> tuple[str, ...]:
    """The columns, as an invented page has them."""
    page = _Page([Block("A.", (Place("p", frozenset(), 1, unseen=False),), 0, 0, 0)], Beside())
    page.find("")
    own = page.fixed(0) | page.own(0)
    return tuple(sorted({**own, **page.around([own], 0)}))


NAMES = _names()
