"""One report as HTML, with every passage that the page refers to marked in it: ``html(report, targets)``.

In: a report and the passages of it that something links to. Out: one block for each line of the text, and in them
nested elements: ``<mark id="r2-120-245">`` for a passage (report, start, end). The text stands there once, however
many claims point into it, and nothing needs a script: the ids are anchors. Where two passages cross, or one runs over
the end of a line, the later part is an element of its own without the id (``data-of`` names it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from twosource.model import PART_OF_REPORT, Article, Claim, MarkKind, StandingName
from twosource.render import words
from twosource.render.view import Report, View
from twosource.standing import ORDER
from twosource.text import lines

MOST_NUMBERS = 3
"""Numbers of claims set behind a passage: more are a thicket."""
_KIND = re.compile(r' data-kind="[^"]*"')
_DEEPEST = 40
"""Elements nested in one another. Browsers give up at 512; no report's passages nest deeper than five."""


class Target(NamedTuple):
    """A passage that something links to. ``kind`` is the standing it is coloured by, ``numbers`` names its claims
    that several reports carry.
    """

    start: int
    end: int
    kind: StandingName | None
    numbers: tuple[tuple[int, StandingName], ...]


class _Piece(NamedTuple):
    """A stretch of one line that gets an element; ``first`` and ``last``: whether the whole begins, ends here."""

    start: int
    end: int
    opening: Markup
    closing: Markup


def anchor(report: int, start: int, end: int) -> str:
    """The id of a passage on the page."""
    return f"r{report}-{start}-{end}"


def targets(view: View) -> dict[int, list[Target]]:
    """Every passage that the page links to, by number of report: evidence, values, content, people's names."""
    spans: dict[tuple[int, int, int], list[Claim]] = {}
    for item in view.items:
        for line in item.lines:
            spans.setdefault((line.report.number, line.start, line.end), []).append(item.claim)
    for article, start, end in _others(view):
        if article in view.report:
            spans.setdefault((view.report[article].number, start, end), [])
    found: dict[int, list[Target]] = {}
    for (number, start, end), claims in sorted(spans.items()):
        shared = sorted((view.item[c.id].number, c.standing) for c in claims if c.standing != "single")
        kinds = [name for name in ORDER if any(c.standing == name for c in claims)]
        kind = kinds[0] if kinds else None
        found.setdefault(number, []).append(Target(start, end, kind, tuple(shared)))
    return found


def _others(view: View) -> Iterator[tuple[str, int, int]]:
    for conflict in view.dossier.conflicts:
        yield from ((value.article, value.start, value.end) for value in conflict.values)
    for statement in (*view.dossier.statements, *view.dossier.refusals):
        yield from ((statement.article, span.start, span.end) for span in statement.content[:1])
    for copy in view.dossier.copies:
        yield from ((passage.article, passage.start, passage.end) for passage in copy.shared)
    for correction in view.dossier.corrections:
        yield from ((passage.article, passage.start, passage.end) for passage in correction.passages)
    for entity in view.dossier.entities:
        seen: set[tuple[str, str]] = set()
        for mention in entity.mentions:
            if (mention.article, mention.text) not in seen:
                seen.add((mention.article, mention.text))
                yield mention.article, mention.start, mention.end


def html(
    report: Report, targets: Sequence[Target], *, claims_on: str = "", ticks: Callable[[int, int], Markup] | None = None
) -> Markup:
    """The text of a report in blocks; ``claims_on``: the page that claims stand on, if it is another; ``ticks``: what
    stands before a block, by the characters that it begins and ends with.
    """
    article = report.article
    waiting = sorted((t for t in targets if 0 <= t.start < t.end <= len(article.text)), key=lambda t: (t.start, -t.end))
    blocks: list[Markup] = []
    before: list[Markup] = []
    at = 0
    running: list[Target] = []
    named: set[Target] = set()
    for line in lines(article.text):
        if line.start == line.end:
            continue
        while at < len(waiting) and waiting[at].start < line.end:
            running.append(waiting[at])
            at += 1
        running = [target for target in running if target.end > line.start]
        pieces = [
            _piece(report, target, line.start, line.end, begins=target not in named, claims_on=claims_on)
            for target in running[:_DEEPEST]
        ]
        named.update(running[:_DEEPEST])
        blocks.append(_block(article, line.start, line.end, pieces))
        before.append(ticks(line.start, line.end) if ticks else Markup())
    return Markup("").join(tick + block for tick, block in zip(before, _told_once(blocks), strict=True))


