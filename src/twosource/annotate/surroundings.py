"""The words around the remarks of one article: its sentences and attributions, asked what stands beside each.

In: an article, its sentences, and the attributions in text order. Out: for each attribution the words of its cue's
sentence without any content and without its source. Linear over the article: a remark is seen with its neighbours.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from twosource.model import Article, Attribution, Sentence, Span

NEIGHBOURS = 8
"""Attributions before and behind one that are looked at together with it."""
AROUND = 500
"""Characters of attributing words that are read before and behind a content."""


class Page:
    """One article with its attributions."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], found: Sequence[Attribution]) -> None:
        self.article, self.found = article, found
        self.sentences = [s for s in sentences if not s.headline]
        self._starts = [s.start for s in self.sentences]

    def words(self, span: Span | None) -> str:
        """The words at a span; none for none."""
        return self.article.text[span.start : span.end] if span else ""

    def place(self, at: int) -> int:
        """The number of the sentence at an offset."""
        return max(0, bisect_right(self._starts, at) - 1)

    def paragraph(self, at: int) -> int:
        """The number of the paragraph at an offset."""
        return self.sentences[self.place(at)].paragraph if self.sentences else 0

    def near(self, number: int) -> Sequence[Attribution]:
        """An attribution and its neighbours."""
        return neighbours(self.found, number)

    def around(self, number: int) -> str:
        """The words around a remark: the sentence of its cue without any content, as far as the neighbours with
        another source leave it.
        """
        attribution = self.found[number]
        anchor = attribution.cue or attribution.source
        if anchor is None or not self.sentences:
            return ""
        start, end = self._reach(attribution, anchor, self.near(number))
        left_out = [content for other in self.near(number) for content in other.content]
        return self._without(left_out + ([attribution.source] if attribution.source else []), start, end)

    def _reach(self, attribution: Attribution, anchor: Span, near: Sequence[Attribution]) -> tuple[int, int]:
        sentence = self.sentences[self.place(anchor.start)]
        start, end = sentence.start, max(sentence.end, anchor.end)
        for other in near:
            if other.cue is None:
                continue
            if other.source == attribution.source:  # "said it rained but told the Herald it poured"
                if anchor.end <= other.cue.start < end and not self.words(other.cue).endswith("ing"):
                    end = other.cue.start
                continue
            phrase = min(other.cue.start, other.source.start if other.source else other.cue.start)
            if anchor.end <= phrase < end:
                end = phrase
            elif start < other.cue.end <= min(anchor.start, (attribution.source or anchor).start):
                start = other.cue.end
        return start, end

    def _without(self, spans: Sequence[Span], start: int, end: int) -> str:
        """The text between two offsets without some spans of it, " ... " for each."""
        pieces, at = [], start
        for span in sorted(spans):
            if span.start < end and span.end > at:
                pieces.append(self.article.text[at : max(at, span.start)])
                at = max(at, span.end)
        pieces.append(self.article.text[at:end])
        return " ... ".join(piece[-AROUND:] if piece is not pieces[-1] else piece[:AROUND] for piece in pieces)

    def behind(self, number: int) -> str:
        """The text behind a remark: the rest of its sentence and the next one, up to the next remark's content."""
        attribution = self.found[number]
        end = attribution.content[-1].end
        if not self.sentences:
            return ""
        place = self.place(max(end - 1, attribution.content[-1].start))
        last = self.sentences[min(place + 1, len(self.sentences) - 1)]
        following = [c.start for other in self.near(number) if other != attribution for c in other.content]
        reach = min([last.end, *(start for start in following if start >= end)])
        return self.article.text[end : max(end, reach)][:AROUND]

    def plain(self) -> list[tuple[int, str]]:
        """The sentences that hold no cue, without the contents in them: number and words."""
        cued = {self.place(anchor.start) for a in self.found if (anchor := a.cue or a.source or a.content[0])}
        contents = sorted(content for a in self.found for content in a.content)
        out, first = [], 0
        for number, sentence in enumerate(self.sentences):
            while first < len(contents) and contents[first].end <= sentence.start:
                first += 1
            if number in cued:
                continue
            here = []
            for content in contents[first : first + NEIGHBOURS]:
                if content.start >= sentence.end:
                    break
                here.append(content)
            out.append((number, self._without(here, sentence.start, sentence.end)))
        return out


def neighbours(found: Sequence[Attribution], number: int) -> Sequence[Attribution]:
    """An attribution and its neighbours: enough to see what shares its sentence, and linear over the article."""
    return found[max(0, number - NEIGHBOURS) : number + NEIGHBOURS + 1]
