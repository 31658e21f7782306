"""Since when a claim is known: laws on the order of reports, undated and later ones and copies; and what can fall."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

import invented
import twosource
from making import article, claim, evidence, headed, linked, origin, said
from twosource import standing
from twosource.history import Since, Step, of, since
from twosource.model import Article, Claim, Conflict, Copy, Link, Statement, Value
from twosource.standing import Basis

ACCOUNTS = {
    "Ada Holm": "The ferry Osprey ran aground off Tarn Head at noon",
    "Jon Reck": "Off Tarn Head the ferry Osprey ran aground on a rock",
    "Mira Sand": "The ferry Osprey struck a rock and ran aground at Tarn Head",
}
OWN = "The ferry Osprey ran aground off Tarn Head."


@dataclass
class Report:
    """A report of the claim: in the words of a speaker, or in its own voice."""

    name: str
    published: str | None
    speaker: str | None = None

    @property
    def article(self) -> Article:
        text = f"{ACCOUNTS[self.speaker]}, {self.speaker} said." if self.speaker else OWN
        return article(self.name, text, published=self.published)


def told(reports: list[Report], *, copies: tuple[Copy, ...] = ()) -> tuple[Claim, Basis]:
    articles, statements, items, origins = [], [], [], {}
    for report in reports:
        of_report = report.article
        articles.append(of_report)
        statement: Statement | None = None
        if report.speaker:
            statement = said(of_report, ACCOUNTS[report.speaker], report.speaker, origin=report.speaker)
            origins[report.speaker] = origin(report.speaker)
            statements.append(statement)
        voice = origin(of_report.outlet or "", "outlet")
        origins[voice.id] = voice
        by = report.speaker or voice.id
        items.append(evidence(of_report, of_report.text, by, statement=statement))
    basis = standing.basis(articles=articles, statements=statements, origins=origins.values(), copies=copies)
    links = linked(items)
    found = structs.replace(claim("c", *items), links=links)
    judged = standing.judge(items, basis, links=links)
    return structs.replace(found, standing=judged.standing), basis


def past(reports: list[Report], *, copies: tuple[Copy, ...] = ()) -> Since:
    return since(*told(reports, copies=copies))


def firsts(found: Since) -> set[str]:
    return {one.article for one in found.first}


def unlabelled(step: Step) -> Step:
    """Without the time as it is told, which is in UTC once another report has an offset."""
    return structs.replace(step, by="")


DATES = ("2031-05-12", "2031-05-12T09:00:00", "2031-05-12T11:30:00", "2031-05-13", "2031-05-13T07:00:00Z", None)
stories = st.lists(
    st.builds(Report, st.sampled_from("abcdefgh"), st.sampled_from(DATES), st.sampled_from([None, *ACCOUNTS])),
    min_size=1,
    max_size=5,
    unique_by=lambda report: report.name,
)


@given(stories, st.randoms(use_true_random=False))
def test_the_order_of_the_evidence_does_not_matter(reports: list[Report], dice) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    shuffled = reports.copy()
    dice.shuffle(shuffled)
    assert past(shuffled) == past(reports)


@given(stories)
def test_a_later_report_never_changes_who_was_first(reports: list[Report]) -> None:
    before = past(reports)
    after = past([*reports, Report("z", "2031-06-01", "Ada Holm")])
    assert after.first == before.first or not before.first
    assert after.undated == before.undated
    assert [unlabelled(step) for step in after.steps[:-1]] == [unlabelled(step) for step in before.steps]


@given(stories)
def test_an_undated_report_adds_nothing_but_itself(reports: list[Report]) -> None:
    before, after = past(reports), past([*reports, Report("z", None, "Ada Holm")])
    assert (after.first, after.steps) == (before.first, before.steps)
    assert {one.article for one in after.undated} == {one.article for one in before.undated} | {"z"}


@given(stories)
def test_every_dated_report_comes_in_one_step_and_outlets_never_fall(reports: list[Report]) -> None:
    found = past(reports)
    stepped = [article for step in found.steps for article in step.articles]
    assert sorted(stepped) == sorted(report.name for report in reports if report.published)
    numbers = [len(step.outlets) for step in found.steps]
    assert numbers == sorted(numbers)


@given(stories)
def test_the_last_step_of_dated_reports_is_the_standing_of_the_claim(reports: list[Report]) -> None:
    made, basis = told(reports)
    found = since(made, basis)
    if not found.undated:
        counted = standing.independent_origins(made.evidence, basis, links=made.links)
        assert found.steps[-1].standing == made.standing
        assert found.steps[-1].origins == tuple(one.id for one in counted)


@given(stories.filter(lambda reports: any(report.published for report in reports)), st.data())
def test_a_copy_never_adds_an_origin(reports: list[Report], data: st.DataObject) -> None:
    # of an undated report a dated copy tells what its date did not
    copied = data.draw(st.sampled_from(reports).filter(lambda report: report.published))
    copy = Report("z", "2031-06-01", copied.speaker)
    full = Copy(articles=(copied.name, "z"), extent="full")
    before, after = past(reports), past([*reports, copy], copies=(full,))
    assert set(after.steps[-1].origins) <= set(before.steps[-1].origins)


def test_growth_of_outlets_and_of_independent_origins() -> None:
    found = past(
        [
            Report("a", "2031-05-12T09:00:00", "Ada Holm"),
            Report("b", "2031-05-12T11:30:00", "Ada Holm"),
            Report("c", "2031-05-13", "Jon Reck"),
        ]
    )
    assert firsts(found) == {"a"}
    assert [step.by for step in found.steps] == ["2031-05-12T09:00:00", "2031-05-12T11:30:00", "2031-05-13"]
    assert [len(step.outlets) for step in found.steps] == [1, 2, 3]
    assert [step.origins for step in found.steps] == [(), (), ("Ada Holm", "Jon Reck")]
    assert [step.standing for step in found.steps] == ["single", "same-origin", "corroborated"]


def test_a_day_and_a_time_of_that_day_have_no_order() -> None:
    found = past([Report("a", "2031-05-12"), Report("b", "2031-05-12T09:00:00"), Report("c", "2031-05-13")])
    assert firsts(found) == {"a", "b"}
    assert [step.articles for step in found.steps] == [("b",), ("a",), ("c",)]  # the day is over at its end


def test_where_offsets_are_mixed_a_step_is_told_in_utc() -> None:
    found = past([Report("a", "2031-05-12T09:00:00"), Report("b", "2031-05-13T23:00:00Z")])
    assert [step.by for step in found.steps] == ["2031-05-12T21:00+00:00", "2031-05-13T23:00+00:00"]


def test_no_date_no_first() -> None:
    found = past([Report("a", None), Report("b", None)])
    assert (found.first, found.steps) == ((), ())
    assert len(found.undated) == 2


def test_a_headline_is_the_first_passage_only_if_there_is_no_other() -> None:
    one = headed("a", "Ferry aground off Tarn Head", "The ferry ran aground.", published="2031-05-12")
    basis = standing.basis(articles=[one], statements=(), origins=())
    title, body = evidence(one, "Ferry aground off Tarn Head"), evidence(one, "The ferry ran aground.")
    assert since(claim("c", title, body), basis).first[0].passage.text == "The ferry ran aground."
    assert since(claim("c", title), basis).first[0].passage.text == "Ferry aground off Tarn Head"


def test_independent_origins_fall_when_a_later_report_shows_that_one_had_it_from_the_other() -> None:
    days = ("2031-05-12", "2031-05-13", "2031-05-14")
    made, basis = told([Report(*one) for one in zip("abc", days, ("Ada Holm", "Jon Reck", "Jon Reck"), strict=True)])
    assert [len(step.origins) for step in since(made, basis).steps] == [0, 2, 2]
    relayed = {
        key: structs.replace(one, relayed_by=("Ada Holm",)) if one.article == "c" else one
        for key, one in basis.statements.items()
    }
    basis = structs.replace(basis, statements=relayed)
    assert [len(step.origins) for step in since(made, basis).steps] == [0, 2, 0]


def test_a_contradiction_is_one_once_both_values_are_out() -> None:
    made, basis = told([Report("a", "2031-05-12"), Report("b", "2031-05-13"), Report("c", "2031-05-14")])
    values = tuple(Value(article=name, start=0, end=3, text="The", value=value) for name, value in ("a1", "b1", "c2"))
    conflict = Conflict(id="x", claim="c", slot="count", kind="contradiction", values=values)
    found = since(made, basis, conflicts=[conflict])
    assert [step.standing for step in found.steps] == ["single", "not-established", "conflict"]


def test_links_are_those_of_the_evidence_that_was_out() -> None:
    made, basis = told(
        [Report("b", "2031-05-13", "Ada Holm"), Report("a", "2031-05-15"), Report("c", "2031-05-14", "Jon Reck")]
    )
    apart = structs.replace(made, links=tuple(Link(link.first, link.second, -3.0) for link in made.links))
    assert [len(step.origins) for step in since(made, basis).steps] == [0, 2, 2]
    assert [len(step.origins) for step in since(apart, basis).steps] == [0, 0, 0]


def test_the_interface_tells_the_past_of_every_claim() -> None:
    made = invented.dossier()
    found = twosource.since(made)
    assert set(found) == {one.id for one in made.claims}
    first = found["c-ran"].first
    assert {one.published for one in first} == {"2031-05-12T09:30:00", "2031-05-12"}
    assert {name for one in first for name in one.origins} == {"o-captain", "o-diver"}


@pytest.mark.parametrize("missing", ["articles", "statements", "origins"])
def test_what_does_not_resolve_is_passed_over(missing: str) -> None:
    found = of(structs.replace(invented.dossier(), **{missing: ()}))
    assert all(isinstance(one, Since) for one in found.values())
