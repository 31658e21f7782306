"""Names taken apart, and whether two of them may be one's.

In: the text of a name mention. Out: a :class:`Name`: the title before it, its own words folded for comparison (no
diacritics, lower case, no possessive, no "the"), a suffix ("jr"), and the gender that title or first name tells. The
comparisons are for two names of one story: ``same_person`` for full names, ``body_key`` and ``shortens`` for
organisations. They say yes only to what a careful reader takes for one without more evidence: initials, short first
names, left-out middle names, one letter's difference in a long word; "Justice Department" and "Department of Justice".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from twosource.lexicon import organisations, persons, places
from twosource.lexicon.persons import Gender
from twosource.lexicon.words import PARTICLES, is_ordinary, listed

_WORD = re.compile(r"[^\W_]+(?:[.'&-][^\W_]+)*\.?")
_SUFFIXES = listed("jr jr. sr sr. ii iii iv")
_SMALL = listed("of the for and & in on a an")
_BUILT = listed(
    "hotel airport stadium arena bridge tower station park square building prison palace mall resort county"
)
"""What kind of place a name may leave out."""

_STEM = 2
_LONGEST_ABBREVIATION = 8
_LONG = 5
"""Letters from which on one letter's difference is taken for a spelling variant (``stories/train``)."""

_SHORT = listed(
    """
    bill:william billy:william will:william bob:robert bobby:robert rob:robert dick:richard rick:richard rich:richard
    jim:james jimmy:james joe:joseph jack:john johnny:john jon:jonathan mike:michael mick:michael mitch:mitchell
    tom:thomas tommy:thomas tony:anthony ted:edward ed:edward eddie:edward ned:edward chuck:charles charlie:charles
    dan:daniel danny:daniel dave:david don:donald doug:douglas fred:frederick gabe:gabriel greg:gregory hank:henry
    harry:henry jeff:jeffrey geoff:geoffrey jerry:gerald ken:kenneth larry:lawrence len:leonard les:leslie
    matt:matthew nick:nicholas pat:patrick pete:peter phil:philip ron:ronald sam:samuel steve:stephen stu:stuart
    tim:timothy vince:vincent walt:walter andy:andrew alex:alexander al:albert ben:benjamin bernie:bernard bert:albert
    chris:christopher liz:elizabeth beth:elizabeth betty:elizabeth kate:katherine kathy:katherine cathy:catherine
    sue:susan maggie:margaret peggy:margaret meg:margaret jenny:jennifer jen:jennifer becky:rebecca barb:barbara
    debbie:deborah deb:deborah pam:pamela patty:patricia trish:patricia vicky:victoria sandy:sandra cindy:cynthia
    nan:nancy abby:abigail jake:jacob josh:joshua zach:zachary nate:nathan ray:raymond russ:russell gene:eugene
    herb:herbert marty:martin norm:norman
    """
)
_SHORT_NAMES: dict[str, str] = {short: full for pair in _SHORT for short, full in [pair.split(":")]}
"""Short first names -> the full ones."""


class Name(NamedTuple):
    """A name taken apart; ``words`` are its own, folded."""

    title: tuple[str, ...]
    words: tuple[str, ...]
    suffix: str
    gender: Gender | None

    @property
    def last(self) -> str:
        return self.words[-1] if self.words else ""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without diacritics, typographic apostrophes and hyphens made plain."""
    plain = text.replace("’", "'").replace("‐", "-").replace("‑", "-").replace("ø", "o").replace("ł", "l")
    flat = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in flat if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=65536)
def parse(text: str, *, person: bool) -> Name:
    """A name taken apart; only a person's has a title and a suffix."""
    found = _WORD.findall(text.replace("’", "'"))
    if not person:
        words = tuple(w for w in (fold(f) for f in found) if w)
        return Name((), words[1:] if words[:1] == ("the",) and len(words) > 1 else words, "", None)
    cut = persons.title_length(found)
    title, own = (found[:cut], found[cut:]) if cut < len(found) else ([], found)
    words = tuple(fold(w) for w in own)
    suffix = ""
    if len(words) > 1 and words[-1] in _SUFFIXES:
        suffix, words = words[-1].rstrip("."), words[:-1]
    folded = tuple(fold(w) for w in title)
    return Name(folded, words, suffix, _gender(folded, words))


def _gender(title: tuple[str, ...], words: tuple[str, ...]) -> Gender | None:
    for word in title:
        told = persons.ADDRESS.get(word) or persons.ROLE_GENDER.get(word)
        if told:
            return told
    return persons.gender_of_first_name(words[0]) if len(words) > 1 else None


