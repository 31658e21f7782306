"""Pronouns put to the people they stand for, only where it is safe.

In: the mentions of a story, names and descriptions already linked, and the references that each reading tells (a
pronoun, what it stands for, the odds). Each pronoun is resolved within its article. Nothing inside quotation marks is
looked at or resolved: whom a speaker means is not told by the text around.

For "he" and "she" there are rules, and a reference is a witness: where it names somebody else with odds of ``DOUBT``,
the pronoun stays open. Where the rules tell nothing, and for "it" and "they", a reference with odds of ``SAFE`` holds,
unless the story knows its person for another gender.

The rules: the people named (or described, if linked to a name) before the pronoun in its own sentence, else in the
nearest sentence before it that has any, are those it may stand for; those of the other gender are left out. If one
remains, it is that one. Of several, a pronoun that speaks ("..., he said") is the only one who speaks there, and a
pronoun that opens its sentence the one who opens theirs. Otherwise it stays open.

A resolved pronoun counts as a mention. An open one, and a name of unknown kind, might be anybody: they are never
chosen, and stop every choice that they make doubtful. Measured on GAP (``benchmarks/pronouns.py``) and on the sources
of annotated stories.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from twosource.compare.entities.items import Groups, Item, words_of
from twosource.compare.entities.names import abbreviation
from twosource.compare.entities.roles import OWNED, read
from twosource.lexicon import organisations, persons
from twosource.lexicon.persons import Gender
from twosource.lexicon.words import SPEECH_VERBS, is_ordinary
from twosource.model import Article, Reading

SAFE = 1.5
"""Log-odds from which on a reference holds. Of 140 "he" and "she" of ``stories/train`` that name a source the rules
alone put 100 right and 4 wrong; with this and ``DOUBT`` it is 103 and 1 (with 1.0 for this 105 and 6).
"""

DOUBT = 0.0
"""Log-odds from which on a reference to somebody else keeps a rule from choosing."""

BACK = 2
"""Sentences before the pronoun's own in which its person is looked for (GAP development)."""

BACK_TO_SPEAKER = 5
"""Sentences before a speaking pronoun's own in which the last speaker is looked for (``stories/train``)."""

TELLING = 2
"""Pronouns of one gender, and fewer of the other, from which on they tell a person's gender (GAP development)."""

_GENDER: dict[str, Gender] = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
_WORD_AFTER = re.compile(r"\s?([a-z]+)(?:\s([a-z]+))?")
_WORD_BEFORE = re.compile(r"([a-z]+)\s\Z")
_AUXILIARIES = frozenset({"also", "has", "had", "then", "later", "further", "previously", "again"})
_VIEW = 16
_LONGEST = 3
"""Words of an unknown name that may be a person's."""


class _Seen(NamedTuple):
    """Somebody seen in a sentence: the group (negative for an open pronoun), whether that is surely a person, an open
    pronoun's gender, whether the mention opens the sentence, and whether it speaks.
    """

    group: int
    person: bool
    gender: Gender | None
    opens: bool
    speaks: bool


class _Told(NamedTuple):
    """What a reading tells of a pronoun: the number of the item it stands for, and the odds."""

    antecedent: int
    odds: float


def link(every: Sequence[Item], groups: Groups, articles: Sequence[Article], readings: Sequence[Reading] = ()) -> None:
    """Join pronouns to what they stand for. A first reading tells the genders of those whom only one of "he" and "she"
    can mean; the second one joins.
    """
    told = _told(every, readings)
    first = _Resolver(every, groups, articles, told, joins=False)
    first.run()
    for group, counts in sorted(first.told.items()):
        gender = min(counts, key=lambda g: (-counts[g], g))
        if counts[gender] >= TELLING and counts[gender] > counts.total() - counts[gender]:
            groups.tell(group, gender)
    _Resolver(every, groups, articles, told, joins=True).run()


