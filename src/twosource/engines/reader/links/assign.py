"""From judged pairs to attributions that agree with one another.

In: a :class:`Layout`, and a function that gives the log-odds of pairs. Out: :class:`Linked`: cue, source, contents,
in the order of their first words. The rules, in this order:

1. Each content goes to the one cue that draws it most, if any does (:data:`LEAST_CONTENT`).
2. A cue that is left without takes the content it draws most from a cue that keeps another one
   (:data:`LEAST_TAKEN`); a cue without a content is dropped.
3. Each cue gets the source it draws most (:data:`LEAST_SOURCE`), or none. A source may serve several cues.
4. A quotation without a cue that follows at once on a quoted remark is more of that remark, across paragraphs too.
5. A content and a source that are left on one line, or parted by a dash or colon, go together, those that draw one
   another most first, one to one (:data:`LEAST_DIRECT`).
6. What is left is nobody's, and dropped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from msgspec import Struct

from twosource.engines.quotes import MARKS
from twosource.engines.reader.links.layout import Layout
from twosource.engines.reader.links.records import Tagged

SOURCES_BESIDE = 2
CONTENTS_BESIDE = 3
"""How many of them are looked at on either side of a cue: all but 1 of 1,000 links of PolNeAR's train part."""
LEAST_CONTENT = -1.0
LEAST_SOURCE = -1.0
LEAST_TAKEN = -1.0
LEAST_DIRECT = 1.0
"""Log-odds. Set on a tenth of PolNeAR's train part that the judge did not see, with annotated and noisy spans; the
last one higher than that asks for, since a remark in the wrong mouth costs more than one that is missing."""
DASHES = ("—", "–", "―", "-")
PAUSE = 40
"""At most so many characters, none of them a letter or digit, between a remark and more of it."""

Pair = tuple[Tagged, Tagged]
Weigh = Callable[[Sequence[Pair]], Sequence[float]]
Drawn = dict[Tagged, list[tuple[float, Tagged]]]


class Linked(Struct, frozen=True):
    """An attribution: a cue or a source may be missing, not a content."""

    contents: tuple[Tagged, ...]
    cue: Tagged | None = None
    source: Tagged | None = None

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return min(span.start for span in (*self.contents, self.cue, self.source) if span)

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return max(span.end for span in (*self.contents, self.cue, self.source) if span)


def candidates(layout: Layout) -> Iterator[Pair]:
    """The pairs that are judged first: each cue with the sources and contents next to it."""
    for cue in layout.cues:
        for source in layout.around(layout.sources, cue, SOURCES_BESIDE):
            yield cue, source
        for content in layout.around(layout.contents, cue, CONTENTS_BESIDE):
            yield cue, content


def direct(layout: Layout, sources: Iterable[Tagged], contents: Sequence[Tagged]) -> Iterator[Pair]:
    """The pairs that are judged then: contents and sources without a cue, side by side. Both in text order."""
    free = sorted(sources)
    for content in contents:
        for source in layout.around(free, content, 1):
            yield source, content


def linked(layout: Layout, weigh: Weigh) -> list[Linked]:
    """The attributions of an article."""
    sources, cues = _drawn(list(candidates(layout)), weigh)
    holder = {content: _most(cues.get(content, []), LEAST_CONTENT) for content in layout.contents}
    _share(layout.cues, holder, cues)
    held: dict[Tagged, list[Tagged]] = {}
    for content in layout.contents:
        cue = holder[content]
        if cue is not None:
            held.setdefault(cue, []).append(content)
    made = [
        Linked(tuple(held[cue]), cue, _most(sources.get(cue, []), LEAST_SOURCE)) for cue in layout.cues if cue in held
    ]
    left = _continued(layout.text, made, [content for content in layout.contents if holder[content] is None])
    made += _beside(layout, weigh, {one.source for one in made}, left)
    return sorted(made, key=lambda one: (one.start, one.end, one.contents))


def _beside(layout: Layout, weigh: Weigh, used: Container[Tagged | None], left: Sequence[Tagged]) -> Iterator[Linked]:
    """Attributions of a source and a content without a cue."""
    free = [source for source in layout.sources if source not in used]
    pairs = [pair for pair in direct(layout, free, left) if _side_by_side(layout.text, *pair)]
    taken: set[Tagged] = set()
    drawn = sorted((-odds, content, source) for odds, (source, content) in zip(weigh(pairs), pairs, strict=True))
    for odds, content, source in drawn:
        if -odds >= LEAST_DIRECT and taken.isdisjoint((source, content)):
            taken |= {source, content}
            yield Linked((content,), None, source)


def _side_by_side(text: str, source: Tagged, content: Tagged) -> bool:
    """Whether no line ends between the two, unless it ends in a colon or the next begins with a dash."""
    gap = text[min(source.end, content.end) : max(source.start, content.start)].strip(" ")
    behind = content.end <= source.start
    return "\n" not in gap or (gap.strip().endswith(DASHES) if behind else gap.startswith(":"))


def _drawn(pairs: Sequence[Pair], weigh: Weigh) -> tuple[Drawn, Drawn]:
    """The sources that each cue draws, and the cues (or sources) that draw each content, with their log-odds."""
    sources: Drawn = {}
    contents: Drawn = {}
    for (one, other), odds in zip(pairs, weigh(pairs), strict=True):
        if other.role == "source":
            sources.setdefault(one, []).append((odds, other))
        else:
            contents.setdefault(other, []).append((odds, one))
    return sources, contents


def _most(drawn: Sequence[tuple[float, Tagged]], least: float) -> Tagged | None:
    odds, span = max(drawn, default=(least - 1, None))
    return span if odds >= least else None


def _share(cues: Sequence[Tagged], holder: dict[Tagged, Tagged | None], drawn: Drawn) -> None:
    """Give cues without a content one that they draw and that its holder can spare."""
    count: dict[Tagged, int] = dict.fromkeys(cues, 0)
    wishes: Drawn = {}
    for content, cue in holder.items():
        if cue is not None:
            count[cue] += 1
        for odds, other in drawn.get(content, []):
            wishes.setdefault(other, []).append((odds, content))
    for cue in (cue for cue in cues if not count[cue]):
        for odds, content in sorted(wishes.get(cue, []), reverse=True):
            has = holder[content]
            if odds >= LEAST_TAKEN and (has is None or count[has] > 1):
                if has is not None:
                    count[has] -= 1
                holder[content], count[cue] = cue, 1
                break


def _continued(text: str, made: list[Linked], contents: Sequence[Tagged]) -> list[Tagged]:
    """Put quotations to the quoted remarks that they follow; what is left."""
    order = sorted((one.end, number) for number, one in enumerate(made))
    ends, numbers = [end for end, _ in order], [number for _, number in order]
    left = []
    for content in contents:
        place = bisect_right(ends, content.start) - 1
        if place < 0 or not _goes_on(text, made[numbers[place]], content):
            left.append(content)
            continue
        before = made[numbers[place]]
        made[numbers[place]] = Linked((*before.contents, content), before.cue, before.source)
        ends[place] = content.end
    return left


def _goes_on(text: str, before: Linked, content: Tagged) -> bool:
    """Whether a quotation is more of a remark."""
    gap = text[before.end : min(content.start, before.end + PAUSE + 1)]
    if len(gap) > PAUSE or any(map(str.isalnum, gap)) or text[content.start] not in MARKS:
        return False
    last = before.contents[-1]
    return any(char in MARKS for char in (text[last.start], text[last.end - 1]))
