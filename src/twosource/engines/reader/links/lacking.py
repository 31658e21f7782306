"""Remarks that a tagger saw in part only: without words, with words cut short, or a post by the name of who posted it.

In: the text, its sentences, the tagged spans and the attributions made of them. Out: the attributions with those that
the rules (``engines.rules``) can add. They are asked only for what the tagger itself has pointed at:

- a cue that no attribution uses, beside a source, where no words were seen: the rules tell where they begin and end;
- a content that plainly goes on ("it was late | and that it would stay", "he was glad that |"): the rules tell how far;
- "according to" without anybody, where the name was taken for the beginning of the words ("which according to | the
  mayor took the roof off"): the rules tell where the name ends;
- words that begin amid a clause, told by who stands behind them ("Ann Bell visited the pier | last week, police said"):
  they are read from where the sentence begins;
- a source with an account ("Reed (@reed)"): the words of the post, all of them; what was taken for a remark inside
  the post is dropped, since those words are not the report's to attribute.

Words that are somebody's already, or that were seen and given to nobody, are never given to somebody else. Nothing is
added where the rules find nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from twosource.engines.reader.links import nested, records, unseen
from twosource.engines.reader.links.records import Tagged
from twosource.engines.rules import RuleTagger
from twosource.model import Attribution, Sentence, Span
from twosource.text import Ranged, merged, overlap

GIVEN = 0.1
"""Share of a content that may be part of another remark already."""

INSIDE = 0.9
"""Share of a remark that must lie in a post for it to be dropped."""

LONGEST_WORD = 12
"""Characters at the end of a content that are looked at."""

ACCOUNT = "(@"
_ACCOUNTS = re.compile(r"\(@")

LEAD = 3
"""Words before a remark that are more than an adverb or a conjunction."""


def completed(
    text: str,
    sentences: Sequence[Sentence],
    spans: Sequence[Tagged],
    made: Sequence[Attribution],
    *,
    inside: bool = True,
) -> tuple[Attribution, ...]:
    """The attributions and those that were lacking, in text order. Of the stories of ``train`` 27 of 43 remarks that
    were added to a cue are annotated so, and all of 10 posts.
    """
    used = _Spots(one.cue for one in made if one.cue)
    made = _from_their_beginning(text, sentences, spans, made)
    cues = _Spots(s for s in spans if s.role == "cue" and not used.at(s))
    sources = _Spots(s for s in spans if s.role == "source")
    short = {one.cue: one for one in made if one.cue and _cut_short(text, one)}
    astray = {one.cue: one for one in made if one.cue and _without_name(text, one)}
    places = [
        *(cue.start for cue in astray),
        *(cue.start for cue in cues.spans),
        *(one.content[-1].start for one in short.values()),
        *(hit.start() for hit in _ACCOUNTS.finditer(text)),
        *((*nested.places(text, sentences, made), *unseen.places(text)) if inside else ()),
    ]
    if not places:
        return tuple(made)
    seen = (span for span in spans if span.role == "content")
    kept, given = list(made), _Spots(merged([*seen, *(content for one in made for content in one.content)]))
    by_rules = RuleTagger().found(text, _near(sentences, places))
    for found in by_rules:
        if _is_post(text, found):
            kept = [one for one in kept if _share(one.content, found.content) < INSIDE]
            kept.append(found)
            continue
        if found.cue in short and (longer := _longer(found, short[found.cue])):
            kept = [longer if one is short[found.cue] else one for one in kept]
            continue
        if found.cue in astray and found.source:
            kept = [found if one is astray[found.cue] else one for one in kept]
            continue
        whole = _seen(found, cues, sources, given)
        if whole:
            kept.append(whole)
    if inside:
        kept += [*nested.around(by_rules, kept), *nested.inside(text, kept)]
        kept += unseen.unclaimed(text, sentences, by_rules, kept)
    return tuple(sorted(dict.fromkeys(kept), key=_first))


def _near(sentences: Sequence[Sentence], places: Iterable[int]) -> list[Sentence]:
    """The sentences of the paragraphs where the rules are asked, and those beside them: quotations run on into them."""
    starts = [sentence.start for sentence in sentences]
    numbers = {bisect_right(starts, place) - 1 for place in places} - {-1}
    at = {sentences[number].paragraph for number in numbers}
    near = {paragraph + step for paragraph in at for step in (-1, 0, 1)}
    return [sentence for sentence in sentences if sentence.paragraph in near]


def _first(one: Attribution) -> tuple[int, int, tuple[Span, ...]]:
    parts = records.spans(one)
    return min(s.start for s in parts), max(s.end for s in parts), one.content


class _Spots:
    """Spans to be found by place. They are few and short, or disjoint."""

    def __init__(self, spans: Iterable[Ranged]) -> None:
        self.spans = sorted(Span(s.start, s.end) for s in spans)
        self._starts = [span.start for span in self.spans]
        self._longest = max((s.end - s.start for s in self.spans), default=0)

    def within(self, place: Ranged) -> list[Span]:
        """Those that share text with a place."""
        low = bisect_left(self._starts, place.start - self._longest)
        return [s for s in self.spans[low : bisect_left(self._starts, place.end)] if s.end > place.start]

    def at(self, place: Ranged) -> Span | None:
        """The one that shares most text with a place."""
        return max(self.within(place), key=lambda s: (overlap(s, place), -s.start), default=None)


def _is_post(text: str, found: Attribution) -> bool:
    return found.cue is None and found.source is not None and ACCOUNT in text[found.source.start : found.source.end]


_NO_CLAUSE = re.compile(r"(?:[^\w.’']|\b(?:and|but|or|so|yet|still|that|whether|if))\s*$|[\"“”]", re.IGNORECASE)


def _from_their_beginning(
    text: str, sentences: Sequence[Sentence], spans: Sequence[Tagged], made: Sequence[Attribution]
) -> list[Attribution]:
    """Remarks with who said it behind them, whose first words were not seen, with all words of the sentence before;
    a source among those that belongs to no remark is none ("Ann Bell invited | Reed to the pier, police said").
    """
    starts = [sentence.start for sentence in sentences]
    used = [one.source for one in made if one.source]
    marks = _Spots([*(span for span in spans if span.role != "source"), *used])

    def whole(one: Attribution) -> Attribution:
        first, tail = one.content[0], records.ends(one)
        at = bisect_right(starts, first.start) - 1
        if at < 0 or len(one.content) > 1 or not tail or min(span.start for span in tail) < first.end:
            return one
        lead = Span(sentences[at].start, first.start)
        words = text[lead.start : lead.end].strip()
        told_here = max(span.end for span in tail) <= sentences[at].end
        if not told_here or len(words.split()) < LEAD or _NO_CLAUSE.search(words) or marks.within(lead):
            return one
        return Attribution(content=(Span(lead.start, first.end),), source=one.source, cue=one.cue)

    return [whole(one) for one in made]


def _without_name(text: str, one: Attribution) -> bool:
    """Whether it is "according to" nobody, and words follow at once."""
    if one.cue is None or one.source or not text[one.cue.start : one.cue.end].lower().endswith("according to"):
        return False
    return any(part.start - one.cue.end in (0, 1) for part in one.content)


_GOES_ON = re.compile(r",?[\"”]? (?:and|but) that\b")
_HANGS = re.compile(r"(?:[’']s|\b(?:that|of|to|the|an?|and|or|with|for|by|in|from|than|if|whether))$", re.IGNORECASE)


def _cut_short(text: str, one: Attribution) -> bool:
    """Whether the last words of a remark plainly go on."""
    last = one.content[-1]
    if last.start < (one.cue or last).start:
        return False
    return bool(
        _GOES_ON.match(text, last.end) or _HANGS.search(text, max(last.start, last.end - LONGEST_WORD), last.end)
    )


def _longer(found: Attribution, one: Attribution) -> Attribution | None:
    """A remark with its last words as far as the rules find them; None if they do not go further from there."""
    last = one.content[-1]
    whole = next((part for part in found.content if part.start <= last.start and last.end < part.end), None)
    if whole is None:
        return None
    return Attribution(content=(*one.content[:-1], Span(last.start, whole.end)), source=one.source, cue=one.cue)


def _seen(found: Attribution, cues: _Spots, sources: _Spots, given: _Spots) -> Attribution | None:
    """The attribution with cue and source as the tagger marked them, and the words that are nobody's yet; None if it
    did not see both, or if the first words are somebody's.
    """
    cue = cues.at(found.cue) if found.cue else None
    source = sources.at(found.source) if found.source else None
    if cue is None or source is None:
        return None
    free = [part for part in found.content if _share([part], given.within(part)) <= GIVEN]
    if found.content[0] not in free or any(overlap(part, mark) for part in free for mark in (cue, source)):
        return None
    return Attribution(content=tuple(free), source=source, cue=cue)


def _share(parts: Sequence[Span], others: Sequence[Span]) -> float:
    size = sum(part.end - part.start for part in parts)
    return sum(overlap(part, other) for part in parts for other in others) / size if size else 0.0