def _told(every: Sequence[Item], readings: Sequence[Reading]) -> dict[int, _Told]:
    """What the readings tell of each pronoun, by the numbers of items."""
    numbers = {(item.article, item.mention.start, item.mention.end): item.number for item in every}
    out: dict[int, _Told] = {}
    for article, reading in enumerate(readings):
        for reference in reading.references:
            ends = (reading.mentions[reference.mention], reading.mentions[reference.antecedent])
            pronoun, antecedent = (numbers.get((article, m.start, m.end)) for m in ends)
            if pronoun is not None and antecedent is not None:
                out[pronoun] = _Told(antecedent, reference.odds)
    return out


class _Resolver:
    """Reads the mentions of a story once, from left to right."""

    def __init__(
        self,
        every: Sequence[Item],
        groups: Groups,
        articles: Sequence[Article],
        references: Mapping[int, _Told],
        *,
        joins: bool,
    ) -> None:
        self.every, self.groups, self.articles, self.joins = every, groups, articles, joins
        self.references = references
        self.told: dict[int, Counter[Gender]] = defaultdict(Counter)
        self.chosen: dict[int, int] = {}
        self.people = {groups.of(item) for item in every if item.named and item.person}
        self.seen: dict[tuple[int, int], list[_Seen]] = defaultdict(list)
        self.quotes = _Quotes(articles)
        self.quoted: dict[int, bool] = defaultdict(bool)
        self.last_name = {(i.article, i.sentence): i.number for i in every if i.named and self._candidate(i)}

    def run(self) -> None:
        """Resolve every pronoun that can be."""
        article, reach = -1, 0
        for item in self.every:
            if item.article != article:
                article, reach = item.article, 0
            quoted, nested = self.quotes.inside(item), item.mention.end <= reach
            self.quoted[item.number] = quoted
            if quoted:
                continue
            gender = _GENDER.get(item.text.lower()) if item.mention.form == "pronoun" else None
            if gender:
                self._see(item, gender, resolved=self._resolve(item, gender))
            elif item.mention.form == "pronoun":
                self._body(item)
            else:
                if not nested and self._candidate(item):
                    self._see(item, None, resolved=True)
                reach = max(reach, item.mention.end)

    def _see(self, item: Item, gender: Gender | None, *, resolved: bool) -> None:
        known = self.chosen.get(item.number, self.groups.of(item))
        group = known if resolved else -1 - item.number
        text = self.articles[item.article].text
        seen = _Seen(group, group in self.people, gender, _opens(item, text), _speaks(item, text))
        self.seen[item.article, item.sentence].append(seen)

    def _candidate(self, item: Item) -> bool:
        """Whether an item is, or might be, a mention of a person that a pronoun can stand for."""
        if item.person:
            return self.groups.of(item) in self.people
        if not item.named or item.mention.kind == "place":
            return False
        if len(item.name.words) > 1:
            unknown = item.mention.kind == "other" and not any(is_ordinary(word) for word in item.name.words)
            return unknown and len(item.name.words) <= _LONGEST
        word = item.name.words[0]
        return not abbreviation(item.text) and word not in organisations.KNOWN and word not in organisations.HEADS

    def _body(self, item: Item) -> None:
        """Join "it" or "they" to what a reading surely takes it for."""
        told = self.references.get(item.number)
        if self.joins and told and told.odds >= SAFE and not self._passed(told.antecedent, item):
            self.groups.join(told.antecedent, item)

    def _passed(self, antecedent: int, item: Item) -> bool:
        """Whether a sentence names another body before "it", which its antecedent, in an earlier one, passes over."""
        group = self.groups.of(antecedent)
        at = item.number - 1
        while at >= 0 and (self.every[at].article, self.every[at].sentence) == (item.article, item.sentence):
            other = self.every[at]
            if self.groups.of(other) == group:
                return False
            if other.named and other.mention.kind == "organisation" and other.mention.end <= item.mention.start:
                return True
            at -= 1
        return False

    def _resolve(self, item: Item, gender: Gender) -> bool:
        """Join a pronoun to whom it stands for; False if it stays open."""
        told = self.references.get(item.number)
        chosen = self._by_rule(item, gender)
        if told and chosen is None and told.odds >= SAFE and self.groups.gender(told.antecedent) in {None, gender}:
            chosen = self.groups.of(told.antecedent)
        if chosen is None or (told and told.odds >= DOUBT and self.groups.of(told.antecedent) != chosen):
            return False
        return self._take(chosen, item, gender)

    def _by_rule(self, item: Item, gender: Gender) -> int | None:
        """The group that the rules put a pronoun to; None if they put it to nobody."""
        text = self.articles[item.article].text
        follows = self.last_name.get((item.article, item.sentence), -1) > item.number
        speaks = _speaks(item, text)
        for back in range((BACK_TO_SPEAKER if speaks else BACK) + 1):
            fit = [s for s in self.seen.get((item.article, item.sentence - back), []) if self._fits(s, gender)]
            if back == 0 and not fit and follows and not _opens(item, text):
                return None  # "In his speech, Hale ..."
            if fit:
                return _chosen(fit, speaks=speaks, opens=_opens(item, text))
            if back == 0 and self._unnamed_subject(item, gender):
                return None
        return None

    def _take(self, chosen: int, item: Item, gender: Gender) -> bool:
        """Put a pronoun to a group, or in a first reading only note that."""
        if self.joins:
            return self.groups.join(chosen, item)
        self.told[chosen][gender] += 1
        self.chosen[item.number] = chosen
        return True

    def _unnamed_subject(self, item: Item, gender: Gender) -> bool:
        """Whether somebody described but not named is said before a pronoun in its sentence: "The officer said he"."""
        at = item.number - 1
        while at >= 0 and (self.every[at].article, self.every[at].sentence) == (item.article, item.sentence):
            other = self.every[at]
            at -= 1
            if not (other.described and other.person) or self.groups.of(other) in self.people:
                continue
            words = words_of(other.text)
            if words[0] in OWNED or other.mention.end > item.mention.start or read(other.text).plural:
                continue
            if persons.ROLE_GENDER.get(words[-1], gender) == gender and not self.quoted[other.number]:
                return True
        return False

    def _fits(self, seen: _Seen, gender: Gender) -> bool:
        known = self.groups.gender(seen.group) if seen.group >= 0 else seen.gender
        return known is None or known == gender


