"""Who is on the scene: the people an article names or describes, and the places where each is mentioned.

In: an article's text, sentences and mentions. Out: :class:`Scene`: figures (one for each chain of names, one for each
description of a person that stands beside no name), their mentions with what the words around tell of them, and the
pronouns to resolve. A description beside a name ("Ann Hale, the mayor", "the mayor, Ann Hale") belongs to the name.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from twosource.annotate.references import people
from twosource.annotate.references.genders import PRONOUNS, SURE, leaning
from twosource.annotate.references.words import Class, Words
from twosource.lexicon import persons
from twosource.lexicon.persons import Gender
from twosource.lexicon.words import is_ordinary
from twosource.model import Mention, Sentence

_NEAR_MARKS = frozenset({"", ",", ", ", " ", ", a ", ", the ", " ("})
_SUBJECT_VIEW = 12


class Spot(Struct, frozen=True):
    """One mention of a figure: its number among the mentions, its tokens, its sentence, and what stands around it."""

    mention: int
    first: int
    after: int
    sentence: int
    before: Class
    behind: Class
    verbs_before: int
    subject: bool
    owns: bool
    speaks: bool
    quoted: bool
    coupled: bool
    listed: bool
    bracketed: bool
    kin: bool
    length: int


class Figure(Struct, frozen=True):
    """Somebody an article names or describes: the places in text order, the log-odds of being a woman, whether that is
    told by a title or a known name, how many mentions are surely a person's, and whether it is only described.
    """

    spots: tuple[Spot, ...]
    leaning: float
    known: bool
    persons: int
    kinds: tuple[int, int, int]
    full: bool
    described: bool


class Pronoun(Struct, frozen=True):
    """A pronoun: its number among the mentions, its token, sentence and gender, and its form: 0 he, 1 him, 2 his, 3
    himself.
    """

    mention: int
    at: int
    sentence: int
    gender: Gender
    form: int
    quoted: bool


class Scene(Struct, frozen=True):
    """An article laid out for resolving its pronouns."""

    words: Words
    figures: tuple[Figure, ...]
    pronouns: tuple[Pronoun, ...]


def scene(text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> Scene:
    """Lay out an article."""
    words = Words(text, sentences)
    chain = people.chains(mentions, text)
    members = _members(mentions, _outside_shouts(chain, mentions, words), words)
    told = people.genders(mentions, chain, text)
    figures = [_figure(found, told.get(number), mentions, words) for number, found in members.items()]
    figures.sort(key=lambda f: f.spots[0].mention)
    pronouns = [p for n, m in enumerate(mentions) if (p := _pronoun(n, m, words))]
    return Scene(words, tuple(figures), tuple(pronouns))


def _outside_shouts(chain: Sequence[int | None], mentions: Sequence[Mention], words: Words) -> list[int | None]:
    """The chains without names in lines of capitals: a headline between two paragraphs is no part of the report."""
    loud = words.loud
    return [
        None if number is not None and loud[words.sentence[words.at(mention.start)]] else number
        for number, mention in zip(chain, mentions, strict=True)
    ]


def _members(mentions: Sequence[Mention], chain: Sequence[int | None], words: Words) -> dict[int, list[int]]:
    """The mentions of each figure; numbers below 0 are descriptions without a name."""
    members: dict[int, list[int]] = {}
    text = words.text
    for number, mention in enumerate(mentions):
        known = chain[number]
        if known is not None:
            members.setdefault(known, []).append(number)
        elif describes_one(mention, text):
            beside = _beside(number, mentions, chain, text)
            members.setdefault(-1 - number if beside is None else beside, []).append(number)
    return members


def describes_one(mention: Mention, text: str) -> bool:
    """Whether a mention describes one person."""
    if mention.form != "description" or mention.kind != "person":
        return False
    last = text[mention.start : mention.end].lower().split()[-1]
    return last not in persons.GROUPS and last not in persons.IRREGULAR and persons.singular(last) == last


def _beside(number: int, mentions: Sequence[Mention], chain: Sequence[int | None], text: str) -> int | None:
    """The chain of the name that a description stands beside."""
    here = mentions[number]
    for other in (number + 1, number + 2, number - 1, number - 2):
        if not 0 <= other < len(mentions) or chain[other] is None:
            continue
        left, right = sorted((here, mentions[other]))
        if left.end <= right.start and text[left.end : right.start] in _NEAR_MARKS:
            return chain[other]
    return None


def _figure(found: Sequence[int], told: Gender | None, mentions: Sequence[Mention], words: Words) -> Figure:
    text = words.text
    spots = tuple(_spot(n, mentions[n], words) for n in sorted(found))
    names = [people.parse(text[mentions[n].start : mentions[n].end]) for n in found if mentions[n].form == "name"]
    kinds = Counter(mentions[n].kind for n in found if mentions[n].form == "name")
    lean, known = _leaning(names, told)
    if not names:
        nouns = [text[mentions[n].start : mentions[n].end].lower().split() for n in found]
        gender = next((g for ws in nouns for w in reversed(ws) if (g := persons.ROLE_GENDER.get(w))), None)
        known = gender is not None
        lean = 0.0 if gender is None else SURE if gender == "female" else -SURE
    return Figure(
        spots=spots,
        leaning=lean,
        known=known,
        persons=kinds["person"],
        kinds=(kinds["organisation"], kinds["place"], kinds["other"]),
        full=any(len(name.words) > 1 for name in names),
        described=not names,
    )


def _leaning(names: Sequence[people.Person], told: Gender | None) -> tuple[float, bool]:
    """How much names lean to a woman's, and whether a title or a listed first name tells."""
    if told:
        return (SURE if told == "female" else -SURE), True
    firsts = sorted({name.words[0] for name in names if len(name.words) > 1})
    lasts = {name.words[-1] for name in names if len(name.words) > 1}
    if not firsts:
        firsts = sorted({name.words[0] for name in names if name.words and name.words[0] not in lasts})
        return math.fsum(0.5 * leaning(f) for f in firsts) / max(1, len(firsts)), False
    return math.fsum(leaning(f) for f in firsts) / len(firsts), False


