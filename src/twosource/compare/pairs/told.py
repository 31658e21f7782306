"""What a judge of relations reads of a passage: its words, made plain by their context.

In: an article and its reading. Out: one text for each assertion. The first pronoun for somebody whom the passage does
not name gives way to the name; the words of somebody who is named outside the passage begin with his name and a colon.
Nothing else of the context is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from twosource.model import Article, Assertion, Mention, Reading, Span, Statement
from twosource.text import covers, squash

SURE = 0.5
"""Log-odds from which a pronoun gives way to a name: a wrong name does more harm than a pronoun."""

OWNING = frozenset({"his", "its", "their", "hers", "theirs"})
LEFT = frozenset({"himself", "herself", "itself", "themselves", "who", "whose", "whom", "that", "which"})


class _Name(NamedTuple):
    start: int
    end: int
    words: str


def told(article: Article, reading: Reading) -> list[str]:
    """The texts of all assertions, in their order."""
    names = _names(article, reading)
    said = {statement.id: statement for statement in reading.statements}
    return [_told(article.text, assertion, names, said) for assertion in reading.assertions]


def _names(article: Article, reading: Reading) -> list[_Name]:
    """What to put in the place of pronouns, in text order."""
    found = []
    for reference in reading.references:
        pronoun, meant = reading.mentions[reference.mention], reading.mentions[reference.antecedent]
        if reference.odds >= SURE and meant.form == "name" and pronoun.form == "pronoun":
            name = _words(article, meant).removesuffix("'s").removesuffix("’s")
            found.append(_Name(pronoun.start, pronoun.end, name))
    return sorted(found)


def _words(article: Article, mention: Mention) -> str:
    return squash(article.text[mention.start : mention.end])


def _told(text: str, assertion: Assertion, names: Sequence[_Name], said: Mapping[str, Statement]) -> str:
    speaker = _speaker(text, assertion, names, said.get(assertion.statement or ""))
    parts, at, there = [], assertion.start, f"{speaker} {text[assertion.start : assertion.end]}"
    for name in names:
        inside = assertion.start <= name.start and name.end <= assertion.end
        if inside and name.words.split()[-1] not in there and text[name.start : name.end].lower() not in LEFT:
            parts += [text[at : name.start], f"{name.words}'s" if _owns(text, name) else name.words]
            at, there = name.end, f"{there} {name.words}"
    words = squash("".join([*parts, text[at : assertion.end]]))
    return f"{speaker}: {words}" if speaker else words


def _owns(text: str, name: _Name) -> bool:
    """Whether a pronoun owns what follows ("her" does if a word follows that is none of a clause)."""
    pronoun = text[name.start : name.end].lower()
    return pronoun in OWNING or (pronoun == "her" and text[name.end : name.end + 2].strip().isalpha())


def _speaker(text: str, assertion: Assertion, names: Sequence[_Name], statement: Statement | None) -> str:
    """Who says it, if he is not named in the passage."""
    if statement is None or statement.source is None or covers(assertion, statement.source):
        return ""
    source: Span = statement.source
    meant = next((name.words for name in names if (name.start, name.end) == (source.start, source.end)), None)
    return meant or squash(text[source.start : source.end])
