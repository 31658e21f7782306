"""Names that a reading overlooked, found by the names of the whole story.

In: the texts, the sentences and the mentions of a story. Out: further mentions of each article: the words of a name
that any report has, written with the same capitals where no other mention stands; the surname or first name of the only
person of the story who bears it, a single word that is no ordinary one; "the Times" after the "Harbour Times" or where
another report has that as a body's name; a handle in brackets behind a name. Each has the kind that most mentions of
that name have, and takes the place of a mention of a part of it ("Corvid" of "Corvid Trell"). ``in_captions`` finds
them in captions, of which nothing else is read: whom a picture shows is part of how an outlet presents people.

Not done: names that no reading of the story has, a single ordinary word ("May", "Reading") by itself, words that go on
as a longer name ("Trell Street"), what stands outside sentences and captions. Linear in the length of the texts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.lexicon import organisations, persons, places
from twosource.lexicon.words import CALENDAR, FUNCTION, PARTICLES, is_ordinary
from twosource.model import Article, Mention, MentionKind, Reading, Sentence

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[.'’&-][^\W_]+)*\.?")
_HANDLE = re.compile(r"\(@\w{3,30}\b")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w.’'-]*[ -]\Z")
_CAPITAL_AFTER = re.compile(r"[ -][A-Z&]|-\w|[’']?[\w@]")
_BODY = re.compile(r" (?:administration|campaign|government|regime|camp|team)(?![\w-])")
"""Nouns that make a body's name of the name before them."""

_VIEW = 24
_SHORTEST = 3
_LONGEST = 80
"""Letters of a single word and of a name that are looked for."""


class _Known(NamedTuple):
    """A name of the story: its words as written, its kind, and whether it stands only behind "the"."""

    text: str
    kind: MentionKind
    behind_the: bool = False


def find(articles: Sequence[Article], readings: Sequence[Reading]) -> list[list[Mention]]:
    """The further mentions of each article; ``readings[i]`` is the reading of ``articles[i]``."""
    known = _known(articles, readings)
    lengths = _lengths(known)
    return [
        [*_again(article.text, reading.sentences, reading.mentions, known, lengths), *_handles(article.text, reading)]
        for article, reading in zip(articles, readings, strict=True)
    ]


def in_captions(articles: Sequence[Article], readings: Sequence[Reading]) -> list[list[Mention]]:
    """The names of the story that stand in the captions of each article."""
    captions = [_captions(article) for article in articles]
    known = _known(articles, readings) if any(captions) else {}
    lengths = _lengths(known)
    return [
        list(_again(article.text, within, reading.mentions, known, lengths))
        for article, reading, within in zip(articles, readings, captions, strict=True)
    ]


def _captions(article: Article) -> list[Sentence]:
    return [Sentence(start=m.start, end=m.end, paragraph=0) for m in article.marks if m.kind == "caption"]


def _lengths(known: Iterable[str]) -> dict[str, list[int]]:
    """How long the names with a first word are, the longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for text in known:
        lengths[_first(text)].add(len(text))
    return {word: sorted(found, reverse=True) for word, found in lengths.items()}


def _first(text: str) -> str:
    word = _WORD.match(text)
    return word[0].rstrip(".") if word else ""


def _known(articles: Sequence[Article], readings: Sequence[Reading]) -> dict[str, _Known]:
    """The names to look for by their words."""
    kinds: dict[str, Counter[MentionKind]] = defaultdict(Counter)
    parts: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    behind_the: set[str] = set()
    for article, reading in zip(articles, readings, strict=True):
        for mention in reading.mentions:
            if mention.form != "name" or mention.end - mention.start > _LONGEST:
                continue
            words = _untitled(article.text[mention.start : mention.end].split(), mention.kind)
            the = words[0].lower() == "the" and len(words) > 1
            words = words[1:] if the else words
            if the or article.text[max(0, mention.start - 4) : mention.start].lower() == "the ":
                behind_the.add(words[0])
            kinds[" ".join(words)][mention.kind] += 1
            if mention.kind == "person" and len(words) > 1 and not any(map(_odd, words)):
                for word in (words[0], words[-1]):
                    parts[word].add((words[0].lower(), words[-1].lower()))
    out = {text: _Known(text, _most(counts)) for text, counts in kinds.items() if _telling(text)}
    for word, bearers in parts.items():
        if len(bearers) == 1 and _telling(word):
            out.setdefault(word, _Known(word, "person"))
    for word in _only_behind_the(kinds, behind_the):
        out.setdefault(word, _Known(word, "organisation", behind_the=True))
    return out


def _only_behind_the(kinds: Mapping[str, Counter[MentionKind]], behind_the: Container[str]) -> Iterator[str]:
    """Words that are a body's name only behind "the": its whole name, or the last word of an outlet's."""
    for text, counts in kinds.items():
        last = text.rsplit(" ", 1)[-1]
        if last == text and text in behind_the and "organisation" in counts and text.lower() not in FUNCTION:
            yield text
        if last != text and last.lower() in organisations.OUTLETS and last[0].isupper() and "person" not in counts:
            yield last


def _untitled(words: list[str], kind: MentionKind) -> list[str]:
    cut = persons.title_length(words) if kind == "person" else 0
    return words[cut:] if cut < len(words) else words


def _odd(word: str) -> bool:
    """Whether a word of a name is none of a plain person's name."""
    return not word[0].isupper() or not word.replace("-", "").replace("’", "").replace("'", "").isalpha()


