"""Mentions made even, whatever found them: what is a name in one report is none a description in another.

In: an article's text and a mention of a reading. Out: the mention as the linking takes it, and the title before it.
"The Democrats" and "the Orlov administration" are names, without "the"; "the Oslo bank" and "Lund County Sheriff" are
descriptions; "@idalund" is a name with its sign; of "Foreign Minister Ida Lund" the title is known even where the
mention is "Ida Lund" alone; a list of names is so many (:func:`parted`); a name ends before a comma ("Oslo, Norland",
"Ida Lund, D-Ohio") unless a body's has it; "Norlandia-3" goes on to the craft that it is ("Norlandia-3 space
station"), "Grand Palace" to the hotel. Pronouns stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import NamedTuple

from msgspec import structs

from twosource.compare.entities.names import fold, numbered
from twosource.lexicon import organisations, persons, places
from twosource.lexicon.words import listed
from twosource.model import Mention

_DETERMINED = re.compile(r"(?:[Tt]he|THE|[Aa]n?|[Tt]his|[Tt]hat)\s+")
_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat)\s\Z")
_TITLED = re.compile(r"[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|of|for|the|and))*\s\Z")
_WORD = re.compile(r"\S+")
_PARTY = re.compile(r",\s[DRI]-")
_CRAFT = re.compile(r" (?:[a-z]+ )?([a-z]+)(?![\w-])")
_HOUSE = re.compile(
    r" (?:hotel|hospital|airport|nightclub|stadium|mosque|casino|theater|theatre|prison|resort)(?![\w-])"
)
_OWNER = re.compile(r"['’]s (?=[A-Z])")
_PAIR = re.compile(r"([A-Z][\w’'-]+) (?:&|and) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)")
_AND = re.compile(r",? and ")
_COMMA = re.compile(r", ")
_SMALLEST_BODY = 2
_REACH = 60
_BODIES = organisations.STAFFS | listed("organization organisation foundation camp")
_PARTIES = listed("republicans democrats conservatives liberals tories greens")
_SMALL = listed("of the for and in on at to &")


class Even(NamedTuple):
    """A mention as it is linked, and the words of a title that stands before it."""

    mention: Mention
    title: str


def evened(text: str, mention: Mention) -> Even:
    """One mention made even."""
    if mention.form == "name":
        return _name(text, mention)
    return Even(_named(text, mention) if mention.form == "description" else mention, "")


def parted(text: str, mention: Mention, known: Container[str] = ()) -> tuple[Mention, ...]:
    """A mention, or the names that it lists: "Harbour Association and Norland Farm Bureau", "Norland, Trell and Oslo",
    "Lund & Hale" of people; not "Department of Health and Welfare", "Trell Bank and Trust Company", nor "Oslo,
    Norland". A body of another is apart from it ("Trell Police's Fraud Squad") if ``known``, the names of the story,
    have the other.
    """
    if mention.form == "name" and mention.kind == "organisation":
        owner = _OWNER.search(text, mention.start, mention.end)
        if owner and text[mention.start : owner.start()] in known:
            two = ((mention.start, owner.start()), (owner.end(), mention.end))
            return tuple(structs.replace(mention, start=s, end=e) for s, e in two)
    if mention.form == "name" and mention.kind == "person":
        pair = _PAIR.fullmatch(text, mention.start, mention.end)
        return tuple(structs.replace(mention, start=s, end=e) for s, e in pair.regs[1:]) if pair else (mention,)
    if mention.form != "name" or mention.kind not in {"organisation", "place"}:
        return (mention,)
    cuts = list(_AND.finditer(text, mention.start, mention.end))
    if len(cuts) != 1 or not text[cuts[0].end() : mention.end].strip():
        return (mention,)
    commas = list(_COMMA.finditer(text, mention.start, cuts[0].start())) if mention.kind == "place" else []
    joints = [*commas, *cuts]
    starts = [mention.start, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), mention.end]
    parts = [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]
    words = [text[start:end].split() for start, end in parts]
    fit = all(_is_body(w) for w in words) if mention.kind == "organisation" else all(_is_place(w) for w in words)
    return tuple(structs.replace(mention, start=s, end=e) for s, e in parts) if fit else (mention,)


def _is_body(words: list[str]) -> bool:
    """Whether words are a body's name by themselves."""
    if len(words) < _SMALLEST_BODY or words[-1].lower() not in organisations.HEADS:
        return False
    return not all(word.lower() in organisations.HEADS | organisations.SUFFIXES for word in words)


