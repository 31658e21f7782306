"""Remarks that go on: a cue in one segment and its quotation in the next or the one before, and quotations that
follow without a cue of their own.

In: the segments of an article and the hits of each. Out: attributions, in text order.
A quotation without a cue goes to the speaker of the segment right before it, if that was one speaker's remark and no
other person stands between; else it stays unattributed.
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.engines.rules.hits import Hit
from twosource.engines.rules.tokens import Segment, is_full
from twosource.model import Attribution, Span

NEAR = 50
"""How many attributions back one can stand inside the words of a post."""

WORDLESS = frozenset([":", "-", "post"])
"""Attributions by punctuation: they have no cue words."""


class _Open:
    """An attribution under construction."""

    def __init__(self, content: list[Span], source: Span | None, cue: Span | None, *, quoted: bool) -> None:
        self.content, self.source, self.cue, self.quoted = content, source, cue, quoted

    def done(self) -> Attribution:
        return Attribution(content=tuple(sorted(self.content)), source=self.source, cue=self.cue)


def _only_quote(text: str, segment: Segment) -> bool:
    """Whether a segment is one whole quotation and nothing else."""
    words = [t for t in segment.tokens if t.word or t.quote]
    return len(words) == 1 and words[0].quote and (is_full(text, words[0]) or segment.runs_on)


def _span(segment: Segment, first: int, last: int) -> Span:
    return Span(*segment.span(first, last))


def _make(segment: Segment, hit: Hit) -> _Open:
    content = [_span(segment, *part) for part in hit.content]
    source = _span(segment, *hit.source) if hit.source else None
    quoted = any(segment.tokens[at].quote for part in hit.content for at in range(*part))
    cue = None if hit.verb in WORDLESS else _span(segment, *hit.cue)
    return _Open(content, source, cue, quoted=quoted)


def _quotes(segment: Segment) -> list[Span]:
    return [Span(t.start, t.end) for t in segment.tokens if t.quote]


def link(text: str, segments: Sequence[Segment], hits: Sequence[Sequence[Hit]]) -> tuple[Attribution, ...]:
    """All attributions of the article."""
    made: list[_Open] = []
    taken: set[int] = set()
    last: _Open | None = None
    last_at = -1
    for number, (segment, found) in enumerate(zip(segments, hits, strict=True)):
        if number in taken:
            last_at = number
            continue
        if _only_quote(text, segment) and not found:
            if last and last_at == number - 1 and _follows(segments, number):
                _extend(last, segment, made)
                last_at = number
            continue
        opened = [(hit, _make(segment, hit)) for hit in found]
        for hit, attribution in opened:
            if not hit.content:
                _fetch(segments, hits, number, hit, attribution, taken)
        made += [attribution for _, attribution in opened if attribution.content]
        for hit, post in opened:
            if hit.verb == "post" and post.content:
                made[-NEAR:] = [other for other in made[-NEAR:] if other is post or not _inside(other, post)]
        last, last_at = _speaker(opened), number
    return tuple(sorted((a.done() for a in made), key=lambda a: (a.content, a.cue or Span(0, 0))))


def _follows(segments: Sequence[Segment], number: int) -> bool:
    return segments[number].paragraph - segments[number - 1].paragraph <= 1


def _extend(last: _Open, segment: Segment, made: list[_Open]) -> None:
    """The quotation belongs to the remark before: as a part of it if that was a quotation, else as one of its own."""
    if last.quoted:
        last.content += _quotes(segment)
        return
    again = _Open(_quotes(segment), last.source, last.cue, quoted=True)
    made.append(again)


def _fetch(
    segments: Sequence[Segment],
    hits: Sequence[Sequence[Hit]],
    number: int,
    hit: Hit,
    attribution: _Open,
    taken: set[int],
) -> None:
    """Find the quotation of "Bell said:" in the next segment, of "Bell said." in the one before."""
    if hit.waits == "right" and number + 1 < len(segments) and not hits[number + 1]:
        behind = segments[number + 1]
        if behind.tokens[0].quote:
            attribution.content.append(Span(behind.tokens[0].start, behind.tokens[0].end))
            attribution.quoted = True
            taken.add(number + 1)
    if hit.waits == "post":
        attribution.content += _post(segments, number, hit)
        attribution.quoted = True
    if hit.waits == "left" and number and segments[number - 1].paragraph == segments[number].paragraph:
        before = segments[number - 1]
        if before.tokens[-1].quote and not hits[number - 1]:
            attribution.content.append(Span(before.tokens[-1].start, before.tokens[-1].end))
            attribution.quoted = True


def _inside(inner: _Open, outer: _Open) -> bool:
    """Whether a remark stands in the words of a post: they are not the reporter's to attribute."""
    first, last = outer.content[0].start, outer.content[-1].end
    return all(first <= part.start and part.end <= last for part in inner.content)


def _post(segments: Sequence[Segment], number: int, hit: Hit) -> list[Span]:
    """The words of an embedded post: its paragraph up to the dash, or the paragraph before if nothing stands there."""
    dash = hit.cue[0]
    end = segments[number].tokens[max(0, dash - 1)].end if dash else segments[number].tokens[0].start
    first = number
    while first and segments[first - 1].paragraph == segments[number].paragraph:
        first -= 1
    if dash == 0 and first < number:
        end = segments[number - 1].tokens[-1].end
    elif dash == 0 and first:
        first -= 1
        end = segments[first].tokens[-1].end
        while first and segments[first - 1].paragraph == segments[first].paragraph:
            first -= 1
    start = segments[first].tokens[0].start
    return [Span(start, end)] if start < end else []


def _speaker(opened: Sequence[tuple[Hit, _Open]]) -> _Open | None:
    """Who a following quotation would belong to: the only source of the segment's attributions."""
    spoken = [a for hit, a in opened if a.source and a.content]
    if not spoken or any(a.source != spoken[0].source for a in spoken):
        return None
    return next((a for a in reversed(spoken) if a.quoted), spoken[-1])
