"""Linking: what goes together, what is one remark, and what must stay apart. All texts are invented.

Most cases give the judge's answers themselves: a plain judge that likes what stands near, so that they test how
attributions are made consistent and not the trained trees.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from notation import Marked, marked, words
from twosource.engines.reader import links
from twosource.engines.reader.links import features
from twosource.engines.reader.links.layout import Layout, sign_class, word_class
from twosource.engines.reader.links.records import ROLES, Tagged
from twosource.engines.rules import RuleTagger
from twosource.model import Sentence
from twosource.seams import Judge

GAP, SENTENCES, STOPS = (features.NAMES.index(name) for name in ("gap_words", "sentences", "stops"))
KIND = features.NAMES.index("kind")


class Near:
    """A judge that links a cue to what has few words and no full stop between, and any source to any content."""

    def odds(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        far = rows[:, GAP] / 2 + 4 * rows[:, STOPS] + 4 * np.abs(rows[:, SENTENCES])
        return np.asarray(np.where(rows[:, KIND] > 1, 1, 3 - far), dtype=np.float32)


class Never:
    """A judge that links nothing."""

    def odds(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.full(len(rows), -9, dtype=np.float32)


def sentences(text: str) -> tuple[Sentence, ...]:
    found, at = [], 0
    for paragraph, line in enumerate(text.split("\n")):
        found.append(Sentence(start=at, end=at + len(line), paragraph=paragraph))
        at += len(line) + 1
    return tuple(one for one in found if one.start < one.end)


def spans(one: Marked) -> list[Tagged]:
    return [Tagged(start=s.start, end=s.end, role=role) for role in ROLES for s in one.spans.get(role, [])]


def read(notation: str, judge: Judge | None = None) -> list[tuple[str | None, str | None, list[str]]]:
    one = marked(notation)
    made = links.join(one.text, sentences(one.text), spans(one), judge=judge or Near())
    out = []
    for attribution in made:
        source, cue = (words(one.text, (span,))[0] if span else None for span in (attribution.source, attribution.cue))
        out.append((source, cue, words(one.text, attribution.content)))
    return out


JOINED = [
    ("[Reed]source [said]cue [it rained]content.", [("Reed", "said", ["it rained"])]),
    # a broken remark is one
    ('["It rained,"]content [Reed]source [said]cue, ["all day."]content',
     [("Reed", "said", ['"It rained,"', '"all day."'])]),
    # a cue that was found in two parts is one
    ("[It was late]content, [Reed]source [points]cue [out]cue.", [("Reed", "points out", ["It was late"])]),
    # a source serves two cues
    ("[Reed]source [said]cue [it rained]content and [added]cue [it was cold]content.",
     [("Reed", "said", ["it rained"]), ("Reed", "added", ["it was cold"])]),
    # nobody named
    ("[It will rain]content, [reportedly]cue.", [(None, "reportedly", ["It will rain"])]),
    # more of a quoted remark in the next paragraph, and in the one after it
    ('["It rained,"]content [Reed]source [said]cue.\n["All day."]content\n["And all night."]content',
     [("Reed", "said", ['"It rained,"', '"All day."', '"And all night."'])]),
    # single marks too
    ("[‘It rained,’]content [Reed]source [said]cue.\n[‘All day.’]content",
     [("Reed", "said", ["‘It rained,’", "‘All day.’"])]),
    # a source without a cue
    ("[It rained.]content\n— [Reed]source", [("Reed", None, ["It rained."])]),
    ("[Reed]source: [It rained.]content", [("Reed", None, ["It rained."])]),
    # a verb between the two is the cue that was not seen
    ("[Reed]source wrote [it rained]content.", [("Reed", "wrote", ["it rained"])]),
    ('["It rained,"]content [Reed]source said at noon.', [("Reed", "said", ['"It rained,"'])]),
]  # fmt: skip


@pytest.mark.parametrize(("notation", "made"), JOINED)
def test_what_goes_together(notation: str, made: list[object]) -> None:
    assert read(notation) == made


APART = [
    # an unquoted content in the next paragraph is no more of a remark
    ('["It rained,"]content [Reed]source [said]cue.\n[The harbour was closed on all three days of the fair]content',
     [("Reed", "said", ['"It rained,"'])]),
    # nor is a quotation behind other words
    ('["It rained,"]content [Reed]source [said]cue. The harbour was closed.\n["All of it is wet."]content',
     [("Reed", "said", ['"It rained,"'])]),
    # one source without a cue is not two speakers', nor the one of the line before
    ("[Reed]source: [It rained.]content [It was cold.]content", [("Reed", None, ["It rained."])]),
    ("[Reed]source\n[It rained.]content", []),
    # a cue without a content is nothing, and so is a source alone
    ("[Reed]source [said]cue.", []),
    ("[Reed]source went home.", []),
    ("[It rained]content.", []),
]  # fmt: skip


@pytest.mark.parametrize(("notation", "made"), APART)
def test_what_stays_apart(notation: str, made: list[object]) -> None:
    assert read(notation) == made


def test_nothing_is_linked_against_the_judge() -> None:
    assert read("[Reed]source [said]cue [it rained]content. [Bell]source: [no]content", Never()) == []


def test_a_cue_takes_the_content_that_another_can_spare() -> None:
    two = "[Reed]source [said]cue [it rained]content [it was cold]content [agreed]cue [Bell]source."
    assert read(two) == [("Reed", "said", ["it rained"]), ("Bell", "agreed", ["it was cold"])]


def test_the_encoders_pull_is_asked_with_the_cue_first() -> None:
    one = marked("[Reed]source [said]cue [it rained]content.")
    asked = []

    def pull(cue: Tagged, other: Tagged) -> float:
        asked.append((cue.role, other.role))
        return 1.0

    links.join(one.text, sentences(one.text), spans(one), judge=Near(), pull=pull)
    assert set(asked) == {("cue", "source"), ("cue", "content")}


def test_a_row_has_a_number_for_every_name() -> None:
    one = marked("[Reed]source [said]cue [it rained]content.")
    layout = Layout(one.text, sentences(one.text), spans(one))
    cue, source, content = layout.cues[0], layout.sources[0], layout.contents[0]
    kinds = [features.row(layout, *pair, None)[KIND] for pair in ((cue, source), (cue, content), (source, content))]
    assert kinds == [0, 1, 2]
    assert len(features.row(layout, cue, source, None)) == len(features.NAMES)


def test_classes_of_words_and_signs() -> None:
    assert word_class("Said") == word_class("says")
    assert len({word_class(word) for word in ("said", "Reed", "running", "3", "quickly", "table", "")}) == 7
    assert sign_class(", ") == sign_class(",") != sign_class("\n\n") != sign_class("a ")


PIECES = st.sampled_from(['"', "\n", ". ", ", ", "Reed ", "said ", "it ", "– ", "é", " ", "’", ":"])


@settings(deadline=None, max_examples=60)
@given(
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30), st.sampled_from(ROLES)), max_size=25),
)
def test_laws(text: str, found: list[tuple[int, int, str]]) -> None:
    given_spans = [
        Tagged(start=min(start, len(text) - 1), end=min(start + length, len(text)), role=role)  # type: ignore[arg-type]
        for start, length, role in found
        if text
    ]
    made = links.join(text, sentences(text), given_spans, judge=Near())
    assert made == links.join(text, sentences(text), given_spans[::-1], judge=Near())
    contents = [span for attribution in made for span in attribution.content]
    assert len(contents) == len(set(contents))
    assert all(0 <= span.start < span.end <= len(text) for span in contents)
    given_ends = {span.end for span in given_spans if span.role == "content"}
    by_rules = {span.end for one in RuleTagger().found(text, sentences(text)) for span in one.content}
    assert {span.end for span in contents} <= given_ends | by_rules
    for attribution in made:
        assert attribution.content
        assert attribution.cue or attribution.source


def test_a_cue_and_a_source_without_words_get_them_by_the_rules() -> None:
    found = read("[Experts]source [note]cue that the harbour was never as empty as it is now.", Never())
    assert found == [("Experts", "note", ["the harbour was never as empty as it is now"])]


def test_according_to_nobody_gets_the_name_by_the_rules() -> None:
    notation = (
        "[They saw the blast]content, which [according to]cue [the mayor took the roof off and cost two lives]content."
    )
    assert read(notation) == [("the mayor", "according to", ["took the roof off and cost two lives"])]


def test_a_cue_without_a_source_gets_no_words() -> None:
    assert read("Experts [note]cue that the harbour was never as empty as it is now.", Never()) == []


def test_words_that_were_seen_are_not_given_to_another_cue() -> None:
    assert read("[Experts]source [note]cue that [the harbour was never]content as empty as it is.", Never()) == []


def test_a_post_is_whole_and_belongs_to_who_posted_it() -> None:
    found = read("They said so.\nThe [pier]source [says]cue [nothing now]content\n— Mara Reed (@reed) May 3, 2019")
    assert found == [("Mara Reed (@reed)", None, ["The pier says nothing now"])]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "[Reed]source [said]cue [the pier was safe]content but that nobody should swim there.",
            "the pier was safe but",
        ),
        (
            "[Reed]source [said]cue [she was glad that]content nobody had been hurt.",
            "she was glad that nobody had been hurt",
        ),
        ("[Reed]source [said]cue [the pier was safe]content but nobody believed it.", "the pier was safe"),
    ],
)
def test_a_content_that_plainly_goes_on_is_read_on(text: str, content: str) -> None:
    ((_, _, (found,)),) = read(text)
    assert found.startswith(content)
    assert ("swim" in found) == ("swim" in text)
    assert "believed" not in found


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Mayor Ann Bell visited the pier [last week]content, [police]source [said]cue.",
            "Mayor Ann Bell visited the pier last week",
        ),
        (
            "[Mayor Ann Bell]source invited [Reed to the pier]content, [police]source [said]cue.",
            "Mayor Ann Bell invited Reed to the pier",
        ),
        ("Still, [the pier was safe]content, [police]source [said]cue.", "the pier was safe"),
        ("The pier had been closed, and [it was safe now]content, [police]source [said]cue.", "it was safe now"),
        ("[Police]source [said]cue on Friday in Elm [the pier was safe]content.", "the pier was safe"),
    ],
)
def test_words_told_by_who_stands_behind_them_begin_with_their_clause(text: str, content: str) -> None:
    assert [found for _, _, found in read(text)] == [[content]]
