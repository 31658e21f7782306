"""The names of an article from what a trained tagger saw and what the rules know.

In: a sentence's tokens, its tags (``names.tags``) and the runs of capitalised words that the rules take for names.
Out: one :class:`Run` for each name, in text order, disjoint.

Where both speak the tagger decides where a name begins and ends and what it is. To its names the rules add what it is
not taught: the title before a person ("Russian Foreign Minister | Sergey Malov", which takes in the tags of "Russian"
and "Foreign"), the noun that makes a body of a name ("Brandt | administration"). A common noun with a determiner
("the Foundation") is no name but a description, whatever the tagger says.

Where the tagger saw nothing the rules are believed only if the tagger saw the same words elsewhere in the article (a
surname in a headline), if the words leave no doubt (a known place or body, a title with a name, a handle), and if
no tag of another kind lies there ("May" that is a date). An unsure tag in a headline written in title case or in
capitals stands only if the article's text or the rules have the same words.

Without tags every run is a name, as far as ``names`` keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.annotate.names.kinds import by_words
from twosource.annotate.names.tags import SURE, Tag, Votes, elected
from twosource.annotate.names.tokens import Token, adjacent
from twosource.lexicon import organisations, persons, places
from twosource.lexicon.words import DETERMINERS, is_ordinary, listed
from twosource.model import MentionKind

BODY_NOUNS = listed(
    """
    administration campaign government regime team organization organisation foundation camp police legislature army
    military
    """
)
"""Lower-case nouns that make a body's name of the name before them: "Trump administration"."""

_COURTESIES = listed("""
    mr mr. mrs mrs. ms ms. miss mme mme. madame herr frau señor señora sir dr dr. prof prof. professor sheikh shaikh
    lord lady hon hon. rev rev. fr fr. father
    """)
"""Forms of address that no country or body before them goes with."""

_NEAR = 4
"""Tags before a person that may belong to the title."""

_LONGEST_TITLE = 12
"""Tokens of a title before a name."""


class Run(NamedTuple):
    """A name: its sentence, its tokens there, their words; characters and kind if a tagger told them."""

    sentence: int
    first: int
    after: int
    words: tuple[str, ...]
    start: int
    end: int
    kind: MentionKind | None = None


def run(sentence: int, line: Sequence[Token], first: int, after: int) -> Run:
    """The run on some tokens of a sentence."""
    words = tuple(t.text for t in line[first:after])
    return Run(sentence, first, after, words, line[first].start, line[after - 1].end)


def common(token: Token, *, determined: bool) -> bool:
    """Whether a capitalised word is a role's or body's common noun ("the Judge", "the Agency")."""
    word = token.lower
    if word in organisations.KNOWN or word in {"republicans", "democrats", "conservatives", "liberals"}:
        return False
    single = persons.singular(word)
    return bool({word, single} & (persons.ROLES | persons.GROUPS | organisations.NOUNS)) and (
        determined or is_ordinary(word)
    )


def body_follows(text: str, line: Sequence[Token], after: int) -> bool:
    """Whether a noun after the name makes a body's name of it."""
    return after < len(line) and line[after].lower in BODY_NOUNS and adjacent(line[after - 1], line[after], text)


def _described(line: Sequence[Token], tag: Tag) -> bool:
    """Whether a tag lies on a common noun with its determiner."""
    determined = tag.first > 0 and line[tag.first - 1].lower in DETERMINERS
    return determined and tag.after - tag.first == 1 and common(line[tag.first], determined=True)


def _title_start(line: Sequence[Token], tag: Tag, runs: Mapping[int, tuple[int, int]], tags: Sequence[Tag]) -> int:
    """Where the title before a person begins: inside the run of capitalised words that goes on into the name, and
    behind a place or body that only a form of address follows ("the Amir of Kuwait | Sheikh Nawaf").
    """
    first, after = runs.get(tag.first - 1, (tag.first, tag.first))
    if not first < tag.first < after:
        return tag.first
    for other in tags:
        if first < other.after < tag.first and other.kind:
            courtesy = all(t.lower in _COURTESIES for t in line[other.after : tag.first])
            first = other.after if courtesy else first
    for begin in range(max(first, tag.first - _LONGEST_TITLE), tag.first):
        words = [t.text for t in line[begin : tag.after]]
        size = tag.first - begin
        if size in {persons.title_length(words), persons.title_length(words[:size])}:
            return begin
    return tag.first


def merged(
    text: str, sentence: int, line: Sequence[Token], tags: Sequence[Tag], ranges: Sequence[tuple[int, int]]
) -> tuple[list[Run], list[Run]]:
    """The names of one sentence that are tagged, and the runs of the rules that no tag touches."""
    of_token = {i: extent for extent in ranges for i in range(*extent)}
    named = [tag for tag in tags if tag.kind and not _described(line, tag)]
    out: list[Run] = []
    for i in range(len(named) - 1, -1, -1):
        tag = named[i]
        if out and tag.end > out[-1].start:
            continue  # inside the title of the name after it
        titled = tag.kind == "person"
        first = _title_start(line, tag, of_token, named[max(0, i - _NEAR) : i]) if titled else tag.first
        follows = body_follows(text, line, tag.after) and not (out and tag.after >= out[-1].first)
        after = tag.after + 1 if follows else tag.after
        found = run(sentence, line, first, after)
        start = tag.start if first == tag.first else found.start
        end = found.end if follows else tag.end
        words = tuple(text[start:end].split()) if first == tag.first else found.words
        out.append(found._replace(words=words, start=start, end=end, kind="organisation" if follows else tag.kind))
    taken = {i for one in out for i in range(one.first, one.after)} | {
        i for tag in tags if not tag.kind for i in range(tag.first, tag.after)
    }
    free = [run(sentence, line, *extent) for extent in ranges if taken.isdisjoint(range(*extent))]
    return out[::-1], free


def doubted(text: str, tags: Sequence[Tag], ranges: Sequence[tuple[int, int]], heard: Mapping[str, Votes]) -> list[Tag]:
    """The tags of a headline in title case or capitals that stand: where every word has a capital, a tagger tends to
    take the verb with the name, so an unsure tag needs the article's text or the rules to have the same words.
    """
    extents = set(ranges)
    return [
        tag
        for tag in tags
        if not tag.kind or tag.score >= SURE or (tag.first, tag.after) in extents or tag.words(text) in heard
    ]


def believed(line: Sequence[Token], free: Run, heard: Mapping[str, Votes], *, blind: bool) -> Run | None:
    """A run of the rules that no tag touches, as a name with its kind if the tagger told it of the same words; None
    if it is not believed. ``blind``: the sentence's capitals show nothing, so a part of the run may be the name.
    """
    titled = persons.title_length(free.words)
    own = free.first + (titled if titled < len(free.words) else 0)
    for first, after in [(own, free.after), (free.first, free.after), *(_parts(own, free.after) if blind else ())]:
        words = " ".join(t.lower for t in line[first:after])
        if words in heard:
            begin = free.first if first == own else first
            return run(free.sentence, line, begin, after)._replace(kind=elected(heard[words]))
    told = by_words(free.words)
    if titled == len(free.words) or free.words[0].startswith("@") or (titled and told == "person"):
        return free
    name = " ".join(w.lower() for w in free.words)
    return free if places.is_place(name) or name in organisations.KNOWN else None


def _parts(first: int, after: int) -> Iterator[tuple[int, int]]:
    """The stretches of a run, the longest first, for runs of a sensible length."""
    after = min(after, first + _LONGEST_TITLE)
    for size in range(after - first - 1, 0, -1):
        yield from ((begin, begin + size) for begin in range(first, after - size + 1))
