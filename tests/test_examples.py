"""The example's dossier against what a desk editor finds by hand (examples/harbour_fire.expected.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from twosource import desk
from twosource.model import Article, Claim, Conflict, Dossier

FOLDER = Path(__file__).parent.parent / "examples" / "harbour_fire"


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return desk.dossier(FOLDER, jobs=1)


def article(dossier: Dossier, name: str) -> Article:
    (found,) = (a for a in dossier.articles if Path(a.file).stem == name)
    return found


def file_of(dossier: Dossier) -> dict[str, str]:
    return {a.id: Path(a.file).stem for a in dossier.articles}


def origin_names(dossier: Dossier) -> dict[str, str]:
    return {o.id: o.name for o in dossier.origins}


def claims_with(dossier: Dossier, name: str, words: str) -> list[Claim]:
    """The claims that have a passage of this report overlapping these words."""
    where = article(dossier, name)
    at = where.text.index(words)
    end = at + len(words)
    return [
        c for c in dossier.claims if any(e.article == where.id and e.start < end and at < e.end for e in c.evidence)
    ]


def conflicts_between(dossier: Dossier, *values: tuple[str, str]) -> list[Conflict]:
    """The conflicts that have, for each (report, words), a value in that report that holds these words."""
    names = file_of(dossier)
    return [
        c
        for c in dossier.conflicts
        if all(any(names[v.article] == name and words in v.text for v in c.values) for name, words in values)
    ]


# --- the reports ----------------------------------------------------------------------------------------------------


def test_nothing_is_wrong_with_the_reports(dossier: Dossier) -> None:
    assert dossier.problems == ()
    assert sorted(file_of(dossier).values()) == ["a1", "a2", "a3", "a4", "a5", "a6"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("a1", []),
        ("a2", ["Lodestar contributed to this report."]),
        ("a3", ["By Ines Maldur", "Photo: The shell of Warehouse 4, seen from the Coal Basin on Tuesday morning."]),
        ("a4", ["By Oskar Brandel and Lia Temesh", "Read more: Who inspects Belmaria’s ports? Our 2024 series"]),
        ("a5", ["By our foreign staff", "Before you go: Northgate Daily has no owner", "Sign up for our morning"]),
        ("a6", []),
    ],
)
def test_what_is_not_part_of_a_report_is_marked_and_nothing_else(dossier: Dossier, name: str, lines: list[str]) -> None:
    report = article(dossier, name)
    marked = [line for s in report.boilerplate for line in report.text[s.start : s.end].splitlines() if line.strip()]
    assert len(marked) == len(lines)
    assert [line for line, start in zip(marked, lines, strict=True) if not line.startswith(start)] == []


def test_agency_copy_is_found_in_two_reports_and_its_agency_named(dossier: Dossier) -> None:
    (copy,) = dossier.copies
    assert sorted(file_of(dossier)[a] for a in copy.articles) == ["a1", "a2"]
    assert copy.extent == "partial"
    assert "Lodestar" in (copy.wire or "")


# --- who says it ----------------------------------------------------------------------------------------------------


def test_the_telegram_post_is_one_origin_in_three_wordings(dossier: Dossier) -> None:
    names = file_of(dossier)
    posts = [s for s in dossier.statements if s.channel == "social-post" and s.channel_name == "Telegram"]
    assert {"a1", "a2", "a4", "a5"} <= {names[s.article] for s in posts}
    assert {origin_names(dossier)[s.origin] for s in posts} == {"Ilan Torvek"}


def test_the_anonymous_officials_are_relayed_by_the_second_paper(dossier: Dossier) -> None:
    names = file_of(dossier)
    anonymous = [s for s in dossier.statements if s.anonymous]
    assert {names[s.article] for s in anonymous} == {"a4", "a5"}
    relayed = [s for s in anonymous if names[s.article] == "a5"]
    assert all(any("Meridian Post" in r for r in s.relayed_by) for s in relayed)


# --- how claims stand -----------------------------------------------------------------------------------------------


def test_only_what_two_saw_is_corroborated(dossier: Dossier) -> None:
    names = file_of(dossier)
    for claim in (c for c in dossier.claims if c.standing == "corroborated"):
        words = " ".join(e.text for e in claim.evidence)
        assert "roof" in words or "barge" in words
        assert "a3" in {names[e.article] for e in claim.evidence}, words


def test_the_witness_and_the_fire_service_confirm_the_barge(dossier: Dossier) -> None:
    claims = claims_with(dossier, "a3", "the fire had jumped to a grain barge")
    assert "corroborated" in {c.standing for c in claims}


def test_the_witness_confirms_the_roof(dossier: Dossier) -> None:
    claims = claims_with(dossier, "a3", "the roof of Warehouse 4 went up in one piece")
    assert "corroborated" in {c.standing for c in claims}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a1", "an electrical fault in the conveyor line"),
        ("a1", "There is no danger to the residents of the city"),
        ("a1", "nine night-shift workers were loading sacks"),
        ("a5", "Inspectors discovered some 300 tonnes of the fertiliser"),
        ("a4", "did not respond to a request for comment"),
    ],
)
def test_what_many_repeat_is_not_corroborated(dossier: Dossier, name: str, words: str) -> None:
    assert "corroborated" not in {c.standing for c in claims_with(dossier, name, words)}


def test_what_stands_behind_a_dateline_is_a_remark(dossier: Dossier) -> None:
    texts = {a.id: a.text for a in dossier.articles}
    words = {texts[s.article][s.content[0].start : s.content[0].end]: s for s in dossier.statements}
    (lede,) = [text for text in words if text.startswith("The warehouse that blew up in Vardessa")]
    assert words[lede].anonymous


# --- what differs ---------------------------------------------------------------------------------------------------


def test_the_number_of_injured_moved(dossier: Dossier) -> None:
    (conflict,) = conflicts_between(dossier, ("a1", "12"), ("a4", "17"))
    assert conflict.kind == "update"


def test_nine_are_told_as_a_part_of_the_fourteen_inside(dossier: Dossier) -> None:
    (conflict,) = conflicts_between(dossier, ("a1", "nine"), ("a3", "fourteen"))
    assert conflict.kind == "scope"


def test_the_nitrate_is_asserted_and_denied(dossier: Dossier) -> None:
    (conflict,) = conflicts_between(dossier, ("a4", "ammonium nitrate"), ("a6", "never stored"))
    assert (conflict.slot, conflict.kind) == ("polarity", "contradiction")