def close(a: str, b: str) -> bool:
    """Whether two folded words are equal or, if long, differ by one letter put in, left out or changed; no digit."""
    if a == b:
        return True
    if [c for c in a if c.isdigit()] != [c for c in b if c.isdigit()]:
        return False
    if min(len(a), len(b)) < _LONG or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[at + 1 :] == b[at + 1 :] or a[at + 1 :] == b[at:] or a[at:] == b[at + 1 :]


def short_name(word: str) -> str:
    """The first name that a folded word is short for, else itself: "jake" -> "jacob"."""
    return _SHORT_NAMES.get(word, word)


def _first_names(a: str, b: str) -> bool:
    x, y = a.rstrip("."), b.rstrip(".")
    if x == y or (min(len(x), len(y)) == 1 and x[0] == y[0]):
        return True
    if short_name(x) == short_name(y):
        return True
    alike = close(x, y) or (min(len(x), len(y)) > _STEM and (x.startswith(y) or y.startswith(x)))
    told = persons.gender_of_first_name(x), persons.gender_of_first_name(y)
    return alike and (None in told or told[0] == told[1])


def same_person(a: Name, b: Name) -> bool:
    """Whether two full names (two words or more) may be one person's."""
    if a.suffix != b.suffix or (a.gender and b.gender and a.gender != b.gender):
        return False
    if a.words == b.words or sorted(a.words) == sorted(b.words):
        return True
    short, long = sorted((a.words, b.words), key=len)
    if len(short) > 1 and long[: len(short)] == short and long[len(short)] in PARTICLES | {"al", "bin"}:
        return True
    if len(short) > 1 and long[-len(short) :] == short:
        return True
    whole = len(short) > _STEM or (len(short) == _STEM and persons.gender_of_first_name(short[1]) is None)
    if whole and long[: len(short)] == short:
        return True  # the mother's name may be left out: "Ana Maria Soler (Ruiz)"; but not "Ana Maria (Soler)"
    if len(short) == _STEM and short[-1] == long[-1] and any(short_name(w) == short_name(short[0]) for w in long[1:-1]):
        return True  # known by the second name: "William Jacob Hale", "Jake Hale"
    if not _last_names(a.last, b.last) or not _first_names(a.words[0], b.words[0]):
        return False
    return _middles(a.words[1:-1], b.words[1:-1])


def sound_alike(a: Name, b: Name) -> bool:
    """Whether two full names may be one name of another script spelled by two systems: word for word the same
    consonants, however doubled, with "g" and "h", "y" and "i", "kh" and "h" for one another ("Oleh", "Oleg").
    """
    x, y = ([part for w in n.words for part in w.split("-") if part not in _ARTICLES] for n in (a, b))
    if len(x) != len(y) or len(x) < _STEM or a.suffix != b.suffix or sum(map(len, x)) < _LONG_NAME:
        return False
    alike = all(sounds(v) == sounds(w) and abs(len(v) - len(w)) <= _LONGER for v, w in zip(x, y, strict=True))
    return alike and len(sounds(x[-1])) > 1


_ARTICLES = frozenset({"al", "el", "ul", "as", "es", "ad", "ed", "bin", "ibn", "ben"})
_LONG_NAME = 10
_LONGER = 3
_SOUNDS = (("kh", "h"), ("gh", "g"), ("ph", "f"), ("ck", "k"), ("tch", "ch"), ("zh", "j"), ("ts", "c"))
_LETTERS = str.maketrans({"y": "i", "w": "v", "q": "k", "g": "h", "x": "s", "z": "s"})


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """The consonants of a word as other systems of spelling would have them; vowels and "h" count at its beginning."""
    for written, spoken in _SOUNDS:
        word = word.replace(written, spoken)
    word = "".join(c for c in word.translate(_LETTERS) if c.isalpha())
    single = "".join(c for i, c in enumerate(word) if not i or c != word[i - 1])
    first = "a" if single[:1] in set("aeiou") else single[:1]
    return first + "".join(c for c in single[1:] if c not in "aeiouh")


def _last_names(a: str, b: str) -> bool:
    """Whether last names agree: alike, or one is the second half of the other ("Bowman-Cryer", "Cryer")."""
    return close(a.removeprefix("al-"), b.removeprefix("al-")) or a.endswith("-" + b) or b.endswith("-" + a)


