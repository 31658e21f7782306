"""The same words given to two speakers.

In: the statements of a story, traced to their origins. Words in quotation marks that two reports have alike, eight in a
row, and give to two people or bodies of which neither speaks for the other (``ties``). Always ``scope``: one of them
may have read out what the other wrote; the desk has to look. Pronouns and descriptions are resolved before; where it
is not known who spoke, nothing differs.

And of differences that others found, whether two people said what differs (:func:`of_two`): two may say nearly the
same, and neither is quoted wrongly.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from twosource.compare.conflicts.sight import Difference, Sight
from twosource.compare.conflicts.words import QUOTED
from twosource.compare.origins import Traced
from twosource.independence import runs
from twosource.model import Origin, Statement, Value
from twosource.ties import Ties, name_words

ENOUGH = 3
"""Runs of six words that two quotations share: two people may say six words alike ("a lot of people running and")."""

_KINDS = frozenset({"person", "organisation"})
_MOUTHPIECE = re.compile(
    r"^(?:a|an|the|his|her|its|their)\b|\b(?:spokes\w+|rep|representative|lawyer|attorney)\b", re.IGNORECASE
)
_WRITTEN = re.compile(r"\b(?:statement|letter|post|report|memo|e-?mail|tweet|document)\b", re.IGNORECASE)
"""Sources that somebody wrote, who is named elsewhere."""
_WHY = "The reports give the same words to different speakers; one of them may speak for the other."


def differences(sight: Sight, traced: Traced, bound: Ties) -> Iterator[Difference]:
    """The quotations with two speakers; not of two who are ``bound``: one may speak for the other."""
    origins = {origin.id: origin for origin in traced.origins}
    common: Counter[tuple[Statement, Statement]] = Counter()
    given: dict[tuple[str, str], set[str]] = defaultdict(set)
    for statements in _said(sight, traced, origins).values():
        for statement in statements:
            given[statement.article, statement.id].update(
                s.origin for s in statements if s.article == statement.article
            )
        common.update(combinations(dict.fromkeys(statements), 2))
    for (one, other), runs_ in sorted(common.items(), key=lambda item: (item[0][0].id, item[0][1].id)):
        if runs_ < ENOUGH or one.article == other.article or one.origin == other.origin:
            continue
        both = other.origin in given[one.article, one.id] or one.origin in given[other.article, other.id]
        if both or _names(one, origins[other.origin], sight) or _names(other, origins[one.origin], sight):
            continue
        if (min(one.origin, other.origin), max(one.origin, other.origin)) in bound:
            continue
        values = tuple(_value(statement, origins, sight) for statement in (one, other))
        claim = sight.home(*values) or sight.home(*(_content(statement, sight) for statement in (one, other)))
        if claim:
            yield Difference(claim=claim, slot="person", kind="scope", values=tuple(sorted(values)), why=_WHY)


def of_two(difference: Difference, traced: Traced, bound: Ties) -> bool:
    """Whether the values of a difference are words of two known speakers, neither of whom speaks for the other."""
    kinds = {origin.id: origin.kind for origin in traced.origins}
    found = {origin for value in difference.values for origin in _whose(value, traced) if kinds[origin] in _KINDS}
    spoken = all(_whose(value, traced) for value in difference.values)
    pairs = combinations(sorted(found), 2)
    return spoken and len(found) > 1 and not any(pair in bound for pair in pairs)


def _whose(value: Value, traced: Traced) -> set[str]:
    """The origins in whose words a value stands."""
    return {
        statement.origin
        for statement in traced.statements
        if statement.article == value.article
        and any(part.start <= value.start and value.end <= part.end for part in statement.content)
    }


def _said(sight: Sight, traced: Traced, origins: Mapping[str, Origin]) -> Mapping[tuple[str, ...], Sequence[Statement]]:
    """Quoted words, six in a row -> the statements that hold them, if they have more than one speaker."""
    found: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in traced.statements:
        text, source = sight.articles[statement.article].text, statement.source
        if source is None or statement.manner == "indirect" or not _is_name(origins[statement.origin]):
            continue
        words = text[source.start : source.end]
        if _WRITTEN.search(words) or not name_words(origins[statement.origin].name) & name_words(words):
            continue  # whom a pronoun or a description means is not sure enough
        for part in statement.content:
            for quoted in QUOTED.finditer(text, part.start, part.end):
                for run in runs(quoted[1]):
                    found[run].append(statement)
    return {run: statements for run, statements in found.items() if len({s.origin for s in statements}) > 1}


def _is_name(origin: Origin) -> bool:
    """Whether an origin is known by a name, and not by whom it speaks for ("a spokesman for the port")."""
    return origin.kind in _KINDS and origin.name[:1].isupper() and not _MOUTHPIECE.search(origin.name)


def _names(statement: Statement, origin: Origin, sight: Sight) -> bool:
    """Whether what somebody said tells that it is the other who said so."""
    text = sight.articles[statement.article].text
    words = " ".join(text[part.start : part.end] for part in statement.content)
    return bool(name_words(origin.name) & name_words(words))


def _value(statement: Statement, origins: Mapping[str, Origin], sight: Sight) -> Value:
    text, source = sight.articles[statement.article].text, statement.source
    assert source is not None  # noqa: S101 - _said takes no others
    words, name = text[source.start : source.end], origins[statement.origin].name
    return Value(article=statement.article, start=source.start, end=source.end, text=words, value=name)


def _content(statement: Statement, sight: Sight) -> Value:
    text, part = sight.articles[statement.article].text, statement.content[0]
    return Value(article=statement.article, start=part.start, end=part.end, text=text[part.start : part.end], value="")
