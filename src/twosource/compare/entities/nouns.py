"""Nouns that a story itself puts to its names, and where it uses them again.

No list knows every noun: a report calls a spacecraft "the outpost", a company "the roaster", a person "the
chronicler". What a story says of a name beside it tells them: an apposition ("Corvid Trell, a roaster in Oslo,"), a
noun right before the name ("the orbital outpost Norlandia-1"), "is" and "was" ("Norlandia-1 was an outpost"), and the
last word of a name itself ("Grand Harbour Depot"). In: the texts, the sentences and the names of a story. Out:
descriptions (mentions) beside the names, and wherever any report takes such a noun up with "the", "this" or an owner.
Nouns that the lexicon has are not looked for: ``annotate.names`` finds those.

Not done: plural nouns, nouns without a determiner. Linear in the length of the texts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.lexicon import organisations, persons, places
from twosource.lexicon.words import CALENDAR, DETERMINERS, FUNCTION, SPEECH_VERBS, is_ordinary, listed
from twosource.model import Article, Mention, MentionKind, Reading, Span

_TOKEN = re.compile(r"[^\W_]+(?:[-.'’‐‑][^\W_]+)*|[^\w\s]")
_MARK = re.compile(r",\s+|\s+[–—-]\s+|\s+\(\s*")
_COPULA = re.compile(r"(?:,? (?:which|who|that))? (?:is|was|has been|became|remains)(?: also| now)? ")
_OPENERS = listed("a an the one")
_INSIDE = listed("former new first second third last late other own most second-largest world")
_GOES_ON = listed("of at for in who that which whose with from to on and based run owned led headed known as near")
_WIDEST = 8
_SHORTEST = 3
_REACH = 80
_NO_NOUN = listed(
    """
    young old big small large great good bad rich poor famous own same right left high low early late little major
    strong weak dead alive able free open full long short black white red blue green real true false hot cold main
    important popular powerful prominent way time year day month week part kind sort lot result example thing matter
    fact reason place point case number problem issue step sign move day night morning evening success failure mistake
    victory defeat surprise disaster tragedy top key side victim
    """
)
"""Words that end no description of anybody: adjectives, and nouns that say how or when."""
_PAST = listed(
    """
    told made took went found began gave came saw put held led sent set got won lost paid met kept left broke built
    became brought bought caught chose cut drew fell felt fought grew hit knew let meant ran rose sat sold spent
    threw struck shot hurt cast dealt fled flew forgot hid hung laid lay quit read rode sank sought shook shut slept
    spread stole stuck swore swept swung tore wept woke wore drove ate beat burst fed stood spoke taught thought
    understood withdrew wrote can say have know want need go come take make seem appear
    """
)
"""Irregular pasts and plain verbs that show that a noun before them ends its phrase."""
_ENDINGS = ("ed", "ing", "ly", "est", "ous", "ful", "less", "able", "ible", "ish")
_KNOWN = persons.ROLES | persons.GROUPS | organisations.NOUNS | organisations.CRAFT


class Noun(NamedTuple):
    """A description found beside a name: where, its head noun, and the kind of the name, and whether it
    is one even if nobody takes it up.
    """

    span: Span
    head: str
    kind: MentionKind
    sure: bool = True


def find(
    articles: Sequence[Article], readings: Sequence[Reading], names: Sequence[Sequence[Mention]]
) -> list[list[Mention]]:
    """The further descriptions of each article. ``names`` are each article's names, in text order."""
    beside = [list(_beside(a.text, r, n)) for a, r, n in zip(articles, readings, names, strict=True)]
    kinds = _kinds(articles, names, beside)
    pattern = _pattern(kinds)
    if pattern is None:
        return [[] for _ in articles]
    out: list[list[Mention]] = []
    again: set[str] = set()
    for article, reading, named in zip(articles, readings, names, strict=True):
        hits = list(_taken_up(article.text, reading, pattern, named))
        again.update(noun.head for noun in hits)
        out.append([_mention(noun.span, kinds[noun.head]) for noun in hits])
    for found, nouns in zip(out, beside, strict=True):
        starts = {(m.start, m.end) for m in found}
        found += [
            _mention(n.span, n.kind)
            for n in nouns
            if (n.sure or n.head in again) and (n.span.start, n.span.end) not in starts
        ]
    return out


def _mention(span: Span, kind: MentionKind) -> Mention:
    return Mention(start=span.start, end=span.end, kind=kind, form="description")


def _kinds(
    articles: Sequence[Article], names: Sequence[Sequence[Mention]], beside: Sequence[Sequence[Noun]]
) -> dict[str, MentionKind]:
    """The nouns told of names, each with the kind of most of those names."""
    told: dict[str, Counter[MentionKind]] = defaultdict(Counter)
    for article, named, nouns in zip(articles, names, beside, strict=True):
        for noun in nouns:
            told[noun.head][noun.kind] += 1
        for mention in named:
            words = _TOKEN.findall(article.text[mention.start : mention.end])
            last = words[-1].lower() if len(words) > 1 else ""
            if mention.kind != "person" and is_ordinary(last) and _noun(last):
                told[last][mention.kind] += 1
    return {head: min(counts, key=lambda k: (-counts[k], k)) for head, counts in sorted(told.items())}


