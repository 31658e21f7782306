"""FNC-1 as pairs of a headline and a body, put to stories, in two parts that share no story.

    load(DIR) -> Pairs

DIR is the unpacked set (Fake News Challenge, stage 1, 2017): ``fnc1_train_bodies.csv`` (Body ID, articleBody) and
``fnc1_train_stances.csv`` (Headline, Body ID, Stance), as they are or in one folder inside. A stance is what a body has
to say of a headline's claim: it agrees, disagrees, discusses it, or is unrelated to it.

Stories. Headlines and bodies that any related pair joins, directly or over others, are about one rumour and one story;
two bodies of the same text are one. A hash of a story's smallest text says whether it is of ``test`` (about a fifth) or
of ``train``, so that nothing is measured on a rumour on which something was chosen.

A pair is of ``test`` when its headline is; of ``train`` when both its headline and its body are. What is in neither
(headlines of train put to bodies of test, all of them unrelated) is left out. So bodies of train do stand in test, but
only where they have nothing to do with the headline, as in the set itself.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

STANCES = ("agree", "disagree", "discuss", "unrelated")
BODIES, HEADLINES = "fnc1_train_bodies.csv", "fnc1_train_stances.csv"

TEST = 5
"""One story in so many is of test."""

Part = Literal["train", "test"]


class Pair(NamedTuple):
    """A headline, the text of a body and what the body has to say of the headline."""

    headline: str
    body: str
    stance: str


class Stories:
    """Which headlines and bodies are about one rumour."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._above: dict[str, str] = {}
        for pair in pairs:
            headline, body = self._root(_headline(pair)), self._root(_body(pair))
            if pair.stance != "unrelated":
                self._above[max(headline, body)] = min(headline, body)

    def _root(self, node: str) -> str:
        path = [node]
        while (above := self._above.setdefault(path[-1], path[-1])) != path[-1]:
            path.append(above)
        self._above.update(dict.fromkeys(path, path[-1]))
        return path[-1]

    def of(self, pair: Pair) -> tuple[str, str]:
        """The stories of a pair's headline and of its body."""
        return self._root(_headline(pair)), self._root(_body(pair))

    def part(self, pair: Pair) -> Part | None:
        """The part that a pair is of, if any."""
        headline, body = map(_part, self.of(pair))
        return headline if headline in {"test", body} else None

    def count(self) -> dict[Part, int]:
        """How many stories are in each part."""
        parts = [_part(root) for root in {self._root(node) for node in list(self._above)}]
        return {"train": parts.count("train"), "test": parts.count("test")}


def load(folder: Path) -> list[Pair]:
    """All pairs, each once, sorted; none if the files are not there. A stance that is none of the four, and a pair
    whose body is missing, raise ValueError.
    """
    place = next((path.parent for path in sorted(folder.rglob(HEADLINES)) if (path.parent / BODIES).is_file()), None)
    if place is None:
        return []
    bodies = {row["Body ID"]: row["articleBody"].strip() for row in _rows(place / BODIES)}
    found = set()
    for row in _rows(place / HEADLINES):
        if row["Stance"] not in STANCES or row["Body ID"] not in bodies:
            raise ValueError(f"{place / HEADLINES}: no stance or no body: {row['Stance']!r}, body {row['Body ID']!r}")
        found.add(Pair(row["Headline"].strip(), bodies[row["Body ID"]], row["Stance"]))
    return sorted(found)


def sample(pairs: Iterable[Pair], limit: int) -> list[Pair]:
    """At most so many pairs, the same for any order of them: those whose hashes are smallest."""
    return sorted(pairs, key=lambda pair: (_hash("\0".join(pair)), pair))[:limit]


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def _headline(pair: Pair) -> str:
    return f"headline {pair.headline}"


def _body(pair: Pair) -> str:
    return f"body {pair.body}"


def _part(story: str) -> Part:
    return "test" if int(_hash(story)[:8], 16) % TEST == 0 else "train"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