def _told_once(blocks: Sequence[Markup]) -> Iterator[Markup]:
    """Blocks that are not part of the report, each saying what it is only where the one before is something else."""
    before = ""
    for block in blocks:
        told = _KIND.search(block)
        yield Markup(_KIND.sub("", block, count=1)) if told and told[0] == before else block  # noqa: S704 - our markup
        before = told[0] if told else ""


def _piece(report: Report, target: Target, start: int, end: int, *, begins: bool, claims_on: str) -> _Piece:
    name = anchor(report.number, target.start, target.end)
    tag = "mark" if target.numbers else "span"
    kind = f' class="k-{target.kind}"' if target.kind else ""
    opening = f'<{tag} {"id" if begins else "data-of"}="{name}"{kind}>'
    numbers = target.numbers[:MOST_NUMBERS] if target.end <= end else ()
    links = "".join(
        f'<a class="n k-{kind}" href="{escape(claims_on)}#c{number}">{number}</a>' for number, kind in numbers
    )
    # numbers and names of ours: they need no escaping, and there are thousands of them on a page
    return _Piece(max(target.start, start), min(target.end, end), Markup(opening), Markup(f"</{tag}>{links}"))  # noqa: S704


def _block(article: Article, start: int, end: int, pieces: Sequence[_Piece]) -> Markup:
    """One line of the text as a block, named after the mark that covers most of it."""
    marks = [mark for mark in article.marks if mark.start < end and mark.end > start]
    whole = next((m for m in marks if min(m.end, end) - max(m.start, start) >= 0.8 * (end - start)), None)
    inner = [
        _Piece(max(m.start, start), min(m.end, end), Markup('<span class="m-{}">').format(m.kind), Markup("</span>"))
        for m in marks
        if m is not whole
    ]
    text = _nested(article.text, start, end, [*inner, *pieces])
    if whole is None:
        return Markup("<p>{}</p>").format(text)
    return Markup('<p class="m-{}{}"{}>{}</p>').format(whole.kind, *_aside(article, whole.kind, start, end), text)


def _aside(article: Article, kind: MarkKind, start: int, end: int) -> tuple[Markup, Markup]:
    """How a line that is not part of the report is shown: set back, with a word that says what it is."""
    left_out = kind not in PART_OF_REPORT or any(b.start <= start and end <= b.end for b in article.boilerplate)
    if not left_out:
        return Markup(""), Markup("")
    return Markup(" aside"), Markup(' data-kind="{}"').format(words.MARK[kind])


def _nested(text: str, start: int, end: int, pieces: Iterable[_Piece]) -> Markup:
    """The text between start and end with the pieces as nested elements. Pieces that cross an open one are cut."""
    out: list[Markup] = []
    opened: list[_Piece] = []
    at = start

    def write(to: int) -> None:
        nonlocal at
        while opened and opened[-1].end <= to:
            out.append(escape(words.visible(text[at : opened[-1].end])))
            at = opened[-1].end
            out.append(opened.pop().closing)
        out.append(escape(words.visible(text[at:to])))
        at = to

    todo = sorted(pieces, key=lambda piece: (piece.start, -piece.end), reverse=True)
    while todo:
        piece = todo.pop()
        write(piece.start)
        if opened and piece.end > opened[-1].end:
            piece, rest = _cut(piece, opened[-1].end)
            todo.append(rest)
            todo.sort(key=lambda other: (other.start, -other.end), reverse=True)
        out.append(piece.opening)
        opened.append(piece)
    write(end)
    return Markup("").join(out)


def _cut(piece: _Piece, at: int) -> tuple[_Piece, _Piece]:
    """The two parts of a piece. The number behind it and its id stand once each."""
    tag = str(piece.opening)[1:].split(" ", 1)[0]
    again = Markup(str(piece.opening).replace(' id="', ' data-of="'))  # noqa: S704 - what we have escaped ourselves
    plain = Markup(f"</{tag}>")  # noqa: S704 - one of two tags of ours
    return _Piece(piece.start, at, piece.opening, plain), _Piece(at, piece.end, again, piece.closing)
