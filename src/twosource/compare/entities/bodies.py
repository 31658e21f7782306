"""Names of organisations, places and things put together.

Equal names are one, whatever kind a reading gave them. Then, each only if exactly one other name of the story fits:
the same words in another order ("Department of Justice", "Justice Department"), an abbreviation ("Direct Investment
Fund (RDIF)" or its initials), a short form that leaves out only what kind of body it is ("Wells" is not one of "Wells
Fargo Bank"; "Wells Fargo" is), a spelling one letter apart or with other hyphens, a handle ("@KirillDmitriev") of a
name without its spaces.

A capital that acts ("Moscow said", "talks with Moscow", "Moscow's threat") goes with its country, if the story names
that; where it is a place, after "in" or "at" or before a noun, it stays one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise

from twosource.compare.entities.items import Groups, Item
from twosource.compare.entities.names import (
    abbreviation,
    body_key,
    close,
    fold,
    initials,
    letters,
    numbered,
    place_key,
    shortens,
)
from twosource.lexicon import organisations, places
from twosource.lexicon.words import FUNCTION, SPEECH_VERBS, listed
from twosource.model import Article

Words = tuple[str, ...]

_BRACKET = 3
"""Characters between a name and the abbreviation or handle in brackets after it."""

_LONG_PLACE = 2
"""Words above which a place's name may be said without its last ("Grand Palace Hotel")."""

_VIEW = 24
_AT = listed("in at from near of outside inside around into through across to toward towards for via")
_DEALING = listed("with between by against")
_DOES = SPEECH_VERBS | listed(
    "has had is was will would could should must may might did does wants wanted hopes sees fears agreed threatened"
)
"""Words around a capital's name that tell a place from a government."""

_HALVES = frozenset({("north",), ("south",)})
_CHAMBERS = frozenset({("house",), ("commons",), ("lords",)})
_COURTS = frozenset({"court", "parliament", "congress", "senate", "treasury"})
_SAME_BODY = listed("of the america american u.s. federation association society organization organisation inc")
"""Words that one body's full name has or leaves out: "Trell Federation of America", "Trell of America", "Trell"."""
_ANY_OF_ONE_NAME = organisations.SUFFIXES | listed("news network television tv radio media online")
"""What may follow an abbreviation without making it another body's: "NXB" is "NXB News", no "NXB Security Council"."""
_CALLED = {
    ("fed",): ("federal", "reserve"),
    ("isis",): ("islamic", "state"),
    ("isil",): ("islamic", "state"),
    ("daesh",): ("islamic", "state"),
    ("pentagon",): ("defense", "department"),
    ("gop",): ("republicans",),
    ("republican", "party"): ("republicans",),
    ("democratic", "party"): ("democrats",),
    ("treasury",): ("treasury", "department"),
    ("associated", "press"): ("ap",),
}
"""Short names that no rule derives."""


def link(every: Sequence[Item], groups: Groups, articles: Sequence[Article]) -> None:
    """Join all items that are names of one body, place or thing."""
    names = [item for item in every if item.named and not item.person]
    kinds: dict[Words, list[Item]] = defaultdict(list)
    countries = {place_key(item.name.words) for item in names}
    for item in names:
        words = place_key(_words(item))
        country = tuple(places.CAPITALS.get(" ".join(words), "").split())
        if country in countries and _acts(item, articles[item.article].text):
            words = country
        kinds[_CALLED.get(words, words)].append(item)
    for members in kinds.values():
        _join_all(members, groups)
    first = {words: members[0] for words, members in kinds.items()}
    _same_key(first, groups)
    _in_brackets(names, groups, articles)
    _abbreviations(names, first, groups)
    _short_forms(first, groups)
    _spellings(first, groups)
    _run_together(first, groups)


