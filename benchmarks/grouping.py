"""How well reports are grouped into stories: BCubed against the events that people put them to.

    python benchmarks/grouping.py FILE.jsonl[.gz]|DIR [--cache FILE] [--batch] [--json]

The file holds a round-up a line (``story_id``, ``articles``) or a report a line (``event``); a folder holds a report a
file (``training/grouped.py`` has the fields). The reports are read with two processes and then added one by one in the
order of time (those that are not dated where they stand in the file, after the one before them), as they would come
in: each is looked up in an index of keys, tied to its partners, and only the stories that it can touch are grouped
again. ``--batch`` groups all at once instead; the stories are the same, and the script says so if they are not.

Printed are precision, recall and F1 of BCubed (Bagga and Baldwin, 1998), of the stories at the end, an article that
belongs to several counting in its own; stories, near-copies, and what adding one report took at the beginning and at
the end. ``--json`` prints ``{"bcubed": {"p": ..., "r": ..., "f1": ...}, ...}``. ``--cache`` keeps the readings.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

import grouped

from twosource import engines, group
from twosource.group import Bond, Profile, Story, Tie
from twosource.group.profiles import day

JOBS = 2


class Case:
    """Reports that came in one by one: an index of keys, ties, bonds and stories, all in memory."""

    def __init__(self) -> None:
        self.judges = engines.grouping()
        self.profiles: dict[str, Profile] = {}
        self.index: dict[str, tuple[list[str], list[tuple[int, str]]]] = defaultdict(lambda: ([], []))
        self.ties: dict[str, list[Tie]] = defaultdict(list)
        self.bonds: dict[str, dict[tuple[str, str], Bond]] = defaultdict(dict)
        self.story_of: dict[str, Story] = {}

    def add(self, one: Profile) -> None:
        """Add a report and group again what it touches."""
        if one.article in self.profiles:
            return
        self.profiles[one.article] = one
        for tie in group.ties(((self.profiles[other], one) for other in self._partners(one)), self.judges.ties):
            self.ties[tie.first].append(tie)
            self.ties[tie.second].append(tie)
        changes = group.renewed([one.article], self._ties_of, self._bonds_of, self.judges.bonds)
        for bond in (change.bond for change in changes):
            for end in (bond.tie.first, bond.tie.second):
                self.bonds[end][bond.tie.first, bond.tie.second] = bond
        made = group.touched([one.article], changes, self._bonds_of, self.profiles.__getitem__)
        self.story_of |= {article: story for story in made for article in story.articles}

    def stories(self) -> tuple[Story, ...]:
        """All stories, by the time of their first report."""
        place = {one.article: number for number, one in enumerate(group.ordered(list(self.profiles.values())))}
        found = {story.articles[0]: story for story in self.story_of.values()}
        return tuple(found[first] for first in sorted(found, key=place.__getitem__))

    def _ties_of(self, article: str) -> Sequence[Tie]:
        return self.ties.get(article, ())

    def _bonds_of(self, article: str) -> Iterable[Bond]:
        return self.bonds[article].values()

    def _partners(self, one: Profile) -> list[str]:
        """By ranges of days, as an index of (key, day, report) has them."""
        met: set[str] = set()
        mine = day(one.published)
        for key in group.keys(one):
            far, (undated, dated) = group.reach(key), self.index[key]
            low, high = 0, len(dated)
            if mine and far is not None:
                low = bisect_left(dated, (mine.toordinal() - far,))
                high = bisect_left(dated, (mine.toordinal() + far + 1,))
            met.update(undated, (other for _, other in dated[low:high]))
            if mine:
                insort(dated, (mine.toordinal(), one.article))
            else:
                undated.append(one.article)
        return sorted(met)


def main() -> int:
    """Read, group and print; 2 when there is nothing to read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path, metavar="FILE.jsonl[.gz]|DIR")
    parser.add_argument("--cache", type=Path, metavar="FILE", help="keep the readings there")
    parser.add_argument("--batch", action="store_true", help="group all reports at once")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    try:
        reports = grouped.labelled(args.path)
    except (OSError, ValueError) as error:
        print(f"grouping: {error}", file=sys.stderr)
        return 2
    if not reports:
        print(f"grouping: there is no report in {args.path}", file=sys.stderr)
        return 2
    profiles = grouped.profiles(reports, cache=args.cache, jobs=JOBS)
    told = measured(profiles, [one.event for one in reports], batch=args.batch)
    print(json.dumps(told) if args.json else _lines(told))
    return 0


def measured(profiles: Sequence[Profile | None], events: Sequence[str], *, batch: bool = False) -> dict[str, object]:
    """The figures; a report that could not be read is a story of its own."""
    known = [one for one in profiles if one]
    at_once = group.profiled(known, engines.grouping())
    stories, took = (at_once, [0.0]) if batch else _online(known)
    if stories != at_once:
        raise SystemExit("grouping: one by one gave other stories than all at once")
    own = {article: number for number, story in enumerate(stories) for article in story.articles}
    found = [own[one.article] if one else f"unread {number}" for number, one in enumerate(profiles)]
    precision, recall, f1 = grouped.bcubed(found, events)
    tenth = max(1, len(took) // 10)
    return {
        "bcubed": {"p": precision, "r": recall, "f1": f1},
        "reports": len(profiles),
        "unread": len(profiles) - len(known),
        "events": len(set(events)),
        "stories": len(stories),
        "several": len({article for story in stories for article in story.also}),
        "ms_first": 1000 * mean(took[:tenth]),
        "ms_last": 1000 * mean(took[-tenth:]),
    }


def _online(profiles: Sequence[Profile]) -> tuple[tuple[Story, ...], list[float]]:
    """The stories when reports come in one by one, and the seconds that each took."""
    case, took = Case(), []
    for one in in_time(profiles):
        started = time.perf_counter()
        case.add(one)
        took.append(time.perf_counter() - started)
    return case.stories(), took


def in_time(profiles: Sequence[Profile]) -> list[Profile]:
    """The order in which reports come in: what is not dated comes right after what stands before it."""
    last, when = "", []
    for one in profiles:
        last = one.published or last
        when.append(last)
    return [profiles[number] for number in sorted(range(len(profiles)), key=when.__getitem__)]


def _lines(told: dict[str, object]) -> str:
    scores = told["bcubed"]
    assert isinstance(scores, dict)  # noqa: S101 - for the type checker
    return (
        f"{told['reports']} reports ({told['unread']} unread) of {told['events']} events: {told['stories']} stories, "
        f"{told['several']} reports in several\n"
        f"BCubed: precision {scores['p']:.3f}, recall {scores['r']:.3f}, F1 {scores['f1']:.4f}\n"
        f"adding one report: {told['ms_first']:.1f} ms for the first tenth, {told['ms_last']:.1f} ms for the last"
    )


if __name__ == "__main__":
    raise SystemExit(main())