def _chosen(fit: Sequence[_Seen], *, speaks: bool, opens: bool) -> int | None:
    """The group that a pronoun stands for among those it fits; None if that is doubtful."""
    if len({s.group for s in fit}) == 1:
        return fit[0].group if fit[0].person else None
    speakers = {s.group for s in fit if s.speaks}
    if speaks and len(speakers) == 1 and all(s.person for s in fit if s.speaks):
        return speakers.pop()
    return fit[0].group if opens and fit[0].opens and fit[0].person else None


class _Quotes:
    """Whether a mention stands inside quotation marks; each article is read once, from left to right."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._at: dict[int, tuple[int, bool]] = {}

    def inside(self, item: Item) -> bool:
        """Whether an item is quoted; a paragraph's end closes a quotation. Asked for rising places."""
        start, quoted = self._at.get(item.article, (0, False))
        for char in self._articles[item.article].text[start : item.mention.start]:
            if char == "\n":
                quoted = False
            elif char == '"':
                quoted = not quoted
            elif char in "“”":
                quoted = char == "“"
        self._at[item.article] = (item.mention.start, quoted)
        return quoted


def _opens(item: Item, text: str) -> bool:
    """Whether a mention opens its sentence, or the words after a quotation."""
    before = text[max(0, item.mention.start - 3) : item.mention.start].rstrip(" ")
    return before == "" or before[-1] in '\n.!?”"—–'


def _speaks(item: Item, text: str) -> bool:
    """Whether a verb of speech stands right beside a mention: "Hale said", "said Hale"."""
    found = _WORD_AFTER.match(text, item.mention.end, item.mention.end + _VIEW)
    if found and (found[1] in SPEECH_VERBS or (found[1] in _AUXILIARIES and found[2] in SPEECH_VERBS)):
        return True
    before = _WORD_BEFORE.search(text[max(0, item.mention.start - _VIEW) : item.mention.start])
    return bool(before and before[1] in SPEECH_VERBS and item.mention.form != "pronoun")
