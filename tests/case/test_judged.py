from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from gathered import EVERY, FERRY, jsonl
from twosource.case import open_case
from twosource.case.judged import Remembering, load, save
from twosource.engines.relations import Relations
from twosource.model import RELATIONS


class Counting:
    """A judge that counts what it is asked."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def relations(self, pairs: Sequence[tuple[str, str]], /) -> NDArray[np.float32]:
        self.asked += pairs
        return np.array([[len(a) + len(b) + n for n in range(len(RELATIONS))] for a, b in pairs], dtype=np.float32)


def test_what_is_known_is_not_asked_again_and_only_what_was_asked_is_kept() -> None:
    judge = Counting()
    first = Remembering(judge, "one", {})
    before = first.relations([("a", "b"), ("b", "a"), ("a", "cc")])
    assert judge.asked == [("b", "a"), ("a", "cc")]
    again = Remembering(judge, "one", load(save(first.asked)))
    assert (again.relations([("cc", "a")]) == before[2:]).all()
    assert len(judge.asked) == 2
    assert len(again.asked) == 1
    Remembering(judge, "another", load(save(first.asked))).relations([("a", "b")])
    assert len(judge.asked) == 3
    assert again.relations([]).shape == (0, len(RELATIONS))


def test_one_more_report_has_only_new_pairs_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[frozenset[str]] = set()
    relations = Relations.relations

    def counted(self: Relations, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        asked.update(map(frozenset, pairs))
        return relations(self, pairs)

    monkeypatch.setattr(Relations, "relations", counted)
    words = "The captain of the Aurelia has been questioned, police inspector Jonas Wik said on Wednesday."
    text = f"{FERRY[1]['text']}\n{words}\n"
    with open_case(tmp_path / "case.db") as case:
        case.add(jsonl(tmp_path, "first.jsonl", EVERY[:3]))
        before = set(asked)
        asked.clear()
        late = EVERY[1] | {"outlet": "Skerry News", "url": "https://skerry.example/1", "text": text}
        case.add(jsonl(tmp_path, "late.jsonl", [late]))
        assert [line.reports for line in case.stories()] == [4]
    assert before
    assert asked
    assert not before & asked
