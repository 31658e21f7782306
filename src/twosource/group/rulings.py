"""What people ruled on whether two reports tell of one event.

In: rulings in the order in which they were given. Out: those that hold, by the numbers of the reports
(:func:`in_force`). Of rulings on the same two reports the last one holds. A "same" that would put two reports into one
story which are ruled apart is passed over, and told as a Problem.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from twosource.group.sets import Ends, Sets
from twosource.model import Problem, RulingName


class Ruling(Struct, frozen=True, kw_only=True):
    """A person's ruling whether two reports, by the ids of their articles, tell of one event."""

    ruling: RulingName
    articles: tuple[str, str]


class Ruled(Struct, frozen=True):
    """Pairs that belong together, pairs that are never in one story, and what was passed over."""

    same: frozenset[Ends]
    apart: frozenset[Ends]
    problems: tuple[Problem, ...]


def in_force(rulings: Sequence[Ruling], place: Mapping[str, int]) -> Ruled:
    """The rulings that hold among the reports that have a place."""
    last: dict[Ends, Ruling] = {}
    for one in rulings:
        a, b = sorted(place.get(article, -1) for article in one.articles)
        if 0 <= a < b:
            last.pop((a, b), None)  # its turn is now
            last[a, b] = one
    apart = frozenset(ends for ends, one in last.items() if one.ruling == "not-same")
    same: set[Ends] = set()
    problems: list[Problem] = []
    for ends, one in last.items():
        if one.ruling == "same" and _unites({*same, ends}, apart):
            problems.append(_passed_over(one))
        elif one.ruling == "same":
            same.add(ends)
    return Ruled(frozenset(same), apart, tuple(problems))


def contradictions(rulings: Sequence[Ruling]) -> tuple[Problem, ...]:
    """The rulings that are passed over because others, taken together, say the contrary."""
    articles = sorted({article for one in rulings for article in one.articles})
    return in_force(rulings, {article: number for number, article in enumerate(articles)}).problems


def _unites(same: set[Ends], apart: frozenset[Ends]) -> bool:
    sets = Sets(same)
    return any(sets.of(a) == sets.of(b) for a, b in apart)


def _passed_over(one: Ruling) -> Problem:
    first, second = one.articles
    return Problem(
        about=f"ruling on {first} and {second}",
        stage="compare",
        message="would put two reports into one story that another ruling keeps apart, and is passed over; "
        "take back one of the two",
    )
