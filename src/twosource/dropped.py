"""What reports leave out on the way: an attribution, or a hedge, that an earlier report of the same claim has.

In: the evidence of one claim with its links, and the :class:`~twosource.standing.Basis` of its story. Out: findings,
each with the passage that has it and the later one that does not. A finding speaks against an outlet, so all of this
must hold, and whatever is not known counts against the finding:

- the later report came out after the earlier one for sure (``publication``) and is of another, known outlet; the two
  are no copies of one agency's text or of one another: different attributions in one text come from our reading of it;
- the earlier report gives the claim, not as a quotation, to somebody whom it names in the same sentence
  (*attribution*), or puts it as uncertain (*hedge*), and nowhere states it flatly;
- the later report states it in its own voice, in a passage that is surely alike and in clearly the same words
  (:func:`_same`), and not in a headline, a quotation, a question or a condition;
- the later report attributes and hedges nothing in that sentence or in those beside it, and nowhere gives these words
  to anybody;
- no third report states it flatly, unless it came out after the later one for sure: the later one may have it from
  there, and may be right to.

What this does not do: it does not say why. What was somebody's word in the morning may be established in the evening.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from twosource.houses import outlet_key, outlets_alike
from twosource.independence import NAMED, outlet_of, same_words, words_of
from twosource.likeness import WORD, telling
from twosource.model import Article, Evidence, Link, Passage, Span, Statement
from twosource.publication import before, window
from twosource.standing import SURE, Basis
from twosource.text import lines, overlap, quote

Left = Literal["attribution", "hedge"]

SAME_TELLING, SAME_SHARE, MOST_SHARE = 5, 0.5, 0.6
"""Two passages are in clearly the same words if they share so many telling ones, which are such a share of either's and
such a share of the fewer. Chosen by reading what is found in dossiers of 117 events and of 94 rumours, whichever of two
reports is taken for the later: with these 17 of 18 findings are right; with 4, 0.3 and 0.5 about one in four is not.
"""

HEDGED = 3
"""Telling words behind a hedge that tell what it is about; one of them may be another in the later passage."""

LONG_QUOTE = 25
"""Characters in quotation marks that are a remark and not a name or a word held at arm's length."""