def _middles(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the middle names of two names agree: one has none, or they begin alike."""
    if not a or not b:
        return True
    x, y = a[0].rstrip("."), b[0].rstrip(".")
    return x[0] == y[0] and (min(len(x), len(y)) == 1 or close(x, y))


def body_key(words: tuple[str, ...]) -> tuple[str, ...]:
    """What two ways of naming one body share: its words without small ones, "U.S." and "Inc.", in one order."""
    kept = [
        w for w in words if w not in _SMALL and w not in organisations.SUFFIXES and w not in {"u.s.", "us", "american"}
    ]
    return tuple(sorted(kept)) or words


def initials(words: tuple[str, ...]) -> frozenset[str]:
    """The abbreviations a body's name may have: initials of its words, with and without the small ones."""
    big = [w for w in words if w not in _SMALL and w not in organisations.SUFFIXES]
    parts = [p for w in big for p in re.split(r"[-&.]", w) if p]
    out = {"".join(w[0] for w in words if w[0].isalnum()), "".join(p[0] for p in parts), "".join(w[0] for w in big)}
    if len(big) > 1 and big[-1] in {"department", "ministry", "bureau"}:
        out.update({big[-1][0] + "o" + "".join(w[0] for w in big[:-1]), big[-1][0] + "".join(w[0] for w in big[:-1])})
    if big[:1] in (["department"], ["ministry"]) and len(big) > _STEM:
        out.add("".join(w[0] for w in big[1:]))
    if big and big[0] in {"u.s.", "us"}:
        out.add("".join(w[0] for w in big[1:]))
        out.add("us" + "".join(w[0] for w in big[1:]))
    return frozenset(x for x in out if len(x) > 1)


def letters(words: tuple[str, ...]) -> str:
    """The letters of an abbreviation: "u.s.c.i.s." -> "uscis"."""
    return "".join(words).replace(".", "").replace("-", "").replace("&", "")


def abbreviation(text: str) -> bool:
    """Whether a name is written as an abbreviation: "RDIF", "U.N.", "DoJ"."""
    plain = text.replace(".", "").replace("-", "").replace("&", "")
    return (
        1 < len(plain) <= _LONGEST_ABBREVIATION
        and plain.isalnum()
        and sum(c.isupper() for c in plain) * 2 >= len(plain)
        and " " not in text
    )


def numbered(word: str) -> bool:
    """Whether a folded word is a thing's by its number: "norlandia-3"; a place seldom has one, a person never."""
    return _NUMBERED.fullmatch(word) is not None


_NUMBERED = re.compile(r"[^\W\d_]{3,}-\d{1,3}")


def shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a body's name is a short form of another: what is left out only says what kind of body it is."""
    if len(short) >= len(full) or not short:
        return False
    at = next((i for i in range(len(full) - len(short) + 1) if full[i : i + len(short)] == short), -1)
    if at < 0 or (len(short) == 1 and (short[0] in organisations.HEADS or short[0] in _SMALL)):
        return False
    before, after = full[:at], full[at + len(short) :]
    if any(w not in _SMALL and w not in organisations.HEADS and w not in {"u.s.", "us"} for w in before):
        return not after and _team(short, before)
    if all(_kind_word(w) for w in after):
        return at > 0 or not places.is_place(" ".join(short))
    stem = at == 0 and len(short) == 1 and len(full) == _STEM and not is_ordinary(short[0]) and not _generic(short[0])
    return stem and not _product(full)


def _product(full: tuple[str, ...]) -> bool:
    """Whether a name is that of a thing by its maker: "Torvek 200", or by one that is known ("Google Ads")."""
    numbered_too = any(char.isdigit() for char in full[-1])
    return numbered_too or (full[0] in organisations.KNOWN and " ".join(full) not in organisations.KNOWN)


def _team(short: tuple[str, ...], before: tuple[str, ...]) -> bool:
    """Whether only the place is left out: "Red Cross" of "German Red Cross", "Astros" of "Houston Astros"."""
    local = " ".join(before)
    plain = short[-1] in organisations.HEADS or (len(short) == 1 and is_ordinary(short[0]))
    return (places.is_place(local) or local in places.ADJECTIVES) and not plain


def _kind_word(word: str) -> bool:
    return word in _SMALL | _BUILT | organisations.HEADS | organisations.SUFFIXES or word in {"america", "u.s."}


def _generic(word: str) -> bool:
    return places.is_place(word) or word in places.ADJECTIVES or persons.is_first_name(word)


def place_key(words: tuple[str, ...]) -> tuple[str, ...]:
    """One key for the ways of writing a place: "U.S.", "America" and "United States" share theirs."""
    name = " ".join(words)
    return tuple(places.ALIASES.get(name, name).split())