def _most(counts: Counter[MentionKind]) -> MentionKind:
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _telling(text: str) -> bool:
    """Whether words say by themselves that they are this name wherever they stand with a capital."""
    if not text[:1].isupper():
        return False
    lower = text.lower()
    if " " in text:
        return not all(is_ordinary(word) for word in lower.split())
    if text.isupper() and len(text) >= _SHORTEST and text.isalpha():
        return True
    if len(text) < _SHORTEST or lower in FUNCTION | CALENDAR | PARTICLES or lower in places.ADJECTIVES:
        return False
    return not is_ordinary(lower) and lower not in persons.OFFICES | persons.ROLES | organisations.NOUNS


# --- where they stand again ----------------------------------------------------------------------------------------


def _again(
    text: str,
    within: Iterable[Sentence],
    mentions: Iterable[Mention],
    known: Mapping[str, _Known],
    lengths: Mapping[str, Sequence[int]],
) -> Iterator[Mention]:
    """Where a text has the names with no mention on them."""
    taken = sorted((m.start, m.end) for m in mentions if m.form != "description")
    for sentence in within:
        at = sentence.start
        for word in _WORD.finditer(text, sentence.start, sentence.end):
            start = word.start()
            if start < at or not word[0][0].isupper():
                continue
            plain = word[0].rstrip(".")
            among = lengths.get(plain) or lengths.get(plain.removesuffix("'s").removesuffix("’s"), ())
            here = (known.get(text[start : start + length]) for length in among)
            name = next((one for one in here if one and _stands(text, start, one, sentence)), None)
            if name:
                at = start + len(name.text)
                body = _BODY.match(text, at, sentence.end) if name.kind in {"person", "place"} else None
                at = body.end() if body else at
                if _free(taken, start, at) or _part(taken, start, at):
                    yield Mention(start=start, end=at, kind="organisation" if body else name.kind, form="name")


def _free(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether nothing in ``taken``, which is sorted, shares text with ``start..end``."""
    at = bisect_right(taken, (start, end))
    return not any(s < end and start < e for s, e in taken[max(0, at - 2) : at + 1])


def _part(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether what shares text with ``start..end`` is but a part of that: the reading cut the name short."""
    at = bisect_right(taken, (start, end))
    near = [pair for pair in taken[max(0, at - 2) : at + 3] if pair[0] < end and start < pair[1]]
    return len(near) == 1 and start <= near[0][0] and near[0][1] <= end and near[0] != (start, end)


def _stands(text: str, start: int, known: _Known, sentence: Sentence) -> bool:
    """Whether a name stands by itself at ``start``: no longer name holds it."""
    end = start + len(known.text)
    if end > sentence.end or text[max(0, start - 1) : start] in {"#", "/", "@", "."}:
        return False
    after = _CAPITAL_AFTER.match(text, end, sentence.end)
    possessive = text.startswith(("'s", "’s"), end) and not text[end + 2 : end + 3].isalnum()
    if after and not possessive and (not sentence.headline or text[end : end + 1] != " "):
        return False
    before = text[max(sentence.start, start - _VIEW) : start]
    if known.behind_the:
        return before.endswith(("the ", "The "))
    if " " in known.text or sentence.headline:
        return not before.endswith("-")
    return not _CAPITAL_BEFORE.search(before) or _titled(before)


def _titled(before: str) -> bool:
    """Whether the capitalised word before a name is a title or opens the sentence as no part of a name."""
    word = before.rsplit(maxsplit=1)[-1]
    return word.lower() in FUNCTION or persons.title_length([word, "Trell"]) == 1


def _handles(text: str, reading: Reading) -> Iterator[Mention]:
    """The handles in brackets right behind a name."""
    ends = sorted(m.end for m in reading.mentions if m.form == "name")
    taken = sorted((m.start, m.end) for m in reading.mentions if m.form != "description")
    for sentence in reading.sentences:
        for hit in _HANDLE.finditer(text, sentence.start, sentence.end):
            at = bisect_left(ends, hit.start() - 1)
            behind = at < len(ends) and hit.start() - 1 <= ends[at] <= hit.start()
            if behind and _free(taken, hit.start() + 1, hit.end()):
                yield Mention(start=hit.start() + 1, end=hit.end(), kind="other", form="name")