_SOURCES = NAMED | {"anonymous"}
_TELLS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tells?|according to|announce[sd]?|announcing|wrote|writes?|report(?:s|ed)"
    r"|confirm(?:s|ed)|claim(?:s|ed)|cit(?:es?|ed|ing)|quot(?:es?|ed|ing)|stated?|add(?:s|ed|ing)|continued|explain(?:s|ed)"
    r"|reveal(?:s|ed)|tweet(?:s|ed)|post(?:s|ed)|statement|not(?:es|ed)|per)\b",
    re.IGNORECASE,
)
_MAY_TELL = re.compile(
    r"\b(?:accus\w+|acknowledg\w+|admit\w*|argu\w+|call(?:s|ed|ing)|declar\w+|den(?:y|ies|ied)|describ\w+|detail(?:s|ed)|disclos\w+"
    r"|estimat\w+|find(?:s|ings?)|found|indicat\w+|insist\w*|learn(?:s|ed|t)|officials?|reportedly|reporting|releas\w+"
    r"|show(?:s|ed|n)|sources?|spokes\w+|stud(?:y|ies)|suggest\w*|survey|testif\w+|via|warn\w*|writing)\b",
    re.IGNORECASE,
)
_HEDGES = re.compile(
    r"\b(?:reportedly|allegedly|alleged|apparent(?:ly)?|purported(?:ly)?|supposedly|unconfirmed|unverified|presumably"
    r"|probably|possibl[ey]|likely|rumou?red|(?:may|might|could)(?: well)?(?: not)? have|(?:is|are|was|were)"
    r" (?:believed|thought|suspected|feared|understood|said) to|(?:appear|seem)(?:s|ed)? to)\b",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"\b(?:may|might|could|would|should|can|if|whether|expect\w*|suspect\w*|believ\w*|thought|think\w*|fear(?:s|ed|ing)?|hop(?:e|es|ed|ing)"
    r"|plan(?:s|ned|ning)?|propos\w+|potential\w*|perhaps|maybe|rumou?r\w*|unclear|unknown|appear\w*|seem\w*|I|we|our|my|us)\b|\?",
    re.IGNORECASE,
)
_QUOTED = re.compile(rf"[\"“”«»].{{{LONG_QUOTE},}}|(?<!\w)['‘][^'’]{{{LONG_QUOTE},}}|—\s*@?\w+[^.]{{0,40}}\(@")
_ENDED = re.compile(r"[.!?…][\"”’')\]]*$")
"""How a sentence ends; a headline that is not marked as one has no full stop."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_BREAK = re.compile(
    r"(?<![A-Z]\.[A-Z])(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Sgt|Rev))[.!?][\"”’')\]]*\s+"
    r"(?=[\"“‘'(]?[A-Z0-9])"
)


class Dropped(Struct, frozen=True, kw_only=True):
    """``earlier`` gives the claim to ``origin`` (attribution) or puts it as uncertain (hedge), by the ``words`` quoted;
    ``later`` does not.
    """

    left: Left
    earlier: Passage
    words: Passage
    origin: str | None = None
    later: Passage


def dropped(evidence: Sequence[Evidence], basis: Basis, *, links: Iterable[Link]) -> tuple[Dropped, ...]:
    """The findings in the evidence of a claim: of each later report and kind the one with the earliest report.
    ``links`` say how alike the passages are (by their numbers in ``evidence``).
    """
    alike = {frozenset((evidence[link.first], evidence[link.second])) for link in links if link.odds >= SURE}
    every = [item for item in sorted(evidence) if item.article in basis.articles and not _is_headline(item, basis)]
    by_time = sorted(every, key=lambda item: (basis.articles[item.article].published or "", item))
    found: dict[tuple[str, Left], Dropped] = {}
    for later in (item for item in every if _is_own_voice(item, every, basis)):
        here = [
            (left, words, earlier)
            for earlier in by_time
            if {earlier, later} in alike
            and _may_follow(earlier, later, every, basis)
            and _same(_given(earlier, basis), later.text)
            for left, words in _has(earlier, later, basis)
        ]
        if here and _is_flat(later, basis):
            for left, words, earlier in here:
                found.setdefault((later.article, left), _dropped(left, words, earlier, later))
    return tuple(found[key] for key in sorted(found))


def _dropped(left: Left, words: Passage, earlier: Evidence, later: Evidence) -> Dropped:
    origin = earlier.origins[0] if left == "attribution" else None
    return Dropped(left=left, earlier=_passage(earlier), words=words, origin=origin, later=_passage(later))


def _passage(item: Evidence) -> Passage:
    return Passage(article=item.article, start=item.start, end=item.end, text=item.text)


# --- two passages ---------------------------------------------------------------------------------------------------


def _may_follow(earlier: Evidence, later: Evidence, every: Sequence[Evidence], basis: Basis) -> bool:
    """Whether the later report can have left out what the earlier one has: it came later, is another outlet's own text,
    and nobody else may have stated the claim flatly before.
    """
    first, second = basis.articles[earlier.article], basis.articles[later.article]
    return (
        not outlets_alike(outlet_of(first.id, basis), outlet_of(second.id, basis))
        and _before(first, second)
        and not _of_one_text(first, second, later, basis)
        and not any(
            item.article != second.id and not _before(second, basis.articles[item.article])
            for item in every
            if item.statement is None and not _HEDGES.search(item.text)
        )
    )


def _before(first: Article, second: Article) -> bool:
    one, other = window(first.published), window(second.published)
    return one is not None and other is not None and before(one, other)


def _of_one_text(first: Article, second: Article, later: Evidence, basis: Basis) -> bool:
    """Whether two articles are copies, or credit one agency, or the later passage is text that they share."""
    both = [copy for copy in basis.copies if {first.id, second.id} <= set(copy.articles)]
    shared = [passage for copy in both for passage in copy.shared if passage.article == second.id]
    return (
        (first.credit is not None and first.credit == second.credit)
        or any(copy.extent == "full" or copy.wire for copy in both)
        or any(overlap(passage, later) for passage in shared)
    )


def _same(a: str, b: str) -> bool:
    """Whether the later passage is in clearly the same words, and has one of the numbers if there are any."""
    first, second = telling(a), telling(b)
    common = len(first & second)
    numbers = set(_NUMBER.findall(a))
    return (
        (not numbers or not numbers.isdisjoint(_NUMBER.findall(b)))
        and common >= SAME_TELLING
        and common >= SAME_SHARE * max(len(first), len(second))
        and common >= MOST_SHARE * min(len(first), len(second))
    )


# --- the earlier passage --------------------------------------------------------------------------------------------


def _given(item: Evidence, basis: Basis) -> str:
    """The words that are attributed or hedged; none of a statement that the passage holds nothing of."""
    statement = basis.statements.get(item.statement or "")
    if statement is None:
        return item.text
    return words_of(item, statement, basis) if any(overlap(part, item) for part in statement.content) else ""


def _has(item: Evidence, later: Evidence, basis: Basis) -> Iterator[tuple[Left, Passage]]:
    """What an earlier passage has, with the words that show it. A hedge is about the words right behind it."""
    article, statement = basis.articles[item.article], basis.statements.get(item.statement or "")
    hedge = _HEDGES.search(item.text)
    if hedge and _about(item.text[hedge.end() :], later.text):
        yield "hedge", quote(article.id, article.text, Span(item.start + hedge.start(), item.start + hedge.end()))
    if statement is None or statement.manner == "direct" or statement.source is None or statement.cue is None:
        return
    named = all(o in basis.origins and basis.origins[o].kind in _SOURCES for o in item.origins)
    if statement.certainty in {"hedged", "unverified"} and not hedge:
        yield "hedge", quote(article.id, article.text, statement.cue)
    elif named and item.origins and statement.certainty == "asserted" and _is_told(statement, item, article):
        yield "attribution", quote(article.id, article.text, statement.source)


def _about(behind: str, later: str) -> bool:
    """Whether what is hedged, the first telling words behind the hedge, is what the later passage says."""
    hedged = [stem for word in WORD.findall(behind) for stem in telling(word)][:HEDGED]
    return sum(stem in telling(later) for stem in hedged) >= HEDGED - 1


def _is_told(statement: Statement, item: Evidence, article: Article) -> bool:
    """Whether a sentence of the passage names who tells it, and he only tells ("the court ordered" is an act)."""
    here = [sentence for sentence in _sentences(article.text) if overlap(sentence, item)]
    source, cue = statement.source, statement.cue
    return (
        source is not None
        and cue is not None
        and any(overlap(sentence, source) for sentence in here)
        and bool(_TELLS.search(article.text[cue.start : cue.end]))
    )


# --- the later passage ----------------------------------------------------------------------------------------------


def _is_own_voice(item: Evidence, every: Iterable[Evidence], basis: Basis) -> bool:
    """Whether a report of a known outlet states the claim in its own voice, and nowhere gives it to somebody."""
    own = outlet_of(item.article, basis)
    strange = (basis.origins[o].name for o in item.origins if o in basis.origins)
    return (
        own is not None
        and not any(other.statement for other in every if other.article == item.article)
        and not any(outlet_key(name) != own for name in strange)
    )


def _is_flat(item: Evidence, basis: Basis) -> bool:
    """Whether nothing in the sentences of a passage or beside them attributes or hedges, and its words are given to
    nobody anywhere in the report.
    """
    text = basis.articles[item.article].text
    every = _sentences(text)
    inside = [i for i, sentence in enumerate(every) if overlap(sentence, item)]
    if not inside:
        return False
    whole = Span(every[inside[0]].start, every[inside[-1]].end)
    words = text[whole.start : whole.end].rstrip()
    around = " ".join(
        text[at.start : at.end] for at in every[max(0, inside[0] - 1) : inside[-1] + 2] if not overlap(at, whole)
    )
    said = [statement for statement in basis.statements.values() if statement.article == item.article]
    return bool(_ENDED.search(words)) and not (
        any(found.search(words) for found in (_QUOTED, _TELLS, _MAY_TELL, _HEDGES, _DOUBTS))
        or any(found.search(around) for found in (_TELLS, _HEDGES))
        or any(overlap(part, whole) for statement in said for part in _parts(statement))
        or any(_near(text[part.start : part.end], item.text) for statement in said for part in statement.content)
    )


def _near(a: str, b: str) -> bool:
    """Whether two passages may be in the same words."""
    first, second = telling(a), telling(b)
    common = len(first & second)
    return same_words(a, b) or (common >= SAME_TELLING and common >= SAME_SHARE * min(len(first), len(second)))


def _parts(statement: Statement) -> list[Span]:
    return [*statement.content, *(span for span in (statement.source, statement.cue) if span)]


def _is_headline(item: Evidence, basis: Basis) -> bool:
    return any(mark.kind == "headline" and overlap(mark, item) for mark in basis.articles[item.article].marks)


def _sentences(text: str) -> list[Span]:
    """The sentences of a text, told by their full stops and line ends: a dossier keeps no other."""
    found = []
    for line in lines(text):
        starts = [line.start, *(at.end() for at in _BREAK.finditer(text, line.start, line.end))]
        found += [Span(a, b) for a, b in pairwise([*starts, line.end]) if a < b]
    return found
