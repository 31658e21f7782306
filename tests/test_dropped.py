"""What later reports leave out: found where it is plain, and above all not found where anything speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from msgspec import structs

from making import article, evidence, headed, linked, origin, said, span
from twosource import standing
from twosource.dropped import Dropped, dropped
from twosource.model import Article, Copy, Evidence, Passage, Statement

SAID = "The ferry Osprey struck an unlit barge off Tarn Head, the harbour master said."
CONTENT = "The ferry Osprey struck an unlit barge off Tarn Head"
FLAT = "On Monday the ferry Osprey struck an unlit barge near Tarn Head."
HEDGED = "The ferry Osprey reportedly struck an unlit barge off Tarn Head."
DAYS = ("2031-05-12", "2031-05-13", "2031-05-14")


class Story:
    """Reports of one claim; the first attributes it unless told otherwise, the second is in its own voice."""

    def __init__(self, *, first: str = SAID, second: str = FLAT, published: Sequence[str | None] = DAYS) -> None:
        self.articles = [
            article("a", f"Fog lay on the coast.\n{first}\nThe crew is safe.", published=published[0]),
            article("b", f"Fog lay on the coast.\n{second}\nThe crew is safe.", published=published[1]),
        ]
        self.statements: list[Statement] = []
        self.items: list[Evidence] = []
        self.origins = [origin("the harbour master")]
        self.copies: tuple[Copy, ...] = ()
        self.odds = 5.0
        if "the harbour master said" in first:
            self.attribute(self.articles[0], first, CONTENT, "the harbour master", "said")
        else:
            self.own(self.articles[0], first)
        self.own(self.articles[1], second)

    def attribute(self, of: Article, words: str, content: str, source: str, cue: str, **more: object) -> None:
        statement = structs.replace(said(of, content, source, origin=source), cue=span(of.text, cue), **more)
        self.statements.append(statement)
        self.items.append(evidence(of, words, source, statement=statement))

    def own(self, of: Article, words: str, voice: str | None = None) -> None:
        outlet = origin(voice or of.outlet or "unknown", "outlet")
        self.origins.append(outlet)
        self.items.append(evidence(of, words, outlet.id))

    def third(self, words: str, published: str | None) -> None:
        of = article("c", words, published=published)
        self.articles.append(of)
        self.own(of, words)

    def found(self) -> tuple[Dropped, ...]:
        basis = standing.basis(
            articles=self.articles,
            statements=self.statements,
            origins={one.id: one for one in self.origins}.values(),
            copies=self.copies,
        )
        turned = self.items[::-1]
        found = dropped(self.items, basis, links=linked(self.items, self.odds))
        assert dropped(turned, basis, links=linked(turned, self.odds)) == found
        return found


def test_a_later_report_that_names_nobody_left_the_attribution_out() -> None:
    (found,) = Story().found()
    assert (found.left, found.origin, found.words.text) == ("attribution", "the harbour master", "the harbour master")
    assert (found.earlier.article, found.later.article) == ("a", "b")
    assert found.later.text == FLAT


def test_a_later_report_that_says_it_flatly_left_the_hedge_out() -> None:
    (found,) = Story(first=HEDGED).found()
    assert (found.left, found.origin, found.words.text) == ("hedge", None, "reportedly")


def test_a_hedge_on_something_else_is_not_left_out() -> None:
    first = "The ferry Osprey struck an unlit barge off Tarn Head and reportedly lost two of its anchors."
    assert Story(first=first).found() == ()


def test_a_statement_that_the_report_could_not_check_is_hedged() -> None:
    story = Story()
    story.statements = [structs.replace(story.statements[0], certainty="unverified")]
    (found,) = story.found()
    assert (found.left, found.words.text) == ("hedge", "said")


@pytest.mark.parametrize(
    "second",
    [
        "The ferry Osprey struck an unlit barge off Tarn Head, according to the harbour master.",
        "The ferry Osprey struck an unlit barge off Tarn Head, officials found.",
        "The ferry Osprey apparently struck an unlit barge off Tarn Head.",
        "The ferry Osprey may have struck an unlit barge off Tarn Head.",
        "Had the ferry Osprey struck an unlit barge off Tarn Head?",
        "“The ferry Osprey struck an unlit barge off Tarn Head.”",
        "We saw the ferry Osprey strike: it struck an unlit barge off Tarn Head.",
        "The harbour master spoke on Monday, he said. The ferry Osprey struck an unlit barge off Tarn Head.",
        "The ferry Osprey struck an unlit barge off Tarn Head. This was reported by the coast guard.",
        "The Osprey struck a barge.",
        "On Monday the ferry Osprey struck an unlit barge near Tarn Head",
        "Divers looked at the ferry Osprey in the yard near Tarn Head and found scratches, no more than paint.",
    ],
)
@pytest.mark.parametrize("first", [SAID, HEDGED])
def test_other_words_another_voice_or_doubt_leave_nothing_out(first: str, second: str) -> None:
    assert Story(first=first, second=second).found() == ()


@pytest.mark.parametrize(
    "published",
    [
        ("2031-05-13", "2031-05-12"),
        ("2031-05-12", "2031-05-12"),
        ("2031-05-12", "2031-05-12T18:00:00"),
        (None, "2031-05-12"),
        ("2031-05-12", None),
    ],
)
def test_no_order_no_finding(published: tuple[str | None, str | None]) -> None:
    assert Story(published=published).found() == ()


def _one_outlet(story: Story) -> None:
    story.articles = [structs.replace(one, outlet="The Tarn Post") for one in story.articles]


def _unknown_outlet(story: Story) -> None:
    story.articles[1] = structs.replace(story.articles[1], outlet=None)


def _one_agency(story: Story) -> None:
    story.articles = [structs.replace(one, credit="Lodestar") for one in story.articles]


def _full_copies(story: Story) -> None:
    story.copies = (Copy(articles=("a", "b"), extent="full"),)


def _wire_copy(story: Story) -> None:
    story.copies = (Copy(articles=("a", "b"), extent="partial", wire="Lodestar"),)


def _shared_stretch(story: Story) -> None:
    where = span(story.articles[1].text, "ferry Osprey struck an unlit barge")
    shared = Passage(article="b", start=where.start, end=where.end, text="ferry Osprey struck an unlit barge")
    story.copies = (Copy(articles=("a", "b"), extent="partial", shared=(shared,)),)


def _carries_agency_copy(story: Story) -> None:
    story.items.pop()
    story.own(story.articles[1], FLAT, voice="Lodestar")


def _attributes_elsewhere(story: Story) -> None:
    story.statements.append(said(story.articles[1], "The crew is safe.", None, origin="the harbour master"))
    story.items.append(evidence(story.articles[1], "The crew is safe.", "x", statement=story.statements[-1]))


def _flat_elsewhere_in_the_earlier(story: Story) -> None:
    story.own(story.articles[0], "The crew is safe.")


def _third_before(story: Story) -> None:
    story.third("The ferry struck a barge.", "2031-05-11")


def _third_undated(story: Story) -> None:
    story.third("The ferry struck a barge.", None)


def _not_surely_alike(story: Story) -> None:
    story.odds = standing.SURE - 0.1


def _quoted(story: Story) -> None:
    story.statements = [structs.replace(story.statements[0], manner="direct")]


def _denied(story: Story) -> None:
    story.statements = [structs.replace(story.statements[0], certainty="denied")]


def _of_nobody_known(story: Story) -> None:
    story.origins[0] = origin("the harbour master", "unknown")


@pytest.mark.parametrize(
    "change",
    [
        _one_outlet,
        _unknown_outlet,
        _one_agency,
        _full_copies,
        _wire_copy,
        _shared_stretch,
        _carries_agency_copy,
        _attributes_elsewhere,
        _flat_elsewhere_in_the_earlier,
        _third_before,
        _third_undated,
        _not_surely_alike,
        _quoted,
        _denied,
        _of_nobody_known,
    ],
)
def test_what_speaks_against_a_finding(change: Callable[[Story], None]) -> None:
    story = Story()
    change(story)
    assert story.found() == ()


def test_who_comes_after_the_later_one_is_no_excuse_for_it() -> None:
    story = Story()
    story.third(FLAT, "2031-05-14")
    assert [one.later.article for one in story.found()] == ["b"]


def test_who_only_repeats_the_rumour_is_no_excuse_either() -> None:
    story = Story()
    story.third(HEDGED, "2031-05-11")
    assert {one.later.article for one in story.found()} == {"b"}


def test_an_act_in_words_is_not_told_by_somebody() -> None:
    first = "The harbour court ordered the ferry Osprey to leave the berth at Tarn Head."
    story = Story(first=first, second="The ferry Osprey was ordered to leave the berth at Tarn Head.")
    story.items.pop(0)
    source = "The harbour court"
    story.origins.append(origin(source, "organisation"))
    content = "the ferry Osprey to leave the berth at Tarn Head"
    story.attribute(story.articles[0], first, content, source, "ordered")
    assert story.found() == ()


@pytest.mark.parametrize(("number", "findings"), [("3", 0), ("2", 1)])
def test_another_number_is_another_claim(number: str, findings: int) -> None:
    first = "The ferry Osprey struck 2 unlit barges off Tarn Head, the harbour master said."
    second = f"On Monday the ferry Osprey struck {number} unlit barges near Tarn Head."
    story = Story(first=first.replace("the harbour master said", "it was 4 a.m."), second=second)
    story.articles[0] = article("a", first, published=DAYS[0])
    story.items.pop(0)
    content = "The ferry Osprey struck 2 unlit barges off Tarn Head"
    story.attribute(story.articles[0], first, content, "the harbour master", "said")
    assert len(story.found()) == findings


def test_a_headline_leaves_nothing_out() -> None:
    story = Story()
    story.articles[1] = headed("b", FLAT, "The crew is safe.", published=DAYS[1])
    story.items.pop()
    story.own(story.articles[1], FLAT)
    assert story.found() == ()