def _spot(number: int, mention: Mention, words: Words) -> Spot:
    first, after = words.at(mention.start), words.after(mention.end)
    sentence = words.sentence[first]
    start = words.first[sentence]
    before, behind = words.kind(first - 1, sentence), words.kind(after, sentence)
    verbs = words.count("verbs", start, first)
    return Spot(
        mention=number,
        first=first,
        after=after,
        sentence=sentence,
        before=before,
        behind=behind,
        verbs_before=verbs,
        subject=_subject(words, first, after, sentence),
        owns=behind is Class.OWNS or words.text[mention.end : mention.end + 1] in {"'", "’"},
        speaks=_speaks(words, first, after, sentence),
        quoted=words.quoted[first],
        coupled=_coupled(words, first, after, sentence),
        listed=before is Class.COMMA
        and behind in {Class.COMMA, Class.AND}
        and words.kind(after + 1, sentence) is Class.NAME,
        bracketed=before is Class.BRACKET and behind is Class.BRACKET,
        kin=_kin(words, first, sentence),
        length=after - first,
    )


def _subject(words: Words, first: int, after: int, sentence: int) -> bool:
    """Whether a verb follows, with nothing but an inserted phrase between, and no preposition stands before."""
    if words.kind(first - 1, sentence) in {Class.OF, Class.BY, Class.WITH, Class.TO, Class.PREPOSITION, Class.OWNS}:
        return False
    behind = words.kind(after, sentence)
    verbs = {Class.SPEECH, Class.BE, Class.MODAL, Class.VERB}
    if behind in verbs:
        return True
    if behind is Class.ADVERB:
        return words.kind(after + 1, sentence) in verbs
    if behind is Class.COMMA:  # "Hale, the mayor of Oxby, said"
        for at in range(after + 1, after + _SUBJECT_VIEW):
            if words.kind(at, sentence) in {Class.COMMA, Class.DASH}:
                return words.kind(at + 1, sentence) in verbs
    return False


def _speaks(words: Words, first: int, after: int, sentence: int) -> bool:
    behind = words.kind(after, sentence)
    if behind is Class.SPEECH or (behind is Class.ADVERB and words.kind(after + 1, sentence) is Class.SPEECH):
        return True
    return words.kind(first - 1, sentence) is Class.SPEECH and words.kind(first - 2, sentence) in {
        Class.CLOSE,
        Class.COMMA,
    }


def _coupled(words: Words, first: int, after: int, sentence: int) -> bool:
    """Whether "and" joins the name to another one."""
    left = words.kind(first - 1, sentence) is Class.AND and words.kind(first - 2, sentence) is Class.NAME
    return left or (words.kind(after, sentence) is Class.AND and words.kind(after + 1, sentence) is Class.NAME)


def _kin(words: Words, first: int, sentence: int) -> bool:
    """Whether a relative's noun stands before the name, owned by a pronoun: "his wife Ann"."""
    if words.kind(first - 1, sentence) is Class.COMMA:
        first -= 1
    noun = words.tokens[first - 1].lower if words.kind(first - 1, sentence) is not Class.EDGE else ""
    if noun not in persons.FAMILY:
        return False
    owner = [words.tokens[at].lower for at in range(max(words.first[sentence], first - 4), first - 1)]
    return bool({"his", "her", "their", "'s", "’s"} & set(owner))


def _pronoun(number: int, mention: Mention, words: Words) -> Pronoun | None:
    if mention.form != "pronoun":
        return None
    word = words.text[mention.start : mention.end].lower()
    gender = PRONOUNS.get(word)
    if gender is None:
        return None
    at = words.at(mention.start)
    return Pronoun(number, at, words.sentence[at], gender, _form(word, at, words), words.quoted[at])


def _form(word: str, at: int, words: Words) -> int:
    if word in {"he", "she"}:
        return 0
    if word == "him":
        return 1
    if word in {"himself", "herself"}:
        return 3
    if word in {"his", "hers"}:
        return 2
    behind = words.kind(at + 1, words.sentence[at])
    owned = {Class.OTHER, Class.ROLE, Class.NAME, Class.NUMBER, Class.VERB, Class.ADVERB, Class.OPEN, Class.SPEECH}
    if behind not in owned:
        return 1
    following = words.tokens[at + 1].lower
    return 2 if is_ordinary(following) or words.tokens[at + 1].capital or behind is Class.ROLE else 1
