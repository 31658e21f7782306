from __future__ import annotations

from itertools import combinations

import pytest

from twosource import group
from twosource.group import Bond, Profile, Ruling, Story, Tie, linkage


def reports(names: str) -> list[Profile]:
    return [Profile(article=name, published=f"2031-05-{number:02}") for number, name in enumerate(names, 1)]


def bonds(told: dict[str, int]) -> list[Bond]:
    return [Bond(tie=Tie(first=min(ends), second=max(ends), odds=0.0), odds=odds) for ends, odds in told.items()]


def members(made: tuple[Story, ...]) -> list[str]:
    return ["".join(story.articles) for story in made]


def test_strong_bonds_make_a_story() -> None:
    assert members(group.stories(reports("abcd"), bonds({"ab": 300, "bc": 200, "ac": 100}))) == ["abc", "d"]


def test_one_strong_bond_does_not_chain_two_events() -> None:
    told = {"ab": 500, "cd": 500, "bc": 100}
    assert members(group.stories(reports("abcd"), bonds(told))) == ["ab", "cd"]


def test_the_strongest_bond_is_joined_first() -> None:
    told = {"ab": 100, "bc": 300, "ac": -700}
    assert members(group.stories(reports("abc"), bonds(told))) == ["a", "bc"]


def test_a_report_of_two_events_belongs_to_both() -> None:
    told = {"ab": 500, "bx": 300, "xy": 500, "by": 300, "ax": -800, "ay": -800}
    first, second = group.stories(reports("abxy"), bonds(told))
    assert members((first, second)) == ["ab", "xy"]
    assert (first.also, second.also) == ((), ("b",))


def test_a_later_report_merges_two_stories() -> None:
    told = {"ab": 200, "cd": 200, "ac": -100, "bd": -100, "ad": -100, "bc": -100}
    assert members(group.stories(reports("abcd"), bonds(told))) == ["ab", "cd"]
    later = told | {"ae": 400, "be": 400, "ce": 400, "de": 400}
    assert members(group.stories(reports("abcde"), bonds(later))) == ["abcde"]


@pytest.mark.parametrize("ruling", ["same", "not-same"])
def test_a_ruling_holds_against_bonds(ruling: str) -> None:
    told = {"ab": 500} if ruling == "not-same" else {"ab": -400}
    ruled = [Ruling(ruling=ruling, articles=("b", "a"))]  # type: ignore[arg-type]
    assert members(group.stories(reports("ab"), bonds(told), ruled)) == (["a", "b"] if told["ab"] > 0 else ["ab"])


def test_the_last_ruling_holds() -> None:
    ruled = [Ruling(ruling="same", articles=("a", "b")), Ruling(ruling="not-same", articles=("b", "a"))]
    assert members(group.stories(reports("ab"), (), ruled)) == ["a", "b"]
    assert members(group.stories(reports("ab"), (), ruled[::-1])) == ["ab"]


def test_a_ruling_that_contradicts_others_is_told_and_passed_over() -> None:
    ruled = [
        Ruling(ruling="same", articles=("a", "b")),
        Ruling(ruling="not-same", articles=("a", "c")),
        Ruling(ruling="same", articles=("b", "c")),
    ]
    assert members(group.stories(reports("abc"), (), ruled)) == ["ab", "c"]
    (problem,) = group.contradictions(ruled)
    assert problem.about == "ruling on b and c"


def test_ties_that_hold_a_story_together_are_told() -> None:
    (story,) = group.stories(reports("abc"), bonds({"ab": 100, "bc": 300, "ac": 200}))
    assert [(tie.first, tie.second) for tie in story.joined] == [("b", "c"), ("a", "c")]


def test_a_topic_of_weeks_is_cut_at_higher_odds(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "abcdefgh"
    told = {"".join(ends): 40 for ends in combinations(names, 2)} | {"ab": 500, "cd": 500}
    assert members(group.stories(reports(names), bonds(told))) == [names]
    monkeypatch.setattr(linkage, "LARGEST", 4)
    assert members(group.stories(reports(names), bonds(told))) == ["ab", "cd", "e", "f", "g", "h"]


def test_the_order_in_a_story_is_that_of_time() -> None:
    late, early = Profile(article="a", published="2031-05-09"), Profile(article="b", published="2031-05-01")
    (story,) = group.stories([late, early], bonds({"ab": 300}))
    assert story.articles == ("b", "a")
