"""What kind of thing a name stands for.

In: the words of a run, and what stands around its occurrences in the article. Out: person, organisation, place or
other. What a name's own words tell comes first (gazetteers, nouns of bodies and places, titles, first names); only a
name that tells nothing is judged by its surroundings, counted over all its occurrences in the article; a single word
that ends somebody's full name is that person. What remains undecided and looks like a full name is a person, any
other is "other".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from twosource.annotate.names.tokens import abbreviated
from twosource.lexicon import organisations, persons, places
from twosource.lexicon.words import PARTICLES, SPEECH_VERBS, is_ordinary, listed
from twosource.model import MentionKind

_WEAK_HEADS = listed("""
    power banks steel church house post press guard park lake hill castle garden port beach street lane west hall
    brothers waters rivers forest field bay king queen fleet green marine workers staff energy band line lines rail
    """)
"""Nouns of bodies and places that are surnames too: after a first name they make a person."""

_EVENTS = listed(
    """
    olympics cup war wars act agreement accord accords treaty festival prize award awards games day eve amendment
    constitution bill law code season series championship championships open marathon revolution deal pact protocol
    convention declaration religion era age strategy doctrine theory award test index
    """
)
"""Nouns that end the name of an event, a law or another thing."""

_FULL = 2
_LONGEST_PERSON = 6
_LONGEST_UNKNOWN = 4
"""Words of a person's name that has a known first name, and of one that has not."""

PARTIES = frozenset({"republicans", "democrats", "tories", "taliban"})
"""Groups of people that act as one body."""

_LOCATIVE = listed("in near outside across inside throughout")
_TOWARDS = listed("to from at around through")
_COMPANIONS = listed("who whose")
_SETTLEMENTS = listed(
    """
    district neighborhood neighbourhood suburb quarter borough area region province county village town city port
    harbour harbor municipality prefecture island peninsula valley
    """
)
"""Lower-case nouns before "of" or after a name that make a place of it: "the port of Oslo", "the Hale district"."""


def _person_by_words(lower: Sequence[str]) -> bool:
    if not 1 < len(lower) <= _LONGEST_PERSON or not persons.is_first_name(lower[0]):
        return False
    return not (set(lower) & {"of", "for", "and", "&"})


def by_words(words: Sequence[str]) -> MentionKind | None:
    """The kind that a name's own words tell, None if they tell none."""
    lower = [w.lower() for w in words]
    return _listed(" ".join(lower)) or (_single(words) if len(words) == 1 else _compound(words, lower))


def _listed(name: str) -> MentionKind | None:
    """The kind of a name that the gazetteers have."""
    if name in organisations.KNOWN and name not in {"us", "who", "target", "total"}:
        return "organisation"
    return "place" if places.is_place(name) else None


def _compound(words: Sequence[str], lower: Sequence[str]) -> MentionKind | None:
    """The kind that the words of a longer name tell: its last noun, its title, its first name."""
    last = next((w for w in reversed(lower) if not w.isdigit()), "")
    if len(lower) == _FULL and persons.is_first_name(lower[0]) and lower[1] in _WEAK_HEADS:
        return "person"
    if last in _EVENTS:
        return "other"
    if _is_body(lower, last):
        return "organisation"
    titled = persons.title_length(words)
    if 0 < titled < len(words):
        return _titled(words, titled)
    if last in places.HEADS or lower[0] in places.OPENERS:
        return "place"
    middle_initial = len(lower) > _FULL and len(lower[1].rstrip(".")) == 1 and "." in lower[1]
    return "person" if middle_initial or _person_by_words(lower) else None


def _is_body(lower: Sequence[str], last: str) -> bool:
    noun = last.rsplit("-", maxsplit=1)[-1]
    if last in organisations.SUFFIXES or noun in organisations.HEADS or noun in organisations.OUTLETS:
        return True
    return any(w in organisations.OPENERS and lower[i + 1] in {"of", "for"} for i, w in enumerate(lower[:-1]))


def _titled(words: Sequence[str], titled: int) -> MentionKind | None:
    rest = by_words(words[titled:])
    if rest == "organisation" and len(words) - titled == 1 and words[titled].lower() not in organisations.HEADS:
        return "person"  # "Mr. Ford"
    return rest if rest == "organisation" else "person"


def _single(words: Sequence[str]) -> MentionKind | None:
    (word,) = words
    if word.lower() in PARTIES or word.lower() in organisations.SUFFIXES:
        return "organisation"
    if "-" in word and word.lower().split("-")[-1] in organisations.OUTLETS:
        return "organisation"
    if abbreviated(word) and word.lower() not in organisations.NOT_ORGANISATIONS:
        return "organisation"
    return "other" if word.startswith("@") else None


class Surroundings:
    """Votes for the kind of each name that its own words leave open, over one article."""

    def __init__(self) -> None:
        self._votes: dict[str, Counter[MentionKind]] = {}
        self._surnames: set[str] = set()
        self._alone: set[str] = set()

    def alone(self, words: Sequence[str]) -> None:
        """Remember a word that stands by itself or behind a title: it may be somebody's surname."""
        own = words[persons.title_length(words) :]
        if len(own) == 1:
            self._alone.add(own[0].lower())

    def known_person(self, words: Sequence[str]) -> None:
        """Remember the words of a person's full name: each of them alone is that person."""
        self._surnames.update(w.lower() for w in words if w.lower() not in PARTICLES)

    def known(self, word: str) -> bool:
        """Whether a word is one of somebody's full name."""
        return self.borne(word) and by_words((word,)) is None

    def borne(self, word: str) -> bool:
        """Whether somebody bears a word as a name, whatever else it names."""
        return word.lower() in self._surnames

    def see(self, name: str, before: Sequence[str], after: Sequence[str]) -> None:
        """Count what stands before and after one occurrence (lower-case words, nearest first)."""
        votes = self._votes.setdefault(name.lower(), Counter())
        first = before[0] if before else ""
        following = after[0] if after else ""
        second = after[1] if len(after) > 1 else ""
        if (following == "," and (second.isdigit() or second in _COMPANIONS)) or following in _COMPANIONS:
            votes["person"] += 3
        if following == "," and second == "which":
            votes["organisation"] += 4
        if following in _SETTLEMENTS or (first == "of" and before[1:2] and before[1] in _SETTLEMENTS):
            votes["place"] += 4
        if following in SPEECH_VERBS or first in SPEECH_VERBS:
            votes["person" if " " in name else "organisation"] += 1
        if first in persons.ROLES:
            votes["person"] += 2
        if first in _LOCATIVE:
            votes["place"] += 2
        if first in _TOWARDS:
            votes["organisation" if first == "at" and " " in name else "place"] += 1
        if first == "the":
            votes["other"] += 2
        if first == "the" and following in SPEECH_VERBS:
            votes["organisation"] += 4

    def kind(self, words: Sequence[str]) -> MentionKind:
        """The kind of a name that its words leave open."""
        name = " ".join(words).lower()
        if len(words) == 1 and name in self._surnames:
            return "person"
        votes = self._votes.get(name, Counter())
        full = 1 < len(words) <= _LONGEST_UNKNOWN and not any(is_ordinary(w.lower()) for w in words)
        if full and all(w[0].isupper() or w.lower() in PARTICLES for w in words):
            called = words[-1].lower() in self._alone
            votes = votes + Counter({"person": 2 if called else 1 if votes["person"] else 0})
        if not votes:
            return "other"
        best = max(votes.values())
        return min((kind for kind, n in votes.items() if n == best), key=_ORDER.index)


_ORDER: tuple[MentionKind, ...] = ("other", "organisation", "place", "person")
