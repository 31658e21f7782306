"""Runs of capitalised words that are names.

In: the tokens of an article's sentences and :class:`Usage`, how the article writes each word. Out: runs, index ranges
``(first, after_last)`` of a sentence's tokens, each one name with the titles before it. A run goes on over particles
("Ursula von der Leyen"), initials, "of", "for" and "and" inside the names of bodies ("Department of Health and Human
Services"), and over a possessive inside a name ("People's Bank of China").

A capital at the beginning of a sentence, or anywhere in a headline written in capitals, shows nothing: there a word
belongs to a name only if the article writes it with a capital inside a sentence elsewhere, or if it is no ordinary
word. Weekdays and months end a run ("Theresa May" and "April Ryan" do not).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from twosource.annotate.names.tokens import Token, adjacent, contraction, initial, office
from twosource.lexicon import organisations, persons, places
from twosource.lexicon.words import CALENDAR, FUNCTION, PARTICLES, STARTERS, is_ordinary, listed, ordinary

SMALL = 0.05
"""Share of words in lower case, little words aside, up to which a sentence's capitals show nothing."""

_LITTLE = listed(
    """
    a an the of in on at to for and or but nor by with from as vs via per up over into onto after before about against
    amid among around between during near out off than that through under until upon within without if it its
    """
)
"""Words that title case leaves in lower case."""

_TELLING = 30
"""Capitalised words that an article must have for a headline's word that none of them is to be no name."""

_FEWEST = 3
"""Words needed to judge how a sentence is written."""

_JOINERS = frozenset({"of", "for", "and", "&", "on", "in", "to"})
_LONGEST = 14
_LONGEST_NUMBER = 4
_LONGEST_PARTICLE = 3
_LONGEST_OWNER = 2
"""Tokens of a run, digits of a number in it, particles in a row, words before a possessive inside it."""

_NUMBERED = listed(
    """
    flight apollo soyuz route channel warehouse gate pier terminal building article title proposition area zone reactor
    unit platform hangar block camp ward precinct highway interstate crane berth tram tunnel mine runway line room
    section resolution silo dock quay tower voyager falcon
    """
)
"""Words that a number after them belongs to."""

_MONTH_NAMES = frozenset({"may", "march", "april", "june", "august"})
_BEFORE_MONTH = listed("in of on last until since early late this next by from mid during before after between and to")
_CAPITAL_FUNCTION = frozenset({"us", "may", "will", "who", "down", "like", "most"})


class Usage(NamedTuple):
    """How often the article writes each word (lower-case key) with a capital inside a sentence, and without one;
    ``months`` are those months that end a person's name somewhere ("Theresa May").
    """

    capital: Counter[str]
    small: Counter[str]
    months: frozenset[str] = frozenset()

    def named(self, word: str) -> bool:
        """Whether the article shows the word to be (part of) a name."""
        return self.capital[word] > 0 and self.capital[word] >= self.small[word]


