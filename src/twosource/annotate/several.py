"""Sources that are several: what the White House and the State Department both said are two statements.

In: an attribution and its text. Out: one attribution for each of those who are named, with the same words. Only shapes
are taken apart that cannot be one name ("the Securities and Exchange Commission", "Ann and Ben Reed"): with "both",
with a determiner before each, full names of people, also with what each is called before them, nations, abbreviations,
surnames of people who are named in full elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from twosource.lexicon import persons, places
from twosource.lexicon.words import is_ordinary, listed
from twosource.model import Attribution, Span

_NAME = r"[A-Z][\w.’'-]*(?: (?:(?:of|for|the) )*[A-Z][\w.’'-]*)*"
_THE = rf"[Tt]he (?:{_NAME}|[a-z]+)"
_SHORT = r"(?:[Tt]he )?[A-Z]{2,6}"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"[Bb]oth (?P<a>(?:the )?{_NAME}),? and (?P<z>(?:the )?{_NAME})",
        rf"(?P<a>{_THE}|[Oo]fficials|[Pp]olice|[Aa]uthorities|[Pp]rosecutors) and (?P<z>{_THE})",
        rf"(?P<a>{_SHORT}) and (?P<z>{_SHORT})",
    )
)
_PERSON = r"[A-Z][\w.’'-]*(?: (?:(?:de|la|van|von|der|al|bin) )*[A-Z][\w.’'-]*)*"
_PEOPLE = re.compile(
    rf"(?:(?:[A-Z][a-z]+ )?(?:[a-z]+ ){{1,4}})?(?P<list>{_PERSON}(?:, {_PERSON})*)"
    rf",? and (?P<z>{_PERSON})(?:(?:,| of| from| at) .*)?"
)
_NATIONS = re.compile(rf"(?P<a>(?:[Tt]he )?{_NAME}) and (?P<z>(?:the )?{_NAME})")
_BOTH = re.compile(r"(?:[Bb]oth )?(?P<a>(?:(?! and )[^,;(])+) and (?P<z>(?:(?! and )[^,;(])+)")
_NAMES = range(2, 4)
"""Words of a full name."""
_INITIALS = frozenset(f"{letter}." for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ADDRESS = listed("mr mrs ms dr sen rep gov senator representative governor judge mayor president")
_OF_OTHERS = listed("of for to with by from at in on who that between including like than")
_SURNAMES = re.compile(r"(?P<a>[A-Z][\w’'-]+) and (?P<z>[A-Z][\w’'-]+)")
_TITLES = listed("justices senators representatives reps. sens. sen. rep. governors ministers judges")


def parted(text: str, one: Attribution) -> Iterator[Attribution]:
    """The attribution, or one for each of its sources."""
    spans = _sources(text[one.source.start : one.source.end], text) if one.source else []
    if not spans or one.source is None:
        yield one
        return
    for start, end in spans:
        yield structs.replace(one, source=Span(one.source.start + start, one.source.start + end))


def _sources(words: str, text: str) -> list[tuple[int, int]]:
    """Where each source stands; none if it is one."""
    if " and " not in words:
        return []
    words = words.rstrip(" ,")
    found = _NATIONS.fullmatch(words)
    if found and all(_nation(name) for name in found.groups()):
        return [found.span("a"), found.span("z")]
    for shape in _SHAPES:
        found = shape.fullmatch(words)
        if found:
            both = [found.span("a"), found.span("z")]
            return [] if any(_place(words[start:end]) for start, end in both) else both
    found = _SURNAMES.fullmatch(words)
    if found:
        return [found.span("a"), found.span("z")] if all(_surname(name, text) for name in found.groups()) else []
    found = _PEOPLE.fullmatch(words)
    if not found:
        return _two(words)
    first = found.start("list")
    if not _OF_OTHERS.isdisjoint(words[:first].split()):
        return []
    spans = [(first + m.start(), first + m.end()) for m in re.finditer(_PERSON, found["list"])] + [found.span("z")]
    titled = words.split(maxsplit=1)[0].lower() in _TITLES
    return spans if all(_person(words[start:end], titled=titled) for start, end in spans) else _two(words)


def _two(words: str) -> list[tuple[int, int]]:
    """Two people who are each called something: "council leader Ann Bell and port director Mary Reed"."""
    found = _BOTH.fullmatch(words)
    if found is None:
        return []
    people = [_ends_in_person(name) for name in found.groups()]
    known = all(person or _strange(name) for person, name in zip(people, found.groups(), strict=True))
    return [found.span("a"), found.span("z")] if any(people) and known else []


def _ends_in_person(words: str) -> bool:
    """Whether words end in a name with a first name or form of address, and are of no one else ("a lawyer for Ann
    Bell").
    """
    every = words.split()
    tail = [word for word in every[-3:] if word[0].isupper() and word not in _INITIALS]
    if len(tail) < min(_NAMES) or tail[-1] != every[-1] or not _OF_OTHERS.isdisjoint(every):
        return False
    before = tail[-2].lower()
    return persons.is_first_name(before) or before.rstrip(".") in _ADDRESS


def _strange(words: str) -> bool:
    """Whether words are nothing but a name: two or three with a capital, none of them ordinary."""
    every = words.split()
    return len(every) in _NAMES and all(word[0].isupper() and not is_ordinary(word.lower()) for word in every)


def _surname(word: str, text: str) -> bool:
    """Whether somewhere in a text a full name ends with a word."""
    names = re.findall(rf"([A-Z]\w+) (?:[A-Z][\w.]* )?{re.escape(word)}\b", text)
    return any(persons.is_first_name(first) for first in names)


def _person(name: str, *, titled: bool) -> bool:
    """Whether a name is somebody's full name; of several with a title in common it is."""
    words = [word for word in name.split() if word.lower() not in _TITLES]
    words = words[persons.title_length(words) :]
    return len(words) > 1 and (titled or persons.is_first_name(words[0]))


def _place(name: str) -> bool:
    return places.is_place(name.lower().removeprefix("the "))


def _nation(name: str) -> bool:
    return name.lower().removeprefix("the ") in places.COUNTRIES
