"""Words of a sentence, cut for finding names.

In: an article's text and one of its sentences. Out: its tokens in order. A token is a word with its inner hyphens and
apostrophes ("al-Assad", "O'Brien"), a dotted abbreviation or initial ("U.S.", "V.", "Gen."), or one other character.
A possessive ending is a token of its own, and so is what follows the hyphen of a compound that only contains a name
("Moscow | -based").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from twosource.lexicon import persons
from twosource.lexicon.words import FUNCTION, listed

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,8}"  # U.S.
    r"|[^\W\d_]\.(?=\s?[A-Z])"  # the initial V.
    r"|[\w@#]\w*(?:[-‐‑&+/.’'](?=\w)\w+){0,6}"
    r"|\S"
)
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s)\Z", re.IGNORECASE)
_COMPOUND = re.compile(
    r"(?<=\w)[-‐‑](?:\w*(?:ed|ing|wing|run|era|style|born|made|like|wide|held|led|owned|only|free|friendly|old|long)"
    r"|level|class|type|area|size|bound|pro|anti|right|left|style|driven|speaking)\Z"
)
_DOTTED = listed("""
    mr mrs ms dr prof gen lt col maj capt cpt sgt cpl pvt pfc spc adm cmdr brig sen sens rep reps gov rev hon amb det
    insp
    supt jr sr inc corp ltd co st mt ft no bros dept messrs fr sgts pres sec mme mlle assn univ natl
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mich minn miss mont neb nev okla ore pa tenn tex va
    vt wash
    wis wyo
    """)


_LONGEST_ABBREVIATION = 7
_SHORTEST_HANDLE = 3
_WIDEST = 3
"""Spaces between two words of one name."""


class Token(NamedTuple):
    """A word or mark at ``start..end`` of the article's text; ``first`` if it may carry a sentence's capital;
    ``capital`` if it has a capital letter in front ("Oslo") or inside ("al-Assad", "iPhone"), or is a handle.
    """

    text: str
    start: int
    end: int
    first: bool
    lower: str
    capital: bool

    @property
    def word(self) -> bool:
        return self.text[0].isalnum() or self.text[0] in "@#"


def _capital(text: str, lower: str) -> bool:
    if text == lower:
        return text[0] == "@" and len(text) > _SHORTEST_HANDLE
    word = text.lstrip("@#")
    return word[:1].isupper() or (word[:1].islower() and not word.islower()) or text[0] == "@"


def _pieces(text: str, start: int) -> list[tuple[str, int]]:
    """A raw word cut at its possessive ending or at the hyphen of a compound."""
    if text.isalpha():
        return [(text, start)]
    for pattern in (_POSSESSIVE, _COMPOUND):
        found = pattern.search(text)
        if found and found.start() > 0:
            cut = found.start()
            return [(text[:cut], start), (text[cut:], start + cut)]
    return [(text, start)]


@lru_cache(maxsize=1024)
def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]``. Kept for a while: names and references ask for the same sentences."""
    out: list[Token] = []
    first = True
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        if text[match.end() : match.end() + 1] == "." and word.lower() in _DOTTED and match.end() < end:
            word += "."
        if word == "." and out and out[-1].end > match.start():
            continue  # the full stop of an abbreviation that is already read
        for piece, at in _pieces(word, match.start()):
            lower = piece.lower()
            out.append(Token(piece, at, at + len(piece), first, lower, _capital(piece, lower)))
            first = first and not piece[0].isalnum()
        if word in {":", "“", "—", "–", "‘", "•"} or (word in "\"'" and text[match.end() : match.end() + 1].isalnum()):
            first = True
        if word in ".?!…":
            first = True
    return tuple(out)


def adjacent(left: Token, right: Token, text: str) -> bool:
    """Whether two tokens are one phrase's neighbours: nothing but one or two spaces between them."""
    between = text[left.end : right.start]
    if not between:
        return right.text[:1] in "-‐‑’'" and len(right.text) > 1
    return len(between) <= _WIDEST and between.isspace() and "\n" not in between


def initial(token: Token) -> bool:
    """Whether the token is an initial: "V." or "V"."""
    return len(token.text.rstrip(".")) == 1 and token.text[0].isupper() and token.text not in {"I", "A"}


def abbreviated(word: str) -> bool:
    """Whether a word is written like a body's abbreviation: two to seven capitals, with or without full stops."""
    letters = word.replace(".", "").replace("&", "").replace("-", "")
    return 1 < len(letters) <= _LONGEST_ABBREVIATION and letters.isupper() and letters.isalpha()


def office(token: Token) -> bool:
    """Whether the token may end a title before a name: "President", "Gen.", "Spokesman"."""
    return token.lower in persons.ADDRESS or token.lower in persons.OFFICES


def contraction(word: str) -> bool:
    """Whether a word is one like "we'll" or "don't"."""
    plain = word.replace("’", "'")
    base, mark, ending = plain.partition("'")
    return plain.endswith("n't") or bool(mark and base in FUNCTION | {"i"} and ending in {"ll", "re", "ve", "d", "m"})
