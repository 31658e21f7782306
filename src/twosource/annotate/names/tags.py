"""Names that a trained tagger has marked, brought into the sentences of an article.

In: an article's text, its sentences and their tokens, and what the tagger saw: spans with one of nine classes (Person,
Organization, Location, NORP, Facility, Product, Money, Date, Misc) and a score between 0 and 1, in any order. Out: for
each sentence its tags in text order, disjoint, with the tokens they lie on.

A tag is trimmed as names are here: no "the" in lower case before it, no possessive ending, no quotation mark around
it. One that lies in no sentence is dropped, one that leaves its sentence is cut. Of two that overlap the surer stays,
then the longer, then the earlier.

``kind`` is what a name stands for here; None for what is no name here (dates, amounts of money, adjectives of nations
and their people), which is kept because it tells that the words are no other name either. Where the tagger is not
sure, the other places of the same words in the article decide, and a word that ends a full name elsewhere.

Not done: finding names that the tagger did not see (``names.merge``). Linear in the number of tags.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from twosource.annotate.names.kinds import PARTIES, by_words
from twosource.annotate.names.tokens import Token
from twosource.lexicon import organisations
from twosource.lexicon.persons import is_first_name
from twosource.lexicon.words import OTHER_PRONOUNS, PERSONAL_PRONOUNS, listed
from twosource.model import MentionKind, Sentence
from twosource.seams import Marked

KINDS: dict[str, MentionKind] = {
    "Person": "person",
    "Organization": "organisation",
    "Location": "place",
    "Facility": "place",
    "Product": "other",
    "Misc": "other",
}

SURE = 0.9
"""Score from which a tag's class is believed against the article's other tags of the same words."""

RULES = 1.0
"""Score of what the rules know of an unsure tag, beside those of the article's tags."""

SEATS = frozenset(
    {"white house", "kremlin", "pentagon", "capitol hill", "downing street", "elysee", "vatican", "holy see"}
)
"""Places by which those who govern there are called."""

PRONOUNS = (
    PERSONAL_PRONOUNS
    | OTHER_PRONOUNS
    | listed("we us our ours i me my you your who this that these those someone somebody everyone everybody")
)
"""Words that a tagger at times takes for the name that they stand for."""

_EDGES = " \t\n\u00a0\u200b\"'`“”‘’«»,;:()[]"
_OPENED = {")": "(", "]": "[", "”": "“", "»": "«", '"': '"'}
_POSSESSIVE = ("'s", "’s", "'S", "’S")
Votes = dict[MentionKind, float]
_ORDER: tuple[MentionKind, ...] = ("person", "organisation", "place", "other")


class Tag(NamedTuple):
    """A tag on the tokens ``first..after`` of a sentence, at ``start..end`` of the text."""

    first: int
    after: int
    start: int
    end: int
    kind: MentionKind | None
    score: float

    def words(self, text: str) -> str:
        """The words tagged, in lower case and with single spaces."""
        return " ".join(text[self.start : self.end].lower().split())


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of ``text[start:end]`` that is the name: see the module's docstring. Empty if nothing is."""
    opened = text.find("(", start + 1, end)
    if opened > 0 and text.find(")", opened, end) < 0:
        end = opened  # "Goldman (GS" of "Goldman (GS)"
    before = None
    while before != (start, end) and start < end:
        before = start, end
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES and not _closes(text, start, end):
            end -= 1
        if text.startswith("the ", start, end):
            start += 4
        if end - start > len(_POSSESSIVE[0]) and text.endswith(_POSSESSIVE, start, end):
            end -= 2
    return start, end


def _closes(text: str, start: int, end: int) -> bool:
    """Whether the last character closes what opens inside the name: "Armed Forces (Special Powers)"."""
    return _OPENED.get(text[end - 1], "\n") in text[start : end - 1]


def kind_of(words: str, label: str) -> MentionKind | None:
    """What words of a class stand for; None for what is no name here."""
    lower = words.lower()
    if label == "NORP":
        return "organisation" if lower in PARTIES else None
    kind = KINDS.get(label)
    body = lower in SEATS if kind == "place" else kind == "other" and lower in organisations.KNOWN
    return "organisation" if body else kind


def _tag(text: str, line: Sequence[Token], sentence: Sentence, marked: Marked) -> Tag | None:
    start, end = trimmed(text, max(marked.start, sentence.start), min(marked.end, sentence.end))
    first = bisect_right(line, start, key=lambda t: t.start) - 1
    if first >= 0 and line[first].end <= start:
        first += 1
    after = bisect_left(line, end, key=lambda t: t.start)
    if start >= end or not 0 <= first < after or _stands_for(text[start:end]):
        return None
    return Tag(first, after, start, end, kind_of(text[start:end], marked.label), marked.score)