def shouted(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is written in capitals or title case, so that its capitals show nothing."""
    content = small = 0
    for t in tokens:
        if len(t.text) > 1 and t.text[0].isalpha() and t.lower not in _LITTLE:
            content += 1
            small += not t.capital
            if small > SMALL * len(tokens):
                return False
    return content >= _FEWEST and small <= SMALL * content


def usage(sentences: Sequence[Sequence[Token]]) -> Usage:
    """Count the words of an article's sentences."""
    counted = Usage(Counter(), Counter())
    for tokens in sentences:
        if shouted(tokens):
            continue
        for token in tokens:
            if token.text[0].isalpha() and not token.capital:
                counted.small[token.lower] += 1
            elif token.capital and not token.first:
                counted.capital[token.lower] += 1
    return counted._replace(months=frozenset(m for tokens in sentences for m in _named_months(tokens)))


def _named_months(tokens: Sequence[Token]) -> list[str]:
    return [
        right.lower
        for left, right in pairwise(tokens)
        if right.lower in _MONTH_NAMES
        and right.capital
        and left.capital
        and (left.lower in persons.MALE | persons.FEMALE or persons.ADDRESS.get(left.lower))
    ]


def _nameable(token: Token, counted: Usage, *, blind: bool, whole: bool) -> bool:
    """Whether a capitalised token may belong to a name; ``blind``: its capital shows nothing, ``whole``: nor does any
    other of the sentence.
    """
    word = token.lower
    if not token.capital or contraction(word) or word == "i" or token.text[0] == "#" or "/" in token.text:
        return False
    if token.text[0].islower() and "." in token.text:
        return False
    if word in FUNCTION:
        return token.text in {"US", "WHO"} or (not blind and (word in _CAPITAL_FUNCTION or word in STARTERS))
    return not blind or counted.named(word) or _telling(token, counted, whole=whole)


def _telling(token: Token, counted: Usage, *, whole: bool) -> bool:
    """Whether a word is a name by itself, whatever its capital shows."""
    word = token.lower
    if initial(token) or word.endswith(".") or places.is_place(word) or word in persons.OFFICES:
        return True
    if word in organisations.HEADS or persons.is_first_name(word):
        return counted.small[word] == 0
    if whole and len(counted.capital) > _TELLING:
        return False
    return counted.small[word] == 0 and not is_ordinary(word)


class _Walker:
    """Reads runs from one sentence's tokens, left to right."""

    def __init__(self, text: str, tokens: Sequence[Token], counted: Usage) -> None:
        self.text = text
        self.counted = counted
        self.tokens = tokens
        self.blind = shouted(tokens)
        self.good = [_nameable(t, counted, blind=self.blind or t.first, whole=self.blind) for t in tokens]
        self._known()
        self._soften_first()

    def _known(self) -> None:
        """Known places and bodies of two or three words are names wherever they stand in capitals."""
        for i, token in enumerate(self.tokens):
            if not token.capital:
                continue
            for width in (2, 3):
                words = self.tokens[i : i + width]
                name = " ".join(t.lower for t in words)
                whole = len(words) == width and (name in places.PLACES or name in organisations.KNOWN)
                if whole and words[-1].capital and all(self._near(j) for j in range(i, i + width - 1)):
                    for j in range(i, i + width):
                        self.good[j] = self.good[j] or self.tokens[j].capital

    def _soften_first(self) -> None:
        """A sentence's first word also belongs to a name when a body's or a person's name plainly goes on."""
        for i, token in enumerate(self.tokens):
            if not (token.first or self.blind) or not token.capital or self.good[i]:
                continue
            if token.lower in FUNCTION - STARTERS:
                continue
            if self.blind or token.lower in {"the", "a", "an"}:
                continue
            after = self._end_of_plain_run(i + 1)
            goes_on = after > i + 1 and self._near(i)
            body = goes_on and self.tokens[after - 1].lower in organisations.HEADS
            opens = token.lower in organisations.OPENERS and self._word(i + 1) in {"of", "for"}
            if body or opens or (goes_on and self._forename(i)):
                self.good[i] = True

    def _forename(self, i: int) -> bool:
        """Whether a sentence's first word is a first name because a surname follows: "Rich Dorn", "Rainer Holt"."""
        word, following = self._word(i), self._word(i + 1)
        if not self._near(i) or is_ordinary(following) or places.is_place(following) or following in places.ADJECTIVES:
            return False
        return persons.is_first_name(word) or (word not in ordinary() and word not in places.ADJECTIVES)

    def _word(self, i: int) -> str:
        return self.tokens[i].lower if i < len(self.tokens) else ""

    def _near(self, i: int) -> bool:
        return i + 1 < len(self.tokens) and adjacent(self.tokens[i], self.tokens[i + 1], self.text)

    def _end_of_plain_run(self, i: int) -> int:
        while i < len(self.tokens) and self.good[i] and (i == 0 or self._near(i - 1)):
            i += 1
        return i

    def runs(self) -> list[tuple[int, int]]:
        """All runs of the sentence."""
        out: list[tuple[int, int]] = []
        i = 0
        while i < len(self.tokens):
            if self.good[i] and not self._calendar(i):
                after = self._run(i)
                out.append((i, after))
                i = after
            else:
                i += 1
        return out

    def _calendar(self, i: int) -> bool:
        """Whether the token is a weekday or month and not somebody's name ("Theresa May", "April Ryan")."""
        if self._word(i) not in CALENDAR:
            return False
        if self._word(i) in self.counted.months and not self._dated(i):
            return False
        before = (
            i > 0 and self._near(i - 1) and (persons.is_first_name(self._word(i - 1)) or office(self.tokens[i - 1]))
        )
        return not before or self._word(i) not in _MONTH_NAMES

    def _dated(self, i: int) -> bool:
        """Whether a month that is also somebody's name here stands as a month."""
        before, after = self._word(i - 1) if i else "", self._word(i + 1)
        return after[:1].isdigit() or before[-1:].isdigit() or before in _BEFORE_MONTH

    def _run(self, start: int) -> int:
        after = start + 1
        while after < len(self.tokens) and after - start < _LONGEST:
            step = self._step(start, after)
            if not step:
                break
            after += step
        return after

    def _step(self, start: int, at: int) -> int:
        """How many tokens the run that reaches up to ``at`` goes on by; 0 if it ends."""
        if not self._near(at - 1):
            return self._suffix(at) or self._listed(start, at)
        if self.good[at]:
            return 0 if self._calendar(at) else 1
        word = self._word(at)
        if word in PARTICLES and word != "of":
            return self._over_particles(at)
        if word in {"’s", "'s"}:
            return self._possessive(start, at)
        if word in _JOINERS:
            return self._joined(start, at)
        if word in {"he", "so", "an", "no", "in"} and self.tokens[at].text[0].isupper() and not self.blind:
            return 0 if self.tokens[at].first else 1  # the name Liu He
        if word.isdigit() and len(word) <= _LONGEST_NUMBER and self._word(at - 1) in _NUMBERED:
            return 1
        return self._suffix(at)

    def _suffix(self, at: int) -> int:
        """Take ", Inc." and ", Jr." with the name."""
        if self._word(at) != "," or at + 1 >= len(self.tokens):
            return 0
        return 2 if self._word(at + 1) in {"inc.", "inc", "llc", "ltd.", "ltd", "llp", "jr.", "jr", "sr."} else 0

    def _listed(self, start: int, at: int) -> int:
        """Lists inside a body's name: "Bureau of Alcohol, Tobacco, Firearms and Explosives"."""
        if self._word(at) != "," or self._word(start + 1) != "of" or self._word(start) not in organisations.OPENERS:
            return 0
        end = at
        while self._word(end) == "," and end + 1 < len(self.tokens) and self.good[end + 1] and end - at < _LONGEST:
            end += 2
        closed = self._word(end) == "and" and end + 1 < len(self.tokens) and self.good[end + 1]
        things = all(self._thing(self._word(j)) for j in range(at + 1, end, 2))
        return end - at if closed and things and is_ordinary(self._word(end + 1)) else 0

    def _thing(self, word: str) -> bool:
        """Whether a word of a body's name names no person and no place."""
        return is_ordinary(word) or not (places.is_place(word) or persons.is_first_name(word))

    def _over_particles(self, at: int) -> int:
        end = at
        while (
            end < len(self.tokens)
            and self._word(end) in PARTICLES
            and self._near(end - 1)
            and end - at < _LONGEST_PARTICLE
        ):
            end += 1
        return end - at + 1 if end < len(self.tokens) and self.good[end] and self._near(end - 1) else 0

    def _possessive(self, start: int, at: int) -> int:
        """Go on in "People's Bank of China": an ordinary word's possessive inside a body's name."""
        if at - start > _LONGEST_OWNER or self._word(at - 1) not in ordinary() or not self._near(at):
            return 0
        end = self._end_of_plain_run(at + 1)
        heads = any(self._word(j) in organisations.HEADS for j in range(at + 1, end))
        return 2 if end > at + 1 and heads else 0

    def _joined(self, start: int, at: int) -> int:
        """Go on over "of", "for", "and" inside a name; counts the joiner, an article and the next word."""
        word, next_at = self._word(at), at + 1
        if self._word(next_at) == "the" and word in {"of", "for"}:
            next_at += 1
        if next_at >= len(self.tokens) or not self.good[next_at] or not self._near(at) or self._calendar(next_at):
            return 0
        if word == "&":
            return 0 if self.blind else next_at - at + 1
        if word == "and":
            return next_at - at + 1 if self._and_inside(start, at, next_at) else 0
        return next_at - at + 1 if self._opened(start, at, word) else 0

    def _opened(self, start: int, at: int, joiner: str) -> bool:
        """Whether the run up to ``at`` asks for "of ..." or "for ..."."""
        last = self._word(at - 1)
        if joiner in {"on", "in", "to"}:
            return False
        if joiner == "of" and self._word(at + 1) == "america":
            return True
        if last in organisations.OPENERS:
            return True
        if joiner == "for":
            return False
        if last == "chief":
            return self._word(at + 1) == "staff"
        if self._word(start) in organisations.OPENERS and last in {"director", "secretary", "general", "president"}:
            return True
        if last in {"secretary", "president", "speaker", "director", "governor", "attorney"}:
            return last == "secretary" or (at - start == 1 and last == "speaker")
        return last in {
            "republic",
            "king",
            "queen",
            "prince",
            "duke",
            "duchess",
            "kingdom",
            "gulf",
            "bay",
            "isle",
            "strait",
            "cape",
        }

    def _and_inside(self, start: int, at: int, next_at: int) -> bool:
        """Tell "and" in "Food and Drug Administration", "Department of Health and Human Services"."""
        before = [self._word(j) for j in range(start, at)]
        listed_here = "," in before and before[0] in organisations.OPENERS
        plain = is_ordinary if not listed_here else self._thing
        if not all(plain(word) or word in {"of", "for", "u.s.", "us", ","} for word in before):
            return False
        if any(self._word(j) in organisations.OPENERS and self._word(j + 1) in {"of", "for"} for j in range(start, at)):
            return is_ordinary(self._word(next_at)) and self._word(next_at) not in organisations.OPENERS
        end = self._end_of_plain_run(next_at)
        return end - next_at > 1 and self._word(end - 1) in organisations.HEADS


def runs(text: str, tokens: Sequence[Token], counted: Usage) -> list[tuple[int, int]]:
    """The runs of one sentence."""
    return _Walker(text, tokens, counted).runs()