def _is_place(words: list[str]) -> bool:
    return places.is_place(" ".join(words).lower())


def _name(text: str, mention: Mention) -> Even:
    words = text[mention.start : mention.end].split()
    sign = text.find("@", mention.start, mention.end)
    if sign >= 0 or text[max(0, mention.start - 1) : mention.start] == "@":
        start = sign if sign >= 0 else mention.start - 1
        return Even(structs.replace(mention, start=start), "")
    comma = text.find(",", mention.start + 1, mention.end)
    if comma > 0 and (mention.kind == "place" or (mention.kind == "person" and _PARTY.match(text, comma))):
        mention = structs.replace(mention, end=comma)
    if (
        numbered(fold(words[-1]))
        and (noun := _CRAFT.match(text, mention.end))
        and noun[1] in organisations.CRAFT_OR_STATION
    ):
        return Even(structs.replace(mention, end=noun.end()), "")
    if house := _house(text, mention):
        return Even(house, "")
    if mention.kind == "person":
        return _titled(text, mention)
    if len(words) > 1 and _common(words):
        before = _BEFORE.search(text, max(0, mention.start - 6), mention.start)
        start = before.start() if before else mention.start
        return Even(structs.replace(mention, start=start, kind="organisation", form="description"), "")
    last = words[-1].lower() if len(words) > 1 else ""
    body = len(words) > 1 and words[0].lower() in organisations.OPENERS and words[1] in {"of", "for"}
    if last in persons.OFFICES and last not in organisations.HEADS | organisations.NOUNS and not body:
        return Even(structs.replace(mention, kind="person", form="description"), "")
    return Even(mention, "")


def _house(text: str, mention: Mention) -> Mention | None:
    """The house that a name goes on to be: "Grand Palace" of "the Grand Palace hotel"; not "Oslo hotel"."""
    noun = _HOUSE.match(text, mention.end)
    named = text[mention.start : mention.end].split()
    if not noun or mention.kind == "place" or _is_place(named) or not all(w[0].isupper() for w in named):
        return None
    return structs.replace(mention, end=noun.end(), kind="place")


def _common(words: list[str]) -> bool:
    """Whether words say only where a body is: "Oslo bank"."""
    rest = " ".join(words[:-1]).lower()
    where = places.is_place(rest) or rest in places.ADJECTIVES
    return where and words[-1].islower() and words[-1] in organisations.NOUNS and words[-1] not in _BODIES


def _titled(text: str, mention: Mention) -> Even:
    """A person's name with the title before it; what of the title the mention has ("Secretary of | State Ida Lund") is
    cut from it.
    """
    low = max(0, mention.start - _REACH)
    hit = _TITLED.search(text, low, mention.start)
    if not hit or (hit.start() == low and text[low - 1 : low].isalnum()):
        return Even(mention, "")
    before = hit[0].split()
    words = list(_WORD.finditer(text, mention.start, mention.end))
    own = [word[0] for word in words]
    for at in range(len(before)):
        length = persons.title_length(before[at:] + own)
        inside = length - (len(before) - at)
        if before[at][0].isupper() and 0 <= inside < len(own):
            cut = inside if before[-1] == "of" else 0
            return Even(structs.replace(mention, start=words[cut].start()), " ".join(before[at:] + own[:cut]))
    return Even(mention, "")


def _named(text: str, mention: Mention) -> Mention:
    """A description that is a name: all its words but the noun of a body are capitalised."""
    determined = _DETERMINED.match(text, mention.start, mention.end)
    start = determined.end() if determined else mention.start
    words = text[start : mention.end].split()
    if not words or mention.kind != "organisation" or not words[0][0].isupper():
        return mention
    last, rest = words[-1].lower(), words[:-1]
    capital = all(w[0].isupper() or w in _SMALL for w in rest) and not any("’" in w or "'" in w for w in words)
    plain = " ".join(rest).lower()
    nation = plain in places.ADJECTIVES or places.is_place(plain)
    body = bool(rest) and last in _BODIES and not nation
    proper = len(rest) > 0 and words[-1][0].isupper() and last in organisations.HEADS and determined is not None
    if capital and (body or proper or (not rest and last in _PARTIES)):
        return structs.replace(mention, start=start, form="name")
    return mention
