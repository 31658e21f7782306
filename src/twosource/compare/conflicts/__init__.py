"""Conflicts: one slot for which the reports give different values.

In: the articles, their readings and entities, and the claims of the story (their evidence; a standing is not needed).
Out: conflicts with the values side by side, never resolved; each belongs to the claim that holds its values. What is
compared, each in a module of its own:

``counts``    ``count``, ``amount``: numbers with a unit ("27 people", "$3 million").
``shares``    ``count``: "most", "nearly all", "two thirds".
``places``    ``place``: where something was.
``dates``     ``time``: dates and clock times.
``names``     ``person``: one person's or body's name written in two ways.
``roles``     ``person``: what somebody is said to be.
``polarity``  ``polarity``: one passage says, another says not.
``opposites`` ``polarity``: "rose" in one, "fell" in the other.
``wording``   ``quote``: one remark quoted in two wordings.
``speakers``  ``person``: the same words given to two speakers.

Kinds: ``rounding`` (both can hold), ``update`` (a later report has the larger toll, or one tells that it changed),
``scope`` (the values count or cover different things), ``contradiction`` (none of these). A contradiction takes away a
claim's standing: where it is open which kind it is, it is one of the others.

Differences that share a value, or that tell the same values again, are one conflict. What this does not do: it finds no
differences that only understanding shows (why, how, by whom). Precision comes before coverage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from twosource.compare.conflicts import (
    counts,
    dates,
    names,
    opposites,
    places,
    polarity,
    roles,
    shares,
    speakers,
    wording,
)
from twosource.compare.conflicts.sight import Difference, Meeting, Place, Sight
from twosource.compare.conflicts.speakers import of_two
from twosource.compare.origins import Traced
from twosource.model import Article, Claim, Conflict, ConflictKind, Entity, Reading, Value
from twosource.publication import of_one_time
from twosource.text import make_id, squash
from twosource.ties import Ties

VALUES = 12
"""Values listed in one conflict: more are not read."""

_PERHAPS = "The reports give different values for what may be one thing, or two."

_WORST: tuple[ConflictKind, ...] = ("contradiction", "update", "scope", "rounding")


def find(
    articles: Sequence[Article],
    readings: Sequence[Reading],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    near: Sequence[tuple[Place, Place]] = (),
    traced: Traced | None = None,
    bound: Ties = frozenset(),
) -> tuple[Conflict, ...]:
    """All conflicts, in the order of the claims. ``near``: passages of different reports that are no claim together but
    may be about one thing; ``traced``: who said what; ``bound``: pairs of origins one of whom may speak for the other.
    """
    sight = Sight(articles, readings, entities, claims, near)
    place = {claim.id: i for i, claim in enumerate(claims)}
    differences = [d for d in _differences(sight) if not (traced and d.slot == "quote" and of_two(d, traced, bound))]
    merged = _merged([*differences, *(speakers.differences(sight, traced, bound) if traced else ())])
    found = {conflict.id: conflict for conflict in (_conflict(group, place) for group in merged)}
    return tuple(sorted(found.values(), key=lambda c: (place[c.claim], c.values)))


def _differences(sight: Sight) -> Iterator[Difference]:
    for meeting in sight.meetings():
        found = (
            *_cautious(counts.differences(meeting, sight), meeting),
            *_cautious(dates.differences(meeting, sight), meeting),
            *shares.differences(meeting, sight),
            *places.differences(meeting, sight),
            *polarity.differences(meeting, sight),
            *opposites.differences(meeting),
            *wording.differences(meeting, sight),
        )
        near = of_one_time(meeting.one.article.published, meeting.other.article.published)
        yield from found if near else map(_perhaps, found)
    yield from counts.told(sight)
    yield from names.differences(sight)
    yield from roles.differences(sight)


def _cautious(differences: Iterator[Difference], meeting: Meeting) -> Iterable[Difference]:
    """Numbers and times that contradict each other; of passages that are no claim together, perhaps of two things."""
    return differences if meeting.grouped else map(_perhaps, differences)


def _perhaps(difference: Difference) -> Difference:
    """A contradiction that may be none, because two things may be meant."""
    contradicts = difference.kind == "contradiction"
    return structs.replace(difference, kind="scope", why=_PERHAPS) if contradicts else difference


def _merged(differences: Sequence[Difference]) -> list[list[Difference]]:
    """Differences of one slot that share a value or repeat the same values, together."""
    groups: list[list[Difference]] = []
    where: dict[object, int] = {}
    for difference in differences:
        keys = _keys(difference)
        met = sorted({where[key] for key in keys if key in where})
        at = met[0] if met else len(groups)
        if not met:
            groups.append([])
        groups[at].append(difference)
        for other in met[1:]:
            groups[at] += groups[other]
            groups[other] = []
            for key in [k for k, v in where.items() if v == other]:
                where[key] = at
        where.update(dict.fromkeys(keys, at))
    return [group for group in groups if group]


def _keys(difference: Difference) -> list[object]:
    """What two differences of one conflict have in common: a value's place, or all that the values say."""
    slot = difference.slot
    places = [(slot, v.article, v.start, v.end) for v in difference.values]
    if slot == "polarity":  # all of them say "so" and "not"
        return list(places)
    return [(slot, tuple(sorted({squash(v.value).casefold() for v in difference.values}))), *places]


def _conflict(group: Sequence[Difference], place: dict[str, int]) -> Conflict:
    worst = min(group, key=lambda d: (_WORST.index(d.kind), place[d.claim], d.values))
    told: dict[tuple[str, str], Value] = {}
    for value in sorted({v for d in group for v in d.values}, key=_order):
        told.setdefault((value.article, squash(value.value).casefold()), value)
    listed = tuple(list(told.values())[:VALUES])
    return Conflict(
        id=make_id("conflict", worst.claim, worst.slot, *((v.article, v.start, v.end) for v in listed)),
        claim=worst.claim,
        slot=worst.slot,
        kind=worst.kind,
        values=listed,
        why=worst.why,
    )


def _order(value: Value) -> tuple[str, int, int]:
    return (value.article, value.start, value.end)
