"""Names of one article that may be people's, put together by their words alone.

In: an article's text and its mentions in text order. Out: a chain number for each mention, None for those that are no
name of somebody. Names of one chain have the same last name and no other first name ("Ann Hale", "Mrs Hale", "A.
Hale"); a single name joins the last full name before it that it may shorten. One used before any such full name is
somebody else's ("Hale came with her husband, Paul Hale"), but in the first line, which is a headline. The kind of a
mention is a hint only: a name of unknown kind, and one taken for an organisation or a place without a word that says
so, may be somebody's. Linear in the number of mentions.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from twosource.lexicon import organisations, persons, places
from twosource.lexicon.persons import Gender
from twosource.lexicon.words import is_ordinary, listed
from twosource.model import Mention

LONGEST = 4
"""Words of a name of unknown kind that may still be somebody's."""

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_SUFFIXES = listed("jr jr. sr sr. ii iii iv")


class Person(Struct, frozen=True):
    """A name taken apart: its own words folded, and the gender that title or first name tells."""

    words: tuple[str, ...]
    titled: bool
    gender: Gender | None


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without diacritics."""
    flat = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in flat if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=65536)
def parse(name: str) -> Person:
    """A person's name taken apart: "Prime Minister Ann Hale Jr." -> ann hale, titled, female."""
    found = _WORD.findall(name)
    cut = persons.title_length(found)
    title, own = (found[:cut], found[cut:]) if cut < len(found) else ([], found)
    words = tuple(fold(word) for word in own)
    if len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return Person(words, bool(title), _gender([fold(word) for word in title], words))


def _gender(title: Sequence[str], words: tuple[str, ...]) -> Gender | None:
    for word in title:
        told = persons.ADDRESS.get(word) or persons.ROLE_GENDER.get(word)
        if told:
            return told
    return persons.gender_of_first_name(words[0]) if words else None


def plausible(mention: Mention, text: str) -> bool:
    """Whether a name may be somebody's."""
    if mention.form != "name":
        return False
    words = parse(text[mention.start : mention.end]).words
    if not words:
        return False
    if mention.kind == "person":
        return True
    if len(words) > LONGEST or any(w in organisations.HEADS or w in organisations.SUFFIXES for w in words):
        return False
    name = " ".join(words)
    if name in organisations.KNOWN or places.is_place(name) or name in places.ADJECTIVES:
        return False
    return len(words) == 1 or not all(is_ordinary(word) for word in words)


def chains(mentions: Sequence[Mention], text: str) -> list[int | None]:
    """The chain of each mention, None for what names nobody; chains are numbered as they are met."""
    named = {n: parse(text[m.start : m.end]) for n, m in enumerate(mentions) if plausible(m, text)}
    out: list[int | None] = [None] * len(mentions)
    heads: list[Person] = []
    by_word: dict[str, list[int]] = {}
    for n, person in named.items():  # full names first: what a single name shortens may stand behind it
        if len(person.words) > 1:
            chain = next((c for c in by_word.get(person.words[-1], []) if _one(heads[c], person)), None)
            if chain is None:
                chain = len(heads)
                heads.append(person)
                by_word.setdefault(person.words[-1], []).append(chain)
                if person.words[0] != person.words[-1]:
                    by_word.setdefault(person.words[0], []).append(chain)
            out[n] = chain
    first = _firsts(out)
    headline = text.find("\n")
    single: dict[str, int] = {}
    recent: dict[int, int] = {}
    for n, person in named.items():
        if len(person.words) > 1:
            recent[out[n] or 0] = n
            continue
        word = person.words[0]
        fit = [c for c in by_word.get(word, []) if _agree(heads[c], person)]
        fit = [c for c in fit if heads[c].words[-1] == word] or ([] if person.titled else fit)
        met = [c for c in fit if c in recent]
        if met and word not in single:
            out[n] = max(met, key=lambda c: recent[c])
        elif fit and mentions[n].start < headline:
            out[n] = min(fit, key=lambda c: first[c])
        else:
            out[n] = single.setdefault(word, len(heads) + len(single))
        recent[out[n] or 0] = n
    return out


def _firsts(out: Sequence[int | None]) -> dict[int, int]:
    found: dict[int, int] = {}
    for n, chain in enumerate(out):
        if chain is not None:
            found.setdefault(chain, n)
    return found


def _one(a: Person, b: Person) -> bool:
    """Whether two full names of one last (or first) word may be one person's."""
    if a.words[-1] != b.words[-1] or not _agree(a, b):
        return False
    x, y = a.words[0].rstrip("."), b.words[0].rstrip(".")
    return x == y or (min(len(x), len(y)) == 1 and x[0] == y[0])


def _agree(a: Person, b: Person) -> bool:
    return a.gender is None or b.gender is None or a.gender == b.gender


def genders(mentions: Sequence[Mention], chain: Sequence[int | None], text: str) -> dict[int, Gender]:
    """The gender that names and titles tell of each chain; none where they disagree."""
    told: dict[int, Counter[Gender]] = {}
    named = [
        (number, parse(text[m.start : m.end])) for m, number in zip(mentions, chain, strict=True) if number is not None
    ]
    surnames = {(number, person.words[-1]) for number, person in named if len(person.words) > 1}
    for number, person in named:
        gender = person.gender
        surname = not person.titled and (number, person.words[0]) in surnames and len(person.words) == 1
        if gender and not surname:
            told.setdefault(number, Counter())[gender] += 1
    return {number: min(counts) for number, counts in told.items() if len(counts) == 1}
