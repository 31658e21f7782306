"""What may belong to a story, and what becomes of it when a person decides: the example, whose portrait of an
eyewitness shares few words with the other reports.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from twosource.case import Asked, Case, Wanted, open_case
from twosource.case.records import StoryLine
from twosource.model import RulingName

SEVERAL = Asked(least=2)


@pytest.fixture
def harbour(example: Path, tmp_path: Path) -> Iterator[Case]:
    """A copy of it, open."""
    with open_case(shutil.copy(example, tmp_path / "case.db")) as opened:
        yield opened


def the_two(case: Case) -> tuple[StoryLine, StoryLine]:
    """The story, and the portrait."""
    (story,) = case.stories(SEVERAL)
    (portrait,) = (line for line in case.stories() if line.id != story.id)
    return story, portrait


def ruled(case: Case, ruling: RulingName) -> None:
    wanted = Wanted(ruling=ruling, about="story", ids=tuple(line.id for line in the_two(case)))
    case.correct(case.drafted([wanted]))


def test_what_is_nearly_of_a_story_is_told_with_what_speaks_for_it(harbour: Case) -> None:
    story, portrait = the_two(harbour)
    (found,) = harbour.near(story.id)
    assert found.story == portrait
    assert "Corvane Agro" in found.why
    assert [one.story.id for one in harbour.near(portrait.id)] == [story.id]


def test_what_belongs_to_it_makes_its_claims_stand_otherwise(harbour: Case) -> None:
    before = harbour.dossier(the_two(harbour)[0].id)
    assert not any(claim.standing == "corroborated" for claim in before.claims)
    ruled(harbour, "same")
    (story,) = harbour.stories()
    assert story.reports == 6
    assert harbour.near(story.id) == []
    assert any(claim.standing == "corroborated" for claim in harbour.dossier(story.id).claims)


def test_what_does_not_is_not_offered_again_until_the_ruling_is_taken_back(harbour: Case) -> None:
    ruled(harbour, "not-same")
    assert [harbour.near(line.id) for line in the_two(harbour)] == [[], []]
    harbour.undo(1)
    assert [len(harbour.near(line.id)) for line in the_two(harbour)] == [1, 1]


def test_stories_of_other_events_are_not_near(case: Case) -> None:
    assert all(case.near(line.id) == [] for line in case.stories())