# --- beside a name ---------------------------------------------------------------------------------------------------


def _beside(text: str, reading: Reading, named: Sequence[Mention]) -> Iterator[Noun]:
    """The descriptions right beside the names of an article."""
    at = 0
    for mention in named:
        while at < len(reading.sentences) and reading.sentences[at].end <= mention.start:
            at += 1
        if mention.kind == "place" or at >= len(reading.sentences):
            continue
        sentence = reading.sentences[at]
        yield from _after(text, mention, min(sentence.end, mention.end + _REACH))
        yield from _before(text, mention, max(sentence.start, mention.start - _REACH))


def _after(text: str, mention: Mention, end: int) -> Iterator[Noun]:
    """An apposition, or what a name "is" or "was"."""
    mark = _MARK.match(text, mention.end, end) or _COPULA.match(text, mention.end, end)
    if not mark:
        return
    tokens = list(_TOKEN.finditer(text, mark.end(), end))[: _WIDEST + 2]
    if not tokens or tokens[0][0].lower() not in _OPENERS:
        return
    last = 0
    for k, token in enumerate(tokens[1:], 1):
        word = token[0].lower()
        if not token[0][0].isalnum() or (word in FUNCTION and word not in _INSIDE):
            break
        last = k
    if not last or last + 1 >= len(tokens):
        return
    head, follows = tokens[last][0], tokens[last + 1][0]
    closed = follows in {",", ".", ";", ":", ")", "—", "–", "-"} or follows.lower() in _GOES_ON
    if closed and _noun(head) and not CALENDAR & {t[0].lower() for t in tokens[1 : last + 1]}:
        yield Noun(Span(tokens[0].start(), tokens[last].end()), head, mention.kind)


def _before(text: str, mention: Mention, start: int) -> Iterator[Noun]:
    """A noun right before a name, with the determiner that opens its phrase."""
    tokens = list(_TOKEN.finditer(text, start, mention.start))[-_WIDEST:]
    if not tokens or mention.kind == "person" or text[tokens[-1].end() : mention.start] != " ":
        return
    head = tokens[-1][0]
    if not _noun(head) or _adjective(head):
        return
    for token in reversed(tokens[:-1]):
        word = token[0].lower()
        if word in DETERMINERS:
            yield Noun(Span(token.start(), tokens[-1].end()), head, mention.kind, sure=False)
            return
        if not token[0][0].isalnum() or word in SPEECH_VERBS or (word in FUNCTION and word not in _INSIDE):
            return


def _noun(word: str) -> bool:
    """Whether a word may be a noun that describes somebody or something and that the lexicon does not have."""
    if not word.isascii() or not word.replace("-", "").isalpha() or not word.islower() or len(word) < _SHORTEST:
        return False
    if word in FUNCTION or word in _NO_NOUN or word in SPEECH_VERBS or word in _KNOWN or word in CALENDAR:
        return False
    return not word.endswith(_ENDINGS) and not (word.endswith("s") and not word.endswith("ss"))


def _adjective(word: str) -> bool:
    return word in places.ADJECTIVES or word.endswith(("al", "ive", "ic", "ary", "ory", "ant", "ent", "based"))


# --- taken up --------------------------------------------------------------------------------------------------------


def _pattern(kinds: dict[str, MentionKind]) -> re.Pattern[str] | None:
    """What finds the nouns with "the", "this" or an owner before them; None if there is none."""
    if not kinds:
        return None
    heads = "|".join(re.escape(head) for head in sorted(kinds))
    return re.compile(
        rf"\b(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s(?:[^\W\d_][\w’'-]*\s){{0,3}}?({heads})(?![\w-])"
    )


def _taken_up(text: str, reading: Reading, pattern: re.Pattern[str], named: Sequence[Mention]) -> Iterator[Noun]:
    """Where a text takes a noun up."""
    ends = [mention.end for mention in named]
    for sentence in reading.sentences:
        for hit in pattern.finditer(text, sentence.start, sentence.end):
            inner = text[hit.start() : hit.start(1)].lower().split()[1:]
            if any(word in FUNCTION and word not in _INSIDE for word in inner) or SPEECH_VERBS & set(inner):
                continue
            at = bisect_right(ends, hit.start(1))
            inside_name = at < len(named) and named[at].start <= hit.start(1)
            if not inside_name and not _compound(text, hit.end(), sentence.end):
                yield Noun(Span(hit.start(), hit.end(1)), hit[1], "other")


def _compound(text: str, at: int, end: int) -> bool:
    """Whether a noun goes on as another noun: "the laboratory door"."""
    follows = _TOKEN.match(text, at + 1, end) if text[at : at + 1] == " " else None
    if not follows or not follows[0][0].isalpha():
        return False
    if follows[0][0].isupper():
        return True
    word = follows[0].lower()
    verb = word in SPEECH_VERBS or word in _PAST or word.endswith(("ed", "s", "ly", "ing"))
    return word not in FUNCTION and not verb
