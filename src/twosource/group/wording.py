"""Why two reports are held to tell of one event, in words: ``worded(tie, text) -> str``.

In: a tie, and the text of one of its two reports. Out: one line, "same names: Ardenfoot, Maurer; same number: 300
households; 0.61 alike; 5 hours apart". Names and units are kept as grouping compares them, folded and without endings
("corvan agro", "300 household"); they are told as the report writes them ("Corvane Agro", "300 households").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.group.pairs import NEAR_COPY, Tie
from twosource.group.terms import terms

_HOURS_OF_DAY = 24
_DAYS_FROM = 48
_NUMBER = re.compile(r"(?P<value>[\d.,]+(?:e[+-]?\d+)?)(?: (?P<unit>.+))?", re.DOTALL)


def worded(one: Tie, text: str = "") -> str:
    """The reasons of a tie in words."""
    parts = [f"{round(one.shared * 100)} % of their text in common"] if one.shared >= NEAR_COPY else []
    names = list(dict.fromkeys(as_written(name, text) for name in one.names))
    numbers = [_number(number, text) for number in one.numbers]
    for what, found in (("name", names), ("number", numbers)):
        if found:
            parts.append(f"same {what}{'s' if len(found) > 1 else ''}: {', '.join(found)}")
    parts.append(f"{one.alike:.2f} alike")
    return "; ".join([*parts, _apart(one.hours)])


def as_written(folded: str, text: str) -> str:
    """Words as a text has them, by their terms (``group.terms``); the terms where it does not have them. Where they
    stand several times, with a capital first, else as they come.
    """
    found = list(_places(folded.split(), text))
    return next((words for words in found if words[:1].isupper()), found[0] if found else folded)


def _places(wanted: list[str], text: str) -> Iterator[str]:
    # a term has lost its last letters, or ends in the "y" of an "ies"; between two a letter or a title may stand
    begun = [re.escape(term[:-1] if term.endswith("y") and len(term) > 1 else term) for term in wanted]
    between = r"(?:\W{1,3}[^\W_]+)?\W{1,3}"
    pattern = re.compile(between.join(rf"(?<![^\W_]){part}[^\W_]*" for part in begun), re.IGNORECASE)
    for found in pattern.finditer(text):
        have = terms(found[0])
        if [term for term in have if term in wanted] == wanted:
            yield " ".join(found[0].split())


def _number(told: str, text: str) -> str:
    """A value with the unit as the text has it, in the plural if it does."""
    parts = _NUMBER.fullmatch(told)
    if not parts or not parts["unit"]:
        return told
    found = [*_places(parts["unit"].split(), text), parts["unit"]]
    return f"{parts['value']} {next((unit for unit in found if unit.endswith('s')), found[0])}"


def _apart(hours: float | None) -> str:
    if hours is None:
        return "time between them not known"
    if hours < 1:
        return "at about one time"
    if hours < _DAYS_FROM:
        return f"{round(hours)} {'hour' if round(hours) == 1 else 'hours'} apart"
    return f"{round(hours / _HOURS_OF_DAY)} days apart"
