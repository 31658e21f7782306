"""What is new in a dossier that was made again: claims that were not there, standings and values that changed.

In: the dossier of a story before and after. Out: :class:`Change` records and, for every claim that is there no more,
the one that took it up (that has most of its passages). A claim is known again by its passages, whatever its id.

Only claims that two reports share are told one by one; what a single report adds is told as that report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from twosource.case.records import Change
from twosource.model import Claim, Conflict, Dossier
from twosource.render import words
from twosource.text import make_id, squash

Places = frozenset[tuple[str, int, int]]


def between(story: str, before: Dossier, after: Dossier, at: str) -> tuple[list[Change], dict[str, str]]:
    """What changed, and for each claim of before that is gone the claim that has most of its passages."""
    old = {claim.id: _places(claim) for claim in before.claims}
    new = {claim.id: _places(claim) for claim in after.claims}
    shared = _shared(old, new)
    was = {claim.id: claim for claim in before.claims}
    known = {other: was[claim] for claim, other in _known_again(shared).items()}
    changes = [*_reports(story, before, after, at), *_claims(story, after, known, at)]
    changes += _conflicts(story, before, after, at)
    return changes, _taken_up(shared, new)


def _places(claim: Claim) -> Places:
    return frozenset((item.article, item.start, item.end) for item in claim.evidence)


def _shared(old: Mapping[str, Places], new: Mapping[str, Places]) -> list[tuple[str, str]]:
    """Claims of before and of after that share passages: the same id first, then those that share most."""
    holders: dict[tuple[str, int, int], list[str]] = {}
    for claim, places in new.items():
        for place in places:
            holders.setdefault(place, []).append(claim)
    counts = Counter(
        (claim, other) for claim, places in old.items() for place in places for other in holders.get(place, ())
    )
    return sorted(counts, key=lambda pair: (pair[0] != pair[1], -counts[pair], pair))


def _known_again(shared: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each claim of before with the claim of after that it is; each at most once."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for claim, other in shared:
        if claim not in found and other not in taken:
            found[claim] = other
            taken.add(other)
    return found


def _taken_up(shared: Iterable[tuple[str, str]], new: Mapping[str, Places]) -> dict[str, str]:
    """For each claim of before that is there no more, the one that has most of its passages."""
    found: dict[str, str] = {}
    for claim, other in shared:
        if claim not in new:
            found.setdefault(claim, other)
    return found


def _reports(story: str, before: Dossier, after: Dossier, at: str) -> Iterator[Change]:
    known = {article.id for article in before.articles}
    single: dict[str, int] = {}
    for claim in after.claims:
        reports = {item.article for item in claim.evidence}
        if len(reports) == 1:
            (one,) = reports
            single[one] = single.get(one, 0) + 1
    for article in after.articles:
        if article.id not in known:
            yield Change(
                id=make_id("ch", "new-report", story, article.id),
                at=at,
                kind="new-report",
                story=story,
                about=article.id,
                text=squash(article.title or article.file),
                after=str(single.get(article.id, 0)),
            )


def _claims(story: str, after: Dossier, known: Mapping[str, Claim], at: str) -> Iterator[Change]:
    for claim in after.claims:
        reports = {item.article for item in claim.evidence}
        was = known.get(claim.id)
        told = {"at": at, "story": story, "about": claim.id, "text": squash(claim.wording.text)}
        if was is None or len({item.article for item in was.evidence}) == 1 < len(reports):
            if len(reports) > 1 and not claim.repeats:
                yield Change(
                    id=make_id("ch", "new-claim", story, claim.id, at), kind="new-claim", after=claim.standing, **told
                )
        elif was.standing != claim.standing and not claim.repeats:
            yield Change(
                id=make_id("ch", "standing", story, claim.id, was.standing, claim.standing, at),
                kind="standing",
                before=was.standing,
                after=claim.standing,
                **told,
            )


def _conflicts(story: str, before: Dossier, after: Dossier, at: str) -> Iterator[Change]:
    known = {_values(conflict) for conflict in before.conflicts}
    wording = {claim.id: squash(claim.wording.text) for claim in after.claims}
    for conflict in after.conflicts:
        if conflict.kind == "contradiction" and not any(_values(conflict) <= other for other in known):
            yield Change(
                id=make_id("ch", "new-conflict", story, conflict.id, at),
                at=at,
                kind="new-conflict",
                story=story,
                about=conflict.id,
                text=wording.get(conflict.claim, ""),
                after=" / ".join(dict.fromkeys(squash(value.text) for value in conflict.values)),
            )


def _values(conflict: Conflict) -> frozenset[tuple[str, int, int]]:
    return frozenset((value.article, value.start, value.end) for value in conflict.values)


_STANDING: dict[str, str] = {name: told.lower() for name, told in words.STANDING.items()}


def _count(number: str, noun: str) -> str:
    return words.count(int(number), noun) if number.isdecimal() else f"{number} {noun}s"


def told(change: Change) -> str:
    """What happened, in a few words."""
    before, after = (_STANDING.get(told, told) for told in (change.before, change.after))
    return {
        "new-story": f"new story ({_count(change.after, 'report')})",
        "new-report": f"new report ({_count(change.after, 'claim')} that it alone has)",
        "edited": "edited under the same address",
        "new-claim": f"new shared claim ({after})",
        "standing": f"was {before}, is {after}",
        "new-conflict": f"contradiction ({change.after})",
        "merged": f"now part of {change.story}",
        "split": f"{_count(change.after, 'report')} now of another story",
        "withdrawn": "no report is left",
    }[change.kind]