def _run_together(first: dict[Words, Item], groups: Groups) -> None:
    """Join names that differ in hyphens, spaces and umlauts only: "Harbour Times-News", "HarbourTimes News", "G-20"."""
    keyed: dict[str, list[Item]] = defaultdict(list)
    for words, item in first.items():
        if item.mention.kind != "place":
            plain = _plain("".join(words)).replace("ae", "a").replace("oe", "o").replace("ue", "u")
            keyed[plain].append(item)
    for plain, members in keyed.items():
        if plain[-1:].isdigit() or any(len(item.name.words) > 1 for item in members):
            _join_all(members, groups)


def _acts(item: Item, text: str) -> bool:
    """Whether a capital's name stands for a government: nothing says that it is where something is, and what comes
    after it is a verb, a mark or a possessive ("Moscow said", "between Moscow and"; not "Moscow airport").
    """
    before = text[max(0, item.mention.start - _VIEW) : item.mention.start].split()
    after = text[item.mention.end : item.mention.end + _VIEW]
    if before and before[-1].lower() in _AT and before[-1].lower() not in _DEALING:
        return False
    if _PLACED.match(after) or (not before and after[:2] in {" (", " —", " -", " –"}):
        return False
    word = _NEXT.match(after)
    if word is None:
        return True
    verb = word[1] in _DOES or word[1] in FUNCTION or word[1].endswith(("ed", "s"))
    return word[1].islower() and verb


_PLACED = re.compile(r"-|,\s+[A-Z]|\s+[A-Z]")
_NEXT = re.compile(r"\s(\w+)")


def _words(item: Item) -> Words:
    words = tuple(w.lstrip("@") for w in item.name.words) or (fold(item.text),)
    if len(words) > 1 and numbered(words[0]) and item.text.partition(" ")[2].islower():
        return words[:1]  # "Norlandia-3 space station"
    return words


def _join_all(members: Sequence[Item], groups: Groups) -> None:
    for other in members[1:]:
        groups.join(members[0], other)


def _same_key(first: dict[Words, Item], groups: Groups) -> None:
    keyed: dict[Hashable, list[Item]] = defaultdict(list)
    for words, item in first.items():
        if item.mention.kind == "organisation" and len(words) > 1:
            keyed[body_key(words)].append(item)
    for members in keyed.values():
        _join_all(members, groups)


def _in_brackets(names: Sequence[Item], groups: Groups, articles: Sequence[Article]) -> None:
    """Join "Direct Investment Fund (RDIF)": the abbreviation in brackets right after a name is that name."""
    for left, right in pairwise(names):
        if (
            left.article != right.article
            or not abbreviation(right.text)
            or right.mention.start - left.mention.end > _BRACKET
        ):
            continue
        between = articles[left.article].text[left.mention.end : right.mention.start]
        long_enough = len(left.name.words) > 1 or left.mention.kind == "organisation"
        if between.strip() == "(" and long_enough and left.mention.kind != "place":
            groups.join(left, right)


def _one(items: Iterable[Item], groups: Groups) -> Item | None:
    """The first item if all are of one group, else None."""
    found = list(items)
    return found[0] if found and len({groups.of(i) for i in found}) == 1 else None


def _abbreviations(names: Sequence[Item], first: dict[Words, Item], groups: Groups) -> None:
    of: dict[str, list[Item]] = defaultdict(list)
    for words, item in first.items():
        if len(words) > 1 and item.mention.kind != "place":
            for short in sorted(initials(words)):
                of[short].append(item)
    for item in names:
        if len(item.name.words) == 1 and abbreviation(item.text) and item.mention.kind != "place":
            full = _one(of.get(letters(item.name.words), ()), groups)
            if full:
                groups.join(full, item)


def _short_forms(first: dict[Words, Item], groups: Groups) -> None:
    by_word: dict[str, list[Words]] = defaultdict(list)
    for words, item in first.items():
        if (item.mention.kind in {"organisation", "other"} and len(words) > 1) or _halved(words):
            for word in sorted(set(words)):
                by_word[word].append(words)
    for words in sorted(first, key=lambda w: (-len(w), w)):
        item = first[words]
        if item.mention.kind == "place" and len(words) == 1 and words not in _HALVES:
            continue
        fuller = _fuller(words, first, by_word.get(words[0], ()))
        if abbreviation(item.text):
            fuller = [f for f in fuller if f[0] == words[0] and set(f[1:]) <= _ANY_OF_ONE_NAME]
        chosen = _one([first[f] for f in fuller], groups)
        if chosen:
            groups.join(chosen, item)
        elif all(set(f) - set(words) <= _SAME_BODY for f in fuller):
            _join_all([item, *(first[f] for f in fuller)], groups)