_TWICE = 4
"""Words of two full names side by side."""


def _apart(line: Sequence[Token], tag: Tag) -> list[Tag]:
    """A tag, or two of two full names side by side: "called Ann Bell Tom Reed's friend"."""
    words = line[tag.first : tag.after]
    known = [token.capital and is_first_name(token.lower) for token in words]
    if tag.kind != "person" or len(words) != _TWICE or known != [True, False, True, False]:
        return [tag]
    return [
        tag._replace(after=tag.first + 2, end=words[1].end),
        tag._replace(first=tag.first + 2, start=words[2].start),
    ]


def _stands_for(words: str) -> bool:
    """Whether words are no name but a pronoun ("He", but not "US" and "IT")."""
    return words.lower() in PRONOUNS and not (words.isupper() and len(words) > 1)


def _disjoint(tags: Iterable[Tag]) -> list[Tag]:
    kept: list[Tag] = []
    for tag in sorted(tags, key=lambda t: (t.start, -t.end, -t.score, str(t.kind))):
        if not kept or tag.start >= kept[-1].end:
            kept.append(tag)
        elif (tag.score, tag.end - tag.start) > (kept[-1].score, kept[-1].end - kept[-1].start):
            kept[-1] = tag
    return kept


def placed(
    text: str,
    sentences: Sequence[Sentence],
    cut: Sequence[Sequence[Token]],
    found: Sequence[Sequence[tuple[int, int]]],
    marked: Sequence[Marked],
) -> list[list[Tag]]:
    """The tags of each sentence; ``sentences`` in text order, ``cut`` their tokens, ``found`` the runs of the rules."""
    here: list[list[Tag]] = [[] for _ in sentences]
    starts = [s.start for s in sentences]
    for one in marked:
        at = bisect_right(starts, one.start) - 1
        tag = _tag(text, cut[at], sentences[at], one) if at >= 0 and one.start < sentences[at].end else None
        if tag and (tag.score >= SURE or not tag.kind or not text[tag.start : tag.end].islower()):
            here[at].extend(_apart(cut[at], tag))
    return _settled(text, cut, found, [_disjoint(tags) for tags in here])


def _settled(
    text: str,
    cut: Sequence[Sequence[Token]],
    found: Sequence[Sequence[tuple[int, int]]],
    placed: list[list[Tag]],
) -> list[list[Tag]]:
    """Give unsure tags the kind that most speaks for: the article's tags of the same words, each by its score, and
    what the rules know of the words, of the title before them, and of a surname.
    """
    votes = votes_of(text, placed)
    surnames: set[str] = set()
    for line, ranges, tags in zip(cut, found, placed, strict=True):
        run_at = {after: first for first, after in ranges}
        for tag in tags:
            first = min(run_at.get(tag.after, tag.first), tag.first)
            known = by_words([t.text for t in line[first : tag.after]]) if tag.kind else None
            words = tag.words(text)
            if known:
                votes[words][known] = votes[words].get(known, 0.0) + RULES
            if "person" in {known, tag.kind} and tag.after - first > 1:
                surnames.add(words.split()[-1])
    return [[_voted(tag, tag.words(text), votes, surnames) for tag in tags] for tags in placed]


def _voted(tag: Tag, words: str, votes: Mapping[str, Votes], surnames: Container[str]) -> Tag:
    """A tag with the kind that its words are given."""
    if not tag.kind or tag.score >= SURE:
        return tag
    if words in surnames and by_words([words]) is None:
        return tag._replace(kind="person")
    return tag._replace(kind=elected(votes[words]))


def votes_of(text: str, found: Iterable[Iterable[Tag]]) -> dict[str, Votes]:
    """How much the tags speak for each kind of the words tagged, and of the last word of people's full names."""
    votes: dict[str, Votes] = {}
    for tags in found:
        for tag in tags:
            if not tag.kind:
                continue
            words = tag.words(text)
            *before, last = words.split()
            for voted in dict.fromkeys([words, last] if tag.kind == "person" and before else [words]):
                one = votes.setdefault(voted, {})
                one[tag.kind] = one.get(tag.kind, 0.0) + tag.score
    return votes


def elected(votes: Votes) -> MentionKind:
    """The kind with most votes."""
    return min(votes, key=lambda kind: (-votes[kind], _ORDER.index(kind)))