def _halved(words: Words) -> bool:
    """Whether a name that is a place's may be said for short: "North Norland", "Grand Palace Hotel"."""
    return len(words) > _LONG_PLACE or (len(words) > 1 and words[:1] in _HALVES)


def _fuller(words: Words, first: dict[Words, Item], among: Sequence[Words]) -> list[Words]:
    """The fuller names that a name may be short for."""
    if words in _HALVES:
        return [f for f in among if len(f) == _LONG_PLACE and f[0] == words[0]]
    if words in _CHAMBERS:
        return [f for f in among if len(f) > _LONG_PLACE and words[0] in {f[0], f[-1]}]
    if len(words) == 1 and words[0] in organisations.OUTLETS | _COURTS:
        return [f for f in among if f[-1] == words[0]]
    place = first[words].mention.kind == "place"
    return [f for f in among if shortens(words, f) and (not place or first[f].mention.kind == "place")]


def _spellings(first: dict[Words, Item], groups: Groups) -> None:
    """Names one letter apart, compared where they share their first three letters and number of words."""
    blocks: dict[Hashable, list[Words]] = defaultdict(list)
    for words in sorted(first):
        blocks[(len(words), words[0][:3])].append(words)
    for block in blocks.values():
        for i, a in enumerate(block):
            for b in block[i + 1 : i + 20]:
                if all(close(x, y) for x, y in zip(a, b, strict=True)) and _unabbreviated(first[a], first[b]):
                    groups.join(first[a], first[b])


def _unabbreviated(a: Item, b: Item) -> bool:
    return not abbreviation(a.text) and not abbreviation(b.text) and "place" not in {a.mention.kind, b.mention.kind}


def link_handles(every: Sequence[Item], groups: Groups, articles: Sequence[Article]) -> None:
    """Join handles to the names they write: "@KirillDmitriev", or any handle in brackets right after a name."""
    for left, right in pairwise(every):
        if right.text.startswith("@") and left.named and left.article == right.article:
            between = articles[left.article].text[left.mention.end : right.mention.start]
            if len(between) <= _BRACKET and between.strip() == "(":
                groups.join(left, right)
    handles = [item for item in every if item.named and item.text.startswith("@")]
    if not handles:
        return
    written: dict[str, list[Item]] = defaultdict(list)
    for item in every:
        if item.named and not item.text.startswith("@"):
            for key in _written(item):
                written[key].append(item)
    for handle in handles:
        name = _plain(fold(handle.text))
        found = next((one for key in _handle_keys(name) if (one := _one(written.get(key, ()), groups))), None)
        if found and len(name) > _BRACKET:
            groups.join(found, handle)


def _written(item: Item) -> Iterable[str]:
    """How a handle may write a name: its words run together, and a longer name's first words by their initials."""
    words = item.name.words
    yield _plain("".join(words))
    if len(words) > _LONG_PLACE:
        yield _plain("".join(w[0] for w in words[:-1]) + words[-1])
    if item.person and len(words) > 1:
        yield f"surname {words[-1]}"


def _handle_keys(name: str) -> Iterable[str]:
    """What a handle may write, the surest first: itself, then without what handles add to names."""
    yield name
    for opening in ("real", "the", "senator", "sen", "rep", "gov", "president", "dr", "mr", "pm"):
        if name.startswith(opening):
            yield name.removeprefix(opening)
            yield f"surname {name.removeprefix(opening)}"
    for ending in ("gov", "news", "hq", "official", "press", "tv", "usa", "uk", "politics"):
        yield name.removesuffix(ending) if name.endswith(ending) else name


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
